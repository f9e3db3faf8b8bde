//! For people.

use super::super::Ids;
use super::{DECIMALS, Sheets};
use crate::assess::{Fraction, Status};
use crate::diagnostic::words::{counted, joined};
use crate::explain::{self, Paragraph, Text};
use crate::harness::inquiry::{Asked, Left, Sheet};
use crate::model::{FactId, Policy, spoken};

/// Each open setting with what to ask of it, then the others in short.
#[must_use]
pub fn page(sheets: Sheets<'_>, ids: Ids) -> Text {
    let mut text = Text::default();
    let policy = explain::policy_name(sheets.policy);
    text.push(Paragraph::at(0).faint(format!("{policy}, as of {}", spoken(sheets.on))));
    text.push(Paragraph::at(0).plain(order(sheets)));
    let asks = |sheet: &&Sheet| sheet.status == Status::Open;
    for sheet in sheets.all.iter().filter(asks) {
        text.blank();
        open(sheets, sheet, ids, &mut text);
    }
    others(sheets, ids, &mut text);
    text
}

/// By what the questions are put in order.
fn order(sheets: Sheets<'_>) -> String {
    let (by_cost, ahead) = (sheets.ranking.by_cost, sheets.ranking.ahead);
    let by = match (by_cost, ahead) {
        (false, false) => {
            "What to ask next: first what leaves fewest categories possible, on average over the values that it can have."
        }
        (false, true) => {
            "What to ask next: first what leaves fewest categories possible once the best second question is answered too, on average \
             over the values that both can have."
        }
        (true, false) => {
            "What to ask next: first what narrows the answer most for what asking costs, on average over the values that it can have."
        }
        (true, true) => {
            "What to ask next: first what narrows the answer most for what asking costs, with the best second question, on average over \
             the values that both can have."
        }
    };
    let asked = || sheets.all.iter().flat_map(|sheet| &sheet.ask);
    let silent = by_cost && asked().any(|asked| !asked.cost.declared);
    let counted = if silent { " Where the policy does not say what asking costs, it is counted as 1." } else { "" };
    format!("{by}{counted}")
}

fn open(sheets: Sheets<'_>, sheet: &Sheet, ids: Ids, text: &mut Text) {
    text.push(head(sheets.policy, sheet, ids).plain(": ").category(outcomes(sheets.policy, &Left::of(sheet))));
    for (asked, rank) in sheet.ask.iter().zip(1_usize..) {
        let mut paragraph = Paragraph::at(2).plain(format!("{rank}. ")).name(fact_name(sheets.policy, asked.fact));
        let said = said(sheets, sheet, asked);
        if !said.is_empty() {
            paragraph = paragraph.plain(format!(" - {said}"));
        }
        text.push(paragraph);
        // The first question is told in full.
        if rank == 1 {
            asked.leaves.iter().for_each(|left| text.push(one_answer(sheets.policy, left)));
        }
    }
    besides(sheets.policy, sheet, text);
}

/// `S7, The Lane (school)`
fn head(policy: &Policy, sheet: &Sheet, ids: Ids) -> Paragraph {
    let is_named = !sheet.name.is_empty() && ids == Ids::Shown;
    let name = if is_named { format!(", {}", sheet.name) } else { String::new() };
    Paragraph::at(0)
        .name(format!("{}{name}", ids.of(sheet.number, &sheet.id)))
        .plain(format!(" ({})", policy.kind_name(sheet.kind)))
}

/// `asked of the adviser, costs 5, leaves 2.2 of 5`
fn said(sheets: Sheets<'_>, sheet: &Sheet, asked: &Asked) -> String {
    let of = asked.of.as_ref().map(|whom| format!("asked of {whom}"));
    let wanted = sheets.ranking.by_cost && (asked.cost.declared || asked.of.is_some());
    let cost = wanted.then(|| format!("costs {}", sheets.policy.cost_words(asked.cost.amount)));
    let figure = |mean: Fraction| mean.rounded(DECIMALS).to_string();
    let left = asked.left.map(|left| format!("leaves {} of {}", figure(left), sheet.outcomes()));
    let ahead = asked.ahead.map(|ahead| format!("{} with a second question", figure(ahead)));
    of.into_iter().chain(cost).chain(left).chain(ahead).collect::<Vec<_>>().join(", ")
}

