//! Strands kept apart, and settings compiled one by one, give the very answers that trying every completion gives, and that the
//! one diagram of a whole policy gives. Limits that even small policies pass send them there.

use super::brute::{classes, effort, exact};
use super::random::{self, KIND, any_setting};
use super::{KINDS_OF_ANSWER, kit};
use crate::large::{Size, policy};
use ees::diagram::{Answerer, Compiled, Limits, Scratch};
use ees::evaluate::evaluate;
use ees::model::{FactId, FactState, Facts, KindId, Policy, Value};
use ees::session::{Place, load};
use fastrand::Rng;
use jiff::civil::{Date, date};

const ON: Date = date(2021, 11, 15);
const PLENTY: usize = 2_000_000;

/// The strands of every policy apart; and those of each setting. With no patience, each question is put simply at once.
const STRANDS_APART: Limits = Limits { whole: 0, apart: PLENTY, setting: PLENTY, patience: 500 };
const NO_PATIENCE: Limits = Limits { patience: 0, ..STRANDS_APART };
const SETTING_BY_SETTING: Limits = Limits { apart: 0, ..STRANDS_APART };

/// Classes of values that a policy does not tell apart, fact by fact.
fn all_classes(policy: &Policy, kind: KindId) -> Vec<Vec<Vec<Value>>> {
    (0..policy.facts.len()).map(|at| classes(policy, kind, FactId(at as u16), ON)).collect()
}

fn as_brute_force(limits: Limits, seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let (mut met, mut large) = ([0; KINDS_OF_ANSWER.len()], 0);
    for _ in 0..700 {
        let policy = random::any_policy(&mut rng, ON);
        let classes = all_classes(&policy, KIND);
        let answerer = Answerer::new(&policy, KIND, ON, limits).unwrap();
        large += usize::from(answerer.compiled().is_none());
        let mut scratch = Scratch::default();
        for unknown in [0, 2, 4, 6, 8, 10] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
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
    assert!(large > 500, "only {large} policies passed the limit");
    for (met, (what, _)) in met.iter().zip(KINDS_OF_ANSWER) {
        assert!(*met >= 5, "only {met} answers were: {what}");
    }
}

#[test]
fn strands_apart_answer_as_brute_force_does() {
    as_brute_force(STRANDS_APART, 1999);
}

#[test]
fn questions_put_simply_are_answered_as_brute_force_does() {
    as_brute_force(NO_PATIENCE, 2002);
}

#[test]
fn settings_compiled_one_by_one_answer_as_brute_force_does() {
    as_brute_force(SETTING_BY_SETTING, 2018);
}

/// The same policy and settings by every way, too many facts for brute force; and by the explaining evaluator, where all is known.
fn ways_agree(policy: &Policy, kind: KindId, rng: &mut Rng, settings: usize) -> [usize; 2] {
    let compiled = Compiled::new(policy, kind, ON).unwrap();
    let classes = all_classes(policy, kind);
    let others = [STRANDS_APART, NO_PATIENCE, SETTING_BY_SETTING].map(|limits| Answerer::new(policy, kind, ON, limits).unwrap());
    let mut met = [0; 2];
    for at in 0..settings {
        let facts = any_setting(rng, policy, kind, &classes, [0, 2, 5, 8, 11][at % 5]);
        let answer = compiled.answer(&mut Scratch::default(), &facts).unwrap();
        let told = || format!("{}{}", kit::policy_told(policy), kit::facts_told(policy, &facts));
        for other in &others {
            let answered = other.answer(&mut Scratch::default(), &facts).unwrap();
            assert!(answered == answer, "{}{other:?}: {answered:#?}\nwhole: {answer:#?}", told());
        }
        let trace = evaluate(policy, kind, ON, &facts);
        assert!(answer.impossible || answer.possible.iter().all(|one| trace.outcomes.contains(&Some(*one))), "{}", told());
        met[0] += usize::from(answer.ask.len() > 3);
        met[1] += usize::from(!answer.rests_on.is_empty());
    }
    met
}

#[test]
fn every_way_gives_the_same_answers_on_random_policies() {
    let mut rng = Rng::with_seed(1927);
    let mut met = [0; 2];
    for _ in 0..150 {
        let policy = random::policy_of(&mut rng, ON, 8..=14);
        let here = ways_agree(&policy, KIND, &mut rng, 10);
        met.iter_mut().zip(here).for_each(|(met, here)| *met += here);
    }
    assert!(met.iter().all(|times| *times > 50), "open answers and such as rest on something were met {met:?} times");
}

#[test]
fn every_way_gives_the_same_answers_on_a_policy_whose_strands_look_at_each_other() {
    let mut rng = Rng::with_seed(1931);
    let size = Size { strands: 4, facts: 4, lines: 12, elsewhere: 15, bounds: 3 };
    let mut met = [0; 2];
    for seed in 0..6 {
        let loaded = load(Place::Memory(vec![("large.ees".to_owned(), policy(seed, size))]));
        let policy = loaded.policy.unwrap();
        let here = ways_agree(&policy, KindId(0), &mut rng, 10);
        met.iter_mut().zip(here).for_each(|(met, here)| *met += here);
    }
    assert!(met.iter().all(|times| *times > 3), "open answers and such as rest on something were met {met:?} times");
}

#[test]
fn a_setting_that_passes_the_limit_is_refused_and_another_is_answered() {
    let loaded = load(Place::Memory(vec![(
        "large.ees".to_owned(),
        policy(1, Size { strands: 4, facts: 6, lines: 20, elsewhere: 5, bounds: 3 }),
    )]));
    let policy = loaded.policy.unwrap();
    let answerer = Answerer::new(&policy, KindId(0), ON, Limits { whole: 0, apart: 0, setting: 60, patience: 500 }).unwrap();
    let mut facts = Facts::unknown(policy.facts.len());
    assert!(answerer.answer(&mut Scratch::default(), &facts).is_err());
    let classes = all_classes(&policy, KindId(0));
    for (id, _) in policy.facts_of(KindId(0)) {
        facts.set(id, FactState::Told(classes[id.at()][0][0]));
    }
    let answer = answerer.answer(&mut Scratch::default(), &facts).unwrap();
    let trace = evaluate(&policy, KindId(0), ON, &facts);
    assert_eq!(answer.possible, Vec::from_iter(trace.category()));
}
