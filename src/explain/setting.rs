//! The whole answer for one setting, in words.

use super::facts::{Behind, cited, names};
use super::markup::{Paragraph, Text};
use super::{Row, phrases, strands};
use crate::assess::{Answer, Assessor, Expected, Status};
use crate::evaluate::{GateTrace, Trace, Truth, evaluate};
use crate::model::{Categorisation, Domain, FactId, FactState, Policy, Value, spoken};

/// What a setting comes to, why, and what to ask.
#[must_use]
pub fn setting(assessor: &mut Assessor<'_>, row: Row<'_>) -> Text {
    let (policy, on, answer) = (assessor.policy(), assessor.on(), row.answer);
    let trace = evaluate(policy, answer.kind, on, row.facts);
    let mut text = Text::default();
    let kind = policy.kinds.get(answer.kind.at()).map_or("", |kind| &kind.name.phrase);
    let name = if answer.name.is_empty() { String::new() } else { format!(", {}", answer.name) };
    text.push(Paragraph::at(0).name(format!("{}{name}", answer.id)).plain(format!(" ({kind})")));
    text.push(Paragraph::at(0).faint(format!("{}, as of {}", phrases::policy(policy), spoken(on))));
    text.blank();
    result(policy, answer, &mut text);
    if let Some(categorisation) = policy.categorisation(answer.kind) {
        decided_by(policy, categorisation, answer, &mut text);
        gates(policy, categorisation, answer, &trace, &mut text);
        expectations(policy, categorisation, answer, &mut text);
    }
    also(policy, answer, &mut text);
    ask(assessor, row, &mut text);
    assumed(policy, row, &mut text);
    if let Some(categorisation) = policy.categorisation(answer.kind) {
        text.heading("Strand by strand, the most intensive first");
        if answer.status == Status::Open && trace.outcomes.len() > outcomes(answer) {
            text.push(
                Paragraph::at(0).plain("Read one by one the strands leave more than is possible when they are taken together."),
            );
        }
        strands::write(policy, categorisation, &trace, &mut text);
    }
    text
}

fn result(policy: &Policy, answer: &Answer<'_>, text: &mut Text) {
    let paragraph = match answer.status {
        Status::Decided => {
            let about = answer.category.and_then(|id| policy.categories.get(id.at())?.about.clone());
            let about = about.map_or_else(String::new, |about| format!(" ({about})"));
            let code = answer.category.map_or("", |id| policy.category_code(id));
            Paragraph::at(0).plain("It is ").category(code).plain(about)
        }
        Status::Open => {
            let possible = phrases::categories(policy, &answer.possible, answer.may_be_silent);
            Paragraph::at(0).plain("Not decided: it can still be ").category(possible)
        }
        Status::NotCategorised => Paragraph::at(0).plain("The policy gives this kind of setting no category"),
        Status::NoAnswer => Paragraph::at(0).plain("It gets no category: no strand says anything about it"),
    };
    let days = phrases::days_in_words(policy, answer);
    let joint = if answer.status == Status::Open { ", with " } else { ": " };
    text.push(if days.is_empty() { paragraph.plain(".") } else { paragraph.plain(joint).value(days).plain(".") });
}

fn decided_by(policy: &Policy, categorisation: &Categorisation, answer: &Answer<'_>, text: &mut Text) {
    if answer.status != Status::Decided {
        return;
    }
    let lines = answer.because.iter().filter_map(|(strand, line)| {
        let strand = categorisation.strands.get(*strand)?;
        Some((strand, strand.lines.get(*line)?))
    });
    let lines: Vec<_> = lines.collect();
    if let (true, [(_, line), _, ..]) = (lines.len() == categorisation.strands.len(), lines.as_slice()) {
        text.push(Paragraph::at(2).plain("every strand gives ").category(policy.category_code(line.category)));
        return;
    }
    for (strand, line) in lines {
        let joint = if line.condition.is_some() { " when " } else { " " };
        let code = policy.category_code(line.category);
        let paragraph = Paragraph::at(2).name(&*strand.name.phrase).plain(": ").category(code).plain(joint);
        text.push(paragraph.quote(line.text()));
    }
}

