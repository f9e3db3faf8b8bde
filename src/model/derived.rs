//! Values that follow from facts: tables (matrices are tables too) and scores.

use super::condition::{Condition, Operand, TestKind};
use super::ids::{DerivedId, KindId, ListId};
use super::name::Name;
use super::policy::{Citation, Domain};
use super::value::Value;
use crate::source::Span;
pub use crate::syntax::tree::HitPolicy;
use std::sync::Arc;

/// A named value that follows from facts.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its name.
    pub name: Name,
    /// The kind of setting it is about.
    pub kind: KindId,
    /// What values it takes. The categories are a vocabulary of their own, in the order of their ids.
    pub domain: Domain,
    /// Whether it can be none: a table is none where no row settles it, a sum never.
    pub or_none: bool,
    /// What it follows from.
    pub rule: DerivedRule,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// What a derived value follows from.
#[derive(Clone, Debug)]
pub enum DerivedRule {
    /// The rows of a table.
    Table(Table),
    /// Points, all added up.
    Score(Vec<Points>),
}

/// A decision table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Which of the rows that hold gives the value.
    pub hit: HitPolicy,
    /// Whether the policy says that the order of its rows makes no difference. What it gives does not rest on that.
    pub any_order: bool,
    /// Whether it is written in the square form of a matrix, so that its rows have no numbers.
    pub square: bool,
    /// Whether its values are the categories; they then are options by the index of the category.
    pub gives_categories: bool,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// When it holds; its text is the row in words: `standards is 2 to 3 and leadership is A or B`.
    pub condition: Condition,
    /// What it gives: an option or a number.
    pub gives: Value,
    /// Its own citation, and its table's where it has none.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// A line of a score.
#[derive(Clone, Debug)]
pub struct Points {
    /// How many.
    pub points: Operand,
    /// What for.
    pub what: PointsFor,
    /// As written: `3 when attendance is under 90%`.
    pub text: Arc<str>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// What points are given for.
#[derive(Clone, Debug)]
pub enum PointsFor {
    /// Once, where this holds.
    When(Condition),
    /// Once for each of these that holds.
    Each {
        /// These.
        of: Vec<Condition>,
        /// The list they come from, if it has a name.
        list: Option<ListId>,
    },
    /// So many times the value of another score, or of a table of numbers; none adds nothing.
    Value(DerivedId),
}

/// A test of a derived value.
#[derive(Clone, Debug)]
pub struct DerivedTest {
    /// The value.
    pub derived: DerivedId,
    /// The test. None satisfies no test but [`TestKind::None`].
    pub kind: TestKind,
}

impl Points {
    /// What they are given for.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        match &self.what {
            PointsFor::When(condition) => std::slice::from_ref(condition),
            PointsFor::Each { of, .. } => of,
            PointsFor::Value(_) => &[],
        }
    }
}

impl Derived {
    /// The tables and scores whose values it adds up.
    pub fn values(&self) -> impl Iterator<Item = DerivedId> {
        self.parts().1.iter().filter_map(|line| match line.what {
            PointsFor::Value(id) => Some(id),
            PointsFor::When(_) | PointsFor::Each { .. } => None,
        })
    }

    /// Every condition that it rests on, in the order written; those of the values that it adds up are not among them.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let (rows, lines) = self.parts();
        rows.iter().map(|row| &row.condition).chain(lines.iter().flat_map(Points::conditions))
    }

    /// The lines of a score; none of a table.
    #[must_use]
    pub const fn points(&self) -> &[Points] {
        self.parts().1
    }

    /// Its own citation and those of its rows or lines, each with what carries it.
    pub fn citations(&self) -> impl Iterator<Item = (&Citation, Span)> {
        let (rows, lines) = self.parts();
        let rows = rows.iter().map(|row| (&row.citation, row.span));
        let lines = lines.iter().map(|line| (&line.citation, line.span));
        std::iter::once((&self.citation, self.span)).chain(rows).chain(lines)
    }

    /// The rows of a table, the lines of a score.
    const fn parts(&self) -> (&[Row], &[Points]) {
        match &self.rule {
            DerivedRule::Table(table) => (table.rows.as_slice(), &[]),
            DerivedRule::Score(lines) => (&[], lines.as_slice()),
        }
    }

    /// The table, if it is one.
    #[must_use]
    pub const fn table(&self) -> Option<&Table> {
        match &self.rule {
            DerivedRule::Table(table) => Some(table),
            DerivedRule::Score(_) => None,
        }
    }
}
