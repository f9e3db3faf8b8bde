//! English in a line that cannot be read, with the language's own words for it.

use super::super::grammar::{self, Node, Rule};
use super::{Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::outline::keyword::DECIDERS;
use crate::syntax::outline::words::{Kind, Token};

/// Words that begin a comparison.
const COMPARING: &[&str] = &[
    "under", "below", "over", "above", "at", "less", "more", "fewer", "greater", "higher", "lower", "between", "within",
    "before", "after",
];

/// What is true when a condition is not, where that can be said in one line: its parts and the word between them.
fn denied(look: &Look<'_>, condition: &str) -> Option<(String, &'static str)> {
    let node = grammar::read(Rule::rule_line, condition, look.file, 0).ok()?.child(Rule::condition)?;
    let plain: Option<Vec<_>> = node.children(Rule::term).map(|term| term.child(Rule::plain)).collect();
    let deny = |text: &str| match text.strip_prefix("not ") {
        Some(rest) => Some(rest.to_owned()),
        None if is_denied(text) => Some(text.replacen(" is not ", " is ", 1)),
        // What it says can be read in two ways already.
        None if text.contains(" is not ") => None,
        None if text.contains(" is ") && !text.contains(" or ") => Some(text.replacen(" is ", " is not ", 1)),
        None => Some(format!("not {text}")),
    };
    let mut parts = plain?.iter().map(|part| deny(part.text().trim())).collect::<Option<Vec<String>>>()?;
    let and = node.children(Rule::join).all(|join| join.has(Rule::k_and) || join.has(Rule::k_but));
    let word = if parts.len() == 1 {
        ""
    } else if and {
        // Behind `not` or `is`, an `or` could be read in two ways.
        parts.sort_by_key(|part| (part.starts_with("not "), part.contains(" is ")));
        " or "
    } else {
        " and "
    };
    Some((parts.join(word), word))
}

/// Whether a condition is `NAME is not VALUE`, with one value or with what is better or worse than it.
fn is_denied(text: &str) -> bool {
    let behind = text.split_once(" is not ").map(|(_, behind)| behind);
    behind.is_some_and(|behind| {
        let value = [" or better", " or worse"].iter().find_map(|reach| behind.strip_suffix(reach)).unwrap_or(behind);
        !value.contains(" or ")
    })
}

/// `never A when …`: the other word says the opposite, so the condition is denied with it.
pub(super) fn gate_with_when(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::Gate || look.find(&["unless"]).is_some() {
        return None;
    }
    let (at, word) = look.find(&["when", "if", "where"])?;
    let rest = look.between(at + 1, look.tokens.len());
    if rest.is_empty() {
        return None;
    }
    let mend = denied(look, &rest).and_then(|(denied, _)| look.mend(&format!("{} unless {denied}", look.between(0, at))));
    let help = mend.unwrap_or_else(|| {
        "Write behind `unless` what the category needs, which is the opposite of this condition: give the condition a name with \
         `define`, and write `never CATEGORY unless not NAME`."
            .to_owned()
    });
    let message = format!("`never` goes with `unless`, not with `{}`, and `unless` says the opposite.", word.text);
    Some(look.at(codes::OTHER_WORD, word, message).help(help))
}

/// Whether what stands before `unless` says that a category is not given.
fn denies_category(look: &Look<'_>, unless: usize) -> bool {
    let before = look.tokens.get(..unless).unwrap_or(&[]);
    let begins = before.first().is_some_and(|first| first.is_one_of(&["not", "no"]));
    !before.iter().any(|token| token.is("when")) && (begins || before.iter().any(|token| token.is_one_of(&["never", "cannot"])))
}

/// `A never unless x`, `not A unless x`.
fn gate_reversed(look: &Look<'_>, unless: usize) -> Option<Diagnostic> {
    let message = "A gate begins with `never`.";
    let (first, rest) = (look.tokens.first()?, look.between(unless, look.tokens.len()));
    let category = if first.is_one_of(&["not", "no"]) {
        look.between(1, unless)
    } else if look.tokens.get(unless - 1).is_some_and(|last| last.is("never")) {
        look.between(0, unless - 1)
    } else {
        String::new()
    };
    let mend = format!("{category} {rest}");
    let one = !category.is_empty() && !category.contains(' ');
    let readable = one && mend.len() <= super::LONGEST_MEND && grammar::read(Rule::gate, &mend, look.file, 0).is_ok();
    let help = if readable { format!("Write `never {mend}`.") } else { "Write `never CATEGORY unless CONDITION`.".to_owned() };
    Some(Diagnostic::new(codes::OTHER_WORD, look.whole(), message).help(help))
}

/// `never A, B unless x`: each category has a gate of its own.
pub(super) fn gate_of_several(look: &Look<'_>) -> Option<Diagnostic> {
    let (at, _) = look.find(&["unless"]).filter(|_| look.place == Place::Gate)?;
    let before = look.tokens.get(..at)?;
    let several = before.iter().rev().skip(1).any(|token| token.is_mark(","));
    let span = look.token_span(before.first()?).to(look.token_span(before.last()?));
    several.then(|| several_categories(span, &look.between(0, at)))
}

/// What is said of a gate for several categories, such as `A or B`.
pub(in crate::syntax) fn several_categories(span: Span, categories: &str) -> Diagnostic {
    let parted = categories.replace(" or ", ",").replace(" and ", ",");
    let lines: Vec<String> = parted
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .map(|one| format!("`never {one} unless CONDITION`"))
        .collect();
    let message = format!("A gate is for one category, and `{categories}` is more.");
    Diagnostic::new(codes::OTHER_WORD, span, message).help(format!("Write a line for each: {}.", lines.join(" and ")))
}

/// `A unless x`, `A when x unless y`, `A when x except when y`.
pub(super) fn unless_in_line(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.place.has_condition() || look.place == Place::Gate {
        return None;
    }
    let (at, word) = look.find(&["unless", "except"]).filter(|(at, _)| *at > 0)?;
    if look.place == Place::CategoryLine && word.is("unless") && denies_category(look, at) {
        return gate_reversed(look, at);
    }
    let behind = look.tokens.get(at + 1).filter(|next| next.is_one_of(&["when", "where", "if"]));
    let rest = look.between(at + 1 + usize::from(behind.is_some()), look.tokens.len());
    let comma = look.tokens.get(at - 1).is_some_and(|before| before.is_mark(","));
    let before = look.between(0, at - usize::from(comma));
    let begun = look.place != Place::CategoryLine || look.find(&["when"]).is_some_and(|(when, _)| when < at);
    let joined = if begun { "and" } else { "when" };
    let mend = denied(look, &rest).filter(|(_, word)| !begun || *word != " or ");
    let mend = mend.and_then(|(denied, _)| look.mend(&format!("{before} {joined} {denied}")));
    let mend = mend.filter(|mend| !(mend.contains(" and ") && mend.contains(" or ")) && (begun || !before.contains(" not ")));
    let help = mend.unwrap_or_else(|| {
        "Write `and not` and the condition; where it has several parts, give it a name with `define` and write `and not NAME`.".to_owned()
    });
    let message = format!("A condition has no `{}`.", word.text);
    Some(look.at(codes::OTHER_WORD, word, message).help(help))
}

/// `attendance is under 90% or over 98%`.
pub(super) fn comparison_again(look: &Look<'_>) -> Option<Diagnostic> {
    if !look.place.has_condition() || matches!(look.place, Place::Heading(_)) {
        return None;
    }
    let at = look.tokens.windows(2).enumerate().skip(1).find_map(|(at, pair)| match pair {
        [join, next] if join.is_one_of(&["and", "or", "but"]) && next.is_one_of(COMPARING) => Some(at + 1),
        _ => None,
    })?;
    let is = look.tokens.get(..at)?.iter().rposition(|token| token.is_one_of(&["is", "are"]))?;
    let starts = look.tokens.get(..is)?.iter().rposition(|token| token.is_one_of(&["when", "unless", "that", "and", "or"]));
    let name = look.between(starts.map_or(0, |start| start + 1), is + 1);
    let mend = look.mend(&format!("{} {name} {}", look.between(0, at), look.between(at, look.tokens.len())))?;
    let next = look.tokens.get(at)?;
    Some(look.at(codes::MISSING_IS, next, "A second comparison says again of what it is said.").help(mend))
}

fn is_single_quote(char: char) -> bool {
    matches!(char, '\'' | '‘' | '’' | '`')
}

/// `grade is 'good'`, `from 'Annex 1'`.
pub(super) fn single_quotes(look: &Look<'_>) -> Option<Diagnostic> {
    let is_single = |token: &Token<'_>| ["'", "‘", "’", "`"].iter().any(|mark| token.is_mark(mark));
    let at = look.tokens.iter().position(is_single)?;
    let mark = look.tokens.get(at)?;
    if let Some(word) = at.checked_sub(1).and_then(|at| look.tokens.get(at)).filter(|word| word.is_one_of(&["from", "reading"])) {
        let cited = look.between(at, look.tokens.len());
        let cited = cited.trim_matches(|char: char| char == ' ' || is_single_quote(char));
        let help = format!("Write `{} \"{cited}\"`.", word.text.to_lowercase());
        return Some(look.at(codes::SYMBOL, mark, "A text stands in double quotation marks.").help(help));
    }
    let text = look.between(0, look.tokens.len());
    let words: Vec<&str> =
        text.split(' ').map(|word| word.trim_matches(is_single_quote)).filter(|word| !word.is_empty()).collect();
    let whole = !matches!(look.place, Place::Heading(_)) && look.place.has_condition();
    let mend = if whole { look.mend(&words.join(" ")) } else { None };
    let help = mend.unwrap_or_else(|| "Take them out, or write double ones.".to_owned());
    Some(look.at(codes::SYMBOL, mark, "Single quotation marks are not part of the language.").help(help))
}

