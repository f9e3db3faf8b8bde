//! A policy taken apart for proofs: what each line, strand and gate is about, as sets of settings.
//!
//! A [`Set`] is a diagram of yes and no over the facts of one kind of setting on one assessment date, so sets are joined, cut and
//! compared exactly (Bryant 1986). Whatever is to be proved is put as a question whether some sets have a setting in common
//! ([`Study::setting_in`]); the setting found is the witness. Sets say nothing of what cannot be: where that matters,
//! [`Study::legal`] is one of the sets asked about.

mod effects;
mod lines;
mod pairs;
mod parts;
mod sameness;
pub(super) mod search;
mod sets;
mod tables;

pub use effects::Effects;
pub use pairs::{LegalOutcomes, Parted, Parting};
pub use sameness::Fingerprint;
pub use sets::Set;

use super::apart::GateRoot;
use super::compile::{self, FACT_LIMIT};
use super::conditions::{Conditions, passes};
use super::order::Order;
use super::regions::Regions;
use super::store::{Ref, TooLarge};
use crate::model::{CategoryId, Condition, DerivedId, FactId, FactState, Facts, KindId, Policy, Test};
use jiff::civil::Date;
use pairs::Separate;
use parts::StrandSets;
use std::borrow::Cow;
use std::cell::Cell;

/// Nodes that one study may make.
const LIMIT: usize = 3_000_000;
/// Nodes that its strands may take to be combined, so that room is left for questions about each.
const COMBINED: usize = 1_000_000;

/// Pairs of places that may be looked at to make the parts, and then by all operations on sets together; and steps that all searches may
/// take: bounds on time that are the same on every machine.
const PARTS: usize = 12_000_000;
const PAIRS: usize = 30_000_000;
const STEPS: usize = 3_000_000;
/// Places that may be looked at in search of pairs of settings that differ in one fact.
const LOOKS: usize = 100_000_000;

/// One kind of setting of a policy on one assessment date, as sets of settings.
pub struct Study<'p> {
    policy: &'p Policy,
    kind: KindId,
    on: Date,
    order: Vec<FactId>,
    conditions: Conditions<'p>,
    legal: Set,
    strands: Vec<StrandSets>,
    gates: Vec<GateRoot>,
    /// Category and [`expected`](compile::expected) leaves, whatever the category turns out to be.
    expectations: Vec<(CategoryId, Ref)>,
    /// Where each `also` of the kind holds.
    also: Vec<Ref>,
    /// The category or silence before any gate, and after all of them; none where that would be too large.
    outcomes: Option<[Ref; 2]>,
    /// Steps that searches may still take.
    steps: Cell<usize>,
    /// Places that may still be looked at for pairs.
    looks: Cell<usize>,
    separate: Separate,
}

impl std::fmt::Debug for Study<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Study").field("kind", &self.kind).field("on", &self.on).finish_non_exhaustive()
    }
}

impl<'p> Study<'p> {
    /// Takes a policy apart for a kind of setting and an assessment date.
    ///
    /// # Errors
    /// Where even its parts pass a limit. Where only their combination does, questions about outcomes fail and others are answered.
    pub fn new(policy: &'p Policy, kind: KindId, on: Date) -> Result<Self, TooLarge> {
        Self::ordered(policy, kind, on, Order::Together)
    }

