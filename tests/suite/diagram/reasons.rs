//! Answers that can be checked by eye, and the limits.

use super::Case;
use super::kit::{add_fact, add_parameter, all, any, fact_named, is, not, policy, said, span, strand, test};
use ees::diagram::{Compiled, Exact, Scratch, TooLarge};
use ees::model::{
    Categorisation, CategoryId, Citation, Comparison, Condition, ConditionKind, Constraint, Define, DefineId, Domain, FactId,
    FactState, Facts, Gate, KindId, Method, Name, NumberDomain, Operand, ParameterValue, Policy, Strand, TestKind, Unit, Value,
    YES_NO,
};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const KIND: KindId = KindId(0);
const ON: Date = date(2022, 3, 31);
const A: CategoryId = CategoryId(0);
const B: CategoryId = CategoryId(1);

/// A policy of two categories about yes/no facts.
pub(super) fn about(facts: &[&str]) -> Policy {
    let mut policy = policy(&["setting"], &["A", "B"]);
    for name in facts {
        add_fact(&mut policy, name, KIND, Domain::Vocabulary(YES_NO), false, None);
    }
    policy
}

pub(super) fn categorise(policy: &mut Policy, strands: Vec<Strand>, gates: Vec<Gate>) {
    let citation = Citation::default();
    policy.categorisations.push(Categorisation {
        kind: KIND,
        method: Method::MostIntensiveStrand,
        strands,
        gates,
        expectations: vec![],
        citation,
        span: span(),
    });
}

fn never(policy: &mut Policy, condition: Condition) {
    policy.constraints.push(Constraint { kind: KIND, condition, citation: Citation::default(), span: span() });
}

fn answer(policy: &Policy, told: &[(&str, bool)]) -> Exact {
    let mut facts = Facts::unknown(policy.facts.len());
    for (name, yes) in told {
        facts.set(fact_named(policy, name), FactState::Told(Value::yes(*yes)));
    }
    Case::new(policy, KIND, ON).same(&facts)
}

#[test]
fn a_condition_that_holds_either_way_is_certain() {
    let mut policy = about(&["x"]);
    let either = any(vec![is(&policy, "x", "yes"), not(is(&policy, "x", "yes"))]);
    categorise(&mut policy, vec![strand("one", vec![(1, Some(either)), (0, None)])], vec![]);
    let answer = answer(&policy, &[]);
    assert_eq!((answer.possible, answer.ask, answer.because), (vec![B], vec![], vec![(0, 0)]));
}

#[test]
fn facts_tied_to_each_other_are_still_asked() {
    let mut policy = about(&["x", "y", "z"]);
    let yes = |name| is(&policy, name, "yes");
    let tied = [all(vec![yes("x"), not(yes("y"))]), all(vec![not(yes("x")), yes("y")])];
    let line = yes("x");
    tied.into_iter().for_each(|broken| never(&mut policy, broken));
    categorise(&mut policy, vec![strand("one", vec![(1, Some(line)), (0, None)])], vec![]);
    assert_eq!(answer(&policy, &[]).ask, vec![FactId(0)]);
    assert_eq!(answer(&policy, &[("y", true)]).possible, vec![B]);
    assert!(answer(&policy, &[("y", true), ("x", false)]).impossible);
}

#[test]
fn a_gate_is_the_reason_where_no_strand_is() {
    let mut policy = about(&["sound", "checked"]);
    let gate = Gate {
        category: A,
        unless: is(&policy, "checked", "yes"),
        text: "checked".into(),
        citation: Citation::default(),
        span: span(),
    };
    let sound = is(&policy, "sound", "no");
    categorise(&mut policy, vec![strand("one", vec![(1, Some(sound)), (0, None)])], vec![gate]);
    let lifted = answer(&policy, &[("sound", true), ("checked", false)]);
    assert_eq!((lifted.gate, lifted.because, lifted.possible), (Some(0), vec![], vec![B]));
    let given = answer(&policy, &[("sound", false), ("checked", false)]);
    assert_eq!((given.gate, given.because, given.possible), (None, vec![(0, 0)], vec![B]));
    let one_or_the_other = answer(&policy, &[("checked", false)]);
    assert_eq!((one_or_the_other.gate, one_or_the_other.because), (Some(0), vec![(0, 0)]));
    assert_eq!(answer(&policy, &[("sound", true)]).ask, vec![FactId(1)]);
}

