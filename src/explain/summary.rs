//! What a whole table of answers comes to, in words.

use super::exact::Exactly;
use super::markup::{Paragraph, Text};
use super::reasons::{self, AS_MOST, Usual};
use super::{Row, phrases};
use crate::assess::Status;
use crate::model::{Binding, CategoryId, FactId, Policy, spoken};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// So many facts to find out are named.
const TO_FIND_OUT: usize = 8;

/// How many are what, the days, what to find out, what was assumed; and by which policy, as of which day.
#[must_use]
pub fn summary(policy: &Policy, on: Date, rows: &[Row<'_>]) -> Text {
    let mut text = Text::default();
    let ranked = ranked(rows);
    if let Some(usual) = reasons::usual(&mut Exactly::new(policy, on), rows) {
        as_most(policy, &usual, &ranked.iter().map(|(id, _)| *id).collect::<Vec<_>>(), &mut text);
        text.blank();
    }
    counts(policy, rows, &mut text);
    days(policy, rows, &mut text);
    to_find_out(policy, rows, &ranked, &mut text);
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

/// The least and the most that all the days come to. A ceiling is no least and a minimum no most.
fn days(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let with_days = rows.iter().filter_map(|row| Some((row.answer.days.least?, row.answer.days.most?)));
    let (least, most) = with_days.fold((Decimal::ZERO, Decimal::ZERO), |(least, most), (low, high)| (least + low, most + high));
    if most.is_zero() {
        return;
    }
    let bindings = || {
        rows.iter().flat_map(|row| {
            let kind = row.answer.kind;
            row.answer.possible.iter().filter_map(move |category| Some(policy.allocation(kind, *category)?.binding))
        })
    };
    let (ceilings, minimums) = (bindings().any(|one| one == Binding::UpTo), bindings().any(|one| one == Binding::AtLeast));
    let (least, most) = (phrases::number(least), phrases::number(most));
    let figures = match (ceilings, minimums) {
        (true, true) => format!("{least} to {most}, ceilings and minimums as stated"),
        (true, false) => format!("at most {most}"),
        (false, true) => format!("at least {least}"),
        (false, false) if least == most => least,
        (false, false) => format!("at least {least}, at most {most}"),
    };
    text.push(Paragraph::at(0).plain("Days in all: ").value(figures).plain("."));
}

/// What stands in the table for what most open rows have in common.
fn as_most(policy: &Policy, usual: &Usual, ranked: &[FactId], text: &mut Text) {
    let ask: Vec<FactId> = ranked.iter().copied().filter(|id| usual.ask.contains(id)).collect();
    let ask = reasons::ask(policy, &ask);
    let words = match &usual.reason {
        Some(reason) => format!("{reason}{ask}"),
        None => ask.trim_start_matches("; ").to_owned(),
    };
    text.push(Paragraph::at(0).plain(format!("\"{AS_MOST}\" means: ")).quote(words).plain("."));
}

/// The facts that would settle most, over all open answers, with how many ask for each.
fn ranked(rows: &[Row<'_>]) -> Vec<(FactId, usize)> {
    let asks = || rows.iter().map(|row| row.answer.ask.as_slice());
    let longest = asks().map(<[FactId]>::len).max().unwrap_or(0);
    let mut scores: Vec<(FactId, usize, usize)> = Vec::new();
    for (at, id) in asks().flat_map(|ask| ask.iter().enumerate()) {
        // The earlier it stands the more it counts.
        match scores.iter_mut().find(|(other, ..)| other == id) {
            Some((_, times, score)) => (*times, *score) = (*times + 1, *score + longest - at),
            None => scores.push((*id, 1, longest - at)),
        }
    }
    scores.sort_by_key(|(id, _, score)| (std::cmp::Reverse(*score), *id));
    scores.into_iter().map(|(id, times, _)| (id, times)).collect()
}

fn to_find_out(policy: &Policy, rows: &[Row<'_>], ranked: &[(FactId, usize)], text: &mut Text) {
    let asking = rows.iter().filter(|row| !row.answer.ask.is_empty()).count();
    if ranked.is_empty() {
        return;
    }
    let mut paragraph = Paragraph::at(0).plain("To find out, the most useful first: ");
    for (at, (id, times)) in ranked.iter().take(TO_FIND_OUT).enumerate() {
        paragraph = paragraph.plain(if at == 0 { "" } else { ", " }).name(phrases::names(policy, &[*id]).concat());
        if *times < asking || at == 0 {
            let of = if *times == asking { format!(" (for all {times} that are open)") } else { format!(" (for {times})") };
            paragraph = paragraph.plain(of);
        }
    }
    let more = ranked.len().saturating_sub(TO_FIND_OUT);
    text.push(if more > 0 { paragraph.plain(format!(", and {more} more.")) } else { paragraph.plain(".") });
}

/// What the answers rest on that nobody told.
fn assumed(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let resting = rows.iter().filter(|row| !row.answer.assumed.is_empty()).count();
    let mut pairs: Vec<(FactId, String)> = Vec::new();
    for row in rows {
        pairs.extend(row.answer.assumed.iter().map(|id| (*id, phrases::value(policy, row.facts, *id))));
        pairs.sort();
        pairs.dedup();
    }
    let groups = phrases::by_value(policy, pairs.into_iter());
    if groups.is_empty() {
        return;
    }
    let mut paragraph = Paragraph::at(0)
        .value(phrases::count(resting, "answer rests", "answers rest"))
        .plain(" on what the policy assumes where nobody told: ");
    for (at, (phrase, names)) in groups.into_iter().enumerate() {
        paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).value(phrase).plain(" for ").name(names);
    }
    text.push(paragraph.plain(". With `--strict` these are unknown."));
}
