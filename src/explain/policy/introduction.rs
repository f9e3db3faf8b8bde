//! A policy at a glance, for someone who sees it for the first time.

use super::super::markup::{Paragraph, Text};
use super::super::phrases;
use crate::model::{CategoryId, Domain, Fact, FactId, KindId, Method, Parameter, ParameterValue, Policy, Strand, spoken};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a policy is, whom it is about, which facts it asks for, and what it can come to.
#[must_use]
pub fn introduction(policy: &Policy) -> Text {
    let mut text = Text::default();
    title(policy, &mut text);
    categories(policy, &mut text);
    parameters(policy, &mut text);
    for kind in policy.kind_ids() {
        of_kind(policy, kind, &mut text);
    }
    text
}

fn title(policy: &Policy, text: &mut Text) {
    text.push(Paragraph::at(0).name(phrases::policy(policy)).as_heading(1));
    if let Some(authority) = &policy.authority {
        text.push(Paragraph::at(0).plain(&**authority));
    }
    if let Some((first, last)) = policy.in_force {
        let between = format!("{} to {}", spoken(first), spoken(last));
        text.push(Paragraph::at(0).plain("In force ").value(between).plain("."));
    }
}

fn categories(policy: &Policy, text: &mut Text) {
    if policy.categories.is_empty() {
        return;
    }
    text.heading("Categories, least intensive first");
    for category in &policy.categories {
        let about = category.about.as_ref().map_or_else(String::new, |about| format!(": {about}"));
        text.push(Paragraph::at(2).category(&*category.code).plain(about));
    }
}

fn parameters(policy: &Policy, text: &mut Text) {
    if policy.parameters.is_empty() {
        return;
    }
    text.heading("Numbers and dates that can be changed in one place");
    for parameter in &policy.parameters {
        text.push(Paragraph::at(2).name(&*parameter.name.phrase).plain(": ").value(steps(parameter)));
    }
}

/// `80%`, `80% from 1 September 2021, 75% from 1 September 2023`
fn steps(parameter: &Parameter) -> String {
    let step = |(from, value): &(Option<Date>, ParameterValue)| {
        let value = match (value, &parameter.unit) {
            (ParameterValue::Date(date), _) => spoken(*date),
            (ParameterValue::Number(number), Some(unit)) => unit.with(*number),
            (ParameterValue::Number(number), None) => phrases::number(*number),
        };
        from.map_or(value.clone(), |from| format!("{value} from {}", spoken(from)))
    };
    parameter.steps.iter().map(step).collect::<Vec<_>>().join(", ")
}

fn of_kind(policy: &Policy, id: KindId, text: &mut Text) {
    let Some(kind) = policy.kinds.get(id.at()) else { return };
    text.heading(format!("Setting: {}", kind.name.phrase));
    if let Some(about) = &kind.about {
        text.push(Paragraph::at(2).plain(&**about));
    }
    facts(policy, id, text);
    derived(policy, id, text);
    category(policy, id, text);
    days(policy, id, text);
}

/// From so many facts on that a kind shares with another, they are told by their names alone.
const SHARED: usize = 4;

fn facts(policy: &Policy, kind: KindId, text: &mut Text) {
    let own: Vec<(FactId, &Fact)> = policy.facts_of(kind).collect();
    if own.is_empty() {
        return;
    }
    text.push(Paragraph::at(2).plain("Facts that are asked for:"));
    let shared_with = |other: KindId| own.iter().filter(|(_, fact)| fact.kinds.contains(&other)).count();
    let most = earlier(policy, kind).map(|other| (shared_with(other), other)).filter(|(shared, _)| *shared >= SHARED);
    let like = most.max_by_key(|(shared, _)| *shared).map(|(_, other)| other);
    let (shared, alone): (Vec<_>, Vec<_>) =
        own.into_iter().partition(|(_, fact)| like.is_some_and(|like| fact.kinds.contains(&like)));
    if let Some(like) = like {
        let names: Vec<&str> = shared.iter().map(|(_, fact)| &*fact.name.phrase).collect();
        text.push(Paragraph::at(4).plain(format!("as for {}: ", policy.a_kind(like))).name(names.join(", ")));
    }
    for (id, fact) in alone {
        let assumed = fact.assumed.map_or_else(String::new, |value| format!("; assumed {}", policy.value_phrase(id, value)));
        text.push(Paragraph::at(4).name(&*fact.name.phrase).plain(": ").value(values(policy, fact)).faint(assumed));
    }
}

