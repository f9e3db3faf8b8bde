//! Answers kept until another day: a small file that a person can read, with facts by their names.
//!
//! It holds no name and no id of a setting, unless somebody said what it is to be called. A policy may have changed since; what no
//! longer fits is said, and asked again.

use super::state::{Answered, At, Given, State};
use super::{Interview, Led, outlook};
use crate::assess::Assessor;
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, Problems, codes::what_if as codes, nearest};
use crate::model::{FactId, FactState, KindId, Policy, machine_name, parse_date};
use crate::settings;
use crate::source::{FileId, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The version of the form.
const SCHEMA: u8 = 1;
/// What stands at its head, so that whoever opens it knows what it is.
const WHAT: &str = "answers to an interview, kept to go on another day: ees interview --resume THIS-FILE";

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    schema: u8,
    what: String,
    policy: String,
    revision: String,
    /// The assessment date.
    on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    called: Option<String>,
    setting: Option<String>,
    answers: Vec<Line>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    asked_later: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    beside_the_category: bool,
}

/// An answer; one that says neither was that it is not known.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    fact: String,
    /// What was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<String>,
    /// What was taken as the policy assumes.
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed: Option<String>,
}

/// Answers that were kept, as their file has them.
#[derive(Debug)]
pub struct Saved {
    file: File,
    at: FileId,
    text: String,
}

impl Interview {
    /// The answers so far as a file.
    #[must_use]
    pub fn kept(&self, policy: &Policy, on: Date) -> String {
        let name = |fact: FactId| policy.fact(fact).map_or_else(String::new, |about| about.name.phrase.to_string());
        let line = |given: &Given| {
            let value = |value| Some(policy.value_phrase(given.fact, value));
            let (is, assumed) = match given.answer {
                Answered::Is(told) => (value(told), None),
                Answered::Assumed(told) => (None, value(told)),
                Answered::NotKnown => (None, None),
            };
            Line { fact: name(given.fact), is, assumed }
        };
        let file = File {
            schema: SCHEMA,
            what: WHAT.to_owned(),
            policy: policy.name.phrase.to_string(),
            revision: policy.revision.to_string(),
            on: on.to_string(),
            called: self.led.called.clone(),
            setting: self.now.kind.map(|kind| policy.kind_name(kind).to_owned()),
            answers: self.now.given.iter().map(line).collect(),
            asked_later: self.now.later.iter().map(|fact| name(*fact)).collect(),
            beside_the_category: self.now.goes_on,
        };
        // Text and numbers alone; that cannot fail.
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// An interview that goes on with answers that were kept.
    #[must_use]
    pub fn resumed(led: Led, kind: Option<KindId>, fitted: Fitted) -> Self {
        let kind = fitted.kind.or(kind);
        let called = led.called.clone().or(fitted.called);
        let mut interview = Self::new(Led { called, ..led }, kind, Vec::new());
        // As if they had been answered one after the other, so that `back` goes back over them.
        for given in fitted.given {
            let before = State { at: At::Asked(given.fact), ..interview.now.clone() };
            interview.past.push(before);
            interview.now.give(given);
        }
        interview.now.later = fitted.later;
        interview.now.goes_on = fitted.goes_on;
        interview
    }
}

/// Kept answers, as far as they fit a policy.
#[derive(Debug)]
pub struct Fitted {
    kind: Option<KindId>,
    called: Option<String>,
    given: Vec<Given>,
    later: Vec<FactId>,
    goes_on: bool,
}

impl Saved {
    /// Reads a file of kept answers.
    ///
    /// # Errors
    /// A text that is no such file, with the place.
    pub fn read(text: &str, at: FileId) -> Result<Self, Box<Diagnostic>> {
        let wrong = |start: usize, message: &str| {
            let span = Span::new(at, start.min(text.len()), start.min(text.len()));
            let help = "Name a file that `stop` or `--save` wrote. If it was edited, only the answers can be otherwise.";
            Err(Box::new(Diagnostic::new(codes::NOT_KEPT_ANSWERS, span, message).help(help)))
        };
        match serde_json::from_str::<File>(text) {
            Ok(file) if file.schema == SCHEMA => Ok(Self { file, at, text: text.to_owned() }),
            Ok(_) => wrong(0, "These answers were kept by a newer version of this program."),
            Err(error) => {
                let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
                wrong(before + error.column().saturating_sub(1), "This is no file of kept answers, or not whole any more.")
            }
        }
    }

    /// The assessment date of the answers.
    #[must_use]
    pub fn on(&self) -> Option<Date> {
        parse_date(&self.file.on)
    }

