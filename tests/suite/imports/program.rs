//! `ees assess FILE --import NAME`, as it is called.

use super::fixtures;
use serde_json::Value as Json;
use std::fs;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder with the policy, its imports and the tables.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("policy")).unwrap();
    for entry in fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        let to = if path.extension().is_some_and(|end| end == "ees") {
            folder.path().join("policy").join(name)
        } else {
            folder.path().join(name)
        };
        fs::copy(&path, to).unwrap();
    }
    folder
}

fn run(folder: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.args(args).args(["--policy", "policy", "--on", "2021-09-01", "--plain"]).current_dir(folder.path());
    command.env_remove("EES_ERRORS").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn notices_and_rows_left_out_stand_below_the_table() {
    let folder = folder();
    let shown = run(&folder, &["assess", "childcare.csv", "--import", "childcare"]);
    assert!(shown.status.success() && shown.stderr.is_empty(), "{shown:?}");
    insta::assert_snapshot!(text(&shown.stdout));
}

/// Programs get the answers alone; what is to be said with them goes where findings go.
#[test]
fn programs_are_told_beside_the_answers() {
    let folder = folder();
    let shown = run(
        &folder,
        &["assess", "childcare.csv", "--import", "Ofsted childcare providers", "--format", "jsonl", "--errors", "json"],
    );
    assert!(shown.status.success(), "{shown:?}");
    assert_eq!(text(&shown.stdout).lines().count(), 8);
    let found: Json = serde_json::from_slice(&shown.stderr).unwrap();
    let codes: Vec<&str> = found["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["D051", "D051", "D052", "D052"]);
    assert!(!text(&shown.stderr).contains("EY9"), "rows that are left out are counted, not named");
}

#[test]
fn one_setting_is_explained_with_the_notices() {
    let folder = folder();
    let shown = run(&folder, &["explain", "childcare.csv", "--import", "childcare", "--id", "EY900003"]);
    assert!(shown.status.success(), "{shown:?}");
    insta::assert_snapshot!(text(&shown.stdout));
}

#[test]
fn what_cannot_be_imported_is_said() {
    let folder = folder();
    let runs: [&[&str]; 6] = [
        &["assess", "state-funded.csv"],
        &["explain", "childcare.csv", "--import", "childcare", "--id", "EY900008"],
        &["assess", "childcare.csv", "--import", "Ofsted childcare provider"],
        &["assess", "childcare.csv", "--import", "Ofsted"],
        &["assess", "--import", "childcare"],
        &["assess", "nowhere.csv", "--import", "childcare"],
    ];
    let said = runs.map(|args| {
        let shown = run(&folder, args);
        assert_eq!(shown.status.code(), Some(2), "{shown:?}");
        assert!(shown.stdout.is_empty());
        format!("ees {}\n{}", args.join(" "), text(&shown.stderr))
    });
    insta::assert_snapshot!(said.join("\n"));
}
