//! Ofsted's real files by the shipped imports, where they lie beside the project: for a small policy of which a file tells nearly
//! all, and for the built-in one. Nothing of them is kept: only counts are looked at.

use super::{left_out, policy, whole};
use ees::assess::Answer;
use ees::diagnostic::Problems;
use ees::model::Policy;
use ees::session::{Place, answers, assessor, load};
use ees::settings::Row;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn real(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.is_file() {
        println!("skipped: {name} is not here");
    }
    Some(path).filter(|path| path.is_file())
}

/// How many settings of each kind have which possible categories.
fn counted(policy: &Policy, rows: &[Row], on: Date) -> BTreeMap<(String, String), usize> {
    let mut problems = Problems::default();
    let mut assessor = assessor(policy, on, &mut problems).unwrap();
    let answers = answers(&mut assessor, rows, &mut problems);
    assert!(problems.is_empty(), "{} problems", problems.len());
    assert_eq!(answers.len(), rows.len());
    let possible = |answer: &Answer<'_>| answer.possible.iter().map(|id| policy.category_code(*id)).collect::<Vec<_>>().join(" ");
    let mut counted = BTreeMap::new();
    for answer in &answers {
        let kind = policy.kinds[answer.kind.at()].name.phrase.to_string();
        *counted.entry((kind, possible(answer))).or_insert(0) += 1;
    }
    counted
}

fn pinned(all: &[(&str, &str, usize)]) -> BTreeMap<(String, String), usize> {
    all.iter().map(|(kind, possible, count)| (((*kind).to_owned(), (*possible).to_owned()), *count)).collect()
}

fn built_in() -> Policy {
    load(Place::BuiltIn).policy.unwrap()
}

/// The counts in these tests were checked by a count in another language, written apart from this program.
fn schools(policy: &Policy, wanted: &[(&str, &str, usize)]) {
    let Some(path) = real("ofsted_mi_state_wolverhampton_2023-08-31.csv") else { return };
    let on = date(2023, 8, 31);
    let read = whole(policy, "state", on, |sources| sources.add("file.csv", fs::read_to_string(path).unwrap()));
    assert_eq!(read.rows.len(), 110);
    assert!(left_out(&read).is_empty());
    assert_eq!(counted(policy, &read.rows, on), pinned(wanted));
}

#[test]
fn all_110_state_funded_schools_are_accounted_for() {
    schools(
        &policy(),
        &[
            ("academy", "", 63),
            // Whether leadership is weak is not in the file.
            ("school", "A B2", 43),
            ("school", "AS B2", 1),
            ("school", "B1 B2", 2),
            ("school", "C", 1),
        ],
    );
}

#[test]
fn the_built_in_policy_leaves_open_what_the_file_of_schools_does_not_tell() {
    schools(
        &built_in(),
        &[
            ("academy", "", 63),
            // What the authority itself sees is not in the file, and can call for anything more.
            ("school", "A AS B1 B2 C", 43),
            ("school", "AS B1 B2 C", 1),
            ("school", "B1 B2 C", 2),
            ("school", "C", 1),
        ],
    );
}

fn providers(policy: &Policy, wanted: &[(&str, &str, usize)]) {
    let Some(path) = real("childcare_mi_wolverhampton_2021-08-31.csv") else { return };
    let on = date(2021, 9, 1);
    let read = whole(policy, "childcare", on, |sources| sources.add("file.csv", fs::read_to_string(path).unwrap()));
    assert_eq!(read.rows.len(), 150);
    assert_eq!(left_out(&read), [("home childcarers, who are no setting of the strategy".to_owned(), 11)]);
    assert_eq!(counted(policy, &read.rows, on), pinned(wanted));
}

#[test]
fn all_161_childcare_providers_are_accounted_for() {
    providers(
        &policy(),
        &[
            ("PVI", "A", 37),
            ("PVI", "AS", 4),
            ("PVI", "B1", 7),
            ("PVI", "B2", 3),
            ("child minder", "A", 58),
            ("child minder", "AS", 12),
            ("child minder", "B1", 4),
            ("child minder", "B2", 2),
            ("out-of-hours other", "", 23),
        ],
    );
}

#[test]
fn the_built_in_policy_leaves_open_what_the_file_of_providers_does_not_tell() {
    providers(
        &built_in(),
        &[
            ("PVI", "A AS B1 B2 C", 37),
            ("PVI", "AS B1 B2 C", 4),
            ("PVI", "B1 B2 C", 7),
            ("PVI", "B2 C", 3),
            ("child minder", "A AS B1 B2 C", 57),
            ("child minder", "AS B1 B2 C", 13),
            ("child minder", "B1 B2 C", 4),
            ("child minder", "B2 C", 2),
            ("out-of-hours other", "", 23),
        ],
    );
}
