//! Coverage for programs. `docs/coverage.schema.json` describes it.

use super::{Coverage, Figures, Item, Seen, Side, Sort, missing};
use crate::assess::Exactly;
#[cfg(feature = "cli")]
use crate::assess::schema_of;
use crate::model::Policy;
use crate::source::Sources;
use serde::Serialize;
use std::io::{self, Write};

/// The version of the record.
const SCHEMA: u8 = 1;

/// What the scenarios of some policies exercise. Every field is always there.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "coverage", deny_unknown_fields))]
struct View<'a> {
    /// The version of this record.
    #[cfg_attr(feature = "cli", schemars(extend("const" = SCHEMA)))]
    schema: u8,
    /// The policies, in the order in which they were read.
    policies: Vec<Of<'a>>,
}

/// One policy.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "policy", deny_unknown_fields))]
struct Of<'a> {
    /// Its name, in machine form.
    policy: &'a str,
    /// Its revision.
    revision: &'a str,
    /// How many scenarios expect something and so count.
    scenarios: usize,
    /// How many more were drafted by the program, and count nowhere but in the fields named `drafted`.
    drafted: usize,
    /// All things to exercise together.
    total: Part,
    /// The same by sort; sorts of which the policy has none are left out.
    sorts: Vec<Named>,
    /// Each thing to exercise, in the order of the texts.
    items: Vec<Thing<'a>>,
}

/// How much of something is exercised.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "figures", deny_unknown_fields))]
struct Part {
    /// Wholly exercised.
    exercised: usize,
    /// Exercised only together with drafted scenarios.
    drafted: usize,
    /// How many there are.
    all: usize,
    /// The exercised in per cent of all, to one decimal, rounded down.
    per_cent: Exactly,
}

/// The figures of one sort.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "sort"))]
struct Named {
    /// What sort of thing.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = sorts())))]
    sort: &'static str,
    #[serde(flatten)]
    part: Part,
}

/// One thing to exercise.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "item", deny_unknown_fields))]
struct Thing<'a> {
    /// What sort of thing.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = sorts())))]
    sort: &'static str,
    /// As written, or in words.
    text: &'a str,
    /// The file that it stands in.
    file: &'a str,
    /// Its line, from 1.
    line: usize,
    /// Its column in characters, from 1.
    column: usize,
    /// exercised: wholly. partly: one side of it, or got to and no more. not exercised: not at all.
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["exercised", "partly", "not exercised"])))]
    state: &'static str,
    /// What is missing, in words; null where nothing is.
    missing: Option<String>,
    /// How many scenarios got to it; null for conditions and thresholds.
    reached: Option<usize>,
    /// How many scenarios exercised it; null for conditions and thresholds.
    held: Option<usize>,
    /// For a condition: how many scenarios saw it true, and how many false, where it decides. For a threshold: how many had
    /// a value for which the comparison holds, and for which it does not. Null for others.
    sides: Option<Sides<'a>>,
}

/// The two sides of a condition or threshold.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "sides", deny_unknown_fields))]
struct Sides<'a> {
    /// It is true; the comparison holds.
    yes: One<'a>,
    /// It is false; the comparison does not hold.
    no: One<'a>,
}

/// One side.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "side", deny_unknown_fields))]
struct One<'a> {
    /// How many scenarios were on it.
    times: usize,
    /// The value on it that is nearest to the threshold, as a person writes it; null for conditions, and where there is none.
    nearest: Option<&'a str>,
    /// How far that is from the threshold, in its unit; in days for dates, in steps for scales.
    distance: Option<Exactly>,
}

/// Writes the coverage of some policies as one object.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write(policies: &[(&Policy, &Coverage, &Sources)], out: &mut dyn Write) -> io::Result<()> {
    let policies = policies.iter().map(|(policy, coverage, sources)| of(policy, coverage, sources)).collect();
    serde_json::to_writer_pretty(&mut *out, &View { schema: SCHEMA, policies })?;
    out.write_all(b"\n")
}

/// The JSON Schema (draft 2020-12) of what [`write()`] writes; `docs/coverage.schema.json` is this.
#[cfg(feature = "cli")]
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<View<'_>>("What `ees test --coverage --format json` writes", None)
}

#[cfg(feature = "cli")]
fn sorts() -> Vec<&'static str> {
    Sort::ALL.iter().map(|sort| sort.machine()).collect()
}

fn of<'a>(policy: &'a Policy, coverage: &'a Coverage, sources: &'a Sources) -> Of<'a> {
    let named = |sort: Sort| {
        let figures = coverage.of_sort(sort);
        (figures.all > 0).then(|| Named { sort: sort.machine(), part: part(figures) })
    };
    Of {
        policy: &policy.name.machine,
        revision: &policy.revision,
        scenarios: coverage.scenarios,
        drafted: coverage.drafted,
        total: part(coverage.total()),
        sorts: Sort::ALL.into_iter().filter_map(named).collect(),
        items: coverage.items.iter().map(|item| thing(item, sources)).collect(),
    }
}

fn part(figures: Figures) -> Part {
    let Figures { exercised, drafted, all } = figures;
    Part { exercised, drafted, all, per_cent: Exactly(figures.per_cent()) }
}

fn thing<'a>(item: &'a Item, sources: &'a Sources) -> Thing<'a> {
    let (reached, held, sides) = match &item.seen {
        Seen::Whole { reached, held } => (Some(reached.counted), Some(held.counted), None),
        Seen::Condition(outcomes) => {
            let one = |truth| One { times: outcomes.when(truth).counted, nearest: None, distance: None };
            (None, None, Some(Sides { yes: one(true), no: one(false) }))
        }
        Seen::Threshold { holds, fails } => (None, None, Some(Sides { yes: side(holds), no: side(fails) })),
    };
    let place = sources.start(item.span);
    Thing {
        sort: item.sort.machine(),
        text: &item.text,
        file: sources.name(item.span.file),
        line: place.line,
        column: place.column,
        state: item.state().word(),
        missing: missing(item),
        reached,
        held,
        sides,
    }
}

fn side(side: &Side) -> One<'_> {
    let nearest = side.nearest.as_ref();
    One {
        times: side.times.counted,
        nearest: nearest.map(|nearest| nearest.value.as_str()),
        distance: nearest.map(|nearest| Exactly(nearest.distance)),
    }
}
