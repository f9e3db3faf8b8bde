//! Where the answer for some setting can change as a parameter changes: at what its settings have, and at what else the policy compares with.
//!
//! An answer changes only where a comparison with the parameter comes out otherwise for what is known, or where, of a fact that is unknown,
//! other regions come to be. So it is enough to try the values that settings have, the other numbers and days that the same
//! fact is compared with, the ends of what it can be, and what lies between all these.

use super::cells::Cuts;
use super::uses::{Compared, Uses, tests_any};
use crate::diagram::{TooLarge, conditions, each_part, tested, values_of};
use crate::model::{
    ConditionKind, DerivedId, DerivedRule, Domain, FactId, Facts, KindId, Operand, ParameterId, ParameterValue, PointsFor,
    Policy, TestKind, Value, in_days, in_months,
};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// More combinations of points and numbers than this are not tried.
const MOST_SUMS: usize = 20_000;

/// The greatest length of time, as the policy's reader has it.
const LONGEST: i64 = 12_000;

/// Why a parameter is not tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTried {
    /// It decides nothing for these kinds of setting.
    Idle,
    /// It is compared with a score or table that it is itself a part of.
    ComparedWithItself,
    /// It says how often another score counts.
    Multiplies,
    /// There are more values to try than are tried.
    TooMany,
    /// The rules are too tangled.
    TooLarge(TooLarge),
}

/// A setting that is tried.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tried<'r> {
    pub(super) kind: KindId,
    pub(super) facts: &'r Facts,
}

/// A policy on a day, and the parameter of it that is changed.
#[derive(Clone, Copy)]
pub(super) struct Changing<'p> {
    pub(super) policy: &'p Policy,
    pub(super) on: Date,
    pub(super) id: ParameterId,
    /// Which of its values is in force.
    pub(super) step: usize,
}

