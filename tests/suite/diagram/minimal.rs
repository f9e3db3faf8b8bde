//! Minimal reasons, held to brute force.

use super::brute::classes;
use super::kit;
use super::random::{KIND, any_policy, any_setting};
use super::table::{self, Cell, ON, Table};
use ees::assess::{AnyOf, Assessor, Reason};
use ees::diagram::{Compiled, Goal, Limits, Scratch};
use ees::model::{
    Categorisation, CategoryId, Citation, ConditionKind, Domain, FactId, FactState, Facts, Method, Policy, Value, YES_NO,
};
use fastrand::Rng;
use std::collections::BTreeSet;

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
            let reason = compiled.paths().minimal_reason(&policy, &facts, goal, &of).unwrap();
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

/// A setting, and what becomes of it if only some facts stay as they are.
struct Kept<'a> {
    table: &'a Table<'a>,
    facts: &'a Facts,
    now: Vec<table::Fact>,
    floor: CategoryId,
}

impl Kept<'_> {
    fn outcomes(&self, of: &[FactId]) -> Vec<Option<CategoryId>> {
        self.table.outcomes(&self.now.iter().map(|fact| fact.now.filter(|_| of.contains(&fact.id))).collect())
    }

    fn is_least(&self, of: &[FactId]) -> bool {
        self.outcomes(of).iter().all(|one| *one >= Some(self.floor))
    }

    fn is_just(&self, of: &[FactId]) -> bool {
        self.outcomes(of) == [Some(self.floor)]
    }

    fn assumed(&self, of: &[FactId]) -> usize {
        of.iter().filter(|fact| matches!(self.facts.get(**fact), FactState::Assumed(_))).count()
    }

    /// The least number of facts of these, and then of assumed ones, that are enough.
    fn fewest(&self, of: &[FactId], enough: impl Fn(&[FactId]) -> bool) -> (usize, usize) {
        let all = subsets(of).into_iter().filter(|some| enough(some)).map(|some| (some.len(), self.assumed(&some)));
        all.min().unwrap()
    }
}

fn subsets(of: &[FactId]) -> Vec<Vec<FactId>> {
    of.iter().fold(vec![Vec::new()], |all, fact| {
        let with = all.iter().map(|some: &Vec<FactId>| [&some[..], &[*fact]].concat()).collect();
        [all, with].concat()
    })
}

/// All reasons that are meant where any so many of some facts will do.
fn meant(part: &[FactId], any: &[AnyOf]) -> Vec<Vec<FactId>> {
    let fixed = part.iter().copied().filter(|fact| !any.iter().any(|any| any.of.contains(fact))).collect();
    any.iter().filter(|any| any.of.iter().any(|fact| part.contains(fact))).fold(vec![fixed], |all, any| {
        let some: Vec<_> = subsets(&any.of).into_iter().filter(|some| some.len() == any.many).collect();
        all.iter().flat_map(|one: &Vec<FactId>| some.iter().map(move |some| [&one[..], &some[..]].concat())).collect()
    })
}

#[test]
fn the_reason_for_an_answer_is_the_smallest_there_is() {
    let mut rng = Rng::with_seed(2021);
    let (mut both, mut open, mut any, mut any_more, mut no_more_alone) = (0, 0, 0, 0, 0);
    for _ in 0..2_500 {
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
            let Reason { at_least, no_more, is_smallest, any: any_of } = reason.clone().unwrap();
            assert!(is_smallest, "{}", told());
            let Some(table) = table.get_or_insert_with(|| Table::of(&policy)) else { break };
            let kept = Kept { table, facts: &facts, now: table.facts(&facts), floor };
            let known: Vec<FactId> = kept.now.iter().filter(|fact| fact.now.is_some()).map(|fact| fact.id).collect();
            let whole = [&at_least[..], &no_more[..]].concat();
            let size = |of: &[FactId]| (of.len(), kept.assumed(of));
            if answer.category.is_some() {
                assert!(kept.is_just(&whole), "{}", told());
                assert_eq!(size(&whole), kept.fewest(&known, |of| kept.is_just(of)), "{}", told());
            } else {
                assert!(no_more.is_empty() && kept.is_least(&whole), "{}", told());
                assert_eq!(size(&whole), kept.fewest(&known, |of| kept.is_least(of)), "{}", told());
            }
            assert!(kept.is_least(&at_least), "{}", told());
            assert_eq!(at_least.len(), kept.fewest(&whole, |of| kept.is_least(of)).0, "{}", told());
            for one in &any_of {
                let named = |part: &[FactId]| one.of.iter().filter(|fact| part.contains(fact)).count();
                assert!(one.of.len() > one.many && (named(&at_least) == 0 || named(&no_more) == 0), "{}", told());
                assert_eq!(named(&whole), one.many, "{}", told());
                any_more += usize::from(named(&no_more) > 0);
            }
            let enough = |of: &Vec<FactId>| if answer.category.is_some() { kept.is_just(of) } else { kept.is_least(of) };
            assert!(meant(&whole, &any_of).iter().all(enough), "{}", told());
            assert!(meant(&at_least, &any_of).iter().all(|of| kept.is_least(of)), "{}", told());
            both += usize::from(!at_least.is_empty() && !no_more.is_empty());
            open += usize::from(answer.category.is_none() && !at_least.is_empty());
            any += any_of.len();
            no_more_alone += usize::from(at_least.is_empty() && !no_more.is_empty());
        }
    }
    let often = [both, open, any, any_more, no_more_alone];
    assert!(often.into_iter().min().unwrap() > 15, "{often:?}");
}

