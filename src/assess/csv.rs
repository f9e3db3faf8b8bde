//! Records as a table for spreadsheets.

use super::record::Record;
use ::csv::Writer;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::io::{self, Write};

const COLUMNS: [&str; 17] = [
    "id",
    "name",
    "setting",
    "policy",
    "revision",
    "on",
    "status",
    "category",
    "possible",
    "days",
    "days_kind",
    "ask",
    "assumed",
    "expectations",
    "gate",
    "also",
    "because",
];

/// Rows as they come. Lists are joined by `; `; what is not there is an empty cell.
pub(super) struct Table<W: Write> {
    writer: Writer<W>,
    on: String,
    /// The cell being written; kept, so that rows do not allocate.
    cell: String,
}

impl<W: Write> Table<W> {
    /// Begins with the headings.
    pub(super) fn new(on: Date, out: W) -> io::Result<Self> {
        let mut writer = Writer::from_writer(out);
        writer.write_record(COLUMNS)?;
        Ok(Self { writer, on: on.to_string(), cell: String::new() })
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }

    pub(super) fn row(&mut self, record: Record<'_>) -> io::Result<()> {
        let answer = record.answer;
        self.text(answer.id)?;
        self.text(answer.name)?;
        self.text(record.setting())?;
        self.text(&record.policy.name.machine)?;
        self.text(&record.policy.revision)?;
        self.writer.write_field(&self.on)?;
        self.text(record.status())?;
        self.text(record.category().unwrap_or_default())?;
        self.list(record.possible(), |cell, code| cell.push_str(code))?;
        match answer.days.stated {
            Some((_, days)) => self.text(&days.normalize().to_string())?,
            None => self.text("")?,
        }
        self.text(record.days_kind().unwrap_or_default())?;
        self.list(record.facts(&answer.ask), |cell, name| cell.push_str(name))?;
        self.list(record.assumed(), |cell, name| cell.push_str(name))?;
        self.list(record.expectations(), |cell, (name, word)| cell.extend([name, ": ", word]))?;
        self.text(record.gate().unwrap_or_default())?;
        self.list(record.also(), |cell, item| cell.push_str(item))?;
        self.list(record.because(), |cell, (strand, line)| cell.extend([&*strand.name.machine, ": ", line.text()]))?;
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn list<T>(&mut self, items: impl Iterator<Item = T>, write: impl Fn(&mut String, T)) -> io::Result<()> {
        let mut cell = std::mem::take(&mut self.cell);
        cell.clear();
        for (at, item) in items.enumerate() {
            if at > 0 {
                cell.push_str("; ");
            }
            write(&mut cell, item);
        }
        let written = self.text(&cell);
        self.cell = cell;
        written
    }

    /// A cell, with an apostrophe before what a spreadsheet would run as a formula.
    fn text(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_field(&*harmless(text))?;
        Ok(())
    }
}

/// A cell that no spreadsheet runs: with an apostrophe before what is a formula.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    if is_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// Whether a spreadsheet would run it: <https://owasp.org/www-community/attacks/CSV_Injection>. A plain negative number is none.
fn is_formula(text: &str) -> bool {
    let plain_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit()) && text.parse::<Decimal>().is_ok();
    match text.chars().next() {
        Some('=' | '+' | '@' | '\t' | '\r') => true,
        Some('-') => !text.strip_prefix('-').is_some_and(plain_number),
        _ => false,
    }
}
