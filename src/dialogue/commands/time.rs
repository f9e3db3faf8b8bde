//! Going back and forth.

use super::super::Case;
use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::{Command, Group, Takes};
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use std::sync::Arc;

const fn command(words: &'static str, about: &'static str, run: fn(&mut Turn<'_>, Phrase<'_>)) -> Command {
    Command { words, takes: Takes::Nothing, shown: "", group: Group::Time, about, run }
}

pub(super) const UNDO: Command = command("undo", "back to before the last step that changed anything", undo);
pub(super) const REDO: Command = command("redo", "does again what was undone", redo);
pub(super) const RESET: Command = command("reset", "forgets every fact that was told", reset);

fn undo(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let dialogue = &mut *turn.dialogue;
    match dialogue.past.pop() {
        Some(before) => {
            let now = dialogue.stands_at(before);
            dialogue.future.push(now);
        }
        None => turn.wrong(nothing(at, "undo", "Nothing has been changed yet.")),
    }
}

fn redo(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let dialogue = &mut *turn.dialogue;
    match dialogue.future.pop() {
        Some(next) => {
            let now = dialogue.stands_at(next);
            dialogue.past.push(now);
        }
        None => turn.wrong(nothing(at, "do again", "`redo` does again what `undo` took back.")),
    }
}

fn nothing(at: Phrase<'_>, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(codes::NOTHING_TO_UNDO, at.span(), format!("There is nothing to {what}.")).help(help)
}

fn reset(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let base = Arc::clone(&turn.dialogue.base);
    let case = Case::untold(&base.policy, turn.dialogue.now.case.kind);
    turn.go_on(&base, case, at.span());
}
