//! From pieces to lines of text.

use super::WIDEST;
use super::markup::{Paragraph, Piece, Style, Text};

/// How much further the later lines of a paragraph are indented.
const HANG: usize = 2;

/// Plain text, no line wider than `width` characters, nor than [`WIDEST`].
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
        for (at, line) in lines(paragraph, width).iter().enumerate() {
            let indent = if at == 0 { paragraph.indent } else { paragraph.indent + HANG };
            out.extend(std::iter::repeat_n(' ', indent));
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

/// A letter and what it belongs to.
type Letter = (Style, char);

/// Breaks a paragraph at blanks; a word that is wider than a line, wherever the line ends.
fn lines(paragraph: &Paragraph, width: usize) -> Vec<Vec<Letter>> {
    let room = |line: usize| width.saturating_sub(paragraph.indent + if line == 0 { 0 } else { HANG }).max(1);
    let mut lines: Vec<Vec<Letter>> = Vec::new();
    for word in words(&paragraph.pieces) {
        let mut rest = word.as_slice();
        let here = lines.len().saturating_sub(1);
        match lines.last_mut() {
            Some(line) if line.len() + 1 + rest.len() <= room(here) => {
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
                    let (line, more) = rest.split_at(rest.len().min(room(lines.len())));
                    lines.push(line.to_vec());
                    rest = more;
                }
            }
        }
    }
    lines
}

/// The words, each letter with its style. Letters that would steer a terminal are blanks.
fn words(pieces: &[Piece]) -> Vec<Vec<Letter>> {
    let mut words = vec![Vec::new()];
    for piece in pieces {
        for letter in piece.text.chars() {
            if letter.is_whitespace() || letter.is_control() {
                words.push(Vec::new());
            } else if let Some(word) = words.last_mut() {
                word.push((piece.style, letter));
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
