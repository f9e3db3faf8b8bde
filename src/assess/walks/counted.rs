//! Facts that a policy counts together and that count alike for one setting.

use crate::diagram::conditions;
use crate::evaluate::{Truth, truth};
use crate::model::{Condition, ConditionKind, DerivedRule, FactId, Facts, KindId, Operand, Points, PointsFor, Policy};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Of every count, list and score: the known facts that alone make its members hold, and those that alone make them fail; the largest
/// groups first. Members that rest on several facts, and facts that several members rest on, are left out.
pub(super) fn counted_together(policy: &Policy, kind: KindId, on: Date, facts: &Facts) -> Vec<Vec<FactId>> {
    let mut groups: Vec<Vec<FactId>> = Vec::new();
    for members in members(policy, kind) {
        let own: Vec<(FactId, Truth)> = members.into_iter().filter_map(|member| own_fact(policy, on, facts, member)).collect();
        for wanted in [Truth::Holds, Truth::Fails] {
            let once = |fact: FactId| own.iter().filter(|(other, _)| *other == fact).count() == 1;
            let of = own.iter().filter(|(fact, truth)| *truth == wanted && once(*fact)).map(|(fact, _)| *fact);
            let group: Vec<FactId> = of.collect::<BTreeSet<_>>().into_iter().collect();
            if group.len() > 1 && !groups.contains(&group) {
                groups.push(group);
            }
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// The one fact that a member rests on, where it is known, and whether the member holds.
fn own_fact(policy: &Policy, on: Date, facts: &Facts, member: &Condition) -> Option<(FactId, Truth)> {
    let mut of = BTreeSet::new();
    member.facts(policy, &mut of);
    let fact = of.pop_first().filter(|fact| of.is_empty() && facts.get(*fact).value().is_some())?;
    Some((fact, truth(policy, on, facts, member)))
}

/// The members of every list, of every condition that counts, and of every score's lines of equal points.
fn members(policy: &Policy, kind: KindId) -> Vec<Vec<&Condition>> {
    let mut all: Vec<Vec<&Condition>> =
        policy.lists.iter().filter(|list| list.kind == kind).map(|list| list.members.iter().collect()).collect();
    let mut ahead = conditions(policy, kind);
    while let Some(condition) = ahead.pop() {
        match &condition.kind {
            ConditionKind::Test(_) | ConditionKind::Related(_) => {}
            ConditionKind::Derived(_) | ConditionKind::Defined(_) => {}
            ConditionKind::Not(inner) => ahead.push(inner),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
                ahead.extend(of);
                all.push(of.iter().collect());
            }
        }
    }
    let of_kind = policy.derived.iter().filter(|derived| derived.kind == kind);
    for lines in of_kind.filter_map(|derived| match &derived.rule {
        DerivedRule::Score(lines) => Some(lines),
        DerivedRule::Table(_) => None,
    }) {
        all.extend(equal_points(lines));
    }
    all
}

/// What brings equally many points.
fn equal_points(lines: &[Points]) -> Vec<Vec<&Condition>> {
    let mut groups: Vec<(&Operand, Vec<&Condition>)> = Vec::new();
    for line in lines.iter().filter(|line| !matches!(line.what, PointsFor::Value(_))) {
        match groups.iter_mut().find(|(points, _)| **points == line.points) {
            Some((_, members)) => members.extend(line.conditions()),
            None => groups.push((&line.points, line.conditions().iter().collect())),
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}
