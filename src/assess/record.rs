//! An answer in the words of the contract: names in machine form, texts as written.

use super::answer::{Answer, Status};
use crate::diagram::Expected;
use crate::model::{Binding, Categorisation, FactId, Line, Policy, Strand};
use jiff::civil::Date;

/// What all records of one writing share.
#[derive(Debug)]
pub(super) struct Records<'a> {
    policy: &'a Policy,
    on: Date,
    /// The place of each fact's name in the alphabet.
    ranks: Vec<usize>,
}

impl<'a> Records<'a> {
    pub(super) fn new(policy: &'a Policy, on: Date) -> Self {
        let mut alphabet: Vec<(&str, usize)> = policy.facts.iter().map(|fact| &*fact.name.machine).zip(0..).collect();
        alphabet.sort_unstable();
        let mut ranks: Vec<(usize, usize)> = alphabet.into_iter().map(|(_, at)| at).zip(0..).collect();
        ranks.sort_unstable();
        Self { policy, on, ranks: ranks.into_iter().map(|(_, rank)| rank).collect() }
    }

    /// The record of an answer that this policy gave on this day.
    pub(super) fn of(&'a self, answer: &'a Answer<'a>) -> Record<'a> {
        Record { policy: self.policy, on: self.on, ranks: &self.ranks, answer }
    }
}

/// One record, read off an answer field by field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) policy: &'a Policy,
    pub(super) on: Date,
    ranks: &'a [usize],
    pub(super) answer: &'a Answer<'a>,
}

impl<'a> Record<'a> {
    pub(super) fn setting(self) -> &'a str {
        self.policy.kinds.get(self.answer.kind.at()).map_or("", |kind| &kind.name.machine)
    }

    pub(super) const fn status(self) -> &'static str {
        match self.answer.status {
            Status::Decided => "decided",
            Status::Open => "open",
            Status::NotCategorised => "not_categorised",
            Status::NoAnswer => "no_answer",
        }
    }

    pub(super) fn category(self) -> Option<&'a str> {
        self.answer.category.map(|id| self.policy.category_code(id))
    }

    pub(super) fn possible(self) -> impl Iterator<Item = &'a str> + Clone {
        self.answer.possible.iter().map(move |id| self.policy.category_code(*id))
    }

    pub(super) fn days_kind(self) -> Option<&'static str> {
        self.answer.days.stated.map(|(binding, _)| match binding {
            Binding::Exact => "exact",
            Binding::UpTo => "up_to",
            Binding::AtLeast => "at_least",
        })
    }

    pub(super) fn facts(self, ids: &'a [FactId]) -> impl Iterator<Item = &'a str> + Clone {
        ids.iter().filter_map(move |id| Some(&*self.policy.fact(*id)?.name.machine))
    }

    /// The assumed facts that it rests on, alphabetically.
    pub(super) fn assumed(self) -> impl Iterator<Item = &'a str> + Clone {
        let mut ids = self.answer.assumed.clone();
        ids.sort_unstable_by_key(|id| self.ranks.get(id.at()));
        ids.into_iter().filter_map(move |id| Some(&*self.policy.fact(id)?.name.machine))
    }

    pub(super) fn gate(self) -> Option<&'a str> {
        Some(&self.categorisation()?.gates.get(self.answer.gate?)?.text)
    }

    /// Expectations by name. One that several possible categories have is said once, and is unknown where they differ.
    pub(super) fn expectations(self) -> impl Iterator<Item = (&'a str, &'static str)> + Clone {
        let all = &self.answer.expectations;
        all.iter().enumerate().filter_map(move |(at, (index, expected))| {
            let name = self.expectation(*index)?;
            let before = all.iter().take(at).any(|(other, _)| self.expectation(*other) == Some(name));
            let differs = all.iter().any(|(other, is)| is != expected && self.expectation(*other) == Some(name));
            let word = if differs { Expected::Unknown } else { *expected };
            (!before).then_some((name, expected_word(word)))
        })
    }

    fn expectation(self, index: usize) -> Option<&'a str> {
        Some(&*self.categorisation()?.expectations.get(index)?.name.machine)
    }

    /// What the setting certainly gets besides.
    pub(super) fn also(self) -> impl Iterator<Item = &'a str> + Clone {
        let certain = self.answer.also.iter().filter(|(_, certain)| *certain);
        certain.filter_map(move |(at, _)| self.policy.also.get(*at)).flat_map(|also| also.items.iter().map(|item| &**item))
    }

    pub(super) fn because(self) -> impl Iterator<Item = (&'a Strand, &'a Line)> + Clone {
        let strands = self.categorisation().map_or(&[][..], |all| &all.strands);
        self.answer.because.iter().filter_map(move |(strand, line)| {
            let strand = strands.get(*strand)?;
            Some((strand, strand.lines.get(*line)?))
        })
    }

    fn categorisation(self) -> Option<&'a Categorisation> {
        self.policy.categorisation(self.answer.kind)
    }
}

const fn expected_word(expected: Expected) -> &'static str {
    match expected {
        Expected::Met => "met",
        Expected::NotMet => "not_met",
        Expected::Unknown => "unknown",
    }
}
