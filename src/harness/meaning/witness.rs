//! A setting that shows a change, in words.

use super::Of;
use crate::diagram::{Contrast, Set};
use crate::model::{FactId, Facts, KindId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A setting of which everything is told that the two policies ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witness {
    /// `a school`
    pub kind: String,
    /// What is told of it, in the order of the later policy; then what the earlier alone asks.
    pub facts: Vec<Told>,
}

/// What is told of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The fact, as the later policy calls it where it has it.
    pub name: Arc<str>,
    /// Its value, in words.
    pub value: String,
    /// Whether it is what the policy assumes where nobody tells.
    pub as_assumed: bool,
    /// Whether what is told of the settings hangs on it.
    pub asked: bool,
    /// Whether the earlier policy alone asks for it.
    pub of_old: bool,
}

impl Witness {
    /// A setting as both sides have it, that stands for a set.
    pub(super) fn of(contrast: &Contrast<'_>, sides: [Of<'_>; 2], kind: KindId, [before, after]: &[Facts; 2], set: Set) -> Self {
        let [old, new] = sides.map(|side| side.policy);
        let asked = contrast.facts_asked(set);
        let asks = |side: usize, fact: FactId| asked.iter().any(|both| both.get(side) == Some(&Some(fact)));
        let mut facts = Vec::new();
        for (id, fact) in new.facts_of(kind) {
            let Some(value) = after.get(id).value() else { continue };
            facts.push(Told {
                name: Arc::clone(&fact.name.phrase),
                value: new.value_phrase(id, value),
                as_assumed: fact.assumed == Some(value),
                asked: asks(1, id),
                of_old: false,
            });
        }
        for id in contrast.facts_of_one(0) {
            let Some((fact, value)) = old.fact(id).zip(before.get(id).value()) else { continue };
            facts.push(Told {
                name: Arc::clone(&fact.name.phrase),
                value: old.value_phrase(id, value),
                as_assumed: fact.assumed == Some(value),
                asked: asks(0, id),
                of_old: true,
            });
        }
        Self { kind: new.a_kind(kind), facts }
    }

    /// What the settings are told by, and how much more is told: `a school with attendance 90%; 2 more facts are told, and all else is as
    /// assumed`.
    #[must_use]
    pub fn words(&self) -> String {
        let told: BTreeSet<&str> = self.facts.iter().filter(|fact| !fact.as_assumed).map(|fact| &*fact.name).collect();
        let shown: Vec<&Told> = self.facts.iter().filter(|fact| fact.asked).collect();
        let more = told.len() - told.iter().filter(|name| shown.iter().any(|one| *one.name == ***name)).count();
        let facts: Vec<String> = shown.iter().map(|fact| fact.words()).collect();
        let rest = match more {
            0 if self.facts.len() == shown.len() => "",
            0 => "all else is as assumed",
            1 => "1 more fact is told, and all else is as assumed",
            _ => "",
        };
        let rest = if more > 1 { format!("{more} more facts are told, and all else is as assumed") } else { rest.to_owned() };
        match (facts.is_empty(), rest.is_empty()) {
            (true, true) => self.kind.clone(),
            (true, false) if more == 0 => format!("{} with all facts as assumed", self.kind),
            (true, false) => format!("{}; {rest}", self.kind),
            (false, true) => format!("{} with {}", self.kind, facts.join(", ")),
            (false, false) => format!("{} with {}; {rest}", self.kind, facts.join(", ")),
        }
    }
}

impl Told {
    /// `attendance 90%`
    #[must_use]
    pub fn words(&self) -> String {
        let of_old = if self.of_old { " (which the old policy asks)" } else { "" };
        format!("{} {}{of_old}", self.name, self.value)
    }
}
