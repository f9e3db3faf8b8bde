//! Facts compared with each other, and sums of facts.

use super::{Comparison, Condition, ConditionKind, Operand, Test, TestKind};
use crate::model::day::{in_days, in_months};
use crate::model::ids::FactId;
use crate::model::policy::{Domain, ParameterValue, Policy};
use crate::model::value::Value;
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A fact, or the sum of several, compared with another fact or sum, or a sum with a number. No fact is in it twice.
#[derive(Clone, Debug)]
pub struct Relation {
    /// What is compared: one fact, or several numbers that are added up.
    pub left: Vec<FactId>,
    /// How.
    pub how: Relates,
    /// What with.
    pub right: Against,
}

/// How facts compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relates {
    /// Numbers and days as they run; of a scale what is better is more, and values of one level are neither better nor worse.
    /// [`Comparison::Equal`] is the same value.
    Compares(Comparison),
    /// Two days are no further apart than so many months (or days).
    Within {
        /// How many.
        length: i64,
        /// Months; otherwise days.
        months: bool,
    },
}

/// What facts are compared with.
#[derive(Clone, Debug)]
pub enum Against {
    /// Another fact, or several numbers that are added up.
    Facts(Vec<FactId>),
    /// A number, with which a sum is compared.
    Operand(Operand),
}

impl Relation {
    /// The facts on the right.
    #[must_use]
    pub fn right_facts(&self) -> &[FactId] {
        match &self.right {
            Against::Facts(facts) => facts,
            Against::Operand(_) => &[],
        }
    }

