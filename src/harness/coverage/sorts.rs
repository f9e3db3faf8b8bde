//! What sorts of things there are to exercise, how far each is, and figures of it.

use super::{Item, Outcomes, Seen, Times};
use rust_decimal::{Decimal, RoundingStrategy};

/// What a thing to exercise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A line of a strand: it certainly held and nothing before it did.
    Line,
    /// A row of a table, or a value of a matrix: the same.
    Row,
    /// A line of a score: it gave points.
    Points,
    /// A gate: it lifted a setting.
    Gate,
    /// Something that a category expects: it was asked.
    Expectation,
    /// What a setting gets besides: one got it.
    Also,
    /// What cannot be: it was tried.
    Constraint,
    /// A condition, by masking MC/DC.
    Condition,
    /// A number, date or step of a scale that a condition compares with: seen from both sides.
    Threshold,
    /// A row of support, or support without rows: a setting got a category that brings it.
    Support,
    /// A value of a parameter that changes: in force where a comparison with it decided.
    Step,
    /// An assumption: an answer rested on it.
    Assumption,
    /// A category of a kind of setting: one got it.
    Category,
}

/// How far a thing is exercised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Not at all.
    Missed,
    /// One side of it, or it was got to and no more.
    Partly,
    /// Wholly.
    Exercised,
}

/// How much there is of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// So many are wholly exercised by the scenarios that count.
    pub exercised: usize,
    /// So many more with those that were drafted.
    pub drafted: usize,
    /// So many there are.
    pub all: usize,
}

impl Sort {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Line,
        Self::Row,
        Self::Points,
        Self::Gate,
        Self::Expectation,
        Self::Also,
        Self::Constraint,
        Self::Condition,
        Self::Threshold,
        Self::Support,
        Self::Step,
        Self::Assumption,
        Self::Category,
    ];

    /// What it is called, several of it, and its name for programs.
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Line => ("line", "lines of strands", "line"),
            Self::Row => ("row of a table", "rows of tables", "row"),
            Self::Points => ("line of a score", "lines of scores", "points"),
            Self::Gate => ("gate", "gates", "gate"),
            Self::Expectation => ("expectation", "expectations", "expectation"),
            Self::Also => ("what is given besides", "what is given besides", "also"),
            Self::Constraint => ("what cannot be", "what cannot be", "constraint"),
            Self::Condition => ("condition", "conditions", "condition"),
            Self::Threshold => ("threshold", "thresholds", "threshold"),
            Self::Support => ("row of support", "rows of support", "support"),
            Self::Step => ("value of a parameter", "values of parameters that change", "step"),
            Self::Assumption => ("assumption", "assumptions", "assumption"),
            Self::Category => ("category", "categories of each kind", "category"),
        }
    }

    /// One of it: `condition`.
    #[must_use]
    pub const fn one(self) -> &'static str {
        self.names().0
    }

    /// Many of it: `conditions`.
    #[must_use]
    pub const fn many(self) -> &'static str {
        self.names().1
    }

    /// Its name for programs: `condition`.
    #[must_use]
    pub const fn machine(self) -> &'static str {
        self.names().2
    }

    /// Whether it is a line, in which conditions stand.
    #[must_use]
    pub const fn is_line(self) -> bool {
        matches!(self, Self::Line | Self::Row | Self::Points | Self::Gate | Self::Expectation | Self::Also | Self::Constraint)
    }
}

impl State {
    /// In a word or two.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missed => "not exercised",
            Self::Partly => "partly",
            Self::Exercised => "exercised",
        }
    }
}

impl Figures {
    pub(super) fn of<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        let mut figures = Self::default();
        for item in items {
            figures.all += 1;
            if item.state() == State::Exercised {
                figures.exercised += 1;
            } else if item.with_drafts() == State::Exercised {
                figures.drafted += 1;
            }
        }
        figures
    }

    /// Per cent that are exercised, to one decimal, rounded down so that 100 means all. 100 where there is nothing.
    #[must_use]
    pub fn per_cent(&self) -> Decimal {
        if self.all == 0 {
            return Decimal::ONE_HUNDRED;
        }
        let exact = Decimal::from(self.exercised) * Decimal::ONE_HUNDRED / Decimal::from(self.all);
        exact.round_dp_with_strategy(1, RoundingStrategy::ToZero).normalize()
    }

    /// Whether at least so many per cent are exercised; never rounded.
    #[must_use]
    pub fn reaches(&self, per_cent: Decimal) -> bool {
        Decimal::from(self.exercised) * Decimal::ONE_HUNDRED >= per_cent * Decimal::from(self.all)
    }
}

impl Item {
    /// How far the scenarios that count exercise it.
    #[must_use]
    pub fn state(&self) -> State {
        self.state_by(|times| times.counted > 0)
    }

    /// The same with those that were drafted.
    #[must_use]
    pub fn with_drafts(&self) -> State {
        self.state_by(|times| times.counted + times.drafted > 0)
    }

    fn state_by(&self, any: impl Fn(Times) -> bool) -> State {
        let (whole, part) = match &self.seen {
            Seen::Whole { reached, held } => (any(*held), any(*reached)),
            Seen::Condition(outcomes) => outcomes.shown(any),
            Seen::Threshold { holds, fails } => {
                let sides = (any(holds.times), any(fails.times));
                (sides.0 && sides.1, sides.0 || sides.1)
            }
        };
        match (whole, part) {
            (true, _) => State::Exercised,
            (false, true) => State::Partly,
            (false, false) => State::Missed,
        }
    }

    /// How many counted scenarios exercised it, or some of it.
    #[must_use]
    pub fn hits(&self) -> usize {
        match &self.seen {
            Seen::Whole { held, .. } => held.counted,
            Seen::Condition(outcomes) => outcomes.when(true).counted + outcomes.when(false).counted,
            Seen::Threshold { holds, fails } => holds.times.counted + fails.times.counted,
        }
    }
}

impl Outcomes {
    /// How often it was true, or false, where it decides.
    #[must_use]
    pub const fn when(&self, truth: bool) -> Times {
        let (one, other) = if truth { (self.true_true, self.true_false) } else { (self.false_true, self.false_false) };
        Times { counted: one.counted + other.counted, drafted: one.drafted + other.drafted }
    }

    pub(super) const fn slot(&mut self, truth: bool, outcome: bool) -> &mut Times {
        match (truth, outcome) {
            (true, true) => &mut self.true_true,
            (true, false) => &mut self.true_false,
            (false, true) => &mut self.false_true,
            (false, false) => &mut self.false_false,
        }
    }

    /// Whether its two truths were seen with two outcomes, and whether anything was seen.
    fn shown(&self, any: impl Fn(Times) -> bool) -> (bool, bool) {
        let (true_true, true_false) = (any(self.true_true), any(self.true_false));
        let (false_true, false_false) = (any(self.false_true), any(self.false_false));
        ((true_true && false_false) || (true_false && false_true), true_true || true_false || false_true || false_false)
    }
}
