//! What people say of dates, lengths of time and grades, in the words that rules are written in.

use super::super::comparisons::span_of_time;
use crate::model::day::{parse_date, spoken};
use crate::model::value::Unit;
use crate::syntax::tree::Reach;
use rust_decimal::Decimal;

/// The first numbers in words.
pub(super) const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

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
    match BEFORE_A_LENGTH.iter().find_map(|(says, starts)| Some((says, length_of(after(&lower, starts)?)?))) {
        Some((says, length)) => format!("Write `{name} {says} {length}`."),
        None => format!(
            "Write for example `{name} is on or before 1 September 2021`, `{name} is within 12 months` or `{name} is not within 12 months`."
        ),
    }
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
    crate::model::figures(word).or_else(|| NUMBERS.iter().position(|number| *number == word).map(|at| at + 1))
}

/// `below good`: in which direction, whether the value itself is in, and the value.
pub(in crate::model::from_syntax) fn reach(words: &str) -> Option<(Reach, bool, &str)> {
    const WORDS: [(Reach, bool, &[&str]); 4] = [
        (Reach::OrWorse, false, &["below ", "lower than ", "under ", "less than ", "not at least "]),
        (Reach::OrBetter, false, &["above ", "higher than ", "over ", "more than "]),
        (Reach::OrBetter, true, &["at least ", "no worse than ", "no lower than ", "not below "]),
        (Reach::OrWorse, true, &["at most ", "no better than ", "no higher than "]),
    ];
    WORDS.iter().find_map(|(reach, itself, starts)| Some((*reach, *itself, after(words, starts)?)))
}
