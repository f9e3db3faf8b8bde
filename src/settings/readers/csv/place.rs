//! Where cells stand in the text, and where quotation marks are misused.
//!
//! The `csv` crate reads the cells and says where a row begins. It does not say where a cell stands, takes a mark that is
//! never closed for closed by the end of the file, and joins what follows a closing mark to the cell. Rows that a message
//! points into are therefore looked through once more here; of all others only the quotation marks are looked at.

use std::ops::Range;

/// The bytes of each cell of the row that begins at `start`, without quotation marks and outer blanks.
pub(in crate::settings::readers) fn cells(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some(start);
    std::iter::from_fn(move || {
        let (inner, end) = cell(text, next?);
        next = (text.as_bytes().get(end) == Some(&b',')).then_some(end + 1);
        Some(trimmed(text, inner))
    })
}

/// What is wrong with a cell in quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Misuse {
    /// Where the mark stands that opens the cell.
    pub(super) opened: usize,
    /// Where the cell goes on after the mark that closes it; `None` where no mark does.
    pub(super) goes_on: Option<usize>,
}

/// Every misuse, in the order of the text.
pub(super) fn misuses(text: &str) -> Vec<Misuse> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(opened) = find(text, from, |rest| rest.find('"')) {
        from = opened + 1;
        // A mark opens a cell only as its first sign; elsewhere it is text.
        if !matches!(before(text, opened), None | Some(b',' | b'\n' | b'\r')) {
            continue;
        }
        let Some(closed) = closing_mark(text, from) else {
            found.push(Misuse { opened, goes_on: None });
            break;
        };
        from = closed + 1;
        let after = trimmed(text, from..end_of_cell(text, from));
        if !after.is_empty() {
            found.push(Misuse { opened, goes_on: Some(after.start) });
        }
    }
    found
}

/// The byte before a place.
pub(super) fn before(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at.checked_sub(1)?).copied()
}

/// What the cell that begins at `start` holds, and where the comma or line break after it stands.
fn cell(text: &str, start: usize) -> (Range<usize>, usize) {
    if text.as_bytes().get(start) != Some(&b'"') {
        let end = end_of_cell(text, start);
        return (start..end, end);
    }
    match closing_mark(text, start + 1) {
        Some(closed) => (start + 1..closed, end_of_cell(text, closed + 1)),
        None => (start + 1..text.len(), text.len()),
    }
}

/// The next mark that is not one of two.
fn closing_mark(text: &str, mut from: usize) -> Option<usize> {
    loop {
        let mark = find(text, from, |rest| rest.find('"'))?;
        if text.as_bytes().get(mark + 1) != Some(&b'"') {
            return Some(mark);
        }
        from = mark + 2;
    }
}

fn end_of_cell(text: &str, from: usize) -> usize {
    find(text, from, |rest| rest.find([',', '\n', '\r'])).unwrap_or(text.len())
}

fn find(text: &str, from: usize, look: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    text.get(from..).and_then(look).map(|ahead| from + ahead)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let all = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (all.len() - all.trim_start().len());
    start..start + all.trim().len()
}
