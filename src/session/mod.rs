//! The one place that runs the whole line: a folder's texts in, a checked policy out; a table in, answers out.

mod answers;
mod examples;
mod files;
mod loader;
mod texts;

pub use answers::{answers, assessment_date, assessor};
pub use examples::check_examples;
pub use files::refusal;
pub use loader::{Loaded, Place, Table, load, policy_folders, read_table};
pub use texts::{policy_text, policy_texts};
