//! Letters in encodings other than UTF-8.

/// What Windows-1252 writes in the bytes 0x80 to 0x9F; a blank where it has nothing.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The letter that Windows-1252 means by a byte that is no ASCII.
pub(super) fn windows_letter(byte: u8) -> Option<char> {
    match byte {
        0..=0x7F => None,
        0x80..=0x9F => WINDOWS.chars().nth(usize::from(byte - 0x80)).filter(|letter| *letter != ' '),
        0xA0..=0xFF => Some(char::from(byte)),
    }
}

/// UTF-16 as it comes in blocks.
#[derive(Debug)]
pub(super) struct Utf16 {
    big: bool,
    /// The first half of a letter of two.
    half: Option<u16>,
}

impl Utf16 {
    pub(super) const fn little_endian() -> Self {
        Self { big: false, half: None }
    }

    pub(super) const fn big_endian() -> Self {
        Self { big: true, half: None }
    }

    /// Moves all whole letters from `waiting` to `text`, a mark in place of what is none. Where in the text the first of these
    /// stands, if there is one. At the `last` block nothing may be left over.
    pub(super) fn decode(&mut self, waiting: &mut Vec<u8>, last: bool, text: &mut Vec<u8>) -> Option<usize> {
        let mut wrong = None;
        let mut put = |letter: Option<char>| {
            if letter.is_none() {
                wrong.get_or_insert(text.len());
            }
            let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        };
        let (pairs, odd) = waiting.as_chunks::<2>();
        for pair in pairs {
            let unit = if self.big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
            let halves = self.half.take().into_iter().chain([unit]);
            for letter in char::decode_utf16(halves) {
                match letter {
                    Ok(letter) => put(Some(letter)),
                    // The first half of a letter waits for its second.
                    Err(lone) if lone.unpaired_surrogate() == unit && (0xD800..0xDC00).contains(&unit) => self.half = Some(unit),
                    Err(_) => put(None),
                }
            }
        }
        let left_over = odd.to_vec();
        if last && (self.half.take().is_some() || !left_over.is_empty()) {
            put(None);
        }
        *waiting = left_over;
        wrong
    }
}
