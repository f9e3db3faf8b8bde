//! What can stand behind a command.

use super::super::Dialogue;
use super::super::commands::{COMMANDS, Command, Takes, facts};
use super::Ink;
use super::phrases::begun;
use crate::model::{Policy, machine_name};

/// What can stand behind a command.
pub(super) enum Arguments {
    /// One of these names; several where there is a sign to stand between them.
    Names(Vec<String>, Ink, Option<char>),
    /// A file or folder.
    Path,
    /// Names of the policy, and words of the language between them.
    Sentence,
    /// A name or day that is new, or nothing.
    Own,
}

/// What can stand behind a command as the conversation stands.
pub(super) fn arguments(dialogue: &Dialogue, command: &Command) -> Arguments {
    let (policy, kind) = (dialogue.now.policy(), dialogue.now.case.kind);
    let one_of = |names: Vec<String>, ink: Ink| Arguments::Names(names, ink, None);
    match command.takes {
        Takes::Nothing | Takes::Name => Arguments::Own,
        Takes::Path => Arguments::Path,
        Takes::Sentence | Takes::Condition => Arguments::Sentence,
        Takes::Category => one_of(policy.categories.iter().map(|one| one.code.to_string()).collect(), Ink::Category),
        Takes::Kind => one_of(policy.kinds.iter().map(|one| one.name.phrase.to_string()).collect(), Ink::Value),
        Takes::Command => one_of(optional(command), Ink::Command),
        Takes::Strand => one_of(strands(dialogue, policy), Ink::Value),
        Takes::Id => {
            let rows = dialogue.rows.as_ref().map(|rows| rows.rows.as_slice()).unwrap_or_default();
            one_of(rows.iter().map(|row| row.id.clone()).collect(), Ink::Value)
        }
        Takes::Kept => {
            let names = dialogue.kept.iter().map(|kept| kept.name().to_owned()).collect();
            Arguments::Names(names, Ink::Value, Some(','))
        }
        Takes::Fact => {
            let everything = (command.words == facts::FORGET.words).then(|| facts::EVERYTHING.to_owned());
            let names = policy.facts_of(kind).map(|(_, fact)| fact.name.phrase.to_string()).chain(everything);
            Arguments::Names(names.collect(), Ink::Fact, Some(';'))
        }
    }
}

/// What a command takes or leaves: other commands, or the word that help shows.
fn optional(command: &Command) -> Vec<String> {
    let word = command.shown.trim_matches(['[', ']']);
    if word.chars().all(char::is_lowercase) {
        return vec![word.to_owned()];
    }
    COMMANDS.iter().map(|one| one.words.to_owned()).collect()
}

fn strands(dialogue: &Dialogue, policy: &Policy) -> Vec<String> {
    let categorisation = policy.categorisation(dialogue.now.case.kind);
    let strands = categorisation.map(|one| one.strands.as_slice()).unwrap_or_default();
    strands.iter().map(|strand| strand.name.phrase.to_string()).collect()
}

/// The part of an argument behind the last sign, and the byte of the argument where it begins.
pub(super) fn last_part(argument: &str, sign: Option<char>) -> (usize, &str) {
    let cut = sign.and_then(|sign| argument.rfind(sign)).map_or(0, |at| at + 1);
    let part = argument.get(cut..).unwrap_or_default().trim_start();
    (argument.len() - part.len(), part)
}

/// Whether a name is one of those, as names are compared; categories are in exact case.
pub(super) fn is_one_of(name: &str, names: &[String], ink: Ink) -> bool {
    let folded = machine_name(name);
    names.iter().any(|one| {
        if ink == Ink::Category { one == name } else { one == name || machine_name(one) == folded && !folded.is_empty() }
    })
}

/// Whether names can still become of what was typed.
pub(super) fn fitting<'n>(typed: &str, names: &'n [String]) -> impl Iterator<Item = &'n String> {
    let begun = begun(typed);
    names.iter().filter(move |name| super::phrases::becomes(&begun, name))
}
