//! What becomes of each thing of the policy that is amended.

mod add;
mod former;
mod missing;

pub(super) use former::facts;

use super::things::find::{Address, Fate, Found, Index};
use super::things::kinds::Fit;
use super::things::words::{described, kinds, sort};
use super::things::{Piece, things};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::source::Sources;
use crate::syntax::tree::{Change, ChangeWord, Declaration, DeclarationKind, Part, Sort, Target, Tree};
use std::collections::{HashMap, HashSet};

/// The most things that a message points at.
const MOST_SHOWN: usize = 4;

/// What a revision does, as far as it can be done.
#[derive(Debug)]
pub(super) struct Marks {
    pub(super) index: Index,
    /// Parts that are added to a `categorise`, by its number among the things.
    pub(super) added: HashMap<usize, Vec<Address>>,
    /// Declarations of the revision, and things of them, that the policy has already.
    pub(super) refused: HashSet<(Address, Option<usize>)>,
}

/// The changes of a revision while they are gone through.
struct Marking<'a> {
    marks: Marks,
    base: &'a [Tree],
    own: &'a [Tree],
    sources: &'a Sources,
    problems: &'a mut Problems,
    /// How many things were not found.
    missed: usize,
}

impl Marks {
    /// Goes through all that a revision changes and adds.
    pub(super) fn of(base: &[Tree], own: &[Tree], sources: &Sources, problems: &mut Problems) -> Self {
        let index = Index::of(base, own, sources);
        let marks = Self { index, added: HashMap::new(), refused: HashSet::new() };
        let mut marking = Marking { marks, base, own, sources, problems, missed: 0 };
        for (address, declaration) in addressed(own) {
            if let Some(change) = &declaration.change {
                marking.change(declaration, change, address);
            }
        }
        for (address, declaration) in addressed(own) {
            match (&declaration.change, &declaration.kind) {
                (Some(Change { word: ChangeWord::Add, .. }), DeclarationKind::Part(_)) => {
                    marking.add_part(declaration, address);
                }
                (None | Some(Change { word: ChangeWord::Add, .. }), _) => {
                    marking.add(declaration, address);
                    marking.former_names(declaration);
                }
                (Some(_), _) => {}
            }
        }
        marking.marks
    }

    /// The things of a declaration of the policy that is amended.
    pub(super) fn fates(&self, address: Address) -> impl Iterator<Item = (usize, Piece, Fate)> {
        let thing = |at: usize| self.index.get(at).map(|thing| (at, thing.piece, thing.fate));
        self.index.within(address).filter_map(thing)
    }
}

/// All declarations of some trees with where they stand.
fn addressed(trees: &[Tree]) -> impl Iterator<Item = (Address, &Declaration)> {
    let numbered = trees.iter().enumerate();
    numbered.flat_map(|(tree, one)| one.declarations.iter().enumerate().map(move |(at, one)| ((tree, at), one)))
}

