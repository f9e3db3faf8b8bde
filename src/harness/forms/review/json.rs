//! For programs. `docs/review.schema.json` describes it.

use super::super::Ids;
use super::super::records::{self, MoverView, SettingsView, SideView};
use super::{Terms, sets};
use crate::assess::Exactly;
use crate::assess::schema_of;
use crate::harness::moves::Setting;
use crate::harness::review::{Alone, Cause, Changed, Mover, Rest};
use crate::model::machine_name;
use serde::Serialize;

/// The version of the record.
const SCHEMA: u8 = 1;

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "review", deny_unknown_fields)]
struct View<'a> {
    /// The version of this record.
    #[schemars(extend("const" = SCHEMA))]
    schema: u8,
    /// The policy as of the earlier day.
    before: SideView<'a>,
    /// The same policy as of the later day.
    after: SideView<'a>,
    /// The half term from which days are counted in `rest`; null where none was named.
    from_half_term: Option<String>,
    /// The settings that both tables have.
    settings: SettingsView,
    /// Those whose category is another, or is known otherwise, in the order of the later table.
    movers: Vec<TermMover<'a>>,
    /// How many settings stay where they are although facts changed.
    unmoved: usize,
    /// Settings of the later table alone.
    appeared: Vec<AloneView>,
    /// Settings of the earlier table alone.
    vanished: Vec<AloneView>,
    /// Settings that are of another kind now.
    other_kind: Vec<OtherKind>,
    /// Whether the ids of settings are left out.
    redacted: bool,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "term_mover", deny_unknown_fields)]
struct TermMover<'a> {
    is: MoverView<'a>,
    /// The facts that changed, in the policy's order.
    facts: Vec<ChangedView<'a>>,
    /// What brings the move. kind: it is another kind of setting. date: the date alone. facts: see `smallest_sets`. too_many: more
    /// combinations than are tried. unanswered: it cannot be told.
    #[schemars(extend("enum" = ["kind", "date", "facts", "too_many", "unanswered"]))]
    cause: &'static str,
    /// The smallest sets of changed facts each of which alone brings the new category: all of the smallest size.
    smallest_sets: Vec<Vec<String>>,
    /// What is left of the year; null where no half term is named or a category is not decided.
    rest: Option<RestView>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "changed_fact", deny_unknown_fields)]
struct ChangedView<'a> {
    fact: String,
    /// In words.
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "rest", deny_unknown_fields)]
struct RestView {
    before: RestOfYear,
    after: RestOfYear,
    /// Of the days at half terms.
    difference: Exactly,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "rest_of_year", deny_unknown_fields)]
struct RestOfYear {
    /// The days of rows at half terms, from that of the move on.
    days: Exactly,
    /// How many such rows have no days given.
    not_given: usize,
    /// What names no half term.
    undated: Vec<UndatedView>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "undated", deny_unknown_fields)]
struct UndatedView {
    /// The activity; null for days that are given without rows.
    activity: Option<String>,
    /// Its days in the whole year; null where they are not given.
    days: Option<Exactly>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "alone", deny_unknown_fields)]
struct AloneView {
    /// Its id, or `setting 1` where ids are redacted.
    setting: String,
    kind: String,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "other_kind", deny_unknown_fields)]
struct OtherKind {
    setting: String,
    kind_before: String,
    kind: String,
}

impl<'a> TermMover<'a> {
    fn of(setting: &'a Setting, mover: &'a Mover, ids: Ids) -> Self {
        let fact = |changed: &'a Changed| ChangedView {
            fact: machine_name(&changed.fact),
            before: &changed.before,
            after: &changed.after,
        };
        let cause = match &mover.cause {
            Cause::Kind => "kind",
            Cause::Date => "date",
            Cause::Facts(_) => "facts",
            Cause::TooMany { .. } => "too_many",
            Cause::Unanswered => "unanswered",
        };
        let rest = mover.rest.as_ref().map(|[before, after]| RestView {
            before: RestOfYear::of(before),
            after: RestOfYear::of(after),
            difference: Exactly(after.days - before.days),
        });
        Self {
            is: MoverView::of(setting, ids),
            facts: mover.changed.iter().map(fact).collect(),
            cause,
            smallest_sets: sets(mover).iter().map(|set| set.iter().map(|name| machine_name(name)).collect()).collect(),
            rest,
        }
    }
}

impl RestOfYear {
    fn of(rest: &Rest) -> Self {
        let undated = rest
            .undated
            .iter()
            .map(|one| UndatedView { activity: one.activity.as_ref().map(ToString::to_string), days: one.days.map(Exactly) });
        Self { days: Exactly(rest.days), not_given: rest.not_given, undated: undated.collect() }
    }
}

/// What two terms come to, as one record.
#[must_use]
pub fn json(terms: &Terms, ids: Ids) -> String {
    let review = &terms.review;
    let alone = |all: &[Alone]| {
        let view = |one: &Alone| AloneView { setting: ids.of(one.number, &one.id), kind: machine_name(&one.kind) };
        all.iter().map(view).collect::<Vec<_>>()
    };
    let other_kind = review.moves.settings.iter().filter_map(|setting| {
        let kind_before = machine_name(setting.was.as_deref()?);
        Some(OtherKind { setting: ids.setting(setting), kind_before, kind: machine_name(&setting.kind) })
    });
    records::text(&View {
        schema: SCHEMA,
        before: SideView::of(&terms.before),
        after: SideView::of(&terms.after),
        from_half_term: review.from.as_deref().map(machine_name),
        settings: SettingsView::of(&review.moves),
        movers: terms.movers().map(|(setting, mover)| TermMover::of(setting, mover, ids)).collect(),
        unmoved: review.unmoved,
        appeared: alone(&review.appeared),
        vanished: alone(&review.vanished),
        other_kind: other_kind.collect(),
        redacted: ids == Ids::Redacted,
    })
}

/// The JSON Schema (draft 2020-12) of what [`json`] writes, made from the record itself; `docs/review.schema.json` is this.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<View<'_>>("What `ees review --format json` writes", Some("What two terms' facts come to under one policy."))
}
