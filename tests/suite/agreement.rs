//! Two evaluators and brute force agree: the one that explains, walking the model, and the diagram.

use crate::diagram::brute::{classes, complete, derived, holds, line_of};
use crate::diagram::random::{KIND, any_policy, any_setting};
use crate::diagram::{kit, school};
use ees::diagram::{Compiled, Scratch};
use ees::evaluate::{Truth, evaluate};
use ees::model::{Condition, DerivedRule, FactId, FactState, Facts, HitPolicy, KindId, Method, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

const ON: Date = date(2021, 11, 15);

/// All three say the same of a setting of which everything is known.
fn agree_when_complete(policy: &Policy, kind: KindId, on: Date, compiled: &Compiled, scratch: &mut Scratch, facts: &Facts) {
    let values: Vec<Value> =
        (0..policy.facts.len()).map(|at| facts.get(FactId(at as u16)).value().unwrap_or(Value::None)).collect();
    let expected = complete(policy, kind, &values, on);
    let trace = evaluate(policy, kind, on, facts);
    let exact = compiled.answer(scratch, facts).unwrap();
    let told = || format!("on {on}\n{}{}", kit::policy_told(policy), kit::facts_told(policy, facts));
    assert_eq!(trace.violated().is_empty(), expected.legal, "{}", told());
    assert_eq!(exact.impossible, !expected.legal, "{}", told());
    if expected.legal {
        assert_eq!(trace.category(), expected.category, "{}", told());
        let besides: Vec<_> = trace.also.iter().map(|also| (also.also, also.truth == Truth::Holds)).collect();
        assert_eq!(besides, expected.also, "{}", told());
        assert_eq!(exact.possible, Vec::from_iter(expected.category), "{}", told());
    }
}

/// What the random policies must meet often for the comparison to mean something: a strand, or a table, and what it came to.
fn met(policy: &Policy, facts: &Facts, met: &mut BTreeMap<&'static str, usize>) {
    let values: Vec<Value> =
        (0..policy.facts.len()).map(|at| facts.get(FactId(at as u16)).value().unwrap_or(Value::None)).collect();
    let holding = |conditions: Vec<&Condition>| conditions.into_iter().filter(|one| holds(policy, one, &values, ON)).count();
    for one in &policy.derived {
        let value = derived(policy, one, &values, ON);
        let what = match (&one.rule, value) {
            (DerivedRule::Score(_), Value::Number(sum)) if sum.is_sign_negative() && !sum.is_zero() => "a score below nothing",
            (DerivedRule::Score(_), Value::Number(sum)) if !sum.is_integer() => "a score with a fraction",
            (DerivedRule::Score(_), _) if one.values().next().is_some() => "a score of other values",
            (DerivedRule::Score(_), _) => "another score",
            (DerivedRule::Table(table), value) => {
                let holding = holding(table.rows.iter().map(|row| &row.condition).collect());
                match (table.hit, value, holding) {
                    (HitPolicy::ExactlyOne, Value::None, 2..) => "a table by exactly one, with two",
                    (HitPolicy::ExactlyOne, Value::None, _) => "a table by exactly one, with none",
                    (HitPolicy::ExactlyOne, ..) => "a table by exactly one",
                    (HitPolicy::FirstMatch, _, 2..) => "a table by the first match of two",
                    (HitPolicy::MostIntensive, _, 2..) => "a table by the most intensive of two",
                    (HitPolicy::Sum, _, 2..) => "a table by the sum of two",
                    (HitPolicy::FirstMatch | HitPolicy::MostIntensive | HitPolicy::Sum, ..) => "another table",
                }
            }
        };
        *met.entry(what).or_default() += 1;
    }
    let Some(categorisation) = policy.categorisation(KIND) else { return };
    for strand in &categorisation.strands {
        let holding = holding(strand.lines.iter().filter_map(|line| line.condition.as_ref()).collect());
        let line = line_of(policy, strand, &values, ON);
        let what = match (categorisation.method, strand.table, holding) {
            (Method::FirstMatch, ..) if line.is_some_and(|line| line + 1 < strand.lines.len()) => "the first of more lines",
            (Method::ExactlyOne, _, 2..) => "two lines where one may hold",
            (Method::ExactlyOne, _, 0) if line.is_some() => "a line that holds where no other does",
            (Method::MostIntensiveStrand, Some(_), 1..) => "a strand by a table",
            _ => continue,
        };
        *met.entry(what).or_default() += 1;
    }
}

#[test]
fn on_random_policies_with_everything_known() {
    let mut rng = Rng::with_seed(2008);
    let mut seen = BTreeMap::new();
    for _ in 0..800 {
        let policy = any_policy(&mut rng, ON);
        let compiled = Compiled::new(&policy, KIND, ON).unwrap();
        let mut scratch = Scratch::default();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for _ in 0..12 {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, 0);
            agree_when_complete(&policy, KIND, ON, &compiled, &mut scratch, &facts);
            met(&policy, &facts, &mut seen);
        }
    }
    assert!(seen.len() == 15 && seen.values().all(|times| *times > 50), "{seen:#?}");
}

/// What the explaining evaluator leaves open holds all that is possible, and where it is certain the diagram is.
#[test]
fn on_random_policies_with_much_unknown() {
    let mut rng = Rng::with_seed(2020);
    let mut open = 0;
    for _ in 0..800 {
        let policy = any_policy(&mut rng, ON);
        let compiled = Compiled::new(&policy, KIND, ON).unwrap();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for unknown in [3, 6] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            let exact = compiled.answer(&mut Scratch::default(), &facts).unwrap();
            let trace = evaluate(&policy, KIND, ON, &facts);
            let told = || format!("{}{}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
            assert!(trace.violated().is_empty() || exact.impossible, "{}", told());
            if !exact.impossible {
                open += usize::from(exact.possible.len() > 1);
                assert!(exact.possible.iter().all(|category| trace.outcomes.contains(&Some(*category))), "{}", told());
                assert!(!exact.may_be_silent || trace.outcomes.contains(&None), "{}", told());
            }
        }
    }
    assert!(open > 100, "only {open} open answers were compared");
}

#[test]
fn on_the_shipped_policy_with_everything_known() {
    let policy = school::school();
    let compiled = Compiled::new(&policy, school::SCHOOL, ON).unwrap();
    let mut scratch = Scratch::default();
    let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, school::SCHOOL, FactId(at as u16), ON)).collect();
    let mut rng = Rng::with_seed(2021);
    let mut met = [0; 5];
    for _ in 0..6_000 {
        let mut facts = Facts::unknown(policy.facts.len());
        for (id, fact) in policy.facts_of(school::SCHOOL) {
            // Mostly the first value, so that mild categories are met too.
            let choices = &classes[id.at()];
            let class = if rng.u8(..10) < 8 { 0 } else { rng.usize(..choices.len()) };
            let value = fact.assumed.filter(|_| rng.u8(..10) < 8).unwrap_or_else(|| *rng.choice(&choices[class]).unwrap());
            facts.set(id, FactState::Told(value));
        }
        agree_when_complete(&policy, school::SCHOOL, ON, &compiled, &mut scratch, &facts);
        let trace = evaluate(&policy, school::SCHOOL, ON, &facts);
        met[trace.category().unwrap().at()] += 1;
    }
    assert!(met.iter().all(|times| *times > 20), "the categories were met {met:?} times");
}
