//! Command lines of pages, run as the program in a folder that has what they name.

use crate::tables::book::{self, Cell};
use ees::session::{self, Place, load_with_tests};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const SCHOOLS: &str = "id,name,setting,teaching\nL1,Toffee Lane,school,strong\n";

/// Codes that are no mistake in what was asked: the answer is no.
const ANSWERED_NO: [&str; 1] = ["U095"];

/// A table that the import `inspections` reads.
const VISITS: &str = "Number,Type,Grade,Visited,Earlier grade,Earlier visited\n\
                      101,Primary,2,03/04/2025,4,03/04/2022\n\
                      104,Closed,4,10/06/2024,4,07/02/2022\n";

/// Answers of an interview.
const KEPT: &str = r#"{"schema": 1, "what": "answers to an interview", "policy": "Larkmere School Support", "revision": "REVISION",
  "on": "2025-11-15", "setting": "school", "answers": [{"fact": "FACT", "is": "strong"}]}"#;

/// Reserves and grants added up.
const PRESSED: &str = "facts about a school\n  grants: pounds, at least 0\ncategorise a school by its most intensive strand\n  strand \
                       money\n    B when the sum of reserves and grants is under £10,000\n    A otherwise\n";

/// A folder with all that the pages speak of.
pub(super) fn folder((_, base): &(String, String)) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    // More ranges of one fact are told apart than a diagram holds.
    let tangled: String = (0..300).map(|at| format!("    B when pupils is {}\n", at * 2)).collect();
    let tangled = format!(
        "facts about a school\n  pupils: number\ncategorise a school by its most intensive strand\n  strand size\n{tangled}    A otherwise\n"
    );
    write("larkmere/policy.ees", base.as_bytes());
    write("tangled/policy.ees", base.as_bytes());
    write("tangled/size.ees", tangled.as_bytes());
    write("pressed/policy.ees", base.as_bytes());
    write("pressed/money.ees", PRESSED.as_bytes());
    write("funded.csv", b"id,name,setting,reserves,grants\nL1,Toffee Lane,school,2000,9000\n");
    let numberless: Vec<&str> = base.lines().filter(|line| !line.starts_with("parameter ")).collect();
    write("numberless/policy.ees", numberless.join("\n").as_bytes());
    write("draft/numbers.ees", b"parameter many: few\n");
    write("meeting.txt", b"teaching is weak\nwhy\n");
    write("older.txt", b"# A caf\xe9\nwhy\n");
    write("endless.txt", &[b'x'; 100_000]);
    write("papers/letter.txt", b"Dear headteacher");
    write("returns/policy.ees", base.as_bytes());
    write("returns/inspections.ees", super::imports().1.as_bytes());
    write("visits.csv", VISITS.as_bytes());
    let whole = book::of_csv(SCHOOLS);
    write("schools.xlsx", &whole);
    write("cut.xlsx", &whole[..whole.len() / 2]);
    let sheet = |name| (name, vec![vec![Cell::Text("id"), Cell::Text("setting")], vec![Cell::Text("L1"), Cell::Text("school")]]);
    write("sheets.xlsx", &book::workbook(&[("Notes", vec![]), sheet("North"), sheet("South")]));
    write("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1, as workbooks of older programs begin");
    write("schools.csv", SCHOOLS.as_bytes());
    write("counted.csv", b"id,name,setting,pupils\nL1,Toffee Lane,school,210\n");
    write("tables/schools.csv", SCHOOLS.as_bytes());
    write("utf8.csv", SCHOOLS.replace('T', "Caf\u{e9} ").as_bytes());
    write(
        "excel.csv",
        &SCHOOLS.replace('T', "Caf~ ").bytes().map(|byte| if byte == b'~' { 0xe9 } else { byte }).collect::<Vec<_>>(),
    );
    for (name, revision, fact) in
        [("kept.json", "2025", "teaching"), ("kept-2024.json", "2024", "teaching"), ("kept-before.json", "2025", "tidiness")]
    {
        write(name, KEPT.replace("REVISION", revision).replace("FACT", fact).as_bytes());
    }
    pinned_tables(folder.path(), base);
    let large = fs::File::create(folder.path().join("everything.csv")).unwrap();
    large.set_len(ees::settings::MAX_BYTES as u64 + 1).unwrap();
    folder
}

