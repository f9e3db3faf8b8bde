//! What is done to a sentence.

/// A way to change a sentence of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// A number or date that something is compared with, one step up or down.
    Threshold,
    /// `under` as `at most`, `over` as `at least`, and back.
    Comparison,
    /// A parameter's value, or the day from which it holds, one step up or down.
    Parameter,
    /// How many of a list must hold, one more or fewer.
    Count,
    /// `any of` as `all of`, and back.
    Quantifier,
    /// `and` as `or`, and back.
    Join,
    /// A condition denied, or no longer denied.
    Negate,
    /// A part of a condition left out.
    DropCondition,
    /// A value of a test for its neighbour.
    Value,
    /// A value without its `or better`.
    Reach,
    /// The category of a line for its neighbour.
    Category,
    /// The categories of two lines that stand together, swapped.
    SwapLines,
    /// A line of a strand left out.
    DropLine,
    /// A strand left out.
    DropStrand,
    /// A gate left out.
    DropGate,
    /// What cannot be, left out.
    DropConstraint,
    /// What is assumed of a fact, left out or another value.
    Assumption,
    /// A member of a list left out.
    DropMember,
    /// An expectation left out.
    DropExpectation,
    /// What a setting gets besides, left out.
    DropAlso,
    /// Whom a line is for: for all of its kinds of setting, or for one fewer.
    Whom,
    /// Two neighbours of a scale, or of the categories, swapped.
    Order,
    /// A row of a table, or a line of a score, left out.
    DropRow,
    /// A cell of a table that no longer matters.
    Cell,
    /// What a row of a table gives, for its neighbour.
    Result,
    /// The points of a line, one step up or down.
    Points,
    /// Which of several rows or lines that hold counts.
    HitPolicy,
    /// The days of a row and the total with it; the total alone where there are no rows.
    Days,
    /// How days bind: a ceiling as a figure, and back.
    Binding,
    /// When something is done.
    Time,
    /// A row of support left out, and its days with it.
    DropActivity,
    /// What a revision removes, kept.
    DropRemoval,
}

impl Operator {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 32] = [
        Self::Threshold,
        Self::Comparison,
        Self::Parameter,
        Self::Count,
        Self::Quantifier,
        Self::Join,
        Self::Negate,
        Self::DropCondition,
        Self::Value,
        Self::Reach,
        Self::Category,
        Self::SwapLines,
        Self::DropLine,
        Self::DropStrand,
        Self::DropGate,
        Self::DropConstraint,
        Self::Assumption,
        Self::DropMember,
        Self::DropExpectation,
        Self::DropAlso,
        Self::Whom,
        Self::Order,
        Self::DropRow,
        Self::Cell,
        Self::Result,
        Self::Points,
        Self::HitPolicy,
        Self::Days,
        Self::Binding,
        Self::Time,
        Self::DropActivity,
        Self::DropRemoval,
    ];

    /// What it is called, on the command line and in ids.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    /// What it does, for people.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.words().1
    }

    /// The operator of a name.
    #[must_use]
    pub fn called(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Threshold => ("threshold", "a number or date compared with, moved by a step"),
            Self::Comparison => ("comparison", "`under` as `at most`, `over` as `at least`"),
            Self::Parameter => ("parameter", "a parameter's value or first day, moved by a step"),
            Self::Count => ("count", "how many of a list must hold, one more or fewer"),
            Self::Quantifier => ("quantifier", "`any of` as `all of`, and the like"),
            Self::Join => ("join", "`and` as `or`, `or` as `and`"),
            Self::Negate => ("negate", "a condition denied"),
            Self::DropCondition => ("drop-condition", "a part of a condition left out"),
            Self::Value => ("value", "a value for its neighbour"),
            Self::Reach => ("reach", "a value without its `or better` or `or worse`"),
            Self::Category => ("category", "the category of a line for its neighbour"),
            Self::SwapLines => ("swap-lines", "the categories of two lines that stand together, swapped"),
            Self::DropLine => ("drop-line", "a line of a strand left out"),
            Self::DropStrand => ("drop-strand", "a strand left out"),
            Self::DropGate => ("drop-gate", "a `never … unless` left out"),
            Self::DropConstraint => ("drop-constraint", "an `it cannot be` left out"),
            Self::Assumption => ("assumption", "what is assumed of a fact, left out or another value"),
            Self::DropMember => ("drop-member", "a member of a list left out"),
            Self::DropExpectation => ("drop-expectation", "an expectation left out"),
            Self::DropAlso => ("drop-also", "something that comes besides, left out"),
            Self::Whom => ("whom", "a line for all kinds of setting, or for one fewer"),
            Self::Order => ("order", "two neighbours of a scale or of the categories, swapped"),
            Self::DropRow => ("drop-row", "a row of a table or a line of a score left out"),
            Self::Cell => ("cell", "a cell of a table that no longer matters"),
            Self::Result => ("result", "what a row of a table gives, for its neighbour"),
            Self::Points => ("points", "the points of a line, moved by a step"),
            Self::HitPolicy => ("hit-policy", "the first match as exactly one, and back"),
            Self::Days => ("days", "the days of a row with the total, or the total alone"),
            Self::Binding => ("binding", "`up to 8 days` as `8 days`, and back"),
            Self::Time => ("time", "when something is done"),
            Self::DropActivity => ("drop-activity", "a row of support left out, with its days"),
            Self::DropRemoval => ("drop-removal", "what a revision removes, kept"),
        }
    }
}
