//! Properties hold exactly where no setting and no pair of settings is found by trying them all.

use crate::diagram::brute::{classes, complete, holds};
use crate::diagram::kit;
use crate::diagram::random::{KIND, any_policy};
use ees::harness::properties::{Counterexample, Held, decide};
use ees::model::{CategoryId, Condition, Direction, Domain, FactId, FactState, Policy, Property, PropertyClaim, Value, YES_NO};
use fastrand::Rng;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

const ON: Date = date(2021, 11, 15);
/// Settings of one policy that are tried at most.
const MOST: usize = 700;

/// One value of each class of each fact of the kind, and `None` for the facts of others.
pub(crate) fn choices(policy: &Policy) -> Vec<Vec<Value>> {
    let of = |at: usize| {
        let id = FactId(at as u16);
        if !policy.facts[at].is_of(KIND) {
            return vec![Value::None];
        }
        classes(policy, KIND, id, ON).iter().map(|class| class[0]).collect()
    };
    (0..policy.facts.len()).map(of).collect()
}

pub(crate) fn settings(choices: &[Vec<Value>]) -> Vec<Vec<Value>> {
    let mut all = vec![Vec::new()];
    for values in choices {
        all = all.iter().flat_map(|one: &Vec<Value>| values.iter().map(|value| [one.as_slice(), &[*value]].concat())).collect();
    }
    all
}

/// A condition that the policy states, so that it tells nothing new apart.
fn any_condition(rng: &mut Rng, policy: &Policy) -> Option<Condition> {
    let strands = policy.categorisation(KIND).into_iter().flat_map(|one| &one.strands);
    let lines: Vec<Condition> = strands.flat_map(|strand| &strand.lines).filter_map(|line| line.condition.clone()).collect();
    if rng.bool() { rng.choice(lines) } else { None }
}

fn any_claim(rng: &mut Rng, policy: &Policy) -> PropertyClaim {
    let categories: Vec<CategoryId> =
        (0..policy.categories.len()).filter(|_| rng.u8(0..3) == 0).map(|at| CategoryId(at as u16)).collect();
    let facts: Vec<FactId> = policy.facts_of(KIND).map(|(id, _)| id).filter(|_| rng.bool()).collect();
    let when = any_condition(rng, policy);
    match rng.u8(0..4) {
        0 => PropertyClaim::Never { categories, when },
        1 => PropertyClaim::Always { categories, when },
        2 => PropertyClaim::Improving { facts, when },
        _ => PropertyClaim::Changing { facts, when },
    }
}

/// Whether the first value of a fact is better than the second.
pub(crate) fn is_better(policy: &Policy, id: FactId, one: Value, other: Value) -> bool {
    let fact = &policy.facts[id.at()];
    let higher = match (one, other) {
        (Value::Option(one), Value::Option(other)) => {
            let Domain::Vocabulary(vocabulary) = fact.domain else { unreachable!() };
            let vocabulary_ = &policy.vocabularies[vocabulary.at()];
            if vocabulary_.ordered {
                return vocabulary_.values[usize::from(one)].rank < vocabulary_.values[usize::from(other)].rank;
            }
            if vocabulary != YES_NO {
                return false;
            }
            one < other
        }
        (Value::Number(one), Value::Number(other)) => one > other,
        (Value::Date(one), Value::Date(other)) => one > other,
        _ => return false,
    };
    match fact.direction {
        Some(Direction::Higher) => higher,
        Some(Direction::Lower) => !higher && one != other,
        None => false,
    }
}

/// Whether a pair of settings that differ in a fact breaks the claim.
type Breaks<'b> = &'b dyn Fn(FactId, &[Value], &[Value]) -> bool;

