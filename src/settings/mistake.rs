//! What is wrong with a cell, before it is known where the cell stands.

use crate::diagnostic::Code;

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
    const MOST: usize = 40;
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = line.char_indices().nth(MOST) {
        line.truncate(cut);
        line.push('…');
    }
    line
}
