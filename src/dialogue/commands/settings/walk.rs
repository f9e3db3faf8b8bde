//! One setting of a table after the other.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::super::super::{Case, Rows};
use super::{Command, Group, Takes, answered, counts, rows};
use crate::diagnostic::words::{counted, joined};
use crate::diagnostic::{Diagnostic, codes::usage, codes::what_if as codes, did_you_mean};
use crate::explain::Paragraph;
use crate::model::{FactState, Policy};
use std::sync::Arc;

pub(in super::super) const USE: Command = Command::with(
    Group::Settings,
    ("use", Takes::Id, "ID"),
    "talks about a setting of the table, with what it tells",
    use_setting,
);
pub(in super::super) const NEXT: Command =
    Command::alone(Group::Settings, "next", "the next setting of the table, or of those that `where` has found", next);
pub(in super::super) const PREVIOUS: Command = Command::alone(Group::Settings, "previous", "the setting before", previous);
pub(in super::super) const SETTINGS: Command =
    Command::alone(Group::Settings, "settings", "how many settings of the table come to what; ends a search", settings);

fn use_setting(turn: &mut Turn<'_>, name: Phrase<'_>) {
    let Some(mut rows) = rows(turn, name) else { return };
    let wanted = name.text.trim_matches('"');
    let exactly = rows.rows.iter().find(|row| row.id == wanted);
    match exactly.or_else(|| rows.rows.iter().find(|row| row.id.eq_ignore_ascii_case(wanted))) {
        Some(row) => {
            show(turn, &rows, &row.id, name);
            rows.fresh = false;
        }
        None => {
            let message = format!("No setting of the table has the id `{wanted}`.");
            let help = did_you_mean(wanted, rows.rows.iter().map(|row| row.id.as_str()), || {
                format!("The table has {}; `next` goes through them.", counted(rows.rows.len(), "setting", "settings"))
            });
            turn.wrong(Diagnostic::new(usage::ID_UNKNOWN, name.span(), message).help(help));
        }
    }
    turn.dialogue.rows = Some(rows);
}

fn next(turn: &mut Turn<'_>, at: Phrase<'_>) {
    walk(turn, at, true);
}

fn previous(turn: &mut Turn<'_>, at: Phrase<'_>) {
    walk(turn, at, false);
}

fn walk(turn: &mut Turn<'_>, at: Phrase<'_>, forward: bool) {
    let Some(mut rows) = rows(turn, at) else { return };
    let walked = rows.walked();
    let here = rows.rows.iter().position(|row| row.id == turn.dialogue.now.case.id).filter(|_| !rows.fresh);
    let to = match (here, forward) {
        (None, true) => walked.first(),
        (None, false) => walked.last(),
        (Some(here), true) => walked.iter().find(|at| **at > here),
        (Some(here), false) => walked.iter().rev().find(|at| **at < here),
    };
    match to.and_then(|at| rows.rows.get(*at)).map(|row| row.id.clone()) {
        Some(id) => {
            show(turn, &rows, &id, at);
            rows.fresh = false;
        }
        None => {
            let of = if rows.found.is_some() { "of those that were found" } else { "of the table" };
            let (end, help) = if forward { ("last", "`previous` goes back") } else { ("first", "`next` goes on") };
            let message = match rows.walked().len() {
                0 => format!("There is no setting {of}."),
                _ => format!("This is the {end} setting {of}."),
            };
            let help = format!("{help}; `settings` ends a search, and `use ID` goes to any setting.");
            turn.wrong(Diagnostic::new(codes::NO_FURTHER, at.span(), message).help(help));
        }
    }
    turn.dialogue.rows = Some(rows);
}

/// Talks about a setting from here on, as the table tells it.
fn show(turn: &mut Turn<'_>, rows: &Rows, id: &str, at: Phrase<'_>) {
    let version = Arc::clone(&turn.dialogue.now.version);
    let found = rows.case(id, &version);
    let Some(case) = found else {
        let message = format!("The policy as it stands here has no settings of the kind that `{id}` is.");
        return turn.wrong(Diagnostic::new(codes::KIND_UNKNOWN, at.span(), message).help("`undo` or `reset` what was tried."));
    };
    let policy = &version.policy;
    let told_otherwise =
        if turn.dialogue.now.case.id == id { otherwise(policy, &turn.dialogue.now.case, &case) } else { Vec::new() };
    let head = case.heading(policy.kind_name(case.kind));
    let same = *turn.dialogue.now.case == case;
    if same || turn.go_on_at(&version, case, turn.dialogue.on, at.span()) {
        turn.text.push(head);
        if same {
            turn.text.push(Paragraph::at(0).plain("It is as the table tells it already."));
        }
        if !told_otherwise.is_empty() {
            let words = format!("As in the table again; no longer told: {}.", joined(&told_otherwise, "and"));
            turn.text.push(Paragraph::at(0).plain(words));
        }
    }
}

/// What is told of a setting otherwise than by its row: `latest Ofsted is good (in the table inadequate)`.
pub(in super::super) fn otherwise(policy: &Policy, case: &Case, row: &Case) -> Vec<String> {
    let words =
        |id, state: FactState| state.value().map_or_else(|| "not known".to_owned(), |value| policy.value_phrase(id, value));
    let differing = policy.facts_of(case.kind).filter(|(id, _)| case.facts.get(*id) != row.facts.get(*id));
    differing
        .map(|(id, fact)| {
            let (now, then) = (words(id, case.facts.get(id)), words(id, row.facts.get(id)));
            format!("{} is {now} (in the table {then})", fact.name.phrase)
        })
        .collect()
}

fn settings(turn: &mut Turn<'_>, at: Phrase<'_>) {
    let Some(mut rows) = rows(turn, at) else { return };
    rows.found = None;
    let number = counted(rows.rows.len(), "setting", "settings");
    let counts = answered(turn, &rows, counts).filter(|counts| !counts.is_empty());
    let counts = counts.map_or_else(String::new, |counts| format!(": {counts}"));
    turn.text.push(Paragraph::at(0).value(number).plain(format!("{counts}.")));
    turn.dialogue.rows = Some(rows);
}
