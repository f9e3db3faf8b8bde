//! The one place that runs the whole line: a folder's texts in, a checked policy out; a table in, answers out.

mod answers;
mod loader;

pub use answers::{answers, assessment_date, assessor};
pub use loader::{Loaded, Place, Table, is_policy_folder, load, policy_folders, read_table};
