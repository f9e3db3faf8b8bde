//! For spreadsheets.

use super::super::{Ids, csv::written};
use super::meaning::{COLUMNS, rows};
use crate::harness::Difference;
use crate::harness::moves::{Figures, GivenLine, Growth, Reason, Setting, days_of};

pub(in super::super) const MOVERS: [&str; 14] = [
    "setting",
    "kind",
    "kind_before",
    "from",
    "to",
    "direction",
    "days_before",
    "days_after",
    "days_difference_least",
    "days_difference_most",
    "line_before",
    "place_before",
    "line_after",
    "place_after",
];

/// The settings that move, a row each; where no settings were given, what changes in meaning, a row for each region.
#[must_use]
pub fn csv(difference: &Difference, ids: Ids) -> String {
    match &difference.moves {
        Some(moves) => written(&MOVERS, moves.movers().map(|setting| mover(setting, ids))),
        None => written(&COLUMNS, rows(&difference.meaning)),
    }
}

pub(in super::super) fn mover(setting: &Setting, ids: Ids) -> Vec<String> {
    let (before, after) = (Figures::of(&setting.before), Figures::of(&setting.after));
    let growth = Growth::between(&before, &after);
    let lines = |of: fn(&Reason) -> Option<&GivenLine>| {
        let all: Vec<&GivenLine> = setting.because.iter().filter_map(of).collect();
        let texts = all.iter().map(|line| line.words()).collect::<Vec<_>>().join("; ");
        (texts, all.iter().map(|line| line.place.to_string()).collect::<Vec<_>>().join("; "))
    };
    let (line_before, place_before) = lines(|reason| reason.before.as_ref());
    let (line_after, place_after) = lines(|reason| reason.after.as_ref());
    vec![
        ids.setting(setting),
        setting.kind.to_string(),
        setting.was.as_deref().unwrap_or_default().to_owned(),
        setting.from().words(),
        setting.to().words(),
        setting.direction.machine().unwrap_or_default().to_owned(),
        days_of(&setting.before),
        days_of(&setting.after),
        growth.map_or_else(String::new, |growth| growth.least.to_string()),
        growth.map_or_else(String::new, |growth| growth.most.to_string()),
        line_before,
        place_before,
        line_after,
        place_after,
    ]
}
