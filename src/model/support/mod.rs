//! What a category brings, and when.

mod allowances;
mod clauses;
mod statements;

use super::condition::Condition;
use super::ids::{CategoryId, KindId, PeriodId};
use super::name::Name;
use super::policy::{Citation, Policy};
use crate::source::Span;
pub use crate::syntax::tree::{Binding, Cadence, TimeSort};
pub use allowances::Allowance;
pub use clauses::{Clause, Standing};
use rust_decimal::Decimal;
pub use statements::{Claim, Contradiction, Dispute, Figure, Matter, Settlement};
use std::collections::HashSet;
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
    /// The kinds that it is declared for together, this one among them. Where two are given, that for fewer kinds holds.
    pub kinds: Vec<KindId>,
    /// What the next more general allocation would give; this one stands in its place.
    pub instead_of: Option<MoreGeneral>,
    /// The category; `None` for a kind of setting that gets none.
    pub category: Option<CategoryId>,
    /// Whom its declaration is for, as a sentence names them: `a school in B1`, `early years in B1 or B2`.
    pub about: Arc<str>,
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

/// An allocation for more kinds, which one for fewer stands in the place of.
#[derive(Clone, Debug)]
pub struct MoreGeneral {
    /// The kinds that it is declared for.
    pub kinds: Vec<KindId>,
    /// Whom it is for, as a sentence names them.
    pub about: Arc<str>,
    /// Its days and how they bind, as stated; `None` where no days are given.
    pub stated: Option<(Binding, Decimal)>,
    /// Where it is declared.
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
    /// What a category brings a kind of setting, or what a kind without categories gets.
    #[must_use]
    pub fn allocation(&self, kind: KindId, category: impl Into<Option<CategoryId>>) -> Option<&Allocation> {
        let category = category.into();
        self.allocations.iter().find(|one| one.kind == kind && one.category == category)
    }

    /// The allocations as they are declared: each once, for whatever kinds and categories it is.
    pub fn declared_allocations(&self) -> impl Iterator<Item = &Allocation> {
        let mut seen = HashSet::new();
        self.allocations.iter().filter(move |one| seen.insert(one.span))
    }

    /// Allocations that stand in the place of more general ones: each pair of declarations once.
    #[must_use]
    pub fn more_specific(&self) -> Vec<(&Allocation, &MoreGeneral)> {
        let mut pairs: Vec<(&Allocation, &MoreGeneral)> = Vec::new();
        for one in &self.allocations {
            let new =
                |general: &&MoreGeneral| !pairs.iter().any(|(first, other)| first.span == one.span && other.span == general.span);
            if let Some(general) = one.instead_of.as_ref().filter(new) {
                pairs.push((one, general));
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
