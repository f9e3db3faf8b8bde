//! For which assessment dates two policies are compared.

use crate::model::Policy;
use crate::prove::days;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// For which assessment dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Every day on which both are in force: the first and the last; `None` where both always are.
    Both(Option<(Date, Date)>),
    /// The two are never in force on one day. Both are asked about the first day of that which begins later, as if the other were in
    /// force then too.
    Never(Date),
}

/// Which days stand for all on which both are in force, and which those are.
pub(super) fn when(before: &Policy, after: &Policy, today: Date) -> (When, Vec<Date>) {
    let window = match (before.in_force, after.in_force) {
        (Some((first, last)), Some((start, end))) if first.max(start) > last.min(end) => {
            let on = first.max(start);
            return (When::Never(on), vec![on]);
        }
        (Some((first, last)), Some((start, end))) => Some((first.max(start), last.min(end))),
        (one, other) => one.or(other),
    };
    let mut all: BTreeSet<Date> = [before, after].into_iter().flat_map(days).collect();
    if let Some((first, last)) = window {
        all.retain(|day| *day >= first && *day <= last);
        all.extend([first, last]);
    }
    if all.is_empty() {
        all.insert(today);
    }
    (When::Both(window), all.into_iter().collect())
}
