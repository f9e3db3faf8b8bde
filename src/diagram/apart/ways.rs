//! How a setting comes to an outcome, as demands on strands, gates and constraints.

use super::search::{Completion, Demand, Search, Wanted, joined};
use super::{Apart, GateRoot, Levels};
use crate::diagram::compile::SILENT;
use crate::diagram::project::{Role, follow};
use crate::diagram::store::{QuickMap, Ref, TooLarge};

/// Demands that are all to be met, and perhaps others of which one is to be met besides.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    pub(super) all: Vec<Demand>,
    pub(super) one_of: Option<Vec<Demand>>,
}

/// One setting, and what was found out about it.
#[derive(Debug)]
pub(super) struct Setting<'a> {
    pub(super) apart: &'a Apart,
    pub(super) search: Search<'a>,
    /// The open facts that each diagram still asks for.
    uses: QuickMap<Ref, Levels>,
}

/// The bits up to an outcome's.
const fn up_to(outcome: u32) -> u128 {
    (1 << (outcome + 1)) - 1
}

impl<'a> Setting<'a> {
    pub(super) fn new(apart: &'a Apart, roles: &'a [Role]) -> Self {
        let search = Search::new(&apart.nodes, &apart.variables, roles);
        let gates = apart.parts.gates.iter().map(|gate| gate.open);
        let given = apart.parts.strands.iter().map(|strand| strand.given);
        let roots = gates.chain(given).chain(apart.parts.constraints.iter().copied()).chain(apart.open.iter().copied().flatten());
        let uses = roots.map(|root| (root, apart.levels(roles, root))).collect();
        Self { apart, search, uses }
    }

    /// Whether a diagram still asks for a fact; one of which that is not known may.
    pub(super) fn uses(&self, root: Ref, level: usize) -> bool {
        self.uses.get(&root).is_none_or(|levels| levels.has(level))
    }

    /// Every constraint is kept.
    pub(super) fn legal(&self) -> Vec<Demand> {
        self.apart.parts.constraints.iter().map(|kept| Demand::new(*kept, Wanted::HOLDS)).collect()
    }

    /// The outcome is this one.
    pub(super) fn outcome_is(&self, outcome: u32) -> Vec<Way> {
        self.arrives(outcome, self.stays(outcome))
    }

    /// The strands come to this outcome, or to one that gates lift to it; and other demands are met.
    pub(super) fn arrives(&self, outcome: u32, mut others: Vec<Demand>) -> Vec<Way> {
        let mut ways = Vec::new();
        let mut from = outcome;
        loop {
            ways.push(self.strands_come_to(from, &others));
            let Some(lifts) = from.checked_sub(1).and_then(|below| self.lifts(below)) else { return ways };
            others.push(lifts);
            from -= 1;
        }
    }

    /// The most intensive strand gives this, and other demands are met.
    pub(super) fn strands_come_to(&self, outcome: u32, others: &[Demand]) -> Way {
        let mut all = self.strands_give(up_to(outcome));
        all.extend_from_slice(others);
        let one_of = (outcome != SILENT).then(|| self.strands_give(1 << outcome));
        Way { all, one_of }
    }

    /// The ways in which the outcome is not above this one.
    pub(super) fn not_above(&self, outcome: u32) -> Vec<Way> {
        let mut ways = Vec::new();
        for most in (0..=outcome).rev() {
            let stays = self.stays(most);
            let never_lifted = stays.is_empty();
            let all = self.strands_give(up_to(most)).into_iter().chain(stays).collect();
            ways.push(Way { all, one_of: None });
            if never_lifted {
                break;
            }
        }
        ways
    }

    /// The ways in which it is.
    pub(super) fn above(&self, outcome: u32) -> Vec<Way> {
        let mut ways = Vec::new();
        let mut shut = Vec::new();
        let mut least = outcome + 1;
        loop {
            ways.push(Way { all: shut.clone(), one_of: Some(self.strands_give(!up_to(least - 1))) });
            let Some(lifts) = least.checked_sub(1).and_then(|below| self.lifts(below)) else { return ways };
            shut.push(lifts);
            least -= 1;
        }
    }