/// `is until 1 September 2021`, `80% until 31 August 2023`.
pub(super) fn until(look: &Look<'_>) -> Option<Diagnostic> {
    let (_, word) = look.find(&["until", "till"])?;
    let help = if look.place == Place::PolicyLine {
        "Write both days, as in `in force: 1 September 2021 to 31 August 2023`."
    } else if look.place.has_condition() {
        "Write `is before` and a day, or `is on or before` and a day if the day itself counts."
    } else {
        "Say from which day each value holds, as in `80% from 1 September 2021, 75% from 1 September 2023`."
    };
    Some(look.at(codes::OTHER_WORD, word, format!("`{}` is not part of the language here.", word.text)).help(help))
}

/// A category of no more letters is a code, and no name of several words.
pub(in crate::syntax) const LONGEST_CODE: usize = 3;

/// Words for `expects`.
const EXPECTING: &[&str] = &["requires", "needs", "require", "need", "expect", "expected", "should", "must"];

/// Whether such a word says what a category expects.
fn expects(look: &Look<'_>, (at, word): &(usize, &Token<'_>)) -> bool {
    let next = look.tokens.get(at + 1);
    let have = next.is_some_and(|next| next.is("have"));
    *at > 0 && next.is_some_and(|next| !next.is("not")) && (have || !word.is_one_of(&["should", "must"]))
}

