//! From answers and traces to words for people.
//!
//! Everything is written as [`Text`], paragraphs and pieces that say what they are; `render` makes of it what a terminal, a screen reader,
//! Markdown, HTML or a program takes. Our own words are plain ASCII, and nothing is said by colour alone. What a table of settings brings along is shown, but steers no terminal.

mod change;
mod conversation;
mod exact;
mod markup;
mod overview;
mod phrases;
mod policy;
mod reasons;
mod render;
mod setting;
pub mod sources;
mod summary;
#[cfg(feature = "cli")]
mod table;
mod telling;

pub use change::{Question, answers, questions};
pub(crate) use change::{regions_in_words, values};
pub use conversation::{assumptions, days_of_each, known, plan};
pub use exact::Prepared;
pub use markup::{Paragraph, Piece, Role, Style, Text};
pub use overview::Overview;
#[cfg(feature = "cli")]
pub(crate) use phrases::named as facts;
pub(crate) use phrases::{categories, policy as policy_name};
pub use phrases::{days, days_in_words, days_of};
pub use policy::{contradictions, introduction};
pub use reasons::InShort;
#[cfg(feature = "cli")]
pub use render::schema;
pub use render::{Blocks, aloud, ansi, html, json, markdown, plain};
#[cfg(feature = "cli")]
pub(crate) use render::{escaped, fenced};
pub use setting::{Part, in_a_sentence, parts, setting};

use crate::assess::Answer;
use crate::model::Facts;

/// The widest that anything is written, in columns.
pub const WIDEST: usize = 100;

/// A setting's answer and the facts that it was given for.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The answer.
    pub answer: &'a Answer<'a>,
    /// The facts.
    pub facts: &'a Facts,
}
