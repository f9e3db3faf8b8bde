//! Where a policy says it comes from, and what it decides where its source is silent.

use ees::explain::plain;
use ees::explain::sources::{coverage, coverage_in_words, readings, readings_in_words};
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn loaded(text: &str) -> Loaded {
    let loaded = load(Place::Memory(vec![("brookham.ees".to_owned(), text.to_owned())]));
    let said = render(&loaded.problems.iter().cloned().collect::<Vec<_>>(), &loaded.sources, Style::Plain);
    assert!(loaded.policy.is_some(), "{said}");
    loaded
}

fn brookham() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sources/brookham.ees")).unwrap()
}

fn texts(text: &str) -> Vec<String> {
    readings(loaded(text).policy.as_ref().unwrap()).iter().map(|reading| reading.text.to_string()).collect()
}

#[test]
fn every_reading_is_told_the_most_consequential_first() {
    let loaded = loaded(&brookham());
    insta::assert_snapshot!(plain(&readings_in_words(loaded.policy.as_ref().unwrap(), &loaded.sources), 100));
}

#[test]
fn every_place_is_told_with_what_cites_it() {
    let loaded = loaded(&brookham());
    insta::assert_snapshot!(plain(&coverage_in_words(loaded.policy.as_ref().unwrap(), &loaded.sources), 100));
}

#[test]
fn consequence_follows_what_a_reading_bears_on() {
    let before = |text: &str, one: &str, other: &str| {
        let texts = texts(text);
        let at = |wanted: &str| texts.iter().position(|text| text == wanted).unwrap();
        at(one) < at(other)
    };
    let (number, line) = ("the source says small and gives no number", "two signs are many");
    let text = brookham();
    assert!(before(&text, number, line), "two lines rest on the number, and it stands further down");
    let fewer = text.replace("    B when worn and small\n", "");
    assert!(before(&fewer, line, number), "one line rests on the number, as many as on the line itself, which stands above it");
    let harsher = fewer.replace("B when teaching is fair", "C when teaching is fair and small");
    assert!(before(&harsher, number, line), "a line that gives C rests on the number");
}

#[test]
fn places_stand_as_people_list_them() {
    let loaded = loaded(&brookham());
    let places: Vec<String> = coverage(loaded.policy.as_ref().unwrap()).places.into_iter().map(|place| place.name).collect();
    assert_eq!(
        places,
        [
            "1",
            "2.1",
            "2.2",
            "2.10",
            "4.2",
            "4.10",
            "Annex 1",
            "Annex 2",
            "Annex 2, days",
            "Annex 2, fair",
            "Annex 2, teaching",
            "Annex 10"
        ]
    );
}

/// What is written behind a word in all files of the built-in policy.
fn written(word: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "ees") {
            let text = fs::read_to_string(path).unwrap();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
            let behind =
                lines.filter_map(|line| Some(line.split_once(&format!("{word} \""))?.1.split('"').next().unwrap().to_owned()));
            found.extend(behind);
        }
    }
    assert!(found.len() > 20, "{found:?}");
    found.sort();
    found
}

#[test]
fn nothing_of_the_built_in_policy_is_left_out() {
    let policy = load(Place::BuiltIn).policy.unwrap();
    let mut told: Vec<String> = readings(&policy).iter().map(|reading| reading.text.to_string()).collect();
    told.sort();
    assert_eq!(told, written("reading"));
    let cited: BTreeSet<String> = coverage(&policy).places.into_iter().map(|place| place.name).collect();
    let places: BTreeSet<String> =
        written("from").iter().flat_map(|from| from.split(';')).map(|place| place.trim().to_owned()).collect();
    assert_eq!(cited, places);
}
