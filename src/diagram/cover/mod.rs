//! Sets of settings as few regions, each told by what can be named: facts, definitions, counts of lists, values of tables.
//!
//! What can be named is an [`Atom`]: every setting has one of its values. A region is a cube, some values of some atoms, and a set is
//! covered by cubes that touch nothing of what they are to keep out of. This is two-level minimisation of many-valued logic
//! (Rudell and Sangiovanni-Vincentelli, "Multiple-valued minimization for PLA optimization", 1987), with the difference that what is
//! to be kept out of is a diagram and is never written out: a cube is first made as large as the settings met so far allow ([`cube`]),
//! and each setting that it wrongly touches is met with then, so that a few exact questions make a region.

mod algebra;
mod atoms;
mod cube;
mod fewest;

pub use atoms::{Atom, Topic};
use cube::{Cube, Point};

use super::store::{Builder, Ref, TooLarge};
use super::study::{Set, search::path_in};

/// Questions that one cover may ask of the diagrams.
const QUESTIONS: usize = 20_000;

/// Some values of an atom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The atom, by its place in the list.
    pub atom: usize,
    /// The values, in order; never all that the atom has.
    pub values: Vec<usize>,
}

/// Where all of some literals hold; everywhere, where there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The literals, in the order of the atoms.
    pub literals: Vec<Literal>,
    /// The region as a set.
    pub set: Set,
}

/// A set as regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The regions, those of the fewest and plainest literals first. No one of them can be left out, and none can be made larger.
    pub regions: Vec<Region>,
    /// Whether they are all of the set; else looking for more was given up.
    pub whole: bool,
    /// Whether no fewer regions of these atoms could do.
    pub fewest: bool,
}

/// What is covered, and with what.
pub(super) struct Covering<'b> {
    builder: &'b mut Builder,
    usual: &'b [usize],
    atoms: &'b [Atom],
    of: Ref,
    /// What no region may touch.
    off: Ref,
    /// Settings met there.
    met: Vec<Point>,
    questions: usize,
}

/// How much an atom's weight counts when a region is chosen.
#[derive(Clone, Copy, Debug)]
enum Taste {
    /// As it is: what is plain is preferred.
    Plain,
    /// All count alike: few literals are preferred.
    Few,
}

impl Taste {
    const fn weight(self, atom: &Atom) -> usize {
        match self {
            Self::Plain => atom.weight,
            Self::Few => 1,
        }
    }
}

impl<'b> Covering<'b> {
    /// Covers a set; regions may also hold what is neither in it nor in `off`.
    pub(super) const fn new(builder: &'b mut Builder, usual: &'b [usize], atoms: &'b [Atom], of: Set, off: Set) -> Self {
        Self { builder, usual, atoms, of: of.0, off: off.0, met: Vec::new(), questions: QUESTIONS }
    }

    /// At most so many regions.
    ///
    /// # Errors
    /// Where the set passes a limit.
    pub(super) fn cover(mut self, most: usize) -> Result<Cover, TooLarge> {
        let mut best: Option<(usize, Cover)> = None;
        for taste in [Taste::Plain, Taste::Few] {
            let cover = self.greedy(taste, most)?;
            let weight = cover.regions.iter().map(|one| self.weight(one)).sum();
            let rank = |weight: usize, cover: &Cover| (!cover.whole, cover.regions.len(), weight);
            if best.as_ref().is_none_or(|(least, best)| rank(weight, &cover) < rank(*least, best)) {
                best = Some((weight, cover));
            }
            if best.as_ref().is_some_and(|(_, best)| best.whole && best.regions.len() <= 1) {
                break;
            }
        }
        let Some((_, mut cover)) = best else { return Ok(Cover { regions: Vec::new(), whole: false, fewest: false }) };
        cover.fewest = cover.whole && self.is_fewest(&cover.regions)?;
        cover.regions.sort_by_key(|one| (one.literals.len(), self.weight(one)));
        Ok(cover)
    }

    fn weight(&self, region: &Region) -> usize {
        region.literals.iter().filter_map(|literal| self.atoms.get(literal.atom)).map(|atom| atom.weight).sum()
    }

    /// One region after another, each for a setting that none has yet; then without those that the others make needless.
    fn greedy(&mut self, taste: Taste, most: usize) -> Result<Cover, TooLarge> {
        let (mut left, mut regions, mut whole) = (self.of, Vec::new(), true);
        while let Some(path) = self.path(&[left])? {
            let region = if regions.len() < most { self.region(&path, taste)? } else { None };
            let Some(region) = region else {
                whole = false;
                break;
            };
            left = self.builder.without(left, region.set.0)?;
            regions.push(region);
        }
        if whole {
            self.thin(&mut regions)?;
        }
        Ok(Cover { regions, whole, fewest: false })
    }

    fn thin(&mut self, regions: &mut Vec<Region>) -> Result<(), TooLarge> {
        for at in (0..regions.len()).rev() {
            if self.own(regions, at)? == Ref::FALSE {
                regions.remove(at);
            }
        }
        Ok(())
    }

    /// What of the set is in this region alone.
    fn own(&mut self, regions: &[Region], at: usize) -> Result<Ref, TooLarge> {
        let others = regions.iter().enumerate().filter(|(other, _)| *other != at);
        let mut left = self.of;
        for (_, other) in others {
            left = self.builder.without(left, other.set.0)?;
        }
        Ok(left)
    }

    /// A region that a setting of the set is in; `None` where the atoms do not tell it from what is to be kept out of, or too much was
    /// asked.
    fn region(&mut self, path: &[usize], taste: Taste) -> Result<Option<Region>, TooLarge> {
        let seed = self.point(path);
        loop {
            let Some(cube) = Cube::around(&seed, &self.met, self.atoms, &|atom| taste.weight(atom)) else { return Ok(None) };
            let mut sets = self.sets(&cube)?;
            sets.push(self.off);
            let Some(wrong) = self.near(&sets, path)? else { return self.told(&cube).map(Some) };
            let wrong = self.point(&wrong);
            let Some(left) = self.questions.checked_sub(1) else { return Ok(None) };
            self.questions = left;
            self.met.push(wrong);
        }
    }

    /// Each literal of a cube as a set.
    fn sets(&mut self, cube: &Cube) -> Result<Vec<Ref>, TooLarge> {
        let mut sets = Vec::new();
        for (atom, values) in self.atoms.iter().zip(&cube.values) {
            if let Some(values) = values {
                sets.push(atom.among(self.builder, values)?);
            }
        }
        Ok(sets)
    }

    fn told(&mut self, cube: &Cube) -> Result<Region, TooLarge> {
        let sets = self.sets(cube)?;
        let set = sets.into_iter().try_fold(Ref::TRUE, |all, one| self.builder.both(one, all))?;
        Ok(Region { literals: cube.literals(), set: Set(set) })
    }

    /// The value that a setting has of each atom.
    fn point(&self, path: &[usize]) -> Point {
        self.atoms.iter().map(|atom| self.builder.leaf_of(atom.root, path).at().unwrap_or(0)).collect()
    }

    fn path(&self, sets: &[Ref]) -> Result<Option<Vec<usize>>, TooLarge> {
        self.near(sets, self.usual)
    }

    /// A setting in all of these sets, as like another as the order of the facts allows.
    fn near(&self, sets: &[Ref], like: &[usize]) -> Result<Option<Vec<usize>>, TooLarge> {
        let path = path_in(self.builder, like, sets.iter().copied())?;
        Ok(path.map(|path| path.into_iter().zip(like).map(|(region, like)| region.unwrap_or(*like)).collect()))
    }
}