#[test]
fn a_gate_is_no_reason_where_it_lifts_only_what_cannot_be() {
    let mut policy = about(&["x", "y"]);
    let yes = |name| is(&policy, name, "yes");
    let (x, y) = (yes("x"), yes("y"));
    let neither = all(vec![not(x.clone()), not(y.clone())]);
    let gate = Gate { category: A, unless: x.clone(), text: "x".into(), citation: Citation::default(), span: span() };
    never(&mut policy, neither);
    let strands = [x, y].map(|condition| strand("one", vec![(1, Some(condition)), (0, None)]));
    categorise(&mut policy, strands.to_vec(), vec![gate]);
    let either = answer(&policy, &[]);
    assert_eq!((either.gate, either.because, either.possible), (None, vec![(0, 0), (1, 0)], vec![B]));
}

#[test]
fn within_months_is_cut_at_the_first_day_that_holds() {
    let first_day = |on: Date, months: i64| {
        let mut policy = policy(&["setting"], &["A", "B"]);
        let inspected = add_fact(&mut policy, "inspected", KIND, Domain::Date, false, None);
        let kind = TestKind::Within { length: Operand::Number(Decimal::from(months)), months: true };
        let recent = test(&policy, inspected, kind);
        categorise(&mut policy, vec![strand("one", vec![(1, Some(recent)), (0, None)])], vec![]);
        let compiled = Compiled::new(&policy, KIND, on).unwrap();
        let regions = compiled.regions(inspected).unwrap();
        (regions.len(), regions.representative(regions.len() - 1))
    };
    let day = |year, month, day| Some(Value::Date(date(year, month, day)));
    assert_eq!(first_day(date(2022, 3, 31), 1), (2, day(2022, 3, 1)));
    assert_eq!(first_day(date(2022, 2, 28), 1), (2, day(2022, 1, 28)));
    assert_eq!(first_day(date(2021, 2, 28), 12), (2, day(2020, 2, 28)));
    assert_eq!(first_day(date(2021, 3, 1), 12), (2, day(2020, 3, 1)));
    assert_eq!(first_day(date(2022, 3, 31), 0), (2, day(2022, 3, 31)));
    assert_eq!(first_day(date(2022, 3, 31), 9_000_000), (1, day(2022, 3, 31)));
}

#[test]
fn a_value_that_a_fact_cannot_have_makes_the_setting_impossible() {
    let mut policy = about(&[]);
    let months = NumberDomain { unit: Unit::Bare, whole: true, least: Some(Decimal::ZERO), most: None };
    let open = add_fact(&mut policy, "months open", KIND, Domain::Number(months), false, None);
    let inspected = add_fact(&mut policy, "inspected", KIND, Domain::Date, true, None);
    categorise(&mut policy, vec![strand("one", vec![(0, None)])], vec![]);
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    let mut scratch = Scratch::default();
    let mut impossible = |fact, value| {
        let mut facts = Facts::unknown(2);
        facts.set(fact, FactState::Told(value));
        compiled.answer(&mut scratch, &facts).unwrap().impossible
    };
    assert!(!impossible(open, Value::Number(Decimal::ZERO)));
    assert!(impossible(open, Value::Number(Decimal::NEGATIVE_ONE)));
    assert!(impossible(open, Value::Number(Decimal::new(5, 1))));
    assert!(impossible(open, Value::None));
    assert!(impossible(open, Value::Option(0)));
    assert!(!impossible(inspected, Value::None));
    assert!(!impossible(inspected, Value::Date(ON)));
    assert!(impossible(inspected, Value::Date(ON.tomorrow().unwrap())));
}

#[test]
fn a_parameter_counts_with_its_value_of_the_day() {
    let mut policy = policy(&["setting"], &["A", "B"]);
    let per_cent = NumberDomain { unit: Unit::PerCent, whole: false, least: None, most: None };
    let occupancy = add_fact(&mut policy, "occupancy", KIND, Domain::Number(per_cent), false, None);
    let bound = add_parameter(&mut policy, "well occupied", ParameterValue::Number(Decimal::from(80)));
    policy.parameters[0].steps.push((Some(ON), ParameterValue::Number(Decimal::from(75))));
    let full = test(&policy, occupancy, TestKind::Number(Comparison::AtLeast, bound));
    categorise(&mut policy, vec![strand("one", vec![(1, Some(full)), (0, None)])], vec![]);
    let mut facts = Facts::unknown(1);
    facts.set(occupancy, FactState::Told(Value::Number(Decimal::from(77))));
    assert_eq!(Case::new(&policy, KIND, ON.yesterday().unwrap()).same(&facts).possible, vec![A]);
    assert_eq!(Case::new(&policy, KIND, ON).same(&facts).possible, vec![B]);
}

