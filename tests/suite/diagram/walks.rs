//! Nearest changes, held to brute force: every setting that there can be is in a table.

use super::brute::{classes, complete};
use super::kit::{self, add_fact, add_vocabulary, all, any, count, is, policy, span, strand, vocabulary};
use super::random::{KIND, any_policy, any_setting};
use super::table::{Cell, Fact, ON, Table};
use ees::diagram::{Change, Changes, Compiled, Nearest};
use ees::model::{
    Amount, Categorisation, CategoryId, Citation, Domain, FactId, FactState, Facts, Method, Operand, Policy, Quota, Value, YES_NO,
};
use fastrand::Rng;
use std::collections::BTreeSet;

/// What a change costs: facts declared fixed, other facts, steps, and then which.
type Price = (usize, usize, u32, Vec<(FactId, usize)>);

/// What is asked of one setting, by definition.
struct Asked<'a> {
    table: &'a Table<'a>,
    facts: Vec<Fact>,
    wanted: CategoryId,
}

impl Asked<'_> {
    /// The setting with other classes for some facts.
    fn cell(&self, changed: &[(FactId, usize)]) -> Cell {
        let class = |fact: &Fact| changed.iter().find(|(id, _)| *id == fact.id).map(|(_, class)| *class).or(fact.now);
        self.facts.iter().map(class).collect()
    }

    fn is_certain(&self, changed: &[(FactId, usize)]) -> bool {
        self.table.outcomes(&self.cell(changed)) == [Some(self.wanted)]
    }

    fn is_possible(&self, changed: &[(FactId, usize)]) -> bool {
        self.table.outcomes(&self.cell(changed)).contains(&Some(self.wanted))
    }

    /// Every change, with its price; with those of facts declared fixed if they may.
    fn changes(&self, fixed_too: bool) -> Vec<Price> {
        let mut all: Vec<Price> = vec![(0, 0, 0, Vec::new())];
        for fact in self.facts.iter().filter(|fact| fact.now.is_some() && (fixed_too || !fact.fixed)) {
            let others = (0..fact.classes.len()).filter(|to| Some(*to) != fact.now);
            let others: Vec<_> = others.map(|to| (to, fact.steps(self.table.policy, to))).collect();
            let with = |one: &Price, (to, steps): &(usize, u32)| {
                let (fixed, facts) = if fact.fixed { (one.0 + 1, one.1) } else { (one.0, one.1 + 1) };
                (fixed, facts, one.2 + steps, [&one.3[..], &[(fact.id, *to)]].concat())
            };
            let changed: Vec<Price> = all.iter().flat_map(|one| others.iter().map(move |to| with(one, to))).collect();
            all.extend(changed);
        }
        all.sort();
        all
    }

    /// All changes of as few facts as may be that come to this.
    fn cheapest(&self, fixed_too: bool, does: impl Fn(&[Option<CategoryId>]) -> bool) -> Vec<Price> {
        let mut all = self.changes(fixed_too);
        all.retain(|price| does(&self.table.outcomes(&self.cell(&price.3))));
        let least = all.first().map(|price| (price.0, price.1));
        all.retain(|price| Some((price.0, price.1)) == least);
        all
    }

    /// Every choice of all values that a change names, unchanged facts as they are.
    fn choices_of(&self, change: &Change) -> Vec<Vec<(FactId, usize)>> {
        self.choices(change.changed.iter().map(|one| &one.to).chain(&change.provided))
    }

    fn choices<'v>(&self, named: impl Iterator<Item = &'v ees::diagram::Values>) -> Vec<Vec<(FactId, usize)>> {
        named.fold(vec![Vec::new()], |all, values| {
            let with = |one: &Vec<(FactId, usize)>| {
                let one = one.clone();
                values.regions.iter().map(move |region| [&one[..], &[(values.fact, *region)]].concat()).collect::<Vec<_>>()
            };
            all.iter().flat_map(with).collect()
        })
    }

    fn of(&self, id: FactId) -> &Fact {
        self.facts.iter().find(|fact| fact.id == id).unwrap()
    }

    /// The changes are all there are, in order, and nothing else.
    fn check_changes(&self, changes: &Changes, expected: &[Price]) -> Result<(), String> {
        must(changes.complete, || "they are not all".to_owned())?;
        let mut found: BTreeSet<Vec<(FactId, usize)>> = BTreeSet::new();
        let mut before = None;
        for change in &changes.each {
            let nearest: Vec<_> = change.changed.iter().map(|one| (one.to.fact, one.nearest)).collect();
            let steps: u32 = nearest.iter().map(|(id, region)| self.of(*id).steps(self.table.policy, *region)).sum();
            must(change.steps == steps, || format!("{steps} steps of {nearest:?}"))?;
            let named = change.changed.iter().map(|one| &one.to);
            let choices = self.choices(named.clone());
            let own: BTreeSet<_> = choices.iter().cloned().collect();
            let wider = |other: &&Change| {
                *other != change && own.is_subset(&self.choices(other.changed.iter().map(|one| &one.to)).into_iter().collect())
            };
            must(!changes.each.iter().any(|other| wider(&other) && other.provided == change.provided), || {
                format!("{nearest:?} says nothing new")
            })?;
            found.extend(own);
            let first = expected.iter().find(|price| choices.contains(&price.3));
            must(first.is_some_and(|price| price.2 == steps), || format!("{nearest:?} is not the nearest: {first:?}"))?;
            let key = Some((steps, nearest, change.changed.iter().map(|one| one.to.regions.clone()).collect::<Vec<_>>()));
            must(before < key, || "not in order".to_owned())?;
            before = key;
            self.check_change(change)?;
        }
        let all: BTreeSet<_> = expected.iter().map(|price| price.3.clone()).collect();
        must(found == all, || format!("there are {all:?}"))
    }

    fn check_change(&self, change: &Change) -> Result<(), String> {
        for choice in self.choices_of(change) {
            must(self.is_certain(&choice), || format!("{choice:?} does not do"))?;
        }
        self.check_width(change)?;
        self.check_provided(change)?;
        self.check_witnesses(change)
    }

    /// No value more could be named.
    fn check_width(&self, change: &Change) -> Result<(), String> {
        for values in change.changed.iter().map(|one| &one.to).chain(&change.provided) {
            let fact = self.of(values.fact);
            let is_run = !matches!(fact.classes[values.regions[0]][0], Value::Option(_) | Value::None);
            let may = |class: &usize| {
                let beside = values.regions.iter().any(|known| known.abs_diff(*class) == 1 && !fact.is_none(*known));
                !values.regions.contains(class)
                    && (fact.is_none(*class) || !fact.is_none(values.regions[0]) && (beside || !is_run))
            };
            for class in (0..fact.classes.len()).filter(may) {
                let mut wider = change.clone();
                let one = |other: &mut ees::diagram::Values| {
                    if other.fact == values.fact {
                        other.regions.push(class);
                    }
                };
                wider.changed.iter_mut().map(|one| &mut one.to).chain(&mut wider.provided).for_each(one);
                let all = self.choices_of(&wider).iter().all(|choice| self.is_certain(choice));
                must(!all, || format!("class {class} of {:?} would do too", values.fact))?;
            }
        }
        Ok(())
    }

    /// Nothing that is asked of unknown facts can be left out, and whether there is another case.
    fn check_provided(&self, change: &Change) -> Result<(), String> {
        let nearest: Vec<_> = change.changed.iter().map(|one| (one.to.fact, one.nearest)).collect();
        let elsewhere = |values: &ees::diagram::Values| {
            let others = (0..self.of(values.fact).classes.len()).filter(|class| !values.regions.contains(class));
            others.map(|class| [&nearest[..], &[(values.fact, class)]].concat()).any(|case| self.is_possible(&case))
        };
        let other_case = change.provided.iter().any(elsewhere);
        must(change.in_no_other_case != other_case, || "another case or none".to_owned())?;
        for at in 0..change.provided.len() {
            let mut fewer = change.clone();
            fewer.provided.remove(at);
            let all = self.choices_of(&fewer).iter().all(|choice| self.is_certain(choice));
            must(!all, || format!("what is provided at {at} can be left out"))?;
        }
        Ok(())
    }

    fn check_witnesses(&self, change: &Change) -> Result<(), String> {
        must(!change.witnesses.is_empty(), || "there is no witness".to_owned())?;
        for facts in &change.witnesses {
            let value = |at: usize| facts.get(FactId(at as u16)).value().unwrap_or(Value::None);
            let values: Vec<Value> = (0..self.table.policy.facts.len()).map(value).collect();
            let one = complete(self.table.policy, KIND, &values, ON);
            must(one.legal && one.category == Some(self.wanted), || format!("the witness {values:?} is {one:?}"))?;
            must(self.facts.iter().all(|fact| facts.get(fact.id).value().is_some()), || "a witness is incomplete".to_owned())?;
        }
        let others: usize = change.changed.iter().map(|one| one.to.regions.len() - 1).sum();
        must(change.witnesses.len() == 1 + others, || "not each value named has a witness".to_owned())
    }
}

