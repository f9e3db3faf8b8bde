//! What is saved in a conversation, read again by the program itself.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const POLICY: &str = "\
policy Larkmere Clubs
  revision: 2025
  in force: 1 September 2025 to 31 August 2028

setting club: an after-school club

facts about a club
  cooking: strong or weak, best first
  rooms full: yes or no

categories, least intensive first
  A: little
  B: much

parameter visits: 2

categorise a club by its most intensive strand
  strand food                       # what is cooked
    # The kitchen comes first.
    B when cooking is weak          from \"Handbook, 2\"
    A otherwise
  strand rooms
    B when rooms full
    A otherwise

allocation for a club in A: 1 day
allocation for a club in B: 2 days
";

fn ees(folder: &Path, args: &[&str], typed: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ees"));
    program.args(args).current_dir(folder).env("NO_COLOR", "1");
    let mut running = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    running.wait_with_output().unwrap()
}

/// Runs a command that is to end well.
fn well(folder: &Path, args: &[&str], typed: &str) -> String {
    let output = ees(folder, args, typed);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{args:?}: {said}");
    said
}

#[test]
fn what_is_saved_is_a_revision_beside_its_policy() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("policies/clubs")).unwrap();
    fs::write(folder.path().join("policies/clubs/policy.ees"), POLICY).unwrap();
    let repl = ["repl", "policies/clubs", "--on", "2025-11-15"];
    let typed = "cooking is weak\ntry in food, in place of line 1: B when cooking is weak and not rooms full\n\
                 try remove parameter visits\nsave drafts/mild\nsave drafts/mild\n";
    let output = ees(folder.path(), &repl, typed);
    let problems = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{problems}");
    assert!(problems.contains("`drafts/mild` is there already"), "{problems}");
    let draft = fs::read_to_string(folder.path().join("drafts/mild/policy.ees")).unwrap();
    let scenario = fs::read_to_string(folder.path().join("drafts/mild/tests/what-if.ees")).unwrap();
    insta::assert_snapshot!("saved_beside", format!("{draft}\n{scenario}"));
    well(folder.path(), &["check", "drafts/mild"], "");
    assert!(well(folder.path(), &["test", "drafts/mild"], "").contains('1'));
    assert_eq!(well(folder.path(), &["fmt", "--check", "drafts"], "").matches("policy.ees").count(), 0);
    assert!(fs::read_dir(folder.path().join("drafts")).unwrap().count() == 1, "something half done was left");
}

#[test]
fn the_policy_in_the_program_is_saved_with_its_revision() {
    let folder = tempfile::tempdir().unwrap();
    let repl = ["repl", "--setting", "school", "--on", "2021-11-15"];
    let typed = "latest Ofsted is good\ntry parameter many: 4\nsave more\n";
    let said = well(folder.path(), &repl, typed);
    assert!(said.contains("a copy of it was written to `more/base`"), "{said}");
    well(folder.path(), &["check", "more"], "");
    well(folder.path(), &["test", "more"], "");
    assert!(well(folder.path(), &["diff", "more/base", "more"], "").contains("many"));
}
