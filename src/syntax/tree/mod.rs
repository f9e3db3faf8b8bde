//! What a file says, before any name is looked up.
//!
//! Names are [`Phrase`]s; numbers and dates are already read. A line that cannot be read is left out of the tree
//! (its declaration's `broken` is set) and its probable name goes to [`Tree::broken_names`], so that uses of it stay silent.

mod allocation;
mod change;
mod condition;
mod derived;
mod import;
mod scenarios;
mod sources;

pub use allocation::*;
pub use change::*;
pub use condition::*;
pub use derived::*;
pub use import::*;
pub use scenarios::*;
pub use sources::*;

use crate::source::{FileId, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A name or value as written, blanks reduced to single spaces, quotation marks taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub text: String,
    /// Where, quotation marks included.
    pub span: Span,
}

/// Free text: a label's value, a citation, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, quotation marks taken off.
    pub value: String,
    /// Where, quotation marks included.
    pub span: Span,
}

/// One file.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The file.
    pub file: FileId,
    /// What it declares, in order.
    pub declarations: Vec<Declaration>,
    /// Names that unreadable lines probably declare.
    pub broken_names: Vec<Phrase>,
}

/// Something declared at the left margin, with all that is indented below it.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// From its first word to the end of its last line.
    pub span: Span,
    /// The heading line without its tail, and without `replace` and the like before it.
    pub heading: Span,
    /// `replace`, `add` or `remove` before it.
    pub change: Option<Change>,
    /// What it declares.
    pub kind: DeclarationKind,
    /// What stands behind the heading.
    pub tail: Tail,
    /// Whether some line of it could not be read.
    pub broken: bool,
}

/// `from "…"`, `reading "…"` and `allow P318 because "…"` behind a heading or line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// The place in the source that says so.
    pub from: Option<Text>,
    /// What the policy decides that the source leaves open.
    pub reading: Option<Text>,
    /// Findings that are meant to be, in order, each code once.
    pub allowed: Vec<Allow>,
}

/// The kinds of declaration.
#[derive(Clone, Debug)]
pub enum DeclarationKind {
    /// `policy Education Excellence Strategy`
    Policy(PolicyHead),
    /// `setting school: a maintained school`
    Setting(SettingHead),
    /// `group early years: PVI, child minder`
    Group(Group),
    /// `scale Ofsted judgement, best first`, one level a line
    Scale(Scale),
    /// `choice headship: established, new with headship`
    Choice(Choice),
    /// `facts about a school`
    Facts(Facts),
    /// `it cannot be that …`; `it cannot be, for a school, that …`
    Constraint(Constraint),
    /// `parameter well occupied: 80%`
    Parameter(Parameter),
    /// `half terms: Autumn 1, Autumn 2`, `terms: Autumn` and `other times: beforehand, when agreed`
    Times(Times),
    /// `categories, least intensive first`
    Categories(Categories),
    /// `define newly good, for a school`
    Define(Define),
    /// `list risk factors, for a school: attainment low, gaps wide`
    List(List),
    /// `table band, for a school, by the first match`
    Table(Table),
    /// `matrix risk, for a school, likelihood down, impact across`
    Matrix(Matrix),
    /// `score risk, for a school`
    Score(Score),
    /// `categorise a school by its most intensive strand`
    Categorise(Categorise),
    /// `allocation for a school in B1: 9.5 days`
    Allocation(Allocation),
    /// `also for a school when two-year-olds`
    Also(Also),
    /// `examples "schools.csv" on 15 November 2021`
    Examples(Examples),
    /// `clause "4.1": no rule because "describes how advisers work"`
    Clauses(Clauses),
    /// `contradiction who gets two visits`, with what is stated in each place
    Contradiction(Contradiction),
    /// `import Ofsted state-funded schools`
    Import(Import),
    /// `scenario Newly good, a school on 15 November 2021`, `scenarios Leadership, like Newly good`
    Scenario(Scenario),
    /// `property No A without a judgement, for a school`
    Property(Property),
    /// `pin "settings.csv" on 15 November 2021`: the table and its day, as of [`DeclarationKind::Examples`]
    Pin(Examples),
    /// `asking costs`
    Asking(Asking),
    /// A part of a declaration that a revision changes, or what it removes.
    Part(Part),
    /// A heading that cannot be read; its body was not looked at.
    Unreadable,
}

