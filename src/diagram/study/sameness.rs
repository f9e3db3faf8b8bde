//! Days on which a policy says the same of a kind of setting.

use crate::diagram::conditions::{number_of, passes};
use crate::diagram::store::TooLarge;
use crate::diagram::{compile, order};
use crate::model::{KindId, Operand, ParameterId, Policy};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// All that the sets of a kind of setting depend on that a day can change. Where those of two days are equal, so are the sets, and what is
/// true of the sets of one day is true of the other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// For each test of a fact, fact by fact, whether it passes in each region.
    tests: Vec<Vec<bool>>,
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
        let regions = compile::regions(policy, kind, on, &facts);
        compile::are_few(&facts, &regions)?;
        let mut tests = Vec::new();
        for test in order::tested(policy, kind) {
            let Some(regions) = facts.iter().position(|fact| *fact == test.fact).and_then(|level| regions.get(level)) else {
                continue;
            };
            let passed = |region| regions.representative(region).is_some_and(|value| passes(policy, on, &test.kind, value));
            tests.push((0..regions.len()).map(passed).collect());
        }
        let number = |at| number_of(policy, &Operand::Parameter(ParameterId::from_index(at)?), on);
        Ok(Self { tests, numbers: (0..policy.parameters.len()).map(number).collect() })
    }
}
