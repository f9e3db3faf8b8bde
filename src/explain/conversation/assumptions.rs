//! What is assumed, and what would be were it otherwise.

use crate::assess::{Answer, Assessor};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::{Row, phrases};
use crate::model::{Domain, FactId, FactState, Policy, Value};

/// The facts that are assumed, which of them the answer rests on, and what it would be with each of them otherwise.
#[must_use]
pub fn assumptions(assessor: &mut Assessor<'_>, row: Row<'_>) -> Text {
    let policy = assessor.policy();
    let mut text = Text::default();
    let is_assumed = |id: &FactId| matches!(row.facts.get(*id), FactState::Assumed(_));
    let others: Vec<FactId> = policy
        .facts_of(row.answer.kind)
        .map(|(id, _)| id)
        .filter(|id| is_assumed(id) && !row.answer.assumed.contains(id))
        .collect();
    if row.answer.assumed.is_empty() {
        text.push(Paragraph::at(0).plain("The answer rests on nothing that is assumed."));
    } else {
        text.heading("Assumed, as nobody told, and the answer rests on it");
        one_by_one(assessor, row, &mut text);
        together(assessor, row, &mut text);
    }
    if !others.is_empty() {
        text.heading("Assumed too; were it otherwise, the answer would be the same");
        let pairs = others.iter().map(|id| (*id, phrases::value(policy, row.facts, *id)));
        for (value, names) in phrases::each_by_value(policy, pairs) {
            text.push(Paragraph::at(2).name(names).plain(": ").value(value));
        }
    }
    text
}

/// What is assumed, and what each other value of it alone would make of the answer; facts of which the same is to be said together.
fn one_by_one(assessor: &mut Assessor<'_>, row: Row<'_>, text: &mut Text) {
    let policy = assessor.policy();
    let mut groups: Vec<(String, Vec<String>, Vec<FactId>)> = Vec::new();
    for id in &row.answer.assumed {
        let (assumed, would) = (phrases::value(policy, row.facts, *id), otherwise(assessor, row, *id));
        match groups.iter_mut().find(|(value, what, _)| *value == assumed && *what == would) {
            Some((.., ids)) => ids.push(*id),
            None => groups.push((assumed, would, vec![*id])),
        }
    }
    for (assumed, would, ids) in groups {
        text.push(Paragraph::at(2).name(phrases::named(policy, &ids)).plain(": ").value(assumed));
        would.into_iter().for_each(|words| text.push(Paragraph::at(4).plain(words)));
    }
}

/// `if it is high: B2, 14.5 days`, for each other value that makes a difference. A number or a day has no list of values to try.
fn otherwise(assessor: &mut Assessor<'_>, row: Row<'_>, id: FactId) -> Vec<String> {
    let policy = assessor.policy();
    let Some(fact) = policy.fact(id) else { return Vec::new() };
    let Domain::Vocabulary(vocabulary) = fact.domain else {
        return vec!["with another value it might be otherwise".to_owned()];
    };
    let count = policy.vocabulary(vocabulary).map_or(0, |vocabulary| vocabulary.values.len());
    let values = (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Option).chain(fact.or_none.then_some(Value::None));
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for value in values.filter(|value| row.facts.get(id).value() != Some(*value)) {
        let Some(words) = with(assessor, row, &[id], FactState::Told(value)) else { continue };
        let phrase = policy.value_phrase(id, value);
        match all.iter_mut().find(|(other, _)| *other == words) {
            Some((_, phrases)) => phrases.push(phrase),
            None => all.push((words, vec![phrase])),
        }
    }
    let same = answer_in_words(policy, row.answer);
    all.retain(|(words, _)| *words != same);
    if all.is_empty() {
        return vec!["alone it makes no difference, with others it can".to_owned()];
    }
    all.into_iter().map(|(words, values)| format!("if it is {}: {words}", phrases::list(&values, "or"))).collect()
}

/// What would be possible if none of what the answer rests on were assumed.
fn together(assessor: &mut Assessor<'_>, row: Row<'_>, text: &mut Text) {
    if let Some(words) = with(assessor, row, &row.answer.assumed, FactState::Unknown) {
        text.push(Paragraph::at(0).plain(format!("Were nothing of this assumed, it would be {words}.")));
    }
}

/// What it would come to with some facts in another state; nothing where these facts cannot be together.
fn with(assessor: &mut Assessor<'_>, row: Row<'_>, ids: &[FactId], state: FactState) -> Option<String> {
    let mut facts = row.facts.clone();
    ids.iter().for_each(|id| facts.set(*id, state));
    let answer = assessor.assess("", "", row.answer.kind, &facts).ok()?;
    Some(answer_in_words(assessor.policy(), &answer))
}

fn answer_in_words(policy: &Policy, answer: &Answer<'_>) -> String {
    let codes = phrases::categories(policy, &answer.possible, answer.may_be_silent);
    let days = phrases::days_in_words(policy, answer);
    if days.is_empty() { codes } else { format!("{codes}, {days}") }
}
