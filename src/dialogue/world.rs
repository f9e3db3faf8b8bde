//! What lies outside a conversation.

use super::Version;
use crate::diagnostic::{Diagnostic, Problems};
use crate::session::{Asked, Loaded, Place, Table};
use crate::source::Sources;
use std::path::{Component, Path};

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

    /// Writes a new folder with files in it, named from there; all of them or none.
    ///
    /// # Errors
    /// A folder that is there already, or that cannot be written.
    fn write_folder(&mut self, folder: &str, files: &[(String, String)]) -> Result<(), Box<Diagnostic>>;

    /// The way from a folder, which need not be there, to another; `None` where there is none but the whole path.
    fn way(&self, from: &str, to: &Path) -> Option<String>;

    /// Whether a file or folder is there.
    fn is_there(&mut self, path: &str) -> bool;

    /// Writes a file that its owner alone can read: what was told of a setting. One that is there is not written over, unless it is the one
    /// that is to be replaced.
    ///
    /// # Errors
    /// A file that is there already, or that cannot be written.
    fn keep(&mut self, path: &str, content: &str, replaces: bool) -> Result<(), Box<Diagnostic>>;
}

/// The way from a folder to another where both are given alike: from the root, or from the same place.
#[must_use]
pub fn way(from: &Path, to: &Path) -> Option<String> {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let (up, down) = (from.get(shared..)?, to.get(shared..)?);
    let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
    if !up.iter().chain(down).all(is_name) {
        return None;
    }
    let steps = up.iter().map(|_| "..".to_owned()).chain(down.iter().map(|part| part.as_os_str().to_string_lossy().into_owned()));
    Some(steps.collect::<Vec<_>>().join("/"))
}
