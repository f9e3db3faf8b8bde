//! Values that follow from facts: tables, matrices and scores; and what a kind of setting is categorised by.

use super::{CategoryLine, Condition, Literal, Order, Phrase, Tail, Test};
use crate::source::Span;

/// How it is settled which of the rows or lines that hold gives the result. The names are those of decision tables (DMN 1.3, 8.2.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitPolicy {
    /// `by the first match`: the first that holds, in the order written.
    FirstMatch,
    /// `by exactly one`: the only one that holds; where several hold there is no result.
    ExactlyOne,
    /// `by the most intensive`: the most intensive category, or the least good value, of those that hold.
    MostIntensive,
    /// `by the sum`: the numbers of all that hold, added up.
    Sum,
}

/// What the results of a table are, as far as its heading says.
#[derive(Clone, Debug, Default)]
pub struct Gives {
    /// `giving RAG rating`: a scale or choice.
    pub values: Option<Phrase>,
    /// `best first`: words of its own have an order, in which they first appear.
    pub order: Option<Order>,
}

/// `table band, for a school, by the first match`
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: Phrase,
    /// The kinds of setting, or groups of them, that it is for.
    pub about: Vec<Phrase>,
    /// How its rows are settled.
    pub hit: HitPolicy,
    /// Whether `in any order` stands in the heading.
    pub any_order: bool,
    /// What its results are.
    pub gives: Gives,
    /// The headings of all columns but the last: facts, defines, scores, other tables.
    pub inputs: Vec<Phrase>,
    /// The heading of the last column, which has the results.
    pub result: Phrase,
    /// Its rows in order.
    pub rows: Vec<TableRow>,
}

/// `| 2 to 3 | A or B | amber |`
#[derive(Clone, Debug)]
pub struct TableRow {
    /// A cell for each input.
    pub cells: Vec<Cell>,
    /// What it gives.
    pub gives: Literal,
    /// The whole row.
    pub span: Span,
    /// What its `from` and `reading` columns say.
    pub tail: Tail,
}

/// A cell: what may stand behind `is`, or `any`.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The test; `None` is `any`.
    pub test: Option<CellTest>,
    /// Where it stands.
    pub span: Span,
}

/// The test of a cell.
#[derive(Clone, Debug)]
pub struct CellTest {
    /// Whether it is denied as a whole: `not under 50%`.
    pub negated: bool,
    /// The test.
    pub test: Test,
}

/// `matrix risk, for a school, likelihood down, impact across`
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Its name.
    pub name: Phrase,
    /// The kinds of setting, or groups of them, that it is for.
    pub about: Vec<Phrase>,
    /// What its results are.
    pub gives: Gives,
    /// What the first column is about.
    pub down: Phrase,
    /// What the first row is about.
    pub across: Phrase,
    /// The first row, without its corner.
    pub top: Vec<Cell>,
    /// The other rows.
    pub rows: Vec<MatrixRow>,
}

/// A row of a matrix.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// Its cell in the first column.
    pub label: Cell,
    /// What it gives, below each cell of the first row.
    pub gives: Vec<Literal>,
}

/// `score risk, for a school`
#[derive(Clone, Debug)]
pub struct Score {
    /// Its name.
    pub name: Phrase,
    /// The kinds of setting, or groups of them, that it is for.
    pub about: Vec<Phrase>,
    /// Its lines.
    pub lines: Vec<ScoreLine>,
}

/// `3 when attendance is under 90%`
#[derive(Clone, Debug)]
pub struct ScoreLine {
    /// A number, or a parameter by name; `None` before the value of another score or table, which counts once.
    pub points: Option<Literal>,
    /// What they are given for.
    pub what: ScoredFor,
    /// The line without its tail, bullets included.
    pub span: Span,
    /// What stands behind it.
    pub tail: Tail,
}

/// What points are given for.
#[derive(Clone, Debug)]
pub enum ScoredFor {
    /// `when …`: once.
    When(Condition),
    /// `for each of the risk factors`: once for each member of a list that holds.
    EachOf(Phrase),
    /// `for each of`, with the members written out.
    Each(Vec<Condition>),
    /// `the attendance points`, `2 times the attendance points`: what another score, or a table of numbers, comes to.
    Value(Phrase),
}

/// What settings are categorised by.
#[derive(Clone, Debug)]
pub enum Method {
    /// `by its most intensive strand`
    MostIntensiveStrand,
    /// `by the first match` (lines without strands)
    FirstMatch(Vec<CategoryLine>),
    /// `by exactly one` (lines without strands)
    ExactlyOne(Vec<CategoryLine>),
    /// `by the risk matrix`: a table or matrix that gives categories.
    Table(Phrase),
}
