//! Strands, gates and expectations.

use super::condition::Conditions;
use super::trace::{ExpectationTrace, GateTrace, LineTrace, StrandTrace, Verdict};
use super::truth::Truth;
use crate::model::{Categorisation, CategoryId, Strand};
use std::collections::BTreeSet;

/// What a setting may come to; `None` where every strand is silent.
type Outcomes = BTreeSet<Option<CategoryId>>;

/// Reads a strand's lines from the top: the first that holds decides it.
pub(super) fn strand(conditions: &mut Conditions<'_>, strand: &Strand) -> StrandTrace {
    let (mut decided, mut open_before) = (false, false);
    let mut lines = Vec::with_capacity(strand.lines.len());
    for line in &strand.lines {
        let why = line.condition.as_ref().map(|condition| conditions.why(condition));
        let verdict = match why.as_ref().map_or(Truth::Holds, |why| why.truth) {
            _ if decided => Verdict::NotReached,
            Truth::Fails => Verdict::Fails,
            Truth::Holds if !open_before => Verdict::Decides,
            Truth::Holds | Truth::Open => Verdict::MayDecide,
        };
        decided |= why.as_ref().is_none_or(|why| why.truth == Truth::Holds);
        open_before |= verdict == Verdict::MayDecide;
        lines.push(LineTrace { category: line.category, verdict, why });
    }
    StrandTrace { lines, may_be_silent: !decided }
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
        let lifts = match (outcomes.contains(&here), !why.truth) {
            (false, _) | (true, Truth::Fails) => Truth::Fails,
            (true, Truth::Holds) if outcomes.len() == 1 => Truth::Holds,
            (true, Truth::Holds | Truth::Open) => Truth::Open,
        };
        if lifts != Truth::Fails {
            outcomes.insert(Some(to));
            if why.truth == Truth::Fails {
                outcomes.remove(&here);
            }
        }
        traces.push(GateTrace { gate: at, from: gate.category, to, lifts, why });
    }
    traces
}

/// The next more intensive category; none after the last.
fn next(count: usize, category: CategoryId) -> Option<CategoryId> {
    let next = category.0.checked_add(1)?;
    (usize::from(next) < count).then_some(CategoryId(next))
}

/// What is expected in any category that the setting may get.
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
        .filter(|one| one.when.as_ref().is_none_or(|when| when.truth != Truth::Fails))
        .collect()
}
