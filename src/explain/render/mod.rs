//! From pieces to text: for a terminal, for a screen reader, and as Markdown, HTML and JSON. All have the same words in the same order.

mod aloud;
mod blocks;
mod html;
mod json;
mod letters;
mod markdown;
mod terminal;

pub use aloud::aloud;
pub use html::html;
#[cfg(feature = "cli")]
pub use json::schema;
pub use json::{Blocks, json};
pub use markdown::markdown;
#[cfg(feature = "cli")]
pub(crate) use markdown::{escaped, fenced};
pub use terminal::{ansi, plain};

pub(super) use letters::TIED;
#[cfg(feature = "cli")]
pub(super) use letters::{columns_of, lines};
