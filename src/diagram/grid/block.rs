//! Blocks: for each column of a table some of its regions, as a row has them.

use super::bits::Bits;

/// Some regions of each column, all of which a setting lies in. Of no use with another grid.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block(pub(super) Vec<Bits>);

impl Block {
    /// The regions of each column.
    #[must_use]
    pub fn cells(&self) -> &[Bits] {
        &self.0
    }

    /// Whether nothing can be in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().any(Bits::is_empty)
    }

    /// Whether something can be in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| one.meets(other))
    }

    /// Whether all that is in it is in the other.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| one.is_within(other))
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(one, other)| one.and(other)).collect())
    }

    /// The only column in which two blocks differ, where there is just one.
    #[must_use]
    pub fn differs_from(&self, other: &Self) -> Option<usize> {
        let mut apart = self.0.iter().zip(&other.0).enumerate().filter(|(_, (one, other))| one != other).map(|(at, _)| at);
        apart.next().filter(|_| apart.next().is_none())
    }

    /// The same, with other regions in one column.
    #[must_use]
    pub fn with(&self, column: usize, regions: Bits) -> Self {
        let mut cells = self.0.clone();
        if let Some(cell) = cells.get_mut(column) {
            *cell = regions;
        }
        Self(cells)
    }

    /// A block with nothing of these in it, grown as far as it can without meeting them: first in columns where everything
    /// can be in it, so that it needs as few words as may be.
    #[must_use]
    pub fn grown(&self, everything: &Self, beside: &[&Self]) -> Self {
        let mut grown = self.clone();
        for all_or_nothing in [true, false] {
            for (column, all) in everything.0.iter().enumerate() {
                // What would be met if this column were everything.
                let wide = grown.with(column, all.clone());
                let barred = beside.iter().filter(|block| block.meets(&wide)).filter_map(|block| block.0.get(column));
                let open = barred.fold(all.clone(), |open, met| open.without(met));
                if !all_or_nothing || open == *all {
                    grown = grown.with(column, open);
                }
            }
        }
        grown
    }
}
