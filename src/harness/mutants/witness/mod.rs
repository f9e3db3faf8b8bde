//! A setting that shows what a mutant changes, as a scenario to paste.

mod said;
mod same;

pub use said::{Told, Witness, drafted};

use super::decide::Decision;
use super::original::Original;
use crate::assess::Assessor;
use crate::diagram::translated;
use crate::harness::outcome::Found;
use crate::model::{FactId, FactState, Facts, KindId, Policy, Value};
use jiff::civil::Date;
use said::Telling;
use same::same;

/// Both policies on one day.
struct Both<'p> {
    kind: KindId,
    on: Date,
    left: Assessor<'p>,
    right: Assessor<'p>,
}

/// The setting with few facts told whose outcome changes, tried on both policies; none where it turns out not to change.
pub(super) fn witness(original: &Original<'_>, mutated: &Policy, decision: &Decision, name: &str) -> Option<Witness> {
    let Decision::Differs { kind, on, told } = decision else { return None };
    let left = Assessor::new(original.policy, *on).ok()?;
    let right = Assessor::new(mutated, *on).ok()?;
    let mut both = Both { kind: *kind, on: *on, left, right };
    let mut told = told.clone();
    told.sort_by_key(|(fact, _)| *fact);
    let first = both.tells(&told).filter(Telling::can_be_said)?;
    // What is declared last is left out first: facts that are declared first say most of what a setting is.
    for at in (0..told.len()).rev() {
        let mut fewer = told.clone();
        fewer.remove(at);
        if both.tells(&fewer).is_some_and(|telling| telling.says_as_much_as(&first)) {
            told = fewer;
        }
    }
    let telling = both.tells(&told)?;
    Some(Witness::new(original.policy, both.kind, both.on, &told, &telling, name))
}

impl Both<'_> {
    /// What tells the two apart where these facts are told; none where nothing does.
    fn tells(&mut self, told: &[(FactId, Value)]) -> Option<Telling> {
        let (left, right) = (self.left.policy(), self.right.policy());
        let here = facts(left, self.kind, told.iter().copied());
        let there = told.iter().map(|(fact, value)| translated(left, right, *fact, *value).map(|value| (*fact, value)));
        let there = facts(right, self.kind, there.collect::<Option<Vec<_>>>()?.into_iter());
        let (one, other) = (Found::of(&mut self.left, self.kind, &here), Found::of(&mut self.right, self.kind, &there));
        (!same(&one, &other)).then(|| Telling::new(left, self.kind, &one, &other))
    }
}

/// What is known where so much is told: what the policy assumes of the rest, else nothing.
fn facts(policy: &Policy, kind: KindId, told: impl Iterator<Item = (FactId, Value)>) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(kind) {
        if let Some(value) = fact.assumed {
            facts.set(id, FactState::Assumed(value));
        }
    }
    told.for_each(|(fact, value)| facts.set(fact, FactState::Told(value)));
    facts
}
