//! What a category brings from a half term on.

use crate::harness::moves::Standing;
use crate::model::{Activity, Cadence, CategoryId, KindId, PeriodId, Policy, TimeSort, When, machine_name};
use rust_decimal::Decimal;
use std::sync::Arc;

/// What a category brings in the rest of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// The days of rows at half terms, from that of the move on.
    pub days: Decimal,
    /// The rows at those half terms whose days are not given.
    pub not_given: usize,
    /// What names no half term, so that nobody can tell which of it is left.
    pub undated: Vec<Undated>,
}

/// Days that name no half term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undated {
    /// The activity; `None` for a category whose days are given without rows.
    pub activity: Option<Arc<str>>,
    /// Its days in the whole year, as far as they name no half term; `None` where they are not given.
    pub days: Option<Decimal>,
}

/// The half terms of a policy, in the order of the year.
#[must_use]
pub fn half_terms(policy: &Policy) -> Vec<&str> {
    policy.periods.iter().filter(|period| period.sort == TimeSort::HalfTerm).map(|period| &*period.name.phrase).collect()
}

/// The half term of a name.
#[must_use]
pub fn half_term(policy: &Policy, name: &str) -> Option<PeriodId> {
    let wanted = machine_name(name);
    let is = |period: &crate::model::Period| period.sort == TimeSort::HalfTerm && *period.name.machine == wanted;
    policy.periods.iter().position(is).and_then(PeriodId::from_index)
}

/// What a standing brings from a half term on; `None` where no category is decided.
pub(super) fn rest(policy: &Policy, kind: KindId, standing: &Standing, from: PeriodId) -> Option<Rest> {
    let Standing::Decided(code) = standing else { return None };
    let category = policy.categories.iter().position(|category| category.code == *code).and_then(CategoryId::from_index)?;
    let mut rest = Rest::default();
    let Some(allocation) = policy.allocation(kind, category) else { return Some(rest) };
    if allocation.activities.is_empty() {
        rest.undated.push(Undated { activity: None, days: allocation.days });
    }
    for activity in &allocation.activities {
        add(policy, activity, from, &mut rest);
    }
    Some(rest)
}

fn add(policy: &Policy, activity: &Activity, from: PeriodId, rest: &mut Rest) {
    let each = activity.each();
    let (mut dated, mut undated) = (0, 0);
    for visit in &activity.visits {
        match left(policy, visit.when, visit.times, from) {
            Some(times) => dated += times,
            None => undated += visit.times,
        }
    }
    match each {
        Some(each) => rest.days += each * Decimal::from(dated),
        None => rest.not_given += usize::from(dated > 0),
    }
    if undated > 0 {
        let days = each.map(|each| each * Decimal::from(undated));
        rest.undated.push(Undated { activity: Some(Arc::clone(&activity.name)), days });
    }
}

/// How many of some visits lie in a half term or those behind it; `None` for those that name none.
fn left(policy: &Policy, when: When, times: usize, from: PeriodId) -> Option<usize> {
    let is_half_term = |at: usize| policy.periods.get(at).is_some_and(|period| period.sort == TimeSort::HalfTerm);
    match when {
        When::At(period) if is_half_term(period.at()) => Some(if period >= from { times } else { 0 }),
        When::Each(Cadence::HalfTerm) => {
            let all = policy.times_in_year(Cadence::HalfTerm);
            let later = (from.at()..policy.periods.len()).filter(|at| is_half_term(*at)).count();
            (all > 0 && times.is_multiple_of(all)).then(|| times / all * later)
        }
        When::At(_) | When::Each(Cadence::Term) => None,
    }
}
