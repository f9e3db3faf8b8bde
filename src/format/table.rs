//! Tables with their columns aligned.

use super::rows::width;
use crate::syntax::layout::Line;

/// The rows of one table as they are written.
pub(super) fn aligned(table: &[Line]) -> Vec<String> {
    let columns = table.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let widest = |column: usize| {
        let cells = table.iter().filter(|row| !is_rule(row)).filter_map(|row| row.cells.get(column));
        cells.map(|cell| width(cell)).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    table.iter().map(|row| written(row, &widths)).collect()
}

fn written(row: &Line, widths: &[usize]) -> String {
    let is_rule = is_rule(row);
    let mut text = "|".to_owned();
    for (cell, column) in row.cells.iter().zip(widths) {
        let (cell, fill) = if is_rule { ("", '-') } else { (cell.as_str(), ' ') };
        text.push(' ');
        text += cell;
        text.extend(std::iter::repeat_n(fill, column.saturating_sub(width(cell))));
        text += " |";
    }
    text
}

/// The row of dashes below the names of the columns.
fn is_rule(row: &Line) -> bool {
    let dashes = |cell: &String| cell.contains(is_dash) && cell.chars().all(|letter| is_dash(letter) || letter == ':');
    row.cells.iter().all(dashes)
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
