//! A fragment of HTML: headings, paragraphs and nested lists, which a screen reader tells apart; what pieces are is said by elements and
//! classes, never by colour.

use super::blocks::{Block, Item, blocks};
use super::letters::Run;
use crate::explain::markup::{Style, Text};

/// The lowest level that a heading has.
const LOWEST: u8 = 6;

/// Text as a fragment of HTML, its highest headings at the level given. Whatever comes from data or policy is escaped.
#[must_use]
pub fn html(text: &Text, first_level: u8) -> String {
    let mut out = String::new();
    for block in blocks(text) {
        match block {
            Block::Heading(level, words) => {
                let level = first_level.max(1).saturating_add(level - 1).min(LOWEST);
                out += &format!("<h{level}>{}</h{level}>\n", inline(&words));
            }
            Block::Words(words) => out += &format!("<p>{}</p>\n", inline(&words)),
            Block::List(items) => list(&items, 0, &mut out),
            Block::Verbatim(lines) => out += &format!("<pre><code>{}</code></pre>\n", escaped(&lines.join("\n"))),
        }
    }
    out
}

fn list(items: &[Item], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    *out += &format!("{indent}<ul>\n");
    for item in items {
        *out += &format!("{indent}  <li>{}", inline(&item.words));
        if !item.items.is_empty() {
            out.push('\n');
            list(&item.items, depth + 2, out);
            *out += &format!("{indent}  ");
        }
        out.push_str("</li>\n");
    }
    *out += &format!("{indent}</ul>\n");
}

/// The element that says what a piece is, and its class.
const fn element(style: Style) -> Option<(&'static str, &'static str)> {
    match style {
        Style::Plain | Style::Joint => None,
        Style::Category => Some(("b", "category")),
        Style::Name => Some(("span", "name")),
        Style::Value => Some(("span", "value")),
        Style::Quote => Some(("em", "quote")),
        Style::Source => Some(("cite", "source")),
        Style::Faint => Some(("small", "aside")),
    }
}

fn inline(runs: &[Run]) -> String {
    let one = |(style, text): &Run| match element(*style) {
        Some((element, class)) => format!("<{element} class=\"{class}\">{}</{element}>", escaped(text)),
        None => escaped(text),
    };
    runs.iter().map(one).collect()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
