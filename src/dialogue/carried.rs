//! A setting taken from one policy to another: what is known of it goes along by name.

use super::Case;
use crate::model::{FactState, Policy};
use crate::settings;
use crate::source::{FileId, Span};
use jiff::civil::Date;

/// A setting in another policy, and what of it could not be taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The setting.
    pub case: Case,
    /// What was told and the other policy does not know, as it was told: `latest Ofsted is good`.
    pub lost: Vec<String>,
}

impl Case {
    /// The setting in another policy: facts by their names, or those they had before, and values by theirs. `None` where that policy has no such kind of setting.
    #[must_use]
    pub fn carried(&self, from: &Policy, to: &Policy, on: Date) -> Option<Carried> {
        let old = from.kinds.get(self.kind.at())?;
        let kind = to.kind(&old.name.machine)?;
        let mut case = Self { id: self.id.clone(), name: self.name.clone(), ..Self::untold(to, kind) };
        let mut lost = Vec::new();
        // What is wrong with a value is not said here, so it needs no place.
        let nowhere = Span::new(FileId(0), 0, 0);
        for (id, value) in self.told(from) {
            let Some(fact) = from.fact(id) else { continue };
            let called = to.facts_of(kind).find(|(_, other)| other.name.machine == fact.name.machine);
            let known = called.or_else(|| to.facts_of(kind).find(|(_, other)| other.was(&fact.name) || fact.was(&other.name)));
            let phrase = value.map(|value| from.value_phrase(id, value));
            let state = known.and_then(|(new, its)| match &phrase {
                Some(phrase) => Some((new, settings::told(phrase, nowhere, its, to, on).ok()?)),
                None => Some((new, FactState::Unknown)),
            });
            match (state, phrase) {
                (Some((new, state)), _) => case.facts.set(new, state),
                (None, Some(phrase)) => lost.push(format!("{} is {phrase}", fact.name.phrase)),
                (None, None) => {}
            }
        }
        Some(Carried { case, lost })
    }
}
