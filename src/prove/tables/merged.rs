//! Rows that could be one: they give the same and differ in one cell, and one cell could say both.

use super::words::{heading, rows as in_words};
use crate::diagnostic::codes::proofs as codes;
use crate::diagnostic::words::capital;
use crate::diagram::{Bits, Column, Grid};
use crate::explain::regions_in_words;
use crate::model::{Citation, Derived, HitPolicy, Policy, Table, Value};
use crate::prove::claims::{Claim, Claims, Finding, Sense};
use jiff::civil::Date;
use std::collections::HashMap;

/// So many rows are asked about one after the other whether they could be one with those before them.
const TOGETHER: usize = 60;

/// What is to be one, and how.
struct Chain {
    rows: Vec<usize>,
    column: usize,
    /// The cell that would do: `1 to 3`.
    cell: String,
}

/// Claims about the tables of a policy. A table for several kinds of setting is one text, so its rows could be one only where they
/// could for each kind, and on every day.
pub(in crate::prove) fn check(policy: &Policy, days: &[Date]) -> Vec<Claim> {
    let mut by_place: Vec<Vec<(&Derived, &Table)>> = Vec::new();
    for (derived, table) in policy.derived.iter().filter_map(|derived| Some((derived, derived.table()?))) {
        if table.square {
            continue;
        }
        match by_place.iter_mut().find(|all| all.first().is_some_and(|(first, _)| first.span == derived.span)) {
            Some(all) => all.push((derived, table)),
            None => by_place.push(vec![(derived, table)]),
        }
    }
    by_place.iter().flat_map(|all| of_table(policy, days, all)).collect()
}

fn of_table(policy: &Policy, days: &[Date], all: &[(&Derived, &Table)]) -> Vec<Claim> {
    let (Some((derived, table)), Some(last)) = (all.first(), days.last()) else { return Vec::new() };
    let Some(first) = Grid::new(policy, table, *last) else { return Vec::new() };
    let mut chains = chains(policy, &first, table);
    for (other, on) in all.iter().flat_map(|(_, table)| days.iter().map(move |on| (table, on))) {
        let known = std::ptr::eq(*other, *table) && (on == last || !first.changes_with_days());
        if chains.is_empty() || known {
            continue;
        }
        let grid = Grid::new(policy, other, *on);
        chains.retain(|chain| grid.as_ref().is_some_and(|grid| as_one(grid, other, chain.column, &chain.rows).is_some()));
    }
    let mut made = Vec::new();
    for (kind, on) in all.iter().flat_map(|(one, _)| days.iter().map(move |on| (one.kind, *on))) {
        let mut claims = Claims::new(kind, on);
        for chain in &chains {
            let Some(row) = chain.rows.first().and_then(|row| table.rows.get(*row)) else { continue };
            let found = finding(policy, &first, (derived, table), chain);
            claims.claim::<()>(codes::ROWS_IN_ONE, Sense::Always, row.span, Ok(Some(found)));
        }
        made.extend(claims.made(&[on]));
    }
    made
}

fn finding(policy: &Policy, grid: &Grid, (derived, table): (&Derived, &Table), chain: &Chain) -> Finding {
    let column = grid.columns().get(chain.column).map_or("", |column| heading(policy, column));
    let rows = capital(&in_words(table, &chain.rows, "and"));
    let message = format!("{rows} of the table `{}` could be one, with `{}` for `{column}`.", derived.name.phrase, chain.cell);
    let help = "They give the same, and differ in that cell alone. Put them into one row, or leave them apart as the source has them and \
                say from where each is."
        .to_owned();
    let others = chain.rows.iter().skip(1).take(4);
    let also = others.filter_map(|at| Some((table.rows.get(*at)?.span, super::words::row(table, *at)))).collect();
    Finding { message, help, also, within: vec![derived.span], ..Finding::default() }
}

/// The rows that could be one, each in one chain at most.
fn chains(policy: &Policy, grid: &Grid, table: &Table) -> Vec<Chain> {
    let mut taken = vec![false; table.rows.len()];
    let mut chains = Vec::new();
    for (at, column) in grid.columns().iter().enumerate() {
        for alike in alike_but_for(grid, table, at) {
            for rows in in_pieces(grid, table, at, &alike, &taken) {
                let Some(union) = as_one(grid, table, at, &rows) else { continue };
                rows.iter().filter_map(|row| taken.get_mut(*row).map(|slot| *slot = true)).count();
                chains.push(Chain { cell: in_a_cell(policy, grid, (at, column), &union), rows, column: at });
            }
        }
    }
    chains
}

