//! What would have to be otherwise, and which facts alone are enough.

mod counted;
mod reason;

pub use reason::{AnyOf, Reason};

use super::answer::Assessor;
use crate::diagram::{Changes, Nearest, Reach, Regions};
use crate::evaluate::evaluate;
use crate::model::{CategoryId, FactId, Facts, KindId};

impl Assessor<'_> {
    /// How a setting with these facts, which can be, could come to a category. Every change has been tried by the explaining
    /// evaluator. `None` for a kind that is not categorised.
    #[must_use]
    pub fn nearest_changes(&self, kind: KindId, facts: &Facts, wanted: CategoryId) -> Option<Reach> {
        self.policy().categorisation(kind)?;
        let Some(walkable) = self.walkable(kind) else {
            return Some(Reach { certain: Nearest::Beyond(0), possible: None, unfixed: None });
        };
        let reach = walkable.paths().nearest_changes(self.policy(), facts, wanted);
        let tried = |nearest: Nearest| match nearest {
            Nearest::Found(changes) => self.tried(kind, changes, wanted),
            Nearest::Never | Nearest::Beyond(_) => nearest,
        };
        Some(Reach { certain: tried(reach.certain), possible: reach.possible.map(tried), unfixed: reach.unfixed.map(tried) })
    }

    /// The changes that the explaining evaluator agrees to: it gives the category to every setting that they name.
    fn tried(&self, kind: KindId, mut changes: Changes, wanted: CategoryId) -> Nearest {
        let is = |facts: &Facts| {
            let trace = evaluate(self.policy(), kind, self.on(), facts);
            trace.violated().is_empty() && trace.category() == Some(wanted)
        };
        let (facts, found) = (changes.each.first().map_or(0, |one| one.changed.len()), changes.each.len());
        changes.each.retain(|change| !change.witnesses.is_empty() && change.witnesses.iter().all(is));
        changes.complete &= changes.each.len() == found;
        if changes.each.is_empty() { Nearest::Beyond(facts) } else { Nearest::Found(changes) }
    }

    /// A fact that is compared with others, or added up with them, so that its values make no finite number of cases: no change is looked
    /// for then.
    #[must_use]
    pub fn compared(&self, kind: KindId) -> Option<FactId> {
        let of_all = || self.answerer(kind)?.ordered();
        self.not_finite(kind).map(|[first, _]| first).or_else(of_all)
    }

    /// The regions of a fact's values for a kind of setting.
    #[must_use]
    pub fn regions(&self, kind: KindId, fact: FactId) -> Option<&Regions> {
        self.answerer(kind)?.regions(fact)
    }
}