fn must(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn same(asked: &Asked<'_>, found: &Nearest, expected: &[Price]) -> Result<(), String> {
    match found {
        Nearest::Never if expected.is_empty() => Ok(()),
        Nearest::Found(changes) => asked.check_changes(changes, expected),
        Nearest::Never | Nearest::Beyond(_) => Err(format!("found {found:?}, brute force has {expected:?}")),
    }
}

/// What the random cases must meet often.
#[derive(Default, Debug)]
struct Met {
    never: usize,
    several: usize,
    certain_though_open: usize,
    already_possible: usize,
    changed_and_provided: usize,
    against_what_is_fixed: usize,
    wide: usize,
    many: usize,
    many_hanging: usize,
    facts_twice: usize,
    sure_needs_more: usize,
}

impl Met {
    fn note(&mut self, reach: &ees::diagram::Reach, is_open: bool) {
        let change = |nearest: &Option<Nearest>| nearest.as_ref().and_then(Nearest::change).cloned();
        let certain = reach.certain.change();
        self.never += usize::from(matches!(reach.unfixed, Some(Nearest::Never)));
        self.several += usize::from(certain.is_some_and(|one| one.changed.len() > 1));
        self.certain_though_open += usize::from(is_open && certain.is_some_and(|one| !one.changed.is_empty()));
        let possible = change(&reach.possible);
        self.already_possible += usize::from(possible.as_ref().is_some_and(|one| one.changed.is_empty()));
        self.changed_and_provided += usize::from(possible.is_some_and(|one| !one.changed.is_empty() && !one.provided.is_empty()));
        self.against_what_is_fixed += usize::from(change(&reach.unfixed).is_some());
        self.wide += usize::from(certain.is_some_and(|one| one.changed.iter().any(|one| one.to.regions.len() > 1)));
        let each = |nearest: Option<&Nearest>| nearest.and_then(Nearest::changes).map_or(0, |changes| changes.each.len());
        self.many += usize::from(each(Some(&reach.certain)) > 2);
        self.many_hanging += usize::from(each(reach.possible.as_ref()) > 1);
        let of = |one: &Change| one.changed.iter().map(|one| one.to.fact).collect::<Vec<_>>();
        let twice = |all: &Changes| all.each.iter().map(of).collect::<BTreeSet<_>>().len() < all.each.len();
        self.facts_twice += usize::from(reach.certain.changes().is_some_and(twice));
        let more =
            |luck: &Change| certain.is_some_and(|sure| sure.changed.len() > luck.changed.len() && !luck.changed.is_empty());
        self.sure_needs_more += usize::from(change(&reach.possible).is_some_and(|luck| more(&luck)));
    }
}

fn any_policy_with_history(rng: &mut Rng) -> Policy {
    let mut policy = any_policy(rng, ON);
    policy.facts.iter_mut().for_each(|fact| fact.fixed = rng.u8(0..4) == 0);
    policy
}

#[test]
fn the_changes_are_all_of_the_nearest_and_where_there_is_none_there_is_none() {
    let mut rng = Rng::with_seed(2020);
    let mut met = Met::default();
    for _ in 0..2_500 {
        let policy = any_policy_with_history(&mut rng);
        let (Some(table), Some(_)) = (Table::of(&policy), policy.categorisation(KIND)) else { continue };
        let compiled = Compiled::new(&policy, KIND, ON).unwrap();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for unknown in [0, 0, 3, 6] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            for wanted in (0..policy.categories.len() as u16).map(CategoryId) {
                let asked = Asked { table: &table, facts: table.facts(&facts), wanted };
                let is_given = table.outcomes.contains(&Some(Some(wanted)));
                if table.outcomes(&asked.cell(&[])).is_empty() || !is_given && rng.u8(0..8) > 0 {
                    continue;
                }
                let reach = compiled.paths().nearest_changes(&policy, &facts, wanted);
                let result = check_reach(&asked, &reach);
                let told = || {
                    let (policy_told, told) = (kit::policy_told(&policy), kit::facts_told(&policy, &facts));
                    format!("to {}\n{policy_told}{told}{reach:#?}", policy.category_code(wanted))
                };
                assert!(result.is_ok(), "{}\n{}", result.unwrap_err(), told());
                met.note(&reach, asked.facts.iter().any(|fact| fact.now.is_none()));
            }
        }
    }
    let often = [met.never, met.several, met.certain_though_open, met.already_possible, met.changed_and_provided];
    let often = often.into_iter().chain([met.against_what_is_fixed, met.wide, met.many, met.many_hanging, met.facts_twice]);
    assert!(often.min().unwrap() >= 15 && met.sure_needs_more >= 5, "{met:?}");
}

