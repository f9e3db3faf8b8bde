//! What is expected: behind `expect`, and in the cells of a column `expect`.

use super::super::Reader;
use super::super::reader::{phrase, text};
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Segment};
use crate::syntax::tree::{Binding, Expected, ExpectedKind, Figure, Measure, Phrase, Quantity, State};

/// `expect AS, 7 days, because Ofsted`
pub(super) fn line(reader: &mut Reader<'_, '_>, line: &Line) -> Option<Vec<Expected>> {
    let node = reader.read_line(Rule::expect_line, line, line.head, Place::ExpectLine)?;
    all(reader, &node)
}

/// The same in a cell.
pub(super) fn cell(reader: &mut Reader<'_, '_>, cell: Segment) -> Option<Vec<Expected>> {
    let node = reader.read_segment(Rule::expect_cell, cell, Place::ExpectCell)?;
    all(reader, &node)
}

fn all<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Vec<Expected>> {
    let mut expects = Vec::new();
    for one in node.children(Rule::expected) {
        expects.extend(expected(reader, &one.first()?)?);
    }
    Some(expects)
}

/// One thing; `because A and B` is two.
fn expected<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Vec<Expected>> {
    let span = node.span();
    let names = |rule| node.children(rule).map(|name| phrase(&name)).collect::<Vec<Phrase>>();
    let kind = if node.is(Rule::no_category) {
        ExpectedKind::NoCategory
    } else if node.is(Rule::no_answer) {
        ExpectedKind::NoAnswer
    } else if node.is(Rule::cannot_be) {
        ExpectedKind::CannotBe
    } else if node.is(Rule::no_days) {
        ExpectedKind::Days(Figure { measure: Measure::NotGiven, span })
    } else if node.is(Rule::expected_days) {
        ExpectedKind::Days(days(reader, node, span)?)
    } else if node.is(Rule::because_of) {
        return because(node);
    } else if node.is(Rule::ask_nothing) {
        ExpectedKind::Ask(Vec::new())
    } else if node.is(Rule::asked) {
        ExpectedKind::Ask(names(Rule::told_name))
    } else if node.is(Rule::assumed_nothing) {
        ExpectedKind::Assumed(Vec::new())
    } else if node.is(Rule::assumed_facts) {
        ExpectedKind::Assumed(names(Rule::told_name))
    } else if node.is(Rule::also_nothing) {
        ExpectedKind::AlsoNothing
    } else if node.is(Rule::also_gets) {
        ExpectedKind::Also(text(&node.child(Rule::quoted).or_else(|| node.child(Rule::text))?))
    } else if node.is(Rule::expected_state) {
        ExpectedKind::State(phrase(&node.child(Rule::name)?), state(&node.child(Rule::state)?))
    } else if node.is(Rule::expected_support) {
        ExpectedKind::Support(Vec::new())
    } else if node.has(Rule::no_answer) {
        ExpectedKind::CategoriesOrNoAnswer(names(Rule::expected_code))
    } else {
        ExpectedKind::Categories(names(Rule::expected_code))
    };
    Some(vec![Expected { kind, span }])
}

fn days<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>, span: Span) -> Option<Figure> {
    let number = reader.decimal(&node.child(Rule::number)?)?;
    let binding = if node.has(Rule::up_to) {
        Binding::UpTo
    } else if node.has(Rule::minimum) {
        Binding::AtLeast
    } else {
        Binding::Exact
    };
    Some(Figure { measure: Measure::Days(binding, Quantity { number, unit: None, span }), span })
}

fn because(node: &Node<'_>) -> Option<Vec<Expected>> {
    if let Some(lifted) = node.child(Rule::lifted) {
        let category = phrase(&lifted.child(Rule::expected_code)?);
        return Some(vec![Expected { kind: ExpectedKind::Lifted(category), span: node.span() }]);
    }
    let one = |strand: Node<'_>| {
        let line = strand.child(Rule::strand_line).and_then(|line| line.first()).map(|line| text(&line));
        let name = phrase(&strand.child(Rule::strand_called)?);
        Some(Expected { kind: ExpectedKind::Because(name, line), span: strand.span() })
    };
    node.children(Rule::because_strand).map(one).collect()
}

fn state(node: &Node<'_>) -> State {
    match (node.has(Rule::k_not), node.has(Rule::k_met), node.has(Rule::k_expected)) {
        (true, true, _) => State::NotMet,
        (false, true, _) => State::Met,
        (_, false, true) => State::NotExpected,
        (_, false, false) => State::NotKnown,
    }
}
