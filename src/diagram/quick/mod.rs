//! Short cuts for usual policies and settings: those of which nothing is unknown, and what an answer rests on.

mod automata;
mod layers;
mod sets;
mod tables;

use super::answer::{Exact, Expected};
use super::compile::{Compiled, Roots, SILENT, Variable, category_of, expected};
use super::project::Known;
use super::store::{Nodes, QuickMap, Ref};
use crate::model::FactId;
use automata::Automata;
use layers::Layers;
use sets::Sets;
use tables::Look;

/// What the short cuts of one kind of setting need.
#[derive(Clone, Debug)]
pub(super) struct Quick {
    /// The outcome from the first assumed fact on, below which nothing is illegal; none where that is too large.
    assumed: Option<Layers>,
    strands: Vec<Look>,
    also: Vec<Look>,
}

/// Room to work in and what was worked out before.
#[derive(Debug, Default)]
pub(super) struct Room {
    automata: Automata,
    sets: Sets,
}

impl Quick {
    /// Where facts are assumed from a level on.
    pub(super) fn new(nodes: &Nodes, variables: &[Variable], roots: &Roots, first: usize) -> Self {
        let look = |root: Ref| Look::new(nodes, variables, root);
        Self {
            assumed: Layers::new(nodes, variables, first, entries(nodes, variables, first, roots.outcome)),
            strands: roots.strands.iter().map(|strand| look(strand.root)).collect(),
            also: roots.also.iter().map(|(_, root)| look(*root)).collect(),
        }
    }
}

/// What the facts before a level can lead to, but for what is illegal or leads to what is.
fn entries(nodes: &Nodes, variables: &[Variable], first: usize, root: Ref) -> Vec<Ref> {
    let arity = |level: usize| variables.get(level).map_or(0, |variable| variable.regions.len());
    let children = |at: Ref| nodes.level(at).map_or(&[][..], |level| nodes.children(at, arity(level)));
    let mut legal = QuickMap::default();
    let mut entries = Vec::new();
    let mut seen = QuickMap::default();
    let mut ahead = vec![root];
    while let Some(at) = ahead.pop() {
        if seen.insert(at, ()).is_some() {
            continue;
        }
        if nodes.level(at).is_some_and(|level| level < first) {
            ahead.extend_from_slice(children(at));
        } else if all_legal(&children, at, &mut legal) {
            entries.push(at);
        }
    }
    entries
}

/// Whether nothing below is illegal.
fn all_legal<'n>(children: &impl Fn(Ref) -> &'n [Ref], at: Ref, memo: &mut QuickMap<Ref, bool>) -> bool {
    if at.value().is_some() {
        return at != Ref::ILLEGAL;
    }
    if let Some(known) = memo.get(&at) {
        return *known;
    }
    let legal = children(at).iter().all(|child| all_legal(children, *child, memo));
    memo.insert(at, legal);
    legal
}

impl Compiled {
    /// The answer where nothing is unknown; whether what it rests on is part of it, or to be worked out another way.
    pub(super) fn told(&self, room: &mut Room, known: &[Known], exact: &mut Exact) -> bool {
        let mut rested = true;
        let outcome = match self.entry(known) {
            Some((layers, entry)) => {
                let (outcome, rests_on) = room.automata.read(layers, entry, known);
                exact.rests_on = rests_on;
                outcome
            }
            None => {
                rested = false;
                self.leaf(known, self.roots.outcome)
            }
        };
        let Some(outcome) = outcome else {
            exact.impossible = true;
            return true;
        };
        exact.may_be_silent = self.categorised && outcome == SILENT;
        if let Some(category) = category_of(outcome) {
            exact.possible.push(category);
            for (at, (strand, look)) in self.roots.strands.iter().zip(&self.quick.strands).enumerate() {
                if let Some(line) = self.look(look, known).map(|line| line as usize)
                    && strand.categories.get(line) == Some(&category)
                {
                    exact.because.push((at, line));
                }
            }
            exact.gate = self.leaf(known, self.roots.gate).and_then(|gate| (gate as usize).checked_sub(1));
            for (at, (_, root)) in self.roots.expectations.iter().enumerate().filter(|(_, (of, _))| *of == category) {
                match self.leaf(known, *root) {
                    Some(expected::MET) => exact.expectations.push((at, Expected::Met)),
                    Some(expected::NOT_MET) => exact.expectations.push((at, Expected::NotMet)),
                    Some(_) | None => {}
                }
            }
        }
        for ((at, _), look) in self.roots.also.iter().zip(&self.quick.also) {
            if self.look(look, known) == Some(1) {
                exact.also.push((*at, true));
            }
        }
        rested
    }

    /// Where the facts before the first assumed one lead to; none where the layers do not tell what is below.
    fn entry(&self, known: &[Known]) -> Option<(&Layers, usize)> {
        let layers = self.quick.assumed.as_ref()?;
        let mut at = self.roots.outcome;
        while let Some(level) = self.nodes.level(at).filter(|level| *level < layers.first) {
            at = self.nodes.child(at, known.get(level)?.told()?);
        }
        Some((layers, layers.entry(at)?))
    }

    /// The assumed facts that the answer depends on where something is unknown, in declaration order; none where that is to
    /// be worked out another way.
    pub(super) fn open_rests_on(&self, room: &mut Room, known: &[Known]) -> Option<Vec<FactId>> {
        room.sets.rests_on(self, self.quick.assumed.as_ref()?, known)
    }
}
