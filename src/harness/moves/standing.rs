//! Where a setting stands: its category, or why it has none.

use crate::assess::Status;
use crate::diagnostic::words::joined;
use crate::harness::Found;
use std::sync::Arc;

/// Where a setting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In a category.
    Decided(Arc<str>),
    /// In one of several, perhaps in none.
    Open {
        /// The possible ones, least intensive first.
        possible: Vec<Arc<str>>,
        /// Whether there may be none.
        or_none: bool,
    },
    /// Its kind of setting gets no category.
    NotCategorised,
    /// The policy says nothing of it, or two things at once.
    NoAnswer,
    /// The policy says that there is no such setting.
    CannotBe,
    /// It would take too long to say.
    TooTangled,
}

/// Standings that are counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Decided, for one category.
    Category(Arc<str>),
    /// Open, whatever is possible.
    Open,
    /// Not categorised.
    NotCategorised,
    /// Without an answer.
    NoAnswer,
    /// What cannot be.
    CannotBe,
    /// Too tangled.
    TooTangled,
}

impl Standing {
    /// What was found.
    #[must_use]
    pub fn of(found: &Found) -> Self {
        let outcome = match found {
            Found::Outcome(outcome) => outcome,
            Found::CannotBe(_) => return Self::CannotBe,
            Found::TooLarge(_) => return Self::TooTangled,
        };
        match (outcome.status, outcome.category()) {
            (Status::Decided, Some(code)) => Self::Decided(Arc::clone(code)),
            (Status::Decided | Status::Open, _) => {
                Self::Open { possible: outcome.possible.clone(), or_none: outcome.may_be_silent }
            }
            (Status::NotCategorised, _) => Self::NotCategorised,
            (Status::NoAnswer, _) => Self::NoAnswer,
        }
    }

    /// The categories that are possible, least intensive first.
    #[must_use]
    pub fn possible(&self) -> &[Arc<str>] {
        match self {
            Self::Decided(code) => std::slice::from_ref(code),
            Self::Open { possible, .. } => possible,
            Self::NotCategorised | Self::NoAnswer | Self::CannotBe | Self::TooTangled => &[],
        }
    }

    /// In words: `A`, `A, AS or B1`, `B1 or none`, `cannot be`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Decided(code) => code.to_string(),
            Self::Open { possible, or_none } => {
                let none = or_none.then_some("none");
                joined(&possible.iter().map(|code| &**code).chain(none).collect::<Vec<_>>(), "or")
            }
            Self::NotCategorised | Self::NoAnswer | Self::CannotBe | Self::TooTangled => self.group().word().to_owned(),
        }
    }

    /// With what it is counted.
    #[must_use]
    pub fn group(&self) -> Group {
        match self {
            Self::Decided(code) => Group::Category(Arc::clone(code)),
            Self::Open { .. } => Group::Open,
            Self::NotCategorised => Group::NotCategorised,
            Self::NoAnswer => Group::NoAnswer,
            Self::CannotBe => Group::CannotBe,
            Self::TooTangled => Group::TooTangled,
        }
    }
}

impl Group {
    /// What stands at its row and column: a category's code, or words.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Category(code) => code,
            Self::Open => "open",
            Self::NotCategorised => "not categorised",
            Self::NoAnswer => "no answer",
            Self::CannotBe => "cannot be",
            Self::TooTangled => "too tangled",
        }
    }

    /// What programs call it: `decided`, `open`, `not_categorised`, `no_answer`, `cannot_be`, `too_tangled`.
    #[must_use]
    pub const fn status(&self) -> &'static str {
        match self {
            Self::Category(_) => "decided",
            Self::Open => "open",
            Self::NotCategorised => "not_categorised",
            Self::NoAnswer => "no_answer",
            Self::CannotBe => "cannot_be",
            Self::TooTangled => "too_tangled",
        }
    }
}
