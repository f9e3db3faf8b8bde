//! One setting's share of a diagram: told facts fixed, some of the others kept as variables, the rest gathered.

use super::store::{Builder, NODE_LIMIT, Nodes, QuickMap, Ref, TooLarge};
use std::cell::RefCell;

/// What is known of a fact: in which region its value lies, and whether that is told or assumed. One small number, since
/// settings are compared by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Known(u16);

/// There are at most 250 regions, so the rest of the number can say which are assumed.
const ASSUMED: u16 = 1 << 15;

impl Known {
    /// Nothing, and nothing is assumed.
    pub(super) const NOT: Self = Self(u16::MAX);

    /// A region of what is told or assumed.
    pub(super) fn in_region(region: usize, assumed: bool) -> Self {
        // Of a fact that no diagram asks for there may be more; which region it is then matters to nobody.
        let region = u16::try_from(region).unwrap_or(0) & !ASSUMED;
        Self(if assumed { region | ASSUMED } else { region })
    }

    /// The region, told or assumed.
    pub(super) fn region(self) -> Option<usize> {
        (self != Self::NOT).then_some(usize::from(self.0 & !ASSUMED))
    }

    /// The region, told or assumed; of no use where that is not known.
    pub(super) fn region_if_any(self) -> usize {
        usize::from(self.0 & !ASSUMED)
    }

    /// The region, if it is told.
    pub(super) fn told(self) -> Option<usize> {
        (self.0 & ASSUMED == 0).then_some(usize::from(self.0))
    }

    /// Whether it is assumed.
    pub(super) fn is_assumed(self) -> bool {
        self.0 & ASSUMED != 0 && self != Self::NOT
    }
}

/// What becomes of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Its value lies in this region.
    Fixed(usize),
    /// It stays a variable.
    Kept,
    /// It may have any value: the leaves that its values lead to are gathered.
    Gathered,
}

/// Steps that one setting may take.
pub(super) const STEP_LIMIT: usize = 2_000_000;

/// Where a walk comes to that follows fixed facts as far as they lead.
pub(super) fn follow(nodes: &Nodes, roles: &[Role], mut at: Ref) -> Ref {
    while let Some(level) = nodes.level(at) {
        let Some(Role::Fixed(region)) = roles.get(level) else { break };
        at = nodes.child(at, *region);
    }
    at
}

/// A small diagram over the kept facts. Its leaves are sets of leaves of the large one, as indices of `sets`, where bit
/// `n` is leaf `n`; the empty set is illegal.
#[derive(Debug, Default)]
pub(super) struct Projection {
    pub(super) builder: Builder,
    pub(super) sets: Vec<u128>,
    memo: QuickMap<Box<[Ref]>, Ref>,
    steps: usize,
}

impl Projection {
    /// For facts of so many regions, level by level.
    pub(super) fn new(arities: Vec<usize>) -> Self {
        Self { builder: Builder::new(arities, NODE_LIMIT), ..Self::default() }
    }

    /// Projects a diagram; what was projected before is forgotten.
    pub(super) fn project(&mut self, nodes: &Nodes, roles: &[Role], root: Ref) -> Result<Ref, TooLarge> {
        self.clear();
        self.gather(nodes, roles, vec![root])
    }

    /// Projects another diagram for the same roles, beside what was projected before.
    pub(super) fn beside(&mut self, nodes: &Nodes, roles: &[Role], root: Ref) -> Result<Ref, TooLarge> {
        self.gather(nodes, roles, vec![root])
    }

    /// Two diagrams combined set by set; nothing stays legal where both sets are empty.
    pub(super) fn joined(&mut self, one: Ref, other: Ref, operation: &dyn Fn(u128, u128) -> u128) -> Result<Ref, TooLarge> {
        let sets = RefCell::new(std::mem::take(&mut self.sets));
        let set = |leaf: Ref| leaf.at().map(|at| sets.borrow().get(at).copied().unwrap_or(0));
        let joined = self.builder.apply(one, other, &|one, other| {
            let united = operation(set(one)?, set(other)?);
            Some(leaf_of(&mut sets.borrow_mut(), united))
        });
        self.sets = sets.into_inner();
        joined
    }

    /// Forgets what was projected.
    pub(super) fn clear(&mut self) {
        self.builder.clear();
        self.sets.clear();
        self.memo.clear();
        self.steps = 0;
    }

    /// The diagram of the leaves that any of these diagrams leads to: for each choice of the kept facts one walks in
    /// all of them at once (the subset construction).
    fn gather(&mut self, nodes: &Nodes, roles: &[Role], mut ahead: Vec<Ref>) -> Result<Ref, TooLarge> {
        let level = loop {
            self.settle(nodes, roles, &mut ahead)?;
            let Some(level) = ahead.iter().filter_map(|at| nodes.level(*at)).min() else { return Ok(self.leaf(&ahead)) };
            if roles.get(level) != Some(&Role::Gathered) {
                break level;
            }
            let here = |at: &Ref| nodes.level(*at) == Some(level);
            let spread: Vec<Ref> = ahead
                .iter()
                .filter(|at| here(at))
                .flat_map(|at| nodes.children(*at, self.builder.arity(level)))
                .copied()
                .collect();
            ahead.retain(|at| !here(at));
            ahead.extend(spread);
        };
        if let Some(known) = self.memo.get(&*ahead) {
            return Ok(*known);
        }
        let arity = self.builder.arity(level);
        let mut children = Vec::with_capacity(arity);
        for region in 0..arity {
            let next = |at: &Ref| if nodes.level(*at) == Some(level) { nodes.child(*at, region) } else { *at };
            let below = ahead.iter().map(next).collect();
            children.push(self.gather(nodes, roles, below)?);
        }
        let made = self.builder.node(level, &children)?;
        self.memo.insert(ahead.into(), made);
        Ok(made)
    }

    /// Follows fixed facts, leaves out what is illegal, and brings equal sets to one form.
    fn settle(&mut self, nodes: &Nodes, roles: &[Role], ahead: &mut Vec<Ref>) -> Result<(), TooLarge> {
        self.steps += ahead.len();
        if self.steps > STEP_LIMIT {
            return Err(TooLarge::Answer(STEP_LIMIT));
        }
        for at in ahead.iter_mut() {
            *at = follow(nodes, roles, *at);
        }
        ahead.retain(|at| *at != Ref::ILLEGAL);
        ahead.sort_unstable();
        ahead.dedup();
        Ok(())
    }

    fn leaf(&mut self, leaves: &[Ref]) -> Ref {
        let bit = |value: u32| 1_u128.checked_shl(value).unwrap_or(0);
        self.set(leaves.iter().filter_map(|leaf| leaf.value()).fold(0, |set, value| set | bit(value)))
    }

    /// The leaf of a set.
    pub(super) fn set(&mut self, set: u128) -> Ref {
        leaf_of(&mut self.sets, set)
    }
}

/// The leaf of a set among others, which it joins where it is new.
fn leaf_of(sets: &mut Vec<u128>, set: u128) -> Ref {
    if set == 0 {
        return Ref::ILLEGAL;
    }
    let at = sets.iter().position(|known| *known == set).unwrap_or_else(|| {
        sets.push(set);
        sets.len() - 1
    });
    Ref::leaf_at(at)
}
