//! Claims about one kind of setting and one day, and what they come to when all kinds and days are brought together.

mod allowed;
mod merged;
mod told;
mod wake;

pub use allowed::{Allowed, Proved};
pub(super) use merged::{Outcome, merged};
pub(super) use wake::Wake;

use crate::diagnostic::codes::{Code, proofs as codes};
use crate::model::KindId;
use crate::source::Span;
use jiff::civil::Date;

/// Stands in messages for the kinds of setting of which a finding is true, as in "a school or an academy".
pub(super) const KINDS: &str = "{kinds}";

/// When a claim about all days fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// On every day: where it fails on one, that is a finding (there is no gap).
    Always,
    /// On some day: where it fails on all, that is a finding (a line decides).
    Sometime,
}

/// What is claimed of one kind of setting on one day.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    code: Code,
    sense: Sense,
    kind: KindId,
    on: Date,
    at: Span,
    aspect: u8,
    came_to: CameTo,
}

/// What came of it.
#[derive(Clone, Debug)]
enum CameTo {
    Holds,
    Refuted(Box<Finding>),
    NotProved,
}

/// What is wrong where a claim is refuted.
#[derive(Clone, Debug, Default)]
pub(super) struct Finding {
    /// A whole sentence; [`KINDS`] in it stands for the kinds of setting.
    pub(super) message: String,
    /// What to say at the place.
    pub(super) label: String,
    /// Other places, and what to say there.
    pub(super) also: Vec<(Span, String)>,
    /// The declarations that the place stands in, from the nearest outward: what is allowed there is allowed here.
    pub(super) within: Vec<Span>,
    /// The witness in a whole sentence, where there is one, and how to mend it.
    pub(super) help: String,
    /// A milder code to tell it by, where it is no more than that on some day or for some kind.
    pub(super) milder: Option<Code>,
    /// What to tell where several kinds of setting share the place and it is so for some of them only.
    pub(super) of_some: OfSome,
    /// Findings that say enough, where there are such: by code, what tells claims about one place apart, and place.
    pub(super) unless_told: Vec<(Code, u8, Span)>,
    /// Findings that it would come of.
    pub(super) wake: Wake,
}

/// What to tell of a place that several kinds of setting share, where something is so for some of them only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OfSome {
    /// The same, for those of which it is so.
    #[default]
    Same,
    /// That it is idle for those; the others need it.
    Idle,
    /// Nothing.
    Nothing,
}

/// Collects claims.
pub(super) struct Claims {
    kind: KindId,
    on: Date,
    made: Vec<Claim>,
}

impl Claims {
    pub(super) const fn new(kind: KindId, on: Date) -> Self {
        Self { kind, on, made: Vec::new() }
    }

    /// A claim that came to nothing wrong, to a finding, or was not decided.
    pub(super) fn claim<E>(&mut self, code: Code, sense: Sense, at: Span, found: Result<Option<Finding>, E>) {
        self.claim_in(0, code, sense, at, found);
    }

    /// One of several claims of one code about one place, told apart by a number.
    pub(super) fn claim_in<E>(&mut self, aspect: u8, code: Code, sense: Sense, at: Span, found: Result<Option<Finding>, E>) {
        let came_to = match found {
            Ok(None) => CameTo::Holds,
            Ok(Some(finding)) => CameTo::Refuted(Box::new(finding)),
            Err(_) => CameTo::NotProved,
        };
        self.made.push(Claim { code, sense, kind: self.kind, on: self.on, at, aspect, came_to });
    }

    /// That nothing could be asked of this kind on this day; the place is where the kind is categorised.
    pub(super) fn too_large(&mut self, at: Span) {
        self.claim(codes::TOO_LARGE, Sense::Always, at, Err(()));
    }

    /// The claims, for each of some days that are alike.
    pub(super) fn made(self, days: &[Date]) -> Vec<Claim> {
        days.iter().flat_map(|on| self.made.iter().map(|claim| Claim { on: *on, ..claim.clone() })).collect()
    }
}
