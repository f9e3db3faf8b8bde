//! A table on one day: what its rows have in common, and what they leave over.

use crate::diagram::{Block, Grid, Set, Study, Subject};
use crate::evaluate::{DerivedParts, Reached, Truth, derived as evaluated, violations};
use crate::model::{Condition, Derived, DerivedId, FactId, Facts, Policy, Table, Value};
use crate::prove::witness::NotReplayed;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A table of one kind of setting, with all that can be asked about it.
pub(super) struct Rows<'a, 'p> {
    pub(super) policy: &'p Policy,
    pub(super) on: Date,
    pub(super) id: DerivedId,
    pub(super) derived: &'p Derived,
    pub(super) table: &'p Table,
    /// None where a cell is about more than its column, or the table is too large.
    pub(super) grid: Option<Grid>,
    study: Option<&'a mut Study<'p>>,
    /// Whether every setting that the cells allow can be.
    free: bool,
    /// Where each row holds, and where it does not, as far as that has been asked.
    sets: Vec<[Option<Set>; 2]>,
}

impl<'a, 'p> Rows<'a, 'p> {
    pub(super) fn new(
        policy: &'p Policy,
        on: Date,
        (id, derived, table): (DerivedId, &'p Derived, &'p Table),
        study: Option<&'a mut Study<'p>>,
    ) -> Self {
        let grid = Grid::new(policy, table, on);
        let something_is = study.as_ref().is_none_or(|study| !study.legal().is_empty());
        let free = something_is && grid.as_ref().is_some_and(|grid| is_free(policy, derived, grid));
        Self { policy, on, id, derived, table, grid, study, free, sets: vec![[None; 2]; table.rows.len()] }
    }

    /// Whether two rows may hold together, by their cells.
    pub(super) fn may_meet(&self, one: usize, other: usize) -> bool {
        let Some(grid) = &self.grid else { return true };
        grid.rows().get(one).zip(grid.rows().get(other)).is_none_or(|(one, other)| one.meets(other))
    }

    /// Whether by its cells a row holds wherever another does.
    pub(super) fn is_covered(&self, row: usize, by: usize) -> bool {
        let blocks = self.grid.as_ref().and_then(|grid| grid.rows().get(row).zip(grid.rows().get(by)));
        blocks.is_some_and(|(row, by)| row.is_within(by))
    }

    /// Whether that is all there is to ask.
    pub(super) const fn is_free(&self) -> bool {
        self.free
    }

    /// A setting of which two rows hold, if there is one.
    pub(super) fn both_hold(&mut self, one: usize, other: usize) -> Result<Option<Facts>, NotReplayed> {
        if !self.may_meet(one, other) {
            return Ok(None);
        }
        let found = if self.study.is_some() {
            let sets = [self.row(one, true)?, self.row(other, true)?];
            self.setting_in(&sets)?
        } else {
            let both = self.grid.as_ref().and_then(|grid| Some(grid.rows().get(one)?.and(grid.rows().get(other)?)));
            Some(self.setting_in_block(&both.ok_or(NotReplayed)?)?)
        };
        let Some(facts) = found else { return Ok(None) };
        let holds = self.replayed(&facts)?.0;
        if [one, other].iter().all(|row| holds.get(*row) == Some(&true)) { Ok(Some(facts)) } else { Err(NotReplayed) }
    }

    /// A setting in a part of the table, if there is one.
    pub(super) fn within(&mut self, block: &Block) -> Result<Option<Facts>, NotReplayed> {
        let (Some(grid), Some(study)) = (&self.grid, self.study.as_deref_mut()) else {
            return self.setting_in_block(block).map(Some);
        };
        let sets = study.within_block(grid, block)?;
        self.setting_in(&sets)
    }

    /// A setting of which no row holds, if there is one, whatever the columns.
    pub(super) fn none_holds(&mut self) -> Result<Option<Facts>, NotReplayed> {
        let sets: Vec<Set> = (0..self.table.rows.len()).map(|row| self.row(row, false)).collect::<Result<_, _>>()?;
        self.setting_in(&sets)
    }

