//! The neighbours of a value, a category or a time.

mod subjects;

pub(super) use subjects::Subjects;

use super::Maker;
use crate::model::{CategoryId, Domain, Vocabulary, machine_name};
use crate::source::Span;

/// Words that a value cannot hold outside quotation marks.
const TIED: [&str; 8] = ["and", "or", "is", "are", "when", "unless", "but", "none"];

impl<'a> Maker<'a> {
    /// The values of what is tested at a place; where that tells nothing, of what is called so and takes this value.
    pub(super) fn values_of(&self, name: &str, place: Span, value: &str) -> Option<(&'a Vocabulary, usize)> {
        let (name, value) = (machine_name(name), machine_name(value));
        let called_so = |vocabulary: &Vocabulary| vocabulary.values.iter().position(|one| *one.name.machine == *value);
        if let Some(vocabulary) = self.subjects.at(self.policy, place) {
            return called_so(vocabulary).map(|at| (vocabulary, at));
        }
        let facts = self.policy.facts.iter().map(|fact| (&fact.name, &fact.domain));
        let derived = self.policy.derived.iter().map(|derived| (&derived.name, &derived.domain));
        let called = facts.chain(derived).filter(|(own, _)| *own.machine == *name);
        let mut found = called.filter_map(|(_, domain)| {
            let Domain::Vocabulary(id) = domain else { return None };
            let vocabulary = self.policy.vocabulary(*id)?;
            called_so(vocabulary).map(|at| (vocabulary, at))
        });
        found.next()
    }

    /// The neighbours of a value, as they are written: of a scale the next better and the next worse, of a choice the next. Where
    /// there are two values only, the other is what denying it comes to.
    pub(super) fn neighbours(&self, name: &str, place: Span, value: &str) -> Vec<String> {
        let Some((vocabulary, at)) = self.values_of(name, place, value).filter(|(vocabulary, _)| vocabulary.values.len() > 2)
        else {
            return Vec::new();
        };
        next_to(vocabulary, at)
    }

    /// The categories before and behind a category.
    pub(super) fn categories_beside(&self, code: &str) -> Vec<String> {
        let Some(at) = self.policy.categories.iter().position(|category| *category.code == *code) else { return Vec::new() };
        let beside = [at.checked_add(1), at.checked_sub(1)].into_iter().flatten();
        let codes = beside.filter_map(CategoryId::from_index).map(|id| written(self.policy.category_code(id)));
        codes.filter(|code| !code.is_empty()).collect()
    }
}

/// The neighbours of a value of a vocabulary.
pub(super) fn next_to(vocabulary: &Vocabulary, at: usize) -> Vec<String> {
    let rank = |at: usize| vocabulary.values.get(at).map(|value| value.rank);
    let all = 0..vocabulary.values.len();
    let beside: Vec<Option<usize>> = if vocabulary.ordered {
        vec![
            all.clone().find(|other| *other > at && rank(*other) != rank(at)),
            all.rev().find(|other| *other < at && rank(*other) != rank(at)),
        ]
    } else {
        vec![Some((at + 1) % vocabulary.values.len().max(1)).filter(|other| *other != at)]
    };
    let named = beside.into_iter().flatten().filter_map(|other| vocabulary.values.get(other));
    named.map(|value| written(&value.name.phrase)).collect()
}

/// A name as it stands in a sentence.
pub(in crate::harness::mutants) fn written(name: &str) -> String {
    let tied = name.split(' ').any(|word| TIED.iter().any(|tied| word.eq_ignore_ascii_case(tied)));
    if tied { format!("\"{name}\"") } else { name.to_owned() }
}
