//! Days on which a policy says the same of a kind of setting.

use crate::diagram::conditions::{number_of, passes};
use crate::diagram::regions::Regions;
use crate::diagram::store::TooLarge;
use crate::diagram::{compile, order};
use crate::model::{FactId, KindId, Operand, ParameterId, Policy, Relation, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// All that the sets of a kind of setting depend on that a day can change. Where those of two days are equal, so are the sets, and what is
/// true of the sets of one day is true of the other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// For each test of a fact, fact by fact, whether it passes in each region.
    tests: Vec<Vec<bool>>,
    /// For each comparison of facts, whether it holds for each pair of regions; of more than two facts, the values that stand for their
    /// regions.
    compared: Vec<Compared>,
    /// The numbers that parameters stand for.
    numbers: Vec<Option<Decimal>>,
}

impl Fingerprint {
    /// What it is for a kind of setting on a day.
    ///
    /// # Errors
    /// Where nothing can be asked of the kind of setting.
    pub fn new(policy: &Policy, kind: KindId, on: Date) -> Result<Self, TooLarge> {
        let facts = order::levels(policy, kind, false);
        let regions = compile::regions(policy, kind, on, &facts, None);
        compile::are_few(&facts, &regions)?;
        let mut tests = Vec::new();
        for test in order::tested(policy, kind) {
            let Some(regions) = facts.iter().position(|fact| *fact == test.fact).and_then(|level| regions.get(level)) else {
                continue;
            };
            let passed = |region| regions.representative(region).is_some_and(|value| passes(policy, on, &test.kind, value));
            tests.push((0..regions.len()).map(passed).collect());
        }
        let of = |fact: FactId| facts.iter().position(|one| *one == fact).and_then(|level| regions.get(level));
        let compared =
            order::relations(policy, kind).into_iter().map(|relation| Compared::new(policy, on, relation, &of)).collect();
        let number = |at| number_of(policy, &Operand::Parameter(ParameterId::from_index(at)?), on);
        Ok(Self { tests, compared, numbers: (0..policy.parameters.len()).map(number).collect() })
    }
}

/// What a comparison of facts comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Compared {
    Pairs(Vec<Option<bool>>),
    Values(Vec<Option<Value>>),
}

impl Compared {
    fn new<'r>(policy: &Policy, on: Date, relation: &Relation, of: &dyn Fn(FactId) -> Option<&'r Regions>) -> Self {
        let values = |fact: FactId| {
            let regions = of(fact);
            let count = regions.map_or(0, Regions::len);
            (0..count).filter_map(move |region| regions?.representative(region))
        };
        let facts: Vec<FactId> = relation.facts().collect();
        let [one, other] = facts.as_slice() else {
            return Self::Values(facts.into_iter().flat_map(|fact| values(fact).map(Some).chain([None])).collect());
        };
        let holds =
            |first: Value, second: Value| relation.holds(policy, on, |fact| Some(if fact == *one { first } else { second }));
        Self::Pairs(values(*one).flat_map(|first| values(*other).map(move |second| holds(first, second))).collect())
    }
}
