//! Markdown as code hosts show it in a comment: nothing in a text of a policy or table takes effect there.

use crate::explain;

pub(super) use crate::explain::escaped;

/// So many things are written into a comment; it is to be read, and hosts limit its size.
pub(super) const MOST: usize = 100;

/// A table; the columns of such numbers are figures, which stand on the right.
pub(super) fn table(headings: &[String], figures: std::ops::Range<usize>, rows: &[Vec<String>]) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | "));
    let rule = (0..headings.len()).map(|at| if figures.contains(&at) { "---:" } else { "---" }).collect::<Vec<_>>().join(" | ");
    format!("{}| {rule} |\n{}", row(headings), rows.iter().map(|cells| row(cells)).collect::<String>())
}

/// What can be unfolded.
pub(super) fn details(summary: &str, body: &str) -> String {
    format!("<details>\n<summary>{}</summary>\n\n{}\n\n</details>\n", escaped(summary), body.trim_end())
}

/// Lines in which those that begin with `-` and `+` are coloured.
pub(super) fn fenced(lines: &[String]) -> String {
    explain::fenced(lines, "diff")
}

/// `3 more are left out here.`, where some are.
pub(super) fn left_out(all: usize) -> String {
    match all.saturating_sub(MOST) {
        0 => String::new(),
        more => format!("\n{more} more are left out here; `--format table` shows all.\n"),
    }
}
