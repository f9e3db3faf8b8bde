//! Pinned tables: what is kept of them, what is found otherwise, and what of that is taken over.

mod changes;
mod content;
mod program;
mod shipped;
mod wrong;

use ees::session::{Pins, Place, load_with_tests, pins};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn fixture(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pins").join(name)).unwrap()
}

/// A folder with the policy, its table, and what pins it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("tests")).unwrap();
    write(&folder, "policy.ees", &fixture("policy.ees"));
    write(&folder, "settings.csv", &fixture("settings.csv"));
    write(&folder, "pins.ees", &fixture("tests.ees"));
    folder
}

fn write(folder: &TempDir, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).unwrap();
}

/// Replaces a text that stands in a file just once.
fn replace(folder: &TempDir, name: &str, old: &str, new: &str) {
    let text = fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{old}");
    write(folder, name, &text.replace(old, new));
}

fn pinned(folder: &TempDir) -> Pins {
    let mut loaded = load_with_tests(Place::Folder(folder.path().to_owned()));
    assert!(loaded.policy.is_some(), "{:?}", loaded.problems);
    pins(&mut loaded)
}

/// Pins what the policy says.
fn accept(folder: &TempDir) {
    for one in pinned(folder).results {
        let path = one.path.clone().unwrap();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, one.accepted()).unwrap();
    }
    assert!(pinned(folder).are_kept());
}
