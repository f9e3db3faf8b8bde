//! `allocation …` with what stands below it, and `also …` with its items.

mod claims;
mod table;

use super::headings::about;
use super::reader::{phrase, text};
use super::{Reader, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::{self, Place};
use crate::syntax::outline::{Line, Piece, Segment};
use crate::syntax::tree::{Allocation, AllocationRow, Also, Binding, Claim, Figure, Measure, Quantity, Text};
pub(super) use table::{Table, is_separator};

/// What may stand behind the unit of days, for they are those of a year.
const IN_A_YEAR: [&str; 6] = [" a year", " per year", " each year", " every year", " in a year", "/year"];

pub(super) fn lower<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Allocation> {
    lists::refuse(reader, &piece.heading);
    let (rows, claims) = body(reader, piece, broken);
    let node = node?;
    let about = node.child(Rule::allocation_about)?;
    let about = about.children(Rule::allocation_one).filter_map(|one| one.child(Rule::allocation_kind));
    let about = about.map(|kind| phrase(&kind)).collect();
    let categories = node.children(Rule::allocation_category).map(|category| phrase(&category)).collect();
    let stated = stated(reader, node)?;
    Some(Allocation { about, categories, stated, rows, claims })
}

/// The figure of the heading.
fn stated<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Figure> {
    if let Some(given) = node.child(Rule::not_given) {
        return Some(Figure { measure: Measure::NotGiven, span: given.span() });
    }
    let days = reader.quantity(&node.child(Rule::quantity).or_else(|| node.child(Rule::worded))?)?;
    let days = of_a_year(days);
    check_unit(reader, &days);
    let bound = node.child(Rule::up_to).or_else(|| node.child(Rule::minimum));
    let span = bound.map_or(days.span, |bound| bound.span().to(days.span));
    Some(Figure { measure: Measure::Days(binding(node), days), span })
}

/// How the days of a heading or claim bind.
fn binding(node: &Node<'_>) -> Binding {
    if node.has(Rule::up_to) {
        Binding::UpTo
    } else if node.has(Rule::minimum) {
        Binding::AtLeast
    } else {
        Binding::Exact
    }
}

/// `9.5 days a year` is `9.5 days`.
fn of_a_year(mut days: Quantity) -> Quantity {
    if let Some(unit) = &mut days.unit {
        let lower = unit.text.to_lowercase();
        let short = IN_A_YEAR.iter().find_map(|year| lower.strip_suffix(year)).map(str::len);
        unit.text.truncate(short.unwrap_or(unit.text.len()));
    }
    days
}

fn check_unit(reader: &mut Reader<'_, '_>, days: &Quantity) {
    if days.number.is_sign_negative() {
        let help = "Write a number of days without a minus.";
        reader.push(Diagnostic::new(codes::DAYS_CELL, days.span, "An allocation is no less than nothing.").help(help));
    }
    let bound = |unit: &str| {
        ["maximum", "max", "minimum", "min"].into_iter().find(|bound| unit.split(' ').skip(1).any(|word| word == *bound))
    };
    if let Some(bound) = days.unit.as_ref().and_then(|unit| bound(&unit.text.to_lowercase())) {
        let before = if bound.starts_with("max") { "up to" } else { "at least" };
        let help = format!("Write `{before} {} days`.", days.number);
        reader.push(Diagnostic::new(codes::OTHER_WORD, days.span, "How days bind stands before the number.").help(help));
    }
    if days.unit.is_none() {
        let message = format!("`{}` has no unit.", days.number);
        let help = format!("Write `{} days`.", days.number);
        reader.push(Diagnostic::new(codes::MISSING_UNIT, days.span, message).help(help));
    }
}

/// The rows of the table and the claims beside it, in whatever order they stand.
fn body(reader: &mut Reader<'_, '_>, piece: &Piece, broken: &mut bool) -> (Vec<AllocationRow>, Vec<Claim>) {
    let mut table = Table::default();
    let mut claims = Vec::new();
    for line in &piece.body {
        lists::refuse(reader, line);
        let words: Vec<_> = reader.words(line.head).collect();
        let read = match mistakes::settles(&words) {
            Some(settles) => claims::claim(reader, line, settles).map(|claim| claims.push(claim)),
            None => table.line(reader, line),
        };
        *broken |= read.is_none();
    }
    (table.rows, claims)
}

pub(super) fn also<'t>(reader: &mut Reader<'t, '_>, piece: &Piece, node: &Node<'t>) -> Option<Also> {
    let when = match node.child(Rule::condition) {
        Some(condition) => Some(reader.condition(&condition, &[])?),
        None => None,
    };
    lists::report_lost(reader, &piece.heading.bullets);
    let items: Vec<Text> = piece.heading.bullets.iter().filter_map(|bullet| item(reader, bullet.segment)).collect();
    if piece.heading.bullets.is_empty() {
        let message = "What these settings also get is not said.";
        let help = "Write it below, indented, each on a line that begins with `-`.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, reader.span(piece.heading.head), message).help(help));
    }
    Some(Also { about: about(node), when, items })
}

fn item(reader: &mut Reader<'_, '_>, segment: Segment) -> Option<Text> {
    let node = reader.read_segment(Rule::item, segment, Place::Item)?;
    reader.allows_nothing(&node);
    node.child(Rule::text).map(|item| text(&item))
}
