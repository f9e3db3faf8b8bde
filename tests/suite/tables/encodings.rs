//! Bytes to text: UTF-8 and UTF-16 with or without a mark, and Windows-1252 where that is said.

use ees::source::{BadText, Decoder, Encoding};

/// Decodes in blocks of this size.
fn decoded(bytes: &[u8], encoding: Encoding, block: usize) -> Result<String, BadText> {
    let mut decoder = Decoder::new(encoding);
    bytes.chunks(block).for_each(|block| decoder.push(block));
    decoder.finish()
}

const TEXT: &str = "id,name\r\n1,Zoë’s £5 – 🎓 nursery, ﬁve\r\n2,plain";

/// With its mark.
fn utf16(big: bool) -> Vec<u8> {
    [0xFEFF]
        .into_iter()
        .chain(TEXT.encode_utf16())
        .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

#[test]
fn every_encoding_gives_the_same_text_in_blocks_of_any_size() {
    let marked = [b"\xEF\xBB\xBF".as_slice(), TEXT.as_bytes()].concat();
    for block in [1, 2, 3, 5, 7, 63, 64, 65, 10_000] {
        for encoding in [Encoding::Marked, Encoding::Windows] {
            for bytes in [TEXT.as_bytes(), &marked, &utf16(false), &utf16(true)] {
                assert_eq!(decoded(bytes, encoding, block).as_deref(), Ok(TEXT), "{encoding:?} {block}");
            }
        }
        let windows = b"id\n1,Zo\xEB\x92s \xA35 \x96 \x80\n2,\xC3";
        assert_eq!(decoded(windows, Encoding::Windows, block).as_deref(), Ok("id\n1,Zoë’s £5 – €\n2,Ã"), "{block}");
        assert_eq!(decoded(b"plain", Encoding::Windows, block).as_deref(), Ok("plain"));
        assert_eq!(decoded(b"", Encoding::Windows, block).as_deref(), Ok(""));
    }
}

#[test]
fn what_is_no_text_is_told_with_its_place() {
    let place = |bytes: &[u8], encoding, block| {
        let bad = decoded(bytes, encoding, block).expect_err("it is no text");
        assert!(bad.text.get(bad.start..bad.end).is_some(), "{bad:?}");
        (bad.start, bad.message)
    };
    for block in [1, 3, 64, 1_000] {
        let (at, message) = place(b"abc\xE9def", Encoding::Marked, block);
        assert_eq!((at, message.contains("`é`")), (3, true), "{message}");
        let (at, message) = place(b"\xE9bc\x81def", Encoding::Windows, block);
        assert_eq!((at, message.contains("Windows-1252")), (4, true), "{message}");
        let half = [&utf16(false)[..10], &[0x00, 0xD8], &[0x41, 0x00]].concat();
        let (at, message) = place(&half, Encoding::Marked, block);
        assert_eq!((at, message.contains("UTF-16")), (4, true), "{message}");
        let odd = [&utf16(true)[..10], &[0x00]].concat();
        assert_eq!(place(&odd, Encoding::Marked, block).0, 4);
        let (_, message) = place(&utf16(false), Encoding::Utf8, block);
        assert!(message.contains("UTF-16"), "policies are UTF-8: {message}");
        let unmarked: Vec<u8> = "id,name\r\n".repeat(block).encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (_, message) = place(&unmarked, Encoding::Marked, block);
        assert!(message.contains("UTF-16"), "without its mark it is not read: {message}");
    }
}
