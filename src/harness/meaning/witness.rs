//! A setting that shows a change, in words.

use super::Of;
use crate::diagram::{Contrast, Set};
use crate::model::{FactId, Facts, KindId, Policy};
use std::sync::Arc;

/// So many facts are shown of a witness at least, where so many are told.
const FEW: usize = 3;

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
        let told = |side: usize, policy: &Policy, id: FactId, known: &Facts| {
            let (fact, value) = policy.fact(id).zip(known.get(id).value())?;
            Some(Told {
                name: Arc::clone(&fact.name.phrase),
                value: policy.value_phrase(id, value),
                as_assumed: fact.assumed == Some(value),
                asked: asks(side, id),
                of_old: side == 0,
            })
        };
        let of_new = new.facts_of(kind).filter_map(|(id, _)| told(1, new, id, after));
        let of_old = contrast.facts_of_one(0).filter_map(|id| told(0, old, id, before));
        let facts = of_new.chain(of_old).collect();
        Self { kind: new.a_kind(kind), facts }
    }

    /// What the settings are told by, and how much more is told: `a school with attendance 90%; 2 more facts are told, all else is as
    /// assumed`. Where they are told by little, some of the rest stands beside it.
    #[must_use]
    pub fn words(&self) -> String {
        let (asked, rest): (Vec<&Told>, Vec<&Told>) = self.facts.iter().partition(|fact| fact.asked);
        let mut rest = rest.into_iter().filter(|fact| !fact.as_assumed);
        let mut shown: Vec<String> = asked.into_iter().map(Told::words).collect();
        shown.extend(rest.by_ref().take(FEW.saturating_sub(shown.len())).map(Told::words));
        let more = rest.count();
        let kind = &self.kind;
        let with = if shown.is_empty() { kind.clone() } else { format!("{kind} with {}", shown.join(", ")) };
        match more {
            0 if shown.is_empty() => format!("{kind} with all facts as assumed"),
            0 if shown.len() == self.facts.len() => with,
            0 => format!("{with} and all else as assumed"),
            1 => format!("{with}; 1 more fact is told, all else is as assumed"),
            more => format!("{with}; {more} more facts are told, all else is as assumed"),
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
