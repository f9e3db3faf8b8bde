//! Mistakes in the lines of an import.

use super::{Look, Place, unreadable};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::outline::words::{Kind, Token};

type Check = fn(&Look<'_>) -> Option<Diagnostic>;

/// In the order they are looked for.
const CHECKS: &[Check] = &[
    notice,
    refusal,
    newest_first,
    bar,
    other_word,
    when_and_otherwise,
    or_of_columns,
    equals,
    heading_with_colon,
    sign_in_name,
];

/// What is wrong with a line of an import, where it is one of these.
pub(super) fn line(look: &Look<'_>) -> Option<Diagnostic> {
    match look.place {
        Place::ImportSection | Place::ImportLine | Place::ImportNotice | Place::ImportRefusal => {}
        Place::ImportAlias | Place::ImportSeries | Place::ImportRow => {}
        Place::Heading(_) | Place::PolicyLine | Place::Level | Place::Category | Place::Fact | Place::Rule => return None,
        Place::Bullet | Place::Strand | Place::CategoryLine | Place::Gate | Place::Expectation => return None,
        Place::Row | Place::WhenCell | Place::Item | Place::Citations | Place::Claim | Place::Statement => return None,
        Place::Removal(_) => return None,
        Place::TableRow | Place::Cell | Place::AllowedCell | Place::Result | Place::ScoreLine => return None,
        Place::ToldLine | Place::ToldCell | Place::ExpectLine | Place::ExpectCell => return None,
        Place::DateCell | Place::PropertyLine | Place::AskingCost => return None,
    }
    CHECKS.iter().find_map(|check| check(look))
}

/// `notice Funded places are not in the file.`
fn notice(look: &Look<'_>) -> Option<Diagnostic> {
    let words = look.all.get(1..).filter(|_| look.place == Place::ImportNotice)?;
    if words.iter().any(|token| token.kind == Kind::Quoted) {
        return None;
    }
    let (first, last) = (words.first()?, words.last()?);
    let message = "The words of a notice stand in quotation marks.";
    let help = "Write `notice \"…\"`.";
    Some(unreadable(look.token_span(first).to(look.token_span(last)), message).help(help))
}

/// `not for a file with Inclusion` without its reason, `not for Inclusion`.
fn refusal(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::ImportRefusal {
        return None;
    }
    let help = "Write `not for a file with COLUMN, because \"REASON\"`; the reason is what is said of such a file.";
    if !look.all.iter().any(|token| token.is("because")) {
        let message = "Why the import is not for such a file is not said.";
        return Some(Diagnostic::new(codes::NO_REASON, look.whole(), message).help(help));
    }
    let message = "It is not said for which files the import is not.";
    (!look.all.iter().any(|token| token.is("with"))).then(|| unreadable(look.whole(), message).help(help))
}

/// `judgements, latest first`, `judgements newest first`.
fn newest_first(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.tokens.iter().position(|token| token.is("first")).filter(|_| look.place == Place::ImportSeries)?;
    let words_before = first.checked_sub(1)?;
    let order = look.tokens.get(words_before)?;
    let comma = look.tokens.iter().position(|token| token.is_mark(","));
    if !order.is("newest") {
        let message = format!("`{} first` is not how they are ordered.", order.text);
        let name = look.between(0, comma.unwrap_or(words_before));
        let help = format!("Write `{name}, newest first`: the date that the table names decides.");
        return Some(look.at(codes::OTHER_WORD, order, message).help(help));
    }
    let help = format!("Write `{}, newest first`.", look.between(0, words_before));
    comma.is_none().then(|| look.at(codes::MISSING_COMMA, order, "A comma is missing before `newest first`.").help(help))
}

/// `| Full: outcome | Full: date`
fn bar(look: &Look<'_>) -> Option<Diagnostic> {
    let last = look.all.last().filter(|last| look.place == Place::ImportRow && !last.is_mark("|"))?;
    Some(look.at(codes::ROW_NOT_CLOSED, last, "The last bar of this row is missing.").help("End the row with `|`."))
}

/// `school if Community School`
fn other_word(look: &Look<'_>) -> Option<Diagnostic> {
    let one = look.tokens.iter().position(|token| token.is_one_of(OTHER_WORDS)).filter(|at| *at > 0)?;
    if look.place != Place::ImportLine || look.tokens.iter().any(|token| token.is("when")) {
        return None;
    }
    let word = look.tokens.get(one)?;
    let help = format!("Write `{} when {}`.", look.between(0, one), look.between(one + 1, look.tokens.len()));
    Some(look.at(codes::OTHER_WORD, word, format!("A line of an import has no `{}`.", word.text)).help(help))
}

/// What people write for `when`.
pub(in crate::syntax) const OTHER_WORDS: &[&str] = &["if", "where"];

fn when_and_otherwise(look: &Look<'_>) -> Option<Diagnostic> {
    let otherwise = look.tokens.iter().find(|token| token.is("otherwise")).filter(|_| look.place == Place::ImportLine)?;
    let both = look.tokens.iter().any(|token| token.is("when"));
    let message = "A line has a `when` or an `otherwise`, and not both.";
    let help = "Write `VALUE when CODE` for a code, and `VALUE otherwise` as the last line for all that is left.";
    both.then(|| look.at(codes::UNREADABLE_LINE, otherwise, message).help(help))
}

/// `school when Type is Community School or Status is Open`
fn or_of_columns(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::ImportLine {
        return None;
    }
    let when = look.tokens.iter().position(|token| token.is("when"))?;
    let or = look.tokens.iter().rposition(|token| token.is("or"))?;
    let is = look.tokens.iter().skip(or).position(|token| token.is("is"))? + or;
    if look.tokens.get(or..is)?.iter().any(|token| token.is("and")) {
        return None;
    }
    let message = "`or` joins codes of one column, and what follows it here is another column.";
    let mend = format!("{} when {}", look.between(0, when), look.between(or + 1, look.tokens.len()));
    let help = format!("Write a line of its own below this one: `{mend}`.");
    Some(look.at(codes::OR_OF_COLUMNS, look.tokens.get(or)?, message).help(help))
}

/// `school when Type = Community School`
fn equals(look: &Look<'_>) -> Option<Diagnostic> {
    let sign = look.tokens.iter().find(|token| token.is_mark("=")).filter(|_| look.place == Place::ImportLine)?;
    Some(look.at(codes::SYMBOL, sign, "The sign `=` is not part of the language.").help("Write `is` in its place."))
}

/// `latest judgement: Most recent full: Overall effectiveness`
fn heading_with_colon(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::ImportSection {
        return None;
    }
    let colons: Vec<usize> = look.tokens.iter().enumerate().filter(|(_, token)| token.is_mark(":")).map(|(at, _)| at).collect();
    let [first, _, ..] = colons.as_slice() else { return None };
    let heading = look.between(first + 1, look.tokens.len());
    let help = format!("Put it into quotation marks: `{}: \"{heading}\"`.", look.between(0, *first));
    let message = "A heading with a colon in it cannot be told from what stands before the colon.";
    Some(look.at(codes::SYMBOL, look.tokens.get(*colons.get(1)?)?, message).help(help))
}

/// `academy when Free School (mainstream)`, `id: Is it open?`
fn sign_in_name(look: &Look<'_>) -> Option<Diagnostic> {
    let known = |token: &Token<'_>| token.kind != Kind::Mark || [",", ":", "|"].iter().any(|mark| token.is_mark(mark));
    let sign = look.tokens.iter().find(|token| !known(token)).filter(|_| look.place != Place::ImportRow)?;
    let message = format!("`{}` cannot stand in a heading or a code as it is.", sign.text);
    let help = "Put the whole heading or code into quotation marks, as the file has it.";
    Some(look.at(codes::SYMBOL, sign, message).help(help))
}
