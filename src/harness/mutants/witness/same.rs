//! Whether two policies come to the same, as far as mutants are concerned.

use crate::harness::outcome::{Found, Outcome, Support};

/// Whether two outcomes are one: category, what is possible, days, rows of support, expectations, what comes besides, and what is
/// assumed. Which line decides and what is asked are left out. What is too large to be answered tells nothing apart.
pub(in crate::harness::mutants) fn same(one: &Found, other: &Found) -> bool {
    match (one, other) {
        (Found::Outcome(one), Found::Outcome(other)) => same_outcome(one, other),
        (Found::CannotBe(_), Found::CannotBe(_)) | (Found::TooLarge(_), _) | (_, Found::TooLarge(_)) => true,
        (Found::Outcome(_), Found::CannotBe(_)) | (Found::CannotBe(_), Found::Outcome(_)) => false,
    }
}

fn same_outcome(one: &Outcome, other: &Outcome) -> bool {
    one.status == other.status
        && one.possible == other.possible
        && one.days == other.days
        && one.assumed == other.assumed
        && sorted(&one.also) == sorted(&other.also)
        && sorted_by_name(one) == sorted_by_name(other)
        && supports(one) == supports(other)
}

/// What each possible category brings, whatever the place where it is said.
pub(super) fn supports(outcome: &Outcome) -> Vec<Support> {
    outcome.support.iter().cloned().map(Support::without_places).collect()
}

fn sorted<T: Ord>(all: &[T]) -> Vec<&T> {
    let mut all: Vec<&T> = all.iter().collect();
    all.sort_unstable();
    all
}

fn sorted_by_name(outcome: &Outcome) -> Vec<(&str, String)> {
    let mut all: Vec<(&str, String)> = outcome.expectations.iter().map(|(name, state)| (&**name, format!("{state:?}"))).collect();
    all.sort_unstable();
    all
}
