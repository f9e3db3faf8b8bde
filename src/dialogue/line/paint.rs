//! What the pieces of a line are.

use super::super::commands::{self, Command, Named, Takes, facts};
use super::super::phrase::Phrase;
use super::arguments::{Arguments, arguments, is_one_of};
use super::phrases::of_sentences;
use super::{Dialogue, typed};
use crate::model::{KindId, Policy, machine_name};
use crate::settings;
use std::ops::Range;

/// What a piece of a typed line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Blanks, signs, comments, joining words, and what is not whole yet.
    Plain,
    /// The words of a command.
    Command,
    /// A fact, or what the policy makes of facts.
    Fact,
    /// A value that the fact can have, or something of the officer's own.
    Value,
    /// A category.
    Category,
    /// What nothing could make legal by following it.
    Unknown,
}

/// Stretches of a line, in order, and what they are; what lies between is plain.
type Stretches = Vec<(Range<usize>, Ink)>;

impl Dialogue {
    /// The pieces of a line that is typed, and what they are; together they are the line.
    #[must_use]
    pub fn paint<'l>(&self, line: &'l str) -> Vec<(Ink, &'l str)> {
        let mut pieces = Vec::new();
        let mut done = 0;
        for (range, ink) in self.stretches(line) {
            pieces.push((Ink::Plain, line.get(done..range.start).unwrap_or_default()));
            pieces.push((ink, line.get(range.clone()).unwrap_or_default()));
            done = range.end;
        }
        pieces.push((Ink::Plain, line.get(done..).unwrap_or_default()));
        pieces.retain(|(_, text)| !text.is_empty());
        pieces
    }

    fn stretches(&self, line: &str) -> Stretches {
        let (policy, kind) = (self.now.policy(), self.now.case.kind);
        let phrase = typed(line);
        if phrase.text.starts_with('#') || self.interview.is_some() {
            return Vec::new();
        }
        let statements = phrase.statements();
        let all_told = statements.iter().all(|one| facts::told(*one, policy, kind).is_some());
        if let Some((command, rest)) = commands::command(phrase).filter(|_| !all_told) {
            return self.of_command(phrase, command, rest);
        }
        statements.into_iter().flat_map(|one| self.of_statement(line, one)).collect()
    }

    fn of_statement(&self, line: &str, statement: Phrase<'_>) -> Stretches {
        let (policy, kind) = (self.now.policy(), self.now.case.kind);
        let goes_on = |piece: Phrase<'_>| {
            let end = piece.span().range().end;
            let may = end == line.trim_end().len() && !self.complete(line, line.len()).candidates.is_empty();
            if may { Ink::Plain } else { Ink::Unknown }
        };
        let Some(facts::Told { name, value }) = facts::told(statement, policy, kind) else {
            let ink = if is_fact(statement, policy, kind) { Ink::Fact } else { goes_on(statement) };
            return vec![(statement.span().range(), ink)];
        };
        let Named::Fact(id) = facts::named(name, policy, kind) else { return vec![(name.span().range(), Ink::Unknown)] };
        let text = value.text.trim_matches('"');
        let is_legal = policy.fact(id).is_some_and(|fact| settings::told(text, value.span(), fact, policy, self.on).is_ok());
        let ink = if is_legal { Ink::Value } else { goes_on(value) };
        vec![(name.span().range(), Ink::Fact), (value.span().range(), ink)]
    }

    fn of_command(&self, line: Phrase<'_>, command: &Command, rest: Phrase<'_>) -> Stretches {
        let (policy, kind) = (self.now.policy(), self.now.case.kind);
        let start = line.span().range().start;
        let words = line.text.get(..rest.span().range().start - start).unwrap_or(line.text).trim_end();
        let words = start..start + words.len();
        let all = std::iter::once((words, Ink::Command));
        let of_argument = match arguments(self, command) {
            _ if rest.text.is_empty() => Vec::new(),
            Arguments::Own if command.takes == Takes::Nothing => {
                let may_follow = !self.complete(line.text, line.text.len()).candidates.is_empty();
                vec![(rest.span().range(), if may_follow { Ink::Plain } else { Ink::Unknown })]
            }
            Arguments::Own | Arguments::Path => vec![(rest.span().range(), Ink::Value)],
            Arguments::Sentence => names_in(rest, policy, kind),
            Arguments::Names(names, ink, sign) => self.of_names(line, rest, (&names, ink, sign)),
        };
        all.chain(of_argument).collect()
    }

    fn of_names(&self, line: Phrase<'_>, rest: Phrase<'_>, (names, ink, sign): (&[String], Ink, Option<char>)) -> Stretches {
        let mut start = rest.span().range().start;
        let mut found = Vec::new();
        for part in rest.text.split_inclusive(|letter| Some(letter) == sign) {
            let begun = part.trim_start();
            let name = begun.trim_end_matches(|letter: char| letter.is_whitespace() || Some(letter) == sign);
            let from = start + part.len() - begun.len();
            start += part.len();
            let is_last = from + name.len() == line.span().range().end;
            let may_follow = || is_last && !self.complete(line.text, line.text.len()).candidates.is_empty();
            let known = is_one_of(name, names, ink);
            found.push((
                from..from + name.len(),
                if known {
                    ink
                } else if may_follow() {
                    Ink::Plain
                } else {
                    Ink::Unknown
                },
            ));
        }
        found
    }
}

fn is_fact(name: Phrase<'_>, policy: &Policy, kind: KindId) -> bool {
    matches!(facts::named(name, policy, kind), Named::Fact(_))
}

/// The names in a sentence, the longest at each place.
fn names_in(sentence: Phrase<'_>, policy: &Policy, kind: KindId) -> Stretches {
    let names: Vec<(String, Ink)> =
        of_sentences(policy, kind).into_iter().map(|(name, ink)| (machine_name(&name), ink)).collect();
    let longest = names.iter().map(|(name, _)| name.split('_').count()).max().unwrap_or_default();
    let start = sentence.span().range().start;
    let words = words(sentence.text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let name = (1..=longest).rev().find_map(|count| {
            let (first, last) = (words.get(at)?, words.get(at + count - 1)?);
            let folded = machine_name(sentence.text.get(first.start..last.end)?);
            let range = start + first.start..start + last.end;
            names.iter().find(|(name, _)| *name == folded).map(|(_, ink)| (count, range, *ink))
        });
        at += name.as_ref().map_or(1, |(count, ..)| *count);
        found.extend(name.map(|(_, range, ink)| (range, ink)));
    }
    found
}

fn words(text: &str) -> Vec<Range<usize>> {
    let places = text.split_inclusive(char::is_whitespace).scan(0, |at, piece| {
        let start = *at;
        *at += piece.len();
        Some(start..start + piece.trim_end().len())
    });
    places.filter(|place| !place.is_empty()).collect()
}
