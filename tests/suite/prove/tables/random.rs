//! Policies with tables of all sorts, as texts, drawn at random and small enough to go through.

#![expect(clippy::type_complexity, reason = "a test names what it is about, and no more")]

use ees::diagnostic::Severity;
use ees::model::Policy;
use ees::session::{Place, load};
use fastrand::Rng;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A column: its heading, and what its cells can be.
type Column = (&'static str, fn(&mut Rng) -> String);

const FACTS: [(&str, &str, fn(&mut Rng) -> String); 8] = [
    ("rating", "quality", rating),
    ("earlier", "quality, or none", rating),
    ("colour", "red, green or blue, or none", colour),
    ("size", "number, 0 to 5", size),
    ("staff", "number of people, at least 0", people),
    ("seen", "date, or none", seen),
    ("safe", "yes or no", yes_or_no),
    ("noted", "yes or no, or none; assumed no", yes_or_no),
];

fn one_of(rng: &mut Rng, all: &[&str]) -> String {
    all[rng.usize(0..all.len())].to_owned()
}

fn rating(rng: &mut Rng) -> String {
    one_of(
        rng,
        &["good", "fair", "weak", "poor", "good or weak", "fair or better", "weak or worse", "not fair", "fair or poor", "any"],
    )
}

/// Where there is an earlier one.
fn compared_rating(rng: &mut Rng) -> String {
    if rng.u8(0..5) == 0 { one_of(rng, &["worse than earlier", "not better than earlier"]) } else { rating(rng) }
}

fn colour(rng: &mut Rng) -> String {
    one_of(rng, &["red", "green", "blue", "red or blue", "not red", "none", "not none", "any"])
}

fn size(rng: &mut Rng) -> String {
    let (low, high) = (rng.u8(0..4), rng.u8(3..6));
    match rng.u8(0..10) {
        0 => format!("under {high}"),
        1 => format!("over {low}"),
        2 => format!("at least {high}"),
        3 => format!("at most {low}"),
        4 => format!("{low}"),
        5 => format!("{low}.5 to {}", high + 1),
        6 => "not under 3".to_owned(),
        7 => "under few".to_owned(),
        _ => format!("{low} to {high}"),
    }
}

fn people(rng: &mut Rng) -> String {
    let (low, high) = (rng.u8(0..3), rng.u8(2..5));
    match rng.u8(0..7) {
        0 => format!("under {high} people"),
        1 => format!("over {low}"),
        2 => format!("{high}"),
        3 => format!("at least {low}"),
        4 => "any".to_owned(),
        _ => format!("{low} to {high}"),
    }
}

fn seen(rng: &mut Rng) -> String {
    one_of(
        rng,
        &[
            "before 1 March 2025",
            "on or after 1 March 2025",
            "after 1 March 2025",
            "on or before 1 March 2025",
            "before 1 June 2025",
            "on or after 1 June 2025",
            "within 12 months",
            "not within 12 months",
            "none",
            "not none",
            "any",
        ],
    )
}

fn yes_or_no(rng: &mut Rng) -> String {
    one_of(rng, &["yes", "no", "any"])
}

fn risk(rng: &mut Rng) -> String {
    one_of(rng, &["0", "over 1", "1 to 2", "at least 3", "under 2", "any"])
}

fn level(rng: &mut Rng) -> String {
    one_of(rng, &["x", "y", "x or y", "none", "not z", "any"])
}

/// A condition on one of the facts.
fn condition(rng: &mut Rng, facts: &[(&str, &str, fn(&mut Rng) -> String)]) -> String {
    let (name, _, cell) = facts[rng.usize(0..facts.len())];
    match cell(rng).as_str() {
        "any" => condition(rng, facts),
        "yes" => name.to_owned(),
        "no" => format!("not {name}"),
        said => match said.strip_prefix("not ") {
            Some(rest) => format!("{name} is not {rest}"),
            None => format!("{name} is {said}"),
        },
    }
}

/// A policy about a school, with a table `level` and perhaps more, and its text. Rows and lines that are refused are taken out; `None`
/// where that does not do.
pub(super) fn any_policy(seed: u64) -> Option<(Policy, String)> {
    let mut text = text(&mut Rng::with_seed(seed));
    for _ in 0..3 {
        let loaded = load(Place::Memory(vec![("tables.ees".to_owned(), text.clone())]));
        if let Some(policy) = loaded.policy {
            return Some((policy, text));
        }
        let errors = loaded.problems.sorted().into_iter().filter(|one| one.code.severity == Severity::Error);
        let refused: BTreeSet<usize> =
            errors.map(|one| text[..one.labels[0].span.start as usize].matches('\n').count()).collect();
        let kept = text.lines().enumerate().filter(|(at, _)| !refused.contains(at)).map(|(_, line)| format!("{line}\n"));
        text = kept.collect();
    }
    None
}

fn text(rng: &mut Rng) -> String {
    let mut facts = FACTS.to_vec();
    rng.shuffle(&mut facts);
    facts.truncate(rng.usize(2..=3));
    let mut text = String::from("policy Tables\n  in force: ");
    text += ["15 June 2025 to 15 June 2025\n", "1 April 2025 to 15 June 2025\n"][usize::from(rng.u8(0..4) == 0)];
    text += "setting school\nscale quality, best first\n  good\n  fair\n  weak\n  poor\ncategories, least intensive first\n  A\n  B\n  C\nparameter few: 2 from 1 April 2025, 3 from 10 June 2025\n";
    text += "facts about a school\n";
    facts.iter().for_each(|(name, values, _)| writeln!(text, "  {name}: {values}").unwrap());
    if rng.u8(0..3) == 0 {
        writeln!(text, "it cannot be that {} and {}", condition(rng, &facts), condition(rng, &facts)).unwrap();
    }
    let compared = ["rating", "earlier"].iter().all(|name| facts.iter().any(|(fact, ..)| fact == name));
    let mut columns: Vec<Column> = facts
        .iter()
        .map(
            |(name, _, cell)| {
                if compared && *name == "rating" { (*name, compared_rating as fn(&mut Rng) -> String) } else { (*name, *cell) }
            },
        )
        .collect();
    if rng.u8(0..3) == 0 {
        let first = if compared { "rating is worse than earlier".to_owned() } else { condition(rng, &facts) };
        writeln!(text, "define odd, for a school\n  {first} or {}", condition(rng, &facts)).unwrap();
        columns.push(("odd", yes_or_no));
    }
    if rng.u8(0..3) == 0 {
        text += "score risk, for a school\n";
        (0..rng.usize(1..4)).for_each(|_| writeln!(text, "  {} when {}", rng.u8(1..3), condition(rng, &facts)).unwrap());
        columns.push(("risk", risk));
    }
    table(rng, &mut text, "level", &columns, &["x", "y", "z"]);
    if rng.bool() {
        columns.push(("level", level));
        table(rng, &mut text, "second", &columns, &["p", "q"]);
    }
    if rng.bool() {
        let by = ["exactly one", "the first match", "the first match, in any order"][rng.usize(0..3)];
        writeln!(text, "categorise a school by {by}").unwrap();
        for _ in 0..rng.usize(1..5) {
            let line = condition(rng, &facts);
            let category = one_of(rng, &["A", "B", "C"]);
            writeln!(text, "  {category} when {line} and {}", condition(rng, &facts)).unwrap();
        }
        text += ["", "  A otherwise\n"][usize::from(rng.bool())];
    }
    text
}

fn table(rng: &mut Rng, text: &mut String, name: &str, columns: &[Column], words: &[&str]) {
    let mut columns = columns.to_vec();
    rng.shuffle(&mut columns);
    columns.truncate([1, 2, 2, 2, 3, 3][rng.usize(0..6)]);
    let (by, words) = match rng.u8(0..6) {
        0 | 1 => ("the first match", words),
        2 => ("the first match, in any order", words),
        3 => ("exactly one", words),
        4 if name == "level" => ("the most intensive, best first", words),
        4 | 5 if name != "level" => ("the sum", &["1", "2", "0.5"][..]),
        _ => ("exactly one", words),
    };
    writeln!(text, "table {name}, for a school, by {by}").unwrap();
    let heads: Vec<&str> = columns.iter().map(|(head, _)| *head).collect();
    writeln!(text, "  | {} | {name} |", heads.join(" | ")).unwrap();
    // All the words come up, and in their order, so that another table can name them.
    let rows = rng.usize(words.len()..=6);
    for row in 0..rows {
        let cells: Vec<String> = columns.iter().map(|(_, cell)| cell(rng)).collect();
        let gives = words.get(row).copied().unwrap_or_else(|| words[rng.usize(0..words.len())]);
        writeln!(text, "  | {} | {gives} |", cells.join(" | ")).unwrap();
    }
    if rng.u8(0..4) == 0 {
        let any = vec!["any"; columns.len()];
        writeln!(text, "  | {} | {} |", any.join(" | "), words[0]).unwrap();
    }
}
