//! Pages and lists as the program prints them.

use super::console::folder;
use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    let place = folder(&super::base());
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.args(args).env_remove("EES_ERRORS").env_remove("NO_COLOR").current_dir(place.path()).output().unwrap()
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn printed(args: &[&str]) -> String {
    let shown = run(args);
    assert!(shown.status.success() && shown.stderr.is_empty(), "{args:?}: {shown:?}");
    String::from_utf8(shown.stdout).unwrap()
}

#[test]
fn a_page_is_printed() {
    let page = printed(&["check", "--explain", "P017", "--plain"]);
    assert_eq!(page, printed(&["check", "--explain", "p017"]), "in capitals or not");
    snapshot("page", &page);
}

#[test]
fn a_code_that_there_is_not_gets_the_nearest() {
    let mut told = String::new();
    for asked in ["S99", "d1", "X12", "12", "", "\u{e9}"] {
        let shown = run(&["check", "--plain", "--explain", asked]);
        assert_eq!((shown.status.code(), shown.stdout.len()), (Some(2), 0), "{asked}: {shown:?}");
        told += &format!("$ ees check --explain '{asked}'\n{}\n", String::from_utf8(shown.stderr).unwrap());
    }
    snapshot("unknown_codes", &told);
}

#[test]
fn readings_and_sources_of_the_built_in_policy_fit_the_page() {
    for args in [["check", "--readings"], ["check", "--sources"]] {
        let list = printed(&[&args[..], &["--errors", "text"]].concat());
        assert!(list.lines().count() > 50 && list.lines().all(|line| line.chars().count() <= 100), "{list}");
    }
    let both = printed(&["check", "--sources", "--readings"]);
    let at = |words: &str| both.find(words).unwrap();
    assert!(at("Readings of") < at("Sources of"));
}

#[test]
fn a_policy_with_mistakes_has_no_lists() {
    let place = folder(&super::base());
    std::fs::write(place.path().join("larkmere/more.ees"), "define thin\n  attendance is under 90%\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    let shown = command.args(["check", "larkmere", "--readings", "--plain"]).current_dir(place.path()).output().unwrap();
    assert_eq!(shown.status.code(), Some(1));
    assert_eq!(String::from_utf8(shown.stdout).unwrap(), "larkmere: 1 error; see above.\n");
    let said = String::from_utf8(shown.stderr).unwrap();
    assert!(said.ends_with("1 error\nMore about a code: ees check --explain P021\n"), "{said}");
}

#[test]
fn how_to_read_more_is_said_once_a_run_and_to_people_only() {
    let place = folder(&super::base());
    for folder in ["one", "two"] {
        std::fs::create_dir(place.path().join(folder)).unwrap();
        std::fs::write(place.path().join(folder).join("a.ees"), "setting school\n").unwrap();
    }
    let say = |errors| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
        let shown = command.args(["check", ".", "--errors", errors]).current_dir(place.path()).output().unwrap();
        String::from_utf8(shown.stderr).unwrap().matches("More about a code").count()
    };
    assert_eq!((say("text"), say("json")), (1, 0));
}
