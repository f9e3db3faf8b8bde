//! What is known of a setting.

use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases;
use crate::model::{Fact, FactId, FactState, Facts, KindId, Policy};

/// Every fact of a setting: what was told, what was said not to be known, what is assumed, and what is not known.
#[must_use]
pub fn known(policy: &Policy, kind: KindId, facts: &Facts) -> Text {
    let mut text = Text::default();
    let of = |wanted: &dyn Fn(FactState, &Fact) -> bool| -> Vec<FactId> {
        policy.facts_of(kind).filter(|(id, fact)| wanted(facts.get(*id), fact)).map(|(id, _)| id).collect()
    };
    let told = of(&|state, _| matches!(state, FactState::Told(_)));
    let pairs = told.iter().map(|id| (*id, phrases::value(policy, facts, *id)));
    valued("Told", phrases::each_by_value(policy, pairs), &mut text);
    named(policy, "Said not to be known", &of(&|state, fact| state == FactState::Unknown && fact.assumed.is_some()), &mut text);
    let assumed = of(&|state, _| matches!(state, FactState::Assumed(_)));
    let pairs = assumed.iter().map(|id| (*id, phrases::value(policy, facts, *id)));
    valued("Assumed, as nobody told", phrases::each_by_value(policy, pairs), &mut text);
    let unknown = of(&|state, fact| state == FactState::Unknown && fact.assumed.is_none());
    named(policy, "Not known", &unknown, &mut text);
    if let Some(first) = unknown.first().or(assumed.first()).and_then(|id| policy.fact(*id)) {
        text.blank();
        let words = format!("Type the name of a fact, such as {}, to see what it can be.", first.name.phrase);
        text.push(Paragraph::at(0).faint(words));
    }
    if text.paragraphs.is_empty() {
        text.push(Paragraph::at(0).plain(format!("{} has no facts.", policy.a_kind(kind))));
    }
    text
}

fn valued(heading: &str, groups: Vec<(String, String)>, text: &mut Text) {
    if groups.is_empty() {
        return;
    }
    text.heading(heading);
    for (value, names) in groups {
        text.push(Paragraph::at(2).name(names).plain(": ").value(value));
    }
}

fn named(policy: &Policy, heading: &str, facts: &[FactId], text: &mut Text) {
    if !facts.is_empty() {
        text.heading(heading);
        text.push(Paragraph::at(2).name(phrases::named(policy, facts)));
    }
}
