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
    let damaged = || ("The workbook is damaged and cannot be unpacked.".to_owned(), SAVE_AGAIN);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MOST_PARTS {
        return Err(too_large());
    }
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| damaged())?;
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| damaged())?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

fn too_large() -> Words {
    let message = format!("The workbook unpacks to more than {} MB, the most that is read.", MOST_UNPACKED / 1024 / 1024);
    (
        message,
        "Delete the sheets, pictures and columns that are not needed, or save the sheet as \"CSV UTF-8 (comma delimited)\".",
    )
}

/// Why a workbook could not be opened.
pub(super) fn words(error: &XlsxError) -> Words {
    if matches!(error, XlsxError::Password) {
        return ("The workbook is locked with a password.".to_owned(), "Save it without a password.");
    }
    if matches!(error, XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound) {
        return ("This is no workbook: it lacks what a workbook has.".to_owned(), SAVE_AGAIN);
    }
    ("The workbook is damaged and cannot be read.".to_owned(), SAVE_AGAIN)
}
