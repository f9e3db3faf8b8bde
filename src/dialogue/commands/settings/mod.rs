//! Settings of a table: loaded, used one after the other, searched.

mod load;
mod outcome;
mod search;
mod walk;

pub(super) use load::LOAD;
pub(super) use search::WHERE;
pub(super) use walk::{NEXT, PREVIOUS, SETTINGS, USE, otherwise};

use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::super::{Rows, Version};
use super::{Command, Group, Takes};
use crate::assess::{Answer, Assessor, Status};
use crate::diagnostic::{Diagnostic, codes::what_if as codes};
use crate::explain::{self, Paragraph, Text};
use crate::model::Policy;
use crate::settings::Row;
use std::sync::Arc;

/// The table that was loaded, read for the day at hand. Where there is none, or it cannot be read for this day, that is said.
fn rows(turn: &mut Turn<'_>, at: Phrase<'_>) -> Option<Rows> {
    let Some(rows) = turn.dialogue.rows.take() else {
        let message = "No table of settings is loaded.";
        let help = "`load settings.csv` loads one; `load examples` loads the policy's example settings.";
        turn.wrong(Diagnostic::new(codes::NO_TABLE, at.span(), message).help(help));
        return None;
    };
    let on = turn.dialogue.on;
    if rows.on == on {
        return Some(rows);
    }
    let version = Arc::clone(&turn.dialogue.now.version);
    match Rows::read(rows.asked.clone(), (&version, on), &mut turn.sources, turn.world) {
        Ok((rows, _)) => Some(rows),
        Err(problems) => {
            turn.problems.extend(problems.iter().cloned());
            turn.dialogue.rows = Some(rows);
            None
        }
    }
}

/// Every setting with its answer under the policy at hand; those without an answer are left out.
fn answered<T>(turn: &Turn<'_>, rows: &Rows, tell: impl FnOnce(&Policy, &[(usize, &Row, Answer<'_>)]) -> T) -> Option<T> {
    let version: Arc<Version> = Arc::clone(&turn.dialogue.now.version);
    let mut assessor = Assessor::new(&version.policy, turn.dialogue.on).ok()?;
    let (carried, places) = (rows.under(&version), rows.places());
    let all: Vec<(usize, &Row, Answer<'_>)> = carried
        .iter()
        .filter_map(|row| {
            let at = *places.get(row.id.as_str())?;
            Some((at, row, assessor.assess(&row.id, "", row.kind, &row.facts).ok()?))
        })
        .collect();
    Some(tell(&version.policy, &all))
}

/// `S12: B2, 14.5 days`
fn line(policy: &Policy, answer: &Answer<'_>) -> Paragraph {
    let paragraph = Paragraph::at(2).name(answer.id).plain(": ");
    let paragraph = match answer.status {
        Status::Decided => paragraph.category(answer.category.map_or("", |id| policy.category_code(id))),
        Status::Open => paragraph.plain("open, ").category(explain::categories(policy, &answer.possible, answer.may_be_silent)),
        Status::NotCategorised => paragraph.plain(format!("not categorised ({})", policy.kind_name(answer.kind))),
        Status::NoAnswer => paragraph.plain("no category"),
    };
    let days = explain::days_in_words(policy, answer);
    if days.is_empty() { paragraph } else { paragraph.plain(", ").value(days) }
}

/// How many settings come to what: `2 A, 3 B1 and 4 open`
fn counts(policy: &Policy, answers: &[(usize, &Row, Answer<'_>)]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |number: usize, words: &str| {
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    };
    for category in &policy.categories {
        let is = |answer: &Answer<'_>| answer.category.is_some_and(|id| policy.category_code(id) == &*category.code);
        add(answers.iter().filter(|(.., answer)| is(answer)).count(), &category.code);
    }
    for (status, words) in
        [(Status::Open, "open"), (Status::NotCategorised, "not categorised"), (Status::NoAnswer, "without a category")]
    {
        add(answers.iter().filter(|(.., answer)| answer.status == status).count(), words);
    }
    crate::diagnostic::words::joined(&parts, "and")
}

/// So many settings are listed; of more the first ones.
const MOST_LISTED: usize = 40;

fn list(policy: &Policy, answers: &[&Answer<'_>], text: &mut Text) {
    answers.iter().take(MOST_LISTED).for_each(|answer| text.push(line(policy, answer)));
    if answers.len() > MOST_LISTED {
        let more = answers.len() - MOST_LISTED;
        text.push(Paragraph::at(2).plain(format!("and {more} more; `next` goes through all of them")));
    }
}
