//! The days that stand for all days on which a policy is in force.

use crate::diagram::{relations, tested};
use crate::model::{Operand, ParameterValue, Policy, Relates, TestKind, in_days, in_months};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// The days for which what is said of every setting is decided: the first and the last day on which the policy is in force and,
/// in between, the days around each on which a parameter takes another value, on which a day named by a rule comes to pass, and on
/// which that day is no longer within a time that a rule names. Between two of them the rules tell the same settings apart, unless they
/// measure one day both in months and in days. Where the policy is in force for ever: the days of its scenarios, pins and examples too.
#[must_use]
pub fn days(policy: &Policy) -> Vec<Date> {
    let mut days: BTreeSet<Date> =
        around(policy).into_iter().flat_map(|day| [in_days(day, -1), Some(day), in_days(day, 1)]).flatten().collect();
    if let Some((first, last)) = policy.in_force {
        days.retain(|day| *day >= first && *day <= last);
        days.extend([first, last]);
    } else {
        days.extend(policy.scenarios.iter().map(|one| one.on));
        days.extend(policy.pins.iter().map(|one| one.on));
        days.extend(policy.examples.as_ref().map(|one| one.on));
    }
    days.into_iter().collect()
}

/// Days at which the rules may come to tell other settings apart.
fn around(policy: &Policy) -> BTreeSet<Date> {
    let mut days: BTreeSet<Date> = policy.parameters.iter().flat_map(|one| &one.steps).filter_map(|(from, _)| *from).collect();
    let (mut named, mut lengths) = (BTreeSet::new(), BTreeSet::new());
    for test in policy.kind_ids().flat_map(|kind| tested(policy, kind)) {
        match &test.kind {
            TestKind::Date(_, operand) => named.extend(values(policy, operand).into_iter().filter_map(|value| match value {
                ParameterValue::Date(day) => Some(day),
                ParameterValue::Number(_) => None,
            })),
            TestKind::Within { length, months } => {
                let all = values(policy, length).into_iter().filter_map(|value| match value {
                    ParameterValue::Number(number) => number.floor().to_i64(),
                    ParameterValue::Date(_) => None,
                });
                lengths.extend(all.map(|length| (length, *months)));
            }
            TestKind::OneOf(_) | TestKind::None | TestKind::Number(..) => {}
        }
    }
    for relation in policy.kind_ids().flat_map(|kind| relations(policy, kind)) {
        if let Relates::Within { length, months } = relation.how {
            lengths.insert((length, months));
        }
    }
    for day in named {
        days.insert(day);
        days.extend(
            lengths.iter().filter_map(|(length, months)| if *months { in_months(day, *length) } else { in_days(day, *length) }),
        );
    }
    days
}

/// Every value that an operand takes in time.
fn values(policy: &Policy, operand: &Operand) -> Vec<ParameterValue> {
    match operand {
        Operand::Number(number) => vec![ParameterValue::Number(*number)],
        Operand::Date(day) => vec![ParameterValue::Date(*day)],
        Operand::Parameter(id) => {
            policy.parameters.get(id.at()).map_or_else(Vec::new, |one| one.steps.iter().map(|(_, value)| *value).collect())
        }
    }
}