/// `policy …` with its labelled lines.
#[derive(Clone, Debug)]
pub struct PolicyHead {
    /// The policy's name.
    pub title: Phrase,
    /// `amends "../strategy-2021"`: the folder of the policy that this one is a revision of.
    pub amends: Option<Text>,
    /// `authority: …`
    pub authority: Option<Text>,
    /// `revision: …`
    pub revision: Option<Text>,
    /// `in force: 1 September 2021 to 31 August 2024`, first and last day.
    pub in_force: Option<Period>,
    /// `source strategy: "…"`: short name and title.
    pub sources: Vec<(Phrase, Text)>,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// Where both stand.
    pub span: Span,
}

/// `setting …`
#[derive(Clone, Debug)]
pub struct SettingHead {
    /// The kind of setting.
    pub name: Phrase,
    /// What it is, behind the colon.
    pub about: Option<Text>,
}

/// `group …`
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: Phrase,
    /// Kinds of setting and other groups.
    pub members: Vec<Phrase>,
}

/// In which direction values are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `best first`, `least intensive first`
    BestFirst,
    /// `worst first`, `most intensive first`
    WorstFirst,
}

/// `scale …`
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its name.
    pub name: Phrase,
    /// The direction, always given for a scale that is whole.
    pub order: Option<Order>,
    /// Each level's values; several values of a level are equal in rank.
    pub levels: Vec<Vec<Phrase>>,
}

/// `choice …`: values without an order.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name.
    pub name: Phrase,
    /// Its values.
    pub values: Vec<Phrase>,
}

/// `facts about …`
#[derive(Clone, Debug)]
pub struct Facts {
    /// The kinds of setting, or groups of them.
    pub about: Vec<Phrase>,
    /// One a line.
    pub facts: Vec<Fact>,
}

/// `vulnerability: low, some or high, best first; assumed low`
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub name: Phrase,
    /// The line without its tail.
    pub span: Span,
    /// What stands behind the colon, without the tail.
    pub says: Span,
    /// What values it takes.
    pub domain: Domain,
    /// `or none`: it can be known not to exist.
    pub or_none: bool,
    /// `assumed …`: its value where nobody has told.
    pub assumed: Option<Literal>,
    /// `fixed`: history, which no advice says to change.
    pub fixed: bool,
    /// `higher is better`, `yes is better`: `true` where the written value or direction is the better.
    pub better: Option<Better>,
    /// `asked of the adviser`: who tells it.
    pub asked_of: Option<Phrase>,
    /// `formerly attendance`: what it was called in policies before this one.
    pub former: Vec<Phrase>,
    /// `0 to 100`, `at least 0`
    pub least: Option<Quantity>,
    /// `0 to 100`, `at most 100`
    pub most: Option<Quantity>,
    /// What stands behind it.
    pub tail: Tail,
}

/// Which way a number or a yes/no fact is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// `higher is better`, `later is better`
    Higher,
    /// `lower is better`, `earlier is better`
    Lower,
    /// `yes is better`
    Yes,
    /// `no is better`
    No,
}

/// What values a fact takes.
#[derive(Clone, Debug)]
pub enum Domain {
    /// A scale or choice by name: `Ofsted judgement`
    Named(Phrase),
    /// `low, some or high`, with `best first` ordered
    Inline(Vec<Phrase>, Option<Order>),
    /// `yes or no`
    YesNo,
    /// `date`
    Date,
    /// `per cent`
    PerCent,
    /// `pounds`, `amount in pounds`
    Money,
    /// `number of months`: whole; the unit
    Count(Phrase),
    /// `number`: any decimal
    Number,
}

/// A single value as written.
#[derive(Clone, Debug)]
pub enum Literal {
    /// A word or words: a value of a scale or choice, `yes`, `no`, `none`.
    Phrase(Phrase),
    /// `80%`, `12 months`
    Quantity(Quantity),
    /// `1 September 2021`
    Date(Date, Span),
}

/// A number and its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number.
    pub number: Decimal,
    /// `%`, `£`, `days`, …; none for a bare number.
    pub unit: Option<Phrase>,
    /// Both.
    pub span: Span,
}

/// `it cannot be that …`
#[derive(Clone, Debug)]
pub struct Constraint {
    /// For which kinds of setting; empty for every kind that has all the facts.
    pub about: Vec<Phrase>,
    /// What cannot be.
    pub condition: Condition,
}

/// `parameter well occupied: 80% from 1 September 2021, 75% from 1 September 2023`
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Phrase,
    /// Its values; the first may lack a date, the others have one.
    pub steps: Vec<ParameterStep>,
}

/// A parameter's value from a day on.
#[derive(Clone, Debug)]
pub struct ParameterStep {
    /// A quantity or a date.
    pub value: Literal,
    /// The first day it holds.
    pub from: Option<(Date, Span)>,
}

