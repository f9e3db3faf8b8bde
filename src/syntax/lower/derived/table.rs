//! `table NAME, for a KIND, by the first match`, with its rows.

use super::super::Reader;
use super::heading::{self, Heading};
use super::rows::{self, Row};
use super::{cells, settling};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::Node;
use crate::syntax::outline::{Piece, Segment};
use crate::syntax::tree::{HitPolicy, Phrase, Table, TableRow, Tail};

const FORM: &str = "Write `table NAME, for a SETTING, by the first match`; in place of `the first match` may stand `exactly one`, \
                    `the most intensive` or `the sum`, and `giving SCALE` or `best first` behind it.";
const ROWS: &str = "Write its rows below it: first the names of the facts and of what it gives, as in `| ONE | OTHER | GIVES |`, and then \
                    a row for each case.";

/// Columns that say where a row comes from, and what the others are for.
#[derive(Debug)]
struct Columns {
    inputs: Vec<Phrase>,
    result: Phrase,
    /// The place of the column `from`, of the column `reading`, and of the column `allow`.
    from: Option<usize>,
    reading: Option<usize>,
    allow: Option<usize>,
    /// All of them, as messages show them.
    shown: Vec<String>,
}

pub(in crate::syntax::lower) fn table<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Table> {
    let heading = node.and_then(|node| heading::heading(reader, node, FORM));
    let mut all = rows::rows(reader, piece, broken).into_iter();
    let columns = all.next().and_then(|first| columns(reader, &first));
    let rows: Vec<TableRow> = match &columns {
        Some(columns) => all.filter_map(|row| table_row(reader, &row, columns, broken)).collect(),
        None => Vec::new(),
    };
    let heading = heading?;
    if rows.is_empty() && !*broken && (columns.is_some() || piece.body.is_empty()) {
        rows::nothing_below(reader, &heading.name, ROWS);
    }
    match columns.filter(|_| !rows.is_empty()) {
        Some(columns) => finish(reader, heading, columns, rows),
        None => {
            reader.broken_names.push(heading.name);
            None
        }
    }
}

fn finish(reader: &mut Reader<'_, '_>, heading: Heading, columns: Columns, rows: Vec<TableRow>) -> Option<Table> {
    let settled = check_settling(reader, &heading);
    refuse_axes(reader, &heading);
    let Some(hit) = heading.hit.filter(|_| settled && !heading.broken) else {
        reader.broken_names.push(heading.name);
        return None;
    };
    if let Some(span) = heading.any_order
        && let Some(why) = without_order(hit)
    {
        settling::refuse_any_order(reader, span, why);
    }
    let Columns { inputs, result, .. } = columns;
    let any_order = heading.any_order.is_some();
    Some(Table { name: heading.name, about: heading.about, hit, any_order, gives: heading.gives, inputs, result, rows })
}

/// Why the order of rows makes no difference anyway, where it does not.
const fn without_order(hit: HitPolicy) -> Option<&'static str> {
    match hit {
        HitPolicy::FirstMatch => None,
        HitPolicy::ExactlyOne => Some("where only one row may hold, none of them comes first"),
        HitPolicy::MostIntensive => Some("the most intensive row decides, wherever it stands"),
        HitPolicy::Sum => Some("all rows that hold are added up"),
    }
}

/// Whether it is said how rows are settled, or something else is wrong with that already.
fn check_settling(reader: &mut Reader<'_, '_>, heading: &Heading) -> bool {
    if heading.hit.is_some() || heading.broken {
        return heading.hit.is_some();
    }
    let words: Vec<&str> = heading.name.text.split(' ').collect();
    let by = words.iter().position(|word| word.eq_ignore_ascii_case("by")).filter(|at| *at > 0);
    let diagnostic = match by.and_then(|at| words.split_at_checked(at)) {
        Some((name, by)) if settling::way(&by.get(1..).unwrap_or_default().join(" ")).is_some() => {
            let message = format!("A comma is missing before `{}`.", by.join(" "));
            let help = format!("Write `{}, {}`.", name.join(" "), by.join(" "));
            Diagnostic::new(codes::MISSING_COMMA, heading.name.span, message).help(help)
        }
        _ => {
            let message = format!("How the rows of `{}` are settled where several hold is not said.", heading.name.text);
            let help = format!(
                "Add `, by the first match` if the first row that holds decides, `, by exactly one` if no two rows may hold, `, by the most \
                 intensive` or `, by the sum`: `table {}, by the first match`.",
                heading.name.text
            );
            Diagnostic::new(codes::NO_SETTLING, heading.name.span, message).help(help)
        }
    };
    reader.push(diagnostic);
    false
}

