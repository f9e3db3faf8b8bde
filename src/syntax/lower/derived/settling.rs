//! How it is settled which row or line gives the result, in the words that people have for it.

use crate::diagnostic::nearest;
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

/// What to write for words that say no way.
pub(super) fn help(words: &str) -> String {
    match nearest(words, WAYS.iter().map(|(words, _)| *words)) {
        Some(near) => format!("Did you mean `by {near}`?"),
        None => "Write `by the first match`, `by exactly one`, `by the most intensive` or `by the sum`.".to_owned(),
    }
}
