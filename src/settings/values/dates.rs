//! Cells that are dates.

use crate::diagnostic::codes::settings as codes;
use crate::model::{Fact, Policy, figures, parse_date, spoken};
use crate::settings::mistake::{Mistake, shown};
use jiff::civil::Date;

/// The day that a cell says: `2021-06-30` or `30 June 2021`, on or before the assessment date.
pub(in crate::settings) fn decode(text: &str, fact: &Fact, policy: &Policy, on: Date) -> Result<Date, Mistake> {
    let Some(date) = parse_date(text) else {
        return Err(if no_such_day(text) {
            let says = format!("`{}` is a day that no calendar has.", shown(text));
            Mistake::new(codes::NOT_A_DATE, says, "Mend the day of the month.")
        } else {
            let says = format!("`{}` is not written as a date, and `{}` is one.", shown(text), fact.name.phrase);
            Mistake::new(codes::NOT_A_DATE, says, mend(text))
        });
    };
    not_later(date, policy, on)
}

/// A date, unless it lies after the assessment date.
pub(in crate::settings) fn not_later(date: Date, policy: &Policy, on: Date) -> Result<Date, Mistake> {
    if date > on {
        let says = format!("{} is after the assessment date, {}.", spoken(date), spoken(on));
        let help = format!("Mend the date, or leave the cell empty if it has not happened yet.{}", assess_later(date, policy));
        return Err(Mistake::new(codes::DATE_TOO_LATE, says, help));
    }
    Ok(date)
}

/// On which days of the policy the date would be past, if there are any.
fn assess_later(date: Date, policy: &Policy) -> String {
    match policy.in_force.map(|(first, last)| (date.max(first), last)) {
        None => format!(" Or assess on {date} or later."),
        Some((from, last)) if from < last => format!(" Or assess on a day from {from} to {last}."),
        Some((from, last)) if from == last => format!(" Or assess on {last}."),
        Some(_) => String::new(),
    }
}

/// How to write what the cell seems to mean. Where it can be read in two ways both are given.
fn mend(text: &str) -> String {
    match readings(text).as_slice() {
        [one] => format!("Write `{one}` or `{}`.", spoken(*one)),
        [one, other] => format!(
            "It could be {} or {}: write `{one}` or `{other}`, whichever is meant.",
            spoken(*one),
            spoken(*other)
        ),
        _ if is_day_number(text) => {
            "It looks like a spreadsheet's own number for a day. Give the column a date format (year-month-day) and save the table again."
                .to_owned()
        }
        _ if short_year(text) => "Write the year in full, as in `2021-06-30` or `30 June 2021`.".to_owned(),
        _ => "Write dates as `2021-06-30` or `30 June 2021`.".to_owned(),
    }
}

/// Every day that a text in another form can mean, in the order day first, month first.
fn readings(text: &str) -> Vec<Date> {
    let date_part = text.split(['T', ' ']).next().unwrap_or(text);
    if date_part.len() < text.len()
        && let Some(date) = parse_date(date_part)
    {
        return vec![date];
    }
    let parts: Vec<&str> = date_part.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else {
        return parse_date(&text.replace(['-', '/', '.', ','], " ")).into_iter().collect();
    };
    if let Some(date) = parse_date(&format!("{first} {second} {third}")) {
        return vec![date];
    }
    let day = |year: &str, month: &str, day: &str| Some(Date::new(four_digits(year)?, small(month)?, small(day)?).ok()).flatten();
    let mut found: Vec<Date> = if first.len() == 4 {
        day(first, second, third).into_iter().collect()
    } else {
        [day(third, second, first), day(third, first, second)].into_iter().flatten().collect()
    };
    found.dedup();
    found
}

fn four_digits(year: &str) -> Option<i16> {
    (year.len() == 4).then(|| figures(year)).flatten()
}

fn small(number: &str) -> Option<i8> {
    figures(number)
}

/// Whether a text is a number that spreadsheets would use for a day of our time.
fn is_day_number(text: &str) -> bool {
    figures(text).is_some_and(|number: u32| (20_000..80_000).contains(&number))
}

/// Whether a text has the form of a date, and its month has no such day.
fn no_such_day(text: &str) -> bool {
    let first_of_month = match (text.split_once(' '), text.rsplit_once('-')) {
        (Some((day, month_and_year)), _) if small(day).is_some() => format!("1 {month_and_year}"),
        (None, Some((year_and_month, day))) if small(day).is_some() => format!("{year_and_month}-01"),
        _ => return false,
    };
    parse_date(&first_of_month).is_some()
}

/// Whether a text is three parts, the last of two figures.
fn short_year(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    matches!(parts.as_slice(), [_, _, year] if year.len() == 2 && small(year).is_some())
}
