//! The one canonical form of a policy's text.
//!
//! Only layout changes, and how words of the language, quotation marks, dashes and dates are spelt; names, texts and comments stay
//! as their author wrote them. A declaration with errors is left byte for byte, and so is one for which the proof fails: that
//! what is read afterwards is what was read before.

mod blocks;
mod line;
mod lines;
mod proof;
mod rows;
mod table;
mod whole;

pub use whole::one_text;

use crate::diagnostic::{Problems, Severity};
use crate::source::{FileId, Sources};
use crate::syntax::tree::Tree;
use crate::syntax::{self, LARGEST_FILE, Layout};
use blocks::Chunk;
use lines::Lines;
use rows::{Row, render};
use std::ops::Range;

/// A text in its canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The text, its line ends and byte-order mark as they were.
    pub text: String,
    /// The declarations that were left as they are, in the order of the text.
    pub left: Vec<Left>,
}

/// A stretch that was left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its bytes in the text that was given.
    pub range: Range<usize>,
    /// Why.
    pub why: Why,
}

impl Left {
    /// Whether a declaration, which begins there, is among those left; they are sorted by place.
    fn holds(left: &[Self], start: usize) -> bool {
        left.binary_search_by_key(&start, |left| left.range.start).is_ok()
    }
}

/// Why a stretch is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has errors, so that nobody knows what it is to mean.
    Errors,
    /// Written again, it was not read as before. No text is known for which that happens.
    Unproved,
}

/// A declaration in canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its first word or words: `facts`, `half terms`. Empty for remarks that stand behind all declarations.
    pub keyword: &'static str,
    /// Its text with the remarks above it, without blank lines around them.
    pub text: String,
    /// Whether a blank line stands above it.
    pub apart: bool,
}

/// Writes a text in its canonical form. A text that is too large to be read comes back as it is.
#[must_use]
pub fn format(text: &str) -> Formatted {
    if text.len() > LARGEST_FILE {
        return Formatted { text: text.to_owned(), left: vec![Left { range: 0..text.len(), why: Why::Errors }] };
    }
    let read = Read::of(text);
    let mut left = read.left_for_errors();
    let mut chunks = read.chunks(&left);
    let unproved = proof::unproved(&read, &chunks, &left);
    if !unproved.is_empty() {
        left.extend(unproved);
        left.sort_by_key(|left| left.range.start);
        chunks = read.chunks(&left);
    }
    let written = render(text, chunks.iter().flat_map(|chunk| &chunk.rows));
    if proof::same_file(&read, &Read::of(&written)) {
        Formatted { text: written, left }
    } else {
        Formatted { text: text.to_owned(), left: vec![Left { range: 0..text.len(), why: Why::Unproved }] }
    }
}

/// The declarations of a text, each in its canonical form.
#[must_use]
pub fn declarations(text: &str) -> Vec<Declaration> {
    let formatted = format(text).text;
    let read = Read::of(&formatted);
    let chunks = read.chunks(&read.left_for_errors());
    let declaration = |chunk: &Chunk| {
        let text = render(&formatted, &chunk.rows);
        let text = text.trim_matches(['\r', '\n', '\u{FEFF}']).to_owned();
        Declaration { keyword: chunk.keyword, text, apart: chunk.rows.first() == Some(&Row::Blank) }
    };
    chunks.iter().map(declaration).filter(|one| !one.text.is_empty()).collect()
}

/// A text as it was read.
struct Read<'t> {
    text: &'t str,
    lines: Lines<'t>,
    tree: Tree,
    layout: Layout,
    problems: Problems,
}

impl<'t> Read<'t> {
    fn of(text: &'t str) -> Self {
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        let file: FileId = sources.add("", text);
        let (tree, layout) = syntax::lay_out(&sources, file, &mut problems);
        Self { text, lines: Lines::of(text), tree, layout, problems }
    }

    /// Text before the first declaration, and declarations with errors.
    fn left_for_errors(&self) -> Vec<Left> {
        let errors = self.problems.iter().filter(|one| one.code.severity == Severity::Error);
        let mut errors: Vec<usize> = errors.filter_map(|one| Some(one.labels.first()?.span.start as usize)).collect();
        errors.sort_unstable();
        let has_error = |range: &Range<usize>| {
            let next = errors.partition_point(|at| *at < range.start);
            errors.get(next).is_some_and(|at| *at <= range.end)
        };
        let blocks = self.layout.blocks.iter().zip(&self.tree.declarations);
        let broken = blocks.filter(|(block, one)| one.broken || has_error(&block.range)).map(|(block, _)| block.range.clone());
        self.layout.stray.clone().into_iter().chain(broken).map(|range| Left { range, why: Why::Errors }).collect()
    }

    fn chunks(&self, left: &[Left]) -> Vec<Chunk> {
        blocks::chunks(&self.lines, &self.layout, left)
    }
}
