//! Texts as they were read, and places in them.
//!
//! A [`Span`] counts bytes and is carried everywhere; lines and columns are worked out only where a
//! place is shown to a person.

mod decode;
mod lines;
mod span;
mod store;
pub mod visible;

pub use decode::{BadText, decode, decode_with_mark};
pub use lines::Position;
pub use span::{FileId, Span};
pub use store::{SourceFile, Sources};
