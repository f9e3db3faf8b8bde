//! Whether some sets have a setting in common, without writing out what they have in common.

use super::{Set, Study};
use crate::diagram::store::{Builder, QuickMap, Ref, TooLarge};
use crate::model::{FactId, Facts};

/// Steps that one search may take.
const STEPS: usize = 200_000;
/// So many sets that are walked side by side make a step twice as long.
const SETS: usize = 16;

impl Study<'_> {
    /// A complete setting that is in all of these sets, near to what is usual; `None` where there is none. Put [`legal`](Self::legal)
    /// among the sets for one that can be.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn setting_in(&self, sets: &[Set]) -> Result<Option<Facts>, TooLarge> {
        let roots = sets.iter().map(|set| (set.0, Side::Both)).collect();
        let mut search = self.search(None);
        Ok(self.counted(&mut search, roots)?.then(|| self.complete(&search.path)))
    }

    /// Whether a complete setting is in a set.
    #[must_use]
    pub fn is_in(&self, set: Set, facts: &Facts) -> bool {
        let nodes = &self.conditions.builder.nodes;
        let mut at = set.0;
        while let Some(level) = nodes.level(at) {
            let value = self.order.get(level).and_then(|fact| facts.get(*fact).value());
            let region = value.zip(self.conditions.regions().get(level)).and_then(|(value, regions)| regions.region_of(value));
            at = region.map_or(Ref::ILLEGAL, |region| nodes.child(at, region));
        }
        at == Ref::TRUE
    }

    /// Two complete settings that differ in a fact alone: one with a value of a region, in all of the first sets, and one with a
    /// value of another, in all of the second.
    pub(super) fn pair_in(
        &self,
        fact: FactId,
        (one, other): (usize, usize),
        (first, second): (&[Set], &[Set]),
    ) -> Result<Option<(Facts, Facts)>, TooLarge> {
        let Some(level) = self.level(fact) else { return Ok(None) };
        let first = first.iter().map(|set| (set.0, Side::First));
        let roots = first.chain(second.iter().map(|set| (set.0, Side::Second))).collect();
        let mut search = self.search(Some((level, one, other)));
        if !self.counted(&mut search, roots)? {
            return Ok(None);
        }
        let mut with = |region| {
            search.choose(level, region);
            self.complete(&search.path)
        };
        Ok(Some((with(one), with(other))))
    }

    fn search(&self, parts: Option<(usize, usize, usize)>) -> Search<'_> {
        let usual = (0..self.order.len()).map(|level| self.usual(level)).collect();
        Search::through(&self.conditions.builder, usual, parts, STEPS.min(self.steps.get()))
    }

    /// Searches, and takes the steps from those that all searches have.
    fn counted(&self, search: &mut Search<'_>, roots: Vec<(Ref, Side)>) -> Result<bool, TooLarge> {
        let before = search.left;
        let found = search.from(roots);
        self.steps.set(self.steps.get().saturating_sub(before - search.left));
        found
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

/// A path through all of these diagrams to yes, near to what is usual; levels that none of them asks for are left open. `None` where
/// there is none.
pub(in crate::diagram) fn path_in(
    builder: &Builder,
    usual: &[usize],
    roots: impl IntoIterator<Item = Ref>,
) -> Result<Option<Vec<Option<usize>>>, TooLarge> {
    let mut search = Search::through(builder, usual.to_vec(), None, STEPS);
    let roots = roots.into_iter().map(|root| (root, Side::Both)).collect();
    Ok(search.from(roots)?.then_some(search.path))
}

struct Search<'s> {
    builder: &'s Builder,
    /// The region that each level tries first.
    usual: Vec<usize>,
    /// The level at which two settings part, and their regions there.
    parts: Option<(usize, usize, usize)>,
    /// The region chosen at each level.
    path: Vec<Option<usize>>,
    /// Places from which nothing was found.
    barren: QuickMap<Box<[(Ref, Side)]>, ()>,
    left: usize,
}

impl<'s> Search<'s> {
    fn through(builder: &'s Builder, usual: Vec<usize>, parts: Option<(usize, usize, usize)>, left: usize) -> Self {
        let path = vec![None; usual.len()];
        Self { builder, usual, parts, path, barren: QuickMap::default(), left }
    }

    fn from(&mut self, mut at: Vec<(Ref, Side)>) -> Result<bool, TooLarge> {
        at.retain(|(one, _)| *one != Ref::TRUE);
        if at.iter().any(|(one, _)| [Ref::FALSE, Ref::ILLEGAL].contains(one)) {
            return Ok(false);
        }
        at.sort_unstable();
        at.dedup();
        let nodes = &self.builder.nodes;
        let Some(level) = at.iter().filter_map(|(one, _)| nodes.level(*one)).min() else { return Ok(true) };
        if self.barren.contains_key(at.as_slice()) {
            return Ok(false);
        }
        self.left = self.left.checked_sub(1 + at.len() / SETS).ok_or(TooLarge::Answer(STEPS))?;
        let step = |(one, side): &(Ref, Side), region: usize| match nodes.level(*one) {
            Some(own) if own == level => (nodes.child(*one, region), *side),
            _ => (*one, *side),
        };
        if let Some((_, first, second)) = self.parts.filter(|(parting, ..)| *parting == level) {
            let part = |one: &(Ref, Side)| (step(one, if one.1 == Side::Second { second } else { first }).0, Side::Both);
            let next = at.iter().map(part).collect();
            return self.from(next);
        }
        let usual = self.usual.get(level).copied().unwrap_or(0);
        for region in std::iter::once(usual).chain((0..self.builder.arity(level)).filter(|region| *region != usual)) {
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
