//! What the policy that is tried does otherwise, and what can be proved of it.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use crate::diagnostic::{Diagnostic, Problems, Severity, codes::what_if as codes};
use crate::explain::Paragraph;
use crate::harness::forms::diff as form;
use crate::harness::meaning::{Of, meaning};
use crate::prove::prove;
use std::sync::Arc;

/// Behind `diff`: for every kind of setting.
const ALL: &str = "all";

pub(super) fn diff(turn: &mut Turn<'_>, what: Phrase<'_>) {
    let all = what.text.eq_ignore_ascii_case(ALL);
    if !all && !what.text.is_empty() {
        let message = format!("`{}` is nothing that could be compared.", what.text);
        let help = format!("Type `diff` for settings of the kind that is talked about, `diff {ALL}` for those of every kind.");
        return turn.wrong(Diagnostic::new(codes::DIFF_OF_WHAT, what.span(), message).help(help));
    }
    let (base, now) = (Arc::clone(&turn.dialogue.base), Arc::clone(&turn.dialogue.now.version));
    if now.tried.is_empty() {
        return turn.wrong(nothing_tried(what));
    }
    let [before, after] = [&base, &now].map(|one| Of { policy: &one.policy, sources: &one.sources });
    let mut found = meaning(before, after, turn.dialogue.on);
    let kind = now.policy.kind_name(turn.dialogue.now.case.kind);
    found.kinds.retain(|one| all || *one.kind == *kind);
    turn.text.paragraphs.extend(form::in_meaning(&found).paragraphs);
}

/// That nothing is tried.
pub(super) fn nothing_tried(at: Phrase<'_>) -> Diagnostic {
    Diagnostic::new(codes::NOTHING_TRIED, at.span(), "Nothing is tried: this is the policy as it was loaded.")
        .help("`try SENTENCE` tries something; `save facts FILE` writes the facts alone.")
}

pub(super) fn check(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let (base, now) = (Arc::clone(&turn.dialogue.base), Arc::clone(&turn.dialogue.now.version));
    if now.tried.is_empty() {
        return turn.wrong(nothing_tried(at));
    }
    let [before, after] = [&base, &now].map(|one| {
        let mut found = one.found.clone();
        found.extend(prove(&one.policy).findings.sorted());
        found
    });
    let (new, gone) = (missing(&after, &before), missing(&before, &after));
    let words = match new.len() {
        0 => "Nothing is found that was not found in the policy as it was loaded.".to_owned(),
        1 => "One thing is found that was not found in the policy as it was loaded.".to_owned(),
        more => format!("{more} things are found that were not found in the policy as it was loaded."),
    };
    turn.text.push(Paragraph::at(0).plain(words));
    for one in &gone {
        turn.text.push(Paragraph::at(0).plain(format!("No longer found: {} ({}).", one.code.title, one.code.id)));
    }
    turn.problems.extend(new);
}

/// Findings that others do not have, in whatever place; notes are left out.
fn missing(of: &Problems, among: &Problems) -> Vec<Diagnostic> {
    let is_new = |one: &&Diagnostic| !among.iter().any(|other| (other.code, &other.message) == (one.code, &one.message));
    of.iter().filter(|one| one.code.severity != Severity::Note).filter(is_new).cloned().collect()
}
