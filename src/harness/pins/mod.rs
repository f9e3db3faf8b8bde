//! Pinned tables: the outcomes of a whole table of invented settings, kept beside the policy and compared with what it says now.
//!
//! What is kept is a file in the form of <https://insta.rs>: a header between two lines `---`, then the text, here five parts and
//! a summary. Each thing has one line, which is told from the others by its first cells, so that one change of a rule shows as few
//! changed lines: cells have fixed widths and never those of their neighbours, the conditions that give the categories stand once
//! for all settings, and so does what each category brings. Ids of settings are kept (a pinned table is invented), their names never.
//!
//! `content` is that text, `file` the file around it and its name, `changes` what is otherwise now, and what of it is taken over.

mod changes;
mod content;
mod file;

pub use changes::{Change, Detail, Naming, Sort, Tally, compare, days_between, merged};
pub use content::{Content, Key, Line, Part, Unreadable};
pub use file::{FOLDER, Snapshot, file_names, is_snapshot};
