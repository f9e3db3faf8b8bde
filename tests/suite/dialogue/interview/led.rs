//! `ees interview` as a program: answers piped in, how it ends, and the files that it writes.

use crate::cli::{ees, in_folder};
use std::fs;
use std::io::Write as _;
use std::process::{Output, Stdio};
use tempfile::TempDir;

const CLUBS: &str = include_str!("../../../fixtures/dialogue/interview/clubs.ees");

fn led(folder: &TempDir, args: &[&str], typed: &str) -> Output {
    let mut command = ees(&["interview", "clubs", "--setting", "club", "--on", "2021-11-15", "--plain"]);
    let command =
        command.args(args).current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn clubs() -> TempDir {
    in_folder(&[("clubs/policy.ees", CLUBS)])
}

#[test]
fn it_ends_as_the_answers_do() {
    let folder = clubs();
    for (typed, args, code) in [
        ("no\nstop here\n", &[][..], 0),
        ("no\n", &[], 0),
        ("yes\nstop\n\n", &[], 1),
        ("yes\n", &[], 1),
        ("", &[], 1),
        ("nein\nno\nstop here\n", &[], 2),
        ("nein\nno\nstop here\n", &["--keep-going"], 2),
        ("no\n", &["--print", "answer.pdf"], 2),
        ("no\n", &["--save", "clubs/policy.ees"], 2),
        ("no\n", &["--resume", "clubs/policy.ees"], 2),
    ] {
        let found = led(&folder, args, typed);
        assert_eq!(found.status.code(), Some(code), "{typed:?} {args:?}: {found:?}");
        let settled = String::from_utf8(found.stdout).unwrap().contains("It is C (a visit a month): 12 days.");
        assert_eq!(settled, code == 0 || args == ["--keep-going"], "{typed:?} {args:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("clubs/policy.ees")).unwrap(), CLUBS, "a file was written over");
}

#[test]
fn answers_are_kept_for_their_owner_alone() {
    let folder = clubs();
    let path = folder.path().join("kept.json");
    assert_eq!(led(&folder, &["--save", "kept.json"], "yes\n").status.code(), Some(1));
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept.contains("insured") && kept.ends_with("}\n"), "{kept}");
    assert_eq!(led(&folder, &["--save", "kept.json"], "no\n").status.code(), Some(2), "it was there");
    assert_eq!(led(&folder, &["--resume", "kept.json"], "gone\nstop here\n").status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), kept, "nothing was stopped, so nothing was to be kept");
    assert_eq!(led(&folder, &["--resume", "kept.json"], "leaking\nstop\n").status.code(), Some(1));
    assert!(fs::read_to_string(&path).unwrap().contains("leaking"), "the file that is gone on with is written anew");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn the_answer_is_printed_in_the_form_that_its_name_says() {
    let folder = clubs();
    let print = |name: &str| {
        let found = led(&folder, &["--print", name, "--called", "Bread & <b>Jam</b>"], "no\nstop here\n");
        assert_eq!(found.status.code(), Some(0), "{found:?}");
        fs::read_to_string(folder.path().join(name)).unwrap()
    };
    let page = print("answer.html");
    for part in ["<html lang=\"en-GB\">", "<title>The answer for Bread &#38; ", "@media print", "<h2>What was told</h2>"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<b>Jam") && !page.contains("<script"), "{page}");
    assert!(print("answer.md").starts_with("# The answer for Bread &amp; &lt;b&gt;Jam"));
    assert!(print("answer.txt").contains("It is C (a visit a month): 12 days."));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("interview_page", page.split("</style>").nth(1).unwrap());
    });
}

#[test]
fn answers_that_are_none_are_told_by_their_line_and_steer_no_terminal() {
    let folder = clubs();
    let mut command = ees(&["interview", "clubs", "--setting", "club", "--on", "2021-11-15", "--plain", "--keep-going"]);
    let command = command.current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"nein\n\xff\n\x1b[2Jno\nno\n").unwrap();
    let found = child.wait_with_output().unwrap();
    let (shown, said) = (String::from_utf8(found.stdout).unwrap(), String::from_utf8(found.stderr).unwrap());
    assert_eq!(found.status.code(), Some(2));
    assert!(said.contains("the answers:1:1") && said.contains("the answers:3:1"), "{said}");
    assert!(said.contains("Line 2 of the answers is not UTF-8 text."), "{said}");
    assert!(!shown.contains('\x1b') && !said.contains('\x1b'), "{shown}");
    assert!(shown.contains("It is C (a visit a month): 12 days."), "{shown}");
}
