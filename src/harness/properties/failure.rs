//! A property that does not hold, as a finding at the line that says so.

use super::{Counterexample, Undecided};
use crate::assess::Assessor;
use crate::diagnostic::{Diagnostic, codes::tests as codes};
use crate::explain::{InShort, Row};
use crate::model::{CategoryId, FactId, Facts, Policy, Property, spoken};
use crate::prove::setting_in_words;

/// Says of which setting it does not hold, and why.
#[must_use]
pub fn diagnostic(policy: &Policy, property: &Property, witness: &Counterexample) -> Diagnostic {
    let message = format!("`{}` does not hold for {}.", property.name, policy.a_kind(property.kind));
    let on = spoken(witness.on);
    let mut found = Diagnostic::new(codes::REFUTED, property.claim_span, message);
    found = found.label("not so");
    let mut assessor = Assessor::new(policy, witness.on).ok();
    let why = |assessor: &mut Option<Assessor<'_>>, facts: &Facts| {
        let answer = assessor.as_mut().and_then(|assessor| assessor.assess("", "", property.kind, facts).ok());
        answer.map_or_else(String::new, |answer| {
            format!(" ({})", InShort::new(policy, witness.on).of(Row { answer: &answer, facts }))
        })
    };
    let first = category(policy, witness.category);
    let setting = setting_in_words(policy, property.kind, &witness.facts);
    let reason = why(&mut assessor, &witness.facts);
    let example = match &witness.other {
        None => format!("On {on}, {setting} comes to {first}{reason}."),
        Some((fact, other, second)) => {
            let name = policy.fact(*fact).map_or("", |fact| &fact.name.phrase);
            let (is, was) = (value(policy, &witness.facts, *fact), value(policy, other, *fact));
            let second = format!("{}{}", category(policy, *second), why(&mut assessor, other));
            format!("On {on}, {setting} comes to {first}{reason}; with `{name}` {was} in place of {is}, to {second}.")
        }
    };
    let mend = "Mend the rule that gives this, or say when the property holds: `… when CONDITION`.";
    found.help(format!("{example} {mend}"))
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

fn category(policy: &Policy, id: Option<CategoryId>) -> String {
    id.map_or_else(|| "no category".to_owned(), |id| policy.category_code(id).to_owned())
}

fn value(policy: &Policy, facts: &Facts, fact: FactId) -> String {
    facts.get(fact).value().map_or_else(String::new, |value| policy.value_phrase(fact, value))
}
