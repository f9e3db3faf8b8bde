//! Grids by themselves: what some rows leave over, held to going through every combination of regions.

use super::random::any_policy;
use ees::diagram::{Block, Grid};
use ees::prove::days;

/// Every combination of regions, one of each column.
fn points(grid: &Grid) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for cell in grid.everything().cells() {
        all = all.iter().flat_map(|one| cell.places().map(|place| [&one[..], &[place]].concat())).collect();
    }
    all
}

fn is_in(block: &Block, point: &[usize]) -> bool {
    block.cells().iter().zip(point).all(|(cell, place)| cell.contains(*place))
}

#[test]
fn what_rows_leave_over_is_found_part_by_part_until_nothing_is_left() {
    for seed in 0..300 {
        let Some((policy, text)) = any_policy(seed) else { continue };
        for (table, on) in policy.derived.iter().filter_map(|one| one.table()).zip(days(&policy)) {
            // Cells that compare facts are no blocks.
            let Some(grid) = Grid::new(&policy, table, on) else { continue };
            let points = points(&grid);
            for (at, row) in grid.rows().iter().enumerate() {
                let before: Vec<&Block> = grid.rows()[..at].iter().collect();
                let left = grid.left_over(row, &before).unwrap();
                let over = |point: &&Vec<usize>| is_in(row, point) && !before.iter().any(|other| is_in(other, point));
                assert_eq!(left.is_some(), points.iter().any(|point| over(&point)), "{seed}: row {at}\n{text}");
                if let Some(left) = left {
                    assert!(!left.is_empty() && points.iter().filter(|point| is_in(&left, point)).all(|point| over(&point)));
                }
            }
            let mut beside = grid.rows().to_vec();
            let mut parts: Vec<Block> = Vec::new();
            while let Some(left) = grid.left_over(grid.everything(), &beside.iter().collect::<Vec<_>>()).unwrap() {
                let by: Vec<&Block> = grid.rows().iter().collect();
                let part = left.grown(grid.everything(), &by);
                assert!(!by.iter().any(|row| row.meets(&part)), "{seed}: a part meets a row\n{text}");
                beside.push(part.clone());
                parts.push(part);
            }
            for point in &points {
                let settled = grid.rows().iter().any(|row| is_in(row, point));
                assert_ne!(settled, parts.iter().any(|part| is_in(part, point)), "{seed}: {point:?}\n{text}");
            }
        }
    }
}
