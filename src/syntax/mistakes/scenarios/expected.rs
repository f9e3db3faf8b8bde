//! What is expected, in words that are not the language's.

use super::super::{Look, Place, unreadable};
use super::mended;
use super::told::whole;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::Rule;
use crate::syntax::outline::words::is_dash;

/// Words and marks where a comma belongs.
const FOR_A_COMMA: [&str; 6] = ["and", "with", "plus", "but", "then", "also"];
const MARKS_FOR_A_COMMA: [&str; 5] = [";", "&", "+", "/", "."];
/// What may stand before `is` and says nothing.
const LEADING: [&str; 10] = ["that", "it", "the", "category", "result", "outcome", "answer", "to", "a", "should"];
/// The words that say what becomes of something that a category expects.
const STATES: [&str; 5] = ["met", "not", "known", "unknown", "expected"];

type Check = fn(&Look<'_>) -> Option<Diagnostic>;

/// In the order they are looked for.
const CHECKS: &[Check] = &[nothing, bracket, other_reason, ask_again, days_first, leading_words, joined, state, support];

pub(super) fn line(look: &Look<'_>) -> Option<Diagnostic> {
    CHECKS.iter().find_map(|check| check(look))
}

/// The token with which what is expected begins.
fn begins(look: &Look<'_>) -> usize {
    let word = usize::from(look.all.first().is_some_and(|first| first.is_one_of(&["expect", "expects", "expected"])));
    word + usize::from(word > 0 && look.all.get(1).is_some_and(|colon| colon.is_mark(":")))
}

/// A mend of all that is expected, as it is to be written in this place.
fn mend(look: &Look<'_>, expected: &str) -> Option<String> {
    if look.place == Place::ExpectCell {
        mended(look, Rule::expect_cell, expected)
    } else {
        mended(look, Rule::expect_line, &format!("expect {expected}"))
    }
}

/// `expect` alone, or a dash in a cell.
fn nothing(look: &Look<'_>) -> Option<Diagnostic> {
    let rest = look.all.get(begins(look)..)?;
    let written = look.text.get(look.line.start..look.line.end)?;
    if look.place == Place::ExpectCell && !written.is_empty() && written.chars().all(is_dash) {
        let message = "This row expects nothing, so that it can never fail.";
        let help =
            "Write what is expected of it, as in `CATEGORY, 5 days`. What others only start from is a `scenario` of its own.";
        return Some(unreadable(look.span(look.line.start, look.line.end), message).help(help));
    }
    rest.is_empty().then(|| {
        let message = "What is expected is not said.";
        let help = "Write it behind `expect`: a category, and behind commas its days, why, or whatever else is to be so; as in `expect \
                    CATEGORY, 5 days, because STRAND`.";
        unreadable(look.whole(), message).help(help)
    })
}

/// `B (leadership)`
fn bracket(look: &Look<'_>) -> Option<Diagnostic> {
    let open = look.all.iter().position(|token| token.is_mark("(")).filter(|at| *at > 0)?;
    let close = look.all.iter().position(|token| token.is_mark(")")).filter(|close| *close > open)?;
    let inner = whole(look, open + 1, close);
    let before = whole(look, begins(look), open);
    let help = mend(look, &format!("{before}, {inner}"))
        .filter(|_| look.all.get(open + 1).is_some_and(|first| first.is_one_of(&["because", "ask", "up", "at"])))
        .or_else(|| mend(look, &format!("{before}, because {inner}")))
        .unwrap_or_else(|| "Write it behind a comma, without the brackets.".to_owned());
    Some(look.at(codes::BRACKETS, look.all.get(open)?, "Brackets cannot stand here.").help(help))
}

/// `A, as leadership is strong`
fn other_reason(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.all.iter().position(|token| token.is_one_of(&["as", "since", "due", "for"])).filter(|at| *at > begins(look))?;
    let behind = at + 1 + usize::from(look.all.get(at + 1).is_some_and(|next| next.is("to")));
    look.all.get(behind)?;
    let word = look.all.get(at)?;
    let message = format!("A reason stands behind `because`, and not behind `{}`.", word.text);
    let help = "Write `because STRAND`, or `because STRAND \"LINE\"` with what stands behind `when` in that line.";
    Some(look.at(codes::OTHER_WORD, word, message).help(help))
}

/// `ask leadership and ask attendance`
fn ask_again(look: &Look<'_>) -> Option<Diagnostic> {
    let at =
        look.all.windows(2).position(|pair| matches!(pair, [and, ask] if and.is("and") && ask.is_one_of(&["ask", "asks"])))?;
    let help = mend(look, &format!("{}, then {}", whole(look, begins(look), at), whole(look, at + 2, look.all.len())))?;
    let message = "What is asked stands in one list, in the order in which it is asked.";
    Some(look.at(codes::UNREADABLE_LINE, look.all.get(at + 1)?, message).help(help))
}

/// `days: 8`
fn days_first(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.all.iter().position(|token| token.is_one_of(&["days", "day"]))?;
    let number = look.all.iter().skip(at + 1).find(|token| !token.is_mark(":") && !token.is_mark("=") && !token.is("is"))?;
    let help =
        mend(look, &format!("{} days", number.text)).filter(|_| number.text.starts_with(|first: char| first.is_ascii_digit()))?;
    Some(look.at(codes::UNREADABLE_LINE, look.all.get(at)?, "The number of days stands before `days`.").help(help))
}

/// `that it is A`
fn leading_words(look: &Look<'_>) -> Option<Diagnostic> {
    let from = begins(look);
    let verb = look.all.iter().position(|token| token.is_one_of(&["is", "be"])).filter(|at| *at > from)?;
    let leading = look.all.get(from..verb)?;
    if !leading.iter().all(|token| token.is_one_of(&LEADING)) {
        return None;
    }
    let help = mend(look, &whole(look, verb + 1, look.all.len()))?;
    let span = look.token_span(leading.first()?).to(look.token_span(look.all.get(verb)?));
    let message = "These words are not part of the language here.";
    Some(Diagnostic::new(codes::OTHER_WORD, span, message).help(help))
}

/// `A and 2 days`, `A; 2 days`, `A - 2 days`
fn joined(look: &Look<'_>) -> Option<Diagnostic> {
    let from = begins(look);
    let joins = |at: &usize| {
        look.all.get(*at).is_some_and(|token| {
            token.is_one_of(&FOR_A_COMMA)
                || MARKS_FOR_A_COMMA.iter().any(|mark| token.is_mark(mark))
                || token.text.chars().all(is_dash)
        })
    };
    let all: Vec<usize> = (from + 1..look.all.len()).filter(joins).collect();
    let first = look.all.get(*all.first()?)?;
    let parted = |at: &[usize]| {
        let mut parts = Vec::new();
        let mut start = from;
        for end in at.iter().copied().chain([look.all.len()]) {
            parts.push(whole(look, start, end));
            start = end + 1;
        }
        mend(look, &parts.join(", "))
    };
    let help = all.iter().find_map(|at| parted(&[*at])).or_else(|| parted(&all))?;
    let message = format!("What is expected is parted by commas, and not by `{}`.", first.text);
    Some(look.at(codes::UNREADABLE_LINE, first, message).help(help))
}

/// `recovery plan is needed`
fn state(look: &Look<'_>) -> Option<Diagnostic> {
    let is = look.all.iter().position(|token| token.is_one_of(&["is", "are"])).filter(|at| *at > begins(look))?;
    let behind = look.all.get(is + 1)?;
    let because = look.all.iter().any(|token| token.is_one_of(&["because", "ask", "assumed"]));
    if because || look.stopped < look.all.get(is)?.start || behind.is_one_of(&STATES) && !behind.is("not") {
        return None;
    }
    let comma = look.all.iter().take(is).rposition(|token| token.is_mark(","));
    let from = comma.map_or(begins(look), |comma| comma + 1);
    let behind_it = look.all.iter().skip(is).position(|token| token.is_mark(",")).map_or(look.all.len(), |at| is + at);
    let (name, said) = (whole(look, from, is), whole(look, from, behind_it));
    let message = "What becomes of something that a category expects is `met`, `not met`, `not known` or `not expected`.";
    let help = format!(
        "Write `{name} is met` or `{name} is not met` if a category expects it. A reason is written `because STRAND \"{said}\"`; what is \
         told of a setting stands on a line of its own."
    );
    Some(look.at(codes::UNREADABLE_LINE, behind, message).help(help))
}

/// `support: Visit, 1 day`
fn support(look: &Look<'_>) -> Option<Diagnostic> {
    let colon = look.all.windows(2).position(|pair| matches!(pair, [word, colon] if word.is("support") && colon.is_mark(":")))?;
    let behind = look.all.get(colon + 2)?;
    let help = "End the line with `support:`, and write below it `| activity | days | when |` and then a row for each activity.";
    let message = "The support that is expected stands in a table below `expect support:`.";
    Some(look.at(codes::UNREADABLE_LINE, behind, message).help(help))
}
