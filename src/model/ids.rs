//! Places in the lists of a policy.

#[cfg(doc)]
use super::{import::Import, policy::Policy};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u16);

        impl $name {
            /// As an index.
            #[must_use]
            pub const fn at(self) -> usize {
                self.0 as usize
            }

            /// The id of an index; `None` beyond what a policy holds.
            #[must_use]
            pub fn from_index(at: usize) -> Option<Self> {
                u16::try_from(at).ok().map(Self)
            }
        }
    )*};
}

id! {
    /// Index in [`Policy::kinds`].
    KindId,
    /// Index in [`Policy::facts`].
    FactId,
    /// Index in [`Policy::categories`], least intensive first: a greater id is a more intensive category.
    CategoryId,
    /// Index in [`Policy::defines`].
    DefineId,
    /// Index in [`Policy::derived`].
    DerivedId,
    /// Index in [`Policy::lists`].
    ListId,
    /// Index in [`Policy::parameters`].
    ParameterId,
    /// Index in [`Policy::vocabularies`].
    VocabularyId,
    /// Index in [`Policy::periods`].
    PeriodId,
    /// Index in [`Import::columns`].
    ColumnId,
}
