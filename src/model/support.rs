//! What a category brings, and when.

use super::condition::Condition;
use super::ids::{CategoryId, KindId, PeriodId};
use super::name::Name;
use super::policy::Citation;
use crate::source::Span;
pub use crate::syntax::tree::Binding;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A half term, or another time such as "when agreed".
#[derive(Clone, Debug)]
pub struct Period {
    /// Its name.
    pub name: Name,
    /// Whether it is a half term.
    pub half_term: bool,
}

/// What a category brings a kind of setting.
#[derive(Clone, Debug)]
pub struct Allocation {
    /// The kind.
    pub kind: KindId,
    /// The kinds that it is declared for together, this one among them. Where two are given, that for fewer kinds holds.
    pub kinds: Vec<KindId>,
    /// What the next more general allocation would give; this one stands in its place.
    pub instead_of: Option<MoreGeneral>,
    /// The category.
    pub category: CategoryId,
    /// How the days bind.
    pub binding: Binding,
    /// The days as stated; where there are activities they add up to it.
    pub days: Decimal,
    /// Where they are stated.
    pub days_span: Span,
    /// What they are made of.
    pub activities: Vec<Activity>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// An allocation for more kinds, which one for fewer stands in the place of.
#[derive(Clone, Debug)]
pub struct MoreGeneral {
    /// The kinds that it is declared for.
    pub kinds: Vec<KindId>,
    /// How its days bind.
    pub binding: Binding,
    /// Its days as stated.
    pub days: Decimal,
}

/// A row of an allocation.
#[derive(Clone, Debug)]
pub struct Activity {
    /// What it is.
    pub name: Arc<str>,
    /// Days each time, in parts.
    pub parts: Vec<Decimal>,
    /// When, one entry for each time.
    pub visits: Vec<Visit>,
    /// Where it is declared.
    pub span: Span,
}

impl Activity {
    /// Days in the whole year.
    #[must_use]
    pub fn days(&self) -> Decimal {
        self.parts.iter().sum::<Decimal>() * Decimal::from(self.visits.len())
    }
}

/// One time of an activity.
#[derive(Clone, Debug)]
pub struct Visit {
    /// When.
    pub period: PeriodId,
    /// The remark beside it.
    pub note: Option<Arc<str>>,
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
