//! Results that are kept, and set beside each other.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::super::super::{Dialogue, Moment};
use crate::assess::{Expected, Status};
use crate::diagnostic::words::{joined, listed};
use crate::diagnostic::{Diagnostic, codes::what_if as codes, nearest};
use crate::explain::{self, Paragraph, Text};
use crate::format;
use crate::syntax::one_line;
use std::collections::BTreeSet;

/// What the present is called where it stands beside what is kept.
const NOW: &str = "now";

/// A result under a name.
#[derive(Clone, Debug)]
pub(in crate::dialogue) struct Kept {
    name: String,
    moment: Moment,
}

impl Kept {
    /// The name it is kept under.
    pub(in crate::dialogue) fn name(&self) -> &str {
        &self.name
    }
}

pub(super) fn keep(turn: &mut Turn<'_>, name: Phrase<'_>) {
    let is_kept = position(turn.dialogue, name.text).is_some();
    if is_kept || name.text.eq_ignore_ascii_case(NOW) || name.text.contains([',', '\n']) {
        let (message, help) = if is_kept {
            (format!("`{}` is kept already.", name.text), format!("Choose another name, or type `drop {}` first.", name.text))
        } else {
            (
                format!("Nothing can be kept as `{}`.", name.text),
                format!("Choose another name: without a comma, and not `{NOW}`."),
            )
        };
        return turn.wrong(Diagnostic::new(codes::KEPT_ALREADY, name.span(), message).help(help));
    }
    let moment = turn.dialogue.now.clone();
    turn.dialogue.kept.push(Kept { name: name.text.to_owned(), moment });
    turn.text.push(Paragraph::at(0).plain("Kept as ").name(name.text).plain(". `compare` sets it beside what comes after."));
}

pub(super) fn list(turn: &mut Turn<'_>, _: Phrase<'_>) {
    let dialogue = &*turn.dialogue;
    if dialogue.kept.is_empty() {
        turn.text.push(Paragraph::at(0).plain("Nothing is kept. `keep NAME` keeps what is now."));
    }
    for Kept { name, moment } in &dialogue.kept {
        let policy = moment.policy();
        let mut paragraph = Paragraph::at(0).name(name.as_str()).plain(format!(", {}: ", policy.a_kind(moment.case.kind)));
        if let Some(answer) = moment.answer() {
            paragraph.pieces.extend(explain::in_a_sentence(policy, answer).pieces);
        }
        turn.text.push(paragraph);
    }
}

pub(super) fn drop(turn: &mut Turn<'_>, name: Phrase<'_>) {
    match position(turn.dialogue, name.text) {
        Some(at) => {
            let gone = turn.dialogue.kept.remove(at);
            turn.text.push(Paragraph::at(0).name(gone.name).plain(" is no longer kept."));
        }
        None => turn.wrong(unknown(turn.dialogue, name)),
    }
}

fn position(dialogue: &Dialogue, name: &str) -> Option<usize> {
    dialogue.kept.iter().position(|one| one.name.eq_ignore_ascii_case(name))
}

fn unknown(dialogue: &Dialogue, name: Phrase<'_>) -> Diagnostic {
    let names: Vec<&str> = dialogue.kept.iter().map(|one| one.name.as_str()).collect();
    let near = nearest(name.text, names.iter().copied()).map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
    let all = if names.is_empty() {
        "Nothing is kept; `keep NAME` keeps what is now.".to_owned()
    } else {
        format!("What is kept: {}.", listed(&names, "and"))
    };
    Diagnostic::new(codes::NOT_KEPT, name.span(), format!("Nothing is kept as `{}`.", name.text)).help(format!("{near}{all}"))
}

/// One of the results that are compared.
struct Beside {
    name: String,
    moment: Moment,
}

pub(super) fn compare(turn: &mut Turn<'_>, names: Phrase<'_>) {
    let dialogue = &*turn.dialogue;
    let beside = |kept: &'_ Kept| Beside { name: kept.name.clone(), moment: kept.moment.clone() };
    let now = || Beside { name: NOW.to_owned(), moment: dialogue.now.clone() };
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for name in names.parted(",") {
        match position(dialogue, name.text).and_then(|at| dialogue.kept.get(at)) {
            Some(kept) => all.push(beside(kept)),
            None if name.text.eq_ignore_ascii_case(NOW) => all.push(now()),
            None => wrong.push(unknown(dialogue, name)),
        }
    }
    if names.text.is_empty() {
        all.extend(dialogue.kept.iter().map(beside));
    }
    // One by itself stands beside the present.
    if names.text.is_empty() || all.len() < 2 {
        all.push(now());
    }
    if wrong.is_empty() && dialogue.kept.is_empty() {
        let message = "There is nothing to compare with: nothing is kept.";
        let help = "`keep NAME` keeps what is now; change something, then type `compare`.";
        wrong.push(Diagnostic::new(codes::NOTHING_KEPT, names.span(), message).help(help));
    }
    if wrong.is_empty() {
        turn.text.paragraphs.extend(side_by_side(&all).paragraphs);
    }
    turn.problems.extend(wrong);
}

