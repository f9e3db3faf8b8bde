//! What settings get and what is expected of them, apart from their category.

use super::{Contrast, Moves, Side};
use crate::diagram::compile::expected;
use crate::diagram::store::{Ref, TooLarge};
use crate::diagram::study::Set;
use crate::model::{CategoryId, Name};
use std::sync::Arc;

/// A category on each side, what is expected in it, and the diagrams of each side that say so.
type Expected = ([CategoryId; 2], Arc<str>, [Vec<Ref>; 2]);

/// What becomes of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It was not there and is.
    Begins,
    /// It was there and is not.
    Ends,
    /// It is there on both sides, and met on one alone.
    Otherwise,
}

/// Settings that stay in their category, of which something is expected otherwise.
#[derive(Clone, Debug)]
pub struct Expecting {
    /// The category on each side.
    pub categories: [CategoryId; 2],
    /// What is expected.
    pub name: Arc<str>,
    /// What becomes of it.
    pub fate: Fate,
    /// The settings.
    pub set: Set,
    /// All settings that stay in the category.
    pub all: Set,
}

/// Settings that get something besides on one side alone.
#[derive(Clone, Debug)]
pub struct Gets {
    /// What, as written.
    pub item: Arc<str>,
    /// What becomes of it.
    pub fate: Fate,
    /// The settings.
    pub set: Set,
    /// All settings that can be, over the same facts.
    pub all: Set,
}

/// A number of expectations that are met, and one of those that are not, as a leaf.
const FEW: u32 = 1 << 12;

