//! What can still matter, and what asking would leave, by definition: every way to come to know facts is tried.

use super::brute::{Complete, classes, complete, effort};
use super::kit::{facts_told, policy_told, span};
use super::random;
use ees::diagram::{Compiled, Fraction, Question, Ranking, Relevance};
use ees::model::{Allocation, Binding, CategoryId, Citation, FactId, FactState, Facts, Informant, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Every legal completion of a setting: the class of each unknown fact, and what comes of it.
struct Space {
    facts: Vec<FactId>,
    completions: Vec<(Vec<usize>, Complete)>,
}

impl Space {
    fn of(policy: &Policy, on: Date, classes: &[Vec<Vec<Value>>], facts: &Facts) -> Self {
        let unknown: Vec<FactId> =
            policy.facts_of(random::KIND).map(|(id, _)| id).filter(|id| facts.get(*id) == FactState::Unknown).collect();
        let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
        for fact in &unknown {
            let count = classes[fact.at()].len();
            choices = choices.iter().flat_map(|one| (0..count).map(|at| [&one[..], &[at]].concat())).collect();
        }
        let mut values: Vec<Value> =
            (0..policy.facts.len()).map(|at| facts.get(FactId(at as u16)).value().unwrap_or(Value::None)).collect();
        let mut completions = Vec::new();
        for choice in choices {
            for (fact, at) in unknown.iter().zip(&choice) {
                values[fact.at()] = classes[fact.at()][*at][0];
            }
            let found = complete(policy, random::KIND, &values, on);
            if found.legal {
                completions.push((choice, found));
            }
        }
        Self { facts: unknown, completions }
    }

    /// The facts that can matter to something, by trying every way to come to know some of the others.
    fn matter<T: Ord + Clone>(&self, said: impl Fn(&Complete) -> T) -> Vec<FactId> {
        let count = self.facts.len();
        let matters = |fact: &usize| {
            (0..1_u32 << count).filter(|known| known >> fact & 1 == 0).any(|known| {
                let mut left: BTreeMap<Vec<usize>, BTreeMap<usize, BTreeSet<T>>> = BTreeMap::new();
                for (choice, found) in &self.completions {
                    let context = (0..count).filter(|at| known >> at & 1 == 1).map(|at| choice[at]).collect();
                    left.entry(context).or_default().entry(choice[*fact]).or_default().insert(said(found));
                }
                left.values().any(|of_context| of_context.values().collect::<BTreeSet<_>>().len() > 1)
            })
        };
        (0..count).filter(matters).map(|fact| self.facts[fact]).collect()
    }

    /// How many outcomes each class of a fact leaves, other facts being known to lie in some classes.
    fn left(&self, fact: FactId, known: &[(FactId, usize)]) -> BTreeMap<usize, usize> {
        let place = |fact: FactId| self.facts.iter().position(|one| *one == fact).unwrap();
        let mut left: BTreeMap<usize, BTreeSet<Option<CategoryId>>> = BTreeMap::new();
        for (choice, found) in &self.completions {
            if known.iter().all(|(fact, class)| choice[place(*fact)] == *class) {
                left.entry(choice[place(fact)]).or_default().insert(found.category);
            }
        }
        left.into_iter().map(|(class, outcomes)| (class, outcomes.len())).collect()
    }
}

fn stated(policy: &Policy, category: Option<CategoryId>) -> Option<Option<(bool, Decimal)>> {
    let of = |allocation: &Allocation| allocation.stated().map(|(binding, days)| (binding == Binding::UpTo, days));
    policy.allocation(random::KIND, category?).map(of)
}

/// What can matter, by definition.
fn relevance(policy: &Policy, space: &Space) -> Relevance {
    let categorisation = policy.categorisation(random::KIND);
    let expectations = categorisation.map_or(&[][..], |one| &one.expectations);
    let state = |at: usize| {
        move |found: &Complete| match found.expectations.get(at) {
            Some(Some(met)) if found.category == Some(expectations[at].category) => Some(*met),
            _ => None,
        }
    };
    let category = space.matter(|found| found.category);
    let days = space.matter(|found| stated(policy, found.category));
    let some = |(at, facts): (usize, Vec<FactId>)| (!facts.is_empty()).then_some((at, facts));
    let expectations: Vec<_> = (0..expectations.len()).filter_map(|at| some((at, space.matter(state(at))))).collect();
    let indices: Vec<usize> = space.completions[0].1.also.iter().map(|(at, _)| *at).collect();
    let holds = |place: usize| move |found: &Complete| found.also[place].1;
    let also: Vec<_> = indices.iter().enumerate().filter_map(|(place, at)| some((*at, space.matter(holds(place))))).collect();
    let any: BTreeSet<FactId> = [&category, &days]
        .into_iter()
        .chain(expectations.iter().map(|(_, facts)| facts))
        .chain(also.iter().map(|(_, facts)| facts))
        .flatten()
        .copied()
        .collect();
    let nothing = space.facts.iter().copied().filter(|fact| !any.contains(fact)).collect();
    Relevance { category, days, expectations, also, nothing, unproved: Vec::new() }
}

/// Two categories may bring the same, one brings no days that are given, and one may be forgotten.
pub(crate) fn with_days(rng: &mut Rng, policy: &mut Policy) {
    for at in 0..policy.categories.len() {
        if rng.u8(0..6) == 0 {
            continue;
        }
        let days = (rng.u8(0..6) > 0).then(|| Decimal::from(rng.u8(1..3)));
        policy.allocations.push(Allocation {
            kind: random::KIND,
            kinds: vec![random::KIND],
            instead_of: None,
            category: Some(CategoryId(at as u16)),
            about: "".into(),
            binding: if rng.u8(0..4) == 0 { Binding::UpTo } else { Binding::Exact },
            days,
            days_span: span(),
            activities: Vec::new(),
            disputes: Vec::new(),
            citation: Citation::default(),
            span: span(),
        });
    }
}

fn with_costs(rng: &mut Rng, policy: &mut Policy) {
    for at in 0..rng.usize(0..4) {
        let cost = [Decimal::ZERO, Decimal::ONE, Decimal::new(25, 1), Decimal::from(7)][rng.usize(0..4)];
        let informant = Informant { whom: format!("source {at}").into(), cost, citation: Citation::default(), span: span() };
        policy.asking.informants.push(informant);
    }
    if rng.bool() {
        policy.asking.anyone_else = Some(Decimal::from(rng.u8(0..4)));
    }
    let count = policy.asking.informants.len();
    for fact in &mut policy.facts {
        fact.asked_of = (count > 0 && rng.bool()).then(|| rng.usize(0..count));
    }
}

/// A fraction by its parts, compared across.
type Ratio = (i128, i128);

fn compare(one: Ratio, other: Ratio) -> Ordering {
    (one.0 * other.1).cmp(&(other.0 * one.1))
}

fn mean(all: &[Ratio]) -> Ratio {
    let sum = all.iter().fold((0, 1), |sum: Ratio, one| reduced((sum.0 * one.1 + one.0 * sum.1, sum.1 * one.1)));
    reduced((sum.0, sum.1 * all.len() as i128))
}

fn reduced((above, below): Ratio) -> Ratio {
    let (mut one, mut other) = (above.abs(), below);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    (above / one.max(1), below / one.max(1))
}

fn cost(policy: &Policy, fact: FactId) -> Ratio {
    let amount = policy.cost_of_asking(fact).amount;
    ((amount * Decimal::TEN).try_into().unwrap(), 10)
}

fn number(count: usize) -> Ratio {
    (count as i128, 1)
}

/// What is worth asking: free narrowing first, then narrowing by cost, then what narrows nothing.
fn worth(all: usize, left: Ratio, cost: Ratio) -> (u8, Ratio) {
    let narrowed = reduced((all as i128 * left.1 - left.0, left.1));
    match (narrowed.0, cost.0) {
        (0, _) => (2, (0, 1)),
        (_, 0) => (0, narrowed),
        _ => (1, reduced((narrowed.0 * cost.1, narrowed.1 * cost.0))),
    }
}

fn better(one: (u8, Ratio), other: (u8, Ratio)) -> Ordering {
    one.0.cmp(&other.0).then(compare(other.1, one.1))
}

/// The best second question where a fact lies in a class: what it leaves, and what it costs.
fn second(policy: &Policy, space: &Space, fact: FactId, class: usize, all: usize, by_cost: bool) -> Option<(FactId, Ratio)> {
    let mut best: Option<(FactId, Ratio, (u8, Ratio))> = None;
    for other in space.facts.iter().copied().filter(|other| *other != fact) {
        let left = mean(&space.left(other, &[(fact, class)]).values().map(|left| number(*left)).collect::<Vec<_>>());
        let own = worth(all, left, if by_cost { cost(policy, other) } else { (1, 1) });
        if own.0 < 2 && best.as_ref().is_none_or(|(.., known)| better(own, *known) == Ordering::Less) {
            best = Some((other, left, own));
        }
    }
    best.map(|(fact, left, _)| (fact, left))
}

/// The order of facts by definition, each with what it leaves on average and two questions on.
fn ranked(policy: &Policy, space: &Space, asked: &[FactId], ranking: Ranking) -> Vec<(FactId, Ratio, Ratio)> {
    let all = space.completions.iter().map(|(_, found)| found.category).collect::<BTreeSet<_>>().len();
    let mut found = Vec::new();
    for fact in asked {
        let left = space.left(*fact, &[]);
        let (mut then, mut costs) = (Vec::new(), Vec::new());
        for (class, count) in &left {
            let best =
                if ranking.ahead && *count > 1 { second(policy, space, *fact, *class, *count, ranking.by_cost) } else { None };
            then.push(best.map_or(number(*count), |(_, left)| left));
            costs.push(best.map_or((0, 1), |(other, _)| cost(policy, other)));
        }
        let own = mean(&[mean(&costs), cost(policy, *fact)]);
        let whole = (own.0 * 2, own.1);
        let then = mean(&then);
        found.push((*fact, mean(&left.values().map(|left| number(*left)).collect::<Vec<_>>()), then, worth(all, then, whole)));
    }
    if ranking.by_cost {
        found.sort_by(|one, other| better(one.3, other.3));
    } else if ranking.ahead {
        found.sort_by(|one, other| compare(one.2, other.2));
    }
    found.into_iter().map(|(fact, left, then, _)| (fact, left, then)).collect()
}

fn same(fraction: Fraction, ratio: Ratio) -> bool {
    fraction == Fraction::new(ratio.0 as u128, ratio.1 as u128).unwrap()
}

#[test]
fn what_can_matter_is_what_can_ever_tell_something() {
    let mut rng = Rng::with_seed(1936);
    let on = date(2022, 2, 28);
    let (mut tied, mut days_alone, mut nothing, mut whole) = (0, 0, 0, 0);
    for _ in 0..1_200 {
        let mut policy = random::any_policy(&mut rng, on);
        with_days(&mut rng, &mut policy);
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, random::KIND, FactId(at as u16), on)).collect();
        let compiled = Compiled::new(&policy, random::KIND, on).unwrap();
        let unknown = [5, 8, 10][rng.usize(0..3)];
        let facts = random::any_setting(&mut rng, &policy, random::KIND, &classes, unknown);
        if effort(&classes, &policy, random::KIND, &facts) > 250 {
            continue;
        }
        let space = Space::of(&policy, on, &classes, &facts);
        let found = compiled.relevance(&policy, random::KIND, &facts).unwrap();
        let alone = Compiled::of_setting(&policy, random::KIND, on, &facts).unwrap();
        assert_eq!(alone.relevance(&policy, random::KIND, &facts).unwrap(), found);
        if space.completions.is_empty() {
            assert_eq!(found, None);
            continue;
        }
        let (found, expected) = (found.unwrap(), relevance(&policy, &space));
        assert!(
            found == expected,
            "{}{}diagram: {found:#?}\nbrute force: {expected:#?}",
            policy_told(&policy),
            facts_told(&policy, &facts)
        );
        // Facts that never change anything alone, and tell something all the same.
        let ask = compiled.answer(&mut ees::diagram::Scratch::default(), &facts).unwrap().ask;
        tied += usize::from(found.category.iter().any(|fact| !ask.contains(fact)));
        days_alone += usize::from(found.category.len() > found.days.len() && !found.days.is_empty());
        nothing += usize::from(!found.nothing.is_empty() && !found.category.is_empty());
        whole += usize::from(!found.expectations.is_empty() && !found.also.is_empty());
    }
    let met = [tied, days_alone, nothing, whole];
    assert!(met.iter().all(|met| *met >= 4), "{met:?}");
}

