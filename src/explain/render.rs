//! From pieces to lines of text.

use super::WIDEST;
use super::markup::{Paragraph, Piece, Style, Text};
use crate::source::visible;
use unicode_width::UnicodeWidthChar;

/// A blank at which no line is broken.
pub(super) const TIED: char = '\u{a0}';

/// Plain text, no line wider than `width` columns, nor than [`WIDEST`].
#[must_use]
pub fn plain(text: &Text, width: usize) -> String {
    render(text, width, |_, word, out| out.push_str(word))
}

/// Text with the colours of a terminal; without them it reads the same.
#[must_use]
pub fn ansi(text: &Text, width: usize) -> String {
    render(text, width, |style, word, out| {
        let code = match style {
            Style::Plain => return out.push_str(word),
            Style::Heading => "1;4",
            Style::Category => "1",
            Style::Name => "36",
            Style::Value => "32",
            Style::Quote => "3",
            Style::Faint => "2",
        };
        out.extend(["\u{1b}[", code, "m", word, "\u{1b}[0m"]);
    })
}

fn render(text: &Text, width: usize, write: impl Fn(Style, &str, &mut String)) -> String {
    let width = width.min(WIDEST);
    let mut out = String::new();
    for paragraph in &text.paragraphs {
        let hang = hang(paragraph);
        let room = |line: usize| width.saturating_sub(if line == 0 { paragraph.indent } else { hang });
        for (at, line) in lines(&paragraph.pieces, room).iter().enumerate() {
            out.extend(std::iter::repeat_n(' ', if at == 0 { paragraph.indent } else { hang }));
            for (style, run) in runs(line) {
                write(style, &run, &mut out);
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

pub(super) fn columns_of(letter: char) -> usize {
    letter.width().unwrap_or(0)
}

/// A letter and what it belongs to.
pub(super) type Letter = (Style, char);

fn columns_in(letters: &[Letter]) -> usize {
    letters.iter().map(|(_, letter)| columns_of(*letter)).sum()
}

/// Breaks pieces at blanks; a word that is wider than a line, wherever the line ends.
pub(super) fn lines(pieces: &[Piece], room: impl Fn(usize) -> usize) -> Vec<Vec<Letter>> {
    let mut lines: Vec<Vec<Letter>> = Vec::new();
    for word in words(pieces) {
        let mut rest = word.as_slice();
        let here = lines.len().saturating_sub(1);
        match lines.last_mut() {
            Some(line) if columns_in(line) + 1 + columns_in(rest) <= room(here) => {
                // The blank belongs to both words' piece where they share one, so that a quotation is one run.
                let style = line
                    .last()
                    .zip(rest.first())
                    .filter(|(before, after)| before.0 == after.0)
                    .map_or(Style::Plain, |(it, _)| it.0);
                line.push((style, ' '));
                line.extend_from_slice(rest);
            }
            Some(_) | None => {
                while !rest.is_empty() {
                    let (line, more) = rest.split_at(letters_in(rest, room(lines.len())));
                    lines.push(line.to_vec());
                    rest = more;
                }
            }
        }
    }
    lines
}

/// How many letters fit so many columns, at least one.
fn letters_in(word: &[Letter], room: usize) -> usize {
    let mut used = 0;
    let fits = |(_, letter): &&Letter| {
        used += columns_of(*letter);
        used <= room
    };
    word.iter().take_while(fits).count().max(1)
}

/// The words, each letter with its style. Line breaks and tabs are blanks; what else would steer a terminal is shown by a sign.
fn words(pieces: &[Piece]) -> Vec<Vec<Letter>> {
    let mut words = vec![Vec::new()];
    for piece in pieces {
        for letter in piece.text.chars() {
            if letter != TIED && letter.is_whitespace() {
                words.push(Vec::new());
            } else if let Some(word) = words.last_mut() {
                let signs = visible::signs(letter).map(|sign| if sign == TIED { ' ' } else { sign });
                word.extend(signs.map(|sign| (piece.style, sign)));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn runs(line: &[Letter]) -> Vec<(Style, String)> {
    line.chunk_by(|left, right| left.0 == right.0)
        .filter_map(|run| Some((run.first()?.0, run.iter().map(|(_, letter)| *letter).collect())))
        .collect()
}
