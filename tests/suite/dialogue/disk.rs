//! A conversation with the program, while its files are changed.

use crate::cli::{ees, in_folder};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;

const POLICY: &str = "policy Halls
setting hall
facts about a hall
  leaking: yes or no
categories, least intensive first
  A: little
  B: much
categorise a hall by its most intensive strand
  strand roof
    B when leaking
    A otherwise
";

#[test]
fn files_that_are_changed_are_taken_up_again() {
    let folder = in_folder(&[("halls/policy.ees", POLICY), ("halls.csv", "id,setting,leaking\nH1,hall,yes\n")]);
    let mut command = ees(&["repl", "halls", "--plain"]);
    let mut child =
        command.current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    let mut answered = BufReader::new(child.stdout.take().unwrap());
    let mut told = String::new();
    // What is written back shows that the line has been dealt with.
    let mut say = |line: &str| {
        writeln!(typed, "{line}").unwrap();
        while !told.lines().any(|one| one == format!("> {line}")) {
            assert!(answered.read_line(&mut told).unwrap() > 0, "{told}");
        }
    };
    say("load halls.csv");
    say("use H1");
    fs::write(folder.path().join("halls/policy.ees"), POLICY.replace("B when leaking", "A when leaking")).unwrap();
    fs::write(folder.path().join("halls/more.ees"), "parameter many: 3\n").unwrap();
    say("leaking");
    fs::write(folder.path().join("halls.csv"), "id,setting,leaking\nH1,hall,no\nH2,hall,yes\n").unwrap();
    say("settings");
    drop(typed);
    answered.read_to_string(&mut told).unwrap();
    let mut wrong = String::new();
    child.stderr.take().unwrap().read_to_string(&mut wrong).unwrap();
    assert_eq!((child.wait().unwrap().code(), wrong.as_str()), (Some(0), ""), "{told}");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("on_disk", told);
    });
}
