//! From declarations to rows, with the comments and blank lines between them.

use super::Left;
use super::line::write_line;
use super::lines::Lines;
use super::rows::Row;
use super::table::aligned;
use crate::syntax::layout::{Block, Layout, Line};
use std::ops::Range;

/// How much further in each level stands.
pub(super) const STEP: usize = 2;

/// A declaration and the comments above it.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// Its first words; empty for what belongs to no declaration.
    pub(super) keyword: &'static str,
    /// Which declaration of the text it is.
    pub(super) block: Option<usize>,
    /// Which lines of the text it is made from.
    pub(super) lines: Range<usize>,
    pub(super) rows: Vec<Row>,
}

/// Where the writing has come to.
pub(super) struct Writer<'a, 't> {
    pub(super) lines: &'a Lines<'t>,
    /// How far declarations are indented: not at all, but where something is left that stands further in.
    pub(super) base: usize,
    /// The first line that is not yet written.
    next: usize,
    /// The first line of the chunk that is being written.
    from: usize,
    rows: Vec<Row>,
    /// Nothing was written yet.
    at_start: bool,
}

/// The rows of a text, declaration by declaration.
pub(super) fn chunks(lines: &Lines<'_>, layout: &Layout, left: &[Left]) -> Vec<Chunk> {
    let base = if left.is_empty() { 0 } else { layout.margin };
    let mut writer = Writer { lines, base, next: 0, from: 0, rows: Vec::new(), at_start: true };
    let mut chunks = Vec::with_capacity(layout.blocks.len() + 2);
    if let Some(stray) = &layout.stray {
        writer.between(lines.number(stray.start), base);
        writer.as_it_stands(lines.ends(stray).1 + 1);
        chunks.push(writer.chunk());
    }
    let firsts = layout.blocks.iter().map(|block| lines.number(block.range.start));
    let ends: Vec<usize> = firsts.skip(1).chain([lines.len()]).collect();
    for (at, (block, until)) in layout.blocks.iter().zip(ends).enumerate() {
        writer.between(lines.number(block.range.start), base);
        let end = writer.end_of_block(block, layout.margin, until);
        if Left::holds(left, block.range.start) {
            writer.as_it_stands(end);
        } else {
            writer.block(block);
            let level = block.lines.last().map_or(1, |line| line.level.max(1));
            writer.between(end, base + level * STEP);
        }
        chunks.push(Chunk { keyword: block.keyword, block: Some(at), ..writer.chunk() });
    }
    writer.between(lines.len(), base);
    while writer.rows.last() == Some(&Row::Blank) {
        writer.rows.pop();
    }
    chunks.push(writer.chunk());
    chunks
}

impl Writer<'_, '_> {
    fn chunk(&mut self) -> Chunk {
        let lines = self.from..self.next;
        self.from = self.next;
        Chunk { keyword: "", block: None, lines, rows: std::mem::take(&mut self.rows) }
    }

    pub(super) fn push(&mut self, row: Row) {
        self.at_start = false;
        self.rows.push(row);
    }

    fn blank(&mut self) {
        if !self.at_start && self.rows.last() != Some(&Row::Blank) {
            self.rows.push(Row::Blank);
        }
    }

    /// Writes the comments and blank lines up to a line.
    pub(super) fn between(&mut self, until: usize, indent: usize) {
        let lines = self.lines;
        for line in lines.between(self.next..until) {
            match lines.comment(line) {
                Some(comment) if line.is_comment() => self.push(Row::new(indent, comment)),
                None if line.is_blank() => self.blank(),
                // No line of a declaration, and not to be lost.
                Some(_) | None => self.push(Row::AsItStands(line.range.clone())),
            }
        }
        self.next = self.next.max(until);
    }

    /// Passes over lines whose words are written already.
    pub(super) fn pass(&mut self, until: usize) {
        self.next = self.next.max(until);
    }

    fn as_it_stands(&mut self, until: usize) {
        let (first, last) = (self.lines.get(self.next), until.checked_sub(1).and_then(|last| self.lines.get(last)));
        if let (Some(first), Some(last)) = (first, last) {
            self.push(Row::AsItStands(first.range.start..last.range.end));
        }
        self.pass(until);
    }

    /// The line behind a declaration and the comments below it that stand further in than the margin.
    fn end_of_block(&self, block: &Block, margin: usize, until: usize) -> usize {
        let end = self.lines.ends(&block.range).1 + 1;
        let below = self.lines.between(end..until);
        let own = below.iter().take_while(|line| line.is_blank() || line.indent > margin);
        let last = own.enumerate().filter(|(_, line)| line.is_comment()).last();
        last.map_or(end, |(at, _)| end + at + 1)
    }

    fn block(&mut self, block: &Block) {
        for run in block.lines.chunk_by(|one, next| !one.cells.is_empty() && !next.cells.is_empty()) {
            if run.iter().any(|line| !line.cells.is_empty()) {
                self.table(run);
            } else {
                run.iter().for_each(|line| write_line(self, line));
            }
        }
    }

    fn table(&mut self, table: &[Line]) {
        for (row, text) in table.iter().zip(aligned(table)) {
            let indent = self.base + row.level * STEP;
            let (first, last) = self.lines.ends(&row.head.range);
            self.between(first, indent);
            // A row stands on one line: comments inside one that its author broke come above it.
            let lines = self.lines;
            lines.comments(first..last).into_iter().for_each(|comment| self.push(Row::new(indent, comment)));
            let comment = self.lines.get(last).and_then(|line| self.lines.comment(line));
            self.push(Row::new(indent, text).with_comment(comment));
            self.pass(last + 1);
        }
    }
}
