//! Output that is written whole or not at all.

use crate::diagnostic::{Diagnostic, codes::usage as codes};
use crate::session::refusal;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes to standard output, or to a file by way of a new one beside it that takes its place once it is whole. A reader who
/// has gone (`ees assess | head`) is no mistake.
pub(super) fn whole(path: Option<&Path>, content: &[u8]) -> Result<(), Diagnostic> {
    let Some(path) = path else {
        let mut out = io::stdout().lock();
        return match out.write_all(content).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unwritable("The answers", &error)),
            Ok(()) | Err(_) => Ok(()),
        };
    };
    replace(path, content).map_err(|error| unwritable(&format!("`{}`", path.display()), &error))
}

/// Whether two paths lead to one file that is there.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = target(path)?;
    if path.exists() && !path.is_file() {
        return fs::OpenOptions::new().write(true).open(&path)?.write_all(content);
    }
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned);
    let mut file = new_file(&folder)?;
    if let Ok(old) = fs::metadata(&path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.write_all(content)?;
    file.persist(&path)?;
    Ok(())
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

/// Something that cannot be written, and why.
pub(super) fn unwritable(what: &str, error: &io::Error) -> Diagnostic {
    let reason = refusal(error);
    let help = "Nothing was written; a file that was there is as it was. Choose another place with `-o FILE`.";
    Diagnostic::nowhere(codes::FILE_UNWRITABLE, format!("{what} cannot be written: {reason}.")).help(help)
}
