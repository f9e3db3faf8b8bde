//! How many settings stand where, before and after, and how many go from where to where.

use super::{Figures, Group, Moves, Setting};
use crate::harness::Found;

/// The settings of one standing.
#[derive(Clone, Debug)]
pub struct CategoryCount {
    /// The standing.
    pub group: Group,
    /// Before.
    pub before: Tally,
    /// After.
    pub after: Tally,
}

/// How many settings there are, and their days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub settings: usize,
    /// Their days.
    pub days: Figures,
}

/// How many settings go from where to where.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Where settings come from: the rows.
    pub from: Vec<Group>,
    /// Where they go: the columns.
    pub to: Vec<Group>,
    /// A row for each standing that settings come from.
    pub rows: Vec<Vec<usize>>,
}

impl Moves {
    /// Every standing that a setting has before or after, the least intensive category first.
    #[must_use]
    pub fn by_category(&self) -> Vec<CategoryCount> {
        let count = |group: Group| {
            let before = tally(self.settings.iter().filter(|one| one.from().group() == group), |one| &one.before);
            let after = tally(self.settings.iter().filter(|one| one.to().group() == group), |one| &one.after);
            CategoryCount { group, before, after }
        };
        let all = self.groups().into_iter().map(count);
        all.filter(|count| count.before.settings + count.after.settings > 0).collect()
    }

    /// From where to where.
    #[must_use]
    pub fn matrix(&self) -> Matrix {
        let pairs: Vec<(Group, Group)> = self.settings.iter().map(|one| (one.from().group(), one.to().group())).collect();
        let mut from = self.groups();
        from.retain(|group| pairs.iter().any(|(one, _)| one == group));
        let mut to = self.groups();
        to.retain(|group| pairs.iter().any(|(_, one)| one == group));
        let row =
            |one: &Group| to.iter().map(|other| pairs.iter().filter(|pair| pair.0 == *one && pair.1 == *other).count()).collect();
        let rows = from.iter().map(row).collect();
        Matrix { from, to, rows }
    }

    fn groups(&self) -> Vec<Group> {
        let categories = self.categories.iter().cloned().map(Group::Category);
        let others = [Group::Open, Group::NotCategorised, Group::NoAnswer, Group::CannotBe, Group::TooTangled];
        categories.chain(others).collect()
    }
}

fn tally<'s>(settings: impl Iterator<Item = &'s Setting>, found: fn(&Setting) -> &Found) -> Tally {
    let all: Vec<Figures> = settings.map(|setting| Figures::of(found(setting))).collect();
    Tally { settings: all.len(), days: all.into_iter().sum() }
}
