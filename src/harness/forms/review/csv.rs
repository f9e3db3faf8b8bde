//! For spreadsheets.

use super::super::diff::{MOVER_COLUMNS, mover_cells};
use super::super::{Ids, csv::written};
use super::{Terms, cause, fact, sets, undated};
use crate::harness::review::Rest;

const BESIDES: [&str; 8] = [
    "facts_changed",
    "cause",
    "smallest_sets",
    "from_half_term",
    "rest_days_before",
    "rest_days_after",
    "undated_before",
    "undated_after",
];

/// The settings that move, a row each.
#[must_use]
pub fn csv(terms: &Terms, ids: Ids) -> String {
    let columns: Vec<&str> = MOVER_COLUMNS.into_iter().chain(BESIDES).collect();
    let rows = terms.movers().map(|(setting, mover)| {
        let sets = sets(mover).iter().map(|set| set.join(" + ")).collect::<Vec<_>>().join("; ");
        let days = |rest: &Rest| rest.days.normalize().to_string();
        let rests = mover.rest.as_ref();
        let [before, after] = rests.map_or([const { String::new() }; 2], |rests| rests.each_ref().map(days));
        let [apart, apart_after] =
            rests.map_or([const { String::new() }; 2], |rests| rests.each_ref().map(|rest| undated(&rest.undated)));
        let facts = mover.changed.iter().map(fact).collect::<Vec<_>>().join("; ");
        let from = terms.review.from.as_deref().unwrap_or_default().to_owned();
        mover_cells(setting, ids)
            .into_iter()
            .chain([facts, cause(mover), sets, from, before, after, apart, apart_after])
            .collect()
    });
    written(&columns, rows)
}
