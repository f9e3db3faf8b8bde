//! Sets of settings as regions, in terms of both policies.

use super::Contrast;
use crate::diagram::cover::{Atom, Cover, Covering, Topic};
use crate::diagram::regions::Regions;
use crate::diagram::store::{Ref, TooLarge};
use crate::diagram::study::Set;
use crate::model::{CategoryId, FactId};
use std::collections::BTreeSet;

/// Whose a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// It means the same on both sides.
    Both,
    /// It is of one side alone (0 the earlier), or means something else on the other.
    One(usize),
}

/// What a literal of a region is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A fact, by its place in the row of facts.
    Fact(usize),
    /// Something that has a name on this side.
    Named(Whose, usize, Topic),
    /// The most that any strand gives that says the same on both sides; values are 0 for silence and the categories in order.
    Rest,
}

/// Regions and what their literals are about: a literal's atom is the place of its term.
#[derive(Clone, Debug)]
pub struct Told {
    /// The regions.
    pub cover: Cover,
    /// The terms.
    pub terms: Vec<Term>,
}

/// A fact as one side has it.
#[derive(Clone, Copy, Debug)]
pub struct OnSide<'c> {
    /// 0 for the earlier side. The later is taken where it has the fact.
    pub side: usize,
    /// The fact there.
    pub fact: FactId,
    /// Its regions there.
    pub regions: &'c Regions,
}

impl Contrast<'_> {
    /// A set as at most so many regions, which may hold besides whatever is in neither of the two.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn told(&mut self, of: Set, off: Set, most: usize) -> Result<Told, TooLarge> {
        let mut asked = self.builder.asked(of.0);
        asked.extend(self.builder.asked(off.0));
        let (terms, atoms): (Vec<Term>, Vec<Atom>) = self.terms(&asked)?.into_iter().unzip();
        let cover = Covering::new(&mut self.builder, &self.usual, &atoms, of, off).cover(most)?;
        Ok(Told { cover, terms })
    }

    /// What is in the first and not in the second.
    ///
    /// # Errors
    /// Where it would be too large; so for all that follow.
    pub fn without(&mut self, one: Set, other: Set) -> Result<Set, TooLarge> {
        self.builder.without(one.0, other.0).map(Set)
    }

    /// What is in either.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn either(&mut self, one: Set, other: Set) -> Result<Set, TooLarge> {
        self.builder.either(one.0, other.0).map(Set)
    }

    /// Everything that hangs on some levels alone, in terms of which their settings can be told.
    fn terms(&mut self, asked: &BTreeSet<usize>) -> Result<Vec<(Term, Atom)>, TooLarge> {
        let mut all: Vec<(Term, Atom)> = Vec::new();
        for side in [1, 0] {
            let Some(named) = self.sides.get(side).map(|side| side.named.clone()) else { continue };
            for (topic, atom) in named {
                let known = all.iter().position(|(term, other)| self.is_one(term, &topic, side) && other.root == atom.root);
                let whose = match known.and_then(|at| all.get_mut(at)) {
                    Some((Term::Named(whose, ..), _)) => {
                        *whose = Whose::Both;
                        continue;
                    }
                    Some((Term::Fact(_) | Term::Rest, _)) | None => Whose::One(side),
                };
                if atom.root.value().is_none() && self.builder.asked(atom.root).is_subset(asked) {
                    all.push((Term::Named(whose, side, topic), atom));
                }
            }
        }
        for level in asked {
            let term = match self.facts.get(*level) {
                Some(fact) => {
                    let [old, new] = &fact.regions;
                    let regions = if fact.facts[1].is_some() { new } else { old }.clone();
                    (Term::Fact(*level), Atom::fact(&mut self.builder, *level, &regions)?)
                }
                None => (Term::Rest, self.rest_atom()?),
            };
            all.push(term);
        }
        Ok(all)
    }

    /// Whether a term of the later side is what the other side calls so too.
    fn is_one(&self, term: &Term, topic: &Topic, side: usize) -> bool {
        let Term::Named(_, of, known) = term else { return false };
        let (Some(one), Some(other)) = (self.sides.get(*of), self.sides.get(side)) else { return false };
        let same_sort = std::mem::discriminant(known) == std::mem::discriminant(topic);
        *of != side && same_sort && known.name(one.policy) == topic.name(other.policy)
    }

    fn rest_atom(&mut self) -> Result<Atom, TooLarge> {
        let (level, values) = (self.rest(), self.categories.leaves());
        let leaves: Vec<Ref> = (0..values).map(Ref::leaf_at).collect();
        Ok(Atom { root: self.builder.node(level, &leaves)?, values, run: values, weight: 2 })
    }

    /// A fact of the row, on the side that has it.
    #[must_use]
    pub fn fact(&self, level: usize) -> Option<OnSide<'_>> {
        let one = self.facts.get(level)?;
        let of =
            |side: usize| Some(OnSide { side, fact: one.facts.get(side).copied().flatten()?, regions: one.regions.get(side)? });
        of(1).or_else(|| of(0))
    }

    /// The facts that one side alone has (0 the earlier).
    pub fn facts_of_one(&self, side: usize) -> impl Iterator<Item = FactId> {
        let alone = move |one: &&super::Shared| one.facts.iter().flatten().count() == 1;
        self.facts.iter().filter(alone).filter_map(move |one| one.facts.get(side).copied().flatten())
    }

    /// The facts that a set hangs on, as each side has them.
    #[must_use]
    pub fn facts_asked(&self, of: Set) -> Vec<[Option<FactId>; 2]> {
        self.builder.asked(of.0).into_iter().filter_map(|level| Some(self.facts.get(level)?.facts)).collect()
    }

    /// Those of some regions of a fact that both sides can say; all of these, where none is missing among them.
    #[must_use]
    pub fn said(&self, level: usize, regions: &[usize]) -> Vec<usize> {
        let says = |region: &usize| self.facts.get(level).is_some_and(|fact| fact.both_say(*region));
        regions.iter().copied().filter(says).collect()
    }

    /// The strands that say the same on both sides, by their places on the later.
    pub fn rest_strands(&self) -> impl Iterator<Item = usize> {
        self.same.iter().map(|[_, later]| *later)
    }

    /// The category of a value of the rest of the strands, on the later side; `None` for silence.
    #[must_use]
    pub fn rest_category(&self, value: usize) -> Option<CategoryId> {
        self.categories.category(1, value)
    }

    /// How many values the rest of the strands has.
    #[must_use]
    pub const fn rest_values(&self) -> usize {
        self.categories.leaves()
    }
}