    /// Whether a row holds for some setting of which none of these holds.
    pub(super) fn holds_beside(&mut self, row: usize, others: &[usize]) -> Result<bool, NotReplayed> {
        if let Some(grid) = &self.grid
            && let Some(own) = grid.rows().get(row)
        {
            let by: Vec<&Block> = others.iter().filter_map(|other| grid.rows().get(*other)).collect();
            match grid.left_over(own, &by) {
                Ok(None) => return Ok(false),
                Ok(Some(_)) if self.free => return Ok(true),
                Ok(Some(left)) if matches!(self.within(&left), Ok(Some(_))) => return Ok(true),
                Ok(Some(_)) | Err(_) => {}
            }
        }
        let mut sets = vec![self.row(row, true)?];
        for other in others.iter().copied().filter(|other| *other != row) {
            if self.may_meet(row, other) {
                sets.push(self.row(other, false)?);
            }
        }
        Ok(self.setting_in(&sets)?.is_some())
    }

    /// Whether a row would hold for some setting if nothing were ruled out.
    pub(super) fn holds_unruled(&mut self, row: usize) -> Result<bool, NotReplayed> {
        let set = self.row(row, true)?;
        Ok(!set.is_empty())
    }

    /// Where a row holds, or where it does not.
    fn row(&mut self, row: usize, holds: bool) -> Result<Set, NotReplayed> {
        let known = self.sets.get(row).and_then(|sets| if holds { sets[0] } else { sets[1] });
        if let Some(set) = known {
            return Ok(set);
        }
        let condition: &Condition = self.table.rows.get(row).map(|row| &row.condition).ok_or(NotReplayed)?;
        let study = self.study.as_deref_mut().ok_or(NotReplayed)?;
        let own = study.where_holds(condition)?;
        let set = if holds { own } else { study.not(own)? };
        if let Some([own, not]) = self.sets.get_mut(row) {
            *(if holds { own } else { not }) = Some(set);
        }
        Ok(set)
    }

    /// A setting in all of these that can be.
    fn setting_in(&self, sets: &[Set]) -> Result<Option<Facts>, NotReplayed> {
        let study = self.study.as_deref().ok_or(NotReplayed)?;
        Ok(study.setting_in(&[&[study.legal()], sets].concat())?)
    }

    /// Without a study: a setting in a block, if the first that comes up can be.
    fn setting_in_block(&self, block: &Block) -> Result<Facts, NotReplayed> {
        let grid = self.grid.as_ref().ok_or(NotReplayed)?;
        let facts = grid.setting_in(self.policy, self.derived.kind, block).ok_or(NotReplayed)?;
        let can_be = violations(self.policy, self.derived.kind, self.on, &facts).is_empty();
        if can_be { Ok(facts) } else { Err(NotReplayed) }
    }

    /// Which rows hold for a setting that can be, and whether the table is none, by the explaining evaluator.
    pub(super) fn replayed(&self, facts: &Facts) -> Result<(Vec<bool>, bool), NotReplayed> {
        if !violations(self.policy, self.derived.kind, self.on, facts).is_empty() {
            return Err(NotReplayed);
        }
        let trace = evaluated(self.policy, self.on, facts, self.id).ok_or(NotReplayed)?;
        let DerivedParts::Rows(rows) = &trace.parts else { return Err(NotReplayed) };
        let holds = rows.iter().map(|row| match row.why.truth {
            Truth::Holds => Ok(true),
            Truth::Fails => Ok(false),
            Truth::Open => Err(NotReplayed),
        });
        let is_none = matches!(&trace.value, Reached::OneOf(values) if values.as_slice() == [Value::None]);
        Ok((holds.collect::<Result<_, _>>()?, is_none))
    }
}

/// Whether the columns are facts that nothing ruled out is about.
fn is_free(policy: &Policy, derived: &Derived, grid: &Grid) -> bool {
    let mut ruled: BTreeSet<FactId> = BTreeSet::new();
    let constraints = policy.constraints.iter().filter(|one| one.kind == derived.kind);
    constraints.for_each(|one| one.condition.facts(policy, &mut ruled));
    grid.columns().iter().all(|column| matches!(column.subject, Subject::Fact(fact) if !ruled.contains(&fact)))
}
