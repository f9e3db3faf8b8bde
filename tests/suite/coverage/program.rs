//! `ees test --coverage`

use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const POOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/coverage");

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.arg("test").args(args).current_dir(folder).env_remove("EES_ERRORS").output().unwrap()
}

#[test]
fn the_figures_come_behind_the_results() {
    let folder = tempfile::tempdir().unwrap();
    let shown = run(folder.path(), &[POOLS, "--coverage", "--plain"]);
    assert_eq!(shown.status.code(), Some(0), "{shown:?}");
    let words = String::from_utf8(shown.stdout).unwrap();
    let figures = words.split("Not exercised").next().unwrap().replace(POOLS, "pools");
    insta::assert_snapshot!(figures);
    assert!(words.lines().all(|line| line.len() <= 100 + POOLS.len()), "{words}");
}

#[test]
fn the_least_that_is_wanted_decides_the_ending() {
    let folder = tempfile::tempdir().unwrap();
    let ending = |least: &str| run(folder.path(), &[POOLS, "--min", least]).status.code();
    assert_eq!(["51", "51.78", "51.79", "52%", "100"].map(ending), [Some(0), Some(0), Some(1), Some(1), Some(1)]);
    assert_eq!(["101", "-1", "half"].map(ending), [Some(2); 3]);
    let fewer = run(folder.path(), &[POOLS, "--min", "51", "--filter", "shallow"]);
    assert_eq!(fewer.status.code(), Some(1), "only what is filtered counts");
    assert!(String::from_utf8(fewer.stderr).unwrap().contains("The scenarios exercise 1 of 56 things"));
}

#[test]
fn files_are_written_and_the_record_stands_alone() {
    let folder = tempfile::tempdir().unwrap();
    let shown = run(folder.path(), &[POOLS, "--coverage", "--format", "json", "--lcov", "pools.info", "--html", "pools.html"]);
    assert_eq!(shown.status.code(), Some(0), "{shown:?}");
    let record: Json = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(record["policies"][0]["total"]["exercised"], 29);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("pools.info").contains("\nDA:61,0\n") && read("pools.html").ends_with("</html>\n"));
}

#[test]
fn one_file_is_not_written_twice() {
    let folder = tempfile::tempdir().unwrap();
    let shown = run(folder.path(), &[POOLS, "--lcov", "out", "--html", "out", "--errors", "json"]);
    assert_eq!(shown.status.code(), Some(2));
    let found: Json = serde_json::from_slice(&shown.stderr).unwrap();
    assert_eq!(found["findings"][0]["code"], "U096");
    assert!(!folder.path().join("out").exists());
}
