//! What a policy says of the document it comes from: which clauses there are, and where it contradicts itself in words; which findings
//! it allows; and what it costs to ask for facts.

use super::{Phrase, Quantity, Tail, Text};
use crate::source::Span;

/// `clause "4.1": no rule because "describes how advisers work"`, `clauses "1.1", "1.2" and "1.3": …`
#[derive(Clone, Debug)]
pub struct Clauses {
    /// The clauses, as citations name them.
    pub names: Vec<Text>,
    /// What is said of them.
    pub standing: ClauseStanding,
}

/// What is said of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseStanding {
    /// It is no rule, and why.
    NoRule(Text),
    /// It is there to be cited, and perhaps what it is about.
    Cited(Option<Text>),
}

/// `contradiction who gets two visits`, with what is stated in each place and how it was settled
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// What it is about.
    pub title: Phrase,
    /// What is stated, in each place.
    pub statements: Vec<Statement>,
    /// What was decided.
    pub settled: Option<SettledWords>,
}

/// `stated as "B and C only" from "Annex 4"`
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is stated.
    pub words: Text,
    /// The place in the source.
    pub from: Text,
    /// The line without what is cited behind it.
    pub span: Span,
}

/// `settled as "B and C only" because "Annex 2 has no days elsewhere"`
#[derive(Clone, Debug)]
pub struct SettledWords {
    /// What was decided.
    pub words: Text,
    /// Why.
    pub because: Text,
    /// The line.
    pub span: Span,
}

/// `allow P318 because "…"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The code, in capitals.
    pub code: Phrase,
    /// Why.
    pub because: Text,
    /// All of it.
    pub span: Span,
}

/// `asking costs`, with a line for each of those who can be asked
#[derive(Clone, Debug)]
pub struct Asking {
    /// Who can be asked, and what that costs.
    pub costs: Vec<AskingCost>,
}

/// `the adviser: 5`, `anyone else: 2`
#[derive(Clone, Debug)]
pub struct AskingCost {
    /// Who is asked; `None` for anyone else.
    pub whom: Option<Phrase>,
    /// What it costs.
    pub cost: Quantity,
    /// Where who is asked stands.
    pub span: Span,
    /// What stands behind the line.
    pub tail: Tail,
}
