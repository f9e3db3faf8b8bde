//! Two policies, and two terms, compared.

mod changes;
mod moves;
mod renamed;
mod terms;

use crate::cli::ees;
use std::path::PathBuf;
use std::process::Output;

pub(crate) const DIFF: &[&str] =
    &["diff", "old", "new", "--settings", "settings.csv", "--on-old", "2026-06-15", "--on-new", "2026-09-15"];
pub(crate) const REVIEW: &[&str] = &[
    "review",
    "autumn.csv",
    "spring.csv",
    "--policy",
    "old",
    "--before-on",
    "2025-11-15",
    "--on",
    "2026-02-16",
    "--from",
    "Spring 1",
];

/// The names and ids of the invented settings.
const NAMES: [&str; 5] = ["Marigold", "Saltmarsh", "Copper Hill", "Pebble Van", "Plover"];

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diff")
}

fn run(args: &[&str]) -> Output {
    ees(args).arg("--plain").current_dir(fixtures()).output().unwrap()
}

/// What a run writes that ends well and finds nothing wrong.
pub(crate) fn shown(args: &[&str]) -> String {
    let ended = run(args);
    assert!(ended.status.success() && ended.stderr.is_empty(), "{args:?}: {ended:?}");
    String::from_utf8(ended.stdout).unwrap()
}

/// What a run says that is refused: nothing is written.
fn refused(args: &[&str]) -> String {
    let ended = run(args);
    assert_eq!(ended.status.code(), Some(2), "{args:?}: {ended:?}");
    assert!(ended.stdout.is_empty(), "{args:?}: {ended:?}");
    format!("$ ees {}\n{}\n", args.join(" "), String::from_utf8(ended.stderr).unwrap())
}

/// A record, of each list in it the first two members.
fn cut(args: &[&str]) -> String {
    fn first_two(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(all) => {
                all.truncate(2);
                all.iter_mut().for_each(first_two);
            }
            serde_json::Value::Object(fields) => fields.values_mut().for_each(first_two),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }
    let mut record = serde_json::from_str(&shown(args)).unwrap();
    first_two(&mut record);
    serde_json::to_string_pretty(&record).unwrap()
}

#[test]
fn every_form_of_a_diff() {
    insta::assert_snapshot!("diff_table", shown(DIFF));
    insta::assert_snapshot!("diff_csv", shown(&[DIFF, &["--format", "csv"]].concat()));
    let (meaning, rest) = meaning_apart(&cut(&[DIFF, &["--format", "json", "--redact"]].concat()));
    insta::assert_snapshot!("diff_json", rest);
    insta::assert_snapshot!("diff_json_meaning", meaning);
    insta::assert_snapshot!("diff_markdown", shown(&[DIFF, &["--format", "markdown"]].concat()));
    insta::assert_snapshot!("diff_texts_csv", shown(&["diff", "old", "new", "--format", "csv"]));
}

/// What a record says of the meaning, and the rest of it.
fn meaning_apart(record: &str) -> (String, String) {
    let start = record.find("  \"meaning\": {\n").unwrap();
    let end = start + record[start..].find("\n  },\n").unwrap() + "\n  },\n".len();
    (record[start..end].to_owned(), format!("{}{}", &record[..start], &record[end..]))
}

#[test]
fn every_form_of_a_review() {
    insta::assert_snapshot!("review_table", shown(REVIEW));
    insta::assert_snapshot!("review_csv", shown(&[REVIEW, &["--format", "csv"]].concat()));
    insta::assert_snapshot!("review_json", cut(&[REVIEW, &["--format", "json", "--redact"]].concat()));
    insta::assert_snapshot!("review_markdown", shown(&[REVIEW, &["--format", "markdown"]].concat()));
}

#[test]
fn no_form_names_a_setting_and_redacted_ones_have_no_id() {
    for args in [DIFF, REVIEW] {
        for format in ["table", "csv", "json", "markdown"] {
            let args = [args, &["--format", format]].concat();
            for (ids, args) in [
                (format != "markdown", args.clone()),
                (false, [&args[..], &["--redact"]].concat()),
                (true, [&args[..], &["--no-redact"]].concat()),
            ] {
                let text = shown(&args);
                assert!(NAMES.iter().all(|name| !text.contains(name)), "{args:?} names a setting\n{text}");
                assert_eq!(text.contains("NE-"), ids, "{args:?}\n{text}");
                assert_eq!(text.contains("setting 2"), !ids, "{args:?}\n{text}");
            }
        }
    }
}

#[test]
fn tables_are_at_most_100_columns_wide() {
    for args in [DIFF, REVIEW] {
        let lined = String::from_utf8(ees(args).current_dir(fixtures()).output().unwrap().stdout).unwrap();
        assert!(lined.contains("-----"), "{lined}");
        let plain = shown(args);
        assert!(!plain.contains("-----"), "{plain}");
        for text in [lined, plain] {
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= 100 && text.is_ascii(), "{widest} columns\n{text}");
        }
    }
}

#[test]
fn a_comparison_is_written_whole() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("comment.md");
    std::fs::write(&target, "what was there before\n").unwrap();
    let to = target.to_str().unwrap();
    refused(&["diff", "old", "new", "--settings", "spring.csv", "--on", "2026-06-15", "-o", to]);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "what was there before\n");
    assert_eq!(shown(&[DIFF, &["--format", "markdown", "-o", to]].concat()), "");
    assert_eq!(std::fs::read_to_string(&target).unwrap(), shown(&[DIFF, &["--format", "markdown"]].concat()));
}

#[test]
fn how_to_compare_is_in_the_manual() {
    insta::assert_snapshot!("compare_help", format!("{}\n{}", shown(&["diff", "--help"]), shown(&["review", "--help"])));
}
