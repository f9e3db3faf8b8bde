//! The one place that runs the whole line: a folder's texts in, a checked policy out; a table in, answers out.

mod answers;
mod examples;
mod files;
mod imports;
mod loader;
mod pins;
mod revisions;
mod texts;
mod tried;

pub use answers::{Together, answer, answers, assessment_date, assessor, limit_words, one_by_one, together, too_tangled};
pub use examples::check_examples;
pub use files::refusal;
pub use imports::{sayings, warn};
pub use loader::{Loaded, built_in_files, Place, Table, load, load_with_tests, policy_folders, read_import, read_table};
pub use pins::{PinResult, PinState, Pins, pins, pins_of};
pub use texts::{policy_text, policy_texts};
pub use tried::{Base, Tried, trial, tried, worded};
