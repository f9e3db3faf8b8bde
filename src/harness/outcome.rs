//! What comes of one setting in names and texts, so that outcomes of two policies, or of two revisions of one, can be compared.

use crate::assess::{Answer, Assessor, Days, Expected, Status, Unanswered};
use crate::diagram::TooLarge;
use crate::model::{Activity, Allocation, Binding, Cadence, FactId, Facts, KindId, Policy, When};
use crate::source::{FileId, Span};
use rust_decimal::Decimal;
use std::sync::Arc;

/// What the policy says of some facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An answer.
    Outcome(Box<Outcome>),
    /// The policy rules the facts out together. The constraints that they break, by index in the policy.
    CannotBe(Vec<usize>),
    /// The exact answer would take more steps than are allowed.
    TooLarge(TooLarge),
}

/// An answer in names and texts. Names are phrases of the policy; lists of facts are in declaration order, unless they are `ask`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The kind of setting.
    pub kind: Arc<str>,
    /// How far the category is known.
    pub status: Status,
    /// The codes of the possible categories, least intensive first.
    pub possible: Vec<Arc<str>>,
    /// How intensive each of these is: its place among the policy's categories.
    pub ranks: Vec<usize>,
    /// Whether there may be no category at all.
    pub may_be_silent: bool,
    /// The days.
    pub days: Days,
    /// The lines that give the category; for an open answer the most intensive possible one.
    pub because: Vec<Grounds>,
    /// The gate that lifted the category, as written, and where it stands.
    pub gate: Option<(Arc<str>, Span)>,
    /// What to ask, best first.
    pub ask: Vec<Arc<str>>,
    /// What the answer rests on that nobody told.
    pub assumed: Vec<Arc<str>>,
    /// Expectations of each possible category, and what becomes of them.
    pub expectations: Vec<(Arc<str>, Expected)>,
    /// What it certainly gets besides.
    pub also: Vec<Arc<str>>,
    /// What each possible category brings, or what a kind of setting without categories gets.
    pub support: Vec<Support>,
}

/// A line that gives the category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// Its strand.
    pub strand: Arc<str>,
    /// The category that it gives.
    pub category: Arc<str>,
    /// Its condition as written, or `otherwise`.
    pub line: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

/// What a category brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// The category; `None` for a kind of setting that gets none.
    pub category: Option<Arc<str>>,
    /// The days as stated; `None` where no days are given, or where the policy does not say what the category brings.
    pub stated: Option<(Binding, Decimal)>,
    /// The rows.
    pub rows: Vec<SupportLine>,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportLine {
    /// The activity.
    pub activity: Arc<str>,
    /// Days each time; `None` where they are not given.
    pub each: Option<Decimal>,
    /// When, and how often then, in the order of the policy's periods.
    pub times: Vec<(Arc<str>, usize)>,
    /// Where it stands.
    pub span: Span,
}

impl Found {
    /// What an assessor says of some facts.
    #[must_use]
    pub fn of(assessor: &mut Assessor<'_>, kind: KindId, facts: &Facts) -> Self {
        let policy = assessor.policy();
        match assessor.assess("", "", kind, facts) {
            Ok(answer) => Self::Outcome(Box::new(Outcome::of(policy, &answer))),
            Err(Unanswered::Impossible(constraints)) => Self::CannotBe(constraints),
            Err(Unanswered::TooLarge(too_large)) => Self::TooLarge(too_large),
        }
    }

    /// The outcome, where there is one.
    #[must_use]
    pub fn outcome(&self) -> Option<&Outcome> {
        match self {
            Self::Outcome(outcome) => Some(outcome),
            Self::CannotBe(_) | Self::TooLarge(_) => None,
        }
    }
}

impl Support {
    /// The same, wherever it is said: places tell two texts apart that bring the same.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        let nowhere = Span::new(FileId(0), 0, 0);
        self.rows.iter_mut().for_each(|row| row.span = nowhere);
        self
    }
}

