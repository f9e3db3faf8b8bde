//! What is said of pins that cannot be read.

use super::{accept, folder, replace, write};
use crate::cli::{in_folder, run};
use ees::report::{Style, render};
use ees::session::{Place, load_with_tests, pins};
use std::fs;
use tempfile::TempDir;

const SNAPSHOT: &str = "snapshots/settings@2025-draft.snap";

/// What is wrong with a folder's pins, and what its results say.
fn said(folder: &TempDir) -> String {
    let mut loaded = load_with_tests(Place::Folder(folder.path().to_owned()));
    assert!(loaded.policy.is_some(), "{:?}", loaded.problems);
    let pins = pins(&mut loaded);
    let mut problems = pins.problems;
    problems.extend(pins.results.iter().filter_map(ees::session::PinResult::finding));
    let place = folder.path().display().to_string();
    render(&problems.sorted(), &loaded.sources, Style::Plain).replace(&place, "FOLDER")
}

#[test]
fn tables_that_cannot_be_pinned() {
    let outside = tempfile::tempdir().unwrap();
    write(&outside, "others.csv", "id,setting\n1,school\n");
    let folder = folder();
    write(
        &folder,
        "pins.ees",
        "pin \"settings.csv\" on 15 November 2025\npin \"./settings.csv\" on 15 November 2025\n\
         pin \"../elsewhere.csv\" on 15 November 2025\npin \"gone.csv\" on 15 November 2025\n\
         pin \"bad.csv\" on 15 November 2025\npin \"link.csv\" on 15 November 2025\n",
    );
    write(&folder, "bad.csv", "id,setting,teachin\n1,school,weak\n1,school,weak\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("others.csv"), folder.path().join("link.csv")).unwrap();
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn snapshots_that_cannot_be_read() {
    let folder = folder();
    accept(&folder);
    let good = fs::read_to_string(folder.path().join(SNAPSHOT)).unwrap();
    let conflict = good.replace("  T5 ", "<<<<<<< ours\n  T5 ");
    let texts = [
        String::new(),
        "no header\n".to_owned(),
        "---\nsource: x\n".to_owned(),
        conflict,
        good.replace(" | ask | expects", " | expects"),
        good.replace("  T5       | ", "  T5 "),
        good.replace("\nsettings\n", "\nestablishments\n"),
    ];
    let mut all = String::new();
    for text in texts {
        write(&folder, SNAPSHOT, &text);
        all += &said(&folder);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_is_not_pinned_or_not_used_is_said() {
    let folder = folder();
    accept(&folder);
    fs::rename(folder.path().join(SNAPSHOT), folder.path().join("snapshots/settings@2024.snap")).unwrap();
    write(&folder, "snapshots/settings@2025-draft.snap.new", "pending");
    insta::assert_snapshot!(said(&folder));
}

#[test]
fn a_cut_snapshot_lacks_settings_and_is_no_mistake() {
    let folder = folder();
    accept(&folder);
    let good = fs::read_to_string(folder.path().join(SNAPSHOT)).unwrap();
    write(&folder, SNAPSHOT, good.split("  T3").next().unwrap());
    let said = said(&folder);
    assert!(said.contains("7 new"), "{said}");
    replace(&folder, "pins.ees", "settings.csv", "other.csv");
}

#[test]
fn a_table_that_cannot_be_read_is_no_success_in_the_results() {
    let folder = in_folder(&[]);
    assert!(run(folder.path(), &["new", "brookham"]).status.success());
    std::fs::remove_file(folder.path().join("brookham/settings.csv")).unwrap();
    let shown = run(folder.path(), &["test", "brookham", "--junit", "results.xml"]);
    assert_eq!(shown.status.code(), Some(2));
    let summary = String::from_utf8(shown.stdout).unwrap();
    assert!(!summary.contains("all as expected"), "{summary}");
    let junit = std::fs::read_to_string(folder.path().join("results.xml")).unwrap();
    assert!(junit.contains("failures=\"1\"") && junit.contains("../settings.csv on "), "{junit}");
    let shown = run(folder.path(), &["test", "brookham", "--format", "json"]);
    let record: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(record["policies"][0]["pins"][0]["passed"], false, "{record}");
}
