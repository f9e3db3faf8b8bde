//! The whole policy that comes of a revision and the policy that it amends.

mod heading;
mod text;

pub(super) use text::is_remark;

use super::amends_nothing;
use super::marks::{Marks, facts};
use super::things::find::{Address, Fate};
use super::things::{Key, Piece, is_inherited, keys};
use crate::diagnostic::Problems;
use crate::model::machine_name;
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{Categorise, ChangeWord, Clauses, Declaration, DeclarationKind, Facts, Part, Phrase, Sort, Tree};
use std::collections::{BTreeSet, HashMap};

/// A policy as trees, whether it amends another or not.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// The trees of all its files: those of the policy that is amended, changed, before its own.
    pub trees: Vec<Tree>,
    /// Its files as they were read: those of the policy that amends none first, its own last.
    pub layers: Vec<Vec<FileId>>,
    /// Declarations that have parts of several files.
    touched: BTreeSet<Span>,
    /// What it changes, where it amends another.
    pub(super) revision: Option<Revision>,
}

/// What there is to say of a revision afterwards.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    /// Its own files.
    pub(super) own: BTreeSet<FileId>,
    /// What it takes away, and where it says so.
    pub(super) removed: HashMap<Key, Span>,
}

impl Whole {
    /// A policy that amends none. `None` where it changes one all the same, which is reported: what it rests on is not known.
    #[must_use]
    pub fn of(trees: Vec<Tree>, problems: &mut Problems) -> Option<Self> {
        let wrong = amends_nothing(&trees);
        let layers = vec![trees.iter().map(|tree| tree.file).collect()];
        let whole = wrong.is_none().then(|| Self { trees, layers, ..Self::default() });
        problems.extend(wrong);
        whole
    }

    /// A policy with what a revision changes in it. Changes that cannot be made are reported and left out.
    #[must_use]
    pub fn amended(self, own: &[Tree], sources: &Sources, problems: &mut Problems) -> Self {
        self.changed(own, is_inherited, sources, problems)
    }

    /// The same policy, under its own heading and with its own examples and tests, with some changes in it that are tried.
    #[must_use]
    pub fn tried(self, own: &[Tree], sources: &Sources, problems: &mut Problems) -> Self {
        self.changed(own, |_| true, sources, problems)
    }

    fn changed(self, own: &[Tree], stays: fn(&DeclarationKind) -> bool, sources: &Sources, problems: &mut Problems) -> Self {
        let marks = Marks::of(&self.trees, own, sources, problems);
        let inherited = heading::of(&self.trees).cloned();
        let mut touched = self.touched;
        let mut build = Build { own: own.iter().map(slots).collect(), marks, stays, touched: &mut touched };
        let mut trees: Vec<Tree> = Vec::with_capacity(self.trees.len() + own.len());
        for (tree, number) in self.trees.into_iter().zip(0..) {
            let declarations = tree.declarations.into_iter().zip(0..);
            let declarations = declarations.flat_map(|(one, at)| build.inherited(one, (number, at))).collect();
            trees.push(Tree { declarations, ..tree });
        }
        for (tree, number) in own.iter().zip(0..) {
            let mut declarations = build.own(number);
            if let Some(inherited) = &inherited {
                declarations.iter_mut().for_each(|one| heading::merge(one, inherited, build.touched, problems));
            }
            trees.push(Tree { file: tree.file, declarations, broken_names: tree.broken_names.clone() });
        }
        let things = &build.marks.index.things;
        let gone = things.iter().filter_map(|thing| match thing.fate {
            Fate::Removed(at) => Some((&thing.target, at)),
            Fate::Kept | Fate::Replaced { .. } => None,
        });
        // Of one that has another name now, that is what there is to say.
        let renamed = renamed(own);
        let removed = gone.flat_map(|(target, at)| keys(target, sources).into_iter().map(move |key| (key, at)));
        let removed = removed.filter(|(key, _)| !renamed.contains(key)).collect();
        let mut layers = self.layers;
        layers.push(own.iter().map(|tree| tree.file).collect());
        let own = own.iter().map(|tree| tree.file).collect();
        Self { trees, layers, touched, revision: Some(Revision { own, removed }) }
    }