/// Rows that follow one another and could be one; all of them, or else as many as can be, which is asked of each and so not of too many.
fn in_pieces(grid: &Grid, table: &Table, column: usize, alike: &[usize], taken: &[bool]) -> Vec<Vec<usize>> {
    let is_free = |row: &usize| taken.get(*row) == Some(&false);
    if alike.len() > TOGETHER && alike.iter().all(is_free) && as_one(grid, table, column, alike).is_some() {
        return vec![alike.to_vec()];
    }
    let (mut pieces, mut rows) = (Vec::new(), Vec::new());
    for row in alike {
        let longer = [rows.as_slice(), &[*row]].concat();
        if is_free(row) && (rows.is_empty() || rows.len() < TOGETHER && as_one(grid, table, column, &longer).is_some()) {
            rows = longer;
            continue;
        }
        let next = Some(*row).filter(is_free).into_iter().collect();
        pieces.push(std::mem::replace(&mut rows, next));
    }
    pieces.push(rows);
    pieces.retain(|rows| rows.len() > 1);
    pieces
}

/// Rows that give the same, are from the same place and have the same cells in all columns but one.
fn alike_but_for(grid: &Grid, table: &Table, column: usize) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(Value, Vec<&Bits>), Vec<usize>> = HashMap::new();
    let citation = |at: usize| table.rows.get(at).map(|row| &row.citation);
    for (at, (row, block)) in table.rows.iter().zip(grid.rows()).enumerate() {
        let others = block.cells().iter().enumerate().filter(|(place, _)| *place != column).map(|(_, cell)| cell);
        let same = known.entry((row.gives, others.collect())).or_default();
        let cited: Option<&Citation> = Some(&row.citation);
        let group = same.iter().copied().find(|group| groups.get(*group).and_then(|group| citation(*group.first()?)) == cited);
        match group.and_then(|group| groups.get_mut(group)) {
            Some(group) => group.push(at),
            None => {
                same.push(groups.len());
                groups.push(vec![at]);
            }
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// The cell that would do for these rows, where they could be one row without the table giving anything else.
fn as_one(grid: &Grid, table: &Table, column: usize, rows: &[usize]) -> Option<Bits> {
    let blocks: Vec<_> = rows.iter().map(|row| grid.rows().get(*row)).collect::<Option<_>>()?;
    let cells: Vec<&Bits> = blocks.iter().map(|block| block.cells().get(column)).collect::<Option<_>>()?;
    let (first, cell) = (blocks.first()?, cells.first()?);
    if !blocks.iter().all(|block| block.with(column, (*cell).clone()) == **first && !block.is_empty()) {
        return None;
    }
    let apart = || cells.iter().enumerate().all(|(at, cell)| !cells.iter().skip(at + 1).any(|other| other.meets(cell)));
    let fits = match table.hit {
        HitPolicy::ExactlyOne | HitPolicy::Sum => apart(),
        HitPolicy::MostIntensive => true,
        HitPolicy::FirstMatch => moves(grid, table, rows, true) || moves(grid, table, rows, false),
    };
    let union = cells.iter().fold((*cell).clone(), |union, cell| union.or(cell));
    let own = grid.columns().get(column)?;
    let whole = grid.everything().cells().get(column) == Some(&union);
    let said = whole || rows.iter().all(|row| !own.changes_with_days(*row)) && can_be_said(own, &union);
    (fits && said).then_some(union)
}

/// Whether rows of a table by the first match could stand where the first of them does (or the last) and it would give the same.
fn moves(grid: &Grid, table: &Table, rows: &[usize], up: bool) -> bool {
    let Some(to) = (if up { rows.first() } else { rows.last() }) else { return false };
    rows.iter().all(|row| {
        let between = if up { *to..*row } else { row + 1..to + 1 };
        let mut others = between.filter(|other| rows.binary_search(other).is_err());
        let own = (table.rows.get(*row).map(|row| row.gives), grid.rows().get(*row));
        others.all(|other| {
            let same = table.rows.get(other).map(|other| other.gives) == own.0;
            same || own.1.zip(grid.rows().get(other)).is_some_and(|(own, other)| !own.meets(other))
        })
    })
}

/// Whether a cell can say these and no others: some options, or numbers or days that run on.
fn can_be_said(column: &Column, some: &Bits) -> bool {
    let value = |at: usize| column.regions.representative(at);
    let places: Vec<usize> = some.places().collect();
    let runs_on = || places.windows(2).all(|pair| matches!(pair, [one, next] if *next == one + 1));
    match places.first().and_then(|first| value(*first)) {
        Some(Value::None) | None => false,
        Some(Value::Option(_)) => places.iter().all(|at| value(*at) != Some(Value::None)),
        Some(Value::Number(_) | Value::Date(_)) => runs_on() && places.iter().all(|at| value(*at) != Some(Value::None)),
    }
}

fn in_a_cell(policy: &Policy, grid: &Grid, (at, column): (usize, &Column), union: &Bits) -> String {
    let everything = grid.everything().cells().get(at);
    let some = |all: &Bits| all.places().filter(|at| column.regions.representative(*at) != Some(Value::None)).count();
    if everything == Some(union) {
        "any".to_owned()
    } else if everything.is_some_and(|all| some(all) == some(union)) {
        "not none".to_owned()
    } else {
        regions_in_words(policy, &column.domain, &column.regions, &union.places().collect::<Vec<_>>())
    }
}
