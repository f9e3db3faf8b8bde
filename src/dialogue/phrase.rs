//! Pieces of a line that was typed, each knowing where it stands.

use crate::model::machine_name;
use crate::source::{FileId, Span};

/// So many signs of a line are tried as the one between a name and a value; no name has more in it.
const MOST_SIGNS: usize = 50;

/// A stretch of a line, without blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase<'l> {
    pub(super) text: &'l str,
    file: FileId,
    /// Where it begins in its file.
    start: usize,
}

impl<'l> Phrase<'l> {
    /// A line that is a file.
    pub(super) fn new(text: &'l str, file: FileId) -> Self {
        Self { text, file, start: 0 }.trimmed()
    }

    fn trimmed(self) -> Self {
        let begun = self.text.trim_start();
        Self { start: self.start + self.text.len() - begun.len(), text: begun.trim_end(), ..self }
    }

    /// What stands before a byte, and from another on.
    fn cut(self, before: usize, after: usize) -> Option<(Self, Self)> {
        let first = Self { text: self.text.get(..before)?, ..self };
        let second = Self { text: self.text.get(after..)?, start: self.start + after, ..self };
        Some((first.trimmed(), second.trimmed()))
    }

    /// Where it stands.
    pub(super) fn span(self) -> Span {
        Span::new(self.file, self.start, self.start + self.text.len())
    }

    /// Its name for machines.
    pub(super) fn machine(self) -> String {
        machine_name(self.text.trim_matches('"'))
    }

    /// What comes after some words, where it begins with them; whatever the case and the blanks between them.
    pub(super) fn after(self, words: &str) -> Option<Self> {
        let mut rest = self;
        for word in words.split(' ') {
            let text = rest.text;
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            let (first, later) = rest.cut(end, end)?;
            if !first.text.eq_ignore_ascii_case(word) {
                return None;
            }
            rest = later;
        }
        Some(rest)
    }

    /// What stands before and behind the first of some words.
    pub(super) fn split_first(self, words: &str) -> Option<(Self, Self)> {
        self.text.find(words).and_then(|at| self.cut(at, at + words.len()))
    }

    /// What stands before and behind the last of some words.
    pub(super) fn split_last(self, words: &str) -> Option<(Self, Self)> {
        self.text.rfind(words).and_then(|at| self.cut(at, at + words.len()))
    }

    /// Every way to read it as a name and a value: `latest Ofsted is good`, with `:` and `=` too.
    pub(super) fn tellings(self) -> impl Iterator<Item = (Self, Self)> {
        let lower = self.text.to_ascii_lowercase();
        let mut cuts: Vec<(usize, usize)> = [":", "=", " is ", " are "]
            .iter()
            .flat_map(|sign| lower.match_indices(sign).map(|(at, sign)| (at, at + sign.len())).collect::<Vec<_>>())
            .collect();
        // Where nothing stands behind it.
        cuts.extend([" is", " are"].iter().filter_map(|sign| Some((lower.strip_suffix(sign)?.len(), lower.len()))));
        cuts.sort_unstable();
        cuts.into_iter().take(MOST_SIGNS).filter_map(move |(before, after)| self.cut(before, after))
    }

    /// What stands between semicolons.
    pub(super) fn statements(self) -> Vec<Self> {
        self.parted(";")
    }

    /// What stands between some signs or words, in small letters; pieces with nothing in them are left out.
    pub(super) fn parted(self, by: &str) -> Vec<Self> {
        let lower = self.text.to_ascii_lowercase();
        let ends = lower.match_indices(by).map(|(at, sign)| (at, at + sign.len())).chain([(lower.len(), lower.len())]);
        let pieces = ends.scan(0, |begin, (end, next)| {
            let piece = self.text.get(*begin..end).map(|text| Self { text, start: self.start + *begin, ..self }.trimmed());
            *begin = next;
            Some(piece)
        });
        pieces.flatten().filter(|one| !one.text.is_empty()).collect()
    }

    /// The stretch of it from one piece to another.
    pub(super) fn stretch(self, first: Self, last: Self) -> Option<Self> {
        let begin = first.start.checked_sub(self.start)?;
        let end = (last.start + last.text.len()).checked_sub(self.start)?;
        Some(Self { text: self.text.get(begin..end)?, start: first.start, ..self })
    }

    /// Its first words, so many, and what comes after them. `None` where it has fewer.
    pub(super) fn words(self, many: usize) -> Option<(Self, Self)> {
        let mut end = 0;
        for _ in 0..many {
            let rest = self.text.get(end..)?;
            let begun = rest.trim_start();
            let word = begun.split(char::is_whitespace).next().filter(|word| !word.is_empty())?;
            end += rest.len() - begun.len() + word.len();
        }
        self.cut(end, end)
    }
}
