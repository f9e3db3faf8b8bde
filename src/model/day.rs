//! Days of the calendar: reading, writing and counting in months.

use crate::syntax::MONTHS;
use jiff::Span;
use jiff::civil::Date;

/// Reads `2021-06-30` or `30 June 2021`; the month may be shortened to three letters or more. `None` for anything
/// else, and for days that no calendar has.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() {
        let (year, month, day) = (figures(&[y1, y2, y3, y4])?, figures(&[m1, m2])?, figures(&[d1, d2])?);
        return Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    }
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || day.len() > 2 || year.len() != 4 || month.len() < 3 {
        return None;
    }
    let month = MONTHS.iter().position(|name| name.to_lowercase().starts_with(&month.to_lowercase()))?;
    Date::new(year.parse().ok()?, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

fn figures(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0, |number, byte| Some(number * 10 + i16::try_from(char::from(*byte).to_digit(10)?).ok()?))
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
