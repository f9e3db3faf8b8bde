//! For programs. `docs/solve.schema.json` describes it.

use super::super::Ids;
use super::{Sought, why};
use crate::assess::{Exactly, schema_of};
use crate::harness::solve::Solution;
use crate::harness::solve::goal::{Goal, Stand};
use serde::Serialize;

/// The version of the record.
const SCHEMA: u8 = 1;

/// What was looked for, and the single changes that reach it. Texts are as the policy writes them. Every field is always there.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "solution", deny_unknown_fields)]
struct View<'a> {
    /// The version of this record.
    #[schemars(extend("const" = SCHEMA))]
    schema: u8,
    policy: &'a str,
    revision: &'a str,
    /// The assessment date.
    #[schemars(extend("format" = "date"))]
    on: String,
    /// How many settings were looked at.
    settings: usize,
    /// What is to be reached, and how it stands as the policy is.
    goals: Vec<GoalView<'a>>,
    /// Changes that reach every goal whatever the unknown facts are: fewest settings moved first, then the smallest change.
    certain: Vec<ChangeView>,
    /// Those that reach each goal if the unknown facts turn out well.
    perhaps: Vec<ChangeView>,
    /// Where none is certain, the change that comes nearest; else null.
    nearest: Option<ChangeView>,
    /// The settings that keep the goals from being reached with that change.
    keeping: Vec<String>,
    /// The settings that stand in the way whatever value any parameter that was tried has.
    always: Vec<String>,
    /// Changes that would reach the goals, and with which the policy would have errors.
    refused: Vec<Refused>,
    /// Parameters that were not tried.
    not_tried: Vec<NotTriedView<'a>>,
    /// Whether the ids of settings are left out.
    redacted: bool,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "goal", deny_unknown_fields)]
struct GoalView<'a> {
    /// As it was written.
    goal: &'a str,
    stands: StandView,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "stands", deny_unknown_fields)]
struct StandView {
    /// The least that the figure can be; of a goal about one setting 1 where it is so.
    least: Exactly,
    /// The most that it can be.
    most: Exactly,
    #[schemars(extend("enum" = ["certain", "perhaps", "no"]))]
    reached: &'static str,
    /// Days that may lie in the part of the year besides, as nobody says when they are.
    unplaced: Exactly,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "change", deny_unknown_fields)]
struct ChangeView {
    parameter: String,
    /// Its value on the assessment date.
    now: String,
    /// The nearest value that does.
    value: String,
    /// All values that do the same.
    values: String,
    /// The line for a revision.
    line: String,
    moved: Vec<MoveView>,
    /// How each goal stands then.
    stands: Vec<StandView>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "move", deny_unknown_fields)]
struct MoveView {
    id: String,
    from: Vec<String>,
    to: Vec<String>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "refused", deny_unknown_fields)]
struct Refused {
    change: ChangeView,
    /// What would be wrong.
    because: String,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "not_tried", deny_unknown_fields)]
struct NotTriedView<'a> {
    parameter: &'a str,
    because: &'static str,
}

/// One record.
#[must_use]
pub fn json(sought: &Sought<'_>, ids: Ids) -> String {
    serde_json::to_string_pretty(&view(sought, ids)).unwrap_or_default() + "\n"
}

/// The JSON Schema (draft 2020-12) of what `ees solve --format json` writes; `docs/solve.schema.json` is this.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<View<'_>>("What `ees solve --format json` writes", None)
}

fn view<'a>(sought: &Sought<'a>, ids: Ids) -> View<'a> {
    let (policy, solved) = (sought.policy, sought.solved);
    let called = |all: &[usize]| all.iter().map(|at| sought.called(*at, ids)).collect();
    let changes = |all: &[Solution]| all.iter().map(|one| change(sought, one, ids)).collect();
    let goal = |(goal, now): (&'a Goal, &Stand)| GoalView { goal: &goal.text, stands: stands(now) };
    View {
        schema: SCHEMA,
        policy: &policy.name.machine,
        revision: &policy.revision,
        on: sought.on.to_string(),
        settings: sought.settings.len(),
        goals: sought.goals.iter().zip(&solved.now).map(goal).collect(),
        certain: changes(&solved.certain),
        perhaps: changes(&solved.perhaps),
        nearest: solved.nearest.as_ref().map(|one| change(sought, one, ids)),
        keeping: called(&solved.keeping),
        always: called(&solved.always),
        refused: sought
            .refused
            .iter()
            .map(|(one, because)| Refused { change: change(sought, one, ids), because: because.clone() })
            .collect(),
        not_tried: solved
            .not_tried
            .iter()
            .map(|(id, not)| NotTriedView {
                parameter: policy.parameters.get(id.at()).map_or("", |one| &one.name.phrase),
                because: why(not),
            })
            .collect(),
        redacted: ids == Ids::Redacted,
    }
}

fn change(sought: &Sought<'_>, one: &Solution, ids: Ids) -> ChangeView {
    let codes = |known: &crate::harness::solve::goal::Known| {
        let codes = known.possible.iter().map(|id| sought.policy.category_code(*id).to_owned());
        codes.chain(known.may_be_silent.then(|| "none".to_owned())).collect()
    };
    ChangeView {
        parameter: sought.name(one.parameter).to_owned(),
        now: one.now_words(sought.policy),
        value: one.value_words(sought.policy),
        values: one.values_words(sought.policy),
        line: one.line(sought.policy, sought.on),
        moved: one
            .moved
            .iter()
            .map(|one| MoveView { id: sought.called(one.at, ids), from: codes(&one.from), to: codes(&one.to) })
            .collect(),
        stands: one.stands.iter().map(stands).collect(),
    }
}

fn stands(stand: &Stand) -> StandView {
    StandView {
        least: Exactly(stand.least),
        most: Exactly(stand.most),
        reached: match (stand.certain, stand.perhaps) {
            (true, _) => "certain",
            (false, true) => "perhaps",
            (false, false) => "no",
        },
        unplaced: Exactly(stand.unplaced),
    }
}
