//! What is certain of an open answer, and what each category that is possible would come from.

use crate::assess::Status;
use crate::evaluate::{GateTrace, Truth, Verdict};
use crate::explain::markup::{Paragraph, Text};
use crate::explain::phrases;
use crate::explain::reasons::Reasons;
use crate::model::{CategoryId, Method};

/// The possible categories, the most intensive first, each with what would make it so.
pub(super) fn write(reasons: &Reasons<'_>, text: &mut Text) {
    let answer = reasons.answer;
    if answer.status != Status::Open {
        return;
    }
    let floor = answer.possible.first().copied().filter(|_| !answer.may_be_silent && reasons.by_strands());
    for category in answer.possible.iter().rev() {
        let paragraph = possible(reasons, *category);
        text.push(if floor == Some(*category) {
            least(reasons, *category, paragraph)
        } else {
            from(reasons, *category, paragraph)
        });
    }
    if answer.may_be_silent {
        let no_line = match reasons.categorisation.method {
            Method::MostIntensiveStrand => "no category if no strand says anything",
            Method::FirstMatch => "no category if no line holds",
            Method::ExactlyOne => "no category if no line holds, or more than one",
        };
        text.push(Paragraph::at(2).plain(no_line));
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
        Some(sure) => paragraph.plain(" at least,").quote(sure),
        None => paragraph.plain(" otherwise"),
    }
}

/// `by leadership if leadership is ineffective; by ...`
fn from(reasons: &Reasons<'_>, category: CategoryId, paragraph: Paragraph) -> Paragraph {
    let (mut paragraph, mut joint) = if reasons.by_strands() {
        (paragraph, " ")
    } else {
        let open = of_lines(reasons, category);
        let joint = if open.is_empty() { " " } else { "; " };
        (if open.is_empty() { paragraph } else { paragraph.plain(" ").quote(open.join(", or ")) }, joint)
    };
    for (at, (strand, said)) in reasons.strands().enumerate() {
        let gives = |number: usize| reasons.known.may_give(at, number);
        let lines = said.lines.iter().enumerate();
        let open =
            lines.filter(|(number, line)| line.category == category && line.verdict == Verdict::MayDecide && gives(*number));
        let open: Vec<String> = open.filter_map(|(_, line)| Some(reasons.teller.still_open(line.why.as_ref()?))).collect();
        if !open.is_empty() && reasons.by_strands() {
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

/// What each line that may give a category comes down to, where one line says it all: `if governance is red`, `otherwise`.
fn of_lines(reasons: &Reasons<'_>, category: CategoryId) -> Vec<String> {
    let lines =
        reasons.strands().enumerate().flat_map(|(at, (_, said))| said.lines.iter().enumerate().map(move |line| (at, line)));
    let in_play = lines.filter(|(at, (number, line))| {
        line.category == category && line.verdict.is_in_play() && reasons.known.may_give(*at, *number)
    });
    let words = in_play.map(|(_, (_, line))| match &line.why {
        None => "otherwise".to_owned(),
        Some(why) if why.truth == Truth::Open => format!("if {}", reasons.teller.still_open(why)),
        Some(_) if reasons.categorisation.method == Method::ExactlyOne => "if no other line holds".to_owned(),
        Some(_) => "if no line above holds".to_owned(),
    });
    let mut all: Vec<String> = Vec::new();
    for words in words {
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all
}
