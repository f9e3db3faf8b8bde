//! Tables of settings: from rows and columns to what is known of each setting.
//!
//! text -> `csv` (records of cells, and their places) -> `columns` (what each heading means) -> `rows` (one setting a
//! record) -> `values`, `numbers`, `dates` (one cell to one value). Only `csv` knows the format; another format is another
//! reader of the same records.

mod columns;
mod csv;
mod dates;
mod memo;
mod mistake;
mod numbers;
mod rows;
mod values;

use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::model::{Facts, KindId, Policy};
use crate::source::{FileId, Sources, Span};
use jiff::civil::Date;

/// The largest table that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// One setting of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id, unique in the table.
    pub id: String,
    /// Its name, empty where the table has none. Not for messages: settings can be people.
    pub name: String,
    /// What kind of setting it is.
    pub kind: KindId,
    /// What is known of it.
    pub facts: Facts,
    /// The row as a spreadsheet counts it; the headings are row 1.
    pub number: usize,
    /// Where the row stands.
    pub span: Span,
}

/// How a table is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The assessment date: no fact is dated after it.
    pub on: Date,
    /// Whether nothing is assumed, so that an empty cell stays unknown.
    pub strict: bool,
}

/// Reads a table of settings from comma-separated text. Every bad cell is said in `problems`; if there is an error among
/// them the rows are incomplete and nothing should be answered from them.
pub fn read_csv(sources: &Sources, file: FileId, policy: &Policy, reading: &Reading, problems: &mut Problems) -> Vec<Row> {
    let text = sources.text(file);
    if let Some(found) = unreadable(text, file) {
        problems.push(found);
        return Vec::new();
    }
    let mut records = csv::Records::new(text, file);
    let Some(headings) = records.next(problems) else {
        problems.push(
            Diagnostic::new(codes::EMPTY_TABLE, Span::new(file, 0, 0), "The table is empty.")
                .help("A table of settings begins with a row of headings: `id`, `name`, `setting`, and the facts by name."),
        );
        return Vec::new();
    };
    let Some(columns) = columns::read(headings, policy, problems) else {
        return Vec::new();
    };
    rows::read(records, columns, file, policy, reading, problems)
}

/// Why a text is not read at all.
fn unreadable(text: &str, file: FileId) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        let message = format!("The table is larger than {} MB.", MAX_BYTES / 1024 / 1024);
        return Some(
            Diagnostic::new(codes::TABLE_TOO_LARGE, Span::new(file, 0, 0), message)
                .help("Split it into several tables, each with the row of headings."),
        );
    }
    let at = text.find('\0')?;
    Some(
        Diagnostic::new(codes::NOT_TEXT, Span::new(file, at, at + 1), "The table is not plain text: it holds a NUL character.")
            .help("Open it in a spreadsheet and save it again as \"CSV UTF-8 (comma delimited)\"."),
    )
}
