//! The whole policy of a place: its own files, and those of the policy that it amends.

use super::loader::{Place, files_at, is_policy_folder, policy_folders};
use crate::check;
use crate::diagnostic::words::counted;
use crate::diagnostic::{Code, Diagnostic, Problems, Severity, codes::policy as codes, nearest};
use crate::model::from_syntax;
use crate::revision::{self, Whole};
use crate::source::Sources;
use crate::syntax::{self, tree::Text};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// So many revisions can stand one upon the other.
const MOST_REVISIONS: usize = 8;

/// What is said where a policy is amended that cannot be.
const OF_ANOTHER: [Code; 4] = [codes::AMENDED_MISSING, codes::AMENDS_CIRCLE, codes::AMENDS_DEEP, codes::AMENDED_BROKEN];

/// What was read of a place.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) whole: Whole,
    /// What is to be said of the policy that is amended by itself; nothing where none is.
    pub(super) of_amended: Vec<Diagnostic>,
}

/// Where the files of a policy lie.
#[derive(Clone, Debug)]
pub(super) struct At<'p> {
    pub(super) place: &'p Place,
    /// The folder; of texts in memory the beginning of their names, empty for those that are asked for.
    pub(super) folder: PathBuf,
    /// Whether the tests that lie in a folder of their own are read too. Those of a policy that is amended never are.
    pub(super) tests: bool,
}

impl<'p> At<'p> {
    pub(super) fn new(place: &'p Place, tests: bool) -> Self {
        let folder = match place {
            Place::Folder(folder) => folder.clone(),
            Place::BuiltIn | Place::Memory(_) => PathBuf::new(),
        };
        Self { place, folder, tests }
    }

    /// What tells places apart, however they are written.
    fn identity(&self) -> PathBuf {
        match self.place {
            Place::Folder(_) => fs::canonicalize(&self.folder).unwrap_or_else(|_| self.folder.clone()),
            Place::BuiltIn | Place::Memory(_) => self.folder.clone(),
        }
    }

    /// The place of another policy, seen from this one.
    fn beside(&self, path: &str) -> Self {
        let joined = self.folder.join(path.replace('\\', "/"));
        let short = without_detours(&joined);
        // With links to folders the shorter way can lead elsewhere.
        let same = match (fs::canonicalize(&joined), fs::canonicalize(&short)) {
            (Ok(long), Ok(short)) => long == short,
            (long, _) => long.is_err(),
        };
        let in_files = matches!(self.place, Place::Folder(_));
        Self { folder: if in_files && !same { joined } else { short }, tests: false, ..*self }
    }

    /// Why it is no place of a policy, where it is none, and what may be meant.
    fn wrong(&self, written: &str) -> Option<(String, String)> {
        let name = self.folder.display();
        let check = || "Check the path: it is seen from the folder of the file that this stands in.".to_owned();
        match self.place {
            Place::Folder(_) if is_policy_folder(&self.folder) => None,
            Place::Folder(_) if self.folder.is_file() => {
                let parent =
                    self.folder.parent().map(|parent| format!("Name the folder that it lies in: `{}`.", parent.display()));
                Some((format!("`{name}` is a file, and a policy is a folder."), parent.unwrap_or_else(check)))
            }
            Place::Folder(_) if self.folder.is_dir() => {
                let inner = policy_folders(&self.folder).first().and_then(|inner| inner.file_name().map(OsStr::to_owned));
                let inner = inner.map(|inner| format!("Did you mean the folder `{}` in it?", inner.to_string_lossy()));
                Some((format!("The folder `{name}` holds no `.ees` file."), inner.unwrap_or_else(check)))
            }
            Place::Folder(_) => Some((format!("There is no folder `{name}`."), self.sibling(written).unwrap_or_else(check))),
            Place::Memory(texts) if texts.iter().any(|(name, _)| self.holds(name)) => None,
            Place::Memory(_) | Place::BuiltIn => Some((format!("There is no folder `{name}`."), check())),
        }
    }

    /// A policy beside the place that has nearly its name.
    fn sibling(&self, written: &str) -> Option<String> {
        let folders = policy_folders(self.folder.parent()?);
        let names: Vec<String> =
            folders.iter().filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned())).collect();
        let near = nearest(&self.folder.file_name()?.to_string_lossy(), names.iter().map(String::as_str))?;
        let before = written.rfind('/').map_or("", |at| written.get(..=at).unwrap_or_default());
        Some(format!("Did you mean `amends \"{before}{near}\"`?"))
    }

    /// Whether a text in memory lies in the folder. Those that are asked for lie in any folder that is not named from outside.
    pub(super) fn holds(&self, name: &str) -> bool {
        let folder = without_detours(Path::new(name)).parent().map(Path::to_owned).unwrap_or_default();
        let outside = folder.components().next() == Some(Component::ParentDir);
        if self.folder.as_os_str().is_empty() { !outside } else { folder == self.folder }
    }
}

