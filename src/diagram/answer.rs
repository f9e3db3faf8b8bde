//! The exact answer for one setting.

use super::compile::{Compiled, SILENT, Variable, category_of, expected};
use super::matters::{essential, remaining, support};
use super::project::{Known, Projection, Role, follow};
use super::quick::Room;
use super::store::{QuickMap, Ref, TooLarge};
use crate::model::{CategoryId, FactId, FactState, Facts, Value};
use std::sync::Arc;

/// What is certain and possible for one setting, over every legal completion of its unknown facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exact {
    /// No completion is legal; everything else is then empty.
    pub impossible: bool,
    /// The categories reached, least to most intensive.
    pub possible: Vec<CategoryId>,
    /// Whether every strand may be silent.
    pub may_be_silent: bool,
    /// Unknown facts that can still change the category, the best to ask first: by the mean number of outcomes left over
    /// the fact's legal regions, silence being an outcome too, then as declared. Empty where it is decided. Where
    /// constraints tie the facts so that no legal change is of one fact alone: the facts of more than one legal region
    /// that the category turns on both with the constraints and without them.
    pub ask: Vec<FactId>,
    /// Assumed facts that the answer depends on, were they all free, in declaration order.
    pub rests_on: Vec<FactId>,
    /// The gate that lifted the category, by index in its categorisation.
    pub gate: Option<usize>,
    /// Strand and line by index. Decided: those that give the category; open: those that can give the most intensive
    /// possible one.
    pub because: Vec<(usize, usize)>,
    /// Expectations of possible categories, by index in the categorisation; left out where none applies.
    pub expectations: Vec<(usize, Expected)>,
    /// What may come besides, by index in the policy, and whether it is certain.
    pub also: Vec<(usize, bool)>,
}

/// The state of an expectation over all legal completions of its category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Met wherever it applies, and it does somewhere.
    Met,
    /// It applies and is not met, whatever the unknown facts.
    NotMet,
    /// Neither is certain.
    Unknown,
}

/// Room to work in and answers worked out before, to be passed from setting to setting. It serves any [`Compiled`], best
/// the same one each time.
#[derive(Debug, Default)]
pub struct Scratch {
    owner: Arc<()>,
    general: bool,
    /// What is known of each fact, level by level.
    known: Vec<Known>,
    roles: Vec<Role>,
    projection: Projection,
    answers: QuickMap<Box<[Known]>, Exact>,
    /// The roles with assumed facts kept and unknown ones gathered.
    freed: Vec<Role>,
    /// What answers rest on, by the node that the first facts lead to and what is known of the others.
    resting: QuickMap<usize, QuickMap<Box<[Known]>, Vec<FactId>>>,
    rested: usize,
    room: Room,
    seen: Vec<u64>,
    round: u64,
    ahead: Vec<Ref>,
    leaves: Vec<u32>,
}

/// Answers kept for settings that are alike.
const KEPT: usize = 20_000;

impl Scratch {
    /// A scratch with which every answer is worked out in the way that serves every policy and setting, without short
    /// cuts: the answers are the same, and take longer.
    #[must_use]
    pub fn general() -> Self {
        Self { general: true, ..Self::default() }
    }

    /// The answer kept for a setting of which so much is known; what is kept for another owner is forgotten.
    pub(super) fn recalled(&mut self, owner: &Arc<()>, known: &[Known]) -> Option<Exact> {
        if !Arc::ptr_eq(&self.owner, owner) {
            *self = Self { general: self.general, owner: Arc::clone(owner), ..Self::default() };
        }
        self.answers.get(known).cloned()
    }

    /// Keeps an answer.
    pub(super) fn keep(&mut self, known: &[Known], exact: Exact) {
        if self.answers.len() >= KEPT {
            self.answers.clear();
        }
        self.answers.insert(known.into(), exact);
    }
}

/// Notes where each fact's value lies, and whether any is unknown; none where a fact has a value that it cannot have.
pub(super) fn read(variables: &[Variable], facts: &Facts, known: &mut [Known]) -> Option<bool> {
    let mut open = false;
    for (known, variable) in known.iter_mut().zip(variables) {
        let state = facts.get(variable.fact);
        let assumed = matches!(state, FactState::Assumed(_));
        // Options, which most values are, are read without a copy of the value.
        let region = match state {
            FactState::Told(Value::Option(at)) | FactState::Assumed(Value::Option(at)) => variable.regions.option(at),
            FactState::Told(_) | FactState::Assumed(_) => state.value().and_then(|value| variable.regions.region_of(value)),
            FactState::Unknown => {
                open = true;
                *known = Known::NOT;
                continue;
            }
        };
        *known = Known::in_region(region?, assumed);
    }
    Some(open)
}

