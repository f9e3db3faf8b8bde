//! Whether a setting gets more or less.

use super::Standing;
use std::sync::Arc;

/// How what is possible after lies to what was possible before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The same, or it cannot be said: there is no category on one side.
    Neither,
    /// A more intensive category than any that was possible.
    More,
    /// Perhaps a more intensive one than any that was possible.
    PerhapsMore,
    /// A less intensive category than any that was possible.
    Less,
    /// Perhaps a less intensive one than any that was possible.
    PerhapsLess,
    /// Nothing is possible that was not, and less is.
    Narrower,
}

impl Direction {
    /// Between two standings. Each order has categories from the least to the most intensive; the first that has all of them is
    /// the one that counts.
    pub(super) fn between(from: &Standing, to: &Standing, orders: [&[Arc<str>]; 2]) -> Self {
        let ranks = orders.into_iter().find_map(|order| Some((span(from, order)?, span(to, order)?)));
        let Some(((least, most), (new_least, new_most))) = ranks else { return Self::Neither };
        if new_least > most {
            Self::More
        } else if new_most > most {
            Self::PerhapsMore
        } else if new_most < least {
            Self::Less
        } else if new_least < least {
            Self::PerhapsLess
        } else if from == to {
            Self::Neither
        } else {
            Self::Narrower
        }
    }

    /// Whether a more intensive category than before is possible.
    #[must_use]
    pub const fn may_be_more(self) -> bool {
        matches!(self, Self::More | Self::PerhapsMore)
    }

    /// In words; empty where there is nothing to say.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Neither => "",
            Self::More => "more intensive",
            Self::PerhapsMore => "perhaps more intensive",
            Self::Less => "less intensive",
            Self::PerhapsLess => "perhaps less intensive",
            Self::Narrower => "fewer possible",
        }
    }

    /// What programs call it; `None` where there is nothing to say.
    #[must_use]
    pub const fn machine(self) -> Option<&'static str> {
        match self {
            Self::Neither => None,
            Self::More => Some("more_intensive"),
            Self::PerhapsMore => Some("perhaps_more_intensive"),
            Self::Less => Some("less_intensive"),
            Self::PerhapsLess => Some("perhaps_less_intensive"),
            Self::Narrower => Some("fewer_possible"),
        }
    }
}

/// The least and the most intensive of what is possible; `None` where nothing is, or the order lacks one of them.
fn span(standing: &Standing, order: &[Arc<str>]) -> Option<(usize, usize)> {
    let ranks = standing.possible().iter().map(|code| order.iter().position(|other| other == code));
    let ranks = ranks.collect::<Option<Vec<usize>>>()?;
    Some((*ranks.iter().min()?, *ranks.iter().max()?))
}
