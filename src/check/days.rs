//! Days: rows add up to what is stated, and every category has an allocation.

use super::{contradictions, is_incomplete};
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::{Activity, Allocation, Binding, CategoryId, Figure, KindId, Lowered, Policy, When};
use rust_decimal::Decimal;

pub(super) fn check(lowered: &Lowered, problems: &mut Problems) {
    for allocation in lowered.policy.declared_allocations() {
        if !allocation.activities.is_empty() && !is_incomplete(lowered, allocation.span) {
            adds_up(allocation, problems);
        }
        for activity in &allocation.activities {
            same_time(&lowered.policy, activity, problems);
        }
    }
    if !lowered.unreadable {
        missing(&lowered.policy, problems);
    }
}

/// Whether the rows can come to the days stated: to just these, or to no less where they are a minimum. Where the days of some
/// row are not given, the others come to no more.
fn fits(allocation: &Allocation, binding: Binding, stated: Decimal) -> bool {
    let sum = allocation.sum();
    match (allocation.activities.iter().all(|row| row.each().is_some()), binding) {
        (true, Binding::Exact | Binding::UpTo) => sum == stated,
        (true, Binding::AtLeast) => sum >= stated,
        (false, Binding::Exact | Binding::UpTo) => sum <= stated,
        (false, Binding::AtLeast) => true,
    }
}

fn adds_up(allocation: &Allocation, problems: &mut Problems) {
    let Some((binding, stated)) = allocation.stated() else { return days_after_all(allocation, problems) };
    if fits(allocation, binding, stated) || contradictions::tells_of_sum(allocation) {
        return;
    }
    let (sum, stated) = (allocation.sum().normalize(), stated.normalize());
    let difference = (sum - stated).abs().normalize();
    let more = if sum > stated { "more" } else { "less" };
    let message = format!(
        "The activities for {} add up to {}, {difference} {more} than the {stated} stated.",
        allocation.about,
        Figure::Days(Binding::Exact, sum)
    );
    let rows: Vec<String> = allocation.activities.iter().map(row_words).collect();
    let mut help = format!("Mend the row or the total that is wrong. The rows: {}.", rows.join("; "));
    if allocation.activities.iter().any(|row| row.each().is_none()) {
        help += " Rows whose days are not given add to them.";
    }
    problems
        .push(Diagnostic::new(codes::DAYS_SUM, allocation.days_span, message).label(format!("{stated} stated here")).help(help));
}

/// `no days given`, where every row gives them.
fn days_after_all(allocation: &Allocation, problems: &mut Problems) {
    if allocation.activities.iter().all(|row| row.each().is_some()) {
        let sum = Figure::Days(Binding::Exact, allocation.sum());
        let message = format!("No days are said to be given for {}, and its rows add up to {sum}.", allocation.about);
        let help = format!("Write `{sum}` in the heading, or `not given` in the rows whose days the source does not give.");
        problems.push(Diagnostic::new(codes::DAYS_AFTER_ALL, allocation.days_span, message).help(help));
    }
}

/// A time that stands twice in a row counts twice, which is seldom meant.
fn same_time(policy: &Policy, activity: &Activity, problems: &mut Problems) {
    let again = activity.visits.iter().enumerate().find(|(at, visit)| {
        activity.visits.iter().take(*at).any(|before| before.when == visit.when && before.note == visit.note)
    });
    let name = match again.map(|(_, visit)| visit.when) {
        Some(When::At(period)) => policy.periods.get(period.at()).map(|period| &*period.name.phrase),
        Some(When::Each(cadence)) => Some(cadence.words()),
        None => None,
    };
    let Some(name) = name else { return };
    let message = format!("`{name}` stands twice in the row `{}`, and its days count twice.", activity.name);
    let help = "If another time is meant, mend it; if there are two in it, tell them apart by a remark in brackets.";
    problems.push(Diagnostic::new(codes::TIME_TWICE, activity.span, message).help(help));
}

/// `Core visit 1 x 2 = 2`, `Core visit not given`
fn row_words(activity: &Activity) -> String {
    let (Some(each), Some(days)) = (activity.each(), activity.days()) else { return format!("{} not given", activity.name) };
    match activity.times() {
        1 => format!("{} {}", activity.name, each.normalize()),
        times => format!("{} {} x {times} = {}", activity.name, each.normalize(), days.normalize()),
    }
}

/// Where a kind has allocations at all, every category that it can get has one.
fn missing(policy: &Policy, problems: &mut Problems) {
    let given = |kind: &KindId| policy.allocations.iter().any(|one| one.kind == *kind && one.category.is_some());
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
