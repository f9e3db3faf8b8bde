//! What the records of all comparisons share. Names of kinds, strands and the like are in machine form, texts as the policy
//! writes them. Every field is always there.

use super::Ids;
use crate::assess::{Exactly, Expected};
use crate::harness::moves::{Blamed, Figures, GivenLine, Growth, Moves, Reason, Setting, Standing};
use crate::harness::{About, Found, Place};
use crate::model::machine_name;
use serde::Serialize;

/// Which policy, and as of when.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "side", deny_unknown_fields)]
pub(super) struct SideView<'a> {
    /// The policy's name.
    policy: String,
    /// The policy's revision.
    revision: &'a str,
    /// Where it was read.
    place: &'a str,
    /// The assessment date; null where no setting was looked at.
    #[schemars(extend("format" = "date"))]
    on: Option<String>,
}

impl<'a> SideView<'a> {
    pub(super) fn of(about: &'a About) -> Self {
        let on = about.on.map(|on| on.to_string());
        Self { policy: machine_name(&about.policy), revision: &about.revision, place: &about.place, on }
    }
}

/// A place in a policy's file.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "place", deny_unknown_fields)]
pub(super) struct PlaceView<'a> {
    path: &'a str,
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
}

impl<'a> PlaceView<'a> {
    pub(super) fn of(place: &'a Place) -> Self {
        Self { path: &place.path, line: place.line, column: place.column }
    }
}

/// What comes of a setting on one side.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "standing", deny_unknown_fields)]
pub(super) struct StandingView {
    /// decided: one category. open: several are possible, or perhaps none. not_categorised: this kind of setting has no
    /// categories. no_answer: the policy says nothing of it, or two things at once. cannot_be: the policy says that there is no
    /// such setting. too_tangled: it would take too long to say.
    #[schemars(extend("enum" = STATUSES))]
    status: &'static str,
    /// The category; null unless decided.
    category: Option<String>,
    /// Every category still possible, from least to most intensive.
    possible: Vec<String>,
    /// Whether there may be no category at all.
    or_none: bool,
    /// Its days.
    days: DaysView,
    /// What is expected of it.
    expectations: Vec<ExpectationView>,
    /// What it certainly gets besides.
    also: Vec<String>,
}

/// An expectation, and what becomes of it.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "expectation", deny_unknown_fields)]
pub(super) struct ExpectationView {
    name: String,
    #[schemars(extend("enum" = ["met", "not_met", "unknown"]))]
    is: &'static str,
}

const STATUSES: [&str; 6] = ["decided", "open", "not_categorised", "no_answer", "cannot_be", "too_tangled"];

impl StandingView {
    fn of(found: &Found) -> Self {
        let standing = Standing::of(found);
        let outcome = found.outcome();
        let texts = |all: &[std::sync::Arc<str>]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let expectation = |(name, is): &(std::sync::Arc<str>, Expected)| ExpectationView {
            name: machine_name(name),
            is: match is {
                Expected::Met => "met",
                Expected::NotMet => "not_met",
                Expected::Unknown => "unknown",
            },
        };
        Self {
            status: standing.group().status(),
            category: outcome.and_then(|outcome| outcome.category()).map(ToString::to_string),
            possible: texts(standing.possible()),
            or_none: outcome.is_some_and(|outcome| outcome.may_be_silent),
            days: DaysView::of(&Figures::of(found)),
            expectations: outcome.map_or_else(Vec::new, |outcome| outcome.expectations.iter().map(expectation).collect()),
            also: outcome.map_or_else(Vec::new, |outcome| texts(&outcome.also)),
        }
    }
}

/// Stated days, added up. Ceilings and minimums count at their figure.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "days", deny_unknown_fields)]
pub(super) struct DaysView {
    /// The least figures of what is possible.
    least: Exactly,
    /// The greatest.
    most: Exactly,
    /// How many settings have a figure that is just that.
    exact: usize,
    /// How many have a ceiling.
    up_to: usize,
    /// How many have a minimum.
    at_least: usize,
    /// How many get support whose days are not given.
    not_given: usize,
}

impl DaysView {
    pub(super) fn of(figures: &Figures) -> Self {
        Self {
            least: Exactly(figures.least),
            most: Exactly(figures.most),
            exact: figures.exact,
            up_to: figures.up_to,
            at_least: figures.at_least,
            not_given: figures.not_given,
        }
    }
}

/// By how much stated days grow; less than nothing where they shrink.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "growth", deny_unknown_fields)]
pub(super) struct GrowthView {
    /// Of the least figures.
    least: Exactly,
    /// Of the greatest.
    most: Exactly,
}

impl GrowthView {
    pub(super) fn of(growth: Growth) -> Self {
        Self { least: Exactly(growth.least), most: Exactly(growth.most) }
    }
}

/// What a move comes from.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "reason", deny_unknown_fields)]
pub(super) struct ReasonView<'a> {
    /// What it is.
    #[schemars(extend("enum" = ["strand", "gate", "constraint"]))]
    what: &'static str,
    /// The name of a strand; null for anything else.
    strand: Option<String>,
    /// What it says before; null where it says nothing or is not there.
    before: Option<LineView<'a>>,
    /// What it says after.
    after: Option<LineView<'a>>,
}

