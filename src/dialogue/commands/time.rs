//! Going back and forth.

use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::super::{Carried, Case, Moment, Version};
use super::{Command, Group, trying};
use crate::diagnostic::words::{counted, joined};
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::explain::Paragraph;
use crate::model::spoken;
use std::sync::Arc;

pub(super) const UNDO: Command = Command::alone(Group::Time, "undo", "back to before the last step that changed anything", undo);
pub(super) const REDO: Command = Command::alone(Group::Time, "redo", "does again what was undone", redo);
pub(super) const RESET: Command =
    Command::alone(Group::Time, "reset", "forgets every fact that was told and every sentence that is tried", reset);
pub(super) const RESET_FACTS: Command =
    Command::alone(Group::Time, "reset facts", "forgets every fact that was told", reset_facts);
pub(super) const RESET_POLICY: Command = Command::alone(Group::Time, "reset policy", "the policy as it was loaded", reset_policy);

fn undo(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let dialogue = &mut *turn.dialogue;
    match dialogue.past.pop() {
        Some(before) => {
            let now = dialogue.stands_at(before);
            dialogue.future.push(now.clone());
            elsewhere(turn, &now);
        }
        None => turn.wrong(nothing(at, "undo", "Nothing has been changed yet.")),
    }
}

fn redo(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let dialogue = &mut *turn.dialogue;
    match dialogue.future.pop() {
        Some(next) => {
            let now = dialogue.stands_at(next);
            dialogue.past.push(now.clone());
            elsewhere(turn, &now);
        }
        None => turn.wrong(nothing(at, "do again", "`redo` does again what `undo` took back.")),
    }
}

/// Says which setting and which day it is about, where that is no longer as it was.
fn elsewhere(turn: &mut Turn<'_>, was: &Moment) {
    let now = &turn.dialogue.now;
    let kind = now.policy().kind_name(now.case.kind);
    let of_table = (now.case.id != was.case.id && !now.case.id.is_empty()).then(|| now.case.heading(kind));
    let is_another = now.case.id != was.case.id || kind != was.policy().kind_name(was.case.kind);
    let setting = of_table
        .or_else(|| is_another.then(|| Paragraph::at(0).plain(format!("This is about {}.", now.policy().a_kind(now.case.kind)))));
    let day = (now.on != was.on).then(|| Paragraph::at(0).plain(format!("As of {}.", spoken(now.on))));
    turn.text.paragraphs.extend(setting.into_iter().chain(day));
}

fn nothing(at: Phrase<'_>, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(codes::NOTHING_TO_UNDO, at.span(), format!("There is nothing to {what}.")).help(help)
}

fn reset(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let (facts, sentences) = (told(turn), turn.dialogue.now.version.tried.len());
    let base = Arc::clone(&turn.dialogue.base);
    let Some(Carried { case, .. }) = carried(turn, &base) else { return turn.wrong(kind_is_new(at)) };
    if facts + sentences > 0 {
        turn.go_on(&base, Case::untold(&base.policy, case.kind), at.span());
    }
    forgotten(turn, facts, sentences);
}

fn reset_facts(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let facts = told(turn);
    let version = Arc::clone(&turn.dialogue.now.version);
    let case = Case::untold(&version.policy, turn.dialogue.now.case.kind);
    if facts > 0 {
        turn.go_on(&version, case, at.span());
    }
    forgotten(turn, facts, 0);
}

fn reset_policy(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let sentences = turn.dialogue.now.version.tried.len();
    let base = Arc::clone(&turn.dialogue.base);
    let Some(Carried { case, lost }) = carried(turn, &base) else { return turn.wrong(kind_is_new(at)) };
    if sentences > 0 {
        turn.go_on(&base, case, at.span());
    }
    forgotten(turn, 0, sentences);
    if !turn.problems.has_errors() {
        turn.text.paragraphs.extend(trying::no_longer_told(&lost));
    }
}

/// The setting in another policy.
fn carried(turn: &Turn<'_>, to: &Version) -> Option<Carried> {
    let now = &turn.dialogue.now;
    now.case.carried(now.policy(), &to.policy, now.on)
}

fn kind_is_new(at: Phrase<'_>) -> Diagnostic {
    let message =
        "The kind of setting that is talked about is one that was tried, and the policy as it was loaded has none such.";
    Diagnostic::new(codes::KIND_GONE, at.span(), message).help("Type `setting KIND` with one of its own first.")
}

fn told(turn: &Turn<'_>) -> usize {
    turn.dialogue.now.case.told(turn.policy()).count()
}

/// What was forgotten, in a line.
fn forgotten(turn: &mut Turn<'_>, facts: usize, sentences: usize) {
    if turn.problems.has_errors() {
        return;
    }
    let facts = (facts > 0).then(|| counted(facts, "fact told", "facts told"));
    let sentences = (sentences > 0).then(|| counted(sentences, "sentence tried", "sentences tried"));
    let all: Vec<String> = facts.into_iter().chain(sentences).collect();
    let words =
        if all.is_empty() { "There was nothing to forget.".to_owned() } else { format!("Forgotten: {}.", joined(&all, "and")) };
    turn.text.push(Paragraph::at(0).plain(words));
}
