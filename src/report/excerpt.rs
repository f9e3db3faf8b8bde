//! The one line that is shown for a place.

use crate::source::visible;
use crate::source::{Sources, Span};
use std::ops::Range;

/// A line, or a window of a long one, safe to show.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// What is shown, no wider than asked for.
    pub(super) text: String,
    /// The places in it, in bytes of `text`, none of them empty.
    pub(super) marks: Vec<Range<usize>>,
}

/// A place moved onto text: one in the blank end of a file goes to just after its last word.
pub(super) fn on_text(span: Span, sources: &Sources) -> Span {
    if sources.workbook(span.file).is_some() {
        return span;
    }
    let text = sources.text(span.file);
    match text.get(span.range().start..) {
        Some(rest) if !rest.trim_start().is_empty() => span,
        _ => {
            let end = text.trim_end().len();
            Span::new(span.file, end.min(span.range().start), end.min(span.range().start))
        }
    }
}

/// What to show for places that begin on one line, the first of them the one it is about. `None` where there is nothing
/// that may be shown: an empty place outside a policy.
pub(super) fn of(spans: &[Span], sources: &Sources, width: usize) -> Option<Excerpt> {
    let spans: Vec<Span> = spans.iter().map(|span| on_text(*span, sources)).collect();
    let first = *spans.first()?;
    let text = sources.text(first.file);
    let shown = if is_policy(sources.name(first.file)) { line_of(text, first.range().start) } else { first.range() };
    let letters = shown_letters(text.get(shown.clone())?, shown.start);
    if letters.is_empty() {
        return None;
    }
    let marks: Vec<Range<usize>> = spans.iter().map(|span| mark(&letters, span.range())).collect();
    let window = window(marks.first()?, letters.len(), width);
    Some(cut(&letters, &marks, &window))
}

/// Only a policy's lines are public.
fn is_policy(name: &str) -> bool {
    name.ends_with(".ees")
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    start..start + line.trim_end_matches('\r').len()
}

/// The characters that stand for a text, each with the byte that it comes from.
fn shown_letters(text: &str, start: usize) -> Vec<(usize, char)> {
    text.char_indices().flat_map(|(at, letter)| visible::signs(letter).map(move |sign| (start + at, sign))).collect()
}

/// A place as indices of characters.
fn mark(letters: &[(usize, char)], place: Range<usize>) -> Range<usize> {
    let index = |byte: usize| letters.partition_point(|(at, _)| *at < byte);
    let start = index(place.start);
    start..index(place.end).max(start + 1)
}

/// The characters to show: all of them, or a window with the place a third of the way in.
fn window(mark: &Range<usize>, letters: usize, width: usize) -> Range<usize> {
    if letters < width {
        return 0..letters;
    }
    let inner = width.saturating_sub(3).max(1);
    let start = mark.start.saturating_sub(inner / 3).min(letters.saturating_sub(inner));
    start..(start + inner).min(letters)
}

fn cut(letters: &[(usize, char)], marks: &[Range<usize>], window: &Range<usize>) -> Excerpt {
    let mut text = String::new();
    if window.start > 0 {
        text.push('…');
    }
    let mut offsets = Vec::with_capacity(window.len() + 2);
    for (_, letter) in letters.get(window.clone()).unwrap_or_default() {
        offsets.push(text.len());
        text.push(*letter);
    }
    offsets.push(text.len());
    text.push(if window.end < letters.len() { '…' } else { ' ' });
    offsets.push(text.len());
    let offset = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    // A place outside the window is marked at its edge, on the dots.
    let marks = marks.iter().map(|mark| {
        let start = mark.start.saturating_sub(window.start).min(window.len());
        let end = mark.end.saturating_sub(window.start).min(window.len() + 1).max(start + 1);
        offset(start)..offset(end)
    });
    let marks = marks.collect();
    Excerpt { text, marks }
}
