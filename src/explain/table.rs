//! The table of answers, for a glance.

use super::facts::names;
use super::summary::{AS_BELOW, sorted, usual_questions};
use super::{Row, WIDEST, phrases};
use crate::assess::{Answer, Status};
use crate::evaluate::{StrandTrace, Trace, Truth, evaluate};
use crate::model::{Categorisation, FactId, Policy};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableComponent, Width, presets};
use jiff::civil::Date;

/// Blanks between columns.
const GAP: usize = 2;
/// The widest that names and questions get before they are broken.
const NAME: usize = 28;
const ASK: usize = 26;
/// The narrowest that reasons get.
const WHY: usize = 16;
/// The narrowest that anything else gets.
const NARROWEST: usize = 4;

/// One row for each answer: category, days, why, and what to ask. No line is wider than `width` columns, nor than [`WIDEST`].
/// Nothing for no rows.
#[must_use]
pub fn table(policy: &Policy, on: Date, rows: &[Row<'_>], width: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let width = width.min(WIDEST);
    let usual = usual_questions(rows);
    let mut columns = vec![
        Column::new("id", NAME, rows.iter().map(|row| row.answer.id.to_owned())),
        Column::new("name", NAME, rows.iter().map(|row| shortened(&clean(row.answer.name), NAME))),
        Column::new("category", NAME, rows.iter().map(|row| category(policy, row.answer))),
        Column::new("days", NAME, rows.iter().map(|row| phrases::days(policy, row.answer))),
        Column::new("why", WIDEST, rows.iter().map(|row| why(policy, on, row))),
        Column::new("ask", ASK, rows.iter().map(|row| ask(policy, row.answer, usual.as_deref()))),
    ];
    // Where all ask alike the summary says it once.
    columns.retain(|column| !column.cells.iter().all(|cell| cell.is_empty() || cell == AS_BELOW));
    fit(&mut columns, width);
    draw(&columns, width)
}

/// A column before it is drawn.
struct Column {
    heading: &'static str,
    cells: Vec<String>,
    width: usize,
}

impl Column {
    fn new(heading: &'static str, widest: usize, cells: impl Iterator<Item = String>) -> Self {
        let cells: Vec<String> = cells.map(|cell| clean(&cell)).collect();
        let longest = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0).max(heading.len());
        Self { heading, cells, width: longest.min(widest) }
    }
}

/// Gives reasons what the others leave, and narrows the widest others where that is too little.
fn fit(columns: &mut [Column], width: usize) {
    let gaps = GAP * columns.len().saturating_sub(1);
    let spare = |column: &Column| match column.heading {
        // Reasons give way first: they are shortened, the others are broken.
        "why" if column.width > WHY => WIDEST + column.width,
        "why" => 0,
        _ => column.width.saturating_sub(NARROWEST),
    };
    while gaps + columns.iter().map(|column| column.width).sum::<usize>() > width {
        match columns.iter_mut().max_by_key(|column| spare(column)).filter(|column| spare(column) > 0) {
            Some(column) => column.width -= 1,
            None => break,
        }
    }
    for column in columns.iter_mut().filter(|column| column.heading == "why") {
        let width = column.width;
        column.cells.iter_mut().for_each(|cell| *cell = shortened(cell, width));
    }
}

