//! The house is kept: which room may name which, how large files and rooms grow, no IO in the core, and no word of a
//! shipped policy in the program.

use ees::model::{Domain, YES_NO};
use ees::session::{Place, load_with_tests};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may name. A room that is not here may not exist.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("syntax", &["source", "diagnostic"]),
    ("format", &["source", "diagnostic", "syntax"]),
    ("model", &["source", "diagnostic", "syntax"]),
    ("revision", &["source", "diagnostic", "syntax", "model"]),
    ("check", &["source", "diagnostic", "syntax", "model"]),
    ("evaluate", &["source", "diagnostic", "model"]),
    ("diagram", &["source", "diagnostic", "model"]),
    ("assess", &["source", "diagnostic", "model", "evaluate", "diagram"]),
    ("explain", &["source", "model", "evaluate", "diagram", "assess"]),
    ("settings", &["source", "diagnostic", "model"]),
    ("report", &["source", "diagnostic"]),
    ("prove", &["source", "diagnostic", "model", "evaluate", "diagram", "assess", "explain"]),
    (
        "harness",
        &[
            "source",
            "diagnostic",
            "syntax",
            "format",
            "model",
            "revision",
            "check",
            "evaluate",
            "diagram",
            "assess",
            "explain",
            "prove",
            "settings",
        ],
    ),
    (
        "session",
        &[
            "source",
            "diagnostic",
            "syntax",
            "format",
            "model",
            "revision",
            "check",
            "evaluate",
            "diagram",
            "assess",
            "explain",
            "prove",
            "settings",
            "harness",
        ],
    ),
    (
        "dialogue",
        &[
            "source",
            "diagnostic",
            "syntax",
            "format",
            "model",
            "revision",
            "check",
            "evaluate",
            "diagram",
            "assess",
            "explain",
            "prove",
            "settings",
            "harness",
            "session",
        ],
    ),
    (
        "cli",
        &[
            "source",
            "diagnostic",
            "syntax",
            "format",
            "model",
            "revision",
            "check",
            "evaluate",
            "diagram",
            "assess",
            "explain",
            "prove",
            "settings",
            "harness",
            "report",
            "session",
            "dialogue",
        ],
    ),
];

/// Rooms that may read and write files; all others are given text and give text back.
const WITH_IO: &[&str] = &["session", "cli"];
const IO: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::now", "Zoned::now", "io::stdout", "io::stdin"];
const MOST_LINES: usize = 500;
const MOST_FILES: usize = 9;
/// Words that the language itself or Rust has, whatever a policy declares.
const OF_THE_LANGUAGE: &[&str] = &[
    "yes", "no", "none", "some", "low", "high", "red", "amber", "green", "default", "other", "met", "not_met", "missing",
    "needed", "kept", "in_place",
];
/// The folder of the built-in policy.
const BUILT_IN: &str = "wolverhampton-2021";

