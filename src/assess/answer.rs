//! From facts to an answer.

use super::days::Days;
use crate::diagram::{Answerer, Expected, Limits, Scratch, TooLarge, Walkable};
use crate::evaluate;
use crate::model::{Allocation, CategoryId, FactId, FactState, Facts, KindId, Policy};
use jiff::civil::Date;

/// How far the category is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// One category, whatever the unknown facts are.
    Decided,
    /// Several are possible, or perhaps none.
    Open,
    /// The policy gives this kind of setting no category.
    NotCategorised,
    /// No strand says anything, whatever the unknown facts are.
    NoAnswer,
}

/// One setting's answer, by ids and indices of the policy; words are made of it only where it is written.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name, which may be a person's.
    pub name: &'a str,
    /// Its kind.
    pub kind: KindId,
    /// How far the category is known.
    pub status: Status,
    /// The category, where it is decided.
    pub category: Option<CategoryId>,
    /// Every category that some values of the unknown facts lead to, least intensive first.
    pub possible: Vec<CategoryId>,
    /// Whether some values lead to no category at all.
    pub may_be_silent: bool,
    /// The days.
    pub days: Days,
    /// Unknown facts that can still change the category, best first.
    pub ask: Vec<FactId>,
    /// Every unknown fact of its kind, in declaration order.
    pub unknown: Vec<FactId>,
    /// Assumed facts that the answer rests on.
    pub assumed: Vec<FactId>,
    /// The gate that lifted the category, by index in the categorisation.
    pub gate: Option<usize>,
    /// Expectations of the possible categories, by index in the categorisation.
    pub expectations: Vec<(usize, Expected)>,
    /// What it gets besides, by index in the policy, and whether that is certain.
    pub also: Vec<(usize, bool)>,
    /// The strands, and their lines, that give the category; for an open answer the most intensive possible one.
    pub because: Vec<(usize, usize)>,
}

impl Answer<'_> {
    /// What each possible category brings, or what its kind gets that has no categories; `None` where the policy does not say.
    pub fn allocations<'p>(&self, policy: &'p Policy) -> impl Iterator<Item = Option<&'p Allocation>> {
        brought(policy, self.kind, self.status, &self.possible)
    }
}

fn brought<'p>(
    policy: &'p Policy,
    kind: KindId,
    status: Status,
    possible: &[CategoryId],
) -> impl Iterator<Item = Option<&'p Allocation>> {
    let without = (status == Status::NotCategorised).then_some(None);
    without.into_iter().chain(possible.iter().copied().map(Some)).map(move |category| policy.allocation(kind, category))
}

/// Why a setting has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// The facts are a combination that the policy says cannot be: bad input. The constraints that they break, by index in
    /// the policy; none where no single one is broken and they cannot all be kept.
    Impossible(Vec<usize>),
    /// The exact answer would take more steps than are allowed.
    TooLarge(TooLarge),
}

/// A policy ready to answer on one assessment date.
#[derive(Debug)]
pub struct Assessor<'p> {
    policy: &'p Policy,
    on: Date,
    /// By kind; `None` for one that was not asked for.
    kinds: Vec<Option<OfKind<'p>>>,
}

/// What is kept for one kind of setting. Each has room of its own, so that tables of mixed kinds lose nothing already found out.
#[derive(Debug)]
struct OfKind<'p> {
    answerer: Answerer<'p>,
    scratch: Scratch,
    facts: Vec<FactId>,
    categorised: bool,
}

impl<'p> Assessor<'p> {
    /// Compiles the policy for every kind of setting.
    ///
    /// # Errors
    /// A policy that passes a limit whatever the setting.
    pub fn new(policy: &'p Policy, on: Date) -> Result<Self, TooLarge> {
        Self::within(policy, on, Limits::default())
    }