/// `B1 expected a plan when x`, where the words up to `when` would be a category.
pub(in crate::syntax) fn expects_in_code(code: &Node<'_>) -> Option<Diagnostic> {
    let words: Vec<Node<'_>> = code.children(Rule::word).collect();
    let (code, rest) = words.split_first().filter(|(code, _)| code.text().len() <= LONGEST_CODE)?;
    let (verb, rest) = rest.split_first()?;
    let is = |word: &Node<'_>, one_of: &[&str]| one_of.iter().any(|one| one.eq_ignore_ascii_case(word.text()));
    let behind = match rest.split_first()? {
        (have, behind) if is(have, &["have"]) && is(verb, &["should", "must"]) => behind,
        _ if is(verb, &["expect", "expected", "requires"]) => rest,
        _ => return None,
    };
    let behind = behind.iter().map(Node::text).collect::<Vec<_>>().join(" ");
    if behind.is_empty() {
        return None;
    }
    let message = format!("A line has no `{}`.", verb.text());
    let help = format!("Write `{} expects {behind} when …`.", code.text());
    Some(Diagnostic::new(codes::OTHER_WORD, verb.span(), message).help(help))
}

/// `A only if x`, `A in all other cases`, `A requires a plan`, `criterion attendance`.
pub(super) fn category_line(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.tokens.first().filter(|_| look.place == Place::CategoryLine)?;
    let all = look.tokens.len();
    if let Some((at, only)) =
        look.find(&["only"]).filter(|(at, _)| *at > 0 && !look.tokens.get(at - 1).is_some_and(|before| before.is("and")))
    {
        let (category, behind) = (look.between(0, at), look.tokens.get(at + 1)?);
        let rest = look.between(at + 2, all);
        if behind.is_one_of(&["if", "when", "where"]) && !rest.is_empty() {
            let message = format!("`only {}` can be read in two ways.", behind.text);
            let help = format!(
                "If this condition gives `{category}`, write `{category} when {rest}`. If `{category}` may never be given without it, write \
                 `never {category} unless {rest}`."
            );
            return Some(look.at(codes::OTHER_WORD, only, message).help(help));
        }
    }
    if look.find(DECIDERS).is_some() {
        return None;
    }
    let others = look.tokens.windows(2).skip(1).position(|pair| {
        matches!(pair, [word, all] if word.is_one_of(&["in", "for"]) && all.is_one_of(&["all", "every", "other", "any", "the"]))
    });
    if let (Some(at), true) = (others, look.find(&["other", "others", "rest", "else"]).is_some()) {
        let help = look.mend(&format!("{} otherwise", look.between(0, at + 1)))?;
        let word = look.tokens.get(at + 1)?;
        return Some(look.at(codes::OTHER_WORD, word, "What is left has a word of its own.").help(help));
    }
    if let Some((at, word)) = look.find(EXPECTING).filter(|found| expects(look, found)) {
        let modal = usize::from(look.tokens.get(at + 1).is_some_and(|next| next.is("have")));
        let (before, rest) = (look.between(0, at), look.between(at + 1 + modal, all));
        let rest = ["a ", "an "].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(&rest);
        let known = grammar::read(Rule::expectation, &format!("{before} expects {rest}"), look.file, 0).is_ok();
        let message = format!("A line has no `{}`.", word.text);
        return known.then(|| look.at(codes::OTHER_WORD, word, message).help(format!("Write `{before} expects {rest}`.")));
    }
    let strand = ["criterion", "criteria", "section", "theme", "heading", "indicator", "measure", "test", "aspect", "area"];
    if first.is_one_of(&strand)
        && all > 1
        && !look.tokens.iter().any(|token| token.kind == Kind::Mark || token.is_one_of(&["is", "are"]))
    {
        let message = format!("No line below `categorise` begins with `{}`.", first.text);
        return Some(
            look.at(codes::MISSPELT_WORD, first, message).help(format!("Did you mean `strand {}`?", look.between(1, all))),
        );
    }
    None
}
