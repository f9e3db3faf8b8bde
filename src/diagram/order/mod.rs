//! Which fact is asked for first.

mod force;

use super::conditions::for_each;
use crate::model::{Condition, ConditionKind, DerivedId, FactId, KindId, Policy, Relation, Test, TestKind};
use std::collections::{BTreeSet, HashSet};

/// The facts of a kind of setting, level by level, as the strands first use them and then as declared.
///
/// With `assumed_last`, those that something is assumed of follow the others: a setting whose other facts are told is then
/// one step down to what depends on its assumed facts alone. Apart from that the order matters little for the grids
/// measured (465 nodes without, 532 with, for 29 facts in five strands); but facts that are tested in pairs and torn
/// apart by it double the nodes with each pair.
pub(super) fn levels(policy: &Policy, kind: KindId, assumed_last: bool) -> Vec<FactId> {
    let strands = policy.categorisation(kind).map_or(&[][..], |categorisation| &categorisation.strands);
    let lines = strands.iter().flat_map(|strand| &strand.lines).filter_map(|line| line.condition.as_ref());
    let used = leaves(policy, lines).into_iter().flat_map(facts_of);
    let mut seen = HashSet::new();
    let mut order: Vec<FactId> = used
        .chain(policy.facts_of(kind).map(|(id, _)| id))
        .filter(|fact| policy.fact(*fact).is_some_and(|fact| fact.is_of(kind)) && seen.insert(*fact))
        .collect();
    order.sort_by_key(|fact| assumed_last && policy.fact(*fact).is_some_and(|fact| fact.assumed.is_some()));
    order
}

/// How the facts of a kind of setting are put in order for its diagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// As the policy declares them.
    Declared,
    /// As its strands first use them, then as declared.
    FirstUse,
    /// So that those which are tested together stand near each other, from whichever of the other two this gets furthest.
    Together,
}

impl Order {
    /// The facts of a kind of setting in this order.
    pub(super) fn of(self, policy: &Policy, kind: KindId) -> Vec<FactId> {
        match self {
            Self::Declared => policy.facts_of(kind).map(|(id, _)| id).collect(),
            Self::FirstUse => levels(policy, kind, false),
            Self::Together => improved(policy, kind),
        }
    }
}

fn improved(policy: &Policy, kind: KindId) -> Vec<FactId> {
    let facts_in = |condition: &Condition| {
        let mut facts = BTreeSet::new();
        condition.facts(policy, &mut facts);
        facts.into_iter().collect::<Vec<_>>()
    };
    let together: Vec<Vec<FactId>> = conditions(policy, kind).into_iter().map(facts_in).collect();
    let from = [Order::FirstUse, Order::Declared].map(|order| force::pulled(order.of(policy, kind), &together));
    let [used, declared] = from;
    let spans = |order: &[FactId]| force::spanned(order, &together);
    if spans(&declared) < spans(&used) { declared } else { used }
}

/// Every condition that a policy states of a kind of setting, used or not.
#[must_use]
pub fn conditions(policy: &Policy, kind: KindId) -> Vec<&Condition> {
    let constraints = policy.constraints.iter().filter(|one| one.kind == kind).map(|one| &one.condition);
    let defines = policy.defines.iter().filter(|one| one.kind == kind).map(|one| &one.condition);
    let lists = policy.lists.iter().filter(|one| one.kind == kind).flat_map(|one| &one.members);
    let derived = policy.derived.iter().filter(|one| one.kind == kind).flat_map(|one| one.conditions());
    let also = policy.also.iter().filter(|one| one.kind == kind).filter_map(|one| one.when.as_ref());
    let mut all: Vec<&Condition> = constraints.chain(defines).chain(lists).chain(derived).chain(also).collect();
    if let Some(categorisation) = policy.categorisation(kind) {
        all.extend(categorisation.strands.iter().flat_map(|strand| &strand.lines).filter_map(|line| line.condition.as_ref()));
        all.extend(categorisation.gates.iter().map(|gate| &gate.unless));
        all.extend(categorisation.expectations.iter().map(|expectation| &expectation.expects));
        all.extend(categorisation.expectations.iter().filter_map(|expectation| expectation.when.as_ref()));
    }
    all
}

