//! `ees test` with pinned tables: what it writes, and when it does not.

use super::{accept, folder, pinned, replace, write};
use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const SNAPSHOT: &str = "snapshots/settings@2025-draft.snap";

fn run(folder: &TempDir, args: &[&str], answers: &str, ci: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.args(["test", "."]).args(args).current_dir(folder.path()).env_remove("CI");
    if let Some(ci) = ci {
        command.env("CI", ci);
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A run that asks nothing may have ended before.
    drop(child.stdin.take().unwrap().write_all(answers.as_bytes()));
    child.wait_with_output().unwrap()
}

fn both(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}--- exit {}\n{}", text(&output.stdout), output.status.code().unwrap(), text(&output.stderr))
}

fn snapshot(folder: &TempDir) -> Option<String> {
    fs::read_to_string(folder.path().join(SNAPSHOT)).ok()
}

/// A folder with five settings that are otherwise than pinned, and the days of an allocation.
fn otherwise() -> TempDir {
    let folder = folder();
    accept(&folder);
    replace(&folder, "policy.ees", "B when complaints is at least 2", "C when complaints is at least 1");
    replace(&folder, "policy.ees", "club: 1 day", "club: 2 days");
    folder
}

#[test]
fn a_table_is_pinned_and_then_kept() {
    let folder = folder();
    assert_eq!(run(&folder, &[], "", None).status.code(), Some(1));
    assert_eq!(snapshot(&folder), None, "a test run writes nothing");
    assert_eq!(run(&folder, &["--accept"], "", None).status.code(), Some(0));
    assert!(snapshot(&folder).is_some());
    let left: Vec<_> = fs::read_dir(folder.path().join("snapshots")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let kept = run(&folder, &[], "", None);
    assert_eq!(kept.status.code(), Some(0));
    assert_eq!(both(&kept), ".: 0 scenarios and 1 pinned table; all as expected.\n--- exit 0\n");
}

#[test]
fn changes_are_shown() {
    insta::assert_snapshot!(both(&run(&otherwise(), &["--plain"], "", None)));
}

#[test]
fn a_review_takes_over_what_is_accepted() {
    let folder = otherwise();
    let before = snapshot(&folder).unwrap();
    insta::assert_snapshot!(both(&run(&folder, &["--review", "--plain"], "r\ns\nskip\naccept\nS\na\n", None)));
    let now = snapshot(&folder).unwrap();
    let line = |text: &str, start: &str| text.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    assert_eq!(line(&before, "  T2"), line(&now, "  T2"), "rejected");
    assert_ne!(line(&before, "  T8"), line(&now, "  T8"), "accepted");
    assert_eq!(pinned(&folder).results[0].changes().len(), 4);
    // What is left is taken over in a second review; then nothing is.
    assert_eq!(run(&folder, &["--review"], "a\na\na\na\n", None).status.code(), Some(0));
    assert!(pinned(&folder).are_kept());
    assert_eq!(run(&folder, &["--review"], "", None).status.code(), Some(0));
}

#[test]
fn a_review_that_is_broken_off_writes_nothing() {
    for answers in ["a\na\nyes please\na\na\na\n", "a\na\na\na\na\n", "a\n", "", "\n", "a\n\u{0}\n"] {
        let folder = otherwise();
        let before = snapshot(&folder);
        let output = run(&folder, &["--review"], answers, None);
        assert_eq!(output.status.code(), Some(2), "{answers:?}");
        assert!(both(&output).contains("U081"), "{answers:?}");
        assert_eq!(snapshot(&folder), before, "{answers:?}");
    }
}

#[test]
fn a_new_table_is_shown_whole_and_taken_over_or_not() {
    let folder = folder();
    let rejected = run(&folder, &["--review"], "r\n", None);
    assert_eq!((rejected.status.code(), snapshot(&folder)), (Some(1), None));
    assert!(both(&rejected).contains("  T1       | school"), "{}", both(&rejected));
    assert_eq!(run(&folder, &["--review"], "a\n", None).status.code(), Some(0));
    assert!(pinned(&folder).are_kept());
}

#[test]
fn tables_answered_whole_are_written_though_a_later_one_is_not() {
    let folder = otherwise();
    write(&folder, "later.csv", "id,setting\n1,club\n");
    write(&folder, "pins.ees", "pin \"settings.csv\" on 15 November 2025\npin \"later.csv\" on 15 November 2025\n");
    let output = run(&folder, &["--review"], "a\na\na\na\na\na\nx\n", None);
    assert_eq!(output.status.code(), Some(2));
    assert!(pinned(&folder).results[0].changes().is_empty());
    assert!(!folder.path().join("snapshots/later@2025-draft.snap").exists());
}

#[test]
fn nothing_is_written_where_ci_is_set() {
    let folder = otherwise();
    let before = snapshot(&folder);
    for option in ["--accept", "--review"] {
        let output = run(&folder, &[option], "a\na\na\na\n", Some("true"));
        assert_eq!(output.status.code(), Some(2));
        assert!(both(&output).contains("U080"), "{}", both(&output));
    }
    assert_eq!(snapshot(&folder), before);
    assert_eq!(run(&folder, &[], "", Some("true")).status.code(), Some(1), "testing is what it is for");
}

#[test]
fn a_snapshot_that_cannot_be_written_stays_as_it_was() {
    let folder = otherwise();
    let before = snapshot(&folder).unwrap();
    fs::rename(folder.path().join("snapshots"), folder.path().join("kept")).unwrap();
    write(&folder, "snapshots", "a file where the folder should be");
    let output = run(&folder, &["--accept"], "", None);
    assert_eq!(output.status.code(), Some(2), "{}", both(&output));
    assert!(both(&output).contains("U010"), "{}", both(&output));
    assert_eq!(fs::read_to_string(folder.path().join("kept/settings@2025-draft.snap")).unwrap(), before);
}

#[test]
fn what_is_shared_has_no_ids() {
    let folder = otherwise();
    let junit = folder.path().join("results.xml");
    let json = run(&folder, &["--format", "json", "--errors", "json", "--junit", junit.to_str().unwrap()], "", None);
    let shared = both(&json) + &fs::read_to_string(junit).unwrap();
    assert!(shared.matches("setting 2 of settings.csv").count() >= 2, "{shared}");
    assert!(["T2", "T8", "T9", "Bramley", "Hubert"].iter().all(|word| !shared.contains(word)), "{shared}");
    let redacted = both(&run(&folder, &["--redact"], "", None));
    assert!(redacted.contains("setting 2 of settings.csv") && !redacted.contains("T2"), "{redacted}");
}

#[test]
fn a_filter_names_tables_too() {
    let folder = otherwise();
    assert_eq!(run(&folder, &["--filter", "SETT"], "", None).status.code(), Some(1));
    assert_eq!(run(&folder, &["--filter", "nobody"], "", None).status.code(), Some(2));
}

#[test]
fn a_filter_keeps_the_errors_of_its_own_tables_alone() {
    let folder = folder();
    accept(&folder);
    let pins =
        "pin \"settings.csv\" on 15 November 2025\npin \"bad.csv\" on 15 November 2025\npin \"gone.csv\" on 15 November 2025\n";
    write(&folder, "pins.ees", pins);
    write(&folder, "bad.csv", "id,setting,teachin\n1,school,weak\n");
    let bad = both(&run(&folder, &["--filter", "BAD", "--plain"], "", None));
    assert!(bad.contains("--- exit 2") && bad.contains("teachin") && !bad.contains("gone.csv"), "{bad}");
    assert!(!bad.contains("of that name was found"), "{bad}");
    let good = both(&run(&folder, &["--filter", "settings", "--plain"], "", None));
    assert!(good.contains("--- exit 0") && !good.contains("bad.csv") && !good.contains("gone.csv"), "{good}");
}
