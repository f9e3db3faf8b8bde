//! How the lines are written, and read again.

use super::{Content, Line, NOTHING, Part, summary};
use crate::source::visible;

/// What parts the cells.
const BETWEEN: &str = " | ";

/// How a line of a part begins.
const INDENT: &str = "  ";

/// Why a text cannot be read, and the line (from 1) where that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line.
    pub line: usize,
    /// What is wrong, a whole sentence.
    pub says: String,
}

/// A text as a cell holds it: on one line, never empty, and with nothing in it that steers a terminal.
pub(super) fn cell(text: &str) -> String {
    let line = visible::line(&text.split_whitespace().collect::<Vec<_>>().join(" ")).replace('|', "\\|");
    if line.is_empty() { NOTHING.to_owned() } else { line }
}

impl Content {
    /// The whole text, with what the settings come to at its end.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in Part::ALL {
            let mut lines = self.part(part).peekable();
            if lines.peek().is_none() {
                continue;
            }
            if part != Part::About {
                begin(&mut text, part.title());
                row(&mut text, INDENT, part.columns().iter().map(|(name, _)| *name), part.columns());
            }
            let indent = if part == Part::About { "" } else { INDENT };
            lines.for_each(|line| row(&mut text, indent, line.cells.iter().map(String::as_str), part.columns()));
        }
        begin(&mut text, summary::TITLE);
        let names = summary::COLUMNS.iter().map(|(name, _)| *name);
        row(&mut text, INDENT, names, &summary::COLUMNS);
        for cells in summary::rows(self) {
            row(&mut text, INDENT, cells.iter().map(String::as_str), &summary::COLUMNS);
        }
        text
    }

    /// Reads such a text again; its first line is line `first` of the file.
    ///
    /// # Errors
    /// The first line that such a text does not have.
    pub fn read(text: &str, first: usize) -> Result<Self, Unreadable> {
        let mut content = Self::default();
        let mut place = Place::Lines(Part::About);
        for (number, line) in text.lines().enumerate().map(|(at, line)| (at + first, line.trim_end())) {
            let wrong = |says: &str| Err(Unreadable { line: number, says: says.to_owned() });
            if line.is_empty() {
                continue;
            }
            if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
                return wrong("Two versions of the file were merged here, and it was not decided which of their lines holds.");
            }
            let inner = line.strip_prefix(INDENT);
            place = match (place, inner) {
                (Place::Lines(Part::About), None) if line.contains(BETWEEN) => {
                    content.lines.push(Line { part: Part::About, cells: cells(line) });
                    place
                }
                (_, None) => match begun(line) {
                    Some(place) => place,
                    None => return wrong("This is no line of a snapshot."),
                },
                (Place::Headings(part), Some(inner)) if is_headings(inner, part) => Place::Lines(part),
                (Place::Headings(_), Some(_)) => return wrong("These are not the columns that snapshots have."),
                (Place::Lines(part), Some(inner)) => {
                    let cells = cells(inner);
                    if cells.len() != part.columns().len() {
                        return wrong("This line has more or fewer cells than its headings.");
                    }
                    content.lines.push(Line { part, cells });
                    place
                }
                (Place::Summary, Some(_)) => place,
            };
        }
        Ok(content)
    }
}

/// Where the reader is.
#[derive(Clone, Copy)]
enum Place {
    /// Below the title of a part.
    Headings(Part),
    /// Among its lines.
    Lines(Part),
    /// In the summary, which follows from the rest.
    Summary,
}

fn begun(line: &str) -> Option<Place> {
    let part = Part::ALL.into_iter().find(|part| !part.title().is_empty() && part.title() == line);
    part.map(Place::Headings).or((line == summary::TITLE).then_some(Place::Summary))
}

fn is_headings(line: &str, part: Part) -> bool {
    cells(line).iter().map(String::as_str).eq(part.columns().iter().map(|(name, _)| *name))
}

fn cells(line: &str) -> Vec<String> {
    line.split(BETWEEN).map(|cell| cell.trim().to_owned()).collect()
}

fn begin(text: &mut String, title: &str) {
    text.push('\n');
    text.push_str(title);
    text.push('\n');
}

/// Writes a row. Its last cell is not filled up, so that no line ends in blanks.
fn row<'c>(text: &mut String, indent: &str, cells: impl Iterator<Item = &'c str>, columns: &[(&str, usize)]) {
    text.push_str(indent);
    let last = columns.len().saturating_sub(1);
    for (at, (cell, (_, width))) in cells.zip(columns).enumerate() {
        let width = if at == last { 0 } else { *width };
        let between = if at == 0 { "" } else { BETWEEN };
        text.push_str(&format!("{between}{cell:width$}"));
    }
    text.push('\n');
}
