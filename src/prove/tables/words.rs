//! Rows and parts of tables in words.

use super::rows::Rows;
use crate::diagnostic::words::joined;
use crate::diagram::{Block, Column, Grid, Subject};
use crate::explain::regions_in_words;
use crate::model::{Derived, Policy, Table};
use crate::prove::claims::KINDS;

/// `row 3`; a cell of a matrix by what stands before and above it.
pub(super) fn row(table: &Table, at: usize) -> String {
    match table.rows.get(at) {
        Some(row) if table.square => format!("the cell where {}", row.condition.text),
        Some(_) | None => format!("row {}", at + 1),
    }
}

/// `rows 2, 3 and 4`, `row 2, 3 or 4`
pub(super) fn rows(table: &Table, some: &[usize], word: &str) -> String {
    match some {
        [one] => row(table, *one),
        many if table.square => joined(&many.iter().map(|at| row(table, *at)).collect::<Vec<_>>(), word),
        many => format!(
            "{} {}",
            if word == "or" { "row" } else { "rows" },
            joined(&many.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>(), word)
        ),
    }
}

/// What a column is headed.
pub(super) fn heading<'p>(policy: &'p Policy, column: &Column) -> &'p str {
    let name = match column.subject {
        Subject::Fact(id) => policy.fact(id).map(|fact| &fact.name),
        Subject::Define(id) => policy.defines.get(id.at()).map(|define| &define.name),
        Subject::Derived(id) => policy.derived.get(id.at()).map(|derived| &derived.name),
    };
    name.map_or("", |name| &name.phrase)
}

/// `standards` is at least 4 and `leadership` is C or D
pub(super) fn block(policy: &Policy, grid: &Grid, block: &Block) -> String {
    let cells = grid.columns().iter().zip(block.cells()).zip(grid.everything().cells());
    let parts = cells.filter(|((_, cell), all)| cell != all).map(|((column, cell), _)| {
        let places: Vec<usize> = cell.places().collect();
        format!("`{}` is {}", heading(policy, column), regions_in_words(policy, &column.domain, &column.regions, &places))
    });
    joined(&parts.collect::<Vec<_>>(), "and")
}

/// For which kinds of setting it is so, where a declaration is about several.
pub(super) fn for_kinds(policy: &Policy, derived: &Derived) -> String {
    let same = policy.derived.iter().filter(|one| one.span == derived.span).count();
    if same > 1 { format!(", for {KINDS}") } else { String::new() }
}

impl Rows<'_, '_> {
    pub(super) fn for_kinds(&self) -> String {
        for_kinds(self.policy, self.derived)
    }

    /// `the table `band``, `the matrix `urgency``
    pub(super) fn called(&self) -> String {
        format!("the {} `{}`", if self.table.square { "matrix" } else { "table" }, self.derived.name.phrase)
    }
}