/// Policies with pinned tables, in all the states that the pages speak of.
fn pinned_tables(folder: &Path, base: &str) {
    let pin = "pin \"made-up.csv\" on 15 November 2025\n";
    for name in ["astray", "twice", "pinned", "cut-off", "unpinned", "moved", "left-over", "unanswered"] {
        let own = folder.join(name);
        fs::create_dir(&own).unwrap();
        fs::write(own.join("policy.ees"), base).unwrap();
        fs::write(own.join("pins.ees"), pin).unwrap();
        fs::write(own.join("made-up.csv"), SCHOOLS.replace("strong", "weak")).unwrap();
        for one in session::pins(&mut load_with_tests(Place::Folder(own.clone()))).results {
            fs::create_dir_all(own.join("snapshots")).unwrap();
            fs::write(own.join("snapshots").join(&one.snapshot), one.accepted()).unwrap();
            if name == "left-over" {
                fs::write(own.join("snapshots/others@2024.snap"), one.accepted()).unwrap();
            }
        }
    }
    let snapshot = |name: &str| fs::read_dir(folder.join(name).join("snapshots")).unwrap().next().unwrap().unwrap().path();
    fs::write(folder.join("astray/pins.ees"), pin.replace("made-up", "../schools")).unwrap();
    fs::remove_dir_all(folder.join("astray/snapshots")).unwrap();
    fs::write(folder.join("twice/others.ees"), pin).unwrap();
    fs::write(snapshot("cut-off"), fs::read_to_string(snapshot("cut-off")).unwrap().split_off(4)).unwrap();
    for name in ["unpinned", "unanswered"] {
        fs::remove_dir_all(folder.join(name).join("snapshots")).unwrap();
    }
    fs::write(snapshot("moved"), fs::read_to_string(snapshot("moved")).unwrap().replace("| no category ", "| A ")).unwrap();
}

/// The codes that a command line brings up; where it brings up none it has ended well.
pub(super) fn found(folder: &TempDir, line: &str) -> Vec<String> {
    // A long command line goes on behind a backslash.
    let line = line.replace("\\\n", " ");
    let (line, input) =
        line.split_once(" < ").map_or((&*line, None), |(line, input)| (line, Some(folder.path().join(input.trim()))));
    let (ci, rest) = line.trim().strip_prefix("CI=true ").map_or((false, line), |rest| (true, rest));
    // What stands in quotation marks is one word.
    let parts = rest.split('"').enumerate();
    let words: Vec<&str> =
        parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }).collect();
    let ["ees", args @ ..] = words.as_slice() else { panic!("`{line}` does not call the program") };
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    command.args(args).args(["--errors", "json"]).current_dir(folder.path()).env_remove("CI");
    command.stdin(input.map_or_else(Stdio::null, |path| fs::File::open(path).unwrap().into()));
    if ci {
        command.env("CI", "true");
    }
    let shown = command.output().unwrap();
    if shown.stderr.is_empty() {
        assert!(shown.status.success() && !shown.stdout.is_empty() || args.contains(&"-o"), "{line}: {shown:?}");
        return Vec::new();
    }
    let said: Json = serde_json::from_slice(&shown.stderr).unwrap_or_else(|error| panic!("{line}: {error}: {shown:?}"));
    let findings = said["findings"].as_array().unwrap();
    let codes: Vec<String> = findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    let errors = findings.iter().any(|finding| finding["severity"] == "error");
    let ending = match (errors, codes.iter().all(|code| code.starts_with('T') || ANSWERED_NO.contains(&code.as_str()))) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => 2,
    };
    assert_eq!(shown.status.code(), Some(ending), "{line}: {shown:?}");
    codes
}
