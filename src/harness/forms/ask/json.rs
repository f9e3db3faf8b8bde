//! For programs. `docs/ask.schema.json` describes it.

use super::super::Ids;
use super::{DECIMALS, Sheets, status};
use crate::assess::{Exactly, Fraction, schema_of};
use crate::harness::inquiry::{Asked, Left, Sheet};
use crate::model::{CategoryId, FactId, Policy};
use serde::Serialize;

/// The version of the record.
const SCHEMA: u8 = 1;

/// What to ask of one setting, and what its unknown facts can still matter to. Facts are in machine form. Every field is always there.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "sheet", deny_unknown_fields)]
struct View<'a> {
    /// The version of this record.
    #[schemars(extend("const" = SCHEMA))]
    schema: u8,
    /// Its id, or its place in the table where ids are left out.
    id: String,
    /// The kind of setting.
    setting: &'a str,
    policy: &'a str,
    revision: &'a str,
    /// The assessment date.
    #[schemars(extend("format" = "date"))]
    on: String,
    #[schemars(extend("enum" = ["decided", "open", "not_categorised", "no_answer"]))]
    status: &'static str,
    /// Every category still possible, from least to most intensive.
    possible: Vec<&'a str>,
    /// How many ways it may come out, having no category being one.
    outcomes: usize,
    /// In what order `ask` is. narrowing: what leaves fewest outcomes on average. cost: what narrows them most for each unit of cost.
    #[schemars(extend("enum" = ["narrowing", "cost"]))]
    by: &'static str,
    /// What to ask for the category, best first.
    ask: Vec<AskedView<'a>>,
    /// What the unknown facts can still matter to; null where that was not worked out.
    matters: Option<Matters<'a>>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "asked", deny_unknown_fields)]
struct AskedView<'a> {
    fact: &'a str,
    /// Whom it is asked of; null where that is not said.
    asked_of: Option<&'a str>,
    /// What asking costs.
    cost: Exactly,
    /// Whether the policy says what asking costs; where it does not, it is counted as 1.
    cost_declared: bool,
    /// How many outcomes it leaves on average, rounded; null where that was not worked out.
    left: Option<Exactly>,
    /// The same after the best second question; null where that was not looked for.
    left_ahead: Option<Exactly>,
    /// What its values leave, those together that leave the same.
    leaves: Vec<LeftView<'a>>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "left", deny_unknown_fields)]
struct LeftView<'a> {
    /// The values in words.
    values: &'a str,
    possible: Vec<&'a str>,
    /// Whether there may still be no category.
    or_none: bool,
    /// The best question then; null where none is looked for, or none narrows the answer.
    then: Option<&'a str>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "matters", deny_unknown_fields)]
struct Matters<'a> {
    /// Facts that can still matter to the category.
    category: Vec<&'a str>,
    /// To the days.
    days: Vec<&'a str>,
    /// To what becomes of an expectation.
    expectations: Vec<Expected<'a>>,
    /// To what the setting gets besides.
    also: Vec<Besides<'a>>,
    /// To nothing, whatever their values.
    nothing: Vec<&'a str>,
    /// Those of which it was not worked out; they may be missing above.
    unproved: Vec<&'a str>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "expected", deny_unknown_fields)]
struct Expected<'a> {
    category: &'a str,
    expects: &'a str,
    facts: Vec<&'a str>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "besides", deny_unknown_fields)]
struct Besides<'a> {
    items: Vec<&'a str>,
    facts: Vec<&'a str>,
}

/// An array of records, one for each setting in the order of the input, each on a line of its own.
#[must_use]
pub fn json(sheets: Sheets<'_>, ids: Ids) -> String {
    let records = sheets.all.iter().filter_map(|sheet| serde_json::to_string(&view(sheets, sheet, ids)).ok());
    let records: Vec<String> = records.collect();
    if records.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", records.join(",\n")) }
}

/// The JSON Schema (draft 2020-12) of what `ees ask --format json` writes; `docs/ask.schema.json` is this.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<Vec<View<'_>>>(
        "What `ees ask --format json` writes",
        Some("An array of records, one for each setting in the order of the input."),
    )
}

fn view<'a>(sheets: Sheets<'a>, sheet: &'a Sheet, ids: Ids) -> View<'a> {
    let policy = sheets.policy;
    View {
        schema: SCHEMA,
        id: ids.of(sheet.number, &sheet.id),
        setting: policy.kinds.get(sheet.kind.at()).map_or("", |kind| &kind.name.machine),
        policy: &policy.name.machine,
        revision: &policy.revision,
        on: sheets.on.to_string(),
        status: status(sheet.status),
        possible: codes(policy, &sheet.possible),
        outcomes: sheet.outcomes(),
        by: if sheets.ranking.by_cost { "cost" } else { "narrowing" },
        ask: sheet.ask.iter().map(|asked| asked_view(policy, asked)).collect(),
        matters: matters(policy, sheet),
    }
}

fn asked_view<'a>(policy: &'a Policy, asked: &'a Asked) -> AskedView<'a> {
    let mean = |mean: Fraction| Exactly(mean.rounded(DECIMALS));
    let left = |left: &'a Left| LeftView {
        values: &left.values,
        possible: codes(policy, &left.possible),
        or_none: left.may_be_silent,
        then: left.then.map(|fact| name(policy, fact)),
    };
    AskedView {
        fact: name(policy, asked.fact),
        asked_of: asked.of.as_deref(),
        cost: Exactly(asked.cost.amount),
        cost_declared: asked.cost.declared,
        left: asked.left.map(mean),
        left_ahead: asked.ahead.map(mean),
        leaves: asked.leaves.iter().map(left).collect(),
    }
}

fn matters<'a>(policy: &'a Policy, sheet: &'a Sheet) -> Option<Matters<'a>> {
    let found = sheet.relevance.as_ref()?;
    let expectations = policy.categorisation(sheet.kind).map_or(&[][..], |one| &one.expectations);
    let expected = |(at, facts): &'a (usize, Vec<FactId>)| {
        let one = expectations.get(*at)?;
        Some(Expected { category: policy.category_code(one.category), expects: &one.name.machine, facts: names(policy, facts) })
    };
    let besides = |(at, facts): &'a (usize, Vec<FactId>)| {
        let items = policy.also.get(*at)?.items.iter().map(|item| &**item).collect();
        Some(Besides { items, facts: names(policy, facts) })
    };
    Some(Matters {
        category: names(policy, &found.category),
        days: names(policy, &found.days),
        expectations: found.expectations.iter().filter_map(expected).collect(),
        also: found.also.iter().filter_map(besides).collect(),
        nothing: names(policy, &found.nothing),
        unproved: names(policy, &found.unproved),
    })
}

fn codes<'a>(policy: &'a Policy, all: &[CategoryId]) -> Vec<&'a str> {
    all.iter().map(|id| policy.category_code(*id)).collect()
}

fn name(policy: &Policy, fact: FactId) -> &str {
    policy.fact(fact).map_or("", |fact| &fact.name.machine)
}

fn names<'a>(policy: &'a Policy, facts: &[FactId]) -> Vec<&'a str> {
    facts.iter().map(|fact| name(policy, *fact)).collect()
}
