//! What there is to tell of a policy itself.

mod introduction;

pub use introduction::introduction;

use super::markup::{Paragraph, Text};
use super::phrases::{self, count, place};
use crate::model::{Binding, Contradiction, Figure, Policy};
use crate::source::Sources;

/// Where the source contradicts itself and how each was settled, and which allocations go before more general ones, each with
/// the places in the source and in the policy's files.
#[must_use]
pub fn contradictions(policy: &Policy, sources: &Sources) -> Text {
    let mut text = Text::default();
    text.heading(format!("Contradictions in the source of {}", phrases::policy(policy)));
    let all = policy.every_contradiction();
    text.push(match all.len() {
        0 => Paragraph::at(0).plain("No contradictions: nothing is stated in two ways."),
        number => Paragraph::at(0).plain(format!("{}.", count(number, "settled contradiction", "settled contradictions"))),
    });
    for (number, one) in (1..).zip(&all) {
        text.blank();
        text.push(Paragraph::at(0).plain(format!("{number}. ")).name(&*one.about));
        contradiction(one, sources, &mut text);
    }
    more_specific(policy, sources, &mut text);
    text
}

fn contradiction(one: &Contradiction, sources: &Sources, text: &mut Text) {
    for (at, claim) in one.statements.iter().enumerate() {
        let from = claim.from.as_ref().map_or_else(String::new, |from| format!(", from {from}"));
        let mut paragraph = Paragraph::at(2).plain(if at == 0 { "stated as " } else { "also stated as " });
        paragraph = paragraph.value(claim.words()).plain(from).faint(format!(" ({})", place(claim.span, sources)));
        if let Some(sum) = one.sum.filter(|_| at == 0) {
            paragraph = paragraph.plain(format!("; its rows add up to {}", Figure::Days(Binding::Exact, sum)));
        }
        text.push(paragraph);
    }
    if let Some(settled) = &one.settled {
        let paragraph = Paragraph::at(2).plain("settled as ").value(&*settled.text).plain(", because ").quote(&*settled.because);
        text.push(paragraph.faint(format!(" ({})", place(settled.span, sources))));
    }
}

fn more_specific(policy: &Policy, sources: &Sources, text: &mut Text) {
    let pairs = policy.more_specific();
    if pairs.is_empty() {
        return;
    }
    text.heading("Where two allocations are for one setting, the more specific is used");
    for (one, general) in pairs {
        let of = |about: &str, span| format!("that for {about} ({})", place(span, sources));
        let words = format!("{} stands in the place of {}", of(&one.about, one.span), of(&general.about, general.span));
        text.push(Paragraph::at(2).plain(words));
    }
}
