//! Mistakes in the figure of an allocation, in its heading or in a claim.

use super::super::super::grammar::{self, Rule};
use super::super::{Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::outline::keyword::Keyword;
use crate::syntax::outline::words::{Kind, Token, is_dash, is_quote};

/// What is written where no days are given.
const NONE_GIVEN: &[&str] =
    &["none", "nil", "n/a", "tbc", "tba", "unknown", "unspecified", "varies", "variable", "nothing", "unlimited", "flexible"];

fn is_figure(place: Place) -> bool {
    matches!(place, Place::Claim | Place::Heading(Keyword::Allocation))
}

/// `allocation for an academy: not stated`, `…: TBC`
pub(in crate::syntax::mistakes) fn none_given(look: &Look<'_>) -> Option<Diagnostic> {
    let colon = look.tokens.iter().position(|token| token.is_mark(":")).filter(|_| is_figure(look.place))?;
    let first = look.tokens.get(colon + 1)?;
    let not = first.is("not") || first.is("to") && look.tokens.get(colon + 2).is_some_and(|be| be.is("be"));
    let message = "No number of days stands here.";
    (not || first.is_one_of(NONE_GIVEN))
        .then(|| look.at(codes::OTHER_WORD, first, message).help("Where the source gives no days, write `no days given`."))
}

/// `half a day`, `5½ days`
pub(in crate::syntax::mistakes) fn fraction(look: &Look<'_>) -> Option<Diagnostic> {
    let word = look
        .tokens
        .iter()
        .find(|token| token.is_one_of(&["half", "quarter", "half-day", "half-days"]) || token.text.contains(['½', '¼', '¾']));
    let message = "Parts of a day are written in figures.";
    word.filter(|_| is_figure(look.place))
        .map(|word| look.at(codes::OTHER_WORD, word, message).help("Write a decimal, as in `0.5 days` or `5.5 days`."))
}

/// `also stated as "10 days" from "Annex 1"`
pub(in crate::syntax::mistakes) fn quoted_figure(look: &Look<'_>) -> Option<Diagnostic> {
    let at = look.tokens.windows(2).find_map(|pair| match pair {
        [word, quoted] if word.is("as") && quoted.kind == Kind::Quoted => Some(quoted),
        _ => None,
    });
    let quoted = at.filter(|_| look.place == Place::Claim)?;
    let message = "A figure stands without quotation marks.";
    Some(look.at(codes::SYMBOL, quoted, message).help(format!("Write `{}`.", quoted.text.trim_matches(is_quote))))
}

/// `also stated for Visit as each term`: the figure stands first.
pub(in crate::syntax::mistakes) fn activity_first(look: &Look<'_>) -> Option<Diagnostic> {
    let of = look.tokens.iter().position(|token| token.is("for")).filter(|_| look.place == Place::Claim)?;
    let at = look.tokens.iter().rposition(|token| token.is("as")).filter(|at| *at > of)?;
    let behind = look.text.get(look.tokens.last()?.end()..look.line.end)?;
    let (before, activity, figure) = (look.between(0, of), look.between(of, at), look.between(at, look.tokens.len()));
    let mend = format!("{before} {figure} {activity}{behind}");
    let rule = if super::settles(&look.all) == Some(true) { Rule::settled } else { Rule::also_stated };
    grammar::read(rule, &mend, look.file, 0).ok()?;
    let message = "The figure stands before the activity.";
    Some(look.at(codes::OTHER_WORD, look.tokens.get(of)?, message).help(format!("Write `{mend}`.")))
}

/// `allocation for a school in A & B: 5 days`
pub(in crate::syntax::mistakes) fn sign_between(look: &Look<'_>) -> Option<Diagnostic> {
    let sign = look.tokens.iter().find(|token| ["&", "+", "/"].iter().any(|mark| token.is_mark(mark)))?;
    let place = look.place == Place::Heading(Keyword::Allocation);
    let message = "Several categories, or kinds of setting, are joined by words.";
    place.then(|| look.at(codes::SYMBOL, sign, message).help("Write `or` between them, as in `in A or B`."))
}

/// `also stated as 8 to 10 days`: a figure is one number.
pub(in crate::syntax::mistakes) fn two_figures(look: &Look<'_>) -> Option<Diagnostic> {
    let place = matches!(look.place, Place::Claim | Place::Heading(Keyword::Allocation));
    let number = |token: &Token<'_>| token.text.starts_with(|first: char| first.is_ascii_digit());
    let joined =
        |token: &Token<'_>| token.is_one_of(&["to", "or", "and"]) || ["-", "–", "/"].iter().any(|mark| token.is_mark(mark));
    let two = look.tokens.windows(3).find_map(|three| match three {
        [one, join, other] if number(one) && joined(join) && number(other) => {
            Some(look.token_span(one).to(look.token_span(other)))
        }
        _ => None,
    });
    let dashed = |token: &&Token<'_>| {
        let parts = token.text.split(is_dash);
        number(token) && parts.filter(|part| part.starts_with(|first: char| first.is_ascii_digit())).count() > 1
    };
    let span = two.or_else(|| look.tokens.iter().find(dashed).map(|token| look.token_span(token))).filter(|_| place)?;
    let message = "The days of an allocation are one figure.";
    let help = "Write a ceiling, `up to 10 days`, or a minimum, `at least 8 days`.";
    Some(Diagnostic::new(codes::OTHER_WORD, span, message).help(help))
}

/// `5 days or more`, `5 days maximum`: how a figure binds stands before it.
pub(in crate::syntax::mistakes) fn bound_behind(look: &Look<'_>) -> Option<Diagnostic> {
    if !matches!(look.place, Place::Claim | Place::Heading(Keyword::Allocation)) {
        return None;
    }
    let days = look.tokens.iter().position(|token| token.is_one_of(&["day", "days"])).filter(|at| *at > 0)?;
    let behind = look.tokens.get(days + 1..)?;
    let (last, bound) = match behind {
        [or, word, ..] if or.is("or") && word.is_one_of(&["more", "over"]) => (word, "at least"),
        [or, word, ..] if or.is("or") && word.is_one_of(&["less", "fewer", "under"]) => (word, "up to"),
        [word, ..] if word.is_one_of(&["minimum", "min"]) => (word, "at least"),
        [word, ..] if word.is_one_of(&["maximum", "max"]) => (word, "up to"),
        _ => return None,
    };
    let figure = look.between(days - 1, days + 1);
    let span = look.token_span(look.tokens.get(days - 1)?).to(look.token_span(last));
    Some(
        Diagnostic::new(codes::OTHER_WORD, span, "How days bind stands before the number.")
            .help(format!("Write `{bound} {figure}`.")),
    )
}
