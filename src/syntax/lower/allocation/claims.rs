//! What is stated elsewhere of an allocation's figures, and how it was settled.

use super::super::Reader;
use super::super::reader::{phrase, text};
use super::super::sources::{cited_place, reason};
use super::{Line, binding, check_unit, of_a_year, table};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::tree::{Claim, ClaimSort, Figure, Measure, Quantity, Text};
use rust_decimal::prelude::ToPrimitive;

/// `also stated as up to 10 days from "Annex 1"`, `settled as 8 days because "…"`
pub(super) fn claim(reader: &mut Reader<'_, '_>, line: &Line, settles: bool) -> Option<Claim> {
    let rule = if settles { Rule::settled } else { Rule::also_stated };
    let node = reader.read_line(rule, line, line.head, Place::Claim)?;
    let tail = reader.tail(&node);
    reader.allows_nothing(&node);
    let span = node.span_without_tail();
    let claim = node.child(Rule::claim)?;
    let figure = figure(reader, &claim.child(Rule::claimed)?);
    let activity = claim.child(Rule::claim_activity).and_then(|activity| activity.child(Rule::text)).map(|name| text(&name));
    let sort = if settles {
        reason(reader, &node, &tail, span).map(ClaimSort::Settled)
    } else {
        cited_place(reader, &tail, span).map(|_| ClaimSort::AlsoStated)
    };
    let figure = figure?;
    of_what(reader, &figure, activity.as_ref(), span)?;
    Some(Claim { sort: sort?, figure, activity, from: tail.from, span })
}

fn figure<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Figure> {
    let span = node.span();
    let measure = if node.has(Rule::not_given) {
        Measure::NotGiven
    } else if let Some(each) = node.child(Rule::cadence) {
        Measure::Each(table::cadence(&each))
    } else if let Some(often) = node.child(Rule::often) {
        Measure::Times(times(reader, &often)?)
    } else {
        let days = days(reader, &node.child(Rule::claimed_days)?)?;
        check_unit(reader, &days);
        Measure::Days(binding(node), days)
    };
    Some(Figure { measure, span })
}

fn days<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Quantity> {
    let number = reader.decimal(&node.child(Rule::number).or_else(|| node.child(Rule::number_word))?)?;
    let number = if node.has(Rule::minus) { -number } else { number };
    let unit = node.child(Rule::claimed_unit).map(|unit| phrase(&unit));
    Some(of_a_year(Quantity { number, unit, span: node.span() }))
}

/// `twice a year`, `6 times`
fn times<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<usize> {
    if node.has(Rule::k_once) {
        return Some(1);
    }
    if node.has(Rule::k_twice) {
        return Some(2);
    }
    let number = node.child(Rule::whole).or_else(|| node.child(Rule::number_word))?;
    reader.decimal(&number)?.to_usize()
}

/// How often something is, is said of an activity.
fn of_what(reader: &mut Reader<'_, '_>, figure: &Figure, activity: Option<&Text>, span: Span) -> Option<()> {
    if activity.is_some() || matches!(figure.measure, Measure::Days(..) | Measure::NotGiven) {
        return Some(());
    }
    let written = reader.written(figure.span);
    let message = format!("What is `{written}` is not said.");
    let help = format!("Name the activity as its row does: `{written} for ACTIVITY`.");
    reader.push(Diagnostic::new(codes::OF_NO_ACTIVITY, span, message).help(help));
    None
}
