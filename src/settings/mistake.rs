//! What is wrong with a cell, before it is known where the cell stands.

use super::readers::Record;
use crate::diagnostic::{Code, Diagnostic, codes::settings as codes};

/// A cell that means nothing: what is wrong and how to mend it. The row and the column are put before it later.
#[derive(Clone, Debug)]
pub(super) struct Mistake {
    pub(super) code: Code,
    pub(super) says: String,
    pub(super) help: String,
}

impl Mistake {
    pub(super) fn new(code: Code, says: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, says: says.into(), help: help.into() }
    }
}

/// The text of a cell as a message shows it: on one line, and cut where it is long.
pub(super) fn shown(text: &str) -> String {
    cut(text, 40)
}

/// A heading as a message shows it; those of others can be long.
pub(super) fn heading(text: &str) -> String {
    cut(text, 120)
}

fn cut(text: &str, most: usize) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(most) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// A mistake with its place before it.
pub(super) fn at_cell(record: &Record<'_>, at: usize, column: &str, mistake: Mistake) -> Diagnostic {
    let message = format!("{}: {}", record.words_at(at, column), mistake.says);
    Diagnostic::new(mistake.code, record.span_of(at), message).help(mistake.help)
}

/// A value that stands in no column.
pub(super) fn no_heading() -> Mistake {
    Mistake::new(codes::NO_HEADING, "there is a value here.", "Write the name of a fact at the top of the column, or clear it.")
}
