//! From a condition to the tree of why.

use super::derived::DerivedTrace;
use super::trace::{Because, Bound, Count, Figure, Limit, Why};
use super::truth::{Tally, Truth};
use crate::model::{
    Against, Amount, Condition, ConditionKind, DefineId, FactState, Facts, ListId, Operand, ParameterId, ParameterValue, Policy,
    Quota, Relation, Test, TestKind, Value, in_days, in_months,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

/// One setting's facts under one policy on one day.
pub(super) struct Conditions<'a> {
    pub(super) policy: &'a Policy,
    pub(super) on: Date,
    pub(super) facts: &'a Facts,
    /// Defines already worked out: each is walked once, however many conditions use it.
    defined: Vec<Option<Arc<Why>>>,
    /// The same of tables and scores.
    pub(super) derived: Vec<Option<Arc<DerivedTrace>>>,
}

impl<'a> Conditions<'a> {
    pub(super) fn new(policy: &'a Policy, on: Date, facts: &'a Facts) -> Self {
        let (defined, derived) = (vec![None; policy.defines.len()], vec![None; policy.derived.len()]);
        Self { policy, on, facts, defined, derived }
    }

    pub(super) fn why(&mut self, condition: &Condition) -> Why {
        let (truth, because) = match &condition.kind {
            ConditionKind::Test(test) => self.test(test),
            ConditionKind::Related(relation) => self.related(relation),
            ConditionKind::Derived(test) => self.derived_test(test),
            ConditionKind::Defined(define) => self.define(*define),
            ConditionKind::Not(inner) => {
                let inner = self.why(inner);
                (!inner.truth, Because::Not(Box::new(inner)))
            }
            ConditionKind::All(parts) => {
                let parts = self.each(parts);
                (Truth::all(truths(&parts)), Because::All(parts))
            }
            ConditionKind::Any(parts) => {
                let parts = self.each(parts);
                (Truth::any(truths(&parts)), Because::Any(parts))
            }
            ConditionKind::Count { quota, of, list } => self.count(quota, of, *list),
        };
        Why { text: condition.text.clone(), truth, because }
    }

    fn each(&mut self, conditions: &[Condition]) -> Vec<Why> {
        conditions.iter().map(|one| self.why(one)).collect()
    }

    fn define(&mut self, id: DefineId) -> (Truth, Because) {
        let known = self.defined.get(id.at()).cloned().flatten();
        let why = known.or_else(|| {
            let why = Arc::new(self.why(&self.policy.defines.get(id.at())?.condition));
            *self.defined.get_mut(id.at())? = Some(why.clone());
            Some(why)
        });
        // INVARIANT: a checked policy has every define that it names; an open condition claims nothing.
        why.map_or((Truth::Open, Because::Any(Vec::new())), |why| (why.truth, Because::Defined(id, why)))
    }

    fn count(&mut self, quota: &Quota, of: &[Condition], list: Option<ListId>) -> (Truth, Because) {
        let of = self.each(of);
        let tally = Tally::of(truths(&of));
        let (bound, amount) = match quota {
            Quota::AtLeast(amount) => (Bound::AtLeast, amount),
            Quota::AtMost(amount) => (Bound::AtMost, amount),
            Quota::Exactly(amount) => (Bound::Exactly, amount),
        };
        let (wanted, parameter) = self.amount(amount);
        let truth = match bound {
            Bound::AtLeast => tally.at_least(wanted),
            Bound::AtMost => tally.at_most(wanted),
            Bound::Exactly => tally.exactly(wanted),
        };
        (truth, Because::Count(Count { tally, bound, wanted, parameter, list, of }))
    }

    fn amount(&self, amount: &Amount) -> (Decimal, Option<ParameterId>) {
        let base = self.limit(&amount.base).map(|limit| (limit.figure, limit.parameter));
        match base {
            Some((Figure::Number(number), parameter)) => (number + Decimal::from(amount.offset), parameter),
            // INVARIANT: a checked policy counts with numbers.
            Some((Figure::Date(_), parameter)) => (Decimal::ZERO, parameter),
            None => (Decimal::ZERO, None),
        }
    }

    fn test(&self, test: &Test) -> (Truth, Because) {
        let state = self.facts.get(test.fact);
        let limit = match &test.kind {
            TestKind::OneOf(_) | TestKind::None => None,
            TestKind::Number(_, operand) | TestKind::Date(_, operand) => self.limit(operand),
            TestKind::Within { length, months } => {
                self.limit(length).map(|limit| Limit { until: until(state, limit, *months), ..limit })
            }
        };
        let truth = state.value().map_or(Truth::Open, |value| Truth::of(self.passes(&test.kind, value, limit)));
        (truth, Because::Fact { fact: test.fact, state, limit })
    }

    /// Open as long as a fact is unknown, unless another is none.
    fn related(&self, relation: &Relation) -> (Truth, Because) {
        let truth = relation.holds(self.policy, self.on, |fact| self.facts.get(fact).value()).map_or(Truth::Open, Truth::of);
        let states = relation.facts().map(|fact| (fact, self.facts.get(fact))).collect();
        let limit = match &relation.right {
            Against::Facts(_) => None,
            Against::Operand(operand) => self.limit(operand),
        };
        (truth, Because::Related { relation: relation.clone(), states, limit })
    }

    /// Whether a known value passes. None passes no test but [`TestKind::None`].
    pub(super) fn passes(&self, test: &TestKind, value: Value, limit: Option<Limit>) -> bool {
        let figure = limit.map(|limit| limit.figure);
        match (test, value, figure) {
            (TestKind::None, Value::None, _) => true,
            (TestKind::OneOf(values), Value::Option(at), _) => values.contains(&at),
            (TestKind::Number(comparison, _), Value::Number(number), Some(Figure::Number(other))) => {
                comparison.holds(&number, &other)
            }
            (TestKind::Date(comparison, _), Value::Date(date), Some(Figure::Date(other))) => comparison.holds(&date, &other),
            // A last day beyond the calendar's end is not yet over.
            (TestKind::Within { .. }, Value::Date(_), Some(_)) => {
                limit.and_then(|limit| limit.until).is_none_or(|until| until >= self.on)
            }
            _ => false,
        }
    }

    pub(super) fn limit(&self, operand: &Operand) -> Option<Limit> {
        let figure = match self.policy.operand_on(operand, self.on)? {
            ParameterValue::Number(number) => Figure::Number(number),
            ParameterValue::Date(date) => Figure::Date(date),
        };
        let parameter = match operand {
            Operand::Parameter(id) => Some(*id),
            Operand::Number(_) | Operand::Date(_) => None,
        };
        Some(Limit { figure, parameter, until: None })
    }
}

fn truths(parts: &[Why]) -> impl Iterator<Item = Truth> + '_ {
    parts.iter().map(|part| part.truth)
}

/// The day so many months or days after the fact's.
fn until(state: FactState, limit: Limit, months: bool) -> Option<Date> {
    let (Some(Value::Date(date)), Figure::Number(length)) = (state.value(), limit.figure) else {
        return None;
    };
    let length = length.to_i64()?;
    if months { in_months(date, length) } else { in_days(date, length) }
}
