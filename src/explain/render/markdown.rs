//! Markdown (CommonMark, and as code hosts show it): nothing in a text of a policy or table takes effect in it.

use super::blocks::{Block, Item, blocks};
use super::letters::Run;
use crate::explain::markup::{Style, Text};
use crate::source::visible;

/// The lowest level that a heading has.
const LOWEST: u8 = 6;

/// Text as Markdown, its highest headings at the level given. Nested reasons are nested lists.
#[must_use]
pub fn markdown(text: &Text, first_level: u8) -> String {
    let blocks = blocks(text).into_iter().map(|block| match block {
        Block::Heading(level, words) => {
            let level = usize::from(first_level.max(1).saturating_add(level - 1).min(LOWEST));
            format!("{} {}\n", "#".repeat(level), inline(&words))
        }
        Block::Words(words) => begun(&inline(&words)) + "\n",
        Block::List(items) => {
            let mut out = String::new();
            list(&items, 0, &mut out);
            out
        }
        Block::Verbatim(lines) => fenced(&lines, ""),
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn list(items: &[Item], depth: usize, out: &mut String) {
    for item in items {
        out.extend(["  ".repeat(depth).as_str(), "- ", &begun(&inline(&item.words)), "\n"]);
        list(&item.items, depth + 1, out);
    }
}

/// A text that is shown as it is, on one line: in a sentence or in a cell.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in visible::line(text).chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // A name with a sign before it would call somebody, a number an issue; between two of these stands a formula.
            '@' => safe.push_str("&#64;"),
            '#' => safe.push_str("&#35;"),
            '$' => safe.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '|' | '[' | ']' | '~' => safe.extend(['\\', letter]),
            other => safe.push(other),
        }
    }
    safe
}

/// A line that begins a block, so that its first letters are no sign of a list or a rule.
fn begun(line: &str) -> String {
    let figures = line.bytes().take_while(u8::is_ascii_digit).count();
    match (line.split_at_checked(figures), line.chars().next()) {
        (_, Some('-' | '+' | '=')) => format!("\\{line}"),
        (Some((number, rest)), _) if figures > 0 && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => line.to_owned(),
    }
}

/// Lines as they stand; whatever they hold, the fence is longer.
pub(crate) fn fenced(lines: &[String], language: &str) -> String {
    let ticks = |line: &String| line.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(lines.iter().map(ticks).max().unwrap_or(0).max(2) + 1);
    let lines: String = lines.iter().map(|line| visible::line(line) + "\n").collect();
    format!("{fence}{language}\n{lines}{fence}\n")
}

/// Runs in a sentence: categories strong, words of the policy emphasised.
fn inline(runs: &[Run]) -> String {
    let mut out = String::new();
    let mut marked = false;
    for (at, (style, text)) in runs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| runs.get(at)?.1.chars().last());
        let after = runs.get(at + 1).and_then(|run| run.1.chars().next());
        let mark = match style {
            Style::Category => "**",
            Style::Quote => "*",
            Style::Plain | Style::Joint | Style::Name | Style::Value | Style::Source | Style::Faint => "",
        };
        let mark = if marked || !can_be_marked(before, text, after) { "" } else { mark };
        out.extend([mark, &escaped(text), mark]);
        marked = !mark.is_empty();
    }
    out
}

/// Whether stars around a text would be read as emphasis, not as stars.
fn can_be_marked(before: Option<char>, text: &str, after: Option<char>) -> bool {
    let is_apart = |letter: Option<char>| letter.is_none_or(|letter| letter == ' ' || letter.is_ascii_punctuation());
    let ends = text.chars().next().zip(text.chars().last());
    ends.is_some_and(|(first, last)| {
        let is_open = |letter: char, beyond| letter.is_alphanumeric() || letter != ' ' && is_apart(beyond);
        is_open(first, before) && is_open(last, after)
    })
}
