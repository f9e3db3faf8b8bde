//! Broken policies and tables end in words, never in a crash.

use ees::diagnostic::Problems;
use ees::explain;
use ees::model::Policy;
use ees::report::{Style, render};
use ees::session::{Place, answers, assessor, load};
use ees::settings::{Reading, read_csv};
use ees::source::{Sources, decode};
use fastrand::Rng;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const SHIPPED: &str = "policies/wolverhampton-2021";

/// The files of a folder, with the table of the settings that a policy is tried on.
fn files_of(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// One small slip: a line lost, doubled or moved, a word lost, doubled or swapped for another of the file, a letter changed.
pub(crate) fn slip(rng: &mut Rng, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = rng.usize(..lines.len());
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut own: Vec<String> = lines[at].split(' ').map(str::to_owned).collect();
    let word = rng.usize(..own.len());
    match rng.u8(..8) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let to = rng.usize(..lines.len());
            lines.swap(at, to);
        }
        3 => drop(own.remove(word)),
        4 => own.insert(word, own[word].clone()),
        5 => own[word] = words[rng.usize(..words.len())].to_owned(),
        6 => own[word] = own[word].chars().rev().collect(),
        _ => {
            own[word] =
                own[word].replacen(|letter: char| letter.is_alphabetic(), ["#", "\"", "|", "é", "\u{a0}", "0"][rng.usize(..6)], 1)
        }
    }
    if let (true, Some(line)) = (own.len() != 1, lines.get_mut(at)) {
        *line = own.join(" ");
    }
    lines.join("\n")
}

/// Answers for the table under a policy, shown in every way there is.
fn show_all(policy: &Policy, table: &str) {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("settings.csv", table);
    let on = policy.in_force.map_or(date(2021, 11, 15), |(first, _)| first);
    let rows = read_csv(&sources, file, policy, &Reading { on, strict: false }, &mut problems);
    let Some(mut assessor) = assessor(policy, on, &mut problems) else { return };
    let answers = answers(&mut assessor, &rows, &mut problems);
    for (answer, row) in answers.iter().zip(&rows) {
        let words = explain::plain(&explain::setting(&mut assessor, explain::Row { answer, facts: &row.facts }), 100);
        assert!(!words.is_empty());
    }
    drop(render(&problems.sorted(), &sources, Style::Plain));
}

#[test]
fn policies_with_slips_in_them() {
    let files = files_of(SHIPPED);
    let table = files.iter().find(|(name, _)| name == "examples.csv").unwrap().1.clone();
    try_slips(&files, &table);
}

#[test]
fn policies_for_several_kinds_with_slips_in_them() {
    let table = files_of("tests/fixtures/groups").into_iter().find(|(name, _)| name == "settings.csv").unwrap().1;
    try_slips(&files_of("tests/fixtures/groups/policy"), &table);
}

/// Many variants of a policy, each with a few slips, and those that are read on a table.
fn try_slips(files: &[(String, String)], table: &str) {
    let mut rng = Rng::with_seed(1984);
    let (mut whole, mut broken) = (0, 0);
    for round in 0..400 {
        let mut files: Vec<_> = files.iter().filter(|(name, _)| name.ends_with(".ees")).cloned().collect();
        for _ in 0..=round % 3 {
            let at = rng.usize(..files.len());
            files[at].1 = slip(&mut rng, &files[at].1);
        }
        let mut loaded = load(Place::Memory(files));
        match &loaded.policy {
            Some(policy) => {
                whole += 1;
                if whole % 8 == 0 {
                    show_all(policy, table);
                }
            }
            None => {
                broken += 1;
                assert!(loaded.problems.has_errors(), "refused without a word");
            }
        }
        let found = std::mem::take(&mut loaded.problems).sorted();
        for style in [Style::Plain, Style::Json, Style::Graphical { colour: false, width: 100 }] {
            let told = render(&found, &loaded.sources, style);
            assert!(!told.contains("Rule") && !told.contains("unwrap") && !told.contains("src/"), "{told}");
            assert!(!told.contains('\u{E000}'), "{told}");
        }
    }
    assert!(whole > 40 && broken > 100, "{whole} whole and {broken} broken policies are no fair trial");
}

