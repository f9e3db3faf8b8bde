//! One setting's whole answer, and the forms in which other programs read it.

mod answer;
mod csv;
mod days;
mod inquiry;
mod json;
mod record;
mod walks;
mod writer;

pub use crate::diagram::{
    Bound, Change, Changed, Changes, Expected, Fraction, Leaves, Nearest, Question, Ranking, Reach, Regions, Relevance, Second,
    Stretch, Values,
};
pub use answer::{Answer, Assessor, Status, Unanswered};
#[cfg(feature = "cli")]
pub(crate) use csv::harmless;
pub use days::Days;
pub use inquiry::Inquiry;
pub(crate) use json::Exactly;
#[cfg(feature = "cli")]
pub(crate) use json::schema_of;
pub use walks::{AnyOf, Reason};
pub use writer::Writer;

use crate::model::Policy;
use jiff::civil::Date;
use std::io::{self, Write};

/// The forms for programs. A form never changes what a field means; a new field raises `schema`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A table for spreadsheets, one row for each setting.
    Csv,
    /// One array of records.
    Json,
    /// One record a line.
    JsonLines,
}

/// Writes answers, in the order given.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write(format: Format, policy: &Policy, on: Date, answers: &[Answer<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new(format, policy, on, out)?;
    for answer in answers {
        writer.write(answer)?;
    }
    writer.finish()
}

/// The JSON Schema (draft 2020-12) of what [`Format::Json`] writes, made from the record itself; `docs/assess.schema.json` is this.
#[cfg(feature = "cli")]
#[must_use]
pub fn schema() -> serde_json::Value {
    json::schema()
}
