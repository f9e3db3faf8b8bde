//! The decision diagram gives the very answers that trying every completion gives.

mod apart;
pub(crate) mod brute;
mod compare;
mod contrast;
pub(crate) mod derived;
mod grid;
pub(crate) mod kit;
mod minimal;
mod quick;
pub(crate) mod random;
mod reasons;
mod relations;
pub(crate) mod relevance;
pub(crate) mod school;
mod table;
mod untold;
mod walks;
mod walks_apart;

use brute::{classes, effort, exact};
use ees::diagram::{Compiled, Exact, Expected, Scratch};
use ees::model::{FactId, Facts, KindId, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};

/// A policy, one kind of setting and an assessment date, with all that the two ways of answering need.
struct Case<'a> {
    policy: &'a Policy,
    kind: KindId,
    on: Date,
    classes: Vec<Vec<Vec<Value>>>,
    compiled: Compiled,
    scratch: Scratch,
}

impl<'a> Case<'a> {
    fn new(policy: &'a Policy, kind: KindId, on: Date) -> Self {
        let classes = (0..policy.facts.len()).map(|at| classes(policy, kind, FactId(at as u16), on)).collect();
        let compiled = Compiled::new(policy, kind, on).unwrap_or_else(|limit| panic!("{limit:?}\n{}", kit::policy_told(policy)));
        Self { policy, kind, on, classes, compiled, scratch: Scratch::default() }
    }

    /// The answer, after seeing that brute force gives the same in every field.
    fn same(&mut self, facts: &Facts) -> Exact {
        let expected = exact(self.policy, self.kind, self.on, &self.classes, facts);
        let answered = self.compiled.answer(&mut self.scratch, facts).unwrap();
        assert!(
            answered == expected,
            "on {}\n{}{}diagram: {answered:#?}\nbrute force: {expected:#?}",
            self.on,
            kit::policy_told(self.policy),
            kit::facts_told(self.policy, facts)
        );
        answered
    }
}

type KindOfAnswer = (&'static str, fn(&Exact) -> bool);

/// What the random cases must meet often for the comparison to mean something.
const KINDS_OF_ANSWER: [KindOfAnswer; 14] = [
    ("impossible", |answer| answer.impossible),
    ("decided", |answer| answer.possible.len() == 1 && !answer.may_be_silent),
    ("three possible", |answer| answer.possible.len() > 2),
    ("silent for certain", |answer| answer.may_be_silent && answer.possible.is_empty()),
    ("silent perhaps", |answer| answer.may_be_silent && !answer.possible.is_empty()),
    ("three to ask", |answer| answer.ask.len() > 2),
    ("resting on two, open", |answer| answer.rests_on.len() > 1 && !answer.ask.is_empty()),
    ("resting on two, decided", |answer| answer.rests_on.len() > 1 && answer.ask.is_empty()),
    ("lifted by the first gate", |answer| answer.gate == Some(0)),
    ("lifted by the second gate", |answer| answer.gate == Some(1)),
    ("lifted or given", |answer| answer.gate.is_some() && !answer.because.is_empty()),
    ("met and not met", |answer| answer.expectations.len() == 2 && answer.expectations[0].1 != answer.expectations[1].1),
    ("expectation unknown", |answer| answer.expectations.iter().any(|(_, state)| *state == Expected::Unknown)),
    ("something besides, perhaps", |answer| answer.also.iter().any(|(_, certain)| !certain)),
];

#[test]
fn random_policies_are_answered_as_brute_force_answers_them() {
    let mut rng = Rng::with_seed(1986);
    let dates = [date(2021, 11, 15), date(2022, 2, 28), date(2024, 2, 29), date(2022, 3, 31), date(2023, 5, 30)];
    let mut met = [0; KINDS_OF_ANSWER.len()];
    for round in 0..1_500 {
        let on = dates[round % dates.len()];
        let policy = random::any_policy(&mut rng, on);
        let mut case = Case::new(&policy, random::KIND, on);
        for unknown in [0, 2, 4, 6, 8, 10] {
            let facts = random::any_setting(&mut rng, &policy, random::KIND, &case.classes, unknown);
            if effort(&case.classes, &policy, random::KIND, &facts) <= 1_000 {
                let answer = case.same(&facts);
                met.iter_mut().zip(KINDS_OF_ANSWER).for_each(|(met, (_, is))| *met += usize::from(is(&answer)));
            }
        }
    }
    for (met, (what, _)) in met.iter().zip(KINDS_OF_ANSWER) {
        assert!(*met >= 15, "only {met} answers were: {what}");
    }
}

#[test]
fn regions_are_what_the_policy_tells_apart_and_none_is_empty() {
    let mut rng = Rng::with_seed(1847);
    for _ in 0..300 {
        let on = date(2021, 11, 15);
        let policy = random::any_policy(&mut rng, on);
        let case = Case::new(&policy, random::KIND, on);
        for (id, fact) in policy.facts_of(random::KIND) {
            let classes = &case.classes[id.at()];
            let regions = case.compiled.regions(id).unwrap();
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
