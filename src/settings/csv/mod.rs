//! Comma-separated text (RFC 4180) as records of cells.
//!
//! The `csv` crate reads them; what messages need besides is in `place`.

mod place;

use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::source::{FileId, Span};
use ::csv::{Reader, ReaderBuilder, StringRecord};
use place::Misuse;
use std::iter::Peekable;
use std::vec;

/// The most cells of one row that are read.
const MAX_CELLS: usize = 2_000;
/// The longest cell, in bytes: as long as a spreadsheet's.
const MAX_CELL: usize = 32_767;

/// Reads records one after the other into one place.
#[derive(Debug)]
pub(super) struct Records<'t> {
    reader: Reader<&'t [u8]>,
    misuses: Peekable<vec::IntoIter<Misuse>>,
    record: Record<'t>,
    /// How far has been read, and how many rows that was.
    read: usize,
    rows: usize,
}

/// One row.
#[derive(Debug)]
pub(super) struct Record<'t> {
    text: &'t str,
    pub(super) file: FileId,
    cells: StringRecord,
    /// The row as a spreadsheet counts it, from 1.
    pub(super) number: usize,
    start: usize,
    end: usize,
    /// Whether the reader has said that something is wrong with the row as a whole.
    pub(super) broken: bool,
}

impl<'t> Records<'t> {
    pub(super) fn new(text: &'t str, file: FileId) -> Self {
        let reader = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
        let record = Record { text, file, cells: StringRecord::new(), number: 0, start: 0, end: 0, broken: false };
        Self { reader, misuses: place::misuses(text).into_iter().peekable(), record, read: 0, rows: 0 }
    }

    /// The next row that is not blank.
    pub(super) fn next(&mut self, problems: &mut Problems) -> Option<&Record<'t>> {
        // Text of any length can be read from memory and is UTF-8, so there is no error to tell of.
        while self.reader.read_record(&mut self.record.cells).unwrap_or(false) {
            self.place();
            self.check(problems);
            if self.record.broken || !self.record.is_blank() {
                return Some(&self.record);
            }
        }
        None
    }

    /// Says where the record stands that has just been read. The crate passes over empty lines, which spreadsheets count.
    fn place(&mut self) {
        let mut start = self.read;
        let rest = |from: usize| self.record.text.as_bytes().get(from..).unwrap_or_default();
        if place::before(self.record.text, start) == Some(b'\r') && rest(start).first() == Some(&b'\n') {
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
        let with_break = matches!(place::before(self.record.text, self.read), Some(b'\r' | b'\n'));
        self.record.start = start;
        self.record.end = self.read - usize::from(with_break);
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
                found.push(misused(record, misuse));
            }
        }
        if record.cells.len() > MAX_CELLS {
            found.push(too_wide(record));
        }
        if record.end - record.start > MAX_CELL
            && found.is_empty()
            && let Some(at) = record.cells.iter().position(|cell| trimmed(cell).len() > MAX_CELL)
        {
            found.push(too_long(record, at));
        }
        record.broken = !found.is_empty();
        found.into_iter().for_each(|one| problems.push(one));
    }
}

impl Record<'_> {
    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The text of a cell without quotation marks and outer blanks.
    pub(super) fn cell(&self, at: usize) -> Option<&str> {
        self.cells.get(at).map(trimmed)
    }

    /// The texts of all cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(trimmed)
    }

    /// The place of the text of a cell.
    pub(super) fn span_of(&self, at: usize) -> Span {
        self.spans().nth(at).unwrap_or(self.span().beginning())
    }

    /// The places of the texts of all cells.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        place::cells(self.text, self.start).map(|range| Span::new(self.file, range.start, range.end))
    }

    /// The place of the row.
    pub(super) fn span(&self) -> Span {
        Span::new(self.file, self.start, self.end)
    }

    /// The place of the first such sign in the row.
    pub(super) fn find(&self, sign: char) -> Option<Span> {
        let at = self.start + self.text.get(self.start..self.end)?.find(sign)?;
        Some(Span::new(self.file, at, at))
    }

    /// Whether every cell is blank, as spreadsheets leave rows below the last one.
    fn is_blank(&self) -> bool {
        self.cells().all(str::is_empty)
    }
}

/// A cell without its outer blanks. Most have none, and that is seen from two bytes.
fn trimmed(cell: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if plain(cell.as_bytes().first()) && plain(cell.as_bytes().last()) { cell } else { cell.trim() }
}

fn misused(record: &Record<'_>, misuse: Misuse) -> Diagnostic {
    let column = place::cells(record.text, record.start).take_while(|cell| cell.end <= misuse.opened).count() + 1;
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
