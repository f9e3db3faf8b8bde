//! What lies outside a conversation.

use super::Version;
use crate::diagnostic::{Diagnostic, Problems};
use crate::session::{Asked, Loaded, Place, Table};
use crate::source::Sources;

/// What a conversation asks of whoever leads it. In a terminal these are files; in tests, texts.
pub trait World {
    /// Reads a table of settings for a policy, among these texts; what goes wrong is said in `problems`.
    fn table(&mut self, version: &Version, sources: &mut Sources, asked: &Asked, problems: &mut Problems) -> Option<Table>;

    /// Reads a policy again.
    fn policy(&mut self, place: &Place) -> Loaded;

    /// Which of these files and folders have changed since they were asked after last. What is asked after for the first time has not.
    fn changed(&mut self, paths: &[String]) -> Vec<String>;

    /// Writes a new file, with the folders it lies in; whole or not at all.
    ///
    /// # Errors
    /// A file that is there already, or that cannot be written.
    fn write_new(&mut self, path: &str, content: &str) -> Result<(), Box<Diagnostic>>;

    /// Whether a file or folder is there.
    fn is_there(&mut self, path: &str) -> bool;

    /// Writes a file that its owner alone can read: what was told of a setting. One that is there is not written over, unless it is the one
    /// that is to be replaced.
    ///
    /// # Errors
    /// A file that is there already, or that cannot be written.
    fn keep(&mut self, path: &str, content: &str, replaces: bool) -> Result<(), Box<Diagnostic>>;
}
