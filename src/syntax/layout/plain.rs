//! Words and the plain way to write them.

use super::phrases;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::words::{is_blank, is_dash, is_quote, one_line};
use std::ops::Range;

/// A word, a mark, or a phrase that is never broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// How it is written plainly.
    pub text: String,
    /// The bytes of the file that it stands for.
    pub range: Range<usize>,
    /// Whether it stands next to the word before it, with no blank between them.
    pub joined: bool,
    /// What it is for who breaks lines.
    pub role: Role,
}

/// What a word is for who breaks lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word like any other.
    Plain,
    /// `and` or `or` between the terms of a condition.
    Join,
    /// `and` or `or` between the values of a test, or the members of a list.
    Or,
    /// A sign or bracket that the next word stands close to.
    Opening,
    /// `because "…"`
    Because,
    /// `from "…"`
    From,
    /// `reading "…"`
    Reading,
    /// `allow P318 because "…"`
    Allow,
}

impl Word {
    pub(super) fn new(text: impl Into<String>, range: Range<usize>, role: Role) -> Self {
        Self { text: text.into(), range, joined: false, role }
    }

    pub(super) fn plain(text: impl Into<String>, range: Range<usize>) -> Self {
        Self::new(text, range, Role::Plain)
    }

    /// What a stretch is left out by: a word of no letters.
    pub(super) fn nothing(range: Range<usize>) -> Self {
        Self::plain("", range)
    }

    pub(super) fn joined(self) -> Self {
        Self { joined: true, ..self }
    }
}

/// Marks that no blank stands before.
pub(super) const CLOSE: [&str; 4] = [",", ";", ":", ")"];

/// Adds the words of a node.
pub(super) fn spell(node: &Node<'_>, out: &mut Vec<Word>) {
    match phrases::FORMS.iter().find(|(rule, _)| node.is(*rule)) {
        Some((_, form)) => form(node, out),
        None => spell_parts(node, out),
    }
}

/// Adds the words of what a node is made of.
pub(super) fn spell_parts(node: &Node<'_>, out: &mut Vec<Word>) {
    let mut parts = node.nodes().peekable();
    if parts.peek().is_none() && !node.is(Rule::EOI) && !node.text().is_empty() {
        let word = Word::plain(leaf(node), node.range());
        out.push(if CLOSE.contains(&word.text.as_str()) { word.joined() } else { word });
    }
    parts.for_each(|part| spell(&part, out));
}

/// The words of a node in one.
pub(super) fn flat(node: &Node<'_>) -> String {
    let mut words = Vec::new();
    spell(node, &mut words);
    line_of(&words)
}

/// Words as they are written on one line.
#[must_use]
pub fn line_of(words: &[Word]) -> String {
    let mut line = String::new();
    let mut opened = true;
    for word in words.iter().filter(|word| !word.text.is_empty()) {
        line += if word.joined || opened { "" } else { " " };
        line += &word.text;
        opened = word.role == Role::Opening;
    }
    line
}

/// Words of the language whose rules are not called so.
const OF_THE_LANGUAGE: &[Rule] = &[Rule::yes, Rule::number_word, Rule::half_term, Rule::half_termly];

fn leaf(node: &Node<'_>) -> String {
    if node.is(Rule::quoted) {
        quoted(node.text())
    } else if node.is(Rule::word) {
        node.text().chars().map(plain_letter).collect()
    } else if node.is_keyword() || OF_THE_LANGUAGE.iter().any(|rule| node.is(*rule)) {
        one_spaced(node.text()).chars().map(plain_letter).collect::<String>().to_lowercase()
    } else {
        // What a rule covers may end in blanks and comments.
        one_line(node.text())
    }
}

/// A quoted text with the plain marks. Within them the text is the author's, but for the blanks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", one_spaced(text.trim_matches(is_quote)))
}

/// Dashes and apostrophes as a keyboard has them.
fn plain_letter(letter: char) -> char {
    match letter {
        '’' => '\'',
        dash if is_dash(dash) => '-',
        other => other,
    }
}

pub(super) fn one_spaced(text: &str) -> String {
    text.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