#[test]
fn questions_are_ranked_as_their_definition_ranks_them() {
    let mut rng = Rng::with_seed(1948);
    let on = date(2021, 11, 15);
    let (mut turned_by_cost, mut turned_ahead, mut free) = (0, 0, 0);
    for _ in 0..1_000 {
        let mut policy = random::any_policy(&mut rng, on);
        with_costs(&mut rng, &mut policy);
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, random::KIND, FactId(at as u16), on)).collect();
        let compiled = Compiled::new(&policy, random::KIND, on).unwrap();
        let facts = random::any_setting(&mut rng, &policy, random::KIND, &classes, 9);
        if effort(&classes, &policy, random::KIND, &facts) > 400 {
            continue;
        }
        let space = Space::of(&policy, on, &classes, &facts);
        let Some(found) = compiled.relevance(&policy, random::KIND, &facts).unwrap() else { continue };
        let answer = compiled.answer(&mut ees::diagram::Scratch::default(), &facts).unwrap();
        let mut orders = Vec::new();
        for (by_cost, ahead) in [(false, false), (false, true), (true, false), (true, true)] {
            let ranking = Ranking { by_cost, ahead };
            let asked = if by_cost || ahead { &found.category } else { &answer.ask };
            let questions = compiled.questions((&policy, random::KIND), &facts, asked, ranking).unwrap();
            let expected = ranked(&policy, &space, asked, ranking);
            let is_so = |(question, (fact, left, then)): (&Question, &(FactId, Ratio, Ratio))| {
                question.fact == *fact && same(question.left, *left) && question.ahead.is_none_or(|own| same(own, *then))
            };
            assert!(
                questions.len() == expected.len() && questions.iter().zip(&expected).all(is_so),
                "{ranking:?}\n{}{}{questions:#?}\n{expected:?}",
                policy_told(&policy),
                facts_told(&policy, &facts)
            );
            for question in &questions {
                for leaves in &question.leaves {
                    let left = space.left(question.fact, &[])[&leaves.region];
                    assert_eq!(leaves.possible.len() + usize::from(leaves.may_be_silent), left);
                    let all = left;
                    let then = second(&policy, &space, question.fact, leaves.region, all, by_cost).filter(|_| ahead && all > 1);
                    assert_eq!(leaves.then.map(|then| then.fact), then.map(|(fact, _)| fact));
                }
            }
            orders.push(questions.iter().map(|question| question.fact).collect::<Vec<_>>());
        }
        turned_by_cost += usize::from(orders[2].first() != orders[0].first() && !orders[0].is_empty());
        turned_ahead += usize::from(orders[1].first() != orders[0].first() && !orders[0].is_empty());
        free += usize::from(orders[2].first().is_some_and(|first| cost(&policy, *first).0 == 0));
    }
    let met = [turned_by_cost, turned_ahead, free];
    assert!(met.iter().all(|met| *met >= 15), "{met:?}");
}

