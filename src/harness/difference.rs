//! All that differs between two policies.

use super::changes::Change;
use super::meaning::Meaning;
use super::moves::Moves;
use crate::model::Policy;
use jiff::civil::Date;
use std::sync::Arc;

/// What differs between two policies: in their texts, in meaning, exactly and for every setting there could be, and for real settings.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The earlier policy.
    pub before: About,
    /// The later one.
    pub after: About,
    /// What is declared otherwise.
    pub changes: Vec<Change>,
    /// What differs for every setting there could be.
    pub meaning: Meaning,
    /// What becomes of settings; `None` where none were given.
    pub moves: Option<Moves>,
}

/// Which policy is meant, and as of when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub policy: Arc<str>,
    /// Its revision; empty where none is given.
    pub revision: Arc<str>,
    /// Where it was read.
    pub place: String,
    /// The assessment date; `None` where no setting was looked at.
    pub on: Option<Date>,
}

impl About {
    /// A policy that was read somewhere.
    #[must_use]
    pub fn new(policy: &Policy, place: impl Into<String>, on: Option<Date>) -> Self {
        Self { policy: policy.name.phrase.clone(), revision: policy.revision.clone(), place: place.into(), on }
    }

    /// `Name of the policy, revision 2021`
    #[must_use]
    pub fn words(&self) -> String {
        let revision = if self.revision.is_empty() { String::new() } else { format!(", revision {}", self.revision) };
        format!("{}{revision}", self.policy)
    }
}