/// Whether some setting or pair breaks the claim, by trying them all.
fn broken(policy: &Policy, claim: &PropertyClaim, all: &[Vec<Value>]) -> bool {
    let legal = |values: &[Value], when: &Option<Condition>| {
        let found = complete(policy, KIND, values, ON);
        (found.legal && when.as_ref().is_none_or(|when| holds(policy, when, values, ON))).then_some(found.category)
    };
    let pairs = |facts: &[FactId], when: &Option<Condition>, breaks: Breaks<'_>| {
        all.iter().any(|one| {
            legal(one, when).is_some()
                && facts.iter().any(|fact| {
                    all.iter().any(|other| {
                        let same = one.iter().zip(other).enumerate().all(|(at, (one, other))| at == fact.at() || one == other);
                        same && one != other && legal(other, when).is_some() && breaks(*fact, one, other)
                    })
                })
        })
    };
    let category = |values: &[Value]| complete(policy, KIND, values, ON).category;
    match claim {
        PropertyClaim::Never { categories, when } => {
            all.iter().filter_map(|one| legal(one, when)).any(|found| found.is_some_and(|one| categories.contains(&one)))
        }
        PropertyClaim::Always { categories, when } => {
            all.iter().filter_map(|one| legal(one, when)).any(|found| !found.is_some_and(|one| categories.contains(&one)))
        }
        PropertyClaim::Improving { facts, when } => pairs(facts, when, &|fact, one, other| {
            let worse = category(one).zip(category(other)).is_some_and(|(better, worse)| better > worse);
            is_better(policy, fact, one[fact.at()], other[fact.at()]) && worse
        }),
        PropertyClaim::Changing { facts, when } => pairs(facts, when, &|_, one, other| category(one) != category(other)),
    }
}

/// The witness is a setting, or a pair, that the brute evaluator finds to be what it is said to be.
fn check_witness(policy: &Policy, witness: &Counterexample) {
    let values = |facts: &ees::model::Facts| -> Vec<Value> {
        (0..policy.facts.len()).map(|at| facts.get(FactId(at as u16)).value().unwrap_or(Value::None)).collect()
    };
    let first = complete(policy, KIND, &values(&witness.facts), ON);
    assert!(first.legal);
    assert_eq!(first.category, witness.category);
    if let Some((fact, facts, category)) = &witness.other {
        let second = complete(policy, KIND, &values(facts), ON);
        assert!(second.legal);
        assert_eq!(second.category, *category);
        let differing: Vec<_> = policy.facts_of(KIND).filter(|(id, _)| facts.get(*id) != witness.facts.get(*id)).collect();
        assert!(matches!(differing.as_slice(), [(id, _)] if id == fact), "they differ in one fact");
    }
    let told = policy.facts_of(KIND).all(|(id, _)| matches!(witness.facts.get(id), FactState::Told(_)));
    assert!(told, "a witness is complete");
}

#[test]
fn on_random_policies() {
    let mut rng = Rng::with_seed(2026);
    let mut met: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for _ in 0..500 {
        let mut policy = any_policy(&mut rng, ON);
        policy.in_force = Some((ON, ON));
        for fact in &mut policy.facts {
            fact.direction = rng.choice([Some(Direction::Higher), Some(Direction::Lower), None]).flatten();
        }
        let choices = choices(&policy);
        if policy.categorisation(KIND).is_none() || choices.iter().map(Vec::len).product::<usize>() > MOST {
            continue;
        }
        let all = settings(&choices);
        for _ in 0..3 {
            let claim = any_claim(&mut rng, &policy);
            let property = Property { name: "random".into(), kind: KIND, claim, claim_span: kit::span(), span: kit::span() };
            let expected = broken(&policy, &property.claim, &all);
            let what = match property.claim {
                PropertyClaim::Never { .. } => "never",
                PropertyClaim::Always { .. } => "always",
                PropertyClaim::Improving { .. } => "improving",
                PropertyClaim::Changing { .. } => "changing",
            };
            *met.entry((what, expected)).or_default() += 1;
            match decide(&policy, &[&property]).remove(0) {
                Held::Holds(days) => assert!(!expected && days == [ON], "{:?}\n{}", property.claim, kit::policy_told(&policy)),
                Held::Refuted(witness) => {
                    assert!(expected, "{:?}\n{}", property.claim, kit::policy_told(&policy));
                    check_witness(&policy, &witness);
                }
                Held::NotDecided(_) => panic!(
                    "{:?}\n{:?}\n{}",
                    property.claim,
                    ees::diagram::Compiled::new(&policy, KIND, ON).map(|one| one.nodes()),
                    kit::policy_told(&policy)
                ),
            }
        }
    }
    assert!(met.len() == 8 && met.values().all(|times| *times >= 10), "met {met:?}");
}
