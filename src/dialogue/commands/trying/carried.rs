//! What is told of a setting, taken over to another policy by name.

use super::super::super::Case;
use crate::model::{FactState, Policy};
use crate::settings;
use crate::source::Span;
use jiff::civil::Date;

/// The setting for another policy, and the facts that this no longer lets be told; `None` where it has no such kind of setting.
pub(in crate::dialogue::commands) fn carried(
    old: &Policy,
    case: &Case,
    new: &Policy,
    on: Date,
    at: Span,
) -> Option<(Case, Vec<String>)> {
    let kind = new.kind(&old.kinds.get(case.kind.at())?.name.machine)?;
    let mut carried = Case { id: case.id.clone(), name: case.name.clone(), ..Case::untold(new, kind) };
    let mut forgotten = Vec::new();
    for (id, value) in case.told(old) {
        let Some(name) = old.fact(id).map(|fact| &fact.name) else { continue };
        let there = new.facts_of(kind).find(|(_, fact)| fact.name.machine == name.machine);
        let state = there.and_then(|(new_id, fact)| {
            let state = match value {
                None => FactState::Unknown,
                Some(value) => settings::told(&old.value_phrase(id, value), at, fact, new, on).ok()?,
            };
            Some((new_id, state))
        });
        match state {
            Some((id, state)) => carried.facts.set(id, state),
            None => forgotten.push(name.phrase.to_string()),
        }
    }
    Some((carried, forgotten))
}
