//! All settings that can be, one by one, and what a policy says of each.

use crate::diagram::brute::{classes, complete, completions, holds, line_of};
use ees::model::{Categorisation, CategoryId, Condition, FactId, Facts, KindId, Policy, Strand, Value};
use jiff::civil::Date;

/// The settings of one kind on one day; of each fact one value of each class.
pub(super) struct Points<'p> {
    pub(super) policy: &'p Policy,
    pub(super) kind: KindId,
    pub(super) on: Date,
    pub(super) all: Vec<Vec<Value>>,
}

impl<'p> Points<'p> {
    /// None where there are too many to try them all.
    pub(super) fn new(policy: &'p Policy, kind: KindId, on: Date, most: usize) -> Option<Self> {
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(policy, kind, FactId(at as u16), on)).collect();
        let count: usize = policy.facts_of(kind).map(|(id, _)| classes[id.at()].len()).product();
        let unknown = Facts::unknown(policy.facts.len());
        (count <= most).then(|| Self { policy, kind, on, all: completions(policy, kind, &classes, &unknown, on) })
    }

    pub(super) fn holds(&self, condition: &Condition) -> Vec<bool> {
        self.all.iter().map(|values| holds(self.policy, condition, values, self.on)).collect()
    }

    /// The category, or silence.
    pub(super) fn categories(&self) -> Vec<Option<CategoryId>> {
        self.all.iter().map(|values| complete(self.policy, self.kind, values, self.on).category).collect()
    }

    /// The line of a strand that decides it.
    pub(super) fn lines(&self, strand: &Strand) -> Vec<Option<usize>> {
        self.all.iter().map(|values| line_of(self.policy, strand, values, self.on)).collect()
    }

    /// What a strand gives.
    pub(super) fn given(&self, strand: &Strand) -> Vec<Option<CategoryId>> {
        self.lines(strand).into_iter().map(|line| line.map(|line| strand.lines[line].category)).collect()
    }

    /// What some strands come to together before any gate.
    pub(super) fn most<'s>(&self, strands: impl Iterator<Item = &'s Strand>) -> Vec<Option<CategoryId>> {
        let mut most = vec![None; self.all.len()];
        for strand in strands {
            most.iter_mut().zip(self.given(strand)).for_each(|(most, given)| *most = (*most).max(given));
        }
        most
    }

    /// What becomes of these at each gate: what comes to it, and at the end what comes out of the last.
    pub(super) fn through_gates(&self, of: &Categorisation, from: Vec<Option<CategoryId>>) -> Vec<Vec<Option<CategoryId>>> {
        let mut stages = vec![from];
        for gate in &of.gates {
            let open = self.holds(&gate.unless);
            let lifts = gate.category.at() + 1 < self.policy.categories.len();
            let next = stages[stages.len() - 1].iter().zip(open).map(|(category, open)| {
                if lifts && *category == Some(gate.category) && !open { Some(CategoryId(gate.category.0 + 1)) } else { *category }
            });
            stages.push(next.collect());
        }
        stages
    }
}
