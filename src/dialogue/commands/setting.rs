//! Which setting is talked about.

use super::super::Case;
use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::{Command, Group, Takes};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::what_if as codes, nearest};
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
    let Some(kind) = policy.kind(&name.machine()) else {
        let names: Vec<&str> = policy.kinds.iter().map(|kind| &*kind.name.phrase).collect();
        let message = format!("The policy has no kind of setting `{}`.", name.text);
        let near = nearest(name.text, names.iter().copied()).map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
        let help = format!("{near}The kinds are {}.", listed(&names, "and"));
        return turn.wrong(Diagnostic::new(codes::KIND_UNKNOWN, name.span(), message).help(help));
    };
    let case = Case::untold(policy, kind);
    turn.go_on(&version, case, name.span());
}
