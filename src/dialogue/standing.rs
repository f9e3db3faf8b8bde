//! After each step one line: what it is now, and what that changes.

use super::Moment;
use crate::assess::{Answer, Status};
use crate::diagnostic::words::joined;
use crate::explain::{self, Text};
use crate::model::Policy;

/// What it is now, and what changed because of a step.
pub(super) fn line(before: &Moment, now: &Moment, text: &mut Text) {
    let Some(answer) = now.answer() else { return };
    let policy = now.policy();
    let mut paragraph = explain::in_a_sentence(policy, answer);
    let same_kind = before.policy().kind_name(before.case.kind) == policy.kind_name(now.case.kind);
    if let Some(was) = before.answer().filter(|was| same_kind && was.status != Status::NotCategorised) {
        paragraph = paragraph.plain(" ").faint(changed(&Stood::of(before.policy(), was), &Stood::of(policy, answer)));
    }
    text.push(paragraph);
}

/// An answer in words of its policy, so that it can be set beside one of another policy.
struct Stood<'p> {
    status: Status,
    codes: Vec<&'p str>,
    days: String,
    expected: Vec<&'p str>,
}

impl<'p> Stood<'p> {
    fn of(policy: &'p Policy, answer: &Answer<'_>) -> Self {
        let expectations = policy.categorisation(answer.kind).map_or(&[][..], |one| &one.expectations);
        let expected = answer.expectations.iter().filter_map(|(at, _)| expectations.get(*at)).map(|one| &*one.name.phrase);
        Self {
            status: answer.status,
            codes: answer.possible.iter().map(|id| policy.category_code(*id)).collect(),
            days: explain::days_in_words(policy, answer),
            expected: expected.collect(),
        }
    }
}

/// What differs between two answers.
fn changed(was: &Stood<'_>, is: &Stood<'_>) -> String {
    let mut said = Vec::new();
    match (was.status, is.status) {
        (Status::Decided, Status::Decided) if was.codes != is.codes || was.days != is.days => {
            said.push(format!("It was {}: {}.", was.codes.join(""), was.days));
        }
        (Status::Decided, Status::Open) => said.push(format!("It was {}.", was.codes.join(""))),
        _ => said.extend(moved(was, is)),
    }
    said.extend(listed_with("Now expected", &missing(&is.expected, &was.expected)));
    said.extend(listed_with("No longer expected", &missing(&was.expected, &is.expected)));
    if said.is_empty() { "As before.".to_owned() } else { said.join(" ") }
}

/// Which categories are ruled out, and which are possible again.
fn moved(was: &Stood<'_>, is: &Stood<'_>) -> Vec<String> {
    let ruled_out = missing(&was.codes, &is.codes);
    let verb = if ruled_out.len() == 1 { "is" } else { "are" };
    let out = (!ruled_out.is_empty()).then(|| format!("{} {verb} ruled out.", joined(&ruled_out, "and")));
    out.into_iter().chain(listed_with("Possible again", &missing(&is.codes, &was.codes))).collect()
}

fn listed_with(before: &str, names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| format!("{before}: {}.", joined(names, "and")))
}

/// Those of the first that are not among the others.
fn missing<'p>(of: &[&'p str], among: &[&str]) -> Vec<&'p str> {
    of.iter().copied().filter(|one| !among.contains(one)).collect()
}
