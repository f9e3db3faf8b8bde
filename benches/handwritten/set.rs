//! The five categories and sets of them.

/// From least to most intensive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Category {
    A,
    As,
    B1,
    B2,
    C,
}

impl Category {
    pub(super) const ALL: [Self; 5] = [Self::A, Self::As, Self::B1, Self::B2, Self::C];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::As => "AS",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C => "C",
        }
    }

    /// Annex 2: days of adviser time a year.
    pub(super) const fn days(self) -> &'static str {
        match self {
            Self::A => "5",
            Self::As => "7",
            Self::B1 => "9.5",
            Self::B2 => "14.5",
            Self::C => "19",
        }
    }
}

/// Categories that are possible: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set(pub(super) u8);

impl Set {
    pub(super) const fn of(category: Category) -> Self {
        Self(1 << category as u8)
    }

    pub(super) fn from<T: Copy>(options: &[T], category: impl Fn(T) -> Category) -> Self {
        options.iter().fold(Self::default(), |set, option| set.or(Self::of(category(*option))))
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What the more intensive of the two can be, one out of each set. Neither is empty.
    pub(super) const fn more_intensive(self, other: Self) -> Self {
        let (one, two) = (self.0 & self.0.wrapping_neg(), other.0 & other.0.wrapping_neg());
        let least = if one > two { one } else { two };
        Self((self.0 | other.0) & !(least - 1))
    }

    pub(super) const fn has(self, category: Category) -> bool {
        self.0 & (1 << category as u8) != 0
    }

    pub(super) const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The least intensive; `A` of nothing.
    pub(super) fn least(self) -> Category {
        Category::ALL.into_iter().find(|category| self.has(*category)).unwrap_or(Category::A)
    }

    /// The most intensive; `A` of nothing.
    pub(super) fn most(self) -> Category {
        Category::ALL.into_iter().rev().find(|category| self.has(*category)).unwrap_or(Category::A)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Category> {
        Category::ALL.into_iter().filter(move |category| self.has(*category))
    }
}
