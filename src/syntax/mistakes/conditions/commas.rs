//! Conditions listed as in English: with commas where no list stands, with `neither` before names, with a bare number.

use super::super::english::in_figures;
use super::super::{Look, Place, unreadable};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::outline::keyword::Keyword;
use crate::syntax::outline::words::Token;

/// Where the condition starts in a line.
fn start(look: &Look<'_>) -> Option<usize> {
    if !look.place.has_condition() || matches!(look.place, Place::Heading(_)) {
        return None;
    }
    if matches!(look.place, Place::CategoryLine | Place::Expectation | Place::Gate | Place::ScoreLine) {
        return look.find(&["when", "unless"]).map(|(at, _)| at + 1);
    }
    Some(0)
}

/// `neither a nor b` of names, which is no test of values.
pub(in crate::syntax::mistakes) fn neither_of_facts(look: &Look<'_>) -> Option<Diagnostic> {
    let starts = start(look)?;
    let (at, neither) = look.find(&["neither"])?;
    let goes_on =
        at.checked_sub(1).and_then(|before| look.tokens.get(before)).is_some_and(|join| join.is_one_of(&["and", "but"]));
    if at != starts && !(at > starts && goes_on) {
        return None;
    }
    let behind = look.tokens.get(at + 1..)?;
    let names: Vec<String> = parts(look, at + 1, &|token| token.is_one_of(&["nor", "or"]) || token.is_mark(","));
    let message = "Before a name stands no `neither`: it goes with values, as in `is neither … nor …`.";
    let plain = behind.iter().all(|token| !token.is_one_of(&["and", "but", "not", "of", "when", "unless"]));
    let denied = names.iter().map(|name| format!("not {name}")).collect::<Vec<_>>().join(" and ");
    let listed = if look.place == Place::Bullet || at > starts { denied } else { format!("none of {}", names.join(", ")) };
    let mend = look.mend(format!("{} {listed}", look.between(0, at)).trim()).filter(|_| plain && names.len() > 1);
    let help = mend.unwrap_or_else(|| "Write `not` before each of the names, joined by `and`.".to_owned());
    Some(look.at(codes::OTHER_WORD, neither, message).help(help))
}

/// `two of a, b and c`, which does not say whether more may hold.
pub(in crate::syntax::mistakes) fn count_of_commas(look: &Look<'_>) -> Option<Diagnostic> {
    let starts = start(look)?;
    let at = (starts..look.tokens.len()).find(|at| {
        let before = at.checked_sub(1).and_then(|before| look.tokens.get(before));
        let opens = *at == starts || before.is_some_and(|before| before.is_one_of(&["and", "or", "but"]));
        let number = look.tokens.get(*at).is_some_and(|token| in_figures(token.text).is_some());
        opens && number && look.tokens.get(at + 1).is_some_and(|of| of.is("of"))
    })?;
    let (number, rest) = (look.tokens.get(at)?, look.between(at + 2, look.tokens.len()));
    let figures = in_figures(number.text)?;
    let least = if figures == "1" { "any".to_owned() } else { format!("at least {figures}") };
    let denies = look.tokens.get(at..)?.iter().any(|token| token.is("not"));
    let line = format!("{} {least} of {rest}", look.between(0, at));
    let fits = !denies && look.place != Place::Bullet && look.can_read(line.trim());
    let help = if fits {
        format!("Write `{least} of {rest}`, or `exactly {figures} of {rest}` if no more may hold.")
    } else {
        format!("Write `{least} of`, or `exactly {figures} of` if no more may hold.")
    };
    Some(look.at(codes::OTHER_WORD, number, "This does not say whether more may hold.").help(help))
}

/// `a, b or c`, `a; b`, `a, or b`, where no list is opened.
pub(in crate::syntax::mistakes) fn outside_a_list(look: &Look<'_>) -> Option<Diagnostic> {
    let starts = start(look)?;
    let is_mark = |token: &Token<'_>| token.is_mark(",") || token.is_mark(";");
    let behind = look.tokens.get(starts..)?;
    let mark = behind.iter().find(|token| is_mark(token))?;
    if behind.iter().any(|token| token.is("of")) {
        return None;
    }
    let word = if mark.is_mark(",") { "comma" } else { "semicolon" };
    let joins: Vec<&Token<'_>> = behind.iter().filter(|token| token.is_one_of(&["and", "or", "but"])).collect();
    let same = joins.first().map(|first| first.text.to_lowercase()).filter(|first| joins.iter().all(|join| join.is(first)));
    let mend = same.and_then(|join| {
        let joined = parts(look, starts, &|token| is_mark(token) || token.is(&join));
        look.mend(format!("{} {}", look.between(0, starts), joined.join(&format!(" {join} "))).trim())
    });
    if mend.is_none() && mark.end() <= look.stopped {
        return None;
    }
    let help = mend.unwrap_or_else(|| "Write `and` or `or` in its place; one condition has only `and` or only `or`.".to_owned());
    let message = format!("A {word} joins no conditions here: they are joined by `and` alone or by `or` alone.");
    Some(look.at(codes::OTHER_WORD, mark, message).help(help))
}

/// `is over 6,5`.
pub(in crate::syntax::mistakes) fn inside_a_number(look: &Look<'_>) -> Option<Diagnostic> {
    let decimal = |token: &&Token<'_>| {
        let digits = |text: &str| !text.is_empty() && text.chars().all(|char| char.is_ascii_digit());
        let parts = token.text.split_once(',').filter(|(whole, part)| digits(whole) && digits(part));
        parts.is_some_and(|(_, part)| part.len() != 3)
    };
    let points = look.place == Place::ScoreLine;
    let stopped = |token: &&Token<'_>| token.start <= look.stopped && look.stopped <= token.end();
    let first = look.all.first().filter(|_| points).into_iter();
    let number = first.chain(look.all.iter().filter(stopped)).find(decimal)?;
    let message = "A number has a decimal point, and this one has a comma.";
    Some(look.at(codes::DECIMAL_COMMA, number, message).help(format!("Write `{}`.", number.text.replace(',', "."))))
}

/// `facts for a school`.
pub(in crate::syntax::mistakes) fn facts_for(look: &Look<'_>) -> Option<Diagnostic> {
    let word = look.tokens.first().filter(|_| look.place == Place::Heading(Keyword::Facts))?;
    let mend = format!("about {}", look.between(1, look.tokens.len()));
    let fits = word.is_one_of(&["for", "of", "on"]) && grammar::read(Rule::facts, &mend, look.file, 0).is_ok();
    let message = format!("`facts` has no `{}`.", word.text);
    fits.then(|| unreadable(look.token_span(word), message).help(format!("Write `facts {mend}`.")))
}

/// What stands between the tokens that part it, from a token on.
fn parts(look: &Look<'_>, from: usize, parting: &dyn Fn(&Token<'_>) -> bool) -> Vec<String> {
    let (mut parts, mut begun) = (Vec::new(), from);
    for (at, _) in look.tokens.iter().enumerate().skip(from).filter(|(_, token)| parting(token)) {
        parts.push(look.between(begun, at));
        begun = at + 1;
    }
    parts.push(look.between(begun, look.tokens.len()));
    parts.retain(|part| !part.is_empty());
    parts
}
