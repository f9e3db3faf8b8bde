//! Allocations: the days, the rows they are made of, and what else is stated of them.

use super::{Phrase, Quantity, Text};
use crate::source::Span;
use rust_decimal::Decimal;

/// `allocation for a school in B1: 9.5 days`
#[derive(Clone, Debug)]
pub struct Allocation {
    /// The kinds of setting, or groups of them.
    pub about: Vec<Phrase>,
    /// The categories; none for a kind of setting that gets no category.
    pub categories: Vec<Phrase>,
    /// The stated days: [`Measure::Days`] or [`Measure::NotGiven`].
    pub stated: Figure,
    /// What they are made of; empty where the declaration has no table.
    pub rows: Vec<AllocationRow>,
    /// What is stated elsewhere, and how it was settled, in order.
    pub claims: Vec<Claim>,
}

/// How stated days bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binding {
    /// `9.5 days`
    Exact,
    /// `up to 8 days`
    UpTo,
    /// `at least 1 day`
    AtLeast,
}

/// How often within a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cadence {
    /// `each term`, `termly`
    Term,
    /// `each half term`, `half-termly`
    HalfTerm,
}

impl Cadence {
    /// As the language writes it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Term => "each term",
            Self::HalfTerm => "each half term",
        }
    }
}

/// A figure as written.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it says.
    pub measure: Measure,
    /// Where.
    pub span: Span,
}

/// What a figure says.
#[derive(Clone, Debug)]
pub enum Measure {
    /// `up to 8 days`
    Days(Binding, Quantity),
    /// `no days given`
    NotGiven,
    /// `each half term`
    Each(Cadence),
    /// `3 times a year`
    Times(usize),
}

/// `| Team Around the School | 0.5 | Autumn 2, Spring 1, Summer 1 |`
#[derive(Clone, Debug)]
pub struct AllocationRow {
    /// The activity.
    pub activity: Text,
    /// Days each time, in parts: `0.5 + 0.5`; `None` where they are `not given`.
    pub days: Option<Vec<Decimal>>,
    /// The number before all the parts, `6` in `6 x 0.5`: how often for each time that is listed, or with a cadence in the year.
    pub count: Option<usize>,
    /// The cell of the days.
    pub days_span: Span,
    /// When, one entry for each time listed.
    pub times: Vec<Time>,
    /// The cell of the times.
    pub times_span: Span,
    /// The whole row.
    pub span: Span,
}

/// `Autumn 1 (October)`, `each term`
#[derive(Clone, Debug)]
pub struct Time {
    /// When.
    pub when: When,
    /// The remark in brackets.
    pub note: Option<Text>,
}

/// When something is done.
#[derive(Clone, Debug)]
pub enum When {
    /// At a half term, term or other time.
    At(Phrase),
    /// So often.
    Each(Cadence, Span),
}

/// `also stated as up to 10 days from "Annex 1"`, `settled as 8 days because "…"`
#[derive(Clone, Debug)]
pub struct Claim {
    /// Whether it says what is stated elsewhere or what was decided.
    pub sort: ClaimSort,
    /// The figure.
    pub figure: Figure,
    /// The activity that it is about; without one, the days of the whole allocation.
    pub activity: Option<Text>,
    /// The place in the source that states it.
    pub from: Option<Text>,
    /// The line without what is cited behind it.
    pub span: Span,
}

/// What a claim is.
#[derive(Clone, Debug)]
pub enum ClaimSort {
    /// `also stated as …`
    AlsoStated,
    /// `settled as … because "…"`, with the reason.
    Settled(Text),
}
