//! Settings that do not tell a fact of which each side assumes something else.

use super::super::{Contrast, rest};
use crate::diagram::store::{Ref, TooLarge};
use crate::diagram::study::Set;
use crate::model::{CategoryId, FactId, Value};
use std::collections::BTreeSet;

/// Settings that tell all but one fact, and come to something else since something else is assumed of it.
#[derive(Clone, Debug)]
pub struct Untold {
    /// What they can come to on each side: one category, or `None` for no answer, where something is assumed.
    pub possible: [BTreeSet<Option<CategoryId>>; 2],
    /// The settings. It does not hang on the fact.
    pub set: Set,
    /// All that can come to the same before.
    pub all: Set,
}

impl Contrast<'_> {
    /// What becomes of settings that tell all but a fact, which both sides have: where they come to something else, and would come to
    /// another thing after if the same were assumed as before. Nothing where the same is assumed.
    ///
    /// # Errors
    /// Where it would be too large; so for all that follow.
    pub fn untold(&mut self, fact: (FactId, FactId)) -> Result<Vec<Untold>, TooLarge> {
        let Some(level) = self.level_of(fact) else { return Ok(Vec::new()) };
        let [before, after] = [self.taken_for(level, 0), self.taken_for(level, 1)];
        if before == after {
            return Ok(Vec::new());
        }
        let [old, new] = [self.possible(0)?, self.possible(1)?];
        let (was, is) = (self.where_taken(old, level, &before)?, self.where_taken(new, level, &after)?);
        // What only the earlier side can say cannot have been assumed further.
        let both: Vec<usize> = before.iter().copied().filter(|region| self.says(level, 1, *region)).collect();
        let stays = self.where_taken(new, level, &both)?;
        let mut said = Ref::TRUE;
        for root in self.said_by_both(Ref::TRUE)? {
            if !self.builder.asked(root).contains(&level) {
                said = self.builder.both(root, said)?;
            }
        }
        let mut found = Vec::new();
        for from in self.sets_in(was) {
            let came = self.builder.leads_to(was, &|leaf| leaf.value() == Some(from))?;
            let came = self.builder.both(came, said)?;
            let can_be = self.builder.leads_to(is, &|leaf| leaf != Ref::FALSE)?;
            let all = self.builder.both(came, can_be)?;
            for to in self.sets_in(is).into_iter().filter(|to| *to != from) {
                let comes = self.builder.leads_to(is, &|leaf| leaf.value() == Some(to))?;
                let moved = self.builder.leads_to(stays, &|leaf| leaf.value() != Some(to))?;
                let comes = self.builder.both(comes, moved)?;
                let set = Set(self.builder.both(comes, all)?);
                if !set.is_empty() {
                    let possible = [self.categories_in(0, from), self.categories_in(1, to)];
                    found.push(Untold { possible, set, all: Set(all) });
                }
            }
        }
        Ok(found)
    }

    /// The values that a side takes an untold fact for: the assumed one, or any that both sides can say where nothing is assumed.
    #[must_use]
    pub fn values_untold(&self, fact: (FactId, FactId), side: usize) -> Vec<Value> {
        let Some((level, one)) = self.level_of(fact).and_then(|level| Some((level, self.facts.get(level)?))) else {
            return Vec::new();
        };
        let value = |region: usize| one.regions.get(side)?.representative(region);
        self.taken_for(level, side).into_iter().filter_map(value).collect()
    }

    fn level_of(&self, (left, right): (FactId, FactId)) -> Option<usize> {
        self.facts.iter().position(|one| one.facts == [Some(left), Some(right)])
    }

    fn says(&self, level: usize, side: usize, region: usize) -> bool {
        self.facts.get(level).and_then(|one| one.says.get(side)?.get(region)).is_some_and(|says| *says)
    }

    fn taken_for(&self, level: usize, side: usize) -> Vec<usize> {
        let Some(one) = self.facts.get(level) else { return Vec::new() };
        let policy = self.sides.get(side).map(|side| side.policy);
        let fact = one.facts.get(side).copied().flatten().and_then(|id| policy?.fact(id));
        match fact.and_then(|fact| fact.assumed) {
            Some(value) => one.region_of(side, value).into_iter().collect(),
            None => (0..one.regions[0].len()).filter(|region| self.says(level, side, *region)).collect(),
        }
    }

    /// What each setting of a side comes to, as a set of one; none where it cannot be.
    fn possible(&mut self, side: usize) -> Result<Ref, TooLarge> {
        let strands = self.sides.get(side).map_or(&[][..], |of| &of.parts.strands).iter().map(|strand| strand.given).collect();
        let outcome = self.outcome_of(side, Ref::leaf_at(0), strands)?;
        let mut possible = self.builder.map(outcome, &|leaf| leaf.at().map_or(Ref::FALSE, rest::only))?;
        let constraints = self.sides.get(side).map(|of| of.parts.constraints.clone()).unwrap_or_default();
        for one in constraints {
            possible = self.kept_where(one, possible)?;
        }
        Ok(possible)
    }

    /// All that can be come to with a fact in one of these regions.
    fn where_taken(&mut self, possible: Ref, level: usize, regions: &[usize]) -> Result<Ref, TooLarge> {
        let taken = self.builder.with(level, regions)?;
        let kept = self.kept_where(taken, possible)?;
        self.builder.free_of(kept, level, &rest::join)
    }

    fn kept_where(&mut self, holds: Ref, possible: Ref) -> Result<Ref, TooLarge> {
        self.builder.apply(holds, possible, &|holds, possible| match (holds, possible) {
            (Ref::FALSE, _) | (_, Ref::FALSE) => Some(Ref::FALSE),
            (Ref::TRUE, _) => Some(possible),
            _ => None,
        })
    }

    /// The sets that a diagram has as leaves, but for that of nothing.
    fn sets_in(&self, root: Ref) -> BTreeSet<u32> {
        let leaves = self.leaves_of(root).into_iter().filter_map(|at| Ref::leaf_at(at).value());
        leaves.filter(|set| *set != 0).collect()
    }

    fn categories_in(&self, side: usize, set: u32) -> BTreeSet<Option<CategoryId>> {
        let has = |leaf: &usize| rest::only(*leaf).value().is_some_and(|own| own & set != 0);
        (0..self.categories.leaves()).filter(has).map(|leaf| self.categories.category(side, leaf)).collect()
    }
}
