//! The interview as a part of a conversation: while it lasts, lines are answers.

use super::super::phrase::Phrase;
use super::super::turn::{Dialogue, Step, Turn};
use super::super::{Case, World};
use super::{Answered, Asking, Interview, Led, Next};
use crate::diagnostic::Diagnostic;
use crate::explain::Paragraph;
use crate::model::{FactState, KindId, Policy};
use std::sync::Arc;

impl Dialogue {
    /// Begins an interview, or goes on with one: asks its question. Until it is over, each line is an answer.
    pub fn lead(&mut self, interview: Interview, world: &mut dyn World) -> Step {
        self.turn("", world, |turn, line| {
            let mut interview = interview;
            let next = with(turn, |asking| Ok(interview.begin(asking)));
            follow(turn, interview, next, line);
        })
    }

    /// The interview that goes on, or the one that is over where there was nothing else.
    #[must_use]
    pub const fn interview(&self) -> Option<&Interview> {
        self.interview.as_ref()
    }
}

/// Begins an interview about the setting that is talked about; what was told of it is not asked again.
pub(in crate::dialogue) fn begin(turn: &mut Turn<'_>, line: Phrase<'_>, by_cost: bool) {
    let case = Arc::clone(&turn.dialogue.now.case);
    let told = case.told(turn.policy());
    let given = told.map(|(fact, value)| super::Given { fact, answer: value.map_or(Answered::NotKnown, Answered::Is) }).collect();
    let mut interview = Interview::new(Led { by_cost, ..Led::default() }, Some(case.kind), given);
    let next = with(turn, |asking| Ok(interview.begin(asking)));
    follow(turn, interview, next, line);
}

/// Takes a line as an answer, where an interview goes on.
pub(in crate::dialogue) fn take(turn: &mut Turn<'_>, line: Phrase<'_>) -> bool {
    let Some(mut interview) = turn.dialogue.interview.take() else { return false };
    let next = with(turn, |asking| interview.hear(asking, line));
    follow(turn, interview, next, line);
    true
}

fn with<T>(turn: &mut Turn<'_>, run: impl FnOnce(&mut Asking<'_>) -> T) -> T {
    let version = Arc::clone(&turn.dialogue.now.version);
    run(&mut Asking::new(&version.policy, turn.dialogue.on, &mut turn.text))
}

fn follow(turn: &mut Turn<'_>, interview: Interview, next: Result<Next, Box<Diagnostic>>, line: Phrase<'_>) {
    match next {
        Ok(Next::Waits) => turn.dialogue.interview = Some(interview),
        Ok(Next::Ends) => ends(turn, interview, line),
        Ok(Next::Keeps(file)) => keeps(turn, interview, &file, line),
        Err(diagnostic) => {
            turn.wrong(*diagnostic);
            turn.dialogue.interview = Some(interview);
        }
    }
}

/// Keeps the answers in a file. Where that cannot be, it goes on.
fn keeps(turn: &mut Turn<'_>, interview: Interview, file: &str, line: Phrase<'_>) {
    let content = interview.kept(turn.policy(), turn.dialogue.on);
    let replaces = interview.led.resumed && interview.led.file.as_deref() == Some(file);
    match turn.world.keep(file, &content, replaces) {
        Ok(()) => {
            let words = format!("Your answers are kept in {file}. Go on another day with: ees interview --resume {file}");
            turn.text.push(Paragraph::at(0).plain(words));
            ends(turn, interview, line);
        }
        Err(diagnostic) => {
            turn.wrong(*diagnostic);
            let mut interview = interview;
            with(turn, |asking| interview.keep_elsewhere(asking));
            turn.dialogue.interview = Some(interview);
        }
    }
}

fn ends(turn: &mut Turn<'_>, interview: Interview, line: Phrase<'_>) {
    let version = Arc::clone(&turn.dialogue.now.version);
    turn.text.blank();
    if interview.led.alone {
        turn.text.paragraphs.extend(interview.outcome(&version.policy, turn.dialogue.on).text.paragraphs);
        turn.dialogue.interview = Some(interview);
        turn.ends = true;
        return;
    }
    turn.text.push(Paragraph::at(0).plain("The interview is over; what you answered is told."));
    let Some(kind) = interview.kind() else { return };
    let case =
        Case { facts: interview.facts(&version.policy, kind, turn.dialogue.on), kind, ..(*turn.dialogue.now.case).clone() };
    if case != *turn.dialogue.now.case {
        turn.go_on(&version, case, line.span());
    }
}

impl Interview {
    /// What is known once it is over: what was answered, and of the rest what the policy assumes, where that can be.
    fn facts(&self, policy: &Policy, kind: KindId, on: jiff::civil::Date) -> crate::model::Facts {
        let known = self.now.facts(policy);
        let mut assumed = known.clone();
        let untold = policy.untold(kind);
        let open = |fact| self.now.given.iter().all(|given| given.fact != fact);
        for (fact, _) in policy.facts_of(kind).filter(|(fact, _)| open(*fact)) {
            if let state @ FactState::Assumed(_) = untold.get(fact) {
                assumed.set(fact, state);
            }
        }
        let can_be = crate::assess::Assessor::of_kind(policy, kind, on)
            .is_ok_and(|mut assessor| assessor.assess("", "", kind, &assumed).is_ok());
        if can_be { assumed } else { known }
    }
}
