//! Two policies side by side: they are found apart exactly where brute force finds a setting that tells them apart.

use super::brute::classes;
use super::kit;
use super::random::{KIND, any_condition, policy_of};
use ees::diagram::{Apart, Compiled, Expected, Pair, Scratch, Side};
use ees::model::{CategoryId, FactId, FactState, Facts, Name, ParameterValue, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

const ON: Date = date(2021, 11, 15);

/// A small policy whose expectations and items have names of their own.
pub(super) fn any_policy(rng: &mut Rng) -> Policy {
    let mut policy = policy_of(rng, ON, 2..=4);
    for (at, one) in policy.also.iter_mut().enumerate() {
        one.items = vec![format!("item {}", at % 2).into()];
    }
    let twice = rng.u8(0..6) == 0;
    for (at, one) in policy.categorisations.iter_mut().flat_map(|one| one.expectations.iter_mut().enumerate()) {
        one.name = Name::new(&format!("expectation {}", if twice { 0 } else { at }));
    }
    policy
}

/// The same policy with something of it changed.
pub(super) fn changed(rng: &mut Rng, policy: &Policy) -> (&'static str, Policy) {
    let mut other = policy.clone();
    let condition = any_condition(rng, policy, ON, 1);
    let what = match rng.u8(0..11) {
        0 => "nothing",
        1 => {
            let mine: Vec<usize> = policy.facts_of(KIND).map(|(id, _)| id.at()).collect();
            let fact = &mut other.facts[*rng.choice(&mine).unwrap()];
            fact.assumed = match fact.assumed {
                Some(_) if rng.bool() => None,
                Some(Value::Option(at)) => Some(Value::Option(1 - at.min(1))),
                Some(Value::Number(number)) => Some(Value::Number(number + rust_decimal::Decimal::ONE)),
                _ => None,
            };
            "an assumption"
        }
        2 => {
            let at = rng.usize(0..2) * 2;
            if let ParameterValue::Number(number) = &mut other.parameters[at].steps[0].1 {
                *number += rust_decimal::Decimal::ONE;
            }
            "a parameter"
        }
        3 if !other.constraints.is_empty() => {
            other.constraints.retain(|one| one.kind != KIND);
            "the constraints"
        }
        4 if !other.also.is_empty() => {
            let at = rng.usize(0..other.also.len());
            let also = &mut other.also[at];
            also.when = (also.kind == KIND && rng.bool()).then_some(condition);
            "what comes besides"
        }
        _ => {
            let Some(one) = other.categorisations.first_mut() else { return ("nothing", other) };
            let at = rng.usize(0..one.strands.len());
            let strand = &mut one.strands[at];
            let line = rng.usize(0..strand.lines.len());
            match rng.u8(0..6) {
                0 if strand.lines.len() > 1 => drop(strand.lines.remove(line)),
                1 => {
                    let category = &mut strand.lines[line].category;
                    *category = CategoryId((category.0 + 1) % policy.categories.len() as u16);
                }
                2 if !one.gates.is_empty() => drop(one.gates.pop()),
                3 if !one.expectations.is_empty() => one.expectations[0].when = Some(condition),
                4 if !one.expectations.is_empty() => drop(one.expectations.remove(0)),
                _ if strand.lines[line].condition.is_some() => strand.lines[line].condition = Some(condition),
                _ => {}
            }
            "how it is categorised"
        }
    };
    (what, other)
}

/// All that is compared of an answer.
type Told = (bool, Vec<CategoryId>, bool, Vec<(String, String)>, Vec<String>, Vec<FactId>);

fn told(policy: &Policy, compiled: &Compiled, scratch: &mut Scratch, facts: &Facts) -> Told {
    let exact = compiled.answer(scratch, facts).unwrap();
    let expected = |(at, state): &(usize, Expected)| {
        let one = &policy.categorisations[0].expectations[*at];
        (one.name.phrase.to_string(), format!("{state:?}"))
    };
    let mut expectations: Vec<_> = exact.expectations.iter().map(expected).collect();
    let certain = exact.also.iter().filter(|(_, certain)| *certain);
    let mut also: Vec<String> = certain.flat_map(|(at, _)| &policy.also[*at].items).map(|item| item.to_string()).collect();
    expectations.sort();
    also.sort();
    (exact.impossible, exact.possible, exact.may_be_silent, expectations, also, exact.rests_on)
}

/// What is known where a policy is told so much: `None` is left to what it assumes, `Some(None)` is said to be unknown.
fn facts(policy: &Policy, states: &[(FactId, Option<Option<Value>>)]) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, state) in states {
        let state = match state {
            Some(Some(value)) => FactState::Told(*value),
            Some(None) => FactState::Unknown,
            None => policy.facts[id.at()].assumed.map_or(FactState::Unknown, FactState::Assumed),
        };
        facts.set(*id, state);
    }
    facts
}

