//! The table below `scenarios`: each row is a scenario.

use super::super::Reader;
use super::super::derived::rows::{self, Row};
use super::{expected, told_cell};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::allocation::is_separator;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Segment, words};
use crate::syntax::tree::{Phrase, ScenarioRow, ScenarioTable, Told};

/// What a column holds.
#[derive(Debug)]
enum Column {
    Name,
    On,
    Fact(Phrase),
    Expect,
}

/// Reads it, and says whether each of its rows could be read; `None` where its headings cannot.
pub(super) fn table(reader: &mut Reader<'_, '_>, lines: &[&Line]) -> Option<(ScenarioTable, bool)> {
    let rows: Vec<Option<Row>> = lines.iter().map(|line| row(reader, line)).collect();
    let whole = rows.iter().all(Option::is_some);
    let mut rows = rows.into_iter().flatten().filter(|row| !row.cells.is_empty());
    let first = rows.next()?;
    let shown: Vec<String> = first.cells.iter().map(|cell| format!("`{}`", reader.slice(*cell))).collect();
    let columns = columns(reader, &first)?;
    let read: Vec<Option<ScenarioRow>> = rows.map(|row| scenario(reader, &row, &columns, &shown)).collect();
    if read.is_empty() {
        let help = "Write a row for each scenario below the headings.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, first.span, "This table has no rows.").help(help));
    }
    let facts = columns.into_iter().filter_map(|column| match column {
        Column::Fact(name) => Some(name),
        Column::Name | Column::On | Column::Expect => None,
    });
    let facts = facts.collect();
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

fn columns(reader: &mut Reader<'_, '_>, first: &Row) -> Option<Vec<Column>> {
    let column = |reader: &Reader<'_, '_>, cell: Segment| match reader.slice(cell).to_lowercase().as_str() {
        "scenario" => Column::Name,
        "on" => Column::On,
        "expect" | "expects" | "expected" => Column::Expect,
        _ => Column::Fact(rows::heading(reader, cell)),
    };
    let columns: Vec<Column> = first.cells.iter().map(|cell| column(reader, *cell)).collect();
    let expects = columns.iter().any(|column| matches!(column, Column::Expect));
    let empty = first.cells.iter().any(|cell| reader.slice(*cell).is_empty());
    if expects && !empty {
        return Some(columns);
    }
    let message = if empty { "A column of this table has no heading." } else { "This table has no column `expect`." };
    let help = "Its first row names the columns: `scenario` for the name of each, `on` for its day if need be, facts, and `expect` for what is \
                expected: `| scenario | FACT | expect |`.";
    reader.push(Diagnostic::new(codes::SCENARIO_TABLE, first.span, message).help(help));
    None
}

fn scenario(reader: &mut Reader<'_, '_>, row: &Row, columns: &[Column], shown: &[String]) -> Option<ScenarioRow> {
    if !rows::check_width(reader, row, shown) {
        return None;
    }
    let mut read = ScenarioRow { name: None, on: None, told: Vec::new(), expects: Vec::new(), span: row.span };
    let mut whole = true;
    for ((column, cell), heading) in columns.iter().zip(&row.cells).zip(shown) {
        whole &= cell_of(reader, column, *cell, heading, &mut read).is_some();
    }
    whole.then_some(read)
}

/// One cell; a lone dash leaves what the scenario starts from.
fn cell_of(reader: &mut Reader<'_, '_>, column: &Column, cell: Segment, heading: &str, row: &mut ScenarioRow) -> Option<()> {
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
        Column::Fact(name) => {
            let value = told_cell(reader, cell)?;
            row.told.push(Told { facts: vec![name.clone()], value, span: reader.span(cell) });
        }
        Column::Expect => row.expects.extend(expected::cell(reader, cell)?),
    }
    Some(())
}
