//! Stand-in with the diagram's interface: tries every value of every unknown fact. To be replaced by the diagram.

use crate::evaluate::{Trace, Truth, evaluate};
use crate::model::{CategoryId, Domain, FactId, FactState, Facts, KindId, Policy, Value};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A policy compiled for one kind of setting and one day.
#[derive(Clone, Debug)]
pub struct Compiled {
    policy: Policy,
    kind: KindId,
    on: Date,
}

/// Room to work in, reused.
#[derive(Debug, Default)]
pub struct Scratch;

/// The exact answer.
#[derive(Clone, Debug, Default)]
pub struct Exact {
    /// No completion of the facts can be.
    pub impossible: bool,
    /// Reachable categories, least intensive first.
    pub possible: Vec<CategoryId>,
    /// Whether every strand may be silent.
    pub may_be_silent: bool,
    /// Unknown facts that can change the category, best first.
    pub ask: Vec<FactId>,
    /// Assumed facts that, freed together, can change it.
    pub rests_on: Vec<FactId>,
    /// The gate that lifted the category.
    pub gate: Option<usize>,
    /// Strand and line.
    pub because: Vec<(usize, usize)>,
    /// Expectations of possible categories.
    pub expectations: Vec<(usize, Expected)>,
    /// What it gets besides, and whether that is certain.
    pub also: Vec<(usize, bool)>,
}

/// Whether an expectation is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// Not known.
    Unknown,
}

/// The diagram would pass its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLarge {
    /// So many nodes.
    Nodes(usize),
}

impl Compiled {
    /// Compiles.
    pub fn new(policy: &Policy, kind: KindId, on: Date) -> Result<Self, TooLarge> {
        Ok(Self { policy: policy.clone(), kind, on })
    }

    /// Answers.
    pub fn answer(&self, _scratch: &mut Scratch, facts: &Facts) -> Exact {
        let traces = self.complete(facts);
        let outcomes: BTreeSet<_> = traces.iter().map(Trace::category).collect();
        let mut exact = Exact { impossible: traces.is_empty(), ..Exact::default() };
        exact.may_be_silent = outcomes.contains(&None);
        exact.possible = outcomes.iter().copied().flatten().collect();
        exact.ask = self.ask(facts);
        exact.rests_on = self.rests_on(facts);
        let most = exact.possible.last().copied();
        for trace in traces.iter().filter(|trace| most.is_some() && trace.category() == most) {
            let lifted = trace.gates.iter().rfind(|gate| gate.lifts == Truth::Holds);
            if exact.possible.len() == 1 {
                exact.gate = lifted.map(|gate| gate.gate);
            }
            let given = trace.gates.iter().find(|gate| gate.lifts == Truth::Holds).map(|gate| gate.from).or(most);
            for (strand, said) in trace.strands.iter().enumerate().filter(|(_, said)| said.category() == given) {
                let line = said.lines.iter().position(|line| line.verdict.is_in_play()).unwrap_or(0);
                if !exact.because.iter().any(|(other, _)| *other == strand) {
                    exact.because.push((strand, line));
                }
            }
        }
        if exact.possible.len() == 1 && !exact.may_be_silent {
            exact.because.retain(|(strand, line)| {
                let says = |trace: &Trace| {
                    trace
                        .strands
                        .get(*strand)
                        .is_some_and(|said| said.lines.get(*line).is_some_and(|line| line.verdict.is_in_play()))
                };
                traces.iter().all(says)
            });
        }
        exact.because.sort_unstable();
        self.supports(facts, &mut exact, &traces);
        exact
    }

    fn supports(&self, facts: &Facts, exact: &mut Exact, traces: &[Trace]) {
        let trace = evaluate(&self.policy, self.kind, self.on, facts);
        for one in &trace.expectations {
            let categories = self.policy.categorisation(self.kind).and_then(|all| all.expectations.get(one.expectation));
            if !categories.is_some_and(|category| exact.possible.contains(&category.category)) {
                continue;
            }
            let expected = match one.expects.truth {
                Truth::Holds => Expected::Met,
                Truth::Fails => Expected::NotMet,
                Truth::Open => Expected::Unknown,
            };
            exact.expectations.push((one.expectation, expected));
        }
        for one in &trace.also {
            let holds = |trace: &Trace| trace.also.iter().any(|other| other.also == one.also && other.truth == Truth::Holds);
            if traces.iter().any(holds) {
                exact.also.push((one.also, traces.iter().all(holds)));
            }
        }
    }

