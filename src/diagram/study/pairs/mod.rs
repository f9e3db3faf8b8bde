//! Settings that differ in one fact alone, and what becomes of both.
//!
//! In a reduced diagram two such settings part at a node that asks for the fact, and every node is on the way of some setting; so
//! it is enough to look below each such node for a way on which both can be and come to what is wanted. What two
//! places lead to is worked out once, whatever the fact (Shih, Choi and Darwiche 2018 decide so whether a classifier is monotone).

mod separate;

pub(super) use separate::Separate;

use super::{Set, Study};
use crate::diagram::compile::SILENT;
use crate::diagram::store::{Builder, QuickMap, Ref, TooLarge, WHOLE_LIMIT};
use crate::model::{FactId, Facts};
use std::cell::Cell;

/// Pairs of places that one question may look at.
const STEPS: usize = 1_000_000;
/// So many places that are passed by count as one that is looked at.
const NODES: usize = 16;

/// How the categories of a pair differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parting {
    /// The first is more intensive than the second. Silence is no more and no less intensive than any category.
    MoreIntensive,
    /// They are not the same.
    AtAll,
}

impl Parting {
    const fn holds(self, first: u32, second: u32) -> bool {
        match self {
            Self::MoreIntensive => first != SILENT && second != SILENT && first > second,
            Self::AtAll => first != second,
        }
    }
}

/// The category or silence of each setting of a set, for a [`Study`]; of no use in another.
#[derive(Clone, Copy, Debug)]
pub struct LegalOutcomes(Ref);

/// Two complete settings that differ in one fact alone.
pub type Parted = (Facts, Facts);

impl Study<'_> {
    /// What the settings of a set come to.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn outcomes_of(&mut self, set: Set) -> Result<LegalOutcomes, TooLarge> {
        let [_, outcome] = self.outcomes.ok_or(TooLarge::Diagram(WHOLE_LIMIT))?;
        self.conditions.only(set.0, outcome).map(LegalOutcomes)
    }

    /// For each of these facts, two settings of the set that differ in it alone and whose categories part so: the first has a value of
    /// the first region of one of the pairs of regions, the second one of its second. The earlier pairs are tried first.
    #[must_use]
    pub fn parted(
        &self,
        outcomes: LegalOutcomes,
        asked: &[(FactId, Vec<(usize, usize)>)],
        parting: Parting,
    ) -> Vec<Result<Option<Parted>, TooLarge>> {
        let builder = &self.conditions.builder;
        let below = builder.by_level(outcomes.0);
        let mut pairs = Pairs::new(builder, &self.looks, move |first, second| parting.holds(first, second));
        let mut of = |fact: FactId, regions: &[(usize, usize)]| {
            let Some(level) = self.level(fact) else { return Ok(None) };
            let nodes = below.get(level).map_or(&[][..], Vec::as_slice);
            for (first, second) in regions.iter().copied() {
                pairs.look(nodes.len() / NODES)?;
                for node in nodes {
                    if pairs.found(builder.nodes.child(*node, first), builder.nodes.child(*node, second))? {
                        return self.witness(&mut pairs, outcomes.0, (level, first, second)).map(Some);
                    }
                }
            }
            Ok(None)
        };
        asked.iter().map(|(fact, regions)| of(*fact, regions)).collect()
    }

    /// Two settings near to what is usual that part at a level; there are some.
    fn witness<W: Fn(u32, u32) -> bool>(
        &self,
        pairs: &mut Pairs<'_, W>,
        root: Ref,
        (level, first, second): (usize, usize, usize),
    ) -> Result<Parted, TooLarge> {
        let mut path = vec![None; self.order.len()];
        let mut barren = QuickMap::default();
        self.way_to(pairs, root, (level, first, second), (&mut path, &mut barren))?;
        let with = |region| {
            let mut path = path.clone();
            if let Some(slot) = path.get_mut(level) {
                *slot = Some(region);
            }
            self.complete(&path)
        };
        Ok((with(first), with(second)))
    }

    /// Follows a way to where the two part, and from there on to their ends.
    fn way_to<W: Fn(u32, u32) -> bool>(
        &self,
        pairs: &mut Pairs<'_, W>,
        at: Ref,
        parts: (usize, usize, usize),
        (path, barren): (&mut Vec<Option<usize>>, &mut QuickMap<Ref, ()>),
    ) -> Result<bool, TooLarge> {
        let nodes = &self.conditions.builder.nodes;
        let (parting, first, second) = parts;
        let Some(level) = nodes.level(at).filter(|level| *level <= parting && !barren.contains_key(&at)) else {
            return Ok(false);
        };
        if level == parting {
            return self.way_on(pairs, nodes.child(at, first), nodes.child(at, second), path);
        }
        for region in self.usual_first(level) {
            if self.way_to(pairs, nodes.child(at, region), parts, (&mut *path, &mut *barren))? {
                if let Some(slot) = path.get_mut(level) {
                    *slot = Some(region);
                }
                return Ok(true);
            }
        }
        barren.insert(at, ());
        Ok(false)
    }

    fn way_on<W: Fn(u32, u32) -> bool>(
        &self,
        pairs: &mut Pairs<'_, W>,
        mut one: Ref,
        mut other: Ref,
        path: &mut [Option<usize>],
    ) -> Result<bool, TooLarge> {
        if !pairs.found(one, other)? {
            return Ok(false);
        }
        while let Some(level) = pairs.level(one, other) {
            for region in self.usual_first(level) {
                let next = pairs.step(one, other, level, region);
                if pairs.found(next.0, next.1)? {
                    (one, other) = next;
                    if let Some(slot) = path.get_mut(level) {
                        *slot = Some(region);
                    }
                    break;
                }
            }
        }
        Ok(true)
    }

    /// The regions of a fact, that which it is usually in first.
    pub(super) fn usual_first(&self, level: usize) -> impl Iterator<Item = usize> + use<> {
        let usual = self.usual(level);
        let arity = self.conditions.builder.arity(level);
        std::iter::once(usual).chain((0..arity).filter(move |region| *region != usual))
    }
}

