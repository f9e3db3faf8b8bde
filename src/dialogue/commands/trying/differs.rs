//! What can be proved of the policy that is tried and not of the one that was loaded.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use crate::diagnostic::{Diagnostic, Problems, Severity, codes::what_if as codes};
use crate::explain::Paragraph;
use crate::prove::prove;
use std::sync::Arc;

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
