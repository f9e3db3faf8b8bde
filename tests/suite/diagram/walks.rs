//! Nearest changes, held to brute force: every setting that there can be is in a table.

use super::brute::{classes, complete};
use super::kit::{self, add_fact, add_vocabulary, all, any, count, is, policy, span, strand, vocabulary};
use super::random::{KIND, any_policy, any_setting};
use super::table::{Cell, Fact, ON, Table};
use ees::diagram::{Change, Compiled, Nearest};
use ees::model::{
    Amount, Categorisation, CategoryId, Citation, Domain, FactId, FactState, Facts, Method, Operand, Policy, Quota, Value, YES_NO,
};
use fastrand::Rng;

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

    fn cheapest(&self, fixed_too: bool, does: impl Fn(&[Option<CategoryId>]) -> bool) -> Option<Price> {
        self.changes(fixed_too).into_iter().find(|price| does(&self.table.outcomes(&self.cell(&price.3))))
    }

    /// Every choice of the values named, unchanged facts as they are.
    fn choices(&self, change: &Change) -> Vec<Vec<(FactId, usize)>> {
        let named = change.changed.iter().map(|one| &one.to).chain(&change.provided);
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

    fn check_change(&self, change: &Change, expected: &Price) -> Result<(), String> {
        let nearest: Vec<_> = change.changed.iter().map(|one| (one.to.fact, one.nearest)).collect();
        must(nearest == expected.3, || format!("the nearest is {expected:?}"))?;
        for choice in self.choices(change) {
            must(self.is_certain(&choice), || format!("{choice:?} does not do"))?;
        }
        self.check_width(change)?;
        self.check_provided(change)?;
        self.check_witnesses(change)
    }

    /// No value more could be named.
    fn check_width(&self, change: &Change) -> Result<(), String> {
        let changed = change.changed.iter().map(|one| (&one.to, false));
        for (values, none_too) in changed.chain(change.provided.iter().map(|values| (values, true))) {
            let fact = self.of(values.fact);
            let is_run = !matches!(fact.classes[values.regions[0]][0], Value::Option(_) | Value::None);
            let may = |class: &usize| {
                let beside = values.regions.iter().any(|known| known.abs_diff(*class) == 1 && !fact.is_none(*known));
                !values.regions.contains(class)
                    && if fact.is_none(*class) { none_too } else { !fact.is_none(values.regions[0]) && (beside || !is_run) }
            };
            for class in (0..fact.classes.len()).filter(may) {
                let mut wider = change.clone();
                let one = |other: &mut ees::diagram::Values| {
                    if other.fact == values.fact {
                        other.regions.push(class);
                    }
                };
                wider.changed.iter_mut().map(|one| &mut one.to).chain(&mut wider.provided).for_each(one);
                let all = self.choices(&wider).iter().all(|choice| self.is_certain(choice));
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
            let all = self.choices(&fewer).iter().all(|choice| self.is_certain(choice));
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
        let instead: usize = change.changed.iter().flat_map(|one| &one.instead).map(|values| values.regions.len()).sum();
        must(change.witnesses.len() == 1 + others + instead, || "not each value named has a witness".to_owned())
    }

    /// What could change in the stead of each fact.
    fn check_instead(&self, change: &Change) -> Result<(), String> {
        let nearest: Vec<_> = change.changed.iter().map(|one| (one.to.fact, one.nearest)).collect();
        for (at, one) in change.changed.iter().enumerate() {
            let steps = self.of(one.to.fact).steps(self.table.policy, one.nearest);
            let mut expected = Vec::new();
            for other in self.facts.iter().filter(|other| !other.fixed && other.now.is_some()) {
                if nearest.iter().any(|(id, _)| *id == other.id) {
                    continue;
                }
                let classes = (0..other.classes.len()).filter(|class| other.steps(self.table.policy, *class) == steps);
                let mut swapped = nearest.clone();
                expected.extend(classes.map(|class| (other.id, class)).filter(|one| {
                    swapped[at] = *one;
                    self.is_certain(&swapped)
                }));
            }
            let found = one.instead.iter().flat_map(|values| values.regions.iter().map(|region| (values.fact, *region)));
            must(found.eq(expected.iter().copied()), || format!("instead of {:?}: {expected:?}", one.to.fact))?;
        }
        Ok(())
    }
}

fn must(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn same(
    found: &Nearest,
    expected: Option<&Price>,
    check: impl FnOnce(&Change, &Price) -> Result<(), String>,
) -> Result<(), String> {
    match (found, expected) {
        (Nearest::Never, None) => Ok(()),
        (Nearest::Found(change), Some(price)) => check(change, price),
        (found, expected) => Err(format!("found {found:?}, brute force has {expected:?}")),
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
    instead: usize,
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
        self.instead += usize::from(certain.is_some_and(|one| one.changed.iter().any(|one| !one.instead.is_empty())));
    }
}

fn any_policy_with_history(rng: &mut Rng) -> Policy {
    let mut policy = any_policy(rng, ON);
    policy.facts.iter_mut().for_each(|fact| fact.fixed = rng.u8(0..4) == 0);
    policy
}

#[test]
fn a_change_is_the_nearest_and_where_there_is_none_there_is_none() {
    let mut rng = Rng::with_seed(2020);
    let mut met = Met::default();
    for _ in 0..1_000 {
        let policy = any_policy_with_history(&mut rng);
        let (Some(table), Some(_)) = (Table::of(&policy), policy.categorisation(KIND)) else { continue };
        let compiled = Compiled::new(&policy, KIND, ON).unwrap();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for unknown in [0, 0, 3, 6] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            let facts_of = table.facts(&facts);
            // One that some setting gets, most times.
            let given = rng.choice(&table.outcomes).copied().flatten().flatten().filter(|_| rng.u8(0..5) > 0);
            let wanted = given.unwrap_or_else(|| CategoryId(rng.u16(0..policy.categories.len() as u16)));
            let asked = Asked { table: &table, facts: facts_of, wanted };
            if table.outcomes(&asked.cell(&[])).is_empty() {
                continue;
            }
            let reach = compiled.nearest_change(&policy, &facts, wanted);
            let result = check_reach(&asked, &reach);
            let told = || {
                format!(
                    "to {}\n{}{}{reach:#?}",
                    policy.category_code(wanted),
                    kit::policy_told(&policy),
                    kit::facts_told(&policy, &facts)
                )
            };
            assert!(result.is_ok(), "{}\n{}", result.unwrap_err(), told());
            met.note(&reach, asked.facts.iter().any(|fact| fact.now.is_none()));
        }
    }
    let often = [met.never, met.several, met.certain_though_open, met.already_possible, met.changed_and_provided];
    let often = often.into_iter().chain([met.against_what_is_fixed, met.wide, met.instead]);
    assert!(often.min().unwrap() >= 15, "{met:?}");
}

fn check_reach(asked: &Asked<'_>, reach: &ees::diagram::Reach) -> Result<(), String> {
    let wanted = Some(asked.wanted);
    let certain = asked.cheapest(false, |outcomes| outcomes == [wanted]);
    same(&reach.certain, certain.as_ref(), |change, price| {
        must(change.provided.is_empty(), || "it is certain whatever is unknown".to_owned())?;
        asked.check_change(change, price)?;
        asked.check_instead(change)
    })?;
    let is_open = asked.facts.iter().any(|fact| fact.now.is_none());
    let settled = certain.as_ref().is_some_and(|price| price.3.is_empty());
    must(reach.possible.is_some() == (is_open && !settled), || "possible or not".to_owned())?;
    let possible = asked.cheapest(false, |outcomes| outcomes.contains(&wanted));
    if let Some(nearest) = &reach.possible {
        same(nearest, possible.as_ref(), |change, price| asked.check_change(change, price))?;
    }
    must(reach.unfixed.is_some() == possible.is_none(), || "fixed or not".to_owned())?;
    if let Some(nearest) = &reach.unfixed {
        let unfixed = asked.cheapest(true, |outcomes| outcomes.contains(&wanted));
        same(nearest, unfixed.as_ref(), |change, price| asked.check_change(change, price))?;
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
    let reach = compiled.nearest_change(&policy, &facts, CategoryId(1));
    assert!(matches!(reach.certain, Nearest::Beyond(2..)), "{:?}", reach.certain);
    let possible = reach.possible.as_ref().and_then(Nearest::change).unwrap();
    assert_eq!((possible.changed.len(), possible.provided.len()), (1, 1), "where it is known which one counts");
    assert_eq!(reach.unfixed, None);
}
