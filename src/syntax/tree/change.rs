//! What a revision says of the policy that it amends.

use super::{Condition, Expectation, Facts, Gate, Phrase, Strand};
use crate::source::Span;

/// `replace`, `add` or `remove` before a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which of them.
    pub word: ChangeWord,
    /// Where the word stands.
    pub span: Span,
}

/// What is done to the policy that is amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeWord {
    /// `replace parameter many: 2`
    Replace,
    /// `add strand safeguarding, for a school`
    Add,
    /// `remove parameter many`
    Remove,
}

impl ChangeWord {
    /// As the language writes it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Replace => "replace",
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// A declaration that only a revision has: a part of a larger one, or what is taken away.
#[derive(Clone, Debug)]
pub enum Part {
    /// `replace fact latest Ofsted, for a school: Ofsted judgement, or none`: one fact, and whom it is about.
    Fact(Facts),
    /// `replace strand leadership, for a school`, with its lines below it
    Strand(Strand),
    /// `add never A, for a school, unless well governed`
    Gate(Gate),
    /// `add B1 for a school expects action plan`
    Expectation(Expectation),
    /// `remove parameter many`
    Removed(Target),
    /// `remove many`, which does not say what `many` is.
    Unsaid(Phrase),
}

/// By what a declaration, or a part of one, is found.
#[derive(Clone, Debug)]
pub struct Target {
    /// What it is.
    pub sort: Sort,
    /// Its name; of an allocation its categories, of a clause all that are named together, of `never …` its category, of
    /// `… expects …` the category and what is expected. None where its sort says enough.
    pub names: Vec<Phrase>,
    /// The kinds of setting, or groups of them.
    pub about: Vec<Phrase>,
    /// What has no name is found by its condition.
    pub condition: Option<Condition>,
    /// Where it stands, without what stands below it.
    pub span: Span,
}

/// What can be changed, by the word that declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// `setting …`
    Setting,
    /// `group …`
    Group,
    /// `scale …`
    Scale,
    /// `choice …`
    Choice,
    /// A fact.
    Fact,
    /// `it cannot be that …`
    Constraint,
    /// `parameter …`
    Parameter,
    /// `half terms: …`
    HalfTerms,
    /// `terms: …`
    Terms,
    /// `other times: …`
    OtherTimes,
    /// `categories, …`
    Categories,
    /// `define …`
    Define,
    /// `list …`
    List,
    /// `table …`
    Table,
    /// `matrix …`
    Matrix,
    /// `score …`
    Score,
    /// `categorise …`
    Categorise,
    /// A strand.
    Strand,
    /// `never … unless …`
    Gate,
    /// `… expects …`
    Expectation,
    /// `allocation for …`
    Allocation,
    /// `also for …`
    Also,
    /// `clause …`
    Clause,
    /// `contradiction …`
    Contradiction,
    /// `import …`
    Import,
    /// `asking costs`
    Asking,
}

impl Sort {
    /// The word that declares it, as the language writes it; `… expects …` begins with no word.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Setting => "setting",
            Self::Group => "group",
            Self::Scale => "scale",
            Self::Choice => "choice",
            Self::Fact => "fact",
            Self::Constraint => "it cannot be",
            Self::Parameter => "parameter",
            Self::HalfTerms => "half terms",
            Self::Terms => "terms",
            Self::OtherTimes => "other times",
            Self::Categories => "categories",
            Self::Define => "define",
            Self::List => "list",
            Self::Table => "table",
            Self::Matrix => "matrix",
            Self::Score => "score",
            Self::Categorise => "categorise",
            Self::Strand => "strand",
            Self::Gate => "never",
            Self::Expectation => "",
            Self::Allocation => "allocation",
            Self::Also => "also",
            Self::Clause => "clause",
            Self::Contradiction => "contradiction",
            Self::Import => "import",
            Self::Asking => "asking costs",
        }
    }
}