    /// The same with the facts in an order; what is answered is the same in each, and how many nodes it takes is not.
    ///
    /// # Errors
    /// As above.
    pub fn ordered(policy: &'p Policy, kind: KindId, on: Date, order: Order) -> Result<Self, TooLarge> {
        let order = order.of(policy, kind);
        if order.len() > FACT_LIMIT {
            return Err(TooLarge::Facts(FACT_LIMIT));
        }
        let regions = compile::regions(policy, kind, on, &order, None);
        compile::are_few(&order, &regions)?;
        let mut conditions = Conditions::about(policy, kind, on, (&order, Cow::Owned(regions), &[]), LIMIT)?;
        conditions.builder.have_patience(PARTS);
        let parts = conditions.parts(kind)?;
        let legal = Set(conditions.all(&parts.constraints)?);
        let also = parts.also.into_iter().map(|(_, root)| root).collect();
        let mut study = Self {
            policy,
            kind,
            on,
            order,
            conditions,
            legal,
            strands: Vec::new(),
            gates: parts.gates,
            expectations: parts.expectations,
            also,
            outcomes: None,
            steps: Cell::new(STEPS),
            looks: Cell::new(LOOKS),
            separate: Separate::default(),
        };
        study.strands = study.strand_sets(&parts.strands)?;
        study.conditions.builder.allow(COMBINED, LIMIT);
        study.outcomes = study.combined().ok();
        study.conditions.builder.allow(LIMIT, LIMIT);
        study.conditions.builder.have_patience(PAIRS);
        Ok(study)
    }

    /// The same as if its strands were too large to be combined: questions about outcomes fail.
    #[must_use]
    pub fn with_strands_apart(self) -> Self {
        Self { outcomes: None, ..self }
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// The kind of setting.
    #[must_use]
    pub const fn kind(&self) -> KindId {
        self.kind
    }

    /// The assessment date.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// The facts of this kind of setting, in the order in which sets ask for them.
    #[must_use]
    pub fn facts(&self) -> &[FactId] {
        &self.order
    }

    /// The regions of a fact's values that the policy tells apart, for a fact of this kind.
    #[must_use]
    pub fn regions(&self, fact: FactId) -> Option<&Regions> {
        self.conditions.regions().get(self.level(fact)?)
    }

    /// Where a condition of this policy, or one made of the same tests, holds.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn where_holds(&mut self, condition: &Condition) -> Result<Set, TooLarge> {
        self.conditions.condition(condition).map(Set)
    }

    /// The regions of a fact whose values pass a test of it.
    #[must_use]
    pub fn passing(&self, test: &Test) -> Vec<usize> {
        let Some(regions) = self.regions(test.fact) else { return Vec::new() };
        let passed =
            |region: &usize| regions.representative(*region).is_some_and(|value| passes(self.policy, self.on, &test.kind, value));
        (0..regions.len()).filter(passed).collect()
    }

    /// Whether two tables or scores of one domain come to the same for every setting.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn same_values(&mut self, one: DerivedId, other: DerivedId) -> Result<bool, TooLarge> {
        self.conditions.same_values(one, other)
    }

    /// How many nodes it has made so far.
    #[must_use]
    pub const fn nodes(&self) -> usize {
        self.conditions.builder.nodes.len()
    }

    /// Whether the strands could be combined, so that questions about outcomes are answered.
    #[must_use]
    pub const fn is_combined(&self) -> bool {
        self.outcomes.is_some()
    }

    fn level(&self, fact: FactId) -> Option<usize> {
        self.order.iter().position(|one| *one == fact)
    }

    /// The region that a fact is usually in: of what is assumed, else the first.
    fn usual(&self, level: usize) -> usize {
        let assumed = self.order.get(level).and_then(|fact| self.policy.fact(*fact)?.assumed);
        let regions = self.conditions.regions().get(level);
        assumed.zip(regions).and_then(|(value, regions)| regions.region_of(value)).unwrap_or(0)
    }

    /// A complete setting with these regions; a fact without one has its usual value.
    fn complete(&self, path: &[Option<usize>]) -> Facts {
        let mut facts = Facts::unknown(self.policy.facts.len());
        for (level, (fact, regions)) in self.order.iter().zip(self.conditions.regions()).enumerate() {
            let region = path.get(level).copied().flatten().unwrap_or_else(|| self.usual(level));
            if let Some(value) = regions.representative(region) {
                facts.set(*fact, FactState::Told(value));
            }
        }
        facts
    }
}
