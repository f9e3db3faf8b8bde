//! What can be, on both sides and on one alone.

use super::{Contrast, rest};
use crate::diagram::store::{Ref, TooLarge};
use crate::diagram::study::Set;
use std::collections::BTreeSet;

/// Settings that only one side has, and those of that side that the other has too.
#[derive(Clone, Copy, Debug)]
pub struct Alone {
    /// Those that one side rules out, whatever the facts that it alone has.
    pub set: Set,
    /// Those that both have.
    pub shared: Set,
}

impl Contrast<'_> {
    /// What can be on both sides, over some levels, and the rest of the strands where it is asked for: a diagram of yes and no.
    pub(super) fn can_be(&mut self, stays: &BTreeSet<usize>, with_strands: bool) -> Result<Ref, TooLarge> {
        let mut factors: Vec<Ref> = Vec::new();
        for constraint in self.constraints() {
            factors.push(self.builder.map(constraint, &|leaf| if leaf == Ref::TRUE { rest::only(0) } else { Ref::FALSE })?);
        }
        factors.extend(self.said_by_both(rest::only(0))?);
        if with_strands {
            for [at, _] in self.same.clone() {
                let Some(given) = self.sides[0].parts.strands.get(at).map(|strand| strand.given) else { continue };
                let only = |leaf: Ref| leaf.at().map_or(Ref::FALSE, rest::only);
                factors.push(self.builder.map(given, &only)?);
            }
        }
        let sets = rest::combined(&mut self.builder, factors, &|level| stays.contains(&level))?;
        if !with_strands {
            return self.builder.leads_to(sets, &|set| set == rest::only(0));
        }
        let (level, leaves) = (self.rest(), self.categories.leaves());
        let mut all = Ref::FALSE;
        for leaf in 0..leaves {
            let own = rest::only(leaf).value().unwrap_or(0);
            let here = self
                .builder
                .map(sets, &|set| if set.value().is_some_and(|set| set & own != 0) { Ref::TRUE } else { Ref::FALSE })?;
            let with = self.builder.with(level, &[leaf])?;
            let here = self.builder.both(here, with)?;
            all = self.builder.either(all, here)?;
        }
        Ok(all)
    }

    /// Where each constraint of either side is kept, each once.
    pub(super) fn constraints(&self) -> BTreeSet<Ref> {
        self.sides.iter().flat_map(|side| side.parts.constraints.iter().copied()).collect()
    }

    /// For each fact of which only one side can say some value: a leaf where both can.
    pub(super) fn said_by_both(&mut self, leaf: Ref) -> Result<Vec<Ref>, TooLarge> {
        let mut all = Vec::new();
        for (level, fact) in self.facts.iter().enumerate() {
            let regions = 0..fact.regions[0].len();
            if regions.clone().all(|region| fact.both_say(region)) {
                continue;
            }
            let children: Vec<Ref> = regions.map(|region| if fact.both_say(region) { leaf } else { Ref::FALSE }).collect();
            all.push(self.builder.node(level, &children)?);
        }
        Ok(all)
    }

    /// Settings that a side has (0 the earlier) and that the other rules out, whatever the facts that it alone has; `None` where the two
    /// rule out the same.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn only_on(&mut self, side: usize) -> Result<Option<Alone>, TooLarge> {
        let of = |one: usize| -> BTreeSet<Ref> {
            self.sides.get(one).into_iter().flat_map(|side| side.parts.constraints.iter().copied()).collect()
        };
        let (own, others) = (of(side), of(1 - side.min(1)));
        if others.is_subset(&own) {
            return Ok(None);
        }
        let said = self.said_by_both(Ref::TRUE)?;
        let mut legal = Ref::TRUE;
        for one in own.into_iter().chain(said.iter().copied()) {
            legal = self.builder.both(one, legal)?;
        }
        let mut there = Ref::TRUE;
        for one in others.into_iter().chain(said) {
            there = self.builder.both(one, there)?;
        }
        let strange: Vec<usize> = self
            .facts
            .iter()
            .enumerate()
            .filter(|(_, fact)| fact.facts.get(side) == Some(&None))
            .map(|(level, _)| level)
            .collect();
        for level in strange {
            there = self.builder.free_of(there, level, &|one, other| match (one, other) {
                (Ref::TRUE, _) | (_, Ref::TRUE) => Some(Ref::TRUE),
                (Ref::FALSE, rest) | (rest, Ref::FALSE) => Some(rest),
                (one, other) if one == other => Some(one),
                _ => None,
            })?;
        }
        let set = self.builder.without(legal, there)?;
        let shared = self.builder.both(legal, there)?;
        Ok(Some(Alone { set: Set(set), shared: Set(shared) }))
    }
}
