//! Exact fractions, for means that are compared.

use rust_decimal::Decimal;
use std::cmp::Ordering;

/// A number that is not less than nothing, as a fraction in its lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    above: u128,
    below: u128,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { above: 0, below: 1 };

    /// A fraction; `None` for nothing below.
    #[must_use]
    pub fn new(above: u128, below: u128) -> Option<Self> {
        let common = common(above, below);
        (below > 0).then(|| Self { above: above / common, below: below / common })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: usize) -> Self {
        Self { above: number as u128, below: 1 }
    }

    /// An exact decimal; `None` for one that is less than nothing.
    #[must_use]
    pub fn of(decimal: Decimal) -> Option<Self> {
        let below = 10_u128.checked_pow(decimal.scale())?;
        Self::new(u128::try_from(decimal.mantissa()).ok()?, below)
    }

    /// The sum; `None` where it cannot be written.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let below = self.below.checked_mul(other.below / common(self.below, other.below))?;
        let part = |one: Self| one.above.checked_mul(below / one.below);
        Self::new(part(self)?.checked_add(part(other)?)?, below)
    }

    /// The difference; `None` where it is less than nothing or cannot be written.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let below = self.below.checked_mul(other.below / common(self.below, other.below))?;
        let part = |one: Self| one.above.checked_mul(below / one.below);
        Self::new(part(self)?.checked_sub(part(other)?)?, below)
    }

    /// The quotient; `None` for nothing below, or where it cannot be written.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        let (across, down) = (common(self.above, other.above), common(self.below, other.below));
        let (above, below) = ((self.above / across, other.below / down), (self.below / down, other.above / across));
        Self::new(above.0.checked_mul(above.1)?, below.0.checked_mul(below.1)?)
    }

    /// Rounded to so many decimals, half away from nothing.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Decimal {
        let part =
            |number: u128| i128::try_from(number).ok().and_then(|number| Decimal::try_from_i128_with_scale(number, 0).ok());
        let exact = part(self.above).zip(part(self.below)).and_then(|(above, below)| above.checked_div(below));
        let rounded = exact.unwrap_or(Decimal::MAX);
        rounded.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize()
    }
}

/// The greatest number that divides both; 1 where both are nothing.
const fn common(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    if one == 0 { 1 } else { one }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    /// By continued fractions, so that no product is ever too large to be written.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut other) = (*self, *other);
        let mut turned = false;
        loop {
            let order = (one.above / one.below).cmp(&(other.above / other.below));
            let rests = (one.above % one.below, other.above % other.below);
            let order = match (order, rests) {
                (Ordering::Equal, (0, 0)) => return Ordering::Equal,
                (Ordering::Equal, (0, _)) => Ordering::Less,
                (Ordering::Equal, (_, 0)) => Ordering::Greater,
                (Ordering::Equal, (rest, other_rest)) => {
                    one = Self { above: one.below, below: rest };
                    other = Self { above: other.below, below: other_rest };
                    turned = !turned;
                    continue;
                }
                (order, _) => order,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}