impl Compiled {
    /// The exact answer.
    ///
    /// # Errors
    /// [`TooLarge::Answer`] or [`TooLarge::Diagram`] where it would take too many steps, [`TooLarge::NotFinite`] where not
    /// [all is said](Self::says_all_of) of its facts.
    pub fn answer(&self, scratch: &mut Scratch, facts: &Facts) -> Result<Exact, TooLarge> {
        if let Some(fact) = self.not_finite(facts) {
            return Err(TooLarge::NotFinite([fact, fact]));
        }
        if !Arc::ptr_eq(&scratch.owner, &self.identity) {
            *scratch = Scratch { general: scratch.general, ..self.scratch() };
        }
        let Some(open) = read(&self.variables, facts, &mut scratch.known) else {
            return Ok(Exact { impossible: true, ..Exact::default() });
        };
        if !scratch.general && !open {
            let mut exact = Exact::default();
            if !self.told(&mut scratch.room, &scratch.known, &mut exact) {
                exact.rests_on = self.rests_on(scratch)?;
            }
            return Ok(exact);
        }
        if let Some(known) = scratch.answers.get(&*scratch.known) {
            return Ok(known.clone());
        }
        let exact = self.work_out(scratch)?;
        let known = std::mem::take(&mut scratch.known);
        scratch.keep(&known, exact.clone());
        scratch.known = known;
        Ok(exact)
    }

    fn scratch(&self) -> Scratch {
        let arities = self.variables.iter().map(|variable| variable.regions.len()).collect();
        Scratch {
            owner: Arc::clone(&self.identity),
            projection: Projection::new(arities),
            known: vec![Known::NOT; self.variables.len()],
            seen: vec![0; self.nodes.cells()],
            ..Scratch::default()
        }
    }

    fn work_out(&self, scratch: &mut Scratch) -> Result<Exact, TooLarge> {
        scratch.roles.clear();
        scratch.roles.extend(scratch.known.iter().map(|known| known.region().map_or(Role::Kept, Role::Fixed)));
        self.reach(scratch, self.roots.outcome);
        let outcomes = std::mem::take(&mut scratch.leaves);
        if outcomes.is_empty() {
            scratch.leaves = outcomes;
            return Ok(Exact { impossible: true, ..Exact::default() });
        }
        let mut exact = Exact {
            possible: outcomes.iter().copied().filter_map(category_of).collect(),
            may_be_silent: self.categorised && outcomes.contains(&SILENT),
            ..Exact::default()
        };
        let decided = outcomes.len() == 1;
        scratch.leaves = outcomes;
        if !decided {
            exact.ask = self.ask(scratch)?;
        }
        let quickly = if scratch.general { None } else { self.open_rests_on(&mut scratch.room, &scratch.known) };
        exact.rests_on = quickly.map_or_else(|| self.rests_on(scratch), Ok)?;
        self.reasons(scratch, decided, &mut exact);
        self.expectations(scratch, &mut exact);
        for (at, root) in &self.roots.also {
            self.reach(scratch, *root);
            if scratch.leaves.contains(&1) {
                exact.also.push((*at, scratch.leaves.len() == 1));
            }
        }
        Ok(exact)
    }

    /// Puts the legal leaves that a diagram reaches into the scratch, in order.
    fn reach(&self, scratch: &mut Scratch, root: Ref) {
        scratch.leaves.clear();
        scratch.ahead.clear();
        scratch.ahead.push(root);
        scratch.round += 1;
        while let Some(at) = scratch.ahead.pop() {
            let at = follow(&self.nodes, &scratch.roles, at);
            if let Some(value) = at.value() {
                if at != Ref::ILLEGAL && !scratch.leaves.contains(&value) {
                    scratch.leaves.push(value);
                }
                continue;
            }
            let seen = self.nodes.place(at).and_then(|place| scratch.seen.get_mut(place));
            if let Some(seen) = seen
                && std::mem::replace(seen, scratch.round) != scratch.round
                && let Some(level) = self.nodes.level(at)
            {
                scratch.ahead.extend_from_slice(self.nodes.children(at, scratch.projection.builder.arity(level)));
            }
        }
        scratch.leaves.sort_unstable();
    }

    fn facts_at(&self, levels: impl IntoIterator<Item = usize>) -> Vec<FactId> {
        levels.into_iter().filter_map(|level| self.variables.get(level)).map(|variable| variable.fact).collect()
    }

