//! One cell to one value of a fact.

pub(super) mod dates;
pub(super) mod numbers;

use super::mistake::{Mistake, shown};
use crate::diagnostic::{Diagnostic, codes::settings as codes, nearest};
use crate::model::{Domain, Fact, FactState, Policy, Value, Vocabulary, VocabularyId, YES_NO, machine_name};
use crate::source::Span;
use jiff::civil::Date;

/// What a person tells of a fact outside a table: a value as a cell may have it, or `?` for what is not known and not to be assumed.
///
/// # Errors
/// A text that is no value of the fact, with the place given and the nearest right word.
pub fn told(text: &str, span: Span, fact: &Fact, policy: &Policy, on: Date) -> Result<FactState, Box<Diagnostic>> {
    if text == "?" {
        return Ok(FactState::Unknown);
    }
    decode(text, fact, policy, on).map(FactState::Told).map_err(|mistake| {
        let nothing =
            || format!(" Where `{}` is not known, tell nothing of it, or `?` so that nothing is assumed.", fact.name.phrase);
        // What helps with a cell of a table does not help here.
        let help = match mistake.code {
            codes::DATE_TOO_LATE => "Mend the date, or assess as of a later day.".to_owned(),
            codes::NEVER_NONE => format!("{}{}", possible(fact, policy), nothing()),
            _ if means_nothing(text) => format!("{}{}", possible(fact, policy), nothing()),
            _ => mistake.help,
        };
        Box::new(Diagnostic::new(mistake.code, span, mistake.says).help(help))
    })
}

/// What a cell says of a fact. The text is neither empty nor `?`.
pub(super) fn decode(text: &str, fact: &Fact, policy: &Policy, on: Date) -> Result<Value, Mistake> {
    if text.eq_ignore_ascii_case("none") {
        return if fact.or_none { Ok(Value::None) } else { Err(never_none(fact, policy)) };
    }
    let value = match &fact.domain {
        Domain::Vocabulary(id) => option(text, *id, fact, policy),
        Domain::Number(domain) => numbers::decode(text, domain, fact).map(Value::Number),
        Domain::Date => dates::decode(text, fact, policy, on).map(Value::Date),
    };
    value.map_err(|mistake| if means_nothing(text) { Mistake { help: how_to_leave_out(fact), ..mistake } } else { mistake })
}

fn option(text: &str, id: VocabularyId, fact: &Fact, policy: &Policy) -> Result<Value, Mistake> {
    let Some(vocabulary) = policy.vocabulary(id) else {
        return Err(unknown_value(text, fact, None, ""));
    };
    let machine = machine_name(text);
    let found = vocabulary.values.iter().position(|value| *value.name.machine == machine);
    match found.and_then(|at| u16::try_from(at).ok()) {
        Some(at) => Ok(Value::Option(at)),
        None => {
            let suggested = if id == YES_NO { yes_or_no(&machine) } else { suggest(text, &machine, vocabulary) };
            Err(unknown_value(text, fact, suggested, &possible(fact, policy)))
        }
    }
}

fn suggest<'v>(text: &str, machine: &str, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    let phrases = || vocabulary.values.iter().map(|value| &*value.name.phrase);
    let begun = || phrases().filter(|phrase| machine.len() > 2 && machine_name(phrase).starts_with(machine));
    nearest(text, phrases()).or_else(|| begun().next().filter(|_| begun().count() == 1))
}

/// The word that other programs' words for it mean.
fn yes_or_no(machine: &str) -> Option<&'static str> {
    match machine {
        "y" | "true" | "t" | "1" => Some("yes"),
        "n" | "false" | "f" | "0" => Some("no"),
        _ => nearest(machine, ["yes", "no"]),
    }
}

fn unknown_value(text: &str, fact: &Fact, suggested: Option<&str>, possible: &str) -> Mistake {
    let says = format!("`{}` is no value of `{}`.", shown(text), fact.name.phrase);
    let help = suggested.map_or_else(|| possible.to_owned(), |word| format!("Did you mean `{word}`? {possible}"));
    Mistake::new(codes::VALUE_UNKNOWN, says, help)
}

fn never_none(fact: &Fact, policy: &Policy) -> Mistake {
    let says = format!("`{}` cannot be `none`: the policy does not declare it \"or none\".", fact.name.phrase);
    let help = format!("{} Leave the cell empty where it is not known.", possible(fact, policy));
    Mistake::new(codes::NEVER_NONE, says, help)
}

/// What a fact can be, as a sentence.
fn possible(fact: &Fact, policy: &Policy) -> String {
    format!("It can be {}.", policy.values_words(fact))
}

/// Whether a text is what people and programs write where they have nothing to write.
fn means_nothing(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "n_a",
        "na",
        "nan",
        "nil",
        "null",
        "unknown",
        "not_known",
        "dont_know",
        "not_applicable",
        "tbc",
        "tbd",
        "blank",
        "missing",
        "no_data",
    ];
    let machine = machine_name(text);
    machine.is_empty() || text.starts_with('#') || WORDS.contains(&machine.as_str())
}

fn how_to_leave_out(fact: &Fact) -> String {
    let none = if fact.or_none { " Write `none` where it is known that there is none." } else { "" };
    format!("Leave the cell empty where `{}` is not known.{none}", fact.name.phrase)
}
