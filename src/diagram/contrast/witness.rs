//! Settings as both sides have them.

use super::Contrast;
use crate::diagram::store::{Ref, TooLarge};
use crate::diagram::study::{Set, search::path_in};
use crate::model::{FactState, Facts};

impl Contrast<'_> {
    /// A complete setting that is in all of these sets and can be on both sides, near to what is usual, with the facts of each side. The
    /// sets may speak of the rest of the strands. `None` where there is none.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn setting_in(&mut self, sets: &[Set]) -> Result<Option<[Facts; 2]>, TooLarge> {
        let Some(path) = path_in(&self.builder, &self.usual, sets.iter().map(|set| set.0))? else { return Ok(None) };
        let mut roots: Vec<Ref> = self.constraints().into_iter().collect();
        roots.extend(self.said_by_both(Ref::TRUE)?);
        let (facts, rest) = path.split_at(self.rest());
        for (level, region) in facts.iter().enumerate() {
            if let Some(region) = region {
                roots.push(self.builder.with(level, &[*region])?);
            }
        }
        let Some(rest) = rest.first().copied().flatten() else { return self.settled(&roots) };
        let mut some = Vec::new();
        for [at, _] in self.same.clone() {
            let Some(given) = self.sides[0].parts.strands.get(at).map(|strand| strand.given) else { continue };
            roots.push(self.builder.leads_to(given, &|leaf| leaf.at().is_some_and(|leaf| leaf <= rest))?);
            some.push(self.builder.leads_to(given, &|leaf| leaf.at() == Some(rest))?);
        }
        if rest == 0 {
            return self.settled(&roots);
        }
        for one in some {
            roots.push(one);
            let found = self.settled(&roots)?;
            if found.is_some() {
                return Ok(found);
            }
            roots.pop();
        }
        Ok(None)
    }

    /// A setting that one side has, whatever the other says, with the facts of each.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn setting_of_one(&self, sets: &[Set]) -> Result<Option<[Facts; 2]>, TooLarge> {
        let roots: Vec<Ref> = sets.iter().map(|set| set.0).collect();
        self.settled(&roots)
    }

    fn settled(&self, roots: &[Ref]) -> Result<Option<[Facts; 2]>, TooLarge> {
        let path = path_in(&self.builder, &self.usual, roots.iter().copied())?;
        Ok(path.map(|path| [self.facts_of(0, &path), self.facts_of(1, &path)]))
    }

    fn facts_of(&self, side: usize, path: &[Option<usize>]) -> Facts {
        let count = self.sides.get(side).map_or(0, |side| side.policy.facts.len());
        let mut facts = Facts::unknown(count);
        for ((one, region), usual) in self.facts.iter().zip(path).zip(&self.usual) {
            let value = one.regions.get(side).and_then(|regions| regions.representative(region.unwrap_or(*usual)));
            if let (Some(Some(fact)), Some(value)) = (one.facts.get(side), value) {
                facts.set(*fact, FactState::Told(value));
            }
        }
        facts
    }
}
