//! What an answer rests on: for each outcome, the strands combined over the assumed facts alone.
//!
//! What is told is fixed first. Of the unknown facts, those that only one strand asks for are taken away from it alone; others
//! once all that ask for them are combined. One outcome at a time, since little has to be told apart then: what is above it,
//! and what is so far below it that no gate lifts it there.

use super::buckets::{Does, Share, combined, shared};
use super::sets::Sets;
use super::{Apart, Levels};
use crate::diagram::compile::SILENT;
use crate::diagram::matters::essential;
use crate::diagram::project::{Known, Role, follow};
use crate::diagram::store::{QuickMap, Ref, TooLarge};
use crate::model::FactId;

/// What a diagram has to do with the outcome.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// Where it does not hold nothing is possible.
    Allows,
    /// It gives an outcome; the most intensive one counts.
    Gives,
    /// Where it does not hold this outcome becomes the next.
    Lifts(u32),
}

/// The same for some view of the outcomes.
struct Seen {
    part: Part,
    view: View,
}

impl Does for Seen {
    /// Gates come last, and in their order.
    fn waits(&self) -> bool {
        matches!(self.part, Part::Lifts(_))
    }

    fn combined(&self, outcomes: u128, leaves: u128) -> u128 {
        let (fails, holds) = (leaves & 1 != 0, leaves & 2 != 0);
        match self.part {
            Part::Allows => {
                if holds {
                    outcomes
                } else {
                    0
                }
            }
            Part::Gives if outcomes == 0 || leaves == 0 => 0,
            // Each outcome of either that is no less than the least of the other.
            Part::Gives => (outcomes | leaves) & (u128::MAX << outcomes.trailing_zeros().max(leaves.trailing_zeros())),
            Part::Lifts(from) => {
                let reached = from >= self.view.least && outcomes >> from & 1 == 1;
                let lifted = if reached { outcomes & !(1 << from) | self.view.bit(from + 1) } else { outcomes };
                (if holds { outcomes } else { 0 }) | (if fails { lifted } else { 0 })
            }
        }
    }
}

/// Outcomes as far as they have to be told apart to see whether one of them is reached.
#[derive(Clone, Copy, Debug)]
struct View {
    /// It and those below are one.
    least: u32,
    /// What is above is left out.
    most: u32,
}

impl View {
    /// The bit of an outcome.
    fn bit(self, outcome: u32) -> u128 {
        if outcome > self.most { 0 } else { 1 << outcome.max(self.least) }
    }
}

/// One setting.
struct Freed<'a> {
    apart: &'a Apart,
    known: &'a [Known],
    /// Told facts fixed.
    roles: Vec<Role>,
}

impl Apart {
    /// The assumed facts that the answer depends on, were they all free, in declaration order.
    pub(super) fn rests_on(&self, known: &[Known]) -> Result<Vec<FactId>, TooLarge> {
        if !known.iter().any(|known| known.is_assumed()) {
            return Ok(Vec::new());
        }
        let roles = known.iter().map(|known| known.told().map_or(Role::Kept, Role::Fixed)).collect();
        let freed = Freed { apart: self, known, roles };
        let constraints = self.parts.constraints.iter().map(|kept| (*kept, Part::Allows)).collect();
        let (legal, is_legal) = freed.combined(constraints, View { least: SILENT, most: SILENT })?;
        let mut levels = Levels::default();
        for outcome in SILENT..=self.most() {
            let view = View { least: self.lowest(outcome), most: outcome };
            let (mut sets, reached) = freed.combined(self.with_parts(), view)?;
            let is_legal = sets.copied(&legal, is_legal, &|_| true, &mut QuickMap::default())?;
            let here = |legal: u128, reached: u128| match (legal, reached & view.bit(outcome)) {
                (0, _) => 0,
                (_, 0) => 1,
                _ => 2,
            };
            let judged = sets.merge(is_legal, reached, &here, &mut QuickMap::default())?;
            essential(&sets.diagrams, judged)?.into_iter().for_each(|level| levels.put(level));
        }
        let variables = self.variables.iter().enumerate().filter(|(level, _)| levels.has(*level));
        let mut facts: Vec<FactId> = variables.map(|(_, variable)| variable.fact).collect();
        facts.sort_unstable();
        Ok(facts)
    }

    /// The lowest outcome that gates can lift to this one, step by step; or one below it, so that lower ones need not be told apart.
    fn lowest(&self, outcome: u32) -> u32 {
        let lifts = |below: u32| below.checked_sub(1).and_then(|at| self.open.get(at as usize)).is_some_and(Option::is_some);
        let mut lowest = outcome;
        while let Some(below) = lowest.checked_sub(1).filter(|below| lifts(*below)) {
            lowest = below;
        }
        lowest.saturating_sub(1)
    }

    /// All that has to do with the outcome.
    fn with_parts(&self) -> Vec<(Ref, Part)> {
        let strands = self.parts.strands.iter().map(|strand| (strand.given, Part::Gives));
        let constraints = self.parts.constraints.iter().map(|kept| (*kept, Part::Allows));
        let gates = self.parts.gates.iter().map(|gate| (gate.open, Part::Lifts(u32::from(gate.from.0) + 1)));
        constraints.chain(strands).chain(gates).collect()
    }
}

impl Freed<'_> {
    /// The outcomes that these parts lead to together, by the assumed facts.
    fn combined(&self, parts: Vec<(Ref, Part)>, view: View) -> Result<(Sets, Ref), TooLarge> {
        let levels: Vec<Levels> = parts.iter().map(|(root, _)| self.apart.levels(&self.roles, *root)).collect();
        let shared = shared(&levels);
        let unknown = |level: usize| self.known.get(level) == Some(&Known::NOT);
        let mut sets = Sets::new(self.apart.arities());
        let mut shares = Vec::with_capacity(parts.len());
        for ((root, part), levels) in parts.into_iter().zip(levels) {
            let read = |value: u32| match part {
                Part::Gives => view.bit(value),
                Part::Allows | Part::Lifts(_) => 1 << value,
            };
            let stays = |level: usize| !unknown(level) || shared.has(level);
            let root = self.added(&mut sets, root, &read, &stays, &mut QuickMap::default())?;
            shares.push(Share { root, levels: levels.common(&shared), does: Seen { part, view } });
        }
        combined(&sets, view.bit(SILENT), shares, &|level| !unknown(level))
    }

    /// A diagram with the set of each leaf alone, without the facts that do not stay.
    fn added(
        &self,
        sets: &mut Sets,
        at: Ref,
        read: &dyn Fn(u32) -> u128,
        stays: &dyn Fn(usize) -> bool,
        memo: &mut QuickMap<Ref, Ref>,
    ) -> Result<Ref, TooLarge> {
        let nodes = &self.apart.nodes;
        let at = follow(nodes, &self.roles, at);
        let Some(level) = nodes.level(at) else { return Ok(sets.leaf(at.value().map_or(0, read))) };
        if let Some(known) = memo.get(&at) {
            return Ok(*known);
        }
        let arity = self.apart.arity(level);
        let mut children = Vec::with_capacity(arity);
        for child in nodes.children(at, arity) {
            children.push(self.added(sets, *child, read, stays, memo)?);
        }
        let added = sets.node(level, &children, stays(level))?;
        memo.insert(at, added);
        Ok(added)
    }
}
