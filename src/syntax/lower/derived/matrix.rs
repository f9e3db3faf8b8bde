//! `matrix NAME, for a KIND, F down, G across`: the square form of a table.

use super::super::Reader;
use super::rows::{self, Row};
use super::{cells, heading, settling};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::Node;
use crate::syntax::outline::{Piece, Segment};
use crate::syntax::tree::{Cell, HitPolicy, Literal, Matrix, MatrixRow, Phrase};

const FORM: &str =
    "Write `matrix NAME, for a SETTING, ONE down, OTHER across`, with `giving SCALE` or `best first` behind it if need be.";
const ROWS: &str = "Write its rows below it. The first row holds the values of what runs across, behind a first cell that may be empty; each other \
                    row begins with a value of what runs down.";

pub(in crate::syntax::lower) fn matrix<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Matrix> {
    let heading = node.and_then(|node| heading::heading(reader, node, FORM));
    let all = rows::rows(reader, piece, broken);
    let heading = heading?;
    let axes = heading.down.as_ref().zip(heading.across.as_ref()).filter(|_| !heading.broken);
    let Some((down, across)) = axes else {
        if !heading.broken {
            no_axes(reader, &heading);
        }
        reader.broken_names.push(heading.name);
        return None;
    };
    if heading.hit.is_some_and(|hit| hit != HitPolicy::ExactlyOne) {
        let message = "A matrix says what each combination gives, so nothing is left to be settled.";
        let help = "Take the `by …` out, or write `table` in place of `matrix` and a row for each case.";
        reader.push(Diagnostic::new(codes::TABLE_CLAUSE, heading.name.span, message).help(help));
    }
    if let Some(span) = heading.any_order {
        settling::refuse_any_order(reader, span, "a matrix says what each combination gives, just once");
    }
    let (Some((first, others)), false) = (all.split_first(), all.len() < 2 && !*broken) else {
        rows::nothing_below(reader, &heading.name, ROWS);
        reader.broken_names.push(heading.name);
        return None;
    };
    let read = top(reader, first, across).map(|top| {
        let rows: Vec<_> = others.iter().filter_map(|row| matrix_row(reader, (first, row), down, broken)).collect();
        (top, rows)
    });
    let read = read.filter(|(_, rows)| !rows.is_empty());
    let Some((top, rows)) = read else {
        reader.broken_names.push(heading.name);
        return None;
    };
    let (down, across) = (down.clone(), across.clone());
    Some(Matrix { name: heading.name, about: heading.about, gives: heading.gives, down, across, top, rows })
}

fn no_axes(reader: &mut Reader<'_, '_>, heading: &heading::Heading) {
    let what = match (&heading.down, &heading.across) {
        (None, Some(_)) => "What runs down the first column of this matrix is not said.",
        (Some(_), None) => "What runs across the first row of this matrix is not said.",
        _ => "What runs down this matrix and what runs across it is not said.",
    };
    let message = what.to_owned();
    reader.push(Diagnostic::new(codes::NO_AXES, heading.name.span, message).help(FORM));
}

/// The cells of the first row behind the corner.
fn top(reader: &mut Reader<'_, '_>, first: &Row, across: &Phrase) -> Option<Vec<Cell>> {
    let cells = first.cells.get(1..).filter(|cells| !cells.is_empty());
    let Some(cells) = cells else {
        let message = format!("The first row of this matrix names no value of `{}`.", across.text);
        reader.push(Diagnostic::new(codes::TABLE_HEADER, first.span, message).help(ROWS));
        return None;
    };
    let read: Vec<_> = cells.iter().map(|cell| cells::cell(reader, *cell, across)).collect();
    read.into_iter().collect()
}

fn matrix_row(reader: &mut Reader<'_, '_>, (first, row): (&Row, &Row), down: &Phrase, broken: &mut bool) -> Option<MatrixRow> {
    let column = |reader: &Reader<'_, '_>, cell: &Segment| match reader.slice(*cell) {
        "" => format!("`{}`", down.text),
        text => format!("`{text}`"),
    };
    let columns: Vec<String> = first.cells.iter().map(|cell| column(reader, cell)).collect();
    let read = if rows::check_width(reader, row, &columns) { read_row(reader, row, down, &columns) } else { None };
    *broken |= read.is_none();
    read
}

fn read_row(reader: &mut Reader<'_, '_>, row: &Row, down: &Phrase, columns: &[String]) -> Option<MatrixRow> {
    let (first, results) = row.cells.split_first()?;
    let label = cells::cell(reader, *first, down);
    let beside = reader.slice(*first).to_owned();
    let results = results.iter().zip(columns.iter().skip(1));
    let gives: Vec<Option<Literal>> =
        results.map(|(cell, column)| cells::result(reader, *cell, &format!("{column} in the row `{beside}`"))).collect();
    Some(MatrixRow { label: label?, gives: gives.into_iter().collect::<Option<_>>()? })
}
