//! A failed scenario as a finding at the line that expects otherwise.

use super::{Mismatch, answer};
use crate::assess::{Assessor, Unanswered};
use crate::diagnostic::{Diagnostic, codes::tests as codes};
use crate::explain::{self, Row};
use crate::model::Scenario;

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
            for (strand, line) in &answer.because {
                let strand = policy.categorisation(answer.kind).and_then(|one| one.strands.get(*strand));
                if let Some(line) = strand.and_then(|strand| strand.lines.get(*line)) {
                    found = found.also(line.span, format!("gives {}", policy.category_code(line.category)));
                }
            }
            let why = explain::in_short(policy, assessor.on(), Row { answer: &answer, facts: &scenario.facts });
            found.help(format!("Why it is so: {why}. Mend the policy, or what is expected if the policy is right."))
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

/// Says that a scenario has no exact answer.
#[must_use]
pub fn too_large(scenario: &Scenario) -> Diagnostic {
    let message = format!("`{}`: so much is unknown here that it would take too long to answer exactly.", scenario.name);
    Diagnostic::new(codes::NOT_ANSWERED, scenario.name_span, message).help("Tell more of its facts.")
}