#[test]
fn forty_pairs_of_told_and_assumed_facts_are_no_explosion() {
    let mut policy = about(&[]);
    let mut pairs = Vec::new();
    for at in 0..40 {
        add_fact(&mut policy, &format!("seen {at}"), KIND, Domain::Vocabulary(YES_NO), false, None);
        add_fact(&mut policy, &format!("known {at}"), KIND, Domain::Vocabulary(YES_NO), false, Some(Value::yes(false)));
        pairs.push(all(vec![is(&policy, &format!("seen {at}"), "yes"), is(&policy, &format!("known {at}"), "yes")]));
    }
    categorise(&mut policy, vec![strand("one", vec![(1, Some(any(pairs))), (0, None)])], vec![]);
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    assert!(compiled.nodes() < 500, "{} nodes", compiled.nodes());
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(KIND) {
        facts.set(id, fact.assumed.map_or(FactState::Unknown, FactState::Assumed));
    }
    let answer = compiled.answer(&mut Scratch::default(), &facts).unwrap();
    assert_eq!((answer.possible, answer.ask.len(), answer.rests_on.len()), (vec![A], 0, 40));
}

#[test]
fn as_many_facts_as_may_be_are_walked_without_running_out_of_stack() {
    let names: Vec<String> = (0..1_000).map(|at| format!("fact {at}")).collect();
    let mut policy = about(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let facts: Vec<Condition> = names.iter().map(|name| is(&policy, name, "yes")).collect();
    categorise(&mut policy, vec![strand("one", vec![(1, Some(any(facts))), (0, None)])], vec![]);
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    // The strand's lines and the categories have leaves of their own.
    assert_eq!(compiled.nodes(), 2_000);
    let mut facts = Facts::unknown(policy.facts.len());
    let answer = compiled.answer(&mut Scratch::default(), &facts).unwrap();
    assert_eq!((answer.possible, answer.ask.len()), (vec![A, B], 1_000));
    for at in 0..1_000 {
        facts.set(FactId(at), FactState::Assumed(Value::yes(false)));
    }
    assert_eq!(compiled.answer(&mut Scratch::default(), &facts).unwrap().rests_on.len(), 1_000);
}

#[test]
fn a_long_chain_of_defines_is_no_deep_recursion() {
    let mut policy = about(&["x"]);
    let first = is(&policy, "x", "yes");
    for at in (0..20_000_u16).rev() {
        let used = said(ConditionKind::Defined(DefineId(20_000 - at)), String::new());
        let condition = if at == 0 { first.clone() } else { not(used) };
        let name = Name::new("a define");
        policy.defines.push(Define { name, kind: KIND, condition, citation: Citation::default(), span: span() });
    }
    let top = said(ConditionKind::Defined(DefineId(0)), String::new());
    categorise(&mut policy, vec![strand("one", vec![(1, Some(top)), (0, None)])], vec![]);
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    let mut facts = Facts::unknown(1);
    facts.set(FactId(0), FactState::Told(Value::yes(true)));
    // 19,999 negations of yes.
    assert_eq!(compiled.answer(&mut Scratch::default(), &facts).unwrap().possible, vec![A]);
}

#[test]
fn what_is_too_large_is_said() {
    let numbers = NumberDomain { unit: Unit::Bare, whole: true, least: None, most: None };
    let mut fine = policy(&["setting"], &["A", "B"]);
    let pupils = add_fact(&mut fine, "pupils", KIND, Domain::Number(numbers), false, None);
    let above = |at| TestKind::Number(Comparison::AtLeast, Operand::Number(Decimal::from(at)));
    let lines = (0..250).rev().map(|at| (1, Some(test(&fine, pupils, above(at))))).collect();
    categorise(&mut fine, vec![strand("one", lines)], vec![]);
    assert_eq!(Compiled::new(&fine, KIND, ON).unwrap_err(), TooLarge::Regions(pupils, 250));

    let many: Vec<String> = (0..1_001).map(|at| format!("fact {at}")).collect();
    let many = about(&many.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(Compiled::new(&many, KIND, ON).unwrap_err(), TooLarge::Facts(1_000));

    let mut codes = policy(&["setting"], &["A"; 121]);
    categorise(&mut codes, vec![], vec![]);
    assert_eq!(Compiled::new(&codes, KIND, ON).unwrap_err(), TooLarge::Categories(120));
}
