//! Looks for one completion for which several diagrams lead where they are wanted to, fact by fact, without ever combining them.
//!
//! A fact's region is tried only if every diagram can still lead to a wanted leaf from there, seen by itself. What fails all
//! the same is what the diagrams can do each but not together; such places are remembered, so that none is left twice.

use crate::diagram::compile::Variable;
use crate::diagram::project::{Role, STEP_LIMIT};
use crate::diagram::store::{Nodes, QuickMap, Ref, TooLarge};

/// What a diagram is wanted to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Demand {
    pub(super) root: Ref,
    pub(super) wanted: Wanted,
    /// A fact, by level, and its region in place of the one that it has in the completion.
    pub(super) instead: Option<(usize, usize)>,
}

/// Leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Wanted {
    /// Those whose values are bits of this number.
    Among(u128),
    /// The one of this value.
    Just(u32),
}

impl Wanted {
    /// That a condition holds.
    pub(super) const HOLDS: Self = Self::Among(0b10);
    /// That it does not.
    pub(super) const FAILS: Self = Self::Among(0b01);

    fn has(self, value: u32) -> bool {
        match self {
            Self::Among(set) => set.checked_shr(value).is_some_and(|set| set & 1 == 1),
            Self::Just(one) => value == one,
        }
    }
}

/// The region of each fact, level by level, of a completion; none where any will do.
pub(super) type Completion = Vec<Option<usize>>;

/// A demand that is not met yet, by its number, and where its diagram has been followed to.
type Place = (usize, Ref);

/// The questions of one setting.
#[derive(Debug)]
pub(super) struct Search<'a> {
    nodes: &'a Nodes,
    variables: &'a [Variable],
    /// Facts are fixed or kept.
    pub(super) roles: &'a [Role],
    /// For demands met before: whether a wanted leaf is below a node.
    alive: QuickMap<Demand, QuickMap<Ref, bool>>,
    steps: usize,
    /// Changes from question to question, so that completions differ.
    turn: usize,
}

/// One question.
struct Question<'d> {
    demands: &'d [Demand],
    alive: Vec<QuickMap<Ref, bool>>,
    failed: QuickMap<Box<[Place]>, ()>,
    found: Completion,
}

impl<'a> Search<'a> {
    /// For the facts that stay open where some are fixed.
    pub(super) fn new(nodes: &'a Nodes, variables: &'a [Variable], roles: &'a [Role]) -> Self {
        Self { nodes, variables, roles, alive: QuickMap::default(), steps: 0, turn: 0 }
    }

    /// A completion that meets all demands, if there is one.
    pub(super) fn find(&mut self, demands: &[Demand]) -> Result<Option<Completion>, TooLarge> {
        self.turn += 1;
        let alive = demands.iter().map(|demand| self.alive.remove(demand).unwrap_or_default()).collect();
        let found = vec![None; self.roles.len()];
        let mut question = Question { demands, alive, failed: QuickMap::default(), found };
        let start: Vec<Place> = demands.iter().map(|demand| demand.root).enumerate().collect();
        let possible = start.iter().all(|place| self.is_alive(&mut question, *place));
        let met = possible && self.meet(&mut question, start)?;
        let Question { alive, found, .. } = question;
        self.alive.extend(demands.iter().copied().zip(alive));
        Ok(met.then_some(found))
    }

    /// Whether all demands can be met from these places, each alive.
    fn meet(&mut self, question: &mut Question<'_>, mut places: Vec<Place>) -> Result<bool, TooLarge> {
        places.retain_mut(|(demand, at)| {
            *at = self.follow(question, *demand, *at);
            at.value().is_none()
        });
        let Some(level) = places.iter().filter_map(|(_, at)| self.nodes.level(*at)).min() else { return Ok(true) };
        if question.failed.contains_key(&*places) {
            return Ok(false);
        }
        self.steps += places.len();
        if self.steps > STEP_LIMIT {
            return Err(TooLarge::Answer(STEP_LIMIT));
        }
        let arity = self.arity(level);
        for turn in 0..arity {
            let region = (turn + self.turn) % arity;
            let next = |(demand, at): &Place| {
                (*demand, if self.nodes.level(*at) == Some(level) { self.nodes.child(*at, region) } else { *at })
            };
            let next: Vec<Place> = places.iter().map(next).collect();
            if next.iter().zip(&places).all(|(next, place)| next == place || self.is_alive(question, *next)) {
                if self.meet(question, next)? {
                    if let Some(found) = question.found.get_mut(level) {
                        *found = Some(region);
                    }
                    return Ok(true);
                }
            }
        }
        question.failed.insert(places.into(), ());
        Ok(false)
    }

    /// Whether a wanted leaf is below.
    fn is_alive(&self, question: &mut Question<'_>, (demand, at): Place) -> bool {
        let at = self.follow(question, demand, at);
        if let Some(value) = at.value() {
            return at != Ref::ILLEGAL && question.demands.get(demand).is_some_and(|demand| demand.wanted.has(value));
        }
        if let Some(known) = question.alive.get(demand).and_then(|alive| alive.get(&at)) {
            return *known;
        }
        let arity = self.nodes.level(at).map_or(0, |level| self.arity(level));
        let is = self.nodes.children(at, arity).iter().any(|child| self.is_alive(question, (demand, *child)));
        if let Some(alive) = question.alive.get_mut(demand) {
            alive.insert(at, is);
        }
        is
    }

    /// Where fixed facts lead.
    fn follow(&self, question: &Question<'_>, demand: usize, mut at: Ref) -> Ref {
        let instead = question.demands.get(demand).and_then(|demand| demand.instead);
        while let Some(level) = self.nodes.level(at) {
            let region = match (instead, self.roles.get(level)) {
                (Some((other, region)), _) if other == level => region,
                (_, Some(Role::Fixed(region))) => *region,
                _ => break,
            };
            at = self.nodes.child(at, region);
        }
        at
    }

    fn arity(&self, level: usize) -> usize {
        self.variables.get(level).map_or(0, |variable| variable.regions.len())
    }
}
