//! The claims of all kinds and days about one place, brought together.

use super::told::{self, Told};
use super::wake;
use super::{CameTo, Claim, Finding, KINDS, OfSome, Sense};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{Code, proofs as codes};
use crate::diagnostic::words::joined;
use crate::model::{KindId, Policy, spoken};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What all claims of one code about one place come to.
#[derive(Clone, Debug)]
pub(in crate::prove) struct Outcome {
    pub(in crate::prove) code: Code,
    pub(in crate::prove) at: Span,
    pub(in crate::prove) came_out: CameOut,
}

/// How it came out.
#[derive(Clone, Debug)]
pub(in crate::prove) enum CameOut {
    /// It is so for every setting, or for some where that was the claim.
    Proved,
    /// Neither proved nor refuted.
    Open,
    /// What is wrong, and the declarations around the place.
    Found(Diagnostic, Vec<Span>),
    /// The same where it comes of something else that is found, which points at it.
    ComesOf(Diagnostic, Vec<Span>),
}

impl CameOut {
    pub(super) fn comes_of_another(&mut self) {
        if let Self::Found(found, within) = self {
            *self = Self::ComesOf(found.clone(), std::mem::take(within));
        }
    }
}

impl Outcome {
    /// What was found in the texts of a policy, whatever the kind of setting and the day.
    pub(in crate::prove) fn found(finding: Diagnostic, within: Vec<Span>) -> Option<Self> {
        let at = finding.labels.first()?.span;
        Some(Self { code: finding.code, at, came_out: CameOut::Found(finding, within) })
    }
}

/// Brings the claims of all kinds and days together, by code and place.
pub(in crate::prove) fn merged(policy: &Policy, days: &[Date], claims: Vec<Claim>) -> Vec<Outcome> {
    let mut by_place: BTreeMap<(&'static str, Span, u8), Vec<Claim>> = BTreeMap::new();
    for claim in claims {
        by_place.entry((claim.code.id, claim.at, claim.aspect)).or_default().push(claim);
    }
    wake::pointed_at(told::once(by_place.into_values().filter_map(|claims| of_one_place(policy, days, &claims)).collect()))
}

fn of_one_place(policy: &Policy, days: &[Date], claims: &[Claim]) -> Option<Told> {
    let first = claims.first()?;
    let failed = Failed::of(first.sense, claims);
    let finding = failed.finding().map(|(_, finding)| finding);
    let Some(finding) = finding.filter(|finding| !failed.is_of_some() || finding.of_some != OfSome::Nothing) else {
        let holds = |claim: &Claim| matches!(claim.came_to, CameTo::Holds);
        let refuted = |claim: &Claim| matches!(claim.came_to, CameTo::Refuted(_));
        // Of each kind that has the place something is claimed: one that is left open leaves the whole open.
        let decided = |kind: KindId| {
            let mut own = claims.iter().filter(|claim| claim.kind == kind);
            own.clone().any(holds) || own.all(refuted)
        };
        let proved = match first.sense {
            Sense::Always => claims.iter().all(|claim| holds(claim) || refuted(claim)),
            Sense::Sometime => claims.iter().any(holds) && claims.iter().all(|claim| decided(claim.kind)),
        };
        let came_out = if proved { CameOut::Proved } else { CameOut::Open };
        let outcome = Outcome { code: first.code, at: first.at, came_out };
        return Some(Told::nothing(outcome, first.code, first.aspect));
    };
    let found = failed.diagnostic(policy, days, first, finding);
    let within = failed.claims.iter().flat_map(|(_, finding)| finding.within.iter().copied()).collect();
    let outcome = Outcome { code: found.code, at: first.at, came_out: CameOut::Found(found, within) };
    Some(Told {
        outcome,
        claimed: first.code,
        aspect: first.aspect,
        unless_told: finding.unless_told.clone(),
        kinds: failed.kinds,
        wake: finding.wake.clone(),
    })
}

/// Claims about one place that failed, for all kinds of setting of which they did.
struct Failed<'c> {
    claims: Vec<(&'c Claim, &'c Finding)>,
    kinds: Vec<KindId>,
    /// All kinds of setting of which something is claimed there.
    sharing: usize,
}

