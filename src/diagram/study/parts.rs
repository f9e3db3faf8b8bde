//! What lines, strands and outcomes are about.

use super::{Set, Study};
use crate::diagram::apart::StrandParts;
use crate::diagram::compile::{SILENT, category_of};
use crate::diagram::store::{Ref, TooLarge, WHOLE_LIMIT};
use crate::model::{CategoryId, HitPolicy};

/// A strand.
#[derive(Clone, Debug)]
pub(super) struct StrandSets {
    /// Where the condition of each line holds, whatever the other lines; for `otherwise` everywhere.
    pub(super) holds: Vec<Set>,
    /// Where each line is read: where no line above it holds; by exactly one, everywhere.
    pub(super) read: Vec<Set>,
    /// Where each line decides the strand.
    decides: Vec<Set>,
    /// The category that it gives, or silence.
    pub(super) given: Ref,
}

impl Study<'_> {
    /// Where no constraint is broken.
    #[must_use]
    pub const fn legal(&self) -> Set {
        self.legal
    }

    /// Where the condition of a line holds, whatever the other lines of its strand; for `otherwise` everywhere. Strands and lines are
    /// named by their places in the categorisation.
    #[must_use]
    pub fn line_holds(&self, strand: usize, line: usize) -> Set {
        self.strands.get(strand).and_then(|one| one.holds.get(line)).copied().unwrap_or(Set::NONE)
    }

    /// Where a line decides its strand.
    #[must_use]
    pub fn line_decides(&self, strand: usize, line: usize) -> Set {
        self.strands.get(strand).and_then(|one| one.decides.get(line)).copied().unwrap_or(Set::NONE)
    }

    /// Where a strand gives one of these; `None` is silence.
    ///
    /// # Errors
    /// Where it would be too large; so for all that follow.
    pub fn strand_gives(&mut self, strand: usize, wanted: &dyn Fn(Option<CategoryId>) -> bool) -> Result<Set, TooLarge> {
        let Some(given) = self.strands.get(strand).map(|one| one.given) else { return Ok(Set::NONE) };
        self.leads_to(given, wanted)
    }

    /// Where the category is one of these; `None` is silence.
    pub fn comes_to(&mut self, wanted: &dyn Fn(Option<CategoryId>) -> bool) -> Result<Set, TooLarge> {
        let [_, outcome] = self.outcomes.ok_or(TooLarge::Diagram(WHOLE_LIMIT))?;
        self.leads_to(outcome, wanted)
    }

    /// Where the strands together come to one of these, before any gate.
    pub fn strands_come_to(&mut self, wanted: &dyn Fn(Option<CategoryId>) -> bool) -> Result<Set, TooLarge> {
        let [ungated, _] = self.outcomes.ok_or(TooLarge::Diagram(WHOLE_LIMIT))?;
        self.leads_to(ungated, wanted)
    }

    fn leads_to(&mut self, root: Ref, wanted: &dyn Fn(Option<CategoryId>) -> bool) -> Result<Set, TooLarge> {
        let is = |leaf: Ref| leaf.value().is_some_and(|value| wanted(category_of(value)));
        self.conditions.builder.map(root, &|leaf| if is(leaf) { Ref::TRUE } else { Ref::FALSE }).map(Set)
    }

    pub(super) fn strand_sets(&mut self, parts: &[StrandParts]) -> Result<Vec<StrandSets>, TooLarge> {
        let Some(categorisation) = self.policy.categorisation(self.kind) else { return Ok(Vec::new()) };
        let mut all = Vec::with_capacity(parts.len());
        for (strand, parts) in categorisation.strands.iter().zip(parts) {
            let (mut holds, mut read, mut decides) = (Vec::new(), Vec::new(), Vec::new());
            let mut left = Set::ALL;
            for (line, (_, root)) in strand.lines.iter().zip(&parts.lines) {
                let own = Set(self.conditions.optional(line.condition.as_ref())?);
                holds.push(own);
                read.push(left);
                if strand.hit == HitPolicy::ExactlyOne {
                    decides.push(Set(*root));
                } else {
                    decides.push(self.both(own, left)?);
                    left = self.without(left, own)?;
                }
            }
            all.push(StrandSets { holds, read, decides, given: parts.given });
        }
        Ok(all)
    }

    /// The most intensive category that any strand gives, before and after the gates.
    pub(super) fn combined(&mut self) -> Result<[Ref; 2], TooLarge> {
        let most = |one: Ref, other: Ref| Some(Ref::leaf(one.value()?.max(other.value()?)));
        let mut outcome = Ref::leaf(SILENT);
        for strand in &self.strands {
            outcome = self.conditions.builder.apply(outcome, strand.given, &most)?;
        }
        let ungated = outcome;
        let mut last = Ref::leaf(0);
        for gate in &self.gates {
            (outcome, last) = self.conditions.lift(outcome, last, *gate)?;
        }
        Ok([ungated, outcome])
    }
}
