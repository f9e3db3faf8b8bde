//! Nearest changes and minimal reasons, held to brute force: every setting that there can be is in a table.

use super::brute::{classes, complete};
use super::kit;
use super::random::{KIND, any_policy, any_setting};
use ees::diagram::{Change, Compiled, Goal, Nearest, Scratch};
use ees::model::{CategoryId, Domain, FactId, FactState, Facts, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};

const ON: Date = date(2021, 11, 15);

/// Settings tried for one policy at most.
const LARGEST: usize = 1_000;

/// A fact of the setting: the value that it has, if any, and all that it might have, by class.
struct Fact {
    id: FactId,
    fixed: bool,
    now: Option<usize>,
    classes: Vec<Vec<Value>>,
}

/// Classes of some facts, in the order of the table's; `None` is any.
type Cell = Vec<Option<usize>>;

/// What becomes of every complete setting of a policy.
struct Table<'a> {
    policy: &'a Policy,
    ids: Vec<FactId>,
    classes: Vec<Vec<Vec<Value>>>,
    /// By class of each fact, the last changing fastest; none where it cannot be.
    outcomes: Vec<Option<Option<CategoryId>>>,
}

impl<'a> Table<'a> {
    /// None where it would be too large.
    fn of(policy: &'a Policy) -> Option<Self> {
        let ids: Vec<FactId> = policy.facts_of(KIND).map(|(id, _)| id).collect();
        let all: Vec<_> = (0..policy.facts.len()).map(|at| classes(policy, KIND, FactId(at as u16), ON)).collect();
        let classes: Vec<_> = ids.iter().map(|id| all[id.at()].clone()).collect();
        let size: usize = classes.iter().map(Vec::len).product();
        if size > LARGEST {
            return None;
        }
        let mut values = vec![Value::None; policy.facts.len()];
        let mut table = Self { policy, ids, classes, outcomes: Vec::new() };
        for index in 0..size {
            for (id, (class, values_of)) in table.ids.iter().zip(table.digits(index).into_iter().zip(&table.classes)) {
                values[id.at()] = values_of[class][0];
            }
            let one = complete(policy, KIND, &values, ON);
            table.outcomes.push(one.legal.then_some(one.category));
        }
        Some(table)
    }

    fn digits(&self, mut index: usize) -> Vec<usize> {
        let mut digits: Vec<usize> = self
            .classes
            .iter()
            .rev()
            .map(|classes| {
                let digit = index % classes.len();
                index /= classes.len();
                digit
            })
            .collect();
        digits.reverse();
        digits
    }

    /// The outcomes of all settings of a cell that can be.
    fn outcomes(&self, cell: &Cell) -> Vec<Option<CategoryId>> {
        let mut here = vec![0];
        for (wanted, classes) in cell.iter().zip(&self.classes) {
            let digits = wanted.map_or(0..classes.len(), |wanted| wanted..wanted + 1);
            here = here.iter().flat_map(|at| digits.clone().map(move |digit| at * classes.len() + digit)).collect();
        }
        let mut found: Vec<_> = here.into_iter().filter_map(|at| self.outcomes[at]).collect();
        found.sort();
        found.dedup();
        found
    }

    fn facts(&self, facts: &Facts) -> Vec<Fact> {
        let fact = |(id, classes): (&FactId, &Vec<Vec<Value>>)| Fact {
            id: *id,
            fixed: self.policy.facts[id.at()].fixed,
            now: facts.get(*id).value().map(|value| self.class(classes, *id, value)),
            classes: classes.clone(),
        };
        self.ids.iter().zip(&self.classes).map(fact).collect()
    }

    /// The class of a value, which need not be one of the samples.
    fn class(&self, classes: &[Vec<Value>], id: FactId, value: Value) -> usize {
        let known = classes.iter().position(|values| values.contains(&value));
        known.unwrap_or_else(|| {
            let compiled = Compiled::new(self.policy, KIND, ON).unwrap();
            compiled.regions(id).unwrap().region_of(value).unwrap()
        })
    }
}

impl Fact {
    fn steps(&self, policy: &Policy, to: usize) -> u32 {
        let now = self.now.unwrap();
        let rank = |at: u16| match policy.facts[self.id.at()].domain {
            Domain::Vocabulary(id) if policy.vocabularies[id.at()].ordered => {
                Some(policy.vocabularies[id.at()].values[usize::from(at)].rank)
            }
            _ => None,
        };
        match (self.classes[now][0], self.classes[to][0]) {
            _ if now == to => 0,
            (Value::Option(one), Value::Option(other)) => match (rank(one), rank(other)) {
                (Some(one), Some(other)) => u32::from(one.abs_diff(other)).max(1),
                _ => 1,
            },
            (Value::None, _) | (_, Value::None) => 1,
            _ => now.abs_diff(to) as u32,
        }
    }

    fn is_none(&self, class: usize) -> bool {
        self.classes[class][0] == Value::None
    }
}

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
        must(change.in_no_other_case == !other_case, || "another case or none".to_owned())?;
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
    for _ in 0..2_000 {
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
fn facts_that_do_not_lead_there_are_no_reason() {
    let mut rng = Rng::with_seed(1);
    let policy = any_policy(&mut rng, ON);
    let compiled = Compiled::new(&policy, KIND, ON).unwrap();
    let facts = Facts::unknown(policy.facts.len());
    assert_eq!(compiled.reason(&policy, &facts, Goal::is(CategoryId(1)), &[]), None);
}
