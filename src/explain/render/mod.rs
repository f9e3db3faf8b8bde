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
pub use json::json;
#[cfg(feature = "cli")]
pub use json::{Blocks, schema};
pub use markdown::markdown;
pub(crate) use markdown::{escaped, fenced};
pub use terminal::{ansi, plain};

pub(super) use letters::{TIED, columns_of, lines};
