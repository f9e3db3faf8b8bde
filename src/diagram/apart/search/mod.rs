//! Looks for one completion for which several diagrams lead where they are wanted to, fact by fact, without ever combining them.
//!
//! A fact's region is tried only if every diagram can still lead to a wanted leaf from there, seen by itself. What fails all
//! the same is what the diagrams can do each but not together. Where that is tried too often, the facts that only one of
//! them asks for are taken away first (`shared`).

pub(super) mod buckets;
pub(super) mod sets;
mod shared;

use crate::diagram::compile::Variable;
use crate::diagram::project::{Role, STEP_LIMIT};
use crate::diagram::store::{Nodes, QuickMap, Ref, TooLarge};

/// What a diagram is wanted to lead to; perhaps twice, for settings that differ in one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::diagram::apart) struct Demand {
    pub(in crate::diagram::apart) root: Ref,
    pub(in crate::diagram::apart) side: Side,
    pub(in crate::diagram::apart) other: Option<Side>,
}

/// A leaf that is wanted of a completion, or of what becomes of it when one fact is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::diagram::apart) struct Side {
    pub(in crate::diagram::apart) wanted: Wanted,
    /// The fact, by level, and its region in place of the one that it has in the completion.
    pub(in crate::diagram::apart) instead: Option<(usize, usize)>,
}

impl Demand {
    pub(in crate::diagram::apart) const fn new(root: Ref, wanted: Wanted) -> Self {
        Self { root, side: Side { wanted, instead: None }, other: None }
    }

    /// The same of settings whose fact of a level has this region; it has one side.
    pub(in crate::diagram::apart) const fn with(self, level: usize, region: usize) -> Self {
        Self { side: Side { instead: Some((level, region)), ..self.side }, ..self }
    }

    /// Whether what is wanted of either side has been missed.
    pub(in crate::diagram::apart) fn fails(&self, one: Ref, other: Ref) -> bool {
        let fails = |at: Ref, side: Side| at == Ref::ILLEGAL || at.value().is_some_and(|value| !side.wanted.has(value));
        fails(one, self.side) || self.other.is_some_and(|side| fails(other, side))
    }

    /// Whether one more side of the same diagram can become part of it, and what both are then; none where they contradict
    /// each other.
    fn and(self, more: Side) -> Option<Option<Self>> {
        let both = |side: Side| side.wanted.and(more.wanted).map(|wanted| Side { wanted, ..side });
        if self.side.instead == more.instead {
            return Some(both(self.side).map(|side| Self { side, ..self }));
        }
        match self.other {
            None => Some(Some(Self { other: Some(more), ..self })),
            Some(other) if other.instead == more.instead => Some(both(other).map(|side| Self { other: Some(side), ..self })),
            Some(_) => None,
        }
    }
}

/// Demands as one list, those on the same diagram as one; none where they contradict each other.
pub(in crate::diagram::apart) fn joined(lists: &[&[Demand]]) -> Option<Vec<Demand>> {
    let mut all: Vec<Demand> = Vec::new();
    for demand in lists.iter().copied().flatten() {
        for side in std::iter::once(demand.side).chain(demand.other) {
            let merged =
                all.iter_mut().filter(|other| other.root == demand.root).find_map(|other| Some((other.and(side)?, other)));
            match merged {
                Some((both, other)) => *other = both?,
                None => all.push(Demand { root: demand.root, side, other: None }),
            }
        }
    }
    Some(all)
}

/// Leaves, by the bits of their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::diagram::apart) struct Wanted(pub(in crate::diagram::apart) u128);

impl Wanted {
    /// That a condition holds.
    pub(in crate::diagram::apart) const HOLDS: Self = Self(0b10);
    /// That it does not.
    pub(in crate::diagram::apart) const FAILS: Self = Self(0b01);

    fn has(self, value: u32) -> bool {
        self.0.checked_shr(value).is_some_and(|set| set & 1 == 1)
    }

    /// What satisfies both; none where nothing does.
    fn and(self, other: Self) -> Option<Self> {
        Some(Self(self.0 & other.0)).filter(|both| both.0 != 0)
    }
}

/// The region of each fact, level by level, of a completion; none where any will do. Empty where it is only known that there
/// is a completion.
pub(in crate::diagram::apart) type Completion = Vec<Option<usize>>;

/// A demand that is not met yet, by its number, and where its diagram has been followed to, on both sides.
pub(in crate::diagram::apart) type Place = (usize, Ref, Ref);

/// Where what is wanted of a side has been met, or nothing is.
pub(in crate::diagram::apart) const MET: Ref = Ref::TRUE;

/// The questions of one setting.
#[derive(Debug)]
pub(in crate::diagram::apart) struct Search<'a> {
    pub(in crate::diagram::apart) nodes: &'a Nodes,
    pub(in crate::diagram::apart) variables: &'a [Variable],
    /// Facts are fixed or kept.
    pub(in crate::diagram::apart) roles: &'a [Role],
    /// For demands met before: whether they can be met from these nodes.
    alive: QuickMap<Demand, Alive>,
    steps: usize,
    /// Steps that a question may take before it is simplified.
    patience: usize,
    /// The region that each fact is tried in first. It changes each time, so that completions differ.
    first: Vec<usize>,
}

type Alive = QuickMap<(Ref, Ref), bool>;

/// One question.
struct Question<'d> {
    demands: &'d [Demand],
    alive: Vec<Alive>,
    failed: QuickMap<Box<[Place]>, ()>,
    found: Completion,
    /// Steps that are left.
    left: usize,
}

