//! Text for programs: blocks with pieces that say what they are. `docs/explain.schema.json` describes it.

use super::blocks::{self, Block};
use super::letters::Run;
use crate::explain::markup::{Style, Text};
#[cfg(feature = "cli")]
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the form.
const SCHEMA: u8 = 1;

/// All that is written.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(rename = "text", deny_unknown_fields))]
struct Record {
    /// The version of this form.
    #[cfg_attr(feature = "cli", schemars(extend("const" = SCHEMA)))]
    schema: u8,
    blocks: Blocks,
}

/// Headings, sentences and lists, top to bottom.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(rename = "blocks"))]
pub struct Blocks(Vec<View>);

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(rename = "block"))]
enum View {
    /// A heading; the highest in a text has level 1.
    Heading { level: u8, pieces: Vec<Piece> },
    /// A sentence, or several.
    Paragraph { pieces: Vec<Piece> },
    /// What belongs to the block before it.
    List { items: Vec<Item> },
    /// Lines as they stand.
    Verbatim { lines: Vec<String> },
}

/// A member of a list, and what belongs to it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(rename = "item", deny_unknown_fields))]
struct Item {
    pieces: Vec<Piece>,
    /// What belongs to it; often nothing.
    items: Vec<Self>,
}

/// Put one behind the other, the texts of a block's pieces are its words.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(rename = "piece", deny_unknown_fields))]
struct Piece {
    /// plain: the program's own words. joint: what stands between two that are listed. category: a category's code. name: of the policy, or
    /// of a setting. value: a fact's value, or a figure. quote: words of the policy. source: a place in its source. aside: what can be passed
    /// over.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["plain", "joint", "category", "name", "value", "quote", "source", "aside"])))]
    style: &'static str,
    text: String,
}

/// The JSON Schema of what [`json`] writes, made from the form itself.
#[cfg(feature = "cli")]
#[must_use]
pub fn schema() -> serde_json::Value {
    crate::assess::schema_of::<Record>("What `ees explain --format json` writes", None)
}

/// Text as one line of JSON.
#[must_use]
pub fn json(text: &Text) -> String {
    let record = Record { schema: SCHEMA, blocks: Blocks::of(text) };
    // Nothing in it can fail to be written: no map, no number that JSON lacks.
    serde_json::to_string(&record).unwrap_or_default() + "\n"
}

impl Blocks {
    /// The blocks of a text.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        let view = |block| match block {
            Block::Heading(level, words) => View::Heading { level, pieces: pieces(words) },
            Block::Words(words) => View::Paragraph { pieces: pieces(words) },
            Block::List(all) => View::List { items: items(all) },
            Block::Verbatim(lines) => View::Verbatim { lines },
        };
        Self(blocks::blocks(text).into_iter().map(view).collect())
    }
}

fn items(all: Vec<blocks::Item>) -> Vec<Item> {
    all.into_iter().map(|one| Item { pieces: pieces(one.words), items: items(one.items) }).collect()
}

fn pieces(runs: Vec<Run>) -> Vec<Piece> {
    runs.into_iter().map(|(style, text)| Piece { style: word(style), text }).collect()
}

const fn word(style: Style) -> &'static str {
    match style {
        Style::Plain => "plain",
        Style::Joint => "joint",
        Style::Category => "category",
        Style::Name => "name",
        Style::Value => "value",
        Style::Quote => "quote",
        Style::Source => "source",
        Style::Faint => "aside",
    }
}
