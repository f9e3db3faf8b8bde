//! Strands kept apart, for policies whose strands together would pass the limit: each is a diagram by itself, and a setting's
//! answer is looked for in all of them at once.
//!
//! A setting is at most so intensive if every strand is, so an answer is made of questions of one form: is there a
//! completion for which these diagrams all lead there? Each is a search that follows the diagrams side by side (`search`).
//! What an answer rests on is no such question; for that the strands are combined, after all facts that are told, and all
//! unknown ones that no other strand asks for, are gone from them (`rests`).

mod answer;
mod answerer;
mod ask;
mod parts;
mod product;
mod rests;
mod search;
mod suffices;
mod ways;

pub use answerer::{Answerer, Limits};
pub(super) use parts::{GateRoot, Parts, StrandParts};
pub(super) use product::{Node, Part, Product};

use super::compile::{self, FACT_LIMIT, Variable};
use super::conditions::{Conditions, Frame};
use super::order::Order;
use super::relations;
use super::store::{Nodes, Ref, TooLarge};
use crate::model::{FactId, FactState, Facts, KindId, Policy};
use jiff::civil::Date;
use std::sync::Arc;

/// What a policy says of one kind of setting on one assessment date, strands apart.
#[derive(Clone, Debug)]
pub(super) struct Apart {
    pub(super) variables: Vec<Variable>,
    pub(super) nodes: Nodes,
    parts: Parts,
    /// By category: where all its gates are open; none where it has none.
    open: Vec<Option<Ref>>,
    categorised: bool,
    /// Steps that a question may take before it is simplified.
    patience: usize,
    /// Whether it is for one setting.
    of_one: bool,
    /// Whose answers a scratch holds.
    identity: Arc<()>,
}

impl Apart {
    /// For every setting of a kind; or for the one setting whose told facts are given, which no diagram then asks for. None
    /// where it has told what cannot be.
    fn new(policy: &Policy, kind: KindId, on: Date, setting: Option<&Facts>, limits: Limits) -> Result<Option<Self>, TooLarge> {
        let told_of = |facts: &Facts, fact| match facts.get(fact) {
            FactState::Told(value) => Some(value),
            FactState::Assumed(_) | FactState::Unknown => None,
        };
        let given = setting.map(|facts| relations::given(policy, kind, on, &|fact| told_of(facts, fact)));
        let policy = given.as_deref().unwrap_or(policy);
        let order = Order::Together.of(policy, kind);
        let regions = compile::regions(policy, kind, on, &order, setting);
        let mut told = vec![None; order.len()];
        for ((fact, regions), told) in order.iter().zip(&regions).zip(&mut told) {
            if let Some(FactState::Told(value)) = setting.map(|facts| facts.get(*fact)) {
                let Some(region) = regions.region_of(value) else { return Ok(None) };
                *told = Some(region);
            }
        }
        let open = || order.iter().zip(&regions).zip(&told).filter(|(_, told)| told.is_none());
        if open().count() > FACT_LIMIT {
            return Err(TooLarge::Facts(FACT_LIMIT));
        }
        compile::are_few(open().map(|((fact, _), _)| fact), open().map(|((_, regions), _)| regions))?;
        let frame = Frame { order: &order, regions: &regions, told: &told };
        let mut conditions = Conditions::new(policy, kind, on, frame, setting.map_or(limits.apart, |_| limits.setting))?;
        let mut parts = conditions.parts(kind)?;
        if let Some(facts) = setting {
            conditions.give_room(&order, facts, &mut parts)?;
        }
        let mut open = Vec::with_capacity(policy.categories.len());
        for category in 0..policy.categories.len() {
            let gates: Vec<Ref> = parts.gates.iter().filter(|gate| gate.from.at() == category).map(|gate| gate.open).collect();
            open.push(if gates.is_empty() { None } else { Some(conditions.all(&gates)?) });
        }
        let roots = &mut parts.roots();
        roots.extend(open.iter_mut().flatten());
        let nodes = conditions.builder.kept(roots)?;
        let variables = order.into_iter().zip(regions).map(|(fact, regions)| Variable { fact, regions }).collect();
        let categorised = policy.categorisation(kind).is_some();
        let (patience, identity, of_one) = (limits.patience, Arc::new(()), setting.is_some());
        Ok(Some(Self { variables, nodes, parts, open, categorised, patience, of_one, identity }))
    }

    /// A fact that is compared with others so that its regions stand for no more than an order, if there is one.
    fn ordered(&self) -> Option<FactId> {
        self.variables.iter().find(|variable| variable.regions.are_ordered()).map(|variable| variable.fact)
    }

    /// How many regions the facts have, level by level.
    fn arities(&self) -> Vec<usize> {
        self.variables.iter().map(|variable| variable.regions.len()).collect()
    }

    /// How many strands and constraints ask for each fact, by level.
    pub(super) fn sharers(&self) -> Vec<u32> {
        let mut sharers = vec![0; self.variables.len()];
        let strands = self.parts.strands.iter().map(|strand| strand.given);
        for root in strands.chain(self.parts.constraints.iter().copied()) {
            let asked = self.levels(&[], root);
            sharers.iter_mut().enumerate().filter(|(level, _)| asked.has(*level)).for_each(|(_, sharers)| *sharers += 1);
        }
        sharers
    }

    /// How many regions the fact of a level has.
    fn arity(&self, level: usize) -> usize {
        self.variables.get(level).map_or(0, |variable| variable.regions.len())
    }
}

/// A set of levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Levels(Vec<u64>);

impl Levels {
    fn put(&mut self, level: usize) {
        let word = level / 64;
        self.0.resize(self.0.len().max(word + 1), 0);
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << (level % 64);
        }
    }

    fn has(&self, level: usize) -> bool {
        self.0.get(level / 64).is_some_and(|word| word >> (level % 64) & 1 == 1)
    }

    /// Those that are in both.
    fn common(&self, others: &Self) -> Self {
        Self(self.0.iter().zip(&others.0).map(|(word, other)| word & other).collect())
    }

    fn join(&mut self, others: &Self) {
        self.0.resize(self.0.len().max(others.0.len()), 0);
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word |= other);
    }

    fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}
