//! The claims of all kinds and days about one place, brought together.

use super::{CameTo, Claim, Finding, KINDS, Sense};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{KindId, Policy, spoken};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    let mut by_place: BTreeMap<(&'static str, Span), Vec<Claim>> = BTreeMap::new();
    for claim in claims {
        by_place.entry((claim.code.id, claim.at)).or_default().push(claim);
    }
    by_place.into_values().filter_map(|claims| of_one_place(policy, days, &claims)).collect()
}

fn of_one_place(policy: &Policy, days: &[Date], claims: &[Claim]) -> Option<Outcome> {
    let first = claims.first()?;
    let came_out = came_out(policy, days, first.sense, claims);
    Some(Outcome { code: first.code, at: first.at, came_out })
}

fn came_out(policy: &Policy, days: &[Date], sense: Sense, claims: &[Claim]) -> CameOut {
    let refuted: Vec<(&Claim, &Finding)> = claims.iter().filter_map(refuted).collect();
    let of_kind = |kind: KindId| claims.iter().filter(move |claim| claim.kind == kind);
    let fails = |kind: KindId| match sense {
        Sense::Always => of_kind(kind).any(|claim| matches!(claim.came_to, CameTo::Refuted(_))),
        Sense::Sometime => of_kind(kind).all(|claim| matches!(claim.came_to, CameTo::Refuted(_))),
    };
    let mut kinds: Vec<KindId> = refuted.iter().map(|(claim, _)| claim.kind).filter(|kind| fails(*kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let failed: Vec<_> = refuted.iter().filter(|(claim, _)| kinds.contains(&claim.kind)).collect();
    let Some((claim, finding)) = failed.first() else {
        let holds = |claim: &Claim| matches!(claim.came_to, CameTo::Holds);
        let proved = match sense {
            Sense::Always => claims.iter().all(holds),
            Sense::Sometime => claims.iter().any(holds),
        };
        return if proved { CameOut::Proved } else { CameOut::Open };
    };
    let mut on: Vec<Date> = failed.iter().map(|(claim, _)| claim.on).collect();
    on.sort_unstable();
    on.dedup();
    let within = failed.iter().flat_map(|(_, finding)| finding.within.iter().copied()).collect();
    let message = finding.message.replace(KINDS, &policy.some_kinds(&kinds));
    let mut found = Diagnostic::new(claim.code, claim.at, message).label(&*finding.label);
    for (span, text) in &finding.also {
        found = found.also(*span, &**text);
    }
    let help = format!("{} {}", finding.help, when(&on, days));
    CameOut::Found(found.help(help.trim().to_owned()), within)
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
