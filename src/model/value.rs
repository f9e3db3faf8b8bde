//! Values of facts, and what a setting's fact can be.

use super::ids::{FactId, VocabularyId};
use super::name::Name;
use crate::diagnostic::words::singular;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// The vocabulary of yes/no facts, always there: value 0 is yes, value 1 is no.
pub const YES_NO: VocabularyId = VocabularyId(0);

/// A scale or choice.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Its name; `None` where it is written out at a fact.
    pub name: Option<Name>,
    /// Whether its values have an order, best first.
    pub ordered: bool,
    /// Its values as declared, best first where they are ordered.
    pub values: Vec<VocabularyValue>,
}

/// A value of a scale or choice.
#[derive(Clone, Debug)]
pub struct VocabularyValue {
    /// Its name.
    pub name: Name,
    /// Its level, 0 the best; values of one level are equal in rank. In a choice each value has its own.
    pub rank: u16,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `%`
    PerCent,
    /// `£`
    Pounds,
    /// `months`, `pupils`, in machine form.
    Named(Arc<str>),
    /// Nothing.
    Bare,
}

/// What numbers a fact takes.
#[derive(Clone, Debug)]
pub struct NumberDomain {
    /// Its unit.
    pub unit: Unit,
    /// Whether only whole numbers.
    pub whole: bool,
    /// The least, if there is one.
    pub least: Option<Decimal>,
    /// The greatest, if there is one.
    pub most: Option<Decimal>,
}

/// The value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Known not to exist.
    None,
    /// A value of the fact's vocabulary, by index.
    Option(u16),
    /// A number in the fact's unit.
    Number(Decimal),
    /// A day.
    Date(Date),
}

impl Value {
    /// `yes` or `no`.
    #[must_use]
    pub const fn yes(is: bool) -> Self {
        Self::Option(if is { 0 } else { 1 })
    }
}

/// What is known of a fact of one setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum FactState {
    /// Somebody told.
    Told(Value),
    /// Nobody told; the policy assumes this.
    Assumed(Value),
    /// Nobody told.
    #[default]
    Unknown,
}

impl FactState {
    /// The value to reckon with, told or assumed.
    #[must_use]
    pub const fn value(self) -> Option<Value> {
        match self {
            Self::Told(value) | Self::Assumed(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

/// What is known of one setting: a state for each fact of the policy. Facts of other kinds of setting stay unknown and
/// are never asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    states: Vec<FactState>,
}

impl Facts {
    /// Nothing known, for a policy with so many facts.
    #[must_use]
    pub fn unknown(count: usize) -> Self {
        Self { states: vec![FactState::Unknown; count] }
    }

    /// What is known of a fact.
    #[must_use]
    pub fn get(&self, fact: FactId) -> FactState {
        self.states.get(fact.at()).copied().unwrap_or_default()
    }

    /// Says what is known of a fact; nothing happens for a fact that is not of the policy.
    pub fn set(&mut self, fact: FactId, state: FactState) {
        if let Some(slot) = self.states.get_mut(fact.at()) {
            *slot = state;
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PerCent => f.write_str("%"),
            Self::Pounds => f.write_str("£"),
            Self::Named(unit) => f.write_str(&unit.replace('_', " ")),
            Self::Bare => Ok(()),
        }
    }
}

impl Unit {
    /// A number with this unit as a person writes it: `80%`, `£500`, `12 months`, `1 month`, `3`.
    #[must_use]
    pub fn with(&self, number: Decimal) -> String {
        let number = number.normalize();
        match self {
            Self::PerCent => format!("{number}%"),
            Self::Pounds if number.is_sign_negative() => format!("-£{}", number.abs()),
            Self::Pounds => format!("£{number}"),
            Self::Named(_) if number.abs() == Decimal::ONE => format!("{number} {}", singular(&self.to_string())),
            Self::Named(_) => format!("{number} {self}"),
            Self::Bare => number.to_string(),
        }
    }
}

impl NumberDomain {
    /// What numbers a fact takes, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let kind = match (&self.unit, self.whole) {
            (Unit::Pounds, _) => "an amount",
            (Unit::PerCent | Unit::Named(_) | Unit::Bare, true) => "a whole number",
            (Unit::PerCent | Unit::Named(_) | Unit::Bare, false) => "a number",
        };
        let written = |number: Decimal| self.unit.with(number);
        match (self.least, self.most, &self.unit) {
            (Some(least), Some(most), Unit::Pounds) => format!("{kind} from {} to {}", written(least), written(most)),
            (Some(least), Some(most), _) => format!("{kind} from {} to {}", least.normalize(), written(most)),
            (Some(least), None, _) => format!("{kind} of at least {}", written(least)),
            (None, Some(most), _) => format!("{kind} of at most {}", written(most)),
            (None, None, Unit::PerCent) => "a percentage".to_owned(),
            (None, None, Unit::Pounds) => "an amount in pounds".to_owned(),
            (None, None, Unit::Named(_)) => format!("{kind} of {}", self.unit),
            (None, None, Unit::Bare) => kind.to_owned(),
        }
    }
}
