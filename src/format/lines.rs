//! The lines of a text as they stand, with their comments.

use crate::syntax::layout::{comment_start, indent_of};
use std::ops::Range;

/// A text in lines.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    lines: Vec<Physical>,
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Physical {
    /// Its bytes, the line break included.
    pub(super) range: Range<usize>,
    /// Where its comment begins.
    comment: Option<usize>,
    /// How far it is indented, in columns.
    pub(super) indent: usize,
    /// Nothing but blanks stands before its comment, or in it.
    is_empty: bool,
}

impl Physical {
    fn of(line: &str, start: usize) -> Self {
        let comment = comment_start(line);
        let content = line.get(..comment.unwrap_or(line.len())).unwrap_or(line);
        Self {
            range: start..start + line.len(),
            comment: comment.map(|at| start + at),
            indent: indent_of(line),
            is_empty: content.chars().all(is_blank),
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.is_empty && self.comment.is_none()
    }

    /// It holds a comment and nothing else.
    pub(super) fn is_comment(&self) -> bool {
        self.is_empty && self.comment.is_some()
    }
}

/// Whether a letter is a blank, be it one that Rust does not count as such.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{FEFF}' | '\u{200B}')
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut at = 0;
        let line = |line: &str| {
            let start = at;
            at += line.len();
            Physical::of(line, start)
        };
        Self { text, lines: text.split_inclusive('\n').map(line).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Physical> {
        self.lines.get(at)
    }

    pub(super) fn between(&self, lines: Range<usize>) -> &[Physical] {
        self.lines.get(lines).unwrap_or_default()
    }

    /// The number of the line that a byte stands in.
    pub(super) fn number(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.range.start <= byte).saturating_sub(1)
    }

    /// The numbers of the lines that the first and the last byte of a stretch stand in.
    pub(super) fn ends(&self, range: &Range<usize>) -> (usize, usize) {
        (self.number(range.start), self.number(range.end.saturating_sub(1)))
    }

    /// The comment of a line, without the blanks behind it.
    pub(super) fn comment(&self, line: &Physical) -> Option<&'t str> {
        self.text.get(line.comment?..line.range.end).map(|comment| comment.trim_end_matches(char::is_whitespace))
    }

    /// All comments, in their order.
    pub(super) fn comments(&self, lines: Range<usize>) -> Vec<&'t str> {
        self.between(lines).iter().filter_map(|line| self.comment(line)).collect()
    }
}
