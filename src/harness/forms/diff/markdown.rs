//! For a comment on a pull request.

use super::super::markdown::{MOST, details, escaped, fenced, left_out, table};
use super::super::{Ids, growth_in_words, notes_on_days};
use super::lines::changed;
use super::meaning;
use super::page::{BY_CATEGORY, MOVERS, category_rows, matrix_rows};
use super::{FEW_TESTS, counted, mover_row, of_tests, otherwise, parted, some};
use crate::harness::changes::Change;
use crate::harness::meaning::Meaning;
use crate::harness::moves::{Moves, Reason, Setting};
use crate::harness::{About, Difference};
use crate::model::spoken;
use similar::ChangeTag;

/// What differs, short: what is long can be unfolded.
#[must_use]
pub fn markdown(difference: &Difference, ids: Ids) -> String {
    let side = |about: &About| {
        let on = about.on.map_or_else(String::new, |on| format!(", as of {}", spoken(on)));
        format!("**{}**{on}", escaped(&about.words()))
    };
    let mut out = format!("### What this changes\n\nFrom {} to {}.\n\n", side(&difference.before), side(&difference.after));
    out += &in_meaning(&difference.meaning);
    if let Some(moves) = &difference.moves {
        settings(moves, &mut out);
    }
    let (rules, tests) = parted(&difference.changes);
    let summary = format!("In the texts: {}", counted(&rules));
    if rules.is_empty() {
        out += &format!("{}.\n\n", escaped(&summary));
    } else {
        let shown: Vec<String> = rules.iter().take(MOST).map(|change| in_lines(change)).collect();
        out += &(details(&summary, &(shown.join("\n") + &left_out(rules.len()))) + "\n");
    }
    match of_tests(&tests) {
        Some(words) if tests.len() <= FEW_TESTS => {
            let shown: Vec<String> = tests.iter().map(|change| in_lines(change)).collect();
            out += &(details(&words, &shown.join("\n")) + "\n");
        }
        Some(words) => out += &format!("{words}.\n\n"),
        None => {}
    }
    if let Some(moves) = &difference.moves {
        movers(moves, ids, &mut out);
        out += &format!("<sub>{}</sub>\n", ids.note().replace('`', ""));
    }
    out.trim_end().to_owned() + "\n"
}

/// What is proved, as a list.
fn in_meaning(found: &Meaning) -> String {
    let mut out = String::new();
    for line in meaning::lines(found) {
        let words = escaped(&line.words);
        out += &if line.heading { format!("**{words}**\n\n") } else { format!("{}- {words}\n", "  ".repeat(line.depth)) };
    }
    out + "\n"
}

/// How many move, what it does to the days, and from where to where.
pub(in super::super) fn settings(moves: &Moves, out: &mut String) {
    let (before, after) = moves.days();
    let words = super::super::movers_in_words(moves.movers());
    let growth = growth_in_words(moves);
    let [old, new] = [before.words(), after.words()].map(|words| if words.is_empty() { "none".to_owned() } else { words });
    *out += &format!("**{words}**, of {}. ", moves.settings.len());
    *out += &if old == new {
        format!("Days stay at {}.", escaped(&old))
    } else {
        format!("Days: {} (**{growth}**).", escaped(&format!("{old} -> {new}")))
    };
    for note in notes_on_days(moves) {
        *out += &format!(" {}", escaped(note));
    }
    *out += "\n\n";
    let (headings, rows) = matrix_rows(moves);
    *out += &(table(&headings, 1..headings.len(), &rows) + "\n");
    let headings = BY_CATEGORY.map(str::to_owned);
    *out += &(details("Settings and days by category", &table(&headings, 1..6, &category_rows(moves))) + "\n");
}

/// A change: where it stands, and the lines that were and are.
fn in_lines(change: &Change) -> String {
    let places = [&change.before, &change.after].into_iter().flatten().map(|one| format!("`{}`", one.place.short()));
    let lines: Vec<String> = changed(change)
        .into_iter()
        .map(|(tag, line)| format!("{} {line}", if tag == ChangeTag::Delete { '-' } else { '+' }))
        .collect();
    let title = escaped(&change.title());
    format!("{} **{title}**, {}\n\n{}", change.fate().word(), places.collect::<Vec<_>>().join(" to "), fenced(&lines))
}

fn movers(moves: &Moves, ids: Ids, out: &mut String) {
    let all: Vec<&Setting> = moves.movers().collect();
    if !all.is_empty() {
        let headings: Vec<String> = MOVERS.iter().chain(&["because"]).map(|heading| (*heading).to_owned()).collect();
        let row = |setting: &&Setting| {
            let because = setting.because.iter().map(because).collect::<Vec<_>>().join("; ");
            mover_row(setting, ids).into_iter().chain([because]).collect()
        };
        let rows: Vec<Vec<String>> = all.iter().take(MOST).map(row).collect();
        let body = table(&headings, 0..0, &rows) + &left_out(all.len());
        *out += &(details(&super::super::movers_in_words(moves.movers()), &body) + "\n");
    }
    let others = otherwise(moves, ids);
    if !others.is_empty() {
        let headings = ["settings", "kind", "category", "differs in", "days", "which"].map(str::to_owned);
        let row = |one: &super::Otherwise| {
            let number = one.settings.len().to_string();
            vec![number, one.kind.clone(), one.standing.clone(), one.differs.clone(), one.days.clone(), some(&one.settings)]
        };
        let rows: Vec<Vec<String>> = others.iter().map(row).collect();
        let number: usize = others.iter().map(|one| one.settings.len()).sum();
        let summary = format!("In the category as before, with something else: {number}");
        *out += &(details(&summary, &table(&headings, 0..1, &rows)) + "\n");
    }
}

/// `strand people: A otherwise (old/a.ees:4:5), now B when weak (new/a.ees:5:5)`
pub(in super::super) fn because(reason: &Reason) -> String {
    let line = |line: &Option<crate::harness::moves::GivenLine>| {
        line.as_ref().map_or_else(|| "nothing".to_owned(), |line| format!("{} ({})", line.words(), line.place.short()))
    };
    format!("{}: {}, now {}", reason.what.words(), line(&reason.before), line(&reason.after))
}
