//! Truth where some facts are unknown (Kleene's strong three-valued logic).

use rust_decimal::Decimal;

/// Whether a condition holds, as far as the facts tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds, whatever the unknown facts turn out to be.
    Holds,
    /// It does not hold, whatever they turn out to be.
    Fails,
    /// The known facts do not settle it.
    Open,
}

impl Truth {
    /// Of something that is known.
    #[must_use]
    pub const fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }

    /// Whether all hold; true of none at all.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Tally::of(parts).all()
    }

    /// Whether at least one holds; false of none at all.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Tally::of(parts).at_least(Decimal::ONE)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Holds => Self::Fails,
            Self::Fails => Self::Holds,
            Self::Open => Self::Open,
        }
    }
}

/// How many of some conditions hold, fail and are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// So many hold.
    pub holds: usize,
    /// So many do not.
    pub fails: usize,
    /// So many are open.
    pub open: usize,
}

impl Tally {
    /// Counts them.
    pub fn of(parts: impl IntoIterator<Item = Truth>) -> Self {
        let mut tally = Self::default();
        for part in parts {
            match part {
                Truth::Holds => tally.holds += 1,
                Truth::Fails => tally.fails += 1,
                Truth::Open => tally.open += 1,
            }
        }
        tally
    }

    fn all(self) -> Truth {
        if self.fails > 0 {
            Truth::Fails
        } else if self.open > 0 {
            Truth::Open
        } else {
            Truth::Holds
        }
    }

    /// Whether no fewer than `wanted` hold.
    #[must_use]
    pub fn at_least(self, wanted: Decimal) -> Truth {
        if Decimal::from(self.holds) >= wanted {
            Truth::Holds
        } else if Decimal::from(self.holds + self.open) < wanted {
            Truth::Fails
        } else {
            Truth::Open
        }
    }

    /// Whether no more than `wanted` hold.
    #[must_use]
    pub fn at_most(self, wanted: Decimal) -> Truth {
        if Decimal::from(self.holds + self.open) <= wanted {
            Truth::Holds
        } else if Decimal::from(self.holds) > wanted {
            Truth::Fails
        } else {
            Truth::Open
        }
    }

    /// Whether just `wanted` hold.
    #[must_use]
    pub fn exactly(self, wanted: Decimal) -> Truth {
        Truth::all([self.at_least(wanted), self.at_most(wanted)])
    }
}
