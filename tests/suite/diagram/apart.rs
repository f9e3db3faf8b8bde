//! Strands kept apart, and settings compiled one by one, give the very answers that trying every completion gives.

use super::brute::{classes, effort, exact};
use super::random::{self, KIND};
use super::{KINDS_OF_ANSWER, kit};
use ees::diagram::{Answerer, Limits, Scratch};
use ees::model::FactId;
use fastrand::Rng;
use jiff::civil::{Date, date};

const ON: Date = date(2021, 11, 15);
const NOTHING: usize = 0;
const PLENTY: usize = 100_000;

/// Limits that even a small policy passes.
const STRANDS_APART: Limits = Limits { whole: NOTHING, apart: PLENTY, setting: PLENTY };
const SETTING_BY_SETTING: Limits = Limits { whole: NOTHING, apart: NOTHING, setting: PLENTY };

fn as_brute_force(limits: Limits, seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let mut met = [0; KINDS_OF_ANSWER.len()];
    for _ in 0..2_000 {
        let policy = random::any_policy(&mut rng, ON);
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        let answerer = Answerer::new(&policy, KIND, ON, limits).unwrap();
        let mut scratch = Scratch::default();
        for unknown in [0, 2, 4, 6, 8, 10] {
            let facts = random::any_setting(&mut rng, &policy, KIND, &classes, unknown);
            if effort(&classes, &policy, KIND, &facts) > 1_000 {
                continue;
            }
            let expected = exact(&policy, KIND, ON, &classes, &facts);
            let answered = answerer.answer(&mut scratch, &facts).unwrap();
            let told = || format!("{}{}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
            assert!(answered == expected, "{}answered: {answered:#?}\nbrute force: {expected:#?}", told());
            met.iter_mut().zip(KINDS_OF_ANSWER).for_each(|(met, (_, is))| *met += usize::from(is(&answered)));
        }
    }
    for (met, (what, _)) in met.iter().zip(KINDS_OF_ANSWER) {
        assert!(*met >= 15, "only {met} answers were: {what}");
    }
}

#[test]
fn strands_apart_answer_as_brute_force_does() {
    as_brute_force(STRANDS_APART, 1999);
}

#[test]
fn settings_compiled_one_by_one_answer_as_brute_force_does() {
    as_brute_force(SETTING_BY_SETTING, 2018);
}
