//! Markdown as code hosts show it in a comment: nothing in a text of a policy or table takes effect there.

/// So many things are written into a comment; it is to be read, and hosts limit its size.
pub(super) const MOST: usize = 100;

/// A text that is shown as it is, on one line: in a sentence or in a cell.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in crate::source::visible::line(text).chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // A name with a sign before it would call somebody, a number an issue.
            '@' => safe.push_str("&#64;"),
            '#' => safe.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '|' | '[' | ']' | '~' => safe.extend(['\\', letter]),
            other => safe.push(other),
        }
    }
    safe
}

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

/// Lines in which those that begin with `-` and `+` are coloured; whatever they hold, the fence is longer.
pub(super) fn fenced(lines: &[String]) -> String {
    let ticks = |line: &String| line.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(lines.iter().map(ticks).max().unwrap_or(0).max(2) + 1);
    let lines: String = lines.iter().map(|line| crate::source::visible::line(line) + "\n").collect();
    format!("{fence}diff\n{lines}{fence}\n")
}

/// `3 more are left out here.`, where some are.
pub(super) fn left_out(all: usize) -> String {
    match all.saturating_sub(MOST) {
        0 => String::new(),
        more => format!("\n{more} more are left out here; `--format table` shows all.\n"),
    }
}
