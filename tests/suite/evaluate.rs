//! The explaining evaluator.

use crate::sample::{
    self, A, AS, B, C, CAPACITY, COMPLAINTS, DEFICIT, GAPS, GOVERNANCE, INSPECTED, LATEST, LEADERSHIP, PLAN, SCHOOL,
};
use ees::evaluate::{Because, Tally, Trace, Truth, Verdict, evaluate, violations};
use ees::model::{Amount, Condition, ConditionKind, FactId, FactState, Operand, Policy, Quota, TestKind, Value};
use jiff::civil::date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

const TRUTHS: [Truth; 3] = [Truth::Holds, Truth::Open, Truth::Fails];

/// Every way in which open conditions may turn out.
fn completions(parts: &[Truth]) -> Vec<Vec<bool>> {
    parts.iter().fold(vec![vec![]], |so_far, part| {
        let values: &[bool] = match part {
            Truth::Holds => &[true],
            Truth::Fails => &[false],
            Truth::Open => &[true, false],
        };
        so_far.iter().flat_map(|one: &Vec<bool>| values.iter().map(|value| [&one[..], &[*value]].concat())).collect()
    })
}

/// The one truth of all completions, or open.
fn by_completions(parts: &[Truth], holds: impl Fn(&[bool]) -> bool) -> Truth {
    let results: BTreeSet<bool> = completions(parts).iter().map(|one| holds(one)).collect();
    if results.len() == 2 { Truth::Open } else { Truth::of(results.contains(&true)) }
}

#[test]
fn truth_tables_are_kleenes() {
    for left in TRUTHS {
        assert_eq!(!left, by_completions(&[left], |one| !one[0]), "not {left:?}");
        for right in TRUTHS {
            let both = [left, right];
            assert_eq!(Truth::all(both), by_completions(&both, |one| one[0] && one[1]), "{left:?} and {right:?}");
            assert_eq!(Truth::any(both), by_completions(&both, |one| one[0] || one[1]), "{left:?} or {right:?}");
        }
    }
}

#[test]
fn counts_are_open_just_where_the_unknown_can_tip_them() {
    for first in TRUTHS {
        for second in TRUTHS {
            for third in TRUTHS {
                let parts = [first, second, third];
                let tally = Tally::of(parts);
                for wanted in 0..=4 {
                    let holding = |one: &[bool]| one.iter().filter(|holds| **holds).count();
                    let number = Decimal::from(wanted);
                    assert_eq!(
                        tally.at_least(number),
                        by_completions(&parts, |one| holding(one) >= wanted),
                        "{parts:?} >= {wanted}"
                    );
                    assert_eq!(
                        tally.at_most(number),
                        by_completions(&parts, |one| holding(one) <= wanted),
                        "{parts:?} <= {wanted}"
                    );
                    assert_eq!(
                        tally.exactly(number),
                        by_completions(&parts, |one| holding(one) == wanted),
                        "{parts:?} = {wanted}"
                    );
                }
            }
        }
    }
}

fn good_school() -> Vec<(FactId, Value)> {
    vec![
        (LATEST, Value::Option(1)),
        (INSPECTED, Value::Date(date(2019, 3, 12))),
        (LEADERSHIP, Value::Option(0)),
        (GOVERNANCE, Value::Option(0)),
        (PLAN, Value::yes(false)),
    ]
}

fn trace(changes: &[(FactId, Value)]) -> Trace {
    let policy = sample::policy();
    evaluate(&policy, SCHOOL, sample::on(), &sample::facts(&policy, SCHOOL, &[&good_school()[..], changes].concat()))
}

/// The truth of a condition about a school with these facts.
fn truth(condition: Condition, told: &[(FactId, Value)]) -> Truth {
    let mut policy = sample::policy();
    policy.defines[0].condition = condition;
    let facts = sample::facts(&policy, SCHOOL, told);
    let trace = evaluate(&policy, SCHOOL, sample::on(), &facts);
    trace.strands[0].lines[3].why.as_ref().unwrap().truth
}

