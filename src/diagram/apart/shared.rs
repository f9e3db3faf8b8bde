//! Whether demands can be met together, by the facts that several of them ask for.
//!
//! The facts that only one demand asks for are taken away from it. What is left is small, and says exactly what the demand leaves
//! of the others; and ways of meeting it that differ in its own facts alone have become one.

use super::Levels;
use super::search::{Demand, MET, Place, Search};
use super::sets::Sets;
use crate::diagram::store::{QuickMap, Ref, TooLarge};

impl Search<'_> {
    /// Whether there is a completion that meets all demands.
    pub(super) fn is_possible(&mut self, demands: &[Demand]) -> Result<bool, TooLarge> {
        let (mut once, mut shared) = (Levels::default(), Levels::default());
        for demand in demands {
            let own = self.levels(demand);
            shared.join(&own.common(&once));
            once.join(&own);
        }
        let mut sets = Sets::new(self.variables.iter().map(|variable| variable.regions.len()).collect());
        let mut places = Vec::with_capacity(demands.len());
        for demand in demands {
            let start = (demand.root, demand.other.map_or(MET, |_| demand.root));
            places.push(self.without_own(&mut sets, demand, start, &shared, &mut QuickMap::default())?);
        }
        self.meets(&sets, places, &mut QuickMap::default())
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

    /// Whether some choice of the shared facts leads all of these to legal leaves.
    fn meets(&mut self, sets: &Sets, mut places: Vec<Ref>, failed: &mut QuickMap<Box<[Ref]>, ()>) -> Result<bool, TooLarge> {
        let nodes = &sets.diagrams.builder.nodes;
        if places.contains(&Ref::ILLEGAL) {
            return Ok(false);
        }
        places.retain(|at| at.value().is_none());
        places.sort_unstable();
        places.dedup();
        let Some(level) = places.iter().filter_map(|at| nodes.level(*at)).min() else { return Ok(true) };
        if failed.contains_key(&*places) {
            return Ok(false);
        }
        self.spend(1)?;
        for region in 0..self.arity(level) {
            let child = |at: &Ref| if nodes.level(*at) == Some(level) { nodes.child(*at, region) } else { *at };
            if self.meets(sets, places.iter().map(child).collect(), failed)? {
                return Ok(true);
            }
        }
        failed.insert(places.into(), ());
        Ok(false)
    }
}
