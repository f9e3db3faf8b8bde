//! Whether demands can be met together, by the facts that several of them ask for.
//!
//! The facts that only one demand asks for are taken away from it. What is left is small, and says exactly what the demand leaves
//! of the others; and ways of meeting it that differ in its own facts alone have become one.

use super::Levels;
use super::buckets::{Does, Share, combined, shared};
use super::search::{Demand, MET, Place, Search};
use super::sets::Sets;
use crate::diagram::store::{QuickMap, Ref, TooLarge};

/// A demand that has to be met as well as the others.
struct Allows;

impl Does for Allows {
    fn waits(&self) -> bool {
        false
    }

    fn combined(&self, others: u128, own: u128) -> u128 {
        others & own
    }
}

impl Search<'_> {
    /// Whether there is a completion that meets all demands.
    pub(super) fn is_possible(&self, demands: &[Demand]) -> Result<bool, TooLarge> {
        let levels: Vec<Levels> = demands.iter().map(|demand| self.levels(demand)).collect();
        let shared = shared(&levels);
        let mut sets = Sets::new(self.variables.iter().map(|variable| variable.regions.len()).collect());
        let mut shares = Vec::with_capacity(demands.len());
        for (demand, levels) in demands.iter().zip(levels) {
            let start = (demand.root, demand.other.map_or(MET, |_| demand.root));
            let root = self.without_own(&mut sets, demand, start, &shared, &mut QuickMap::default())?;
            shares.push(Share { root, levels: levels.common(&shared), does: Allows });
        }
        Ok(combined(&sets, 1, shares, &|_| false)?.1 != Ref::ILLEGAL)
    }

    /// The facts that a demand asks for.
    fn levels(&self, demand: &Demand) -> Levels {
        let mut levels = Levels::default();
        let mut seen = QuickMap::default();
        let mut ahead: Vec<Place> = vec![(0, demand.root, demand.other.map_or(MET, |_| demand.root))];
        while let Some((_, one, other)) = ahead.pop() {
            let (one, other) = self.followed(demand, one, other);
            if let Some(level) = self.level((0, one, other))
                && seen.insert((one, other), ()).is_none()
            {
                levels.put(level);
                ahead.extend((0..self.arity(level)).map(|region| self.child((0, one, other), level, region)));
            }
        }
        levels
    }

    /// Where a demand can be met, by the shared facts; a leaf that is not legal where it cannot.
    fn without_own(
        &self,
        sets: &mut Sets,
        demand: &Demand,
        (one, other): (Ref, Ref),
        shared: &Levels,
        memo: &mut QuickMap<(Ref, Ref), Ref>,
    ) -> Result<Ref, TooLarge> {
        let (one, other) = self.followed(demand, one, other);
        if demand.fails(one, other) {
            return Ok(Ref::ILLEGAL);
        }
        let Some(level) = self.level((0, one, other)) else { return Ok(sets.leaf(1)) };
        if let Some(known) = memo.get(&(one, other)) {
            return Ok(*known);
        }
        let mut children = Vec::with_capacity(self.arity(level));
        for region in 0..self.arity(level) {
            let (_, one, other) = self.child((0, one, other), level, region);
            children.push(self.without_own(sets, demand, (one, other), shared, memo)?);
        }
        let without = sets.node(level, &children, shared.has(level))?;
        memo.insert((one, other), without);
        Ok(without)
    }
}