/// `A or B if it is good or better, then governance`
fn one_answer(policy: &Policy, left: &Left) -> Paragraph {
    let paragraph = Paragraph::at(6).category(outcomes(policy, left)).plain(" if it is ").value(&*left.values);
    match left.then {
        Some(then) => paragraph.plain("; then ask ").name(fact_name(policy, then)),
        None => paragraph,
    }
}

/// What matters to something else, and what matters to nothing.
fn besides(policy: &Policy, sheet: &Sheet, text: &mut Text) {
    let Some(found) = &sheet.relevance else {
        text.push(
            Paragraph::at(2)
                .faint("The policy is so large, and so much is unknown, that what each answer leaves was not worked out."),
        );
        return;
    };
    let asked = |fact: &&FactId| sheet.ask.iter().any(|asked| asked.fact == **fact);
    let tied: Vec<FactId> = found.category.iter().filter(|fact| !asked(fact)).copied().collect();
    line(policy, &tied, "Can only rule something out, being tied to others", text);
    let elsewhere = elsewhere(sheet);
    line(policy, &elsewhere, "For something else than the category", text);
    line(policy, &found.nothing, "Need not be asked at all", text);
    line(policy, &found.unproved, "Not worked out whether they matter", text);
}

/// What matters to expectations and to what comes besides alone.
fn elsewhere(sheet: &Sheet) -> Vec<FactId> {
    let Some(found) = &sheet.relevance else { return Vec::new() };
    let lists = found.expectations.iter().map(|(_, facts)| facts).chain(found.also.iter().map(|(_, facts)| facts));
    let mut facts: Vec<FactId> = lists.flatten().copied().filter(|fact| !found.category.contains(fact)).collect();
    facts.sort_unstable();
    facts.dedup();
    facts
}

fn line(policy: &Policy, facts: &[FactId], what: &str, text: &mut Text) {
    if !facts.is_empty() {
        text.push(Paragraph::at(2).plain(format!("{what}: ")).name(explain::facts(policy, facts)).plain("."));
    }
}

/// What is to be said of settings whose category nothing can change.
fn others(sheets: Sheets<'_>, ids: Ids, text: &mut Text) {
    let rest: Vec<&Sheet> = sheets.all.iter().filter(|sheet| sheet.status != Status::Open).collect();
    let (some, none): (Vec<&Sheet>, Vec<&Sheet>) = rest.into_iter().partition(|sheet| !elsewhere(sheet).is_empty());
    if !some.is_empty() {
        text.heading("No longer for the category, but for what is expected or comes besides");
        for sheet in some {
            let facts = explain::facts(sheets.policy, &elsewhere(sheet));
            let paragraph = head(sheets.policy, sheet, ids);
            let paragraph = match sheet.status {
                Status::Decided => paragraph.plain(" in ").category(outcomes(sheets.policy, &Left::of(sheet))),
                Status::Open | Status::NotCategorised | Status::NoAnswer => paragraph,
            };
            text.push(paragraph.plain(": ").name(facts));
        }
    }
    if !none.is_empty() {
        text.blank();
        let all: Vec<String> = none.iter().map(|sheet| ids.of(sheet.number, &sheet.id)).collect();
        let settings = counted(none.len(), "setting", "settings");
        text.push(Paragraph::at(0).plain(format!("Nothing to ask of {settings}: {}.", joined(&all, "and"))));
    }
}

impl Left {
    /// What is possible of a setting as it is.
    fn of(sheet: &Sheet) -> Self {
        Self { values: String::new(), possible: sheet.possible.clone(), may_be_silent: sheet.may_be_silent, then: None }
    }
}

fn outcomes(policy: &Policy, left: &Left) -> String {
    explain::categories(policy, &left.possible, left.may_be_silent)
}

fn fact_name(policy: &Policy, fact: FactId) -> &str {
    policy.fact(fact).map_or("", |fact| &fact.name.phrase)
}
