//! What a whole table of answers comes to, in words.

use super::markup::{Paragraph, Text};
use super::overview::Overview;
use super::reasons::{self, AS_MOST, Usual};
use super::{Row, phrases};
use crate::assess::{Expected, Status};
use crate::model::{Allocation, Binding, CategoryId, FactId, KindId, Policy, spoken};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many facts to find out are named.
const TO_FIND_OUT: usize = 8;
/// So many settings are named by their ids.
const IDS: usize = 8;

impl Overview<'_> {
    /// How many are what, the days, what to find out, what was assumed; and by which policy, as of which day.
    #[must_use]
    pub fn summary(&self) -> Text {
        let (policy, on, rows) = (self.exactly.policy, self.exactly.on, self.rows);
        let mut text = Text::default();
        let ranked = ranked(policy, rows);
        if let Some(usual) = &self.usual {
            as_most(policy, usual, &ranked, &mut text);
            text.blank();
        }
        counts(policy, rows, &mut text);
        by_kind(policy, rows, &mut text);
        days(policy, rows, &mut text);
        beside(policy, rows, &mut text);
        to_find_out(policy, rows, &ranked, &mut text);
        assumed(policy, rows, &mut text);
        text.push(Paragraph::at(0).name(phrases::policy(policy)).plain(", as of ").value(spoken(on)).plain("."));
        text
    }
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

/// `By kind: school A 2, B1 1; nursery A 1, 2 open`, where there are several.
fn by_kind(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let kinds = phrases::kinds(rows);
    if kinds.len() < 2 {
        return;
    }
    let mut paragraph = Paragraph::at(0).plain("By kind: ");
    for (at, id) in kinds.into_iter().enumerate() {
        let of_kind: Vec<&Row<'_>> = rows.iter().filter(|row| row.answer.kind == id).collect();
        let number = |of: &dyn Fn(&Row<'_>) -> bool| of_kind.iter().filter(|row| of(row)).count();
        let category = |at: usize, row: &Row<'_>| row.answer.category.is_some_and(|id| id.at() == at);
        let decided = policy.categories.iter().enumerate();
        let decided = decided.map(|(at, one)| (number(&|row| category(at, row)), format!("{} ", one.code), ""));
        let words =
            [(Status::Open, " open"), (Status::NotCategorised, " not categorised"), (Status::NoAnswer, " without an answer")];
        let others = words.map(|(status, word)| (number(&|row| row.answer.status == status), String::new(), word));
        let parts = decided.chain(others).filter(|(number, ..)| *number > 0);
        let parts: Vec<String> = parts.map(|(number, before, behind)| format!("{before}{number}{behind}")).collect();
        let name = policy.kind_name(id);
        paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).name(name).plain(format!(": {}", parts.join(", ")));
    }
    text.push(paragraph.plain("."));
}

/// The least and the most that all the days come to.
fn days(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let given = rows.iter().filter(|row| row.answer.days.most.is_some()).map(|row| between(policy, row));
    let none = (Decimal::ZERO, Some(Decimal::ZERO));
    let (least, most) =
        given.fold(none, |(least, most), (low, high)| (least + low, most.zip(high).map(|(most, high)| most + high)));
    let figures = match (phrases::number(least), most.map(phrases::number)) {
        (_, Some(most)) if most == "0" => return,
        (least, Some(most)) if least == most => most,
        (least, Some(most)) if least == "0" => format!("at most {most}"),
        (least, Some(most)) => format!("at least {least}, at most {most}"),
        (least, None) if least == "0" => "no upper limit".to_owned(),
        (least, None) => format!("at least {least}; no upper limit"),
    };
    let not_given = |row: &&Row<'_>| row.answer.allocations(policy).flatten().any(|one| one.days.is_none());
    let besides = match rows.iter().filter(not_given).count() {
        0 => String::new(),
        number => format!("; {} support whose days are not given", phrases::count(number, "setting gets", "settings get")),
    };
    text.push(Paragraph::at(0).plain("Days in all: ").value(figures).plain(besides).plain("."));
}

/// The least and the most days of one setting. A ceiling is no least, and where there is a minimum there is no most.
fn between(policy: &Policy, row: &Row<'_>) -> (Decimal, Option<Decimal>) {
    let of = |allocation: Option<&Allocation>| match allocation.and_then(Allocation::stated) {
        Some((Binding::Exact, days)) => (days, Some(days)),
        Some((Binding::UpTo, days)) => (Decimal::ZERO, Some(days)),
        Some((Binding::AtLeast, days)) => (days, None),
        None => (Decimal::ZERO, Some(Decimal::ZERO)),
    };
    let silent = row.answer.may_be_silent.then_some((Decimal::ZERO, Some(Decimal::ZERO)));
    let all = row.answer.allocations(policy).map(of).chain(silent);
    all.reduce(|(least, most), (low, high)| (least.min(low), most.zip(high).map(|(most, high)| most.max(high))))
        .unwrap_or_default()
}

