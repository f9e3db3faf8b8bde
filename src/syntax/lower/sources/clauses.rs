//! `clause "4.1": no rule because "…"`

use super::because;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::lower::Reader;
use crate::syntax::lower::reader::{text, unquoted};
use crate::syntax::outline::Piece;
use crate::syntax::outline::words::is_quote;
use crate::syntax::tree::{ClauseStanding, Clauses, Text};

/// How people begin to say that a clause is no rule.
const NO_RULES: [&str; 5] = ["no rule", "not a rule", "not rule", "no rules", "not rules"];

pub(in crate::syntax::lower) fn clauses(reader: &mut Reader<'_, '_>, piece: &Piece, node: &Node<'_>) -> Option<Clauses> {
    let names: Vec<Text> =
        node.children(Rule::clause_name).map(|name| Text { value: unquoted(name.text()), span: name.span() }).collect();
    let words = node.child(Rule::text).map(|words| text(&words));
    if let Some(both) = names.iter().find(|name| is_list(&name.value)) {
        let parts: Vec<String> = both.value.split(',').map(|part| format!("\"{}\"", part.trim())).collect();
        let message = "Several clauses stand in one pair of quotation marks.";
        let help = format!("Write `{}`.", parts.join(", "));
        reader.push(Diagnostic::new(codes::NEEDS_QUOTES, both.span, message).help(help));
        return None;
    }
    if let Some(no_rule) = node.child(Rule::no_rule)
        && let Some(because) = because(&no_rule)
    {
        return Some(Clauses { names, standing: ClauseStanding::NoRule(because) });
    }
    let lower = words.as_ref().map(|words| words.value.to_lowercase()).unwrap_or_default();
    let rest = NO_RULES.iter().find_map(|none| lower.strip_prefix(none)).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    if node.has(Rule::no_rule) || rest.is_some() {
        let span = words.as_ref().map_or(reader.span(piece.heading.head), |words| words.span);
        reader.push(without_reason(span, words.as_ref(), rest.unwrap_or("").trim()));
        return None;
    }
    Some(Clauses { names, standing: ClauseStanding::Cited(words) })
}

/// `no rule` with nothing behind it, or with a reason in other words (`rest`, in small letters).
fn without_reason(span: Span, words: Option<&Text>, rest: &str) -> Diagnostic {
    let as_written =
        |lower: &str| words.and_then(|words| words.value.get(words.value.len() - lower.len()..)).unwrap_or("").to_owned();
    if let Some(because) = rest.strip_prefix("because ") {
        let message = "What stands behind `because` needs quotation marks.";
        let help = format!("Write `no rule because \"{}\"`.", as_written(because));
        return Diagnostic::new(codes::NEEDS_QUOTES, span, message).help(help);
    }
    let reason = rest.trim_start_matches(|first: char| !is_quote(first));
    let reason = if reason.is_empty() { "\"…\"".to_owned() } else { as_written(reason) };
    let help = format!("Write `no rule because {reason}` behind the colon.");
    Diagnostic::new(codes::MISSING_BECAUSE, span, "Why this is no rule is not said.").help(help)
}

/// `5.1, 5.2`: numbers with commas between them. `Annex 1, Schools` is one place.
fn is_list(name: &str) -> bool {
    let numbered = |part: &str| part.trim().starts_with(|first: char| first.is_ascii_digit());
    name.contains(',') && name.split(',').all(numbered)
}
