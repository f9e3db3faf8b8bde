//! What is known of one setting, level by level, as far as changes are concerned.

use super::Paths;
use super::walk::Role;
use crate::diagram::compile::Variable;
use crate::diagram::regions::Regions;
use crate::model::{Domain, FactId, Facts, Policy, Value};

/// A fact of the setting.
#[derive(Debug)]
pub(super) struct Level<'c> {
    pub(super) fact: FactId,
    pub(super) regions: &'c Regions,
    /// Where its value lies, told or assumed.
    pub(super) now: Option<usize>,
    /// Whether no change touches it.
    pub(super) fixed: bool,
    /// From its value to each region: how many steps that is. Empty where its value is unknown.
    pub(super) steps: Vec<u32>,
}

/// All facts of the setting; `None` where one has a value that it cannot have.
pub(super) fn levels<'c>(paths: &Paths<'c>, policy: &Policy, facts: &Facts) -> Option<Vec<Level<'c>>> {
    let level = |variable: &'c Variable| {
        let (fact, regions) = (variable.fact, &variable.regions);
        let now = match facts.get(fact).value() {
            Some(value) => Some(regions.region_of(value)?),
            None => None,
        };
        Some(Level {
            fact,
            regions,
            now,
            fixed: policy.fact(fact).is_some_and(|fact| fact.fixed),
            steps: now.map_or_else(Vec::new, |now| (0..regions.len()).map(|to| steps(policy, fact, regions, now, to)).collect()),
        })
    };
    paths.variables.iter().map(level).collect()
}

impl Level<'_> {
    /// All its regions.
    pub(super) fn every(&self) -> Role {
        Role::Each((0..self.regions.len()).collect())
    }

    /// It stays as it is; if nobody knows what that is, it may be anything.
    pub(super) fn as_it_is(&self) -> Role {
        self.now.map_or(Role::Any, Role::In)
    }
}

/// How far it is from one region to another: levels of a scale (one at the least), regions of numbers or days, and one step
/// for everything else.
fn steps(policy: &Policy, fact: FactId, regions: &Regions, from: usize, to: usize) -> u32 {
    let apart = match (regions.representative(from), regions.representative(to)) {
        _ if from == to => return 0,
        (Some(Value::Option(one)), Some(Value::Option(other))) => {
            rank(policy, fact, one).zip(rank(policy, fact, other)).map_or(1, |(one, other)| usize::from(one.abs_diff(other)))
        }
        (Some(Value::Number(_)), Some(Value::Number(_))) | (Some(Value::Date(_)), Some(Value::Date(_))) => from.abs_diff(to),
        _ => 1,
    };
    u32::try_from(apart.max(1)).unwrap_or(u32::MAX)
}

/// The level of a value in its scale; none in a choice.
fn rank(policy: &Policy, fact: FactId, option: u16) -> Option<u16> {
    let Domain::Vocabulary(id) = policy.fact(fact)?.domain else { return None };
    let vocabulary = policy.vocabulary(id).filter(|vocabulary| vocabulary.ordered)?;
    vocabulary.values.get(usize::from(option)).map(|value| value.rank)
}
