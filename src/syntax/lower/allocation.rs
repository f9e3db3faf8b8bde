//! `allocation …` with its table, and `also …` with its items.

use super::reader::{phrase, text};
use super::{Reader, lists};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Piece, Segment, words};
use crate::syntax::tree::{Allocation, AllocationRow, Also, Binding, Quantity, Text, Time};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The columns of an allocation's table.
const COLUMNS: [&str; 3] = ["activity", "days", "when"];

/// No row stands for more parts than this.
const MOST_PARTS: usize = 100;

pub(super) fn lower<'t>(
    reader: &mut Reader<'t, '_>,
    piece: &Piece,
    node: Option<&Node<'t>>,
    broken: &mut bool,
) -> Option<Allocation> {
    lists::refuse(reader, &piece.heading);
    let rows = table(reader, piece, broken);
    let node = node?;
    let kind = phrase(&node.child(Rule::allocation_about)?.child(Rule::allocation_kind)?);
    let category = phrase(&node.child(Rule::allocation_category)?);
    let binding = if node.has(Rule::up_to) {
        Binding::UpTo
    } else if node.has(Rule::minimum) {
        Binding::AtLeast
    } else {
        Binding::Exact
    };
    let days = reader.quantity(&node.child(Rule::quantity).or_else(|| node.child(Rule::worded))?)?;
    check_unit(reader, &days);
    Some(Allocation { about: kind, category, binding, days, rows })
}

fn check_unit(reader: &mut Reader<'_, '_>, days: &Quantity) {
    if days.number.is_sign_negative() {
        let help = "Write a number of days without a minus.";
        reader.push(Diagnostic::new(codes::DAYS_CELL, days.span, "An allocation is no less than nothing.").help(help));
    }
    if days.unit.is_none() {
        let message = format!("`{}` has no unit.", days.number);
        let help = format!("Write `{} days`.", days.number);
        reader.push(Diagnostic::new(codes::MISSING_UNIT, days.span, message).help(help));
    }
}

/// The rows of the table below an allocation.
fn table(reader: &mut Reader<'_, '_>, piece: &Piece, broken: &mut bool) -> Vec<AllocationRow> {
    let mut header: Option<Vec<usize>> = None;
    let mut rows = Vec::new();
    for line in &piece.body {
        lists::refuse(reader, line);
        let Some(node) = reader.read_line(Rule::row, line, line.head, Place::Row) else {
            *broken = true;
            continue;
        };
        let cells: Vec<Segment> = node.children(Rule::cell).map(|cell| reader.trimmed(cell.span())).collect();
        if is_separator(reader, &cells) {
            continue;
        }
        match &header {
            None => header = Some(columns(reader, line, &cells, broken)),
            Some(columns) => match row(reader, line, columns, &cells) {
                Some(row) => rows.push(row),
                None => *broken = true,
            },
        }
    }
    rows
}

/// The row of dashes below the column names.
fn is_separator(reader: &Reader<'_, '_>, cells: &[Segment]) -> bool {
    let dashes = |cell: &Segment| {
        let text = reader.slice(*cell);
        text.contains(words::is_dash) && text.chars().all(|char| words::is_dash(char) || char == ':')
    };
    cells.iter().all(dashes)
}

/// Which column each cell of a row belongs to, by the column names in the first row.
fn columns(reader: &mut Reader<'_, '_>, line: &Line, cells: &[Segment], broken: &mut bool) -> Vec<usize> {
    let named: Option<Vec<usize>> =
        cells.iter().map(|cell| COLUMNS.iter().position(|column| column.eq_ignore_ascii_case(reader.slice(*cell)))).collect();
    match named {
        Some(named) if (0..COLUMNS.len()).all(|column| named.contains(&column)) && named.len() == COLUMNS.len() => named,
        Some(_) | None => {
            let message = "The first row of this table does not name its columns.";
            let help = "Begin the table with `| activity | days | when |`.";
            reader.push(Diagnostic::new(codes::TABLE_HEADER, reader.span(line.head), message).help(help));
            *broken = true;
            (0..COLUMNS.len()).collect()
        }
    }
}