    /// The answers that fit a policy; what does not fit is said in `problems`, as warnings, and is to be asked again.
    pub fn fit(&self, policy: &Policy, on: Date, problems: &mut Problems) -> Fitted {
        let same = machine_name(&self.file.policy) == *policy.name.machine && self.file.revision == *policy.revision;
        if !same {
            let message = format!("These answers were given under `{}`, revision `{}`.", self.file.policy, self.file.revision);
            let help = "They are taken over as far as they fit; what does not is asked again.";
            problems.push(Diagnostic::new(codes::KEPT_UNDER_ANOTHER, self.span("policy"), message).help(help));
        }
        let kind = self.file.setting.as_ref().and_then(|name| self.kind(name, policy, problems));
        let Some(of_kind) = kind else {
            return Fitted { kind, called: self.file.called.clone(), given: Vec::new(), later: Vec::new(), goes_on: false };
        };
        let given = self.file.answers.iter().filter_map(|line| self.given(line, of_kind, policy, on, problems)).collect();
        let later = self.file.asked_later.iter().filter_map(|name| fact_called(name, of_kind, policy)).collect();
        let mut fitted = Fitted { kind, called: self.file.called.clone(), given, later, goes_on: self.file.beside_the_category };
        self.together(&mut fitted, of_kind, policy, on, problems);
        fitted
    }

    fn kind(&self, name: &str, policy: &Policy, problems: &mut Problems) -> Option<KindId> {
        let kind = policy.kind(&machine_name(name));
        if kind.is_none() {
            let kinds: Vec<&str> = policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
            let message = format!("The policy has no kind of setting `{name}` any more.");
            let help = format!("The kinds are {}. Nothing of the answers can be taken over.", joined(&kinds, "and"));
            problems.push(Diagnostic::new(codes::NO_LONGER_FITS, self.span(name), message).help(help));
        }
        kind
    }

    fn given(&self, line: &Line, kind: KindId, policy: &Policy, on: Date, problems: &mut Problems) -> Option<Given> {
        let mut no_longer = |message: String, help: String| {
            problems.push(Diagnostic::new(codes::NO_LONGER_FITS, self.span(&line.fact), message).help(help));
            None
        };
        let Some(fact) = fact_called(&line.fact, kind, policy) else {
            let near = nearest(&line.fact, policy.facts_of(kind).map(|(_, about)| &*about.name.phrase));
            let meant = near.map_or_else(String::new, |near| format!(" If it is called `{near}` now, write that in the file."));
            return no_longer(
                format!("{} has no fact `{}` any more.", policy.a_kind(kind), line.fact),
                format!("Its answer is left out.{meant}"),
            );
        };
        let about = policy.fact(fact)?;
        let answer = match (&line.is, &line.assumed) {
            (None, None) => Answered::NotKnown,
            (Some(text), _) => match settings::told(text, self.span(&line.fact), about, policy, on) {
                Ok(FactState::Told(value)) => Answered::Is(value),
                Ok(FactState::Assumed(_) | FactState::Unknown) => Answered::NotKnown,
                Err(diagnostic) => return no_longer(diagnostic.message, "Its answer is left out, and asked again.".to_owned()),
            },
            (None, Some(text)) => match about.assumed.filter(|value| policy.value_phrase(fact, *value) == *text) {
                Some(value) => Answered::Assumed(value),
                None => {
                    let message = format!("`{}` was taken as `{text}`, which the policy does not assume any more.", line.fact);
                    return no_longer(message, "Its answer is left out, and asked again.".to_owned());
                }
            },
        };
        Some(Given { fact, answer })
    }

    /// Leaves out the last answers as long as they cannot all be together.
    fn together(&self, fitted: &mut Fitted, kind: KindId, policy: &Policy, on: Date, problems: &mut Problems) {
        let Ok(mut assessor) = Assessor::of_kind(policy, kind, on) else { return };
        let mut kept = State::begun(Some(kind), Vec::new());
        for given in std::mem::take(&mut fitted.given) {
            let mut tried = kept.clone();
            tried.give(given);
            if outlook::clash(&mut assessor, kind, &tried, given.fact).is_none() {
                kept = tried;
                continue;
            }
            let name = policy.fact(given.fact).map_or("", |about| &about.name.phrase);
            let message = format!("What is told of `{name}` cannot be together with the answers before it any more.");
            let help = "Its answer is left out, and asked again.";
            problems.push(Diagnostic::new(codes::NO_LONGER_FITS, self.span(name), message).help(help));
        }
        fitted.given = kept.given;
    }

    /// Where a name stands in the file; its beginning where it stands otherwise.
    fn span(&self, name: &str) -> Span {
        let start = self.text.find(&format!("\"{name}\"")).unwrap_or(0);
        let end = if start == 0 { 0 } else { start + name.len() + 2 };
        Span::new(self.at, start, end)
    }
}

fn fact_called(name: &str, kind: KindId, policy: &Policy) -> Option<FactId> {
    let machine = machine_name(name);
    policy.facts_of(kind).find(|(_, about)| *about.name.machine == machine).map(|(fact, _)| fact)
}
