//! The order in which people list the places of a document.

use std::cmp::Ordering;

/// Numbers by their size, words by their letters, whatever their case: `4.2` stands before `4.10`, `Annex 2` before `Annex 10`.
pub(super) fn order(one: &str, other: &str) -> Ordering {
    let by_parts = parts(one).cmp(parts(other));
    by_parts.then_with(|| one.cmp(other))
}

/// A run of digits or a letter. Digits stand before letters.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part<'t> {
    /// Its length and its digits, noughts in front left out: so no number is too large.
    Number(usize, &'t str),
    Letter(char),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        if digits > 0 {
            let (number, after) = rest.split_at(digits);
            rest = after;
            let number = number.trim_start_matches('0');
            return Some(Part::Number(number.len(), number));
        }
        let mut letters = rest.chars();
        let letter = letters.next()?;
        rest = letters.as_str();
        letter.to_lowercase().next().map(Part::Letter)
    })
}
