//! Walking a diagram in all the settings at once that the unknown facts may make of one.

use crate::diagram::compile::Compiled;
use crate::diagram::store::{Nodes, QuickMap, Ref, TooLarge};
use crate::model::CategoryId;
use std::collections::HashSet;

/// Outcomes that are wanted, as bits: 0 where no strand says anything, and one more than a category's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal(u128);

impl Goal {
    /// Just this category.
    #[must_use]
    pub fn is(category: CategoryId) -> Self {
        Self(bit(u32::from(category.0) + 1))
    }

    /// This category or a more intensive one.
    #[must_use]
    pub fn at_least(category: CategoryId) -> Self {
        Self(!(bit(u32::from(category.0) + 1).wrapping_sub(1)))
    }

    pub(in crate::diagram) const fn has(self, leaf: u32) -> bool {
        leaf < u128::BITS && self.0 >> leaf & 1 == 1
    }
}

const fn bit(leaf: u32) -> u128 {
    if leaf < u128::BITS { 1 << leaf } else { 0 }
}

/// What becomes of a fact on a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Its value lies in this region.
    In(usize),
    /// It may have any value: where they lead to is gathered.
    Any,
    /// It may have a value of any of these regions, and where they lead to is told apart.
    Each(Vec<usize>),
}

/// Where a walk stands in all the settings at once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    /// Whether some of them have what is wanted already; all others are among those ahead.
    won: bool,
    /// The nodes that ask for facts whose values are told apart.
    ahead: Box<[Ref]>,
}

/// A walk through the outcomes of one kind of setting, towards what is wanted whatever the gathered facts are.
pub(super) struct Walk<'c> {
    nodes: &'c Nodes,
    arities: Vec<usize>,
    root: Ref,
    goal: Goal,
    /// Steps that may still be taken.
    left: usize,
    limit: usize,
    seen: Vec<u32>,
    round: u32,
    stack: Vec<Ref>,
}

impl<'c> Walk<'c> {
    /// At most so many steps are taken in all.
    pub(super) fn new(compiled: &'c Compiled, goal: Goal, limit: usize) -> Self {
        Self {
            nodes: &compiled.nodes,
            arities: compiled.variables.iter().map(|variable| variable.regions.len()).collect(),
            root: compiled.roots.outcome,
            goal,
            left: limit,
            limit,
            seen: vec![0; compiled.nodes.cells()],
            round: 0,
            stack: Vec::new(),
        }
    }

    /// Where it begins; `None` where some setting has certainly something else, or where none can be.
    pub(super) fn begin(&mut self, roles: &[Role]) -> Result<Option<Place>, TooLarge> {
        self.stack.clear();
        self.stack.push(self.root);
        self.settle(roles, false)
    }

    /// Where a value of the next fact to be told apart leads; `None` as for [`begin`](Self::begin).
    pub(super) fn next(&mut self, roles: &[Role], from: &Place, level: usize, region: usize) -> Result<Option<Place>, TooLarge> {
        self.stack.clear();
        for at in &from.ahead {
            self.stack.push(if self.nodes.level(*at) == Some(level) { self.nodes.child(*at, region) } else { *at });
        }
        self.settle(roles, from.won)
    }

    /// The next fact whose values are told apart; `None` where all settings have what is wanted.
    pub(super) fn level(&self, place: &Place) -> Option<usize> {
        place.ahead.iter().filter_map(|at| self.nodes.level(*at)).min()
    }

    /// Follows what is on the stack as far as nothing is told apart.
    fn settle(&mut self, roles: &[Role], won: bool) -> Result<Option<Place>, TooLarge> {
        self.round += 1;
        let mut place = Vec::new();
        let mut won = won;
        while let Some(at) = self.stack.pop() {
            self.left = self.left.checked_sub(1).ok_or(TooLarge::Answer(self.limit))?;
            let (Some(level), Some(cell)) = (self.nodes.level(at), self.nodes.place(at)) else {
                match at.value() {
                    _ if at == Ref::ILLEGAL => {}
                    Some(leaf) if self.goal.has(leaf) => won = true,
                    Some(_) | None => return Ok(None),
                }
                continue;
            };
            let seen = self.seen.get_mut(cell).map(|seen| std::mem::replace(seen, self.round));
            if seen == Some(self.round) {
                continue;
            }
            match roles.get(level) {
                Some(Role::In(region)) => self.stack.push(self.nodes.child(at, *region)),
                Some(Role::Each(_)) => place.push(at),
                Some(Role::Any) | None => {
                    let arity = self.arities.get(level).copied().unwrap_or(0);
                    self.stack.extend_from_slice(self.nodes.children(at, arity));
                }
            }
        }
        if place.is_empty() && !won {
            return Ok(None);
        }
        place.sort_unstable();
        Ok(Some(Place { won, ahead: place.into() }))
    }

    /// Whether every choice of the facts that are told apart can be, and leads to what is wanted whatever the gathered facts
    /// are.
    pub(super) fn all_lead_there(&mut self, roles: &[Role]) -> Result<bool, TooLarge> {
        let Some(begin) = self.begin(roles)? else { return Ok(false) };
        let mut met = HashSet::from([begin.clone()]);
        let mut ahead = vec![begin];
        while let Some(place) = ahead.pop() {
            let Some(level) = self.level(&place) else { continue };
            let Some(Role::Each(regions)) = roles.get(level) else { continue };
            for region in regions {
                let Some(next) = self.next(roles, &place, level, *region)? else { return Ok(false) };
                if met.insert(next.clone()) {
                    ahead.push(next);
                }
            }
        }
        Ok(true)
    }

    /// Regions of facts, by level, that make one setting of those in hand which has what is wanted: whatever the facts are
    /// that are not among them. `None` where there is no such setting.
    pub(super) fn one_setting(&self, roles: &[Role]) -> Option<Vec<(usize, usize)>> {
        let mut came_from = QuickMap::default();
        let mut stack = vec![self.root];
        if self.is_there(self.root) {
            return Some(Vec::new());
        }
        while let Some(at) = stack.pop() {
            let Some(level) = self.nodes.level(at) else { continue };
            for region in self.regions(roles, level) {
                let child = self.nodes.child(at, region);
                if self.is_there(child) {
                    return Some(self.way(&came_from, at, (level, region)));
                }
                if self.nodes.level(child).is_some() && !came_from.contains_key(&child) {
                    came_from.insert(child, (at, (level, region)));
                    stack.push(child);
                }
            }
        }
        None
    }

    fn is_there(&self, at: Ref) -> bool {
        at != Ref::ILLEGAL && at.value().is_some_and(|leaf| self.goal.has(leaf))
    }

    fn regions(&self, roles: &[Role], level: usize) -> Vec<usize> {
        match roles.get(level) {
            Some(Role::In(region)) => vec![*region],
            Some(Role::Each(regions)) => regions.clone(),
            Some(Role::Any) | None => (0..self.arities.get(level).copied().unwrap_or(0)).collect(),
        }
    }

    fn way(&self, came_from: &QuickMap<Ref, (Ref, (usize, usize))>, mut at: Ref, last: (usize, usize)) -> Vec<(usize, usize)> {
        let mut way = vec![last];
        while let Some((before, step)) = came_from.get(&at) {
            way.push(*step);
            at = *before;
        }
        way
    }
}
