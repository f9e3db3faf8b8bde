//! Sets of settings, and what can be done with them.

use super::Study;
use crate::diagram::store::{Ref, TooLarge};
use crate::model::FactId;

/// A set of settings of one [`Study`]; of no use in another. Equal sets are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Set(pub(in crate::diagram) Ref);

impl Set {
    /// Every setting, also what cannot be.
    pub const ALL: Self = Self(Ref::TRUE);
    /// None.
    pub const NONE: Self = Self(Ref::FALSE);

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }
}

impl Study<'_> {
    /// What is in both.
    ///
    /// # Errors
    /// Where it would be too large; so for all that follow.
    pub fn both(&mut self, one: Set, other: Set) -> Result<Set, TooLarge> {
        self.conditions.builder.both(one.0, other.0).map(Set)
    }

    /// What is in all of them; every setting where there are none.
    pub fn all_of(&mut self, sets: &[Set]) -> Result<Set, TooLarge> {
        sets.iter().try_fold(Set::ALL, |all, one| self.both(all, *one))
    }

    /// What is in either.
    pub fn either(&mut self, one: Set, other: Set) -> Result<Set, TooLarge> {
        self.conditions.builder.either(one.0, other.0).map(Set)
    }

    /// What is in any of them.
    pub fn any_of(&mut self, sets: &[Set]) -> Result<Set, TooLarge> {
        sets.iter().try_fold(Set::NONE, |any, one| self.either(any, *one))
    }

    /// What is not in it.
    pub fn not(&mut self, of: Set) -> Result<Set, TooLarge> {
        self.conditions.not(of.0).map(Set)
    }

    /// What is in the first and not in the second.
    pub fn without(&mut self, one: Set, other: Set) -> Result<Set, TooLarge> {
        self.conditions.builder.without(one.0, other.0).map(Set)
    }

    /// The settings whose fact has a value of one of these regions.
    pub fn with(&mut self, fact: FactId, regions: &[usize]) -> Result<Set, TooLarge> {
        let Some(level) = self.level(fact) else { return Ok(Set::NONE) };
        self.conditions.builder.with(level, regions).map(Set)
    }

    /// The facts that a set asks for.
    #[must_use]
    pub fn asks_for(&self, of: Set) -> Vec<FactId> {
        let levels = self.conditions.builder.asked(of.0);
        levels.into_iter().filter_map(|level| self.order.get(level).copied()).collect()
    }
}
