//! The sorts of things that a policy declares.

/// What sort of thing something is. In the order in which changes are told: what the policy is, its words and numbers, its rules,
/// what they bring, and what else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// The policy itself: its name, authority, revision, days in force and sources.
    Policy,
    /// A kind of setting.
    Setting,
    /// A group of kinds.
    Group,
    /// The categories, in their order.
    Categories,
    /// A scale.
    Scale,
    /// A choice.
    Choice,
    /// Terms, half terms or other times.
    Times,
    /// A parameter.
    Parameter,
    /// What is cited for all facts under one heading.
    FactsHeading,
    /// A fact.
    Fact,
    /// Whom facts are asked of, and what that costs.
    Asking,
    /// What cannot be.
    Constraint,
    /// A defined condition.
    Define,
    /// A list of conditions.
    List,
    /// A table.
    Table,
    /// A matrix.
    Matrix,
    /// A score.
    Score,
    /// By what some settings are categorised, with the lines that stand in no strand.
    Categorisation,
    /// A strand with its lines.
    Strand,
    /// What a category needs.
    Gate,
    /// What a category expects.
    Expectation,
    /// What a category brings.
    Allocation,
    /// What settings get besides.
    Also,
    /// Where the source contradicts itself in words.
    Contradiction,
    /// A clause of the source.
    Clause,
    /// How a table of others is read.
    Import,
    /// The example settings.
    Examples,
    /// A scenario, or a table of them.
    Scenario,
    /// A property.
    Property,
    /// A table whose outcomes are kept.
    Pin,
}

impl Sort {
    /// Whether it is a test of the policy, and no part of what it says.
    #[must_use]
    pub const fn is_test(self) -> bool {
        matches!(self, Self::Scenario | Self::Property | Self::Pin)
    }

    /// What people call it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Setting => "kind of setting",
            Self::Group => "group",
            Self::Categories => "categories",
            Self::Scale => "scale",
            Self::Choice => "choice",
            Self::Times => "times:",
            Self::Parameter => "parameter",
            Self::FactsHeading => "heading of facts",
            Self::Fact => "fact",
            Self::Asking => "asking costs",
            Self::Constraint => "what cannot be",
            Self::Define => "definition",
            Self::List => "list",
            Self::Table => "table",
            Self::Matrix => "matrix",
            Self::Score => "score",
            Self::Categorisation => "how settings are categorised",
            Self::Strand => "strand",
            Self::Gate => "gate of",
            Self::Expectation => "expectation",
            Self::Allocation => "allocation for",
            Self::Also => "also",
            Self::Contradiction => "contradiction",
            Self::Clause => "clause",
            Self::Import => "import",
            Self::Examples => "example settings",
            Self::Scenario => "scenario",
            Self::Property => "property",
            Self::Pin => "pin",
        }
    }

    /// What programs call it.
    #[must_use]
    pub const fn machine(self) -> &'static str {
        match self {
            Self::Setting => "setting",
            Self::Times => "times",
            Self::FactsHeading => "facts_heading",
            Self::Asking => "asking_costs",
            Self::Constraint => "constraint",
            Self::Define => "define",
            Self::Categorisation => "categorisation",
            Self::Gate => "gate",
            Self::Allocation => "allocation",
            Self::Examples => "examples",
            Self::Policy
            | Self::Group
            | Self::Categories
            | Self::Scale
            | Self::Choice
            | Self::Parameter
            | Self::Fact
            | Self::List
            | Self::Table
            | Self::Matrix
            | Self::Score
            | Self::Strand
            | Self::Expectation
            | Self::Also
            | Self::Contradiction
            | Self::Clause
            | Self::Import
            | Self::Scenario
            | Self::Property
            | Self::Pin => self.word(),
        }
    }

    /// Whether a thing of this sort is known by what it says: it has no name, or one that says whom it is for and so may change.
    pub(super) const fn goes_by_its_text(self) -> bool {
        matches!(self, Self::Constraint | Self::Also | Self::Allocation)
    }
}
