//! Questions about the answer.

use super::super::phrase::Phrase;
use super::super::turn::Turn;
use super::{Command, Group, Takes};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::usage, nearest};
use crate::explain::{self, Part, Question};
use crate::model::CategoryId;

/// So many of the nearest changes are told.
const MOST_CHANGES: usize = 20;

const fn about(words: &'static str, about: &'static str, run: fn(&mut Turn<'_>, Phrase<'_>)) -> Command {
    Command { words, takes: Takes::Nothing, shown: "", group: Group::Questions, about, run }
}

const fn about_category(words: &'static str, about: &'static str, run: fn(&mut Turn<'_>, Phrase<'_>)) -> Command {
    Command { words, takes: Takes::Category, shown: "CATEGORY", group: Group::Questions, about, run }
}

pub(super) const WHY: Command = about("why", "why it is what it is: the fewest facts that are enough, and every strand", why);
pub(super) const WHY_NOT: Command = about_category("why not", "what stands between it and a category", why_not);
pub(super) const TO: Command = about_category("to", "the nearest changes that would make it a category", to);
pub(super) const ASK: Command = about("ask", "the best thing to ask next", ask);
pub(super) const MATTER: Command =
    about("which facts matter", "which unknown facts can still change anything, and which cannot", matter);
pub(super) const DAYS: Command = about("days", "what it gets: days, activities, expectations", days);
pub(super) const ASSUMPTIONS: Command = about("assumptions", "what is assumed, and whether the answer rests on it", assumptions);
pub(super) const TRACE: Command = about("trace", "the whole answer, with everything it rests on", trace);

fn parts(turn: &mut Turn<'_>, parts: &[Part]) {
    if let Some(text) = turn.with_answer(|assessor, row| explain::parts(assessor, row, parts)) {
        turn.text.paragraphs.extend(text.paragraphs);
    }
}

fn why(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result, Part::Open, Part::Reason, Part::Strands]);
}

fn ask(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result, Part::Ask]);
}

fn matter(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Matter]);
}

fn days(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Result, Part::Support]);
}

fn assumptions(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &[Part::Assumed]);
}

fn trace(turn: &mut Turn<'_>, _: Phrase<'_>) {
    parts(turn, &Part::ALL);
}

fn question(turn: &mut Turn<'_>, name: Phrase<'_>, asked: impl FnOnce(CategoryId) -> Question) {
    let policy = turn.policy();
    let codes = || policy.categories.iter().map(|category| &*category.code);
    let Some(category) = codes().position(|code| code == name.text).and_then(CategoryId::from_index) else {
        let message = format!("The policy has no category `{}`.", name.text);
        let all = format!("The categories are {}.", listed(&codes().collect::<Vec<_>>(), "and"));
        let near = nearest(name.text, codes()).map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
        return turn.wrong(Diagnostic::new(usage::CATEGORY_UNKNOWN, name.span(), message).help(format!("{near}{all}")));
    };
    let asked = asked(category);
    if let Some(text) = turn.with_answer(|assessor, row| explain::questions(assessor, row, &[asked])) {
        turn.text.paragraphs.extend(text.paragraphs);
    }
}

fn why_not(turn: &mut Turn<'_>, name: Phrase<'_>) {
    question(turn, name, Question::WhyNot);
}

fn to(turn: &mut Turn<'_>, name: Phrase<'_>) {
    question(turn, name, |category| Question::To { category, most: MOST_CHANGES });
}
