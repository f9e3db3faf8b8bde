//! Nodes, each kept once, and operations on the diagrams they make.

use crate::model::FactId;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What was too large to be worked out exactly. Nothing is answered then; the limit is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLarge {
    /// The kind of setting has more facts than this.
    Facts(usize),
    /// The policy has more categories than this.
    Categories(usize),
    /// The policy tells more regions of this fact apart than this.
    Regions(FactId, usize),
    /// The diagram would have more nodes or arrows than the limit of nodes given here allows.
    Diagram(usize),
    /// One setting's answer would take more steps than this.
    Answer(usize),
    /// These two facts (one of them twice, where there is no other) are compared or added up so that their values fall into no finite
    /// number of cases.
    NotFinite([FactId; 2]),
}

/// Nodes that a diagram may have while it is built.
pub(super) const NODE_LIMIT: usize = 2_000_000;
/// Nodes that the diagram of a whole policy may have while it is built, before its strands are kept apart.
pub(super) const WHOLE_LIMIT: usize = 300_000;
/// Arrows it may have; only facts of very many regions meet this first.
const CELL_LIMIT: usize = 32_000_000;

/// Where an arrow leads: to a node, or to a leaf with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ref(u32);

const LEAF: u32 = 1 << 31;

impl Ref {
    /// The leaf of a condition that does not hold.
    pub(super) const FALSE: Self = Self::leaf(0);
    /// The leaf of a condition that holds.
    pub(super) const TRUE: Self = Self::leaf(1);
    /// The leaf of what cannot be, or is of no interest.
    pub(super) const ILLEGAL: Self = Self(u32::MAX);

    /// The leaf of a value.
    pub(super) const fn leaf(value: u32) -> Self {
        Self(value | LEAF)
    }

    /// The leaf of a position in a list.
    pub(super) fn leaf_at(at: usize) -> Self {
        u32::try_from(at).map_or(Self::ILLEGAL, Self::leaf)
    }

    /// The value of a leaf.
    pub(super) const fn value(self) -> Option<u32> {
        if self.0 & LEAF == 0 { None } else { Some(self.0 & !LEAF) }
    }

    /// The value of a leaf as a position in a list.
    pub(super) fn at(self) -> Option<usize> {
        self.value().map(|value| value as usize)
    }

    /// A node that has this number.
    pub(super) fn numbered(number: usize) -> Self {
        u32::try_from(number).ok().filter(|number| number & LEAF == 0).map_or(Self::ILLEGAL, Self)
    }

    /// A node's number; none for a leaf.
    pub(super) fn number(self) -> Option<usize> {
        (self.0 & LEAF == 0).then_some(self.cell())
    }

    const fn cell(self) -> usize {
        self.0 as usize
    }
}

/// Nodes in one row of cells: a node is its level (which fact it asks for) and then one arrow for each region.
#[derive(Clone, Debug, Default)]
pub(super) struct Nodes {
    cells: Vec<Ref>,
    count: usize,
}

impl Nodes {
    /// How many nodes there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// How many cells they fill; every node's [`place`](Self::place) is below.
    pub(super) const fn cells(&self) -> usize {
        self.cells.len()
    }

    /// A node's own index among the cells; none for a leaf.
    pub(super) fn place(&self, at: Ref) -> Option<usize> {
        (at.0 & LEAF == 0).then_some(at.cell())
    }

    /// The level of a node; none for a leaf.
    pub(super) fn level(&self, at: Ref) -> Option<usize> {
        if at.0 & LEAF != 0 {
            return None;
        }
        self.cells.get(at.cell()).map(|level| level.cell())
    }

    /// Where a node's arrow for a region leads.
    pub(super) fn child(&self, at: Ref, region: usize) -> Ref {
        self.cells.get(at.cell() + 1 + region).copied().unwrap_or(Ref::ILLEGAL)
    }

    /// Where all its arrows lead, for a fact of so many regions.
    pub(super) fn children(&self, at: Ref, arity: usize) -> &[Ref] {
        self.cells.get(at.cell() + 1..at.cell() + 1 + arity).unwrap_or(&[])
    }
}

/// A quick hash for small keys; the keys come from the policy's own shape, so nobody can choose them to collide.
#[derive(Clone, Copy, Default)]
pub(super) struct Mix(u64);

impl Mix {
    const fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            self.add(chunk.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)));
        }
    }

    fn write_u16(&mut self, word: u16) {
        self.add(u64::from(word));
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }
}

/// A map with the quick hash.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// Makes nodes and keeps each once, so that equal diagrams are one node.
#[derive(Clone, Debug, Default)]
pub(super) struct Builder {
    pub(super) nodes: Nodes,
    /// Regions of the fact of each level.
    arities: Vec<usize>,
    /// Open addressing: a node's cell and one, or 0.
    table: Vec<u32>,
    limit: usize,
    /// Pairs of places that operations may still look at; none where that is not counted.
    left: Option<usize>,
}

/// What an operation makes of two diagrams where it can tell already; it must where both are leaves.
pub(super) type Operation<'a> = &'a dyn Fn(Ref, Ref) -> Option<Ref>;

impl Builder {
    /// For facts of so many regions, level by level; at most so many nodes.
    pub(super) const fn new(arities: Vec<usize>, limit: usize) -> Self {
        Self { nodes: Nodes { cells: Vec::new(), count: 0 }, arities, table: Vec::new(), limit, left: None }
    }

    /// Lets it have so many nodes more than it has, or so many in all where that is fewer.
    pub(super) const fn allow(&mut self, more: usize, in_all: usize) {
        let limit = self.nodes.count + more;
        self.limit = if limit < in_all { limit } else { in_all };
    }

