//! `ees repl` in a real terminal, driven key by key.

mod kit;

pub(crate) use kit::Terminal;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

const LEFT: &str = "\x1b[D";
const UP: &str = "\x1b[A";
const RIGHT: &str = "\x1b[C";
const BACKSPACE: &str = "\x7f";
const CONTROL_A: &str = "\x01";
const CONTROL_C: &str = "\x03";
const CONTROL_D: &str = "\x04";
const CONTROL_K: &str = "\x0b";
const CONTROL_U: &str = "\x15";

fn permissions(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_line_is_edited_with_the_usual_keys() {
    let state = tempfile::tempdir().unwrap();
    let terminal = Terminal::open(state.path(), &["--no-history"], &[]);
    let greeting = terminal.wait_for("Ctrl-D leaves");
    assert!(greeting.contains("2021, as of 15 November 2021."), "{greeting}");
    assert!(greeting.lines().all(|line| line.chars().count() <= 80), "{greeting}");
    // A letter is missing, and one is too many.
    terminal.press("latest Oftsted is god");
    terminal.press(&format!("{LEFT}o"));
    terminal.wait_for("latest Oftsted is good");
    terminal.press(&LEFT.repeat(11));
    terminal.press(BACKSPACE);
    terminal.wait_for("latest Ofsted is good");
    terminal.press("\r");
    terminal.wait_for("Not decided: it can still be A to C");
    terminal.wait_for_line("school>");
    // All that was typed goes.
    terminal.press("governance is red");
    terminal.wait_for("governance is red");
    terminal.press(&format!("{CONTROL_A}{CONTROL_K}"));
    terminal.wait_for_line("school>");
    terminal.press("quit\r");
    assert_eq!(terminal.ended(), Some(0));
}

#[test]
fn tab_completes_and_hints_say_what_a_line_would_come_to() {
    let state = tempfile::tempdir().unwrap();
    let terminal = Terminal::open(state.path(), &["--no-history"], &[]);
    terminal.press("LATEST O\t");
    terminal.wait_for("latest Ofsted is ");
    terminal.wait_for("[it can be outstanding, good");
    terminal.press("req");
    terminal.wait_for("latest Ofsted is req[uires improvement]");
    terminal.press("\t");
    let screen = terminal.wait_for("[Enter: B1 to C, 9.5 to 19 days]");
    assert!(!screen.contains("ruled out"), "it was entered already\n{screen}");
    assert!(terminal.coloured().contains("\x1b[32m"), "values have their colour");
    terminal.press("\r");
    terminal.wait_for("A and AS are ruled");
    terminal.wait_for_line("school>");
    // A hint can be taken; it is gone once the line is entered.
    terminal.press("whi");
    terminal.wait_for("whi[ch facts matter]");
    terminal.press(RIGHT);
    terminal.wait_for("which facts matter  [");
    terminal.press(CONTROL_U);
    // Where several are possible, Tab lists them.
    terminal.press("why not \t");
    terminal.wait_for("A   AS  B1  B2  C");
    terminal.press(CONTROL_U);
    terminal.wait_for_line("school>");
    terminal.press(CONTROL_D);
    assert_eq!(terminal.ended(), Some(0));
}

#[test]
fn control_c_drops_the_line_and_control_d_leaves() {
    let state = tempfile::tempdir().unwrap();
    let terminal = Terminal::open(state.path(), &["--no-history"], &[]);
    terminal.press("latest Ofsted is good");
    terminal.wait_for("[Enter:");
    terminal.press(CONTROL_C);
    terminal.wait_for_line("school>");
    assert!(!terminal.screen().contains("to leave"));
    terminal.press(CONTROL_C);
    terminal.wait_for("Type `quit`, or press Ctrl-D, to leave.");
    terminal.wait_for_line("school>");
    // What is wrong ends nothing, and what was dropped was not told.
    assert!(terminal.enter("frobnicate").contains("is neither a command nor a fact"));
    assert!(terminal.enter("latest Ofsted").contains("latest Ofsted is not known."));
    terminal.press(CONTROL_D);
    assert_eq!(terminal.ended(), Some(0));
}

#[test]
fn answers_follow_the_width_of_the_terminal() {
    let state = tempfile::tempdir().unwrap();
    let terminal = Terminal::open(state.path(), &["--no-history"], &[]);
    let wide = terminal.enter("latest Ofsted: good");
    assert!(wide.contains("\nNot decided: it can still be A to C, with 5 to 19 days. As before.\n"), "{wide}");
    // The window becomes narrower while a line is typed.
    terminal.press("latest inspected is 10 June 2021");
    terminal.wait_for("10 June 2021  [Enter:");
    terminal.resize(44);
    terminal.press("\r");
    terminal.wait_for("\nNot decided: it can still be A to C, with 5\n  to 19 days. As before.\nschool>");
    terminal.press("quit\r");
    assert_eq!(terminal.ended(), Some(0));
}

#[test]
fn commands_are_kept_for_the_owner_alone_and_facts_are_not() {
    let place = tempfile::tempdir().unwrap();
    let state = place.path().join("state");
    let first = Terminal::open(&state, &[], &[]);
    for line in ["which facts matter", "latest Ofsted is good", "forget latest Ofsted", "Jo Bloggs", "why not A"] {
        first.enter(line);
    }
    first.press(CONTROL_D);
    assert_eq!(first.ended(), Some(0));
    let files: Vec<_> = fs::read_dir(&state).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let kept = fs::read_to_string(&files[0]).unwrap();
    let lines: Vec<&str> = kept.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines, ["which facts matter", "why not A"]);
    assert_eq!((permissions(&state), permissions(&files[0])), (0o700, 0o600));
    // They come back, also where the file has been damaged, and its damage goes.
    fs::write(&files[0], [kept.as_bytes(), b"\xff\xfe\n\x1b[2J\n"].concat()).unwrap();
    let second = Terminal::open(&state, &["--keep-facts"], &[]);
    second.wait_for("W040");
    second.press(&UP.repeat(2));
    second.wait_for("school> which facts matter");
    second.press(CONTROL_U);
    second.wait_for_line("school>");
    second.enter("latest Ofsted is good");
    second.press("quit\r");
    assert_eq!(second.ended(), Some(0));
    let kept = fs::read_to_string(&files[0]).unwrap();
    assert!(kept.ends_with("\nwhich facts matter\nwhy not A\nlatest Ofsted is good\nquit\n"), "{kept}");
    assert_eq!(permissions(&files[0]), 0o600);
    // Nothing is taken up, and nothing is kept.
    let third = Terminal::open(&state, &["--no-history"], &[]);
    third.press(&format!("{UP}undo\r"));
    third.wait_for("There is nothing to undo.");
    third.wait_for_line("school>");
    third.press(CONTROL_D);
    assert_eq!(third.ended(), Some(0));
    assert_eq!(fs::read_to_string(&files[0]).unwrap(), kept);
}

