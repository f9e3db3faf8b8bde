//! `ees new`: what it makes is sound, does what its tests expect, and is in canonical form; and it takes the place of nothing.

use crate::cli::{in_folder, run};
use std::fs;
use std::path::Path;
use std::process::Output;

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn fine(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_it_makes_passes_its_own_checks() {
    let folder = in_folder(&[]);
    let made = fine(folder.path(), &["new", "policies/brookham-support"]);
    assert!(made.contains("cd policies/brookham-support"), "{made}");
    let policy = folder.path().join("policies/brookham-support");
    assert!(fs::read_to_string(policy.join("policy.ees")).unwrap().contains("\npolicy Brookham support\n"));
    fine(&policy, &["fmt", "--check", "."]);
    assert!(fine(&policy, &["check", "."]).contains("nothing wrong"));
    let tested = fine(&policy, &["test", "."]);
    assert!(tested.contains("all as expected"), "{tested}");
    assert!(fine(&policy, &["assess", "--policy", "."]).contains("8 settings: 7 decided and 1 open."));
    for text in ["README.md", ".github/workflows/policy.yml"] {
        let text = fs::read_to_string(policy.join(text)).unwrap();
        assert!(!text.contains("{{title}}") && !text.contains("{{day}}"), "a blank was left");
    }
    // Nothing else was left beside it.
    let beside: Vec<_> = fs::read_dir(folder.path().join("policies")).unwrap().collect();
    assert_eq!(beside.len(), 1, "{beside:?}");
}

#[test]
fn what_is_denied_and_holds_is_told_as_it_is() {
    let folder = in_folder(&[]);
    fine(folder.path(), &["new", "brookham"]);
    let told = fine(&folder.path().join("brookham"), &["explain", "--policy", ".", "--id", "S1"]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    // It was inspected lately, so that `not lately inspected` fails.
    assert!(told.contains("lately inspected") && !told.contains("not lately"), "{told}");
}

#[test]
fn it_takes_the_place_of_nothing() {
    let folder = in_folder(&[("brookham/notes.txt", "ours")]);
    let refused = run(folder.path(), &["new", "brookham"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("U049"), "{}", said(&refused));
    assert_eq!(fs::read_to_string(folder.path().join("brookham/notes.txt")).unwrap(), "ours");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // Signs that would mean something in the policy's text are no name.
    for name in ["our #1", "a \"b\"", "a: b"] {
        assert_eq!(run(folder.path(), &["new", name]).status.code(), Some(2), "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // An empty folder is no loss.
    fs::create_dir(folder.path().join("larkmere")).unwrap();
    fine(folder.path(), &["new", "larkmere"]);
}
