//! The table below an allocation.

use super::super::Reader;
use super::super::reader::phrase;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes::Place;
use crate::syntax::outline::{Line, Segment, words};
use crate::syntax::tree::{AllocationRow, Cadence, Text, Time, When};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The columns of an allocation's table.
const COLUMNS: [&str; 3] = ["activity", "days", "when"];

/// No row stands for more parts than this.
const MOST_PARTS: usize = 100;

/// A table as far as it is read.
#[derive(Default)]
pub(in crate::syntax::lower) struct Table {
    /// Which column each cell belongs to, once the first row has named them.
    columns: Option<Vec<usize>>,
    pub(in crate::syntax::lower) rows: Vec<AllocationRow>,
}

impl Table {
    /// Reads the next line; `None` where it cannot be read.
    pub(in crate::syntax::lower) fn line(&mut self, reader: &mut Reader<'_, '_>, line: &Line) -> Option<()> {
        let node = reader.read_line(Rule::row, line, line.head, Place::Row)?;
        let cells: Vec<Segment> = node.children(Rule::cell).map(|cell| reader.trimmed(cell.span())).collect();
        if is_separator(reader, &cells) {
            return Some(());
        }
        let Some(columns) = &self.columns else {
            let named = columns(reader, line, &cells);
            self.columns = Some(named.clone().unwrap_or_else(|| (0..COLUMNS.len()).collect()));
            return named.map(|_| ());
        };
        row(reader, line, columns, &cells).map(|row| self.rows.push(row))
    }
}

/// The row of dashes below the column names.
pub(in crate::syntax::lower) fn is_separator(reader: &Reader<'_, '_>, cells: &[Segment]) -> bool {
    let dashes = |cell: &Segment| {
        let text = reader.slice(*cell);
        text.contains(words::is_dash) && text.chars().all(|char| words::is_dash(char) || char == ':')
    };
    cells.iter().all(dashes)
}

/// Which column each cell of a row belongs to, by the column names in the first row.
fn columns(reader: &mut Reader<'_, '_>, line: &Line, cells: &[Segment]) -> Option<Vec<usize>> {
    let named: Option<Vec<usize>> =
        cells.iter().map(|cell| COLUMNS.iter().position(|column| column.eq_ignore_ascii_case(reader.slice(*cell)))).collect();
    match named {
        Some(named) if (0..COLUMNS.len()).all(|column| named.contains(&column)) && named.len() == COLUMNS.len() => Some(named),
        Some(_) | None => {
            let message = "The first row of this table does not name its columns.";
            let help = "Begin the table with `| activity | days | when |`.";
            reader.push(Diagnostic::new(codes::TABLE_HEADER, reader.span(line.head), message).help(help));
            None
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
            "days" => "Write the days each time, as in `0.5` or `0.5 + 0.5`, or `not given` where the source gives none.",
            "when" => "Write the half terms or other times, with commas between them, or how often, as in `each term`.",
            _ => "Write what is done.",
        }));
    }
    let cell = |wanted: usize| columns.iter().zip(cells).find(|(column, _)| **column == wanted).map(|(_, cell)| *cell);
    if !empty.is_empty() {
        return None;
    }
    let (activity, days, when) = (cell(0)?, cell(1)?, cell(2)?);
    let written = days_cell(reader, days);
    let times = when_cell(reader, when);
    let activity = reader.free_text(activity);
    let (written, times) = (written?, times?);
    let (days_span, times_span, span) = (reader.span(days), reader.span(when), reader.span(line.head));
    if written.uneven && times.iter().any(|time| matches!(time.when, When::Each(..))) {
        let message = "How often this is in the year stands before some of the days only.";
        let help = "Write the number before each of them, as in `6 x 0.5 + 6 x 0.5`, or before none.";
        reader.push(Diagnostic::new(codes::UNEVEN_COUNT, days_span, message).help(help));
        return None;
    }
    Some(AllocationRow { activity, days: written.parts, count: written.count, days_span, times, times_span, span })
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

