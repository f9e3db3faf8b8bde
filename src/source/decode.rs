//! From the bytes of a file to its text.

/// Bytes that are not UTF-8 text, said in words. [`Sources`](super::Sources) can hold what there is of the text, so that the
/// place is shown like any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadText {
    /// The text as far as it can be shown; up to [`start`](Self::start) it is the file's.
    pub text: String,
    /// Where the first byte that is no text stands, in the file and in `text`.
    pub start: usize,
    /// Where the mark that stands for it in `text` ends.
    pub end: usize,
    /// What is wrong with the file, without its name: `is not UTF-8 text: …`
    pub message: String,
    /// How to mend it.
    pub help: String,
}

const SAVE_AGAIN: &str =
    "Save it again as UTF-8: a spreadsheet as \"CSV UTF-8 (comma delimited)\", a text with the encoding UTF-8.";

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What Windows-1252 writes in the bytes 0x80 to 0x9F; a blank where it has nothing.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The text of a file, its byte-order mark left out: offsets count from after it.
///
/// # Errors
/// Where the bytes are not UTF-8: UTF-16, an older Windows encoding, a workbook, or anything else.
pub fn decode(bytes: Vec<u8>) -> Result<String, BadText> {
    if let Some(message) = another_format(&bytes) {
        return Err(bad(b"", 0, message));
    }
    let mut bytes = bytes;
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let message = bytes.get(at).copied().and_then(windows_letter).map_or_else(
            || "is not UTF-8 text: what stands here is no letter.".to_owned(),
            |letter| format!("is not UTF-8 text: there is a `{letter}` here as older Windows programs write it."),
        );
        bad(bytes, at, &message)
    })
}

/// The same with the byte-order mark left in front of the text, for who writes the file again.
///
/// # Errors
/// As [`decode`].
pub fn decode_with_mark(bytes: Vec<u8>) -> Result<String, BadText> {
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { "\u{FEFF}" } else { "" };
    decode(bytes).map(|text| format!("{mark}{text}"))
}

/// Formats that are told by how they begin.
fn another_format(bytes: &[u8]) -> Option<&'static str> {
    let beginning = bytes.get(..64).unwrap_or(bytes);
    let every_second_is_nul = |from: usize| {
        let mut half = beginning.iter().skip(from).step_by(2).peekable();
        half.peek().is_some() && half.all(|byte| *byte == 0)
    };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some("is a workbook or a document, not plain text.");
    }
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if marked || every_second_is_nul(0) || every_second_is_nul(1) {
        return Some("is UTF-16 text (\"Unicode text\" in some programs), not UTF-8.");
    }
    None
}

/// The letter that Windows-1252 means by a byte that is no ASCII.
fn windows_letter(byte: u8) -> Option<char> {
    match byte {
        0..=0x7F => None,
        0x80..=0x9F => WINDOWS.chars().nth(usize::from(byte - 0x80)).filter(|letter| *letter != ' '),
        0xA0..=0xFF => Some(char::from(byte)),
    }
}

fn bad(bytes: &[u8], at: usize, message: &str) -> BadText {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |first| at + first.len_utf8());
    BadText { text, start: at, end, message: message.to_owned(), help: SAVE_AGAIN.to_owned() }
}
