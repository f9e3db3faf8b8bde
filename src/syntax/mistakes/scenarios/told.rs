//! `latest Ofsted is good` for `latest Ofsted: good`, and values that are none.

use super::super::{LONGEST_CODE, Look, unreadable};
use super::{mended, reads};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::Rule;
use crate::syntax::outline::keyword::is_slip;
use crate::syntax::outline::words::{Kind, Token};

const NO_COLON: &str = "A colon is missing in this line.";
/// Words between a fact and its value that a colon stands for.
const VERBS: [&str; 5] = ["is", "are", "was", "were", "has"];
/// Words that begin what is expected, without `expect`.
const EXPECTING: [&str; 13] =
    ["should", "must", "then", "gives", "give", "gets", "result", "results", "outcome", "category", "answer", "assert", "it"];
/// What stands between such a word and the category.
const BETWEEN: [&str; 7] = ["be", "is", "get", "in", "category", "should", "the"];
/// Words of comparisons, before a number or day.
const COMPARING: [&str; 13] =
    ["under", "over", "at", "above", "below", "more", "less", "fewer", "between", "from", "within", "before", "after"];

/// What is wrong with a line below a scenario that should tell a fact.
pub(super) fn line(look: &Look<'_>) -> Option<Diagnostic> {
    let colon = look.all.iter().position(|token| token.is_mark(":"));
    match colon {
        _ if look.has_mark("=") => None,
        Some(colon) => value(look, look.all.get(colon + 1..)?),
        None => expectation(look).or_else(|| without_colon(look)),
    }
}

/// `expct A`, `should be A`, `A, 2 days`
fn expectation(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.all.first()?;
    let all = look.all.len();
    if is_slip(&first.text.to_lowercase(), "expect") {
        let message = format!("`{}` is not understood in this place.", first.text);
        return Some(look.at(codes::MISSPELT_WORD, first, message).help("Did you mean `expect`?"));
    }
    let written = |from: usize| mended(look, Rule::expect_line, &format!("expect {}", whole(look, from, all)));
    if first.is_one_of(&EXPECTING) && all > 1 {
        let begins = look.all.iter().position(|token| !token.is_one_of(&EXPECTING) && !token.is_one_of(&BETWEEN))?;
        let message = "What is expected begins with `expect`.";
        return Some(look.at(codes::OTHER_WORD, first, message).help(written(begins)?));
    }
    let code = all == 1 && first.text.len() <= LONGEST_CODE;
    let parts =
        look.all.iter().any(|token| token.is_mark(",")) || look.all.last().is_some_and(|last| last.is_one_of(&["day", "days"]));
    if !code && !parts {
        return None;
    }
    Some(unreadable(look.whole(), "If this is what is expected, it has lost its `expect`.").help(written(0)?))
}

/// `latest Ofsted is good`, `attendance 95%`, `financial deficit`, `not financial deficit`
fn without_colon(look: &Look<'_>) -> Option<Diagnostic> {
    let all = look.all.len();
    let said = |help: String| Some(Diagnostic::new(codes::MISSING_COLON, look.whole(), NO_COLON).help(help));
    let verb = look.all.iter().position(|token| token.is_one_of(&VERBS)).filter(|at| *at > 0 && at + 1 < all);
    if let Some(verb) = verb {
        let name = whole(look, 0, verb);
        let value = whole(look, verb + 1, all);
        let help = mended(look, Rule::told_line, &format!("{name}: {value}"));
        return said(help.unwrap_or_else(|| format!("Write `{name}: VALUE`, with one value that the scenario is to have.")));
    }
    let figure = |token: &Token<'_>| token.text.starts_with(|first: char| first.is_ascii_digit() || first == '£');
    if let Some(at) = look.all.iter().position(figure).filter(|at| *at > 0) {
        return said(mended(look, Rule::told_line, &format!("{}: {}", whole(look, 0, at), whole(look, at, all)))?);
    }
    if let Some(denied) = look.all.first().filter(|first| first.is_one_of(&["not", "no"]) && all > 1) {
        let name = whole(look, 1, all);
        let what = format!("A scenario tells each fact behind a colon, without `{}`.", denied.text);
        return Some(look.at(codes::MISSING_COLON, denied, what).help(mended(look, Rule::told_line, &format!("{name}: no"))?));
    }
    let name = whole(look, 0, all);
    let yes = format!("{name}: yes");
    let help = format!("Write `{yes}` if that is so, else `{name}: VALUE`.");
    reads(look, Rule::told_line, &yes).then(|| Diagnostic::new(codes::MISSING_COLON, look.whole(), NO_COLON).help(help))
}

/// `is good`, `strong or mixed`, `under 90%`: what is told behind a colon, or in a cell.
pub(super) fn value(look: &Look<'_>, told: &[Token<'_>]) -> Option<Diagnostic> {
    let (first, last) = (told.first()?, told.last()?);
    let span = look.token_span(first).to(look.token_span(last));
    if let Some((verb, rest)) = told.split_first().filter(|(verb, rest)| verb.is_one_of(&VERBS) && !rest.is_empty()) {
        let text = words(look, rest);
        let help = mended(look, Rule::told_cell, &text)?;
        return Some(look.at(codes::OTHER_WORD, verb, "A value stands alone, without a verb before it.").help(help));
    }
    if told.iter().any(|token| token.is_one_of(&["or", "and", "nor"]) || token.is_mark(",")) {
        let message = "A scenario is one setting, of which each fact has one value.";
        let help =
            "Write one of them, or `unknown`. For the others write scenarios of their own, or rows of a table of scenarios.";
        return Some(unreadable(span, message).help(help));
    }
    let compares = first.is_one_of(&COMPARING) || first.kind == Kind::Mark && ["<", ">", "≤", "≥"].contains(&first.text);
    if compares {
        let message = "A scenario tells what a fact is, and not how it compares.";
        let help = "Write one number or day that a setting may have; a table of scenarios can try several.";
        return Some(unreadable(span, message).help(help));
    }
    None
}

/// The words of some tokens as they are written, blanks reduced.
fn words(look: &Look<'_>, tokens: &[Token<'_>]) -> String {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return String::new() };
    let text = look.text.get(first.start..last.end()).unwrap_or("");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text from one token of the line to another, what looks like a citation included.
pub(super) fn whole(look: &Look<'_>, from: usize, to: usize) -> String {
    look.all.get(from..to).map_or_else(String::new, |tokens| words(look, tokens))
}
