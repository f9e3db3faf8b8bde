//! How it is settled which row or line gives the result, in the words that people have for it.

use super::super::reader::Reader;
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::tree::HitPolicy;

/// The four ways, as they are written.
const WAYS: [(&str, HitPolicy); 4] = [
    ("the first match", HitPolicy::FirstMatch),
    ("exactly one", HitPolicy::ExactlyOne),
    ("the most intensive", HitPolicy::MostIntensive),
    ("the sum", HitPolicy::Sum),
];

/// How else each begins.
const BEGINS: [(&str, HitPolicy); 10] = [
    ("first", HitPolicy::FirstMatch),
    ("exactly one", HitPolicy::ExactlyOne),
    ("exactly 1", HitPolicy::ExactlyOne),
    ("just one", HitPolicy::ExactlyOne),
    ("only one", HitPolicy::ExactlyOne),
    ("most intensive", HitPolicy::MostIntensive),
    ("worst", HitPolicy::MostIntensive),
    ("sum", HitPolicy::Sum),
    ("total", HitPolicy::Sum),
    ("adding up", HitPolicy::Sum),
];

/// What may follow without saying anything more.
const FILLING: [&str; 27] = [
    "match", "matches", "matching", "row", "rows", "line", "lines", "rule", "rules", "one", "that", "which", "hold", "holds",
    "apply", "applies", "fit", "fits", "of", "the", "all", "result", "results", "category", "value", "points", "them",
];

/// The way that these words, which stand behind `by`, say.
pub(super) fn way(words: &str) -> Option<HitPolicy> {
    let lower = words.to_lowercase();
    let bare = ["the ", "its "].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    let filling = |rest: &str| rest.split(' ').filter(|word| !word.is_empty()).all(|word| FILLING.contains(&word));
    BEGINS.iter().find_map(|(begins, way)| {
        let rest = bare.strip_prefix(begins)?;
        (rest.is_empty() || rest.starts_with(' ') && filling(rest)).then_some(*way)
    })
}

/// What people write for `in any order`.
const ANY_ORDER: [&str; 7] = [
    "in any order",
    "in whatever order",
    "whatever the order",
    "whatever their order",
    "regardless of order",
    "regardless of the order",
    "regardless of their order",
];

/// The words before one of these at their end; empty where they are nothing else.
pub(super) fn before_any_order(words: &str) -> Option<&str> {
    let ends = |ending: &&str| {
        let at = words.len().checked_sub(ending.len())?;
        let (before, end) = words.split_at_checked(at)?;
        (end.eq_ignore_ascii_case(ending) && (before.is_empty() || before.ends_with(' '))).then(|| before.trim_end())
    };
    ANY_ORDER.iter().find_map(ends)
}

/// Refuses `in any order` where nothing is by the first match.
pub(super) fn refuse_any_order(reader: &mut Reader<'_, '_>, span: Span, why: &str) {
    let message = format!("`in any order` says nothing here: {why}.");
    let help =
        "Take it out. It belongs to `by the first match`, and says that the order of rows or lines makes no difference there.";
    reader.push(Diagnostic::new(codes::ORDER_SAYS_NOTHING, span, message).help(help));
}

/// What to write for words that say no way.
pub(super) fn help(words: &str) -> String {
    match nearest(words, WAYS.iter().map(|(words, _)| *words)) {
        Some(near) => format!("Did you mean `by {near}`?"),
        None => "Write `by the first match`, `by exactly one`, `by the most intensive` or `by the sum`.".to_owned(),
    }
}
