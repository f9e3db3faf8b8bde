//! What is to happen when.

use crate::assess::{Answer, Status};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases;
use crate::explain::setting::activities;
use crate::model::{CategoryId, Policy};

/// That the policy does not say what a setting gets, whatever is possible; nothing where it says it of anything.
fn unsaid(policy: &Policy, answer: &Answer<'_>) -> Option<Paragraph> {
    let mut brought = answer.allocations(policy).peekable();
    let is_unsaid = brought.peek().is_some() && brought.all(|one| one.is_none());
    is_unsaid.then(|| Paragraph::at(0).plain(format!("The policy does not say what {} gets.", policy.a_kind(answer.kind))))
}

/// What is to happen in which term or half term; where the category is open, for each that is possible.
#[must_use]
pub fn plan(policy: &Policy, answer: &Answer<'_>) -> Text {
    let mut text = Text::default();
    if let Some(unsaid) = unsaid(policy, answer) {
        text.push(unsaid);
        return text;
    }
    let brought = answer.allocations(policy).collect::<Vec<_>>();
    for (at, allocation) in brought.iter().enumerate() {
        let code = answer.possible.get(at).map(|category| policy.category_code(*category));
        let Some(allocation) = allocation else {
            let what = code
                .map_or_else(|| "this kind of setting".to_owned(), |code| format!("{} in {code}", policy.a_kind(answer.kind)));
            text.push(Paragraph::at(0).plain(format!("The policy does not say what {what} gets.")));
            continue;
        };
        text.heading(match (answer.status, code) {
            (Status::Open, Some(code)) => format!("If it is {code}"),
            (_, Some(code)) => format!("What {code} brings"),
            (_, None) => "What it gets".to_owned(),
        });
        activities(policy, allocation, &mut text);
        if allocation.activities.is_empty() {
            text.push(Paragraph::at(2).plain("The policy does not say what is to happen when."));
        }
    }
    if brought.is_empty() {
        text.push(Paragraph::at(0).plain("Without a category there is nothing to plan."));
    }
    text
}

/// The days of each category that is possible, where it is not decided.
#[must_use]
pub fn days_of_each(policy: &Policy, answer: &Answer<'_>) -> Text {
    let mut text = Text::default();
    if let Some(unsaid) = unsaid(policy, answer) {
        text.push(unsaid);
        return text;
    }
    if answer.status != Status::Open {
        return text;
    }
    let days = |category: &CategoryId| {
        let stated = policy.allocation(answer.kind, *category).map(|one| phrases::days_of(one.stated()));
        (*category, stated)
    };
    for (category, stated) in answer.possible.iter().map(days) {
        let paragraph = Paragraph::at(2).category(policy.category_code(category)).plain(": ");
        text.push(match stated {
            Some(stated) => paragraph.value(stated),
            None => paragraph.plain("the policy does not say"),
        });
    }
    text
}