impl Marking<'_> {
    fn change(&mut self, declaration: &Declaration, change: &Change, address: Address) {
        if let DeclarationKind::Part(Part::Unsaid(name)) = &declaration.kind {
            self.problems.push(missing::unsaid(&self.marks.index, change, name));
            return;
        }
        if change.word == ChangeWord::Add {
            return;
        }
        for (_, wanted) in things(declaration) {
            let (wanted, found) = self.find(declaration, wanted, change.word == ChangeWord::Replace);
            match found {
                Found::One(at, fit) => self.mark(at, fit, &wanted, change, address),
                Found::Several(all) => self.several(&all, &wanted, change),
                Found::PartOf(all) => self.part_of(&all, &wanted, change),
                Found::Nothing => {
                    let found = missing::found_nothing(self, &wanted, change);
                    self.problems.push(found);
                    self.missed += 1;
                }
            }
        }
    }

    fn mark(&mut self, at: usize, fit: Fit, wanted: &Target, change: &Change, address: Address) {
        let Some(thing) = self.marks.index.get(at) else { return };
        let (piece, home) = (thing.piece, thing.address);
        let also = self.marks.fates(home).filter(|(other, of, _)| *other == at || *of == Piece::Whole || piece == Piece::Whole);
        if let Some(first) = also.filter_map(|(_, _, fate)| fate.said()).next() {
            let message = format!("`{}` is changed a second time.", described(wanted, self.sources));
            let diagnostic = Diagnostic::new(codes::CHANGED_TWICE, wanted.span, message).also(first, "the first change");
            self.problems.push(diagnostic.help("Keep one of the two, with all that is to change in it."));
            return;
        }
        let fate = match change.word {
            ChangeWord::Remove => Fate::Removed(wanted.span),
            ChangeWord::Replace | ChangeWord::Add => Fate::Replaced { by: address, at: wanted.span, moves: fit != Fit::Exact },
        };
        if let Some(thing) = self.marks.index.things.get_mut(at) {
            thing.fate = fate;
        }
    }

    fn words(&self, at: usize) -> String {
        self.marks.index.get(at).map_or_else(String::new, |thing| described(&thing.target, self.sources))
    }

    /// Points at some things of the policy that is amended.
    fn pointing(&self, mut diagnostic: Diagnostic, all: &[usize]) -> Diagnostic {
        for thing in all.iter().filter_map(|at| self.marks.index.get(*at)).take(MOST_SHOWN) {
            diagnostic = diagnostic.also(thing.target.span, "declared here");
        }
        diagnostic
    }

    fn several(&mut self, all: &[usize], wanted: &Target, change: &Change) {
        let names: Vec<String> = all.iter().map(|at| self.words(*at)).collect();
        let word = change.word.words();
        let message = format!("`{word} {}` could mean {}.", described(wanted, self.sources), listed(&names, "or"));
        let first = names.first().map_or("", String::as_str);
        let without_name = matches!(wanted.sort, Sort::Gate | Sort::Expectation);
        let help = if without_name && change.word == ChangeWord::Replace {
            format!("Remove the one that is not to stay, as in `remove {first}`, and write the new one with `add`.")
        } else {
            format!("Say which, as in `{word} {first}`.")
        };
        let diagnostic = Diagnostic::new(codes::WHICH_ONE, wanted.span, message).help(help);
        self.problems.push(self.pointing(diagnostic, all));
    }

    fn part_of(&mut self, all: &[usize], wanted: &Target, change: &Change) {
        let names: Vec<String> = all.iter().map(|at| self.words(*at)).collect();
        let what = if wanted.sort == Sort::Allocation { "kinds of setting and categories" } else { "kinds of setting" };
        let verb = if names.len() == 1 { "is" } else { "are" };
        let message = format!("This is for other {what} than {} {verb}.", listed(&names, "and"));
        let first = names.first().map_or("", String::as_str);
        let help = match (change.word, wanted.sort) {
            (ChangeWord::Replace, Sort::Allocation) => format!(
                "Replace all of it, `replace {first}: …`, or remove it and write anew what is to stay. An allocation for fewer kinds \
                 of setting can also be written without `replace`, and then holds for them."
            ),
            (ChangeWord::Replace, _) => {
                format!("Replace all of it, `replace {first}`, or remove it and declare anew what is to stay.")
            }
            (ChangeWord::Remove | ChangeWord::Add, _) => {
                format!("Write `remove {first}`, and declare anew what is to stay.")
            }
        };
        let diagnostic = Diagnostic::new(codes::PART_OF_ONE, wanted.span, message).help(help);
        self.problems.push(self.pointing(diagnostic, all));
    }

    /// A part that is put into the `categorise` of its kinds of setting.
    fn add_part(&mut self, declaration: &Declaration, address: Address) {
        let Some((_, wanted)) = things(declaration).into_iter().next() else { return };
        let index = &self.marks.index;
        let own = index.groups.kinds(&wanted.about);
        let fits = index.of_sort(Sort::Categorise).filter(|(_, thing)| own.are_among(&thing.kinds));
        let homes: Vec<usize> = fits.map(|(at, _)| at).collect();
        let what = described(&wanted, self.sources);
        let diagnostic = match homes.as_slice() {
            [home] => return self.put(*home, &wanted, address),
            [] if wanted.about.is_empty() => {
                let message = "The amended policy has no `categorise` that this could be added to.";
                Diagnostic::new(codes::NOT_AMENDED, wanted.span, message).help("Write a `categorise` of your own.")
            }
            [] => {
                let message =
                    format!("The amended policy has no `categorise` for {} alone or with others.", kinds(&wanted.about));
                let all: Vec<String> = index.of_sort(Sort::Categorise).map(|(at, _)| self.words(at)).collect();
                Diagnostic::new(codes::NOT_AMENDED, wanted.span, message).help(format!("It has {}.", listed(&all, "and")))
            }
            several => {
                let names: Vec<String> = several.iter().map(|at| self.words(*at)).collect();
                let message = format!("`{what}` could be added to {}.", listed(&names, "or"));
                Diagnostic::new(codes::WHICH_ONE, wanted.span, message)
                    .help("Say for which kind of setting it is, as in `, for a …`.")
            }
        };
        let diagnostic = self.pointing(diagnostic, &homes);
        self.problems.push(diagnostic);
    }

    /// Puts a part into a `categorise` that has none like it and is itself not changed.
    fn put(&mut self, home: usize, wanted: &Target, address: Address) {
        let Some(categorise) = self.marks.index.get(home) else { return };
        if let Some(first) = categorise.fate.said() {
            let message = format!("`{}` is changed as a whole in this revision.", self.words(home));
            let diagnostic = Diagnostic::new(codes::CHANGED_TWICE, wanted.span, message).also(first, "here");
            self.problems.push(diagnostic.help("Write this into it."));
            return;
        }
        let there = match self.marks.index.find(wanted, true, self.sources) {
            Found::One(at, _) => Some(at),
            Found::Several(all) | Found::PartOf(all) => all.first().copied(),
            Found::Nothing => None,
        };
        let is_there = |at: &usize| self.marks.index.get(*at).is_some_and(|thing| !matches!(thing.fate, Fate::Removed(_)));
        if let Some(at) = there.filter(|at| wanted.sort == Sort::Strand && is_there(at)) {
            return self.already(at, wanted);
        }
        self.marks.added.entry(home).or_default().push(address);
    }

    /// What the policy that is amended has already.
    fn already(&mut self, at: usize, wanted: &Target) {
        let Some(thing) = self.marks.index.get(at) else { return };
        let words = self.words(at);
        let message = format!("The amended policy already has `{words}`.");
        let has_name = !matches!(wanted.sort, Sort::Allocation | Sort::Clause) && !wanted.names.is_empty();
        let help = if thing.target.sort != wanted.sort {
            let what = sort(wanted.sort);
            format!("Give this another name; or write `remove {words}` too, so that the name means {what} from now on.")
        } else if has_name {
            format!("To put this in its place write `replace {words}`; else give it another name.")
        } else {
            format!("To put this in its place write `replace {words}`.")
        };
        let diagnostic = Diagnostic::new(codes::ADDED_AGAIN, wanted.span, message).help(help);
        let diagnostic = self.pointing(diagnostic, &[at]);
        self.problems.push(diagnostic);
    }
}