/// What came of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Met,
    Never,
    /// Nobody knows yet.
    GaveUp,
}

impl<'a> Search<'a> {
    /// For the facts that stay open where some are fixed.
    pub(in crate::diagram::apart) fn new(
        nodes: &'a Nodes,
        variables: &'a [Variable],
        roles: &'a [Role],
        patience: usize,
    ) -> Self {
        Self { nodes, variables, roles, alive: QuickMap::default(), steps: 0, patience, first: vec![0; roles.len()] }
    }

    /// A completion that meets all demands, if there is one.
    pub(in crate::diagram::apart) fn find(&mut self, demands: &[Demand]) -> Result<Option<Completion>, TooLarge> {
        let alive = demands.iter().map(|demand| self.alive.remove(demand).unwrap_or_default()).collect();
        let found = vec![None; self.roles.len()];
        let mut question = Question { demands, alive, failed: QuickMap::default(), found, left: self.patience };
        let start = |(at, demand): (usize, &Demand)| (at, demand.root, demand.other.map_or(MET, |_| demand.root));
        let start: Vec<Place> = demands.iter().enumerate().map(start).collect();
        let possible = start.iter().all(|place| self.is_alive(&mut question, *place));
        let outcome = if possible { self.meet(&mut question, start) } else { Outcome::Never };
        let Question { alive, found, left, .. } = question;
        self.alive.extend(demands.iter().copied().zip(alive));
        self.spend(self.patience - left)?;
        match outcome {
            Outcome::Met => Ok(Some(found)),
            Outcome::Never => Ok(None),
            Outcome::GaveUp => Ok(self.is_possible(demands)?.then(Vec::new)),
        }
    }

    /// How many steps were taken.
    pub(in crate::diagram::apart) const fn spent(&self) -> usize {
        self.steps
    }

    /// Counts steps.
    pub(in crate::diagram::apart) const fn spend(&mut self, steps: usize) -> Result<(), TooLarge> {
        self.steps += steps;
        if self.steps > STEP_LIMIT { Err(TooLarge::Answer(STEP_LIMIT)) } else { Ok(()) }
    }

    /// Whether all demands can be met from these places, each alive.
    fn meet(&mut self, question: &mut Question<'_>, mut places: Vec<Place>) -> Outcome {
        places.retain_mut(|place| {
            *place = self.follow(question, *place);
            self.level(*place).is_some()
        });
        let Some(level) = places.iter().filter_map(|place| self.level(*place)).min() else { return Outcome::Met };
        if question.failed.contains_key(&*places) {
            return Outcome::Never;
        }
        let Some(left) = question.left.checked_sub(1) else { return Outcome::GaveUp };
        question.left = left;
        let arity = self.arity(level);
        let first = self.first.get_mut(level).map_or(0, |first| std::mem::replace(first, (*first + 1) % arity.max(1)));
        for turn in 0..arity {
            let region = (first + turn) % arity;
            let next: Vec<Place> = places.iter().map(|place| self.child(*place, level, region)).collect();
            if !next.iter().zip(&places).all(|(next, place)| next == place || self.is_alive(question, *next)) {
                continue;
            }
            let outcome = self.meet(question, next);
            if outcome == Outcome::Met
                && let Some(found) = question.found.get_mut(level)
            {
                *found = Some(region);
            }
            if outcome != Outcome::Never {
                return outcome;
            }
        }
        question.failed.insert(places.into(), ());
        Outcome::Never
    }

    /// Whether the demand can be met from there, whatever becomes of the others.
    fn is_alive(&self, question: &mut Question<'_>, place: Place) -> bool {
        let (demand, one, other) = self.follow(question, place);
        let Some(wanted) = question.demands.get(demand) else { return false };
        if wanted.fails(one, other) {
            return false;
        }
        let Some(level) = self.level((demand, one, other)) else { return true };
        if let Some(known) = question.alive.get(demand).and_then(|alive| alive.get(&(one, other))) {
            return *known;
        }
        let is = (0..self.arity(level)).any(|region| self.is_alive(question, self.child((demand, one, other), level, region)));
        if let Some(alive) = question.alive.get_mut(demand) {
            alive.insert((one, other), is);
        }
        is
    }

    /// The fact that is asked for next; none where everything is decided.
    pub(in crate::diagram::apart) fn level(&self, (_, one, other): Place) -> Option<usize> {
        self.nodes.level(one).into_iter().chain(self.nodes.level(other)).min()
    }

    pub(in crate::diagram::apart) fn child(&self, (demand, one, other): Place, level: usize, region: usize) -> Place {
        let child = |at: Ref| if self.nodes.level(at) == Some(level) { self.nodes.child(at, region) } else { at };
        (demand, child(one), child(other))
    }

    /// Where fixed facts lead.
    fn follow(&self, question: &Question<'_>, (demand, one, other): Place) -> Place {
        let followed = question.demands.get(demand).map(|demand| self.followed(demand, one, other));
        followed.map_or((demand, one, other), |(one, other)| (demand, one, other))
    }

    /// The same for a demand.
    pub(in crate::diagram::apart) fn followed(&self, demand: &Demand, one: Ref, other: Ref) -> (Ref, Ref) {
        let second = demand.other.and_then(|side| side.instead);
        (self.follow_side(demand.side.instead, one), self.follow_side(second, other))
    }

    fn follow_side(&self, instead: Option<(usize, usize)>, mut at: Ref) -> Ref {
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

    pub(in crate::diagram::apart) fn arity(&self, level: usize) -> usize {
        self.variables.get(level).map_or(0, |variable| variable.regions.len())
    }
}
