//! Looking for a setting, or a pair of settings, that something said of all of them rules out.
//!
//! The diagrams that the claim is about are walked side by side (Bryant 1986, as `apply` does, without making nodes): one
//! path through all of them is a setting. For a pair the walk parts at the one fact in which its settings differ. A place from which nothing was
//! found is not walked again. Exact over all settings that can be, or it says that it would take too long.

use super::compile::{Compiled, SILENT};
use super::store::{Ref, TooLarge};
use super::walks::Goal;
use crate::model::{FactId, FactState, Facts, Policy};
use std::collections::HashSet;

/// Steps that one search may take.
const STEPS: usize = 2_000_000;

/// How the outcomes of a pair may not differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Differs {
    /// The first is more intensive than the second.
    MoreIntensive,
    /// They are not the same.
    AtAll,
}

impl Differs {
    /// Of outcomes as leaves. Silence is no more and no less intensive than any category.
    const fn holds(self, first: u32, second: u32) -> bool {
        match self {
            Self::MoreIntensive => first != SILENT && second != SILENT && first > second,
            Self::AtAll => first != second,
        }
    }
}

/// A walk's place: outcome and condition of the first setting, and of the second where there is one.
type Place = [Ref; 4];

impl Compiled {
    /// A complete setting that can be, whose outcome is of the goal; where `when` is the index of an `also` of the policy, one for which
    /// that holds. `None` where there is none.
    ///
    /// # Errors
    /// [`TooLarge::Answer`] where it would take too many steps.
    pub fn setting_with(&self, policy: &Policy, goal: Goal, when: Option<usize>) -> Result<Option<Facts>, TooLarge> {
        let root = self.roots.outcome;
        let mut search = self.search(policy, None, |first, _| goal.has(first));
        let found = search.from([root, self.where_holds(when), Ref::TRUE, Ref::TRUE], false)?;
        Ok(found.then(|| self.facts(policy, &search.path)))
    }

    /// Two complete settings that can be and that differ in this fact alone, the first with a value of the first region of one of
    /// the pairs and the second with one of its second, whose outcomes differ so; `when` as above, for both.
    ///
    /// # Errors
    /// [`TooLarge::Answer`] where it would take too many steps.
    pub fn pair_with(
        &self,
        policy: &Policy,
        fact: FactId,
        pairs: &[(usize, usize)],
        differs: Differs,
        when: Option<usize>,
    ) -> Result<Option<(Facts, Facts)>, TooLarge> {
        let Some(level) = self.variables.iter().position(|variable| variable.fact == fact) else { return Ok(None) };
        let (root, when) = (self.roots.outcome, self.where_holds(when));
        let mut search = self.search(policy, Some((level, pairs)), |first, second| differs.holds(first, second));
        if !search.from([root, when, root, when], false)? {
            return Ok(None);
        }
        let Some((first, second)) = search.parted else { return Ok(None) };
        let with = |region: usize| {
            let mut path = search.path.clone();
            if let Some(slot) = path.get_mut(level) {
                *slot = Some(region);
            }
            self.facts(policy, &path)
        };
        Ok(Some((with(first), with(second))))
    }

    fn where_holds(&self, when: Option<usize>) -> Ref {
        let Some(wanted) = when else { return Ref::TRUE };
        self.roots.also.iter().find(|(at, _)| *at == wanted).map_or(Ref::FALSE, |(_, root)| *root)
    }

    /// The region that a fact is usually in: of what is assumed, else the first.
    fn usual(&self, policy: &Policy, level: usize) -> usize {
        let Some(variable) = self.variables.get(level) else { return 0 };
        let assumed = policy.fact(variable.fact).and_then(|fact| fact.assumed);
        assumed.and_then(|value| variable.regions.region_of(value)).unwrap_or(0)
    }