fn check_reach(asked: &Asked<'_>, reach: &ees::diagram::Reach) -> Result<(), String> {
    let wanted = Some(asked.wanted);
    let certain = asked.cheapest(false, |outcomes| outcomes == [wanted]);
    same(asked, &reach.certain, &certain)?;
    let sure = reach.certain.changes().is_none_or(|all| all.each.iter().all(|change| change.provided.is_empty()));
    must(sure, || "it is certain whatever is unknown".to_owned())?;
    let is_open = asked.facts.iter().any(|fact| fact.now.is_none());
    let settled = certain.first().is_some_and(|price| price.3.is_empty());
    must(reach.possible.is_some() == (is_open && !settled), || "possible or not".to_owned())?;
    let possible = asked.cheapest(false, |outcomes| outcomes.contains(&wanted));
    if let Some(nearest) = &reach.possible {
        same(asked, nearest, &possible)?;
    }
    must(reach.unfixed.is_some() == possible.is_empty(), || "fixed or not".to_owned())?;
    if let Some(nearest) = &reach.unfixed {
        same(asked, nearest, &asked.cheapest(true, |outcomes| outcomes.contains(&wanted)))?;
    }
    Ok(())
}

/// Fact `seed` picks one of many counts over others, and each says B where an odd number of its own hold: nothing is certain
/// before all are looked at together.
fn many_parities() -> Policy {
    let mut policy = policy(&["nursery", "school"], &["A", "B"]);
    let values: Vec<String> = (0..24).map(|at| format!("value {at}")).collect();
    let values: Vec<(&str, u16)> = values.iter().zip(0..).map(|(name, rank)| (name.as_str(), rank)).collect();
    let choice = add_vocabulary(&mut policy, vocabulary(false, &values));
    add_fact(&mut policy, "seed", KIND, choice, false, None);
    for at in 0..40 {
        add_fact(&mut policy, &format!("fact {at}"), KIND, Domain::Vocabulary(YES_NO), false, None);
    }
    let mut rng = Rng::with_seed(7);
    let lines = values.iter().map(|(value, _)| {
        let of: Vec<_> = (0..6).map(|_| is(&policy, &format!("fact {}", rng.u8(0..40)), "yes")).collect();
        let exactly = |wanted: i64| {
            let amount = Amount { base: Operand::Number(wanted.into()), offset: 0 };
            count(Quota::Exactly(amount), of.clone())
        };
        (1, Some(all(vec![is(&policy, "seed", value), any([1, 3, 5].map(exactly).to_vec())])))
    });
    let strands = vec![strand("one", lines.chain([(0, None)]).collect())];
    let citation = Citation::default();
    policy.categorisations.push(Categorisation {
        kind: KIND,
        method: Method::MostIntensiveStrand,
        strands,
        gates: vec![],
        expectations: vec![],
        citation,
        span: span(),
    });
    policy
}

#[test]
fn a_search_that_is_given_up_says_how_far_it_came() {
    let policy = many_parities();
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    let mut facts = Facts::unknown(policy.facts.len());
    (1..policy.facts.len()).for_each(|at| facts.set(FactId(at as u16), FactState::Told(Value::yes(false))));
    let reach = compiled.paths().nearest_changes(&policy, &facts, CategoryId(1));
    assert!(matches!(reach.certain, Nearest::Beyond(2..)), "{:?}", reach.certain);
    let possible = reach.possible.as_ref().and_then(Nearest::change).unwrap();
    assert_eq!((possible.changed.len(), possible.provided.len()), (1, 1), "where it is known which one counts");
    assert_eq!(reach.unfixed, None);
}
