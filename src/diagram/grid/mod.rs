//! A decision table as a grid: its columns cut into regions that none of its rows tells apart, its rows as blocks of them.
//!
//! What follows from the cells alone is decided here, whatever the rest of the policy, also for tables too large for a diagram: whether
//! two rows can hold together, and whether some rows leave nothing of a block over. Where the columns depend on each other (one is a
//! definition about the fact of another, or something cannot be) rows that meet here need not meet in any setting; a [`Study`](super::Study)
//! tells. (After Calvanese and others, "Semantics and analysis of DMN decision tables", 2016, whose rows are hyper-rectangles too.)

mod bits;
mod block;
mod search;
mod setting;

pub use bits::Bits;
pub use block::Block;

use super::conditions::{for_each, passes};
use super::regions::Regions;
use super::store::TooLarge;
use crate::model::{
    Condition, ConditionKind, DefineId, DerivedId, DerivedRule, Domain, FactId, Operand, Policy, Table, TestKind, Value, YES_NO,
};
use jiff::civil::Date;

/// Cells times regions that a grid may have.
const LIMIT: usize = 40_000_000;

/// What a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A fact.
    Fact(FactId),
    /// A definition; its values are yes and no.
    Define(DefineId),
    /// A table or score.
    Derived(DerivedId),
}

/// A column of a table that some row tests.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is about.
    pub subject: Subject,
    /// What values that has, none aside.
    pub domain: Domain,
    /// The regions that the rows tell apart.
    pub regions: Regions,
    /// Those that there can be.
    possible: Bits,
    /// The rows whose cells say something else on another day.
    changing: Bits,
}

/// A decision table on one assessment date.
#[derive(Clone, Debug)]
pub struct Grid {
    on: Date,
    columns: Vec<Column>,
    rows: Vec<Block>,
    everything: Block,
}

impl Grid {
    /// Cuts a table up. `None` where a cell is about more than its column, or the table is too large.
    #[must_use]
    pub fn new(policy: &Policy, table: &Table, on: Date) -> Option<Self> {
        let rows: Vec<Vec<(Subject, &Condition)>> = table.rows.iter().map(|row| cells(&row.condition)).collect::<Option<_>>()?;
        let columns: Vec<Column> =
            order(&rows).into_iter().map(|subject| Column::new(policy, on, subject, &rows)).collect::<Option<_>>()?;
        let regions: usize = columns.iter().map(|column| column.regions.len()).sum();
        if regions.saturating_mul(rows.len()) > LIMIT {
            return None;
        }
        let everything = Block(columns.iter().map(|column| column.possible.clone()).collect());
        let block = |row: &Vec<(Subject, &Condition)>| Block(columns.iter().map(|one| one.cell(policy, on, row)).collect());
        Some(Self { on, rows: rows.iter().map(block).collect(), columns, everything })
    }

    /// Its columns, in their order; those without any test left out.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Its rows.
    #[must_use]
    pub fn rows(&self) -> &[Block] {
        &self.rows
    }

    /// All that can be.
    #[must_use]
    pub const fn everything(&self) -> &Block {
        &self.everything
    }

    /// Whether it may be another on another day.
    #[must_use]
    pub fn changes_with_days(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.domain, Domain::Date) || !column.changing.is_empty())
    }

    /// A part of a block that is in none of some others; `None` where they leave nothing of it over.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn left_over(&self, of: &Block, by: &[&Block]) -> Result<Option<Block>, TooLarge> {
        search::left_over(&of.and(&self.everything), by)
    }

    /// The block of all settings that the columns do not tell from one with these values.
    #[must_use]
    pub fn around(&self, value: impl Fn(Subject) -> Option<Value>) -> Option<Block> {
        let cell = |column: &Column| {
            let region = column.regions.region_of(value(column.subject)?)?;
            Some(Bits::those(column.regions.len(), |at| at == region))
        };
        self.columns.iter().map(cell).collect::<Option<_>>().map(Block)
    }
}

impl Column {
    fn new(policy: &Policy, on: Date, subject: Subject, rows: &[Vec<(Subject, &Condition)>]) -> Option<Self> {
        let (domain, or_none) = match subject {
            Subject::Fact(id) => policy.fact(id).map(|fact| (fact.domain.clone(), fact.or_none))?,
            Subject::Define(_) => (Domain::Vocabulary(YES_NO), false),
            Subject::Derived(id) => policy.derived.get(id.at()).map(|one| (one.domain.clone(), one.or_none))?,
        };
        let mut tests = Vec::new();
        let own = rows.iter().flatten().filter(|(of, _)| *of == subject);
        own.for_each(|(_, condition)| for_each(condition, &mut |part| tests.extend(test(part))));
        let regions = Regions::of_values(policy, (&domain, or_none), &tests, on);
        let given = |value| match subject {
            Subject::Derived(id) => may_give(policy, id, value),
            Subject::Fact(_) | Subject::Define(_) => true,
        };
        let possible = Bits::those(regions.len(), |region| regions.representative(region).is_some_and(given));
        let changes = |row: usize| {
            let mut changes = false;
            let own = rows.get(row).into_iter().flatten().filter(|(of, _)| *of == subject);
            own.for_each(|(_, condition)| for_each(condition, &mut |part| changes |= test(part).is_some_and(rests_on_day)));
            changes
        };
        let changing = Bits::those(rows.len(), changes);
        Some(Self { subject, domain, regions, possible, changing })
    }