impl<'c> Failed<'c> {
    fn of(sense: Sense, claims: &'c [Claim]) -> Self {
        let of_kind = |kind: KindId| claims.iter().filter(move |claim| claim.kind == kind);
        let fails = |kind: KindId| match sense {
            Sense::Always => of_kind(kind).any(|claim| matches!(claim.came_to, CameTo::Refuted(_))),
            Sense::Sometime => of_kind(kind).all(|claim| matches!(claim.came_to, CameTo::Refuted(_))),
        };
        let mut kinds: Vec<KindId> = claims.iter().map(|claim| claim.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let sharing = kinds.len();
        kinds.retain(|kind| fails(*kind));
        let claims = claims.iter().filter_map(refuted).filter(|(claim, _)| kinds.contains(&claim.kind)).collect();
        Self { claims, kinds, sharing }
    }

    /// The one that is told: a milder one, if there is any.
    fn finding(&self) -> Option<(&'c Claim, &'c Finding)> {
        self.claims.iter().find(|(_, finding)| finding.milder.is_some()).or(self.claims.first()).copied()
    }

    /// Whether it is so for some only of the kinds that share the place.
    const fn is_of_some(&self) -> bool {
        self.kinds.len() < self.sharing
    }

    fn diagnostic(&self, policy: &Policy, days: &[Date], claim: &Claim, finding: &Finding) -> Diagnostic {
        // What is told of one kind or day need not be so of another that fails too.
        let alike: Vec<&Claim> =
            self.claims.iter().filter(|(_, other)| other.message == finding.message).map(|(claim, _)| *claim).collect();
        let is_alike = |kind: &KindId| alike.iter().any(|claim| claim.kind == *kind);
        let (own, others): (Vec<KindId>, Vec<KindId>) = self.kinds.iter().copied().partition(is_alike);
        let kinds = policy.some_kinds(&own);
        let (mut code, mut message) = (finding.milder.unwrap_or(claim.code), finding.message.replace(KINDS, &kinds));
        if self.is_of_some() && finding.of_some == OfSome::Idle {
            code = codes::IDLE_FOR_SOME;
            let only = if others.is_empty() { " only" } else { "" };
            message += &format!(" This is so for {kinds}{only}.");
        }
        let mut found = Diagnostic::new(code, claim.at, message).label(&*finding.label);
        for (span, text) in &finding.also {
            found = found.also(*span, &**text);
        }
        let more = match (others.is_empty(), alike.len() == self.claims.len()) {
            (false, _) => format!("Something like it is so for {}.", policy.some_kinds(&others)),
            (true, false) => "Something like it is so on other days.".to_owned(),
            (true, true) => String::new(),
        };
        let words = [finding.help.clone(), when(policy, &own, &alike, days), more];
        found.help(words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    }
}

/// For which assessment dates it is so, of the days that stand for all; nothing where it is for all.
fn when(policy: &Policy, kinds: &[KindId], claims: &[&Claim], days: &[Date]) -> String {
    let on =
        |kind: KindId| -> BTreeSet<Date> { claims.iter().filter(|claim| claim.kind == kind).map(|claim| claim.on).collect() };
    let by_kind: Vec<(KindId, BTreeSet<Date>)> = kinds.iter().map(|kind| (*kind, on(*kind))).collect();
    let Some((_, first)) = by_kind.first() else { return String::new() };
    if by_kind.iter().all(|(_, on)| on == first) {
        let words = stretches(first, days);
        return if words.is_empty() { words } else { format!("This is so for assessments {words}.") };
    }
    let of_kind = |(kind, on): &(KindId, BTreeSet<Date>)| {
        let (kind, words) = (policy.some_kinds(&[*kind]), stretches(on, days));
        if words.is_empty() { format!("for {kind} on every day") } else { format!("for {kind} assessed {words}") }
    };
    format!("This is so {}.", joined(&by_kind.iter().map(of_kind).collect::<Vec<_>>(), "and"))
}

/// `on 1 March 2022 and from 1 May 2022 to 31 August 2024`; nothing for all days. Between two of them that follow one another nothing
/// changes.
fn stretches(on: &BTreeSet<Date>, days: &[Date]) -> String {
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
    joined(&words.collect::<Vec<String>>(), "and")
}

fn refuted(claim: &Claim) -> Option<(&Claim, &Finding)> {
    match &claim.came_to {
        CameTo::Refuted(finding) => Some((claim, finding)),
        CameTo::Holds | CameTo::NotProved => None,
    }
}
