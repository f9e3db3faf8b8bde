//! What differs in meaning, for programs.

use super::super::super::records::ReasonView;
use super::{days, of_fact, what};
use crate::harness::meaning::{Change, Meaning, OfKind, Region, Span, Standing, Told, When, Witness};
use crate::model::machine_name;
use serde::Serialize;

/// What differs for every setting there could be.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "meaning", deny_unknown_fields)]
pub(in super::super) struct MeaningView<'a> {
    /// Whether both policies are in force on some day. Where they never are, both were asked about one day as if they were.
    both_in_force: bool,
    /// The first day on which both are in force; null where both always are.
    #[schemars(extend("format" = "date"))]
    from: Option<String>,
    /// The last.
    #[schemars(extend("format" = "date"))]
    to: Option<String>,
    /// Whether it is proved that every setting there could be comes to the same.
    same: bool,
    kinds: Vec<KindView<'a>>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "meaning_of_kind", deny_unknown_fields)]
struct KindView<'a> {
    kind: String,
    /// Whether `both` policies have this kind of setting, or the `old` or the `new` one alone.
    #[schemars(extend("enum" = ["both", "old", "new"]))]
    known_to: &'static str,
    /// What is known of it on one side alone, or otherwise, in sentences.
    facts: Vec<String>,
    /// What differs, by assessment dates for which it is the same.
    spans: Vec<SpanView<'a>>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "meaning_on_days", deny_unknown_fields)]
struct SpanView<'a> {
    #[schemars(extend("format" = "date"))]
    first: String,
    #[schemars(extend("format" = "date"))]
    last: String,
    /// same, more_intensive, less_intensive, mixed or otherwise; null where it is not proved.
    categories: Option<&'static str>,
    /// same, more, fewer, mixed or otherwise; null where it is not proved.
    days: Option<&'static str>,
    changes: Vec<ChangeView<'a>>,
    /// What was not proved.
    not_proved: &'a [&'static str],
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "change_in_meaning", deny_unknown_fields)]
struct ChangeView<'a> {
    /// What settings come to before and after, in words.
    what: String,
    /// same, more_intensive, less_intensive, mixed or otherwise.
    categories: &'static str,
    days_before: String,
    days_after: String,
    /// same, more, fewer, mixed or otherwise.
    days: &'static str,
    /// Whether what it brings has other activities.
    other_activities: bool,
    /// The settings: together these are all, where `whole` is true.
    regions: Vec<RegionView<'a>>,
    whole: bool,
    /// Whether it is proved that no fewer regions could tell it.
    fewest: bool,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "region", deny_unknown_fields)]
struct RegionView<'a> {
    /// What is true of these settings, all of it; empty for all that the change speaks of.
    #[serde(rename = "where")]
    whose: &'a [String],
    /// One of them, in short; null where it is all settings of a kind that gets no category.
    witness: Option<String>,
    /// All that is told of it, in the order of the new policy; then what the old one alone asks.
    witness_facts: Vec<ToldView<'a>>,
    because: Vec<ReasonView<'a>>,
}

/// What is told of one fact.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "witness_fact", deny_unknown_fields)]
struct ToldView<'a> {
    fact: String,
    /// Its value, in words.
    value: &'a str,
    /// Whether it is what the policy assumes where nobody tells.
    as_assumed: bool,
    /// Whether the old policy alone asks for it.
    old_alone: bool,
}

impl<'a> ToldView<'a> {
    fn of(told: &'a Told) -> Self {
        Self { fact: machine_name(&told.name), value: &told.value, as_assumed: told.as_assumed, old_alone: told.of_old }
    }
}

impl<'a> MeaningView<'a> {
    pub(in super::super) fn of(meaning: &'a Meaning) -> Self {
        let (both_in_force, window) = match meaning.when {
            When::Both(window) => (true, window),
            When::Never(on) => (false, Some((on, on))),
        };
        Self {
            both_in_force,
            from: window.map(|(first, _)| first.to_string()),
            to: window.map(|(_, last)| last.to_string()),
            same: meaning.kinds.iter().all(super::is_same),
            kinds: meaning.kinds.iter().map(KindView::of).collect(),
        }
    }
}

impl<'a> KindView<'a> {
    fn of(kind: &'a OfKind) -> Self {
        let (known_to, spans) = match &kind.standing {
            Standing::Gone => ("old", [].as_slice()),
            Standing::New => ("new", [].as_slice()),
            Standing::Both(spans) => ("both", spans.as_slice()),
        };
        let facts = kind.facts.iter().map(of_fact).collect();
        Self { kind: machine_name(&kind.kind), known_to, facts, spans: spans.iter().map(SpanView::of).collect() }
    }
}

impl<'a> SpanView<'a> {
    fn of(span: &'a Span) -> Self {
        Self {
            first: span.first.to_string(),
            last: span.last.to_string(),
            categories: span.compared.categories.map(|verdict| verdict.machine(false)),
            days: span.compared.days.map(|verdict| verdict.machine(true)),
            changes: span.compared.changes.iter().map(ChangeView::of).collect(),
            not_proved: &span.compared.open,
        }
    }
}

impl<'a> ChangeView<'a> {
    fn of(change: &'a Change) -> Self {
        let [days_before, days_after] = change.days.map(days);
        Self {
            what: what(change),
            categories: change.sense.machine(false),
            days_before,
            days_after,
            days: change.days_sense.machine(true),
            other_activities: change.activities,
            regions: change.regions.iter().map(RegionView::of).collect(),
            whole: change.whole,
            fewest: change.fewest,
        }
    }
}

impl<'a> RegionView<'a> {
    fn of(region: &'a Region) -> Self {
        let told = region.witness.iter().flat_map(|one| &one.facts).map(ToldView::of);
        Self {
            whose: &region.where_,
            witness: region.witness.as_ref().map(Witness::words),
            witness_facts: told.collect(),
            because: region.because.iter().map(ReasonView::of).collect(),
        }
    }
}
