//! Walks down the diagrams of two policies at once, to the setting that tells them apart with the fewest facts told.

use super::Values;
use crate::diagram::project::STEP_LIMIT;
use crate::diagram::store::{Nodes, QuickMap, Ref, TooLarge};
use crate::model::{FactId, Value};

/// A fact that is not walked: each side reckons with a value of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) level: usize,
    /// Where the value lies on each side.
    pub(super) regions: [Option<usize>; 2],
}

/// What is walked: roots of both sides, and which of their leaves differ.
pub(super) struct Walk<'w> {
    pub(super) nodes: [&'w Nodes; 2],
    pub(super) values: &'w [Values],
    /// So many of the roots are the left side's.
    pub(super) split: usize,
    pub(super) held: Option<Held>,
    pub(super) differ: &'w dyn Fn(&[Ref], &[Ref]) -> bool,
    /// How few facts need to be told from here on, and the next region of the way there; none where nothing differs.
    memo: QuickMap<Box<[Ref]>, Option<(u32, usize)>>,
}

impl<'w> Walk<'w> {
    pub(super) fn new(
        nodes: [&'w Nodes; 2],
        values: &'w [Values],
        split: usize,
        held: Option<Held>,
        differ: &'w dyn Fn(&[Ref], &[Ref]) -> bool,
    ) -> Self {
        Self { nodes, values, split, held, differ, memo: QuickMap::default() }
    }

    /// The facts to tell, and their values; none where no setting leads to leaves that differ.
    pub(super) fn told(mut self, roots: Vec<Ref>) -> Result<Option<Vec<(FactId, Value)>>, TooLarge> {
        if self.fewest(&roots)?.is_none() {
            return Ok(None);
        }
        let (mut at, mut told) = (roots, Vec::new());
        while let Some(level) = self.level(&at) {
            let Some(Some((_, region))) = self.memo.get(&*at).copied() else { break };
            if let Some(values) = self.values.get(level).filter(|_| !self.is_held(level))
                && values.free != Some(region)
                && let Some(value) = values.regions.representative(region)
            {
                told.push((values.fact, value));
            }
            at = self.below(&at, level, region);
        }
        Ok(Some(told))
    }

    fn fewest(&mut self, at: &[Ref]) -> Result<Option<u32>, TooLarge> {
        let Some(level) = self.level(at) else {
            let (left, right) = at.split_at_checked(self.split).unwrap_or((at, &[]));
            return Ok((self.differ)(left, right).then_some(0));
        };
        if let Some(known) = self.memo.get(at) {
            return Ok(known.map(|(told, _)| told));
        }
        if self.memo.len() >= STEP_LIMIT {
            return Err(TooLarge::Answer(STEP_LIMIT));
        }
        let (regions, free) = match self.values.get(level) {
            Some(values) if !self.is_held(level) => (values.regions.len(), values.free),
            Some(_) | None => (1, Some(0)),
        };
        let mut best: Option<(u32, usize)> = None;
        // What is assumed anyway is tried first, so that it wins where nothing is gained by telling.
        for region in free.into_iter().chain((0..regions).filter(|region| Some(*region) != free)) {
            let below = self.below(at, level, region);
            let Some(told) = self.fewest(&below)? else { continue };
            let told = told + u32::from(free != Some(region));
            if best.is_none_or(|(fewest, _)| told < fewest) {
                best = Some((told, region));
            }
        }
        self.memo.insert(at.into(), best);
        Ok(best.map(|(told, _)| told))
    }

    fn is_held(&self, level: usize) -> bool {
        self.held.is_some_and(|held| held.level == level)
    }

    fn level(&self, at: &[Ref]) -> Option<usize> {
        at.iter().enumerate().filter_map(|(root, at)| self.side(root)?.level(*at)).min()
    }

    fn side(&self, root: usize) -> Option<&'w Nodes> {
        let [left, right] = self.nodes;
        Some(if root < self.split { left } else { right })
    }

    /// Where a value of the fact of a level leads; nowhere legal where a side has no such value.
    fn below(&self, at: &[Ref], level: usize, region: usize) -> Vec<Ref> {
        let sides = match (self.held.filter(|held| held.level == level), self.values.get(level)) {
            (Some(held), _) => held.regions,
            (None, Some(values)) => values.sides(region),
            (None, None) => [None, None],
        };
        let [left, right] = sides;
        let next = |(root, at): (usize, &Ref)| {
            let (nodes, region) = (self.side(root), if root < self.split { left } else { right });
            match (nodes.filter(|nodes| nodes.level(*at) == Some(level)), region) {
                (Some(nodes), Some(region)) => nodes.child(*at, region),
                // A value that a side does not have is bad input there, whether its rules ask for the fact or not.
                (_, None) => Ref::ILLEGAL,
                (None, Some(_)) => *at,
            }
        };
        at.iter().enumerate().map(next).collect()
    }
}