    /// What each strand gives is among these.
    fn strands_give(&self, outcomes: u128) -> Vec<Demand> {
        self.apart.parts.strands.iter().map(|strand| Demand::new(strand.given, Wanted(outcomes))).collect()
    }

    /// No gate lifts a setting from an outcome.
    pub(super) fn stays(&self, outcome: u32) -> Vec<Demand> {
        self.gates_of(outcome).map(|open| Demand::new(open, Wanted::HOLDS)).into_iter().collect()
    }

    /// One does, if there are any.
    pub(super) fn lifts(&self, outcome: u32) -> Option<Demand> {
        self.gates_of(outcome).map(|open| Demand::new(open, Wanted::FAILS))
    }

    /// Where all gates of an outcome are open.
    fn gates_of(&self, outcome: u32) -> Option<Ref> {
        let category = usize::try_from(outcome.checked_sub(1)?).ok()?;
        self.apart.open.get(category).copied().flatten()
    }

    /// A legal completion that goes one of these ways.
    pub(super) fn find(&mut self, ways: &[Way]) -> Result<Option<Completion>, TooLarge> {
        self.find_with(ways, &self.legal())
    }

    /// A completion that goes one of these ways and meets other demands too.
    pub(super) fn find_with(&mut self, ways: &[Way], others: &[Demand]) -> Result<Option<Completion>, TooLarge> {
        for way in ways {
            let Some(all) = joined(&[&way.all, others]) else { continue };
            let Some(found) = self.search.find(&all)? else { continue };
            let Some(one_of) = &way.one_of else { return Ok(Some(found)) };
            for one in one_of {
                let Some(all) = joined(&[&all, &[*one]]) else { continue };
                let found = self.search.find(&all)?;
                if found.is_some() {
                    return Ok(found);
                }
            }
        }
        Ok(None)
    }

    /// The same demands for settings whose fact of a level has another region.
    pub(super) fn with(&self, demands: &[Demand], level: usize, region: usize) -> Vec<Demand> {
        let changed = |demand: &Demand| if self.uses(demand.root, level) { demand.with(level, region) } else { *demand };
        demands.iter().map(changed).collect()
    }

    /// The outcome of a completion whose facts all have a region; none where it is illegal.
    pub(super) fn outcome(&self, regions: &[usize]) -> Option<u32> {
        let parts = &self.apart.parts;
        let leaf = |root: Ref| self.apart.leaf(regions, root);
        if parts.constraints.iter().any(|kept| leaf(*kept) == Ref::FALSE) {
            return None;
        }
        let given = parts.strands.iter().filter_map(|strand| leaf(strand.given).value());
        let lift = |outcome: u32, gate: &GateRoot| {
            let shut = outcome == u32::from(gate.from.0) + 1 && leaf(gate.open) == Ref::FALSE;
            outcome + u32::from(shut)
        };
        Some(parts.gates.iter().fold(given.max().unwrap_or(SILENT), lift))
    }
}

impl Apart {
    /// The leaf that a complete setting is led to.
    fn leaf(&self, regions: &[usize], mut at: Ref) -> Ref {
        while let Some(level) = self.nodes.level(at) {
            at = self.nodes.child(at, regions.get(level).copied().unwrap_or(0));
        }
        at
    }

    /// The open facts that a diagram asks for.
    pub(super) fn levels(&self, roles: &[Role], root: Ref) -> Levels {
        let mut levels = Levels::default();
        let mut seen = QuickMap::default();
        let mut ahead = vec![root];
        while let Some(at) = ahead.pop() {
            let at = follow(&self.nodes, roles, at);
            if let Some(level) = self.nodes.level(at)
                && seen.insert(at, ()).is_none()
            {
                levels.put(level);
                ahead.extend_from_slice(self.nodes.children(at, self.arity(level)));
            }
        }
        levels
    }
}
