//! Comma-separated text (RFC 4180) as records of cells.
//!
//! The `csv` crate reads them; what messages need besides is in `place`.

pub(super) mod place;

use super::record::{MAX_CELL, MAX_CELLS, Place, Record, Records, trimmed};
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::source::{FileId, Span};
use ::csv::{Reader, ReaderBuilder};
use place::Misuse;
use std::iter::Peekable;
use std::vec;

/// Reads records one after the other into one place.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    misuses: Peekable<vec::IntoIter<Misuse>>,
    record: Record<'t>,
    /// How far has been read, and how many rows that was.
    read: usize,
    rows: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, file: FileId) -> Self {
        let reader = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
        let record = Record::new(file, Place::Text { text, start: 0, end: 0 });
        Self { text, reader, misuses: place::misuses(text).into_iter().peekable(), record, read: 0, rows: 0 }
    }

    /// Says where the record stands that has just been read. The crate passes over empty lines, which spreadsheets count.
    fn place(&mut self) {
        let mut start = self.read;
        let rest = |from: usize| self.text.as_bytes().get(from..).unwrap_or_default();
        if place::before(self.text, start) == Some(b'\r') && rest(start).first() == Some(&b'\n') {
            start += 1;
        }
        loop {
            self.rows += 1;
            start += match rest(start) {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => break,
            };
        }
        self.read = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let with_break = matches!(place::before(self.text, self.read), Some(b'\r' | b'\n'));
        self.record.place = Place::Text { text: self.text, start, end: self.read - usize::from(with_break) };
        self.record.number = self.rows;
        self.record.broken = false;
    }

    /// Says what is wrong with the record as a whole.
    fn check(&mut self, problems: &mut Problems) {
        let record = &mut self.record;
        let mut found = Vec::new();
        while let Some(misuse) = self.misuses.next_if(|misuse| misuse.opened < self.read) {
            // The first of a row is enough: the others mostly follow from it, and each place is counted from the row's start.
            if found.is_empty() {
                found.push(misused(self.text, record, misuse));
            }
        }
        if record.texts.len() > MAX_CELLS {
            found.push(too_wide(record));
        }
        if record.span().range().len() > MAX_CELL
            && found.is_empty()
            && let Some(at) = record.texts.iter().position(|cell| trimmed(cell).len() > MAX_CELL)
        {
            found.push(too_long(record, at));
        }
        record.broken = !found.is_empty();
        found.into_iter().for_each(|one| problems.push(one));
    }
}

impl<'t> Records<'t> for Lines<'t> {
    fn next(&mut self, problems: &mut Problems) -> Option<&mut Record<'t>> {
        // Text of any length can be read from memory and is UTF-8, so there is no error to tell of.
        while self.reader.read_record(&mut self.record.texts).unwrap_or(false) {
            self.place();
            self.check(problems);
            if self.record.broken || !self.record.is_blank() {
                return Some(&mut self.record);
            }
        }
        None
    }
}

fn misused(text: &str, record: &Record<'_>, misuse: Misuse) -> Diagnostic {
    let start = record.span().range().start;
    let column = place::cells(text, start).take_while(|cell| cell.end <= misuse.opened).count() + 1;
    let place = format!("Row {}, column {column}", record.number);
    let span = |at, end| Span::new(record.file, at, end);
    match misuse.goes_on {
        None => Diagnostic::new(
            codes::QUOTE_OPEN,
            span(misuse.opened, misuse.opened + 1),
            format!("{place}: a quotation mark opens the cell, and none closes it."),
        )
        .label("opened here")
        .help(
            "Put a `\"` at the end of the cell, or take the first away. A mark that is meant as text is written twice: `\"\"`.",
        ),
        Some(at) => Diagnostic::new(
            codes::AFTER_QUOTE,
            span(at, at),
            format!("{place}: the cell goes on after its closing quotation mark."),
        )
        .label("after the closing mark")
        .help("Put the whole cell in quotation marks. A mark that is meant as text is written twice: `\"\"`."),
    }
}

fn too_long(record: &Record<'_>, at: usize) -> Diagnostic {
    let message = format!("Row {}, column {}: the cell is longer than {MAX_CELL} bytes.", record.number, at + 1);
    let place = record.span_of(at);
    Diagnostic::new(codes::CELL_TOO_LONG, Span { end: place.start, ..place }, message)
        .help("Shorten it. If it should be short, look for a quotation mark that is missing above.")
}

fn too_wide(record: &Record<'_>) -> Diagnostic {
    let message = format!("Row {} has more than {MAX_CELLS} cells.", record.number);
    Diagnostic::new(codes::TABLE_TOO_LARGE, record.span().beginning(), message)
        .help("Leave out the columns that the policy does not ask for.")
}
