//! Lines for a terminal, with and without colour.

use super::letters::{lines, runs};
use crate::explain::WIDEST;
use crate::explain::markup::{Paragraph, Role, Style, Text};

/// Plain text, no line wider than `width` columns, nor than [`WIDEST`].
#[must_use]
pub fn plain(text: &Text, width: usize) -> String {
    render(text, width, |_, _, word, out| out.push_str(word))
}

/// Text with the colours of a terminal; without them it reads the same.
#[must_use]
pub fn ansi(text: &Text, width: usize) -> String {
    render(text, width, |role, style, word, out| match code(role, style) {
        Some(code) => out.extend(["\u{1b}[", code, "m", word, "\u{1b}[0m"]),
        None => out.push_str(word),
    })
}

/// How a terminal shows a piece.
const fn code(role: Role, style: Style) -> Option<&'static str> {
    match (role, style) {
        (Role::Heading(_), _) => Some("1;4"),
        (_, Style::Plain | Style::Joint) => None,
        (_, Style::Category) => Some("1"),
        (_, Style::Name) => Some("36"),
        (_, Style::Value) => Some("32"),
        (_, Style::Quote) => Some("3"),
        (_, Style::Source | Style::Faint) => Some("2"),
    }
}

fn render(text: &Text, width: usize, write: impl Fn(Role, Style, &str, &mut String)) -> String {
    let width = width.min(WIDEST);
    let mut out = String::new();
    for paragraph in &text.paragraphs {
        let hang = hang(paragraph);
        let room = |line: usize| width.saturating_sub(if line == 0 { paragraph.indent } else { hang });
        for (at, line) in lines(&paragraph.pieces, room).iter().enumerate() {
            out.extend(std::iter::repeat_n(' ', if at == 0 { paragraph.indent } else { hang }));
            for (style, run) in runs(line) {
                write(paragraph.role, style, &run, &mut out);
            }
            out.push('\n');
        }
        if paragraph.pieces.is_empty() {
            out.push('\n');
        }
    }
    out
}

/// Where later lines of a paragraph begin: further in than what belongs to it and stands below it.
const fn hang(paragraph: &Paragraph) -> usize {
    paragraph.indent + if paragraph.indent == 0 { 2 } else { 4 }
}
