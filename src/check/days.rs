//! Days: rows add up to what is stated, and every category has an allocation.

use super::is_incomplete;
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::{Allocation, CategoryId, KindId, Lowered, Policy};
use rust_decimal::Decimal;
use std::collections::HashSet;

pub(super) fn check(lowered: &Lowered, problems: &mut Problems) {
    // What is declared for several kinds is looked at once.
    let mut seen = HashSet::new();
    for allocation in lowered.policy.allocations.iter().filter(|one| seen.insert(one.span)) {
        if !allocation.activities.is_empty() && !is_incomplete(lowered, allocation.span) {
            adds_up(&lowered.policy, allocation, problems);
        }
        for activity in &allocation.activities {
            same_time(&lowered.policy, activity, problems);
        }
    }
    if !lowered.unreadable {
        missing(&lowered.policy, problems);
    }
}

fn adds_up(policy: &Policy, allocation: &Allocation, problems: &mut Problems) {
    let sum: Decimal = allocation.activities.iter().map(crate::model::Activity::days).sum();
    if sum == allocation.days {
        return;
    }
    let kind = policy.some_kinds(&allocation.kinds);
    let category = policy.category_code(allocation.category);
    let (sum, stated) = (sum.normalize(), allocation.days.normalize());
    let difference = (sum - stated).abs().normalize();
    let more = if sum > stated { "more" } else { "less" };
    let message =
        format!("The activities for {kind} in {category} add up to {sum} days, {difference} {more} than the {stated} stated.");
    let rows: Vec<String> = allocation.activities.iter().map(row_words).collect();
    let help = format!("Mend the row or the total that is wrong. The rows: {}.", rows.join("; "));
    problems
        .push(Diagnostic::new(codes::DAYS_SUM, allocation.days_span, message).label(format!("{stated} stated here")).help(help));
}

/// A time that stands twice in a row counts twice, which is seldom meant.
fn same_time(policy: &Policy, activity: &crate::model::Activity, problems: &mut Problems) {
    let again = activity.visits.iter().enumerate().find(|(at, visit)| {
        activity.visits.iter().take(*at).any(|before| before.period == visit.period && before.note == visit.note)
    });
    let Some(period) = again.and_then(|(_, visit)| policy.periods.get(usize::from(visit.period.0))) else { return };
    let message = format!("`{}` stands twice in the row `{}`, and its days count twice.", period.name.phrase, activity.name);
    let help = "If another time is meant, mend it; if there are two in it, tell them apart by a remark in brackets.";
    problems.push(Diagnostic::new(codes::TIME_TWICE, activity.span, message).help(help));
}

/// `Core visit 1 x 2 = 2`
fn row_words(activity: &crate::model::Activity) -> String {
    let each: Decimal = activity.parts.iter().sum();
    let times = activity.visits.len();
    match times {
        1 => format!("{} {}", activity.name, each.normalize()),
        _ => format!("{} {} x {times} = {}", activity.name, each.normalize(), activity.days().normalize()),
    }
}

/// Where a kind has allocations at all, every category that it can get has one.
fn missing(policy: &Policy, problems: &mut Problems) {
    let given = |kind: &KindId| policy.allocations.iter().any(|one| one.kind == *kind);
    let kinds: Vec<KindId> = policy.kind_ids().filter(|kind| policy.categorisation(*kind).is_some()).filter(given).collect();
    for (at, category) in policy.categories.iter().enumerate() {
        let Some(id) = CategoryId::from_index(at) else { continue };
        let without: Vec<KindId> = kinds.iter().copied().filter(|kind| policy.allocation(*kind, id).is_none()).collect();
        if !without.is_empty() {
            let name = policy.some_kinds(&without);
            let message = format!("Nothing says what is given to {name} in {}.", category.code);
            let help = format!("Add `allocation for {name} in {}: … days`.", category.code);
            problems.push(Diagnostic::new(codes::NO_ALLOCATION, category.span, message).help(help));
        }
    }
}
