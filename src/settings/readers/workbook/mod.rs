//! Workbooks (XLSX) as records of cells. The only folder that names `calamine`.
//!
//! A sheet is read cell by cell as it is unpacked, so only the workbook itself and its table of texts are held. How far a
//! workbook may unpack is looked at first (`unpacked`): a small file can unpack to more than any machine has.

mod cell;
mod unpacked;

use super::record::{MAX_CELL, MAX_CELLS, Place, Record, Records, cell_name};
use super::{Looking, too_large};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::settings::MAX_BYTES;
use crate::source::{FileId, Span};
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads the sheet that has the headings looked for: the first, or the only other one. Where none has, the first.
pub(super) fn with_workbook(
    bytes: &[u8],
    file: FileId,
    looking: &Looking<'_>,
    problems: &mut Problems,
    read: impl FnOnce(&mut dyn Records<'_>, &mut Problems),
) {
    let place = Span::of_cell(file, 1, 1);
    let opened = match unpacked::check(bytes) {
        Ok(()) => guarded(|| Xlsx::new(Cursor::new(bytes))).map_err(|error| unpacked::words(error.as_ref())),
        Err(words) => Err(words),
    };
    let sheet = opened.map_err(|(message, help)| Diagnostic::new(codes::BAD_WORKBOOK, place, message).help(help));
    let sheet = sheet.and_then(|mut book| choose(&mut book, file, looking).map(|sheet| (book, sheet)));
    match sheet {
        Err(found) => problems.push(found),
        Ok((mut book, sheet)) => match Rows::new(&mut book, &sheet, file) {
            Ok(mut rows) => read(&mut rows, problems),
            Err(_) => problems.push(unreadable(&sheet, place)),
        },
    }
}

/// Calls the crate. Where it stops short instead of giving an error (a cell that says it stands in row 99999999999 is such a
/// case, where sums are checked), the workbook is one that it cannot read, and no error more.
fn guarded<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Option<XlsxError>> {
    match panic::catch_unwind(AssertUnwindSafe(call)) {
        Ok(done) => done.map_err(Some),
        Err(_) => Err(None),
    }
}

/// The name of the sheet to read.
fn choose(book: &mut Book<'_>, file: FileId, looking: &Looking<'_>) -> Result<String, Diagnostic> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (shown, hidden): (Vec<_>, Vec<_>) = sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = if shown.is_empty() { hidden } else { shown }.iter().map(|sheet| sheet.name.clone()).collect();
    let mut fitting = Vec::new();
    for name in &names {
        if has_headings(book, name, file, looking) {
            fitting.push(name);
        }
    }
    let first = names.first().ok_or_else(|| {
        Diagnostic::new(codes::BAD_WORKBOOK, Span::of_cell(file, 1, 1), "The workbook has no sheet with cells.")
            .help("Save the table as a workbook (.xlsx) with one sheet, or as \"CSV UTF-8 (comma delimited)\".")
    })?;
    match fitting.as_slice() {
        [] => Ok(first.clone()),
        [one, ..] if *one == first => Ok(first.clone()),
        [one] => Ok((*one).clone()),
        several => {
            let message = format!("Several sheets have the headings of a table of settings: {}.", listed(several, "and"));
            Err(Diagnostic::new(codes::SEVERAL_SHEETS, Span::of_cell(file, 1, 1), message)
                .help("Move the one that is meant to the front, or delete the others."))
        }
    }
}

/// Whether one of the first rows of a sheet can be the headings.
fn has_headings(book: &mut Book<'_>, sheet: &str, file: FileId, looking: &Looking<'_>) -> bool {
    let Ok(mut rows) = Rows::new(book, sheet, file) else { return false };
    let mut unsaid = Problems::default();
    (0..looking.within).map_while(|_| rows.next(&mut unsaid).map(|row| (looking.fits)(row))).any(|fits| fits)
}

