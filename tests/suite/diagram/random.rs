//! Policies and settings drawn at random, small enough for brute force.

use super::derived::{any_derived, any_derived_test, any_method};
use super::kit::{
    add_fact, add_parameter, add_vocabulary, all, any, count, defined, not, policy, related, said, span, strand, test, vocabulary,
};
use ees::model::{
    Against, Also, Amount, Categorisation, CategoryId, Citation, Comparison, Condition, ConditionKind, Constraint, Define,
    DefineId, Domain, Expectation, Fact, FactId, FactState, Facts, Gate, KindId, List, Name, NumberDomain, Operand, ParameterId,
    ParameterValue, Policy, Quota, Relates, Relation, TestKind, Unit, Value, YES_NO,
};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// The kind that is asked about; facts of another kind lie between its facts, and some it shares with that.
pub(crate) const KIND: KindId = KindId(1);

pub(crate) fn any_policy(rng: &mut Rng, on: Date) -> Policy {
    policy_of(rng, on, 3..=7)
}

/// A policy about so many facts.
pub(crate) fn policy_of(rng: &mut Rng, on: Date, facts: RangeInclusive<usize>) -> Policy {
    let categories = ["A", "AS", "B1", "B2", "C"];
    let mut policy = policy(&["nursery", "school"], &categories[..rng.usize(2..=5)]);
    any_facts(rng, &mut policy, on, facts);
    any_derived(rng, &mut policy, on, 2);
    for at in 0..rng.usize(0..3) {
        let condition = any_condition(rng, &policy, on, 2);
        let name = Name::new(&format!("define {at}"));
        policy.defines.push(Define { name, kind: KIND, condition, citation: Citation::default(), span: span() });
    }
    if rng.u8(0..4) == 0 {
        let members = vec![any_condition(rng, &policy, on, 0)];
        policy.lists.push(List { name: Name::new("a list"), kind: KIND, members, citation: Citation::default(), span: span() });
    }
    any_derived(rng, &mut policy, on, 1);
    any_constraints(rng, &mut policy, on);
    if rng.u8(0..10) > 0 {
        any_categorisation(rng, &mut policy, on);
    }
    for _ in 0..rng.usize(0..3) {
        let when = (rng.u8(0..5) > 0).then(|| any_condition(rng, &policy, on, 2));
        let kind = KindId(rng.u16(0..2)).max(KindId(rng.u16(0..2)));
        let when = if kind == KIND { when } else { None };
        policy.also.push(Also { kind, when, items: vec![], citation: Citation::default(), span: span() });
    }
    policy
}

fn any_facts(rng: &mut Rng, policy: &mut Policy, on: Date, count: RangeInclusive<usize>) {
    let ranks = vec![("outstanding", 0), ("good", 1), ("weak", 2), ("poor", 2)];
    let scale = add_vocabulary(policy, vocabulary(true, &ranks));
    let choice = add_vocabulary(policy, vocabulary(false, &[("red", 0), ("green", 1), ("blue", 2)]));
    for at in 0..rng.usize(count) {
        if rng.u8(0..4) == 0 {
            add_fact(policy, &format!("other {at}"), KindId(0), Domain::Vocabulary(YES_NO), false, None);
        }
        let domain = match rng.u8(0..10) {
            0..=3 => Domain::Vocabulary(YES_NO),
            4 | 5 => scale.clone(),
            6 => choice.clone(),
            7 | 8 => Domain::Number(any_numbers(rng)),
            _ => Domain::Date,
        };
        let id = add_fact(policy, &format!("fact {at}"), KIND, domain, rng.u8(0..4) == 0, None);
        // A fact that a group of both kinds has.
        if rng.u8(0..3) == 0 {
            policy.facts[id.at()].kinds = vec![KindId(0), KIND];
        }
        if rng.bool() {
            policy.facts[id.at()].assumed = assumed(rng, &policy.facts[id.at()], on);
        }
    }
    for at in 0..2 {
        let number = ParameterValue::Number(Decimal::from(rng.i64(0..5)));
        add_parameter(policy, &format!("number {at}"), number);
        let day = ParameterValue::Date(on - rng.i64(-20..300).days());
        add_parameter(policy, &format!("day {at}"), day);
    }
}

