//! What a whole table of answers comes to, in words.

use super::facts::names;
use super::markup::{Paragraph, Text};
use super::{Row, phrases};
use crate::assess::Status;
use crate::model::{CategoryId, FactId, Policy, spoken};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Stands in the table for the usual questions.
pub(super) const AS_BELOW: &str = "as below";

/// How many are what, the days, what to find out, what was assumed; and by which policy, as of which day.
#[must_use]
pub fn summary(policy: &Policy, on: Date, rows: &[Row<'_>]) -> Text {
    let mut text = Text::default();
    counts(policy, rows, &mut text);
    days(rows, &mut text);
    to_find_out(policy, rows, &mut text);
    assumed(policy, rows, &mut text);
    text.push(Paragraph::at(0).name(phrases::policy(policy)).plain(", as of ").value(spoken(on)).plain("."));
    text
}

fn counts(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let with = |status| rows.iter().filter(move |row| row.answer.status == status);
    let decided = with(Status::Decided).filter_map(|row| row.answer.category);
    let open = with(Status::Open).filter(|row| !row.answer.may_be_silent).filter_map(|row| row.answer.possible.first().copied());
    let words = [
        (Status::Decided, "decided"),
        (Status::Open, "open"),
        (Status::NotCategorised, "not categorised"),
        (Status::NoAnswer, "without an answer"),
    ];
    let parts: Vec<String> = words
        .into_iter()
        .map(|(status, word)| (with(status).count(), word))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    let all = phrases::count(rows.len(), "setting", "settings");
    text.push(if parts.is_empty() {
        Paragraph::at(0).value(all).plain(".")
    } else {
        Paragraph::at(0).value(all).plain(format!(": {}.", phrases::list(&parts, "and")))
    });
    by_category(policy, "Decided: ", decided, text);
    by_category(policy, "Open, at least: ", open, text);
}

/// `Decided: A 5, AS 4`
fn by_category(policy: &Policy, before: &str, of: impl Iterator<Item = CategoryId>, text: &mut Text) {
    let mut numbers = vec![0_usize; policy.categories.len()];
    for category in of {
        if let Some(number) = numbers.get_mut(category.at()) {
            *number += 1;
        }
    }
    let mut paragraph = Paragraph::at(0).plain(before);
    let given = policy.categories.iter().zip(numbers).filter(|(_, number)| *number > 0);
    for (at, (category, number)) in given.enumerate() {
        paragraph =
            paragraph.plain(if at == 0 { "" } else { ", " }).category(&*category.code).plain(" ").value(number.to_string());
    }
    if paragraph.pieces.len() > 1 {
        text.push(paragraph.plain("."));
    }
}

fn days(rows: &[Row<'_>], text: &mut Text) {
    let with_days = rows.iter().filter_map(|row| Some((row.answer.days.least?, row.answer.days.most?)));
    let (least, most) = with_days.fold((Decimal::ZERO, Decimal::ZERO), |(least, most), (low, high)| (least + low, most + high));
    if most.is_zero() {
        return;
    }
    let figure =
        if least == most { phrases::number(least) } else { format!("{} to {}", phrases::number(least), phrases::number(most)) };
    text.push(Paragraph::at(0).plain("Days in all: ").value(figure).plain(", as the policy states them."));
}

/// The facts that would settle most, over all open answers.
fn to_find_out(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let asks: Vec<&[FactId]> = rows.iter().map(|row| row.answer.ask.as_slice()).filter(|ask| !ask.is_empty()).collect();
    let longest = asks.iter().map(|ask| ask.len()).max().unwrap_or(0);
    let mut scores: Vec<(FactId, usize, usize)> = Vec::new();
    for (at, id) in asks.iter().flat_map(|ask| ask.iter().enumerate()) {
        // The earlier it stands the more it counts.
        match scores.iter_mut().find(|(other, ..)| other == id) {
            Some((_, times, score)) => (*times, *score) = (*times + 1, *score + longest - at),
            None => scores.push((*id, 1, longest - at)),
        }
    }
    scores.sort_by_key(|(id, _, score)| (std::cmp::Reverse(*score), *id));
    if scores.is_empty() {
        return;
    }
    let mut paragraph = Paragraph::at(0).plain("To find out, the most useful first: ");
    for (at, (id, times, _)) in scores.iter().enumerate() {
        paragraph = paragraph.plain(if at == 0 { "" } else { ", " }).name(names(policy, &[*id], "and"));
        if *times < asks.len() || at == 0 {
            let of = if *times == asks.len() { format!(" (for all {times} that are open)") } else { format!(" (for {times})") };
            paragraph = paragraph.plain(of);
        }
    }
    text.push(paragraph.plain("."));
    let usual = usual_questions(rows).filter(|usual| asks.iter().any(|ask| sorted(ask) != *usual));
    if let Some(usual) = usual {
        let usual: Vec<FactId> = scores.iter().map(|(id, ..)| *id).filter(|id| usual.contains(id)).collect();
        let paragraph = Paragraph::at(0).plain(format!("\"{AS_BELOW}\" stands for ")).name(names(policy, &usual, "and"));
        text.push(paragraph.plain("."));
    }
}

/// The facts that most open answers ask for, in any order; said once below the table. `None` where there is no such thing.
pub(super) fn usual_questions(rows: &[Row<'_>]) -> Option<Vec<FactId>> {
    let mut times: BTreeMap<Vec<FactId>, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.answer.ask.is_empty()) {
        *times.entry(sorted(&row.answer.ask)).or_default() += 1;
    }
    let all: usize = times.values().sum();
    times.into_iter().find(|(_, times)| *times > 2 && 2 * times > all).map(|(ask, _)| ask)
}

pub(super) fn sorted(ask: &[FactId]) -> Vec<FactId> {
    let mut sorted = ask.to_vec();
    sorted.sort_unstable();
    sorted
}

/// What the answers rest on that nobody told.
fn assumed(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let resting = rows.iter().filter(|row| !row.answer.assumed.is_empty()).count();
    let mut groups: Vec<(String, Vec<FactId>)> = Vec::new();
    for (row, id) in rows.iter().flat_map(|row| row.answer.assumed.iter().map(move |id| (row, *id))) {
        let Some(value) = row.facts.get(id).value() else { continue };
        let phrase = policy.value_phrase(id, value);
        match groups.iter_mut().find(|(other, _)| *other == phrase) {
            Some((_, ids)) if ids.contains(&id) => {}
            Some((_, ids)) => ids.push(id),
            None => groups.push((phrase, vec![id])),
        }
    }
    if groups.is_empty() {
        return;
    }
    let mut paragraph = Paragraph::at(0)
        .value(phrases::count(resting, "answer rests", "answers rest"))
        .plain(" on what the policy assumes where nobody told: ");
    for (at, (phrase, mut ids)) in groups.into_iter().enumerate() {
        ids.sort_unstable();
        paragraph =
            paragraph.plain(if at == 0 { "" } else { "; " }).value(phrase).plain(" for ").name(names(policy, &ids, "and"));
    }
    text.push(paragraph.plain(". With `--strict` these are unknown."));
}
