//! `ees repl` with lines piped in.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

fn piped(args: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.args(["repl", "--plain", "--setting", "school", "--on", "2021-11-15"]).args(args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The program may have left before it has read all.
    drop(child.stdin.take().unwrap().write_all(input));
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn each_line_is_shown_before_its_answer() {
    let (code, shown, said) = told(&piped(&[], b"\xef\xbb\xbflatest Ofsted is good\r\n\n# a note\nundo"));
    assert_eq!((code, &*said), (Some(0), ""));
    let lines: Vec<&str> = shown.lines().filter(|line| line.starts_with('>')).collect();
    assert_eq!(lines, ["> latest Ofsted is good", "> # a note", "> undo"]);
    assert!(shown.starts_with("> latest Ofsted is good\nNot decided: it can still be A to C"), "{shown}");
}

#[test]
fn the_first_line_that_is_wrong_ends_it_unless_told_otherwise() {
    let lines = b"latest Ofstd is good\nlatest Ofsted is good\n";
    let (code, shown, said) = told(&piped(&[], lines));
    assert_eq!(code, Some(2));
    assert!(said.contains("W002 standard input:1:1") && said.contains("Did you mean `latest Ofsted is good`?"), "{said}");
    assert!(!shown.contains("> latest Ofsted is good"), "{shown}");
    let (code, shown, _) = told(&piped(&["--keep-going"], lines));
    assert_eq!(code, Some(2));
    assert!(shown.contains("> latest Ofsted is good\nNot decided"), "{shown}");
}

#[test]
fn what_is_no_line_is_refused_by_its_number_and_the_next_is_taken() {
    let mut lines = b"undo \xff\n".to_vec();
    lines.extend(std::iter::repeat_n(b'x', 200_000));
    lines.extend(b"\nlatest Ofsted is good\nfrobnicate\n");
    let (code, shown, said) = told(&piped(&["--keep-going"], &lines));
    assert_eq!(code, Some(2));
    assert!(said.contains("W043") && said.contains("Line 1 of standard input is not UTF-8 text."), "{said}");
    assert!(said.contains("W042") && said.contains("Line 2 of standard input is longer than"), "{said}");
    assert!(said.contains("W001 standard input:4:1"), "{said}");
    assert!(shown.starts_with("> latest Ofsted is good\n"), "{shown}");
    let (code, shown, said) = told(&piped(&[], &lines));
    assert_eq!((code, &*shown), (Some(2), ""));
    assert!(!said.contains("W042"), "{said}");
}

#[test]
fn a_line_that_would_steer_a_terminal_is_shown_by_signs() {
    let (_, shown, said) = told(&piped(&[], b"\x1b[2Jlatest\n"));
    assert!(!shown.contains('\x1b') && !said.contains('\x1b'), "{shown}{said}");
}

#[test]
fn lines_that_belong_together_are_taken_together() {
    let (code, shown, said) =
        told(&piped(&[], b"try in leadership: C when any of\n- leadership is ineffective\n- gaps wide\n\nfrobnicate\n"));
    assert_eq!(code, Some(2));
    assert!(shown.starts_with("> try in leadership: C when any of\n> - leadership is ineffective\n> - gaps wide\n"), "{shown}");
    assert!(said.contains("W001 standard input:5:1") && !said.contains("standard input:1"), "{said}");
}

#[test]
fn lines_that_belong_together_have_an_end() {
    let mut lines = b"why\ntry in leadership: C when any of\n".to_vec();
    lines.extend(format!("- gaps wide # {}\n", "x".repeat(1986)).repeat(50).as_bytes());
    let (code, shown, said) = told(&piped(&[], &lines));
    assert_eq!(code, Some(2));
    assert!(said.contains("W042") && said.contains("What goes on to line 35"), "{said}");
    assert!(shown.starts_with("> why\n") && !shown.contains("> try"), "{shown}");
}

#[test]
fn places_are_those_of_all_that_was_piped_in() {
    let lines = b"latest Ofsted is good\n\n\xff\ntry in leadership: C when any of\n- gaps wide\n\n  frobnicate\n";
    let (_, _, said) = told(&piped(&["--keep-going"], lines));
    assert!(said.contains("W001 standard input:7:3"), "{said}");
}
