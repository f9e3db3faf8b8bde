//! One row of a table, whatever it was read from. This is all that the other files know of a format.

use super::csv::place;
use crate::diagnostic::Problems;
use crate::source::{FileId, Span};
use ::csv::StringRecord;

/// The most cells of one row that are read.
pub(in crate::settings) const MAX_CELLS: usize = 2_000;
/// The longest cell, in bytes: as long as a spreadsheet's.
pub(super) const MAX_CELL: usize = 32_767;

/// Gives the rows of a table one after the other, the headings first. Each is read into the same place.
pub(in crate::settings) trait Records<'t> {
    /// The next row that is not blank.
    fn next(&mut self, problems: &mut Problems) -> Option<&mut Record<'t>>;
}

/// What rows and columns are called in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text in lines: rows and columns.
    Text,
    /// JSON: records with keys.
    Objects,
    /// A workbook: rows and columns, and cells that have names of their own.
    Sheet,
}

impl Form {
    /// `Row 7`, `Record 7`
    #[must_use]
    pub fn row(self, number: usize) -> String {
        match self {
            Self::Text | Self::Sheet => format!("Row {number}"),
            Self::Objects => format!("Record {number}"),
        }
    }

    /// `row`, `record`
    pub(in crate::settings) const fn noun(self) -> &'static str {
        match self {
            Self::Text | Self::Sheet => "row",
            Self::Objects => "record",
        }
    }

    /// `Rows`, `Records`
    pub(in crate::settings) const fn nouns(self) -> &'static str {
        match self {
            Self::Text | Self::Sheet => "Rows",
            Self::Objects => "Records",
        }
    }

    /// `column`, `key`
    pub(in crate::settings) const fn column(self) -> &'static str {
        match self {
            Self::Text | Self::Sheet => "column",
            Self::Objects => "key",
        }
    }
}

/// One row.
#[derive(Debug)]
pub(in crate::settings) struct Record<'t> {
    pub(in crate::settings) file: FileId,
    /// The texts of the cells, with outer blanks.
    pub(super) texts: StringRecord,
    /// The row as a person counts it, from 1: as a spreadsheet does, or which of the records it is.
    pub(in crate::settings) number: usize,
    /// Whether the reader has said that something is wrong with the row as a whole.
    pub(in crate::settings) broken: bool,
    pub(super) place: Place<'t>,
}

/// Where the cells of a row stand.
#[derive(Debug)]
pub(super) enum Place<'t> {
    /// In comma-separated text, from a byte to a byte. The cells are looked for only where a message needs one.
    Text { text: &'t str, start: usize, end: usize },
    /// In JSON: the record, and the value of each column; where it has none, the beginning of the record.
    Objects { whole: Span, cells: Vec<Span> },
    /// In a sheet of this name.
    #[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only workbooks have sheets"))]
    Sheet { name: String },
}

impl<'t> Record<'t> {
    pub(super) fn new(file: FileId, place: Place<'t>) -> Self {
        Self { file, texts: StringRecord::new(), number: 0, broken: false, place }
    }

    pub(in crate::settings) const fn form(&self) -> Form {
        match self.place {
            Place::Text { .. } => Form::Text,
            Place::Objects { .. } => Form::Objects,
            Place::Sheet { .. } => Form::Sheet,
        }
    }

    /// How many cells it has.
    pub(in crate::settings) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The text of a cell without quotation marks and outer blanks.
    pub(in crate::settings) fn cell(&self, at: usize) -> Option<&str> {
        self.texts.get(at).map(trimmed)
    }

    /// The texts of all cells.
    pub(in crate::settings) fn cells(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(trimmed)
    }

    /// The place of the text of a cell.
    pub(in crate::settings) fn span_of(&self, at: usize) -> Span {
        match &self.place {
            Place::Text { text, start, .. } => {
                let range = place::cells(text, *start).nth(at);
                range.map_or(self.span().beginning(), |range| Span::new(self.file, range.start, range.end))
            }
            Place::Objects { whole, cells } => cells.get(at).copied().unwrap_or(whole.beginning()),
            Place::Sheet { .. } => Span::of_cell(self.file, self.number, at + 1),
        }
    }

    /// The places of the texts of all cells.
    pub(in crate::settings) fn spans(&self) -> Vec<Span> {
        match &self.place {
            Place::Text { text, start, .. } => {
                place::cells(text, *start).map(|range| Span::new(self.file, range.start, range.end)).collect()
            }
            Place::Objects { .. } | Place::Sheet { .. } => (0..self.len()).map(|at| self.span_of(at)).collect(),
        }
    }

    /// The place of the row.
    pub(in crate::settings) fn span(&self) -> Span {
        match &self.place {
            Place::Text { start, end, .. } => Span::new(self.file, *start, *end),
            Place::Objects { whole, .. } => *whole,
            Place::Sheet { .. } => Span::of_cell(self.file, self.number, 1),
        }
    }

    /// The place of the first such sign in the row, if it is one of a text.
    pub(in crate::settings) fn find(&self, sign: char) -> Option<Span> {
        let Place::Text { text, start, end } = &self.place else { return None };
        let at = start + text.get(*start..*end)?.find(sign)?;
        Some(Span::new(self.file, at, at))
    }

    /// What a message calls the row: `Row 7`.
    pub(in crate::settings) fn words(&self) -> String {
        self.form().row(self.number)
    }

    /// What a message calls a cell of a column: `Row 7, column `x``; `` `Sheet1!C7`, column `x` ``.
    pub(in crate::settings) fn words_at(&self, at: usize, column: &str) -> String {
        match &self.place {
            Place::Sheet { name } => format!("`{}`, {column}", cell_name(name, self.number, at)),
            Place::Text { .. } | Place::Objects { .. } => format!("{}, {column}", self.words()),
        }
    }

    /// Gives the row so many cells if it has fewer and its format writes down none that is blank.
    pub(in crate::settings) fn widen(&mut self, width: usize) {
        if matches!(self.place, Place::Text { .. }) {
            return;
        }
        while self.texts.len() < width {
            self.texts.push_field("");
        }
    }

    /// Whether every cell is blank, as spreadsheets leave rows below the last one.
    pub(super) fn is_blank(&self) -> bool {
        self.cells().all(str::is_empty)
    }
}

/// A cell without its outer blanks. Most have none, and that is seen from two bytes.
pub(super) fn trimmed(cell: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if plain(cell.as_bytes().first()) && plain(cell.as_bytes().last()) { cell } else { cell.trim() }
}

/// `Sheet1!C7`, and `'My sheet'!C7` where the name is no plain word: as spreadsheets write it.
pub(super) fn cell_name(sheet: &str, row: usize, column: usize) -> String {
    let plain = sheet.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let sheet = if plain { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) };
    format!("{sheet}!{}{row}", column_letters(column))
}

/// `A`, `Z`, `AA`: a column, counted from 0, as spreadsheets call it.
fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(u8::try_from((rest - 1) % 26).map_or('?', |at| char::from(b'A' + at)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
