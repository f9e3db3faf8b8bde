//! The values of a parameter, parted where an answer can change.

use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// An end of some values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The value.
    pub at: Decimal,
    /// Whether it is one of them itself.
    pub included: bool,
}

/// Values next to one another between which no answer changes; no end where they go on for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The lower end.
    pub from: Option<End>,
    /// The upper one.
    pub to: Option<End>,
}

/// Where answers can change, and between what values a parameter may lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts {
    /// The values at which they can; more than do is no harm.
    pub(super) at: BTreeSet<Decimal>,
    /// Whether only whole numbers (or days, by their number) are values.
    pub(super) whole: bool,
    pub(super) least: Option<Decimal>,
    pub(super) most: Option<Decimal>,
}

impl Cuts {
    /// Narrows what values there are.
    pub(super) fn between(&mut self, least: Option<Decimal>, most: Option<Decimal>) {
        let greater = |one: Option<Decimal>, other: Option<Decimal>| one.into_iter().chain(other).max();
        let lesser = |one: Option<Decimal>, other: Option<Decimal>| one.into_iter().chain(other).min();
        self.least = greater(self.least, least);
        self.most = lesser(self.most, most);
    }

    /// A whole number and those next to it.
    pub(super) fn around(&mut self, number: Decimal) {
        self.at.extend([number - Decimal::ONE, number, number + Decimal::ONE]);
    }

    /// Each cut by itself, and the values between them, with one of its values; in order.
    pub(super) fn cells(&self) -> Vec<(Stretch, Decimal)> {
        let inside = |at: &Decimal| {
            self.least.is_none_or(|least| *at >= least)
                && self.most.is_none_or(|most| *at <= most)
                && (!self.whole || at.is_integer())
        };
        let ends = self.least.into_iter().chain(self.most);
        let cuts: BTreeSet<Decimal> = self.at.iter().copied().chain(ends).filter(inside).collect();
        let mut cells = Vec::with_capacity(cuts.len() * 2 + 1);
        let mut before: Option<Decimal> = None;
        for cut in &cuts {
            cells.extend(self.between_cuts(before, Some(*cut)));
            let end = End { at: *cut, included: true };
            cells.push((Stretch { from: Some(end), to: Some(end) }, *cut));
            before = Some(*cut);
        }
        cells.extend(self.between_cuts(before, None));
        cells
    }

    fn between_cuts(&self, low: Option<Decimal>, high: Option<Decimal>) -> Option<(Stretch, Decimal)> {
        let beyond = low.is_none() && self.least.is_some() || high.is_none() && self.most.is_some();
        if beyond {
            return None;
        }
        if self.whole {
            let (from, to) = (low.map(|low| low + Decimal::ONE), high.map(|high| high - Decimal::ONE));
            let sample = from.or(to).unwrap_or(Decimal::ZERO);
            let some = from.zip(to).is_none_or(|(from, to)| from <= to);
            let end = |at: Option<Decimal>| at.map(|at| End { at, included: true });
            return some.then(|| (Stretch { from: end(from), to: end(to) }, sample));
        }
        let sample = match (low, high) {
            (Some(low), Some(high)) => (low + high) / Decimal::TWO,
            (Some(low), None) => low + Decimal::ONE,
            (None, Some(high)) => high - Decimal::ONE,
            (None, None) => Decimal::ZERO,
        };
        let end = |at: Option<Decimal>| at.map(|at| End { at, included: false });
        Some((Stretch { from: end(low), to: end(high) }, sample))
    }
}

impl Stretch {
    /// Whether a value lies in it.
    #[must_use]
    pub fn has(&self, value: Decimal) -> bool {
        let above = |end: End| value > end.at || end.included && value == end.at;
        let below = |end: End| value < end.at || end.included && value == end.at;
        self.from.is_none_or(above) && self.to.is_none_or(below)
    }

    /// Its value nearest to another, written with no more decimals than need be.
    pub(super) fn nearest(&self, to: Decimal, sample: Decimal) -> Decimal {
        if self.has(to) {
            return to;
        }
        let below = self.to.filter(|end| end.at <= to);
        let Some(end) = below.or(self.from) else { return sample };
        if end.included {
            return end.at;
        }
        let scale = to.normalize().scale().max(end.at.normalize().scale());
        for scale in scale..scale + MOST_DECIMALS {
            let step = Decimal::new(1, scale);
            let next = if below.is_some() { end.at - step } else { end.at + step };
            if self.has(next) {
                return next;
            }
        }
        sample
    }
}

/// So many decimals more than there are already are tried for a value just beside another.
const MOST_DECIMALS: u32 = 6;
