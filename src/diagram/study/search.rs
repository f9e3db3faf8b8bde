//! Whether some sets have a setting in common, without writing out what they have in common.

use super::{Set, Study};
use crate::diagram::store::{Builder, QuickMap, Ref, TooLarge};
use crate::model::Facts;

/// Steps that one search may take.
const STEPS: usize = 1_000_000;

impl Study<'_> {
    /// A complete setting that is in all of these sets, near to what is usual; `None` where there is none. Put [`legal`](Self::legal)
    /// among the sets for one that can be.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn setting_in(&self, sets: &[Set]) -> Result<Option<Facts>, TooLarge> {
        let usual: Vec<usize> = (0..self.order.len()).map(|level| self.usual(level)).collect();
        let path = path_in(&self.conditions.builder, &usual, sets.iter().map(|set| set.0))?;
        Ok(path.map(|path| self.complete(&path)))
    }
}

/// A path through all of these diagrams to yes, near to what is usual; levels that none of them asks for are left open. `None` where
/// there is none.
pub(in crate::diagram) fn path_in(
    builder: &Builder,
    usual: &[usize],
    roots: impl IntoIterator<Item = Ref>,
) -> Result<Option<Vec<Option<usize>>>, TooLarge> {
    let mut search = Search { builder, usual, path: vec![None; usual.len()], barren: QuickMap::default(), left: STEPS };
    Ok(search.from(roots.into_iter().collect())?.then_some(search.path))
}

struct Search<'s> {
    builder: &'s Builder,
    /// The region that each level tries first.
    usual: &'s [usize],
    /// The region chosen at each level.
    path: Vec<Option<usize>>,
    /// Places from which nothing was found.
    barren: QuickMap<Box<[Ref]>, ()>,
    left: usize,
}

impl Search<'_> {
    fn from(&mut self, mut at: Vec<Ref>) -> Result<bool, TooLarge> {
        at.retain(|one| *one != Ref::TRUE);
        if at.contains(&Ref::FALSE) || at.contains(&Ref::ILLEGAL) {
            return Ok(false);
        }
        at.sort_unstable();
        at.dedup();
        let nodes = &self.builder.nodes;
        let Some(level) = at.iter().filter_map(|one| nodes.level(*one)).min() else { return Ok(true) };
        if self.barren.contains_key(at.as_slice()) {
            return Ok(false);
        }
        self.left = self.left.checked_sub(1).ok_or(TooLarge::Answer(STEPS))?;
        let usual = self.usual.get(level).copied().unwrap_or(0);
        let arity = self.builder.arity(level);
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