fn any_numbers(rng: &mut Rng) -> NumberDomain {
    let whole = rng.bool();
    let bound = |rng: &mut Rng, from: i64| match rng.u8(0..3) {
        0 => Some(Decimal::from(from)),
        1 => Some(Decimal::new(from * 10 + 5, 1)),
        _ => None,
    };
    NumberDomain { unit: Unit::Bare, whole, least: bound(rng, 0), most: bound(rng, 5) }
}

fn assumed(rng: &mut Rng, fact: &Fact, on: Date) -> Option<Value> {
    match &fact.domain {
        Domain::Vocabulary(_) => Some(Value::Option(rng.u16(0..2))),
        Domain::Number(_) => Some(Value::Number(Decimal::from(rng.i64(1..5)))),
        Domain::Date => Some(Value::Date(on - rng.i64(0..400).days())),
    }
}

/// A number, or a parameter in its stead.
pub(super) fn operand(rng: &mut Rng, policy: &Policy, number: Decimal) -> Operand {
    if rng.u8(0..4) > 0 {
        return Operand::Number(number);
    }
    let numbers: Vec<_> =
        (0..policy.parameters.len()).filter(|at| policy.parameters[*at].name.phrase.starts_with("number")).collect();
    Operand::Parameter(ParameterId(numbers[rng.usize(0..numbers.len())] as u16))
}

pub(super) fn any_test(rng: &mut Rng, policy: &Policy, on: Date) -> Condition {
    if !policy.derived.is_empty() && rng.u8(0..4) == 0 {
        return any_derived_test(rng, policy);
    }
    if rng.u8(0..8) == 0
        && let Some(relation) = any_relation(rng, policy)
    {
        return related(policy, relation);
    }
    let mine: Vec<FactId> = policy.facts_of(KIND).map(|(id, _)| id).collect();
    let id = mine[rng.usize(0..mine.len())];
    let fact = &policy.facts[id.at()];
    if fact.or_none && rng.u8(0..3) == 0 {
        return test(policy, id, TestKind::None);
    }
    let way = [Comparison::Under, Comparison::AtMost, Comparison::Over, Comparison::AtLeast, Comparison::Equal][rng.usize(0..5)];
    let kind = match &fact.domain {
        Domain::Vocabulary(vocabulary) => {
            let count = policy.vocabularies[usize::from(vocabulary.0)].values.len() as u16;
            let values: Vec<u16> = (0..count).filter(|_| rng.bool()).collect();
            TestKind::OneOf(if values.is_empty() { vec![rng.u16(0..count)] } else { values })
        }
        Domain::Number(_) => {
            let number = [Decimal::from(rng.i64(-1..7)), Decimal::new(rng.i64(0..12) * 5, 1)][rng.usize(0..2)];
            TestKind::Number(way, operand(rng, policy, number))
        }
        Domain::Date if rng.bool() => {
            let months = rng.bool();
            let length = Decimal::from(if months { rng.i64(0..25) } else { rng.i64(0..400) });
            TestKind::Within { length: operand(rng, policy, length), months }
        }
        Domain::Date if rng.u8(0..4) == 0 => {
            let at = policy.parameters.iter().position(|one| &*one.name.phrase == "day 1").unwrap();
            TestKind::Date(way, Operand::Parameter(ParameterId(at as u16)))
        }
        Domain::Date => TestKind::Date(way, Operand::Date(on - rng.i64(-3..400).days())),
    };
    test(policy, id, kind)
}

/// Two facts of one scale or choice compared with each other, where there are two.
fn any_relation(rng: &mut Rng, policy: &Policy) -> Option<Relation> {
    let values = |fact: &Fact| match fact.domain {
        Domain::Vocabulary(id) => Some(id),
        Domain::Number(_) | Domain::Date => None,
    };
    let mine: Vec<_> = policy.facts_of(KIND).filter_map(|(id, fact)| Some((id, values(fact)?))).collect();
    let (left, of) = *mine.get(rng.usize(0..mine.len().max(1)))?;
    let others: Vec<FactId> = mine.iter().filter(|(id, its)| *id != left && *its == of).map(|(id, _)| *id).collect();
    let right = *others.get(rng.usize(0..others.len().max(1)))?;
    let way = [Comparison::Under, Comparison::AtMost, Comparison::Over, Comparison::AtLeast, Comparison::Equal][rng.usize(0..5)];
    let ordered = policy.vocabularies[usize::from(of.0)].ordered;
    let how = Relates::Compares(if ordered { way } else { Comparison::Equal });
    Some(Relation { left: vec![left], how, right: Against::Facts(vec![right]) })
}

