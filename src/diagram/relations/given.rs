//! A policy as one setting meets it, as far as facts are compared with each other: with all but one told, that is a plain test.

use crate::diagram::order;
use crate::model::{Condition, ConditionKind, FactId, KindId, Policy, Value};
use jiff::civil::Date;
use std::borrow::Cow;

/// The policy for settings of which these values are known. It stays as it is where it compares no facts with each other.
pub(in crate::diagram) fn given<'p>(
    policy: &'p Policy,
    kind: KindId,
    on: Date,
    known: &dyn Fn(FactId) -> Option<Value>,
) -> Cow<'p, Policy> {
    if order::relations(policy, kind).is_empty() {
        return Cow::Borrowed(policy);
    }
    let mut given = policy.clone();
    given.conditions_mut(kind).into_iter().for_each(|condition| settle(policy, on, known, condition));
    Cow::Owned(given)
}

fn settle(policy: &Policy, on: Date, known: &dyn Fn(FactId) -> Option<Value>, condition: &mut Condition) {
    let settled = match &condition.kind {
        ConditionKind::Related(relation) => match relation.holds(policy, on, known) {
            Some(true) => Some(ConditionKind::All(Vec::new())),
            Some(false) => Some(ConditionKind::Any(Vec::new())),
            None => relation.of_one(policy, on, (&condition.text, condition.span), known),
        },
        ConditionKind::Test(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) | ConditionKind::Not(_) => None,
        ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => None,
    };
    if let Some(settled) = settled {
        condition.kind = settled;
        return;
    }
    match &mut condition.kind {
        ConditionKind::Not(inner) => settle(policy, on, known, inner),
        ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
            of.iter_mut().for_each(|one| settle(policy, on, known, one));
        }
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => {}
    }
}
