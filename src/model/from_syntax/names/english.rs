//! What people say of dates, lengths of time and grades, in the words that rules are written in.

use super::super::comparisons::span_of_time;
use crate::model::day::{parse_date, spoken};
use crate::model::value::Unit;
use crate::syntax::NUMBER_WORDS;
use crate::syntax::tree::Reach;
use rust_decimal::Decimal;

/// What stands before a day, and how a rule says it.
const BEFORE_A_DAY: [(&str, &[&str]); 4] = [
    ("is on or before", &["to "]),
    ("is on or after", &["from "]),
    ("is before", &["older than ", "prior to "]),
    ("is after", &["newer than ", "more recent than "]),
];

/// What stands before a length of time, and how a rule says it.
const BEFORE_A_LENGTH: [(&str, &[&str]); 2] = [
    (
        "is within",
        &["under ", "less than ", "fewer than ", "at most ", "in the last ", "in the past ", "no more than ", "up to "],
    ),
    ("is not within", &["over ", "more than ", "older than ", "at least ", "longer than ", "earlier than ", "not in the last "]),
];

/// How to test a date for what the words probably mean.
pub(in crate::model::from_syntax) fn date_test(name: &str, words: &str) -> String {
    let lower = words.to_lowercase();
    let day = BEFORE_A_DAY.iter().find_map(|(says, starts)| Some((says, parse_date(after(&lower, starts)?)?)));
    if let Some((says, day)) = day {
        return format!("Write `{name} {says} {}`.", spoken(day));
    }
    let length_of = |words: &str| length(words.trim_end_matches(" ago").trim_end_matches(" old"));
    let unfinished = lower.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    if !unfinished.is_empty() && length_of(unfinished).is_none() && parse_date(unfinished).is_none() {
        return "Write the whole date, with its day, its month and its year, such as `1 September 2021`.".to_owned();
    }
    match BEFORE_A_LENGTH.iter().find_map(|(says, starts)| Some((says, length_of(after(&lower, starts)?)?))) {
        Some((says, length)) => format!("Write `{name} {says} {length}`."),
        None => format!(
            "Write for example `{name} is on or before 1 September 2021`, `{name} is within 12 months` or `{name} is not within 12 months`."
        ),
    }
}

/// The ends of `1-2`, as plain numbers may be written.
pub(in crate::model::from_syntax) fn two_ends(words: &str) -> Option<(&str, &str)> {
    let is_number = |end: &str| end.parse::<Decimal>().is_ok() && end.starts_with(|first: char| first.is_ascii_digit());
    words
        .split_once(['-', '–', '—'])
        .map(|(low, high)| (low.trim(), high.trim()))
        .filter(|(low, high)| is_number(low) && is_number(high))
}

fn after<'w>(words: &'w str, starts: &[&str]) -> Option<&'w str> {
    starts.iter().find_map(|start| words.strip_prefix(start))
}

/// A length of time as `is within` takes it: `a year` is `12 months`, `two weeks` are `2 weeks`.
pub(in crate::model::from_syntax) fn length(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let plain = after(&lower, &["the last ", "the past ", "last ", "past ", "the "]).unwrap_or(&lower);
    let (number, unit) = match plain.split_once(' ') {
        Some(("a", unit)) => (1, unit),
        Some((number, unit)) => (number_of(number)?, unit),
        None => (1, plain),
    };
    let months = span_of_time(&Unit::Named(unit.into()))?;
    let (number, unit) = if months == (true, 12) { (number.checked_mul(12)?, "months") } else { (number, unit) };
    let plural = format!("{}s", unit.trim_end_matches('s'));
    Some(Unit::Named(plural.as_str().into()).with(Decimal::from(number)))
}

/// A number in figures or in words.
pub(super) fn number_of(word: &str) -> Option<usize> {
    crate::model::figures(word).or_else(|| NUMBER_WORDS.iter().position(|number| *number == word).map(|at| at + 1))
}

/// `below good`, as a person says it.
pub(in crate::model::from_syntax) struct Said<'w> {
    /// In which direction.
    pub(in crate::model::from_syntax) reach: Reach,
    /// Whether the value itself is in.
    pub(in crate::model::from_syntax) itself: bool,
    /// Whether the words say better or worse, and not more or less.
    pub(in crate::model::from_syntax) certain: bool,
    /// The value.
    pub(in crate::model::from_syntax) value: &'w str,
}

/// What `below good` or `no worse than good` says.
pub(in crate::model::from_syntax) fn reach(words: &str) -> Option<Said<'_>> {
    const MORE_OR_LESS: [(Reach, bool, &[&str]); 4] = [
        (Reach::OrWorse, false, &["below ", "lower than ", "under ", "less than ", "not at least "]),
        (Reach::OrBetter, false, &["above ", "higher than ", "over ", "more than "]),
        (Reach::OrBetter, true, &["at least ", "no lower than ", "not below "]),
        (Reach::OrWorse, true, &["at most ", "no higher than "]),
    ];
    const BETTER_OR_WORSE: [(Reach, bool, &[&str]); 2] =
        [(Reach::OrBetter, true, &["no worse than "]), (Reach::OrWorse, true, &["no better than "])];
    const THAN: [(Reach, bool, &[&str]); 2] =
        [(Reach::OrBetter, false, &["better than "]), (Reach::OrWorse, false, &["worse than "])];
    let said = |table: &[(Reach, bool, &[&str])], certain| {
        let found = |(reach, itself, starts): &(Reach, bool, &[&str])| {
            Some(Said { reach: *reach, itself: *itself, certain, value: after(words, starts)? })
        };
        table.iter().find_map(found)
    };
    let behind = || {
        let (value, word) = words.rsplit_once(" or ")?;
        let reach = match word {
            "more" | "higher" | "above" | "over" => Reach::OrBetter,
            "less" | "fewer" | "lower" | "below" | "under" => Reach::OrWorse,
            _ => return None,
        };
        Some(Said { reach, itself: true, certain: false, value })
    };
    said(&BETTER_OR_WORSE, true).or_else(|| said(&THAN, true)).or_else(|| said(&MORE_OR_LESS, false)).or_else(behind)
}

/// Whether words are a length of time counted back or a month: `a year ago`, `June 2021`.
pub(in crate::model::from_syntax) fn is_a_time(words: &str) -> bool {
    let month = parse_date(&format!("1 {words}")).is_some();
    month || words.strip_suffix(" ago").or_else(|| words.strip_suffix(" old")).is_some_and(|words| length(words).is_some())
}

/// Whether words ask what is known of a fact, which no rule can.
pub(in crate::model::from_syntax) fn asks_what_is_known(words: &str) -> bool {
    matches!(words.strip_prefix("not ").unwrap_or(words), "known" | "unknown" | "not-known")
}
