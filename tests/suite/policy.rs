//! What a policy says: names, types and units, order and sums, each mistake with its own words.

use ees::diagnostic::words::with_article;
use ees::diagnostic::{Problems, Severity, codes};
use ees::model::{Unit, in_days, parse_date};
use ees::report::{Style, render};
use ees::session::{self, Place, load};
use jiff::civil::date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/policy")
}

/// A file's text and everything found when it joins the base policy, as a screen reader would be given it.
fn findings(path: &Path) -> String {
    let base = fs::read_to_string(fixtures().join("base.ees")).unwrap();
    let text = fs::read_to_string(path).unwrap();
    let loaded = load(Place::Memory(vec![("base.ees".to_owned(), base), ("this.ees".to_owned(), text.clone())]));
    let found = render(&loaded.problems.sorted(), &loaded.sources, Style::Plain);
    format!("{text}\n-----\n{found}")
}

#[test]
fn the_base_has_no_mistake() {
    let base = fs::read_to_string(fixtures().join("base.ees")).unwrap();
    let loaded = load(Place::Memory(vec![("base.ees".to_owned(), base)]));
    let errors: Vec<_> = loaded.problems.iter().filter(|one| one.code.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(loaded.policy.is_some());
}

#[test]
fn each_mistake_has_its_own_words() {
    insta::glob!("../fixtures/policy/mistakes", "*.ees", |path| {
        insta::assert_snapshot!(findings(path));
    });
}

/// What is wrong with pins is seen when their tables are looked for.
const PINS: &str =
    "pin \"../elsewhere.csv\" on 15 November 2021\npin \"a.csv\" on 15 November 2021\npin \"a.csv\" on 15 November 2021\n";

#[test]
fn every_code_about_policies_has_a_fixture() {
    let mut met = BTreeSet::new();
    for entry in fs::read_dir(fixtures().join("mistakes")).unwrap() {
        let base = fs::read_to_string(fixtures().join("base.ees")).unwrap();
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let loaded = load(Place::Memory(vec![("base.ees".to_owned(), base), ("this.ees".to_owned(), text)]));
        met.extend(loaded.problems.iter().map(|one| one.code.id));
    }
    for text in [NO_POLICY, BACKWARDS] {
        let loaded = load(Place::Memory(vec![("alone.ees".to_owned(), text.to_owned())]));
        met.extend(loaded.problems.iter().map(|one| one.code.id));
    }
    let base = fs::read_to_string(fixtures().join("base.ees")).unwrap();
    let files = vec![("base.ees".to_owned(), base), ("pins.ees".to_owned(), PINS.to_owned())];
    let pinned = session::pins(&mut load(Place::Memory(files)));
    met.extend(pinned.problems.iter().map(|one| one.code.id));
    met.extend(crate::scenarios::codes_met());
    met.extend(too_many().iter().chain(too_deep(201).iter()).map(|one| one.code.id));
    met.extend(crate::revisions::codes_met());
    met.extend(crate::prove::codes_met());
    let all: BTreeSet<&str> = codes::all().map(|code| code.id).filter(|id| id.starts_with('P')).collect();
    let missing: Vec<_> = all.difference(&met).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

const NO_POLICY: &str = "setting school\n";
/// The day of the examples is no second mistake: the period says nothing of it.
const BACKWARDS: &str =
    "policy Support Strategy\n  in force: 31 August 2024 to 1 September 2021\nexamples \"schools.csv\" on 15 November 2021\n";

#[test]
fn a_policy_needs_its_head() {
    let found = [NO_POLICY, BACKWARDS].map(|text| {
        let loaded = load(Place::Memory(vec![("alone.ees".to_owned(), text.to_owned())]));
        format!("{text}-----\n{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain))
    });
    insta::assert_snapshot!(found.join("\n=====\n"));
}

/// A choice of more values than a policy holds.
fn too_many() -> Problems {
    let values: Vec<String> = (0..300).map(|at| format!("value number{at}")).collect();
    let text = format!("policy Wide\n\nchoice much: {}\n", values.join(", "));
    load(Place::Memory(vec![("wide.ees".to_owned(), text)])).problems
}

/// A chain of so many definitions.
fn too_deep(count: usize) -> Problems {
    let links: String = (1..count).map(|at| format!("define link {at}\n  link {}\n", at + 1)).collect();
    let text = format!("policy Deep\nsetting school\nfacts about a school\n  x: yes or no\n{links}define link {count}\n  x\n");
    load(Place::Memory(vec![("deep.ees".to_owned(), text)])).problems
}

#[test]
fn a_chain_of_definitions_has_an_end() {
    assert!(!too_deep(200).has_errors());
    let found: Vec<_> = too_deep(201).sorted();
    assert_eq!(found.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["P038"]);
}

#[test]
fn too_much_is_said_once() {
    assert_eq!(too_many().iter().map(|one| one.code.id).collect::<Vec<_>>(), ["P024"]);
}

#[test]
fn codes_are_unique_and_say_what_they_are_about() {
    let mut ids = BTreeSet::new();
    for code in codes::all() {
        assert!(ids.insert(code.id), "{} stands for two things", code.id);
        assert!(!code.title.is_empty() && !code.title.ends_with('.'), "{}: {}", code.id, code.title);
    }
}

#[test]
fn a_date_is_figures_and_a_month() {
    assert_eq!(parse_date("5 June 2021"), Some(date(2021, 6, 5)));
    assert_eq!(parse_date("2021-06-05"), Some(date(2021, 6, 5)));
    for no_date in ["+5 June 2021", "5 June +021", "+021-06-05", "2021-+6-05", "2021-6-05", "31 June 2021", "-2021-06-05"] {
        assert_eq!(parse_date(no_date), None, "{no_date}");
    }
}

#[test]
fn days_beyond_the_calendar_are_none() {
    assert_eq!(in_days(date(2021, 6, 5), 30), Some(date(2021, 7, 5)));
    for days in [i64::MAX, i64::MIN, 9_000_000] {
        assert_eq!(in_days(date(2021, 6, 5), days), None, "{days}");
    }
}

#[test]
fn one_of_a_unit_is_singular() {
    let with = |unit: &str, number: i64| Unit::Named(unit.into()).with(Decimal::from(number));
    assert_eq!(with("months", 1), "1 month");
    assert_eq!(with("months", 2), "2 months");
    assert_eq!(with("vacancies", 1), "1 vacancy");
    assert_eq!(with("classes", 1), "1 class");
}

#[test]
fn a_kind_has_the_article_that_suits_it() {
    for (name, said) in [
        ("school", "a school"),
        ("academy", "an academy"),
        ("university school", "a university school"),
        ("SEN unit", "an SEN unit"),
        ("campus", "a campus"),
        ("child minders", "child minders"),
        ("PVI", "a PVI"),
        ("AFS", "an AFS"),
        ("PVIs", "PVIs"),
    ] {
        assert_eq!(with_article(name), said);
    }
}

/// A heading that cannot be read is the one mistake; what names the categories, or a table that gives them, is in order.
#[test]
fn nothing_is_blamed_for_categories_that_cannot_be_read() {
    let base = fs::read_to_string(fixtures().join("base.ees")).unwrap();
    let table = "table band, for a school, by the first match\n  | well led | band |\n  | yes      | A    |\n  | no       | C    |\n\
                 categorise a school by band\n";
    let loaded = load(Place::Memory(vec![
        ("base.ees".to_owned(), base.replace("categories, least intensive first", "categories")),
        ("this.ees".to_owned(), table.to_owned()),
    ]));
    let said: Vec<_> = loaded.problems.iter().map(|one| (one.code.id, one.message.clone())).collect();
    assert_eq!(said, [("S001", "This heading cannot be read.".to_owned())]);
}
