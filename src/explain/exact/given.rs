//! A policy as one setting meets it: what its known facts settle is settled, and the rules that are left are about the others.

use crate::evaluate::{Truth, truth};
use crate::model::{Condition, ConditionKind, Derived, DerivedRule, FactState, Facts, KindId, Points, PointsFor, Policy};
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
    let mut settle = |condition: &mut Condition| settle(policy, on, facts, condition);
    given.constraints.iter_mut().filter(|one| one.kind == kind).for_each(|one| settle(&mut one.condition));
    given.defines.iter_mut().filter(|one| one.kind == kind).for_each(|one| settle(&mut one.condition));
    for one in given.derived.iter_mut().filter(|one| one.kind == kind) {
        written(one).into_iter().for_each(&mut settle);
    }
    for one in given.categorisations.iter_mut().filter(|one| one.kind == kind) {
        one.strands
            .iter_mut()
            .flat_map(|strand| &mut strand.lines)
            .filter_map(|line| line.condition.as_mut())
            .for_each(&mut settle);
        one.gates.iter_mut().for_each(|gate| settle(&mut gate.unless));
    }
    given
}

/// Every condition of a table or a score.
fn written<'a>(derived: &'a mut Derived) -> Vec<&'a mut Condition> {
    match &mut derived.rule {
        DerivedRule::Table(table) => table.rows.iter_mut().map(|row| &mut row.condition).collect(),
        DerivedRule::Score(lines) => {
            let of_line = |line: &'a mut Points| match &mut line.what {
                PointsFor::When(condition) => std::slice::from_mut(condition),
                PointsFor::Each { of, .. } => of.as_mut_slice(),
                PointsFor::Value(_) => &mut [],
            };
            lines.iter_mut().flat_map(of_line).collect()
        }
    }
}

fn settle(policy: &Policy, on: Date, facts: &Facts, condition: &mut Condition) {
    match (truth(policy, on, facts, condition), &mut condition.kind) {
        (Truth::Holds, kind) => *kind = ConditionKind::All(Vec::new()),
        (Truth::Fails, kind) => *kind = ConditionKind::Any(Vec::new()),
        (Truth::Open, ConditionKind::Test(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_)) => {}
        (Truth::Open, ConditionKind::Not(inner)) => settle(policy, on, facts, inner),
        (Truth::Open, ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. }) => {
            of.iter_mut().for_each(|one| settle(policy, on, facts, one));
        }
    }
}
