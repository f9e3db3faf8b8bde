//! Where a policy says it comes from, and what it decides that its source leaves open.
//!
//! [`readings`] and [`coverage`] give plain data; [`readings_in_words`] and [`coverage_in_words`] write it.

mod answer;
mod carriers;
mod coverage;
mod natural;
mod readings;
mod uses;
mod words;

pub use answer::behind;
pub use coverage::{Coverage, Place, coverage};
pub use readings::{Reading, readings};
pub(crate) use uses::Uses;
pub use words::{coverage_in_words, readings_in_words};

use crate::source::Span;

/// Something of a policy that cites a place of the source, or could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// What it is, in words: "the line `C when deficit` of the strand `money` of a school".
    pub what: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it has a reading.
    pub has_reading: bool,
}