#[test]
fn rooms_name_only_what_stands_before_them() {
    let mut wrong = String::new();
    for (room, path) in source_files() {
        let Some((_, may)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            writeln!(wrong, "src/{room} is no room of the house").unwrap();
            continue;
        };
        let code = code_of(&fs::read_to_string(&path).unwrap());
        for (named, _) in ROOMS {
            let names = code.contains(&format!("crate::{named}::")) || code.contains(&format!("crate::{named};"));
            if names && *named != room && !may.contains(named) {
                writeln!(wrong, "{} names `{named}`; `{room}` may only name {may:?}", path.display()).unwrap();
            }
        }
        assert!(!code.contains("crate::{"), "{}: name rooms one by one, so that this test sees them", path.display());
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn files_and_rooms_stay_small() {
    let mut wrong = String::new();
    for (_, path) in source_files().into_iter().chain(test_files()) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > MOST_LINES {
            writeln!(wrong, "{} has {lines} lines; {MOST_LINES} is the most", path.display()).unwrap();
        }
    }
    let mut folders: Vec<PathBuf> = source_files().iter().map(|(_, path)| path.parent().unwrap().to_owned()).collect();
    folders.dedup();
    for folder in folders {
        let files = fs::read_dir(&folder).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count();
        if files > MOST_FILES {
            writeln!(wrong, "{} has {files} files; {MOST_FILES} is the most", folder.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_core_does_no_io() {
    let mut wrong = String::new();
    for (room, path) in source_files() {
        let code = code_of(&fs::read_to_string(&path).unwrap());
        for word in IO.iter().filter(|word| !WITH_IO.contains(&room.as_str()) && code.contains(**word)) {
            writeln!(wrong, "{} names `{word}`", path.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_program_knows_no_policy() {
    let declared = declared_names();
    assert!(declared.len() > 40, "the shipped policies were not read: {declared:?}");
    let mut wrong = String::new();
    for (_, path) in source_files() {
        let text = fs::read_to_string(&path).unwrap();
        let (identifiers, strings) = words_of(&text);
        for name in identifiers.intersection(&declared) {
            writeln!(wrong, "{}: the identifier `{name}` is a name of a policy", path.display()).unwrap();
        }
        for string in strings.iter().filter(|string| string.as_str() != BUILT_IN) {
            let folded = format!("_{}_", folded(string));
            for name in declared.iter().filter(|name| folded.contains(&format!("_{name}_"))) {
                writeln!(wrong, "{}: the string {string:?} holds `{name}`, a name of a policy", path.display()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Machine names of every kind of setting, fact, strand and value that the shipped policies declare.
fn declared_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in fs::read_dir(root().join("policies")).unwrap() {
        let policy = load_with_tests(Place::Folder(folder.unwrap().path())).policy.expect("a shipped policy has errors");
        names.extend(policy.kinds.iter().map(|kind| kind.name.machine.to_string()));
        names.extend(policy.facts.iter().map(|fact| fact.name.machine.to_string()));
        let strands = policy.categorisations.iter().flat_map(|one| &one.strands);
        names.extend(strands.map(|strand| strand.name.machine.to_string()));
        let vocabularies = policy.facts.iter().filter_map(|fact| match fact.domain {
            Domain::Vocabulary(id) if id != YES_NO => policy.vocabulary(id),
            Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date => None,
        });
        names.extend(vocabularies.flat_map(|one| &one.values).map(|value| value.name.machine.to_string()));
    }
    names.retain(|name| name.chars().count() > 1 && !OF_THE_LANGUAGE.contains(&name.as_str()));
    names
}

/// Identifiers (in `snake_case`) and string literals of a Rust text, comments left out.
fn words_of(text: &str) -> (BTreeSet<String>, Vec<String>) {
    let (mut identifiers, mut strings) = (BTreeSet::new(), Vec::new());
    let mut word = String::new();
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
            continue;
        }
        identifiers.insert(snake(&std::mem::take(&mut word)));
        match letter {
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|letter| *letter != '\n').is_some() {},
            '\'' if rest.peek() == Some(&'"') => drop(rest.next()),
            '"' => {
                let mut string = String::new();
                while let Some(letter) = rest.next().filter(|letter| *letter != '"') {
                    string.push(letter);
                    if letter == '\\' {
                        string.extend(rest.next());
                    }
                }
                strings.push(string);
            }
            _ => {}
        }
    }
    (identifiers, strings)
}

fn snake(identifier: &str) -> String {
    let mut name = String::new();
    for letter in identifier.chars() {
        if letter.is_uppercase() && !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_")
}

/// A Rust text without its line comments.
fn code_of(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of a room, with the room's name; `lib.rs` and `main.rs` belong to none.
fn source_files() -> Vec<(String, PathBuf)> {
    let src = root().join("src");
    let room =
        |path: &Path| path.strip_prefix(&src).unwrap().components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|end| end == "rs");
    let files = files_below(&src).into_iter().filter(|path| path.parent() != Some(&src) && is_rust(path));
    files.map(|path| (room(&path), path)).collect()
}

fn test_files() -> Vec<(String, PathBuf)> {
    ["tests/suite", "benches"]
        .iter()
        .flat_map(|folder| files_below(&root().join(folder)))
        .map(|path| (String::new(), path))
        .collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
