//! Claims about one kind of setting and one day, and what they come to when all kinds and days are brought together.

use crate::diagnostic::codes::{Code, proofs as codes};
use crate::diagnostic::{Diagnostic, Problems};
use crate::model::{KindId, Policy, spoken};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

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

    pub(super) fn made(self) -> Vec<Claim> {
        self.made
    }
}

/// What became of all claims.
#[derive(Clone, Debug, Default)]
pub struct Proved {
    /// What is wrong, as findings.
    pub findings: Problems,
    /// How many claims were proved; those of several kinds and days about one place count once.
    pub proved: usize,
    /// The places and codes of claims that were neither proved nor refuted.
    pub open: Vec<(Code, Span)>,
}

impl Proved {
    /// Brings the claims of all kinds and days together.
    pub(super) fn of(policy: &Policy, days: &[Date], claims: Vec<Claim>) -> Self {
        let mut by_place: BTreeMap<(&'static str, Span, u8), Vec<Claim>> = BTreeMap::new();
        for claim in claims {
            by_place.entry((claim.code.id, claim.at, claim.aspect)).or_default().push(claim);
        }
        let mut proved = Self::default();
        for claims in by_place.into_values() {
            proved.add(policy, days, &claims);
        }
        proved
    }

    /// Claims of one code about one place.
    fn add(&mut self, policy: &Policy, days: &[Date], claims: &[Claim]) {
        let Some(first) = claims.first() else { return };
        let refuted: Vec<(&Claim, &Finding)> = claims.iter().filter_map(refuted).collect();
        let of_kind = |kind: KindId| claims.iter().filter(move |claim| claim.kind == kind);
        let fails = |kind: KindId| match first.sense {
            Sense::Always => of_kind(kind).any(|claim| refuted.iter().any(|(one, _)| std::ptr::eq(*one, claim))),
            Sense::Sometime => of_kind(kind).all(|claim| matches!(claim.came_to, CameTo::Refuted(_))),
        };
        let mut kinds: Vec<KindId> = refuted.iter().map(|(claim, _)| claim.kind).filter(|kind| fails(*kind)).collect();
        kinds.dedup();
        let Some((claim, finding)) = refuted.iter().find(|(claim, _)| kinds.contains(&claim.kind)) else {
            let holds = |claim: &Claim| matches!(claim.came_to, CameTo::Holds);
            let open = match first.sense {
                Sense::Always => !claims.iter().all(holds),
                Sense::Sometime => !claims.iter().any(holds),
            };
            return if open { self.open.push((first.code, first.at)) } else { self.proved += 1 };
        };
        let mut on: Vec<Date> = refuted.iter().filter(|(one, _)| kinds.contains(&one.kind)).map(|(one, _)| one.on).collect();
        on.sort_unstable();
        on.dedup();
        let message = finding.message.replace(KINDS, &policy.some_kinds(&kinds));
        let mut found = Diagnostic::new(claim.code, claim.at, message).label(&*finding.label);
        for (span, text) in &finding.also {
            found = found.also(*span, &**text);
        }
        let help = format!("{} {}", finding.help, when(&on, days));
        self.findings.push(found.help(help.trim().to_owned()));
    }
}

/// For which assessment dates it is so; nothing where it is for all.
fn when(on: &[Date], days: &[Date]) -> String {
    let (Some(first), Some(last)) = (on.first(), on.last()) else { return String::new() };
    if on.len() == days.len() {
        return String::new();
    }
    if first == last {
        return format!("This is so for assessments on {}.", spoken(*first));
    }
    format!("This is so for assessments from {} to {}, perhaps not on all days between.", spoken(*first), spoken(*last))
}

fn refuted(claim: &Claim) -> Option<(&Claim, &Finding)> {
    match &claim.came_to {
        CameTo::Refuted(finding) => Some((claim, finding)),
        CameTo::Holds | CameTo::NotProved => None,
    }
}
