//! Single lines of a strand: `B2 when ..., in leadership`, `in leadership, in place of line 2: ...`, `in leadership without line 3`.

use super::super::super::phrase::Phrase;
use super::super::super::turn::Turn;
use super::places::Typed;
use crate::diagnostic::words::{capital, counted, listed};
use crate::diagnostic::{Diagnostic, codes::what_if as codes, nearest};
use crate::explain::Paragraph;
use crate::model::{Policy, Strand};
use crate::revision::{self, Written};

type Refused = Box<Diagnostic>;

/// How a line can be said to stand in a strand.
const FORMS: &str = "Type `try CATEGORY when ..., in STRAND` for a line more, `try in STRAND, in place of line 2: CATEGORY when ...` for \
                     another, `try in STRAND without line 2` for one less.";

/// What is said of a strand.
enum Change<'l> {
    More(Phrase<'l>),
    InPlaceOf(Phrase<'l>, Phrase<'l>),
    Without(Phrase<'l>),
}

impl Change<'_> {
    /// What is said of the line.
    const fn line(&self) -> &str {
        match self {
            Self::More(line) | Self::InPlaceOf(_, line) | Self::Without(line) => line.text,
        }
    }
}

/// The sentence that is meant. A line of a strand becomes the strand with that line.
pub(super) fn meant<'l>(turn: &Turn<'_>, said: Phrase<'l>) -> Result<Typed<'l>, Refused> {
    let Some((name, change)) = in_a_strand(turn, said)? else { return Ok(Typed::whole(said)) };
    let written = strand(turn, name)?;
    let (at, line, (text, own), is) = match change {
        Change::More(line) => {
            let at = place(turn.policy(), &written, line.text);
            (at, line, written.with(at, line.text), "is new")
        }
        Change::InPlaceOf(number, line) => {
            let at = numbered(&written, name, number)?;
            let changed = written.with_instead(at, line.text).ok_or_else(|| no_line(&written, name, number))?;
            (at, line, changed, "is another")
        }
        Change::Without(number) => {
            let at = numbered(&written, name, number)?;
            (at, number, (written.without(at).unwrap_or_default(), 0..0), "is gone")
        }
    };
    let name = name.after("strand").unwrap_or(name).text;
    let done = Paragraph::at(0).plain(format!("Line {} of ", at + 1)).name(name).plain(format!(" {is}."));
    Ok(Typed { text, own, said: line, done: Some(done) })
}

/// The line that is said to stand in a strand, where one is said and not taken away.
pub(super) fn line_in_a_strand(said: &str) -> Option<&str> {
    let (word, rest) = said.trim_start().split_once(char::is_whitespace)?;
    if word.eq_ignore_ascii_case("in") { rest.split_once(':').map(|(_, line)| line) } else { None }
}

fn in_a_strand<'l>(turn: &Turn<'_>, said: Phrase<'l>) -> Result<Option<(Phrase<'l>, Change<'l>)>, Refused> {
    if let Some(rest) = said.after("in") {
        let is_said = |(_, change): &(Phrase<'_>, Change<'_>)| !change.line().is_empty();
        return below(rest).filter(is_said).map(Some).ok_or_else(|| {
            let message = "It is not said what is to change in the strand.";
            Box::new(Diagnostic::new(codes::LINE_UNSAID, rest.span(), message).help(FORMS))
        });
    }
    if let Some(found) = said.split_last(", in place of line ").and_then(|(line, number)| behind(turn, line, number)) {
        return Ok(Some(found));
    }
    let behind = said.split_last(", in ").filter(|(_, name)| named(turn.policy(), turn, *name).is_some());
    if let Some((line, name)) = behind.filter(|_| decides(said.text)) {
        return Ok(Some((name, Change::More(line))));
    }
    let begins = |code: &str| said.text.strip_prefix(code).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let is_line = turn.policy().categories.iter().any(|one| begins(&one.code)) && decides(said.text);
    if !is_line {
        return Ok(None);
    }
    match said.split_last(", in ") {
        Some((line, name)) => Ok(Some((name, Change::More(line)))),
        None => Err(Box::new(nowhere(turn, said))),
    }
}

/// `B1 when ..., in leadership, in place of line 2`
fn behind<'l>(turn: &Turn<'_>, said: Phrase<'l>, number: Phrase<'l>) -> Option<(Phrase<'l>, Change<'l>)> {
    let (line, name) = said.split_last(", in ").filter(|_| decides(said.text))?;
    named(turn.policy(), turn, name).map(|_| (name, Change::InPlaceOf(number, line)))
}

/// What is said behind `in`.
fn below(rest: Phrase<'_>) -> Option<(Phrase<'_>, Change<'_>)> {
    if let Some((place, line)) = rest.split_first(":") {
        return Some(match place.split_first(" in place of line ") {
            Some((name, number)) => (without_comma(name), Change::InPlaceOf(number, line)),
            None => (place, Change::More(line)),
        });
    }
    let (name, number) = rest.split_first(" without line ")?;
    Some((without_comma(name), Change::Without(number)))
}

