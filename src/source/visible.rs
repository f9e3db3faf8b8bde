//! Text from files made safe to show: what would move the cursor, change colours or turn the reading direction is written
//! as a sign for itself.

/// A text on one line.
#[must_use]
pub fn line(text: &str) -> String {
    text.chars().flat_map(signs).collect()
}

/// A text whose line breaks are meant.
#[must_use]
pub fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(line).collect()
}

/// What is shown for a character: itself, a picture of it, or its number.
pub fn signs(letter: char) -> impl Iterator<Item = char> {
    let picture = match u32::from(letter) {
        0x09 => Some(' '),
        code @ 0..=0x1F => char::from_u32(0x2400 + code),
        0x7F => Some('\u{2421}'),
        _ if hidden(letter) => None,
        _ => Some(letter),
    };
    let number = picture.is_none().then(|| letter.escape_unicode()).into_iter().flatten();
    picture.into_iter().chain(number)
}

/// Characters that show nothing themselves and change how others are shown.
#[must_use]
pub fn hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}
