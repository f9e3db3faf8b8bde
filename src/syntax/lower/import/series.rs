//! `judgements, newest first`: a table with a row for each of them, and which column holds each of its parts.

use super::Line;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::diagnostic::words::counted;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::Reader;
use crate::syntax::lower::headings::label;
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Segment, words};
use crate::syntax::tree::{Series, Text};

pub(super) fn head(reader: &mut Reader<'_, '_>, line: &Line) -> Option<Series> {
    let node = reader.read_line(Rule::import_series, line, line.head, Place::ImportSeries)?;
    let tail = reader.line_tail(&node, line);
    let name = label(&node)?;
    let span = name.span;
    Some(Series { name, parts: Vec::new(), rows: Vec::new(), lines: Vec::new(), span, tail, broken: false })
}

/// A row of the table. Gives `false` where something is wrong with it.
pub(super) fn row(reader: &mut Reader<'_, '_>, line: &Line, series: &mut Series) -> bool {
    let Some(node) = reader.read_line(Rule::row, line, line.head, Place::ImportRow) else { return false };
    let cells: Vec<Segment> = node.children(Rule::cell).map(|cell| reader.trimmed(cell.span())).collect();
    let dashes = |cell: &Segment| {
        let text = reader.slice(*cell);
        text.contains(words::is_dash) && text.chars().all(|char| words::is_dash(char) || char == ':')
    };
    // A lone dash in a cell says that there is no such part; the row below the names of the parts has dashes in every cell.
    if series.rows.is_empty() && cells.iter().all(dashes) {
        return true;
    }
    let texts: Vec<Text> = cells.iter().map(|cell| reader.free_text(*cell)).collect();
    if series.parts.is_empty() {
        series.parts = texts;
        return true;
    }
    if texts.len() != series.parts.len() {
        let names: Vec<String> = series.parts.iter().map(|part| format!("`{}`", part.value)).collect();
        let (has, wants) = (counted(texts.len(), "cell", "cells"), counted(series.parts.len(), "column", "columns"));
        let message = format!("This row has {has}, and the table has {wants}.");
        let help = format!("Write a cell for each of {}, with `|` between them.", names.join(", "));
        reader.push(Diagnostic::new(codes::ROW_WIDTH, reader.span(line.head), message).help(help));
        return false;
    }
    if let Some(empty) = cells.iter().find(|cell| reader.slice(**cell).is_empty()) {
        let at = Segment { start: empty.start.saturating_sub(1), end: empty.end + 1 };
        let help = "Write the heading of the column that holds it, as the file has it.";
        reader.push(Diagnostic::new(codes::EMPTY_CELL, reader.span(at), "This cell is empty.").help(help));
        return false;
    }
    let is_part = |text: Text| Some(text).filter(|text| !text.value.chars().all(words::is_dash));
    series.rows.push(texts.into_iter().map(is_part).collect());
    true
}

/// That every series has a table.
pub(super) fn check(reader: &mut Reader<'_, '_>, all: &[Series]) {
    for series in all.iter().filter(|series| series.rows.is_empty() && !series.broken) {
        let message = format!("Where the `{}` stand in the file is not said.", series.name.text);
        let help = "Write a table below it: `| judgement | date |` with the names of the parts, and below that a row for each, with the \
                    headings of the columns that hold them.";
        reader.push(Diagnostic::new(codes::NOTHING_BELOW, series.name.span, message).help(help));
    }
}
