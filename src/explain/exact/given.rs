//! A policy as one setting meets it: what its known facts settle is settled, and the rules that are left are about the others.

use crate::evaluate::{Truth, truth};
use crate::model::{Condition, ConditionKind, FactState, Facts, KindId, Policy};
use jiff::civil::Date;

/// The facts with what is assumed taken as told.
pub(super) fn settled(policy: &Policy, kind: KindId, facts: &Facts) -> Facts {
    let mut settled = facts.clone();
    for (id, _) in policy.facts_of(kind) {
        if let FactState::Assumed(value) = facts.get(id) {
            settled.set(id, FactState::Told(value));
        }
    }
    settled
}

/// The policy for settings that have these facts.
pub(super) fn given(policy: &Policy, kind: KindId, on: Date, facts: &Facts) -> Policy {
    let mut given = policy.clone();
    given.conditions_mut(kind).into_iter().for_each(|condition| settle(policy, on, facts, condition));
    given
}

fn settle(policy: &Policy, on: Date, facts: &Facts, condition: &mut Condition) {
    match (truth(policy, on, facts, condition), &mut condition.kind) {
        (Truth::Holds, kind) => *kind = ConditionKind::All(Vec::new()),
        (Truth::Fails, kind) => *kind = ConditionKind::Any(Vec::new()),
        (Truth::Open, kind @ ConditionKind::Related(_)) => {
            let ConditionKind::Related(relation) = &kind else { return };
            let known = |fact| facts.get(fact).value();
            if let Some(one) = relation.of_one(policy, on, (&condition.text, condition.span), known) {
                *kind = one;
            }
        }
        (Truth::Open, ConditionKind::Test(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_)) => {}
        (Truth::Open, ConditionKind::Not(inner)) => settle(policy, on, facts, inner),
        (Truth::Open, ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. }) => {
            of.iter_mut().for_each(|one| settle(policy, on, facts, one));
        }
    }
}