/// Aspect by aspect, each result on a line of its own; what is the same for all on one line.
fn side_by_side(all: &[Beside]) -> Text {
    let mut text = Text::default();
    for (title, of) in ASPECTS {
        aspect(&mut text, title, all, of);
    }
    let facts: BTreeSet<String> = all.iter().flat_map(|one| names_told(&one.moment)).collect();
    for fact in &facts {
        differing(&mut text, fact, all, |moment| told(moment, fact));
    }
    policies(&mut text, all);
    text
}

/// What something is of a result, in words.
type Of = fn(&Moment) -> String;

const ASPECTS: [(&str, Of); 5] =
    [("kind of setting", kind), ("category", category), ("days", days), ("decided by", decided_by), ("expected", expected)];

fn aspect(text: &mut Text, title: &str, all: &[Beside], of: impl Fn(&Moment) -> String) {
    let said: Vec<String> = all.iter().map(|one| of(&one.moment)).collect();
    if let Some(first) = said.first().filter(|first| said.iter().all(|one| one == *first)) {
        text.push(Paragraph::at(0).name(title).plain(format!(", the same for all: {first}")));
        return;
    }
    text.push(Paragraph::at(0).name(title).plain(":"));
    for (one, said) in all.iter().zip(said) {
        text.push(Paragraph::at(2).plain(format!("{}: ", one.name)).value(said));
    }
}

/// The same, but nothing where it is the same for all.
fn differing(text: &mut Text, title: &str, all: &[Beside], of: impl Fn(&Moment) -> String) {
    let said: BTreeSet<String> = all.iter().map(|one| of(&one.moment)).collect();
    if said.len() > 1 {
        aspect(text, title, all, of);
    }
}

fn kind(moment: &Moment) -> String {
    moment.policy().kind_name(moment.case.kind).to_owned()
}

fn category(moment: &Moment) -> String {
    let policy = moment.policy();
    let Some(answer) = moment.answer() else { return String::new() };
    let codes: Vec<&str> = answer.possible.iter().map(|id| policy.category_code(*id)).collect();
    match answer.status {
        Status::Decided => codes.concat(),
        Status::Open => format!("not decided: {}", joined(&codes, "or")),
        Status::NotCategorised => "not categorised".to_owned(),
        Status::NoAnswer => "no answer".to_owned(),
    }
}

fn days(moment: &Moment) -> String {
    moment.answer().map_or_else(String::new, |answer| explain::days_in_words(moment.policy(), answer))
}

fn decided_by(moment: &Moment) -> String {
    let (policy, Some(answer)) = (moment.policy(), moment.answer()) else { return String::new() };
    let Some(all) = policy.categorisation(answer.kind) else { return "nothing".to_owned() };
    let strands = answer.because.iter().filter_map(|(at, _)| all.strands.get(*at)).map(|strand| &*strand.name.phrase);
    let gate = answer.gate.and_then(|at| all.gates.get(at)).map(|gate| &*gate.text);
    or_nothing(&strands.chain(gate).collect::<Vec<_>>())
}

fn expected(moment: &Moment) -> String {
    let (policy, Some(answer)) = (moment.policy(), moment.answer()) else { return String::new() };
    let all = policy.categorisation(answer.kind).map_or(&[][..], |one| &one.expectations);
    let names = answer.expectations.iter().filter_map(|(at, found)| Some((&all.get(*at)?.name.phrase, found)));
    let words: Vec<String> = names
        .map(|(name, found)| match found {
            Expected::Met => format!("{name} (met)"),
            Expected::NotMet => format!("{name} (not met)"),
            Expected::Unknown => format!("{name} (not known)"),
        })
        .collect();
    or_nothing(&words)
}

fn or_nothing<T: AsRef<str>>(names: &[T]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { joined(names, "and") }
}

fn names_told(moment: &Moment) -> Vec<String> {
    let policy = moment.policy();
    moment.case.told(policy).filter_map(|(id, _)| policy.fact(id)).map(|fact| fact.name.phrase.to_string()).collect()
}

fn told(moment: &Moment, name: &str) -> String {
    let policy = moment.policy();
    let found = moment.case.told(policy).find(|(id, _)| policy.fact(*id).is_some_and(|fact| *fact.name.phrase == *name));
    match found {
        Some((id, Some(value))) => policy.value_phrase(id, value),
        Some((_, None)) => "said not to be known".to_owned(),
        None => "not told".to_owned(),
    }
}

/// The sentences that are tried in some of them and not in all.
fn policies(text: &mut Text, all: &[Beside]) {
    let sentences: BTreeSet<&String> = all.iter().flat_map(|one| &one.moment.version.tried).collect();
    for sentence in sentences {
        let (has, lacks): (Vec<&Beside>, Vec<&Beside>) = all.iter().partition(|one| one.moment.version.tried.contains(sentence));
        if lacks.is_empty() {
            continue;
        }
        let names: Vec<&str> = has.iter().map(|one| one.name.as_str()).collect();
        text.push(Paragraph::at(0).name("tried only in ").plain(joined(&names, "and")).plain(":"));
        for line in format::format(sentence).text.lines().map(one_line).filter(|line| !line.is_empty()) {
            text.push(Paragraph::at(2).quote(line));
        }
    }
}
