//! What an answer rests on: the strands combined over the assumed facts alone.
//!
//! What is told is fixed first. Of the unknown facts, those that only one strand asks for are gathered in it alone; others once
//! all that ask for them are combined (bucket elimination: Dechter, "Bucket elimination: a unifying framework for reasoning",
//! 1999). So what is combined is over few facts at a time, and its leaves are sets of outcomes.

use super::{Apart, Levels};
use crate::diagram::compile::SILENT;
use crate::diagram::matters::essential;
use crate::diagram::project::{Known, Projection, Role};
use crate::diagram::store::{QuickMap, Ref, TooLarge};
use crate::model::FactId;

/// A diagram that has a share in the outcome.
#[derive(Clone, Copy, Debug)]
struct Share {
    root: Ref,
    does: Does,
}

#[derive(Clone, Copy, Debug)]
enum Does {
    /// Where it does not hold nothing is possible.
    Allows,
    /// It gives an outcome; the most intensive one counts.
    Gives,
    /// Where it does not hold this outcome becomes the next.
    Lifts(u32),
}

impl Does {
    /// The outcomes, of those of the others and its own leaves, as bits.
    fn combined(self, outcomes: u128, leaves: u128) -> u128 {
        let (fails, holds) = (leaves & 1 != 0, leaves & 2 != 0);
        match self {
            Self::Allows => if holds { outcomes } else { 0 },
            // Each outcome of the two that the other has none above for certain.
            Self::Gives if outcomes == 0 || leaves == 0 => 0,
            Self::Gives => (outcomes | leaves) & (u128::MAX << outcomes.trailing_zeros().max(leaves.trailing_zeros())),
            Self::Lifts(from) => {
                let lifted = if outcomes >> from & 1 == 1 { outcomes & !(1 << from) | 1 << (from + 1) } else { outcomes };
                (if holds { outcomes } else { 0 }) | (if fails { lifted } else { 0 })
            }
        }
    }
}

impl Apart {
    /// The assumed facts that the answer depends on, were they all free, in declaration order.
    pub(super) fn rests_on(&self, known: &[Known]) -> Result<Vec<FactId>, TooLarge> {
        if !known.iter().any(|known| known.is_assumed()) {
            return Ok(Vec::new());
        }
        let free: Vec<Role> = known.iter().map(|known| known.told().map_or(Role::Kept, Role::Fixed)).collect();
        let (mut here, mut there) = (self.projection(), self.projection());
        let mut combined = here.set(1 << SILENT);
        let mut left: Vec<(Share, Levels)> =
            self.shares().into_iter().map(|share| (share, self.levels(&free, share.root))).collect();
        let mut asked = Levels::default();
        while !left.is_empty() {
            let (share, levels) = left.remove(next(&left, &asked));
            // An unknown fact that nothing else asks for, now or later, is gathered at once.
            let later = |level: usize| left.iter().any(|(_, levels)| levels.has(level));
            let role = |level: usize, others: bool| match (free.get(level), known.get(level)) {
                (Some(Role::Kept), Some(&Known::NOT)) if !others => Role::Gathered,
                (role, _) => role.copied().unwrap_or(Role::Kept),
            };
            let own: Vec<Role> = (0..free.len()).map(|level| role(level, later(level) || asked.has(level))).collect();
            let added = here.add(&self.nodes, &own, share.root, &|value| 1_u128.checked_shl(value).unwrap_or(0))?;
            combined = merge(&mut here, combined, added, share.does)?;
            asked.join(&levels);
            let rest: Vec<Role> = (0..free.len()).map(|level| role(level, later(level))).collect();
            there.clear();
            let Projection { builder, sets, .. } = &here;
            let read = |value: u32| usize::try_from(value).ok().and_then(|at| sets.get(at)).copied().unwrap_or(0);
            combined = there.add(&builder.nodes, &rest, combined, &read)?;
            std::mem::swap(&mut here, &mut there);
        }
        let levels = essential(&here, combined)?;
        let facts = levels.into_iter().filter_map(|level| self.variables.get(level)).map(|variable| variable.fact);
        let mut facts: Vec<FactId> = facts.collect();
        facts.sort_unstable();
        Ok(facts)
    }

    /// Gates come last, and in their order.
    fn shares(&self) -> Vec<Share> {
        let strands = self.parts.strands.iter().map(|(_, given)| Share { root: *given, does: Does::Gives });
        let constraints = self.parts.constraints.iter().map(|kept| Share { root: *kept, does: Does::Allows });
        let gates = self.parts.gates.iter().map(|gate| Share { root: gate.open, does: Does::Lifts(u32::from(gate.from.0) + 1) });
        constraints.chain(strands).chain(gates).collect()
    }

    fn projection(&self) -> Projection {
        Projection::new(self.variables.iter().map(|variable| variable.regions.len()).collect())
    }
}

/// Which of them to combine next: of those that need not wait, the one with the fewest facts that are not asked for yet.
fn next(left: &[(Share, Levels)], asked: &Levels) -> usize {
    let waits = |share: &Share| matches!(share.does, Does::Lifts(_));
    let ready = left.iter().enumerate().filter(|(_, (share, _))| !waits(share));
    ready.min_by_key(|(_, (_, levels))| levels.beyond(asked)).map_or(0, |(at, _)| at)
}

/// Combines a diagram of outcomes with one of a share.
fn merge(projection: &mut Projection, outcomes: Ref, share: Ref, does: Does) -> Result<Ref, TooLarge> {
    merge_below(projection, outcomes, share, does, &mut QuickMap::default())
}

fn merge_below(
    projection: &mut Projection,
    outcomes: Ref,
    share: Ref,
    does: Does,
    memo: &mut QuickMap<(Ref, Ref), Ref>,
) -> Result<Ref, TooLarge> {
    if outcomes == Ref::ILLEGAL {
        return Ok(Ref::ILLEGAL);
    }
    if let Some(known) = memo.get(&(outcomes, share)) {
        return Ok(*known);
    }
    let levels = (projection.builder.nodes.level(outcomes), projection.builder.nodes.level(share));
    let merged = match levels.0.into_iter().chain(levels.1).min() {
        None => {
            let set = |leaf: Ref| leaf.at().and_then(|at| projection.sets.get(at)).copied().unwrap_or(0);
            projection.set(does.combined(set(outcomes), set(share)))
        }
        Some(level) => {
            let mut children = Vec::with_capacity(projection.builder.arity(level));
            for region in 0..projection.builder.arity(level) {
                let nodes = &projection.builder.nodes;
                let outcomes = if levels.0 == Some(level) { nodes.child(outcomes, region) } else { outcomes };
                let share = if levels.1 == Some(level) { nodes.child(share, region) } else { share };
                children.push(merge_below(projection, outcomes, share, does, memo)?);
            }
            projection.builder.node(level, &children)?
        }
    };
    memo.insert((outcomes, share), merged);
    Ok(merged)
}
