//! What an answer brings: activities by half term, what is expected, and what comes besides.

use crate::assess::{Answer, Expected};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases::{self, cited};
use crate::explain::render::TIED;
use crate::model::{Activity, Allocation, CategoryId, MoreGeneral, PeriodId, Policy, Visit};
use rust_decimal::Decimal;

/// The support of a decided category, and the expectations and extras of whatever is possible.
pub(super) fn write(policy: &Policy, answer: &Answer<'_>, text: &mut Text) {
    let mut brings = Text::default();
    if let Some(category) = answer.category {
        activities(policy, answer, category, &mut brings);
    }
    also(policy, answer, &mut brings);
    expectations(policy, answer, &mut brings);
    if brings.paragraphs.is_empty() {
        return;
    }
    text.heading(match answer.category {
        Some(category) => format!("What {} brings", policy.category_code(category)),
        None if answer.possible.is_empty() => "What it gets".to_owned(),
        None => "What may come with it".to_owned(),
    });
    brings.paragraphs.into_iter().for_each(|paragraph| text.push(paragraph));
}

/// `Autumn 2: 0.5 days Team Around the School (November); 2 days Review`
fn activities(policy: &Policy, answer: &Answer<'_>, category: CategoryId, text: &mut Text) {
    let Some(allocation) = policy.allocation(answer.kind, category) else { return };
    let days = phrases::days_of(policy, answer.kind, category).unwrap_or_default();
    let mut paragraph = Paragraph::at(2).value(days);
    if let Some(MoreGeneral { kinds, binding, days }) = &allocation.instead_of {
        let general = phrases::with_word(phrases::bound(*binding, *days));
        let instead = format!(", in place of {general} for {}", policy.some_kinds(kinds));
        paragraph = paragraph.plain(instead);
    }
    text.push(cited(paragraph, &allocation.citation));
    for (at, period) in policy.periods.iter().enumerate() {
        let visits = in_period(allocation, at);
        if visits.is_empty() {
            continue;
        }
        let mut paragraph = Paragraph::at(2).name(&*period.name.phrase).plain(": ");
        for (at, (activity, visit)) in visits.into_iter().enumerate() {
            paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).quote(&*activity.name);
            let note = visit.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
            paragraph = paragraph.plain(note).plain(", ").value(each_time(activity));
        }
        text.push(paragraph);
    }
}

fn in_period(allocation: &Allocation, period: usize) -> Vec<(&Activity, &Visit)> {
    let at = |visit: &&Visit| visit.period == PeriodId(u16::try_from(period).unwrap_or(u16::MAX));
    let visits = allocation.activities.iter().flat_map(|activity| activity.visits.iter().map(move |visit| (activity, visit)));
    visits.filter(|(_, visit)| at(visit)).collect()
}

/// The days that an activity takes each time.
fn each_time(activity: &Activity) -> String {
    phrases::with_word(phrases::number(activity.parts.iter().sum::<Decimal>())).replace(' ', &TIED.to_string())
}

fn also(policy: &Policy, answer: &Answer<'_>, text: &mut Text) {
    for (index, certain) in &answer.also {
        let Some(also) = policy.also.get(*index) else { continue };
        let items: Vec<&str> = also.items.iter().map(|item| &**item).collect();
        let before = if *certain { "besides: " } else { "perhaps besides: " };
        let mut paragraph = Paragraph::at(2).plain(before).quote(items.join("; "));
        if let Some(when) = &also.when {
            paragraph = paragraph.plain(if *certain { ", because of " } else { ", if " }).quote(&*when.text);
        }
        text.push(cited(paragraph, &also.citation));
    }
}

fn expectations(policy: &Policy, answer: &Answer<'_>, text: &mut Text) {
    let Some(categorisation) = policy.categorisation(answer.kind) else { return };
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
        text.push(cited(paragraph.plain(" - ").value(word), &expectation.citation));
    }
}
