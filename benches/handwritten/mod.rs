//! The schools' policy written by hand: the plain Rust program that a council's programmer would write instead of a policy, as the
//! yardstick for `ees`. It knows nothing of `ees`; every rule below is one of Annex 1, in Rust.
//!
//! text -> [`read`] -> [`facts`] -> [`rules`], [`unknown`], [`resting`], [`reasons`] -> [`write`] -> text

mod facts;
mod read;
mod reasons;
mod resting;
mod rules;
mod set;
mod unknown;
mod write;

use jiff::civil::Date;

/// Assesses a table of schools on a day and gives the table of answers.
///
/// # Errors
/// The first bad heading, cell or row, with its row and column.
pub(crate) fn run(csv_in: &str, on: Date) -> Result<String, String> {
    let mut table = read::Table::new(csv_in, on)?;
    let mut answers = write::Answers::new(on, csv_in.len()).map_err(|error| error.to_string())?;
    while let Some(school) = table.next_school()? {
        answers.school(&school).map_err(|error| error.to_string())?;
    }
    answers.finish()
}
