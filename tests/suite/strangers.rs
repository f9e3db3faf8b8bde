//! Schemes of councils that nobody here has met: they add points, cross two judgements in a matrix, count with exceptions. What
//! each setting comes to was worked out by hand.

use ees::assess::{Format, Status, write};
use ees::diagnostic::Problems;
use ees::explain::{Row, plain, setting};
use ees::report::{Style, render};
use ees::session::{Loaded, Place, answers, assessor, load, read_table};
use ees::settings::{Reading, read_csv};
use serde_json::Value as Json;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(stranger: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/strangers").join(stranger)
}

/// A policy without errors or warnings.
fn loaded(stranger: &str) -> Loaded {
    let loaded = load(Place::Folder(folder(stranger)));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    loaded
}

/// What each setting comes to, as `id,status,possible,days`; and some of them explained. What programs are given keeps its schema.
fn answered(stranger: &str, explained: &[&str]) -> (String, String) {
    let (mut loaded, mut problems) = (loaded(stranger), Problems::default());
    let schema = serde_json::from_str(include_str!("../../docs/assess.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let table = read_table(&mut loaded, None, &mut problems).unwrap();
    let (policy, on) = (loaded.policy.as_ref().unwrap(), table.on.unwrap());
    let rows = read_csv(&loaded.sources, table.file, policy, &Reading { on, strict: false }, &mut problems);
    let mut assessor = assessor(policy, on, &mut problems).unwrap();
    let answers = answers(&mut assessor, &rows, &mut problems);
    assert!(problems.is_empty(), "{}", render(&problems.sorted(), &loaded.sources, Style::Plain));
    let mut records = Vec::new();
    write(Format::Json, policy, on, &answers, &mut records).unwrap();
    let records: Json = serde_json::from_slice(&records).unwrap();
    assert!(schema.is_valid(&records), "{records}");
    let (mut table, mut words) = (String::new(), String::new());
    for (answer, row) in answers.iter().zip(&rows) {
        let status = match answer.status {
            Status::Decided => "decided",
            Status::Open => "open",
            Status::NoAnswer => "no_answer",
            Status::NotCategorised => "not_categorised",
        };
        let mut possible: Vec<&str> = answer.possible.iter().map(|id| policy.category_code(*id)).collect();
        possible.extend((answer.may_be_silent && answer.status == Status::Open).then_some("none"));
        let days = answer.days.stated.map_or(String::new(), |(_, days)| days.normalize().to_string());
        writeln!(table, "{},{status},{},{days}", answer.id, possible.join("; ")).unwrap();
        if explained.contains(&answer.id) {
            words += &plain(&setting(&mut assessor, Row { answer, facts: &row.facts }), 100);
            let record = records.as_array().unwrap().iter().find(|record| record["id"] == answer.id).unwrap();
            writeln!(words, "\nbecause {}\n-----\n", record["because"]).unwrap();
        }
    }
    (table, words)
}

/// The first columns of what was worked out by hand; the last says how.
fn by_hand(stranger: &str) -> String {
    let text = fs::read_to_string(folder(stranger).join("expected.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        assert!(!row[4].is_empty(), "{row:?}");
        format!("{},{},{},{}\n", &row[0], &row[1], &row[2], &row[3])
    });
    rows.collect()
}

#[test]
fn points_with_thresholds() {
    let (table, words) = answered("points", &["P2", "P5", "P7", "P8", "S2"]);
    assert_eq!(table, by_hand("points"));
    insta::assert_snapshot!(words);
}

#[test]
fn a_matrix_of_two_judgements() {
    let (table, words) = answered("matrix", &["N2", "N4", "N6", "M2", "M4", "M5"]);
    assert_eq!(table, by_hand("matrix"));
    insta::assert_snapshot!(words);
}

#[test]
fn counting_with_exceptions() {
    let (table, words) = answered("counting", &["C2", "C4", "C5", "C7", "C8", "U3"]);
    assert_eq!(table, by_hand("counting"));
    insta::assert_snapshot!(words);
}
