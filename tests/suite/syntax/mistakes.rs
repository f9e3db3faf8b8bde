//! The mistakes officers make: each has a fixture, and the snapshot shows what is said of it.

use super::{fixtures, print, read, rendered, snapshot_settings};
use std::collections::BTreeSet;

#[test]
fn each_mistake_has_its_own_words() {
    snapshot_settings().bind(|| {
        insta::glob!(fixtures(), "mistakes/*.ees", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            let (sources, tree, problems) = read(&name, &text);
            assert!(!problems.is_empty(), "{name} has a mistake and nothing is said");
            let said = rendered(&sources, &problems);
            insta::assert_snapshot!("mistake", format!("{text}----- said -----\n{said}----- read -----\n{}", print::tree(&tree)));
        });
    });
}

/// A code that no text brings up would be a promise that nothing keeps. Files that are too large have a test of their own.
#[test]
fn every_code_has_a_text_that_brings_it_up() {
    let mut seen = BTreeSet::from(["S002"]);
    for entry in std::fs::read_dir(fixtures().join("mistakes")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        seen.extend(read("mistake.ees", &text).2.iter().map(|problem| problem.code.id));
    }
    seen.extend(crate::scenarios::codes_met());
    let codes: BTreeSet<&str> = ees::diagnostic::codes::all().map(|code| code.id).filter(|id| id.starts_with('S')).collect();
    assert_eq!(codes.difference(&seen).collect::<Vec<_>>(), Vec::<&&str>::new());
}
