//! Texts as they were read, and places in them.
//!
//! A [`Span`] counts bytes and is carried everywhere; lines and columns are worked out only where a
//! place is shown to a person. A workbook is no text: there a span is the number of a cell.

mod decode;
mod letters;
mod lines;
mod span;
mod store;
pub mod visible;

pub use decode::{BadText, Decoder, Encoding, decode, decode_with_mark};
pub use lines::Position;
pub use span::{COLUMNS, FileId, Span};
pub use store::{Before, SourceFile, Sources};
