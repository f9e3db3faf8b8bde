//! Policies that are read whole: one fixture for each kind of declaration, and what text from Word brings with it.

use super::{fixtures, print, read, rendered, snapshot_settings};

#[test]
fn good_files_are_read_whole() {
    snapshot_settings().bind(|| {
        insta::glob!(fixtures(), "good/*.ees", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            let (sources, tree, problems) = read(&name, &text);
            assert_eq!(rendered(&sources, &problems), "", "{name}");
            insta::assert_snapshot!("good", print::tree(&tree));
        });
    });
}

/// A stretch as one line: comments are left out, and `#` in whatever quotation marks is text.
#[test]
fn a_stretch_is_shown_as_one_line() {
    let lines = [
        ("a is good", "a is good"),
        ("  a   # why\n  and\u{A0}b is 5%,\tor c  # more", "a and b is 5%, or c"),
        ("„terms # one“ and a # two", "„terms # one“ and a"),
        ("any of\n  - a\n  - \"b  # c\"", "any of - a - \"b # c\""),
        ("# nothing but this", ""),
    ];
    for (text, line) in lines {
        assert_eq!(ees::syntax::one_line(text), line);
    }
}