/// `half terms: …`, `terms: …` or `other times: …`
#[derive(Clone, Debug)]
pub struct Times {
    /// What they are. Half terms and terms come in the order of the year.
    pub sort: TimeSort,
    /// The names.
    pub names: Vec<Phrase>,
}

/// What a time of the year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeSort {
    /// `half terms: Autumn 1, Autumn 2`
    HalfTerm,
    /// `terms: Autumn, Spring, Summer`
    Term,
    /// `other times: when agreed`
    Other,
}

/// `categories, least intensive first`
#[derive(Clone, Debug)]
pub struct Categories {
    /// `BestFirst` where the least intensive comes first.
    pub order: Order,
    /// Code and what it means.
    pub categories: Vec<(Phrase, Option<Text>)>,
    /// What stands behind each of them.
    pub tails: Vec<Tail>,
}

/// `define newly good, for a school`
#[derive(Clone, Debug)]
pub struct Define {
    /// Its name.
    pub name: Phrase,
    /// For which kinds of setting; may be empty where there is one kind only.
    pub about: Vec<Phrase>,
    /// What it means.
    pub condition: Condition,
}

/// `list risk factors, for a school: …`
#[derive(Clone, Debug)]
pub struct List {
    /// Its name.
    pub name: Phrase,
    /// For which kinds of setting; may be empty where there is one kind only.
    pub about: Vec<Phrase>,
    /// Its members, each a plain condition.
    pub members: Vec<Condition>,
}

/// `categorise a school by its most intensive strand`
#[derive(Clone, Debug)]
pub struct Categorise {
    /// The kinds of setting, or groups of them.
    pub about: Vec<Phrase>,
    /// By what.
    pub method: Method,
    /// Whether `in any order` stands behind it.
    pub any_order: bool,
    /// Its strands; none where it is by something else.
    pub strands: Vec<Strand>,
    /// `never A unless …`
    pub gates: Vec<Gate>,
    /// `B1 expects … when …`
    pub expectations: Vec<Expectation>,
}

/// `strand leadership`
#[derive(Clone, Debug)]
pub struct Strand {
    /// Its name.
    pub name: Phrase,
    /// `strand staffing, for a school`: the only kinds that have it; empty for all.
    pub only: Vec<Phrase>,
    /// The heading without its tail.
    pub span: Span,
    /// Its lines in order.
    pub lines: Vec<CategoryLine>,
    /// `by band`: the table that says what the strand says; it then has no lines.
    pub by: Option<Phrase>,
    /// What stands behind the heading.
    pub tail: Tail,
    /// Whether one of its lines could not be read.
    pub broken: bool,
}

/// `B2 when leadership is inconsistent`; `A otherwise`
#[derive(Clone, Debug)]
pub struct CategoryLine {
    /// The category it gives.
    pub category: Phrase,
    /// `for a PVI`: the only kinds that have this line; empty for all.
    pub only: Vec<Phrase>,
    /// When; `None` is `otherwise`.
    pub condition: Option<Condition>,
    /// The line without its tail, bullets included.
    pub span: Span,
    /// What stands behind it.
    pub tail: Tail,
}

/// `never A unless latest Ofsted is good or better`
#[derive(Clone, Debug)]
pub struct Gate {
    /// The category that needs more.
    pub category: Phrase,
    /// The only kinds that have this line; empty for all.
    pub only: Vec<Phrase>,
    /// What it needs.
    pub unless: Condition,
    /// The line without its tail.
    pub span: Span,
    /// What stands behind it.
    pub tail: Tail,
}

/// `B1 expects governance action plan when governance is amber`
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The category.
    pub category: Phrase,
    /// The only kinds that have this line; empty for all.
    pub only: Vec<Phrase>,
    /// The yes/no fact or define it expects.
    pub expects: Phrase,
    /// When; without it, always.
    pub when: Option<Condition>,
    /// The line without its tail.
    pub span: Span,
    /// What stands behind it.
    pub tail: Tail,
}

/// `also for a school when two-year-olds`, with a bullet for each item
#[derive(Clone, Debug)]
pub struct Also {
    /// The kinds of setting, or groups of them.
    pub about: Vec<Phrase>,
    /// When; without it, always.
    pub when: Option<Condition>,
    /// What they also get.
    pub items: Vec<Text>,
}

/// `examples "schools.csv" on 15 November 2021`
#[derive(Clone, Debug)]
pub struct Examples {
    /// The file, beside the policy.
    pub file: Text,
    /// The assessment date of these settings.
    pub on: (Date, Span),
}