/// The kinds that stand before one.
fn earlier(policy: &Policy, kind: KindId) -> impl Iterator<Item = KindId> {
    policy.kind_ids().take_while(move |other| *other != kind)
}

/// What values a fact takes, as the policy lists them.
fn values(policy: &Policy, fact: &Fact) -> String {
    let mut values = match &fact.domain {
        Domain::Vocabulary(id) => {
            let values = policy.vocabulary(*id).map(|one| one.values.as_slice()).unwrap_or_default();
            values.iter().map(|value| value.name.phrase.to_string()).collect()
        }
        Domain::Number(domain) => vec![domain.words()],
        Domain::Date => vec!["a date".to_owned()],
    };
    if fact.or_none {
        values.push("none".to_owned());
    }
    phrases::list(&values, "or")
}

/// Tables and scores.
fn derived(policy: &Policy, kind: KindId, text: &mut Text) {
    let names: Vec<&str> = policy.derived.iter().filter(|one| one.kind == kind).map(|one| &*one.name.phrase).collect();
    if !names.is_empty() {
        text.push(Paragraph::at(2).plain("Tables and scores: ").name(names.join(", ")));
    }
}

fn category(policy: &Policy, kind: KindId, text: &mut Text) {
    let Some(categorisation) = policy.categorisation(kind) else {
        return text.push(Paragraph::at(2).plain("It is not categorised."));
    };
    let declared_with = |other: &KindId| policy.categorisation(*other).is_some_and(|other| other.span == categorisation.span);
    if let Some(same) = earlier(policy, kind).find(declared_with) {
        return text.push(Paragraph::at(2).plain(format!("It is categorised together with {}.", policy.a_kind(same))));
    }
    let codes = |strand: &Strand| {
        let given: BTreeSet<CategoryId> = strand.lines.iter().map(|line| line.category).collect();
        given.iter().rev().map(|id| policy.category_code(*id)).collect::<Vec<_>>().join(", ")
    };
    let which = match categorisation.method {
        Method::MostIntensiveStrand => {
            text.push(Paragraph::at(2).plain("Its category is the most intensive of what these strands give:"));
            for strand in &categorisation.strands {
                text.push(Paragraph::at(4).name(&*strand.name.phrase).plain(": ").category(codes(strand)));
            }
            return;
        }
        Method::FirstMatch => "first",
        Method::ExactlyOne => "only",
    };
    for strand in &categorisation.strands {
        let paragraph = Paragraph::at(2);
        let paragraph = if strand.table.is_some() {
            paragraph.plain("Its category is what ").name(&*strand.name.phrase).plain(" gives: ")
        } else {
            paragraph.plain(format!("Its category is that of the {which} line that holds: "))
        };
        text.push(paragraph.category(codes(strand)));
    }
}

fn days(policy: &Policy, kind: KindId, text: &mut Text) {
    let categories = (0..policy.categories.len()).filter_map(CategoryId::from_index).map(Some);
    let brought = categories.chain([None]).filter_map(|category| Some((category, policy.allocation(kind, category)?)));
    let brought: Vec<(Option<CategoryId>, String)> =
        brought.map(|(category, allocation)| (category, phrases::days_of(allocation.stated()))).collect();
    if brought.is_empty() {
        return;
    }
    text.push(Paragraph::at(2).plain("Days of support:"));
    for (category, days) in brought {
        let paragraph = Paragraph::at(4);
        text.push(match category {
            Some(category) => paragraph.category(policy.category_code(category)).plain(": ").value(days),
            None => paragraph.value(days),
        });
    }
}
