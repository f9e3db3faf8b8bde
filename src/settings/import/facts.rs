//! What the file tells of one fact.

use super::Imported;
use super::decide::{Decided, decide};
use super::newest::Found;
use super::words::Reads;
use crate::diagnostic::Problems;
use crate::model::{ColumnId, DateOrder, Domain, FactId, How, SeriesGiven, Told, Value, figures, parse_date};
use crate::settings::mistake::{Mistake, at_cell};
use crate::settings::readers::Record;
use crate::settings::values::{dates, decode};
use jiff::Unit;
use jiff::civil::{Date, DateDifference};
use rust_decimal::Decimal;

impl Imported<'_> {
    /// What a fact is, `None` where nobody has told; `Err` where that has been complained of.
    pub(super) fn told(
        &self,
        told: &Told,
        record: &Record<'_>,
        found: &mut Found,
        problems: &mut Problems,
    ) -> Result<Option<Value>, ()> {
        let nothing = told.or_none.then_some(Value::None);
        match &told.how {
            How::Column(column) => {
                let Some((text, at)) = self.cell(record, *column) else { return Ok(None) };
                self.decoded(told.fact, text, at, nothing, record, problems)
            }
            How::Part(at) => {
                let entries = self.series(at.series, record, found, problems).ok_or(())?;
                let Some(entry) = entries.get(at.nth).copied() else { return Ok(nothing) };
                let Some((text, place)) = self.part(*at, &entry, record) else { return Ok(None) };
                self.decoded(told.fact, text, place, nothing, record, problems)
            }
            How::Newest(at, values) => {
                let entries = self.series(at.series, record, found, problems).ok_or(())?;
                match entries.get(at.nth).map(|entry| entry.value) {
                    None => Ok(nothing),
                    Some(SeriesGiven::Value(value)) => Ok(values.get(value).copied().flatten()),
                    Some(SeriesGiven::None) => Ok(Some(Value::None)),
                    Some(SeriesGiven::Unknown) => Ok(None),
                }
            }
            How::MonthsSince(column) => self.months_since(told.fact, *column, record, problems),
            How::Codes(decision, subject) => {
                let place = subject.and_then(|subject| self.place_of(subject));
                if let (Some(at), Some(none)) = (place, nothing)
                    && self.text(record, at) == Some("")
                {
                    return Ok(Some(none));
                }
                let mut look = |subject| self.look(subject, record, found, problems);
                match decide(decision, &mut look) {
                    Decided::Line(line) => Ok(line.gives),
                    Decided::Unknown => Ok(None),
                    Decided::Not(undecided) => {
                        let what = self.policy.fact(told.fact).map_or("", |fact| &fact.name.phrase);
                        let reads = Reads { what, first: place.unwrap_or(0), decision };
                        self.undecided(undecided, &reads, record, problems);
                        Err(())
                    }
                }
            }
        }
    }

    /// A cell in the policy's own words and numbers, or a date as the file writes them.
    fn decoded(
        &self,
        id: FactId,
        text: &str,
        at: usize,
        nothing: Option<Value>,
        record: &Record<'_>,
        problems: &mut Problems,
    ) -> Result<Option<Value>, ()> {
        let Some(fact) = self.policy.fact(id) else { return Ok(None) };
        if text.is_empty() {
            return Ok(nothing);
        }
        let value = match fact.domain {
            Domain::Date => self.date(text).map(Value::Date),
            Domain::Vocabulary(_) | Domain::Number(_) => decode(text, fact, self.policy, self.reading.on),
        };
        value.map(Some).map_err(|mistake| problems.push(at_cell(record, at, self.title(at), mistake)))
    }

    fn months_since(
        &self,
        id: FactId,
        column: ColumnId,
        record: &Record<'_>,
        problems: &mut Problems,
    ) -> Result<Option<Value>, ()> {
        let Some((text, at)) = self.cell(record, column).filter(|(text, _)| !text.is_empty()) else { return Ok(None) };
        let mut complain = |mistake| problems.push(at_cell(record, at, self.title(at), mistake));
        let date = self.date(text).map_err(&mut complain)?;
        let months = date.until(DateDifference::new(self.reading.on).largest(Unit::Month)).map_or(0, |span| span.get_months());
        // What the fact can be is looked at as if the number stood in the cell.
        let Some(fact) = self.policy.fact(id) else { return Ok(None) };
        decode(&Decimal::from(months).to_string(), fact, self.policy, self.reading.on).map(Some).map_err(complain)
    }

    /// A date as the import says that dates are written, or in a form that cannot be misread.
    pub(super) fn date(&self, text: &str) -> Result<Date, Mistake> {
        let day = ["00:00:00", "00:00", "12:00:00 AM"].iter().find_map(|time| text.strip_suffix(time)).unwrap_or(text);
        let day = day.trim_end_matches([' ', 'T']);
        match parse_date(day).or_else(|| in_order(day, self.import.dates?)) {
            Some(date) => dates::not_later(date, self.policy, self.reading.on),
            None => Err(self.no_date(text)),
        }
    }
}

/// A date in figures, in the order that the import says.
fn in_order(text: &str, order: DateOrder) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let (year, month, day) = match order {
        DateOrder::DayMonthYear => (three, two, one),
        DateOrder::MonthDayYear => (three, one, two),
        DateOrder::YearMonthDay => (one, two, three),
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(figures(year)?, figures(month)?, figures(day)?).ok()
}
