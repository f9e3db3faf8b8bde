//! Plain checks on a policy whose names and types are in order: one file for each family.

mod allocations;
mod clauses;
mod contradictions;
mod days;
mod strands;

use crate::diagnostic::Problems;
use crate::model::Lowered;
use crate::source::Span;

/// Runs every plain check. What could not be read whole is not blamed for what may stand in its unread lines.
pub fn check(lowered: &Lowered, problems: &mut Problems) {
    strands::check(lowered, problems);
    days::check(lowered, problems);
    allocations::check(lowered, problems);
    contradictions::check(lowered, problems);
    clauses::check(&lowered.policy, problems);
}

fn is_incomplete(lowered: &Lowered, span: Span) -> bool {
    lowered.incomplete.contains(&span)
}
