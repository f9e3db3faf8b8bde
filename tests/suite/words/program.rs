//! The program writes them.

use crate::cli::{ees, in_folder};
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

#[test]
fn an_explanation_is_written_in_every_form() {
    let folder = in_folder(&[]);
    let mut told = String::new();
    for format in ["text", "markdown", "html", "json"] {
        let name = format!("S25.{format}");
        let run = |more: &[&str]| {
            let args = [&["explain", "--id", "S25", "--why-not", "B1", "--format", format], more].concat();
            let run = ees(&args).current_dir(folder.path()).output().unwrap();
            assert!(run.status.success() && run.stderr.is_empty(), "{run:?}");
            String::from_utf8(run.stdout).unwrap()
        };
        let shown = run(&[]);
        assert_eq!(run(&["-o", &name]), "");
        assert_eq!(fs::read_to_string(folder.path().join(&name)).unwrap(), shown);
        told += &format!("{format}\n{shown}\n");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn an_explanation_takes_no_table_s_place() {
    let table = "id,name,setting\n1,Oak,school\n";
    let folder = in_folder(&[("settings.csv", table)]);
    let args = ["explain", "settings.csv", "--id", "1", "--on", "2021-11-15", "-o", "settings.csv"];
    let run = ees(&args).current_dir(folder.path()).output().unwrap();
    assert_eq!((run.status.code(), run.stdout.len()), (Some(2), 0));
    assert_eq!(fs::read_to_string(folder.path().join("settings.csv")).unwrap(), table);
}

/// What the program writes for these lines.
pub(crate) fn piped(args: &[&str], typed: &str) -> (Option<i32>, String, String) {
    let mut command = ees(&["repl", "--setting", "school", "--on", "2021-11-15"]);
    let command = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let run = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code(), text(run.stdout), text(run.stderr))
}

pub(crate) const TYPED: &str = "latest Ofsted is good\nlatest Ofsted is god\n\nwhy not A\nquit\n";

#[test]
fn a_conversation_is_written_in_every_form() {
    let mut told = String::new();
    for format in ["text", "markdown", "json"] {
        let (code, answers, problems) = piped(&["--format", format, "--keep-going", "--plain"], TYPED);
        assert_eq!(code, Some(2));
        assert!(problems.contains("D017"), "{problems}");
        told += &format!("{format}\n{answers}\n");
    }
    insta::assert_snapshot!(told);
}