#[test]
fn tables_with_slips_in_them() {
    let mut rng = Rng::with_seed(451);
    let files = files_of(SHIPPED);
    let table = &files.iter().find(|(name, _)| name == "examples.csv").unwrap().1;
    let policy = load(Place::BuiltIn).policy.unwrap();
    let mut refused = 0;
    for _ in 0..600 {
        let mut bytes = table.clone().into_bytes();
        for _ in 0..rng.usize(1..4) {
            let at = rng.usize(..bytes.len());
            match rng.u8(..4) {
                0 => drop(bytes.remove(at)),
                1 => bytes[at] = *rng.choice(b",\"\n\r;\t\0?=\xFF".as_slice()).unwrap(),
                2 => bytes.insert(at, *rng.choice(b",\"\n\r\xC3'".as_slice()).unwrap()),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let Ok(text) = decode(bytes) else { continue };
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        let file = sources.add("settings.csv", text);
        read_csv(&sources, file, &policy, &Reading { on: date(2021, 11, 15), strict: false }, &mut problems);
        refused += usize::from(problems.has_errors());
        let told = render(&problems.sorted(), &sources, Style::Plain);
        // Without the line break behind the headings the first row is headings too, and nothing could tell.
        let headings = sources.text(file).lines().next().is_some_and(|first| first.contains("Quillfeather"));
        assert!(headings || !told.contains("Quillfeather"), "{told}");
    }
    assert!(refused > 200, "only {refused} tables were refused");
}

/// What is found in a policy, by code, each with how often.
fn codes(text: String) -> Vec<(&'static str, usize)> {
    let loaded = load(Place::Memory(vec![("a.ees".to_owned(), text)]));
    let mut counted = BTreeMap::new();
    loaded.problems.iter().for_each(|one| *counted.entry(one.code.id).or_insert(0) += 1);
    counted.into_iter().collect()
}

#[test]
fn more_than_a_policy_holds_is_said_once() {
    let facts: String = (0..6_000).map(|at| format!("  fact {at}: yes or no\n")).collect();
    let kinds: String = (0..6_000).map(|at| format!("setting kind {at}\n")).collect();
    let parameters: String = (0..6_000).map(|at| format!("parameter many {at}: {at}\n")).collect();
    let values: Vec<String> = (0..70_000).map(|at| format!("value {at}")).collect();
    let same = vec!["value"; 70_000].join("\n  ");
    let categories: String = (0..3)
        .map(|part| format!("categories, least intensive first\n{}", codes_of(part * 2_000..part * 2_000 + 2_000)))
        .collect();
    let deep: String = (0..4_990).map(|at| format!("define step {at}, for a school\n  step {}\n", at + 1)).collect();
    assert_eq!(codes(format!("policy Wide\nsetting school\nfacts about a school\n{facts}")), [("P024", 1)]);
    assert_eq!(codes(format!("policy Wide\n{kinds}")), [("P024", 1)]);
    assert_eq!(codes(format!("policy Wide\n{parameters}")), [("P024", 1)]);
    assert_eq!(codes(format!("policy Wide\nchoice much: {}\n", values.join(", "))), [("P024", 1)]);
    assert_eq!(codes(format!("policy Wide\nscale much, best first\n  {same}\n")), [("P008", 69_999)]);
    assert_eq!(codes(format!("policy Wide\n{categories}")), [("P024", 1), ("P032", 2)]);
    assert_eq!(
        codes(format!("policy Deep\nsetting school\nfacts about a school\n  step 4990: yes or no\n{deep}")),
        [("P038", 1)]
    );
}

fn codes_of(numbers: std::ops::Range<usize>) -> String {
    numbers.map(|at| format!("  C{at}: support\n")).collect()
}

/// The answer for one setting about which nothing is told, as codes of the categories, and the words that explain it.
fn one_answer(text: String) -> (Vec<String>, String) {
    let loaded = load(Place::Memory(vec![("a.ees".to_owned(), text)]));
    let policy = loaded.policy.unwrap();
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("settings.csv", "id,setting\n1,school\n");
    let rows = read_csv(&sources, file, &policy, &Reading { on: date(2021, 11, 15), strict: false }, &mut problems);
    let mut assessor = assessor(&policy, date(2021, 11, 15), &mut problems).unwrap();
    let answers = answers(&mut assessor, &rows, &mut problems);
    let possible = answers[0].possible.iter().map(|category| policy.category_code(*category).to_owned()).collect();
    let words =
        explain::plain(&explain::setting(&mut assessor, explain::Row { answer: &answers[0], facts: &rows[0].facts }), 100);
    (possible, words)
}

#[test]
fn large_policies_are_answered_and_explained() {
    let head = "policy Large\nsetting school\ncategories, least intensive first\n  A: a\n  B: b\nfacts about a school\n  x: yes or no\n  n: number, 0 to 9999999999999999999\n";
    let strand = "categorise a school by its most intensive strand\n  strand one\n";
    let lines: String = (0..20_000).map(|_| "    B when x\n".to_owned()).collect();
    let deep: String = (0..199).map(|at| format!("define step {at}\n  step {}\n", at + 1)).collect();
    let (possible, words) = one_answer(format!("{head}{strand}{lines}    A otherwise\n"));
    assert_eq!(possible, ["A", "B"]);
    assert!(words.contains("`x`") || words.contains('x'), "{words}");
    let (possible, words) =
        one_answer(format!("{head}{deep}define step 199\n  not x\n{strand}    B when step 0\n    A otherwise\n"));
    assert_eq!(possible, ["A", "B"]);
    assert!(!words.is_empty());
    let (possible, _) = one_answer(format!("{head}{strand}    B when n is at least 0\n    A otherwise\n"));
    assert_eq!(possible, ["B"]);
}

#[test]
fn definitions_used_twice_by_each_other_are_followed_once() {
    let twice: String = (1..60).map(|at| format!("define twice {at}\n  twice {} or twice {}\n", at - 1, at - 1)).collect();
    let text = format!(
        "policy Twice\nsetting school\ncategories, least intensive first\n  A: a\nfacts about a school\n  x: yes or no\ndefine twice 0\n  x\n{twice}it cannot be that twice 59\ncategorise a school by its most intensive strand\n  strand one\n    A otherwise\n"
    );
    let loaded = load(Place::Memory(vec![("a.ees".to_owned(), text)]));
    let policy = loaded.policy.unwrap();
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("settings.csv", "id,setting,x\n1,school,yes\n");
    let rows = read_csv(&sources, file, &policy, &Reading { on: date(2021, 11, 15), strict: false }, &mut problems);
    let mut assessor = assessor(&policy, date(2021, 11, 15), &mut problems).unwrap();
    assert!(answers(&mut assessor, &rows, &mut problems).is_empty());
    let found = problems.sorted();
    assert_eq!(found.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["D027"]);
    assert!(found[0].help.as_ref().unwrap().contains("x is yes"), "{:?}", found[0].help);
}

#[test]
fn one_misused_mark_of_a_row_is_told() {
    let policy = load(Place::BuiltIn).policy.unwrap();
    let row = "\"a\"b,".repeat(100);
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let file = sources.add("settings.csv", format!("id,setting\n{row}\n{row}\n"));
    read_csv(&sources, file, &policy, &Reading { on: date(2021, 11, 15), strict: false }, &mut problems);
    assert_eq!(problems.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["D010", "D010"]);
}
