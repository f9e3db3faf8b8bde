//! Questions about the answer.

use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::{Command, Group, Takes};
use crate::assess::{Answer, Assessor};
use crate::diagnostic::{Diagnostic, codes::usage};
use crate::explain::{self, Paragraph, Part, Prepared, Question, Row, Text, sources};
use crate::model::{CategoryId, Policy};
use crate::session;

/// So many of the nearest changes are told.
const MOST_CHANGES: usize = 20;

pub(super) const WHY: Command =
    Command::alone(Group::Questions, "why", "why it is what it is: the fewest facts that are enough, and every strand", why);
pub(super) const WHY_NOT: Command =
    Command::with(Group::Questions, ("why not", Takes::Category, "CATEGORY"), "what stands between it and a category", why_not);
pub(super) const TO: Command =
    Command::with(Group::Questions, ("to", Takes::Category, "CATEGORY"), "the nearest changes that would make it a category", to);
pub(super) const ASK: Command = Command::alone(Group::Questions, "ask", "the best thing to ask next, and of whom", ask);
pub(super) const INTERVIEW: Command =
    Command::alone(Group::Questions, "interview", "asks until nothing more can matter; answers are offered", interview);
pub(super) const INTERVIEW_BY_COST: Command = Command::alone(
    Group::Questions,
    "interview by cost",
    "the same, first what narrows most for what asking costs",
    interview_by_cost,
);
pub(super) const MATTER: Command = Command::alone(
    Group::Questions,
    "which facts matter",
    "which unknown facts can still change anything, and which cannot",
    matter,
);
pub(super) const DAYS: Command = Command::alone(Group::Questions, "days", "what it gets: days, activities, expectations", days);
pub(super) const PLAN: Command = Command::alone(Group::Questions, "plan", "what is to happen when, half term by half term", plan);
pub(super) const ASSUMPTIONS: Command = Command::alone(
    Group::Questions,
    "assumptions",
    "what is assumed, whether the answer rests on it, and what it would be otherwise",
    assumptions,
);
pub(super) const SOURCES: Command =
    Command::alone(Group::Questions, "sources", "the places of the source behind the answer, and what was read into them", cited);
pub(super) const TRACE: Command =
    Command::alone(Group::Questions, "trace", "the whole answer, with everything it rests on", trace);

/// Tells something of the answer; whether anything was told.
fn tell(turn: &mut Turn<'_>, tell: impl FnOnce(&mut Assessor<'_>, Row<'_>, &mut Prepared) -> Text) -> bool {
    let text = turn.with_answer(tell).unwrap_or_default();
    let told = !text.paragraphs.is_empty();
    turn.text.append(text);
    told
}

/// Tells something that the policy and the answer say by themselves.
fn tell_of(turn: &mut Turn<'_>, words: impl FnOnce(&Policy, &Answer<'_>) -> Text) -> bool {
    tell(turn, |assessor, row, _| words(assessor.policy(), row.answer))
}

fn parts(turn: &mut Turn<'_>, parts: &[Part]) -> bool {
    tell(turn, |assessor, row, prepared| explain::parts(assessor, row, parts, prepared))
}

fn why(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result, Part::Open, Part::Reason, Part::Strands]);
}

fn ask(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result]);
    if !parts(turn, &[Part::Ask]) {
        let categorised = turn.policy().categorisation(turn.dialogue.now.case.kind).is_some();
        let why = if categorised { "no unknown fact can change the category" } else { "it gets no category, whatever is told" };
        return turn.text.push(Paragraph::at(0).plain(format!("There is nothing to ask: {why}.")));
    }
    let Some(first) = turn.dialogue.now.answer().and_then(|answer| answer.ask.first().copied()) else { return };
    let policy = turn.policy();
    let asked = policy.fact(first).zip(policy.asked_of(first));
    if let Some(words) = asked.map(|(fact, of)| format!("For {} ask {}.", fact.name.phrase, of.whom)) {
        turn.text.push(Paragraph::at(0).plain(words));
    }
}

fn interview(turn: &mut Turn<'_>, line: Phrase<'_>) {
    super::super::interview::begin(turn, line, false);
}

fn interview_by_cost(turn: &mut Turn<'_>, line: Phrase<'_>) {
    super::super::interview::begin(turn, line, true);
}

fn matter(turn: &mut Turn<'_>, _: Phrase<'_>) {
    if !parts(turn, &[Part::Matter]) {
        turn.text.push(Paragraph::at(0).plain("Nothing is unknown, so nothing that is still to be told matters."));
    }
}

fn days(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result]);
    tell_of(turn, explain::days_of_each);
    parts(turn, &[Part::Support]);
}

fn plan(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result]);
    tell_of(turn, explain::plan);
}

fn assumptions(turn: &mut Turn<'_>, _: Phrase<'_>) {
    tell(turn, |assessor, row, _| explain::assumptions(assessor, row));
}

fn cited(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result]);
    tell_of(turn, sources::behind);
}

fn trace(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &Part::ALL);
}

fn question(turn: &mut Turn<'_>, name: Phrase<'_>, asked: impl FnOnce(CategoryId) -> Question) {
    let (policy, kind) = (turn.policy(), turn.dialogue.now.case.kind);
    if policy.categorisation(kind).is_none() {
        let message = format!("The policy gives {} no category.", policy.a_kind(kind));
        let help = format!("{} `days` shows what this one gets.", session::with_categories(policy));
        return turn.wrong(Diagnostic::new(usage::NOT_CATEGORISED, name.span(), message).help(help));
    }
    match session::category_called(policy, name.text, Some(name.span())) {
        Ok(category) => {
            let asked = asked(category);
            tell(turn, |assessor, row, prepared| explain::answers(assessor, row, &[asked], prepared));
        }
        Err(diagnostic) => turn.wrong(*diagnostic),
    }
}

fn why_not(turn: &mut Turn<'_>, name: Phrase<'_>) {
    question(turn, name, Question::WhyNot);
}

fn to(turn: &mut Turn<'_>, name: Phrase<'_>) {
    question(turn, name, |category| Question::To { category, most: MOST_CHANGES });
}
