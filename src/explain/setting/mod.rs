//! The whole answer for one setting, in words.

mod ask;
mod derived;
mod matter;
mod open;
mod strands;
mod support;
mod tree;

pub(super) use support::activities;

use super::change::write_reason;
use super::exact::{Exactly, Prepared};
use super::markup::{Paragraph, Text};
use super::reasons::Reasons;
use super::telling::Teller;
use super::{Row, phrases};
use crate::assess::{Answer, Assessor, Status};
use crate::model::{Policy, spoken};

/// Said where the reasons are read off each rule by itself.
const ROUGH: &str = "The policy is so large, and so much is unknown, that the reasons below are read off each rule by itself: \
                     they may name what cannot be together. What it can be, and what to ask, is exact.";

/// A part of the whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it comes to, in a sentence.
    Result,
    /// Why it is not decided.
    Open,
    /// What to ask next.
    Ask,
    /// What the unknown facts can still matter to.
    Matter,
    /// What each strand says, and from where.
    Strands,
    /// What the category brings: days, activities, expectations.
    Support,
    /// What is assumed as nobody told.
    Assumed,
    /// The fewest told facts that are enough, and what was told and is not needed.
    Reason,
}

impl Part {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 8] =
        [Self::Result, Self::Open, Self::Ask, Self::Matter, Self::Strands, Self::Support, Self::Assumed, Self::Reason];
}

/// What a setting comes to, why, what that brings, and what to ask.
#[must_use]
pub fn setting(assessor: &mut Assessor<'_>, row: Row<'_>) -> Text {
    let mut text = Text::default();
    head(assessor, row.answer, &mut text);
    tell(assessor, row, &Part::ALL, &mut Prepared::default(), &mut text);
    text
}

/// Some parts of the answer for a setting, without saying which setting it is. What is prepared for the policy and date is used, and
/// added to.
#[must_use]
pub fn parts(assessor: &mut Assessor<'_>, row: Row<'_>, wanted: &[Part], prepared: &mut Prepared) -> Text {
    let mut text = Text::default();
    tell(assessor, row, wanted, prepared, &mut text);
    text
}

fn tell(assessor: &mut Assessor<'_>, row: Row<'_>, wanted: &[Part], prepared: &mut Prepared, text: &mut Text) {
    let (policy, on, answer) = (assessor.policy(), assessor.on(), row.answer);
    // What may be so of each strand takes most of the time; other parts do without.
    let tells_why = answer.status == Status::NoAnswer || wanted.iter().any(|part| matches!(part, Part::Open | Part::Strands));
    let known = tells_why.then(|| Exactly::prepared(policy, on, answer.kind, row.facts, prepared));
    let categorisation = policy.categorisation(answer.kind);
    let reasons = known.as_ref().zip(categorisation).map(|(known, categorisation)| {
        let teller = Teller { policy, on, follows: &known.follows, ruled_out: &known.ruled_out };
        Reasons { teller, categorisation, answer, known }
    });
    for part in wanted {
        match (part, &reasons) {
            (Part::Result, reasons) => {
                result(policy, answer, reasons.as_ref(), text);
                if reasons.is_some_and(|reasons| reasons.known.rough) {
                    text.push(Paragraph::at(0).faint(ROUGH));
                }
            }
            (Part::Open, Some(reasons)) => open::write(reasons, text),
            (Part::Ask, _) if categorisation.is_some() => ask::write(assessor, row, text),
            (Part::Strands, Some(reasons)) => strands::write(reasons, text),
            (Part::Open | Part::Ask | Part::Strands, _) => {}
            (Part::Matter, _) => matter::write(assessor, row, text),
            (Part::Support, _) => support::write(policy, answer, text),
            (Part::Assumed, _) => assumed(policy, row, text),
            (Part::Reason, _) => write_reason(assessor, row, text),
        }
    }
}

/// Which setting it is, by which policy, as of when.
pub(super) fn head(assessor: &Assessor<'_>, answer: &Answer<'_>, text: &mut Text) {
    let policy = assessor.policy();
    let kind = policy.kind_name(answer.kind);
    let name = if answer.name.is_empty() { String::new() } else { format!(", {}", answer.name) };
    text.push(Paragraph::at(0).name(format!("{}{name}", answer.id)).plain(format!(" ({kind})")).as_heading(1));
    text.push(Paragraph::at(0).faint(format!("{}, as of {}", phrases::policy(policy), spoken(assessor.on()))));
    text.blank();
}

/// What a setting comes to, in a sentence.
#[must_use]
pub fn in_a_sentence(policy: &Policy, answer: &Answer<'_>) -> Paragraph {
    let mut text = Text::default();
    result(policy, answer, None, &mut text);
    text.paragraphs.into_iter().next().unwrap_or_default()
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