impl Contrast<'_> {
    /// Whether anything is expected otherwise, in a category that both sides have.
    #[must_use]
    pub fn expects_otherwise(&self) -> bool {
        !self.expected().is_empty()
    }

    /// The diagrams of what is expected otherwise, in a category that both sides have.
    pub(super) fn changed_expectations(&mut self) -> Vec<Ref> {
        self.expected().into_iter().flat_map(|(_, _, [old, new])| old.into_iter().chain(new)).collect()
    }

    /// By category and name: what each side expects, where it is not the same diagrams.
    fn expected(&self) -> Vec<Expected> {
        let mut all: Vec<Expected> = Vec::new();
        for (side, of) in self.sides.iter().enumerate() {
            for (at, (category, root)) in of.parts.expectations.iter().enumerate() {
                let Some(name) = expectation_name(of, at).map(|name| self.called_now(side, name)) else { continue };
                let leaf = self.categories.leaf(side, *category);
                let both = leaf.and_then(|leaf| Some([self.categories.category(0, leaf)?, self.categories.category(1, leaf)?]));
                let Some(both) = both else { continue };
                let known = all.iter().position(|(categories, other, _)| *categories == both && machine(other) == machine(&name));
                let known = known.unwrap_or_else(|| {
                    all.push((both, name, [Vec::new(), Vec::new()]));
                    all.len() - 1
                });
                if let Some(roots) = all.get_mut(known).and_then(|(_, _, sides)| sides.get_mut(side)) {
                    roots.push(*root);
                }
            }
        }
        all.iter_mut().for_each(|(_, _, sides)| sides.iter_mut().for_each(|roots| roots.sort_unstable()));
        all.retain(|(_, _, [old, new])| old != new);
        all
    }

    /// What a fact of a side is called on the later side, where both have it; any other name stays as it is.
    #[must_use]
    pub fn called_now(&self, side: usize, name: &Name) -> Arc<str> {
        let [old, new] = self.sides.each_ref().map(|side| side.policy);
        let mut pairs = self.facts.iter().filter_map(|one| old.fact(one.facts[0]?).zip(new.fact(one.facts[1]?)));
        let now = pairs.find(|(earlier, _)| side == 0 && earlier.name.machine == name.machine);
        Arc::clone(now.map_or(&name.phrase, |(_, later)| &later.name.phrase))
    }

    /// What is expected otherwise of settings that stay in their category.
    ///
    /// # Errors
    /// Where it would be too large; so for all that follow.
    pub fn expecting(&mut self, outcomes: &Moves) -> Result<Vec<Expecting>, TooLarge> {
        let mut found = Vec::new();
        for (categories, name, [old, new]) in self.expected() {
            let (old, new) = (self.tallied(&old)?, self.tallied(&new)?);
            let Some(staying) = staying(outcomes, categories) else { continue };
            for fate in [Fate::Begins, Fate::Ends, Fate::Otherwise] {
                let is = |old: u32, new: u32| match fate {
                    Fate::Begins => old == 0 && new != 0,
                    Fate::Ends => old != 0 && new == 0,
                    Fate::Otherwise => old != 0 && new != 0 && old != new,
                };
                let wanted = |old: Ref, new: Ref| Some(if is(old.value()?, new.value()?) { Ref::TRUE } else { Ref::FALSE });
                let set = self.builder.apply(old, new, &wanted)?;
                let set = Set(self.builder.both(set, staying.0)?);
                if !set.is_empty() {
                    found.push(Expecting { categories, name: Arc::clone(&name), fate, set, all: staying });
                }
            }
        }
        Ok(found)
    }

    /// How many expectations are met and how many are not, as leaves.
    fn tallied(&mut self, roots: &[Ref]) -> Result<Ref, TooLarge> {
        let mut all = Ref::leaf(0);
        for root in roots {
            all = self.builder.apply(*root, all, &|one, all| {
                let add = match one.value()? {
                    expected::MET => 1,
                    expected::NOT_MET => FEW,
                    _ => 0,
                };
                Some(Ref::leaf(all.value()? + add))
            })?;
        }
        Ok(all)
    }

    /// What settings get besides on one side alone.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn gets(&mut self) -> Result<Vec<Gets>, TooLarge> {
        let mut called: Vec<Arc<str>> = Vec::new();
        for (item, _) in self.sides.iter().flat_map(items) {
            if !called.contains(&item) {
                called.push(item);
            }
        }
        let mut found = Vec::new();
        for item in called {
            let mut sides = [Ref::FALSE; 2];
            for (side, got) in self.sides.iter().zip(&mut sides) {
                for (_, root) in items_called(side, &item) {
                    *got = self.builder.either(root, *got)?;
                }
            }
            let [old, new] = sides;
            if old == new {
                continue;
            }
            let mut stays = self.builder.asked(old);
            stays.extend(self.builder.asked(new));
            let all = self.can_be(&stays, false)?;
            for (fate, has, lacks) in [(Fate::Begins, new, old), (Fate::Ends, old, new)] {
                let set = self.builder.without(has, lacks)?;
                let set = Set(self.builder.both(set, all)?);
                if !set.is_empty() {
                    found.push(Gets { item: Arc::clone(&item), fate, set, all: Set(all) });
                }
            }
        }
        Ok(found)
    }
}

fn staying(outcomes: &Moves, categories: [CategoryId; 2]) -> Option<Set> {
    outcomes.moves.iter().find(|(both, _)| *both == categories.map(Some)).map(|(_, set)| *set)
}

fn machine(name: &str) -> String {
    crate::model::machine_name(name)
}

fn expectation_name<'p>(side: &Side<'p>, at: usize) -> Option<&'p Name> {
    Some(&side.policy.categorisation(side.kind)?.expectations.get(at)?.name)
}

/// Each item of a side, and where a setting gets it.
fn items<'s>(side: &'s Side<'_>) -> impl Iterator<Item = (Arc<str>, Ref)> + 's {
    side.parts.also.iter().flat_map(|(at, root)| {
        let also = side.policy.also.get(*at);
        also.into_iter().flat_map(|also| &also.items).map(|item| (Arc::clone(item), *root))
    })
}

fn items_called(side: &Side<'_>, item: &str) -> Vec<(Arc<str>, Ref)> {
    items(side).filter(|(one, _)| **one == *item).collect()
}
