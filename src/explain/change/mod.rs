//! What would have to be otherwise for another category, what stands in its way, and what alone makes a setting what it is.

mod between;
mod counts;
mod fold;
mod reason;
mod to;
mod values;

pub(super) use reason::write as write_reason;
pub(crate) use values::{regions_in_words, words as values};

use super::Row;
use super::exact::{Exactly, Prepared};
use super::markup::Text;
use super::reasons::Reasons;
use super::setting::{head, result};
use super::telling::Teller;
use crate::assess::{Assessor, Status};
use crate::model::CategoryId;

/// What is asked about a setting and a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What would have to be otherwise for it to come to this category.
    To {
        /// The category.
        category: CategoryId,
        /// How many of the nearest changes are told; of more the first ones, and how many there are.
        most: usize,
    },
    /// What stands between it and this category.
    WhyNot(CategoryId),
}

/// Which setting it is, what it comes to, in a line, and an answer to each question.
#[must_use]
pub fn questions(assessor: &mut Assessor<'_>, row: Row<'_>, asked: &[Question]) -> Text {
    let mut text = Text::default();
    head(assessor, row.answer, &mut text);
    text.paragraphs.extend(answers(assessor, row, asked, &mut Prepared::default()).paragraphs);
    text
}

/// The same without saying which setting it is. What is prepared for the policy and date is used, and added to.
#[must_use]
pub fn answers(assessor: &mut Assessor<'_>, row: Row<'_>, asked: &[Question], prepared: &mut Prepared) -> Text {
    let (policy, on, answer) = (assessor.policy(), assessor.on(), row.answer);
    let mut text = Text::default();
    let Some(categorisation) = policy.categorisation(answer.kind) else {
        result(policy, answer, None, &mut text);
        return text;
    };
    // What may be so of each strand takes most of the time; to say how it would come to a category does without.
    let tells_why = answer.status == Status::NoAnswer || asked.iter().any(|one| matches!(one, Question::WhyNot(_)));
    let known = tells_why.then(|| Exactly::prepared(policy, on, answer.kind, row.facts, prepared));
    let reasons = known.as_ref().map(|known| {
        let teller = Teller { policy, on, follows: &known.follows, ruled_out: &known.ruled_out };
        Reasons { teller, categorisation, answer, known }
    });
    result(policy, answer, reasons.as_ref(), &mut text);
    for question in asked {
        match (question, &reasons) {
            (Question::To { category, most }, _) => to::write(assessor, row, *category, *most, &mut text),
            (Question::WhyNot(wanted), Some(reasons)) => between::write(reasons, *wanted, &mut text),
            (Question::WhyNot(_), None) => {}
        }
    }
    text
}
