//! Facts compared with each other, and sums of facts, as diagrams.
//!
//! A relation is exact on regions where the values that stand for them, taken together, relate in every way in which the values of the
//! facts can. For scales each value is a region of its own. Numbers and days that are compared with each other, and not added
//! up, may relate only by their order: so between two named numbers there are as many points as there are facts, and one more, which is
//! room for every order there is (the small models of the theory of order: Langford 1927), also for two settings that differ
//! in one fact ([`line`]). Whole numbers in small bounds that are added up are cut at each number. What is left has no finite number of cases
//! ([`TooLarge::NotFinite`], of whatever rests on it) until all but one of its facts are told: then it is a plain test of that one ([`given`]).

mod cuts;
mod given;
mod line;
mod sums;

pub(super) use cuts::Cutting;
pub(super) use given::given;
pub(super) use line::{Line, Piece};

use super::apart::Parts;
use super::conditions::{Conditions, number_of};
use super::store::{Ref, TooLarge};
use crate::model::{Against, Domain, FactId, FactState, Facts, Relates, Relation, Value};
use rust_decimal::Decimal;

/// One of the facts of a relation, by its level.
struct Part {
    level: usize,
    fact: FactId,
    /// Whether it stands on the right.
    right: bool,
    /// The region of one that no diagram is to ask for.
    told: Option<usize>,
}

impl Conditions<'_> {
    /// Keeps the assumed facts of a setting to regions around which there is room for the unknown ones that they are compared with: what
    /// an assumed value leaves possible is then the same as in the regions left out.
    pub(super) fn give_room(&mut self, order: &[FactId], setting: &Facts, parts: &mut Parts) -> Result<(), TooLarge> {
        for (level, fact) in order.iter().enumerate() {
            let Some(regions) = self.regions().get(level).filter(|regions| regions.are_ordered()) else { continue };
            if !matches!(setting.get(*fact), FactState::Assumed(_)) {
                continue;
            }
            let leaf = |region| if regions.is_roomy(region) { Ref::TRUE } else { Ref::FALSE };
            let children: Vec<Ref> = (0..regions.len()).map(leaf).collect();
            parts.constraints.push(self.builder.node(level, &children)?);
        }
        Ok(())
    }

    /// Where facts relate so.
    pub(super) fn related(&mut self, relation: &Relation) -> Result<Ref, TooLarge> {
        let part = |(fact, right): (&FactId, bool)| {
            let level = self.levels.get(fact).copied()?;
            Some(Part { level, fact: *fact, right, told: self.told.get(level).copied().flatten() })
        };
        let left = relation.left.iter().map(|fact| (fact, false));
        let all = left.chain(relation.right_facts().iter().map(|fact| (fact, true)));
        let Some(mut parts) = all.map(part).collect::<Option<Vec<Part>>>() else { return Ok(Ref::FALSE) };
        let regions = |part: &Part| self.regions().get(part.level);
        let ordered = relation.plain().is_some();
        let finite = |part: &Part| {
            regions(part).is_some_and(|own| own.option(0).is_some() || own.are_tied() && (ordered || !own.are_ordered()))
        };
        if let (false, Some(facts)) = (parts.iter().all(finite), relation.two_facts()) {
            return Err(TooLarge::NotFinite(facts));
        }
        parts.sort_by_key(|part| part.level);
        match (relation.how, self.is_number(relation)) {
            (Relates::Compares(comparison), true) => {
                let Some(start) = self.start(relation) else { return Ok(Ref::FALSE) };
                self.added_up(&parts, start, comparison)
            }
            (Relates::Compares(_) | Relates::Within { .. }, _) => self.paired(relation, &parts, &mut Vec::new()),
        }
    }

    fn is_number(&self, relation: &Relation) -> bool {
        let first = relation.left.first().and_then(|fact| self.policy.fact(*fact));
        first.is_some_and(|fact| matches!(fact.domain, Domain::Number(_)))
    }

    /// The left side less the right one, as far as no fact is known.
    fn start(&self, relation: &Relation) -> Option<Decimal> {
        match &relation.right {
            Against::Facts(_) => Some(Decimal::ZERO),
            Against::Operand(operand) => Some(-number_of(self.policy, operand, self.on)?),
        }
    }

    fn value(&self, part: &Part, region: usize) -> Option<Value> {
        self.regions().get(part.level)?.representative(region)
    }

    fn choices(&self, part: &Part) -> std::ops::Range<usize> {
        part.told.map_or(0..self.builder.arity(part.level), |told| told..told + 1)
    }

    /// Two facts, value by value.
    fn paired(&mut self, relation: &Relation, parts: &[Part], known: &mut Vec<(FactId, Value)>) -> Result<Ref, TooLarge> {
        let Some((part, rest)) = parts.split_first() else {
            let value = |fact| known.iter().find(|(one, _)| *one == fact).map(|(_, value)| *value);
            let holds = relation.holds(self.policy, self.on, value) == Some(true);
            return Ok(if holds { Ref::TRUE } else { Ref::FALSE });
        };
        let mut children = Vec::new();
        for region in self.choices(part) {
            let Some(value) = self.value(part, region) else { continue };
            known.push((part.fact, value));
            children.push(self.paired(relation, rest, known)?);
            known.pop();
        }
        self.asked(part, &children)
    }

    fn asked(&mut self, part: &Part, children: &[Ref]) -> Result<Ref, TooLarge> {
        match (part.told, children) {
            (Some(_), [only]) => Ok(*only),
            _ => self.builder.node(part.level, children),
        }
    }
}
