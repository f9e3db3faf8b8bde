//! The lines of a change, those that are the same on both sides left out.

use crate::harness::changes::{Change, Declared};
use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// The lines that were there before (`Delete`) and those that are now (`Insert`), in the order in which they are read.
pub(super) fn changed(change: &Change) -> Vec<(ChangeTag, &str)> {
    let (before, after) = (lines(change.before.as_ref()), lines(change.after.as_ref()));
    let ops = capture_diff_slices(Algorithm::Patience, &before, &after);
    let all = ops.iter().flat_map(|op| op.iter_changes(&before, &after)).map(|one| (one.tag(), one.value()));
    all.filter(|(tag, _)| *tag != ChangeTag::Equal).collect()
}

fn lines(declared: Option<&Declared>) -> Vec<&str> {
    declared.map_or_else(Vec::new, |declared| declared.lines.iter().map(String::as_str).collect())
}
