//! Strands, gates and expectations.

use super::condition::Conditions;
use super::settle;
use super::trace::{ExpectationTrace, GateTrace, LineTrace, StrandTrace, Why};
use super::truth::Truth;
use crate::model::{Categorisation, CategoryId, HitPolicy, Strand};
use std::collections::BTreeSet;

/// What a setting may come to; `None` where every strand is silent.
type Outcomes = BTreeSet<Option<CategoryId>>;

/// What becomes of a strand's lines. Those of ordinary strands run from the most to the least intensive, so the first that
/// holds decides.
pub(super) fn strand(conditions: &mut Conditions<'_>, strand: &Strand) -> StrandTrace {
    let whys: Vec<Option<Why>> =
        strand.lines.iter().map(|line| line.condition.as_ref().map(|condition| conditions.why(condition))).collect();
    let truth = |why: &Option<Why>| why.as_ref().map(|why| why.truth);
    let settled = match strand.hit {
        HitPolicy::ExactlyOne => settle::exactly_one(&whys.iter().map(truth).collect::<Vec<_>>()),
        HitPolicy::FirstMatch | HitPolicy::MostIntensive | HitPolicy::Sum => {
            settle::first_match(&whys.iter().map(|why| truth(why).unwrap_or(Truth::Holds)).collect::<Vec<_>>())
        }
    };
    let lines = strand.lines.iter().zip(settled.verdicts).zip(whys);
    let lines = lines.map(|((line, verdict), why)| LineTrace { category: line.category, verdict, why }).collect();
    StrandTrace { lines, may_be_silent: settled.may_be_none }
}

/// The most intensive category that any strand gives, for every way in which the strands may turn out. Silence is
/// less than any category.
pub(super) fn most_intensive(strands: &[StrandTrace]) -> Outcomes {
    strands.iter().fold(Outcomes::from([None]), |so_far, strand| {
        let says = strand.outcomes();
        so_far.iter().flat_map(|one| says.iter().map(move |other| *one.max(other))).collect()
    })
}

/// Applies the gates, mildest category first, each to what the ones before it left.
pub(super) fn gates(conditions: &mut Conditions<'_>, categorisation: &Categorisation, outcomes: &mut Outcomes) -> Vec<GateTrace> {
    let mut traces = Vec::with_capacity(categorisation.gates.len());
    for (at, gate) in categorisation.gates.iter().enumerate() {
        let Some(to) = next(conditions.policy.categories.len(), gate.category) else { continue };
        let why = conditions.why(&gate.unless);
        let here = Some(gate.category);
        let reached = match (outcomes.contains(&here), outcomes.len()) {
            (false, _) => Truth::Fails,
            (true, 1) => Truth::Holds,
            (true, _) => Truth::Open,
        };
        let lifts = Truth::all([reached, !why.truth]);
        if lifts != Truth::Fails {
            outcomes.insert(Some(to));
            if why.truth == Truth::Fails {
                outcomes.remove(&here);
            }
        }
        traces.push(GateTrace { gate: at, from: gate.category, to, reached, lifts, why });
    }
    traces
}

/// The next more intensive category; none after the last.
fn next(count: usize, category: CategoryId) -> Option<CategoryId> {
    let next = category.0.checked_add(1)?;
    (usize::from(next) < count).then_some(CategoryId(next))
}

/// What any category expects that the setting may get.
pub(super) fn expectations(
    conditions: &mut Conditions<'_>,
    categorisation: &Categorisation,
    outcomes: &Outcomes,
) -> Vec<ExpectationTrace> {
    let asked = categorisation.expectations.iter().enumerate().filter(|(_, one)| outcomes.contains(&Some(one.category)));
    asked
        .map(|(at, one)| ExpectationTrace {
            expectation: at,
            when: one.when.as_ref().map(|when| conditions.why(when)),
            expects: conditions.why(&one.expects),
        })
        .collect()
}
