//! From text to a tree. The only room that knows the parser generator.
//!
//! `outline` cuts a file into declarations and logical lines, `grammar` reads each line on its own, `lower` makes the tree of
//! what was read, and `mistakes` says what is wrong with what was not. `layout` gives the lines as plain data with the plain way to
//! write each word, for who writes texts again.

mod grammar;
pub mod layout;
mod lower;
mod mistakes;
mod outline;
pub mod tree;

use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::{Diagnostic, Problems};
use crate::source::{FileId, Sources, Span};
use grammar::Node;
pub use layout::Layout;
pub use lower::{MONTHS, NUMBER_WORDS};
pub use outline::words::{bare_words, one_line};
use outline::{Outline, Segment};
use std::cell::RefCell;
use tree::Tree;

/// The size of the largest file that is read, in bytes. A policy of a hundred pages is a tenth of this.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// Reads one file. Always gives a tree; what could not be read is left out of it and said in `problems`.
pub fn parse(sources: &Sources, file: FileId, problems: &mut Problems) -> Tree {
    read(sources, file, problems, None).tree
}

/// Reads one file, and says how each of its lines would be written plainly.
pub fn lay_out(sources: &Sources, file: FileId, problems: &mut Problems) -> (Tree, Layout) {
    let Read { tree, outline, seen } = read(sources, file, problems, Some(RefCell::default()));
    let layout = layout::layout(sources.text(file), &outline, seen.map(RefCell::into_inner).unwrap_or_default());
    (tree, layout)
}

/// Whether a rule, or a part of one, can go on below what is written of it.
#[must_use]
pub fn goes_on(text: &str) -> bool {
    let read = outline::outline(text);
    // A part of a declaration begins one only behind a word of change.
    let read = if read.pieces.is_empty() { outline::outline(&format!("replace {text}")) } else { read };
    read.pieces.last().is_some_and(outline::Piece::goes_on)
}

/// Whether a line of a strand can go on below what is written of it: with bullets, or behind an `and`.
#[must_use]
pub fn line_goes_on(line: &str) -> bool {
    let read = outline::outline(&format!("categorise\n  {}", line.trim_start()));
    read.pieces.last().and_then(|piece| piece.body.last()).is_some_and(outline::Line::goes_on)
}

/// What came of a file.
struct Read<'t> {
    tree: Tree,
    outline: Outline,
    seen: Option<RefCell<Vec<Node<'t>>>>,
}

fn read<'t>(sources: &'t Sources, file: FileId, problems: &mut Problems, seen: Option<RefCell<Vec<Node<'t>>>>) -> Read<'t> {
    let text = sources.text(file);
    let mut reader = lower::Reader { file, text, problems, broken_names: Vec::new(), seen };
    let mut outline = Outline::default();
    if text.len() > LARGEST_FILE {
        let message = format!("This file has {} bytes; a policy file may have {LARGEST_FILE}.", text.len());
        let help = "Cut it into several files: all the `.ees` files of a folder are one policy.";
        reader.push(Diagnostic::new(codes::FILE_TOO_LARGE, Span::new(file, 0, 0), message).help(help));
    } else {
        outline = outline::outline(text);
    }
    if let Some(stray) = outline.stray {
        report_stray(&mut reader, stray);
    }
    let declarations = outline.pieces.iter().map(|piece| lower::declaration(&mut reader, piece)).collect();
    Read { tree: Tree { file, declarations, broken_names: reader.broken_names }, outline, seen: reader.seen }
}

fn report_stray(reader: &mut lower::Reader<'_, '_>, stray: Segment) {
    let message = "This text stands before the first declaration and belongs to none.";
    let help = "Begin it with the word of a declaration, such as `policy` or `facts`; a remark begins with `#`.";
    let diagnostic = Diagnostic::new(codes::STRAY_TEXT, reader.span(stray), message).help(help);
    reader.push(diagnostic);
}