/// The text on one line, without letters that would steer a terminal.
fn clean(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// As much of a text as fits two lines of such a width; three dots stand for words left out.
fn shortened(text: &str, width: usize) -> String {
    if lines(text, width) <= 2 {
        return text.to_owned();
    }
    let room = (2 * width).saturating_sub(3);
    let most: String = text.chars().take(room).collect();
    let mut start = most.as_str();
    // The last word is cut, or the dots do not fit behind it.
    while let Some((before, _)) = start.rsplit_once(' ') {
        start = before.trim_end_matches([',', ':', ';']);
        if lines(&format!("{start}..."), width) <= 2 {
            return format!("{start}...");
        }
    }
    format!("{most}...")
}

/// How many lines a text takes that is broken at blanks, and a longer word wherever a line ends.
fn lines(text: &str, width: usize) -> usize {
    let (mut lines, mut used) = (0, width);
    for word in text.split(' ').map(|word| word.chars().count()) {
        if used + 1 + word <= width {
            used += 1 + word;
        } else {
            let more = word.div_ceil(width.max(1));
            lines += more;
            used = word - (more.saturating_sub(1)) * width;
        }
    }
    lines
}

fn draw(columns: &[Column], width: usize) -> String {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_style(TableComponent::HeaderLines, '-');
    table.set_header(columns.iter().map(|column| column.heading));
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for at in 0..rows {
        table.add_row(columns.iter().map(|column| column.cells.get(at).map_or("", String::as_str)));
    }
    for (at, (drawn, column)) in table.column_iter_mut().zip(columns).enumerate() {
        let gap = if at + 1 == columns.len() { 0 } else { GAP };
        let full = u16::try_from(column.width + gap).unwrap_or(u16::MAX);
        drawn.set_padding((0, u16::try_from(gap).unwrap_or(0))).set_constraint(ColumnConstraint::Absolute(Width::Fixed(full)));
    }
    let mut drawn = String::new();
    for line in table.lines() {
        drawn.push_str(line.trim_end());
        drawn.push('\n');
    }
    drawn
}

fn category(policy: &Policy, answer: &Answer<'_>) -> String {
    match answer.status {
        Status::Decided | Status::Open => phrases::categories(policy, &answer.possible, answer.may_be_silent),
        Status::NotCategorised => "no category".to_owned(),
        Status::NoAnswer => "no answer".to_owned(),
    }
}

/// The reason in a few words: what decides it, or how much is settled.
fn why(policy: &Policy, on: Date, row: &Row<'_>) -> String {
    let Some(categorisation) = policy.categorisation(row.answer.kind) else {
        return "this kind of setting gets none".to_owned();
    };
    match row.answer.status {
        Status::Decided => decided_by(policy, categorisation, row.answer),
        Status::Open => settled(policy, categorisation, row.answer, &evaluate(policy, row.answer.kind, on, row.facts)),
        Status::NotCategorised | Status::NoAnswer => "no strand says anything".to_owned(),
    }
}

fn decided_by(policy: &Policy, categorisation: &Categorisation, answer: &Answer<'_>) -> String {
    if let Some(gate) = answer.gate.and_then(|at| categorisation.gates.get(at)) {
        return gate.text.to_string();
    }
    let lines = answer.because.iter().filter_map(|(strand, line)| {
        let strand = categorisation.strands.get(*strand)?;
        Some((&strand.name.phrase, strand.lines.get(*line)?))
    });
    let lines: Vec<_> = lines.collect();
    if lines.len() > 1 && lines.len() == categorisation.strands.len() {
        let code = answer.category.map_or("", |id| policy.category_code(id));
        return format!("every strand gives {code}");
    }
    let told = lines.iter().find(|(_, line)| line.condition.is_some()).or_else(|| lines.first());
    let Some((name, line)) = told else { return String::new() };
    let others: Vec<&str> = lines.iter().map(|(other, _)| &***other).filter(|other| *other != &***name).collect();
    let also = if others.is_empty() { String::new() } else { format!(" (also {})", phrases::list(&others, "and")) };
    format!("{name}{also}: {}", line.text())
}

/// What is settled of an open answer: what it is at least and by what, else the strands that have spoken.
fn settled(policy: &Policy, categorisation: &Categorisation, answer: &Answer<'_>, trace: &Trace) -> String {
    let Some(floor) = answer.possible.first().copied().filter(|_| !answer.may_be_silent) else {
        return "nothing is settled".to_owned();
    };
    let code = policy.category_code(floor);
    let strands: Vec<_> = categorisation.strands.iter().zip(&trace.strands).collect();
    if floor.at() > 0 {
        let gives = strands.iter().find(|(_, said)| said.category() == Some(floor));
        if let Some((strand, said)) = gives {
            return format!("at least {code} by {}{}", strand.name.phrase, line_of(said));
        }
        if let Some(gate) = trace.gates.iter().find(|gate| gate.to == floor && gate.why.truth == Truth::Fails) {
            let text = categorisation.gates.get(gate.gate).map_or("", |gate| &gate.text);
            return format!("at least {code}: {text}");
        }
    }
    let spoken = |category| {
        let names = strands.iter().filter(|(_, said)| said.category() == Some(category)).map(|(strand, _)| &*strand.name.phrase);
        let names: Vec<&str> = names.collect();
        (!names.is_empty()).then(|| format!("{} by {}", policy.category_code(category), phrases::list(&names, "and")))
    };
    let spoken: Vec<String> = answer.possible.iter().rev().filter_map(|category| spoken(*category)).collect();
    if spoken.is_empty() { "nothing is settled".to_owned() } else { format!("so far {}", spoken.join(", ")) }
}

/// The line of a strand, where just one is left.
fn line_of(said: &StrandTrace) -> String {
    let mut lines = said.lines.iter().filter(|line| line.verdict.is_in_play());
    match (lines.next(), lines.next()) {
        (Some(line), None) => line.why.as_ref().map_or_else(String::new, |why| format!(": {}", why.text)),
        _ => String::new(),
    }
}

/// The first facts to ask for, or that they are the usual ones.
fn ask(policy: &Policy, answer: &Answer<'_>, usual: Option<&[FactId]>) -> String {
    if usual.is_some_and(|usual| usual == sorted(&answer.ask)) {
        return AS_BELOW.to_owned();
    }
    match answer.ask.as_slice() {
        [first, second, _, rest @ ..] => {
            format!("{} and {} more", names(policy, &[*first, *second], "and").replace(" and ", ", "), rest.len() + 1)
        }
        few => names(policy, few, "and"),
    }
}
