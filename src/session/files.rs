//! Files and folders, and why they cannot be read.

use crate::diagnostic::{Code, Diagnostic, Problems, codes::usage as codes};
use crate::source::{BadText, Decoder, Encoding, FileId, Sources, Span, decode_with_mark};
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// So many bytes are read at a time.
const BLOCK: usize = 64 * 1024;

/// How a workbook begins.
const WORKBOOK: &[u8] = b"PK\x03\x04";

/// How a workbook of older programs begins, and a new one that is locked.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// What a file turned out to hold.
enum Content {
    Text(Decoder),
    Workbook(Vec<u8>),
    TooLarge,
}

/// The text of a file of the policy, or of one beside it, of at most so many bytes; what is no UTF-8 text is reported.
pub fn text_of(sources: &mut Sources, path: &Path, largest: u64, problems: &mut Problems) -> Option<FileId> {
    file_of(sources, path, largest, None, problems)
}

/// A table's text or workbook; what can be read as neither is reported.
pub(super) fn table_of(
    sources: &mut Sources,
    path: &Path,
    largest: u64,
    encoding: Encoding,
    problems: &mut Problems,
) -> Option<FileId> {
    file_of(sources, path, largest, Some(encoding), problems)
}

/// A file; where it is a table, with the encoding that it may have besides UTF-8.
fn file_of(sources: &mut Sources, path: &Path, largest: u64, table: Option<Encoding>, problems: &mut Problems) -> Option<FileId> {
    let name = path.display().to_string();
    match content_of(path, largest, table) {
        Ok(Content::TooLarge) => {
            problems.push(too_large(&name, largest));
            None
        }
        Ok(Content::Workbook(bytes)) if bytes.starts_with(COMPOUND) => {
            let message = format!("`{name}` is a workbook of an older program, or one that is locked with a password.");
            let help = "Save it again as a workbook (.xlsx) without a password, or the sheet as \"CSV UTF-8 (comma delimited)\".";
            problems.push(Diagnostic::nowhere(codes::OLD_WORKBOOK, message).help(help));
            None
        }
        Ok(Content::Workbook(bytes)) => Some(sources.add_workbook(name, bytes)),
        Ok(Content::Text(decoder)) => added(sources, name, decoder.finish(), problems),
        Err(error) => {
            problems.push(no_file(&name, &error));
            None
        }
    }
}

/// The text of bytes that were read, one more than may be read where there are too many; a byte-order mark stays in front.
pub(super) fn text_with_mark(
    sources: &mut Sources,
    name: String,
    bytes: Vec<u8>,
    largest: u64,
    problems: &mut Problems,
) -> Option<FileId> {
    if bytes.len() as u64 > largest {
        problems.push(too_large(&name, largest));
        return None;
    }
    added(sources, name, decode_with_mark(bytes), problems)
}

fn too_large(name: &str, largest: u64) -> Diagnostic {
    let message = format!("`{name}` is larger than {largest} bytes, the most that is read.");
    Diagnostic::nowhere(codes::FILE_TOO_LARGE, message).help("Check that it is the file you mean, or split it.")
}

/// Takes a text in; what is no text is reported at its place.
fn added(sources: &mut Sources, name: String, text: Result<String, BadText>, problems: &mut Problems) -> Option<FileId> {
    match text {
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

/// Reads a file block by block, so that it is never held both as bytes and as text. The size that the system tells is no promise
/// (a pipe has none), so what is read is counted.
fn content_of(path: &Path, largest: u64, table: Option<Encoding>) -> io::Result<Content> {
    let file = fs::File::open(path)?;
    let size = file.metadata().map_or(0, |about| about.len()).min(largest);
    let size = usize::try_from(size).unwrap_or(0);
    let mut input = file.take(largest + 1);
    let mut block = Vec::with_capacity(BLOCK);
    let mut next = |block: &mut Vec<u8>| {
        block.clear();
        input.by_ref().take(BLOCK as u64).read_to_end(block)
    };
    let mut read = next(&mut block)? as u64;
    if table.is_some() && (block.starts_with(WORKBOOK) || block.starts_with(COMPOUND)) {
        let mut bytes = Vec::with_capacity(size);
        bytes.append(&mut block);
        read += input.read_to_end(&mut bytes)? as u64;
        return Ok(if read > largest { Content::TooLarge } else { Content::Workbook(bytes) });
    }
    let mut decoder = Decoder::new(table.unwrap_or_default());
    decoder.reserve(size);
    while !block.is_empty() {
        decoder.push(&block);
        read += next(&mut block)? as u64;
    }
    Ok(if read > largest { Content::TooLarge } else { Content::Text(decoder) })
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
