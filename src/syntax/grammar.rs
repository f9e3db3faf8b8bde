//! The grammar in `grammar/`, and nodes that know where in the file they stand.
//!
//! Everything that names the parser generator is in this file; the others see [`Rule`] and [`Node`].

use crate::source::{FileId, Span};
use pest::Parser;
use pest::error::InputLocation;
use pest::iterators::Pair;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/words.pest"]
#[grammar = "grammar/values.pest"]
#[grammar = "grammar/conditions.pest"]
#[grammar = "grammar/headings.pest"]
#[grammar = "grammar/tables.pest"]
#[grammar = "grammar/bodies.pest"]
#[grammar = "grammar/imports.pest"]
#[grammar = "grammar/scenarios.pest"]
#[grammar = "grammar/changes.pest"]
struct Grammar;

/// A part of a line that was read, by the rule that read it.
#[derive(Clone, Debug)]
pub(super) struct Node<'t> {
    pair: Pair<'t, Rule>,
    file: FileId,
    base: usize,
}

/// Reads `text`, which stands at byte `base` of its file, by a rule; else the byte of the file where reading stopped.
pub(super) fn read(rule: Rule, text: &str, file: FileId, base: usize) -> Result<Node<'_>, usize> {
    match Grammar::parse(rule, text) {
        Ok(mut pairs) => pairs.next().map(|pair| Node { pair, file, base }).ok_or(base),
        Err(error) => Err(base
            + match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            }),
    }
}

impl<'t> Node<'t> {
    pub(super) fn is(&self, rule: Rule) -> bool {
        self.pair.as_rule() == rule
    }

    /// Whether it is a word of the language: their rules begin with `k_`.
    pub(super) fn is_keyword(&self) -> bool {
        format!("{:?}", self.pair.as_rule()).starts_with("k_")
    }

    /// The bytes of the file that its rule covers; blanks and comments behind it may be among them.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        let span = self.pair.as_span();
        self.base + span.start()..self.base + span.end()
    }

    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = Self> {
        let (file, base) = (self.file, self.base);
        self.pair.clone().into_inner().map(move |pair| Node { pair, file, base })
    }

    pub(super) fn children(&self, rule: Rule) -> impl Iterator<Item = Self> {
        self.nodes().filter(move |node| node.is(rule))
    }

    pub(super) fn child(&self, rule: Rule) -> Option<Self> {
        self.children(rule).next()
    }

    pub(super) fn has(&self, rule: Rule) -> bool {
        self.child(rule).is_some()
    }

    /// The first child, whatever it is.
    pub(super) fn first(&self) -> Option<Self> {
        self.nodes().next()
    }

    pub(super) fn text(&self) -> &'t str {
        self.pair.as_str()
    }

    /// Where it stands. A pair may have swallowed the blanks and comments behind it, so the end is that of its last word.
    pub(super) fn span(&self) -> Span {
        let mut last = self.pair.clone();
        while let Some(inner) = last.clone().into_inner().next_back() {
            last = inner;
        }
        let start = self.pair.as_span().start();
        Span::new(self.file, self.base + start, self.base + last.as_span().end().max(start))
    }

    /// Where it stands without the citations behind it.
    pub(super) fn span_without_tail(&self) -> Span {
        let inner = self.nodes().filter(|node| !node.is(Rule::tail) && !node.is(Rule::EOI));
        let (first, last) = inner.fold((None, None), |(first, _), node| {
            let span = node.span();
            (first.or(Some(span)), Some(span))
        });
        match (first, last) {
            (Some(first), Some(last)) => first.to(last),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => self.span(),
        }
    }
}
