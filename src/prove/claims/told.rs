//! Findings that say the same: the one that says most is told.

use super::merged::{CameOut, Outcome};
use super::wake::Wake;
use crate::diagnostic::Severity;
use crate::diagnostic::codes::{Code, proofs as codes};
use crate::model::KindId;
use crate::source::Span;

/// What came of the claims about one place, and what decides whether it is told beside others.
pub(super) struct Told {
    pub(super) outcome: Outcome,
    /// The code of the claims, which is not always the one that a finding is told by, and what tells those about one place apart.
    pub(super) claimed: Code,
    pub(super) aspect: u8,
    /// Findings that say enough: by code, what tells claims about one place apart, and place.
    pub(super) unless_told: Vec<(Code, u8, Span)>,
    /// The kinds of setting of which it is found.
    pub(super) kinds: Vec<KindId>,
    pub(super) wake: Wake,
}

/// What is found of the whole of such a place says all that there is to say of conditions in it.
const OF_THE_WHOLE: [Code; 4] = [codes::DEAD_LINE, codes::IDLE_CONDITION, codes::IDLE_GATE, codes::SHUT_GATE];

/// All but the findings that others make needless.
pub(super) fn once(all: Vec<Told>) -> Vec<Told> {
    let wholes: Vec<(Span, Severity)> =
        all.iter().filter(|one| OF_THE_WHOLE.contains(&one.claimed)).filter_map(Told::finding).collect();
    let is_part = |one: &Told| {
        let Some((at, severity)) = one.finding().filter(|_| one.claimed == codes::IDLE_CONDITION) else { return false };
        wholes.iter().any(|(around, grave)| *around != at && is_in(at, *around) && *grave <= severity)
    };
    let mut told: Vec<Told> = Vec::with_capacity(all.len());
    // Of two that would do without each other the later one is told.
    let others = all.into_iter().filter(|one| !is_part(one)).collect::<Vec<_>>();
    for one in others.into_iter().rev() {
        let enough =
            |other: &Told| other.finding().is_some_and(|(at, _)| one.unless_told.contains(&(other.claimed, other.aspect, at)));
        if one.unless_told.is_empty() || !told.iter().any(enough) {
            told.push(one);
        }
    }
    told.reverse();
    told
}

impl Told {
    /// Claims that came to no finding.
    pub(super) fn nothing(outcome: Outcome, claimed: Code, aspect: u8) -> Self {
        Self { outcome, claimed, aspect, unless_told: Vec::new(), kinds: Vec::new(), wake: Wake::default() }
    }

    /// The place of a finding and how grave it is.
    pub(super) fn finding(&self) -> Option<(Span, Severity)> {
        match &self.outcome.came_out {
            CameOut::Found(found, _) => Some((self.outcome.at, found.code.severity)),
            CameOut::Proved | CameOut::Open | CameOut::ComesOf(..) => None,
        }
    }
}

pub(super) fn is_in(at: Span, around: Span) -> bool {
    around.file == at.file && around.start <= at.start && at.end <= around.end
}