    /// Every fact in it, in the order written.
    pub fn facts(&self) -> impl Iterator<Item = FactId> + '_ {
        self.left.iter().chain(self.right_facts()).copied()
    }

    /// Two facts in it, one of them twice where there is no other.
    #[must_use]
    pub fn two_facts(&self) -> Option<[FactId; 2]> {
        let mut facts = self.facts();
        let first = facts.next()?;
        Some([first, facts.next().unwrap_or(first)])
    }

    /// The comparison and both facts, where one fact is compared with another one and nothing is added up or measured.
    #[must_use]
    pub fn plain(&self) -> Option<(FactId, Comparison, FactId)> {
        match (self.left.as_slice(), self.how, self.right_facts()) {
            ([left], Relates::Compares(comparison), [right]) => Some((*left, comparison, *right)),
            _ => None,
        }
    }

    /// Whether it holds of known values. None where some are missing that could make a difference; where one of the facts is none it
    /// does not hold, whatever the others.
    #[must_use]
    pub fn holds(&self, policy: &Policy, on: Date, value: impl Fn(FactId) -> Option<Value>) -> Option<bool> {
        if self.facts().any(|fact| value(fact) == Some(Value::None)) {
            return Some(false);
        }
        let side = |facts: &[FactId]| facts.iter().map(|fact| value(*fact)).collect::<Option<Vec<Value>>>();
        let left = side(&self.left)?;
        let right = match &self.right {
            Against::Facts(facts) => side(facts)?,
            Against::Operand(operand) => match policy.operand_on(operand, on)? {
                ParameterValue::Number(number) => vec![Value::Number(number)],
                ParameterValue::Date(day) => vec![Value::Date(day)],
            },
        };
        Some(self.compares(policy, &left, &right))
    }

    fn compares(&self, policy: &Policy, left: &[Value], right: &[Value]) -> bool {
        match (self.how, left, right) {
            (Relates::Compares(comparison), [Value::Option(one)], [Value::Option(other)]) => {
                self.grades(policy, comparison, *one, *other)
            }
            (Relates::Compares(comparison), [Value::Date(one)], [Value::Date(other)]) => comparison.holds(one, other),
            (Relates::Within { length, months }, [Value::Date(one)], [Value::Date(other)]) => {
                let (first, last) = (*one.min(other), *one.max(other));
                // A last day beyond the calendar's end is not yet over.
                later(first, length, months).is_none_or(|end| end >= last)
            }
            (Relates::Compares(comparison), left, right) => {
                sum(left).zip(sum(right)).is_some_and(|(one, other)| comparison.holds(&one, &other))
            }
            (Relates::Within { .. }, _, _) => false,
        }
    }

    /// Whether a value of a scale or choice compares so with another one.
    fn grades(&self, policy: &Policy, comparison: Comparison, one: u16, other: u16) -> bool {
        if comparison == Comparison::Equal {
            return one == other;
        }
        let domain = self.left.first().and_then(|fact| policy.fact(*fact)).map(|fact| &fact.domain);
        let Some(Domain::Vocabulary(id)) = domain else { return false };
        let rank = |at: u16| policy.vocabulary(*id)?.values.get(usize::from(at)).map(|value| value.rank);
        // The best has the least rank.
        rank(one).zip(rank(other)).is_some_and(|(one, other)| comparison.holds(&other, &one))
    }

    /// What it says of the one fact that is not known, once all others are: a plain condition, with the words and place of another.
    /// `None` where more are missing, or none.
    #[must_use]
    pub fn of_one(
        &self,
        policy: &Policy,
        on: Date,
        (text, span): (&Arc<str>, Span),
        value: impl Fn(FactId) -> Option<Value>,
    ) -> Option<ConditionKind> {
        let mut missing = self.facts().filter(|fact| value(*fact).is_none());
        let (fact, None) = (missing.next()?, missing.next()) else { return None };
        let with = |tests: Vec<TestKind>| {
            let mut tests = tests.into_iter().map(|kind| Test { fact, kind }).map(ConditionKind::Test);
            match (tests.next(), tests.len()) {
                (Some(only), 0) => only,
                (first, _) => {
                    let part = |kind| Condition { kind, text: Arc::clone(text), span };
                    ConditionKind::All(first.into_iter().chain(tests).map(part).collect())
                }
            }
        };
        if self.facts().any(|fact| value(fact) == Some(Value::None)) {
            return Some(ConditionKind::Any(Vec::new()));
        }
        let is_left = self.left.contains(&fact);
        let known = |facts: &[FactId]| facts.iter().filter_map(|fact| value(*fact)).collect::<Vec<Value>>();
        let (mut left, mut right) = (known(&self.left), known(self.right_facts()));
        if let Against::Operand(operand) = &self.right {
            right.extend(match policy.operand_on(operand, on)? {
                ParameterValue::Number(number) => [Value::Number(number)],
                ParameterValue::Date(day) => [Value::Date(day)],
            });
        }
        if !is_left {
            std::mem::swap(&mut left, &mut right);
        }
        // Now what is missing stands on the left.
        let comparison = match self.how {
            Relates::Compares(comparison) if is_left => comparison,
            Relates::Compares(comparison) => comparison.turned(),
            Relates::Within { length, months } => {
                let [Value::Date(day)] = right.as_slice() else { return None };
                return Some(with(Self::near(*day, length, months)));
            }
        };
        Some(match (policy.fact(fact).map(|fact| &fact.domain)?, right.as_slice()) {
            (Domain::Vocabulary(id), [Value::Option(other)]) => {
                let count = u16::try_from(policy.vocabulary(*id)?.values.len()).ok()?;
                with(vec![TestKind::OneOf((0..count).filter(|one| self.grades(policy, comparison, *one, *other)).collect())])
            }
            (Domain::Date, [Value::Date(day)]) => with(vec![TestKind::Date(comparison, Operand::Date(*day))]),
            (Domain::Number(_), right) => {
                let bound = sum(right)?.checked_sub(sum(&left)?)?;
                with(vec![TestKind::Number(comparison, Operand::Number(bound))])
            }
            (Domain::Vocabulary(_) | Domain::Date, _) => return None,
        })
    }

    /// The days that lie no further from one day than so many months or days.
    fn near(day: Date, length: i64, months: bool) -> Vec<TestKind> {
        // Where the month that far back is too short the difference is its last day, which may come short.
        let mut first = length.checked_neg().and_then(|back| later(day, back, months));
        while let Some(early) = first.filter(|first| later(*first, length, months).is_some_and(|end| end < day)) {
            first = early.tomorrow().ok();
        }
        let last = later(day, length, months);
        let on = |comparison, day| TestKind::Date(comparison, Operand::Date(day));
        vec![on(Comparison::AtLeast, first.unwrap_or(Date::MIN)), on(Comparison::AtMost, last.unwrap_or(Date::MAX))]
    }
}

fn later(day: Date, length: i64, months: bool) -> Option<Date> {
    if months { in_months(day, length) } else { in_days(day, length) }
}

/// The numbers added up; none where they are no numbers or come to more than a decimal holds.
fn sum(values: &[Value]) -> Option<Decimal> {
    values.iter().try_fold(Decimal::ZERO, |sum, value| match value {
        Value::Number(number) => sum.checked_add(*number),
        Value::None | Value::Option(_) | Value::Date(_) => None,
    })
}
