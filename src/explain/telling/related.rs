//! Facts compared with each other, and sums, in words.

use super::{Point, Teller};
use crate::evaluate::{Limit, Truth, Why};
use crate::model::{Domain, FactId, FactState, Relation, Unit, Value};
use rust_decimal::Decimal;

impl Teller<'_> {
    /// What is known of each fact: `latest Ofsted is good` and `previous Ofsted is outstanding`. Where the comparison is open, what is
    /// not known; where a fact is none and so nothing compares, that.
    pub(super) fn related(
        self,
        why: &Why,
        relation: &Relation,
        states: &[(FactId, FactState)],
        limit: Option<Limit>,
    ) -> Vec<Point> {
        let none = |state: FactState| state.value() == Some(Value::None);
        let is_none = states.iter().any(|(_, state)| none(*state));
        let tells = |state: FactState| match why.truth {
            Truth::Open => state.value().is_none(),
            Truth::Holds | Truth::Fails => !is_none || none(state),
        };
        let told = states.iter().filter(|(_, state)| tells(*state));
        let mut points: Vec<Point> = told.map(|(fact, state)| self.fact(why, *fact, *state, None)).collect();
        if let Some(last) = points.last_mut() {
            last.notes.extend(self.together(relation, states));
            last.notes.extend(limit.and_then(|limit| limit.parameter).and_then(|id| self.parameter(id)));
        }
        points
    }

    /// `together £60,000`, where numbers are added up and all of them are known.
    pub(in crate::explain) fn together(self, relation: &Relation, states: &[(FactId, FactState)]) -> Option<String> {
        let [first, _, ..] = relation.left.as_slice() else { return None };
        let number = |fact: &FactId| match states.iter().find(|(one, _)| one == fact)?.1.value()? {
            Value::Number(number) => Some(number),
            Value::None | Value::Option(_) | Value::Date(_) => None,
        };
        let numbers = relation.left.iter().map(number).collect::<Option<Vec<Decimal>>>()?;
        let sum = numbers.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
        let unit = match self.policy.fact(*first).map(|fact| &fact.domain) {
            Some(Domain::Number(domain)) => &domain.unit,
            Some(Domain::Vocabulary(_) | Domain::Date) | None => &Unit::Bare,
        };
        Some(format!("together {}", unit.with(sum)))
    }
}
