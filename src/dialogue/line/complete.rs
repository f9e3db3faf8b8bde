//! How a line can go on.

use super::super::commands::{self, COMMANDS, Command, Named, Takes, facts};
use super::super::phrase::Phrase;
use super::arguments::{Arguments, arguments, fitting, last_part};
use super::phrases::{becomes, begun, of_sentences, values};
use super::{Dialogue, typed};
use crate::model::{Fact, KindId, Policy, machine_name};

/// How a line can go on at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// From this byte of the line on, up to the cursor, a candidate takes the place of what was typed.
    pub start: usize,
    /// What can stand there: commands in the order of the help, names in the order of the policy.
    pub candidates: Vec<Candidate>,
    /// From which byte on a file or folder can stand there; which there are, others know.
    pub path: Option<usize>,
}

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What takes the place of what was typed, with the blank or the word that has to follow.
    pub text: String,
    /// How it is shown among others.
    pub shown: String,
}

/// What a condition calls the category.
const CATEGORY: &str = "category";

/// A candidate, and where it begins.
struct Found {
    start: usize,
    candidate: Candidate,
}

impl Found {
    fn new(start: usize, name: &str, then: &str) -> Self {
        Self { start, candidate: Candidate { text: format!("{name}{then}"), shown: name.to_owned() } }
    }
}

impl Dialogue {
    /// How a line can go on at the cursor, a byte of it: with the commands, and with the facts, values, categories and other names of the
    /// policy, whatever the case in which they were begun.
    #[must_use]
    pub fn complete(&self, line: &str, cursor: usize) -> Completion {
        let before = line.get(..cursor).unwrap_or(line);
        if self.interview.is_some() {
            return Completion { start: before.len(), ..Completion::default() };
        }
        let (found, path) = self.found(before);
        let start = found.iter().map(|one| one.start).chain(path).min().unwrap_or(before.len());
        let candidates = found.into_iter().map(|Found { start: own, candidate }| {
            let as_typed = before.get(start..own).unwrap_or_default();
            Candidate { text: format!("{as_typed}{}", candidate.text), shown: candidate.shown }
        });
        Completion { start, candidates: candidates.collect(), path }
    }

    /// What can stand at the end of a line, and where a file could begin.
    fn found(&self, before: &str) -> (Vec<Found>, Option<usize>) {
        let (policy, kind) = (self.now.policy(), self.now.case.kind);
        if let Some((command, argument)) = argument(before)
            && !is_told(before, policy, kind)
        {
            let start = before.len() - argument.len();
            let mut found = statement(before, 0, true, policy, kind);
            found.extend(self.arguments(command, argument, start));
            return (found, (command.takes == Takes::Path).then_some(start));
        }
        let begin = before.rfind(';').map_or(0, |at| at + 1);
        (statement(before, begin, begin == 0, policy, kind), None)
    }

    /// The names that can stand behind a command.
    fn arguments(&self, command: &Command, argument: &str, start: usize) -> Vec<Found> {
        match arguments(self, command) {
            Arguments::Own | Arguments::Path => Vec::new(),
            Arguments::Sentence => last_name(argument, start, self.now.policy(), self.now.case.kind),
            Arguments::Names(names, _, sign) => {
                let (at, part) = last_part(argument, sign);
                fitting(part, &names).map(|name| Found::new(start + at, name, "")).collect()
            }
        }
    }
}

/// The command that a line begins with, and what stands behind its words as it was typed; once a blank has ended them.
pub(super) fn argument(before: &str) -> Option<(&'static Command, &str)> {
    // With a letter behind it, the line shows whether its last word has ended.
    let probe = format!("{before}x");
    let (command, rest) = commands::command(typed(&probe))?;
    let argument = before.get(rest.span().range().start..)?;
    (!rest.text.is_empty()).then_some((command, argument))
}

/// Whether the last statement of a line tells a value of a fact.
fn is_told(before: &str, policy: &Policy, kind: KindId) -> bool {
    let probe = format!("{before}x");
    typed(&probe).statements().last().is_some_and(|last| facts::told(*last, policy, kind).is_some())
}

/// What can stand at the end of a statement: a value of the fact that it names, else the name of a fact, or a command in the first.
fn statement(before: &str, begin: usize, is_first: bool, policy: &Policy, kind: KindId) -> Vec<Found> {
    let text = before.get(begin..).unwrap_or_default().trim_start();
    let start = before.len() - text.len();
    let probe = format!("{text}x");
    if let Some(facts::Told { name, value }) = facts::told(typed(&probe), policy, kind) {
        return told_values(text, name, value, start, policy, kind);
    }
    let begun = begun(text);
    let commands = COMMANDS.iter().filter(|_| is_first).filter_map(|command| {
        let then = if command.must_have() { " " } else { "" };
        machine_name(command.words).starts_with(&begun).then(|| Found::new(start, command.words, then))
    });
    let begins = |fact: &Fact| becomes(&begun, &format!("{} is", fact.name.phrase));
    let names = policy.facts_of(kind).filter(|(_, fact)| begins(fact));
    let names = names.map(|(_, fact)| Found::new(start, &fact.name.phrase, " is "));
    commands.chain(names).collect()
}

fn told_values(text: &str, name: Phrase<'_>, value: Phrase<'_>, start: usize, policy: &Policy, kind: KindId) -> Vec<Found> {
    let Named::Fact(id) = facts::named(name, policy, kind) else { return Vec::new() };
    let Some(fact) = policy.fact(id) else { return Vec::new() };
    let from = value.span().range().start;
    let begun = begun(text.get(from..).unwrap_or_default());
    let names = values(policy, fact);
    names.iter().filter(|name| becomes(&begun, name)).map(|name| Found::new(start + from, name, "")).collect()
}

/// The names that the last words of a sentence begin: values of the fact that they name, or categories, else as many words as can be one
/// name.
fn last_name(sentence: &str, start: usize, policy: &Policy, kind: KindId) -> Vec<Found> {
    let ends = sentence.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, letter)| at + letter.len_utf8());
    let words: Vec<(usize, &str)> = std::iter::once(0).chain(ends).filter_map(|at| Some((at, sentence.get(at..)?))).collect();
    let values = words.iter().map(|(at, text)| values_told(text, start + at, policy, kind));
    if let Some(found) = values.into_iter().find(|found| !found.is_empty()) {
        return found;
    }
    let names: Vec<String> = of_sentences(policy, kind).into_iter().map(|(name, _)| name).collect();
    let found =
        words.iter().map(|(at, text)| fitting(text, &names).map(|name| Found::new(start + at, name, "")).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// What a fact, or the category, that a text begins with can be, where the text says that it is something.
fn values_told(text: &str, start: usize, policy: &Policy, kind: KindId) -> Vec<Found> {
    let probe = format!("{text}x");
    if let Some(facts::Told { name, value }) = facts::told(typed(&probe), policy, kind) {
        return told_values(text, name, value, start, policy, kind);
    }
    let Some((_, code)) = typed(&probe).tellings().next().filter(|(name, _)| name.text.eq_ignore_ascii_case(CATEGORY)) else {
        return Vec::new();
    };
    let from = code.span().range().start;
    let codes: Vec<String> = policy.categories.iter().map(|one| one.code.to_string()).collect();
    fitting(text.get(from..).unwrap_or_default(), &codes).map(|code| Found::new(start + from, code, "")).collect()
}
