//! What counts as one condition, and what thresholds stand in it.

use super::Nearest;
use crate::diagnostic::words::counted;
use crate::evaluate::{Figure, Limit};
use crate::model::{
    Amount, Condition, ConditionKind, Domain, FactId, Operand, Policy, Quota, TestKind, Unit, Value, Vocabulary, VocabularyId,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Whether a condition is one as a reader sees it: a test, a name, a list that is counted, or one of these denied. What is
/// written `between` is one, with two thresholds. Others are made of conditions.
pub(super) fn is_one(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => true,
        ConditionKind::Not(inner) => is_one(inner),
        ConditionKind::All(parts) => is_between(parts),
        ConditionKind::Any(_) => false,
        ConditionKind::Count { list, .. } => list.is_some(),
    }
}

/// Two tests that are written as one have one place.
pub(super) fn is_between(parts: &[Condition]) -> bool {
    matches!(parts, [first, second] if first.span == second.span)
}

/// What a number, a date or a value of a scale belongs to.
pub(super) fn domain(policy: &Policy, condition: &ConditionKind) -> Option<Domain> {
    match condition {
        ConditionKind::Test(test) => policy.fact(test.fact).map(|fact| fact.domain.clone()),
        ConditionKind::Derived(test) => policy.derived.get(test.derived.at()).map(|one| one.domain.clone()),
        ConditionKind::Related(_)
        | ConditionKind::Defined(_)
        | ConditionKind::Not(_)
        | ConditionKind::All(_)
        | ConditionKind::Any(_)
        | ConditionKind::Count { .. } => None,
    }
}

/// Whether a test compares with a number, a date or a step of a scale.
pub(super) fn has_threshold(policy: &Policy, domain: &Domain, test: &TestKind) -> bool {
    match test {
        TestKind::Number(..) | TestKind::Date(..) | TestKind::Within { .. } => true,
        TestKind::OneOf(values) => step(policy, domain, values).is_some(),
        TestKind::None => false,
    }
}

/// Whether a count is of a number that is written: `any of`, `all of` and `none of` have none.
pub(super) fn is_counted_to(quota: &Quota, members: usize) -> bool {
    let is = |amount: &Amount, number: usize| {
        amount.offset == 0 && matches!(amount.base, Operand::Number(base) if base == Decimal::from(number))
    };
    match quota {
        Quota::AtLeast(amount) => !is(amount, 1) && !is(amount, members),
        Quota::AtMost(amount) => !is(amount, 0),
        Quota::Exactly(_) => true,
    }
}

/// The level at which values of a scale stop to pass that run from its best or from its worst value: the last that passes.
fn step(policy: &Policy, domain: &Domain, values: &[u16]) -> Option<(VocabularyId, u16)> {
    let Domain::Vocabulary(id) = domain else { return None };
    let scale = policy.vocabulary(*id).filter(|one| one.ordered)?;
    let passing = || values.iter().filter_map(|at| rank(scale, *at));
    let runs = |passes: &dyn Fn(u16) -> bool| {
        scale.values.iter().zip(0..).all(|(value, at)| passes(value.rank) == values.contains(&at))
            && scale.values.iter().any(|value| !passes(value.rank))
    };
    let (best, worst) = (passing().min()?, passing().max()?);
    let last = if runs(&|rank| rank <= worst) {
        worst
    } else if runs(&|rank| rank >= best) {
        best
    } else {
        return None;
    };
    Some((*id, last))
}

fn rank(scale: &Vocabulary, at: u16) -> Option<u16> {
    scale.values.get(usize::from(at)).map(|value| value.rank)
}

/// How far a value is from the threshold of a test. `None` where it cannot be said: of none, or of a last day that the calendar
/// has not.
pub(super) fn nearest(
    policy: &Policy,
    domain: &Domain,
    test: &TestKind,
    value: Value,
    limit: Option<Limit>,
    on: Date,
) -> Option<Nearest> {
    let figure = limit.map(|limit| limit.figure);
    let (distance, away) = match (test, value, figure) {
        (TestKind::Number(..), Value::Number(number), Some(Figure::Number(other))) => {
            let distance = (number - other).abs();
            (distance, unit(domain).with(distance))
        }
        (TestKind::Date(..), Value::Date(date), Some(Figure::Date(other))) => days(date, other)?,
        (TestKind::Within { .. }, Value::Date(_), _) => days(limit?.until?, on)?,
        (TestKind::OneOf(values), Value::Option(at), _) => {
            let (id, last) = step(policy, domain, values)?;
            let steps = usize::from(rank(policy.vocabulary(id)?, at)?.abs_diff(last));
            (Decimal::from(steps), counted(steps, "step", "steps"))
        }
        _ => return None,
    };
    let away = if distance.is_zero() { String::new() } else { away };
    Some(Nearest { value: policy.phrase_in(domain, value), distance, away })
}

fn unit(domain: &Domain) -> &Unit {
    match domain {
        Domain::Number(number) => &number.unit,
        Domain::Vocabulary(_) | Domain::Date => &Unit::Bare,
    }
}

fn days(one: Date, other: Date) -> Option<(Decimal, String)> {
    let days = usize::try_from(one.until(other).ok()?.get_days().unsigned_abs()).ok()?;
    Some((Decimal::from(days), counted(days, "day", "days")))
}

/// The same of a count, where every member is known.
pub(super) fn nearest_count(holding: usize, members: usize, wanted: Decimal) -> Nearest {
    let distance = (Decimal::from(holding) - wanted).abs();
    let away = if distance.is_zero() { String::new() } else { distance.normalize().to_string() };
    Nearest { value: format!("{holding} of {members}"), distance, away }
}

/// Who assumes what, as a line: `vulnerability: assumed low`.
pub(super) fn assumption(policy: &Policy, fact: FactId) -> Option<String> {
    let one = policy.fact(fact)?;
    Some(format!("{}: assumed {}", one.name.phrase, policy.value_phrase(fact, one.assumed?)))
}
