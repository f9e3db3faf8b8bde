//! `ees fmt`, `ees show` and `ees completions` as they are called.

use crate::cli::{ees, in_folder, run};
use insta_cmd::assert_cmd_snapshot;
use std::fs;
use std::path::Path;

const MESSY: &str =
    "facts about a school\n\ttwo-year-olds:yes or no  \n\n\ndefine young, for a school\n   two-year-olds  # or three\n";
const CANONICAL: &str =
    "facts about a school\n  two-year-olds: yes or no\n\ndefine young, for a school\n  two-year-olds  # or three\n";

#[test]
fn texts_are_written_again() {
    let folder = in_folder(&[("one/a.ees", MESSY), ("one/inner/b.ees", CANONICAL), ("one/notes.txt", MESSY), ("c.ees", MESSY)]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_cmd_snapshot!("check", ees(&["fmt", "--check", "one", "--plain"]).current_dir(folder.path()));
    assert_eq!(read("one/a.ees"), MESSY, "a check writes nothing");
    assert_cmd_snapshot!("written", ees(&["fmt", "one", "c.ees", "./c.ees"]).current_dir(folder.path()));
    assert_eq!([read("one/a.ees"), read("one/inner/b.ees"), read("c.ees")], [CANONICAL; 3]);
    assert_eq!(read("one/notes.txt"), MESSY);
    assert_cmd_snapshot!("nothing_to_do", ees(&["fmt", "one", "--check"]).current_dir(folder.path()));
}

#[test]
fn an_editor_pipes_its_text_through() {
    assert_cmd_snapshot!("piped", ees(&["fmt", "-"]).pass_stdin(MESSY));
    assert_cmd_snapshot!("piped_check", ees(&["fmt", "-", "--check"]).pass_stdin(MESSY));
}

#[test]
fn a_file_keeps_its_byte_order_mark_and_line_ends() {
    let messy = format!("\u{FEFF}{}", MESSY.replace('\n', "\r\n"));
    let folder = in_folder(&[("a.ees", &messy)]);
    assert!(run(folder.path(), &["fmt", "a.ees"]).status.success());
    let written = fs::read_to_string(folder.path().join("a.ees")).unwrap();
    assert_eq!(written, format!("\u{FEFF}{}", CANONICAL.replace('\n', "\r\n")));
    assert!(run(folder.path(), &["fmt", "--check", "a.ees"]).status.success());
}

#[test]
fn declarations_with_errors_are_said_and_left() {
    let text = format!("parameter  p: several\n{MESSY}parameter  q: few\n");
    let folder = in_folder(&[("a.ees", &text)]);
    assert_cmd_snapshot!("with_errors", ees(&["fmt", ".", "--plain"]).current_dir(folder.path()));
    let written = fs::read_to_string(folder.path().join("a.ees")).unwrap();
    assert_eq!(written, format!("parameter  p: several\n{CANONICAL}parameter  q: few\n"));
}

#[test]
fn where_one_file_cannot_be_read_none_is_written() {
    let folder = in_folder(&[("a.ees", MESSY), ("settings.csv", "id,setting\n"), ("empty/notes.txt", "")]);
    fs::write(folder.path().join("old.ees"), b"policy Caf\xe9\n").unwrap();
    let mut told = String::new();
    for args in [&["fmt"][..], &["fmt", "a.ees", "nowhere.ees", "settings.csv", "empty"], &["fmt", "a.ees", "old.ees"]] {
        let shown = ees(args).arg("--plain").current_dir(folder.path()).output().unwrap();
        assert_eq!(shown.status.code(), Some(2), "{shown:?}");
        told += &format!("$ ees {}\n{}\n", args.join(" "), String::from_utf8(shown.stderr).unwrap());
    }
    insta::assert_snapshot!(told);
    assert_eq!(fs::read_to_string(folder.path().join("a.ees")).unwrap(), MESSY);
}

#[test]
fn a_policy_at_a_glance() {
    assert_cmd_snapshot!("glance", ees(&["show"]));
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md")).unwrap();
    let text: String = page.split("```ees\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let folder = in_folder(&[("language.ees", &text), ("broken/a.ees", "policy One\n\nscale one, best first\n")]);
    assert_cmd_snapshot!("glance_at_the_language_page", ees(&["show", ".", "--plain"]).current_dir(folder.path()));
    assert_cmd_snapshot!("glance_at_errors", ees(&["show", "broken", "--plain"]).current_dir(folder.path()));
    for shown in [ees(&["show"]).output().unwrap(), run(folder.path(), &["show", "."])] {
        let text = String::from_utf8(shown.stdout).unwrap();
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
}

/// What `--resolved` prints is the same policy: it has the same answers, and printed again it says the same.
#[test]
fn a_policy_as_one_text_is_the_same_policy() {
    let resolved = ees(&["show", "--resolved"]).output().unwrap();
    assert!(resolved.status.success() && resolved.stderr.is_empty(), "{resolved:?}");
    let text = String::from_utf8(resolved.stdout).unwrap();
    let examples = include_str!("../../../policies/wolverhampton-2021/examples.csv");
    let folder = in_folder(&[("one/whole.ees", &text), ("one/examples.csv", examples)]);
    let answers = |args: &[&str]| {
        let shown = run(folder.path(), args);
        assert!(shown.status.success(), "{shown:?}");
        String::from_utf8(shown.stdout).unwrap()
    };
    let before = answers(&["assess", "--format", "jsonl"]);
    assert!(before.lines().count() > 20);
    assert_eq!(answers(&["assess", "--format", "jsonl", "--policy", "one"]), before);
    assert_eq!(answers(&["show", "one"]), answers(&["show"]));
    assert!(run(folder.path(), &["fmt", "--check", "one"]).status.success(), "it is in canonical form");
    let without_files = |text: &str| {
        text.lines().filter(|line| !line.starts_with("# From ") && !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(without_files(&answers(&["show", "one", "--resolved"])), without_files(&text));
    let files: Vec<&str> = text.lines().filter(|line| line.starts_with("# From ")).collect();
    insta::assert_snapshot!(files.join("\n"));
}

#[test]
fn every_shell_gets_its_completions() {
    for (shell, holds) in [
        ("bash", "complete -F _ees"),
        ("zsh", "#compdef ees"),
        ("fish", "complete -c ees"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let shown = ees(&["completions", shell]).output().unwrap();
        let script = String::from_utf8(shown.stdout).unwrap();
        assert!(shown.status.success() && script.contains(holds) && script.contains("assess"), "{shell}: {script}");
    }
}

#[test]
fn the_help_says_where_things_go() {
    let mut told = String::new();
    for args in [&["fmt", "--help"][..], &["show", "--help"], &["completions", "--help"]] {
        let shown = ees(args).output().unwrap();
        told += &format!("$ ees {}\n{}\n", args.join(" "), String::from_utf8(shown.stdout).unwrap());
    }
    insta::assert_snapshot!(told);
}
