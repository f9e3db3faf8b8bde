//! Days of the calendar: reading, writing and counting in months.

use crate::syntax::MONTHS;
use jiff::Span;
use jiff::civil::Date;
use std::str::FromStr;

/// Reads `2021-06-30`, `30 June 2021` or `30th June 2021`; the month may be shortened to three letters or more. `None` for anything
/// else, and for days that no calendar has.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = text.split('-').collect();
    if let [year, month, day] = parts.as_slice() {
        let written = year.len() == 4 && month.len() == 2 && day.len() == 2;
        return if written { Date::new(figures(year)?, figures(month)?, figures(day)?).ok() } else { None };
    }
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let day = ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    if words.next().is_some() || day.len() > 2 || year.len() != 4 || month.len() < 3 {
        return None;
    }
    let month = MONTHS.iter().position(|name| name.to_lowercase().starts_with(&month.to_lowercase()))?;
    Date::new(figures(year)?, i8::try_from(month + 1).ok()?, figures(day)?).ok()
}

/// A whole number in figures alone: no sign, which Rust's own reading takes.
pub(crate) fn figures<N: FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// `30 June 2021`
#[must_use]
pub fn spoken(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("");
    format!("{} {month} {}", date.day(), date.year())
}

/// The same day some months later (earlier, if negative); the last day of the month where it has no such day. `None` beyond the
/// calendar's end.
#[must_use]
pub fn in_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// The same day some days later (earlier, if negative). `None` beyond the calendar's end, however long.
#[must_use]
pub fn in_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}
