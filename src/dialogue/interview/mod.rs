//! Questions asked and answered one after the other, the best next one always, until nothing more can matter.
//!
//! `state` is where an interview stands and what `back` goes back to; `outlook` says what can still matter; `reply` reads a line as an
//! answer and `ask` writes questions. Nobody has to know a command: every answer is offered. What the policy assumes where nobody tells
//! is not assumed here before it was asked.

mod ask;
mod outlook;
mod reply;
mod result;
mod saved;
mod state;
mod taking;

pub use result::Outcome;
pub use saved::{Fitted, Saved};
pub use state::{Answered, Given};
pub(super) use taking::{begin, take};

use super::phrase::Phrase;
use crate::assess::Assessor;
use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::explain::{self, Paragraph, Text};
use crate::model::{FactId, KindId, Policy};
use jiff::civil::Date;
use outlook::Outlook;
use reply::Reply;
use state::{At, State};

/// How an interview is led.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Led {
    /// Whether the questions that narrow most for their cost come first, not those that narrow most.
    pub by_cost: bool,
    /// Whether there is nothing but the interview: it begins with the kind of setting and ends with the whole answer.
    pub alone: bool,
    /// What the setting is called where it is kept; only where somebody wanted that.
    pub called: Option<String>,
    /// Where the answers are kept.
    pub file: Option<String>,
    /// Whether they come from there, so that they may take the place of what it holds.
    pub resumed: bool,
}

/// Questions asked and answered in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    led: Led,
    past: Vec<State>,
    now: State,
}

/// What an interview is led with: the policy, the day, and what is said.
pub(super) struct Asking<'a> {
    pub(super) policy: &'a Policy,
    pub(super) on: Date,
    pub(super) text: &'a mut Text,
    /// Made ready once for a step; `None` for a policy that is too tangled.
    made: Option<(KindId, Option<Assessor<'a>>)>,
}

/// How it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It waits for an answer.
    Waits,
    /// The answers are to be kept in a file, and then it is over.
    Keeps(String),
    /// It is over.
    Ends,
}

impl<'a> Asking<'a> {
    fn new(policy: &'a Policy, on: Date, text: &'a mut Text) -> Self {
        Self { policy, on, text, made: None }
    }

    fn say(&mut self, words: impl Into<String>) {
        self.text.push(Paragraph::at(0).plain(words));
    }

    fn assessor(&mut self, kind: KindId) -> Option<&mut Assessor<'a>> {
        if self.made.as_ref().is_none_or(|(made, _)| *made != kind) {
            self.made = Some((kind, Assessor::of_kind(self.policy, kind, self.on).ok()));
        }
        self.made.as_mut()?.1.as_mut()
    }

    /// What it comes to, in a sentence.
    fn answer(&mut self, state: &State) {
        let Some(kind) = state.kind else { return };
        let facts = state.facts(self.policy);
        let answer = self.assessor(kind).and_then(|assessor| assessor.assess("", "", kind, &facts).ok());
        if let Some(answer) = answer {
            self.text.push(explain::in_a_sentence(self.policy, &answer));
        }
    }
}

impl Interview {
    /// An interview about a kind of setting, or which asks for it first, with what was answered before.
    #[must_use]
    pub fn new(led: Led, kind: Option<KindId>, given: Vec<Given>) -> Self {
        Self { led, past: Vec::new(), now: State::begun(kind, given) }
    }

    /// What was answered, in order.
    #[must_use]
    pub fn given(&self) -> &[Given] {
        &self.now.given
    }

    /// The kind of setting, once that is known.
    #[must_use]
    pub const fn kind(&self) -> Option<KindId> {
        self.now.kind
    }

    /// The fact that is asked.
    #[must_use]
    pub const fn asked(&self) -> Option<FactId> {
        match self.now.at {
            At::Asked(fact) => Some(fact),
            At::Kind | At::Clash(..) | At::Settled | At::Keeping | At::Over => None,
        }
    }

    /// Asks the first question.
    pub(super) fn begin(&mut self, asking: &mut Asking<'_>) -> Next {
        if self.led.alone {
            ask::so_far(asking, &self.now);
        }
        let outlook = self.look(asking);
        self.now.at = outlook.as_ref().map_or(At::Kind, |outlook| outlook.at(&self.now));
        ask::ask(asking, &self.now, outlook.as_ref(), true);
        self.waits_or_ends()
    }

    /// Takes an answer.
    pub(super) fn hear(&mut self, asking: &mut Asking<'_>, line: Phrase<'_>) -> Result<Next, Box<Diagnostic>> {
        match reply::heard(asking.policy, asking.on, &self.now, line)? {
            Reply::Repeat => self.repeat(asking),
            Reply::Help => ask::help(asking, &self.now),
            Reply::Why => {
                let outlook = self.look(asking);
                ask::why(asking, &self.now, outlook.as_ref());
            }
            Reply::Back => self.back(asking, line)?,
            Reply::Skip => self.skip(asking),
            Reply::Stop => return Ok(self.stop(asking)),
            Reply::Keep(file) => return Ok(self.keep(file)),
            Reply::Kind(kind) => self.goes_on(asking, |now| now.kind = Some(kind)),
            Reply::GoOn(true) => self.goes_on(asking, |now| now.goes_on = true),
            Reply::GoOn(false) => self.now.at = At::Over,
            Reply::Change(fact) => self.change(asking, fact),
            Reply::AssumeAll => self.assume_all(asking),
            Reply::Give(given) => self.give(asking, given),
        }
        Ok(self.waits_or_ends())
    }