/// A line and where it stands.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "line", deny_unknown_fields)]
pub(super) struct LineView<'a> {
    /// The category that it gives, if it is one that does.
    category: Option<&'a str>,
    /// Its condition as written.
    line: &'a str,
    /// Whether it is only one of the lines that may decide.
    perhaps: bool,
    place: PlaceView<'a>,
}

impl<'a> ReasonView<'a> {
    pub(super) fn of(reason: &'a Reason) -> Self {
        let (what, strand) = match &reason.what {
            Blamed::Strand(name) => ("strand", Some(machine_name(name))),
            Blamed::Gate => ("gate", None),
            Blamed::Constraint => ("constraint", None),
        };
        let line = |line: &'a GivenLine| LineView {
            category: line.category.as_deref(),
            line: &line.text,
            perhaps: line.perhaps,
            place: PlaceView::of(&line.place),
        };
        Self { what, strand, before: reason.before.as_ref().map(line), after: reason.after.as_ref().map(line) }
    }
}

/// A setting that moves.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "mover", deny_unknown_fields)]
pub(super) struct MoverView<'a> {
    /// Its id, or `setting 1` where ids are redacted.
    setting: String,
    /// The kind of setting.
    kind: String,
    /// The kind that it was, where that is another.
    kind_before: Option<String>,
    before: StandingView,
    after: StandingView,
    /// Whether what it gets is more intensive; null where that cannot be said.
    #[schemars(extend("enum" = ["more_intensive", "perhaps_more_intensive", "less_intensive", "perhaps_less_intensive", "fewer_possible", null]))]
    direction: Option<&'static str>,
    /// By how much its days grow; null unless both sides have a figure.
    days_difference: Option<GrowthView>,
    because: Vec<ReasonView<'a>>,
}

impl<'a> MoverView<'a> {
    pub(super) fn of(setting: &'a Setting, ids: Ids) -> Self {
        Self {
            setting: ids.setting(setting),
            kind: machine_name(&setting.kind),
            kind_before: setting.was.as_deref().map(machine_name),
            before: StandingView::of(&setting.before),
            after: StandingView::of(&setting.after),
            direction: setting.direction.machine(),
            days_difference: Growth::between(&Figures::of(&setting.before), &Figures::of(&setting.after)).map(GrowthView::of),
            because: setting.because.iter().map(ReasonView::of).collect(),
        }
    }
}

/// What becomes of all settings together.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "settings", deny_unknown_fields)]
pub(super) struct SettingsView {
    /// How many settings there are.
    count: usize,
    /// How many move.
    movers: usize,
    /// How many stand where, the least intensive category first.
    by_category: Vec<CategoryView>,
    /// How many go from where to where; pairs that no setting goes are left out.
    from_to: Vec<FromToView>,
    days_before: DaysView,
    days_after: DaysView,
    /// By how much the days grow of the settings that have a figure on both sides; null where none has.
    days_difference: Option<GrowthView>,
    /// How many settings are left out of the difference, since one side or both have no figure.
    without_figure: usize,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "by_category", deny_unknown_fields)]
struct CategoryView {
    #[schemars(extend("enum" = STATUSES))]
    status: &'static str,
    /// The category; null unless decided.
    category: Option<String>,
    settings_before: usize,
    settings_after: usize,
    days_before: DaysView,
    days_after: DaysView,
}

#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "from_to", deny_unknown_fields)]
struct FromToView {
    /// A category, or a status in words.
    from: String,
    to: String,
    settings: usize,
}

impl SettingsView {
    pub(super) fn of(moves: &Moves) -> Self {
        let category = |count: crate::harness::moves::CategoryCount| CategoryView {
            status: count.group.status(),
            category: (count.group.status() == "decided").then(|| count.group.word().to_owned()),
            settings_before: count.before.settings,
            settings_after: count.after.settings,
            days_before: DaysView::of(&count.before.days),
            days_after: DaysView::of(&count.after.days),
        };
        let matrix = moves.matrix();
        let pairs = matrix.from.iter().zip(&matrix.rows).flat_map(|(from, row)| {
            let cells = matrix.to.iter().zip(row).filter(|(_, settings)| **settings > 0);
            cells.map(move |(to, settings)| FromToView {
                from: from.word().to_owned(),
                to: to.word().to_owned(),
                settings: *settings,
            })
        });
        let (before, after) = moves.days();
        let (growth, without_figure) = moves.growth();
        Self {
            count: moves.settings.len(),
            movers: moves.movers().count(),
            by_category: moves.by_category().into_iter().map(category).collect(),
            from_to: pairs.collect(),
            days_before: DaysView::of(&before),
            days_after: DaysView::of(&after),
            days_difference: growth.map(GrowthView::of),
            without_figure,
        }
    }
}

/// A record as text. Nothing that is written here can fail to be.
pub(super) fn text(record: &impl Serialize) -> String {
    serde_json::to_string_pretty(record).unwrap_or_default() + "\n"
}
