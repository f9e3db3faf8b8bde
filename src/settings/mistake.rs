//! What is wrong with a cell, before it is known where the cell stands.

use crate::diagnostic::{Code, nearest};

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

/// The candidate most like a text. A long text is like none, and looking would take long.
pub(super) fn close<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST { None } else { nearest(text, candidates) }
}

/// `a`, `a or b`, `a, b or c`; a long list is cut.
pub(super) fn either(words: &[String]) -> String {
    const MOST: usize = 12;
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if words.len() <= MOST => format!("{} or {last}", first.join(", ")),
        _ => format!("{} and {} more", words.get(..MOST).unwrap_or_default().join(", "), words.len() - MOST),
    }
}
