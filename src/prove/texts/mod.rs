//! What shows in a policy's texts alone, whatever the kind of setting and the day.

mod clauses;
mod unused;

use crate::diagnostic::Diagnostic;
use crate::model::Policy;

/// Everything of the sort, each at its place.
pub(super) fn found(policy: &Policy) -> Vec<Diagnostic> {
    unused::found(policy).into_iter().chain(clauses::found(policy)).collect()
}
