//! The rows below a table or matrix, cut into cells.

use super::super::{Reader, allocation, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Piece, Segment};
use crate::syntax::tree::Phrase;

/// A row and its cells.
#[derive(Debug)]
pub(in crate::syntax::lower) struct Row {
    pub(in crate::syntax::lower) span: Span,
    pub(in crate::syntax::lower) cells: Vec<Segment>,
}

/// Every row; lines that are none are reported and set `broken`. The row of dashes below the first is left out.
pub(in crate::syntax::lower) fn rows(reader: &mut Reader<'_, '_>, piece: &Piece, broken: &mut bool) -> Vec<Row> {
    lists::refuse(reader, &piece.heading);
    let mut rows = Vec::new();
    for line in &piece.body {
        lists::refuse(reader, line);
        let Some(node) = reader.read_line(Rule::row, line, line.head, Place::TableRow) else {
            *broken = true;
            continue;
        };
        let cells: Vec<Segment> = node.children(Rule::cell).map(|cell| reader.trimmed(cell.span())).collect();
        if !(rows.len() == 1 && allocation::is_separator(reader, &cells)) {
            rows.push(Row { span: reader.span(line.head), cells });
        }
    }
    rows
}

/// Whether a row has as many cells as the table has columns; otherwise it is reported.
pub(in crate::syntax::lower) fn check_width(reader: &mut Reader<'_, '_>, row: &Row, columns: &[String]) -> bool {
    let (has, wants) = (row.cells.len(), columns.len());
    if has == wants {
        return true;
    }
    let columns = columns.join(", ");
    let (message, help) = if has > wants {
        let message = format!("This row has {has} cells, and the table has {wants} columns.");
        (message, format!("Its columns are {columns}. Take out the bar that is too many."))
    } else {
        let message = format!("This row has {has} of {wants} cells.");
        (message, format!("Write a cell for each of {columns}, with `|` between them."))
    };
    reader.push(Diagnostic::new(codes::ROW_WIDTH, row.span, message).help(help));
    false
}

/// The bars around an empty cell can be seen; the cell itself cannot.
pub(in crate::syntax::lower) fn with_bars(reader: &Reader<'_, '_>, cell: Segment) -> Span {
    reader.span(Segment { start: cell.start.saturating_sub(1), end: cell.end + 1 })
}

/// A heading as a name.
pub(in crate::syntax::lower) fn heading(reader: &Reader<'_, '_>, cell: Segment) -> Phrase {
    let text = reader.free_text(cell);
    super::super::reader::without_article(Phrase { text: text.value, span: text.span })
}

/// Says that a table has nothing below it, or only its headings.
pub(in crate::syntax::lower) fn nothing_below(reader: &mut Reader<'_, '_>, name: &Phrase, help: &str) {
    let message = format!("`{}` has no rows.", name.text);
    reader.push(Diagnostic::new(codes::NOTHING_BELOW, name.span, message).help(help));
}
