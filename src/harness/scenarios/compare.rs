//! An answer held to what a scenario expects of it.

use super::words;
use crate::assess::{Answer, Expected, Status, Unanswered};
use crate::model::{Activity, Expectable, ExpectationState, Policy, Scenario, SupportRow, When};
use crate::source::Span;

/// Something that is expected and is not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Where it is expected.
    pub span: Span,
    /// What is expected, in words: `B1`, `9.5 days`.
    pub expected: String,
    /// What is so in its place.
    pub found: String,
}

/// What is expected of a scenario and is not so, in the order in which it is written.
#[must_use]
pub fn compare(policy: &Policy, scenario: &Scenario, answer: &Result<Answer<'_>, Unanswered>) -> Vec<Mismatch> {
    let differs = |what: &Expectable| match answer {
        Ok(answer) => (!is_so(policy, answer, what)).then(|| words::found(policy, answer, what)),
        Err(_) if matches!(what, Expectable::CannotBe) => None,
        Err(_) => Some(words::RULED_OUT.to_owned()),
    };
    let mismatches = scenario.expects.iter().filter_map(|expect| {
        let found = differs(&expect.what)?;
        Some(Mismatch { span: expect.span, expected: words::expected(policy, scenario.kind, &expect.what), found })
    });
    mismatches.collect()
}

fn is_so(policy: &Policy, answer: &Answer<'_>, what: &Expectable) -> bool {
    match what {
        Expectable::Possible(all) => {
            matches!(answer.status, Status::Decided | Status::Open) && !answer.may_be_silent && answer.possible == *all
        }
        Expectable::PossibleOrNoAnswer(all) => answer.status == Status::Open && answer.may_be_silent && answer.possible == *all,
        Expectable::NoCategory => answer.status == Status::NotCategorised,
        Expectable::NoAnswer => answer.status == Status::NoAnswer,
        Expectable::CannotBe => false,
        Expectable::Days(binding, days) => answer.days.stated == Some((*binding, *days)),
        Expectable::NoDays => answer.days.most.is_none(),
        Expectable::Because { strand, line } => {
            answer.because.iter().any(|(at, by)| at == strand && line.is_none_or(|line| line == *by))
        }
        Expectable::Lifted(gate) => answer.gate == Some(*gate),
        Expectable::Ask(facts) => answer.ask.starts_with(facts),
        Expectable::AskNothing => answer.ask.is_empty(),
        Expectable::Assumed(facts) => {
            let mut assumed = answer.assumed.clone();
            assumed.sort_unstable();
            assumed == *facts
        }
        Expectable::Expectation(all, state) => expectation(answer, all) == *state,
        Expectable::Also(text) => also(policy, answer, true).any(|item| item == &**text),
        // What may come besides is not nothing.
        Expectable::AlsoNothing => answer.also.is_empty(),
        Expectable::Support(rows) => support(policy, answer).is_some_and(|brought| alike(brought, rows)),
    }
}

/// What becomes of expectations of one name: where they differ that is not known.
pub(super) fn expectation(answer: &Answer<'_>, all: &[usize]) -> ExpectationState {
    let mut states = answer.expectations.iter().filter(|(at, _)| all.contains(at)).map(|(_, state)| *state);
    let Some(first) = states.next() else { return ExpectationState::NotExpected };
    match first {
        _ if states.any(|other| other != first) => ExpectationState::Unknown,
        Expected::Met => ExpectationState::Met,
        Expected::NotMet => ExpectationState::NotMet,
        Expected::Unknown => ExpectationState::Unknown,
    }
}

/// What a setting gets besides, for certain or perhaps.
pub(super) fn also<'a>(policy: &'a Policy, answer: &'a Answer<'_>, certain: bool) -> impl Iterator<Item = &'a str> {
    let certain = answer.also.iter().filter(move |(_, is)| *is == certain);
    certain.filter_map(|(at, _)| policy.also.get(*at)).flat_map(|also| also.items.iter().map(|item| &**item))
}

/// The rows of support, where there is one allocation.
pub(super) fn support<'p>(policy: &'p Policy, answer: &Answer<'_>) -> Option<&'p [Activity]> {
    let mut all = answer.allocations(policy);
    let only = all.next().filter(|_| all.next().is_none())?;
    only.map(|allocation| allocation.activities.as_slice())
}

fn alike(brought: &[Activity], rows: &[SupportRow]) -> bool {
    brought.len() == rows.len() && rows.iter().all(|row| brought.iter().any(|activity| is_row(activity, row)))
}

/// Whether an activity is just what a row says.
pub(super) fn is_row(activity: &Activity, row: &SupportRow) -> bool {
    let often = |when: When| activity.visits.iter().filter(|visit| visit.when == when).map(|visit| visit.times).sum::<usize>();
    activity.name == row.activity
        && activity.each() == row.each
        && row.times.iter().all(|(when, times)| often(*when) == *times)
        && activity.visits.iter().all(|visit| row.times.iter().any(|(when, _)| *when == visit.when))
}