/// Which places have a way on from both on which both settings can be and come to what is wanted.
pub(super) struct Pairs<'b, W> {
    builder: &'b Builder,
    /// How many places may still be looked at.
    looks: &'b Cell<usize>,
    /// Of two leaves that are not the same.
    wanted: W,
    memo: QuickMap<(Ref, Ref), bool>,
}

impl<'b, W: Fn(u32, u32) -> bool> Pairs<'b, W> {
    /// Leaves that are the same must not be wanted.
    pub(super) fn new(builder: &'b Builder, looks: &'b Cell<usize>, wanted: W) -> Self {
        Self { builder, looks, wanted, memo: QuickMap::default() }
    }

    /// Takes so many from the places that may still be looked at.
    fn look(&self, places: usize) -> Result<(), TooLarge> {
        self.looks.set(self.looks.get().checked_sub(places).ok_or(TooLarge::Answer(STEPS))?);
        Ok(())
    }

    fn level(&self, one: Ref, other: Ref) -> Option<usize> {
        let nodes = &self.builder.nodes;
        nodes.level(one).into_iter().chain(nodes.level(other)).min()
    }

    fn step(&self, one: Ref, other: Ref, level: usize, region: usize) -> (Ref, Ref) {
        let nodes = &self.builder.nodes;
        let next = |at: Ref| if nodes.level(at) == Some(level) { nodes.child(at, region) } else { at };
        (next(one), next(other))
    }

    /// Whether there is such a way from these two.
    pub(super) fn found(&mut self, one: Ref, other: Ref) -> Result<bool, TooLarge> {
        if one == other || one == Ref::ILLEGAL || other == Ref::ILLEGAL {
            return Ok(false);
        }
        let Some(level) = self.level(one, other) else {
            return Ok(one.value().zip(other.value()).is_some_and(|(one, other)| (self.wanted)(one, other)));
        };
        self.look(1)?;
        if let Some(known) = self.memo.get(&(one, other)) {
            return Ok(*known);
        }
        if self.memo.len() >= STEPS {
            return Err(TooLarge::Answer(STEPS));
        }
        let mut found = false;
        for region in 0..self.builder.arity(level) {
            let (one, other) = self.step(one, other, level, region);
            found = found || self.found(one, other)?;
        }
        self.memo.insert((one, other), found);
        Ok(found)
    }
}
