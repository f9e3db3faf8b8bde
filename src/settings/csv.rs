//! Comma-separated text (RFC 4180) as records of cells, each with its place.
//!
//! Written here and not taken from a library because messages need what a general reader leaves out: where in the file a cell
//! stands, and that a quotation mark is never closed. A test holds it to the `csv` crate's reading on random tables.

use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::source::{FileId, Span};
use std::borrow::Cow;

/// The most cells of one row that are read.
pub(super) const MAX_CELLS: usize = 2_000;
/// The longest cell, in bytes: as long as a spreadsheet's.
const MAX_CELL: usize = 32_767;

/// One cell: its text without quotation marks and outer blanks, and the bytes that it comes from.
#[derive(Clone, Debug)]
pub(super) struct Cell<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// One row, used again for the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Record<'t> {
    pub(super) cells: Vec<Cell<'t>>,
    /// The row as a spreadsheet counts it, from 1.
    pub(super) number: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether the reader has said that something is wrong with the row as a whole.
    pub(super) broken: bool,
}

impl Record<'_> {
    /// Whether every cell is blank, as spreadsheets leave rows below the last one.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty())
    }
}

/// Reads records one after the other.
#[derive(Debug)]
pub(super) struct Records<'t> {
    text: &'t str,
    pub(super) file: FileId,
    at: usize,
    rows: usize,
}

impl<'t> Records<'t> {
    pub(super) fn new(text: &'t str, file: FileId) -> Self {
        Self { text, file, at: 0, rows: 0 }
    }

    /// The next row that is not blank; `false` at the end.
    pub(super) fn next(&mut self, record: &mut Record<'t>, problems: &mut Problems) -> bool {
        while self.at < self.text.len() {
            self.record(record, problems);
            if !record.is_blank() || record.broken {
                return true;
            }
        }
        false
    }

    fn record(&mut self, record: &mut Record<'t>, problems: &mut Problems) {
        self.rows += 1;
        record.cells.clear();
        record.number = self.rows;
        record.start = self.at;
        record.broken = false;
        loop {
            let cell = if self.peek() == Some(b'"') { self.quoted(record, problems) } else { self.plain() };
            if record.cells.len() < MAX_CELLS {
                self.check_length(&cell, record, problems);
                record.cells.push(cell);
            } else if !record.broken {
                record.broken = true;
                problems.push(too_wide(self.file, record));
            }
            if self.peek() != Some(b',') {
                break;
            }
            self.at += 1;
        }
        record.end = self.at;
        self.line_break();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The bytes up to the next comma or line break.
    fn plain(&mut self) -> Cell<'t> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        self.at += rest.iter().position(|byte| matches!(byte, b',' | b'\n' | b'\r')).unwrap_or(rest.len());
        trimmed(self.text, start, self.at)
    }

    /// A cell in quotation marks, two of which inside it stand for one.
    fn quoted(&mut self, record: &mut Record<'t>, problems: &mut Problems) -> Cell<'t> {
        let opened = self.at;
        let mut doubled = false;
        let mut close = None;
        let mut from = opened + 1;
        while let Some(mark) = self.text.get(from..).and_then(|rest| rest.find('"')).map(|ahead| from + ahead) {
            if self.text.as_bytes().get(mark + 1) != Some(&b'"') {
                close = Some(mark);
                break;
            }
            doubled = true;
            from = mark + 2;
        }
        let end = close.unwrap_or(self.text.len());
        self.at = close.map_or(end, |mark| mark + 1);
        let mut cell = trimmed(self.text, opened + 1, end);
        if doubled {
            cell.text = Cow::Owned(cell.text.replace("\"\"", "\""));
        }
        if close.is_none() {
            record.broken = true;
            problems.push(never_closed(self.file, record, opened));
        } else {
            self.after_quote(record, problems);
        }
        cell
    }

    /// Only blanks may stand between a closing mark and the next comma.
    fn after_quote(&mut self, record: &mut Record<'t>, problems: &mut Problems) {
        let after = self.plain();
        if !after.text.is_empty() {
            record.broken = true;
            problems.push(goes_on(self.file, record, &after));
        }
    }

    fn line_break(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += match rest {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => 0,
        };
    }

    fn check_length(&self, cell: &Cell<'t>, record: &mut Record<'t>, problems: &mut Problems) {
        if cell.end - cell.start > MAX_CELL && !record.broken {
            record.broken = true;
            problems.push(too_long(self.file, record, cell));
        }
    }
}

/// A cell without its outer blanks. Most have none, and that is seen from two bytes.
fn trimmed(text: &str, start: usize, end: usize) -> Cell<'_> {
    let all = text.get(start..end).unwrap_or_default();
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if plain(all.as_bytes().first()) && plain(all.as_bytes().last()) {
        return Cell { text: Cow::Borrowed(all), start, end };
    }
    let start = start + (all.len() - all.trim_start().len());
    let inner = all.trim();
    Cell { text: Cow::Borrowed(inner), start, end: start + inner.len() }
}

fn never_closed(file: FileId, record: &Record<'_>, opened: usize) -> Diagnostic {
    let (row, column) = (record.number, record.cells.len() + 1);
    let message = format!("Row {row}, column {column}: a quotation mark opens the cell, and none closes it.");
    Diagnostic::new(codes::QUOTE_OPEN, Span::new(file, opened, opened + 1), message)
        .label("opened here")
        .help("Put a `\"` at the end of the cell, or take the first away. A mark that is meant as text is written twice: `\"\"`.")
}

fn goes_on(file: FileId, record: &Record<'_>, after: &Cell<'_>) -> Diagnostic {
    let (row, column) = (record.number, record.cells.len() + 1);
    let message = format!("Row {row}, column {column}: the cell goes on after its closing quotation mark.");
    Diagnostic::new(codes::AFTER_QUOTE, Span::new(file, after.start, after.start), message)
        .label("after the closing mark")
        .help("Put the whole cell in quotation marks. A mark that is meant as text is written twice: `\"\"`.")
}

fn too_long(file: FileId, record: &Record<'_>, cell: &Cell<'_>) -> Diagnostic {
    let (row, column) = (record.number, record.cells.len() + 1);
    let message = format!("Row {row}, column {column}: the cell is longer than {MAX_CELL} bytes.");
    Diagnostic::new(codes::CELL_TOO_LONG, Span::new(file, cell.start, cell.start), message)
        .help("Shorten it. If it should be short, look for a quotation mark that is missing above.")
}

fn too_wide(file: FileId, record: &Record<'_>) -> Diagnostic {
    let message = format!("Row {} has more than {MAX_CELLS} cells.", record.number);
    Diagnostic::new(codes::TABLE_TOO_LARGE, Span::new(file, record.start, record.start), message)
        .help("Leave out the columns that the policy does not ask for.")
}