/// What a cell of days says.
struct Written {
    /// The days each time; `None` where they are not given.
    parts: Option<Vec<Decimal>>,
    /// The number that stands before all the parts.
    count: Option<usize>,
    /// Whether different numbers stand before the parts, or one before some of them only.
    uneven: bool,
}

fn days_cell(reader: &mut Reader<'_, '_>, cell: Segment) -> Option<Written> {
    let text = reader.slice(cell);
    let read = match reader.read(Rule::days_cell, cell) {
        Ok(node) if node.has(Rule::not_given) => return Some(Written { parts: None, count: None, uneven: false }),
        Ok(node) => node.children(Rule::day_part).map(|part| day_part(reader, &part)).collect::<Vec<_>>(),
        Err(_) => vec![None],
    };
    let written = read.into_iter().collect::<Option<Vec<_>>>().and_then(|parts| together(&parts));
    if written.is_none() {
        let message = format!("`{text}` is no number of days and no sum of such numbers.");
        let help = times_first(reader, cell).unwrap_or_else(|| {
            "Write the days each time, as in `1`, `0.5 + 0.5` or `2 x 0.75`, or `not given` where the source gives none."
                .to_owned()
        });
        reader.push(Diagnostic::new(codes::DAYS_CELL, reader.span(cell), message).help(help));
    }
    written
}

/// `0.5 x 6`, in which how often stands behind the days.
fn times_first(reader: &Reader<'_, '_>, cell: Segment) -> Option<String> {
    let (days, times) = reader.slice(cell).split_once(['x', 'X', '×'])?;
    let (days, times) = (days.trim(), times.trim());
    let whole = times.len() <= 3 && !times.is_empty() && times.chars().all(|digit| digit.is_ascii_digit());
    (whole && days.contains('.')).then(|| format!("How often stands first: write `{times} x {days}`."))
}

/// Numbers and the days behind them. One number before all of them stands for the whole.
fn together(parts: &[(Option<usize>, Decimal)]) -> Option<Written> {
    let (first, _) = parts.first()?;
    if parts.iter().all(|(count, _)| count == first) {
        let days: Vec<Decimal> = parts.iter().map(|(_, days)| *days).take(MOST_PARTS + 1).collect();
        return (days.len() <= MOST_PARTS).then_some(Written { parts: Some(days), count: *first, uneven: false });
    }
    let repeated = parts.iter().flat_map(|(count, days)| std::iter::repeat_n(*days, count.unwrap_or(1)));
    let days: Vec<Decimal> = repeated.take(MOST_PARTS + 1).collect();
    (days.len() <= MOST_PARTS).then_some(Written { parts: Some(days), count: None, uneven: true })
}

fn day_part<'t>(reader: &mut Reader<'t, '_>, node: &Node<'t>) -> Option<(Option<usize>, Decimal)> {
    let days = reader.decimal(&node.child(Rule::number)?)?;
    let Some(factor) = node.child(Rule::factor).and_then(|factor| factor.child(Rule::number)) else { return Some((None, days)) };
    let count = reader.decimal(&factor).filter(Decimal::is_integer)?.to_usize()?;
    (1..=MOST_PARTS).contains(&count).then_some((Some(count), days))
}

fn when_cell(reader: &mut Reader<'_, '_>, cell: Segment) -> Option<Vec<Time>> {
    let node = reader.read_segment(Rule::when_cell, cell, Place::WhenCell)?;
    let time = |time: Node<'_>| {
        let note = time.child(Rule::note).map(|note| Text { value: reader.written(note.span()), span: note.span() });
        let each = time.child(Rule::cadence).map(|each| When::Each(cadence(&each), each.span()));
        let when = each.or_else(|| time.child(Rule::time_name).map(|name| When::At(phrase(&name))));
        when.map(|when| Time { when, note })
    };
    Some(node.children(Rule::time).filter_map(time).collect())
}

/// `each term`, `half-termly`
pub(super) fn cadence(node: &Node<'_>) -> Cadence {
    if node.has(Rule::half_term) || node.has(Rule::half_termly) { Cadence::HalfTerm } else { Cadence::Term }
}