impl Changing<'_> {
    /// The policy with another value of the parameter.
    pub(super) fn with(&self, value: ParameterValue) -> Policy {
        let mut policy = self.policy.clone();
        let step = policy.parameters.get_mut(self.id.at()).and_then(|one| one.steps.get_mut(self.step));
        if let Some((_, own)) = step {
            *own = value;
        }
        policy
    }

    /// Where answers for these settings can change.
    pub(super) fn cuts(&self, all: &[Uses], settings: &[Tried<'_>]) -> Result<Cuts, NotTried> {
        let mut cuts = Cuts::default();
        if all.is_empty() {
            return Err(NotTried::Idle);
        }
        for uses in all {
            for (fact, how) in &uses.facts {
                self.compared(uses.kind, *fact, *how, settings, &mut cuts);
            }
            for count in &uses.counts {
                cuts.whole = true;
                cuts.at.extend((count.least..=count.most).map(Decimal::from));
                cuts.between(Some(Decimal::from(count.least)), Some(Decimal::from(count.most)));
            }
            if !uses.derived.is_empty() {
                self.compared_sums(uses, &mut cuts)?;
            }
            if let Some(facts) = uses.compared {
                return Err(NotTried::TooLarge(TooLarge::NotFinite(facts)));
            }
            if uses.multiplies {
                return Err(NotTried::Multiplies);
            }
            if !uses.points.is_empty() {
                self.points(uses, &mut cuts)?;
            }
        }
        Ok(cuts)
    }

    /// What a fact that is compared with the parameter has, and what else it is compared with.
    fn compared(&self, kind: KindId, id: FactId, how: Compared, settings: &[Tried<'_>], cuts: &mut Cuts) {
        let Some(fact) = self.policy.fact(id) else { return };
        let known = settings.iter().filter(|one| one.kind == kind).filter_map(|one| one.facts.get(id).value());
        let others = tested(self.policy, kind).into_iter().filter(|test| test.fact == id).map(|test| &test.kind);
        match (&fact.domain, how) {
            (Domain::Number(domain), Compared::Number) => {
                cuts.whole |= domain.whole;
                cuts.between(domain.least, domain.most);
                let known = known.filter_map(number);
                let compared = others.filter_map(|test| match test {
                    TestKind::Number(_, operand) => self.number(operand),
                    TestKind::OneOf(_) | TestKind::None | TestKind::Date(..) | TestKind::Within { .. } => None,
                });
                let ends = domain.least.into_iter().chain(domain.most);
                for at in known.chain(compared).chain(ends) {
                    if domain.whole {
                        cuts.around(at.floor());
                        cuts.around(at.ceil());
                    }
                    cuts.at.insert(at);
                }
            }
            (Domain::Date, Compared::Date) => {
                cuts.whole = true;
                let days = known.filter_map(day).chain(others.filter_map(|test| self.first_day(test))).chain([self.on]);
                days.filter_map(day_number).for_each(|day| cuts.around(day));
            }
            (Domain::Date, Compared::Within { months }) => {
                cuts.whole = true;
                cuts.between(Some(Decimal::ZERO), Some(Decimal::from(LONGEST)));
                let days = known.filter_map(day).chain(others.filter_map(|test| self.first_day(test))).chain([self.on]);
                let beside = |day: Date| [day.yesterday().ok(), Some(day), day.tomorrow().ok()].into_iter().flatten();
                let lengths: BTreeSet<i64> = days.flat_map(beside).filter_map(|day| shortest(day, months, self.on)).collect();
                lengths.into_iter().for_each(|length| cuts.around(Decimal::from(length)));
            }
            (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => {}
        }
    }

    /// What tables and scores that are compared with the parameter can come to.
    fn compared_sums(&self, uses: &Uses, cuts: &mut Cuts) -> Result<(), NotTried> {
        let part_of_itself = uses.derived.iter().any(|id| uses.within.contains(id));
        if part_of_itself || !uses.points.is_empty() {
            return Err(NotTried::ComparedWithItself);
        }
        let values = values_of(self.policy, uses.kind, self.on).map_err(NotTried::TooLarge)?;
        let sums = uses.derived.iter().filter_map(|id| values.get(id)).flatten().copied().filter_map(number);
        cuts.at.extend(sums);
        Ok(())
    }

    /// For points: where a sum that they are part of comes to a number that it is compared with.
    fn points(&self, uses: &Uses, cuts: &mut Cuts) -> Result<(), NotTried> {
        let sums: Vec<DerivedId> = (0..self.policy.derived.len())
            .filter_map(DerivedId::from_index)
            .filter(|id| self.policy.derived.get(id.at()).is_some_and(|one| one.kind == uses.kind) && self.has_points_of(*id))
            .collect();
        let conditions = |id: &DerivedId| self.policy.derived.get(id.at()).into_iter().flat_map(|one| one.conditions());
        let tests_itself = sums.iter().flat_map(conditions).any(|condition| tests_any(self.policy, condition, &sums));
        if tests_itself || !uses.within.is_empty() {
            return Err(NotTried::ComparedWithItself);
        }
        let values = |policy: &Policy| values_of(policy, uses.kind, self.on).map_err(NotTried::TooLarge);
        let without = values(&self.with(ParameterValue::Number(Decimal::ZERO)))?;
        let times = values(&self.points_alone(&sums))?;
        let mut tried = 0;
        for id in sums {
            let numbers = |all: Option<&Vec<Value>>| all.into_iter().flatten().copied().filter_map(number).collect::<Vec<_>>();
            let (rests, times) = (numbers(without.get(&id)), numbers(times.get(&id)));
            let compared = self.compared_with(uses.kind, id);
            tried += rests.len() * times.len() * compared.len();
            if tried > MOST_SUMS {
                return Err(NotTried::TooMany);
            }
            for times in times.iter().filter(|times| !times.is_zero()) {
                for rest in &rests {
                    cuts.at.extend(
                        compared.iter().filter_map(|at| at.checked_sub(*rest)?.checked_div(*times)).map(|cut| cut.normalize()),
                    );
                }
            }
        }
        Ok(())
    }

    /// Whether a score has points of the parameter, or adds up one that has.
    fn has_points_of(&self, id: DerivedId) -> bool {
        let (mut ahead, mut seen) = (vec![id], BTreeSet::new());
        while let Some(id) = ahead.pop() {
            let Some(one) = self.policy.derived.get(id.at()).filter(|_| seen.insert(id)) else { continue };
            if let DerivedRule::Score(lines) = &one.rule
                && lines.iter().any(|line| matches!(line.points, Operand::Parameter(own) if own == self.id))
            {
                return true;
            }
            ahead.extend(one.values());
        }
        false
    }

    /// The policy with a point for each time that the parameter's are given, and no others in these scores, which have all of them.
    fn points_alone(&self, sums: &[DerivedId]) -> Policy {
        let mut policy = self.with(ParameterValue::Number(Decimal::ONE));
        for id in sums {
            let Some(DerivedRule::Score(lines)) = policy.derived.get_mut(id.at()).map(|one| &mut one.rule) else { continue };
            for line in lines {
                let kept = match line.what {
                    PointsFor::When(_) | PointsFor::Each { .. } => {
                        matches!(line.points, Operand::Parameter(own) if own == self.id)
                    }
                    PointsFor::Value(other) => sums.contains(&other),
                };
                if !kept {
                    line.points = Operand::Number(Decimal::ZERO);
                }
            }
        }
        policy
    }

    /// The numbers that a score is compared with.
    fn compared_with(&self, kind: KindId, id: DerivedId) -> BTreeSet<Decimal> {
        let mut found = BTreeSet::new();
        for condition in conditions(self.policy, kind) {
            each_part(condition, &mut |part| {
                if let ConditionKind::Derived(test) = &part.kind
                    && let (true, TestKind::Number(_, operand)) = (test.derived == id, &test.kind)
                {
                    found.extend(self.number(operand));
                }
            });
        }
        found
    }

    fn number(&self, operand: &Operand) -> Option<Decimal> {
        match self.policy.operand_on(operand, self.on)? {
            ParameterValue::Number(number) => Some(number),
            ParameterValue::Date(_) => None,
        }
    }

    /// The first day that a test tells from the days before it.
    fn first_day(&self, test: &TestKind) -> Option<Date> {
        match test {
            TestKind::Date(_, operand) => match self.policy.operand_on(operand, self.on)? {
                ParameterValue::Date(day) => Some(day),
                ParameterValue::Number(_) => None,
            },
            TestKind::Within { length, months } => {
                let length = self.number(length)?.floor().to_i64()?;
                let day = if *months { in_months(self.on, -length) } else { in_days(self.on, -length) };
                let mut day = day?;
                // A month that is too short ends earlier, so that the first day within lies a few days on.
                while shortest(day, *months, self.on)? > length {
                    day = day.tomorrow().ok()?;
                }
                Some(day)
            }
            TestKind::OneOf(_) | TestKind::None | TestKind::Number(..) => None,
        }
    }
}

const fn number(value: Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(number),
        Value::None | Value::Option(_) | Value::Date(_) => None,
    }
}

const fn day(value: Value) -> Option<Date> {
    match value {
        Value::Date(day) => Some(day),
        Value::None | Value::Option(_) | Value::Number(_) => None,
    }
}

/// The first day of the count by which days are numbers.
const FIRST: Date = Date::constant(1, 1, 1);

/// A day as a number of days.
pub(super) fn day_number(day: Date) -> Option<Decimal> {
    FIRST.until(day).ok().map(|span| Decimal::from(span.get_days()))
}

/// The day of such a number.
pub(super) fn numbered_day(number: Decimal) -> Option<Date> {
    FIRST.checked_add(number.to_i64()?.days()).ok()
}

/// The fewest months or days after which a day is the assessment date or later.
fn shortest(day: Date, months: bool, on: Date) -> Option<i64> {
    if !months {
        return day.until(on).ok().map(|span| i64::from(span.get_days()).max(0));
    }
    let apart = i64::from(on.year() - day.year()) * 12 + i64::from(on.month() - day.month());
    let reaches = |length: &i64| in_months(day, *length).is_none_or(|end| end >= on);
    (apart.max(0)..=apart.max(0) + 1).find(reaches)
}
