//! Whether a workbook may be unpacked, and in what words it is refused.

use calamine::XlsxError;
use std::io::{self, Cursor, Read as _};
use zip::ZipArchive;

/// All parts of a workbook unpack to no more bytes than this: some forty times a table of the greatest size that is usual, and
/// little for a machine.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// No workbook has more parts.
const MOST_PARTS: usize = 10_000;

/// What is wrong and how to mend it.
pub(super) type Words = (String, &'static str);

const SAVE_AGAIN: &str =
    "Open it in a spreadsheet and save it again as a workbook (.xlsx), or save the sheet as \"CSV UTF-8 (comma delimited)\".";

/// Unpacks every part once and counts its bytes, since what the workbook itself says of its size need not be true.
pub(super) fn check(bytes: &[u8]) -> Result<(), Words> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_PARTS {
        return Err(too_large());
    }
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| damaged())?;
        let mut texts = Texts::of(&part.name().map_err(|_| damaged())?);
        let unpacked = io::copy(&mut part.take(left + 1), &mut texts).map_err(|_| damaged())?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
        if texts.said > unpacked {
            return Err(damaged());
        }
    }
    Ok(())
}

/// Room is made for as many shared texts as a workbook says that it has, before one of them is read. That must not be more than
/// its bytes could hold; it is looked for as the part goes by.
struct Texts {
    /// Whether the part is the one that has them.
    is_it: bool,
    /// What has been seen of the word before the number, or of the number.
    seen: Seen,
    /// The greatest number that stands there.
    said: u64,
}

enum Seen {
    /// So many letters of the word.
    Word(usize),
    /// The word, and signs behind it.
    Before,
    Number(u64),
}

const COUNT: &[u8] = b"uniqueCount";

impl Texts {
    fn of(part: &str) -> Self {
        Self { is_it: part.to_lowercase().ends_with("sharedstrings.xml"), seen: Seen::Word(0), said: 0 }
    }

    fn see(&mut self, byte: u8) {
        self.seen = match self.seen {
            Seen::Word(letters) if COUNT.get(letters) == Some(&byte) && letters + 1 == COUNT.len() => Seen::Before,
            Seen::Word(letters) if COUNT.get(letters) == Some(&byte) => Seen::Word(letters + 1),
            Seen::Before if matches!(byte, b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n') => Seen::Before,
            Seen::Before if byte.is_ascii_digit() => Seen::Number(u64::from(byte - b'0')),
            Seen::Number(number) if byte.is_ascii_digit() => {
                Seen::Number(number.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
            }
            Seen::Number(number) => {
                self.said = self.said.max(number);
                Seen::Word(0)
            }
            Seen::Word(_) | Seen::Before => Seen::Word(usize::from(COUNT.first() == Some(&byte))),
        };
    }
}

impl io::Write for Texts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_it {
            // In UTF-16 every second byte is nothing.
            bytes.iter().filter(|byte| **byte != 0).for_each(|byte| self.see(*byte));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn damaged() -> Words {
    ("The workbook is damaged and cannot be unpacked.".to_owned(), SAVE_AGAIN)
}

fn too_large() -> Words {
    let message = format!("The workbook unpacks to more than {} MB, the most that is read.", MOST_UNPACKED / 1024 / 1024);
    (
        message,
        "Delete the sheets, pictures and columns that are not needed, or save the sheet as \"CSV UTF-8 (comma delimited)\".",
    )
}

/// Why a workbook could not be opened.
pub(super) fn words(error: Option<&XlsxError>) -> Words {
    if matches!(error, Some(XlsxError::Password)) {
        return ("The workbook is locked with a password.".to_owned(), "Save it without a password.");
    }
    if matches!(error, Some(XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound)) {
        return ("This is no workbook: it lacks what a workbook has.".to_owned(), SAVE_AGAIN);
    }
    ("The workbook is damaged and cannot be read.".to_owned(), SAVE_AGAIN)
}
