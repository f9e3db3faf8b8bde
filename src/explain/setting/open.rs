//! What is certain of an open answer, and what each category that is possible would come from.

use crate::assess::Status;
use crate::evaluate::{GateTrace, Truth, Verdict};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases;
use crate::explain::reasons::Reasons;
use crate::model::CategoryId;

/// The possible categories, the most intensive first, each with what would make it so.
pub(super) fn write(reasons: &Reasons<'_>, text: &mut Text) {
    let answer = reasons.answer;
    if answer.status != Status::Open {
        return;
    }
    let floor = answer.possible.first().copied().filter(|_| !answer.may_be_silent);
    for category in answer.possible.iter().rev() {
        let paragraph = possible(reasons, *category);
        text.push(if floor == Some(*category) {
            least(reasons, *category, paragraph)
        } else {
            from(reasons, *category, paragraph)
        });
    }
    if answer.may_be_silent {
        text.push(Paragraph::at(2).plain("no category if no strand says anything"));
    }
}

/// `C (19 days)`
fn possible(reasons: &Reasons<'_>, category: CategoryId) -> Paragraph {
    let policy = reasons.teller.policy;
    let days = policy
        .allocation(reasons.answer.kind, category)
        .map_or_else(String::new, |one| format!(" ({})", phrases::days_of(one.stated())));
    Paragraph::at(2).category(policy.category_code(category)).value(days)
}

/// The least that it can be, with what makes sure of that.
fn least(reasons: &Reasons<'_>, category: CategoryId, paragraph: Paragraph) -> Paragraph {
    match reasons.certain(category).filter(|_| category.at() > 0) {
        Some(sure) => paragraph.plain(" at the least").quote(sure),
        None => paragraph.plain(" otherwise"),
    }
}

/// `by leadership if leadership is ineffective; by ...`
fn from(reasons: &Reasons<'_>, category: CategoryId, paragraph: Paragraph) -> Paragraph {
    let mut paragraph = paragraph;
    let mut joint = " ";
    for (at, (strand, said)) in reasons.strands().enumerate() {
        let gives = |number: usize| reasons.known.may_give(at, number);
        let lines = said.lines.iter().enumerate();
        let open =
            lines.filter(|(number, line)| line.category == category && line.verdict == Verdict::MayDecide && gives(*number));
        let open: Vec<String> = open.filter_map(|(_, line)| Some(reasons.teller.still_open(line.why.as_ref()?))).collect();
        if !open.is_empty() {
            paragraph =
                paragraph.plain(format!("{joint}by ")).name(&*strand.name.phrase).plain(" if ").quote(open.join(", or if "));
            joint = "; ";
        }
    }
    let lifts =
        |found: &&GateTrace| found.to == category && found.lifts == Truth::Open && reasons.known.may_lift_last(found.gate);
    for found in reasons.known.trace.gates.iter().filter(lifts) {
        let Some(gate) = reasons.categorisation.gates.get(found.gate) else { continue };
        paragraph = paragraph.plain(format!("{joint}by ")).quote(format!("\"{}\"", gate.text));
        joint = "; ";
    }
    paragraph
}
