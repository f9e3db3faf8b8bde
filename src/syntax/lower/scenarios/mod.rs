//! `scenario …` and `scenarios …` with what is told and expected below, `property …`, and `pin …`.

mod expected;
mod property;
mod table;

pub(super) use property::property;

use super::allocation::Table as Support;
use super::headings::{about, label};
use super::reader::phrase;
use super::{Reader, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::keyword::Keyword;
use crate::syntax::outline::{Line, Piece, Segment};
use crate::syntax::tree::{AllocationRow, Expected, ExpectedKind, Phrase, Scenario, ScenarioTable, Start, Told, ToldValue};

pub(super) fn scenario<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Scenario> {
    lists::refuse(reader, &piece.heading);
    let body = body(reader, piece, broken);
    let node = node?;
    let of_scenarios = piece.found.keyword == Keyword::Scenarios;
    if of_scenarios && body.table.is_none() && !*broken {
        let help = "Write one below it, a row for each scenario, with a column `expect`; a single one begins with `scenario`.";
        let name = label(node)?;
        let message = format!("The table of the scenarios `{}` is missing.", name.text);
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, name.span, message).help(help));
        return None;
    }
    let on = match node.child(Rule::date) {
        Some(date) => Some(reader.date(&date)?),
        None => None,
    };
    let like = node.child(Rule::like).and_then(|like| like.child(Rule::like_name));
    let starts = match (like, about(node)) {
        (Some(like), _) => Start::Like(phrase(&like)),
        (None, kinds) if kinds.is_empty() => one_about(node),
        (None, kinds) => Start::About(kinds),
    };
    let drafted = piece.found.keyword == Keyword::DraftedScenario;
    Some(Scenario { name: label(node)?, drafted, starts, on, told: body.told, expects: body.expects, table: body.table })
}

/// `a school`, which stands without other kinds.
fn one_about(node: &Node<'_>) -> Start {
    let kind = node.child(Rule::about).and_then(|about| about.child(Rule::kind));
    kind.map_or(Start::Unsaid, |kind| Start::About(vec![phrase(&kind)]))
}

/// What stands below a heading.
#[derive(Default)]
struct Body {
    told: Vec<Told>,
    expects: Vec<Expected>,
    table: Option<ScenarioTable>,
}

fn body(reader: &mut Reader<'_, '_>, piece: &Piece, broken: &mut bool) -> Body {
    let mut body = Body::default();
    let of_scenarios = piece.found.keyword == Keyword::Scenarios;
    let is_row = |line: &Line, reader: &Reader<'_, '_>| reader.slice(line.head).starts_with('|');
    let mut lines = piece.body.iter().peekable();
    while let Some(line) = lines.next() {
        lists::refuse(reader, line);
        let mut rows = Vec::new();
        if is_row(line, reader) {
            rows.push(line);
        }
        while let Some(row) = lines.next_if(|next| is_row(next, reader)) {
            rows.push(row);
        }
        let read = match rows.as_slice() {
            [] => plain_line(reader, line, of_scenarios, &mut body),
            rows if rows.first().is_some_and(|first| std::ptr::eq(*first, line)) => {
                rows_alone(reader, rows, of_scenarios, &mut body)
            }
            rows => below_a_line(reader, line, rows, of_scenarios, &mut body),
        };
        *broken |= read.is_none();
    }
    body
}

/// `FACT: VALUE` or `expect …`
fn plain_line(reader: &mut Reader<'_, '_>, line: &Line, of_scenarios: bool, body: &mut Body) -> Option<()> {
    let first = reader.words(line.head).next();
    if !first.is_some_and(|first| first.is_one_of(&["expect", "expects", "expected"])) {
        return told_line(reader, line).map(|told| body.told.push(told));
    }
    let expects = expected::line(reader, line)?;
    if of_scenarios {
        let message = "What is expected stands in the rows of a table of scenarios, and this line stands above them.";
        let help = "Add a column `expect` to the table and write there what each row expects.";
        let span = reader.span(line.head);
        reader.push(Diagnostic::new(codes::SCENARIO_TABLE, span, message).help(help));
        return None;
    }
    if let Some(support) = expects.iter().find(|one| matches!(one.kind, ExpectedKind::Support(_))) {
        let help = "Write below it `| activity | days | when |` and then a row for each activity, as below an allocation.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, support.span, "Which support is expected is not said.").help(help));
        return None;
    }
    body.expects.extend(expects);
    Some(())
}

/// Rows that stand below no line of their own.
fn rows_alone(reader: &mut Reader<'_, '_>, rows: &[&Line], of_scenarios: bool, body: &mut Body) -> Option<()> {
    let first = rows.first()?;
    if of_scenarios && body.table.is_none() {
        let (table, whole) = table::table(reader, rows)?;
        body.table = Some(table);
        return whole.then_some(());
    }
    let (message, help) = if of_scenarios {
        ("This is a second table below one heading.", "Put its rows below the first, or begin with `scenarios NAME` again.")
    } else {
        (
            "A table stands below `scenarios`, or below `expect support:`.",
            "Write `scenarios` in place of `scenario` if each row is one; write `expect support:` above the rows if they are the support that \
             is expected.",
        )
    };
    let span = reader.span(first.head);
    reader.push(Diagnostic::new(codes::SCENARIO_TABLE, span, message).help(help));
    None
}

/// Rows below `expect support:`, or below a line that has nothing to do with them.
fn below_a_line(reader: &mut Reader<'_, '_>, line: &Line, rows: &[&Line], of_scenarios: bool, body: &mut Body) -> Option<()> {
    let asks = reader.read(Rule::expect_line, line.head).ok().filter(|node| is_support(node));
    let Some(asks) = asks.filter(|_| !of_scenarios) else {
        let read = plain_line(reader, line, of_scenarios, body);
        return rows_alone(reader, rows, of_scenarios, body).and(read);
    };
    let support = support(reader, rows)?;
    body.expects.push(Expected { kind: ExpectedKind::Support(support), span: asks.span() });
    Some(())
}

fn is_support(line: &Node<'_>) -> bool {
    let mut all = line.children(Rule::expected);
    all.next().is_some_and(|one| one.has(Rule::expected_support)) && all.next().is_none()
}

fn support(reader: &mut Reader<'_, '_>, rows: &[&Line]) -> Option<Vec<AllocationRow>> {
    let mut table = Support::default();
    let read: Vec<Option<()>> = rows.iter().map(|row| table.line(reader, row)).collect();
    read.iter().all(Option::is_some).then_some(table.rows)
}

fn told_line(reader: &mut Reader<'_, '_>, line: &Line) -> Option<Told> {
    let node = reader.read_line(Rule::told_line, line, line.head, Place::ToldLine)?;
    let facts: Vec<Phrase> = node.children(Rule::told_name).map(|name| phrase(&name)).collect();
    let value = told_value(reader, &node.child(Rule::told_value)?)?;
    Some(Told { facts, value, span: node.span() })
}

/// A cell that tells a fact.
fn told_cell(reader: &mut Reader<'_, '_>, cell: Segment) -> Option<ToldValue> {
    let node = reader.read_segment(Rule::told_cell, cell, Place::ToldCell)?;
    told_value(reader, &node.child(Rule::told_value)?)
}

fn told_value<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<ToldValue> {
    if node.has(Rule::not_known) {
        return Some(ToldValue::Unknown);
    }
    reader.literal(&node.child(Rule::literal)?).map(ToldValue::Is)
}
