//! What of a policy can be changed: every declaration and every part of one, by what it is found by.

pub(super) mod find;
pub(super) mod kinds;
pub(super) mod words;

use crate::model::{machine_kind, machine_name};
use crate::source::{Sources, Span};
use crate::syntax::tree::{Categorise, Condition, Declaration, DeclarationKind, Part, Phrase, Sort, Target, Text, TimeSort};
use words::folded;

/// What a thing is to its declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// All of it.
    Whole,
    /// A fact, or a clause of several: one of many alike, by number.
    One(usize),
    Strand(usize),
    Gate(usize),
    Expectation(usize),
}

/// The things of a declaration, that which is all of it first.
pub(super) fn things(declaration: &Declaration) -> Vec<(Piece, Target)> {
    let heading = declaration.heading;
    let named = |sort, name: &Phrase, about: &[Phrase]| whole(sort, vec![name.clone()], about, None, name.span);
    match &declaration.kind {
        DeclarationKind::Setting(one) => named(Sort::Setting, &one.name, &[]),
        DeclarationKind::Group(one) => named(Sort::Group, &one.name, &[]),
        DeclarationKind::Scale(one) => named(Sort::Scale, &one.name, &[]),
        DeclarationKind::Choice(one) => named(Sort::Choice, &one.name, &[]),
        DeclarationKind::Parameter(one) => named(Sort::Parameter, &one.name, &[]),
        DeclarationKind::Define(one) => named(Sort::Define, &one.name, &one.about),
        DeclarationKind::List(one) => named(Sort::List, &one.name, &one.about),
        DeclarationKind::Table(one) => named(Sort::Table, &one.name, &one.about),
        DeclarationKind::Matrix(one) => named(Sort::Matrix, &one.name, &one.about),
        DeclarationKind::Score(one) => named(Sort::Score, &one.name, &one.about),
        DeclarationKind::Contradiction(one) => named(Sort::Contradiction, &one.title, &[]),
        DeclarationKind::Import(one) => named(Sort::Import, &one.name, &[]),
        DeclarationKind::Categories(_) => whole(Sort::Categories, Vec::new(), &[], None, heading),
        DeclarationKind::Asking(_) => whole(Sort::Asking, Vec::new(), &[], None, heading),
        DeclarationKind::Times(one) => whole(of_times(one.sort), Vec::new(), &[], None, heading),
        DeclarationKind::Allocation(one) => whole(Sort::Allocation, one.categories.clone(), &one.about, None, heading),
        DeclarationKind::Also(one) => whole(Sort::Also, Vec::new(), &one.about, one.when.as_ref(), heading),
        DeclarationKind::Constraint(one) => whole(Sort::Constraint, Vec::new(), &one.about, Some(&one.condition), heading),
        DeclarationKind::Facts(all) => {
            let fact = |name: &Phrase| target(Sort::Fact, vec![name.clone()], &all.about, None, name.span);
            numbered(all.facts.iter().map(|one| fact(&one.name)))
        }
        DeclarationKind::Clauses(clauses) => {
            numbered(clauses.names.iter().map(|name| target(Sort::Clause, vec![phrase(name)], &[], None, name.span)))
        }
        DeclarationKind::Categorise(one) => categorise(one, heading),
        DeclarationKind::Part(part) => of_part(part, heading),
        DeclarationKind::Policy(_) | DeclarationKind::Unreadable => Vec::new(),
        DeclarationKind::Examples(_) | DeclarationKind::Pin(_) => Vec::new(),
        DeclarationKind::Scenario(_) | DeclarationKind::Property(_) => Vec::new(),
    }
}

/// Whether a revision has what the policy that it amends declares so. Its heading it has merged into its own.
pub(super) const fn is_inherited(kind: &DeclarationKind) -> bool {
    let is_test = matches!(kind, DeclarationKind::Scenario(_) | DeclarationKind::Property(_) | DeclarationKind::Pin(_));
    !is_test && !matches!(kind, DeclarationKind::Policy(_) | DeclarationKind::Examples(_))
}

fn categorise(one: &Categorise, heading: Span) -> Vec<(Piece, Target)> {
    let about = |only: &[Phrase]| if only.is_empty() { one.about.clone() } else { only.to_vec() };
    let mut all = whole(Sort::Categorise, Vec::new(), &one.about, None, heading);
    all.extend(one.strands.iter().enumerate().map(|(at, strand)| {
        (Piece::Strand(at), target(Sort::Strand, vec![strand.name.clone()], &about(&strand.only), None, strand.span))
    }));
    all.extend(one.gates.iter().enumerate().map(|(at, gate)| {
        let names = vec![gate.category.clone()];
        (Piece::Gate(at), target(Sort::Gate, names, &about(&gate.only), Some(&gate.unless), gate.span))
    }));
    all.extend(one.expectations.iter().enumerate().map(|(at, one)| {
        let names = vec![one.category.clone(), one.expects.clone()];
        (Piece::Expectation(at), target(Sort::Expectation, names, &about(&one.only), one.when.as_ref(), one.span))
    }));
    all
}

