//! Running scenarios: what a policy says of each, held to what is expected.

mod compare;
mod failure;
mod words;

pub use compare::{Mismatch, compare};
pub use failure::Failures;

use crate::assess::{Answer, Assessor, Unanswered};
use crate::diagram::TooLarge;
use crate::model::{Policy, Scenario};
use crate::prove::side_by_side;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// So many scenarios of one day are run with one compiled policy; more are shared out.
const TOGETHER: usize = 500;

/// What came of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All that is expected is so.
    Passed,
    /// These are not.
    Failed(Vec<Mismatch>),
    /// The exact answer would take more steps than are allowed.
    TooLarge(TooLarge),
}

/// A scenario that was run.
#[derive(Clone, Debug)]
pub struct Ran<'p> {
    /// The scenario.
    pub scenario: &'p Scenario,
    /// What came of it.
    pub verdict: Verdict,
}

/// What an assessor of the scenario's day says of its setting.
///
/// # Errors
/// Facts that cannot be, or an answer that would take too long.
pub fn answer<'s>(assessor: &mut Assessor<'_>, scenario: &'s Scenario) -> Result<Answer<'s>, Unanswered> {
    assessor.assess("", &scenario.name, scenario.kind, &scenario.facts)
}

/// Runs one scenario with an assessor of its day.
pub fn run(assessor: &mut Assessor<'_>, scenario: &Scenario) -> Verdict {
    let answer = answer(assessor, scenario);
    if let Err(Unanswered::TooLarge(too_large)) = answer {
        return Verdict::TooLarge(too_large);
    }
    let mismatches = compare(assessor.policy(), scenario, &answer);
    if mismatches.is_empty() { Verdict::Passed } else { Verdict::Failed(mismatches) }
}

/// Runs scenarios of a policy, those that expect nothing left out; in the order given.
#[must_use]
pub fn run_all<'p>(policy: &'p Policy, scenarios: &[&'p Scenario]) -> Vec<Ran<'p>> {
    let mut of_day: BTreeMap<Date, Vec<(usize, &'p Scenario)>> = BTreeMap::new();
    for (at, scenario) in scenarios.iter().copied().enumerate().filter(|(_, scenario)| !scenario.expects.is_empty()) {
        of_day.entry(scenario.on).or_default().push((at, scenario));
    }
    let parts: Vec<Part<'p>> = of_day
        .into_iter()
        .flat_map(|(on, all)| all.chunks(TOGETHER).map(|part| (on, part.to_vec())).collect::<Vec<_>>())
        .collect();
    let mut ran: Vec<(usize, Ran<'p>)> = side_by_side(&parts, |part| run_part(policy, part)).into_iter().flatten().collect();
    ran.sort_by_key(|(at, _)| *at);
    ran.into_iter().map(|(_, ran)| ran).collect()
}

type Part<'p> = (Date, Vec<(usize, &'p Scenario)>);

fn run_part<'p>(policy: &'p Policy, (on, scenarios): &Part<'p>) -> Vec<(usize, Ran<'p>)> {
    let mut assessor = Assessor::new(policy, *on);
    let mut verdict = |scenario: &Scenario| match &mut assessor {
        Ok(assessor) => run(assessor, scenario),
        Err(too_large) => Verdict::TooLarge(*too_large),
    };
    scenarios.iter().map(|(at, scenario)| (*at, Ran { scenario, verdict: verdict(scenario) })).collect()
}
