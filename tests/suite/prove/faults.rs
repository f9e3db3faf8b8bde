//! One fault planted in a copy of the shipped policy, again and again: each is found, with its own code, at its own place, and nothing is
//! told beside it but what the fixture names.

use crate::cli::ees;
use ees::diagnostic::Severity;
use ees::prove::prove;
use ees::session::{Place, load};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const FAULTS: [&str; 2] = [include_str!("../../fixtures/prove/faults.txt"), include_str!("../../fixtures/prove/more-faults.txt")];

/// A fault, as the fixture has it.
struct Fault<'a> {
    what: &'a str,
    code: &'a str,
    /// What the line of the finding holds.
    at: &'a str,
    /// Codes of what else is told that needs mending.
    beside: BTreeSet<&'a str>,
    /// File, what stands there, what takes its place.
    edits: Vec<(&'a str, String, String)>,
}

#[test]
fn every_planted_fault_is_found_with_its_code_at_its_place() {
    let original = texts();
    let before = findings(&original);
    let faults: Vec<Fault<'_>> = FAULTS.iter().flat_map(|faults| faults.split("\n=== ").skip(1)).map(read).collect();
    assert!(faults.len() >= 135, "{} faults", faults.len());
    let mut missed = String::new();
    for fault in &faults {
        let found = findings(&planted(&original, fault));
        let is_it = |one: &&Found| one.code == fault.code && one.line.contains(fault.at);
        let (its, others): (Vec<&Found>, Vec<&Found>) = found.difference(&before).partition(is_it);
        let beside: BTreeSet<&str> =
            others.iter().chain(its.iter().skip(1)).filter(|one| one.needs_mending).map(|one| &*one.code).collect();
        if beside != fault.beside {
            writeln!(missed, "{}: {beside:?} are told beside it, not {:?}", fault.what, fault.beside).unwrap();
        }
        if its.is_empty() {
            writeln!(missed, "{}: {} at {:?} is not among {others:#?}", fault.what, fault.code, fault.at).unwrap();
        }
    }
    assert!(missed.is_empty(), "{missed}");
}

/// The texts of the shipped policy, by name.
fn texts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let own = paths.filter(|path| path.extension().is_some_and(|ending| ending == "ees"));
    own.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())).collect()
}

fn planted(original: &[(String, String)], fault: &Fault<'_>) -> Vec<(String, String)> {
    let mut texts = original.to_vec();
    for (file, from, to) in &fault.edits {
        let (_, text) =
            texts.iter_mut().find(|(name, _)| name == file).unwrap_or_else(|| panic!("{}: no file {file}", fault.what));
        assert_eq!(text.matches(from.as_str()).count(), 1, "{}: {from:?} does not stand once in {file}", fault.what);
        *text = text.replacen(from.as_str(), to, 1);
    }
    texts
}

/// A finding: its code, whether it is more than a note, and its line.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    code: String,
    needs_mending: bool,
    line: String,
}

fn findings(texts: &[(String, String)]) -> BTreeSet<Found> {
    let loaded = load(Place::Memory(texts.to_vec()));
    let proved = loaded.policy.as_ref().map(|policy| prove(policy).findings.sorted()).unwrap_or_default();
    let line = |finding: &ees::diagnostic::Diagnostic| {
        let span = finding.labels.first().map(|label| label.span)?;
        let text = loaded.sources.text(span.file);
        let start = text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
        Some(text[start..].lines().next().unwrap_or_default().to_owned())
    };
    let all = loaded.problems.sorted().into_iter().chain(proved);
    let found = |finding: ees::diagnostic::Diagnostic| Found {
        code: finding.code.id.to_owned(),
        needs_mending: finding.code.severity != Severity::Note,
        line: line(&finding).unwrap_or_default(),
    };
    all.map(found).collect()
}

fn read(text: &str) -> Fault<'_> {
    let mut lines = text.lines();
    let what = lines.next().unwrap();
    let (code, at) = lines.next().unwrap().split_once(' ').unwrap();
    let mut edits: Vec<(&str, String, String)> = Vec::new();
    let mut beside = BTreeSet::new();
    for line in lines {
        if let Some(codes) = line.strip_prefix("beside ") {
            beside = codes.split(", ").collect();
            continue;
        }
        if let Some(file) = line.strip_prefix("in ") {
            edits.push((file, String::new(), String::new()));
            continue;
        }
        let (_, from, to) = edits.last_mut().unwrap();
        match line.split_at_checked(1) {
            Some(("-", rest)) => *from += &format!("{rest}\n"),
            Some(("+", rest)) => *to += &format!("{rest}\n"),
            _ => {}
        }
    }
    Fault { what, code, at, beside, edits }
}

/// What is wrong with the policy is told, and not that no row of its examples can be.
#[test]
fn where_nothing_can_be_the_examples_are_not_told_of_row_by_row() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in texts() {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021/examples.csv");
    fs::copy(own, folder.path().join("examples.csv")).unwrap();
    let facts = folder.path().join("early-years-facts.ees");
    let more = "\nit cannot be, for a child minder, that occupancy is at most 100%\n  reading \"a fault that was planted\"\n";
    fs::write(&facts, fs::read_to_string(&facts).unwrap() + more).unwrap();
    let checked = ees(&["check", "--plain"]).arg(folder.path()).output().unwrap();
    let found = String::from_utf8(checked.stderr).unwrap();
    assert!(found.starts_with("warning P328 "), "{found}");
    assert!(found.contains("\n1 warning\nMore about a code: ees check --explain P328\n"), "{found}");
    assert_eq!(checked.status.code(), Some(1));
}
