//! Scenarios, tables of them, and properties.

use super::{AllocationRow, Condition, Figure, Literal, Phrase, Text};
use crate::source::Span;
use jiff::civil::Date;

/// `scenario Newly good, a school on 15 November 2021`, and a table of them, `scenarios Leadership, like Newly good`
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: Phrase,
    /// Offered by the program, `drafted scenario …`.
    pub drafted: bool,
    /// Whom it is about, or what it starts from.
    pub starts: Start,
    /// The assessment date.
    pub on: Option<(Date, Span)>,
    /// What is told, in order.
    pub told: Vec<Told>,
    /// What is expected, in order; of a table nothing.
    pub expects: Vec<Expected>,
    /// The rows, where it is a table of scenarios.
    pub table: Option<ScenarioTable>,
}

/// What a scenario is about.
#[derive(Clone, Debug)]
pub enum Start {
    /// `a school`: the kinds named, of which there should be one.
    About(Vec<Phrase>),
    /// `like Newly good`: another scenario, whose facts it changes.
    Like(Phrase),
    /// Nothing is said.
    Unsaid,
}

/// `latest Ofsted: good`
#[derive(Clone, Debug)]
pub struct Told {
    /// The facts.
    pub facts: Vec<Phrase>,
    /// What they are.
    pub value: ToldValue,
    /// The line, or the cell.
    pub span: Span,
}

/// What a scenario tells of a fact.
#[derive(Clone, Debug)]
pub enum ToldValue {
    /// `unknown`: nobody knows, and nothing is assumed.
    Unknown,
    /// A value.
    Is(Literal),
}

/// One thing that is expected.
#[derive(Clone, Debug)]
pub struct Expected {
    /// What.
    pub kind: ExpectedKind,
    /// Where.
    pub span: Span,
}

/// What can be expected.
#[derive(Clone, Debug)]
pub enum ExpectedKind {
    /// `AS`; `A, AS or B1`
    Categories(Vec<Phrase>),
    /// `A or no answer`
    CategoriesOrNoAnswer(Vec<Phrase>),
    /// `no category`
    NoCategory,
    /// `no answer`
    NoAnswer,
    /// `cannot be`
    CannotBe,
    /// `up to 8 days`, `no days`
    Days(Figure),
    /// `because leadership`, `because leadership "leadership is inconsistent"`
    Because(Phrase, Option<Text>),
    /// `because never A`
    Lifted(Phrase),
    /// `ask leadership, then governance`; `nothing to ask`
    Ask(Vec<Phrase>),
    /// `assumed vulnerability`; `nothing assumed`
    Assumed(Vec<Phrase>),
    /// `also "Early-years core visit"`
    Also(Text),
    /// `nothing also`
    AlsoNothing,
    /// `governance action plan is not met`
    State(Phrase, State),
    /// `support:` with a table below it
    Support(Vec<AllocationRow>),
}

/// What becomes of something that a category expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// `is met`
    Met,
    /// `is not met`
    NotMet,
    /// `is not known`
    NotKnown,
    /// `is not expected`
    NotExpected,
}

/// The table below `scenarios`.
#[derive(Clone, Debug)]
pub struct ScenarioTable {
    /// Its rows; what a row leaves as it is, `-`, is not in it.
    pub rows: Vec<ScenarioRow>,
    /// The names of its columns that are facts, in order.
    pub facts: Vec<Phrase>,
}

/// One row, a scenario.
#[derive(Clone, Debug)]
pub struct ScenarioRow {
    /// Its name, where the table has a column `scenario`.
    pub name: Option<Text>,
    /// Its assessment date, where the table has a column `on`.
    pub on: Option<(Date, Span)>,
    /// What it tells.
    pub told: Vec<ToldCell>,
    /// What is expected.
    pub expects: Vec<Expected>,
    /// The row.
    pub span: Span,
}

/// A cell that tells a fact.
#[derive(Clone, Debug)]
pub struct ToldCell {
    /// Its fact, by place among those of the table.
    pub fact: usize,
    /// What it is.
    pub value: ToldValue,
    /// The cell.
    pub span: Span,
}

/// `property No A without a judgement, for a school`
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: Phrase,
    /// For which kinds of setting; may be empty where what it says names them.
    pub about: Vec<Phrase>,
    /// What it says.
    pub claim: PropertyClaim,
    /// When; without it, always.
    pub when: Option<Condition>,
    /// The line that says it, without its tail.
    pub claim_span: Span,
}

/// What a property says.
#[derive(Clone, Debug)]
pub enum PropertyClaim {
    /// `no school is A or AS`, `no PVI or child minder is A`: the kinds and the categories.
    Never(Vec<Phrase>, Vec<Phrase>),
    /// `every school is B2 or C`
    Always(Vec<Phrase>, Vec<Phrase>),
    /// `improving leadership never gives a more intensive category`; no facts for any fact.
    Improving(Vec<Phrase>),
    /// `changing two-year-olds never changes the category`
    Changing(Vec<Phrase>),
}