fn refuse_axes(reader: &mut Reader<'_, '_>, heading: &Heading) {
    if let Some(axis) = heading.down.as_ref().or(heading.across.as_ref()) {
        let message = format!("Nothing runs down or across in a table: `{}` stands above a column of its own.", axis.text);
        let help = "Write `matrix` in place of `table` for the square form, or take this out.";
        reader.push(Diagnostic::new(codes::TABLE_CLAUSE, axis.span, message).help(help));
    }
}

/// The columns by the first row.
fn columns(reader: &mut Reader<'_, '_>, first: &Row) -> Option<Columns> {
    let shown: Vec<String> = first.cells.iter().map(|cell| format!("`{}`", reader.slice(*cell))).collect();
    let mut named = first.cells.clone();
    let (mut from, mut reading, mut allow) = (None, None, None);
    while let Some(last) = named.last() {
        let place = match reader.slice(*last).to_lowercase().as_str() {
            "from" if named.len() > 1 => &mut from,
            "reading" if named.len() > 1 => &mut reading,
            "allow" if named.len() > 1 => &mut allow,
            _ => break,
        };
        named.pop();
        *place = Some(named.len());
    }
    let empty: Vec<Segment> = first.cells.iter().copied().filter(|cell| reader.slice(*cell).is_empty()).collect();
    for cell in &empty {
        let help = "Write what the column is about, or take its bar out.";
        let span = rows::with_bars(reader, *cell);
        reader.push(Diagnostic::new(codes::TABLE_HEADER, span, "A column of this table has no heading.").help(help));
    }
    let (result, inputs) = named.split_last()?;
    if inputs.is_empty() {
        let message = "The first row of this table names one column only.";
        let help = "Name the facts that decide and, in the last column, what the table gives: `| ONE | OTHER | GIVES |`.";
        reader.push(Diagnostic::new(codes::TABLE_HEADER, first.span, message).help(help));
    }
    if !empty.is_empty() || inputs.is_empty() {
        return None;
    }
    let name = |cell: &Segment| rows::heading(reader, *cell);
    Some(Columns { inputs: inputs.iter().map(name).collect(), result: name(result), from, reading, allow, shown })
}

fn table_row(reader: &mut Reader<'_, '_>, row: &Row, columns: &Columns, broken: &mut bool) -> Option<TableRow> {
    let read = if rows::check_width(reader, row, &columns.shown) { read_row(reader, row, columns) } else { None };
    *broken |= read.is_none();
    read
}

fn read_row(reader: &mut Reader<'_, '_>, row: &Row, columns: &Columns) -> Option<TableRow> {
    let inputs = columns.inputs.iter().zip(&row.cells);
    let cells: Vec<_> = inputs.map(|(heading, cell)| cells::cell(reader, *cell, heading)).collect();
    let result = row.cells.get(columns.inputs.len()).copied()?;
    let gives = cells::result(reader, result, &format!("`{}`", columns.result.text));
    let cited = |at: Option<usize>| {
        let cell = row.cells.get(at?).copied()?;
        (!reader.slice(cell).is_empty()).then(|| reader.free_text(cell))
    };
    let (from, reading) = (cited(columns.from), cited(columns.reading));
    let allow = columns.allow.and_then(|at| row.cells.get(at)).copied().filter(|cell| !reader.slice(*cell).is_empty());
    let tail = Tail { from, reading, allowed: allow.map_or_else(Vec::new, |cell| reader.allowed_cell(cell)) };
    Some(TableRow { cells: cells.into_iter().collect::<Option<_>>()?, gives: gives?, span: row.span, tail })
}