    /// The same with limits of one's own.
    ///
    /// # Errors
    /// A policy that passes a limit whatever the setting.
    pub fn within(policy: &'p Policy, on: Date, limits: Limits) -> Result<Self, TooLarge> {
        Self::of_kinds(policy, on, limits, |_| true)
    }

    /// Compiles the policy for one kind of setting alone.
    ///
    /// # Errors
    /// A policy that passes a limit whatever the setting.
    pub fn of_kind(policy: &'p Policy, kind: KindId, on: Date) -> Result<Self, TooLarge> {
        Self::of_kinds(policy, on, Limits::default(), |one| one == kind)
    }

    fn of_kinds(policy: &'p Policy, on: Date, limits: Limits, wanted: impl Fn(KindId) -> bool) -> Result<Self, TooLarge> {
        let of_kind = |kind| {
            if !wanted(kind) {
                return Ok(None);
            }
            let facts = policy.facts_of(kind).map(|(id, _)| id).collect();
            let categorised = policy.categorisation(kind).is_some();
            let answerer = Answerer::new(policy, kind, on, limits)?;
            Ok(Some(OfKind { answerer, scratch: Scratch::default(), facts, categorised }))
        };
        Ok(Self { policy, on, kinds: policy.kind_ids().map(of_kind).collect::<Result<_, _>>()? })
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// The assessment date.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// Whether each setting of a kind is answered by itself, as the policy is too large to be one diagram.
    #[must_use]
    pub fn is_setting_by_setting(&self, kind: KindId) -> bool {
        self.answerer(kind).is_some_and(|answerer| answerer.compiled().is_none())
    }

    /// Facts that a kind of setting compares or adds up so that no finite number of cases covers all settings, where that is so.
    #[must_use]
    pub fn not_finite(&self, kind: KindId) -> Option<[FactId; 2]> {
        self.answerer(kind).and_then(Answerer::not_finite)
    }

    pub(super) fn answerer(&self, kind: KindId) -> Option<&Answerer<'p>> {
        self.kinds.get(kind.at())?.as_ref().map(|of_kind| &of_kind.answerer)
    }

    /// What becomes of every setting of a kind, where the policy is not too large to work that out.
    pub(super) fn walkable(&self, kind: KindId) -> Option<Walkable<'_>> {
        self.answerer(kind)?.walkable()
    }

    /// Answers for one setting.
    ///
    /// # Errors
    /// Facts that cannot be, or an answer that would take too long.
    pub fn assess<'a>(&mut self, id: &'a str, name: &'a str, kind: KindId, facts: &Facts) -> Result<Answer<'a>, Unanswered> {
        let Some(Some(of_kind)) = self.kinds.get_mut(kind.at()) else { return Err(Unanswered::Impossible(Vec::new())) };
        let exact = of_kind.answerer.answer(&mut of_kind.scratch, facts).map_err(Unanswered::TooLarge)?;
        if exact.impossible {
            return Err(Unanswered::Impossible(evaluate::violations(self.policy, kind, self.on, facts)));
        }
        let status = match exact.possible.len() {
            _ if !of_kind.categorised => Status::NotCategorised,
            0 => Status::NoAnswer,
            1 if !exact.may_be_silent => Status::Decided,
            _ => Status::Open,
        };
        let decided = status == Status::Decided;
        let unknown = of_kind.facts.iter().copied().filter(|id| matches!(facts.get(*id), FactState::Unknown));
        Ok(Answer {
            id,
            name,
            kind,
            status,
            category: exact.possible.first().copied().filter(|_| decided),
            days: Days::of(brought(self.policy, kind, status, &exact.possible), exact.may_be_silent),
            possible: exact.possible,
            may_be_silent: exact.may_be_silent,
            ask: exact.ask,
            unknown: unknown.collect(),
            assumed: exact.rests_on,
            gate: exact.gate.filter(|_| decided),
            expectations: exact.expectations,
            also: exact.also,
            because: exact.because,
        })
    }
}