    fn search<'c, W: Fn(u32, u32) -> bool>(
        &'c self,
        policy: &Policy,
        parts: Option<(usize, &'c [(usize, usize)])>,
        wanted: W,
    ) -> Search<'c, W> {
        let count = self.variables.len();
        Search {
            compiled: self,
            usual: (0..count).map(|level| self.usual(policy, level)).collect(),
            parts,
            wanted,
            path: vec![None; count],
            parted: None,
            barren: HashSet::new(),
            left: STEPS,
        }
    }

    /// The setting of a path; a fact that it says nothing of has its usual value.
    fn facts(&self, policy: &Policy, path: &[Option<usize>]) -> Facts {
        let mut facts = Facts::unknown(policy.facts.len());
        for (level, variable) in self.variables.iter().enumerate() {
            let region = path.get(level).copied().flatten().unwrap_or_else(|| self.usual(policy, level));
            if let Some(value) = variable.regions.representative(region) {
                facts.set(variable.fact, FactState::Told(value));
            }
        }
        facts
    }
}

struct Search<'c, W> {
    compiled: &'c Compiled,
    /// The region that each level tries first.
    usual: Vec<usize>,
    /// The level at which the two settings of a pair differ, and in which regions they may be there.
    parts: Option<(usize, &'c [(usize, usize)])>,
    wanted: W,
    /// The region chosen at each level.
    path: Vec<Option<usize>>,
    /// Those at the level at which they differ.
    parted: Option<(usize, usize)>,
    /// Places from which nothing was found.
    barren: HashSet<(Place, bool)>,
    left: usize,
}

impl<W: Fn(u32, u32) -> bool> Search<'_, W> {
    fn from(&mut self, at: Place, parted: bool) -> Result<bool, TooLarge> {
        if at.contains(&Ref::ILLEGAL) || [at[1], at[3]].contains(&Ref::FALSE) {
            return Ok(false);
        }
        let levels = at.iter().filter_map(|place| self.compiled.nodes.level(*place));
        let Some(level) = levels.min() else {
            let (first, second) = (at[0].value(), at[2].value());
            let whole = parted || self.parts.is_none();
            return Ok(whole && first.zip(second).is_some_and(|(first, second)| (self.wanted)(first, second)));
        };
        // Settings that have not parted yet and skip the level are the same setting.
        if self.parts.is_some_and(|(parts, _)| !parted && level > parts) || self.barren.contains(&(at, parted)) {
            return Ok(false);
        }
        self.left = self.left.checked_sub(1).ok_or(TooLarge::Answer(STEPS))?;
        let found = match self.parts {
            Some((parts, pairs)) if level == parts => self.part(at, level, pairs)?,
            _ => self.together(at, level, parted)?,
        };
        if !found {
            self.barren.insert((at, parted));
        }
        Ok(found)
    }

    /// Both settings have the same value here.
    fn together(&mut self, at: Place, level: usize, parted: bool) -> Result<bool, TooLarge> {
        let arity = self.compiled.variables.get(level).map_or(0, |variable| variable.regions.len());
        let usual = self.usual.get(level).copied().unwrap_or(0);
        for region in std::iter::once(usual).chain((0..arity).filter(|region| *region != usual)) {
            if self.from(at.map(|place| self.step(place, level, region)), parted)? {
                self.choose(level, region);
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Here they differ.
    fn part(&mut self, at: Place, level: usize, pairs: &[(usize, usize)]) -> Result<bool, TooLarge> {
        for (first, second) in pairs {
            let [outcome, when, other_outcome, other_when] = at;
            let next = [
                self.step(outcome, level, *first),
                self.step(when, level, *first),
                self.step(other_outcome, level, *second),
                self.step(other_when, level, *second),
            ];
            if self.from(next, true)? {
                self.parted = Some((*first, *second));
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn step(&self, at: Ref, level: usize, region: usize) -> Ref {
        if self.compiled.nodes.level(at) == Some(level) { self.compiled.nodes.child(at, region) } else { at }
    }

    fn choose(&mut self, level: usize, region: usize) {
        if let Some(slot) = self.path.get_mut(level) {
            *slot = Some(region);
        }
    }
}