impl Outcome {
    /// The outcome that an answer of a policy is.
    #[must_use]
    pub fn of(policy: &Policy, answer: &Answer<'_>) -> Self {
        let code = |id: crate::model::CategoryId| Some(Arc::clone(&policy.categories.get(id.at())?.code));
        Self {
            kind: policy.kinds.get(answer.kind.at()).map_or_else(|| "".into(), |kind| Arc::clone(&kind.name.phrase)),
            status: answer.status,
            possible: answer.possible.iter().filter_map(|id| code(*id)).collect(),
            ranks: answer.possible.iter().map(|id| id.at()).collect(),
            may_be_silent: answer.may_be_silent,
            days: answer.days,
            because: grounds(policy, answer),
            gate: gate(policy, answer),
            ask: names(policy, &answer.ask),
            assumed: names(policy, &in_order(&answer.assumed)),
            expectations: expectations(policy, answer),
            also: also(policy, answer),
            support: answer.allocations(policy).flatten().map(|allocation| Support::of(policy, allocation)).collect(),
        }
    }

    /// The category, where it is decided.
    #[must_use]
    pub fn category(&self) -> Option<&Arc<str>> {
        self.possible.first().filter(|_| self.status == Status::Decided)
    }
}

fn in_order(facts: &[FactId]) -> Vec<FactId> {
    let mut facts = facts.to_vec();
    facts.sort_unstable();
    facts
}

fn names(policy: &Policy, facts: &[FactId]) -> Vec<Arc<str>> {
    facts.iter().filter_map(|id| Some(Arc::clone(&policy.fact(*id)?.name.phrase))).collect()
}

fn grounds(policy: &Policy, answer: &Answer<'_>) -> Vec<Grounds> {
    let strands = policy.categorisation(answer.kind).map_or(&[][..], |all| &all.strands);
    let of = |(strand, line): &(usize, usize)| {
        let strand = strands.get(*strand)?;
        let line = strand.lines.get(*line)?;
        Some(Grounds {
            strand: Arc::clone(&strand.name.phrase),
            category: policy.category_code(line.category).into(),
            line: line.text().into(),
            span: line.span,
        })
    };
    answer.because.iter().filter_map(of).collect()
}

fn gate(policy: &Policy, answer: &Answer<'_>) -> Option<(Arc<str>, Span)> {
    let gate = policy.categorisation(answer.kind)?.gates.get(answer.gate?)?;
    Some((Arc::clone(&gate.text), gate.span))
}

fn expectations(policy: &Policy, answer: &Answer<'_>) -> Vec<(Arc<str>, Expected)> {
    let all = policy.categorisation(answer.kind).map_or(&[][..], |all| &all.expectations);
    let of = |(at, state): &(usize, Expected)| Some((Arc::clone(&all.get(*at)?.name.phrase), *state));
    answer.expectations.iter().filter_map(of).collect()
}

fn also(policy: &Policy, answer: &Answer<'_>) -> Vec<Arc<str>> {
    let certain = answer.also.iter().filter(|(_, certain)| *certain);
    certain.filter_map(|(at, _)| policy.also.get(*at)).flat_map(|also| also.items.iter().cloned()).collect()
}

impl Support {
    /// What an allocation of a policy brings.
    #[must_use]
    pub fn of(policy: &Policy, allocation: &Allocation) -> Self {
        Self {
            category: allocation.category.map(|id| policy.category_code(id).into()),
            stated: allocation.stated(),
            rows: allocation.activities.iter().map(|activity| line(policy, activity)).collect(),
        }
    }
}

fn line(policy: &Policy, activity: &Activity) -> SupportLine {
    let mut times: Vec<(When, usize)> = Vec::new();
    for visit in &activity.visits {
        match times.iter_mut().find(|(when, _)| *when == visit.when) {
            Some((_, count)) => *count += visit.times,
            None => times.push((visit.when, visit.times)),
        }
    }
    times.sort_by_key(|(when, _)| match when {
        When::At(period) => (0, period.at()),
        When::Each(Cadence::Term) => (1, 0),
        When::Each(Cadence::HalfTerm) => (1, 1),
    });
    SupportLine {
        activity: Arc::clone(&activity.name),
        each: activity.each(),
        times: times.into_iter().map(|(when, count)| (time(policy, when), count)).collect(),
        span: activity.span,
    }
}

fn time(policy: &Policy, when: When) -> Arc<str> {
    match when {
        When::At(period) => policy.periods.get(period.at()).map_or_else(|| "".into(), |one| Arc::clone(&one.name.phrase)),
        When::Each(cadence) => cadence.words().into(),
    }
}
