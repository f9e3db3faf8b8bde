//! A failed scenario as a finding at the line that expects otherwise.

use super::words::names;
use super::{Mismatch, answer};
use crate::assess::{Answer, Assessor, Status, Unanswered};
use crate::diagnostic::{Diagnostic, codes::tests as codes};
use crate::explain::{self, Row};
use crate::model::{Line, Policy, Scenario};

/// Says what a scenario expects and is not so, and in short why it is as it is.
#[must_use]
pub fn diagnostic(assessor: &mut Assessor<'_>, scenario: &Scenario, mismatches: &[Mismatch]) -> Diagnostic {
    let Some((first, more)) = mismatches.split_first() else {
        return Diagnostic::new(codes::EXPECTED_OTHERWISE, scenario.name_span, format!("`{}` failed.", scenario.name));
    };
    let message = format!("`{}`: expected {}; found {}.", scenario.name, first.expected, first.found);
    let mut found = Diagnostic::new(codes::EXPECTED_OTHERWISE, first.span, message).label(format!("found {}", first.found));
    for mismatch in more {
        found = found.also(mismatch.span, format!("found {}", mismatch.found));
    }
    let policy = assessor.policy();
    match answer(assessor, scenario) {
        Ok(answer) => {
            let gives = if answer.status == Status::Open { "may give" } else { "gives" };
            for line in lines(policy, &answer) {
                found = found.also(line.span, format!("{gives} {}", policy.category_code(line.category)));
            }
            let why = explain::in_short(policy, assessor.on(), Row { answer: &answer, facts: &scenario.facts });
            let open = match names(policy, &answer.ask) {
                none if none.is_empty() => String::new(),
                facts => format!(" It turns on {facts}: not known here."),
            };
            found.help(format!("Why it is so: {why}.{open} Mend the policy, or what is expected if the policy is right."))
        }
        Err(Unanswered::Impossible(broken)) => {
            for at in broken {
                if let Some(constraint) = policy.constraints.get(at) {
                    found = found.also(constraint.span, "ruled out here");
                }
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
#[must_use]
pub fn too_large(scenario: &Scenario) -> Diagnostic {
    let message = format!("`{}`: so much is unknown here that it would take too long to answer exactly.", scenario.name);
    Diagnostic::new(codes::NOT_ANSWERED, scenario.name_span, message).help("Tell more of its facts.")
}
