//! Which facts of a setting changed between two tables.

use crate::harness::moves::Pair;
use crate::model::{FactId, FactState, Facts, Policy};
use std::sync::Arc;

/// A fact that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The fact.
    pub fact: Arc<str>,
    /// Its value before, in words: `good`, `no (assumed)`, `not known`.
    pub before: String,
    /// Its value after.
    pub after: String,
}

/// The facts whose value is another, or is known on one side alone. Whether a value is told or assumed makes no difference: nothing
/// follows from that.
pub(super) fn changed(policy: &Policy, pair: &Pair<'_>) -> Vec<FactId> {
    let differs = |fact: &FactId| pair.before.facts.get(*fact).value() != pair.after.facts.get(*fact).value();
    policy.facts_of(pair.after.kind).map(|(fact, _)| fact).filter(differs).collect()
}

/// What a fact was and is.
pub(super) fn told(policy: &Policy, pair: &Pair<'_>, fact: FactId) -> Changed {
    let name = policy.fact(fact).map_or_else(|| "".into(), |fact| Arc::clone(&fact.name.phrase));
    let words = |facts: &Facts| match facts.get(fact) {
        FactState::Told(value) => policy.value_phrase(fact, value),
        FactState::Assumed(value) => format!("{} (assumed)", policy.value_phrase(fact, value)),
        FactState::Unknown => "not known".to_owned(),
    };
    Changed { fact: name, before: words(&pair.before.facts), after: words(&pair.after.facts) }
}
