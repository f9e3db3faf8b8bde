//! Pieces as letters, and letters as lines.

use crate::explain::markup::{Piece, Style};
use crate::source::visible;
use unicode_width::UnicodeWidthChar;

/// A blank at which no line is broken.
pub(in crate::explain) const TIED: char = '\u{a0}';

/// A letter and what it belongs to.
pub(in crate::explain) type Letter = (Style, char);

/// Letters of one style.
pub(super) type Run = (Style, String);

/// The columns that a letter takes.
pub(in crate::explain) fn columns_of(letter: char) -> usize {
    letter.width().unwrap_or(0)
}

fn columns_in(letters: &[Letter]) -> usize {
    letters.iter().map(|(_, letter)| columns_of(*letter)).sum()
}

/// Breaks pieces at blanks; a word that is wider than a line, wherever the line ends.
pub(in crate::explain) fn lines(pieces: &[Piece], room: impl Fn(usize) -> usize) -> Vec<Vec<Letter>> {
    let mut lines: Vec<Vec<Letter>> = Vec::new();
    for word in words(pieces) {
        let mut rest = word.as_slice();
        let here = lines.len().saturating_sub(1);
        match lines.last_mut() {
            Some(line) if columns_in(line).saturating_add(1 + columns_in(rest)) <= room(here) => {
                line.push((between(line.last(), rest.first()), ' '));
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

/// What a blank belongs to: to both words' piece where they share one, so that a quotation is one run; to what joins them.
fn between(before: Option<&Letter>, after: Option<&Letter>) -> Style {
    match (before.map(|one| one.0), after.map(|one| one.0)) {
        (Some(before), Some(after)) if before == after => before,
        (Some(Style::Joint), _) | (_, Some(Style::Joint)) => Style::Joint,
        _ => Style::Plain,
    }
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

/// Letters of one style that follow one another.
pub(super) fn runs(line: &[Letter]) -> Vec<Run> {
    line.chunk_by(|left, right| left.0 == right.0)
        .filter_map(|run| Some((run.first()?.0, run.iter().map(|(_, letter)| *letter).collect())))
        .collect()
}

/// Pieces as one line, with single blanks; nothing for nothing.
pub(super) fn one_line(pieces: &[Piece]) -> Vec<Run> {
    lines(pieces, |_| usize::MAX).first().map_or_else(Vec::new, |line| runs(line))
}
