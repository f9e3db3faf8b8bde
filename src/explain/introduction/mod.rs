//! A policy at a glance, for someone who sees it for the first time.

use super::markup::{Paragraph, Text};
use super::phrases;
use crate::model::{CategoryId, Domain, Fact, FactId, KindId, Parameter, ParameterValue, Policy, spoken};
use jiff::civil::Date;

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
    text.push(Paragraph::at(0).name(phrases::policy(policy)));
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
    let facts: Vec<(FactId, &Fact)> = policy.facts_of(id).collect();
    if !facts.is_empty() {
        text.push(Paragraph::at(2).plain("Facts that are asked for:"));
    }
    for (id, fact) in facts {
        let assumed = fact.assumed.map_or_else(String::new, |value| format!("; assumed {}", policy.value_phrase(id, value)));
        text.push(Paragraph::at(4).name(&*fact.name.phrase).plain(": ").value(values(policy, fact)).faint(assumed));
    }
    let Some(categorisation) = policy.categorisation(id) else {
        text.push(Paragraph::at(2).plain("It is not categorised."));
        return;
    };
    text.push(Paragraph::at(2).plain("Its category is the most intensive of what these strands give:"));
    for strand in &categorisation.strands {
        let mut codes: Vec<&str> = strand.lines.iter().map(|line| policy.category_code(line.category)).collect();
        codes.dedup();
        text.push(Paragraph::at(4).name(&*strand.name.phrase).plain(": ").category(codes.join(", ")));
    }
    days(policy, id, text);
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

fn days(policy: &Policy, kind: KindId, text: &mut Text) {
    let ids = (0..policy.categories.len()).filter_map(CategoryId::from_index);
    let brought: Vec<(&str, String)> =
        ids.filter_map(|id| Some((policy.category_code(id), phrases::days_of(policy.allocation(kind, id)?.stated())))).collect();
    if brought.is_empty() {
        return;
    }
    text.push(Paragraph::at(2).plain("Days of support:"));
    for (code, days) in brought {
        text.push(Paragraph::at(4).category(code).plain(": ").value(days));
    }
}
