//! What stands once for all settings: what the policy assumes, and what each category brings.

use super::{IN_ALL, Line, Part};
use crate::explain;
use crate::harness::Support;
use crate::model::{FactId, KindId, Policy, TimeSort};
use std::sync::Arc;

/// What is assumed of each kind of setting where nobody has told.
pub(super) fn assumed(policy: &Policy) -> Vec<Line> {
    let of_kind = |kind: KindId| policy.facts_of(kind).map(move |(id, fact)| (kind, id, fact));
    let line = |(kind, id, fact): (KindId, FactId, &crate::model::Fact)| {
        let value = policy.value_phrase(id, fact.assumed?);
        Some(Line::new(Part::Assumed, [policy.kind_name(kind), &fact.name.phrase, &value]))
    };
    policy.kind_ids().flat_map(of_kind).filter_map(line).collect()
}

/// What each category brings each kind of setting, and what kinds without categories get: its days, then its rows.
pub(super) fn support(policy: &Policy) -> Vec<Line> {
    let categories = || (0..policy.categories.len()).filter_map(crate::model::CategoryId::from_index).map(Some);
    let each =
        |kind: KindId| std::iter::once(None).chain(categories()).filter_map(move |category| policy.allocation(kind, category));
    let half_terms = policy.periods.iter().filter(|period| period.sort == TimeSort::HalfTerm);
    let half_terms: Vec<Arc<str>> = half_terms.map(|period| Arc::clone(&period.name.phrase)).collect();
    let mut lines = Vec::new();
    for allocation in policy.kind_ids().flat_map(each) {
        let kind = policy.kind_name(allocation.kind);
        let Support { category, stated, rows } = Support::of(policy, allocation);
        let category = category.as_deref().unwrap_or_default();
        lines.push(Line::new(Part::Support, [kind, category, IN_ALL, &explain::days_of(stated), ""]));
        for row in rows {
            let each = row.each.map_or_else(|| "not given".to_owned(), |days| days.normalize().to_string());
            lines.push(Line::new(Part::Support, [kind, category, &row.activity, &each, &when(&row.times, &half_terms)]));
        }
    }
    lines
}

/// `Autumn 1; Spring 1 (2 times)`; what is named at every half term of the year is said in short.
fn when(times: &[(Arc<str>, usize)], half_terms: &[Arc<str>]) -> String {
    if half_terms.len() > 1 && times.iter().map(|(when, _)| when).eq(half_terms) && times.iter().all(|(_, times)| *times == 1) {
        return "all half terms".to_owned();
    }
    let time = |(when, times): &(Arc<str>, usize)| match times {
        1 => when.to_string(),
        times => format!("{when} ({times} times)"),
    };
    times.iter().map(time).collect::<Vec<_>>().join("; ")
}