fn row(reader: &mut Reader<'_, '_>, line: &Line, columns: &[usize], cells: &[Segment]) -> Option<AllocationRow> {
    if cells.len() != columns.len() {
        row_width(reader, line, columns, cells);
        return None;
    }
    let empty: Vec<_> = columns.iter().zip(cells).filter(|(_, cell)| reader.slice(**cell).is_empty()).collect();
    for (column, cell) in &empty {
        let column = COLUMNS.get(**column).unwrap_or(&"");
        let message = format!("The cell under `{column}` is empty.");
        let at = Segment { start: cell.start.saturating_sub(1), end: cell.end + 1 };
        let diagnostic = Diagnostic::new(codes::EMPTY_CELL, reader.span(at), message);
        reader.push(diagnostic.help(match *column {
            "days" => "Write the days each time, as in `0.5` or `0.5 + 0.5`.",
            "when" => "Write the half terms or other times, with commas between them.",
            _ => "Write what is done.",
        }));
    }
    let cell = |wanted: usize| columns.iter().zip(cells).find(|(column, _)| **column == wanted).map(|(_, cell)| *cell);
    if !empty.is_empty() {
        return None;
    }
    let (activity, days, when) = (cell(0)?, cell(1)?, cell(2)?);
    let parts = days_cell(reader, days);
    let times = when_cell(reader, when);
    let activity = reader.free_text(activity);
    Some(AllocationRow { activity, days: parts?, days_span: reader.span(days), times: times?, span: reader.span(line.head) })
}

/// Says which column a short row lacks, by what its cells hold, or that it has one too many.
fn row_width(reader: &mut Reader<'_, '_>, line: &Line, columns: &[usize], cells: &[Segment]) {
    let names: Vec<String> = columns.iter().filter_map(|column| COLUMNS.get(*column)).map(|name| format!("`{name}`")).collect();
    let diagnostic = |message: String| Diagnostic::new(codes::ROW_WIDTH, reader.span(line.head), message);
    let (has, wants) = (cells.len(), columns.len());
    let problem = if has > wants {
        let message = format!("This row has {has} cells, and the table has {wants} columns.");
        let help = format!("Its columns are {}. Take out the bar that is too many.", names.join(", "));
        diagnostic(message).help(help)
    } else {
        let is_days: Vec<bool> = cells.iter().map(|cell| reader.read(Rule::days_cell, *cell).is_ok()).collect();
        let mut missing = Vec::new();
        let mut given = is_days.iter().peekable();
        for (column, name) in columns.iter().zip(&names) {
            let fits = given.peek().is_some_and(|is_days| (COLUMNS.get(*column) == Some(&"days")) == **is_days);
            if fits {
                given.next();
            } else {
                missing.push(name.clone());
            }
        }
        let missing = if missing.len() == wants - has { missing } else { names.iter().skip(has).cloned().collect() };
        let verb = if missing.len() == 1 { "is" } else { "are" };
        let message = format!("This row has {has} of {wants} cells: {} {verb} missing.", missing.join(" and "));
        diagnostic(message).help(format!("Write a cell for each of {}, with `|` between them.", names.join(", ")))
    };
    reader.push(problem);
}

fn days_cell(reader: &mut Reader<'_, '_>, cell: Segment) -> Option<Vec<Decimal>> {
    let written = reader.slice(cell);
    let parts = match reader.read(Rule::days_cell, cell) {
        Ok(node) => node.children(Rule::day_part).map(|part| day_part(reader, &part)).collect::<Vec<_>>(),
        Err(_) => vec![None],
    };
    let parts: Option<Vec<Vec<Decimal>>> = parts.into_iter().collect();
    let parts: Option<Vec<Decimal>> = parts.map(|parts| parts.into_iter().flatten().take(MOST_PARTS + 1).collect());
    let parts = parts.filter(|parts| parts.len() <= MOST_PARTS);
    if parts.is_none() {
        let message = format!("`{written}` is no number of days and no sum of such numbers.");
        let help = "Write the days each time, as in `1`, `0.5 + 0.5` or `2 x 0.75`.";
        reader.push(Diagnostic::new(codes::DAYS_CELL, reader.span(cell), message).help(help));
    }
    parts
}

fn day_part<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<Vec<Decimal>> {
    let number = reader.decimal(&node.child(Rule::number)?)?;
    let times = match node.child(Rule::factor).and_then(|factor| factor.child(Rule::number)) {
        Some(factor) => reader.decimal(&factor).filter(Decimal::is_integer)?.to_usize()?,
        None => 1,
    };
    (1..=MOST_PARTS).contains(&times).then(|| vec![number; times])
}

fn when_cell(reader: &mut Reader<'_, '_>, cell: Segment) -> Option<Vec<Time>> {
    let node = reader.read_segment(Rule::when_cell, cell, Place::WhenCell)?;
    let time = |time: Node<'_>| {
        let note = time.child(Rule::note).map(|note| Text { value: reader.written(note.span()), span: note.span() });
        time.child(Rule::time_name).map(|name| Time { name: phrase(&name), note })
    };
    Some(node.children(Rule::time).filter_map(time).collect())
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
    let kinds = node.children(Rule::about).filter_map(|about| about.child(Rule::kind));
    Some(Also { about: kinds.map(|kind| phrase(&kind)).collect(), when, items })
}

fn item(reader: &mut Reader<'_, '_>, segment: Segment) -> Option<Text> {
    let node = reader.read_segment(Rule::item, segment, Place::Item)?;
    node.child(Rule::text).map(|item| text(&item))
}
