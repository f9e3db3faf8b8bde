//! Findings that say the same: the one that says most is told.

use crate::diagnostic::codes::{Code, proofs as codes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// A finding, and what decides whether it is told beside others.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) found: Diagnostic,
    /// The code of its claim, which is not always the one that it is told by.
    pub(super) claimed: Code,
    pub(super) at: Span,
    /// Places whose finding of the same sort says enough.
    pub(super) unless_told: Vec<Span>,
}

/// What is said of the whole of a place says all that is to be said of its parts.
const OF_THE_WHOLE: [Code; 4] = [codes::DEAD_LINE, codes::IDLE_CONDITION, codes::IDLE_GATE, codes::SHUT_GATE];

/// The findings, without those that others make needless.
pub(super) fn once(all: Vec<Told>) -> Vec<Diagnostic> {
    let needless: Vec<bool> = all.iter().map(|one| all.iter().any(|other| tells_more(other, one))).collect();
    let mut told: Vec<Told> = Vec::new();
    // Of two that would do without each other the later one is told.
    for (one, _) in all.into_iter().zip(needless).rev().filter(|(_, needless)| !needless) {
        let enough = |other: &Told| other.claimed == one.claimed && one.unless_told.contains(&other.at);
        if !told.iter().any(enough) {
            told.push(one);
        }
    }
    told.reverse();
    told.into_iter().map(|one| one.found).collect()
}

/// Whether another finding is about all of the place of one about a part of a condition, and at least as grave.
fn tells_more(other: &Told, one: &Told) -> bool {
    let grave = |told: &Told| -> Severity { told.found.code.severity };
    one.claimed == codes::IDLE_CONDITION
        && OF_THE_WHOLE.contains(&other.claimed)
        && other.at != one.at
        && other.at.file == one.at.file
        && other.at.start <= one.at.start
        && one.at.end <= other.at.end
        && grave(other) <= grave(one)
}
