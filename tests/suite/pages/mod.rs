//! Every code has a page, and what the page shows is true: its example brings the code up, and mended it does not.

mod console;
mod recipes;
mod shown;

use crate::dialogue::Texts;
use ees::diagnostic::pages::{self, Page, Sample};
use ees::diagnostic::{Problems, codes};
use ees::dialogue::{Dialogue, Version};
use ees::harness::properties::{self, Held};
use ees::harness::scenarios::{self, Failures};
use ees::model::Scenario;
use ees::session::{self, Loaded, Place, load, load_with_tests};
use ees::settings::{Reading, read, read_csv};
use jiff::civil::date;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The widest line of an example, so that none is broken where it is printed.
const WIDEST: usize = 92;

fn base() -> (String, String) {
    fixture("larkmere.ees")
}

/// The imports of that policy: `inspections`, and `register` with a notice.
fn imports() -> (String, String) {
    fixture("inspections.ees")
}

fn fixture(name: &str) -> (String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages").join(name);
    (name.to_owned(), fs::read_to_string(path).unwrap())
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: Vec<&str> = pages::all().map(|page| page.code).collect();
    let once: BTreeSet<&str> = pages.iter().copied().collect();
    assert_eq!(once.len(), pages.len(), "a page stands twice");
    let codes: BTreeSet<&str> = codes::all().map(|code| code.id).collect();
    let missing: Vec<_> = codes.difference(&once).collect();
    assert!(missing.is_empty(), "no page for {missing:?}; see src/diagnostic/pages/mod.rs for where and how to write them");
    let without: Vec<_> = once.difference(&codes).collect();
    assert!(without.is_empty(), "pages for codes that there are not: {without:?}");
}

#[test]
fn a_page_has_its_parts_and_is_short() {
    for page in pages::all() {
        let code = page.code;
        assert!(!page.what.is_empty() && !page.why.is_empty() && !page.mend.is_empty(), "{code} lacks a part");
        let lines = [page.example, page.mended].map(|sample| sample.text.lines().count()).iter().sum::<usize>();
        assert!(lines <= 24, "{code}: the examples have {lines} lines");
        let words = [&page.what, &page.why, &page.about, &page.mend].iter().map(|part| part.len()).sum::<usize>();
        assert!(words <= 900, "{code}: {words} letters are too many to read");
        for line in [page.example, page.mended].iter().flat_map(|sample| sample.text.lines()) {
            assert!(line.chars().count() <= WIDEST, "{code}: {line}");
        }
    }
}

