//! Claims about one kind of setting and one day, and what they come to when all kinds and days are brought together.

use super::allowed::{Allowed, Found};
use crate::diagnostic::codes::{Code, proofs as codes};
use crate::diagnostic::words::joined;
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
        let came_to = match found {
            Ok(None) => CameTo::Holds,
            Ok(Some(finding)) => CameTo::Refuted(Box::new(finding)),
            Err(_) => CameTo::NotProved,
        };
        self.made.push(Claim { code, sense, kind: self.kind, on: self.on, at, came_to });
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
    /// What is wrong and not allowed, what is wrong with allowances, and what was not proved.
    pub findings: Problems,
    /// How many claims were proved; those of several kinds and days about one place count once.
    pub proved: usize,
    /// The places and codes of claims that were neither proved nor refuted.
    pub open: Vec<(Code, Span)>,
    /// What the policy allows: of each of its allowances, in their order, what it is needed for.
    pub allowed: Vec<Allowed>,
}

impl Proved {
    /// Brings the claims of all kinds and days together, with what was found in the texts alone.
    pub(super) fn of(policy: &Policy, days: &[Date], claims: Vec<Claim>, in_texts: Vec<Diagnostic>) -> Self {
        let mut by_place: BTreeMap<(&'static str, Span), Vec<Claim>> = BTreeMap::new();
        for claim in claims {
            by_place.entry((claim.code.id, claim.at)).or_default().push(claim);
        }
        let mut proved = Self::default();
        let found: Vec<Found> = by_place.into_values().filter_map(|claims| proved.add(policy, days, &claims)).collect();
        let in_texts = in_texts.into_iter().map(|finding| Found { finding, within: Vec::new() });
        proved.sort(policy, found.into_iter().chain(in_texts));
        proved
    }

    /// Claims of one code about one place.
    fn add(&mut self, policy: &Policy, days: &[Date], claims: &[Claim]) -> Option<Found> {
        let first = claims.first()?;
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
            if open {
                self.open.push((first.code, first.at));
            } else {
                self.proved += 1;
            }
            return None;
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
        let within = refuted.iter().flat_map(|(_, finding)| finding.within.iter().copied()).collect();
        Some(Found { finding: found.help(help.trim().to_owned()), within })
    }
}

/// For which assessment dates it is so, of the days that stand for all; nothing where it is for all. Between two of them that
/// follow one another nothing changes.
fn when(on: &[Date], days: &[Date]) -> String {
    if on.len() == days.len() {
        return String::new();
    }
    let so: Vec<(&Date, bool)> = days.iter().map(|day| (day, on.contains(day))).collect();
    let stretches = so.chunk_by(|one, next| one.1 == next.1).filter(|stretch| stretch.iter().any(|(_, so)| *so));
    let words = stretches.filter_map(|stretch| {
        let ((first, _), (last, _)) = (stretch.first()?, stretch.last()?);
        Some(if first == last {
            format!("on {}", spoken(**first))
        } else {
            format!("from {} to {}", spoken(**first), spoken(**last))
        })
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() { String::new() } else { format!("This is so for assessments {}.", joined(&words, "and")) }
}

fn refuted(claim: &Claim) -> Option<(&Claim, &Finding)> {
    match &claim.came_to {
        CameTo::Refuted(finding) => Some((claim, finding)),
        CameTo::Holds | CameTo::NotProved => None,
    }
}
