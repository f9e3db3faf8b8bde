//! From the bytes of a file to its text, block by block, so that no file is ever held as bytes and as text.

use super::letters::{Utf16, windows_letter};

/// Bytes that are not the text they should be, said in words. [`Sources`](super::Sources) can hold what there is of the text, so
/// that the place is shown like any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadText {
    /// The text as far as it can be shown; up to [`start`](Self::start) it is the file's.
    pub text: String,
    /// Where the first byte that is no text stands, in `text`.
    pub start: usize,
    /// Where the mark that stands for it in `text` ends.
    pub end: usize,
    /// What is wrong with the file, without its name: `is not UTF-8 text: …`
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// How the letters of a text are written in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 and nothing else, as policies are.
    #[default]
    Utf8,
    /// UTF-8, or UTF-16 where the mark at its beginning says so, as spreadsheets save tables.
    Marked,
    /// Windows-1252, as older programs write; a text with a mark, or whose first foreign letter is UTF-8, is that all the same.
    Windows,
}

const SAVE_AGAIN: &str =
    "Save it again as UTF-8: a spreadsheet as \"CSV UTF-8 (comma delimited)\", a text with the encoding UTF-8.";

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Enough to tell formats that have no mark; fewer only at the end of a file.
const BEGINNING: usize = 64;

/// The text of a file, its byte-order mark left out: offsets count from after it.
///
/// # Errors
/// Where the bytes are not UTF-8: UTF-16, an older Windows encoding, a workbook, or anything else.
pub fn decode(bytes: Vec<u8>) -> Result<String, BadText> {
    Decoder { waiting: bytes, ..Decoder::new(Encoding::Utf8) }.finish()
}

/// The same with the byte-order mark left in front of the text, for who writes the file again.
///
/// # Errors
/// As [`decode`].
pub fn decode_with_mark(bytes: Vec<u8>) -> Result<String, BadText> {
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { "\u{FEFF}" } else { "" };
    decode(bytes).map(|text| format!("{mark}{text}"))
}

/// Text from blocks of bytes as they are read.
#[derive(Debug)]
pub struct Decoder {
    encoding: Encoding,
    form: Form,
    /// The text so far, as UTF-8 where the file is.
    text: Vec<u8>,
    /// Bytes that wait for what follows them.
    waiting: Vec<u8>,
    /// The first that is no letter, and where in the text it stands.
    wrong: Option<(usize, &'static str)>,
}

/// What a file turned out to be written in.
#[derive(Debug)]
enum Form {
    /// Too little has been read.
    Unseen,
    /// Something that is not read at all.
    Refused(&'static str),
    Utf8,
    Utf16(Utf16),
    /// Windows-1252, unless the first letter beyond ASCII is UTF-8.
    Windows {
        certain: bool,
    },
}

impl Decoder {
    /// Nothing read yet.
    #[must_use]
    pub const fn new(encoding: Encoding) -> Self {
        Self { encoding, form: Form::Unseen, text: Vec::new(), waiting: Vec::new(), wrong: None }
    }

    /// Makes room for a text of about so many bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Takes the next bytes.
    pub fn push(&mut self, block: &[u8]) {
        self.waiting.extend_from_slice(block);
        if self.waiting.len() >= BEGINNING || !matches!(self.form, Form::Unseen) {
            self.go_on(false);
        }
    }

    /// The whole text.
    ///
    /// # Errors
    /// Where the bytes are not what the encoding allows.
    pub fn finish(mut self) -> Result<String, BadText> {
        self.go_on(true);
        if let Form::Refused(message) = self.form {
            return Err(bad(b"", 0, message.to_owned()));
        }
        if let Some((at, message)) = self.wrong {
            return Err(bad(&self.text, at, message.to_owned()));
        }
        String::from_utf8(self.text).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let message = bytes.get(at).copied().and_then(windows_letter).map_or_else(
                || "is not UTF-8 text: what stands here is no letter.".to_owned(),
                |letter| format!("is not UTF-8 text: there is a `{letter}` here as older Windows programs write it."),
            );
            bad(bytes, at, message)
        })
    }