#[test]
fn complete_facts_give_one_category() {
    let expected = [
        (vec![], A),
        (vec![(GOVERNANCE, Value::Option(1))], AS),
        (vec![(LATEST, Value::Option(2))], B),
        (vec![(LATEST, Value::Option(2)), (CAPACITY, Value::Option(1))], C),
        (vec![(GAPS, Value::yes(true))], B),
        (vec![(GAPS, Value::yes(true)), (DEFICIT, Value::yes(true))], C),
        (vec![(LATEST, Value::None), (INSPECTED, Value::None)], AS),
    ];
    for (changes, category) in expected {
        let trace = trace(&changes);
        assert_eq!(trace.category(), Some(category), "{changes:?}");
        assert!(trace.violated().is_empty());
    }
}

#[test]
fn the_first_line_that_holds_decides_and_later_ones_are_not_reached() {
    let trace = trace(&[(LATEST, Value::Option(2))]);
    let verdicts: Vec<Verdict> = trace.strands[0].lines.iter().map(|line| line.verdict).collect();
    assert_eq!(verdicts, [Verdict::Fails, Verdict::Fails, Verdict::Decides, Verdict::NotReached, Verdict::NotReached]);
    assert_eq!(trace.strands[0].category(), Some(B));
}

#[test]
fn an_open_line_leaves_the_next_that_holds_in_play() {
    let policy = sample::policy();
    let facts = sample::facts(&policy, SCHOOL, &good_school()[..2]);
    let trace = evaluate(&policy, SCHOOL, sample::on(), &facts);
    let leadership = &trace.strands[1];
    let verdicts: Vec<Verdict> = leadership.lines.iter().map(|line| line.verdict).collect();
    assert_eq!(verdicts, [Verdict::MayDecide, Verdict::MayDecide, Verdict::MayDecide]);
    assert!(!leadership.may_be_silent);
    assert_eq!(leadership.category(), None);
    assert_eq!(trace.outcomes, BTreeSet::from([Some(A), Some(AS), Some(B), Some(C)]));
    assert_eq!(trace.category(), None);
}

#[test]
fn a_strand_where_no_line_holds_is_silent_and_ignored() {
    let trace = trace(&[(LATEST, Value::None), (INSPECTED, Value::None), (GAPS, Value::yes(true))]);
    assert!(trace.strands[0].is_silent());
    assert_eq!(trace.category(), Some(B));
    assert_eq!(trace.gates[0].lifts, Truth::Fails, "the gate of A has nothing to lift");
}

#[test]
fn a_shut_gate_lifts_and_says_from_where_to_where() {
    let gate = trace(&[(LATEST, Value::None), (INSPECTED, Value::None)]).gates.remove(0);
    assert_eq!((gate.from, gate.to, gate.lifts), (A, AS, Truth::Holds));
    let gate = trace(&[]).gates.remove(0);
    assert_eq!(gate.lifts, Truth::Fails);
}

#[test]
fn gates_apply_one_after_the_other() {
    let mut policy = sample::policy();
    let mut second = policy.categorisations[0].gates[0].clone();
    second.category = AS;
    policy.categorisations[0].gates.push(second);
    let never_inspected = [&good_school()[..], &[(LATEST, Value::None), (INSPECTED, Value::None)]].concat();
    let trace = evaluate(&policy, SCHOOL, sample::on(), &sample::facts(&policy, SCHOOL, &never_inspected));
    assert_eq!(trace.category(), Some(B));
    assert_eq!(trace.gates.iter().map(|gate| gate.lifts).collect::<Vec<_>>(), [Truth::Holds, Truth::Holds]);
}

#[test]
fn a_gate_on_an_unknown_fact_may_lift() {
    let policy = sample::policy();
    let told = [(LEADERSHIP, Value::Option(0)), (GOVERNANCE, Value::Option(0))];
    let trace = evaluate(&policy, SCHOOL, sample::on(), &sample::facts(&policy, SCHOOL, &told));
    assert_eq!(trace.gates[0].lifts, Truth::Open);
    assert!(trace.outcomes.contains(&Some(A)) && trace.outcomes.contains(&Some(AS)));
}

