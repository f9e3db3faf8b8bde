//! What a conversation has from outside: a table of settings, and what has changed since it was read.

mod news;
mod rows;

pub(super) use news::{News, file_of};
pub use rows::Rows;
