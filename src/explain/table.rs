//! The table of answers, for a glance.

use super::markup::{Piece, Style};
use super::overview::Overview;
use super::reasons;
use super::render::{columns_of, lines};
use super::{Row, WIDEST, phrases};
use crate::assess::{Answer, Status};
use crate::model::Policy;
use comfy_table::{ContentArrangement, Table, TableComponent, presets};

/// Blanks between columns.
const GAP: usize = 2;
/// Of them, those on the left of where a line between columns would be.
const PADDING: u16 = 1;
/// The widest that ids, names and the like get before they are broken, and the narrowest.
const WIDE: usize = 30;
const NARROW: usize = 8;
/// The narrowest that a name gets.
const NAME: usize = 14;
/// The column of the kinds, where there are several.
const KIND: &str = "setting";
/// What reasons get, if need be at the others' expense.
const WHY: usize = 40;
/// The lines of a reason that is told in full, and the most that any gets.
const LINES: usize = 3;
const MOST_LINES: usize = 5;

impl Overview<'_> {
    /// One row for each answer: category, days, why, and what to ask. No line is wider than `width` columns, nor than
    /// [`WIDEST`]. Nothing for no rows.
    #[must_use]
    pub fn table(&mut self, width: usize) -> String {
        let Self { rows, exactly, usual } = self;
        let (policy, rows) = (exactly.policy, *rows);
        if rows.is_empty() {
            return String::new();
        }
        let one = |cell: String| vec![cell];
        let of_one_kind = phrases::kinds(rows).len() < 2;
        let kind = |row: &Row<'_>| if of_one_kind { String::new() } else { policy.kind_name(row.answer.kind).to_owned() };
        let any_open = rows.iter().any(|row| !row.answer.ask.is_empty());
        let heading = if any_open { "why, and what to ask" } else { "why" };
        let mut all = vec![
            Column::new("id", NARROW, rows.iter().map(|row| one(row.answer.id.to_owned()))),
            Column::new("name", NAME, rows.iter().map(|row| one(row.answer.name.to_owned()))),
            Column::new(KIND, NARROW, rows.iter().map(|row| one(kind(row)))),
            Column::new("category", NARROW, rows.iter().map(|row| one(category(policy, row.answer)))),
            Column::new("days", NARROW, rows.iter().map(|row| one(phrases::days(policy, row.answer)))),
            Column::new(heading, WIDEST, rows.iter().map(|row| reasons::cell(exactly, row, usual.as_ref()))),
        ];
        all.retain(|column| !column.cells.iter().flatten().all(String::is_empty));
        // Where there is little room the kinds give way: the name mostly says what a setting is.
        if unbroken(&all) > width.min(WIDEST) {
            all.retain(|column| column.heading != KIND);
        }
        fit(&mut all, width.min(WIDEST));
        draw(&all)
    }
}

/// A column before it is drawn.
struct Column {
    heading: &'static str,
    /// Each cell in one or more forms, the fullest first.
    cells: Vec<Vec<String>>,
    width: usize,
    narrowest: usize,
}

impl Column {
    fn new(heading: &'static str, narrowest: usize, cells: impl Iterator<Item = Vec<String>>) -> Self {
        let cells: Vec<Vec<String>> = cells.collect();
        let full = cells.iter().filter_map(|forms| forms.first()).map(|cell| shown_on_one_line(cell));
        let longest = full.max().unwrap_or(0).max(heading.len());
        let widest = if narrowest == WIDEST { WIDEST } else { WIDE };
        Self { heading, cells, width: longest.min(widest), narrowest }
    }

    fn is_why(&self) -> bool {
        self.narrowest == WIDEST
    }
}

/// The columns that a text takes once letters that would steer a terminal are shown by signs.
fn shown_on_one_line(text: &str) -> usize {
    wrapped(text, usize::MAX).first().map_or(0, |line| columns(line))
}

/// The columns that a table takes in which no id or name is broken, and reasons have all that they should.
fn unbroken(all: &[Column]) -> usize {
    let width = |column: &Column| match column.heading {
        "id" | "name" | KIND => column.width,
        _ if column.is_why() => column.width.min(WHY),
        _ => column.width.min(column.narrowest),
    };
    all.iter().map(width).sum::<usize>() + GAP * all.len().saturating_sub(1)
}

/// Gives reasons what the others leave, and narrows the widest others where that is too little.
fn fit(all: &mut [Column], width: usize) {
    let gaps = GAP * all.len().saturating_sub(1);
    let others = |all: &[Column]| gaps + all.iter().filter(|column| !column.is_why()).map(|column| column.width).sum::<usize>();
    let wanted = all.iter().find(|column| column.is_why()).map_or(0, |column| column.width.min(WHY));
    while others(all) + wanted > width {
        let spare = |column: &Column| if column.is_why() { 0 } else { column.width.saturating_sub(column.narrowest) };
        match all.iter_mut().max_by_key(|column| spare(column)).filter(|column| spare(column) > 0) {
            Some(column) => column.width -= 1,
            None => break,
        }
    }
    let left = width.saturating_sub(others(all)).max(NARROW);
    all.iter_mut().filter(|column| column.is_why()).for_each(|column| column.width = column.width.min(left));
}

/// Cells come broken into lines already, so that a reason's fullest form that fits is the one shown.
fn draw(all: &[Column]) -> String {
    let mut drawn = Table::new();
    drawn.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    drawn.set_style(TableComponent::HeaderLines, '-').set_style(TableComponent::MiddleHeaderIntersections, '-');
    drawn.set_header(all.iter().map(|column| wrapped(column.heading, column.width).join("\n")));
    let rows = all.first().map_or(0, |column| column.cells.len());
    for at in 0..rows {
        drawn.add_row(
            all.iter().map(|column| column.cells.get(at).map_or_else(String::new, |forms| broken(forms, column).join("\n"))),
        );
    }
    let last = all.len().saturating_sub(1);
    for (at, column) in drawn.column_iter_mut().enumerate() {
        column.set_padding((0, if at == last { 0 } else { PADDING }));
    }
    drawn.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The fullest form that takes no more lines than it may, else the shortest. A reason beyond all measure is cut between words.
fn broken(forms: &[String], column: &Column) -> Vec<String> {
    let mut lines = Vec::new();
    for form in forms {
        lines = wrapped(form, column.width);
        if lines.len() <= LINES {
            return lines;
        }
    }
    if column.is_why() && lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            while columns(last) + 3 > column.width {
                last.truncate(last.rfind(' ').unwrap_or(0));
            }
            last.push_str("...");
        }
    }
    lines
}

fn category(policy: &Policy, answer: &Answer<'_>) -> String {
    match answer.status {
        Status::Decided | Status::Open => phrases::categories(policy, &answer.possible, answer.may_be_silent),
        Status::NotCategorised | Status::NoAnswer => "none".to_owned(),
    }
}

/// A text broken into lines of so many columns; none for a blank one.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let piece = Piece { style: Style::Plain, text: text.to_owned() };
    let lines = lines(std::slice::from_ref(&piece), |_| width);
    lines.into_iter().map(|line| line.into_iter().map(|(_, letter)| letter).collect()).collect()
}

/// How many columns a text takes that is shown on one line.
fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}
