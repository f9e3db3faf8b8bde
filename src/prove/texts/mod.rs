//! What shows in a policy's texts alone, whatever the kind of setting and the day.

mod clauses;
mod unused;

use super::claims::Outcome;
use crate::model::Policy;

/// Everything of the sort, each with its place.
pub(super) fn found(policy: &Policy) -> Vec<Outcome> {
    let all = unused::found(policy).into_iter().chain(clauses::found(policy));
    all.filter_map(|finding| Outcome::found(finding, Vec::new())).collect()
}
