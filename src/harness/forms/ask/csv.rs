//! For spreadsheets: a row for each unknown fact, those to be asked first.

use super::super::Ids;
use super::super::csv::written;
use super::{DECIMALS, Sheets, status};
use crate::harness::inquiry::{Asked, Sheet};
use crate::model::{CategoryId, FactId};

const COLUMNS: [&str; 12] =
    ["id", "setting", "status", "possible", "rank", "fact", "asked_of", "cost", "left", "left_ahead", "outcomes", "matters_to"];

/// Every unknown fact of every setting. `rank` is empty for what need not be asked for the category.
#[must_use]
pub fn csv(sheets: Sheets<'_>, ids: Ids) -> String {
    let rows = sheets.all.iter().flat_map(|sheet| {
        let asked = sheet.ask.iter().zip(1_usize..).map(|(asked, rank)| (asked.fact, Some((asked, rank))));
        let is_asked = |fact: &FactId| sheet.ask.iter().any(|asked| asked.fact == *fact);
        let others = sheet.unknown.iter().copied().filter(move |fact| !is_asked(fact)).map(|fact| (fact, None));
        asked.chain(others).map(move |(fact, asked)| row(sheets, ids, sheet, fact, asked))
    });
    written(&COLUMNS, rows)
}

fn row(sheets: Sheets<'_>, ids: Ids, sheet: &Sheet, fact: FactId, asked: Option<(&Asked, usize)>) -> Vec<String> {
    let policy = sheets.policy;
    let codes = |all: &[CategoryId]| all.iter().map(|id| policy.category_code(*id)).collect::<Vec<_>>().join("; ");
    let mean = |of: fn(&Asked) -> Option<crate::assess::Fraction>| {
        asked.and_then(|(asked, _)| of(asked)).map_or_else(String::new, |mean| mean.rounded(DECIMALS).to_string())
    };
    let matters = match &sheet.relevance {
        None => "not worked out".to_owned(),
        Some(found) if found.unproved.contains(&fact) => "not worked out".to_owned(),
        Some(_) => match sheet.matters(policy, fact).join("; ") {
            none if none.is_empty() => "nothing".to_owned(),
            some => some,
        },
    };
    vec![
        ids.of(sheet.number, &sheet.id),
        policy.kinds.get(sheet.kind.at()).map_or_else(String::new, |kind| kind.name.machine.to_string()),
        status(sheet.status).to_owned(),
        codes(&sheet.possible),
        asked.map_or_else(String::new, |(_, rank)| rank.to_string()),
        policy.fact(fact).map_or_else(String::new, |fact| fact.name.machine.to_string()),
        policy.asked_of(fact).map_or_else(String::new, |one| one.whom.to_string()),
        policy.cost_of_asking(fact).amount.normalize().to_string(),
        mean(|asked| asked.left),
        mean(|asked| asked.ahead),
        sheet.outcomes().to_string(),
        matters,
    ]
}