    fn go_on(&mut self, last: bool) {
        if matches!(self.form, Form::Unseen) {
            self.form = self.seen();
        }
        match &mut self.form {
            Form::Refused(_) => self.waiting.clear(),
            Form::Unseen | Form::Utf8 if self.text.is_empty() && last => std::mem::swap(&mut self.text, &mut self.waiting),
            Form::Unseen | Form::Utf8 => self.text.append(&mut self.waiting),
            Form::Utf16(letters) => {
                if let Some(at) = letters.decode(&mut self.waiting, last, &mut self.text) {
                    self.wrong.get_or_insert((at, "is not whole UTF-16 text: what stands here is no letter."));
                }
            }
            Form::Windows { .. } => self.windows(last),
        }
    }

    /// What the file is by how it begins; its mark is taken off.
    fn seen(&mut self) -> Form {
        if let Some(message) = another_format(&self.waiting) {
            return Form::Refused(message);
        }
        if self.waiting.starts_with(BYTE_ORDER_MARK) {
            self.waiting.drain(..BYTE_ORDER_MARK.len());
            return Form::Utf8;
        }
        let form = match (self.waiting.first_chunk::<2>(), self.encoding) {
            (Some(b"\xFF\xFE"), Encoding::Marked | Encoding::Windows) => Form::Utf16(Utf16::little_endian()),
            (Some(b"\xFE\xFF"), Encoding::Marked | Encoding::Windows) => Form::Utf16(Utf16::big_endian()),
            (_, Encoding::Windows) => return Form::Windows { certain: false },
            (_, Encoding::Utf8 | Encoding::Marked) if is_utf16(&self.waiting) => {
                return Form::Refused("is UTF-16 text (\"Unicode text\" in some programs), not UTF-8.");
            }
            (_, Encoding::Utf8 | Encoding::Marked) => return Form::Utf8,
        };
        self.waiting.drain(..2);
        form
    }

    /// Reads on in Windows-1252, or finds that the text is UTF-8.
    fn windows(&mut self, last: bool) {
        if matches!(self.form, Form::Windows { certain: false }) {
            let ascii = self.waiting.iter().position(|byte| !byte.is_ascii()).unwrap_or(self.waiting.len());
            self.text.extend(self.waiting.drain(..ascii));
            let longest = self.waiting.get(..LONGEST_LETTER).unwrap_or(&self.waiting);
            if longest.is_empty() || longest.len() < LONGEST_LETTER && !last {
                return;
            }
            let utf8 = std::str::from_utf8(longest).map_or_else(|error| error.valid_up_to(), str::len) > 0;
            self.form = if utf8 { Form::Utf8 } else { Form::Windows { certain: true } };
            if utf8 {
                self.text.append(&mut self.waiting);
                return;
            }
        }
        for byte in self.waiting.drain(..) {
            if byte.is_ascii() {
                self.text.push(byte);
                continue;
            }
            let letter = windows_letter(byte).unwrap_or_else(|| {
                self.wrong.get_or_insert((self.text.len(), "is not Windows-1252 text: what stands here is no letter of it."));
                char::REPLACEMENT_CHARACTER
            });
            self.text.extend_from_slice(letter.encode_utf8(&mut [0; LONGEST_LETTER]).as_bytes());
        }
    }
}

/// So many bytes has a letter of UTF-8 at most.
const LONGEST_LETTER: usize = 4;

/// Formats that are told by how they begin.
fn another_format(bytes: &[u8]) -> Option<&'static str> {
    let document = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0");
    document.then_some("is a workbook or a document, not plain text.")
}

/// Whether every second byte of the beginning is nothing, as in UTF-16, or it has the mark of that.
fn is_utf16(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let every_second_is_nul = |from: usize| {
        let mut half = beginning.iter().skip(from).step_by(2).peekable();
        half.peek().is_some() && half.all(|byte| *byte == 0)
    };
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    marked || every_second_is_nul(0) || every_second_is_nul(1)
}

fn bad(bytes: &[u8], at: usize, message: String) -> BadText {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |first| at + first.len_utf8());
    BadText { text, start: at, end, message, help: SAVE_AGAIN.to_owned() }
}
