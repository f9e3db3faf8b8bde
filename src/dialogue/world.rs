//! What lies outside a conversation.

use crate::diagnostic::{Diagnostic, Problems};
use crate::session::{Loaded, Table};

/// What a conversation asks of whoever leads it. In a terminal these are files; in tests, texts.
pub trait World {
    /// Reads a table of settings into a policy's texts; what goes wrong is said in `problems`.
    fn table(&mut self, loaded: &mut Loaded, path: &str, problems: &mut Problems) -> Option<Table>;

    /// Writes a new file, with the folders it lies in; whole or not at all.
    ///
    /// # Errors
    /// A file that is there already, or that cannot be written.
    fn write_new(&mut self, path: &str, content: &str) -> Result<(), Box<Diagnostic>>;

    /// Whether a file or folder is there.
    fn is_there(&mut self, path: &str) -> bool;
}
