//! Dates, numbers and comparisons as they are written plainly.

use super::parts::holds_comment;
use super::phrases::instead;
use super::plain::{Word, flat, one_spaced, spell, spell_parts};
use crate::syntax::MONTHS;
use crate::syntax::grammar::{Node, Rule};

/// `1 September 2021`
pub(super) fn date(node: &Node<'_>, out: &mut Vec<Word>) {
    instead(node, spoken(node).unwrap_or_else(|| one_spaced(node.text())), out);
}

/// The date in words; `None` for one that does not say which number is the month.
fn spoken(node: &Node<'_>) -> Option<String> {
    let form = node.first()?;
    let year = form.child(Rule::year)?.text();
    let (day, month) = if form.is(Rule::date_iso) {
        let mut digits = form.children(Rule::two_digits);
        let month = digits.next()?.text().parse::<usize>().ok()?;
        (digits.next()?, MONTHS.get(month.checked_sub(1)?)?)
    } else {
        let written = form.child(Rule::month)?.text().trim_end_matches('.').to_lowercase();
        let month = MONTHS.iter().find(|month| written.len() >= 3 && month.to_lowercase().starts_with(&written))?;
        (form.child(Rule::day)?.child(Rule::one_or_two_digits)?, month)
    };
    Some(format!("{} {month} {year}", day.text().parse::<u8>().ok()?))
}

/// `80%`, `-£5,000`, `12 months`
pub(super) fn quantity(node: &Node<'_>, out: &mut Vec<Word>) {
    if holds_comment(node.text()) {
        return spell_parts(node, out);
    }
    let number = node.child(Rule::number).or_else(|| node.child(Rule::magnitude));
    let sign = |rule, sign: &'static str| if node.has(rule) { sign } else { "" };
    let unit = node.child(Rule::unit).map(|unit| format!(" {}", flat(&unit))).unwrap_or_default();
    let number = number.map(|number| number.text().to_lowercase()).unwrap_or_default();
    let (minus, pounds, percent) = (sign(Rule::minus, "-"), sign(Rule::pounds, "£"), sign(Rule::percent, "%"));
    instead(node, format!("{minus}{pounds}{number}{percent}{unit}"), out);
}

/// `two`, `two per cent`, `twelve months`
pub(super) fn worded(node: &Node<'_>, out: &mut Vec<Word>) {
    for part in node.nodes() {
        if part.is(Rule::percent) {
            instead(&part, "per cent", out);
        } else {
            spell(&part, out);
        }
    }
}

/// What kind of thing is compared with, as far as it can be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum With {
    Number,
    Date,
    Name,
}

fn with(node: &Node<'_>) -> With {
    let operand = node.child(Rule::operand).and_then(|operand| operand.first());
    match operand {
        Some(operand) if operand.is(Rule::date) => With::Date,
        Some(operand) if operand.is(Rule::quantity) || operand.is(Rule::worded) => With::Number,
        Some(_) | None => With::Name,
    }
}

/// Words of a comparison that only days have.
const OF_DAYS: &[Rule] = &[Rule::k_before, Rule::k_after, Rule::k_earlier, Rule::k_later];

/// The word for a comparison: that of numbers, or that of days where a day is compared, or where only the word says so.
fn word(node: &Node<'_>, with: With, of_numbers: &'static str, of_days: &'static str) -> &'static str {
    let said = OF_DAYS.iter().any(|rule| node.has(*rule));
    if with == With::Date || with == With::Name && said { of_days } else { of_numbers }
}

/// `over 50%`, `on or after 1 September 2021`
pub(super) fn comparison(node: &Node<'_>, out: &mut Vec<Word>) {
    let with = with(node);
    for part in node.nodes() {
        if part.is(Rule::under) {
            instead(&part, word(&part, with, "under", "before"), out);
        } else if part.is(Rule::over) {
            instead(&part, word(&part, with, "over", "after"), out);
        } else if part.is(Rule::at_most) {
            instead(&part, word(&part, with, "at most", "on or before"), out);
        } else if part.is(Rule::at_least) {
            instead(&part, word(&part, with, "at least", "on or after"), out);
        } else if part.is(Rule::on_or_before) {
            instead(&part, if with == With::Number { "at most" } else { "on or before" }, out);
        } else if part.is(Rule::on_or_after) {
            instead(&part, if with == With::Number { "at least" } else { "on or after" }, out);
        } else {
            spell(&part, out);
        }
    }
}

/// `80% or more` is `at least 80%`.
pub(super) fn or_more(node: &Node<'_>, out: &mut Vec<Word>) {
    let (Some(operand), false) = (node.child(Rule::operand), holds_comment(node.text())) else { return spell_parts(node, out) };
    let with = with(node);
    let least = node.child(Rule::more).map(|more| word(&more, with, "at least", "on or after"));
    let most = node.child(Rule::less).map(|less| word(&less, with, "at most", "on or before"));
    instead(node, format!("{} {}", least.or(most).unwrap_or_default(), flat(&operand)), out);
}

/// `exceeds 50%` is `is over 50%`.
pub(super) fn exceeding(node: &Node<'_>, out: &mut Vec<Word>) {
    let with = with(node);
    for part in node.nodes() {
        if part.is(Rule::exceeds) {
            instead(&part, if with == With::Date { "is after" } else { "is over" }, out);
        } else {
            spell(&part, out);
        }
    }
}

/// `between 50% and 80%`
pub(super) fn between(node: &Node<'_>, out: &mut Vec<Word>) {
    for part in node.nodes() {
        if part.is(Rule::k_to) {
            instead(&part, "and", out);
        } else {
            spell(&part, out);
        }
    }
}

/// `50% to 80%`, `50-80%` are `between 50% and 80%`.
pub(super) fn low_to_high(node: &Node<'_>, out: &mut Vec<Word>) {
    if let Some(dashed) = node.child(Rule::dashed) {
        return instead(node, between_signs(&dashed).unwrap_or_else(|| one_spaced(node.text())), out);
    }
    if let Some(low) = node.child(Rule::low_end) {
        out.push(Word::plain("between", node.range().start..low.range().start));
    }
    for part in node.nodes().filter(|part| !part.is(Rule::k_from)) {
        if part.is(Rule::k_to) {
            instead(&part, "and", out);
        } else {
            spell(&part, out);
        }
    }
}

/// Both ends with the sign that stands with one of them.
fn between_signs(node: &Node<'_>) -> Option<String> {
    let sign = |rule, sign: &'static str| if node.has(rule) { sign } else { "" };
    let (pounds, percent) = (sign(Rule::pounds, "£"), sign(Rule::percent, "%"));
    let (low, high) = (node.child(Rule::short_low)?.text(), node.child(Rule::number)?.text());
    Some(format!("between {pounds}{low}{percent} and {pounds}{high}{percent}"))
}
