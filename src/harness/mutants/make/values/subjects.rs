//! What conditions are about: a name may be another fact for another kind of setting, and the checked policy knows which is meant.

use crate::model::{Condition, ConditionKind, Domain, Policy, Vocabulary, VocabularyId};
use crate::source::Span;
use std::collections::HashMap;

/// The scales and choices of what is tested, by the places of the tests.
pub(in crate::harness::mutants::make) struct Subjects(HashMap<Span, VocabularyId>);

impl Subjects {
    pub(in crate::harness::mutants::make) fn of(policy: &Policy) -> Self {
        let mut found = HashMap::new();
        let mut ahead = conditions(policy);
        while let Some(condition) = ahead.pop() {
            let domain = match &condition.kind {
                ConditionKind::Test(test) => policy.fact(test.fact).map(|fact| &fact.domain),
                ConditionKind::Derived(test) => policy.derived.get(test.derived.at()).map(|derived| &derived.domain),
                ConditionKind::Not(inner) => {
                    ahead.push(inner);
                    None
                }
                ConditionKind::All(parts) | ConditionKind::Any(parts) | ConditionKind::Count { of: parts, .. } => {
                    ahead.extend(parts);
                    None
                }
                ConditionKind::Related(_) | ConditionKind::Defined(_) => None,
            };
            if let Some(Domain::Vocabulary(id)) = domain {
                found.insert(condition.span, *id);
            }
        }
        for fact in &policy.facts {
            if let Domain::Vocabulary(id) = fact.domain {
                found.insert(fact.span, id);
            }
        }
        Self(found)
    }

    /// The scale or choice of what is tested or declared at a place.
    pub(in crate::harness::mutants::make) fn at<'p>(&self, policy: &'p Policy, span: Span) -> Option<&'p Vocabulary> {
        policy.vocabulary(*self.0.get(&span)?)
    }
}

/// Every condition that a policy states.
fn conditions(policy: &Policy) -> Vec<&Condition> {
    let mut all: Vec<&Condition> = policy.constraints.iter().map(|one| &one.condition).collect();
    all.extend(policy.defines.iter().map(|one| &one.condition));
    all.extend(policy.lists.iter().flat_map(|one| &one.members));
    all.extend(policy.derived.iter().flat_map(|one| one.conditions()));
    all.extend(policy.also.iter().filter_map(|one| one.when.as_ref()));
    for one in &policy.categorisations {
        all.extend(one.strands.iter().flat_map(|strand| &strand.lines).filter_map(|line| line.condition.as_ref()));
        all.extend(one.gates.iter().map(|gate| &gate.unless));
        all.extend(one.expectations.iter().filter_map(|expectation| expectation.when.as_ref()));
    }
    all
}
