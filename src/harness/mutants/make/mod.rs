//! Every mutant of a policy's texts, declaration by declaration.

mod conditions;
mod derived;
mod facts;
mod lines;
mod numbers;
mod support;
mod tests;
mod values;

pub(super) use values::written;

use super::mutant::{Edit, Mutant, in_order, whole_lines};
use super::operator::Operator;
use crate::model::Policy;
use crate::source::{Sources, Span};
use crate::syntax::bare_words;
use crate::syntax::tree::{Declaration, DeclarationKind, Part, Sort, Tail, Tree};
use std::collections::HashSet;
use std::ops::Range;
use values::Subjects;

/// All mutants of a policy, in the order of its texts as they stand. `policy` is what came of them.
pub(super) fn mutants<'t>(sources: &Sources, trees: impl Iterator<Item = &'t Tree>, policy: &Policy) -> Vec<Mutant> {
    let mut numbers = [0_usize; Operator::ALL.len()];
    let subjects = Subjects::of(policy);
    let mut all = Vec::new();
    for tree in trees {
        let mut maker = Maker { text: sources.text(tree.file), policy, subjects: &subjects, made: Vec::new() };
        maker.declarations(tree);
        let mut seen = HashSet::new();
        for (operator, mut edits) in maker.made {
            in_order(&mut edits);
            if is_change(sources.text(tree.file), &edits) && seen.insert(edits.clone()) {
                let number = Operator::ALL.iter().position(|one| *one == operator).and_then(|at| numbers.get_mut(at));
                let number = number.map_or(0, |number| {
                    *number += 1;
                    *number
                });
                all.push(Mutant::new(operator, number, tree.file, edits, sources));
            }
        }
    }
    all
}

/// Whether edits change anything, and none of them reaches into the next.
fn is_change(text: &str, edits: &[Edit]) -> bool {
    let apart = edits.windows(2).all(|pair| match pair {
        [one, next] => one.range.end <= next.range.start,
        _ => true,
    });
    apart && edits.iter().any(|edit| text.get(edit.range.clone()).is_some_and(|old| old != edit.with))
}

/// Whether something that is removed says itself what comes of settings.
const fn is_rule(sort: Sort) -> bool {
    let of_categories = matches!(sort, Sort::Strand | Sort::Gate | Sort::Expectation | Sort::Categorise);
    of_categories || matches!(sort, Sort::Constraint | Sort::Allocation | Sort::Also)
}

/// Makes the mutants of one text.
struct Maker<'a> {
    text: &'a str,
    policy: &'a Policy,
    subjects: &'a Subjects,
    made: Vec<(Operator, Vec<Edit>)>,
}

impl<'a> Maker<'a> {
    fn declarations(&mut self, tree: &Tree) {
        for declaration in tree.declarations.iter().filter(|declaration| !declaration.broken) {
            match &declaration.kind {
                DeclarationKind::Scale(scale) => self.scale(scale),
                DeclarationKind::Facts(facts) => self.facts(facts),
                DeclarationKind::Constraint(constraint) => self.constraint(constraint, declaration),
                DeclarationKind::Parameter(parameter) => self.parameter(parameter),
                DeclarationKind::Categories(categories) => self.categories(categories),
                DeclarationKind::Define(define) => self.condition(&define.condition),
                DeclarationKind::List(list) => self.list(list),
                DeclarationKind::Table(table) => self.table(table, declaration),
                DeclarationKind::Matrix(matrix) => self.matrix(matrix),
                DeclarationKind::Score(score) => self.score(score),
                DeclarationKind::Categorise(categorise) => self.categorise(categorise, declaration),
                DeclarationKind::Allocation(allocation) => self.allocation(allocation),
                DeclarationKind::Also(also) => self.also(also, declaration),
                DeclarationKind::Part(part) => self.part(part, declaration),
                // These name things, or say where they come from; what is tested and pinned decides nothing.
                DeclarationKind::Policy(_)
                | DeclarationKind::Setting(_)
                | DeclarationKind::Group(_)
                | DeclarationKind::Choice(_)
                | DeclarationKind::Times(_)
                | DeclarationKind::Examples(_)
                | DeclarationKind::Clauses(_)
                | DeclarationKind::Contradiction(_)
                | DeclarationKind::Import(_)
                | DeclarationKind::Asking(_)
                | DeclarationKind::Scenario(_)
                | DeclarationKind::Property(_)
                | DeclarationKind::Pin(_)
                | DeclarationKind::Unreadable => {}
            }
        }
    }

