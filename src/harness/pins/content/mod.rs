//! The text of a pinned table, as lines of cells.

mod days;
mod reasons;
mod settings;
mod summary;
mod support;
mod text;

use crate::assess::Assessor;
use crate::model::spoken;
use crate::settings::Row;
pub(super) use days::{Days, Figures};
use reasons::Reasons;
pub(super) use reasons::Stated;
use std::collections::HashMap;
pub use text::Unreadable;

/// What stands in a cell that has nothing to say.
pub(super) const NOTHING: &str = "-";

/// What stands for all that a category brings, in the place of an activity.
pub(super) const IN_ALL: &str = "in all";

/// A part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The policy, its revision, the table and the assessment date.
    About,
    /// What comes of each setting.
    Settings,
    /// The conditions that give the categories.
    Reasons,
    /// What the policy assumes where nobody has told.
    Assumed,
    /// What each category brings.
    Support,
}

impl Part {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 5] = [Self::About, Self::Settings, Self::Reasons, Self::Assumed, Self::Support];

    /// What stands above it; nothing above the first.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::About => "",
            Self::Settings => "settings",
            Self::Reasons => "why",
            Self::Assumed => "assumed where nobody has told",
            Self::Support => "support",
        }
    }

    /// Its columns: what they are called, and how wide their cells are at least. The widths are fixed, and never fitted to what the
    /// cells hold, so that a long cell moves nothing in other lines.
    #[must_use]
    pub const fn columns(self) -> &'static [(&'static str, usize)] {
        match self {
            Self::About => &[("", 8), ("", 0)],
            Self::Settings => &[
                ("id", 8),
                ("setting", 20),
                ("outcome", 16),
                ("days", 10),
                ("why", 32),
                ("ask", 0),
                ("expects", 0),
                ("also", 0),
                ("assumed", 0),
            ],
            Self::Reasons => &[("setting", 20), ("strand", 24), ("gives", 10), ("when", 0)],
            Self::Assumed => &[("setting", 20), ("fact", 32), ("value", 0)],
            Self::Support => &[("setting", 20), ("category", 10), ("activity", 48), ("days", 16), ("when", 0)],
        }
    }

    /// The cells of a setting that are no outcome: why it has its category, and what to ask.
    const NO_OUTCOME: [usize; 2] = [4, 5];

    /// So many of the first cells tell its lines apart.
    const fn key(self) -> usize {
        match self {
            Self::About | Self::Settings => 1,
            Self::Assumed => 2,
            Self::Reasons | Self::Support => 3,
        }
    }
}

/// A line of a part: its cells, each on one line and never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part.
    pub part: Part,
    /// The cells.
    pub cells: Vec<String>,
}

/// What tells a line from all others of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The part.
    pub part: Part,
    /// Its first cells.
    pub names: Vec<String>,
    /// How many lines before it have the same.
    pub again: usize,
}

/// All that is pinned of a table. What the settings come to in sum follows from it, and is only written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The lines, part by part.
    pub lines: Vec<Line>,
}

impl Line {
    /// A line from texts of whatever sort.
    pub(super) fn new<T: AsRef<str>>(part: Part, cells: impl IntoIterator<Item = T>) -> Self {
        Self { part, cells: cells.into_iter().map(|cell| text::cell(cell.as_ref())).collect() }
    }

    /// A cell; nothing where it has nothing to say.
    #[must_use]
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

impl Content {
    /// What a policy says of a table on the assessment date of the assessor. The table is called by `file`.
    #[must_use]
    pub fn of(assessor: &mut Assessor<'_>, file: &str, rows: &[Row]) -> Self {
        let policy = assessor.policy();
        let mut reasons = Reasons::of(policy);
        let settings: Vec<Line> = rows.iter().map(|row| settings::line(assessor, row, &mut reasons)).collect();
        let about =
            [("policy", &*policy.name.phrase), ("revision", &*policy.revision), ("table", file), ("on", &*spoken(assessor.on()))];
        let mut lines: Vec<Line> = about.iter().map(|(what, says)| Line::new(Part::About, [*what, *says])).collect();
        lines.extend(settings);
        lines.extend(reasons.lines());
        lines.extend(support::assumed(policy));
        lines.extend(support::support(policy));
        Self { lines }
    }

    /// The lines of a part.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.part == part)
    }

    /// Whether the outcomes are the same: what comes of each setting and what each category brings, whichever lines give them, what
    /// is asked and how the policy words its conditions.
    #[must_use]
    pub fn has_outcomes_of(&self, other: &Self) -> bool {
        let told = |line: &Line, at: usize| line.part != Part::Settings || !Part::NO_OUTCOME.contains(&at);
        let cells = |line: &Line| {
            line.cells.iter().enumerate().filter(|(at, _)| told(line, *at)).map(|(_, cell)| cell.clone()).collect::<Vec<_>>()
        };
        let outcomes = |content: &Self, part: Part| content.part(part).map(cells).collect::<Vec<_>>();
        [Part::Settings, Part::Support].into_iter().all(|part| outcomes(self, part) == outcomes(other, part))
    }

    /// Every line with what tells it from the others.
    pub(super) fn keyed(&self) -> Vec<(Key, &Line)> {
        let mut met: HashMap<(Part, Vec<String>), usize> = HashMap::new();
        let keyed = self.lines.iter().map(|line| {
            let names: Vec<String> = line.cells.iter().take(line.part.key()).cloned().collect();
            let before = met.entry((line.part, names.clone())).or_default();
            let again = *before;
            *before += 1;
            (Key { part: line.part, names, again }, line)
        });
        keyed.collect()
    }
}
