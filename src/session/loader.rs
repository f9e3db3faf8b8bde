//! Policies and tables from a folder, from memory, or from the program itself.

use super::files::{no_folder, table_of, text_of};
use super::revisions::{At, read};
use crate::check;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::model::{Policy, from_syntax};
use crate::revision::Whole;
use crate::source::{Encoding, FileId, Sources};
use crate::syntax;
use include_dir::{Dir, include_dir};
use std::fs;
use std::path::{Path, PathBuf};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies/wolverhampton-2021");

/// The ending of a policy's files.
const ENDING: &str = "ees";

/// The largest table of settings that is read, in bytes.
pub(super) const LARGEST_TABLE: u64 = crate::settings::MAX_BYTES as u64;

/// The largest policy file that is read.
pub(super) const LARGEST_POLICY_FILE: u64 = syntax::LARGEST_FILE as u64;

/// Where a policy comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The policy in the program.
    BuiltIn,
    /// All `.ees` files of a folder; those of folders in it do not belong to it.
    Folder(PathBuf),
    /// Names and texts.
    Memory(Vec<(String, String)>),
}

/// A policy as it was read, with everything found wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// All texts; tables of settings are added as they are read.
    pub sources: Sources,
    /// The policy, if it has no errors.
    pub policy: Option<Policy>,
    /// What is wrong with it.
    pub problems: Problems,
    /// Where it comes from.
    pub place: Place,
    /// The declarations of all its files, and of those that it amends; nothing where there is no policy.
    pub whole: Whole,
}

/// The folder of a policy whose texts hold its tests.
const TESTS: &str = "tests";

/// The texts of the policy in the program, by their paths in its folder.
#[must_use]
pub fn built_in_files() -> Vec<(String, String)> {
    let mut folders = vec![&BUILT_IN];
    let mut all = Vec::new();
    while let Some(folder) = folders.pop() {
        let texts = folder.files().filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?.to_owned())));
        all.extend(texts);
        folders.extend(folder.dirs());
    }
    all.sort();
    all
}

/// Reads and checks a policy, without the tests that lie in a folder of their own.
#[must_use]
pub fn load(place: Place) -> Loaded {
    loaded(place, false)
}

/// Reads and checks a policy with its tests: the `.ees` files of the folder `tests` in it too.
#[must_use]
pub fn load_with_tests(place: Place) -> Loaded {
    loaded(place, true)
}

fn loaded(place: Place, tests: bool) -> Loaded {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let (mut policy, mut whole) = (None, Whole::default());
    if let Some(read) = read(&At::new(&place, tests), &mut Vec::new(), &mut sources, &mut problems) {
        let lowered = from_syntax(&sources, &read.whole.trees, &mut problems);
        check::check(&lowered, &mut problems);
        problems = read.of_revision(problems, &sources);
        if !problems.has_errors() {
            (policy, whole) = (Some(lowered.policy), read.whole);
        }
    }
    Loaded { sources, policy, problems, place, whole }
}

/// Reads a table or another text that a policy brings, by its path from the policy's folder.
pub(super) fn beside(place: &Place, path: &Path, sources: &mut Sources, problems: &mut Problems) -> Option<FileId> {
    let name = path.display().to_string();
    let text = match place {
        Place::Folder(folder) => return table_of(sources, &folder.join(path), LARGEST_TABLE, Encoding::Marked, problems),
        Place::BuiltIn => BUILT_IN.get_file(path).and_then(|file| file.contents_utf8()),
        Place::Memory(texts) => texts.iter().find(|(one, _)| *one == name).map(|(_, text)| text.as_str()),
    };
    let text = text.unwrap_or_default().to_owned();
    Some(sources.add(shown(place, &name), text))
}

/// Whether a policy brings such a file.
pub(super) fn brings(place: &Place, path: &Path) -> bool {
    match place {
        Place::Folder(folder) => folder.join(path).exists(),
        Place::BuiltIn => BUILT_IN.get_file(path).is_some(),
        Place::Memory(texts) => texts.iter().any(|(name, _)| Path::new(name) == path),
    }
}

