//! What an answer brings: activities by half term, what is expected, and what comes besides.

use crate::assess::{Answer, Expected, Status};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases::{self, cited};
use crate::explain::render::TIED;
use crate::model::{Activity, Allocation, Cadence, Citation, PeriodId, Policy, Visit, When};

/// The support of a decided category, and the expectations and extras of whatever is possible.
pub(super) fn write(policy: &Policy, answer: &Answer<'_>, text: &mut Text) {
    let mut brings = Text::default();
    let known = matches!(answer.status, Status::Decided | Status::NotCategorised);
    if let Some(allocation) = answer.allocations(policy).next().flatten().filter(|_| known) {
        activities(policy, allocation, &mut brings);
        stated_otherwise(allocation, &mut brings);
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

/// `Autumn 2: Core visit (November), 0.5 days; Review, 2 days`, and first what each term or half term has.
pub(in crate::explain) fn activities(policy: &Policy, allocation: &Allocation, text: &mut Text) {
    let mut paragraph = Paragraph::at(2).value(phrases::days_of(allocation.stated()));
    if let Some(general) = &allocation.instead_of {
        paragraph = paragraph.plain(format!(
            ", in place of {} for {}",
            phrases::days_of(general.stated),
            policy.some_kinds(&general.kinds)
        ));
    }
    text.push(cited(paragraph, &allocation.citation));
    let each = [Cadence::Term, Cadence::HalfTerm].map(|cadence| (When::Each(cadence), cadence.words()));
    let periods = policy.periods.iter().zip(0..).map(|(period, at)| (When::At(PeriodId(at)), &*period.name.phrase));
    for (when, name) in each.into_iter().chain(periods) {
        let visits = visits(allocation, when);
        if visits.is_empty() {
            continue;
        }
        let mut paragraph = Paragraph::at(2).name(name).plain(": ");
        for (at, (activity, visit)) in visits.into_iter().enumerate() {
            paragraph = paragraph.plain(if at == 0 { "" } else { "; " }).quote(&*activity.name);
            let note = visit.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
            paragraph = paragraph.plain(note);
            if let Some(days) = days_then(activity, visit) {
                paragraph = paragraph.plain(", ").value(days);
            }
        }
        text.push(paragraph);
    }
}

fn visits(allocation: &Allocation, when: When) -> Vec<(&Activity, &Visit)> {
    let visits = allocation.activities.iter().flat_map(|activity| activity.visits.iter().map(move |visit| (activity, visit)));
    visits.filter(|(_, visit)| visit.when == when).collect()
}

/// The days that an activity takes then: `1 day`, `2 x 0.75 days`; nothing where they are not given and it is once.
fn days_then(activity: &Activity, visit: &Visit) -> Option<String> {
    let each = activity.each().map(|each| phrases::with_word(phrases::number(each)));
    let words = match (each, visit.when, visit.times) {
        (Some(each), When::Each(_), _) | (Some(each), When::At(_), 1) => each,
        (Some(each), When::At(_), times) => format!("{times} x {each}"),
        (None, When::At(_), 2..) => format!("{} times", visit.times),
        (None, ..) => return None,
    };
    Some(words.replace(' ', &TIED.to_string()))
}

/// What the source states otherwise than is given here.
fn stated_otherwise(allocation: &Allocation, text: &mut Text) {
    for contradiction in allocation.disputes.iter().filter_map(|dispute| allocation.contradiction(dispute)) {
        let Some(settled) = contradiction.settled else { continue };
        let mut paragraph = Paragraph::at(2).plain(format!("{}: the source also states ", contradiction.about));
        for (at, claim) in contradiction.statements.iter().skip(1).enumerate() {
            let citation = Citation { from: claim.from.clone(), reading: None };
            paragraph = cited(paragraph.plain(if at == 0 { "" } else { ", and " }).value(claim.words()), &citation);
        }
        let paragraph = paragraph.plain("; settled as ").value(&*settled.text).plain(", because ").quote(&*settled.because);
        text.push(paragraph);
    }
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
