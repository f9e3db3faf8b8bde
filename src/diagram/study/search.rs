//! Whether some sets have a setting in common, without writing out what they have in common.

use super::{Set, Study};
use crate::diagram::store::{QuickMap, Ref, TooLarge};
use crate::model::Facts;

/// Steps that one search may take.
const STEPS: usize = 200_000;

impl Study<'_> {
    /// A complete setting that is in all of these sets, near to what is usual; `None` where there is none. Put [`legal`](Self::legal)
    /// among the sets for one that can be.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn setting_in(&self, sets: &[Set]) -> Result<Option<Facts>, TooLarge> {
        let mut search = Search {
            study: self,
            path: vec![None; self.order.len()],
            barren: QuickMap::default(),
            left: STEPS.min(self.steps.get()),
        };
        let before = search.left;
        let roots = sets.iter().map(|set| set.0).collect();
        let found = search.from(roots);
        self.steps.set(self.steps.get().saturating_sub(before - search.left));
        Ok(found?.then(|| self.complete(&search.path)))
    }
}

struct Search<'s, 'p> {
    study: &'s Study<'p>,
    /// The region chosen at each level.
    path: Vec<Option<usize>>,
    /// Places from which nothing was found.
    barren: QuickMap<Box<[Ref]>, ()>,
    left: usize,
}

impl Search<'_, '_> {
    fn from(&mut self, mut at: Vec<Ref>) -> Result<bool, TooLarge> {
        at.retain(|one| *one != Ref::TRUE);
        if at.contains(&Ref::FALSE) || at.contains(&Ref::ILLEGAL) {
            return Ok(false);
        }
        at.sort_unstable();
        at.dedup();
        let nodes = &self.study.conditions.builder.nodes;
        let Some(level) = at.iter().filter_map(|one| nodes.level(*one)).min() else { return Ok(true) };
        if self.barren.contains_key(at.as_slice()) {
            return Ok(false);
        }
        self.left = self.left.checked_sub(1).ok_or(TooLarge::Answer(STEPS))?;
        let usual = self.study.usual(level);
        let arity = self.study.conditions.builder.arity(level);
        for region in std::iter::once(usual).chain((0..arity).filter(|region| *region != usual)) {
            let step = |one: &Ref| if nodes.level(*one) == Some(level) { nodes.child(*one, region) } else { *one };
            if self.from(at.iter().map(step).collect())? {
                if let Some(slot) = self.path.get_mut(level) {
                    *slot = Some(region);
                }
                return Ok(true);
            }
        }
        self.barren.insert(at.into(), ());
        Ok(false)
    }
}
