//! Mistakes in what is stated elsewhere, in how that was settled, in clauses, and in what is allowed.

pub(super) mod allowances;
pub(super) mod clauses;
pub(super) mod figures;

use super::super::grammar::{self, Rule};
use super::{LONGEST_MEND, Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::outline::keyword::{Keyword, is_slip};
use crate::syntax::outline::words::{Kind, Token, is_quote, one_line};

/// How people begin a line that says what another place states.
const STATES: &[&str] = &["also", "stated", "states", "elsewhere", "otherwise", "alternatively", "said", "says", "but"];
/// How they begin one that says what was decided.
const SETTLES: &[&str] = &[
    "settled",
    "settle",
    "settles",
    "settling",
    "settlement",
    "resolved",
    "resolve",
    "resolves",
    "decided",
    "decide",
    "decision",
    "agreed",
];
/// What may stand between such a word and what is stated.
const BETWEEN: &[&str] = &["as", "at", "to", "on", "is", "are", "was", "be", "it", "that", "by", "in", "we", "have"];

/// What a line is by its first words, where they say so: whether it says what was decided, or what is stated elsewhere.
pub(in crate::syntax) fn settles(line: &[Token<'_>]) -> Option<bool> {
    let opening = line.iter().take(3).find(|token| !token.is_one_of(BETWEEN)).filter(|token| token.kind == Kind::Word)?;
    let settles = opening.is_one_of(SETTLES) || is_slip(&opening.text.to_lowercase(), "settled");
    (settles || states(opening)).then_some(settles)
}

fn states(token: &Token<'_>) -> bool {
    let lower = token.text.to_lowercase();
    token.is_one_of(STATES) || token.kind == Kind::Word && (is_slip(&lower, "stated") || lower == "allso")
}

fn is_statement(place: Place) -> bool {
    matches!(place, Place::Claim | Place::Statement)
}

/// `because the rows say so`, `from Annex 1`, `stated as every setting from "4.6"`: what wants quotation marks.
pub(super) fn unquoted(look: &Look<'_>) -> Option<Diagnostic> {
    if !is_statement(look.place) && look.place != Place::Heading(Keyword::Clause) {
        return None;
    }
    let bare =
        |pair: &[Token<'_>]| matches!(pair, [word, next] if word.is_one_of(&["because", "from"]) && next.kind == Kind::Word);
    let word = look.all.iter().zip(look.all.windows(2)).find(|(_, pair)| bare(pair)).map(|(word, _)| word);
    if let Some(word) = word {
        let rest = look.text.get(word.end()..look.line.end).map(one_line).unwrap_or_default();
        let message = format!("What stands behind `{}` needs quotation marks.", word.text);
        let help = match rest.split_once(" from ").or_else(|| rest.split_once(" because ")) {
            None if rest.len() <= LONGEST_MEND && !rest.contains(is_quote) => {
                format!("Write `{} \"{rest}\"`.", word.text.to_lowercase())
            }
            Some(_) | None => format!("Write `{} \"…\"`.", word.text.to_lowercase()),
        };
        return Some(look.at(codes::NEEDS_QUOTES, word, message).help(help));
    }
    let words = look.tokens.get(2..).filter(|_| look.place == Place::Statement)?;
    let (first, last) = (words.first()?, words.last()?);
    let as_stated = look.tokens.get(1).is_some_and(|word| word.is("as")) && words.iter().all(|word| word.kind != Kind::Quoted);
    let rest = look.between(2, look.tokens.len());
    let rest = rest.trim_matches(|end: char| matches!(end, '\'' | '‘' | '’'));
    let span = look.token_span(first).to(look.token_span(last));
    let found = Diagnostic::new(codes::NEEDS_QUOTES, span, "What is stated in words needs quotation marks.");
    as_stated.then(|| {
        found.help(if rest.len() <= LONGEST_MEND { format!("Write `\"{rest}\"`.") } else { "Write `\"…\"`.".to_owned() })
    })
}

/// `also stated as 10 days because "…"`: only a decision has a reason.
pub(super) fn because_of_no_decision(look: &Look<'_>) -> Option<Diagnostic> {
    let word = look.all.windows(2).find_map(|pair| match pair {
        [word, quote] if word.is("because") && quote.kind == Kind::Quoted => Some(word),
        _ => None,
    })?;
    if !is_statement(look.place) || settles(&look.all) != Some(false) {
        return None;
    }
    let message = "What another place states has no `because`.";
    let help = "Write the reason behind what was decided, in a line of its own: `settled as … because \"…\"`.";
    Some(look.at(codes::OTHER_WORD, word, message).help(help))
}

/// `also stated as 10 days in "Annex 1"`, `also stated as 10 days (Annex 1)`.
pub(super) fn other_word_for_from(look: &Look<'_>) -> Option<Diagnostic> {
    if !is_statement(look.place) || settles(&look.all) != Some(false) {
        return None;
    }
    let message = "The place of a statement stands behind `from`.";
    let wrong = ["in", "at", "by", "see", "under", "per", "cf", "source"];
    let quoted = look.all.windows(2).find_map(|pair| match pair {
        [word, quote] if word.is_one_of(&wrong) && quote.kind == Kind::Quoted => Some((word, quote)),
        _ => None,
    });
    if let Some((word, quote)) = quoted {
        return Some(look.at(codes::OTHER_WORD, word, message).help(format!("Write `from {}`.", quote.text)));
    }
    let in_figures = look.all.windows(2).find_map(|pair| match pair {
        [word, place] if word.is_one_of(&wrong) && place.text.starts_with(|first: char| first.is_ascii_digit()) => Some(word),
        _ => None,
    });
    if let Some(word) = in_figures {
        let rest = look.text.get(word.end()..look.line.end).map(one_line)?;
        return Some(look.at(codes::OTHER_WORD, word, message).help(format!("Write `from \"{rest}\"`.")));
    }
    let bracket = look.all.iter().find(|token| token.is_mark("("))?;
    let inner = look.text.get(bracket.end()..look.line.end)?.split(')').next().map(one_line)?;
    let inner = inner.trim_matches(is_quote);
    Some(look.at(codes::OTHER_WORD, bracket, message).help(format!("Write `from \"{inner}\"` without brackets.")))
}

/// `settle as 8 days`, `settled: 8 days`, `stated as 10 days`, `also says 10 days`: another beginning, which is offered as it
/// should be where the line can then be read.
pub(super) fn claim(look: &Look<'_>) -> Option<Diagnostic> {
    if !is_statement(look.place) {
        return None;
    }
    let settles = settles(&look.all)?;
    let leads = |token: &&Token<'_>| {
        let slip = token.kind == Kind::Word && is_slip(&token.text.to_lowercase(), "settled");
        slip || states(token) || token.is_one_of(SETTLES) || token.is_one_of(BETWEEN) || token.is_mark(":") || token.is_mark(",")
    };
    let lead: Vec<&Token<'_>> = look.all.iter().take_while(leads).collect();
    let rest = look.all.get(lead.len()).and_then(|first| look.text.get(first.start..look.line.end)).map(one_line)?;
    let (beginning, rule) = match (look.place, settles) {
        (Place::Statement, true) => ("settled as", Rule::settled_as),
        (Place::Statement, false) => ("stated as", Rule::stated_as),
        (_, true) => ("settled as", Rule::settled),
        (_, false) => ("also stated as", Rule::also_stated),
    };
    let mend = format!("{beginning} {rest}");
    grammar::read(rule, &mend, look.file, 0).ok()?;
    let span = look.token_span(lead.first()?).to(look.token_span(lead.last()?));
    let what = if settles { "what was decided" } else { "what another place states" };
    let message = format!("A line that says {what} begins with `{beginning}`.");
    let help = if mend.len() <= LONGEST_MEND { format!("Write `{mend}`.") } else { format!("Begin it with `{beginning}`.") };
    Some(Diagnostic::new(codes::OTHER_WORD, span, message).help(help))
}
