//! What is to be reached.

mod read;

pub use read::{Misread, read};

use super::placed::{Part, Placed};
use crate::model::{CategoryId, KindId, Policy};
use rust_decimal::Decimal;

/// A goal, and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// As written, blanks reduced.
    pub text: String,
    /// What it asks for.
    pub wanted: Wanted,
}

/// What a goal asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// `at most 5 schools in B2 or C`
    Count {
        /// How many.
        bound: Bound,
        /// Only of these kinds; none for all.
        kinds: Vec<KindId>,
        /// In any of these.
        categories: Vec<CategoryId>,
    },
    /// `Autumn 1 within 60 adviser days`
    Days {
        /// How many.
        bound: Bound,
        /// When.
        part: Part,
    },
    /// `S3 in B1`, `S3 at most B1`
    Setting {
        /// The setting's place among those that are looked at.
        at: usize,
        /// Any of these.
        categories: Vec<CategoryId>,
    },
}

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// No more.
    AtMost(Decimal),
    /// No fewer.
    AtLeast(Decimal),
    /// Just so many.
    Exactly(Decimal),
}

/// What is possible of one setting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Known {
    /// Its kind.
    pub kind: KindId,
    /// The categories, least intensive first.
    pub possible: Vec<CategoryId>,
    /// Whether there may be none.
    pub may_be_silent: bool,
}

/// How a goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The least that the figure can be, as far as settings are open.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
    /// Whether it is reached whatever the unknown facts are.
    pub certain: bool,
    /// Whether it is reached if they turn out well.
    pub perhaps: bool,
    /// By how much it is missed at the worst.
    pub missed: Decimal,
    /// Days that may lie in the part of the year besides, as nobody says when they are.
    pub unplaced: Decimal,
    /// Whether some support has no days that are given.
    pub not_given: bool,
}

impl Known {
    /// Every outcome that is possible; `None` is no category.
    fn outcomes(&self) -> impl Iterator<Item = Option<CategoryId>> {
        self.possible.iter().copied().map(Some).chain(self.may_be_silent.then_some(None))
    }

    fn is_in(&self, categories: &[CategoryId]) -> bool {
        !self.possible.is_empty() && self.outcomes().all(|one| one.is_some_and(|one| categories.contains(&one)))
    }

    fn may_be_in(&self, categories: &[CategoryId]) -> bool {
        self.possible.iter().any(|one| categories.contains(one))
    }
}

impl Goal {
    /// How it stands with what is possible of each setting.
    #[must_use]
    pub fn stand(&self, policy: &Policy, settings: &[&Known]) -> Stand {
        match &self.wanted {
            Wanted::Count { bound, kinds, categories } => {
                let counted = || settings.iter().filter(|one| kinds.is_empty() || kinds.contains(&one.kind));
                let least = counted().filter(|one| one.is_in(categories)).count();
                let most = counted().filter(|one| one.may_be_in(categories)).count();
                bound.stand(Decimal::from(least), Decimal::from(most))
            }
            Wanted::Days { bound, part } => {
                let (mut least, mut most) = (Decimal::ZERO, Decimal::ZERO);
                let (mut unplaced, mut not_given) = (Decimal::ZERO, false);
                for one in settings {
                    let placed: Vec<Placed> =
                        one.outcomes().map(|outcome| Placed::of(policy, one.kind, outcome, *part)).collect();
                    let days = || placed.iter().map(|placed| placed.days);
                    least += days().min().unwrap_or_default();
                    most += days().max().unwrap_or_default();
                    unplaced += placed.iter().map(|placed| placed.perhaps).max().unwrap_or_default();
                    not_given |= placed.iter().any(|placed| placed.not_given);
                }
                Stand { unplaced, not_given, ..bound.stand(least, most) }
            }
            Wanted::Setting { at, categories } => {
                let Some(one) = settings.get(*at) else {
                    return Bound::AtLeast(Decimal::ONE).stand(Decimal::ZERO, Decimal::ZERO);
                };
                let (is, may) = (one.is_in(categories), one.may_be_in(categories));
                let figure = |is: bool| Decimal::from(u8::from(is));
                let off = |one: &CategoryId| categories.iter().map(|wanted| wanted.0.abs_diff(one.0)).min();
                let missed = one.possible.iter().filter_map(off).max().unwrap_or(1).max(u16::from(!is));
                let stand = Bound::AtLeast(Decimal::ONE).stand(figure(is), figure(may));
                Stand { missed: if is { Decimal::ZERO } else { Decimal::from(missed) }, ..stand }
            }
        }
    }

    /// Whether a setting stands in its way: it counts, or may, where fewer are wanted; it does not for certain where more are.
    #[must_use]
    pub fn is_against(&self, policy: &Policy, at: usize, one: &Known) -> bool {
        match &self.wanted {
            Wanted::Count { bound, kinds, categories } => {
                let of_kind = kinds.is_empty() || kinds.contains(&one.kind);
                let wants_more = matches!(bound, Bound::AtLeast(_));
                of_kind && if wants_more { !one.is_in(categories) } else { one.may_be_in(categories) }
            }
            Wanted::Days { bound, part } => {
                let has_days = |outcome| !Placed::of(policy, one.kind, outcome, *part).days.is_zero();
                matches!(bound, Bound::AtMost(_)) && one.outcomes().any(has_days)
            }
            Wanted::Setting { at: own, categories } => at == *own && !one.is_in(categories),
        }
    }

    /// Its figure in words: `5 settings`, `3 to 5 settings`, `62.5 days`, `it is not so`.
    #[must_use]
    pub fn figure(&self, stand: &Stand) -> String {
        let (least, most) = (stand.least.normalize(), stand.most.normalize());
        let range = if least == most { least.to_string() } else { format!("{least} to {most}") };
        match &self.wanted {
            Wanted::Count { .. } => format!("{range} {}", if most == Decimal::ONE { "setting" } else { "settings" }),
            Wanted::Days { .. } => format!("{range} {}", if most == Decimal::ONE { "day" } else { "days" }),
            Wanted::Setting { .. } if stand.certain => "it is so".to_owned(),
            Wanted::Setting { .. } if stand.perhaps => "it may be so".to_owned(),
            Wanted::Setting { .. } => "it is not so".to_owned(),
        }
    }
}

impl Bound {
    fn stand(self, least: Decimal, most: Decimal) -> Stand {
        let over = |one: Decimal, other: Decimal| (one - other).max(Decimal::ZERO);
        let (certain, perhaps, missed) = match self {
            Self::AtMost(number) => (most <= number, least <= number, over(most, number)),
            Self::AtLeast(number) => (least >= number, most >= number, over(number, least)),
            Self::Exactly(number) => (
                least == number && most == number,
                least <= number && number <= most,
                over(most, number).max(over(number, least)),
            ),
        };
        Stand { least, most, certain, perhaps, missed, unplaced: Decimal::ZERO, not_given: false }
    }
}
