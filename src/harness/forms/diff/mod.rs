//! What differs between two policies, in each form.

mod csv;
mod json;
mod lines;
mod markdown;
mod meaning;
mod page;

pub use csv::csv;
pub use json::{json, schema};
pub use markdown::markdown;
pub use page::{in_meaning, in_short, page};

pub(super) use csv::{MOVERS as MOVER_COLUMNS, mover as mover_cells};
pub(super) use markdown::{because as because_in_words, settings as figures_in_words};
pub(super) use page::{MOVERS, because, by_category, matrix, mover, sum};

use super::Ids;
use crate::harness::changes::{Change, Fate};
use crate::harness::moves::{Aspect, Moves, Setting};

/// `3 changed, 1 added, 2 removed`; `no change` where there is none.
fn counted(changes: &[&Change]) -> String {
    let count = |fate: Fate| (changes.iter().filter(|change| change.fate() == fate).count(), fate.word());
    let parts: Vec<String> = Fate::ALL
        .into_iter()
        .map(count)
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    if parts.is_empty() { "no change".to_owned() } else { parts.join(", ") }
}

/// More changes of tests are only counted: a revision has tests of its own, and those of the policy before it are no part of it.
const FEW_TESTS: usize = 5;

/// Changes of what the policy says, and of its tests.
fn parted(changes: &[Change]) -> (Vec<&Change>, Vec<&Change>) {
    changes.iter().partition(|change| !change.sort.is_test())
}

/// What there is to say of the tests: nothing where none is changed.
fn of_tests(tests: &[&Change]) -> Option<String> {
    let all = if tests.len() > FEW_TESTS { "; `--format json` lists them" } else { "" };
    (!tests.is_empty()).then(|| format!("In the tests: {}{all}", counted(tests)))
}

/// Settings that stay in their category and get something else, those together for which the same differs.
struct Otherwise {
    kind: String,
    standing: String,
    differs: String,
    days: String,
    settings: Vec<String>,
}

fn otherwise(moves: &Moves, ids: Ids) -> Vec<Otherwise> {
    let mut all: Vec<Otherwise> = Vec::new();
    for (setting, aspects) in moves.otherwise() {
        let (kind, standing, days) = (super::kind(setting), setting.to().words(), super::days(setting));
        let differs = in_words(&aspects);
        let same =
            |one: &&mut Otherwise| one.kind == kind && one.standing == standing && one.differs == differs && one.days == days;
        match all.iter_mut().find(same) {
            Some(one) => one.settings.push(ids.setting(setting)),
            None => all.push(Otherwise { kind, standing, differs, days, settings: vec![ids.setting(setting)] }),
        }
    }
    all
}

fn in_words(aspects: &[Aspect]) -> String {
    aspects.iter().map(|aspect| aspect.word()).collect::<Vec<_>>().join(", ")
}

/// What stands for a setting that has no row of its own: the first few, and how many more.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The row of a mover, without what it comes from.
pub(super) fn mover_row(setting: &Setting, ids: Ids) -> Vec<String> {
    vec![
        ids.setting(setting),
        super::kind(setting),
        setting.from().words(),
        setting.to().words(),
        super::days(setting),
        setting.direction.words().to_owned(),
    ]
}
