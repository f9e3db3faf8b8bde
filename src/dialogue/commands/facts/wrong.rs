//! What is wrong with what is told of facts, and what may be meant.

use super::super::super::phrase::Phrase;
use super::{Named, named};
use crate::diagnostic::words::capital;
use crate::diagnostic::{Diagnostic, codes::what_if as codes, nearest};
use crate::model::{Domain, Fact, FactId, KindId, Policy, YES_NO};

/// Words with which a condition of a policy begins behind `is`, and no value.
const OF_CONDITIONS: [&str; 20] = [
    "not", "over", "under", "at", "between", "from", "within", "before", "after", "on", "by", "either", "neither", "both", "no",
    "more", "less", "greater", "lower", "better",
];

/// That a line with a value names no fact. `None` for a line that is no telling, or is rather meant as a command.
pub(in super::super) fn unknown(line: Phrase<'_>, policy: &Policy, kind: KindId) -> Option<Diagnostic> {
    let (name, value) = line.tellings().next()?;
    let near = near(name, policy, kind);
    if near.is_none() && super::super::near_command(line).is_some() {
        return None;
    }
    let message = format!("{} has no fact `{}`.", capital(&policy.a_kind(kind)), name.text);
    let help = match near {
        Some(fact) => format!("Did you mean `{} is {}`?", fact.name.phrase, nearest_value(value, fact, policy)),
        None => "`facts` lists them.".to_owned(),
    };
    Some(Diagnostic::new(codes::FACT_UNKNOWN, name.span(), message).help(help))
}

fn near<'p>(name: Phrase<'_>, policy: &'p Policy, kind: KindId) -> Option<&'p Fact> {
    let near = nearest(name.text, policy.facts_of(kind).map(|(_, fact)| &*fact.name.phrase))?;
    policy.facts_of(kind).map(|(_, fact)| fact).find(|fact| &*fact.name.phrase == near)
}

/// The value of a fact that is most like what was told; where none is, what was told.
fn nearest_value(told: Phrase<'_>, fact: &Fact, policy: &Policy) -> String {
    let Domain::Vocabulary(id) = fact.domain else { return told.text.to_owned() };
    let values = policy.vocabulary(id).map(|one| one.values.as_slice()).unwrap_or_default();
    nearest(told.text, values.iter().map(|value| &*value.name.phrase)).unwrap_or(told.text).to_owned()
}

/// `not deficit`: a condition, where a value is to be told.
pub(in super::super) fn not_told(line: Phrase<'_>, policy: &Policy, kind: KindId) -> Option<Diagnostic> {
    let name = line.after("not")?;
    let Named::Fact(id) = named(name, policy, kind) else { return None };
    let fact = policy.fact(id)?;
    let message = format!("`{}` is a condition, and tells nothing.", line.text);
    let phrase = &fact.name.phrase;
    let tell = if matches!(fact.domain, Domain::Vocabulary(YES_NO)) {
        format!("Type `{phrase} is no` to tell it, or `{phrase}` to see what is known of it.")
    } else {
        format!("Type `{phrase} is`, and its value: it can be {}.", policy.values_words(fact))
    };
    Some(Diagnostic::new(codes::NOT_ONE_VALUE, line.span(), message).help(tell))
}

/// That what stands behind `is` is a condition, which several values meet.
pub(super) fn not_one_value(value: Phrase<'_>, fact: &Fact, policy: &Policy) -> Option<Diagnostic> {
    let first = value.text.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let several = value.parted(" or ").len() > 1;
    if !several && (!OF_CONDITIONS.contains(&first.as_str()) || value.words(2).is_none()) {
        return None;
    }
    let name = &fact.name.phrase;
    let message = format!("A single value is told of `{name}`, and `{}` is a condition.", value.text);
    let help =
        format!("It can be {}. To search a table for it, type `where {name} is {}`.", policy.values_words(fact), value.text);
    Some(Diagnostic::new(codes::NOT_ONE_VALUE, value.span(), message).help(help))
}

fn of_another(name: Phrase<'_>, fact: &Fact, policy: &Policy, kind: KindId) -> Diagnostic {
    let message =
        format!("`{}` is a fact of {}, and this is {}.", fact.name.phrase, policy.some_kinds(&fact.kinds), policy.a_kind(kind));
    let other = fact.kinds.first().map_or("", |kind| policy.kind_name(*kind));
    let help = format!("Type `setting {other}` to talk about {}.", policy.some_kinds(&fact.kinds));
    Diagnostic::new(codes::OF_ANOTHER_KIND, name.span(), message).help(help)
}

/// The fact of a name, or what is wrong with it.
pub(in super::super) fn fact_called(name: Phrase<'_>, policy: &Policy, kind: KindId) -> Result<FactId, Box<Diagnostic>> {
    match named(name, policy, kind) {
        Named::Fact(id) => Ok(id),
        Named::OfAnother(fact) => Err(Box::new(of_another(name, fact, policy, kind))),
        Named::Unknown => {
            let message = format!("{} has no fact `{}`.", capital(&policy.a_kind(kind)), name.text);
            let help = near(name, policy, kind)
                .map_or_else(|| "`facts` lists them.".to_owned(), |fact| format!("Did you mean `{}`?", fact.name.phrase));
            Err(Box::new(Diagnostic::new(codes::FACT_UNKNOWN, name.span(), message).help(help)))
        }
    }
}
