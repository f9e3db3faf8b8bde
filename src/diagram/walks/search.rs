//! The cheapest choice of facts that leads to what is wanted.
//!
//! Places of a walk are visited in the order of their price (Dijkstra 1959), so that the first that has what is wanted is
//! the cheapest of all, and that none has it is known when there is nowhere left to go. Where nothing is gathered each place
//! is one node, and this is the cheapest path through the diagram.

use super::walk::{Place, Role, Walk};
use crate::model::FactId;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

/// What a choice of facts costs; the parts count in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Price {
    /// Changed facts that are declared fixed.
    pub(super) fixed: usize,
    /// Other changed facts.
    pub(super) facts: usize,
    /// Steps of all changes.
    pub(super) steps: u32,
    /// The changed facts as declared, with the region of each. Of two lists of one length the one that is less stays so
    /// whatever other facts are added to both, so the cheapest way to a place is part of the cheapest way through it.
    pub(super) changed: Vec<(FactId, usize)>,
    /// How many unknown facts must have a certain value.
    pub(super) needed: usize,
    /// These, in the same way.
    pub(super) provided: Vec<(FactId, usize)>,
}

impl Price {
    fn with(&self, toll: &Toll, region: usize) -> Self {
        let mut price = self.clone();
        price.steps = price.steps.saturating_add(toll.steps);
        let list = match toll.sort {
            Sort::Free => return price,
            Sort::Provided => &mut price.provided,
            Sort::Fixed | Sort::Changed => &mut price.changed,
        };
        let at = list.partition_point(|(fact, _)| *fact < toll.fact);
        list.insert(at, (toll.fact, region));
        price.fixed += usize::from(toll.sort == Sort::Fixed);
        price.facts += usize::from(toll.sort == Sort::Changed);
        price.needed += usize::from(toll.sort == Sort::Provided);
        price
    }
}

/// What a region of a fact costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Toll {
    pub(super) fact: FactId,
    pub(super) sort: Sort,
    pub(super) steps: u32,
}

/// What a choice of a region is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The fact's own.
    Free,
    /// A change of a fact declared fixed.
    Fixed,
    /// A change.
    Changed,
    /// A value of an unknown fact.
    Provided,
}

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Search {
    /// The cheapest choice.
    Found(Price),
    /// There is none.
    Never,
    /// It was given up; none of fewer changed facts than so many leads there.
    Beyond(usize),
}

/// Looks for the cheapest choice of regions, of those that the roles tell apart, that leads to what is wanted.
pub(super) fn cheapest(walk: &mut Walk<'_>, roles: &[Role], toll: &dyn Fn(usize, usize) -> Option<Toll>) -> Search {
    let mut heap: BinaryHeap<Reverse<(Price, Place)>> = BinaryHeap::new();
    match walk.begin(roles) {
        Ok(Some(begin)) => heap.push(Reverse((Price::default(), begin))),
        Ok(None) => return Search::Never,
        Err(_) => return Search::Beyond(0),
    }
    let mut visited: HashSet<Place> = HashSet::new();
    while let Some(Reverse((price, place))) = heap.pop() {
        let Some(level) = walk.level(&place) else { return Search::Found(price) };
        let Some(Role::Each(regions)) = roles.get(level) else { continue };
        if visited.contains(&place) {
            continue;
        }
        for region in regions {
            let Some(toll) = toll(level, *region) else { continue };
            match walk.next(roles, &place, level, *region) {
                Ok(Some(next)) if !visited.contains(&next) => heap.push(Reverse((price.with(&toll, *region), next))),
                Ok(Some(_) | None) => {}
                Err(_) => return Search::Beyond(price.fixed + price.facts),
            }
        }
        visited.insert(place);
    }
    Search::Never
}
