//! After each step one line: what it is now, and what that changes.

use super::Moment;
use crate::assess::{Answer, Status};
use crate::diagnostic::words::joined;
use crate::evaluate::{Truth, truth};
use crate::explain::{self, Text};
use crate::model::Expectation;

/// So many strands that give the category are named.
const NAMED: usize = 3;

/// What it is now, and what changed because of a step.
pub(super) fn line(before: &Moment, now: &Moment, text: &mut Text) {
    let Some(answer) = now.answer() else { return };
    let policy = now.policy();
    let mut paragraph = explain::in_a_sentence(policy, answer);
    let same_kind = before.policy().kind_name(before.case.kind) == policy.kind_name(now.case.kind);
    let same = same_kind && before.case.id == now.case.id;
    let is = Stood::of(now, answer);
    let words = match before.answer().filter(|_| same) {
        Some(was) => changed(&Stood::of(before, was), &is),
        None => is.alone(),
    };
    if !words.is_empty() {
        paragraph = paragraph.plain(" ").faint(words);
    }
    text.push(paragraph);
}

/// An answer in words of its policy, so that it can be set beside one of another policy.
struct Stood<'p> {
    status: Status,
    codes: Vec<&'p str>,
    days: String,
    /// The strands that give the category, where it is decided.
    by: Vec<&'p str>,
    /// How many strands there are.
    strands: usize,
    /// The gate that lifts it.
    gate: Option<&'p str>,
    /// What is certainly expected.
    expected: Vec<&'p str>,
    /// What is expected, or may turn out to be.
    perhaps: Vec<&'p str>,
    /// What it certainly gets besides.
    also: Vec<String>,
}

impl<'p> Stood<'p> {
    fn of(moment: &'p Moment, answer: &Answer<'_>) -> Self {
        let policy = moment.policy();
        let whole = policy.categorisation(answer.kind);
        let strand = |at: usize| Some(&*whole?.strands.get(at)?.name.phrase);
        let possible = || answer.expectations.iter().filter_map(|(at, _)| whole?.expectations.get(*at));
        let expected =
            |is: &dyn Fn(&Expectation) -> bool| possible().filter(|one| is(one)).map(|one| &*one.name.phrase).collect::<Vec<_>>();
        let decided = answer.status == Status::Decided && answer.gate.is_none();
        let mut by: Vec<&str> = answer.because.iter().filter(|_| decided).filter_map(|(at, _)| strand(*at)).collect();
        by.dedup();
        let also = answer.also.iter().filter(|(_, certain)| *certain).filter_map(|(at, _)| policy.also.get(*at));
        Self {
            status: answer.status,
            codes: answer.possible.iter().map(|id| policy.category_code(*id)).collect(),
            days: explain::days_in_words(policy, answer),
            by,
            strands: whole.map_or(0, |whole| whole.strands.len()),
            gate: answer.gate.and_then(|at| Some(&*whole?.gates.get(at)?.text)),
            expected: expected(&|one| is_certain(moment, answer, one)),
            perhaps: expected(&|_| true),
            also: also.map(|one| one.items.join("; ")).collect(),
        }
    }

    /// What gives it, where there is nothing to set it beside.
    fn alone(&self) -> String {
        self.given().unwrap_or_default()
    }

    fn given(&self) -> Option<String> {
        if let Some(gate) = self.gate {
            return Some(format!("Lifted to it, as \"{gate}\"."));
        }
        match (self.by.len(), self.by.get(..NAMED)) {
            (0, _) => None,
            (all, _) if all == self.strands && all > 1 => Some("All strands give it.".to_owned()),
            (all, Some(first)) if all > NAMED => Some(format!("Decided by {} and {} more.", first.join(", "), all - NAMED)),
            _ => Some(format!("Decided by {}.", joined(&self.by, "and"))),
        }
    }
}

/// What differs between two answers.
fn changed(was: &Stood<'_>, is: &Stood<'_>) -> String {
    let mut said = Vec::new();
    if was.by != is.by || was.gate != is.gate {
        said.extend(is.given());
    }
    match (was.status, is.status) {
        (Status::Decided, Status::Decided) if was.codes != is.codes || was.days != is.days => {
            let days = if was.days.is_empty() { String::new() } else { format!(": {}", was.days) };
            said.push(format!("It was {}{days}.", was.codes.join("")));
        }
        (Status::Decided, Status::Open) => said.push(format!("It was {}.", was.codes.join(""))),
        (Status::NotCategorised, _) if was.days != is.days => said.push(format!("It was {}.", was.days)),
        _ => said.extend(moved(was, is)),
    }
    expectations(was, is, &mut said);
    let only = |of: &[String], among: &[String]| of.iter().filter(|one| !among.contains(one)).cloned().collect::<Vec<_>>();
    said.extend(listed_with("Besides", &only(&is.also, &was.also)));
    said.extend(listed_with("No longer besides", &only(&was.also, &is.also)));
    if said.is_empty() { "As before.".to_owned() } else { said.join(" ") }
}

/// What comes to be expected, for certain or perhaps, and what is so no longer.
fn expectations(was: &Stood<'_>, is: &Stood<'_>, said: &mut Vec<String>) {
    let new = missing(&is.expected, &was.expected);
    let perhaps = missing(&missing(&is.perhaps, &was.perhaps), &is.expected);
    let gone = missing(&was.expected, &is.expected);
    let unsure = missing(&gone, &missing(&gone, &is.perhaps));
    let ruled_out = missing(&missing(&was.perhaps, &is.perhaps), &was.expected);
    said.extend(listed_with("Now expected", &new));
    said.extend(listed_with("May be expected", &perhaps));
    said.extend(listed_with("No longer expected", &missing(&gone, &unsure)));
    said.extend(listed_with("No longer certain to be expected", &unsure));
    said.extend(listed_with("Can no longer be expected", &ruled_out));
}

/// Whether it is known that something is expected, be it met or not.
fn is_certain(moment: &Moment, answer: &Answer<'_>, expectation: &Expectation) -> bool {
    let applies = |when| truth(moment.policy(), moment.on, &moment.case.facts, when) == Truth::Holds;
    answer.category == Some(expectation.category) && expectation.when.as_ref().is_none_or(applies)
}

/// Which categories are ruled out, and which are possible again.
fn moved(was: &Stood<'_>, is: &Stood<'_>) -> Vec<String> {
    let ruled_out = missing(&was.codes, &is.codes);
    let verb = if ruled_out.len() == 1 { "is" } else { "are" };
    let out = (!ruled_out.is_empty()).then(|| format!("{} {verb} ruled out.", joined(&ruled_out, "and")));
    out.into_iter().chain(listed_with("Possible again", &missing(&is.codes, &was.codes))).collect()
}

fn listed_with<T: AsRef<str>>(before: &str, names: &[T]) -> Option<String> {
    (!names.is_empty()).then(|| format!("{before}: {}.", joined(names, "and")))
}

/// Those of the first that are not among the others.
fn missing<'p>(of: &[&'p str], among: &[&str]) -> Vec<&'p str> {
    of.iter().copied().filter(|one| !among.contains(one)).collect()
}