/// Reads the rows of a sheet one after the other into one place.
struct Rows<'b, 's> {
    sheet: String,
    cells: XlsxCellReader<'b, Cursor<&'s [u8]>>,
    /// The first cell of the next row, with its row and column, both from 0.
    ahead: Option<(usize, usize, String)>,
    record: Record<'b>,
    /// How many bytes all texts had so far.
    read: usize,
    ended: bool,
}

impl<'b, 's> Rows<'b, 's> {
    fn new(book: &'b mut Book<'s>, sheet: &str, file: FileId) -> Result<Self, Option<XlsxError>> {
        let record = Record::new(file, Place::Sheet { name: sheet.to_owned() });
        let cells = guarded(|| book.worksheet_cells_reader(sheet))?;
        Ok(Self { sheet: sheet.to_owned(), cells, ahead: None, record, read: 0, ended: false })
    }

    /// The next cell that holds something; what cannot be read ends the table.
    fn cell(&mut self, problems: &mut Problems) -> Option<(usize, usize, String)> {
        if let Some(ahead) = self.ahead.take() {
            return Some(ahead);
        }
        while !self.ended {
            let cells = &mut self.cells;
            match guarded(|| cells.next_cell_with_style_id()) {
                Ok(Some((found, style))) => {
                    let text = cell::text(found.get_value(), self.cells.styles().get(style));
                    let (row, column) = found.get_position();
                    self.read += text.len();
                    if self.read > MAX_BYTES {
                        self.ended = true;
                        problems.push(too_large(Span::of_cell(self.record.file, row as usize + 1, 1)));
                    } else if !text.trim().is_empty() {
                        return Some((row as usize, column as usize, text));
                    }
                }
                Ok(None) => self.ended = true,
                Err(_) => {
                    self.ended = true;
                    problems.push(unreadable(&self.sheet, Span::of_cell(self.record.file, self.record.number + 1, 1)));
                }
            }
        }
        None
    }

    /// Puts a cell into its column; what is wrong with it is reported.
    fn put(&mut self, column: usize, text: &str, problems: &mut Problems) {
        let (number, file) = (self.record.number, self.record.file);
        let place = Span::of_cell(file, number, column + 1);
        if column >= MAX_CELLS {
            if !self.record.broken {
                let message =
                    format!("`{}`: the sheet is more than {MAX_CELLS} columns wide.", cell_name(&self.sheet, number, column));
                let help = "Leave out the columns that the policy does not ask for.";
                problems.push(Diagnostic::new(codes::TABLE_TOO_LARGE, place, message).help(help));
            }
            self.record.broken = true;
            return;
        }
        if text.len() > MAX_CELL {
            let message = format!("`{}`: the cell is longer than {MAX_CELL} bytes.", cell_name(&self.sheet, number, column));
            problems.push(Diagnostic::new(codes::CELL_TOO_LONG, place, message).help("Shorten it."));
            self.record.broken = true;
            return;
        }
        while self.record.texts.len() < column {
            self.record.texts.push_field("");
        }
        // Cells come in the order of their columns; one that does not is out of its place in a broken workbook.
        if self.record.texts.len() == column {
            self.record.texts.push_field(text);
        }
    }
}

impl<'b> Records<'b> for Rows<'b, '_> {
    fn next(&mut self, problems: &mut Problems) -> Option<&mut Record<'b>> {
        let (row, column, text) = self.cell(problems)?;
        self.record.texts.clear();
        self.record.number = row + 1;
        self.record.broken = false;
        self.put(column, &text, problems);
        while let Some((next, column, text)) = self.cell(problems) {
            if next != row {
                self.ahead = Some((next, column, text));
                break;
            }
            self.put(column, &text, problems);
        }
        Some(&mut self.record)
    }
}

fn unreadable(sheet: &str, place: Span) -> Diagnostic {
    let message = format!("The sheet `{sheet}` cannot be read: the workbook is damaged there.");
    Diagnostic::new(codes::BAD_WORKBOOK, place, message)
        .help("Open it in a spreadsheet and save it again, or save the sheet as \"CSV UTF-8 (comma delimited)\".")
}
