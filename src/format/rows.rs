//! Lines that are to be written, and the text they make.

use super::lines::is_blank;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// No line is longer if it can be broken, citations aside.
pub(super) const WIDTH: usize = 100;

/// Comments at the ends of lines that follow one another are aligned, if that sets none of them further off than this.
const FURTHEST_COMMENT: usize = 72;

/// A line to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A blank line.
    Blank,
    /// A line.
    Line {
        /// Columns before it.
        indent: usize,
        /// What it says; a comment, where it is one.
        text: String,
        /// The comment at its end.
        comment: Option<String>,
    },
    /// Lines of the text that was given, byte for byte.
    AsItStands(Range<usize>),
}

impl Row {
    pub(super) fn new(indent: usize, text: impl Into<String>) -> Self {
        Self::Line { indent, text: text.into(), comment: None }
    }

    pub(super) fn with_comment(self, new: Option<&str>) -> Self {
        match self {
            Self::Line { indent, text, .. } => Self::Line { indent, text, comment: new.map(str::to_owned) },
            other @ (Self::Blank | Self::AsItStands(_)) => other,
        }
    }

    /// How wide it is where a comment stands at its end.
    fn before_comment(&self) -> Option<usize> {
        match self {
            Self::Line { indent, text, comment: Some(_) } => Some(indent + width(text)),
            Self::Line { .. } | Self::Blank | Self::AsItStands(_) => None,
        }
    }
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The rows as a text, with the line ends and the byte-order mark of the text they were made from.
pub(super) fn render<'r>(original: &str, rows: impl IntoIterator<Item = &'r Row>) -> String {
    let rows: Vec<&Row> = rows.into_iter().collect();
    let line_end = line_end(original);
    let mut out = String::with_capacity(original.len());
    if original.starts_with('\u{FEFF}') && !matches!(rows.first(), Some(Row::AsItStands(range)) if range.start == 0) {
        out.push('\u{FEFF}');
    }
    let columns = comment_columns(&rows);
    for (row, column) in rows.iter().zip(columns) {
        match row {
            Row::Blank => out += line_end,
            Row::Line { indent, text, comment } => {
                out.extend(std::iter::repeat_n(' ', *indent));
                out += text;
                if let Some(comment) = comment {
                    out.extend(std::iter::repeat_n(' ', column.saturating_sub(indent + width(text)).max(2)));
                    out += comment;
                }
                out += line_end;
            }
            Row::AsItStands(range) => {
                let slice = original.get(range.clone()).unwrap_or("");
                out += slice;
                out += if slice.ends_with('\n') { "" } else { line_end };
            }
        }
    }
    out
}

/// How the lines of a text end: as the first does that is not blank.
fn line_end(text: &str) -> &'static str {
    let first = text.split_inclusive('\n').find(|line| !line.chars().all(is_blank));
    if first.is_some_and(|first| first.ends_with("\r\n")) { "\r\n" } else { "\n" }
}

/// In which column the comment of each row begins.
fn comment_columns(rows: &[&Row]) -> Vec<usize> {
    let mut columns = Vec::with_capacity(rows.len());
    for run in rows.chunk_by(|one, next| one.before_comment().is_some() && next.before_comment().is_some()) {
        let widest = run.iter().filter_map(|row| row.before_comment()).max().unwrap_or(0);
        let column = if widest + 2 <= FURTHEST_COMMENT { widest + 2 } else { 0 };
        columns.extend(run.iter().map(|_| column));
    }
    columns
}
