//! Headings of scenarios.

use super::super::{Look, unreadable};
use super::mended;
use super::told::whole;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::Rule;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::keyword::Keyword;
use crate::syntax::outline::words::{Kind, Token};

const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// What is wrong with the heading of a scenario.
pub(super) fn scenario(look: &Look<'_>) -> Option<Diagnostic> {
    nameless(look)
        .or_else(|| with_for(look))
        .or_else(|| condition(look))
        .or_else(|| the_day(look))
        .or_else(|| needs_quotes(look))
        .or_else(|| several_kinds(look))
}

fn keyword(look: &Look<'_>) -> &'static str {
    if look.place == Place::Heading(Keyword::Scenarios) { "scenarios" } else { "scenario" }
}

/// A mend of the whole heading.
fn mend(look: &Look<'_>, rest: &str) -> Option<String> {
    let help = mended(look, Rule::scenario, rest)?;
    Some(help.replacen('`', &format!("`{} ", keyword(look)), 1))
}

fn nameless(look: &Look<'_>) -> Option<Diagnostic> {
    let named = look.tokens.first().is_some_and(|first| first.kind != Kind::Mark);
    if named {
        return None;
    }
    let word = keyword(look);
    let help = format!("Write `{word} NAME, a SETTING`, without a mark behind `{word}`; the name says what is shown.");
    Some(unreadable(look.span(look.line.start, look.line.end), "This scenario has no name.").help(help))
}

/// `scenario X, for a school`
fn with_for(look: &Look<'_>) -> Option<Diagnostic> {
    let pair = |pair: &[Token<'_>]| matches!(pair, [comma, word] if comma.is_mark(",") && word.is("for"));
    let at = look.tokens.windows(2).position(pair)? + 1;
    let help = mend(look, &format!("{} {}", whole(look, 0, at), whole(look, at + 1, look.tokens.len())))?;
    let message = "A scenario is about one setting, which stands behind the comma without `for`.";
    Some(look.at(codes::OTHER_WORD, look.tokens.get(at)?, message).help(help))
}

/// `scenario X, a school when leadership is weak`
fn condition(look: &Look<'_>) -> Option<Diagnostic> {
    let comma = look.tokens.iter().position(|token| token.is_mark(","))?;
    let word = look.tokens.iter().skip(comma).find(|token| token.is_one_of(&["when", "if", "where", "with"]))?;
    let message = "A scenario is one setting, and has no condition.";
    let help = "Write below the heading, indented, what is known of the setting: `FACT: VALUE`.";
    Some(look.at(codes::OTHER_WORD, word, message).help(help))
}

/// `on the 15 November 2021`
fn the_day(look: &Look<'_>) -> Option<Diagnostic> {
    let pair = |pair: &[Token<'_>]| matches!(pair, [on, the] if on.is("on") && the.is("the"));
    let at = look.tokens.windows(2).position(pair)? + 1;
    let help = mend(look, &format!("{} {}", whole(look, 0, at), whole(look, at + 1, look.tokens.len())))?;
    Some(look.at(codes::OTHER_WORD, look.tokens.get(at)?, "A day is written without `the`.").help(help))
}

/// `scenario Weak, and in deficit, a school`
fn needs_quotes(look: &Look<'_>) -> Option<Diagnostic> {
    let starts = |next: &Token<'_>| next.is_one_of(&ARTICLES) || next.is("like");
    let last = (0..look.tokens.len()).rev().find(|at| {
        let comma = look.tokens.get(*at).is_some_and(|token| token.is_mark(","));
        comma && look.tokens.get(at + 1).is_some_and(starts)
    })?;
    let name = look.tokens.get(..last)?;
    if !name.iter().any(|token| token.kind == Kind::Mark) || name.iter().any(|token| token.kind == Kind::Quoted) {
        return None;
    }
    let help = mend(look, &format!("\"{}\"{}", whole(look, 0, last), whole(look, last, look.tokens.len())))?;
    let span = look.token_span(name.first()?).to(look.token_span(name.last()?));
    let message = "A name with a comma, a colon or another mark in it stands in quotation marks.";
    Some(Diagnostic::new(codes::NEEDS_QUOTES, span, message).help(help))
}

/// `scenario X, a school or nursery`
fn several_kinds(look: &Look<'_>) -> Option<Diagnostic> {
    let join = look.tokens.iter().find(|token| token.end() > look.stopped && token.is_one_of(&["or", "and"]))?;
    let message = "A scenario is about one setting, which is of one kind.";
    Some(look.at(codes::UNREADABLE_LINE, join, message).help("Write a scenario for each kind of setting."))
}
