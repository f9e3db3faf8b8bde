//! Every text that lies in this project.

use super::{keeps_its_promises, texts};
use ees::format::format;
use std::fs;

#[test]
fn every_text_keeps_its_promises() {
    let texts = texts();
    assert!(texts.len() > 100, "only {} texts were found", texts.len());
    for (name, text) in texts {
        keeps_its_promises(&name, &text);
    }
}

#[test]
fn the_shipped_policies_are_in_canonical_form() {
    for (name, text) in texts().into_iter().filter(|(name, _)| name.starts_with("policies")) {
        assert!(format(&text).text == text, "run `ees fmt policies`: {name} is not in canonical form");
    }
}

/// The good texts of the language, which hold every construct, in canonical form.
#[test]
fn good_texts_in_canonical_form() {
    insta::glob!("../../fixtures/syntax/good", "*.ees", |path| {
        let text = fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(format(&text).text);
    });
}