/// The settings that lack what their category expects, and those that get something whatever their category.
fn beside(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let mut unmet: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in rows {
        let expectations = policy.categorisation(row.answer.kind).map_or(&[][..], |one| &one.expectations);
        for (at, _) in row.answer.expectations.iter().filter(|(_, expected)| *expected == Expected::NotMet) {
            let expectation = expectations.get(*at).filter(|one| Some(one.category) == row.answer.category);
            let Some(name) = expectation.map(|one| &*one.name.phrase) else { continue };
            match unmet.iter_mut().find(|(other, _)| *other == name) {
                Some((_, ids)) => ids.push(row.answer.id),
                None => unmet.push((name, vec![row.answer.id])),
            }
        }
    }
    let mut paragraph = Paragraph::at(0).plain("Expected and not met: ");
    for (at, (name, ids)) in unmet.iter().enumerate() {
        paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).name(*name).plain(format!(" ({})", some(ids)));
    }
    if !unmet.is_empty() {
        text.push(paragraph.plain("."));
    }
    let besides = rows.iter().filter(|row| row.answer.also.iter().any(|(_, certain)| *certain)).map(|row| row.answer.id);
    let besides: Vec<&str> = besides.collect();
    if !besides.is_empty() {
        text.push(Paragraph::at(0).plain("Something comes besides for ").name(some(&besides)).plain("."));
    }
}

/// Ids, of many the first ones.
fn some(ids: &[&str]) -> String {
    let mut named: Vec<String> = ids.iter().take(IDS).map(|id| (*id).to_owned()).collect();
    let more = ids.len() - named.len();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    phrases::list(&named, "and")
}

/// What stands in the table for what most open rows have in common.
fn as_most(policy: &Policy, usual: &Usual, ranked: &[FactId], text: &mut Text) {
    let usual_ask: Vec<FactId> = usual.ask.iter().map(|id| phrases::first_of_name(policy, *id)).collect();
    let ask: Vec<FactId> = ranked.iter().copied().filter(|id| usual_ask.contains(id)).collect();
    let ask = reasons::ask(policy, &ask);
    let words = match &usual.reason {
        Some(reason) => format!("{reason}{ask}"),
        None => ask.trim_start_matches("; ").to_owned(),
    };
    text.push(Paragraph::at(0).plain(format!("\"{AS_MOST}\" means: ")).quote(words).plain("."));
}

/// The facts that would settle most, over all open answers: in how many they are asked, and how early. Of one name the first.
fn ranked(policy: &Policy, rows: &[Row<'_>]) -> Vec<FactId> {
    let asks = || rows.iter().map(|row| row.answer.ask.as_slice());
    let longest = asks().map(<[FactId]>::len).max().unwrap_or(0);
    let mut scores: BTreeMap<FactId, usize> = BTreeMap::new();
    for (at, id) in asks().flat_map(|ask| ask.iter().enumerate()) {
        *scores.entry(phrases::first_of_name(policy, *id)).or_default() += longest - at;
    }
    let mut ranked: Vec<(Reverse<usize>, FactId)> = scores.into_iter().map(|(id, score)| (Reverse(score), id)).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, id)| id).collect()
}

/// What to find out; where not all kinds that are open have a fact of the name, for which.
fn to_find_out(policy: &Policy, rows: &[Row<'_>], ranked: &[FactId], text: &mut Text) {
    if ranked.is_empty() {
        return;
    }
    let first = ranked.get(..TO_FIND_OUT).unwrap_or(ranked);
    let asked: Vec<&Row<'_>> = rows.iter().filter(|row| !row.answer.ask.is_empty()).collect();
    let open: BTreeSet<KindId> = asked.iter().map(|row| row.answer.kind).collect();
    let named = |id: &FactId| {
        let asks = |row: &&&Row<'_>| row.answer.ask.iter().any(|one| phrases::first_of_name(policy, *one) == *id);
        let kinds: BTreeSet<KindId> = asked.iter().filter(asks).map(|row| row.answer.kind).collect();
        let kinds: Vec<&str> = kinds.iter().filter(|_| kinds.len() < open.len()).map(|kind| policy.kind_name(*kind)).collect();
        let name = policy.fact(*id).map_or("", |fact| &fact.name.phrase);
        if kinds.is_empty() { name.to_owned() } else { format!("{name} ({})", phrases::list(&kinds, "and")) }
    };
    let names: Vec<String> = first.iter().map(named).collect();
    let paragraph = Paragraph::at(0).plain("To find out, the most useful first: ").name(names.join(", "));
    let more = ranked.len() - first.len();
    text.push(if more > 0 { paragraph.plain(format!(", and {more} more.")) } else { paragraph.plain(".") });
}

/// What the answers rest on that nobody told.
fn assumed(policy: &Policy, rows: &[Row<'_>], text: &mut Text) {
    let resting = rows.iter().filter(|row| !row.answer.assumed.is_empty()).count();
    let mut pairs: Vec<(FactId, String)> = Vec::new();
    for row in rows {
        let named = |id: &FactId| (phrases::first_of_name(policy, *id), phrases::value(policy, row.facts, *id));
        pairs.extend(row.answer.assumed.iter().map(named));
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
