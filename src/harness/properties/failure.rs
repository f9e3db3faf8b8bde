//! A property that does not hold, as a finding at the line that says so.

use super::{Counterexample, Undecided};
use crate::assess::Assessor;
use crate::diagnostic::{Diagnostic, codes::tests as codes};
use crate::explain::{InShort, Row};
use crate::model::{Facts, Policy, Property};
use crate::prove::{One, in_words};

/// Says of which setting it does not hold, and why.
#[must_use]
pub fn diagnostic(policy: &Policy, property: &Property, witness: &Counterexample) -> Diagnostic {
    let message = format!("`{}` does not hold for {}.", property.name, policy.a_kind(property.kind));
    let mut found = Diagnostic::new(codes::REFUTED, property.claim_span, message);
    found = found.label("not so");
    let mut assessor = Assessor::new(policy, witness.on).ok();
    let mut why = |facts: &Facts| {
        let answer = assessor.as_mut().and_then(|assessor| assessor.assess("", "", property.kind, facts).ok());
        answer.map_or_else(String::new, |answer| InShort::new(policy, witness.on).of(Row { answer: &answer, facts }))
    };
    let reason = why(&witness.facts);
    let others = witness.other.as_ref().map(|(_, other, _)| why(other)).unwrap_or_default();
    let first = One { facts: &witness.facts, category: witness.category, why: &reason };
    let other = witness.other.as_ref().map(|(fact, facts, category)| (*fact, One { facts, category: *category, why: &others }));
    let example = in_words(policy, (property.kind, witness.on), first, other);
    let mend = "Mend the rule that gives this, or say when the property holds: `… when CONDITION`.";
    found.help(format!("{example}. {mend}"))
}

/// Says that a property could not be decided, and why.
#[must_use]
pub fn not_decided(property: &Property, why: Undecided) -> Diagnostic {
    let (why, help) = match why {
        Undecided::NoDay => (
            "there is no day to decide it for",
            "Say below `policy` when it is in force, as in `in force: 1 September 2025 to 31 August 2028`.",
        ),
        Undecided::TooLarge => (
            "the policy is too large to be looked through",
            "Say it of fewer settings, with `… when CONDITION`, or let scenarios show it.",
        ),
        Undecided::NotReplayed => (
            "the two ways of working it out do not agree",
            "The fault lies with this program. Please report it, and the policy with it.",
        ),
    };
    let message = format!("Whether `{}` holds is not decided: {why}.", property.name);
    Diagnostic::new(codes::NOT_DECIDED, property.claim_span, message).help(help)
}
