//! Witnesses: settings that show something, asked about again of the explaining evaluator, and in words.

use crate::diagram::{Study, TooLarge};
use crate::evaluate::{Trace, evaluate};
use crate::model::{Facts, KindId, Policy};

/// So many facts of a witness are named; the others have the values that are usual.
const NAMED: usize = 12;

/// Nothing is claimed: it was too large, or the explaining evaluator does not find what the diagram found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotReplayed;

impl From<TooLarge> for NotReplayed {
    fn from(_: TooLarge) -> Self {
        Self
    }
}

/// What the explaining evaluator finds for a setting that is to be a witness.
///
/// # Errors
/// Where it cannot be.
pub(super) fn traced(study: &Study<'_>, facts: &Facts) -> Result<Trace, NotReplayed> {
    let trace = evaluate(study.policy(), study.kind(), study.on(), facts);
    if trace.violated().is_empty() { Ok(trace) } else { Err(NotReplayed) }
}

/// `a school with latest Ofsted good, leadership effective and all else as assumed`
pub(crate) fn setting_in_words(policy: &Policy, kind: KindId, facts: &Facts) -> String {
    let unusual = policy.facts_of(kind).filter(|(id, fact)| facts.get(*id).value() != fact.assumed);
    let value = |fact| facts.get(fact).value().map_or_else(String::new, |value| policy.value_phrase(fact, value));
    let told: Vec<String> = unusual.map(|(id, fact)| format!("{} {}", fact.name.phrase, value(id))).collect();
    let kind = policy.a_kind(kind);
    let named = told.get(..NAMED).unwrap_or(&told).join(", ");
    let more = told.len().saturating_sub(NAMED);
    match (told.is_empty(), more) {
        (true, _) => format!("{kind} with all facts as assumed"),
        (false, 0) => format!("{kind} with {named} and all else as assumed"),
        (false, more) => format!("{kind} with {named}, {more} more facts told and all else as assumed"),
    }
}
