//! One step of a conversation.

use super::commands::{self, Kept, Said, Takes};
use super::interview::{self, Interview};
use super::outside::News;
use super::phrase::Phrase;
use super::{Case, Moment, Rows, Version, World, standing};
use crate::assess::{Assessor, Unanswered};
use crate::diagnostic::{Diagnostic, Problems, codes::usage, codes::what_if as codes};
use crate::explain::{Prepared, Row, Text};
use crate::model::{FactState, KindId, Policy};
use crate::session::{self, Together};
use crate::source::{Before, FileId, Sources, Span};
use jiff::civil::Date;
use std::sync::Arc;

/// So many steps can be undone.
const MOST_UNDONE: usize = 1000;

/// A conversation about one setting, and the policy as it is while it goes on.
#[derive(Debug)]
pub struct Dialogue {
    /// The policy that was loaded.
    pub(super) base: Arc<Version>,
    pub(super) on: Date,
    /// The table that was loaded.
    pub(super) rows: Option<Rows>,
    pub(super) now: Moment,
    pub(super) past: Vec<Moment>,
    /// What was undone, the next to be done again last.
    pub(super) future: Vec<Moment>,
    /// Results that are kept under a name.
    pub(super) kept: Vec<Kept>,
    /// Where an interview goes on, lines are its answers.
    pub(super) interview: Option<Interview>,
    /// What was prepared to explain by a policy as of a day.
    prepared: Option<(Arc<Version>, Date, Prepared)>,
    /// What the lines that were typed are called in messages.
    name: String,
    /// What was typed before. No line of it is kept: messages point into the one that is typed.
    heard: Before,
}

/// What a step comes to.
#[derive(Debug)]
pub struct Step {
    /// The answer.
    pub text: Text,
    /// What is wrong with what was typed; where there are errors nothing has changed.
    pub problems: Problems,
    /// The texts that the problems are about.
    pub sources: Sources,
    /// Whether the conversation is over.
    pub ends: bool,
}

/// A step while it is taken.
pub(super) struct Turn<'d> {
    pub(super) dialogue: &'d mut Dialogue,
    pub(super) world: &'d mut dyn World,
    pub(super) text: Text,
    pub(super) problems: Problems,
    pub(super) sources: Sources,
    pub(super) ends: bool,
}

impl Dialogue {
    /// A conversation about a setting of a kind, of which nothing is known yet. `None` where the policy has no such kind, or is too tangled
    /// to be answered. What is typed is called `name` in messages.
    #[must_use]
    pub fn new(version: Version, kind: KindId, on: Date, name: &str) -> Option<Self> {
        version.policy.kinds.get(kind.at())?;
        let base = Arc::new(version);
        let case = Case::untold(&base.policy, kind);
        let now = Moment::of(Arc::clone(&base), case, on)?;
        Some(Self {
            base,
            on,
            now,
            rows: None,
            past: Vec::new(),
            future: Vec::new(),
            kept: Vec::new(),
            interview: None,
            prepared: None,
            name: name.to_owned(),
            heard: Before::default(),
        })
    }

    /// The policy, the setting and what becomes of it.
    #[must_use]
    pub const fn now(&self) -> &Moment {
        &self.now
    }

    /// The assessment date.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// The table of settings that was loaded.
    #[must_use]
    pub const fn rows(&self) -> Option<&Rows> {
        self.rows.as_ref()
    }

    /// Prepares for the next question, which takes longer the first time. Whoever leads the conversation can do so while nothing is typed.
    pub fn prepare(&mut self) {
        let Moment { version, case, on, .. } = self.now.clone();
        let known = version.policy.facts_of(case.kind).all(|(id, _)| case.facts.get(id) != FactState::Unknown);
        if known || self.interview.is_some() {
            return;
        }
        let mut prepared = self.take_prepared();
        prepared.of_kind(&version.policy, case.kind, on);
        self.prepared = Some((version, on, prepared));
    }

    /// What was prepared for the policy and the day at hand; nothing where it was for others.
    fn take_prepared(&mut self) -> Prepared {
        let fits = |(of, day, _): &(Arc<Version>, Date, Prepared)| Arc::ptr_eq(of, &self.now.version) && *day == self.on;
        self.prepared.take().filter(fits).map(|(.., prepared)| prepared).unwrap_or_default()
    }

    /// Stands at another moment, and gives the one before.
    pub(super) fn stands_at(&mut self, moment: Moment) -> Moment {
        self.on = moment.on;
        std::mem::replace(&mut self.now, moment)
    }

    /// Goes on from another moment; what was undone cannot be done again from here.
    fn goes_on(&mut self, moment: Moment) {
        let before = self.stands_at(moment);
        self.past.push(before);
        let surplus = self.past.len().saturating_sub(MOST_UNDONE);
        self.past.drain(..surplus);
        self.future.clear();
    }

    /// Whether more lines belong to what was typed: a sentence of a policy with lines below it goes on until an empty one.
    #[must_use]
    pub fn wants_more(&self, typed: &str) -> bool {
        if self.interview.is_some() {
            return false;
        }
        let begun = commands::command(Phrase::new(typed, FileId(0))).filter(|(one, _)| one.takes == Takes::Sentence);
        let goes_on = || begun.is_some_and(|(_, said)| !said.text.is_empty() && commands::goes_on(said.text));
        !typed.ends_with('\n') && goes_on()
    }