/// Settings of all sorts: much told, much left out, much unknown.
fn any_states(rng: &mut Rng, values: &[(FactId, Vec<Value>)]) -> Vec<(FactId, Option<Option<Value>>)> {
    let (left_out, unknown) = (rng.u8(0..8), rng.u8(0..6));
    let state = |rng: &mut Rng, values: &[Value]| match rng.u8(0..12) {
        chance if chance < left_out => None,
        chance if chance < left_out + unknown => Some(None),
        _ => Some(Some(*rng.choice(values).unwrap())),
    };
    values.iter().map(|(id, values)| (*id, state(rng, values))).collect()
}

#[test]
fn two_policies_are_found_apart_just_where_a_setting_tells_them_apart() {
    let mut rng = Rng::with_seed(1847);
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for _ in 0..1_200 {
        let one = any_policy(&mut rng);
        let (what, other) = changed(&mut rng, &one);
        let left = Compiled::new(&one, KIND, ON).unwrap();
        let right = left.alike(&other, KIND, ON).unwrap();
        let pair = Pair::new(KIND, Side { policy: &one, compiled: &left }, Side { policy: &other, compiled: &right }).unwrap();
        let apart = pair.apart(&|one, other| one == other).unwrap();
        let (mut first, mut second) = (Scratch::general(), Scratch::general());
        let mut differ = |states: &[(FactId, Option<Option<Value>>)]| {
            let before = told(&one, &left, &mut first, &facts(&one, states));
            let after = told(&other, &right, &mut second, &facts(&other, states));
            (before != after).then_some((before, after))
        };
        let values: Vec<(FactId, Vec<Value>)> = one
            .facts_of(KIND)
            .map(|(id, _)| (id, [&one, &other].iter().flat_map(|side| classes(side, KIND, id, ON)).flatten().collect()))
            .collect();
        let say = || format!("{what} was changed\n{}\n{}", kit::policy_told(&one), kit::policy_told(&other));
        let found = match &apart {
            Apart::Told(told) => {
                let states: Vec<_> = values
                    .iter()
                    .map(|(id, _)| (*id, told.iter().find(|(fact, _)| fact == id).map(|(_, value)| Some(*value))))
                    .collect();
                assert!(differ(&states).is_some(), "{told:?} does not tell them apart\n{}", say());
                "apart"
            }
            Apart::Nothing => {
                for _ in 0..60 {
                    let states = any_states(&mut rng, &values);
                    if let Some(both) = differ(&states) {
                        panic!("{both:?}\n{}\n{}", kit::facts_told(&one, &facts(&one, &states)), say());
                    }
                }
                every_complete_setting_agrees(&values, &mut differ);
                "the same"
            }
            Apart::NotDecided => "not decided",
        };
        *seen.entry((what, found)).or_default() += 1;
    }
    let many = |what: &str, found: &str| seen.get(&(what, found)).copied().unwrap_or(0);
    for what in ["an assumption", "a parameter", "the constraints", "what comes besides", "how it is categorised"] {
        assert!(many(what, "apart") > 5 && many(what, "the same") > 5, "{seen:#?}");
    }
    let undecided: usize = seen.iter().filter(|((_, found), _)| *found == "not decided").map(|(_, times)| times).sum();
    assert!(undecided < 30 && many("nothing", "apart") == 0 && many("nothing", "not decided") == 0, "{seen:#?}");
}

/// Every complete setting, where there are not too many of them.
fn every_complete_setting_agrees<T: std::fmt::Debug>(
    values: &[(FactId, Vec<Value>)],
    differ: &mut impl FnMut(&[(FactId, Option<Option<Value>>)]) -> Option<T>,
) {
    if values.iter().map(|(_, values)| values.len()).product::<usize>() > 200 {
        return;
    }
    let mut all: Vec<Vec<(FactId, Option<Option<Value>>)>> = vec![Vec::new()];
    for (id, values) in values {
        all = all.iter().flat_map(|one| values.iter().map(|value| [&one[..], &[(*id, Some(Some(*value)))]].concat())).collect();
    }
    for states in all {
        assert!(differ(&states).is_none(), "{states:?}");
    }
}
