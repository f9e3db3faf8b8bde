//! `ees test` as it is called.

use serde_json::Value as Json;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tempfile::TempDir;

/// Longer than any machine takes to notice a change and test again.
const LONG: Duration = Duration::from_secs(60);

const WRONG: &str = "scenario Weakly led, a school on 15 November 2025
  latest judgement: good
  latest inspected: 1 May 2022
  leadership: weak
  financial deficit: no
  expect A, 3 days
scenario Well led, like Weakly led
  leadership: strong
  attendance: 96%
  expect A
property No A under weak leadership, for a school
  no school is A when leadership is weak
";

const BROKEN: &str = "scenario Broken, a school\n  ledership: weak\n  expect A\n";

/// A folder of policies: one whose tests pass, one where one fails, and one that has errors.
fn folder() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let policy = fs::read_to_string(super::fixtures().join("policy.ees")).unwrap();
    let good = fs::read_to_string(super::fixtures().join("good/tables.ees")).unwrap();
    for (name, tests) in [("broken", BROKEN), ("good", good.as_str()), ("wrong", WRONG), ("without", "")] {
        let folder = place.path().join(name);
        fs::create_dir_all(folder.join("tests")).unwrap();
        fs::write(folder.join("policy.ees"), &policy).unwrap();
        fs::write(folder.join("tests/all.ees"), tests).unwrap();
    }
    place
}

fn command(place: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.arg("test").args(args).current_dir(place).env_remove("EES_ERRORS").env_remove("NO_COLOR");
    command
}

fn run(place: &TempDir, args: &[&str]) -> Output {
    command(place.path(), args).output().unwrap()
}

/// What a run says: its ending, the summary, and what failed.
fn said(place: &TempDir, args: &[&str]) -> String {
    let shown = run(place, args);
    let [out, err] = [shown.stdout, shown.stderr].map(|text| String::from_utf8(text).unwrap());
    format!("$ ees test {}\n{out}--\n{err}-- {}\n", args.join(" "), shown.status.code().unwrap())
}

#[test]
fn the_summary_stands_first_and_each_failure_is_told() {
    let place = folder();
    let told: Vec<String> = [&["good", "--plain"][..], &["wrong", "--plain"], &["broken", "--plain"], &["without", "--plain"]]
        .iter()
        .map(|args| said(&place, args))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_broken_policy_does_not_stop_the_others() {
    let place = folder();
    let shown = run(&place, &[".", "--plain"]);
    assert_eq!(shown.status.code(), Some(2));
    let summary = String::from_utf8(shown.stdout).unwrap();
    let lines: Vec<&str> = summary.lines().map(|line| line.trim_start_matches("./")).collect();
    assert_eq!(
        lines,
        [
            "broken: not tested; see below.",
            "good: 9 scenarios; all as expected.",
            "without: nothing to test.",
            "wrong: 2 scenarios and 1 property; 1 not as expected, see below.",
        ]
    );
    let said = String::from_utf8(shown.stderr).unwrap();
    assert!(said.contains("P001") && said.contains("T001"), "{said}");
    fs::remove_dir_all(place.path().join("broken")).unwrap();
    assert_eq!(run(&place, &["."]).status.code(), Some(1), "a test that fails");
    fs::remove_dir_all(place.path().join("wrong")).unwrap();
    assert_eq!(run(&place, &["."]).status.code(), Some(0), "none that fails");
}

#[test]
fn a_filter_takes_parts_of_names() {
    let place = folder();
    let summary = |args: &[&str]| {
        let shown = run(&place, args);
        (shown.status.code().unwrap(), String::from_utf8(shown.stdout).unwrap(), String::from_utf8(shown.stderr).unwrap())
    };
    assert_eq!(summary(&["wrong", "--filter", "WELL"]).0, 0);
    assert_eq!(summary(&["wrong", "--filter", "well"]).1, "wrong: 1 scenario; all as expected.\n");
    assert_eq!(summary(&["wrong", "--filter", "weak"]).1, "wrong: 1 scenario and 1 property; 1 not as expected, see below.\n");
    assert_eq!(summary(&["good", "--filter", "enough"]).1, "good: 2 scenarios; all as expected.\n");
    let (code, _, err) = summary(&["good", "--filter", "nothing like it"]);
    assert_eq!(code, 2);
    assert!(err.contains("No scenario, property or pinned table of that name"), "{err}");
}

/// Paths are told as the system writes them; nothing else of a run is of this machine.
#[test]
fn programs_are_given_json() {
    let place = folder();
    let shown = run(&place, &[".", "--format", "json", "--errors", "json"]);
    assert_eq!(shown.status.code(), Some(2));
    let results: Json = serde_json::from_slice(&shown.stdout).unwrap();
    let schema: Json = serde_json::from_str(include_str!("../../../docs/test.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&results).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    insta::assert_snapshot!(String::from_utf8(shown.stdout).unwrap());
}

#[test]
fn services_are_given_junit() {
    let place = folder();
    let shown = run(&place, &[".", "--junit", "results.xml"]);
    assert_eq!(shown.status.code(), Some(2));
    insta::assert_snapshot!(fs::read_to_string(place.path().join("results.xml")).unwrap());
    let nowhere = run(&place, &["good", "--junit", "no/such/folder/results.xml"]);
    assert_eq!(nowhere.status.code(), Some(2), "what cannot be written is said");
}

#[test]
fn wrong_calls_are_told() {
    let place = folder();
    let told: Vec<String> = [&["nowhere", "--plain"][..], &["--watch", "--plain"], &["nowhere", "--watch", "--plain"]]
        .map(|args| said(&place, args))
        .to_vec();
    insta::assert_snapshot!(told.join("\n"));
}

/// A run that waits for changes, and the lines that it writes.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(place: &TempDir, folder: &str) -> Self {
        let mut command = command(place.path(), &[folder, "--watch", "--plain"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (send, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        Self { child, lines }
    }

    fn next(&self) -> String {
        self.lines.recv_timeout(LONG).expect("nothing was tested again")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn what_is_watched_is_tested_again_when_it_changes() {
    let place = folder();
    let watching = Watching::start(&place, "wrong");
    assert_eq!(watching.next(), "wrong: 2 scenarios and 1 property; 1 not as expected, see below.");
    let path = place.path().join("wrong/tests/all.ees");
    fs::write(&path, WRONG.replace("expect A, 3 days", "expect B, up to 8 days")).unwrap();
    assert_eq!(watching.next(), "wrong: 2 scenarios and 1 property; all as expected.");
    fs::write(&path, BROKEN).unwrap();
    assert_eq!(watching.next(), "wrong: not tested; see below.");
    fs::write(place.path().join("wrong/notes.txt"), "no text of a policy").unwrap();
    fs::write(&path, WRONG.replace("expect A, 3 days", "expect B")).unwrap();
    assert_eq!(watching.next(), "wrong: 2 scenarios and 1 property; all as expected.");
}
