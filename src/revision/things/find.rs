//! The things of the policy that is amended, and which of them a change means.

use super::kinds::{Fit, Groups, Kinds, fit};
use super::words::folded;
use super::{Key, Piece, keys, things};
use crate::source::{Sources, Span};
use crate::syntax::tree::{Sort, Target, Tree};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// A declaration of some trees: the number of the tree, and its own in it.
pub(in crate::revision) type Address = (usize, usize);

/// A thing of the policy that is amended.
#[derive(Debug)]
pub(in crate::revision) struct Thing {
    pub(in crate::revision) target: Target,
    pub(in crate::revision) piece: Piece,
    pub(in crate::revision) kinds: Kinds,
    /// The declaration that it is, or is a part of.
    pub(in crate::revision) address: Address,
    /// What became of it.
    pub(in crate::revision) fate: Fate,
}

/// What becomes of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::revision) enum Fate {
    Kept,
    /// Replaced by a declaration of the revision; `moves` where that is for other kinds of setting.
    Replaced {
        by: Address,
        at: Span,
        moves: bool,
    },
    Removed(Span),
}

impl Fate {
    /// Where that is said.
    pub(in crate::revision) const fn said(self) -> Option<Span> {
        match self {
            Self::Kept => None,
            Self::Replaced { at, .. } | Self::Removed(at) => Some(at),
        }
    }
}

/// All things of a policy, by what they are found by.
#[derive(Debug)]
pub(in crate::revision) struct Index {
    pub(in crate::revision) things: Vec<Thing>,
    by_key: HashMap<Key, Vec<usize>>,
    /// The things of each declaration.
    of: HashMap<Address, Range<usize>>,
    pub(in crate::revision) groups: Groups,
}

/// What is found for what is wanted.
pub(in crate::revision) enum Found {
    /// The thing, and how the wanted fits it.
    One(usize, Fit),
    /// Several, and it is not said which.
    Several(Vec<usize>),
    /// Some that are for other kinds or categories besides.
    PartOf(Vec<usize>),
    Nothing,
}

impl Index {
    pub(in crate::revision) fn of(base: &[Tree], own: &[Tree], sources: &Sources) -> Self {
        let declarations = || base.iter().chain(own).flat_map(|tree| &tree.declarations);
        let mut index =
            Self { things: Vec::new(), by_key: HashMap::new(), of: HashMap::new(), groups: Groups::of(declarations()) };
        for (tree, number) in base.iter().zip(0..) {
            for (declaration, at) in tree.declarations.iter().zip(0..) {
                let first = index.things.len();
                for (piece, target) in things(declaration) {
                    index.add(target, piece, (number, at), sources);
                }
                index.of.insert((number, at), first..index.things.len());
            }
        }
        index
    }

    fn add(&mut self, target: Target, piece: Piece, address: Address, sources: &Sources) {
        for key in keys(&target, sources) {
            self.by_key.entry(key).or_default().push(self.things.len());
        }
        let kinds = self.groups.kinds(&target.about);
        self.things.push(Thing { target, piece, kinds, address, fate: Fate::Kept });
    }

    pub(in crate::revision) fn get(&self, at: usize) -> Option<&Thing> {
        self.things.get(at)
    }

    /// The numbers of the things of a declaration.
    pub(in crate::revision) fn within(&self, address: Address) -> Range<usize> {
        self.of.get(&address).cloned().unwrap_or_default()
    }

    /// The things of a sort that have a part of themselves in common with what is wanted, of whatever sort they are.
    pub(in crate::revision) fn called(&self, target: &Target, sources: &Sources) -> Vec<usize> {
        let mut found: Vec<usize> =
            keys(target, sources).iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(in crate::revision) fn of_sort(&self, sort: Sort) -> impl Iterator<Item = (usize, &Thing)> {
        self.things.iter().enumerate().filter(move |(_, thing)| thing.target.sort == sort)
    }

    /// How what is wanted fits a thing with the same key.
    pub(in crate::revision) fn fit(&self, wanted: &Target, thing: &Thing) -> Fit {
        let kinds = self.groups.kinds(&wanted.about).fit(&thing.kinds);
        if wanted.sort != Sort::Allocation {
            return kinds;
        }
        let codes = |target: &Target| target.names.iter().map(|name| name.text.clone()).collect::<BTreeSet<String>>();
        kinds.max(fit(&codes(wanted), &codes(&thing.target)))
    }

    /// The thing that is meant. What is removed is named just as it is declared; what replaces may be for more besides.
    pub(in crate::revision) fn find(&self, wanted: &Target, may_widen: bool, sources: &Sources) -> Found {
        let condition = wanted.condition.as_ref().map(|condition| folded(sources, condition));
        let says = |thing: &Thing| {
            let there = thing.target.condition.as_ref().map(|condition| folded(sources, condition));
            condition.is_none() || condition == there
        };
        let called = self.called(wanted, sources);
        let alike = called.into_iter().filter_map(|at| Some((at, self.get(at)?)));
        let alike = alike.filter(|(_, thing)| thing.target.sort == wanted.sort && says(thing));
        let mut fits: Vec<(Fit, usize)> = alike.map(|(at, thing)| (self.fit(wanted, thing), at)).collect();
        fits.retain(|(fit, _)| *fit != Fit::Apart);
        let exact: Vec<usize> = fits.iter().filter(|(fit, _)| *fit == Fit::Exact).map(|(_, at)| *at).collect();
        match (exact.as_slice(), fits.as_slice()) {
            ([one], _) => Found::One(*one, Fit::Exact),
            ([_, ..], _) => Found::Several(exact),
            ([], []) => Found::Nothing,
            ([], [(Fit::Wider, one)]) if may_widen => Found::One(*one, Fit::Wider),
            ([], _) => Found::PartOf(fits.into_iter().map(|(_, at)| at).collect()),
        }
    }
}
