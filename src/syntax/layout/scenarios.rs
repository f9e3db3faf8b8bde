//! The plain form of scenarios and properties.

use super::phrases::{apart_from_marks, content, instead, place, tail_without_marks};
use super::plain::{Word, spell, spell_parts};
use crate::syntax::grammar::{Node, Rule};

/// `scenario X, a school on 15 November 2021`, without a comma before the day or a colon at the end.
pub(super) fn heading(node: &Node<'_>, out: &mut Vec<Word>) {
    apart_from_marks(&content(node), |part| part.is(Rule::k_on), out);
    tail_without_marks(node, out);
}

/// `expect A, 2 days, because leadership`, with commas alone between what is expected.
pub(super) fn expect_line(node: &Node<'_>, out: &mut Vec<Word>) {
    let mut end = None;
    for part in content(node) {
        if part.is(Rule::k_expect) {
            instead(&part, "expect", out);
            end = Some(place(&part).end);
        } else if part.is(Rule::k_and) {
            out.push(Word::nothing(place(&part)));
        } else {
            if let Some(end) = end.take() {
                out.push(Word::nothing(end..part.range().start));
            }
            spell(&part, out);
        }
    }
}

/// The same in a cell, without the first word.
pub(super) fn expect_cell(node: &Node<'_>, out: &mut Vec<Word>) {
    for part in content(node) {
        if part.is(Rule::k_expect) || part.is(Rule::k_and) {
            out.push(Word::nothing(place(&part)));
        } else {
            spell(&part, out);
        }
    }
}

/// `ask leadership, then governance`
pub(super) fn asked(node: &Node<'_>, out: &mut Vec<Word>) {
    let mut end = None;
    for part in node.nodes() {
        if part.is(Rule::k_ask) {
            instead(&part, "ask", out);
        } else if part.is(Rule::told_name) {
            if let Some(end) = end {
                let between = end..part.range().start;
                out.push(Word::plain(",", between.start..between.start).joined());
                out.push(Word::plain("then", between));
            }
            spell(&part, out);
            end = Some(place(&part).end);
        }
    }
}

/// `because A and B`, without a colon.
pub(super) fn because(node: &Node<'_>, out: &mut Vec<Word>) {
    apart_from_marks(&node.nodes().collect::<Vec<_>>(), |_| true, out);
}

/// `is not known`, which `is unknown` says too.
pub(super) fn state(node: &Node<'_>, out: &mut Vec<Word>) {
    if node.has(Rule::k_unknown) { instead(node, "not known", out) } else { spell_parts(node, out) }
}

/// `every school is B2 or C`, which `each` says too.
pub(super) fn always(node: &Node<'_>, out: &mut Vec<Word>) {
    for part in node.nodes() {
        if part.is(Rule::k_each) {
            instead(&part, "every", out);
        } else {
            spell(&part, out);
        }
    }
}

/// What a property says, without marks before or behind `when`.
pub(super) fn claim(node: &Node<'_>, out: &mut Vec<Word>) {
    apart_from_marks(&content(node), |part| part.is(Rule::k_when) || part.is(Rule::condition), out);
    tail_without_marks(node, out);
}
