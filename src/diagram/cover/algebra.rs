//! Diagrams of yes and no as sets.

use crate::diagram::store::{Builder, QuickMap, Ref, TooLarge};
use std::collections::{BTreeSet, HashSet};

impl Builder {
    /// What is in both.
    pub(in crate::diagram) fn both(&mut self, one: Ref, other: Ref) -> Result<Ref, TooLarge> {
        self.apply(one, other, &|one, other| match (one, other) {
            (Ref::FALSE, _) | (_, Ref::FALSE) => Some(Ref::FALSE),
            (Ref::TRUE, rest) | (rest, Ref::TRUE) => Some(rest),
            (one, other) if one == other => Some(one),
            _ => None,
        })
    }

    /// What is in either.
    pub(in crate::diagram) fn either(&mut self, one: Ref, other: Ref) -> Result<Ref, TooLarge> {
        self.apply(one, other, &|one, other| match (one, other) {
            (Ref::TRUE, _) | (_, Ref::TRUE) => Some(Ref::TRUE),
            (Ref::FALSE, rest) | (rest, Ref::FALSE) => Some(rest),
            (one, other) if one == other => Some(one),
            _ => None,
        })
    }

    /// What is in the first and not in the second.
    pub(in crate::diagram) fn without(&mut self, one: Ref, other: Ref) -> Result<Ref, TooLarge> {
        self.apply(one, other, &|one, other| match (one, other) {
            (Ref::FALSE, _) | (_, Ref::TRUE) => Some(Ref::FALSE),
            (rest, Ref::FALSE) => Some(rest),
            (one, other) if one == other => Some(Ref::FALSE),
            _ => None,
        })
    }

    /// Where a diagram has one of these leaves.
    pub(in crate::diagram) fn leads_to(&mut self, of: Ref, wanted: &dyn Fn(Ref) -> bool) -> Result<Ref, TooLarge> {
        self.map(of, &|leaf| if wanted(leaf) { Ref::TRUE } else { Ref::FALSE })
    }

    /// Where the fact of a level is in one of these regions.
    pub(in crate::diagram) fn with(&mut self, level: usize, regions: &[usize]) -> Result<Ref, TooLarge> {
        let leaf = |region| if regions.contains(&region) { Ref::TRUE } else { Ref::FALSE };
        let children: Vec<Ref> = (0..self.arity(level)).map(leaf).collect();
        self.node(level, &children)
    }

    /// The levels that a diagram asks for.
    pub(in crate::diagram) fn asked(&self, of: Ref) -> BTreeSet<usize> {
        let (mut seen, mut ahead, mut levels) = (HashSet::new(), vec![of], BTreeSet::new());
        while let Some(at) = ahead.pop() {
            let Some(level) = self.nodes.level(at).filter(|_| seen.insert(at)) else { continue };
            levels.insert(level);
            ahead.extend_from_slice(self.children(at));
        }
        levels
    }

    /// A diagram without one fact: what its values lead to is joined.
    pub(in crate::diagram) fn free_of(
        &mut self,
        of: Ref,
        level: usize,
        join: &dyn Fn(Ref, Ref) -> Option<Ref>,
    ) -> Result<Ref, TooLarge> {
        self.freed(of, level, join, &mut QuickMap::default())
    }

    fn freed(
        &mut self,
        of: Ref,
        level: usize,
        join: &dyn Fn(Ref, Ref) -> Option<Ref>,
        memo: &mut QuickMap<Ref, Ref>,
    ) -> Result<Ref, TooLarge> {
        let Some(here) = self.nodes.level(of).filter(|here| *here <= level) else { return Ok(of) };
        if let Some(known) = memo.get(&of) {
            return Ok(*known);
        }
        let children = self.children(of).to_vec();
        let made = if here == level {
            let mut children = children.into_iter();
            let first = children.next().unwrap_or(Ref::ILLEGAL);
            children.try_fold(first, |all, one| self.apply(all, one, join))?
        } else {
            let children: Result<Vec<Ref>, TooLarge> =
                children.into_iter().map(|child| self.freed(child, level, join, memo)).collect();
            self.node(here, &children?)?
        };
        memo.insert(of, made);
        Ok(made)
    }

    /// The leaf that a setting comes to.
    pub(in crate::diagram) fn leaf_of(&self, of: Ref, path: &[usize]) -> Ref {
        let mut at = of;
        while let Some(level) = self.nodes.level(at) {
            at = self.nodes.child(at, path.get(level).copied().unwrap_or(0));
        }
        at
    }
}
