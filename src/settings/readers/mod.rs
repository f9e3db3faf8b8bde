//! From a file to records of cells, whatever its format: comma-separated text, JSON, or a workbook.

mod csv;
mod json;
mod record;
#[cfg(feature = "xlsx")]
mod workbook;

pub use record::Form;
pub(super) use record::{Record, Records};

use super::MAX_BYTES;
use crate::diagnostic::{Diagnostic, Problems, codes::settings as codes};
use crate::source::{FileId, Sources, Span};

/// How the headings of a table are told from other rows.
#[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only workbooks have sheets to choose from"))]
pub(super) struct Looking<'a> {
    /// Whether a row can be the headings.
    pub(super) fits: &'a dyn Fn(&Record<'_>) -> bool,
    /// In how many of the first rows they can stand.
    pub(super) within: usize,
}

/// Reads a table by its content; a text with the ending of JSON or that begins like it is JSON. Where the table cannot be
/// read at all that is said, and `read` is not called.
pub(super) fn with_records(
    sources: &Sources,
    file: FileId,
    looking: &Looking<'_>,
    problems: &mut Problems,
    read: impl FnOnce(&mut dyn Records<'_>, &mut Problems),
) {
    if let Some(bytes) = sources.workbook(file) {
        return with_workbook(bytes, file, looking, problems, read);
    }
    let text = sources.text(file);
    if is_json(sources.name(file), text) {
        let records = readable(text, file, problems).and_then(|text| json::Objects::new(text, file, problems));
        if let Some(mut records) = records {
            read(&mut records, problems);
        }
        return;
    }
    with_lines(sources, file, problems, read);
}

/// Reads a table that is comma-separated text, whatever it looks like.
pub(super) fn with_lines(
    sources: &Sources,
    file: FileId,
    problems: &mut Problems,
    read: impl FnOnce(&mut dyn Records<'_>, &mut Problems),
) {
    if let Some(text) = readable(sources.text(file), file, problems) {
        read(&mut csv::Lines::new(text, file), problems);
    }
}

#[cfg(feature = "xlsx")]
use workbook::with_workbook;

/// Without the feature `xlsx` a workbook is told and not read.
#[cfg(not(feature = "xlsx"))]
fn with_workbook(
    _: &[u8],
    file: FileId,
    _: &Looking<'_>,
    problems: &mut Problems,
    _: impl FnOnce(&mut dyn Records<'_>, &mut Problems),
) {
    let message = "This is a workbook, and this program was built without what reads workbooks.";
    problems.push(
        Diagnostic::new(codes::BAD_WORKBOOK, Span::of_cell(file, 1, 1), message)
            .help("Save the sheet as \"CSV UTF-8 (comma delimited)\"."),
    );
}

fn is_json(name: &str, text: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    match ending.as_str() {
        "json" | "jsonl" | "ndjson" => true,
        "csv" | "txt" => false,
        _ => text.trim_start().starts_with(['[', '{']),
    }
}

/// A text, unless there is a reason not to read it at all.
fn readable<'t>(text: &'t str, file: FileId, problems: &mut Problems) -> Option<&'t str> {
    let found = unreadable(text, file);
    let readable = found.is_none();
    found.into_iter().for_each(|one| problems.push(one));
    readable.then_some(text)
}

fn unreadable(text: &str, file: FileId) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        return Some(too_large(Span::new(file, 0, 0)));
    }
    let at = text.find('\0')?;
    Some(
        Diagnostic::new(codes::NOT_TEXT, Span::new(file, at, at + 1), "The table is not plain text: it holds a NUL character.")
            .help("Open it in a spreadsheet and save it again as \"CSV UTF-8 (comma delimited)\"."),
    )
}

fn too_large(at: Span) -> Diagnostic {
    let message = format!("The table is larger than {} MB.", MAX_BYTES / 1024 / 1024);
    Diagnostic::new(codes::TABLE_TOO_LARGE, at, message).help("Split it into several tables, each with the row of headings.")
}
