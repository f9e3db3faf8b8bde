//! Ten thousand scenarios in one table, of the shipped policy: reading and checking them with the policy, running them, and `ees test`
//! from its start to its end.
//!
//! `cargo bench --bench tests`. Each row expects what the policy says of it, its days and what to ask. Nothing is asserted of time.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may stop at once, and prints"
)]

mod population;

use ees::assess::Answer;
use ees::diagnostic::Problems;
use ees::harness::scenarios::{Verdict, run_all};
use ees::model::{Policy, Scenario};
use ees::session::{Loaded, Place, answers, assessor, load_with_tests};
use ees::settings::{Reading, read_csv};
use ees::source::Sources;
use population::{Gaps, ON, schools};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SCENARIOS: usize = 10_000;
const ROUNDS: usize = 15;

fn main() {
    let texts = policy();
    let table = table(&Place::Memory(texts.clone()));
    let with_table = || load_with_tests(Place::Memory([&texts[..], &[("table.ees".to_owned(), table.clone())]].concat()));
    let loaded = with_table();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems.iter().next());
    assert_eq!(ran(&loaded), SCENARIOS);
    println!("{SCENARIOS} scenarios in one table ({} kB), with the shipped policy; {ROUNDS} rounds\n", table.len() / 1_000);
    show("the policy read and checked without them", || drop(load_with_tests(Place::Memory(texts.clone()))));
    show("the policy read and checked with them", || drop(with_table()));
    show("all of them run", || assert_eq!(ran(&loaded), SCENARIOS));
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in &texts {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("table.ees"), &table).unwrap();
    show("`ees test` from start to end", || program(Some(folder.path())));
    show("`ees test` on the shipped policy's own tests", || program(None));
}

/// The texts of the shipped policy, its tests left out.
fn policy() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "ees")).collect();
    let named = |path: &PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap());
    texts.iter().map(named).collect()
}

/// Invented schools as rows, each with what the policy says of it.
fn table(place: &Place) -> String {
    let policy = load_with_tests(place.clone()).policy.unwrap();
    let csv = schools(SCENARIOS, 1, Gaps::Usual);
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("settings.csv", csv.as_str());
    let rows = read_csv(&sources, file, &policy, &Reading { on: ON, strict: false }, &mut problems);
    let mut assessor = assessor(&policy, ON, &mut problems).unwrap();
    let answers = answers(&mut assessor, &rows, &mut problems);
    assert_eq!(answers.len(), SCENARIOS);
    let names: Vec<&str> = population::FACTS.iter().map(|(name, _)| *name).collect();
    let mut text = format!("scenarios Many, a school on 15 November 2021\n  | scenario | {} | expect |\n", names.join(" | "));
    for (line, answer) in csv.lines().skip(1).zip(&answers) {
        let (_, told) = line.split_once(",school,").unwrap();
        let cells: Vec<&str> = told.split(',').map(|cell| if cell.is_empty() { "-" } else { cell }).collect();
        writeln!(text, "  | {} | {} | {} |", answer.id, cells.join(" | "), expected(&policy, answer)).unwrap();
    }
    text
}

/// `B1, 9.5 days, nothing to ask`
fn expected(policy: &Policy, answer: &Answer<'_>) -> String {
    let codes: Vec<&str> = answer.possible.iter().map(|id| policy.category_code(*id)).collect();
    let fact = |id: &ees::model::FactId| policy.fact(*id).unwrap().name.phrase.to_string();
    let days = answer.days.stated.map_or(String::new(), |(_, days)| format!("{} days, ", days.normalize()));
    let ask = answer.ask.first().map_or("nothing to ask".to_owned(), |id| format!("ask {}", fact(id)));
    format!("{}, {days}{ask}", codes.join(" or "))
}

/// Runs them, and says how many passed.
fn ran(loaded: &Loaded) -> usize {
    let policy = loaded.policy.as_ref().unwrap();
    let all: Vec<&Scenario> = policy.scenarios.iter().collect();
    run_all(policy, &all).iter().filter(|one| one.verdict == Verdict::Passed).count()
}

fn program(folder: Option<&Path>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ees"));
    let ended = command.arg("test").args(folder).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(ended.success());
}

/// The middle, least and most of some times.
fn show(title: &str, run: impl Fn()) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{title:<46} median {:>9.1?}, {:.1?} to {:.1?}", times[ROUNDS / 2], times[0], times[ROUNDS - 1]);
}
