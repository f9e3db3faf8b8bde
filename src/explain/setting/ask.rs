//! What to ask, and what each answer would leave.

use crate::assess::{Answer, Assessor};
use crate::explain::markup::{Paragraph, Style, Text};
use crate::explain::{Row, phrases};
use crate::model::{Domain, FactId, FactState, Value};

/// What to ask, the best fact first, with what each of its values would leave.
pub(super) fn write(assessor: &mut Assessor<'_>, row: Row<'_>, text: &mut Text) {
    let policy = assessor.policy();
    let Some((first, others)) = row.answer.ask.split_first() else { return };
    text.heading("What to ask");
    let paragraph = Paragraph::at(0).plain("Ask first for ").name(phrases::names(policy, &[*first]).concat());
    let reason = if others.is_empty() { "it alone can still change the category" } else { "it narrows the answer most" };
    let left = what_is_left(assessor, row, *first);
    text.push(paragraph.plain(format!(": {reason}.{}", if left.is_empty() { "" } else { " Its values would leave:" })));
    for (possible, count, values) in left {
        let paragraph = Paragraph::at(2).category(possible).faint(format!(" ({count} of {})", outcomes(row.answer)));
        text.push(paragraph.plain(" if it is ").value(phrases::list(&values, "or")));
    }
    if !others.is_empty() {
        let others = phrases::names(policy, others);
        text.push(Paragraph::at(0).plain("Then, if it is still open, for ").each(Style::Name, &others, "and").plain("."));
    }
}

/// What would be left for each value that a fact can have, values that leave the same together. Empty for numbers and days.
fn what_is_left(assessor: &mut Assessor<'_>, row: Row<'_>, id: FactId) -> Vec<(String, usize, Vec<String>)> {
    let policy = assessor.policy();
    let Some(fact) = policy.fact(id) else { return Vec::new() };
    let Domain::Vocabulary(vocabulary) = fact.domain else { return Vec::new() };
    let count = policy.vocabulary(vocabulary).map_or(0, |vocabulary| vocabulary.values.len());
    let values = (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Option);
    let mut left: Vec<(String, usize, Vec<String>)> = Vec::new();
    for value in values.chain(fact.or_none.then_some(Value::None)) {
        let mut facts = row.facts.clone();
        facts.set(id, FactState::Told(value));
        // A value that cannot be with the other facts leaves nothing.
        let Ok(answer) = assessor.assess(row.answer.id, row.answer.name, row.answer.kind, &facts) else { continue };
        let possible = phrases::categories(policy, &answer.possible, answer.may_be_silent);
        let phrase = policy.value_phrase(id, value);
        match left.iter_mut().find(|(other, ..)| *other == possible) {
            Some((.., values)) => values.push(phrase),
            None => left.push((possible, outcomes(&answer), vec![phrase])),
        }
    }
    left
}

/// How many ways it may come out, having no category being one.
pub(super) fn outcomes(answer: &Answer<'_>) -> usize {
    answer.possible.len() + usize::from(answer.may_be_silent)
}