#[test]
fn every_example_brings_its_code_up_and_mended_it_does_not() {
    let folder = console::folder(&base());
    let mut wrong = String::new();
    for page in pages::all() {
        let mut bad = found(&page, page.example, false, &folder);
        if [codes::settings::TOO_MANY.id, codes::policy::AMENDED_BROKEN.id].contains(&page.code) {
            // It comes with all that there is too much of, or that is wrong with another policy.
            bad.retain(|code| *code == page.code);
        }
        if bad != [page.code] {
            wrong += &format!("{}: the example brings up {bad:?}\n", page.code);
        }
        let good = found(&page, page.mended, true, &folder);
        if !good.is_empty() {
            wrong += &format!("{}: the mended example brings up {good:?}\n", page.code);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The codes that an example brings up, each once.
fn found(page: &Page, sample: Sample, mended: bool, folder: &TempDir) -> Vec<String> {
    let own = ("example.ees".to_owned(), sample.text.to_owned());
    let problems = match sample.kind {
        "ees" => load(Place::Memory(vec![base(), own])).problems,
        "ees tests" => of_tests(load_with_tests(Place::Memory(vec![base(), fixture("tested.ees"), own]))),
        "ees revision" => revision(&format!("policy Draft\n  amends \"../larkmere\"\n  revision: 2026\n\n{}", sample.text)),
        "ees revision whole" => revision(sample.text),
        "ees whole" => load(Place::Memory(vec![own])).problems,
        "ees proved" => proved(page, load(Place::Memory(vec![fixture("libraries.ees"), own]))),
        "ees proved whole" => proved(page, load(Place::Memory(vec![own]))),
        "csv" => of_table(load(Place::Memory(vec![base()])), sample.text),
        "csv import" => of_import(sample.text),
        "json" => of_json(sample.text),
        "repl" => of_conversation(sample.text),
        "console" => return console::found(folder, sample.text),
        "text" => recipes::found(page.code, mended),
        other => panic!("{}: there is no example of the sort `{other}`", page.code),
    };
    let mut codes: Vec<String> = problems.iter().map(|one| one.code.id.to_owned()).collect();
    codes.dedup();
    codes
}

/// What is wrong with a policy, and what of it is refuted, as far as the page is about it.
fn proved(page: &Page, loaded: Loaded) -> Problems {
    let mut problems = loaded.problems;
    let policy = loaded.policy.as_ref().unwrap_or_else(|| panic!("{}: a policy with errors", page.code));
    let found = ees::prove::prove(policy).findings.sorted();
    problems.extend(found.into_iter().filter(|one| one.code.id == page.code));
    problems
}

/// What is wrong with a policy, or with what its tests expect and say of it.
fn of_tests(loaded: Loaded) -> Problems {
    let mut problems = loaded.problems;
    let Some(policy) = &loaded.policy else { return problems };
    let all: Vec<&Scenario> = policy.scenarios.iter().collect();
    let mut failures = Failures::new(policy);
    problems.extend(scenarios::run_all(policy, &all).iter().filter_map(|ran| failures.of(ran)));
    for property in &policy.properties {
        match properties::decide(policy, &[property]).remove(0) {
            Held::Holds(_) => {}
            Held::Refuted(witness) => problems.push(properties::diagnostic(policy, property, &witness)),
            Held::NotDecided(why) => problems.push(properties::not_decided(property, why)),
        }
    }
    problems
}

/// What is wrong with what is typed in a conversation, whose first line is the kind of setting.
fn of_conversation(text: &str) -> Problems {
    let (version, _) = Version::of(load(Place::Memory(vec![base(), fixture("tested.ees")]))).unwrap();
    let (kind, typed) = text.split_once('\n').unwrap();
    let kind = version.policy.kind(kind).unwrap();
    let mut dialogue = Dialogue::new(version, kind, date(2025, 11, 15), "typed").unwrap();
    let table = "id,name,setting,teaching,latest_judgement\nL1,Toffee Lane,school,weak,good\nL2,Elm Row,school,strong,good\n";
    let files = [("settings.csv".to_owned(), table.to_owned())].into();
    let (mut world, mut problems) = (Texts { files, ..Texts::default() }, Problems::default());
    let mut lines = typed.lines();
    while let Some(line) = crate::dialogue::next(&dialogue, &mut lines) {
        problems.extend(dialogue.step(&line, &mut world).problems.sorted());
    }
    problems
}

/// What is wrong with a revision of the policy, which lies beside it.
fn revision(text: &str) -> Problems {
    let (name, amended) = base();
    load(Place::Memory(vec![(format!("../larkmere/{name}"), amended), ("draft.ees".to_owned(), text.to_owned())])).problems
}

/// What is wrong with a table of settings of a policy.
fn of_table(mut loaded: Loaded, table: &str) -> Problems {
    let policy = loaded.policy.take().unwrap();
    let (mut problems, on) = (Problems::default(), date(2025, 11, 15));
    let file = loaded.sources.add("settings.csv", table);
    let rows = read_csv(&loaded.sources, file, &policy, &Reading { on, strict: false }, &mut problems);
    let mut assessor = session::assessor(&policy, on, &mut problems).unwrap();
    session::answers(&mut assessor, &rows, &mut problems);
    problems
}

/// What is wrong with a table that an import reads, and what is to be said with its answers.
fn of_import(table: &str) -> Problems {
    let mut loaded = load(Place::Memory(vec![base(), imports()]));
    let (mut problems, policy) = (Problems::default(), loaded.policy.take().unwrap());
    let file = loaded.sources.add("visits.csv", table);
    let reading = Reading { on: date(2025, 11, 15), strict: false };
    let import = policy.imports.iter().find(|import| &*import.name.machine == "inspections");
    let found = read(&loaded.sources, file, &policy, Some(import.unwrap()), &reading, &mut problems);
    session::warn(&found.notes, &mut problems);
    problems
}

/// What is wrong with settings that are written as JSON.
fn of_json(text: &str) -> Problems {
    let mut loaded = load(Place::Memory(vec![base()]));
    let (mut problems, policy) = (Problems::default(), loaded.policy.take().unwrap());
    let file = loaded.sources.add("settings.json", text);
    let reading = Reading { on: date(2025, 11, 15), strict: false };
    read(&loaded.sources, file, &policy, None, &reading, &mut problems);
    problems
}
