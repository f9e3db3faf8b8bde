//! The decision diagram gives the very answers that trying every completion gives.

mod brute;
mod kit;
mod random;

use brute::{classes, effort, exact};
use ees::diagram::{Compiled, Scratch};
use ees::model::{FactId, FactState, Facts, KindId, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};

fn all_classes(policy: &Policy, kind: KindId, on: Date) -> Vec<Vec<Vec<Value>>> {
    (0..policy.facts.len()).map(|at| classes(policy, kind, FactId(at as u16), on)).collect()
}

/// The diagram and brute force agree about a setting in every field.
fn same(
    policy: &Policy,
    kind: KindId,
    on: Date,
    classes: &[Vec<Vec<Value>>],
    compiled: &(Compiled, Facts),
    scratch: &mut Scratch,
) {
    let (compiled, facts) = compiled;
    let expected = exact(policy, kind, on, classes, facts);
    let answered = compiled.answer(scratch, facts).unwrap();
    assert!(
        answered == expected,
        "on {on}\n{}{}diagram: {answered:#?}\nbrute force: {expected:#?}",
        kit::policy_told(policy),
        kit::facts_told(policy, facts)
    );
}

fn compiled(policy: &Policy, kind: KindId, on: Date) -> Compiled {
    Compiled::new(policy, kind, on).unwrap_or_else(|limit| panic!("{limit:?}"))
}

#[test]
fn random_policies_are_answered_as_brute_force_answers_them() {
    let mut rng = Rng::with_seed(1986);
    let mut scratch = Scratch::default();
    let dates = [date(2021, 11, 15), date(2022, 2, 28), date(2024, 2, 29), date(2022, 3, 31), date(2023, 5, 30)];
    let mut tried = 0;
    for round in 0..600 {
        let on = dates[round % dates.len()];
        let policy = random::any_policy(&mut rng, on);
        let kind = random::KIND;
        let classes = all_classes(&policy, kind, on);
        let mut case = (compiled(&policy, kind, on), Facts::unknown(0));
        for unknown in [0, 2, 4, 6, 8, 10] {
            case.1 = random::any_setting(&mut rng, &policy, kind, &classes, unknown);
            if effort(&classes, &policy, kind, &case.1) <= 1_000 {
                same(&policy, kind, on, &classes, &case, &mut scratch);
                tried += 1;
            }
        }
    }
    assert!(tried > 3_000, "only {tried} were small enough");
}

#[test]
fn regions_are_what_the_policy_tells_apart_and_none_is_empty() {
    let mut rng = Rng::with_seed(1847);
    for _ in 0..300 {
        let on = date(2021, 11, 15);
        let policy = random::any_policy(&mut rng, on);
        let compiled = compiled(&policy, random::KIND, on);
        for (id, fact) in policy.facts_of(random::KIND) {
            let classes = classes(&policy, random::KIND, id, on);
            let regions = compiled.regions(id).unwrap();
            let told = || format!("{} of\n{}{regions:#?}\n{classes:#?}", fact.name.phrase, kit::policy_told(&policy));
            assert_eq!(regions.len(), classes.len(), "{}", told());
            for (at, values) in classes.iter().enumerate() {
                for value in values.iter().copied().chain(regions.representative(at)) {
                    assert_eq!(regions.region_of(value), Some(at), "{value:?} {}", told());
                }
            }
        }
    }
}
