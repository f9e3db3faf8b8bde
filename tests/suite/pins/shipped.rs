//! The snapshots of the shipped policies, through insta: `cargo insta review` works on the files that `ees test` writes.

use ees::session::{Place, load_with_tests, pins, policy_folders};
use std::path::Path;

#[test]
fn shipped_policies_are_as_pinned() {
    let mut count = 0;
    for folder in policy_folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies")) {
        let mut loaded = load_with_tests(Place::Folder(folder.clone()));
        let pins = pins(&mut loaded);
        assert!(pins.problems.is_empty(), "{}: {:?}", folder.display(), pins.problems);
        for one in &pins.results {
            let path = one.path.as_ref().unwrap();
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(path.parent().unwrap());
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            let name = one.snapshot.strip_suffix(".snap").unwrap();
            settings.bind(|| insta::assert_snapshot!(name, one.now.text()));
            count += 1;
        }
        // Insta has an eye for the text alone; this also sees what it passes over.
        assert!(pins.are_kept(), "{}", folder.display());
    }
    assert!(count > 0, "no shipped policy pins anything");
}

#[test]
fn the_built_in_policy_brings_its_snapshots() {
    let pins = pins(&mut load_with_tests(Place::BuiltIn));
    assert!(pins.are_kept() && !pins.results.is_empty(), "{:?}", pins.problems);
}
