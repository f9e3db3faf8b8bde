//! Tables of settings: from rows and columns to what is known of each setting.
//!
//! file -> `readers` (records of cells, and their places) -> `table` (what each heading means, one setting a record) -> `values`
//! (one cell to one value). Only `readers` knows the formats; another format is another reader of the same records. Tables of
//! others take `import` in place of the policy's own columns.

mod import;
mod mistake;
mod readers;
mod table;
mod values;

use crate::diagnostic::Problems;
use crate::model::{Facts, Import, KindId, Policy};
use crate::source::{FileId, Sources, Span};
use import::Imported;
use jiff::civil::Date;
pub use readers::Form;
use readers::{Looking, Record, Records};
use std::sync::Arc;
use table::{Columned, Own};
pub use values::told;

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
    /// The row as a spreadsheet counts it, where the headings are row 1; in JSON which of the records it is, from 1.
    pub number: usize,
    /// Where the row stands.
    pub span: Span,
    /// What messages call a row.
    pub form: Form,
}

impl Row {
    /// What messages call it: `Row 7`.
    #[must_use]
    pub fn words(&self) -> String {
        self.form.row(self.number)
    }
}

/// How a table is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The assessment date: no fact is dated after it.
    pub on: Date,
    /// Whether nothing is assumed, so that an empty cell stays unknown.
    pub strict: bool,
}

/// What is to be said with the answers for a table that an import has read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// What the import says of every such file.
    pub notices: Vec<Arc<str>>,
    /// The rows that it leaves out.
    pub left_out: Vec<LeftOut>,
}

/// Rows left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The reason.
    pub because: Arc<str>,
    /// The id and number of each. Not for what is shared: settings can be people.
    pub rows: Vec<(String, usize)>,
}

/// A whole table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Its settings.
    pub rows: Vec<Row>,
    /// What is to be said with them.
    pub notes: Notes,
}

/// Reads a table of settings, whatever its format, and hands on one row after the other; in the policy's own columns, or as an
/// import says. Every bad cell is said in `problems`; if there is an error among them the rows are incomplete and nothing should be
/// answered from them.
pub fn read_each(
    sources: &Sources,
    file: FileId,
    policy: &Policy,
    import: Option<&Import>,
    reading: &Reading,
    problems: &mut Problems,
    each: &mut dyn FnMut(Row, &mut Problems),
) -> Notes {
    let Some(import) = import else {
        let looking = Looking { fits: &table::are_headings, within: 1 };
        readers::with_records(sources, file, &looking, problems, |records, problems| {
            own(records, file, &Columned { policy, other: None }, reading, problems, each);
        });
        return Notes::default();
    };
    let mut notes = Notes { notices: import.notices.clone(), left_out: Vec::new() };
    let fits = |record: &Record<'_>| import::are_headings(record, import);
    let looking = Looking { fits: &fits, within: import::WITHIN };
    readers::with_records(sources, file, &looking, problems, |records, problems| {
        if let Some(mut imported) = Imported::new(records, file, policy, import, reading, problems) {
            table::read(records, &mut imported, file, problems, each);
            notes.left_out = imported.left_out();
        }
    });
    notes
}

/// The same, all rows at once.
pub fn read(
    sources: &Sources,
    file: FileId,
    policy: &Policy,
    import: Option<&Import>,
    reading: &Reading,
    problems: &mut Problems,
) -> Read {
    let mut rows = Vec::new();
    let notes = read_each(sources, file, policy, import, reading, problems, &mut |row, _| rows.push(row));
    Read { rows, notes }
}

/// Reads a table that another policy reads too: columns that only the other knows are legal and tell this one nothing, and so do
/// cells that only the other's kind of setting has.
pub fn read_shared(
    sources: &Sources,
    file: FileId,
    policy: &Policy,
    other: &Policy,
    reading: &Reading,
    problems: &mut Problems,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let looking = Looking { fits: &table::are_headings, within: 1 };
    readers::with_records(sources, file, &looking, problems, |records, problems| {
        let columned = Columned { policy, other: Some(other) };
        own(records, file, &columned, reading, problems, &mut |row, _| rows.push(row));
    });
    rows
}

/// Reads comma-separated text in the policy's own columns, whatever it looks like.
pub fn read_csv(sources: &Sources, file: FileId, policy: &Policy, reading: &Reading, problems: &mut Problems) -> Vec<Row> {
    let mut rows = Vec::new();
    readers::with_lines(sources, file, problems, |records, problems| {
        own(records, file, &Columned { policy, other: None }, reading, problems, &mut |row, _| rows.push(row));
    });
    rows
}

fn own(
    records: &mut dyn Records<'_>,
    file: FileId,
    columned: &Columned<'_>,
    reading: &Reading,
    problems: &mut Problems,
    each: &mut dyn FnMut(Row, &mut Problems),
) {
    if let Some(mut own) = Own::new(records, file, columned, reading, problems) {
        table::read(records, &mut own, file, problems, each);
    }
}
