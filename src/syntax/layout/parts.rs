//! From what was read of a stretch to all of its words: those of the grammar's rules and the marks between them.

use super::Part;
use super::marks::comment_start;
use super::plain::{CLOSE, Role, Word, line_of, one_spaced, quoted, spell};
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::outline::Segment;
use crate::syntax::outline::words::{Kind, Token, is_blank, is_dash, one_line, tokens};
use std::ops::Range;

/// Everything that was read of a text, by place.
pub(super) struct Readings<'t, 'n> {
    pub(super) text: &'t str,
    nodes: Vec<Node<'n>>,
}

impl<'t, 'n> Readings<'t, 'n> {
    pub(super) fn new(text: &'t str, mut nodes: Vec<Node<'n>>) -> Self {
        nodes.retain(|node| !node.is(Rule::row));
        // What was read last stands first among equals: earlier readings of the same stretch were trials.
        nodes.reverse();
        nodes.sort_by_key(|node| (node.range().start, usize::MAX - node.range().end));
        Self { text, nodes }
    }

    pub(super) fn slice(&self, segment: Segment) -> &'t str {
        self.text.get(segment.start..segment.end).unwrap_or("")
    }

    /// The widest readings of a stretch that do not overlap.
    fn within(&self, range: &Range<usize>) -> Vec<&Node<'n>> {
        let first = self.nodes.partition_point(|node| node.range().start < range.start);
        let mut chosen: Vec<&Node<'n>> = Vec::new();
        for node in self.nodes.iter().skip(first).take_while(|node| node.range().start < range.end) {
            let free = chosen.last().is_none_or(|last| last.range().end <= node.range().start);
            if free && node.range().end <= range.end {
                chosen.push(node);
            }
        }
        chosen
    }

    /// A stretch without words, for what is written cell by cell.
    pub(super) fn bare(&self, segment: Segment) -> Part {
        Part { range: segment.start..segment.end, words: Vec::new(), is_condition: false }
    }

    pub(super) fn part(&self, segment: Segment) -> Part {
        let range = segment.start..segment.end;
        let nodes = self.within(&range);
        let is_condition = nodes.first().is_some_and(|node| node.is(Rule::rule_line));
        let mut read = Vec::new();
        nodes.iter().for_each(|node| spell(node, &mut read));
        let words = if read.is_empty() { self.as_written(&range) } else { self.with_marks(&range, read) };
        Part { range, words, is_condition }
    }

    /// The cells of a row.
    pub(super) fn cells(&self, segment: Segment) -> Vec<String> {
        let row = self.slice(segment);
        let inner = row.strip_prefix('|').unwrap_or(row);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let mut start = segment.start + 1;
        let cell = |cell: &str| {
            let range = start..start + cell.len();
            start = range.end + 1;
            if self.within(&range).is_empty() { free_cell(cell) } else { line_of(&self.part(of(&range)).words) }
        };
        inner.split('|').map(cell).collect()
    }

    /// Words that no rule read.
    fn as_written(&self, range: &Range<usize>) -> Vec<Word> {
        let mut end = range.end;
        let words = tokens(self.slice(of(range)), range.start).map(|token| {
            let joined = token.start == end;
            end = token.end();
            Word { joined, ..Word::plain(one_spaced(token.text), token.start..token.end()) }
        });
        words.collect()
    }

    /// The words of the rules with the marks that stand between them. Words before all of them are the language's: `strand`, `never`.
    fn with_marks(&self, range: &Range<usize>, read: Vec<Word>) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(read.len());
        let mut at = range.start;
        for word in read {
            self.marks(at..word.range.start, at == range.start, &mut words);
            at = word.range.end.max(at);
            words.push(word);
        }
        self.marks(at..range.end, false, &mut words);
        words.retain(|word| !word.text.is_empty());
        let mut opened = false;
        for word in &mut words {
            word.joined |= opened;
            opened = word.role == Role::Opening;
        }
        words
    }

    fn marks(&self, between: Range<usize>, first: bool, out: &mut Vec<Word>) {
        for token in tokens(self.slice(of(&between)), between.start) {
            let text = match token.kind {
                Kind::Word if first => token.text.to_lowercase(),
                Kind::Quoted => quoted(token.text),
                Kind::Word | Kind::Unclosed | Kind::Mark => one_spaced(token.text),
            };
            let role = if token.is_mark("(") { Role::Opening } else { Role::Plain };
            out.push(Word { joined: self.stands_close(&token), ..Word::new(text, token.start..token.end(), role) });
        }
    }

    /// Whether no blank stands before a mark.
    fn stands_close(&self, mark: &Token<'_>) -> bool {
        let known = CLOSE.iter().any(|close| mark.is_mark(close));
        let apart = ["(", "+"].iter().any(|open| mark.is_mark(open));
        let before = self.text.get(..mark.start).and_then(|before| before.chars().next_back());
        known || mark.kind == Kind::Mark && !apart && before.is_some_and(|before| !is_blank(before))
    }
}

fn of(range: &Range<usize>) -> Segment {
    Segment { start: range.start, end: range.end }
}

/// A cell that holds what its author likes; quotation marks around all of it are made plain.
fn free_cell(cell: &str) -> String {
    let mut all = tokens(cell, 0);
    match (all.next(), all.next()) {
        (Some(only), None) if only.kind == Kind::Quoted => quoted(only.text),
        _ if cell.trim_matches(is_blank).chars().all(is_dash) && cell.chars().filter(|letter| is_dash(*letter)).count() == 1 => {
            "-".to_owned()
        }
        _ => one_line(cell),
    }
}

/// Free text, each piece next to the one before it where its author wrote it so.
pub(super) fn free_text(node: &Node<'_>, out: &mut Vec<Word>) {
    let parts: Vec<Node<'_>> = node.nodes().collect();
    if let Some(only) = parts.first().filter(|only| parts.len() == 1 && only.is(Rule::quoted)) {
        return spell(only, out);
    }
    let mut end = usize::MAX;
    for part in parts {
        let range = part.range();
        let word = Word::new(one_spaced(part.text()), range.clone(), Role::Plain);
        out.push(if range.start == end { word.joined() } else { word });
        end = range.end;
    }
}

/// Whether a comment stands among the lines of a stretch.
pub(super) fn holds_comment(text: &str) -> bool {
    text.contains('#') && text.lines().any(|line| comment_start(line).is_some())
}
