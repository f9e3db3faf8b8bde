//! Diagrams whose leaves are sets, from which facts can be taken away: what any of their regions leads to is then united.
//!
//! Taking facts away from the bottom up, node by node, keeps to diagrams over the facts that stay (existential quantification:
//! Bryant 1986); sets of nodes, as [`Projection`] gathers them, would be as many as there are ways to come to them.

use crate::diagram::project::{Projection, STEP_LIMIT};
use crate::diagram::store::{QuickMap, Ref, TooLarge};

/// Diagrams over the same facts, that share their nodes.
#[derive(Debug)]
pub(super) struct Sets {
    /// The empty set is illegal.
    pub(super) diagrams: Projection,
    unions: QuickMap<(Ref, Ref), Ref>,
    arities: Vec<usize>,
}

/// What becomes of two sets.
type Operation<'a> = &'a dyn Fn(u128, u128) -> u128;

impl Sets {
    /// For facts of so many regions, level by level.
    pub(super) fn new(arities: Vec<usize>) -> Self {
        Self { diagrams: Projection::new(arities.clone()), unions: QuickMap::default(), arities }
    }

    /// Another store for the same facts.
    pub(super) fn empty(&self) -> Self {
        Self::new(self.arities.clone())
    }

    /// Forgets all diagrams.
    pub(super) fn clear(&mut self) {
        self.diagrams.clear();
        self.unions.clear();
    }

    /// The leaf of a set.
    pub(super) fn leaf(&mut self, set: u128) -> Ref {
        self.diagrams.set(set)
    }

    /// The set of a leaf.
    pub(super) fn set(&self, leaf: Ref) -> u128 {
        leaf.at().and_then(|at| self.diagrams.sets.get(at)).copied().unwrap_or(0)
    }

    /// A node whose arrows lead there; or, for a fact that is taken away, all that they lead to.
    pub(super) fn node(&mut self, level: usize, children: &[Ref], stays: bool) -> Result<Ref, TooLarge> {
        if stays {
            return self.diagrams.builder.node(level, children);
        }
        let mut all = Ref::ILLEGAL;
        for child in children {
            all = self.union(all, *child)?;
        }
        Ok(all)
    }

    /// What either may lead to.
    fn union(&mut self, one: Ref, other: Ref) -> Result<Ref, TooLarge> {
        let mut memo = std::mem::take(&mut self.unions);
        let united = self.merge(one, other, &|one, other| one | other, &mut memo);
        self.unions = memo;
        united
    }

    /// Combines two diagrams set by set. What was combined in the same way before is remembered.
    pub(super) fn merge(
        &mut self,
        one: Ref,
        other: Ref,
        operation: Operation<'_>,
        memo: &mut QuickMap<(Ref, Ref), Ref>,
    ) -> Result<Ref, TooLarge> {
        if let Some(known) = memo.get(&(one, other)) {
            return Ok(*known);
        }
        if memo.len() >= STEP_LIMIT {
            return Err(TooLarge::Answer(STEP_LIMIT));
        }
        let nodes = &self.diagrams.builder.nodes;
        let levels = (nodes.level(one), nodes.level(other));
        let merged = match levels.0.into_iter().chain(levels.1).min() {
            None => self.leaf(operation(self.set(one), self.set(other))),
            Some(level) => {
                let arity = self.arities.get(level).copied().unwrap_or(0);
                let mut children = Vec::with_capacity(arity);
                for region in 0..arity {
                    let nodes = &self.diagrams.builder.nodes;
                    let one = if levels.0 == Some(level) { nodes.child(one, region) } else { one };
                    let other = if levels.1 == Some(level) { nodes.child(other, region) } else { other };
                    children.push(self.merge(one, other, operation, memo)?);
                }
                self.diagrams.builder.node(level, &children)?
            }
        };
        memo.insert((one, other), merged);
        Ok(merged)
    }

    /// Copies a diagram of another store, without the facts that do not stay.
    pub(super) fn copied(
        &mut self,
        from: &Self,
        at: Ref,
        stays: &dyn Fn(usize) -> bool,
        memo: &mut QuickMap<Ref, Ref>,
    ) -> Result<Ref, TooLarge> {
        let Some(level) = from.diagrams.builder.nodes.level(at) else { return Ok(self.leaf(from.set(at))) };
        if let Some(known) = memo.get(&at) {
            return Ok(*known);
        }
        let mut children = Vec::with_capacity(self.arities.get(level).copied().unwrap_or(0));
        for child in from.diagrams.builder.children(at) {
            children.push(self.copied(from, *child, stays, memo)?);
        }
        let copied = self.node(level, &children, stays(level))?;
        memo.insert(at, copied);
        Ok(copied)
    }
}