/// A path without `..` behind a folder and without `.`.
fn without_detours(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(short.components().next_back(), Some(Component::Normal(_))) => {
                short.pop();
            }
            Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => short.push(part),
        }
    }
    short
}

/// Reads the policy of a place, and before it the one that it amends. `None` where its files, or that, cannot be read; what is wrong
/// is said in `problems`.
pub(super) fn read(at: &At<'_>, trail: &mut Vec<PathBuf>, sources: &mut Sources, problems: &mut Problems) -> Option<Read> {
    let mut unread = Problems::default();
    let files = files_at(at, sources, &mut unread);
    // What an unread file declares would be missed everywhere else.
    let all_read = !unread.has_errors();
    problems.extend(unread.into_found());
    let trees: Vec<_> = files.into_iter().map(|file| syntax::parse(sources, file, problems)).collect();
    let Some(amends) = revision::amends(&trees).cloned() else {
        let whole = Whole::of(trees, problems).filter(|_| all_read)?;
        return Some(Read { whole, of_amended: Vec::new() });
    };
    trail.push(at.identity());
    let base = amended(at, &amends, trail, sources, problems)?;
    let whole = base.whole.amended(&trees, sources, problems);
    all_read.then_some(Read { whole, of_amended: base.of_amended })
}

/// The policy that another amends, found to be without errors.
fn amended(at: &At<'_>, amends: &Text, trail: &mut Vec<PathBuf>, sources: &mut Sources, problems: &mut Problems) -> Option<Read> {
    let place = at.beside(&amends.value);
    if let Some((message, help)) = place.wrong(&amends.value) {
        problems.push(Diagnostic::new(codes::AMENDED_MISSING, amends.span, message).help(help));
        return None;
    }
    let identity = place.identity();
    if trail.contains(&identity) {
        let message = if trail.last() == Some(&identity) {
            "This policy amends itself."
        } else {
            "This policy amends one that amends it in turn."
        };
        let help = "Name the policy that was there before this one, or take the line out.";
        problems.push(Diagnostic::new(codes::AMENDS_CIRCLE, amends.span, message).help(help));
        return None;
    }
    if trail.len() > MOST_REVISIONS {
        let message = format!("More than {MOST_REVISIONS} revisions stand one upon the other.");
        let help = "Write one of them out as a policy of its own: `ees show --resolved FOLDER` prints it whole.";
        problems.push(Diagnostic::new(codes::AMENDS_DEEP, amends.span, message).help(help));
        return None;
    }
    let mut own = Problems::default();
    let read = read(&place, trail, sources, &mut own);
    if let Some(read) = &read {
        own = checked(read, sources, own);
    }
    let errors = own.iter().filter(|one| one.code.severity == Severity::Error).count();
    if errors == 0 {
        return read.map(|read| Read { of_amended: own.into_found(), ..read });
    }
    let errors_of = |problems: Problems| problems.into_found().into_iter().filter(|one| one.code.severity == Severity::Error);
    if own.iter().any(|one| OF_ANOTHER.contains(&one.code)) {
        // It is about a policy further back, and said there.
        problems.extend(errors_of(own));
        return None;
    }
    let message = format!(
        "`{}`, which this amends, has {} of its own, so the revision was not checked.",
        amends.value,
        counted(errors, "error", "errors")
    );
    let help = "Mend the amended policy first; what is wrong with it is said with this.";
    problems.push(Diagnostic::new(codes::AMENDED_BROKEN, amends.span, message).help(help));
    problems.extend(errors_of(own));
    None
}

/// What was found on the way, and what is wrong with a policy that is amended by itself.
fn checked(read: &Read, sources: &Sources, mut problems: Problems) -> Problems {
    let lowered = from_syntax(sources, &read.whole.trees, &mut problems);
    check::check(&lowered, &mut problems);
    read.whole.explain(problems, sources)
}

impl Read {
    /// What was found, without what is to be said of the policy that is amended and not of its revision.
    pub(super) fn of_revision(&self, problems: Problems, sources: &Sources) -> Problems {
        let mut own = Problems::default();
        own.extend(self.whole.explain(problems, sources).into_found().into_iter().filter(|one| !self.of_amended.contains(one)));
        own
    }
}
