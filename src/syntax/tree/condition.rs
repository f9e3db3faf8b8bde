//! Conditions, before any name is looked up.

use super::{Literal, Phrase, Quantity};
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A condition. There is one level of nesting: a group's members hold no groups (counts over a named list aside).
#[derive(Clone, Debug)]
pub struct Condition {
    /// Terms joined by `and` alone, or by `or` alone; a single term is `And` of one.
    pub join: Join,
    /// The terms.
    pub terms: Vec<Term>,
    /// All of it, bullets included.
    pub span: Span,
}

/// How terms are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `and`
    And,
    /// `or`
    Or,
}

/// One term of a condition.
#[derive(Clone, Debug)]
pub enum Term {
    /// `newly good`, `not newly good`, `latest Ofsted is good or better`
    Plain(Plain),
    /// `any of …`, `at least 2 of …` with members written out
    Group {
        /// How many must hold.
        quantifier: Quantifier,
        /// The members, each a condition without groups.
        members: Vec<Condition>,
        /// All of it.
        span: Span,
    },
    /// `any of the risk factors`: members by the name of a list
    Named {
        /// How many must hold.
        quantifier: Quantifier,
        /// The list.
        list: Phrase,
        /// All of it.
        span: Span,
    },
}

/// How many members must hold.
#[derive(Clone, Debug)]
pub enum Quantifier {
    /// `any of`
    Any,
    /// `all of`
    All,
    /// `none of`
    None,
    /// `at least 3 of`
    AtLeast(Amount),
    /// `at most 3 of`
    AtMost(Amount),
    /// `exactly 3 of`
    Exactly(Amount),
    /// `more than 3 of`
    MoreThan(Amount),
    /// `fewer than 3 of`
    FewerThan(Amount),
}

/// A number written out, or a parameter by name.
#[derive(Clone, Debug)]
pub enum Amount {
    /// `3`
    Number(Decimal, Span),
    /// `many`
    Parameter(Phrase),
}

/// A name, perhaps negated, perhaps tested.
#[derive(Clone, Debug)]
pub struct Plain {
    /// `not` before it.
    pub negated: bool,
    /// The fact, define or yes/no name; `the sum of debts and overdraft`.
    pub name: Phrase,
    /// What is added up, where the name is such a sum; otherwise nothing.
    pub addends: Vec<Phrase>,
    /// What it is tested for; without it the name stands alone.
    pub test: Option<Test>,
    /// All of it.
    pub span: Span,
}

/// What follows `is`.
#[derive(Clone, Debug)]
pub enum Test {
    /// `is good`, `is good or outstanding`, `is requires improvement or worse`, `is 3`
    OneOf(Vec<ValueTest>),
    /// `is not good`
    Not(ValueTest),
    /// `is neither good nor outstanding`
    Neither(Vec<ValueTest>),
    /// `is none` (`true`), `is not none` (`false`)
    None(bool),
    /// `is under 50%`
    Compare(Comparison, Operand),
    /// `is between 50% and 80%`, both in
    Between(Operand, Operand),
    /// `is within 12 months`
    Within(Operand),
    /// `is better than previous Ofsted`, `is the same as previous Ofsted`: better is [`Comparison::Over`].
    Graded(Comparison, Phrase),
    /// `is within 12 months of previous inspected`
    WithinOf(Quantity, Phrase),
}

/// A value, or a value and all better or worse ones.
#[derive(Clone, Debug)]
pub struct ValueTest {
    /// The value.
    pub value: Literal,
    /// `or better`, `or worse`
    pub reach: Option<Reach>,
    /// Both.
    pub span: Span,
}

/// Which other values a value stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// `or better`
    OrBetter,
    /// `or worse`
    OrWorse,
}

/// How a number or date is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `is under`, `is before`
    Under,
    /// `is at most`, `is on or before`
    AtMost,
    /// `is over`, `is after`
    Over,
    /// `is at least`, `is on or after`
    AtLeast,
    /// `is on` (dates)
    Equal,
}

impl Comparison {
    /// The same of the two the other way round: `a` is over `b` where `b` is under `a`.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Under => Self::Over,
            Self::AtMost => Self::AtLeast,
            Self::Over => Self::Under,
            Self::AtLeast => Self::AtMost,
            Self::Equal => Self::Equal,
        }
    }

    /// Whether `left` compares so with `right`.
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Under => left < right,
            Self::AtMost => left <= right,
            Self::Over => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
        }
    }
}

/// What a number or date is compared with.
#[derive(Clone, Debug)]
pub enum Operand {
    /// `50%`, `12 months`
    Quantity(Quantity),
    /// `1 September 2021`
    Date(Date, Span),
    /// A parameter by name.
    Parameter(Phrase),
}
