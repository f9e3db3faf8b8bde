//! What people are told of policies that are too large to be worked out once for all settings.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SETTINGS: &str = "id,setting,size\nS1,school,5\nS2,school,\nS3,school,8\n";

/// A policy that tells more ranges of a size apart than a diagram holds.
fn many_ranges() -> String {
    let lines: String = (0..300).map(|at| format!("    B when size is {}\n", at * 2)).collect();
    format!(
        "policy One\n\nsetting school\n\ncategories, least intensive first\n  A: a\n  B: b\n\n\
         facts about a school\n  size: number\n\ncategorise a school by its most intensive strand\n  strand size\n{lines}    A otherwise\n"
    )
}

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ees"))
        .args(args)
        .args(["--on", "2021-11-15", "--plain"])
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Output, errors and ending, to be read.
fn told(shown: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    format!("{}-----\n{}-----\n{:?}", text(&shown.stdout), text(&shown.stderr), shown.status.code())
}

#[test]
fn a_setting_of_which_too_much_is_unknown_is_named_and_the_others_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ees"), many_ranges()).unwrap();
    fs::write(folder.path().join("settings.csv"), SETTINGS).unwrap();
    insta::assert_snapshot!(told(&run(folder.path(), &["assess", "settings.csv", "--policy", "."])));
    insta::assert_snapshot!(told(&run(folder.path(), &["explain", "settings.csv", "--policy", ".", "--id", "S3"])));
    insta::assert_snapshot!(told(&run(folder.path(), &["explain", "settings.csv", "--policy", ".", "--id", "S2"])));
}

/// Both of the last lines are open, and together they are certain; of two facts that cannot be together one rules out the other.
#[test]
fn what_is_explained_of_a_large_policy_is_possible() {
    let folder = tempfile::tempdir().unwrap();
    let more = "  damp: yes or no\n  dry: yes or no\n\nit cannot be that damp and dry\n\n";
    let strand = "\n  strand air\n    B when size is 8 and damp\n    B when size is 8 and not damp\n    A when damp and dry\n    A otherwise\n";
    let text = many_ranges().replace("  size: number\n\n", &format!("  size: number\n{more}")) + strand;
    fs::write(folder.path().join("a.ees"), text.replace("    B when size is 8\n", "")).unwrap();
    fs::write(folder.path().join("settings.csv"), SETTINGS).unwrap();
    insta::assert_snapshot!(told(&run(folder.path(), &["explain", "settings.csv", "--policy", ".", "--id", "S3"])));
    insta::assert_snapshot!(told(&run(folder.path(), &["explain", "settings.csv", "--policy", ".", "--id", "S1", "--to", "B"])));
}