/// Every test of a fact that a policy states of a kind of setting, used or not.
#[must_use]
pub fn tested(policy: &Policy, kind: KindId) -> Vec<&Test> {
    tests(policy, conditions(policy, kind))
}

/// Whether some condition asks of a table or score whether it is none.
#[must_use]
pub fn is_asked_for_none(policy: &Policy, id: DerivedId) -> bool {
    let Some(kind) = policy.derived.get(id.at()).map(|one| one.kind) else { return false };
    let mut asked = false;
    let mut look = |part: &Condition| {
        let none =
            matches!(&part.kind, ConditionKind::Derived(test) if test.derived == id && matches!(test.kind, TestKind::None));
        asked |= none;
    };
    conditions(policy, kind).into_iter().for_each(|condition| for_each(condition, &mut look));
    asked
}

/// The tests of facts in conditions, and in what these use by name, in the order of reading.
pub(super) fn tests<'a>(policy: &'a Policy, conditions: impl IntoIterator<Item = &'a Condition>) -> Vec<&'a Test> {
    let test = |leaf: &'a Condition| if let ConditionKind::Test(test) = &leaf.kind { Some(test) } else { None };
    leaves(policy, conditions).into_iter().filter_map(test).collect()
}

/// Everywhere that a policy compares facts of a kind of setting with each other, or adds some up.
#[must_use]
pub fn relations(policy: &Policy, kind: KindId) -> Vec<&Relation> {
    leaves(policy, conditions(policy, kind)).into_iter().filter_map(related).collect()
}

const fn related(leaf: &Condition) -> Option<&Relation> {
    if let ConditionKind::Related(relation) = &leaf.kind { Some(relation) } else { None }
}

/// The facts that a test or a comparison is about.
fn facts_of(leaf: &Condition) -> Vec<FactId> {
    match &leaf.kind {
        ConditionKind::Test(test) => vec![test.fact],
        ConditionKind::Related(relation) => relation.facts().collect(),
        ConditionKind::Derived(_) | ConditionKind::Defined(_) | ConditionKind::Not(_) => Vec::new(),
        ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => Vec::new(),
    }
}

/// The tests and comparisons of facts in conditions, and in what these use by name, in the order of reading.
fn leaves<'a>(policy: &'a Policy, conditions: impl IntoIterator<Item = &'a Condition>) -> Vec<&'a Condition> {
    let mut found = Vec::new();
    let (mut defines, mut derived) = (HashSet::new(), HashSet::new());
    let mut ahead: Vec<&Condition> = conditions.into_iter().collect();
    ahead.reverse();
    while let Some(condition) = ahead.pop() {
        let mut parts = Vec::new();
        for_each(condition, &mut |part| parts.push(part));
        for (at, part) in parts.iter().enumerate() {
            let used: Vec<&Condition> = match &part.kind {
                ConditionKind::Test(_) | ConditionKind::Related(_) => {
                    found.push(*part);
                    continue;
                }
                ConditionKind::Defined(id) if defines.insert(*id) => {
                    policy.defines.get(id.at()).map(|define| &define.condition).into_iter().collect()
                }
                ConditionKind::Derived(test) => conditions_of(policy, test.derived, &mut derived),
                ConditionKind::Defined(_) | ConditionKind::Not(_) | ConditionKind::All(_) => continue,
                ConditionKind::Any(_) | ConditionKind::Count { .. } => continue,
            };
            // What stands behind the name waits until what it stands for is read; a long chain of them is no deep recursion.
            ahead.extend(parts.iter().skip(at + 1).rev().filter(|rest| is_leaf(rest)));
            ahead.extend(used.into_iter().rev());
            break;
        }
    }
    found
}

/// The conditions of a table or score, and of those that it adds up, as far as they have not been met.
fn conditions_of<'a>(policy: &'a Policy, id: DerivedId, met: &mut HashSet<DerivedId>) -> Vec<&'a Condition> {
    let mut found = Vec::new();
    let mut ahead = vec![id];
    while let Some(id) = ahead.pop() {
        if met.insert(id)
            && let Some(one) = policy.derived.get(id.at())
        {
            found.extend(one.conditions());
            ahead.extend(one.values());
        }
    }
    found
}

const fn is_leaf(condition: &Condition) -> bool {
    use ConditionKind::{Defined, Derived, Related, Test};
    matches!(condition.kind, Test(_) | Related(_) | Derived(_) | Defined(_))
}
