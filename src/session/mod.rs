//! The one place that runs the whole line: a folder's texts in, a checked policy out; a table in, answers out.

mod answers;
mod examples;
mod files;
mod loader;
mod names;
mod pins;
mod revisions;
mod tables;
mod texts;
mod tried;

pub use answers::{Together, answer, answers, assessment_date, assessor, limit_words, one_by_one, together, too_tangled};
pub use examples::check_examples;
pub use files::{refusal, text_of};
pub use loader::{Loaded, Place, built_in_files, load, load_with_tests, policy_folders};
pub use names::{category_called, kind_called, with_categories};
pub use pins::{PinResult, PinState, Pins, pins, pins_of};
pub use tables::{Asked, Table, read_asked, read_import, read_table, sayings, warn};
pub use texts::{policy_text, policy_texts};
pub use tried::{Base, Tried, trial, tried, worded};
