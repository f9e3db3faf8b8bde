//! What a line would come to, while it is typed.

use super::super::commands::{self, Command, Named, Said, Takes, facts};
use super::super::phrase::Phrase;
use super::{Completion, Dialogue, Moment, typed};
use crate::assess::Unanswered;
use crate::diagnostic::words::joined;
use crate::explain;
use std::sync::Arc;

/// So many ways to go on are named; then how many more there are.
const MOST_NAMED: usize = 6;

/// What is said beside a line while it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The rest of the only way to go on.
    Rest(String),
    /// What the line would come to.
    Comes(String),
    /// What can follow, or what the command does.
    Expected(String),
    /// What is wrong, where nothing that follows could mend it.
    Wrong(String),
}

impl Hint {
    /// The hint in brackets, so that it can be told from what was typed without colour.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Rest(rest) => format!("[{rest}]"),
            Self::Comes(text) => format!("  [Enter: {text}]"),
            Self::Expected(text) | Self::Wrong(text) => format!("  [{text}]"),
        }
    }

    /// What would be typed by taking the hint.
    #[must_use]
    pub fn rest(&self) -> Option<&str> {
        match self {
            Self::Rest(rest) => Some(rest),
            Self::Comes(_) | Self::Expected(_) | Self::Wrong(_) => None,
        }
    }
}

impl Dialogue {
    /// What a line that is typed would come to if it were entered as it is; else the rest of it, what can follow, or what is wrong. The
    /// conversation stays as it is.
    #[must_use]
    pub fn hint(&self, line: &str) -> Option<Hint> {
        match commands::heard(typed(line), &self.now) {
            Ok(None) => None,
            Ok(Some(Said::Facts(told))) => Some(self.hint_of_facts(line, &told)),
            Ok(Some(Said::Command(command, _))) => Some(self.hint_of_command(line, command)),
            Err(diagnostic) => Some(self.going_on(line).unwrap_or(Hint::Wrong(diagnostic.message))),
        }
    }

    fn hint_of_facts(&self, line: &str, told: &[facts::Told<'_>]) -> Hint {
        let case = match facts::supposed(self, told) {
            Ok(case) => case,
            Err(wrong) => {
                let expected = |last: &facts::Told<'_>| self.can_be(last.name).filter(|_| last.value.text.is_empty()).map(Hint::Expected);
                let message = wrong.into_iter().next().map_or_else(String::new, |one| one.message);
                return self.going_on(line).or_else(|| told.last().and_then(expected)).unwrap_or(Hint::Wrong(message));
            }
        };
        let Some(moment) = Moment::of(Arc::clone(&self.now.version), case, self.on) else {
            return Hint::Wrong("The policy is too tangled to be answered exactly.".to_owned());
        };
        match moment.found.as_ref() {
            Ok(answer) => {
                let pieces = explain::in_a_sentence(moment.policy(), answer).pieces;
                Hint::Comes(pieces.into_iter().map(|piece| piece.text).collect())
            }
            Err(Unanswered::Impossible(_)) => Hint::Wrong("These facts cannot be together.".to_owned()),
            Err(Unanswered::TooLarge(_)) => Hint::Wrong("It would take too long to answer.".to_owned()),
        }
    }

    fn hint_of_command(&self, line: &str, command: &Command) -> Hint {
        if command.words.is_empty() {
            return Hint::Expected(self.can_be(typed(line)).unwrap_or_default());
        }
        let of_sentence = matches!(command.takes, Takes::Sentence | Takes::Condition);
        let about = || Hint::Expected(command.about.to_owned());
        if of_sentence { about() } else { self.only(line).unwrap_or_else(about) }
    }

    /// What a fact can be.
    fn can_be(&self, name: Phrase<'_>) -> Option<String> {
        let policy = self.now.policy();
        let Named::Fact(id) = facts::named(name, policy, self.now.case.kind) else { return None };
        let values = policy.values_words(policy.fact(id)?);
        Some(format!("it can be {}", values.replace('`', "")))
    }

    /// The rest of the only way to go on, where the line is not there yet.
    fn only(&self, line: &str) -> Option<Hint> {
        let Completion { start, candidates, .. } = self.complete(line, line.len());
        let [one] = candidates.as_slice() else { return None };
        rest(line.get(start..)?, one.text.trim_end()).map(|rest| Hint::Rest(rest.to_owned()))
    }

    /// How a line that says nothing yet could go on.
    fn going_on(&self, line: &str) -> Option<Hint> {
        let Completion { start, candidates, path } = self.complete(line, line.len());
        if path {
            return Some(Hint::Expected("a file or folder".to_owned()));
        }
        if let [one] = candidates.as_slice()
            && let Some(rest) = rest(line.get(start..)?, &one.text)
        {
            return Some(Hint::Rest(rest.to_owned()));
        }
        let mut names: Vec<String> = candidates.iter().take(MOST_NAMED).map(|one| one.shown.clone()).collect();
        let more = candidates.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            names.push(format!("{more} more"));
            return Some(Hint::Expected(joined(&names, "and")));
        }
        (!names.is_empty()).then(|| Hint::Expected(joined(&names, "or")))
    }
}

/// What is missing of a name of which some was typed, whatever the case; nothing where nothing is, or where it was begun in another form.
fn rest<'n>(begun: &str, name: &'n str) -> Option<&'n str> {
    let at = begun.chars().count();
    let (cut, _) = name.char_indices().nth(at)?;
    let (first, rest) = name.split_at_checked(cut)?;
    (first.to_lowercase() == begun.to_lowercase()).then_some(rest)
}
