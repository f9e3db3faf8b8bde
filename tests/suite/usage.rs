//! Every code about how the program is called can be brought up, and says how to go on.

use ees::diagnostic::codes;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SETTINGS: &str = "id,setting,size\n1,school,5\n";

fn policy(lines: &str) -> String {
    format!(
        "policy One\n  in force: 1 September 2021 to 31 August 2024\n\nsetting school\n\ncategories, least intensive first\n  A: a\n  B: b\n\n\
         facts about a school\n  size: number\n\ncategorise a school by its most intensive strand\n  strand size\n{lines}    A otherwise\n"
    )
}

/// The codes of what a run says is wrong.
fn codes_of(folder: &Path, args: &[&str], ending: i32) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.args(args).args(["--errors", "json"]).current_dir(folder).env_remove("CI").stdin(Stdio::null());
    let shown = command.output().unwrap();
    // A test run says what came of each policy, whatever is wrong.
    assert!(ending != 2 || shown.stdout.is_empty() || args[0] == "test", "{args:?}: {shown:?}");
    codes_shown(&shown, ending)
}

fn codes_shown(shown: &Output, ending: i32) -> Vec<String> {
    assert_eq!(shown.status.code(), Some(ending), "{shown:?}");
    let found: Json = serde_json::from_slice(&shown.stderr).unwrap();
    let findings = found["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["help"].is_string()), "it is left open how to go on: {found}");
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_usage_code_is_brought_up() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    // More ranges of one fact are told apart than a diagram holds.
    let tangled: String = (0..300).map(|at| format!("    B when size is {}\n", at * 2)).collect();
    write("settings.csv", SETTINGS.as_bytes());
    write("unknown.csv", b"id,setting\n1,school\n");
    write("old.csv", b"id,setting\n1,caf\xe9\n");
    write("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    write("large.csv", &vec![b'x'; ees::settings::MAX_BYTES + 1]);
    write("plain/a.ees", policy("    B when size is over 10\n").as_bytes());
    write("uncategorised/a.ees", policy("").split("\ncategorise").next().unwrap().as_bytes());
    let import = "import One\n  id: No\n  setting: Type\n    school when S\n    left out when T, because \"none\"\n";
    write("importing/a.ees", (policy("    B when size is over 10\n") + import).as_bytes());
    write("others.csv", b"No,Type\n1,S\n9,T\n");
    write("tangled/a.ees", policy(&tangled).as_bytes());
    write("empty/notes.txt", b"nothing");
    fs::create_dir_all(folder.path().join("folder/a.ees")).unwrap();
    let on = ["--on", "2021-11-15"];
    let runs: [&[&str]; 18] = [
        &["assess", "nowhere.csv", "--policy", "plain"],
        &["assess", "settings.csv", "--policy", "folder"],
        &["assess", "old.csv", "--policy", "plain"],
        &["assess", "old.xls", "--policy", "plain"],
        &["assess", "large.csv", "--policy", "plain"],
        &["assess", "settings.csv", "--policy", "nowhere"],
        &["assess", "settings.csv", "--policy", "empty"],
        &["assess", "settings.csv", "--policy", "plain", "--on", "1999-01-01"],
        &["explain", "settings.csv", "--policy", "plain", "--id", "7"],
        &["explain", "settings.csv", "--policy", "plain", "--id", "1", "--to", "b"],
        &["explain", "settings.csv", "--policy", "uncategorised", "--id", "1", "--why-not", "A"],
        &["assess", "--policy", "plain"],
        &["assess", "settings.csv", "--policy", "plain", "-o", "no/such/folder/answers.csv"],
        &["assess", "unknown.csv", "--policy", "tangled"],
        &["check", "--explain", "S99"],
        &["assess", "others.csv", "--policy", "importing", "--import", "Two"],
        &["assess", "--policy", "importing", "--import", "One"],
        &["explain", "others.csv", "--policy", "importing", "--import", "One", "--id", "9"],
    ];
    let mut met = BTreeSet::new();
    for args in runs {
        let args: Vec<&str> =
            args.iter().copied().chain(on.into_iter().filter(|_| args[0] != "check" && !args.contains(&"--on"))).collect();
        met.extend(codes_of(folder.path(), &args, 2));
    }
    met.extend(codes_of(folder.path(), &["assess", "settings.csv", "--policy", "tangled", "--on", "2021-11-15"], 0));
    let others = "\nfacts about a school\n  other size: number\n  third size: number\n";
    write("adding/a.ees", (policy("    B when size plus other size plus third size is over 10\n") + others).as_bytes());
    met.extend(codes_of(folder.path(), &["assess", "settings.csv", "--policy", "adding", "--on", "2021-11-15"], 2));
    write("added.csv", b"id,setting,size,other size\n1,school,5,3\n");
    met.extend(codes_of(folder.path(), &["assess", "added.csv", "--policy", "adding", "--on", "2021-11-15"], 0));
    let terms =
        ["review", "settings.csv", "settings.csv", "--policy", "plain", "--before-on", "2021-11-15", "--on", "2022-02-14"];
    met.extend(codes_of(folder.path(), &[&terms[..], &["--from", "Spring 1"]].concat(), 2));
    met.extend(codes_of(folder.path(), &["test", "plain", "--min", "50"], 1));
    met.extend(codes_of(folder.path(), &["test", "plain", "--lcov", "out", "--html", "out"], 2));
    met.extend(codes_of(folder.path(), &["test", "plain", "--mutants", "--mutant", "join-99"], 2));
    let solve = ["solve", "settings.csv", "--policy", "plain", "--on", "2021-11-15", "--goal"];
    for goal in ["a few", "at most 5 settings in D"] {
        met.extend(codes_of(folder.path(), &[&solve[..], &[goal]].concat(), 2));
    }
    met.extend(codes_of(folder.path(), &["test", "--watch"], 2));
    met.extend(codes_of(folder.path(), &["new", "plain"], 2));
    met.extend(codes_of(folder.path(), &["fmt"], 2));
    met.extend(codes_of(folder.path(), &["fmt", "settings.csv"], 2));
    write("broken/a.ees", b"parameter many: few\n");
    met.extend(codes_of(folder.path(), &["fmt", "broken"], 0));
    met.extend(codes_of(folder.path(), &["test", "--accept"], 2));
    write("pinning/a.ees", (policy("    B when size is over 10\n") + "pin \"made-up.csv\" on 15 November 2021\n").as_bytes());
    write("pinning/made-up.csv", SETTINGS.as_bytes());
    // Its answers end before there is one.
    met.extend(codes_of(folder.path(), &["test", "pinning", "--review"], 2));
    let mut service = Command::new(env!("CARGO_BIN_EXE_ees"));
    service.args(["test", "pinning", "--accept", "--errors", "json"]).current_dir(folder.path()).env("CI", "true");
    met.extend(codes_shown(&service.output().unwrap(), 2));
    let never: Vec<&str> = codes::all().map(|code| code.id).filter(|id| id.starts_with('U') && !met.contains(*id)).collect();
    assert!(never.is_empty(), "nothing brings up {never:?}; met were {met:?}");
}
