//! A policy as it stands in a conversation.

use crate::diagnostic::Problems;
use crate::model::Policy;
use crate::revision::Whole;
use crate::session::{Base, Loaded, Place};
use crate::source::Sources;

/// A checked policy with its texts: the one that was loaded, or one that was changed since.
#[derive(Debug)]
pub struct Version {
    /// Its texts.
    pub sources: Sources,
    /// The policy.
    pub policy: Policy,
    /// Its declarations.
    pub whole: Whole,
    /// Where it comes from.
    pub place: Place,
    /// What there is to say of it all the same.
    pub found: Problems,
    /// What was changed in the conversation: sentences of a revision, in the order in which they were tried.
    pub tried: Vec<String>,
}

impl Version {
    /// A policy that was loaded, and what is to be said of it all the same.
    ///
    /// # Errors
    /// A policy with errors: its texts, and what is wrong.
    pub fn of(loaded: Loaded) -> Result<(Self, Problems), (Sources, Problems)> {
        let Loaded { sources, policy, problems, place, whole } = loaded;
        match policy {
            Some(policy) => Ok((Self { sources, policy, whole, place, found: problems.clone(), tried: Vec::new() }, problems)),
            None => Err((sources, problems)),
        }
    }

    /// This policy, as one to try sentences on.
    pub(super) const fn to_try(&self) -> Base<'_> {
        Base { sources: &self.sources, whole: &self.whole, place: &self.place }
    }
}