pub(super) fn any_condition(rng: &mut Rng, policy: &Policy, on: Date, depth: u8) -> Condition {
    let several = |rng: &mut Rng| (0..rng.usize(1..4)).map(|_| any_condition(rng, policy, on, depth - 1)).collect::<Vec<_>>();
    match if depth == 0 { 0 } else { rng.u8(0..9) } {
        0..=2 => any_test(rng, policy, on),
        3 => not(any_condition(rng, policy, on, depth - 1)),
        4 => all(several(rng)),
        5 => any(several(rng)),
        6 if !policy.defines.is_empty() => defined(policy, DefineId(rng.u16(0..policy.defines.len() as u16))),
        _ => {
            let number = Decimal::from(rng.i64(0..4));
            let amount = Amount { base: operand(rng, policy, number), offset: rng.i64(-1..2) };
            let quota = match rng.u8(0..3) {
                0 => Quota::AtLeast(amount),
                1 => Quota::AtMost(amount),
                _ => Quota::Exactly(amount),
            };
            count(quota, several(rng))
        }
    }
}

fn any_constraints(rng: &mut Rng, policy: &mut Policy, on: Date) {
    let mut broken = Vec::new();
    for _ in 0..[0, 0, 1, 1, 2][rng.usize(0..5)] {
        broken.push(all(vec![any_condition(rng, policy, on, 1), any_condition(rng, policy, on, 1)]));
    }
    if rng.u8(0..4) == 0 {
        // Two conditions that stand or fall together.
        let (one, other) = (any_test(rng, policy, on), any_test(rng, policy, on));
        broken.push(all(vec![one.clone(), not(other.clone())]));
        broken.push(all(vec![not(one), other]));
    }
    for condition in broken {
        policy.constraints.push(Constraint { kind: KIND, condition, citation: Citation::default(), span: span() });
    }
    let never = said(ConditionKind::All(vec![]), "of another kind: always".to_owned());
    policy.constraints.push(Constraint { kind: KindId(0), condition: never, citation: Citation::default(), span: span() });
}

fn any_categorisation(rng: &mut Rng, policy: &mut Policy, on: Date) {
    let count = policy.categories.len() as u16;
    let mut strands = Vec::new();
    for at in 0..rng.usize(1..=4) {
        let mut categories: Vec<u16> = (0..rng.usize(1..=4)).map(|_| rng.u16(0..count)).collect();
        categories.sort_unstable_by(|one, other| other.cmp(one));
        let mut lines: Vec<_> =
            categories.into_iter().map(|category| (category, Some(any_condition(rng, policy, on, 2)))).collect();
        if rng.u8(0..3) > 0 {
            lines.push((0, None));
        }
        strands.push(strand(&format!("strand {at}"), lines));
    }
    let mut gated: Vec<u16> = (0..rng.usize(0..=2)).map(|_| rng.u16(0..count)).collect();
    gated.sort_unstable();
    let gate = |category| Gate {
        category: CategoryId(category),
        unless: any_condition(rng, policy, on, 2),
        text: "".into(),
        citation: Citation::default(),
        span: span(),
    };
    let gates = gated.into_iter().map(gate).collect();
    let expectation = |_| Expectation {
        name: Name::new("an expectation"),
        category: CategoryId(rng.u16(0..count)),
        expects: any_condition(rng, policy, on, 1),
        when: rng.bool().then(|| any_condition(rng, policy, on, 1)),
        citation: Citation::default(),
        span: span(),
    };
    let expectations = (0..2).map(expectation).collect();
    let citation = Citation::default();
    let (method, strands) = any_method(rng, policy, on, strands);
    policy.categorisations.push(Categorisation { kind: KIND, method, strands, gates, expectations, citation, span: span() });
}

/// A setting of which each fact is told, unknown or left to what is assumed.
pub(crate) fn any_setting(rng: &mut Rng, policy: &Policy, kind: KindId, classes: &[Vec<Vec<Value>>], unknown: u8) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(kind) {
        let values = &classes[id.at()];
        let values = &values[rng.usize(0..values.len())];
        let state = match (rng.u8(0..10), fact.assumed) {
            (chance, _) if chance < unknown => FactState::Unknown,
            (0..=8, Some(value)) => FactState::Assumed(value),
            _ => FactState::Told(values[rng.usize(0..values.len())]),
        };
        facts.set(id, state);
    }
    facts
}