#[test]
fn facts_that_do_not_lead_there_are_no_reason() {
    let mut rng = Rng::with_seed(2);
    let policy = any_policy(&mut rng, ON);
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    let facts = Facts::unknown(policy.facts.len());
    assert_eq!(compiled.paths().minimal_reason(&policy, &facts, Goal::is(CategoryId(1)), &[]), None);
}

/// Twelve strands that each call for B where one of some random triples of facts holds whole.
fn many_triples() -> Policy {
    let mut policy = kit::policy(&["nursery", "school"], &["A", "B"]);
    let names: Vec<String> = (0..48).map(|at| format!("fact {at}")).collect();
    names.iter().for_each(|name| _ = kit::add_fact(&mut policy, name, KIND, Domain::Vocabulary(YES_NO), false, None));
    let mut rng = Rng::with_seed(3);
    let strands = (0..12).map(|at| {
        let triples = (0..5).map(|_| {
            let three = rng.choose_multiple(names.iter(), 3).into_iter();
            kit::all(three.map(|name| kit::is(&policy, name, "yes")).collect())
        });
        kit::strand(&format!("strand {at}"), vec![(1, Some(kit::any(triples.collect()))), (0, None)])
    });
    let strands = strands.collect();
    policy.categorisations.push(Categorisation {
        kind: KIND,
        method: Method::MostIntensiveStrand,
        strands,
        gates: vec![],
        expectations: vec![],
        citation: Citation::default(),
        span: kit::span(),
    });
    policy
}

/// Where the smallest reason is too much to look for, a minimal one is given, and called that.
#[test]
fn a_reason_that_is_not_proved_to_be_the_smallest_says_so() {
    let policy = many_triples();
    let limits = Limits { whole: 0, ..Limits::default() };
    let mut assessor = Assessor::within(&policy, ON, limits).unwrap();
    let mut facts = Facts::unknown(policy.facts.len());
    policy.facts_of(KIND).for_each(|(id, _)| facts.set(id, FactState::Told(Value::yes(false))));
    let answer = assessor.assess("1", "", KIND, &facts).unwrap();
    let reason = assessor.reason(&answer, &facts).unwrap();
    assert!(!reason.is_smallest && reason.at_least.is_empty() && reason.no_more.len() > 10, "{reason:?}");
    // Every triple has one of them that is kept from holding, and none is named in vain.
    let triples = policy.categorisations[0].strands.iter().flat_map(|strand| {
        let Some(ConditionKind::Any(triples)) = strand.lines[0].condition.as_ref().map(|one| &one.kind) else { panic!() };
        triples.iter().map(|triple| {
            let mut of = BTreeSet::new();
            triple.facts(&policy, &mut of);
            of
        })
    });
    let triples: Vec<BTreeSet<FactId>> = triples.collect();
    let enough = |named: &[FactId]| triples.iter().all(|triple| named.iter().any(|fact| triple.contains(fact)));
    assert!(enough(&reason.no_more));
    for at in 0..reason.no_more.len() {
        let mut fewer = reason.no_more.clone();
        fewer.remove(at);
        assert!(!enough(&fewer), "{at} of {reason:?} can be left out");
    }
}
