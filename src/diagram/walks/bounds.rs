//! What a walk costs at the least from a node on, each node and each part seen by itself.

use super::Paths;
use super::graph::Graph;
use super::levels::Level;
use super::walk::{Goal, Of, Place, Role};
use crate::diagram::apart::{Node, Part};
use crate::diagram::store::{Nodes, QuickMap, Ref};

/// The change of a fact that is declared fixed costs more than that of all others.
pub(super) const FIXED: u32 = 1 << 16;
/// No way leads there.
pub(super) const NEVER: u32 = u32::MAX;
/// Costs are divided among the parts that ask for a fact, in so many pieces; a number that many divide.
const PIECES: u32 = 720;

/// Lower bounds, kept for the nodes that were met.
#[derive(Debug)]
pub(super) struct Bounds<'w, 'c> {
    graph: Graph<'c>,
    goal: Goal,
    of: Of,
    roles: &'w [Role],
    levels: &'w [Level<'c>],
    known: QuickMap<(Aim, Ref), u64>,
    /// How many parts ask for each fact.
    sharers: Vec<u32>,
}

/// Where a diagram is to lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Aim {
    /// To what is wanted.
    Goal,
    /// To the most intensive outcome that is wanted, or one below.
    AtMost,
    /// To what is wanted, in some case.
    Given,
    /// To a constraint that is kept.
    Kept,
}

impl<'w, 'c> Bounds<'w, 'c> {
    pub(super) fn new(paths: &Paths<'c>, goal: Goal, of: Of, roles: &'w [Role], levels: &'w [Level<'c>]) -> Self {
        let sharers = match paths.graph {
            Graph::Whole(_) => Vec::new(),
            Graph::Apart(product) => product.apart.sharers(),
        };
        Self { graph: paths.graph, goal, of, roles, levels, known: QuickMap::default(), sharers }
    }

    /// What a region of a fact costs.
    pub(super) fn toll(&self, level: usize, region: usize) -> u32 {
        match self.levels.get(level) {
            Some(level) if level.now != Some(region) => {
                if level.fixed {
                    FIXED
                } else {
                    1
                }
            }
            Some(_) | None => 0,
        }
    }

    /// What the rest of a walk costs at the least.
    pub(super) fn of(&mut self, place: &Place) -> u32 {
        // Where it may turn out that a setting cannot be, nothing need come of it, unless it is the only one.
        let alone = place.nodes().len() == 1 && !place.has_won();
        let lenient = self.of == Of::All && !alone;
        let each: Vec<u64> = place.nodes().iter().map(|at| self.of_node(*at, lenient)).collect();
        let least = match self.of {
            Of::All => each.into_iter().max(),
            Of::Some => each.into_iter().min(),
        };
        least.map_or(0, |cost| u32::try_from(cost).unwrap_or(NEVER))
    }

    fn of_node(&mut self, at: Ref, lenient: bool) -> u64 {
        let product = match self.graph {
            Graph::Whole(nodes) => return self.from(nodes, Aim::Goal, at),
            Graph::Apart(product) => product,
        };
        let Some(node) = product.at(at) else { return 0 };
        if lenient && node.parts.iter().any(|part| matches!(part, Part::Constraint(_))) {
            return 0;
        }
        let mut pieces: u64 = if self.goal.has_up_to(node.so_far) { 0 } else { u64::MAX };
        for part in &node.parts {
            let least = match part {
                Part::Constraint(at) => self.from(&product.apart.nodes, Aim::Kept, *at),
                Part::Strand(at) => self.from(&product.apart.nodes, Aim::AtMost, *at),
                Part::Gates(..) => 0,
            };
            pieces = pieces.saturating_add(least);
        }
        let bound = if pieces == u64::MAX { pieces } else { pieces.div_ceil(u64::from(PIECES)) };
        bound.max(self.of_giving(&product.apart.nodes, &node))
    }

    /// What it costs at the least that some strand gives what is wanted, where nothing else brings it.
    fn of_giving(&mut self, nodes: &Nodes, node: &Node) -> u64 {
        let lifts = |part: &Part| matches!(part, Part::Gates(from, _) if !self.goal.has(*from));
        if self.goal.has(node.so_far) || node.parts.iter().any(lifts) {
            return 0;
        }
        let strands = node.parts.iter().filter_map(|part| if let Part::Strand(at) = part { Some(*at) } else { None });
        strands.map(|at| self.from(nodes, Aim::Given, at)).min().unwrap_or(u64::MAX)
    }

    /// What it costs at the least to lead a diagram from a node to where it is to lead.
    fn from(&mut self, nodes: &Nodes, aim: Aim, at: Ref) -> u64 {
        let Some(level) = nodes.level(at) else { return self.at_leaf(aim, at) };
        if let Some(known) = self.known.get(&(aim, at)) {
            return *known;
        }
        let every = self.levels.get(level).map_or(0, |level| level.regions.len());
        let child = |bounds: &mut Self, region: usize| bounds.from(nodes, aim, nodes.child(at, region));
        let least = match self.roles.get(level) {
            Some(Role::In(region)) => child(self, *region),
            Some(Role::Each(regions)) => {
                let with =
                    |bounds: &mut Self, region: usize| child(bounds, region).saturating_add(bounds.share(aim, level, region));
                let mut least = u64::MAX;
                for region in regions {
                    least = least.min(with(self, *region));
                }
                least
            }
            // Of what cannot be nothing is asked, so of several parts some need not lead there.
            Some(Role::Any) | None if self.of == Of::All && aim == Aim::Goal => {
                (0..every).map(|region| child(self, region)).max().unwrap_or(0)
            }
            Some(Role::Any) | None => (0..every).map(|region| child(self, region)).min().unwrap_or(0),
        };
        self.known.insert((aim, at), least);
        least
    }

    fn at_leaf(&self, aim: Aim, at: Ref) -> u64 {
        let there = match aim {
            Aim::Goal if at == Ref::ILLEGAL => self.of == Of::All,
            Aim::Goal | Aim::Given => at.value().is_some_and(|leaf| self.goal.has(leaf)),
            Aim::AtMost => at.value().is_some_and(|leaf| self.goal.has_up_to(leaf)),
            Aim::Kept => at == Ref::TRUE,
        };
        if there { 0 } else { u64::MAX }
    }

    /// What a region costs a part.
    fn share(&self, aim: Aim, level: usize, region: usize) -> u64 {
        let toll = u64::from(self.toll(level, region));
        match aim {
            Aim::Goal | Aim::Given => toll,
            Aim::AtMost | Aim::Kept => toll * u64::from(PIECES / self.sharers.get(level).copied().unwrap_or(1).max(1)),
        }
    }
}
