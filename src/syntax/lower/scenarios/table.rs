//! The table below `scenarios`: each row is a scenario.

use super::super::Reader;
use super::super::derived::rows::{self, Row};
use super::{expected, told_cell};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::allocation::is_separator;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Segment, words};
use crate::syntax::tree::{Literal, Phrase, Quantity, ScenarioRow, ScenarioTable, ToldCell, ToldValue};
use std::collections::HashMap;

/// What a column holds.
#[derive(Debug)]
enum Column {
    Name,
    On,
    /// By place among the columns that are facts.
    Fact(usize),
    Expect,
}

/// What cells with the same words tell, and where the first of them stands: in a long table most words are met again and again, and
/// the grammar reads them once.
type Known<'t> = HashMap<&'t str, (usize, ToldValue)>;

/// Reads it, and says whether each of its rows could be read; `None` where its headings cannot.
pub(super) fn table(reader: &mut Reader<'_, '_>, lines: &[&Line]) -> Option<(ScenarioTable, bool)> {
    let rows: Vec<Option<Row>> = lines.iter().map(|line| row(reader, line)).collect();
    let whole = rows.iter().all(Option::is_some);
    let mut rows = rows.into_iter().flatten().filter(|row| !row.cells.is_empty());
    let first = rows.next()?;
    let shown: Vec<String> = first.cells.iter().map(|cell| format!("`{}`", reader.slice(*cell))).collect();
    let (columns, facts) = columns(reader, &first)?;
    let mut known = Known::new();
    let read: Vec<Option<ScenarioRow>> = rows.map(|row| scenario(reader, &row, &columns, &shown, &mut known)).collect();
    if read.is_empty() {
        let help = "Write a row for each scenario below the headings.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, first.span, "This table has no rows.").help(help));
    }
    let whole = whole && !read.is_empty() && read.iter().all(Option::is_some);
    Some((ScenarioTable { rows: read.into_iter().flatten().collect(), facts }, whole))
}

/// A row; the row of dashes has no cells.
fn row(reader: &mut Reader<'_, '_>, line: &Line) -> Option<Row> {
    let node = reader.read_line(Rule::row, line, line.head, Place::TableRow)?;
    let cells: Vec<Segment> = node.children(Rule::cell).map(|cell| reader.trimmed(cell.span())).collect();
    let cells = if is_separator(reader, &cells) && cells.len() > 1 { Vec::new() } else { cells };
    Some(Row { span: reader.span(line.head), cells })
}

/// The columns, and the facts that some of them are about.
fn columns(reader: &mut Reader<'_, '_>, first: &Row) -> Option<(Vec<Column>, Vec<Phrase>)> {
    let mut facts = Vec::new();
    let mut column = |reader: &Reader<'_, '_>, cell: Segment| match reader.slice(cell).to_lowercase().as_str() {
        "scenario" => Column::Name,
        "on" => Column::On,
        "expect" | "expects" | "expected" => Column::Expect,
        _ => {
            facts.push(rows::heading(reader, cell));
            Column::Fact(facts.len() - 1)
        }
    };
    let columns: Vec<Column> = first.cells.iter().map(|cell| column(reader, *cell)).collect();
    let expects = columns.iter().any(|column| matches!(column, Column::Expect));
    let empty = first.cells.iter().any(|cell| reader.slice(*cell).is_empty());
    if expects && !empty {
        return Some((columns, facts));
    }
    let message = if empty { "A column of this table has no heading." } else { "This table has no column `expect`." };
    let help = "Its first row names the columns: `scenario` for the name of each, `on` for its day if need be, facts, and `expect` for what is \
                expected: `| scenario | FACT | expect |`.";
    reader.push(Diagnostic::new(codes::SCENARIO_TABLE, first.span, message).help(help));
    None
}

fn scenario<'t>(
    reader: &mut Reader<'t, '_>,
    row: &Row,
    columns: &[Column],
    shown: &[String],
    known: &mut Known<'t>,
) -> Option<ScenarioRow> {
    if !rows::check_width(reader, row, shown) {
        return None;
    }
    let mut read = ScenarioRow { name: None, on: None, told: Vec::new(), expects: Vec::new(), span: row.span };
    let mut whole = true;
    for ((column, cell), heading) in columns.iter().zip(&row.cells).zip(shown) {
        whole &= cell_of(reader, column, *cell, heading, &mut read, known).is_some();
    }
    whole.then_some(read)
}

/// What a cell tells of its fact.
fn told<'t>(reader: &mut Reader<'t, '_>, cell: Segment, known: &mut Known<'t>) -> Option<ToldValue> {
    let written = reader.slice(cell);
    // Who lays the text out has to see how each cell was read.
    if let Some((start, value)) = known.get(written).filter(|_| reader.seen.is_none()) {
        return Some(moved(value, *start, cell.start));
    }
    let value = told_cell(reader, cell)?;
    known.insert(written, (cell.start, value.clone()));
    Some(value)
}

/// The same value in another place of the file.
fn moved(value: &ToldValue, from: usize, to: usize) -> ToldValue {
    let place = |span: Span| {
        let range = span.range();
        Span::new(span.file, (range.start + to).saturating_sub(from), (range.end + to).saturating_sub(from))
    };
    let phrase = |phrase: &Phrase| Phrase { span: place(phrase.span), ..phrase.clone() };
    match value {
        ToldValue::Unknown => ToldValue::Unknown,
        ToldValue::Is(Literal::Phrase(name)) => ToldValue::Is(Literal::Phrase(phrase(name))),
        ToldValue::Is(Literal::Date(date, span)) => ToldValue::Is(Literal::Date(*date, place(*span))),
        ToldValue::Is(Literal::Quantity(quantity)) => {
            let (number, unit) = (quantity.number, quantity.unit.as_ref().map(phrase));
            ToldValue::Is(Literal::Quantity(Quantity { number, unit, span: place(quantity.span) }))
        }
    }
}

/// One cell; a lone dash leaves what the scenario starts from.
fn cell_of<'t>(
    reader: &mut Reader<'t, '_>,
    column: &Column,
    cell: Segment,
    heading: &str,
    row: &mut ScenarioRow,
    known: &mut Known<'t>,
) -> Option<()> {
    let written = reader.slice(cell);
    if written.is_empty() {
        let message = format!("The cell under {heading} is empty.");
        let help = match column {
            Column::Fact(_) | Column::On => {
                "Write `-` to leave it as what the scenario starts from has it, or `unknown` where nobody knows."
            }
            Column::Expect => "Write what is expected, as in `B1, 9.5 days`.",
            Column::Name => "Give the scenario a name, or take the column out.",
        };
        reader.push(Diagnostic::new(codes::EMPTY_CELL, rows::with_bars(reader, cell), message).help(help));
        return None;
    }
    let unchanged = written.chars().all(words::is_dash) && written.chars().count() == 1;
    match column {
        Column::Name => row.name = Some(reader.free_text(cell)),
        Column::On | Column::Fact(_) if unchanged => {}
        Column::On => {
            let node = reader.read_segment(Rule::date_cell, cell, Place::DateCell)?;
            row.on = Some(reader.date(&node.child(Rule::date)?)?);
        }
        Column::Fact(fact) => {
            let value = told(reader, cell, known)?;
            row.told.push(ToldCell { fact: *fact, value, span: reader.span(cell) });
        }
        Column::Expect => row.expects.extend(expected::cell(reader, cell)?),
    }
    Some(())
}
