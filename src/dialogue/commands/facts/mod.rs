//! Facts: told, forgotten and shown.

mod day;
mod wrong;

pub(super) use day::ON;
pub(super) use wrong::{fact_called, not_told, unknown};

use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::super::{Case, Dialogue};
use super::settings::otherwise;
use super::{Command, Group, Takes};
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::explain::{self, Paragraph};
use crate::model::{Fact, FactId, FactState, KindId, Policy};
use crate::settings;
use crate::source::Span;
use std::sync::Arc;
use wrong::not_one_value;

/// What is forgotten where that is said: all facts.
pub(in crate::dialogue) const EVERYTHING: &str = "everything";

pub(in crate::dialogue) const FORGET: Command = Command {
    words: "forget",
    takes: Takes::Fact,
    shown: "FACT",
    group: Group::Facts,
    about: "a fact is told no longer; `forget everything` for all of them",
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

pub(in crate::dialogue) const SHOW: Command = Command {
    words: "fact",
    takes: Takes::Fact,
    shown: "FACT",
    group: Group::Facts,
    about: "what is known of a fact, and what it can be; its name alone does the same",
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

/// Takes facts as told, all or none.
pub(in crate::dialogue) fn tell(turn: &mut Turn<'_>, told: &[Told<'_>]) {
    let at = told.iter().map(|one| one.name.span().to(one.value.span())).reduce(|first, last| first.to(last));
    let case = match supposed(turn.dialogue, told) {
        Ok(case) => case,
        Err(wrong) => return wrong.into_iter().for_each(|diagnostic| turn.wrong(diagnostic)),
    };
    let Some(at) = at.filter(|_| !turn.problems.has_errors()) else { return };
    if case == *turn.dialogue.now.case {
        return turn.text.push(Paragraph::at(0).plain("That is known already; nothing has changed."));
    }
    supposes(turn, case, at);
}

/// Goes on with what is told.
fn supposes(turn: &mut Turn<'_>, case: Case, at: Span) {
    let first = first_what_if(turn, &case);
    let version = Arc::clone(&turn.dialogue.now.version);
    turn.go_on(&version, case, at);
    if !turn.problems.has_errors() {
        turn.text.paragraphs.extend(first);
    }
}

/// Where a setting of the table is changed for the first time, that the table stays as it is.
fn first_what_if(turn: &Turn<'_>, case: &Case) -> Option<Paragraph> {
    let rows = turn.dialogue.rows.as_ref().filter(|_| !case.id.is_empty())?;
    let row = rows.case(&case.id, &turn.dialogue.now.version)?;
    let words = || format!("Supposed from here on; the table stays as it was. `use {}` starts afresh.", case.id);
    (row == *turn.dialogue.now.case).then(|| Paragraph::at(0).faint(words()))
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
    settings::told(text, value.span(), fact, policy, dialogue.on)
        .map(|state| (id, state))
        .map_err(|diagnostic| not_one_value(value, fact, policy).map_or(diagnostic, Box::new))
}

fn forget(turn: &mut Turn<'_>, names: Phrase<'_>) {
    let (policy, kind) = (turn.policy(), turn.dialogue.now.case.kind);
    let everything = names.text.eq_ignore_ascii_case(EVERYTHING) && matches!(named(names, policy, kind), Named::Unknown);
    let untold = policy.untold(kind);
    let mut case = (*turn.dialogue.now.case).clone();
    if everything {
        case.facts = untold;
    } else {
        let ids: Vec<_> = names.statements().into_iter().map(|name| fact_called(name, policy, kind)).collect();
        for id in ids {
            match id {
                Ok(id) => case.facts.set(id, untold.get(id)),
                Err(diagnostic) => turn.wrong(*diagnostic),
            }
        }
    }
    if turn.problems.has_errors() {
        return;
    }
    if case == *turn.dialogue.now.case {
        return turn.text.push(Paragraph::at(0).plain("Nothing of that was told; nothing has changed."));
    }
    supposes(turn, case, names.span());
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
        None if fact.assumed.is_some() => paragraph.plain(" is said not to be known"),
        None => paragraph.plain(format!(" is {}", standing(state))),
    }
}

fn show(turn: &mut Turn<'_>, name: Phrase<'_>) {
    let version = Arc::clone(&turn.dialogue.now.version);
    let (policy, kind) = (&version.policy, turn.dialogue.now.case.kind);
    let id = match fact_called(name, policy, kind) {
        Ok(id) => id,
        Err(diagnostic) => return turn.wrong(*diagnostic),
    };
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
    let known = explain::known(&version.policy, case.kind, &case.facts);
    turn.text.append(known);
    let Some(rows) = &turn.dialogue.rows else { return };
    let row = rows.case(&case.id, &version);
    let otherwise = row.map_or_else(Vec::new, |row| otherwise(&version.policy, &case, &row));
    if !otherwise.is_empty() {
        turn.text.heading("Supposed, and otherwise in the table");
        turn.text.push(Paragraph::at(2).plain(joined(&otherwise, "and")));
    }
}