    /// Whether it amends another policy.
    #[must_use]
    pub const fn is_revision(&self) -> bool {
        self.revision.is_some()
    }
}

/// The former names of facts of a revision.
fn renamed(own: &[Tree]) -> BTreeSet<Key> {
    let facts = own.iter().flat_map(|tree| &tree.declarations).filter_map(facts).flat_map(|facts| &facts.facts);
    facts.flat_map(|fact| &fact.former).map(|name| (Sort::Fact, machine_name(&name.text))).collect()
}

fn slots(tree: &Tree) -> Vec<Option<Declaration>> {
    tree.declarations.iter().cloned().map(Some).collect()
}

/// A policy while it is made.
struct Build<'a> {
    marks: Marks,
    /// The declarations of the revision that are not yet in their place.
    own: Vec<Vec<Option<Declaration>>>,
    /// Whether a declaration of the policy that is amended is one of this policy too, where nothing else is said of it.
    stays: fn(&DeclarationKind) -> bool,
    touched: &'a mut BTreeSet<Span>,
}

impl Build<'_> {
    fn take(&mut self, (tree, at): Address) -> Option<Declaration> {
        self.own.get_mut(tree)?.get_mut(at)?.take()
    }

    fn take_part(&mut self, address: Address) -> Option<Part> {
        if let DeclarationKind::Part(part) = self.take(address)?.kind { Some(part) } else { None }
    }

    /// What becomes of a declaration of the policy that is amended.
    fn inherited(&mut self, mut declaration: Declaration, address: Address) -> Vec<Declaration> {
        if !(self.stays)(&declaration.kind) {
            return Vec::new();
        }
        let fates: Vec<(usize, Piece, Fate)> = self.marks.fates(address).collect();
        if let Some((_, Piece::Whole, fate)) = fates.first() {
            match fate {
                Fate::Removed(_) => return Vec::new(),
                Fate::Replaced { by, .. } => return self.take(*by).into_iter().collect(),
                Fate::Kept => {}
            }
        }
        let span = declaration.span;
        let mut more = Vec::new();
        let (mut changed, mut is_empty) = (false, false);
        if let DeclarationKind::Facts(facts) = &mut declaration.kind {
            (changed, is_empty) = (self.facts(facts, &fates, &mut more), facts.facts.is_empty());
        } else if let DeclarationKind::Clauses(clauses) = &mut declaration.kind {
            (changed, is_empty) = (self.clauses(clauses, &fates, &mut more), clauses.names.is_empty());
        } else if let DeclarationKind::Categorise(categorise) = &mut declaration.kind {
            changed = self.categorise(categorise, &fates);
        }
        if changed {
            self.touched.insert(span);
        }
        let kept = Some(declaration).filter(|_| !(changed && is_empty));
        kept.into_iter().chain(more).collect()
    }

    /// One that is for other kinds of setting than before becomes a declaration of its own.
    fn facts(&mut self, all: &mut Facts, fates: &[(usize, Piece, Fate)], more: &mut Vec<Declaration>) -> bool {
        let mut facts = Vec::new();
        for (fact, (_, _, fate)) in std::mem::take(&mut all.facts).into_iter().zip(fates) {
            match fate {
                Fate::Kept => facts.push(fact),
                Fate::Removed(_) => {}
                Fate::Replaced { by, moves, .. } => {
                    let Some(mut new) = self.take(*by) else { continue };
                    let DeclarationKind::Part(Part::Fact(part)) = new.kind else { continue };
                    if *moves {
                        self.touched.insert(new.span);
                        new.kind = DeclarationKind::Facts(part);
                        more.push(Declaration { change: None, ..new });
                    } else {
                        facts.extend(part.facts);
                    }
                }
            }
        }
        all.facts = facts;
        fates.iter().any(|(_, _, fate)| *fate != Fate::Kept)
    }

    fn clauses(&mut self, all: &mut Clauses, fates: &[(usize, Piece, Fate)], more: &mut Vec<Declaration>) -> bool {
        let mut names = Vec::new();
        for (name, (_, _, fate)) in std::mem::take(&mut all.names).into_iter().zip(fates) {
            match fate {
                Fate::Kept => names.push(name),
                Fate::Removed(_) => {}
                Fate::Replaced { by, .. } => more.extend(self.take(*by)),
            }
        }
        all.names = names;
        fates.iter().any(|(_, _, fate)| *fate != Fate::Kept)
    }

    fn categorise(&mut self, all: &mut Categorise, fates: &[(usize, Piece, Fate)]) -> bool {
        let of = |fits: fn(Piece) -> bool| {
            fates.iter().filter(move |(_, piece, _)| fits(*piece)).map(|(_, _, fate)| *fate).collect::<Vec<Fate>>()
        };
        let strands = of(|piece| matches!(piece, Piece::Strand(_)));
        let gates = of(|piece| matches!(piece, Piece::Gate(_)));
        let expectations = of(|piece| matches!(piece, Piece::Expectation(_)));
        let strands = std::mem::take(&mut all.strands).into_iter().map(Part::Strand).zip(strands);
        let gates = std::mem::take(&mut all.gates).into_iter().map(Part::Gate).zip(gates);
        let expectations = std::mem::take(&mut all.expectations).into_iter().map(Part::Expectation).zip(expectations);
        let before = strands.chain(gates).chain(expectations);
        let mut parts: Vec<Part> = before.filter_map(|(one, fate)| self.part(one, fate)).collect();
        let added = fates.first().and_then(|(at, ..)| self.marks.added.get(at)).cloned().unwrap_or_default();
        let is_added = !added.is_empty();
        parts.extend(added.into_iter().filter_map(|address| self.take_part(address)));
        for part in parts {
            match part {
                Part::Strand(strand) => all.strands.push(strand),
                Part::Gate(gate) => all.gates.push(gate),
                Part::Expectation(one) => all.expectations.push(one),
                Part::Fact(_) | Part::Removed(_) | Part::Unsaid(_) => {}
            }
        }
        is_added || fates.iter().any(|(_, _, fate)| *fate != Fate::Kept)
    }

    /// What stands in the place of a part. Where that does not say for whom it is, it stays for whom it was.
    fn part(&mut self, mut part: Part, fate: Fate) -> Option<Part> {
        match fate {
            Fate::Kept => Some(part),
            Fate::Removed(_) => None,
            Fate::Replaced { by, .. } => {
                let mut new = self.take_part(by)?;
                if let (Some(own), Some(before)) = (only(&mut new).filter(|own| own.is_empty()), only(&mut part)) {
                    *own = std::mem::take(before);
                }
                Some(new)
            }
        }
    }

    /// What a file of the revision declares that is new.
    fn own(&mut self, number: usize) -> Vec<Declaration> {
        let left = self.own.get_mut(number).map(std::mem::take).unwrap_or_default();
        let mut new = Vec::new();
        for (slot, at) in left.into_iter().zip(0..) {
            let Some(mut one) = slot else { continue };
            let changes = one.change.is_some_and(|change| change.word != ChangeWord::Add);
            let refused = |part| self.marks.refused.contains(&((number, at), part));
            if changes || matches!(one.kind, DeclarationKind::Part(_)) || refused(None) {
                continue;
            }
            let mut part = 0..;
            let mut stays = || !refused(part.next());
            if let DeclarationKind::Facts(facts) = &mut one.kind {
                facts.facts.retain(|_| stays());
            } else if let DeclarationKind::Clauses(clauses) = &mut one.kind {
                clauses.names.retain(|_| stays());
            }
            new.push(one);
        }
        new
    }
}

/// For which kinds of setting a part is.
const fn only(part: &mut Part) -> Option<&mut Vec<Phrase>> {
    match part {
        Part::Strand(strand) => Some(&mut strand.only),
        Part::Gate(gate) => Some(&mut gate.only),
        Part::Expectation(one) => Some(&mut one.only),
        Part::Fact(_) | Part::Removed(_) | Part::Unsaid(_) => None,
    }
}
