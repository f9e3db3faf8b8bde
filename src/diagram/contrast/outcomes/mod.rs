//! What settings come to on both sides.

mod untold;

pub use untold::Untold;

use super::Contrast;
use crate::diagram::store::{Ref, TooLarge};
use crate::diagram::study::Set;
use crate::model::CategoryId;
use std::collections::BTreeSet;

/// What complete settings that can be on both sides come to. The sets are over the facts that decide it and the rest of the strands.
#[derive(Clone, Debug)]
pub struct Moves {
    /// All settings that can be.
    pub all: Set,
    /// Where the outcomes are these, `None` being no answer; in the order of the categories.
    pub moves: Vec<([Option<CategoryId>; 2], Set)>,
}

impl Contrast<'_> {
    /// Whether the category is the same on both sides whatever the facts, seen without looking at what can be.
    ///
    /// # Errors
    /// Where it would be too large; so for all that follow.
    pub fn agrees(&mut self) -> Result<bool, TooLarge> {
        Ok(self.categories.in_order && self.outcome(0)? == self.outcome(1)?)
    }

    /// What settings come to.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn outcomes(&mut self) -> Result<Moves, TooLarge> {
        let (old, new) = (self.outcome(0)?, self.outcome(1)?);
        let leaves = self.categories.leaves();
        let both = |one: usize, other: usize| Ref::leaf_at(one * leaves + other);
        let pair = self.builder.apply(old, new, &|one, other| Some(both(one.at()?, other.at()?)))?;
        let mut stays = self.builder.asked(pair);
        for root in self.changed_expectations() {
            stays.extend(self.builder.asked(root));
        }
        let can_be = self.can_be(&stays, true)?;
        let pair = self.builder.apply(can_be, pair, &|can_be, pair| match can_be {
            Ref::FALSE => Some(Ref::ILLEGAL),
            Ref::TRUE => Some(pair),
            _ => None,
        })?;
        let mut moves = Vec::new();
        for leaf in self.leaves_of(pair) {
            let categories = [self.categories.category(0, leaf / leaves), self.categories.category(1, leaf % leaves)];
            moves.push((categories, Set(self.builder.leads_to(pair, &|one| one.at() == Some(leaf))?)));
        }
        Ok(Moves { all: Set(can_be), moves })
    }

    fn leaves_of(&self, root: Ref) -> BTreeSet<usize> {
        let (mut seen, mut ahead, mut leaves) = (BTreeSet::new(), vec![root], BTreeSet::new());
        while let Some(at) = ahead.pop() {
            if at != Ref::ILLEGAL && at.value().is_some() {
                leaves.extend(at.at());
            } else if seen.insert(at) {
                ahead.extend_from_slice(self.builder.children(at));
            }
        }
        leaves
    }

    /// The category of a side as a leaf: the most intensive of the rest and of the strands that differ, and after the gates.
    fn outcome(&mut self, side: usize) -> Result<Ref, TooLarge> {
        let rest: Vec<Ref> = (0..self.categories.leaves()).map(Ref::leaf_at).collect();
        let rest = self.builder.node(self.facts.len(), &rest)?;
        let is_same = |at: usize| self.same.iter().any(|pair| pair.get(side) == Some(&at));
        let strands = self.sides.get(side).map_or(&[][..], |of| &of.parts.strands).iter().enumerate();
        let others = strands.filter(|(at, _)| !is_same(*at)).map(|(_, strand)| strand.given).collect();
        self.outcome_of(side, rest, others)
    }

    /// The category of a side, of some strands and of what is come to besides them.
    fn outcome_of(&mut self, side: usize, mut outcome: Ref, strands: Vec<Ref>) -> Result<Ref, TooLarge> {
        let Some(of) = self.sides.get(side) else { return Ok(Ref::ILLEGAL) };
        let gates: Vec<(Ref, Ref, Ref)> =
            of.parts.gates.iter().filter_map(|gate| self.gate(side, gate.from, gate.open)).collect();
        let categories = &self.categories;
        for given in strands {
            let most = |one: Ref, other: Ref| Some(Ref::leaf_at(categories.most(side, one.at()?, other.at()?)));
            outcome = self.builder.apply(given, outcome, &most)?;
        }
        for (from, to, open) in gates {
            outcome = self.builder.apply(open, outcome, &|open, outcome| match open {
                Ref::TRUE => Some(outcome),
                Ref::FALSE => outcome.value().map(|_| if outcome == from { to } else { outcome }),
                _ => outcome.value().filter(|_| outcome != from).map(|_| outcome),
            })?;
        }
        Ok(outcome)
    }

    /// From which leaf to which a gate lifts, and where it does not.
    pub(super) fn gate(&self, side: usize, from: CategoryId, open: Ref) -> Option<(Ref, Ref, Ref)> {
        let leaf = |category: CategoryId| self.categories.leaf(side, category).map(Ref::leaf_at);
        Some((leaf(from)?, leaf(CategoryId(from.0 + 1))?, open))
    }
}
