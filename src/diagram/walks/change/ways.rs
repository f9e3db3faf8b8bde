//! All the cheapest ways to what is wanted: the facts that change, and to what.
//!
//! What the rest of a walk costs at the least is worked out place by place, no further than a budget that is raised until it is enough
//! (iterative deepening with what was learned kept; Korf 1985). Then each walk of that cost is followed and no other.
//! Regions that lead to the same place are told as one.

use super::super::bounds::{Bounds, FIXED, NEVER};
use super::super::walk::{Place, Role, Walk};
use crate::diagram::store::TooLarge;
use std::collections::HashMap;

/// Ways that are followed at most.
const MOST: usize = 10_000;

/// Facts that change, by level, each with regions that do: each choice of them does.
pub(super) type Way = Vec<(usize, Vec<usize>)>;

/// What the cheapest way costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cheapest {
    /// So much.
    At(u32),
    /// There is none.
    Never,
    /// The search was given up at its limit of steps; none of fewer changed facts leads there.
    Beyond(usize),
}

pub(super) struct Ways<'w, 'c> {
    walk: Walk<'c>,
    roles: &'w [Role],
    bounds: Bounds<'w, 'c>,
    known: HashMap<Place, Known>,
    found: Vec<Way>,
}

/// What the rest of a walk costs from a place.
#[derive(Clone, Copy, Debug)]
struct Known {
    at_least: u32,
    is_exact: bool,
}

impl<'w, 'c> Ways<'w, 'c> {
    pub(super) fn new(walk: Walk<'c>, roles: &'w [Role], bounds: Bounds<'w, 'c>) -> Self {
        Self { walk, roles, bounds, known: HashMap::new(), found: Vec::new() }
    }

    /// What the cheapest way costs.
    pub(super) fn cheapest(&mut self) -> Cheapest {
        let begin = match self.walk.begin(self.roles) {
            Ok(Some(begin)) => begin,
            Ok(None) => return Cheapest::Never,
            Err(_) => return Cheapest::Beyond(0),
        };
        let mut budget = 0;
        loop {
            match self.cost(&begin, budget) {
                Ok(NEVER) => return Cheapest::Never,
                Ok(cost) if cost <= budget => return Cheapest::At(cost),
                Ok(more) => budget = more,
                Err(_) => return Cheapest::Beyond((budget / FIXED + budget % FIXED) as usize),
            }
        }
    }

    /// All ways of that cost, and whether these are all: there may be too many.
    pub(super) fn all(mut self, cost: u32) -> (Vec<Way>, bool) {
        let complete = match self.walk.begin(self.roles) {
            Ok(Some(begin)) => self.follow(&begin, cost, &mut Vec::new()).unwrap_or(false),
            Ok(None) | Err(_) => false,
        };
        (self.found, complete)
    }

    fn regions(&self, level: usize) -> &'w [usize] {
        match self.roles.get(level) {
            Some(Role::Each(regions)) => regions,
            Some(Role::In(_) | Role::Any) | None => &[],
        }
    }

    /// What the rest of a walk costs, where that is no more than a budget; else something above the budget that is no more than it.
    fn cost(&mut self, place: &Place, budget: u32) -> Result<u32, TooLarge> {
        let Some(level) = self.walk.level(place) else { return Ok(0) };
        let known = self.known.get(place).copied();
        if let Some(known) = known.filter(|known| known.is_exact || known.at_least > budget) {
            return Ok(known.at_least);
        }
        let bound = self.bounds.of(place);
        if bound > budget {
            return Ok(bound);
        }
        let mut least = NEVER;
        for region in self.regions(level) {
            let toll = self.bounds.toll(level, *region);
            if toll >= least {
                continue;
            }
            let Some(left) = budget.min(least).checked_sub(toll) else {
                least = toll;
                continue;
            };
            if let Some(next) = self.walk.next(self.roles, place, level, Some(*region))? {
                least = least.min(self.cost(&next, left)?.saturating_add(toll));
            }
        }
        self.known.insert(place.clone(), Known { at_least: least, is_exact: least <= budget || least == NEVER });
        Ok(least)
    }

    /// Follows all walks from a place that cost just so much; false where there are too many of them.
    fn follow(&mut self, place: &Place, left: u32, way: &mut Way) -> Result<bool, TooLarge> {
        let Some(level) = self.walk.level(place) else {
            if self.found.len() >= MOST {
                return Ok(false);
            }
            self.found.push(way.clone());
            return Ok(true);
        };
        // The next places, each with what it costs to come there and the regions that lead there.
        let mut ahead: Vec<(u32, Place, Vec<usize>)> = Vec::new();
        for region in self.regions(level) {
            let toll = self.bounds.toll(level, *region);
            let Some(rest) = left.checked_sub(toll) else { continue };
            let Some(next) = self.walk.next(self.roles, place, level, Some(*region))? else { continue };
            if let Some((.., regions)) = ahead.iter_mut().find(|(other, known, _)| *other == toll && *known == next) {
                regions.push(*region);
            } else if self.cost(&next, rest)? <= rest {
                ahead.push((toll, next, vec![*region]));
            }
        }
        for (toll, next, regions) in ahead {
            if toll > 0 {
                way.push((level, regions));
            }
            let complete = self.follow(&next, left - toll, way)?;
            if toll > 0 {
                way.pop();
            }
            if !complete {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