/// The gate that lifted it, or those that still may.
fn gates(policy: &Policy, categorisation: &Categorisation, answer: &Answer<'_>, trace: &Trace, text: &mut Text) {
    let lifting = |gate: &&GateTrace| {
        if answer.status == Status::Decided { answer.gate == Some(gate.gate) } else { gate.lifts != Truth::Fails }
    };
    for found in trace.gates.iter().filter(lifting) {
        let Some(gate) = categorisation.gates.get(found.gate) else { continue };
        let (from, to) = (policy.category_code(found.from), policy.category_code(found.to));
        let verb = if answer.status == Status::Decided { " lifts it from " } else { " may lift it from " };
        let paragraph = Paragraph::at(2).plain("the gate ").quote(format!("\"{}\"", gate.text)).plain(verb);
        text.push(cited(paragraph.category(from).plain(" to ").category(to), &gate.citation));
        let mut behind = Behind::default();
        behind.add(&found.why);
        behind.write(policy, 4, text);
    }
}

fn expectations(policy: &Policy, categorisation: &Categorisation, answer: &Answer<'_>, text: &mut Text) {
    for (index, expected) in &answer.expectations {
        let Some(expectation) = categorisation.expectations.get(*index) else { continue };
        let word = match expected {
            Expected::Met => "met",
            Expected::NotMet => "not met",
            Expected::Unknown => "not known whether it is met",
        };
        let code = policy.category_code(expectation.category);
        let paragraph = Paragraph::at(2).category(code).plain(" expects ").name(&*expectation.name.phrase);
        let paragraph = match &expectation.when {
            Some(when) => paragraph.plain(" when ").quote(&*when.text),
            None => paragraph,
        };
        text.push(cited(paragraph.plain(": ").value(word), &expectation.citation));
    }
}

fn also(policy: &Policy, answer: &Answer<'_>, text: &mut Text) {
    for (index, certain) in &answer.also {
        let Some(also) = policy.also.get(*index) else { continue };
        let items: Vec<&str> = also.items.iter().map(|item| &**item).collect();
        let before = if *certain { "it also gets " } else { "it may also get " };
        let mut paragraph = Paragraph::at(2).plain(before).quote(items.join("; "));
        if let Some(when) = &also.when {
            paragraph = paragraph.plain(if *certain { ", as " } else { ", when " }).quote(&*when.text);
        }
        text.push(cited(paragraph, &also.citation));
    }
}

/// What to ask, the best fact first, with what each of its values would leave.
fn ask(assessor: &mut Assessor<'_>, row: Row<'_>, text: &mut Text) {
    let policy = assessor.policy();
    let Some((first, others)) = row.answer.ask.split_first() else { return };
    text.heading("What to ask");
    let paragraph = Paragraph::at(0).plain("First ").name(names(policy, &[*first], "and"));
    let reason = if others.is_empty() { "it alone can still change the category" } else { "it narrows the answer most" };
    let left = what_is_left(assessor, row, *first);
    text.push(paragraph.plain(format!(": {reason}.{}", if left.is_empty() { "" } else { " It would leave" })));
    for (possible, count, values) in left {
        let paragraph = Paragraph::at(2).category(possible).faint(format!(" ({count} of {})", outcomes(row.answer)));
        text.push(paragraph.plain(" if it is ").value(phrases::list(&values, "or")));
    }
    if !others.is_empty() {
        text.push(Paragraph::at(0).plain("Then, if it is still open, ").name(names(policy, others, "and")).plain("."));
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
fn outcomes(answer: &Answer<'_>) -> usize {
    answer.possible.len() + usize::from(answer.may_be_silent)
}

fn assumed(policy: &Policy, row: Row<'_>, text: &mut Text) {
    if row.answer.assumed.is_empty() {
        return;
    }
    text.heading("Assumed, as nobody told");
    let mut behind: Vec<(String, Vec<FactId>)> = Vec::new();
    for id in &row.answer.assumed {
        let phrase = row.facts.get(*id).value().map_or_else(String::new, |value| policy.value_phrase(*id, value));
        match behind.iter_mut().find(|(other, _)| *other == phrase) {
            Some((_, ids)) => ids.push(*id),
            None => behind.push((phrase, vec![*id])),
        }
    }
    for (phrase, ids) in behind {
        text.push(Paragraph::at(2).name(names(policy, &ids, "and")).plain(": ").value(phrase));
    }
    text.push(Paragraph::at(0).plain("The answer rests on these; were they otherwise, it might differ."));
}
