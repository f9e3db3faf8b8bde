//! What can be told of a pair of settings where the strands are too large to be combined.
//!
//! The category never rises from one setting to another if no strand gives the second a more intensive category, silence counted as
//! the least, and no gate lifts the second that lets the first by: the most intensive of the strands is then no more
//! intensive, and a lift from a category to the next never carries a lower one past a higher. So strands and gates that do so each by
//! itself are a proof, and where one does not, only a witness is.

use super::{NODES, Pairs, Parted};
use crate::diagram::compile::{SILENT, category_of};
use crate::diagram::store::{QuickMap, Ref, TooLarge, WHOLE_LIMIT};
use crate::diagram::study::{Set, Study};
use crate::model::{CategoryId, FactId};
use std::collections::HashMap;
use std::sync::Arc;

/// What has been worked out of the parts, to be used again.
#[derive(Clone, Debug, Default)]
pub(in crate::diagram::study) struct Separate {
    /// The nodes below a root, by what they ask for.
    below: QuickMap<Ref, Arc<Vec<Vec<Ref>>>>,
    /// Where a strand gives no less than a category, and where less.
    sides: HashMap<(usize, CategoryId), [Set; 2]>,
}

impl Study<'_> {
    /// Two settings that can be and differ in this fact alone, of which the first has a value of the first region of one of the pairs and
    /// the second one of its second, and the strands give the first a more intensive category; gates may undo that. `None` where no
    /// strand and no gate makes the first more intensive.
    ///
    /// # Errors
    /// Where neither is found.
    pub fn rising(&mut self, fact: FactId, regions: &[(usize, usize)]) -> Result<Option<Parted>, TooLarge> {
        let Some(level) = self.level(fact) else { return Ok(None) };
        let mut suspects = Vec::new();
        let roots: Vec<Ref> = self.strands.iter().map(|one| one.given).collect();
        for (at, root) in roots.into_iter().enumerate() {
            let pair = self.differ_at(root, level, regions, |first, second| first > second)?;
            suspects.extend(pair.map(|pair| (at, pair)));
        }
        let mut lifted = false;
        for gate in self.gates.clone() {
            lifted |= self.differ_at(gate.open, level, regions, |first, second| first < second)?.is_some();
        }
        if suspects.is_empty() && !lifted {
            return Ok(None);
        }
        for (strand, pair) in suspects {
            if let Some(found) = self.risen(fact, strand, pair)? {
                return Ok(Some(found));
            }
        }
        Err(TooLarge::Diagram(WHOLE_LIMIT))
    }

    /// Two settings that can be and differ in this fact alone, in these regions, and perhaps in what becomes of them. `None` where
    /// nothing that is said of this kind of setting tells them apart.
    ///
    /// # Errors
    /// Where neither is found.
    pub fn telling_apart(&mut self, fact: FactId, (one, other): (usize, usize)) -> Result<Option<Parted>, TooLarge> {
        let Some(level) = self.level(fact) else { return Ok(None) };
        for also in self.also.clone() {
            for (first, second) in [(one, other), (other, one)] {
                let (with, without) = (Set(also), self.not(Set(also))?);
                let sets = [[self.legal, with], [self.legal, without]];
                if let Some(found) = self.pair_in(fact, (first, second), (&sets[0], &sets[1]))? {
                    return Ok(Some(found));
                }
            }
        }
        let rising = self.rising(fact, &[(one, other)]);
        if let Ok(Some(_)) = rising {
            return rising;
        }
        let falling = self.rising(fact, &[(other, one)])?;
        if falling.is_some() || rising?.is_some() {
            return Ok(falling);
        }
        for (_, expectation) in self.expectations.clone() {
            if self.differ_at(expectation, level, &[(one, other)], |first, second| first != second)?.is_some() {
                return Err(TooLarge::Diagram(WHOLE_LIMIT));
            }
        }
        Ok(None)
    }

    /// Whether a setting can be with a value of one region of a fact, and not with one of another, all else being equal.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn only_one_can_be(&mut self, fact: FactId, (one, other): (usize, usize)) -> Result<bool, TooLarge> {
        let Some(level) = self.level(fact) else { return Ok(false) };
        Ok(self.differ_at(self.legal.0, level, &[(one, other)], |first, second| first != second)?.is_some())
    }

    /// The first of these pairs of regions of a fact between which a diagram differs so.
    fn differ_at(
        &mut self,
        root: Ref,
        level: usize,
        regions: &[(usize, usize)],
        wanted: impl Fn(u32, u32) -> bool,
    ) -> Result<Option<(usize, usize)>, TooLarge> {
        let builder = &self.conditions.builder;
        let below = Arc::clone(self.separate.below.entry(root).or_insert_with(|| Arc::new(builder.by_level(root))));
        let nodes = below.get(level).map_or(&[][..], Vec::as_slice);
        let mut pairs = Pairs::new(builder, &self.looks, wanted);
        for (first, second) in regions.iter().copied() {
            pairs.look(nodes.len() / NODES)?;
            for node in nodes {
                if pairs.found(builder.nodes.child(*node, first), builder.nodes.child(*node, second))? {
                    return Ok(Some((first, second)));
                }
            }
        }
        Ok(None)
    }

    /// Two settings between which a strand rises above what all others say.
    fn risen(&mut self, fact: FactId, strand: usize, pair: (usize, usize)) -> Result<Option<Parted>, TooLarge> {
        let given = self.strands.get(strand).map_or(Ref::leaf(SILENT), |one| one.given);
        let mut leaves: Vec<_> = self.conditions.builder.leaves(given).into_iter().filter_map(category_of).collect();
        leaves.sort_unstable();
        for category in leaves.into_iter().rev() {
            let [high, _] = self.sides(strand, category)?;
            let mut low = vec![self.legal];
            for other in 0..self.strands.len() {
                low.push(self.sides(other, category)?[1]);
            }
            if let Some(found) = self.pair_in(fact, pair, (&[self.legal, high], &low))? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Where a strand gives no less than a category, and where less or nothing.
    fn sides(&mut self, strand: usize, category: CategoryId) -> Result<[Set; 2], TooLarge> {
        if let Some(known) = self.separate.sides.get(&(strand, category)) {
            return Ok(*known);
        }
        let high = self.strand_gives(strand, &|given| given >= Some(category))?;
        let made = [high, self.not(high)?];
        self.separate.sides.insert((strand, category), made);
        Ok(made)
    }
}
