//! Exact sums as leaves.

use super::Compiled;
use crate::diagram::store::{Builder, QuickMap, Ref, TooLarge};
use crate::model::Value;
use rust_decimal::Decimal;
use std::cell::RefCell;

/// Every sum that was met, each once; its place is its leaf.
#[derive(Debug, Default)]
pub(super) struct Sums {
    met: RefCell<Met>,
}

#[derive(Debug, Default)]
struct Met {
    sums: Vec<Decimal>,
    leaves: QuickMap<Decimal, u32>,
}

impl Sums {
    /// The leaf of nothing added yet.
    pub(super) fn zero(&self) -> Ref {
        self.leaf(Decimal::ZERO)
    }

    /// Adds a number where a condition holds.
    pub(super) fn add(&self, builder: &mut Builder, sum: Ref, holds: Ref, number: Decimal) -> Result<Ref, TooLarge> {
        builder.apply(holds, sum, &|holds, sum| match (holds.value()?, sum.at()) {
            (0, _) => Some(sum),
            (_, Some(at)) => {
                let before = self.met.borrow().sums.get(at).copied()?;
                // INVARIANT: a checked policy adds numbers that never pass what a decimal holds.
                Some(self.leaf(before.checked_add(number)?))
            }
            (_, None) => None,
        })
    }

    /// Adds so many times the value of another diagram; none adds nothing.
    pub(super) fn add_value(&self, builder: &mut Builder, sum: Ref, other: &Compiled, times: Decimal) -> Result<Ref, TooLarge> {
        builder.apply(other.root, sum, &|value, sum| {
            let before = self.met.borrow().sums.get(sum.at()?).copied()?;
            let number = match other.values.get(value.at()?)? {
                Value::Number(number) => number.checked_mul(times)?,
                Value::None | Value::Option(_) | Value::Date(_) => Decimal::ZERO,
            };
            Some(self.leaf(before.checked_add(number)?))
        })
    }

    fn leaf(&self, sum: Decimal) -> Ref {
        let mut met = self.met.borrow_mut();
        let sum = sum.normalize();
        if let Some(leaf) = met.leaves.get(&sum) {
            return Ref::leaf(*leaf);
        }
        let leaf = u32::try_from(met.sums.len()).unwrap_or(0);
        met.sums.push(sum);
        met.leaves.insert(sum, leaf);
        Ref::leaf(leaf)
    }

    /// The values of the leaves.
    pub(super) fn values(self) -> Vec<Value> {
        self.met.into_inner().sums.into_iter().map(Value::Number).collect()
    }
}
