//! Every setting that there can be under a small policy, and what becomes of it.

use super::brute::{classes, complete};
use super::random::KIND;
use ees::diagram::Compiled;
use ees::model::{CategoryId, Domain, FactId, Facts, Policy, Value};
use jiff::civil::{Date, date};

pub(super) const ON: Date = date(2021, 11, 15);

/// Settings tried for one policy at most.
const LARGEST: usize = 1_000;

/// A fact of the setting: the value that it has, if any, and all that it might have, by class.
pub(super) struct Fact {
    pub(super) id: FactId,
    pub(super) fixed: bool,
    pub(super) now: Option<usize>,
    pub(super) classes: Vec<Vec<Value>>,
}

/// Classes of some facts, in the order of the table's; `None` is any.
pub(super) type Cell = Vec<Option<usize>>;

/// What becomes of every complete setting of a policy.
pub(super) struct Table<'a> {
    pub(super) policy: &'a Policy,
    pub(super) ids: Vec<FactId>,
    classes: Vec<Vec<Vec<Value>>>,
    /// By class of each fact, the last changing fastest; none where it cannot be.
    pub(super) outcomes: Vec<Option<Option<CategoryId>>>,
}

impl<'a> Table<'a> {
    /// None where it would be too large.
    pub(super) fn of(policy: &'a Policy) -> Option<Self> {
        let ids: Vec<FactId> = policy.facts_of(KIND).map(|(id, _)| id).collect();
        let all: Vec<_> = (0..policy.facts.len()).map(|at| classes(policy, KIND, FactId(at as u16), ON)).collect();
        let classes: Vec<_> = ids.iter().map(|id| all[id.at()].clone()).collect();
        let size: usize = classes.iter().map(Vec::len).product();
        if size > LARGEST {
            return None;
        }
        let mut values = vec![Value::None; policy.facts.len()];
        let mut table = Self { policy, ids, classes, outcomes: Vec::new() };
        for index in 0..size {
            for (id, (class, values_of)) in table.ids.iter().zip(table.digits(index).into_iter().zip(&table.classes)) {
                values[id.at()] = values_of[class][0];
            }
            let one = complete(policy, KIND, &values, ON);
            table.outcomes.push(one.legal.then_some(one.category));
        }
        Some(table)
    }

    fn digits(&self, mut index: usize) -> Vec<usize> {
        let mut digits: Vec<usize> = self
            .classes
            .iter()
            .rev()
            .map(|classes| {
                let digit = index % classes.len();
                index /= classes.len();
                digit
            })
            .collect();
        digits.reverse();
        digits
    }

    /// The outcomes of all settings of a cell that can be.
    pub(super) fn outcomes(&self, cell: &Cell) -> Vec<Option<CategoryId>> {
        let mut here = vec![0];
        for (wanted, classes) in cell.iter().zip(&self.classes) {
            let digits = wanted.map_or(0..classes.len(), |wanted| wanted..wanted + 1);
            here = here.iter().flat_map(|at| digits.clone().map(move |digit| at * classes.len() + digit)).collect();
        }
        let mut found: Vec<_> = here.into_iter().filter_map(|at| self.outcomes[at]).collect();
        found.sort();
        found.dedup();
        found
    }

    pub(super) fn facts(&self, facts: &Facts) -> Vec<Fact> {
        let fact = |(id, classes): (&FactId, &Vec<Vec<Value>>)| Fact {
            id: *id,
            fixed: self.policy.facts[id.at()].fixed,
            now: facts.get(*id).value().map(|value| self.class(classes, *id, value)),
            classes: classes.clone(),
        };
        self.ids.iter().zip(&self.classes).map(fact).collect()
    }

    /// The class of a value, which need not be one of the samples.
    fn class(&self, classes: &[Vec<Value>], id: FactId, value: Value) -> usize {
        let known = classes.iter().position(|values| values.contains(&value));
        known.unwrap_or_else(|| {
            let compiled = Compiled::new(self.policy, KIND, ON).unwrap();
            compiled.regions(id).unwrap().region_of(value).unwrap()
        })
    }
}

impl Fact {
    pub(super) fn steps(&self, policy: &Policy, to: usize) -> u32 {
        let now = self.now.unwrap();
        let rank = |at: u16| match policy.facts[self.id.at()].domain {
            Domain::Vocabulary(id) if policy.vocabularies[id.at()].ordered => {
                Some(policy.vocabularies[id.at()].values[usize::from(at)].rank)
            }
            Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date => None,
        };
        match (self.classes[now][0], self.classes[to][0]) {
            _ if now == to => 0,
            (Value::Option(one), Value::Option(other)) => match (rank(one), rank(other)) {
                (Some(one), Some(other)) => u32::from(one.abs_diff(other)).max(1),
                _ => 1,
            },
            (Value::None, _) | (_, Value::None) => 1,
            _ => now.abs_diff(to) as u32,
        }
    }

    pub(super) fn is_none(&self, class: usize) -> bool {
        self.classes[class][0] == Value::None
    }
}