/// Whether a folder holds a policy's files itself.
pub(super) fn is_policy_folder(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| is_policy_file(&entry.path()))))
}

/// The folder itself if it holds a policy, else the folders in it that do, by name.
#[must_use]
pub fn policy_folders(folder: &Path) -> Vec<PathBuf> {
    if is_policy_folder(folder) {
        return vec![folder.to_owned()];
    }
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut folders: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| is_policy_folder(path)).collect();
    folders.sort();
    folders
}

/// The files of a policy.
pub(super) fn files_at(at: &At<'_>, sources: &mut Sources, problems: &mut Problems) -> Vec<FileId> {
    match at.place {
        Place::Memory(texts) => {
            let of_tests = |name: &Path| name.parent().is_some_and(|folder| folder == Path::new(TESTS));
            let is_own = |name: &str| at.holds(name) && (at.tests || !of_tests(Path::new(name)));
            let own = texts.iter().filter(|(name, _)| is_policy_file(Path::new(name)) && is_own(name));
            own.map(|(name, text)| sources.add(name.as_str(), text.as_str())).collect()
        }
        Place::BuiltIn => {
            let of_tests = BUILT_IN.get_dir(TESTS).filter(|_| at.tests).into_iter().flat_map(Dir::files);
            let own = BUILT_IN.files().chain(of_tests).filter(|file| is_policy_file(file.path()));
            let named = own.filter_map(|file| Some((shown(at.place, &file.path().display().to_string()), file.contents_utf8()?)));
            named.map(|(name, text)| sources.add(name, text)).collect()
        }
        Place::Folder(_) => folder_files(&at.folder, at.tests, sources, problems),
    }
}

/// A file's name in messages: its path, or where it stands in the program.
pub(super) fn shown(place: &Place, name: &str) -> String {
    match place {
        Place::BuiltIn => format!("built-in/{name}"),
        Place::Folder(folder) => folder.join(name).display().to_string(),
        Place::Memory(_) => name.to_owned(),
    }
}

fn folder_files(folder: &Path, tests: bool, sources: &mut Sources, problems: &mut Problems) -> Vec<FileId> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(no_folder(folder, &error));
            return Vec::new();
        }
    };
    let texts = |entries: fs::ReadDir| {
        let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        let mut paths: Vec<PathBuf> = paths.filter(|path| is_policy_file(path)).collect();
        paths.sort();
        paths
    };
    let mut paths = texts(entries);
    if paths.is_empty() {
        let message = format!("The folder `{}` holds no `.ees` file.", folder.display());
        let inner = policy_folders(folder);
        let help = match (inner.first(), misnamed(folder)) {
            (Some(first), _) => format!("Did you mean the folder `{}` in it?", first.display()),
            (None, Some(file)) => format!("There is `{file}`: its name must end in `.ees`, and it must be saved as plain text."),
            (None, None) => "A policy is a folder with `.ees` files in it; check the name.".to_owned(),
        };
        problems.push(Diagnostic::nowhere(codes::FOLDER_EMPTY, message).help(help));
    }
    if let (true, Ok(entries)) = (tests && !paths.is_empty(), fs::read_dir(folder.join(TESTS))) {
        paths.extend(texts(entries));
    }
    paths.iter().filter_map(|path| text_of(sources, path, LARGEST_POLICY_FILE, problems)).collect()
}

/// A file that was perhaps meant: Notepad saves `policy.ees.txt`, Word `policy.ees.docx` or `policy.docx`.
fn misnamed(folder: &Path) -> Option<String> {
    let names = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    let mut meant: Vec<String> = names.filter(|name| name.contains(".ees.") || name.ends_with(".docx")).collect();
    meant.sort();
    meant.into_iter().next()
}

pub(super) fn is_policy_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}
