//! For programs. `docs/diff.schema.json` describes it.

use super::super::Ids;
use super::super::records::{self, MoverView, PlaceView, SettingsView, SideView};
use super::meaning::MeaningView;
use crate::assess::schema_of;
use crate::harness::Difference;
use crate::harness::changes::{Change, Declared};
use serde::Serialize;

/// The version of the record.
const SCHEMA: u8 = 1;

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "diff", deny_unknown_fields)]
struct View<'a> {
    /// The version of this record.
    #[schemars(extend("const" = SCHEMA))]
    schema: u8,
    before: SideView<'a>,
    after: SideView<'a>,
    /// What is declared otherwise.
    changes: Vec<ChangeView<'a>>,
    /// What differs for every setting there could be.
    meaning: MeaningView<'a>,
    /// What becomes of settings; null where none were given.
    settings: Option<SettingsView>,
    /// The settings whose category is another, or is known otherwise, in the order of the table.
    movers: Vec<MoverView<'a>>,
    /// The settings whose category stays and that get something else.
    otherwise: Vec<OtherwiseView<'a>>,
    /// Whether the ids of settings are left out.
    redacted: bool,
}

/// A thing that only one of the policies declares, or that they declare otherwise.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "change", deny_unknown_fields)]
struct ChangeView<'a> {
    #[schemars(extend("enum" = ["changed", "added", "removed"]))]
    change: &'static str,
    /// What sort of thing it is: `parameter`, `fact`, `strand` and so on.
    sort: &'static str,
    /// Its name as declared; null for what has none.
    name: Option<&'a str>,
    /// For which settings it is declared; null where that is not said.
    about: Option<&'a str>,
    before: Option<DeclaredView<'a>>,
    after: Option<DeclaredView<'a>>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "declared", deny_unknown_fields)]
struct DeclaredView<'a> {
    /// Its lines, written plainly.
    lines: &'a [String],
    place: PlaceView<'a>,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "otherwise", deny_unknown_fields)]
struct OtherwiseView<'a> {
    /// What differs: `days`, `activities`, `expectations`, `also`.
    differs_in: Vec<&'static str>,
    /// The setting; nothing moves it, so nothing is named that it comes from.
    is: MoverView<'a>,
}

impl<'a> View<'a> {
    fn of(difference: &'a Difference, ids: Ids) -> Self {
        let moves = difference.moves.as_ref();
        let otherwise = moves.into_iter().flat_map(|moves| moves.otherwise()).map(|(setting, aspects)| OtherwiseView {
            differs_in: aspects.iter().map(|aspect| aspect.word()).collect(),
            is: MoverView::of(setting, ids),
        });
        Self {
            schema: SCHEMA,
            before: SideView::of(&difference.before),
            after: SideView::of(&difference.after),
            changes: difference.changes.iter().map(ChangeView::of).collect(),
            meaning: MeaningView::of(&difference.meaning),
            settings: moves.map(SettingsView::of),
            movers: moves.map_or_else(Vec::new, |moves| moves.movers().map(|one| MoverView::of(one, ids)).collect()),
            otherwise: otherwise.collect(),
            redacted: ids == Ids::Redacted,
        }
    }
}

impl<'a> ChangeView<'a> {
    fn of(change: &'a Change) -> Self {
        let text = |text: &'a String| Some(text.as_str()).filter(|text| !text.is_empty());
        let declared = |declared: &'a Declared| DeclaredView { lines: &declared.lines, place: PlaceView::of(&declared.place) };
        Self {
            change: change.fate().word(),
            sort: change.sort.machine(),
            name: text(&change.name),
            about: text(&change.about),
            before: change.before.as_ref().map(declared),
            after: change.after.as_ref().map(declared),
        }
    }
}

/// What differs, as one record.
#[must_use]
pub fn json(difference: &Difference, ids: Ids) -> String {
    records::text(&View::of(difference, ids))
}

/// The JSON Schema (draft 2020-12) of what [`json`] writes, made from the record itself; `docs/diff.schema.json` is this.
#[must_use]
pub fn schema() -> serde_json::Value {
    let says = "What differs between two policies: in their texts, in meaning for every setting there could be, and, where a table is given, for its settings.";
    schema_of::<View<'_>>("What `ees diff --format json` writes", Some(says))
}
