//! The days that an answer comes to.

use crate::model::{Allocation, Binding};
use rust_decimal::Decimal;

/// Adviser days, as far as the category is known. Figures are as the policy states them, ceilings and minimums too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The figure and how it binds, where it is the same whatever the category turns out to be.
    pub stated: Option<(Binding, Decimal)>,
    /// The least figure of what is possible.
    pub least: Option<Decimal>,
    /// The greatest.
    pub most: Option<Decimal>,
}

impl Days {
    /// Of the allocations of what is possible. Where one is missing or gives no days, or where there may be no category at all,
    /// no figure holds whatever the answer.
    pub(super) fn of<'p>(possible: impl Iterator<Item = Option<&'p Allocation>>, may_be_silent: bool) -> Self {
        let mut days = Self::default();
        for (at, allocation) in possible.enumerate() {
            let stated = allocation.and_then(Allocation::stated);
            days.stated = if at == 0 { stated } else { days.stated.filter(|_| days.stated == stated) };
            if let Some((_, figure)) = stated {
                days.least = Some(days.least.map_or(figure, |least| least.min(figure)));
                days.most = Some(days.most.map_or(figure, |most| most.max(figure)));
            }
        }
        days.stated = days.stated.filter(|_| !may_be_silent);
        days
    }
}
