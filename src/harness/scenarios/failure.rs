//! A failed scenario as a finding at the line that expects otherwise.

use super::words::names;
use super::{Mismatch, Ran, Verdict, answer};
use crate::assess::{Answer, Assessor, Status, Unanswered};
use crate::diagnostic::{Diagnostic, codes::tests as codes};
use crate::explain::{InShort, Row};
use crate::model::{Line, Policy, Scenario};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Says of scenarios of one policy why they failed. What is worked out for one serves the others of its day.
#[derive(Debug)]
pub struct Failures<'p> {
    policy: &'p Policy,
    of_day: BTreeMap<Date, Option<(Assessor<'p>, InShort<'p>)>>,
}

impl<'p> Failures<'p> {
    /// For a policy whose scenarios were run.
    #[must_use]
    pub const fn new(policy: &'p Policy) -> Self {
        Self { policy, of_day: BTreeMap::new() }
    }

    /// What a scenario has to say that failed; nothing of one that passed.
    pub fn of(&mut self, ran: &Ran<'p>) -> Option<Diagnostic> {
        match &ran.verdict {
            Verdict::Passed => None,
            Verdict::Failed(mismatches) => Some(self.otherwise(ran.scenario, mismatches)),
            Verdict::TooLarge(_) => Some(too_large(ran.scenario)),
        }
    }

    fn otherwise(&mut self, scenario: &'p Scenario, mismatches: &[Mismatch]) -> Diagnostic {
        let (policy, on) = (self.policy, scenario.on);
        let made = || Some((Assessor::new(policy, on).ok()?, InShort::new(policy, on)));
        match self.of_day.entry(on).or_insert_with(made) {
            Some((assessor, in_short)) => diagnostic(assessor, in_short, scenario, mismatches),
            None => too_large(scenario),
        }
    }
}

/// Says what a scenario expects and is not so, and in short why it is as it is.
fn diagnostic(
    assessor: &mut Assessor<'_>,
    in_short: &mut InShort<'_>,
    scenario: &Scenario,
    mismatches: &[Mismatch],
) -> Diagnostic {
    let message = |first: &Mismatch| format!("`{}`: expected {}; found {}.", scenario.name, first.expected, first.found);
    let message = mismatches.first().map_or_else(String::new, message);
    let mut places = mismatches.iter().map(|one| (one.span, format!("found {}", one.found)));
    let (span, label) = places.next().unwrap_or((scenario.name_span, String::new()));
    let mut found = Diagnostic::new(codes::EXPECTED_OTHERWISE, span, message).label(label);
    for (span, label) in places {
        found = found.also(span, label);
    }
    let policy = assessor.policy();
    match answer(assessor, scenario) {
        Ok(answer) => {
            let gives = if answer.status == Status::Open { "may give" } else { "gives" };
            for line in lines(policy, &answer) {
                found = found.also(line.span, format!("{gives} {}", policy.category_code(line.category)));
            }
            let why = in_short.of(Row { answer: &answer, facts: &scenario.facts });
            let open = match names(policy, &answer.ask) {
                none if none.is_empty() => String::new(),
                facts => format!(" It turns on {facts}: not known here."),
            };
            found.help(format!("Why it is so: {why}.{open} Mend the policy, or what is expected if the policy is right."))
        }
        Err(Unanswered::Impossible(broken)) => {
            for constraint in broken.iter().filter_map(|at| policy.constraints.get(*at)) {
                found = found.also(constraint.span, "ruled out here");
            }
            found.help("Mend the facts, or write `expect cannot be` if that is what is to be shown.")
        }
        Err(Unanswered::TooLarge(_)) => found,
    }
}

/// The lines that give the category; `otherwise` only where there is no other.
fn lines<'p>(policy: &'p Policy, answer: &Answer<'_>) -> Vec<&'p Line> {
    let line = |(strand, line): &(usize, usize)| policy.categorisation(answer.kind)?.strands.get(*strand)?.lines.get(*line);
    let all: Vec<&Line> = answer.because.iter().filter_map(line).collect();
    let conditional: Vec<&Line> = all.iter().copied().filter(|line| line.condition.is_some()).collect();
    if conditional.is_empty() { all } else { conditional }
}

/// Says that a scenario has no exact answer.
fn too_large(scenario: &Scenario) -> Diagnostic {
    let message = format!("`{}`: so much is unknown here that it would take too long to answer exactly.", scenario.name);
    Diagnostic::new(codes::NOT_ANSWERED, scenario.name_span, message).help("Tell more of its facts.")
}
