//! The fewest facts that alone make a setting what it is.
//!
//! At each fact that is known a walk either keeps it as it is, which costs, or goes wherever any value of it leads, which is free;
//! so the smallest reason is the cheapest walk on which all that is left leads to what is wanted (Dijkstra 1959). Counts need no
//! care of their own: how many of a list have been let go so far is all that a place on the walk remembers of them.

use super::super::Paths;
use super::super::levels::{Level, levels};
use super::super::walk::{Goal, Of, Place, Role, Walk};
use crate::diagram::project::STEP_LIMIT;
use crate::diagram::store::{QuickMap, Ref, TooLarge};
use crate::model::{FactId, Facts, Policy};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

/// How little a fact is wanted among the reasons, where as few others would do.
pub type Weight<'a> = &'a dyn Fn(FactId) -> u32;

/// What the search for the smallest reason came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Smallest {
    /// No fewer facts are enough, in the order of their declaration. Of as few the lightest, and of those the first declared.
    Found(Vec<FactId>),
    /// All of them together are not.
    Never,
    /// The search was given up at its limit of steps.
    Beyond,
}

/// What facts cost that are kept; the parts count in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Price {
    count: usize,
    weight: u32,
    /// As declared. Of two lists of one length the one that is less stays so whatever is added to both.
    facts: Vec<FactId>,
}

impl Price {
    fn with(&self, fact: FactId, weight: u32) -> Self {
        let mut facts = self.facts.clone();
        facts.insert(facts.partition_point(|other| *other < fact), fact);
        Self { count: self.count + 1, weight: self.weight.saturating_add(weight), facts }
    }
}

impl Paths<'_> {
    /// The fewest of these facts that alone lead to what is wanted, whatever all others are.
    #[must_use]
    pub fn smallest_reason(&self, policy: &Policy, facts: &Facts, goal: Goal, of: &[FactId], weight: Weight<'_>) -> Smallest {
        let Some(levels) = levels(self, policy, facts) else { return Smallest::Never };
        let role = |level: &Level<'_>| match level.now {
            Some(now) if of.contains(&level.fact) => Role::Each(vec![now]),
            Some(_) | None => Role::Any,
        };
        let roles: Vec<Role> = levels.iter().map(role).collect();
        let walk = Walk::new(self, goal, Of::All, STEP_LIMIT);
        let search = Search { paths: *self, goal, levels: &levels, roles, walk, lost: QuickMap::default() };
        search.cheapest(weight).unwrap_or(Smallest::Beyond)
    }
}

struct Search<'s, 'c> {
    paths: Paths<'c>,
    goal: Goal,
    levels: &'s [Level<'c>],
    roles: Vec<Role>,
    walk: Walk<'c>,
    /// Whether nodes lead elsewhere even if all facts ahead are kept.
    lost: QuickMap<Ref, bool>,
}

impl Search<'_, '_> {
    fn cheapest(mut self, weight: Weight<'_>) -> Result<Smallest, TooLarge> {
        let mut heap = BinaryHeap::new();
        if let Some(begin) = self.walk.begin(&self.roles)?.filter(|place| !self.is_lost(place)) {
            heap.push(Reverse((Price::default(), begin)));
        }
        let mut visited: HashSet<Place> = HashSet::new();
        while let Some(Reverse((price, place))) = heap.pop() {
            let Some(at) = self.walk.level(&place) else { return Ok(Smallest::Found(price.facts)) };
            let Some(Level { fact, now: Some(now), .. }) = self.levels.get(at) else { continue };
            if !visited.insert(place.clone()) {
                continue;
            }
            for kept in [None, Some(*now)] {
                let Some(next) = self.walk.next(&self.roles, &place, at, kept)?.filter(|next| !self.is_lost(next)) else {
                    continue;
                };
                if !visited.contains(&next) {
                    let price = if kept.is_some() { price.with(*fact, weight(*fact)) } else { price.clone() };
                    heap.push(Reverse((price, next)));
                }
            }
        }
        Ok(Smallest::Never)
    }

    /// Whether nothing that is kept from here on can help.
    fn is_lost(&mut self, place: &Place) -> bool {
        place.nodes().iter().any(|at| self.leads_elsewhere(*at))
    }

    fn leads_elsewhere(&mut self, at: Ref) -> bool {
        let Some(level) = self.paths.graph.level(at) else {
            return at != Ref::ILLEGAL && !at.value().is_some_and(|leaf| self.goal.has(leaf));
        };
        if let Some(known) = self.lost.get(&at) {
            return *known;
        }
        let regions = self.walk.regions(&self.roles, level);
        let lost = regions.into_iter().any(|region| self.leads_elsewhere(self.paths.graph.child(at, region)));
        self.lost.insert(at, lost);
        lost
    }
}
