//! Which of a policy's text its scenarios exercise.
//!
//! A scenario counts where it expects something; one that others only start from does not, and those that the program drafted
//! count apart. What cannot be exercises nothing but the constraints.
//!
//! A **line** (of a strand, a gate, an expectation, `also`, a constraint, a row of a table, a line of a score) is reached where
//! nothing before it has settled the matter, and exercised where it then certainly held.
//!
//! A **condition** is exercised by masking modified condition/decision coverage (Chilenski, *An Investigation of Three Forms of the
//! Modified Condition Decision Coverage (MCDC) Criterion*, DOT/FAA/AR-01/18, 2001): seen true and seen false where it decides a line
//! that was reached, that is where the line would have come out otherwise with this condition alone turned round; and the
//! line came out one way for the one and the other way for the other. Conditions in definitions and lists count where they
//! stand, through every use together; so do those declared for several kinds of setting. A row of a table and a line of a
//! score are lines of their own, reached where a test of the table or score decides. What is unknown covers nothing.

mod conditions;
mod items;
mod json;
#[cfg(feature = "cli")]
mod lcov;
#[cfg(feature = "cli")]
mod page;
mod record;
mod sorts;
mod words;

#[cfg(feature = "cli")]
pub use json::schema;
pub use json::write;
#[cfg(feature = "cli")]
pub use lcov::lcov;
#[cfg(feature = "cli")]
pub use page::page;
pub use sorts::{Figures, Sort, State};
pub use words::{missing, unexercised};

use crate::assess::Assessor;
use crate::diagram::TooLarge;
use crate::model::{Policy, Scenario};
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::btree_map::{BTreeMap, Entry};
use std::sync::Arc;

/// What there is in a policy to exercise, and what became of it.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Each thing once, in the order of the policy's texts.
    pub items: Vec<Item>,
    /// So many scenarios were counted.
    pub scenarios: usize,
    /// So many drafted ones were looked at besides.
    pub drafted: usize,
}

/// One thing to exercise.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub sort: Sort,
    /// As written, or in words.
    pub text: Arc<str>,
    /// Where it stands.
    pub span: Span,
    /// What became of it.
    pub seen: Seen,
}

/// What the scenarios made of one thing.
#[derive(Clone, Debug)]
pub enum Seen {
    /// Something that is exercised or not: how many scenarios got to it, and how many exercised it.
    Whole {
        /// These got so far that it could count.
        reached: Times,
        /// These exercised it.
        held: Times,
    },
    /// A condition where it decides its line.
    Condition(Outcomes),
    /// A threshold where its comparison decides.
    Threshold {
        /// Values for which the comparison holds.
        holds: Side,
        /// Values for which it does not.
        fails: Side,
    },
}

/// How many scenarios did something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Of those that count.
    pub counted: usize,
    /// Of those that were drafted.
    pub drafted: usize,
}

/// How often a condition was true or false where it decides, and how its line then came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// True, and the line came out true.
    pub true_true: Times,
    /// True, and the line came out false.
    pub true_false: Times,
    /// False, and the line came out true.
    pub false_true: Times,
    /// False, and the line came out false.
    pub false_false: Times,
}

/// One side of a threshold.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// How many scenarios had a value on it.
    pub times: Times,
    /// Of those that count, the value nearest to the threshold.
    pub nearest: Option<Nearest>,
}

/// A value and how far it is from a threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The value as a person writes it.
    pub value: String,
    /// In the unit of the value; in days for dates, in steps for scales.
    pub distance: Decimal,
    /// The same in words; empty where it is the threshold itself.
    pub away: String,
}

/// Measures what scenarios of a policy exercise: all its own, or some of them.
///
/// # Errors
/// A policy too large to be answered at all.
pub fn measure<'p>(policy: &'p Policy, of: impl IntoIterator<Item = &'p Scenario>) -> Result<Coverage, TooLarge> {
    let mut items = items::of(policy);
    let (mut scenarios, mut drafted) = (0, 0);
    let mut assessors: BTreeMap<Date, Assessor<'_>> = BTreeMap::new();
    for scenario in of.into_iter().filter(|one| !one.expects.is_empty()) {
        let assessor = match assessors.entry(scenario.on) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Assessor::new(policy, scenario.on)?),
        };
        let answer = assessor.assess("", "", scenario.kind, &scenario.facts);
        let marks = record::marks(policy, scenario, &answer);
        items.add(&marks, scenario.drafted);
        *(if scenario.drafted { &mut drafted } else { &mut scenarios }) += 1;
    }
    Ok(Coverage { items: items.in_order(), scenarios, drafted })
}

impl Coverage {
    /// How much there is of one sort and how much of it is exercised.
    #[must_use]
    pub fn of_sort(&self, sort: Sort) -> Figures {
        Figures::of(self.items.iter().filter(|item| item.sort == sort))
    }

    /// How much there is in all.
    #[must_use]
    pub fn total(&self) -> Figures {
        Figures::of(&self.items)
    }
}

impl Times {
    fn add(&mut self, drafted: bool) {
        *(if drafted { &mut self.drafted } else { &mut self.counted }) += 1;
    }
}
