//! The facts of two policies as one row of variables.

use crate::diagram::regions::Regions;
use crate::model::{Domain, FactId, Policy, Value};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// A fact that one of two policies has, or both.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// The fact on each side.
    pub(super) facts: [Option<FactId>; 2],
    /// The regions that either side tells apart, each with a value as that side has it. The two values are one where both sides can
    /// say it; where a side cannot, its value is any.
    pub(super) regions: [Regions; 2],
    /// Which regions have a value that a side can say. A side without the fact can say them all.
    pub(super) says: [Vec<bool>; 2],
}

impl Shared {
    /// A fact of one side alone.
    pub(super) fn of_one(side: usize, fact: FactId, regions: &Regions) -> Self {
        let mut facts = [None; 2];
        if let Some(slot) = facts.get_mut(side) {
            *slot = Some(fact);
        }
        let says = vec![true; regions.len()];
        Self { facts, regions: [regions.clone(), regions.clone()], says: [says.clone(), says] }
    }

    /// A fact that both sides have, with values of one sort.
    pub(super) fn of_both(policies: [&Policy; 2], facts: [FactId; 2], regions: [&Regions; 2]) -> Self {
        let [left, right] = facts;
        let vocabulary =
            |policy: &Policy, fact| matches!(policy.fact(fact).map(|fact| &fact.domain), Some(Domain::Vocabulary(_)));
        let [old, new] = policies;
        let (regions, says) =
            if vocabulary(old, left) && vocabulary(new, right) { options(policies, facts, regions) } else { stretches(regions) };
        Self { facts: [Some(left), Some(right)], regions, says }
    }

    /// Whether both sides can say a region.
    pub(super) fn both_say(&self, region: usize) -> bool {
        self.says.iter().all(|side| side.get(region).is_some_and(|says| *says))
    }

    /// Where a value of a side lies.
    pub(super) fn region_of(&self, side: usize, value: Value) -> Option<usize> {
        let (regions, says) = (self.regions.get(side)?, self.says.get(side)?);
        match value {
            Value::Option(_) | Value::None => (0..regions.len())
                .find(|at| says.get(*at).is_some_and(|says| *says) && regions.representative(*at) == Some(value)),
            Value::Number(_) | Value::Date(_) => regions.region_of(value),
        }
    }
}

type Told = ([Regions; 2], [Vec<bool>; 2]);

/// Values of scales and choices, by their names: those of the later side in its order, then those of the earlier alone.
fn options(policies: [&Policy; 2], facts: [FactId; 2], regions: [&Regions; 2]) -> Told {
    let ([old, new], [left, right], [of_old, of_new]) = (policies, facts, regions);
    let values = |regions: &Regions| (0..regions.len()).filter_map(|at| regions.representative(at)).collect::<Vec<_>>();
    let named = |policy: &Policy, fact, value| match value {
        Value::Option(at) => policy.option_name(fact, at).map(|name| name.machine.clone()),
        Value::None | Value::Number(_) | Value::Date(_) => None,
    };
    let (earlier, later) = (values(of_old), values(of_new));
    let mut rows: Vec<[Option<Value>; 2]> = Vec::new();
    let same = |one: Value, other: Value| named(old, left, one) == named(new, right, other);
    rows.extend(later.iter().map(|value| [earlier.iter().copied().find(|one| same(*one, *value)), Some(*value)]));
    let known = |value: Value| later.iter().any(|other| same(value, *other));
    rows.extend(earlier.iter().filter(|value| !known(**value)).map(|value| [Some(*value), None]));
    // None is the last, as everywhere.
    rows.sort_by_key(|row| row.contains(&Some(Value::None)));
    let side = |at: usize, any: Option<Value>| {
        let of = rows.iter().map(|row| row.get(at).copied().flatten());
        let says: Vec<bool> = of.clone().map(|value| value.is_some()).collect();
        (Regions::each_alone(of.filter_map(|value| value.or(any)).collect()), says)
    };
    let ((one, says), (other, also)) = (side(0, earlier.first().copied()), side(1, later.first().copied()));
    ([one, other], [says, also])
}

/// Numbers and days, cut wherever either side does.
fn stretches(regions: [&Regions; 2]) -> Told {
    let [of_old, of_new] = regions;
    let refined = of_old.refined(of_new);
    let fits = |side: &Regions, value: Value| side.region_of(value).is_some();
    let value_of = |region: usize| {
        let value = refined.representative(region)?;
        // Where one side has whole numbers alone, a whole number of the region stands for it, if there is one.
        let whole = |number: Decimal| {
            let near = [number.floor(), number.ceil()].map(Value::Number);
            near.into_iter().find(|near| refined.region_of(*near) == Some(region) && fits(of_old, *near) && fits(of_new, *near))
        };
        Some(match value {
            Value::Number(number) if !(fits(of_old, value) && fits(of_new, value)) => whole(number).unwrap_or(value),
            Value::Number(_) | Value::None | Value::Option(_) | Value::Date(_) => value,
        })
    };
    let values: Vec<Value> = (0..refined.len()).filter_map(value_of).collect();
    let says = |side: &Regions| values.iter().map(|value| fits(side, *value)).collect::<Vec<_>>();
    let says = [says(of_old), says(of_new)];
    let both = refined.stood_for_by(values);
    ([both.clone(), both], says)
}

/// The facts of two sides level by level, in the order of the earlier side; what the later has alone comes behind what is before it
/// there.
pub(super) fn order(orders: [&[FactId]; 2], pairs: &[(FactId, FactId)]) -> Vec<[Option<FactId>; 2]> {
    let [old, new] = orders;
    let partner: HashMap<FactId, FactId> = pairs.iter().map(|(left, right)| (*left, *right)).collect();
    let mut levels: Vec<[Option<FactId>; 2]> = old.iter().map(|fact| [Some(*fact), partner.get(fact).copied()]).collect();
    let mut at = 0;
    for fact in new {
        match levels.iter().position(|[_, right]| *right == Some(*fact)) {
            Some(there) => at = there + 1,
            None => {
                levels.insert(at, [None, Some(*fact)]);
                at += 1;
            }
        }
    }
    levels
}