#[test]
fn a_plain_terminal_has_no_colours_and_no_hints() {
    let state = tempfile::tempdir().unwrap();
    for (args, vars) in [(&["--no-history", "--plain"][..], &[][..]), (&["--no-history"], &[("TERM", "dumb")])] {
        let terminal = Terminal::open(state.path(), args, vars);
        assert!(terminal.enter("latest Ofsted is god").contains("Did you mean `good`?"));
        let screen = terminal.enter("latest Ofsted is good");
        assert!(screen.contains("Not decided: it can still be A to C") && !screen.contains("[Enter"), "{screen}");
        if vars.is_empty() {
            let coloured = terminal.coloured();
            assert!(!coloured.contains("\x1b[3") && !coloured.contains("\x1b[1m"), "{coloured:?}");
        }
        terminal.press("quit\r");
        assert_eq!(terminal.ended(), Some(0));
    }
}

#[test]
fn a_sentence_with_lines_below_it_goes_on_until_an_empty_line() {
    let state = tempfile::tempdir().unwrap();
    let terminal = Terminal::open(state.path(), &["--no-history"], &[]);
    terminal.press("try in leadership: C when any of\r");
    terminal.press("- leadership is ineffective\r");
    terminal.press("- gaps wide");
    terminal.wait_for("\n- leadership is ineffective\n- gaps wide");
    terminal.press("\r\r");
    terminal.wait_for("it can still be A to C");
    terminal.wait_for_line("school>");
    assert!(terminal.enter("what is tried").contains("- gaps wide\n"));
    terminal.press("quit\r");
    assert_eq!(terminal.ended(), Some(0));
}
