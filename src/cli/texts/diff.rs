//! What formatting a text would change, in a few lines.

use crate::source::visible;
use similar::{ChangeTag, TextDiff};

/// So many lines of a text are shown.
const MOST_LINES: usize = 24;

/// The lines that go (`-`) and come (`+`), each with its neighbours. In a terminal with colours they are red and green.
pub(in crate::cli) fn short(before: &str, after: &str, colour: bool) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for hunk in diff.unified_diff().context_radius(1).iter_hunks() {
        let first = hunk.ops().first().map_or(0, |op| op.old_range().start + 1);
        lines.push(format!("  line {first}:"));
        lines.extend(hunk.iter_changes().map(|change| line(change.tag(), change.value(), colour)));
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if more > 0 {
        lines.push(format!("  and {more} more lines"));
    }
    lines.join("\n")
}

fn line(tag: ChangeTag, text: &str, colour: bool) -> String {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let (mark, code) = match tag {
        ChangeTag::Delete => ('-', "31"),
        ChangeTag::Insert => ('+', "32"),
        ChangeTag::Equal => (' ', ""),
    };
    let said = if tag == ChangeTag::Delete { blanks_shown(text) } else { visible::line(text) };
    let line = format!("    {mark} {said}");
    let line = line.trim_end();
    if colour && !code.is_empty() { format!("\u{1b}[{code}m{line}\u{1b}[0m") } else { line.to_owned() }
}

/// A line that goes, with signs for tabs and for the blanks at its end: they may be all that is wrong with it.
fn blanks_shown(text: &str) -> String {
    let end = text.trim_end_matches(' ');
    let blanks = "·".repeat(text.len() - end.len());
    format!("{}{blanks}", visible::line(&end.replace('\t', "→")))
}
