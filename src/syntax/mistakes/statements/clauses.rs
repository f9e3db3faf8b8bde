//! Mistakes in `clause …`.

use super::super::super::grammar::{self, Rule};
use super::super::{LONGEST_MEND, Look, Place};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::outline::keyword::Keyword;
use crate::syntax::outline::words::{Kind, Token};

/// `clause "4.1" is no rule because "…"`, `clause "4.1": not a rule as "…"`.
pub(in crate::syntax::mistakes) fn no_rule(look: &Look<'_>) -> Option<Diagnostic> {
    if look.place != Place::Heading(Keyword::Clause) {
        return None;
    }
    let word = look.all.iter().position(|token| token.is_one_of(&["rule", "rules"]))?;
    let begins = |at: &usize| {
        look.all.get(*at).is_some_and(|token| token.is_one_of(&["a", "no", "not", "is", "are"]) || token.is_mark(":"))
    };
    let start = (0..word).rev().take_while(begins).last()?;
    let reason = look.all.get(word..)?.iter().find(|token| token.kind == Kind::Quoted);
    let first = look.all.get(start..)?.iter().find(|token| token.kind == Kind::Word)?;
    let last = look.all.get(word)?;
    let message = "That a clause is no rule is said in other words.";
    let names = look
        .text
        .get(look.line.start..first.start)
        .unwrap_or_default()
        .trim_end_matches(|end: char| matches!(end, ':' | '-' | '–' | '—') || end.is_whitespace());
    let mend = reason.map(|reason| format!("{names}: no rule because {}", reason.text));
    let mend = mend.filter(|mend| mend.len() <= LONGEST_MEND && grammar::read(Rule::clause, mend, look.file, 0).is_ok());
    let help = match mend {
        Some(mend) => format!("Write `clause {mend}`."),
        None => "Write `clause \"NUMBER\": no rule because \"REASON\"`.".to_owned(),
    };
    let span = look.token_span(first).to(look.token_span(last));
    Some(Diagnostic::new(codes::OTHER_WORD, span, message).help(help))
}

/// `clauses "1.1" to "1.4": …`: which clauses lie between is nowhere written.
pub(in crate::syntax::mistakes) fn from_to(look: &Look<'_>) -> Option<Diagnostic> {
    let place = look.place == Place::Heading(Keyword::Clause);
    let joins = |token: &Token<'_>| token.is_one_of(&["to", "until", "through"]) || token.is_mark("-") || token.is_mark("–");
    let names = |token: &Token<'_>| token.kind == Kind::Quoted || token.text.starts_with(|first: char| first.is_ascii_digit());
    let to = look.tokens.windows(2).find_map(|pair| match pair {
        [join, next] if joins(join) && names(next) => Some(join),
        _ => None,
    });
    let message = "Which clauses lie between two is not known here.";
    let help = "Name each of them, with commas between them: `clauses \"1.1\", \"1.2\" and \"1.3\": …`.";
    to.filter(|_| place).map(|to| look.at(codes::OTHER_WORD, to, message).help(help))
}

/// `clause "4.1": how advisers work because "…"`: only what is no rule has a reason.
pub(in crate::syntax::mistakes) fn because_of_a_rule(look: &Look<'_>) -> Option<Diagnostic> {
    let place = look.place == Place::Heading(Keyword::Clause);
    let because = look.all.get(look.tokens.len()).filter(|word| word.is("because") && place)?;
    let help = "If it is no rule, write `no rule because \"…\"` behind the colon; otherwise take the `because` out.";
    Some(look.at(codes::OTHER_WORD, because, "A clause that is a rule has no `because`.").help(help))
}