/// What a part of a revision replaces or adds. Its conditions are new, so nothing is found by them.
fn of_part(part: &Part, heading: Span) -> Vec<(Piece, Target)> {
    match part {
        Part::Fact(facts) => {
            let fact = facts.facts.first().map(|fact| fact.name.clone());
            whole(Sort::Fact, fact.into_iter().collect(), &facts.about, None, heading)
        }
        Part::Strand(strand) => whole(Sort::Strand, vec![strand.name.clone()], &strand.only, None, heading),
        Part::Gate(gate) => whole(Sort::Gate, vec![gate.category.clone()], &gate.only, None, heading),
        Part::Expectation(one) => {
            whole(Sort::Expectation, vec![one.category.clone(), one.expects.clone()], &one.only, None, heading)
        }
        Part::Removed(target) if target.sort == Sort::Clause => {
            numbered(target.names.iter().map(|name| Target { names: vec![name.clone()], span: name.span, ..target.clone() }))
        }
        Part::Removed(target) => vec![(Piece::Whole, target.clone())],
        Part::Unsaid(_) => Vec::new(),
    }
}

fn numbered(targets: impl Iterator<Item = Target>) -> Vec<(Piece, Target)> {
    targets.enumerate().map(|(at, target)| (Piece::One(at), target)).collect()
}

fn whole(sort: Sort, names: Vec<Phrase>, about: &[Phrase], condition: Option<&Condition>, span: Span) -> Vec<(Piece, Target)> {
    vec![(Piece::Whole, target(sort, names, about, condition, span))]
}

fn target(sort: Sort, names: Vec<Phrase>, about: &[Phrase], condition: Option<&Condition>, span: Span) -> Target {
    Target { sort, names, about: about.to_vec(), condition: condition.cloned(), span }
}

fn phrase(text: &Text) -> Phrase {
    Phrase { text: text.value.clone(), span: text.span }
}

const fn of_times(sort: TimeSort) -> Sort {
    match sort {
        TimeSort::HalfTerm => Sort::HalfTerms,
        TimeSort::Term => Sort::Terms,
        TimeSort::Other => Sort::OtherTimes,
    }
}

/// Things of sorts that share their names are found by the same keys.
pub(super) const fn scope(sort: Sort) -> Sort {
    match sort {
        Sort::Setting | Sort::Group => Sort::Setting,
        Sort::Scale | Sort::Choice => Sort::Scale,
        Sort::Fact | Sort::Parameter | Sort::Define | Sort::List | Sort::Table | Sort::Matrix | Sort::Score => Sort::Fact,
        Sort::Constraint | Sort::HalfTerms | Sort::Terms | Sort::OtherTimes | Sort::Categories | Sort::Categorise => sort,
        Sort::Strand | Sort::Gate | Sort::Expectation | Sort::Allocation | Sort::Also | Sort::Clause => sort,
        Sort::Contradiction | Sort::Import | Sort::Asking => sort,
    }
}

/// Whether things of a sort have no name, and several of them can stand side by side.
pub(super) const fn has_no_name(sort: Sort) -> bool {
    matches!(sort, Sort::Gate | Sort::Expectation | Sort::Also | Sort::Constraint)
}

/// What a thing is found by.
pub(super) type Key = (Sort, String);

/// The keys of a thing: one, but for an allocation one for each of its categories.
pub(super) fn keys(target: &Target, sources: &Sources) -> Vec<Key> {
    let first = target.names.first().map_or("", |name| name.text.as_str());
    let condition = || target.condition.as_ref().map_or_else(String::new, |condition| folded(sources, condition));
    let key = match target.sort {
        Sort::Setting | Sort::Group => machine_kind(first),
        Sort::Clause => first.to_lowercase(),
        Sort::Gate => first.to_owned(),
        Sort::Expectation => {
            format!("{first} {}", target.names.get(1).map_or_else(String::new, |name| machine_name(&name.text)))
        }
        Sort::Also | Sort::Constraint => condition(),
        Sort::Allocation if !target.names.is_empty() => {
            return target.names.iter().map(|name| (Sort::Allocation, name.text.clone())).collect();
        }
        Sort::Categorise
        | Sort::HalfTerms
        | Sort::Terms
        | Sort::OtherTimes
        | Sort::Categories
        | Sort::Allocation
        | Sort::Asking => String::new(),
        Sort::Scale | Sort::Choice | Sort::Fact | Sort::Parameter | Sort::Define | Sort::List => machine_name(first),
        Sort::Table | Sort::Matrix | Sort::Score | Sort::Strand | Sort::Contradiction | Sort::Import => machine_name(first),
    };
    vec![(scope(target.sort), key)]
}
