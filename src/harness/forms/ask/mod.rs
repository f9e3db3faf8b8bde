//! What to ask next, in each form.

mod csv;
mod json;
mod page;

pub use csv::csv;
pub use json::{json, schema};
pub use page::page;

use crate::assess::{Ranking, Status};
use crate::harness::inquiry::Sheet;
use crate::model::Policy;
use jiff::civil::Date;

/// What to ask of some settings by a policy on a day.
#[derive(Clone, Copy, Debug)]
pub struct Sheets<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The assessment date.
    pub on: Date,
    /// In what order facts are asked.
    pub ranking: Ranking,
    /// The settings.
    pub all: &'a [Sheet],
}

/// How far a category is known, for programs.
const fn status(status: Status) -> &'static str {
    match status {
        Status::Decided => "decided",
        Status::Open => "open",
        Status::NotCategorised => "not_categorised",
        Status::NoAnswer => "no_answer",
    }
}

/// Decimals of the means that are shown.
const DECIMALS: u32 = 2;
