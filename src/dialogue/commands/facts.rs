//! Facts: told, forgotten and shown.

use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::super::{Case, Dialogue};
use super::{Command, Group, Takes};
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, codes::what_if as codes, nearest};
use crate::explain::Paragraph;
use crate::model::{Fact, FactId, FactState, KindId, Policy};
use crate::settings;
use std::sync::Arc;

pub(super) const FORGET: Command = Command {
    words: "forget",
    takes: Takes::Fact,
    shown: "FACT",
    group: Group::Facts,
    about: "a fact is told no longer",
    run: forget,
};

pub(super) const FACTS: Command = Command {
    words: "facts",
    takes: Takes::Nothing,
    shown: "",
    group: Group::Facts,
    about: "every fact of the setting, and what is known of it",
    run: all,
};

/// A fact by itself; no word of its own.
pub(super) const SHOW: Command = Command {
    words: "",
    takes: Takes::Fact,
    shown: "FACT",
    group: Group::Facts,
    about: "what a fact is, and what it can be",
    run: show,
};

/// What a name is.
pub(in crate::dialogue) enum Named<'p> {
    /// A fact of the setting.
    Fact(FactId),
    /// A fact that only other kinds of setting have.
    OfAnother(&'p Fact),
    /// None.
    Unknown,
}

/// A fact and what is told of it.
#[derive(Clone, Copy, Debug)]
pub(in crate::dialogue) struct Told<'l> {
    pub(in crate::dialogue) name: Phrase<'l>,
    pub(in crate::dialogue) value: Phrase<'l>,
}

/// What a name is to a setting of a kind.
pub(in crate::dialogue) fn named<'p>(name: Phrase<'_>, policy: &'p Policy, kind: KindId) -> Named<'p> {
    let machine = name.machine();
    let own = policy.facts_of(kind).find(|(_, fact)| *fact.name.machine == machine);
    let other = || policy.facts.iter().find(|fact| *fact.name.machine == machine);
    own.map_or_else(|| other().map_or(Named::Unknown, Named::OfAnother), |(id, _)| Named::Fact(id))
}

/// A line as a fact and a value, where it names a fact of any kind of setting.
pub(in crate::dialogue) fn told<'l>(line: Phrase<'l>, policy: &Policy, kind: KindId) -> Option<Told<'l>> {
    let fits = |name: Phrase<'_>| !matches!(named(name, policy, kind), Named::Unknown);
    line.tellings().find(|(name, _)| fits(*name)).map(|(name, value)| Told { name, value })
}

/// That a line with a value names no fact.
pub(super) fn unknown(line: Phrase<'_>, policy: &Policy, kind: KindId) -> Option<Diagnostic> {
    let (name, value) = line.tellings().next()?;
    if let Named::OfAnother(fact) = named(line, policy, kind) {
        return Some(of_another(line, fact, policy, kind));
    }
    let message = format!("{} has no fact `{}`.", capital(&policy.a_kind(kind)), name.text);
    let names = policy.facts_of(kind).map(|(_, fact)| &*fact.name.phrase);
    let help = match nearest(name.text, names) {
        Some(near) => format!("Did you mean `{near} is {}`?", value.text),
        None => "`facts` lists them.".to_owned(),
    };
    Some(Diagnostic::new(codes::FACT_UNKNOWN, name.span(), message).help(help))
}

fn of_another(name: Phrase<'_>, fact: &Fact, policy: &Policy, kind: KindId) -> Diagnostic {
    let message =
        format!("`{}` is a fact of {}, and this is {}.", fact.name.phrase, policy.some_kinds(&fact.kinds), policy.a_kind(kind));
    let other = fact.kinds.first().map_or("", |kind| policy.kind_name(*kind));
    let help = format!("Type `setting {other}` to talk about {}.", policy.some_kinds(&fact.kinds));
    Diagnostic::new(codes::OF_ANOTHER_KIND, name.span(), message).help(help)
}

