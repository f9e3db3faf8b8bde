//! Output that is written whole or not at all.

use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::session::refusal;
use std::fs;
use std::io::{self, Seek as _, Write};
use std::path::{Path, PathBuf};

/// Writes to standard output, or to a file by way of a new one beside it that takes its place once it is whole.
pub(super) fn whole(path: Option<&Path>, content: &[u8]) -> Result<(), Diagnostic> {
    let written = Pending::open(path).and_then(|mut pending| pending.write_all(content).map(|()| pending));
    written.map_err(|error| unwritable(path, &error))?.finish()
}

/// Writes a file that its owner alone can read, whole or not at all; over one that is there only where that is wanted.
pub(super) fn private(path: &Path, content: &[u8], over: bool) -> Result<(), Diagnostic> {
    let written = || {
        let target = target(path)?;
        // A file that goes away by itself is its owner's alone, until it takes its place and after.
        let mut file = tempfile::Builder::new().prefix(".ees-").tempfile_in(folder(&target))?;
        file.write_all(content)?;
        let placed = if over { file.persist(&target) } else { file.persist_noclobber(&target) };
        placed.map(drop).map_err(|error| error.error)
    };
    written().map_err(|error| unwritable(Some(path), &error))
}

/// Output that is written as it comes and takes its place once it is whole. Until then it lies in a file that goes away by
/// itself, so that neither memory nor anybody holds half of it.
pub(super) struct Pending {
    path: Option<PathBuf>,
    held: Held,
}

enum Held {
    /// Beside the file whose place it takes.
    Beside { file: tempfile::NamedTempFile, target: PathBuf },
    /// For standard output, and for what is no file: to be copied there.
    Apart(tempfile::SpooledTempFile),
}

/// So much is held in memory before a file is made for it.
const IN_MEMORY: usize = 1024 * 1024;

impl Pending {
    /// Begins output to a path, or to standard output.
    pub(super) fn open(path: Option<&Path>) -> io::Result<Self> {
        let held = match path.map(target).transpose()? {
            Some(target) if !target.exists() || target.is_file() => Held::Beside { file: beside(&target)?, target },
            Some(_) | None => Held::Apart(tempfile::spooled_tempfile(IN_MEMORY)),
        };
        Ok(Self { path: path.map(Path::to_owned), held })
    }

    /// Puts it in its place.
    pub(super) fn finish(self) -> Result<(), Diagnostic> {
        let done = match (self.held, &self.path) {
            (Held::Beside { file, target }, _) => file.persist(target).map(drop).map_err(|error| error.error),
            (Held::Apart(file), Some(path)) => {
                fs::OpenOptions::new().write(true).open(path).and_then(|mut out| copy(file, &mut out))
            }
            (Held::Apart(file), None) => match copy(file, &mut io::stdout().lock()) {
                // A reader who has gone (`ees assess | head`) is no mistake.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                copied => copied,
            },
        };
        done.map_err(|error| unwritable(self.path.as_deref(), &error))
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.held {
            Held::Beside { file, .. } => file.write(bytes),
            Held::Apart(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.held {
            Held::Beside { file, .. } => file.flush(),
            Held::Apart(file) => file.flush(),
        }
    }
}

fn copy(mut file: tempfile::SpooledTempFile, out: &mut dyn Write) -> io::Result<()> {
    file.rewind()?;
    io::copy(&mut file, out)?;
    out.flush()
}

/// Whether two paths lead to one file that is there.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

/// Says where one of these tables of settings would be written over by what is made of it.
pub(super) fn keep(tables: &[&Path], output: Option<&Path>, what: &str, problems: &mut Problems) {
    if let Some(output) = output.filter(|output| tables.iter().any(|table| is_same_file(table, output))) {
        problems.push(over_itself(output, what));
    }
}

/// That a table of settings would be written over by what is made of it: `the answers`.
fn over_itself(output: &Path, what: &str) -> Diagnostic {
    let message = format!("`{}` is the table of settings itself, and {what} would take its place.", output.display());
    Diagnostic::nowhere(codes::FILE_UNWRITABLE, message).help("Choose another name with `-o FILE`.")
}

/// The folder that a file lies in.
fn folder(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A new file beside one whose place it is to take, with the permissions of that one.
fn beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let file = new_file(&folder(path))?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Where a path leads: a link's target is replaced, not the link, even where the target is not there yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(path) => Ok(path),
        Err(_) if path.is_symlink() => {
            let to = fs::read_link(path)?;
            Ok(path.parent().map_or_else(|| to.clone(), |folder| folder.join(&to)))
        }
        Err(_) => Ok(path.to_owned()),
    }
}

/// A file that goes away by itself unless it is kept, with the permissions that any new file has here.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ees-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// That the answers, or the file that was to hold them, cannot be written, and why.
pub(super) fn unwritable(path: Option<&Path>, error: &io::Error) -> Diagnostic {
    let what = path.map_or_else(|| "The answers".to_owned(), |path| format!("`{}`", path.display()));
    let reason = refusal(error);
    let help = "Nothing was written; a file that was there is as it was. Choose another place for it.";
    Diagnostic::nowhere(codes::FILE_UNWRITABLE, format!("{what} cannot be written: {reason}.")).help(help)
}