    fn ask(&self, scratch: &mut Scratch) -> Result<Vec<FactId>, TooLarge> {
        let projection = &mut scratch.projection;
        let root = projection.project(&self.nodes, &scratch.roles, self.roots.outcome)?;
        let mut levels = essential(projection, root)?;
        let left = if levels.is_empty() {
            // Constraints tie the facts: no legal change is of one fact alone. What the category turns on with and
            // without them, and more than one value of which is legal, is asked.
            let bearing = support(projection, root);
            let left = remaining(projection, root, &bearing);
            let free = projection.project(&self.nodes, &scratch.roles, self.roots.unconstrained)?;
            let turns_on = essential(projection, free)?;
            let open = |(level, left): (usize, Vec<u128>)| {
                let legal = left.iter().filter(|set| **set != 0).count();
                (legal > 1 && turns_on.contains(&level)).then_some((level, left))
            };
            let (open_levels, left) = bearing.into_iter().zip(left).filter_map(open).unzip();
            levels = open_levels;
            left
        } else {
            remaining(projection, root, &levels)
        };
        let mut ranked: Vec<(u64, u64, FactId)> = left
            .into_iter()
            .zip(self.facts_at(levels))
            .map(|(left, fact)| {
                let legal = left.iter().filter(|set| **set != 0).count() as u64;
                (left.iter().map(|set| u64::from(set.count_ones())).sum(), legal, fact)
            })
            .collect();
        ranked.sort_unstable_by(|one, other| (one.0 * other.1).cmp(&(other.0 * one.1)).then(one.2.cmp(&other.2)));
        Ok(ranked.into_iter().map(|(_, _, fact)| fact).collect())
    }

    fn rests_on(&self, scratch: &mut Scratch) -> Result<Vec<FactId>, TooLarge> {
        if !scratch.known.iter().any(|known| known.is_assumed()) {
            return Ok(Vec::new());
        }
        scratch.freed.clear();
        scratch.freed.extend(scratch.known.iter().map(|known| match known.told() {
            Some(region) => Role::Fixed(region),
            None if known.is_assumed() => Role::Kept,
            None => Role::Gathered,
        }));
        // What is told of the first facts comes down to the node that it leads to.
        let start = follow(&self.nodes, &scratch.freed, self.roots.outcome);
        let (Some(place), Some(level)) = (self.nodes.place(start), self.nodes.level(start)) else { return Ok(Vec::new()) };
        let rest = scratch.known.get(level..).unwrap_or(&[]);
        if let Some(known) = scratch.resting.get(&place).and_then(|known| known.get(rest)) {
            return Ok(known.clone());
        }
        let root = scratch.projection.project(&self.nodes, &scratch.freed, start)?;
        let mut facts = self.facts_at(essential(&scratch.projection, root)?);
        facts.sort_unstable();
        if scratch.rested >= KEPT {
            scratch.rested = 0;
            scratch.resting.clear();
        }
        scratch.rested += 1;
        scratch.resting.entry(place).or_default().insert(rest.into(), facts.clone());
        Ok(facts)
    }

    /// The gate and the strands that gave the category, or can give the most intensive one.
    fn reasons(&self, scratch: &mut Scratch, decided: bool, exact: &mut Exact) {
        let Some(category) = exact.possible.last().copied() else { return };
        let mut may = Vec::new();
        let mut certain = Vec::new();
        for (at, strand) in self.roots.strands.iter().enumerate() {
            self.reach(scratch, strand.root);
            let gives = |line: &u32| strand.categories.get(*line as usize) == Some(&category);
            let Some(line) = scratch.leaves.iter().find(|line| gives(line)) else { continue };
            may.push((at, *line as usize));
            if scratch.leaves.iter().all(gives) {
                certain.push((at, *line as usize));
            }
        }
        if !decided {
            exact.because = may;
            return;
        }
        self.reach(scratch, self.roots.gate);
        let always_lifted = !scratch.leaves.contains(&0);
        let lifted = scratch.leaves.iter().find(|leaf| **leaf > 0).map(|leaf| *leaf as usize - 1);
        exact.gate = lifted.filter(|_| always_lifted || certain.is_empty());
        exact.because = if certain.is_empty() { may } else { certain };
    }

    fn expectations(&self, scratch: &mut Scratch, exact: &mut Exact) {
        for (at, (category, root)) in self.roots.expectations.iter().enumerate() {
            if !exact.possible.contains(category) {
                continue;
            }
            self.reach(scratch, *root);
            let state = match scratch.leaves.as_slice() {
                [] | [expected::NOTHING] => continue,
                [expected::MET] | [expected::NOTHING, expected::MET] => Expected::Met,
                [expected::NOT_MET] => Expected::NotMet,
                _ => Expected::Unknown,
            };
            exact.expectations.push((at, state));
        }
    }
}
