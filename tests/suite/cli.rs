//! The program as it is called: what it prints, where, and how it ends.

use insta_cmd::assert_cmd_snapshot;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

pub(crate) fn ees(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.args(args).env_remove("EES_ERRORS").env_remove("NO_COLOR");
    command
}

/// In a folder of its own, with these files in it.
pub(crate) fn in_folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    ees(args).current_dir(folder).output().unwrap()
}

const SETTINGS: &str = "id,name,setting,latest_ofsted,latest_inspected,governance
1,Pebble Lane,school,good,2020-01-15,green
2,Toffee Bank,school,requires improvement,2021-05-04,amber
";

#[test]
fn the_examples_are_assessed_anywhere() {
    let folder = in_folder(&[]);
    assert_cmd_snapshot!(ees(&["assess"]).current_dir(folder.path()));
}

#[test]
fn one_setting_is_explained() {
    assert_cmd_snapshot!("explained_decided", ees(&["explain", "--id", "S15"]));
    assert_cmd_snapshot!("explained_gate", ees(&["explain", "--id", "S04"]));
    assert_cmd_snapshot!("explained_open", ees(&["explain", "--id", "S25"]));
}

#[test]
fn one_setting_is_asked_about() {
    let mut told = String::new();
    for args in [
        &["--id", "S15", "--to", "B1"][..],
        &["--id", "S15", "--to", "A", "--why-not", "A"],
        &["--id", "S16", "--to", "B1"],
        &["--id", "S04", "--to", "A", "--why-not", "A"],
        &["--id", "S22", "--to", "A"],
        &["--id", "S03", "--to", "A", "--why-not", "A"],
        &["--id", "S25", "--to", "B2", "--why-not", "B2"],
        &["--id", "S01", "--to", "B1"],
        &["--id", "S01", "--to", "B1", "--most", "2"],
        &["--id", "S01", "--why-not", "AS"],
    ] {
        let shown = ees(&["explain"]).args(args).output().unwrap();
        assert!(shown.status.success() && shown.stderr.is_empty(), "{shown:?}");
        let text = String::from_utf8(shown.stdout).unwrap();
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 100 && text.is_ascii(), "{args:?} is {widest} columns wide\n{text}");
        told += &format!("$ ees explain {}\n{text}\n", args.join(" "));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_category_that_is_not_there_is_told() {
    assert_cmd_snapshot!(ees(&["explain", "--id", "S15", "--to", "b1", "--why-not", "D", "--plain"]));
}

#[test]
fn a_setting_without_categories_is_told() {
    let text = "policy One\n\nsetting school\nsetting child minder\n\ncategories, least intensive first\n  A: a\n  B: b\n\n\
        facts about a school\n  well led: yes or no\n\ncategorise a school by its most intensive strand\n  strand lead\n    \
        B when not well led\n    A otherwise\n";
    let folder = in_folder(&[("one/a.ees", text), ("settings.csv", "id,name,setting\n7,Lilac Lodge,child minder\n")]);
    let args = ["explain", "settings.csv", "--policy", "one", "--id", "7", "--to", "A", "--plain"];
    assert_cmd_snapshot!(ees(&args).current_dir(folder.path()));
}

#[test]
fn every_table_is_at_most_100_columns_wide() {
    let settings =
        format!("{SETTINGS}3,\"{}\",school,good,2020-01-15,\n", "The Very Long and Winding Name of a School ".repeat(9));
    let folder = in_folder(&[("settings.csv", &settings)]);
    for args in [vec!["assess"], vec!["assess", "settings.csv", "--on", "2021-11-15"], vec!["assess", "--strict"]] {
        let shown = run(folder.path(), &args);
        assert!(shown.status.success(), "{shown:?}");
        let text = String::from_utf8(shown.stdout).unwrap();
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= 100, "{args:?} is {widest} columns wide\n{text}");
    }
}

#[test]
fn a_changed_line_changes_the_answer() {
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let folder = tempfile::tempdir().unwrap();
    for path in fs::read_dir(built_in).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let text = fs::read_to_string(&path).unwrap().replace("parameter many: 3", "parameter many: 2");
        fs::write(folder.path().join(path.file_name().unwrap()), text).unwrap();
    }
    let categories = |args: &[&str]| {
        let shown = run(folder.path(), args);
        assert!(shown.status.success(), "{shown:?}");
        let mut table = csv::Reader::from_reader(&*shown.stdout);
        let rows: Vec<_> = table.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[7].to_owned())).collect();
        rows
    };
    let before = categories(&["assess", "--format", "csv"]);
    let after = categories(&["assess", "--format", "csv", "--policy", "."]);
    let moved: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    insta::assert_debug_snapshot!(moved);
}