    /// Whether the cell of a row says something else on another day: it names a parameter or how long ago something was.
    #[must_use]
    pub fn changes_with_days(&self, row: usize) -> bool {
        self.changing.contains(row)
    }

    /// The regions that a row allows.
    fn cell(&self, policy: &Policy, on: Date, row: &[(Subject, &Condition)]) -> Bits {
        let own: Vec<&Condition> =
            row.iter().filter(|(subject, _)| *subject == self.subject).map(|(_, condition)| *condition).collect();
        let allowed = |value| own.iter().all(|condition| holds(policy, on, condition, value));
        Bits::those(self.regions.len(), |region| self.regions.representative(region).is_some_and(allowed)).and(&self.possible)
    }
}

const fn rests_on_day(test: &TestKind) -> bool {
    match test {
        TestKind::Number(_, operand) | TestKind::Date(_, operand) => matches!(operand, Operand::Parameter(_)),
        TestKind::Within { .. } => true,
        TestKind::OneOf(_) | TestKind::None => false,
    }
}

/// Whether a table may give an option: where no row does it cannot.
fn may_give(policy: &Policy, id: DerivedId, value: Value) -> bool {
    match (policy.derived.get(id.at()).map(|one| &one.rule), value) {
        (Some(DerivedRule::Table(table)), Value::Option(_)) => table.rows.iter().any(|row| row.gives == value),
        (_, Value::Option(_) | Value::None | Value::Number(_) | Value::Date(_)) => true,
    }
}

/// The parts of a row, each with what it is about. `None` where one is about several things, or about nothing.
fn cells(condition: &Condition) -> Option<Vec<(Subject, &Condition)>> {
    let parts = if let ConditionKind::All(parts) = &condition.kind { parts.as_slice() } else { std::slice::from_ref(condition) };
    parts.iter().map(|part| Some((subject(part)?, part))).collect()
}

/// The one thing that a condition is about.
fn subject(condition: &Condition) -> Option<Subject> {
    let mut subjects = Vec::new();
    // A comparison is about several facts.
    let mut compares = false;
    for_each(condition, &mut |part| match &part.kind {
        ConditionKind::Related(_) => compares = true,
        ConditionKind::Test(test) => subjects.push(Subject::Fact(test.fact)),
        ConditionKind::Derived(test) => subjects.push(Subject::Derived(test.derived)),
        ConditionKind::Defined(id) => subjects.push(Subject::Define(*id)),
        ConditionKind::Not(_) | ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => {}
    });
    let first = *subjects.first()?;
    let counts = |part: &Condition| matches!(part.kind, ConditionKind::Count { .. });
    let mut counted = false;
    for_each(condition, &mut |part| counted |= counts(part));
    (!counted && !compares && subjects.iter().all(|one| *one == first)).then_some(first)
}

const fn test(condition: &Condition) -> Option<&TestKind> {
    match &condition.kind {
        ConditionKind::Test(test) => Some(&test.kind),
        ConditionKind::Derived(test) => Some(&test.kind),
        ConditionKind::Related(_) | ConditionKind::Defined(_) | ConditionKind::Not(_) => None,
        ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => None,
    }
}

/// Whether a value of the one thing that a condition is about makes it hold.
fn holds(policy: &Policy, on: Date, condition: &Condition, value: Value) -> bool {
    match &condition.kind {
        ConditionKind::Test(test) => passes(policy, on, &test.kind, value),
        ConditionKind::Derived(test) => passes(policy, on, &test.kind, value),
        ConditionKind::Defined(_) => value == Value::yes(true),
        ConditionKind::Not(inner) => !holds(policy, on, inner, value),
        ConditionKind::All(of) => of.iter().all(|part| holds(policy, on, part, value)),
        ConditionKind::Any(of) => of.iter().any(|part| holds(policy, on, part, value)),
        ConditionKind::Related(_) | ConditionKind::Count { .. } => false,
    }
}

/// What the rows are about, in the order of the columns as far as the rows show it.
fn order(rows: &[Vec<(Subject, &Condition)>]) -> Vec<Subject> {
    let mut order: Vec<Subject> = Vec::new();
    for row in rows {
        let mut after = 0;
        for (subject, _) in row {
            match order.iter().position(|known| known == subject) {
                Some(at) => after = at + 1,
                None => {
                    order.insert(after.min(order.len()), *subject);
                    after += 1;
                }
            }
        }
    }
    order
}
