//! For whom a line is, said in another place than behind its category.

use super::{Look, Place, unreadable};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::words::with_article;
use crate::syntax::outline::words::Token;

/// What parts a kind of setting from the condition, or follows it in brackets.
const ONLY: [&str; 3] = ["only", "alone", "just"];

/// `for a school: B1 when x`, `for a school never A unless x`.
pub(super) fn before_the_line(look: &Look<'_>) -> Option<Diagnostic> {
    let first = look.tokens.first().filter(|first| look.place == Place::CategoryLine && first.is("for"))?;
    let behind = |at: usize| look.between(at, look.tokens.len());
    let never = look.tokens.iter().position(|token| token.is("never"));
    let colon = look.tokens.iter().position(|token| token.is_mark(":") || token.is_mark(","));
    let message = "This line begins with whom it is for, and that stands behind the category.";
    let help = match (never, colon) {
        (Some(at), _) => {
            let rest = behind(at + 1);
            let (category, condition) = rest.split_once(" unless ")?;
            let whom = look.between(0, at);
            format!("Write `never {category} {} unless {condition}`.", whom.trim_end_matches([',', ':', ' ']))
        }
        (None, Some(colon)) => {
            let rest = behind(colon + 1);
            let (category, condition) = rest.split_once(' ')?;
            look.mend(&format!("{category} {} {condition}", look.between(0, colon)))?
        }
        (None, None) => "Write `CATEGORY for a SETTING when CONDITION`.".to_owned(),
    };
    Some(look.at(codes::LINE_FOR, first, message).help(help))
}

/// `A otherwise for a school`.
pub(super) fn behind_otherwise(look: &Look<'_>) -> Option<Diagnostic> {
    let (at, _) = look.find(&["otherwise"]).filter(|(at, _)| look.place == Place::CategoryLine && *at > 0)?;
    let behind = look.tokens.get(at + 1).filter(|behind| behind.is("for"))?;
    let help = look.mend(&format!("{} {} otherwise", look.between(0, at), look.between(at + 1, look.tokens.len())))?;
    Some(look.at(codes::LINE_FOR, behind, "For whom a line is stands behind its category.").help(help))
}

/// `B1 (school only) when x`.
pub(super) fn in_brackets(look: &Look<'_>) -> Option<Diagnostic> {
    let in_line = matches!(look.place, Place::CategoryLine | Place::Gate | Place::Expectation);
    let open = look.tokens.iter().position(|token| token.is_mark("(")).filter(|at| in_line && *at > 0)?;
    let close = look.tokens.iter().position(|token| token.is_mark(")")).filter(|close| *close > open)?;
    let (decider, _) = look.find(&["when", "otherwise", "unless", "expects"])?;
    if decider < close {
        return None;
    }
    let only = |token: &&Token<'_>| token.is_one_of(&ONLY) || token.is("for");
    let inner = look.tokens.get(open + 1..close)?;
    let words: Vec<&str> = inner.iter().filter(|token| !only(token)).map(|token| token.text).collect();
    let named = words.first().is_some_and(|first| ["a", "an", "the"].contains(first));
    let whom = if named { words.join(" ") } else { with_article(&words.join(" ")) };
    let before = look.between(0, open);
    let help = look.mend(&format!("{before} for {whom} {}", look.between(close + 1, look.tokens.len())))?;
    let message = "For whom a line is stands behind its category, without brackets.";
    Some(look.at(codes::LINE_FOR, look.tokens.get(open)?, message).help(help))
}

/// `B1 for a school x`, where the condition has lost its `when`.
pub(super) fn without_when(look: &Look<'_>) -> Option<Diagnostic> {
    let behind = look.tokens.get(1).filter(|behind| look.place == Place::CategoryLine && behind.is("for"))?;
    if look.find(&["when", "otherwise", "expects", "unless"]).is_some() {
        return None;
    }
    let help = "Write `CATEGORY for a SETTING when CONDITION`, or `CATEGORY for a SETTING otherwise`.";
    let message = "This line has no `when` behind whom it is for.";
    Some(unreadable(look.token_span(behind).to(look.whole()), message).help(help))
}