/// The fact of a name, or what is wrong with it.
fn fact_called(name: Phrase<'_>, policy: &Policy, kind: KindId) -> Result<FactId, Box<Diagnostic>> {
    match named(name, policy, kind) {
        Named::Fact(id) => Ok(id),
        Named::OfAnother(fact) => Err(Box::new(of_another(name, fact, policy, kind))),
        Named::Unknown => {
            let message = format!("{} has no fact `{}`.", capital(&policy.a_kind(kind)), name.text);
            let near = nearest(name.text, policy.facts_of(kind).map(|(_, fact)| &*fact.name.phrase));
            let help = near.map_or_else(|| "`facts` lists them.".to_owned(), |near| format!("Did you mean `{near}`?"));
            Err(Box::new(Diagnostic::new(codes::FACT_UNKNOWN, name.span(), message).help(help)))
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Takes facts as told, all or none.
pub(in crate::dialogue) fn tell(turn: &mut Turn<'_>, told: &[Told<'_>]) {
    let at = told.iter().map(|one| one.name.span().to(one.value.span())).reduce(|first, last| first.to(last));
    match supposed(turn.dialogue, told) {
        Ok(case) => {
            if let Some(at) = at {
                turn.go_on(&Arc::clone(&turn.dialogue.now.version), case, at);
            }
        }
        Err(wrong) => wrong.into_iter().for_each(|diagnostic| turn.wrong(diagnostic)),
    }
}

/// The setting as it is once these facts are told.
///
/// # Errors
/// Names and values that the setting cannot have.
pub(in crate::dialogue) fn supposed(dialogue: &Dialogue, told: &[Told<'_>]) -> Result<Case, Vec<Diagnostic>> {
    let mut case = (*dialogue.now.case).clone();
    let mut wrong = Vec::new();
    for one in told {
        match state(dialogue, *one) {
            Ok((id, state)) => case.facts.set(id, state),
            Err(diagnostic) => wrong.push(*diagnostic),
        }
    }
    if wrong.is_empty() { Ok(case) } else { Err(wrong) }
}

fn state(dialogue: &Dialogue, Told { name, value }: Told<'_>) -> Result<(FactId, FactState), Box<Diagnostic>> {
    let (policy, kind) = (dialogue.now.policy(), dialogue.now.case.kind);
    let id = fact_called(name, policy, kind)?;
    let Some(fact) = policy.fact(id) else { return Ok((id, FactState::Unknown)) };
    if value.text.is_empty() {
        let message = format!("No value is told of `{}`.", fact.name.phrase);
        let help = format!("It can be {}.", policy.values_words(fact));
        return Err(Box::new(Diagnostic::new(codes::NO_VALUE, name.span(), message).help(help)));
    }
    let text = value.text.trim_matches('"');
    Ok((id, settings::told(text, value.span(), fact, policy, dialogue.on)?))
}

fn forget(turn: &mut Turn<'_>, name: Phrase<'_>) {
    let (policy, kind) = (turn.policy(), turn.dialogue.now.case.kind);
    let id = match fact_called(name, policy, kind) {
        Ok(id) => id,
        Err(diagnostic) => return turn.wrong(*diagnostic),
    };
    let mut case = (*turn.dialogue.now.case).clone();
    case.facts.set(id, policy.untold(kind).get(id));
    turn.go_on(&Arc::clone(&turn.dialogue.now.version), case, name.span());
}

/// What is known of a fact: `told`, `assumed`, `not known`.
const fn standing(state: FactState) -> &'static str {
    match state {
        FactState::Told(_) => "told",
        FactState::Assumed(_) => "assumed, as nobody told",
        FactState::Unknown => "not known",
    }
}

fn line(policy: &Policy, id: FactId, fact: &Fact, state: FactState) -> Paragraph {
    let paragraph = Paragraph::at(0).name(&*fact.name.phrase);
    match state.value() {
        Some(value) => paragraph.plain(" is ").value(policy.value_phrase(id, value)).plain(format!(" ({})", standing(state))),
        None => paragraph.plain(format!(" is {}", standing(state))),
    }
}

fn show(turn: &mut Turn<'_>, name: Phrase<'_>) {
    let version = Arc::clone(&turn.dialogue.now.version);
    let (policy, kind) = (&version.policy, turn.dialogue.now.case.kind);
    let Ok(id) = fact_called(name, policy, kind) else { return };
    let Some(fact) = policy.fact(id) else { return };
    let state = turn.dialogue.now.case.facts.get(id);
    turn.text.push(line(policy, id, fact, state).plain("."));
    let can_be = policy.values_words(fact).replace('`', "");
    let assumed = fact
        .assumed
        .map_or_else(String::new, |value| format!("; where nobody tells, {} is assumed", policy.value_phrase(id, value)));
    let fixed = if fact.fixed { "; it is history, and no advice says to change it" } else { "" };
    turn.text.push(Paragraph::at(0).plain(format!("It can be {can_be}{assumed}{fixed}.")));
    if let Some(of) = policy.asked_of(id) {
        turn.text.push(Paragraph::at(0).plain(format!("It is asked of {}.", of.whom)));
    }
}

fn all(turn: &mut Turn<'_>, _: Phrase<'_>) {
    let version = Arc::clone(&turn.dialogue.now.version);
    let case = Arc::clone(&turn.dialogue.now.case);
    let policy = &version.policy;
    for (id, fact) in policy.facts_of(case.kind) {
        turn.text.push(line(policy, id, fact, case.facts.get(id)));
    }
    let untold: Vec<&str> = policy
        .facts_of(case.kind)
        .filter(|(id, _)| case.facts.get(*id) == FactState::Unknown)
        .map(|(_, fact)| &*fact.name.phrase)
        .collect();
    if let [first, ..] = untold.as_slice() {
        let number = counted(untold.len(), "fact is", "facts are");
        let words = format!("{number} not known. Type a name, such as {first}, to see what it can be.");
        turn.text.blank();
        turn.text.push(Paragraph::at(0).plain(words));
    }
}
