//! Whether some sets have a setting in common, without writing out what they have in common.

use super::{Set, Study};
use crate::diagram::store::{QuickMap, Ref, TooLarge};
use crate::model::{FactId, Facts};

/// Places that one search may look at.
const STEPS: usize = 4_000_000;

impl Study<'_> {
    /// A complete setting that is in all of these sets, near to what is usual; `None` where there is none. Put [`legal`](Self::legal)
    /// among the sets for one that can be.
    ///
    /// # Errors
    /// Where it would have to look at too many places.
    pub fn setting_in(&self, sets: &[Set]) -> Result<Option<Facts>, TooLarge> {
        let mut search = self.search(None);
        let roots = sets.iter().map(|set| (set.0, Side::Both)).collect();
        Ok(search.from(roots)?.then(|| self.complete(&search.path)))
    }

    /// Two complete settings that differ in a fact alone: one with a value of a region, in all of the first sets, and one with a
    /// value of another, in all of the second. What it looks at is taken from `left`.
    pub(super) fn pair_in(
        &self,
        left: &mut usize,
        fact: FactId,
        (one, other): (usize, usize),
        (first, second): (&[Set], &[Set]),
    ) -> Result<Option<(Facts, Facts)>, TooLarge> {
        let Some(level) = self.level(fact) else { return Ok(None) };
        let mut search = Search { left: *left, ..self.search(Some((level, one, other))) };
        let first = first.iter().map(|set| (set.0, Side::First));
        let roots = first.chain(second.iter().map(|set| (set.0, Side::Second))).collect();
        let found = search.from(roots);
        *left = search.left;
        if !found? {
            return Ok(None);
        }
        let mut with = |region| {
            search.choose(level, region);
            self.complete(&search.path)
        };
        Ok(Some((with(one), with(other))))
    }

    fn search(&self, parts: Option<(usize, usize, usize)>) -> Search<'_, '_> {
        Search { study: self, parts, path: vec![None; self.order.len()], barren: QuickMap::default(), left: STEPS }
    }
}

/// Which of two settings is to be in a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Side {
    /// Both are, or there is only one.
    Both,
    First,
    Second,
}

struct Search<'s, 'p> {
    study: &'s Study<'p>,
    /// The level at which two settings part, and their regions there.
    parts: Option<(usize, usize, usize)>,
    /// The region chosen at each level.
    path: Vec<Option<usize>>,
    /// Places from which nothing was found.
    barren: QuickMap<Box<[(Ref, Side)]>, ()>,
    left: usize,
}

impl Search<'_, '_> {
    fn from(&mut self, mut at: Vec<(Ref, Side)>) -> Result<bool, TooLarge> {
        at.retain(|(one, _)| *one != Ref::TRUE);
        if at.iter().any(|(one, _)| [Ref::FALSE, Ref::ILLEGAL].contains(one)) {
            return Ok(false);
        }
        at.sort_unstable();
        at.dedup();
        let nodes = &self.study.conditions.builder.nodes;
        let Some(level) = at.iter().filter_map(|(one, _)| nodes.level(*one)).min() else { return Ok(true) };
        if self.barren.contains_key(at.as_slice()) {
            return Ok(false);
        }
        self.left = self.left.checked_sub(at.len()).ok_or(TooLarge::Answer(STEPS))?;
        let step = |(one, side): &(Ref, Side), region: usize| match nodes.level(*one) {
            Some(own) if own == level => (nodes.child(*one, region), *side),
            _ => (*one, *side),
        };
        if let Some((_, first, second)) = self.parts.filter(|(parting, ..)| *parting == level) {
            let part = |one: &(Ref, Side)| (step(one, if one.1 == Side::Second { second } else { first }).0, Side::Both);
            let next = at.iter().map(part).collect();
            return self.from(next);
        }
        for region in self.study.usual_first(level) {
            if self.from(at.iter().map(|one| step(one, region)).collect())? {
                self.choose(level, region);
                return Ok(true);
            }
        }
        self.barren.insert(at.into(), ());
        Ok(false)
    }

    fn choose(&mut self, level: usize, region: usize) {
        if let Some(slot) = self.path.get_mut(level) {
            *slot = Some(region);
        }
    }
}
