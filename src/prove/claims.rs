//! Claims about one kind of setting and one day, and what they come to when all kinds and days are brought together.

use super::told::{self, Told};
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
    /// Tells claims of one code about one place apart.
    which: usize,
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
    /// Places whose finding of the same sort says enough, where there is one.
    pub(super) unless_told: Vec<Span>,
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
        self.claim_which(code, sense, (at, 0), found);
    }

    /// The same where several claims of one code are about one place: each has a number of its own.
    pub(super) fn claim_which<E>(
        &mut self,
        code: Code,
        sense: Sense,
        (at, which): (Span, usize),
        found: Result<Option<Finding>, E>,
    ) {
        let came_to = match found {
            Ok(None) => CameTo::Holds,
            Ok(Some(finding)) => CameTo::Refuted(Box::new(finding)),
            Err(_) => CameTo::NotProved,
        };
        self.made.push(Claim { code, sense, kind: self.kind, on: self.on, at, which, came_to });
    }

    /// That nothing could be asked of this kind on this day; the place is where the kind is categorised.
    pub(super) fn too_large(&mut self, at: Span) {
        self.claim(codes::TOO_LARGE, Sense::Always, at, Err(()));
    }

    /// The claims, for each of some days.
    pub(super) fn made(self, days: &[Date]) -> Vec<Claim> {
        days.iter().flat_map(|on| self.made.iter().map(|claim| Claim { on: *on, ..claim.clone() })).collect()
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
        let mut by_place: BTreeMap<(&'static str, Span, usize), Vec<Claim>> = BTreeMap::new();
        for claim in claims {
            by_place.entry((claim.code.id, claim.at, claim.which)).or_default().push(claim);
        }
        let mut proved = Self::default();
        let told = by_place.into_values().filter_map(|claims| proved.add(policy, days, &claims)).collect();
        proved.findings.extend(told::once(told));
        proved
    }

    /// Claims of one code about one place.
    fn add(&mut self, policy: &Policy, days: &[Date], claims: &[Claim]) -> Option<Told> {
        let first = claims.first()?;
        let refuted: Vec<(&Claim, &Finding)> = claims.iter().filter_map(refuted).collect();
        let of_kind = |kind: KindId| claims.iter().filter(move |claim| claim.kind == kind);
        let fails = |kind: KindId| match first.sense {
            Sense::Always => of_kind(kind).any(|claim| refuted.iter().any(|(one, _)| std::ptr::eq(*one, claim))),
            Sense::Sometime => of_kind(kind).all(|claim| matches!(claim.came_to, CameTo::Refuted(_))),
        };
        let mut sharing: Vec<KindId> = claims.iter().map(|claim| claim.kind).collect();
        sharing.dedup();
        let kinds: Vec<KindId> = sharing.iter().copied().filter(|kind| fails(*kind)).collect();
        let here: Vec<(&Claim, &Finding)> = refuted.into_iter().filter(|(claim, _)| kinds.contains(&claim.kind)).collect();
        let mildest = here.iter().find(|(_, finding)| finding.milder.is_some()).or(here.first());
        let of_some = kinds.len() < sharing.len();
        let Some((claim, finding)) = mildest.filter(|(_, finding)| !of_some || finding.of_some != OfSome::Nothing) else {
            let holds = |claim: &Claim| !matches!(claim.came_to, CameTo::NotProved);
            let open = match first.sense {
                Sense::Always => !claims.iter().all(holds),
                Sense::Sometime => !claims.iter().any(|claim| matches!(claim.came_to, CameTo::Holds)),
            };
            if open {
                self.open.push((first.code, first.at));
            } else {
                self.proved += 1;
            }
            return None;
        };
        let mut on: Vec<Date> = here.iter().map(|(one, _)| one.on).collect();
        on.sort_unstable();
        on.dedup();
        let mut message = finding.message.replace(KINDS, &policy.some_kinds(&kinds));
        let mut code = finding.milder.unwrap_or(claim.code);
        if of_some && finding.of_some == OfSome::Idle {
            code = codes::IDLE_FOR_SOME;
            message += &format!(" This is so for {} only.", policy.some_kinds(&kinds));
        }
        let mut found = Diagnostic::new(code, claim.at, message).label(&*finding.label);
        for (span, text) in &finding.also {
            found = found.also(*span, &**text);
        }
        let help = format!("{} {}", finding.help, when(&on, days));
        let found = found.help(help.trim().to_owned());
        Some(Told { found, claimed: claim.code, at: claim.at, unless_told: finding.unless_told.clone() })
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
