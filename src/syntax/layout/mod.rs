//! The lines of a file as plain data: what stands where, and how each word of it is written plainly.
//!
//! The outline says what is a declaration, a line, a bullet or a citation; what the grammar read in each of them says which
//! words are the language's and which the author's. So a new declaration needs nothing here unless it has words of its own with
//! more than one spelling.

mod marks;
mod parts;
mod phrases;
mod plain;
mod values;

pub use marks::{comment_start, indent_of, may_go_on};
pub use plain::{Role, Word, line_of};

use super::grammar::Node;
use super::outline::keyword::Keyword;
use super::outline::words::tokens;
use super::outline::{self, Outline, Piece, Segment, keyword};
use parts::Readings;
use std::ops::Range;

/// A file in lines.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// How far the declarations are indented, in columns.
    pub margin: usize,
    /// The declarations, in the order of the tree's.
    pub blocks: Vec<Block>,
    /// Text before the first declaration, in bytes.
    pub stray: Option<Range<usize>>,
}

/// A declaration.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its first word or words as the language spells them.
    pub keyword: &'static str,
    /// From its first to its last byte.
    pub range: Range<usize>,
    /// Its heading, then the lines below it.
    pub lines: Vec<Line>,
}

/// What is read as one: a line with those that continue it, its bullets, and citations below them.
#[derive(Clone, Debug)]
pub struct Line {
    /// How deep it stands: 0 for a heading, 1 for what belongs to it, 2 for the lines of a strand.
    pub level: usize,
    /// Its cells, where it is a row of a table; then its words say nothing.
    pub cells: Vec<String>,
    /// The line itself.
    pub head: Part,
    /// Its bullets, without their marks.
    pub bullets: Vec<Part>,
    /// Citations below the bullets.
    pub tail: Option<Part>,
}

/// A stretch of a line: one or more lines of the file.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its bytes, the mark of a bullet included.
    pub range: Range<usize>,
    /// Its words.
    pub words: Vec<Word>,
    /// It is a condition and nothing else, whose later lines stand as far in as its first.
    pub is_condition: bool,
}

/// Lays out what was read of a text.
pub(super) fn layout(text: &str, outline: &Outline, seen: Vec<Node<'_>>) -> Layout {
    let readings = Readings::new(text, seen);
    let block = |piece: &Piece| {
        let heading = Line { level: 0, head: heading(&readings, piece), ..line(&readings, &piece.heading, 0) };
        let mut in_strand = false;
        let body = piece.body.iter().map(|one| {
            let level = level(&readings, piece, one, &mut in_strand);
            line(&readings, one, level)
        });
        let lines: Vec<Line> = std::iter::once(heading).chain(body).collect();
        let end = piece.body.last().map_or(piece.heading.end(), outline::Line::end);
        Block { keyword: piece.found.plain(), range: piece.start..end, lines }
    };
    let stray = outline.stray.map(|stray| stray.start..stray.end);
    Layout { margin: outline.margin, blocks: outline.pieces.iter().map(block).collect(), stray }
}

/// The heading's words, its first as the language spells them.
fn heading(readings: &Readings<'_, '_>, piece: &Piece) -> Part {
    let found = &piece.found;
    let change = found.change.map(|change| Word::plain(change.word.words(), piece.start..change.end));
    let spelt = Some(Word::plain(found.plain(), found.start..found.end)).filter(|word| !word.text.is_empty());
    let rest = readings.part(Segment { start: found.end, end: piece.heading.head.end });
    let words = change.into_iter().chain(spelt).chain(rest.words).collect();
    Part { range: piece.start..rest.range.end, words, is_condition: false }
}

fn line(readings: &Readings<'_, '_>, line: &outline::Line, level: usize) -> Line {
    let bullet = |bullet: &outline::Bullet| {
        let start = marks::line_content(readings.text, bullet.segment.start);
        Part { range: start..bullet.segment.end, ..readings.part(bullet.segment) }
    };
    let is_row = readings.slice(line.head).starts_with('|');
    Line {
        level,
        cells: if is_row { readings.cells(line.head) } else { Vec::new() },
        head: if is_row { readings.bare(line.head) } else { readings.part(line.head) },
        bullets: line.bullets.iter().map(bullet).collect(),
        tail: line.tail.map(|tail| readings.part(tail)),
    }
}

/// Codes and rows belong to what stands above them, everything else to the import.
fn of_an_import(readings: &Readings<'_, '_>, line: &outline::Line) -> usize {
    let is_row = readings.slice(line.head).starts_with('|');
    let has_codes = || tokens(readings.slice(line.head), 0).any(|token| token.is_one_of(&["when", "otherwise"]));
    1 + usize::from(is_row || has_codes())
}

/// Category lines belong to the strand above them, lines of an import to what it names, everything else to the declaration.
fn level(readings: &Readings<'_, '_>, piece: &Piece, line: &outline::Line, in_strand: &mut bool) -> usize {
    if piece.found.keyword == Keyword::Import {
        return of_an_import(readings, line);
    }
    if piece.found.keyword != Keyword::Categorise {
        return 1;
    }
    let mut words = tokens(readings.slice(line.head), line.head.start).peekable();
    let begins = |word: &str| tokens(readings.slice(line.head), 0).next().is_some_and(|first| first.is(word));
    if begins("strand") {
        *in_strand = true;
        return 1;
    }
    let decider = words.find(|token| token.is_one_of(keyword::DECIDERS));
    let of_the_strand = *in_strand && !begins("never") && decider.is_some_and(|decider| !decider.is("expects"));
    1 + usize::from(of_the_strand)
}
