//! What a line would come to, while it is typed.

use super::super::commands::{self, Command, Named, Said, Takes, facts};
use super::super::phrase::Phrase;
use super::{Completion, Dialogue, Ink, Moment, typed};
use crate::assess::Unanswered;
use crate::diagnostic::words::joined;
use crate::explain::{self, Piece, Style};
use crate::model::{Domain, Fact};
use std::sync::Arc;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

/// So many ways to go on are named; then how many more there are.
const MOST_NAMED: usize = 6;
/// A hint in fewer columns says nothing.
const LEAST_ROOM: usize = 12;
/// The end of a hint that was cut.
const CUT: &str = "...]";

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
            Self::Rest(rest) => format!("[{}]", rest.trim_end()),
            Self::Comes(text) => format!("  [Enter: {text}]"),
            Self::Expected(text) | Self::Wrong(text) => format!("  [{text}]"),
        }
    }

    /// The hint as it fits behind the prompt and the line, in a terminal of so many columns; cut where it has to be, and left out where
    /// there is hardly any room.
    #[must_use]
    pub fn fits(&self, before: &str, columns: usize) -> Option<String> {
        // The last column is the cursor's.
        let room = columns.checked_sub(before.lines().last().map_or(0, UnicodeWidthStr::width) + 1)?;
        let text = self.shown();
        if text.width() <= room {
            return Some(text);
        }
        let mut used = CUT.len();
        let fits = |letter: &char| {
            used += letter.width().unwrap_or(0);
            used <= room
        };
        (room >= LEAST_ROOM).then(|| text.chars().take_while(fits).chain(CUT.chars()).collect())
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
        if self.interview.is_some() {
            return None;
        }
        if let Some(can_be) = self.without_value(line) {
            return Some(Hint::Expected(can_be));
        }
        match commands::heard(typed(line), &self.now) {
            Ok(None) => None,
            Ok(Some(Said::Facts(told))) => Some(self.hint_of_facts(line, &told)),
            Ok(Some(Said::Command(command, rest))) => Some(self.hint_of_command(line, command, rest)),
            Err(diagnostic) => {
                let going_on = || self.going_on(line).unwrap_or(Hint::Wrong(diagnostic.message));
                Some(own_words(line).unwrap_or_else(going_on))
            }
        }
    }

    /// What the last fact of a line can be, where its value is still to be typed.
    fn without_value(&self, line: &str) -> Option<String> {
        let probe = format!("{line}x");
        let last = typed(&probe).statements().pop()?;
        let told = facts::told(last, self.now.policy(), self.now.case.kind)?;
        if told.value.text == "x" { self.can_be(told.name) } else { None }
    }

    fn hint_of_facts(&self, line: &str, told: &[facts::Told<'_>]) -> Hint {
        let case = match facts::supposed(self, told) {
            Ok(case) => case,
            Err(wrong) => {
                // Numbers and dates are wrong until their last letter is typed.
                let figure = || told.last().filter(|last| self.is_figure(last.name)).and_then(|last| self.can_be(last.name));
                let message = wrong.into_iter().next().map_or_else(String::new, |one| one.message);
                return self.going_on(line).or_else(|| figure().map(Hint::Expected)).unwrap_or(Hint::Wrong(message));
            }
        };
        let Some(moment) = Moment::of(Arc::clone(&self.now.version), case, self.on) else {
            return Hint::Wrong("The policy is too tangled to be answered exactly.".to_owned());
        };
        match moment.found.as_ref() {
            Ok(answer) => Hint::Comes(in_short(&explain::in_a_sentence(moment.policy(), answer).pieces)),
            Err(Unanswered::Impossible(_)) => Hint::Wrong("These facts cannot be together.".to_owned()),
            Err(Unanswered::TooLarge(_)) => Hint::Wrong("It would take too long to answer.".to_owned()),
        }
    }

    fn hint_of_command(&self, line: &str, command: &Command, rest: Phrase<'_>) -> Hint {
        if let Some(can_be) = self.can_be(rest).filter(|_| command.words == facts::SHOW.words) {
            return Hint::Expected(can_be);
        }
        let about = || Hint::Expected(command.about.to_owned());
        match self.paint(line).as_slice() {
            // What stands behind the command is begun, or nothing.
            [.., (Ink::Plain, begun)] if !begun.trim().is_empty() => self.going_on(line).unwrap_or_else(about),
            [.., (Ink::Unknown, wrong)] => Hint::Wrong(format!("`{wrong}` is nothing that `{}` takes", command.words)),
            _ => about(),
        }
    }

    fn fact(&self, name: Phrase<'_>) -> Option<&Fact> {
        let policy = self.now.policy();
        let Named::Fact(id) = facts::named(name, policy, self.now.case.kind) else { return None };
        policy.fact(id)
    }

    fn is_figure(&self, name: Phrase<'_>) -> bool {
        self.fact(name).is_some_and(|fact| matches!(fact.domain, Domain::Number(_) | Domain::Date))
    }

    /// What a fact can be.
    fn can_be(&self, name: Phrase<'_>) -> Option<String> {
        let values = self.now.policy().values_words(self.fact(name)?);
        Some(format!("it can be {}", values.replace('`', "")))
    }

    /// How a line that says nothing yet could go on.
    fn going_on(&self, line: &str) -> Option<Hint> {
        let Completion { start, candidates, path } = self.complete(line, line.len());
        if path.is_some() {
            return Some(Hint::Expected("a file or folder".to_owned()));
        }
        if let [one] = candidates.as_slice()
            && let Some(rest) = rest(line.get(start..)?, &one.text)
        {
            if rest.trim().is_empty() {
                return self.going_on(&format!("{line}{rest}"));
            }
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

/// Categories and days of an answer in a sentence; the whole sentence where it has no category.
fn in_short(sentence: &[Piece]) -> String {
    let of = |wanted: Style| sentence.iter().filter(move |piece| piece.style == wanted).map(|piece| &*piece.text);
    if of(Style::Category).next().is_none() {
        return sentence.iter().map(|piece| &*piece.text).collect();
    }
    of(Style::Category).chain(of(Style::Value)).collect::<Vec<_>>().join(", ")
}

/// What a command takes that is in the officer's own words, where that is still to be typed.
fn own_words(line: &str) -> Option<Hint> {
    let (command, rest) = commands::command(typed(line))?;
    let is_own = matches!(command.takes, Takes::Name | Takes::Id | Takes::Sentence | Takes::Condition);
    (is_own && rest.text.is_empty()).then(|| Hint::Expected(format!("{}: {}", command.shown, command.about)))
}

/// What is missing of a name of which some was typed, whatever the case; nothing where nothing is, or where it was begun in another form.
fn rest<'n>(begun: &str, name: &'n str) -> Option<&'n str> {
    let at = begun.chars().count();
    let (cut, _) = name.char_indices().nth(at)?;
    let (first, rest) = name.split_at_checked(cut)?;
    (first.to_lowercase() == begun.to_lowercase()).then_some(rest)
}