    /// What a revision changes in the policy that it amends.
    fn part(&mut self, part: &Part, declaration: &Declaration) {
        match part {
            Part::Fact(facts) => self.facts(facts),
            Part::Strand(strand) => self.strand(strand),
            Part::Gate(gate) => self.gate(gate),
            Part::Expectation(expectation) => self.expectation(expectation),
            Part::Removed(target) if is_rule(target.sort) => {
                let lines = self.lines_of(declaration.span, &declaration.tail);
                self.replace(Operator::DropRemoval, lines, "");
            }
            // A fact or a name that no rule rests on changes no outcome.
            Part::Removed(_) | Part::Unsaid(_) => {}
        }
    }

    fn push(&mut self, operator: Operator, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.made.push((operator, edits));
        }
    }

    fn replace(&mut self, operator: Operator, range: Range<usize>, with: impl Into<String>) {
        self.push(operator, vec![Edit::new(range, with)]);
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    fn words(&self, range: Range<usize>) -> Vec<(&'a str, Range<usize>)> {
        let start = range.start;
        bare_words(self.slice(range), start).collect()
    }

    /// Where a word of the language stands in a stretch, the last place of it.
    fn last_word(&self, range: Range<usize>, words: &[&str]) -> Option<(&'a str, Range<usize>)> {
        self.words(range).into_iter().rfind(|(text, _)| words.iter().any(|word| text.eq_ignore_ascii_case(word)))
    }

    /// Whole lines from the first byte of something to the end of what is cited behind it.
    fn lines_of(&self, span: Span, tail: &Tail) -> Range<usize> {
        let cited = [&tail.from, &tail.reading].into_iter().flatten().map(|text| text.span);
        let cited = cited.chain(tail.allowed.iter().map(|one| one.span));
        let end = cited.map(|span| span.end).fold(span.end, u32::max);
        whole_lines(self.text, span.start as usize..end as usize)
    }

    /// Takes one of several out that stand on lines of their own, or in one line with commas and words between them.
    fn drop_one(&mut self, operator: Operator, all: &[Span], word: &str) {
        for at in 0..all.len() {
            let edit = self.without(all, at, word);
            self.push(operator, edit.into_iter().collect());
        }
    }

    /// One of several left out; none where there would be none left.
    fn without(&self, all: &[Span], at: usize, word: &str) -> Option<Edit> {
        let (one, first, last) = (all.get(at)?, all.first()?, all.last()?);
        if all.len() < 2 {
            return None;
        }
        if self.is_bullet(*one) {
            return Some(Edit::new(whole_lines(self.text, one.range()), ""));
        }
        let rest: Vec<&str> =
            all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, span)| self.slice(span.range())).collect();
        let between = self.slice(first.range().end..last.range().end);
        let said = match rest.as_slice() {
            [firsts @ .., end] if !firsts.is_empty() && between.to_lowercase().contains(&format!(" {word} ")) => {
                format!("{} {word} {end}", firsts.join(", "))
            }
            rest => rest.join(", "),
        };
        Some(Edit::new(first.range().start..last.range().end, said))
    }

    /// Whether a mark and nothing else stands before it on its line.
    fn is_bullet(&self, span: Span) -> bool {
        let start = span.range().start;
        let line = whole_lines(self.text, start..start).start;
        let before = self.slice(line..start).trim();
        !before.is_empty() && before.chars().all(|char| !char.is_alphanumeric() && char != '|' && char != '"')
    }
}
