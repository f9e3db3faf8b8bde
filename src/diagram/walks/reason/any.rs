//! Whether any so many of some facts would do as well as those that a reason names.

use super::super::Paths;
use super::super::levels::levels;
use super::super::walk::Goal;
use crate::diagram::project::STEP_LIMIT;
use crate::diagram::store::Ref;
use crate::model::{FactId, Facts, Policy};
use std::collections::HashSet;

impl Paths<'_> {
    /// Whether these facts, with any so many of each group, lead to what is wanted, whatever all others are. `None` where it would
    /// take too many steps to see. Groups have no fact in common, and none of those that are kept.
    #[must_use]
    pub fn any_will_do(
        &self,
        policy: &Policy,
        facts: &Facts,
        goal: Goal,
        kept: &[FactId],
        groups: &[(Vec<FactId>, usize)],
    ) -> Option<bool> {
        let levels = levels(self, policy, facts)?;
        // How many of each group may be otherwise.
        let spare: Vec<usize> = groups.iter().map(|(of, many)| of.len().saturating_sub(*many)).collect();
        let group = |fact: FactId| groups.iter().position(|(of, _)| of.contains(&fact));
        let mut seen: HashSet<(Ref, Vec<usize>)> = HashSet::new();
        let mut ahead = vec![(self.root, spare)];
        while let Some((at, spare)) = ahead.pop() {
            let Some(level) = self.graph.level(at) else {
                if at != Ref::ILLEGAL && !at.value().is_some_and(|leaf| goal.has(leaf)) {
                    return Some(false);
                }
                continue;
            };
            if seen.len() > STEP_LIMIT || self.graph.is_full() {
                return None;
            }
            let here = levels.get(level)?;
            for region in 0..here.regions.len() {
                let mut spare = spare.clone();
                let stays = here.now == Some(region);
                match group(here.fact) {
                    _ if stays => {}
                    Some(group) => match spare.get_mut(group).and_then(|left| Some((left.checked_sub(1)?, left))) {
                        Some((less, left)) => *left = less,
                        None => continue,
                    },
                    None if kept.contains(&here.fact) && here.now.is_some() => continue,
                    None => {}
                }
                let next = (self.graph.child(at, region), spare);
                if seen.insert(next.clone()) {
                    ahead.push(next);
                }
            }
        }
        (!self.graph.is_full()).then_some(true)
    }
}
