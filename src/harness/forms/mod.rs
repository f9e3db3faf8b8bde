//! Comparisons as people and programs read them: pages for a terminal, Markdown for a pull request, tables for spreadsheets, and JSON.
//!
//! No form has the name of a setting. Ids are shown or not, as [`Ids`] says.

pub mod ask;
mod csv;
pub mod diff;
mod markdown;
mod page;
mod records;
pub mod review;
pub mod solve;

pub use page::{Look, Page};

use super::Found;
use super::moves::{Direction as D, Figures, Growth, Moves, Setting, days_of};

/// Whether the ids of settings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ids {
    /// As they are.
    Shown,
    /// By the place of each setting in the table: `setting 1`.
    Redacted,
}

impl Ids {
    /// What a setting is called.
    #[must_use]
    pub fn of(self, number: usize, id: &str) -> String {
        match self {
            Self::Shown => id.to_owned(),
            Self::Redacted => format!("setting {number}"),
        }
    }

    /// What is to be said of it.
    #[must_use]
    pub const fn note(self) -> &'static str {
        match self {
            Self::Shown => "Ids are shown: for the council's own use, since settings can be people. With `--redact` none are.",
            Self::Redacted => "Settings are numbered by their rows in the table. Their ids and names are left out.",
        }
    }

    pub(super) fn setting(self, setting: &Setting) -> String {
        self.of(setting.number, &setting.id)
    }
}

/// `school`, or `school, was PVI` for a setting that is of another kind now.
fn kind(setting: &Setting) -> String {
    match &setting.was {
        Some(was) => format!("{}, was {was}", setting.kind),
        None => setting.kind.to_string(),
    }
}

/// How many settings stand elsewhere, and which way: `3 settings move: 1 more intensive, 2 less intensive`.
fn movers_in_words<'s>(movers: impl Iterator<Item = &'s Setting>) -> String {
    let movers: Vec<&Setting> = movers.collect();
    let directions = [D::More, D::PerhapsMore, D::Less, D::PerhapsLess, D::Narrower, D::Neither];
    let count = |direction: D| movers.iter().filter(|one| one.direction == direction).count();
    let parts = directions.into_iter().map(|direction| (count(direction), direction.words())).filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts
        .map(|(number, words)| format!("{number} {}", if words.is_empty() { "that cannot be compared" } else { words }))
        .collect();
    match movers.len() {
        0 => "No setting moves".to_owned(),
        1 => format!("1 setting moves: {}", parts.join(", ")),
        number => format!("{number} settings move: {}", parts.join(", ")),
    }
}

/// The days of one setting, before and after: `7`, `up to 7 -> 9 (+2)`, or `not given -> 9`.
fn days(setting: &Setting) -> String {
    let words = |found: &Found| match days_of(found) {
        none if none.is_empty() => "none".to_owned(),
        words => words,
    };
    let (old, new) = (words(&setting.before), words(&setting.after));
    if old == new {
        return old;
    }
    let growth = Growth::between(&Figures::of(&setting.before), &Figures::of(&setting.after));
    growth.map_or_else(|| format!("{old} -> {new}"), |growth| format!("{old} -> {new} ({})", growth.words()))
}

/// By how much the days of all settings grow, and for how many that cannot be said: `+4.5, 2 without a figure`.
fn growth_in_words(moves: &Moves) -> String {
    let (growth, without) = moves.growth();
    let without = (without > 0).then(|| format!("{without} without a figure"));
    growth.map(|growth| growth.words()).into_iter().chain(without).collect::<Vec<_>>().join(", ")
}

/// What is to be said below sums of days.
fn notes_on_days(moves: &Moves) -> Vec<&'static str> {
    let (before, after) = moves.days();
    let rough = (before.is_rough() || after.is_rough()).then_some(ROUGH);
    let without = (before.without + after.without > 0).then_some(WITHOUT);
    rough.into_iter().chain(without).collect()
}

/// What is to be said of sums that hold ceilings and minimums.
const ROUGH: &str =
    "Days are as stated. In sums with a * some are ceilings (up to) or minimums (at least), which count at their figure.";

/// What is to be said where some settings have no figure.
const WITHOUT: &str = "Settings without a figure on one side or both are left out of the difference of all.";