#[test]
fn fractions_are_exact() {
    let mut rng = Rng::with_seed(1);
    let any = |rng: &mut Rng| (i128::from(rng.u32(0..50)), i128::from(rng.u32(1..50)));
    for _ in 0..2_000 {
        let (one, other) = (any(&mut rng), any(&mut rng));
        let [a, b] = [one, other].map(|(above, below)| Fraction::new(above as u128, below as u128).unwrap());
        assert_eq!(a.cmp(&b), compare(one, other), "{one:?} {other:?}");
        assert!(same(a.plus(b).unwrap(), (one.0 * other.1 + other.0 * one.1, one.1 * other.1)));
        let difference = one.0 * other.1 - other.0 * one.1;
        assert_eq!(a.minus(b).is_some(), difference >= 0);
        assert!(a.minus(b).is_none_or(|found| same(found, (difference, one.1 * other.1))));
        assert_eq!(a.over(b).is_some(), other.0 > 0);
        assert!(a.over(b).is_none_or(|found| same(found, (one.0 * other.1, one.1 * other.0))));
    }
    let third = Fraction::new(1, 3).unwrap();
    assert_eq!((third.rounded(1).to_string(), Fraction::new(9, 4).unwrap().rounded(1).to_string()), ("0.3".into(), "2.3".into()));
    let large = Fraction::new(u128::MAX, u128::MAX - 1).unwrap();
    assert_eq!((large.cmp(&Fraction::whole(1)), large.plus(large)), (Ordering::Greater, None));
}
