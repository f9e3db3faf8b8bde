//! What a category brings, and when.

mod clauses;
mod statements;

use super::condition::Condition;
use super::ids::{CategoryId, KindId, PeriodId};
use super::name::Name;
use super::policy::{Citation, Policy};
use crate::source::Span;
pub use crate::syntax::tree::{Binding, Cadence, TimeSort};
pub use clauses::{Clause, Standing};
use rust_decimal::Decimal;
pub use statements::{Claim, Contradiction, Dispute, Figure, Matter, Settlement};
use std::sync::Arc;

/// A half term, a term, or another time such as "when agreed".
#[derive(Clone, Debug)]
pub struct Period {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub sort: TimeSort,
}

/// What a category brings a kind of setting, or what a kind gets that has no category.
#[derive(Clone, Debug)]
pub struct Allocation {
    /// The kind.
    pub kind: KindId,
    /// The category; `None` for a kind of setting that gets none.
    pub category: Option<CategoryId>,
    /// Whom its declaration is for, as a sentence names them: `a school in B1`, `early years in B1 or B2`.
    pub about: Arc<str>,
    /// For how many kinds of setting its declaration is. Where two are for one setting, the one for fewer is used.
    pub breadth: usize,
    /// How the days bind.
    pub binding: Binding,
    /// The days as stated; where there are activities they add up to it. `None` where no days are given.
    pub days: Option<Decimal>,
    /// Where they are stated.
    pub days_span: Span,
    /// What they are made of.
    pub activities: Vec<Activity>,
    /// What else is stated of its figures.
    pub disputes: Vec<Dispute>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared, the same for each kind and category that its declaration is for.
    pub span: Span,
}

impl Allocation {
    /// The days and how they bind; `None` where no days are given.
    #[must_use]
    pub fn stated(&self) -> Option<(Binding, Decimal)> {
        self.days.map(|days| (self.binding, days))
    }

    /// What the rows add up to, those aside whose days are not given.
    #[must_use]
    pub fn sum(&self) -> Decimal {
        self.activities.iter().filter_map(Activity::days).sum()
    }
}

/// A row of an allocation.
#[derive(Clone, Debug)]
pub struct Activity {
    /// What it is.
    pub name: Arc<str>,
    /// Days each time, in parts; empty where they are not given.
    pub parts: Vec<Decimal>,
    /// When, one entry for each time listed.
    pub visits: Vec<Visit>,
    /// Where it is declared.
    pub span: Span,
}

impl Activity {
    /// Days each time; `None` where they are not given.
    #[must_use]
    pub fn each(&self) -> Option<Decimal> {
        (!self.parts.is_empty()).then(|| self.parts.iter().sum())
    }

    /// How often in the whole year.
    #[must_use]
    pub fn times(&self) -> usize {
        self.visits.iter().map(|visit| visit.times).sum()
    }

    /// Days in the whole year; `None` where they are not given.
    #[must_use]
    pub fn days(&self) -> Option<Decimal> {
        self.each().map(|each| each * Decimal::from(self.times()))
    }
}

/// One time of an activity, or several alike.
#[derive(Clone, Debug)]
pub struct Visit {
    /// When.
    pub when: When,
    /// How often in the whole year.
    pub times: usize,
    /// The remark beside it.
    pub note: Option<Arc<str>>,
}

/// When something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At a half term, term or other time.
    At(PeriodId),
    /// In each term or half term.
    Each(Cadence),
}

/// What a setting gets whatever its category.
#[derive(Clone, Debug)]
pub struct Also {
    /// The kind.
    pub kind: KindId,
    /// When; `None` is always.
    pub when: Option<Condition>,
    /// What, as written.
    pub items: Vec<Arc<str>>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

impl Policy {
    /// What a category brings a kind of setting, or what a kind without categories gets: the most specific allocation.
    #[must_use]
    pub fn allocation(&self, kind: KindId, category: impl Into<Option<CategoryId>>) -> Option<&Allocation> {
        self.allocations_for(kind, category.into()).min_by_key(|one| one.breadth)
    }

    /// Every allocation for a kind and category, used or not.
    pub fn allocations_for(&self, kind: KindId, category: Option<CategoryId>) -> impl Iterator<Item = &Allocation> {
        self.allocations.iter().filter(move |one| one.kind == kind && one.category == category)
    }

    /// The allocations as they are declared: each once, for whatever kinds and categories it is.
    pub fn declared_allocations(&self) -> impl Iterator<Item = &Allocation> {
        let first = |at: usize, span: Span| !self.allocations.iter().take(at).any(|before| before.span == span);
        self.allocations.iter().enumerate().filter(move |(at, one)| first(*at, one.span)).map(|(_, one)| one)
    }

    /// Declarations of allocations that go before more general ones for some kind and category: the one that is used, and the
    /// one that is not.
    #[must_use]
    pub fn outdone_declarations(&self) -> Vec<(&Allocation, &Allocation)> {
        let mut pairs: Vec<(&Allocation, &Allocation)> = Vec::new();
        for one in &self.allocations {
            let used = self.allocation(one.kind, one.category).filter(|used| used.span != one.span);
            let new = |used: &&Allocation| !pairs.iter().any(|(first, other)| first.span == used.span && other.span == one.span);
            if let Some(used) = used.filter(new) {
                pairs.push((used, one));
            }
        }
        pairs
    }

    /// How many terms or half terms a year has; 0 where the policy does not say.
    #[must_use]
    pub fn times_in_year(&self, cadence: Cadence) -> usize {
        let sort = match cadence {
            Cadence::Term => TimeSort::Term,
            Cadence::HalfTerm => TimeSort::HalfTerm,
        };
        self.periods.iter().filter(|period| period.sort == sort).count()
    }
}