    fn ask(&self, facts: &Facts) -> Vec<FactId> {
        let unknown = self.policy.facts_of(self.kind).map(|(id, _)| id).filter(|id| facts.get(*id) == FactState::Unknown);
        let mut scored: Vec<(Decimal, FactId)> = Vec::new();
        for id in unknown.filter(|id| self.matters(facts, *id)) {
            let left: Vec<usize> =
                self.values(id).into_iter().map(|value| self.left(facts, id, value)).filter(|left| *left > 0).collect();
            let mean = Decimal::from(left.iter().sum::<usize>()) / Decimal::from(left.len().max(1));
            scored.push((mean, id));
        }
        scored.sort();
        scored.into_iter().map(|(_, id)| id).collect()
    }

    fn left(&self, facts: &Facts, id: FactId, value: Value) -> usize {
        let mut facts = facts.clone();
        facts.set(id, FactState::Told(value));
        self.complete(&facts).iter().map(Trace::category).collect::<BTreeSet<_>>().len()
    }

    fn matters(&self, facts: &Facts, id: FactId) -> bool {
        let mut others = facts.clone();
        others.set(id, FactState::Told(Value::None));
        self.settings(&others).into_iter().any(|mut one| {
            let results: BTreeSet<_> = self
                .values(id)
                .into_iter()
                .filter_map(|value| {
                    one.set(id, FactState::Told(value));
                    let trace = evaluate(&self.policy, self.kind, self.on, &one);
                    trace.violated.is_empty().then(|| trace.category())
                })
                .collect();
            results.len() > 1
        })
    }

    fn rests_on(&self, facts: &Facts) -> Vec<FactId> {
        let assumed: Vec<FactId> = self
            .policy
            .facts_of(self.kind)
            .map(|(id, _)| id)
            .filter(|id| matches!(facts.get(*id), FactState::Assumed(_)))
            .collect();
        let mut freed = facts.clone();
        for id in &assumed {
            freed.set(*id, FactState::Unknown);
        }
        assumed.into_iter().filter(|id| self.matters(&freed, *id)).collect()
    }

    fn complete(&self, facts: &Facts) -> Vec<Trace> {
        let all = self.settings(facts).into_iter().map(|one| evaluate(&self.policy, self.kind, self.on, &one));
        all.filter(|trace| trace.violated.is_empty()).collect()
    }

    fn settings(&self, facts: &Facts) -> Vec<Facts> {
        let mut all = vec![facts.clone()];
        for (id, _) in self.policy.facts_of(self.kind) {
            if facts.get(id) == FactState::Unknown {
                let values = self.values(id);
                let with = |one: &Facts, value: &Value| {
                    let mut one = one.clone();
                    one.set(id, FactState::Told(*value));
                    one
                };
                all = all.iter().flat_map(|one| values.iter().map(move |value| with(one, value))).collect();
            }
        }
        all
    }

    fn values(&self, id: FactId) -> Vec<Value> {
        let Some(fact) = self.policy.fact(id) else { return Vec::new() };
        let mut values: Vec<Value> = match &fact.domain {
            Domain::Vocabulary(id) => {
                let count = self.policy.vocabulary(*id).map_or(0, |vocabulary| vocabulary.values.len());
                (0..u16::try_from(count).unwrap_or(0)).map(Value::Option).collect()
            }
            Domain::Number(_) => [0, 60, 90].map(Decimal::from).map(Value::Number).to_vec(),
            Domain::Date => vec![Value::Date(self.on), Value::Date(self.on.saturating_sub(20.months()))],
        };
        if fact.or_none {
            values.push(Value::None);
        }
        values
    }
}
