//! Days of several settings, as they are stated.

use crate::diagnostic::words::joined;
use crate::harness::{Found, Outcome};
use crate::model::Binding;
use rust_decimal::Decimal;
use std::iter::Sum;

/// Stated days, added up. Ceilings and minimums count as the figure that they state, and are counted, so that a sum never says
/// more than it knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The least figures of what is possible.
    pub least: Decimal,
    /// The greatest.
    pub most: Decimal,
    /// How many settings have a figure that is just that.
    pub exact: usize,
    /// How many have a ceiling.
    pub up_to: usize,
    /// How many have a minimum.
    pub at_least: usize,
    /// How many get support whose days are not given.
    pub not_given: usize,
    /// How many have no figure, or none for some of what is possible: no answer, no days, or days that are not given.
    pub without: usize,
}

impl Figures {
    /// What one setting gets.
    #[must_use]
    pub fn of(found: &Found) -> Self {
        let Some(outcome) = found.outcome() else { return Self { without: 1, ..Self::default() } };
        let has = |binding: Binding| outcome.support.iter().any(|one| one.stated.is_some_and(|(own, _)| own == binding));
        Self {
            least: outcome.days.least.unwrap_or_default(),
            most: outcome.days.most.unwrap_or_default(),
            exact: usize::from(has(Binding::Exact)),
            up_to: usize::from(has(Binding::UpTo)),
            at_least: usize::from(has(Binding::AtLeast)),
            not_given: usize::from(outcome.support.iter().any(|one| one.stated.is_none())),
            without: usize::from(!is_whole(outcome)),
        }
    }

    /// Whether some of it is a ceiling, a minimum, or not given.
    #[must_use]
    pub const fn is_rough(&self) -> bool {
        self.up_to + self.at_least + self.not_given > 0
    }

    /// In words: `9.5`, `up to 16`, `7 to 19`, `27*` or `5 to 7*` where some of it is a ceiling or minimum, `5, 2 not given`; empty
    /// where nothing is said of days.
    #[must_use]
    pub fn words(&self) -> String {
        let figure = match (self.least.normalize(), self.most.normalize()) {
            _ if self.exact + self.up_to + self.at_least == 0 => String::new(),
            (least, most) if least == most => most.to_string(),
            (least, most) => format!("{least} to {most}"),
        };
        let bound = match (self.exact, self.up_to, self.at_least) {
            (_, 0, 0) => figure,
            (0, _, 0) if self.least == self.most => format!("up to {figure}"),
            (0, 0, _) if self.least == self.most => format!("at least {figure}"),
            (_, _, _) => format!("{figure}*"),
        };
        match (bound.is_empty(), self.not_given) {
            (_, 0) => bound,
            (true, 1) => "not given".to_owned(),
            (true, number) => format!("{number} not given"),
            (false, number) => format!("{bound}, {number} not given"),
        }
    }
}

/// Whether each outcome that is possible has a figure.
fn is_whole(outcome: &Outcome) -> bool {
    let support = &outcome.support;
    let covers_all = !support.is_empty() && support.len() >= outcome.possible.len() && !outcome.may_be_silent;
    covers_all && support.iter().all(|one| one.stated.is_some())
}

/// The days of one setting: `9.5`, `1, up to 7 or at least 10` where several are possible, `not given`; empty where nothing is said of
/// days.
#[must_use]
pub fn days_of(found: &Found) -> String {
    let Some(outcome) = found.outcome() else { return String::new() };
    let mut all: Vec<String> = Vec::new();
    for support in &outcome.support {
        let words = match support.stated {
            Some((Binding::Exact, days)) => days.normalize().to_string(),
            Some((Binding::UpTo, days)) => format!("up to {}", days.normalize()),
            Some((Binding::AtLeast, days)) => format!("at least {}", days.normalize()),
            None => "not given".to_owned(),
        };
        if !all.contains(&words) {
            all.push(words);
        }
    }
    joined(&all, "or")
}

impl Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            least: sum.least + one.least,
            most: sum.most + one.most,
            exact: sum.exact + one.exact,
            up_to: sum.up_to + one.up_to,
            at_least: sum.at_least + one.at_least,
            not_given: sum.not_given + one.not_given,
            without: sum.without + one.without,
        })
    }
}

/// By how much stated days grow; less than nothing where they shrink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// Of the least figures.
    pub least: Decimal,
    /// Of the greatest.
    pub most: Decimal,
}

impl Growth {
    /// From one sum to another; `None` unless all that is added up has a figure, on both sides.
    #[must_use]
    pub fn between(before: &Figures, after: &Figures) -> Option<Self> {
        let (least, most) = (after.least - before.least, after.most - before.most);
        (before.without + after.without == 0).then(|| Self { least: least.normalize(), most: most.normalize() })
    }

    /// `+4.5`, `-2`, `0`, `-1 to +4.5`
    #[must_use]
    pub fn words(&self) -> String {
        if self.least == self.most {
            signed(self.most)
        } else {
            format!("{} to {}", signed(self.least.min(self.most)), signed(self.most.max(self.least)))
        }
    }
}

/// `+4.5`, `-2`, `0`
#[must_use]
pub fn signed(number: Decimal) -> String {
    let number = number.normalize();
    if number.is_sign_positive() && !number.is_zero() { format!("+{number}") } else { number.to_string() }
}