    /// Lets operations look at so many pairs of places from now on.
    pub(super) const fn have_patience(&mut self, pairs: usize) {
        self.left = Some(pairs);
    }

    /// Forgets all nodes.
    pub(super) fn clear(&mut self) {
        self.nodes.cells.clear();
        self.nodes.count = 0;
        self.table.clear();
    }

    /// Regions of the fact of a level.
    pub(super) fn arity(&self, level: usize) -> usize {
        self.arities.get(level).copied().unwrap_or(0)
    }

    /// All arrows of a node.
    pub(super) fn children(&self, at: Ref) -> &[Ref] {
        self.nodes.level(at).map_or(&[], |level| self.nodes.children(at, self.arity(level)))
    }

    /// The one node with these arrows, or what they all lead to.
    pub(super) fn node(&mut self, level: usize, children: &[Ref]) -> Result<Ref, TooLarge> {
        let Some(first) = children.first() else { return Ok(Ref::ILLEGAL) };
        if children.iter().all(|child| child == first) {
            return Ok(*first);
        }
        if (self.nodes.count + 1) * 2 > self.table.len() {
            self.grow();
        }
        let mut slot = self.slot(level, children);
        while let Some(filled) = self.table.get(slot).copied().filter(|filled| *filled != 0) {
            let there = Ref(filled - 1);
            if self.nodes.level(there) == Some(level) && self.nodes.children(there, children.len()) == children {
                return Ok(there);
            }
            slot = (slot + 1) & (self.table.len() - 1);
        }
        if self.nodes.count >= self.limit || self.nodes.cells.len() + children.len() >= CELL_LIMIT {
            return Err(TooLarge::Diagram(self.limit));
        }
        let (Ok(cell), Ok(named)) = (u32::try_from(self.nodes.cells.len()), u32::try_from(level)) else {
            return Err(TooLarge::Diagram(self.limit));
        };
        self.nodes.cells.push(Ref(named));
        self.nodes.cells.extend_from_slice(children);
        self.nodes.count += 1;
        if let Some(entry) = self.table.get_mut(slot) {
            *entry = cell + 1;
        }
        Ok(Ref(cell))
    }

    fn slot(&self, level: usize, children: &[Ref]) -> usize {
        let mut hash = Mix::default();
        hash.write_usize(level);
        children.iter().for_each(|child| hash.write_u32(child.0));
        // The table's length is a power of two, so the mask keeps the place inside it; the cut to `usize` loses nothing.
        usize::try_from(hash.finish() & 0x7FFF_FFFF).unwrap_or(0) & (self.table.len() - 1)
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.table);
        self.table = vec![0; (old.len() * 2).max(64)];
        for filled in old.into_iter().filter(|filled| *filled != 0) {
            let at = Ref(filled - 1);
            let Some(level) = self.nodes.level(at) else { continue };
            let mut slot = self.slot(level, self.children(at));
            while self.table.get(slot).is_some_and(|entry| *entry != 0) {
                slot = (slot + 1) & (self.table.len() - 1);
            }
            if let Some(entry) = self.table.get_mut(slot) {
                *entry = filled;
            }
        }
    }

    /// Combines two diagrams leaf by leaf.
    pub(super) fn apply(&mut self, left: Ref, right: Ref, operation: Operation<'_>) -> Result<Ref, TooLarge> {
        self.combine(left, right, operation, &mut QuickMap::default())
    }

    fn combine(
        &mut self,
        left: Ref,
        right: Ref,
        operation: Operation<'_>,
        memo: &mut QuickMap<(Ref, Ref), Ref>,
    ) -> Result<Ref, TooLarge> {
        if let Some(result) = operation(left, right) {
            return Ok(result);
        }
        if let Some(result) = memo.get(&(left, right)) {
            return Ok(*result);
        }
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1).ok_or(TooLarge::Diagram(self.limit))?;
        }
        let levels = (self.nodes.level(left), self.nodes.level(right));
        let Some(level) = levels.0.into_iter().chain(levels.1).min() else { return Ok(Ref::ILLEGAL) };
        let mut children = Vec::with_capacity(self.arity(level));
        for region in 0..self.arity(level) {
            let left = if levels.0 == Some(level) { self.nodes.child(left, region) } else { left };
            let right = if levels.1 == Some(level) { self.nodes.child(right, region) } else { right };
            children.push(self.combine(left, right, operation, memo)?);
        }
        let result = self.node(level, &children)?;
        memo.insert((left, right), result);
        Ok(result)
    }

    /// Changes the leaves of a diagram.
    pub(super) fn map(&mut self, of: Ref, change: &dyn Fn(Ref) -> Ref) -> Result<Ref, TooLarge> {
        self.apply(of, Ref::FALSE, &|leaf, _| leaf.value().map(|_| change(leaf)))
    }

    /// Copies what the roots reach into fresh nodes, in the order of a walk from the first, and changes the roots to match.
    pub(super) fn kept(&self, roots: &mut [&mut Ref]) -> Result<Nodes, TooLarge> {
        let mut fresh = Self::new(self.arities.clone(), self.limit);
        let mut memo = QuickMap::default();
        for root in roots {
            **root = self.copy(**root, &mut fresh, &mut memo)?;
        }
        Ok(fresh.nodes)
    }

    fn copy(&self, at: Ref, fresh: &mut Self, memo: &mut QuickMap<Ref, Ref>) -> Result<Ref, TooLarge> {
        let Some(level) = self.nodes.level(at) else { return Ok(at) };
        if let Some(known) = memo.get(&at) {
            return Ok(*known);
        }
        let mut children = Vec::with_capacity(self.arity(level));
        for child in self.children(at) {
            children.push(self.copy(*child, fresh, memo)?);
        }
        let result = fresh.node(level, &children)?;
        memo.insert(at, result);
        Ok(result)
    }
}
