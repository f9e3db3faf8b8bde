//! The texts of policies, one by one, for who writes them again.

use super::files::{no_file, text_with_mark};
use super::loader::{LARGEST_POLICY_FILE, is_policy_file};
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::source::{FileId, Sources};
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The files named, and every policy's file in the folders named and the folders in them, each once. A byte-order mark stays in
/// front of the text. What cannot be read is said in `problems`.
pub fn policy_texts(paths: &[PathBuf], sources: &mut Sources, problems: &mut Problems) -> Vec<(PathBuf, FileId)> {
    let mut all = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = all.len();
            files_below(path, &mut all);
            if all.len() == before {
                let message = format!("The folder `{}` holds no `.ees` file.", path.display());
                problems.push(Diagnostic::nowhere(codes::FOLDER_EMPTY, message).help("Check its name."));
            }
        } else if path.exists() && !is_policy_file(path) {
            let message = format!("`{}` is no file of a policy: their names end in `.ees`.", path.display());
            problems.push(
                Diagnostic::nowhere(codes::NOT_A_POLICY_FILE, message).help("Name files that end in `.ees`, or their folder."),
            );
        } else {
            all.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    all.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    all.into_iter().filter_map(|path| file_text(&path, sources, problems).map(|file| (path, file))).collect()
}

/// A policy's text from wherever it comes.
pub fn policy_text(name: &str, from: impl Read, sources: &mut Sources, problems: &mut Problems) -> Option<FileId> {
    let mut bytes = Vec::new();
    match from.take(LARGEST_POLICY_FILE + 1).read_to_end(&mut bytes) {
        Ok(_) => text_with_mark(sources, name.to_owned(), bytes, LARGEST_POLICY_FILE, problems),
        Err(error) => {
            problems.push(no_file(name, &error));
            None
        }
    }
}

fn file_text(path: &Path, sources: &mut Sources, problems: &mut Problems) -> Option<FileId> {
    let name = path.display().to_string();
    match fs::File::open(path) {
        Ok(file) => policy_text(&name, file, sources, problems),
        Err(error) => {
            problems.push(no_file(&name, &error));
            None
        }
    }
}

/// Every policy's file below a folder, by name; hidden folders and links to folders are passed over.
fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<fs::DirEntry> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && !hidden {
            files_below(&entry.path(), files);
        } else if is_policy_file(&entry.path()) && entry.path().is_file() {
            files.push(entry.path());
        }
    }
}
