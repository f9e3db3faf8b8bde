//! Whether a better value of a fact, all else being equal, never brings a more intensive category.
//!
//! All pairs of a better and a worse value are looked at, not only neighbours: what lies between two values may be what cannot be, or
//! come to nothing.

use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Parted, Parting, Study};
use crate::evaluate::{Trace, Truth, Verdict};
use crate::model::{FactId, Policy};
use crate::prove::better::better_and_worse;
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::prove::two::{One, in_words, value_of};
use crate::prove::witness::{NotReplayed, traced};
use crate::source::Span;

/// Lines that are pointed at for each of the two settings.
const POINTED_AT: usize = 2;

pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    let policy = study.policy();
    if policy.categorisation(study.kind()).is_none() {
        return;
    }
    let pairs = |fact| study.regions(fact).map_or_else(Vec::new, |regions| better_and_worse(policy, fact, regions));
    let all = policy.facts_of(study.kind()).map(|(fact, _)| (fact, pairs(fact)));
    let asked: Vec<(FactId, Vec<(usize, usize)>)> = all.filter(|(_, pairs)| !pairs.is_empty()).collect();
    let legal = study.legal();
    let found = match study.outcomes_of(legal) {
        Ok(outcomes) => study.parted(outcomes, &asked, Parting::MoreIntensive),
        Err(_) => asked.iter().map(|(fact, pairs)| study.rising(*fact, pairs)).collect(),
    };
    for ((id, _), found) in asked.into_iter().zip(found) {
        let Some(fact) = policy.fact(id) else { continue };
        let found = found.map_err(NotReplayed::from).and_then(|pair| pair.map(|pair| worse(study, id, &pair)).transpose());
        claims.claim(codes::IMPROVING, Sense::Always, fact.span, found);
    }
}

/// The finding, once the explaining evaluator says so too.
fn worse(study: &Study<'_>, id: FactId, (better, other): &Parted) -> Result<Finding, NotReplayed> {
    let policy = study.policy();
    let (high, low) = (traced(study, better)?, traced(study, other)?);
    let (Some(to), Some(from)) = (high.category(), low.category()) else { return Err(NotReplayed) };
    let fact = policy.fact(id).filter(|_| to > from).ok_or(NotReplayed)?;
    let (with, without) = (value_of(policy, better, id), value_of(policy, other, id));
    let (to_code, from_code) = (policy.category_code(to), policy.category_code(from));
    let name = &fact.name.phrase;
    let message = format!(
        "Improving `{name}` from {without} to {with}, and nothing else, can bring a more intensive category: {to_code} in place of {from_code}, for {KINDS}."
    );
    let (for_high, for_low) = (deciding(policy, &high), deciding(policy, &low));
    let why = |lines: &[(Span, String)]| lines.first().map_or_else(String::new, |(_, text)| text.clone());
    let (why_high, why_low) = (why(&for_high), why(&for_low));
    let label =
        |lines: Vec<(Span, String)>, text: String| lines.into_iter().take(POINTED_AT).map(move |(span, _)| (span, text.clone()));
    let mut also: Vec<(Span, String)> = label(for_high, format!("gives {to_code} with {with}")).collect();
    also.extend(label(for_low, format!("gives {from_code} with {without}")));
    let first = One { facts: other, category: Some(from), why: &why_low };
    let second = One { facts: better, category: Some(to), why: &why_high };
    let example = in_words(policy, (study.kind(), study.on()), first, Some((id, second)));
    let help = format!("{example}. Mend the line that is to blame, or which value of `{name}` is said to be the better.");
    Ok(Finding { message, also, within: vec![fact.span], help, ..Finding::default() })
}

/// The lines that give a setting its category, or the line that lifts it there, with their words.
fn deciding(policy: &Policy, trace: &Trace) -> Vec<(Span, String)> {
    let Some(categorisation) = policy.categorisation(trace.kind) else { return Vec::new() };
    let lifted = trace.gates.iter().rev().find(|gate| gate.lifts == Truth::Holds);
    if let Some(gate) = lifted.and_then(|gate| categorisation.gates.get(gate.gate)) {
        return vec![(gate.span, gate.text.to_string())];
    }
    let mut found = Vec::new();
    for (strand, of_strand) in categorisation.strands.iter().zip(&trace.strands) {
        for (line, of_line) in strand.lines.iter().zip(&of_strand.lines) {
            if of_line.verdict == Verdict::Decides && Some(of_line.category) == trace.category() {
                let words = if strand.is_nameless() {
                    line.text().to_owned()
                } else {
                    format!("{}: {}", strand.name.phrase, line.text())
                };
                found.push((line.span, words));
            }
        }
    }
    found
}
