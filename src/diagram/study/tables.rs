//! What tables and scores give, and blocks of a table's grid as sets.

use super::{Set, Study};
use crate::diagram::grid::{Block, Column, Grid, Subject};
use crate::diagram::store::{Ref, TooLarge};
use crate::model::{DerivedId, Value};

impl Study<'_> {
    /// Where a table or score comes to one of these; where no row settles a table it is none.
    ///
    /// # Errors
    /// Where it would be too large; so for all that follow.
    pub fn table_gives(&mut self, id: DerivedId, wanted: &dyn Fn(Value) -> bool) -> Result<Set, TooLarge> {
        let Some((root, values)) = self.conditions.values_of(id)? else { return Ok(Set::NONE) };
        let is = |leaf: Ref| leaf.at().and_then(|at| values.get(at)).is_some_and(|value| wanted(*value));
        self.conditions.builder.map(root, &|leaf| if is(leaf) { Ref::TRUE } else { Ref::FALSE }).map(Set)
    }

    /// What is in a block, as sets that have it in common: one for each column in which it is not everything.
    pub fn within_block(&mut self, grid: &Grid, block: &Block) -> Result<Vec<Set>, TooLarge> {
        let mut sets = Vec::new();
        for ((column, cell), all) in grid.columns().iter().zip(block.cells()).zip(grid.everything().cells()) {
            if cell != all {
                sets.push(
                    self.within_cell(column, &|value| column.regions.region_of(value).is_some_and(|at| cell.contains(at)))?,
                );
            }
        }
        Ok(sets)
    }

    fn within_cell(&mut self, column: &Column, is_in: &dyn Fn(Value) -> bool) -> Result<Set, TooLarge> {
        match column.subject {
            Subject::Derived(id) => self.table_gives(id, is_in),
            Subject::Fact(fact) => {
                let Some(own) = self.regions(fact) else { return Ok(Set::NONE) };
                let regions: Vec<usize> =
                    (0..own.len()).filter(|region| own.representative(*region).is_some_and(is_in)).collect();
                self.with(fact, &regions)
            }
            Subject::Define(id) => {
                let holds = Set(self.conditions.defined(id)?);
                match (is_in(Value::yes(true)), is_in(Value::yes(false))) {
                    (true, true) => Ok(Set::ALL),
                    (true, false) => Ok(holds),
                    (false, true) => self.not(holds),
                    (false, false) => Ok(Set::NONE),
                }
            }
        }
    }
}