fn without_comma(name: Phrase<'_>) -> Phrase<'_> {
    name.split_last(",").filter(|(_, rest)| rest.text.is_empty()).map_or(name, |(name, _)| name)
}

/// Whether words are those of a line that gives a category.
fn decides(text: &str) -> bool {
    let has = |word: &str| text.split_whitespace().any(|one| one.trim_end_matches(',').eq_ignore_ascii_case(word));
    (has("when") || has("otherwise")) && !has("expects")
}

fn nowhere(turn: &Turn<'_>, said: Phrase<'_>) -> Diagnostic {
    let help = match strands(turn.policy(), turn).first() {
        Some(first) => {
            let line = said.text.lines().next().unwrap_or_default();
            format!("Write it behind the line, as in `try {line}, in {}`. {}", first.name.phrase, all(turn))
        }
        None => all(turn),
    };
    Diagnostic::new(codes::IN_WHICH_STRAND, said.span(), "It is not said in which strand this line is to stand.").help(help)
}

fn strands<'p>(policy: &'p Policy, turn: &Turn<'_>) -> Vec<&'p Strand> {
    let all = policy.categorisation(turn.dialogue.now.case.kind).map_or(&[][..], |one| &one.strands);
    all.iter().filter(|strand| !strand.is_nameless()).collect()
}

fn named<'p>(policy: &'p Policy, turn: &Turn<'_>, name: Phrase<'_>) -> Option<&'p Strand> {
    let machine = name.after("strand").unwrap_or(name).machine();
    strands(policy, turn).into_iter().find(|strand| *strand.name.machine == machine)
}

/// `The strands of a school are …`
fn all(turn: &Turn<'_>) -> String {
    let names: Vec<&str> = strands(turn.policy(), turn).iter().map(|one| &*one.name.phrase).collect();
    let kind = turn.policy().a_kind(turn.dialogue.now.case.kind);
    match names.as_slice() {
        [] => format!("What becomes of {kind} is not decided by strands."),
        [one] => format!("The strand of {kind} is `{one}`."),
        _ => format!("The strands of {kind} are {}.", listed(&names, "and")),
    }
}

/// A strand of the setting, in the policy's own words.
pub(super) fn strand(turn: &Turn<'_>, name: Phrase<'_>) -> Result<Written, Refused> {
    let version = &turn.dialogue.now.version;
    let Some(strand) = named(&version.policy, turn, name) else {
        let message = format!("{} has no strand `{}`.", capital(&turn.policy().a_kind(turn.dialogue.now.case.kind)), name.text);
        let names = strands(&version.policy, turn);
        let near = nearest(name.text, names.iter().map(|one| &*one.name.phrase));
        let near = near.map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
        return Err(Box::new(Diagnostic::new(codes::STRAND_UNKNOWN, name.span(), message).help(format!("{near}{}", all(turn)))));
    };
    let written = revision::written(&version.whole, &version.sources, strand.span);
    let by_table = || {
        let message = format!("`{}` has no lines of its own: a table says what it gives.", strand.name.phrase);
        let help = "Try another table: `try table NAME, ...`, with its rows below it.";
        Box::new(Diagnostic::new(codes::STRAND_BY_TABLE, name.span(), message).help(help))
    };
    written.filter(|one| one.table.is_none()).ok_or_else(by_table)
}

/// The line of a number, counted from 0.
fn numbered(written: &Written, name: Phrase<'_>, number: Phrase<'_>) -> Result<usize, Refused> {
    let at = number.text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    at.filter(|at| *at < written.lines().len()).ok_or_else(|| no_line(written, name, number))
}

fn no_line(written: &Written, name: Phrase<'_>, number: Phrase<'_>) -> Refused {
    let message = format!("`{}` has no line {}.", name.text, number.text);
    let lines = counted(written.lines().len(), "line", "lines");
    let help = format!("It has {lines}; `strand {}` shows them with their numbers.", name.text);
    Box::new(Diagnostic::new(codes::LINE_UNKNOWN, number.span(), message).help(help))
}

/// Where a new line stands: behind those that give its category or a more intensive one.
fn place(policy: &Policy, written: &Written, line: &str) -> usize {
    let rank = |code: &str| policy.categories.iter().position(|one| *one.code == *code);
    let code =
        policy.categories.iter().map(|one| &*one.code).filter(|code| begins_with(line, code)).max_by_key(|code| code.len());
    let own = code.and_then(rank);
    let is_below = |one: &revision::WrittenLine| one.is_otherwise || rank(&one.category) < own;
    written.lines().iter().position(is_below).unwrap_or(written.lines().len())
}

fn begins_with(line: &str, code: &str) -> bool {
    line.strip_prefix(code).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}
