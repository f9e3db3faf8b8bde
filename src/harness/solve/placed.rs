//! The days that a category brings in a part of the year.

use crate::model::{Activity, Cadence, CategoryId, KindId, PeriodId, Policy, TimeSort, When};
use rust_decimal::Decimal;

/// A part of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: the days as stated.
    Year,
    /// A half term.
    HalfTerm(PeriodId),
    /// A term with its half terms.
    Term(PeriodId),
}

/// Days in a part of the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Placed {
    /// Those that are in it for certain.
    pub(super) days: Decimal,
    /// Those that may be in it, for nobody says when they are.
    pub(super) perhaps: Decimal,
    /// Whether something in it, or perhaps in it, has no days that are given.
    pub(super) not_given: bool,
}

impl Placed {
    /// What a category brings a kind of setting; nothing for silence, or where the policy does not say.
    pub(super) fn of(policy: &Policy, kind: KindId, category: Option<CategoryId>, part: Part) -> Self {
        let Some(allocation) = category.and_then(|category| policy.allocation(kind, category)) else { return Self::default() };
        if part == Part::Year {
            return Self {
                days: allocation.days.unwrap_or_default(),
                perhaps: Decimal::ZERO,
                not_given: allocation.days.is_none(),
            };
        }
        let mut placed = Self::default();
        if allocation.activities.is_empty() {
            placed.perhaps = allocation.days.unwrap_or_default();
            placed.not_given = allocation.days.is_none();
        }
        allocation.activities.iter().for_each(|activity| placed.add(policy, activity, part));
        placed
    }

    fn add(&mut self, policy: &Policy, activity: &Activity, part: Part) {
        for visit in &activity.visits {
            let (certain, perhaps) = times_in(policy, visit.when, visit.times, part);
            match activity.each() {
                Some(each) => {
                    self.days += each * Decimal::from(certain);
                    self.perhaps += each * Decimal::from(perhaps);
                }
                None => self.not_given |= certain + perhaps > 0,
            }
        }
    }
}

/// How many of some visits are in a part of the year for certain, and how many more may be.
fn times_in(policy: &Policy, when: When, times: usize, part: Part) -> (usize, usize) {
    let share = |cadence: Cadence, of: usize| {
        let all = policy.times_in_year(cadence).max(1);
        (times / all * of, 0)
    };
    let sort = |at: PeriodId| policy.periods.get(at.at()).map(|period| period.sort);
    match (when, part) {
        (_, Part::Year) => (times, 0),
        (When::Each(Cadence::HalfTerm), Part::HalfTerm(_)) => share(Cadence::HalfTerm, 1),
        (When::Each(Cadence::HalfTerm), Part::Term(term)) => share(Cadence::HalfTerm, half_terms(policy, term).count()),
        (When::Each(Cadence::Term), Part::Term(_)) => share(Cadence::Term, 1),
        // Once in the term, in whichever of its half terms.
        (When::Each(Cadence::Term), Part::HalfTerm(_)) => (0, share(Cadence::Term, 1).0),
        (When::At(at), Part::HalfTerm(wanted) | Part::Term(wanted)) if at == wanted => (times, 0),
        (When::At(at), Part::Term(term)) if sort(at) == Some(TimeSort::HalfTerm) => {
            if half_terms(policy, term).any(|half| half == at) { (times, 0) } else { (0, 0) }
        }
        (When::At(at), Part::HalfTerm(half)) if sort(at) == Some(TimeSort::Term) => {
            if half_terms(policy, at).any(|own| own == half) { (0, times) } else { (0, 0) }
        }
        (When::At(at), Part::HalfTerm(_) | Part::Term(_)) if sort(at) == Some(TimeSort::Other) => (0, times),
        (When::At(_), Part::HalfTerm(_) | Part::Term(_)) => (0, 0),
    }
}

/// The half terms of a term: they stand behind it, up to the next term.
fn half_terms(policy: &Policy, term: PeriodId) -> impl Iterator<Item = PeriodId> {
    let behind = policy.periods.iter().enumerate().skip(term.at() + 1);
    let own = behind.take_while(|(_, period)| period.sort == TimeSort::HalfTerm);
    own.filter_map(|(at, _)| PeriodId::from_index(at))
}
