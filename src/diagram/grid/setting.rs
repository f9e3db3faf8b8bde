//! A setting in a block, for policies of which no study can be made.

use super::{Block, Grid, Subject};
use crate::diagram::regions::Regions;
use crate::model::{FactState, Facts, KindId, Policy};

impl Grid {
    /// A complete setting in a block, with usual values where that leaves a choice; it may be one that cannot be. `None` where a
    /// column is about more than a fact.
    #[must_use]
    pub fn setting_in(&self, policy: &Policy, kind: KindId, block: &Block) -> Option<Facts> {
        let mut facts = Facts::unknown(policy.facts.len());
        for (id, fact) in policy.facts_of(kind) {
            let first = || Regions::of_values(policy, (&fact.domain, fact.or_none), &[], self.on).representative(0);
            facts.set(id, FactState::Told(fact.assumed.or_else(first)?));
        }
        for (column, cell) in self.columns.iter().zip(block.cells()) {
            let Subject::Fact(id) = column.subject else { return None };
            let usual = facts.get(id).value().and_then(|value| column.regions.region_of(value));
            if usual.is_none_or(|usual| !cell.contains(usual)) {
                facts.set(id, FactState::Told(column.regions.representative(cell.places().next()?)?));
            }
        }
        Some(facts)
    }
}
