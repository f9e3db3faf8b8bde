//! A policy with one sentence changed.

use super::operator::Operator;
use crate::source::{FileId, Sources, Span};
use std::ops::Range;

/// A stretch of a text and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The bytes of the file that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub with: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, with: impl Into<String>) -> Self {
        Self { range, with: with.into() }
    }
}

/// One sentence of a policy changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// Its id: the operator and a number, the same in every run over the same texts.
    pub id: String,
    /// What was done.
    pub operator: Operator,
    /// In which text.
    pub file: FileId,
    /// Where the first thing is that changes.
    pub span: Span,
    /// What changes, in order; none of them overlap.
    pub edits: Vec<Edit>,
    /// The sentence as it is, its blanks reduced.
    pub before: String,
    /// The sentence as it becomes; empty where it goes.
    pub after: String,
}

/// Puts edits in the order of their places.
pub(super) fn in_order(edits: &mut [Edit]) {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
}

/// So much of a sentence is shown at most, in lines.
const MOST_LINES: usize = 6;

impl Mutant {
    pub(super) fn new(operator: Operator, number: usize, file: FileId, mut edits: Vec<Edit>, sources: &Sources) -> Self {
        in_order(&mut edits);
        let text = sources.text(file);
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for lines in touched(text, &edits) {
            let own: Vec<&Edit> = edits.iter().filter(|edit| lines.contains(&edit.range.start)).collect();
            before.extend(said(text.get(lines.clone()).unwrap_or("")));
            after.extend(said(&changed(text, lines, own.into_iter())));
        }
        let id = format!("{}-{number}", operator.name());
        let first = edits.first().map_or(0..0, |edit| edit.range.clone());
        // What goes with its whole line begins with blanks.
        let goes = text.get(first.clone()).unwrap_or("");
        let span = Span::new(file, first.start + goes.len() - goes.trim_start().len(), first.end);
        Self { id, operator, file, span, edits, before: shown(before), after: shown(after) }
    }

    /// The text of its file with the change in it.
    #[must_use]
    pub fn text(&self, sources: &Sources) -> String {
        let text = sources.text(self.file);
        changed(text, 0..text.len(), self.edits.iter())
    }
}

/// A stretch of a text with its edits made.
fn changed<'e>(text: &str, stretch: Range<usize>, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut out = String::with_capacity(stretch.len());
    let mut at = stretch.start;
    for edit in edits {
        out += text.get(at..edit.range.start).unwrap_or("");
        out += &edit.with;
        at = edit.range.end;
    }
    out + text.get(at..stretch.end).unwrap_or("")
}

/// The whole lines that edits touch, those that touch one another together.
fn touched(text: &str, edits: &[Edit]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for edit in edits {
        let lines = whole_lines(text, edit.range.clone());
        match all.last_mut().filter(|last| lines.start < last.end) {
            Some(last) => last.end = last.end.max(lines.end),
            None => all.push(lines),
        }
    }
    all
}

/// The lines of which a stretch has something, their line ends included.
pub(super) fn whole_lines(text: &str, stretch: Range<usize>) -> Range<usize> {
    let start = text.get(..stretch.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let last = stretch.end.saturating_sub(1).max(stretch.start);
    let end = text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| last + newline + 1);
    start..end
}

fn said(lines: &str) -> Vec<String> {
    let reduced = lines.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    reduced.filter(|line| !line.is_empty()).collect()
}

fn shown(mut lines: Vec<String>) -> String {
    let more = lines.len().saturating_sub(MOST_LINES);
    if more > 0 {
        lines.truncate(MOST_LINES - 1);
        lines.push(format!("… and {} more lines", more + 1));
    }
    lines.join("\n")
}