    fn waits_or_ends(&self) -> Next {
        if self.now.at == At::Over { Next::Ends } else { Next::Waits }
    }

    fn look(&self, asking: &mut Asking<'_>) -> Option<Outlook> {
        let kind = self.now.kind?;
        Some(Outlook::of(asking.assessor(kind)?, kind, &self.now, self.led.by_cost))
    }

    fn repeat(&self, asking: &mut Asking<'_>) {
        let outlook = self.look(asking);
        ask::ask(asking, &self.now, outlook.as_ref(), false);
    }

    /// Changes where it stands, and asks what is to be asked then.
    fn goes_on(&mut self, asking: &mut Asking<'_>, change: impl FnOnce(&mut State)) {
        self.past.push(self.now.clone());
        change(&mut self.now);
        let outlook = self.look(asking);
        self.now.at = outlook.as_ref().map_or(At::Over, |outlook| outlook.at(&self.now));
        ask::ask(asking, &self.now, outlook.as_ref(), false);
    }

    fn give(&mut self, asking: &mut Asking<'_>, given: Given) {
        asking.text.push(ask::answered(asking.policy, given));
        let mut then = self.now.clone();
        then.give(given);
        match Self::clash(asking, &then, given.fact) {
            None => self.goes_on(asking, |now| *now = then),
            Some(earlier) => {
                self.past.push(self.now.clone());
                self.now.at = At::Clash(given, earlier);
                self.repeat(asking);
            }
        }
    }

    fn clash(asking: &mut Asking<'_>, then: &State, new: FactId) -> Option<Vec<FactId>> {
        let kind = then.kind?;
        outlook::clash(asking.assessor(kind)?, kind, then, new)
    }

    /// Lets one of two answers that cannot be together be otherwise: the new one is asked again, or it counts and the earlier one is.
    fn change(&mut self, asking: &mut Asking<'_>, fact: FactId) {
        let At::Clash(given, _) = self.now.at else { return };
        self.past.push(self.now.clone());
        self.now.at = At::Asked(fact);
        if fact != given.fact {
            let mut then = self.now.clone();
            then.take_back(fact);
            then.give(given);
            // Where others stand against the new answer as well, they are asked about next.
            match Self::clash(asking, &then, given.fact) {
                None => self.now = then,
                Some(earlier) => {
                    self.now.take_back(fact);
                    self.now.at = At::Clash(given, earlier);
                }
            }
        }
        self.repeat(asking);
    }

    /// Takes all that nobody answered as the policy assumes, but for what cannot be so.
    fn assume_all(&mut self, asking: &mut Asking<'_>) {
        let mut then = self.now.clone();
        let mut left: Vec<&str> = Vec::new();
        for (fact, value) in reply::assumable(asking.policy, &self.now) {
            let mut tried = then.clone();
            tried.give(Given { fact, answer: Answered::Assumed(value) });
            if Self::clash(asking, &tried, fact).is_none() {
                then = tried;
            } else {
                left.extend(asking.policy.fact(fact).map(|about| &*about.name.phrase));
            }
        }
        let number = then.given.len() - self.now.given.len();
        asking.say(format!("{} taken as the policy assumes.", counted(number, "fact is", "facts are")));
        if !left.is_empty() {
            asking.say(format!("Not assumed, as it cannot be with your answers: {}.", left.join(", ")));
        }
        self.goes_on(asking, |now| *now = then);
    }

    fn back(&mut self, asking: &mut Asking<'_>, line: Phrase<'_>) -> Result<(), Box<Diagnostic>> {
        let Some(before) = self.past.pop() else {
            let message = "This is the first question.";
            let help = "There is nothing to go back to.";
            return Err(Box::new(Diagnostic::new(codes::FIRST_QUESTION, line.span(), message).help(help)));
        };
        self.now = before;
        self.repeat(asking);
        Ok(())
    }

    fn skip(&mut self, asking: &mut Asking<'_>) {
        let At::Asked(fact) = self.now.at else { return };
        self.goes_on(asking, |now| {
            now.later.retain(|one| *one != fact);
            now.later.push(fact);
        });
        if self.now.at == At::Asked(fact) {
            asking.say("It is the only question left, so it is asked again. `don't know` is an answer too.");
        }
    }

    fn stop(&mut self, asking: &mut Asking<'_>) -> Next {
        if self.now.at == At::Keeping || !self.led.alone {
            return self.keep(None);
        }
        if let Some(file) = self.led.file.clone() {
            return Next::Keeps(file);
        }
        if self.now.given.is_empty() {
            return self.keep(None);
        }
        self.past.push(self.now.clone());
        self.now.at = At::Keeping;
        self.repeat(asking);
        Next::Waits
    }

    /// Asks for another file, as that one will not do.
    fn keep_elsewhere(&mut self, asking: &mut Asking<'_>) {
        self.led.file = None;
        if self.now.at != At::Keeping {
            self.past.push(self.now.clone());
            self.now.at = At::Keeping;
        }
        self.repeat(asking);
    }

    fn keep(&mut self, file: Option<String>) -> Next {
        match file {
            Some(file) => Next::Keeps(file),
            None => {
                self.now.at = At::Over;
                Next::Ends
            }
        }
    }
}
