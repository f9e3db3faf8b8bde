//! Which setting is talked about.

use super::super::Case;
use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::{Command, Group, Takes};
use crate::session;
use std::sync::Arc;

pub(super) const SETTING: Command = Command {
    words: "setting",
    takes: Takes::Kind,
    shown: "KIND",
    group: Group::Facts,
    about: "talks about another kind of setting, of which nothing is known",
    run: setting,
};

fn setting(turn: &mut Turn<'_>, name: Phrase<'_>) {
    let version = Arc::clone(&turn.dialogue.now.version);
    let policy = &version.policy;
    match session::kind_called(policy, name.text, Some(name.span())) {
        Ok(kind) => turn.go_on(&version, Case::untold(policy, kind), name.span()),
        Err(diagnostic) => turn.wrong(*diagnostic),
    }
}
