//! What lies outside a conversation, where that is files.

use crate::cli::write;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::dialogue::{Version, World, way};
use crate::session::{self, Asked, Loaded, Place, Table};
use crate::source::Sources;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A path from the root, without detours.
fn standing(path: &Path) -> Option<PathBuf> {
    if let Ok(there) = fs::canonicalize(path) {
        return Some(there);
    }
    let whole = std::path::absolute(path).ok()?;
    // What is not there yet is found by the folder that it will lie in.
    let mut rest = Vec::new();
    for folder in whole.ancestors() {
        if let Ok(there) = fs::canonicalize(folder) {
            return Some(rest.iter().rev().fold(there, |path, name| path.join(name)));
        }
        rest.push(folder.file_name()?.to_owned());
    }
    None
}

/// The files of this machine.
#[derive(Default)]
pub(in crate::cli) struct Disk {
    /// How files and folders stood when they were asked after last; nothing for those that were not there.
    stood: BTreeMap<String, Option<Stamp>>,
}

/// When a file was changed, and how large it is.
type Stamp = (SystemTime, u64);

fn stamp(path: &str) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

impl World for Disk {
    fn table(&mut self, version: &Version, sources: &mut Sources, asked: &Asked, problems: &mut Problems) -> Option<Table> {
        session::read_asked(&version.policy, &version.place, asked, sources, problems)
    }

    fn policy(&mut self, place: &Place) -> Loaded {
        session::load(place.clone())
    }

    fn changed(&mut self, paths: &[String]) -> Vec<String> {
        let mut changed = Vec::new();
        for path in paths {
            let now = stamp(path);
            let before = self.stood.insert(path.clone(), now);
            if before.is_some_and(|before| before != now) {
                changed.push(path.clone());
            }
        }
        changed
    }

    fn write_new(&mut self, path: &str, content: &str) -> Result<(), Box<Diagnostic>> {
        let path = Path::new(path);
        if path.exists() {
            return Err(Box::new(is_there(path)));
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Box::new(write::unwritable(Some(path), &error)))?;
        }
        write::whole(Some(path), content.as_bytes()).map_err(Box::new)
    }

    fn write_folder(&mut self, folder: &str, files: &[(String, String)]) -> Result<(), Box<Diagnostic>> {
        let folder = Path::new(folder);
        let whole = folder.components().collect::<PathBuf>();
        let parent = whole.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let written = (|| {
            fs::create_dir_all(parent)?;
            // Its files are put together beside it, so that nobody ever finds half of them.
            let beside = tempfile::Builder::new().prefix(".ees-").tempdir_in(parent)?;
            let made = beside.path().join("made");
            for (name, content) in files {
                let path = made.join(name);
                fs::create_dir_all(path.parent().unwrap_or(&made))?;
                fs::write(path, content)?;
            }
            fs::rename(made, &whole)
        })();
        written.map_err(|error| Box::new(write::unwritable(Some(folder), &error)))
    }

    fn way(&self, from: &str, to: &Path) -> Option<String> {
        way(&standing(Path::new(from))?, &standing(to)?)
    }

    fn keep(&mut self, path: &str, content: &str, replaces: bool) -> Result<(), Box<Diagnostic>> {
        let path = Path::new(path);
        if path.exists() && !replaces {
            return Err(Box::new(is_there(path)));
        }
        write::private(path, content.as_bytes(), replaces).map_err(Box::new)
    }

    fn is_there(&mut self, path: &str) -> bool {
        Path::new(path).exists()
    }
}

fn is_there(path: &Path) -> Diagnostic {
    let message = format!("`{}` is there already.", path.display());
    Diagnostic::nowhere(codes::FILE_UNWRITABLE, message).help("Choose another name; nothing was written.")
}
