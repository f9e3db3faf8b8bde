//! Which way something goes.

use super::Days;
use std::cmp::Ordering;
use std::sync::Arc;

/// Which way the categories, or the days, of settings go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// They stay.
    #[default]
    Same,
    /// None goes down and some go up.
    More,
    /// None goes up and some go down.
    Less,
    /// Some go up and some down.
    Mixed,
    /// They change, and it cannot be said which way.
    Otherwise,
}

impl Verdict {
    /// Of two changes together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, one) | (one, Self::Same) => one,
            (Self::More, Self::More) => Self::More,
            (Self::Less, Self::Less) => Self::Less,
            (Self::Otherwise, Self::Otherwise) => Self::Otherwise,
            (Self::Mixed, _) | (_, Self::Mixed) => Self::Mixed,
            (Self::More | Self::Otherwise, _) | (Self::Less, _) => Self::Mixed,
        }
    }

    const fn of(ordering: Ordering) -> Self {
        match ordering {
            Ordering::Less => Self::More,
            Ordering::Equal => Self::Otherwise,
            Ordering::Greater => Self::Less,
        }
    }

    /// From one category to another; the first order that has both is the one that counts.
    pub(super) fn between(from: Option<&Arc<str>>, to: Option<&Arc<str>>, orders: [&[Arc<str>]; 2]) -> Self {
        if from == to {
            return Self::Same;
        }
        let rank = |code: Option<&Arc<str>>, order: &[Arc<str>]| order.iter().position(|one| Some(one) == code);
        let ranks = orders.into_iter().find_map(|order| Some((rank(from, order)?, rank(to, order)?)));
        ranks.map_or(Self::Otherwise, |(from, to)| Self::of(from.cmp(&to)))
    }

    /// From some days to others.
    pub(super) fn of_days(from: Days, to: Days) -> Self {
        match (from, to) {
            (from, to) if from == to => Self::Same,
            (Days::Stated(_, from), Days::Stated(_, to)) => Self::of(from.cmp(&to)),
            (Days::Stated(..) | Days::Nothing | Days::NotGiven, _) => Self::Otherwise,
        }
    }

    /// Of categories: `more intensive`.
    #[must_use]
    pub const fn of_categories(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::More => "more intensive",
            Self::Less => "less intensive",
            Self::Mixed => "mixed",
            Self::Otherwise => "otherwise",
        }
    }

    /// Of days: `more`, `fewer`.
    #[must_use]
    pub const fn in_days(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::More => "more",
            Self::Less => "fewer",
            Self::Mixed => "mixed",
            Self::Otherwise => "otherwise",
        }
    }

    /// What programs call it, of categories and of days: `more_intensive`, `fewer`.
    #[must_use]
    pub const fn machine(self, days: bool) -> &'static str {
        match (self, days) {
            (Self::Same, _) => "same",
            (Self::More, false) => "more_intensive",
            (Self::Less, false) => "less_intensive",
            (Self::More, true) => "more",
            (Self::Less, true) => "fewer",
            (Self::Mixed, _) => "mixed",
            (Self::Otherwise, _) => "otherwise",
        }
    }
}