#[test]
fn none_passes_no_test_but_is_none() {
    let none = [(LATEST, Value::None), (INSPECTED, Value::None)];
    let good = || sample::is("latest Ofsted is good", LATEST, &[1]);
    let before = TestKind::Date(ees::model::Comparison::Under, Operand::Date(date(2030, 1, 1)));
    let within = TestKind::Within { length: Operand::Number(Decimal::from(12)), months: true };
    assert_eq!(truth(good(), &none), Truth::Fails);
    assert_eq!(truth(sample::not("latest Ofsted is not good", good()), &none), Truth::Holds);
    assert_eq!(truth(sample::test("latest inspected is before 2030", INSPECTED, before), &none), Truth::Fails);
    assert_eq!(truth(sample::test("latest inspected is within 12 months", INSPECTED, within), &none), Truth::Fails);
    assert_eq!(truth(sample::test("latest inspected is none", INSPECTED, TestKind::None), &none), Truth::Holds);
    assert_eq!(truth(sample::test("latest inspected is none", INSPECTED, TestKind::None), &good_school()), Truth::Fails);
    assert_eq!(truth(sample::test("latest inspected is none", INSPECTED, TestKind::None), &[]), Truth::Open);
}

#[test]
fn within_twelve_months_holds_up_to_the_same_day_a_year_later() {
    let within = |months| {
        let kind = TestKind::Within { length: Operand::Number(Decimal::from(if months { 12 } else { 365 })), months };
        sample::test("latest inspected is within it", INSPECTED, kind)
    };
    let on = |day| [(INSPECTED, Value::Date(day))];
    for months in [true, false] {
        assert_eq!(truth(within(months), &on(date(2020, 11, 15))), Truth::Holds, "months: {months}");
        assert_eq!(truth(within(months), &on(date(2020, 11, 14))), Truth::Fails, "months: {months}");
        assert_eq!(truth(within(months), &on(date(9999, 6, 1))), Truth::Holds, "beyond the calendar's end");
    }
}

#[test]
fn a_leap_day_is_within_twelve_months_until_28_february() {
    let policy = sample::policy();
    let told = [(LATEST, Value::Option(1)), (INSPECTED, Value::Date(date(2020, 2, 29)))];
    let facts = sample::facts(&policy, SCHOOL, &told);
    let ofsted = |day| evaluate(&policy, SCHOOL, day, &facts).strands[0].category();
    assert_eq!(ofsted(date(2021, 2, 28)), Some(AS));
    assert_eq!(ofsted(date(2021, 3, 1)), Some(A));
}

fn count_of(condition: &Condition, told: &[(FactId, Value)]) -> (Truth, ees::evaluate::Count) {
    let mut policy = sample::policy();
    policy.categorisations[0].strands[3].lines[0].condition = Some(condition.clone());
    let facts = sample::facts(&policy, SCHOOL, told);
    let trace = evaluate(&policy, SCHOOL, sample::on(), &facts);
    let why = trace.strands[3].lines[0].why.clone().unwrap();
    let Because::Count(count) = why.because else { panic!("a count") };
    (why.truth, count)
}

#[test]
fn a_count_names_its_parameter_its_value_and_what_holds() {
    let policy = sample::policy();
    let condition = policy.categorisations[0].strands[3].lines[0].condition.clone().unwrap();
    let (truth, count) = count_of(&condition, &[(GAPS, Value::yes(true)), (COMPLAINTS, Value::yes(true))]);
    assert_eq!(truth, Truth::Holds);
    assert_eq!(count.tally, Tally { holds: 2, fails: 1, open: 0 });
    assert_eq!(count.wanted, Decimal::from(2));
    assert_eq!(&*policy.parameters[count.parameter.unwrap().at()].name.phrase, "many");
}

