//! Files and folders, and why they cannot be read.

use crate::diagnostic::{Code, Diagnostic, Problems, codes::usage as codes};
use crate::source::{BadText, FileId, Sources, Span, decode};
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// A file's text; what is no UTF-8 text is reported.
pub(super) fn text_of(sources: &mut Sources, path: &Path, largest: u64, problems: &mut Problems) -> Option<FileId> {
    file_text(sources, path, Bytes { largest, decode }, problems)
}

/// How bytes become text.
#[derive(Clone, Copy)]
pub(super) struct Bytes {
    /// The most that may be read.
    pub(super) largest: u64,
    pub(super) decode: fn(Vec<u8>) -> Result<String, BadText>,
}

/// The text of a file.
pub(super) fn file_text(sources: &mut Sources, path: &Path, how: Bytes, problems: &mut Problems) -> Option<FileId> {
    let name = path.display().to_string();
    match bytes_of(path, how.largest) {
        Ok(bytes) => text_from(sources, name, bytes, how, problems),
        Err(error) => {
            problems.push(no_file(&name, &error));
            None
        }
    }
}

/// The text of bytes that were read, one more than may be read where there are too many.
pub(super) fn text_from(
    sources: &mut Sources,
    name: String,
    bytes: Vec<u8>,
    how: Bytes,
    problems: &mut Problems,
) -> Option<FileId> {
    let Bytes { largest, decode } = how;
    if bytes.len() as u64 > largest {
        let message = format!("`{name}` is larger than {largest} bytes, the most that is read.");
        problems
            .push(Diagnostic::nowhere(codes::FILE_TOO_LARGE, message).help("Check that it is the file you mean, or split it."));
        return None;
    }
    match decode(bytes) {
        Ok(text) => Some(sources.add(name, text)),
        Err(bad) => {
            let message = format!("`{name}` {}", bad.message);
            let file = sources.add(name, bad.text);
            let span = Span::new(file, bad.start, bad.end);
            problems.push(Diagnostic::new(codes::NOT_UTF8, span, message).help(bad.help));
            None
        }
    }
}

/// At most one byte more than may be read: the size that the system tells is no promise (a pipe has none).
fn bytes_of(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(largest + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn no_file(name: &str, error: &io::Error) -> Diagnostic {
    let (code, message): (Code, _) = if error.kind() == ErrorKind::NotFound {
        (codes::FILE_MISSING, format!("There is no file `{name}`."))
    } else {
        (codes::FILE_UNREADABLE, format!("`{name}` cannot be read: {}.", refusal(error)))
    };
    Diagnostic::nowhere(code, message).help("Check its name and the folder you are in.")
}

/// A folder that cannot be listed.
pub(super) fn no_folder(folder: &Path, error: &io::Error) -> Diagnostic {
    let name = folder.display();
    let (message, help) = if error.kind() == ErrorKind::NotFound {
        (format!("There is no folder `{name}`."), "Check the name; a policy is a folder with `.ees` files in it.")
    } else if error.kind() == ErrorKind::NotADirectory {
        (format!("`{name}` is a file, and a policy is a folder."), "Name the folder that the file lies in.")
    } else {
        (format!("The folder `{name}` cannot be read: {}.", refusal(error)), "Check that you may open it.")
    };
    Diagnostic::nowhere(codes::FOLDER_MISSING, message).help(help)
}

/// Why the system refused, in words and without its numbers.
#[must_use]
pub fn refusal(error: &io::Error) -> String {
    const WORDS: [(ErrorKind, &str); 7] = [
        (ErrorKind::PermissionDenied, "you have no permission"),
        (ErrorKind::IsADirectory, "it is a folder"),
        (ErrorKind::NotADirectory, "part of its path is a file, not a folder"),
        (ErrorKind::NotFound, "there is no such file or folder"),
        (ErrorKind::StorageFull, "there is no room left"),
        (ErrorKind::ReadOnlyFilesystem, "nothing can be written there"),
        (ErrorKind::ResourceBusy, "another program holds it"),
    ];
    if let Some((_, words)) = WORDS.iter().find(|(kind, _)| *kind == error.kind()) {
        return (*words).to_owned();
    }
    // What the system says ends in its number, which helps nobody.
    let said = error.to_string();
    format!("the system says \"{}\"", said.split(" (os error").next().unwrap_or(&said).to_lowercase())
}
