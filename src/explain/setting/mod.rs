//! The whole answer for one setting, in words.

mod ask;
mod derived;
mod matter;
mod open;
mod strands;
mod support;
mod tree;

use super::change::write_reason;
use super::exact::Exactly;
use super::markup::{Paragraph, Text};
use super::reasons::Reasons;
use super::telling::Teller;
use super::{Row, phrases};
use crate::assess::{Answer, Assessor, Status};
use crate::model::{Policy, spoken};

/// Said where the reasons are read off each rule by itself.
const ROUGH: &str = "The policy is so large, and so much is unknown, that the reasons below are read off each rule by itself: \
                     they may name what cannot be together. What it can be, and what to ask, is exact.";

/// What a setting comes to, why, what that brings, and what to ask.
#[must_use]
pub fn setting(assessor: &mut Assessor<'_>, row: Row<'_>) -> Text {
    let (policy, on, answer) = (assessor.policy(), assessor.on(), row.answer);
    let known = Exactly::of_one(policy, on).known(answer.kind, row.facts);
    let mut text = Text::default();
    head(assessor, answer, &mut text);
    let teller = Teller { policy, on, follows: &known.follows, ruled_out: &known.ruled_out };
    let reasons =
        policy.categorisation(answer.kind).map(|categorisation| Reasons { teller, categorisation, answer, known: &known });
    result(policy, answer, reasons.as_ref(), &mut text);
    if let Some(reasons) = &reasons {
        if known.rough {
            text.push(Paragraph::at(0).faint(ROUGH));
        }
        open::write(reasons, &mut text);
        ask::write(assessor, row, &mut text);
    }
    matter::write(assessor, row, &mut text);
    if let Some(reasons) = &reasons {
        strands::write(reasons, &mut text);
    }
    support::write(policy, answer, &mut text);
    assumed(policy, row, &mut text);
    write_reason(assessor, row, &mut text);
    text
}

/// Which setting it is, by which policy, as of when.
pub(super) fn head(assessor: &Assessor<'_>, answer: &Answer<'_>, text: &mut Text) {
    let policy = assessor.policy();
    let kind = policy.kind_name(answer.kind);
    let name = if answer.name.is_empty() { String::new() } else { format!(", {}", answer.name) };
    text.push(Paragraph::at(0).name(format!("{}{name}", answer.id)).plain(format!(" ({kind})")));
    text.push(Paragraph::at(0).faint(format!("{}, as of {}", phrases::policy(policy), spoken(assessor.on()))));
    text.blank();
}

/// What it comes to.
pub(super) fn result(policy: &Policy, answer: &Answer<'_>, reasons: Option<&Reasons<'_>>, text: &mut Text) {
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
        Status::NoAnswer => {
            let why = reasons.map_or_else(String::new, |reasons| format!(": {}", reasons.no_category()));
            Paragraph::at(0).plain(format!("It gets no category{why}"))
        }
    };
    let days = phrases::days_in_words(policy, answer);
    let joint = match answer.status {
        Status::Open => ", with ",
        Status::NotCategorised => "; it gets support: ",
        Status::Decided | Status::NoAnswer => ": ",
    };
    text.push(if days.is_empty() { paragraph.plain(".") } else { paragraph.plain(joint).value(days).plain(".") });
}

fn assumed(policy: &Policy, row: Row<'_>, text: &mut Text) {
    let pairs = row.answer.assumed.iter().map(|id| (*id, phrases::value(policy, row.facts, *id)));
    let groups = phrases::by_value(policy, pairs);
    if groups.is_empty() {
        return;
    }
    text.heading("Assumed, as nobody told");
    for (phrase, names) in groups {
        text.push(Paragraph::at(2).name(names).plain(": ").value(phrase));
    }
    text.push(Paragraph::at(0).plain("The answer rests on these; were they otherwise, it might differ."));
}