#[test]
fn bad_cells_are_all_told_and_nothing_is_written() {
    let settings = "id,name,setting,latest_ofsted,latest_inspected,governance
1,Pebble Lane,school,godo,2020-01-15,green
2,Toffee Bank,school,requires improvement,31 June 2021,purple
3,Nobody,school,none,2020-01-15,green
3,Marble Row,schol,good,2020-01-15
";
    let folder = in_folder(&[("settings.csv", settings), ("answers.csv", "what was there before\n")]);
    let args = ["assess", "settings.csv", "--on", "2021-11-15", "--format", "csv", "-o", "answers.csv", "--plain"];
    assert_cmd_snapshot!(ees(&args).current_dir(folder.path()));
    assert_eq!(fs::read_to_string(folder.path().join("answers.csv")).unwrap(), "what was there before\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
}

#[test]
fn facts_that_cannot_be_together_are_told() {
    let settings = "id,name,setting,latest_ofsted,previous_ofsted,latest_inspected
1,Pebble Lane,school,none,,2020-01-15
2,Toffee Bank,school,,good,none
";
    let folder = in_folder(&[("settings.csv", settings)]);
    assert_cmd_snapshot!(ees(&["assess", "settings.csv", "--on", "2021-11-15", "--plain"]).current_dir(folder.path()));
}

#[test]
fn a_file_is_written_whole() {
    let folder = in_folder(&[("settings.csv", SETTINGS)]);
    let shown = run(folder.path(), &["assess", "settings.csv", "--on", "2021-11-15", "--format", "jsonl", "-o", "answers.jsonl"]);
    assert!(shown.status.success() && shown.stdout.is_empty() && shown.stderr.is_empty(), "{shown:?}");
    let text = fs::read_to_string(folder.path().join("answers.jsonl")).unwrap();
    assert_eq!(text.lines().count(), 2);
    let nowhere = run(folder.path(), &["assess", "-o", "no/such/folder/answers.txt", "--plain"]);
    assert_eq!(nowhere.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8(nowhere.stderr).unwrap());
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = in_folder(&[
        ("settings.csv", SETTINGS),
        ("empty/notes.txt", "no policy"),
        ("notepad/policy.ees.txt", "policy One\n"),
        ("policies/one/a.ees", "policy One\n"),
    ]);
    fs::write(folder.path().join("old.csv"), b"id,name,setting\n1,Caf\xe9,school\n").unwrap();
    let mut told = String::new();
    for args in [
        &["assess", "nowhere.csv", "--on", "2021-11-15"][..],
        &["assess", "old.csv", "--on", "2021-11-15"],
        &["assess", "settings.csv", "--on", "2019-01-01"],
        &["assess", "settings.csv", "--policy", "empty"],
        &["assess", "settings.csv", "--policy", "notepad"],
        &["assess", "settings.csv", "--policy", "nowhere"],
        &["assess", "settings.csv", "--policy", "settings.csv"],
        &["assess", "settings.csv", "--policy", "policies"],
        &["assess", "--policy", "policies/one"],
        &["explain", "--id", "S99"],
        &["check", "empty"],
        &["check", "nowhere"],
    ] {
        let shown = ees(args).arg("--plain").current_dir(folder.path()).output().unwrap();
        assert_eq!(shown.status.code(), Some(2), "{args:?}: {shown:?}");
        assert!(!args.starts_with(&["assess"]) || shown.stdout.is_empty(), "{args:?}: {shown:?}");
        told += &format!("$ ees {}\n{}\n", args.join(" "), String::from_utf8(shown.stderr).unwrap());
    }
    insta::assert_snapshot!(told);
}

#[test]
fn today_is_outside_the_policys_time() {
    let folder = in_folder(&[("settings.csv", SETTINGS)]);
    let shown = run(folder.path(), &["assess", "settings.csv", "--plain"]);
    let told = String::from_utf8(shown.stderr).unwrap();
    assert_eq!(shown.status.code(), Some(2));
    assert!(told.contains("U007") && told.contains("--on 2024-08-31"), "{told}");
}

#[test]
fn a_policy_is_checked() {
    assert_cmd_snapshot!("checked_built_in", ees(&["check"]));
    let text =
        "policy One\n\nsetting school\n\nfacts about a school\n  well led: yes or no\n\ndefine fine, for a school\n  wel led\n";
    let folder = in_folder(&[("one/a.ees", text), ("two/a.ees", "policy Two\n\nsetting school\n")]);
    assert_cmd_snapshot!("checked_two", ees(&["check", ".", "--plain"]).current_dir(folder.path()));
    assert_cmd_snapshot!("checked_json", ees(&["check", "one", "--errors", "json"]).current_dir(folder.path()));
}

#[test]
fn settled_contradictions_are_counted_and_listed() {
    let text = include_str!("../fixtures/support/policy.ees");
    let folder = in_folder(&[("help/support.ees", text), ("plain/a.ees", "policy Two\n\nsetting school\n")]);
    assert_cmd_snapshot!("contradictions", ees(&["check", ".", "--contradictions", "--plain"]).current_dir(folder.path()));
}

#[test]
fn the_help_is_the_manual() {
    let mut told = String::new();
    for args in [&["--help"][..], &["assess", "--help"], &["explain", "--help"], &["check", "--help"]] {
        let shown = ees(args).output().unwrap();
        told += &format!("$ ees {}\n{}\n", args.join(" "), String::from_utf8(shown.stdout).unwrap());
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_reader_who_leaves_is_no_mistake() {
    let mut child = ees(&["assess"]).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success() && ended.stderr.is_empty(), "{ended:?}");
}

#[test]
fn the_table_itself_is_never_written_over() {
    let folder = in_folder(&[("settings.csv", SETTINGS)]);
    let shown = run(
        folder.path(),
        &["assess", "settings.csv", "--on", "2021-11-15", "--format", "csv", "-o", "./settings.csv", "--plain"],
    );
    assert_eq!(shown.status.code(), Some(2));
    assert!(String::from_utf8(shown.stderr).unwrap().contains("U010"));
    assert_eq!(fs::read_to_string(folder.path().join("settings.csv")).unwrap(), SETTINGS);
}

#[test]
fn the_examples_are_checked_with_the_policy() {
    let text = "policy One\n\nsetting school\n\nfacts about a school\n  well led: yes or no\n\nexamples \"examples.csv\" on 1 June 2021\n";
    let folder = in_folder(&[
        ("lost/a.ees", text),
        ("stale/a.ees", text),
        ("stale/examples.csv", "id,setting,well_led\n1,school,perhaps\n"),
        ("fine/a.ees", text),
        ("fine/examples.csv", "id,setting,well_led\n1,school,yes\n"),
    ]);
    assert_cmd_snapshot!("checked_examples", ees(&["check", ".", "--plain"]).current_dir(folder.path()));
}
