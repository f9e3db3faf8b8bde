//! The categories of two policies in one numbering.

use crate::model::{CategoryId, Policy};
use std::collections::BTreeMap;

/// Leaves for the categories of both sides: 0 is silence, and what both sides have under one code is one.
#[derive(Clone, Debug)]
pub(super) struct Categories {
    /// By leaf from 1: the category of each side.
    sides: Vec<[Option<CategoryId>; 2]>,
    /// By side and leaf: how intensive it is there.
    ranks: [Vec<usize>; 2],
    /// Whether the numbering is the order of both sides.
    pub(super) in_order: bool,
}

impl Categories {
    pub(super) fn of(policies: [&Policy; 2]) -> Self {
        let [old, new] = policies;
        let codes = |policy: &Policy| policy.categories.iter().map(|one| one.code.clone()).collect::<Vec<_>>();
        let (earlier, later) = (codes(old), codes(new));
        let mut sides: Vec<[Option<CategoryId>; 2]> = (0..earlier.len()).map(|at| [CategoryId::from_index(at), None]).collect();
        let mut at = 0;
        for (number, code) in later.iter().enumerate() {
            let id = CategoryId::from_index(number);
            let there = earlier.iter().position(|known| known == code).and_then(CategoryId::from_index);
            match sides.iter().position(|[left, _]| left.is_some() && *left == there) {
                Some(place) => {
                    sides.iter_mut().skip(place).take(1).for_each(|row| row[1] = id);
                    at = place + 1;
                }
                None => {
                    sides.insert(at, [None, id]);
                    at += 1;
                }
            }
        }
        let rank = |side: usize| {
            let of = |row: &[Option<CategoryId>; 2]| row.get(side).copied().flatten().map_or(0, |id| id.at() + 1);
            std::iter::once(0).chain(sides.iter().map(of)).collect::<Vec<usize>>()
        };
        let ranks = [rank(0), rank(1)];
        let rises = |ranks: &Vec<usize>| ranks.iter().filter(|rank| **rank > 0).is_sorted();
        let in_order = ranks.iter().all(rises);
        Self { sides, ranks, in_order }
    }

    /// How many leaves there are, silence among them.
    pub(super) const fn leaves(&self) -> usize {
        self.sides.len() + 1
    }

    /// The category of a leaf on a side; `None` for silence.
    pub(super) fn category(&self, side: usize, leaf: usize) -> Option<CategoryId> {
        self.sides.get(leaf.checked_sub(1)?)?.get(side).copied().flatten()
    }

    /// The leaf of a category of a side.
    pub(super) fn leaf(&self, side: usize, category: CategoryId) -> Option<usize> {
        let at = self.sides.iter().position(|row| row.get(side) == Some(&Some(category)))?;
        Some(at + 1)
    }

    /// The more intensive of two leaves on a side.
    pub(super) fn most(&self, side: usize, one: usize, other: usize) -> usize {
        let rank = |leaf: usize| self.ranks.get(side).and_then(|ranks| ranks.get(leaf)).copied();
        if rank(one) >= rank(other) { one } else { other }
    }

    /// The leaves of a side's categories by its own numbering, as diagrams of that side have them (0 for silence).
    pub(super) fn translation(&self, side: usize) -> BTreeMap<usize, usize> {
        let own = (1..self.leaves()).filter_map(|leaf| Some((self.category(side, leaf)?.at() + 1, leaf)));
        std::iter::once((0, 0)).chain(own).collect()
    }
}
