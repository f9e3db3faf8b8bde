//! Walking a diagram in all the settings at once that the unknown facts may make of one.

use super::Paths;
use super::graph::Graph;
use crate::diagram::store::{QuickMap, Ref, TooLarge};
use crate::model::CategoryId;
use std::collections::HashSet;

/// Paths that are wanted, as bits: 0 where no strand says anything, and one more than a category's index.
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

    /// The least and the most intensive outcome that is wanted; all between them are.
    pub(super) const fn ends(self) -> (u32, u32) {
        (self.0.trailing_zeros(), u128::BITS - 1 - self.0.leading_zeros())
    }

    /// Whether it is a wanted outcome or one below some wanted one.
    pub(super) const fn has_up_to(self, leaf: u32) -> bool {
        leaf < u128::BITS && self.0 >> leaf != 0
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

impl Place {
    /// The nodes that ask for facts whose values are told apart.
    pub(super) fn nodes(&self) -> &[Ref] {
        &self.ahead
    }

    /// Whether some of the settings have what is wanted already.
    pub(super) const fn has_won(&self) -> bool {
        self.won
    }
}

/// Of which settings in hand what is wanted has to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Of all of them, whatever the gathered facts are.
    All,
    /// Of some of them.
    Some,
}

/// A walk through the outcomes of one kind of setting.
pub(super) struct Walk<'c> {
    graph: Graph<'c>,
    arities: Vec<usize>,
    root: Ref,
    goal: Goal,
    of: Of,
    /// Steps that may still be taken.
    left: usize,
    limit: usize,
    seen: Vec<u32>,
    round: u32,
    stack: Vec<Ref>,
}

impl<'c> Walk<'c> {
    /// At most so many steps are taken in all.
    pub(super) fn new(paths: &Paths<'c>, goal: Goal, of: Of, limit: usize) -> Self {
        Self {
            graph: paths.graph,
            arities: paths.variables.iter().map(|variable| variable.regions.len()).collect(),
            root: paths.root,
            goal,
            of,
            left: limit,
            limit,
            seen: Vec::new(),
            round: 0,
            stack: Vec::new(),
        }
    }

    /// Where it begins; `None` where what is wanted cannot be had from there, or where no setting can be.
    pub(super) fn begin(&mut self, roles: &[Role]) -> Result<Option<Place>, TooLarge> {
        self.stack.clear();
        self.stack.push(self.root);
        self.settle(roles, false)
    }

    /// Where a value of the next fact to be told apart leads, or any value of it; `None` as for [`begin`](Self::begin).
    pub(super) fn next(
        &mut self,
        roles: &[Role],
        from: &Place,
        level: usize,
        region: Option<usize>,
    ) -> Result<Option<Place>, TooLarge> {
        self.stack.clear();
        for at in &from.ahead {
            match region {
                _ if self.graph.level(*at) != Some(level) => self.stack.push(*at),
                Some(region) => self.stack.push(self.graph.child(*at, region)),
                None => self.spread(*at, level),
            }
        }
        self.settle(roles, from.won)
    }

    /// The next fact whose values are told apart; `None` where what is wanted is so.
    pub(super) fn level(&self, place: &Place) -> Option<usize> {
        place.ahead.iter().filter_map(|at| self.graph.level(*at)).min()
    }

    /// Puts all that a node leads to on the stack.
    fn spread(&mut self, at: Ref, level: usize) {
        for region in 0..self.arities.get(level).copied().unwrap_or(0) {
            self.stack.push(self.graph.child(at, region));
        }
    }

    /// Follows what is on the stack as far as nothing is told apart.
    fn settle(&mut self, roles: &[Role], won: bool) -> Result<Option<Place>, TooLarge> {
        if self.graph.is_full() {
            return Err(TooLarge::Answer(self.limit));
        }
        self.round += 1;
        let mut place = Vec::new();
        let mut won = won;
        while let Some(at) = self.stack.pop() {
            self.left = self.left.checked_sub(1).ok_or(TooLarge::Answer(self.limit))?;
            let Some(level) = self.graph.level(at) else {
                let has = at.value().is_some_and(|leaf| self.goal.has(leaf));
                match self.of {
                    _ if at == Ref::ILLEGAL => {}
                    Of::All if !has => return Ok(None),
                    Of::All => won = true,
                    Of::Some if has => return Ok(Some(Place { won: true, ahead: Box::default() })),
                    Of::Some => {}
                }
                continue;
            };
            if !self.is_new(at) {
                continue;
            }
            match roles.get(level) {
                Some(Role::In(region)) => self.stack.push(self.graph.child(at, *region)),
                Some(Role::Each(_)) => place.push(at),
                Some(Role::Any) | None => self.spread(at, level),
            }
        }
        if self.graph.is_full() {
            return Err(TooLarge::Answer(self.limit));
        }
        if place.is_empty() && !won {
            return Ok(None);
        }
        place.sort_unstable();
        Ok(Some(Place { won, ahead: place.into() }))
    }

    /// Whether a node was not met before in this round.
    fn is_new(&mut self, at: Ref) -> bool {
        let Some(cell) = at.number() else { return true };
        if cell >= self.seen.len() {
            self.seen.resize(cell + 1, 0);
        }
        let seen = self.seen.get_mut(cell).map(|seen| std::mem::replace(seen, self.round));
        seen != Some(self.round)
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
                let Some(next) = self.next(roles, &place, level, Some(*region))? else { return Ok(false) };
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
            let Some(level) = self.graph.level(at) else { continue };
            for region in self.regions(roles, level) {
                let child = self.graph.child(at, region);
                if self.is_there(child) {
                    return Some(self.way(&came_from, at, (level, region)));
                }
                if self.graph.level(child).is_some() && !came_from.contains_key(&child) {
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

    /// The regions that a fact may be in.
    pub(super) fn regions(&self, roles: &[Role], level: usize) -> Vec<usize> {
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