    /// Takes a line, or several that belong together, and answers.
    pub fn step(&mut self, line: &str, world: &mut dyn World) -> Step {
        let step = self.turn(line, world, |turn, line| turn.take(line));
        self.passes_over(line);
        step
    }

    /// Passes over a line that is not to be taken, so that messages about those below it name the right ones.
    pub fn passes_over(&mut self, line: &str) {
        self.heard = self.heard.and(line);
    }

    /// Takes a step.
    pub(super) fn turn(
        &mut self,
        line: &str,
        world: &mut dyn World,
        take: impl for<'t, 'l> FnOnce(&mut Turn<'t>, Phrase<'l>),
    ) -> Step {
        // An interview goes on under the policy that it began with.
        let News { text, mut problems } = if self.interview.is_some() { News::default() } else { self.news(world) };
        // Messages point into the policy as well as into what was typed.
        let mut sources = self.now.version.sources.clone();
        let file = sources.add_below(self.heard, self.name.clone(), line);
        let mut turn = Turn { dialogue: self, world, text, problems: Problems::default(), sources, ends: false };
        take(&mut turn, Phrase::new(line, file));
        let Turn { text, problems: wrong, sources, ends, .. } = turn;
        problems.extend(wrong.iter().cloned());
        Step { text, problems, sources, ends }
    }
}

/// What can be done about facts that cannot be together.
fn cannot_be(told: &[String], is_other_policy: bool) -> String {
    let all = told.join("; ");
    match told {
        _ if is_other_policy => {
            format!("Nothing has changed. It is told: {all}. `forget` what is not to stay, then type this again.")
        }
        [_] => "Nothing has changed. The policy rules this out whatever else is told.".to_owned(),
        _ => format!(
            "Nothing has changed. It would be told: {all}. `forget` what is no longer so, or tell both in one line, with `;` between."
        ),
    }
}

impl Turn<'_> {
    fn take(&mut self, line: Phrase<'_>) {
        let before = self.dialogue.now.clone();
        if !interview::take(self, line) {
            self.hear(line, &before);
        }
        if !Arc::ptr_eq(&before.found, &self.dialogue.now.found) {
            standing::line(&before, &self.dialogue.now, &mut self.text);
        }
    }

    fn hear(&mut self, line: Phrase<'_>, before: &Moment) {
        match commands::heard(line, before) {
            Ok(None) => {}
            Ok(Some(Said::Facts(told))) => commands::tell(self, &told),
            Ok(Some(Said::Command(command, argument))) => (command.run)(self, argument),
            Err(diagnostic) => self.problems.push(*diagnostic),
        }
    }

    pub(super) fn policy(&self) -> &Policy {
        self.dialogue.now.policy()
    }

    /// Goes on with a setting and a policy. Where the facts cannot be together, or so much is unknown that there is no answer, that is
    /// said, and nothing has changed.
    pub(super) fn go_on(&mut self, version: &Arc<Version>, case: Case, at: Span) {
        self.go_on_at(version, case, self.dialogue.on, at);
    }

    /// The same on another assessment date; whether it has gone on.
    pub(super) fn go_on_at(&mut self, version: &Arc<Version>, case: Case, on: Date, at: Span) -> bool {
        let kind = case.kind;
        let Some(moment) = Moment::of(Arc::clone(version), case, on) else {
            let message = "The policy is too tangled to be answered exactly.";
            self.wrong(Diagnostic::new(usage::TOO_TANGLED, at, message).help("Nothing has changed."));
            return false;
        };
        match moment.found.as_ref() {
            Ok(_) => {
                self.dialogue.goes_on(moment);
                return true;
            }
            Err(Unanswered::Impossible(constraints)) => {
                let Together { words, told, places } = session::together(&version.policy, kind, &moment.case.facts, constraints);
                let message = match told.as_slice() {
                    [_] => format!("This cannot be{words}."),
                    _ => format!("These facts cannot be together{words}."),
                };
                let mut diagnostic = Diagnostic::new(codes::CANNOT_BE, at, message);
                for place in places {
                    diagnostic = diagnostic.also(place, "the policy says so here");
                }
                let is_other_policy = !Arc::ptr_eq(version, &self.dialogue.now.version);
                let help = cannot_be(&told, is_other_policy);
                self.wrong(diagnostic.help(help));
            }
            Err(Unanswered::TooLarge(too_large)) => {
                let message = "So much would be unknown that it would take too long to answer exactly.";
                let help = format!("Nothing has changed. {}", session::limit_words(&version.policy, too_large));
                self.wrong(Diagnostic::new(usage::TOO_TANGLED, at, message).help(help));
            }
        }
        false
    }

    /// Something of the answer as it is now. Where the policy has none, that is said and nothing comes of it.
    pub(super) fn with_answer<T>(&mut self, tell: impl FnOnce(&mut Assessor<'_>, Row<'_>, &mut Prepared) -> T) -> Option<T> {
        let Moment { version, case, .. } = self.dialogue.now.clone();
        let on = self.dialogue.on;
        let mut assessor = Assessor::of_kind(&version.policy, case.kind, on).ok()?;
        let answer = assessor.assess(&case.id, &case.name, case.kind, &case.facts).ok()?;
        let mut prepared = self.dialogue.take_prepared();
        let told = tell(&mut assessor, Row { answer: &answer, facts: &case.facts }, &mut prepared);
        self.dialogue.prepared = Some((Arc::clone(&version), on, prepared));
        Some(told)
    }

    pub(super) fn wrong(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }
}