#[test]
fn more_than_is_one_more_than_the_parameter() {
    let policy = sample::policy();
    let mut condition = policy.categorisations[0].strands[3].lines[0].condition.clone().unwrap();
    let ConditionKind::Count { quota, .. } = &mut condition.kind else { panic!("a count") };
    *quota = Quota::AtLeast(Amount { base: Operand::Parameter(ees::model::ParameterId(0)), offset: 1 });
    let two = [(GAPS, Value::yes(true)), (COMPLAINTS, Value::yes(true))];
    assert_eq!(count_of(&condition, &two).0, Truth::Fails);
    assert_eq!(count_of(&condition, &[&two[..], &[(DEFICIT, Value::yes(true))]].concat()).0, Truth::Holds);
}

#[test]
fn a_parameter_has_the_value_of_the_assessment_date() {
    let mut policy = sample::policy();
    policy.parameters[1].steps.push((Some(date(2023, 9, 1)), ees::model::ParameterValue::Number(Decimal::from(75))));
    let facts = sample::facts(&policy, sample::NURSERY, &[(sample::OCCUPANCY, Value::Number(Decimal::new(785, 1)))]);
    let category = |on| evaluate(&policy, sample::NURSERY, on, &facts).category();
    assert_eq!(category(date(2023, 8, 31)), Some(B));
    assert_eq!(category(date(2023, 9, 1)), Some(A));
}

#[test]
fn a_combination_that_cannot_be_is_found_where_it_certainly_holds() {
    let policy = sample::policy();
    let broken = |told: &[(FactId, Value)]| violations(&policy, SCHOOL, sample::on(), &sample::facts(&policy, SCHOOL, told));
    assert_eq!(broken(&[(LATEST, Value::None), (INSPECTED, Value::Date(date(2020, 1, 1)))]), [0]);
    assert!(broken(&[(LATEST, Value::None)]).is_empty(), "the unknown date may be none");
    assert!(broken(&good_school()).is_empty());
}

#[test]
fn expectations_are_those_of_possible_categories_where_they_may_be_asked() {
    let amber = trace(&[(LATEST, Value::Option(2)), (GOVERNANCE, Value::Option(1))]);
    assert_eq!(amber.expectations[0].expects.truth, Truth::Fails);
    assert_eq!(trace(&[(LATEST, Value::Option(2))]).expectations[0].asked(), Truth::Fails, "not asked while governance is green");
    assert!(trace(&[(GOVERNANCE, Value::Option(1))]).expectations.is_empty(), "it is AS, which expects nothing");
}

#[test]
fn a_define_used_many_times_over_is_walked_once() {
    // Each define uses the one before it twice: 2^60 conditions, were they walked anew.
    let mut policy: Policy = sample::policy();
    for at in 0..60 {
        let mut next = policy.defines[0].clone();
        let before = || sample::condition("before", ConditionKind::Defined(ees::model::DefineId(at)));
        next.condition = sample::condition("before and before", ConditionKind::All(vec![before(), before()]));
        policy.defines.push(next);
    }
    let line = &mut policy.categorisations[0].strands[0].lines[3];
    line.condition = Some(sample::condition("the last", ConditionKind::Defined(ees::model::DefineId(60))));
    let facts = sample::facts(&policy, SCHOOL, &[(LATEST, Value::Option(1)), (INSPECTED, Value::Date(date(2021, 11, 1)))]);
    assert_eq!(evaluate(&policy, SCHOOL, sample::on(), &facts).strands[0].category(), Some(AS));
}

#[test]
fn told_and_assumed_values_are_kept_apart_and_count_alike() {
    let assumed = trace(&[(LATEST, Value::Option(2))]);
    let told = trace(&[(LATEST, Value::Option(2)), (CAPACITY, Value::Option(0))]);
    assert_eq!(assumed.category(), told.category());
    let state = |trace: &Trace| {
        let why = trace.strands[0].lines[1].why.clone().unwrap();
        let Because::All(parts) = why.because else { panic!("all of") };
        let Because::Fact { state, .. } = parts[1].because else { panic!("a fact") };
        state
    };
    assert_eq!(state(&assumed), FactState::Assumed(Value::Option(0)));
    assert_eq!(state(&told), FactState::Told(Value::Option(0)));
}
