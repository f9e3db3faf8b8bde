//! Tables of others, read as an import of a policy says.
//!
//! The rows of the fixtures are invented; their headings are those of the files that Ofsted publishes.

mod drift;
mod program;
mod reading;
mod real;
mod report_cards;

use ees::diagnostic::Problems;
use ees::model::{FactState, Policy};
use ees::report::{Style, render};
use ees::session::{Place, load};
use ees::settings::{Read, Reading, Row, read};
use ees::source::{FileId, Sources};
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

/// A file of the fixtures; the imports themselves are those that ship with the policy.
fn fixture(name: &str) -> String {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let folder = if name.starts_with("import-") { shipped } else { fixtures() };
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The policy that declares what the imports of the folder name.
fn policy() -> Policy {
    policy_of(&[])
}

/// The same with more declarations.
fn policy_of(more: &[&str]) -> Policy {
    let folder = ["policy.ees", "import-state-funded.ees", "import-childcare.ees"].map(|name| (name.to_owned(), fixture(name)));
    let more = more.iter().zip(0..).map(|(text, at)| (format!("more{at}.ees"), (*text).to_owned()));
    let loaded = load(Place::Memory(folder.into_iter().chain(more).collect()));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    loaded.policy.unwrap()
}

/// Reads what `add` puts among the sources with the import whose name has these words in it.
fn imported(policy: &Policy, import: &str, on: Date, add: impl FnOnce(&mut Sources) -> FileId) -> (Read, Problems, Sources) {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = add(&mut sources);
    let import = policy.imports.iter().find(|one| one.name.machine.contains(import)).unwrap();
    let read = read(&sources, file, policy, Some(import), &Reading { on, strict: false }, &mut problems);
    (read, problems, sources)
}

/// The same of something that has nothing wrong with it.
fn whole(policy: &Policy, import: &str, on: Date, add: impl FnOnce(&mut Sources) -> FileId) -> Read {
    let (read, problems, sources) = imported(policy, import, on, add);
    assert!(problems.is_empty(), "{}", render(&problems.sorted(), &sources, Style::Plain));
    read
}

/// What is said of it, in the plain form.
fn said(policy: &Policy, import: &str, on: Date, add: impl FnOnce(&mut Sources) -> FileId) -> String {
    let (_, problems, sources) = imported(policy, import, on, add);
    render(&problems.sorted(), &sources, Style::Plain)
}

/// What is told of each row, a line each: `900001 school: latest Ofsted good, …`; assumed facts are in brackets.
fn told(policy: &Policy, rows: &[Row]) -> String {
    rows.iter().map(|row| format!("{} {}: {}\n", row.id, policy.kinds[row.kind.at()].name.phrase, facts(policy, row))).collect()
}

fn facts(policy: &Policy, row: &Row) -> String {
    let words = policy.facts_of(row.kind).filter_map(|(id, fact)| match row.facts.get(id) {
        FactState::Told(value) => Some(format!("{} {}", fact.name.phrase, policy.value_phrase(id, value))),
        FactState::Assumed(value) => Some(format!("({} {})", fact.name.phrase, policy.value_phrase(id, value))),
        FactState::Unknown => None,
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Rows left out, by reason.
fn left_out(read: &Read) -> Vec<(String, usize)> {
    read.notes.left_out.iter().map(|one| (one.because.to_string(), one.rows.len())).collect()
}
