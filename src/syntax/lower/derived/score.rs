//! `score NAME, for a KIND`, with its lines.

use super::super::headings::{about, declared};
use super::super::reader::{Reader, phrase, without_article};
use super::super::{lists, reader};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::{Bullet, Line, Piece};
use crate::syntax::tree::{Condition, Literal, Quantity, Score, ScoreLine, ScoredFor, Tail};

pub(in crate::syntax::lower) fn score<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Score> {
    let name = node.and_then(|node| declared(reader, node));
    if let Some(name) = &name {
        reader.check_comma(name);
    }
    let mut lines = Vec::new();
    let in_heading = node.and_then(|node| node.child(Rule::scored));
    match &in_heading {
        Some(scored) => {
            let line = scored_line(reader, scored, &piece.heading.bullets, scored.span(), Tail::default());
            *broken |= line.is_none();
            lines.extend(line);
        }
        None => lists::refuse(reader, &piece.heading),
    }
    for line in &piece.body {
        match read_line(reader, line) {
            Some(line) => lines.push(line),
            None => *broken = true,
        }
    }
    let (name, node) = (name?, node?);
    if lines.is_empty() {
        if !*broken {
            let message = format!("The score `{}` has no lines.", name.text);
            let help = "Write below it what gives points, a line for each: `3 when CONDITION` or `1 for each of the LIST`.";
            reader.push(Diagnostic::new(codes::NOTHING_BELOW, name.span, message).help(help));
        }
        reader.broken_names.push(name);
        return None;
    }
    Some(Score { name, about: about(node), lines })
}

fn read_line(reader: &mut Reader<'_, '_>, line: &Line) -> Option<ScoreLine> {
    let node = reader.read_line(Rule::score_line, line, line.head, Place::ScoreLine)?;
    let tail = reader.line_tail(&node, line);
    let scored = node.child(Rule::scored)?;
    scored_line(reader, &scored, &line.bullets, node.span_without_tail(), tail)
}

fn scored_line<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>, below: &[Bullet], span: Span, tail: Tail) -> Option<ScoreLine> {
    if let Some(value) = node.child(Rule::value_of) {
        lists::check_opened(reader, node.span(), None, below);
        return value_of(reader, &value, below, span, tail);
    }
    let points = points(reader, &node.child(Rule::points)?);
    let what = match (node.child(Rule::condition), node.child(Rule::each)) {
        (Some(condition), _) => reader.condition(&condition, below).map(ScoredFor::When),
        (None, Some(each)) => for_each(reader, &each, below),
        (None, None) => None,
    };
    let span = below.last().map_or(span, |last| span.to(reader.span(last.segment)));
    Some(ScoreLine { points: Some(points?), what: what?, span, tail })
}

/// `the attendance points`, `2 times the attendance points`
fn value_of<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>, below: &[Bullet], span: Span, tail: Tail) -> Option<ScoreLine> {
    let valued = node.child(Rule::valued)?;
    if let Some(mistake) = mistakes::capped(&valued) {
        reader.push(mistake);
        return None;
    }
    let what = ScoredFor::Value(phrase(&valued));
    let points = match node.child(Rule::times_number) {
        Some(times) => Some(Literal::Quantity(reader.quantity(&times)?)),
        None => None,
    };
    below.is_empty().then_some(ScoreLine { points, what, span, tail })
}

/// A number with its unit, or a name.
fn points<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Literal> {
    let inner = node.first()?;
    if inner.is(Rule::points_name) {
        if let Some(mistake) = mistakes::added(&inner) {
            reader.push(mistake);
            return None;
        }
        return Some(Literal::Phrase(without_article(phrase(&inner))));
    }
    let quantity = reader.quantity(&inner)?;
    let unit = inner.child(Rule::points_unit).map(|unit| phrase(&unit));
    Some(Literal::Quantity(Quantity { unit: quantity.unit.or(unit), ..quantity }))
}

/// `for each of the risk factors`, or with the members behind it or in bullets below.
fn for_each<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>, below: &[Bullet]) -> Option<ScoredFor> {
    if node.has(Rule::each_open) {
        lists::check_opened(reader, node.span(), Some(node), below);
        let members: Vec<Condition> = lists::members(reader, below)?;
        return (!members.is_empty()).then_some(ScoredFor::Each(members));
    }
    lists::check_opened(reader, node.span(), None, below);
    if let Some(named) = node.child(Rule::each_named) {
        let list = named.child(Rule::list_name)?;
        if let Some(mistake) = mistakes::capped(&list) {
            reader.push(mistake);
            return None;
        }
        return below.is_empty().then_some(ScoredFor::EachOf(reader::phrase(&list)));
    }
    let inline = node.child(Rule::each_inline)?;
    let names = inline.children(Rule::member).filter_map(|member| member.child(Rule::name));
    if let Some(mistake) = names.into_iter().find_map(|name| mistakes::capped(&name)) {
        reader.push(mistake);
        return None;
    }
    if lists::joined_unclearly(reader, &inline) {
        return None;
    }
    let members: Vec<_> = inline.children(Rule::member).map(|member| reader.member(&member)).collect();
    members.into_iter().collect::<Option<Vec<_>>>().map(ScoredFor::Each)
}
