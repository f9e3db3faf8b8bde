//! Minimal reasons, held to brute force.

use super::brute::classes;
use super::kit;
use super::random::{KIND, any_policy, any_setting};
use super::table::{Cell, ON, Table};
use ees::assess::{Assessor, Reason};
use ees::diagram::{Compiled, Goal, Scratch};
use ees::model::{CategoryId, FactId, FactState, Facts};
use fastrand::Rng;

#[test]
fn a_reason_is_enough_and_nothing_in_it_can_be_left_out() {
    let mut rng = Rng::with_seed(2018);
    let (mut shorter, mut least) = (0, 0);
    for _ in 0..800 {
        let policy = any_policy(&mut rng, ON);
        let (Some(table), Some(_)) = (Table::of(&policy), policy.categorisation(KIND)) else { continue };
        let compiled = Compiled::new(&policy, KIND, ON).unwrap();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for unknown in [0, 2, 4, 7] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            let answer = compiled.answer(&mut Scratch::default(), &facts).unwrap();
            let Some(floor) = answer.possible.first().copied().filter(|_| !answer.may_be_silent) else { continue };
            let decided = answer.possible.len() == 1;
            let goal = if decided { Goal::is(floor) } else { Goal::at_least(floor) };
            let enough = |outcomes: &[Option<CategoryId>]| {
                outcomes.iter().all(|one| if decided { *one == Some(floor) } else { *one >= Some(floor) })
            };
            let mut of: Vec<FactId> = table.ids.clone();
            rng.shuffle(&mut of);
            let reason = compiled.reason(&policy, &facts, goal, &of).unwrap();
            let now = table.facts(&facts);
            let cell = |without: Option<FactId>| -> Cell {
                now.iter().map(|fact| fact.now.filter(|_| reason.contains(&fact.id) && without != Some(fact.id))).collect()
            };
            let told = || format!("{}{}{reason:?}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
            assert!(enough(&table.outcomes(&cell(None))), "{} is not enough", told());
            for fact in &reason {
                assert!(matches!(facts.get(*fact), FactState::Told(_) | FactState::Assumed(_)), "{}", told());
                assert!(!enough(&table.outcomes(&cell(Some(*fact)))), "{}: {fact:?} can be left out", told());
            }
            let in_order: Vec<FactId> = of.iter().copied().filter(|fact| reason.contains(fact)).collect();
            assert_eq!(reason, in_order, "{}", told());
            shorter += usize::from(reason.len() + 1 < now.iter().filter(|fact| fact.now.is_some()).count());
            least += usize::from(!decided && !reason.is_empty());
        }
    }
    assert!(shorter > 300 && least > 15, "{shorter} {least}");
}

#[test]
fn the_reason_for_an_answer_is_minimal_as_a_whole_and_in_its_first_part() {
    let mut rng = Rng::with_seed(2021);
    let (mut both, mut open) = (0, 0);
    for _ in 0..1_000 {
        let policy = any_policy(&mut rng, ON);
        let mut table = None;
        let mut assessor = Assessor::new(&policy, ON).unwrap();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for unknown in [0, 1, 3, 6] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            let Ok(answer) = assessor.assess("1", "", KIND, &facts) else { continue };
            let reason = assessor.reason(&answer, &facts);
            let told = || format!("{}{}{reason:?}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
            let Some(floor) = answer.possible.first().copied().filter(|_| !answer.may_be_silent) else {
                assert_eq!(reason, None, "{}", told());
                continue;
            };
            let Reason { at_least, no_more } = reason.clone().unwrap();
            // Where nothing makes it so the rest has nothing to add to, and is as in the test above.
            if at_least.is_empty() {
                continue;
            }
            let Some(table) = table.get_or_insert_with(|| Table::of(&policy)) else { break };
            let now = table.facts(&facts);
            let outcomes =
                |of: &[FactId]| table.outcomes(&now.iter().map(|fact| fact.now.filter(|_| of.contains(&fact.id))).collect());
            let least = |of: &[FactId]| outcomes(of).iter().all(|one| *one >= Some(floor));
            let just = |of: &[FactId]| outcomes(of) == [Some(floor)];
            let minimal = |of: &[FactId], enough: &dyn Fn(&[FactId]) -> bool| {
                let without = |fact: &FactId| of.iter().copied().filter(|other| other != fact).collect::<Vec<_>>();
                enough(of) && of.iter().all(|fact| !enough(&without(fact)))
            };
            assert!(minimal(&at_least, &least), "{}", told());
            if answer.category.is_some() {
                assert!(minimal(&[&at_least[..], &no_more[..]].concat(), &just), "{}", told());
            } else {
                assert!(no_more.is_empty(), "{}", told());
            }
            both += usize::from(!at_least.is_empty() && !no_more.is_empty());
            open += usize::from(answer.category.is_none() && !at_least.is_empty());
        }
    }
    assert!(both > 15 && open > 10, "{both} {open}");
}

#[test]
fn facts_that_do_not_lead_there_are_no_reason() {
    let mut rng = Rng::with_seed(2);
    let policy = any_policy(&mut rng, ON);
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    let facts = Facts::unknown(policy.facts.len());
    assert_eq!(compiled.reason(&policy, &facts, Goal::is(CategoryId(1)), &[]), None);
}
