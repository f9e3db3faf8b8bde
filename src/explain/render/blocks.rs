//! Paragraphs as headings, sentences and nested lists: what Markdown, HTML and JSON are written from.

use super::letters::{Run, TIED, one_line};
use crate::explain::markup::{Paragraph, Role, Text};
use crate::source::visible;

/// What stands by itself between blank lines.
pub(super) enum Block {
    /// A heading and its level; the least level in a text is 1.
    Heading(u8, Vec<Run>),
    /// A sentence, or several.
    Words(Vec<Run>),
    /// What belongs to the sentence before it.
    List(Vec<Item>),
    /// Lines as they stand.
    Verbatim(Vec<String>),
}

/// A member of a list, and what belongs to it.
pub(super) struct Item {
    pub(super) words: Vec<Run>,
    pub(super) items: Vec<Self>,
}

/// A text as blocks, top to bottom.
pub(super) fn blocks(text: &Text) -> Vec<Block> {
    let highest = text.paragraphs.iter().filter_map(level).min().unwrap_or(1);
    let together = text.paragraphs.chunk_by(|one, next| sort(one) == sort(next) && !matches!(sort(one), Sort::Alone));
    together.filter_map(|paragraphs| block(paragraphs, highest)).collect()
}

/// How paragraphs come together in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Alone,
    Listed,
    Verbatim,
}

fn sort(paragraph: &Paragraph) -> Sort {
    match paragraph.role {
        Role::Verbatim => Sort::Verbatim,
        Role::Words if paragraph.indent > 0 && !paragraph.pieces.is_empty() => Sort::Listed,
        Role::Words | Role::Heading(_) => Sort::Alone,
    }
}

const fn level(paragraph: &Paragraph) -> Option<u8> {
    match paragraph.role {
        Role::Heading(level) => Some(level),
        Role::Words | Role::Verbatim => None,
    }
}

fn block(paragraphs: &[Paragraph], highest: u8) -> Option<Block> {
    let first = paragraphs.first()?;
    match sort(first) {
        Sort::Verbatim => Some(Block::Verbatim(as_they_stand(paragraphs))),
        Sort::Listed => Some(items(paragraphs)).filter(|items| !items.is_empty()).map(Block::List),
        Sort::Alone => {
            let words = Some(one_line(&first.pieces)).filter(|words| !words.is_empty())?;
            Some(match level(first) {
                Some(level) => Block::Heading(level - highest + 1, words),
                None => Block::Words(words),
            })
        }
    }
}

/// Lines with the blanks that they have beyond what all of them have.
fn as_they_stand(paragraphs: &[Paragraph]) -> Vec<String> {
    let least = paragraphs.iter().map(|line| line.indent).min().unwrap_or(0);
    let line = |paragraph: &Paragraph| {
        let text: String = paragraph.pieces.iter().map(|piece| piece.text.replace(TIED, " ")).collect();
        format!("{}{}", " ".repeat(paragraph.indent - least), visible::line(&text))
    };
    paragraphs.iter().map(line).collect()
}

/// Paragraphs as a list: what stands further in than one belongs to it.
fn items(paragraphs: &[Paragraph]) -> Vec<Item> {
    let mut all = Vec::new();
    let mut rest = paragraphs;
    while let Some((first, later)) = rest.split_first() {
        let below = later.iter().take_while(|paragraph| paragraph.indent > first.indent).count();
        let (below, after) = later.split_at(below);
        all.push(Item { words: one_line(&first.pieces), items: items(below) });
        rest = after;
    }
    all.retain(|item| !item.words.is_empty() || !item.items.is_empty());
    all
}
