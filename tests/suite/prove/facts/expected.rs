//! Every claim that does not hold, by trying every setting.

#![expect(clippy::wildcard_enum_match_arm, clippy::type_complexity, reason = "a test names what it is about, and no more")]

use super::Claim;
use crate::diagram::brute::{Complete, classes, complete, derived, holds, passes};
use crate::diagram::random::KIND;
use crate::properties::{choices, is_better, settings};
use ees::model::{
    Allocation, Binding, CategoryId, Condition, ConditionKind, Derived, Domain, FactId, Operand, Policy, Test, TestKind, Value,
};
use ees::source::Span;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

use super::ON;

/// Settings of one policy that are tried at most.
const MOST: usize = 300;

/// A policy and all of its settings.
pub(super) struct Tried {
    pub(super) policy: Policy,
    /// One value of each class of each fact.
    choices: Vec<Vec<Value>>,
    all: Vec<(Vec<Value>, Complete)>,
    /// Of each fact, the values between which something changes, or whether a setting can be.
    changed: BTreeMap<FactId, BTreeSet<(usize, usize)>>,
}

/// What becomes of a setting.
type Fate = (Option<CategoryId>, Vec<Option<bool>>, Vec<(usize, bool)>);

impl Tried {
    fn holds(&self, condition: &Condition, values: &[Value]) -> bool {
        holds(&self.policy, condition, values, ON)
    }

    fn fate(&self, of: &Complete) -> Fate {
        let expectations = self.policy.categorisation(KIND).into_iter().flat_map(|one| &one.expectations);
        let asked = expectations.zip(&of.expectations).map(|(one, state)| state.filter(|_| of.category == Some(one.category)));
        (of.category, asked.collect(), of.also.clone())
    }

    fn legal(&self) -> impl Iterator<Item = &(Vec<Value>, Complete)> {
        self.all.iter().filter(|(_, of)| of.legal)
    }

    /// Whether a condition holds for some setting that can be, and whether it fails for some.
    fn either(&self, condition: &Condition) -> (bool, bool) {
        let all: BTreeSet<bool> = self.legal().map(|(values, _)| self.holds(condition, values)).collect();
        (all.contains(&true), all.contains(&false))
    }

    /// Settings that differ in one fact alone, each pair in both orders.
    fn pairs(&self, fact: FactId) -> Vec<(&(Vec<Value>, Complete), &(Vec<Value>, Complete))> {
        let step: usize = self.choices[fact.at() + 1..].iter().map(Vec::len).product();
        let count = self.choices[fact.at()].len();
        let mut pairs = Vec::new();
        for at in 0..self.all.len() {
            let own = at / step % count;
            let others = (0..count).filter(|other| *other != own);
            pairs.extend(others.map(|other| (&self.all[at], &self.all[at - own * step + other * step])));
        }
        pairs
    }

    pub(super) fn facts(&self) -> impl Iterator<Item = FactId> {
        self.policy.facts_of(KIND).map(|(id, _)| id)
    }

    /// Between which values of a fact something changes, or whether a setting can be.
    fn changed(&self, fact: FactId) -> BTreeSet<(usize, usize)> {
        let place = |values: &[Value]| self.choices[fact.at()].iter().position(|one| *one == values[fact.at()]).unwrap();
        let differ = |of_one: &Complete, of_other: &Complete| {
            of_one.legal != of_other.legal || of_one.legal && self.fate(of_one) != self.fate(of_other)
        };
        let pairs = self.pairs(fact).into_iter().filter(|((_, one), (_, other))| differ(one, other));
        pairs.map(|((one, _), (other, _))| (place(one), place(other))).collect()
    }

    pub(super) fn changes(&self, fact: FactId) -> bool {
        !self.changed[&fact].is_empty()
    }
}

/// Tests that have a say in what becomes of a setting, or (`of_all`) in what can be too.
pub(super) fn used(policy: &Policy, of_all: bool) -> Vec<(&Condition, &Test)> {
    leaves(policy, of_all)
        .into_iter()
        .filter_map(|leaf| match &leaf.kind {
            ConditionKind::Test(test) => Some((leaf, test)),
            _ => None,
        })
        .collect()
}

/// The facts that rules test or compare.
pub(super) fn facts_used(policy: &Policy, of_all: bool) -> BTreeSet<FactId> {
    let facts = |leaf: &Condition| match &leaf.kind {
        ConditionKind::Test(test) => vec![test.fact],
        ConditionKind::Related(relation) => relation.facts().collect(),
        _ => vec![],
    };
    leaves(policy, of_all).into_iter().flat_map(facts).collect()
}

fn leaves(policy: &Policy, of_all: bool) -> Vec<&Condition> {
    fn gather<'p>(policy: &'p Policy, condition: &'p Condition, found: &mut Vec<&'p Condition>) {
        match &condition.kind {
            ConditionKind::Test(_) | ConditionKind::Related(_) => found.push(condition),
            ConditionKind::Defined(id) => gather(policy, &policy.defines[id.at()].condition, found),
            ConditionKind::Derived(test) => of_derived(policy, test.derived.at(), found),
            ConditionKind::Not(inner) => gather(policy, inner, found),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
                of.iter().for_each(|one| gather(policy, one, found));
            }
        }
    }
    fn of_derived<'p>(policy: &'p Policy, at: usize, found: &mut Vec<&'p Condition>) {
        policy.derived[at].conditions().for_each(|one| gather(policy, one, found));
        policy.derived[at].values().for_each(|id| of_derived(policy, id.at(), found));
    }
    let mut conditions: Vec<&Condition> =
        policy.also.iter().filter(|one| one.kind == KIND).filter_map(|one| one.when.as_ref()).collect();
    if let Some(one) = policy.categorisation(KIND) {
        conditions.extend(one.strands.iter().flat_map(|one| &one.lines).filter_map(|one| one.condition.as_ref()));
        conditions.extend(one.gates.iter().map(|one| &one.unless));
        conditions.extend(one.expectations.iter().flat_map(|one| [Some(&one.expects), one.when.as_ref()]).flatten());
    }
    if of_all {
        conditions.extend(policy.constraints.iter().filter(|one| one.kind == KIND).map(|one| &one.condition));
    }
    let mut found = Vec::new();
    conditions.into_iter().for_each(|one| gather(policy, one, &mut found));
    found
}

/// Every claim that does not hold.
pub(super) fn expected(tried: &Tried) -> BTreeSet<Claim> {
    let mut wrong = BTreeSet::new();
    if tried.legal().next().is_none() {
        let constraints: Vec<_> = tried.policy.constraints.iter().filter(|one| one.kind == KIND).collect();
        let empty = |end: &usize| {
            tried.all.iter().all(|(values, _)| constraints[..*end].iter().any(|one| tried.holds(&one.condition, values)))
        };
        let end = (1..=constraints.len()).find(empty).unwrap();
        wrong.insert(("P328", constraints[end - 1].span, ""));
        return wrong;
    }
    of_facts(tried, &mut wrong);
    of_thresholds(tried, &mut wrong);
    of_what_is_named(tried, &mut wrong);
    of_what_comes_with_a_category(tried, &mut wrong);
    of_days(&tried.policy, &mut wrong);
    let mut left: Vec<_> = tried.policy.constraints.iter().filter(|one| one.kind == KIND).collect();
    for at in (0..left.len()).rev() {
        let others =
            |values: &[Value]| left.iter().enumerate().any(|(other, one)| other != at && tried.holds(&one.condition, values));
        if !tried.all.iter().any(|(values, _)| tried.holds(&left[at].condition, values) && !others(values)) {
            wrong.insert(("P327", left[at].span, ""));
            left.remove(at);
        }
    }
    wrong
}

fn of_facts(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    let policy = &tried.policy;
    let uses = facts_used(policy, true);
    for id in tried.facts() {
        let fact = &policy.facts[id.at()];
        let worse = tried.pairs(id).into_iter().any(|((one, of_one), (other, of_other))| {
            of_one.legal
                && of_other.legal
                && is_better(policy, id, one[id.at()], other[id.at()])
                && of_one.category.zip(of_other.category).is_some_and(|(better, worse)| better > worse)
        });
        if worse {
            wrong.insert(("P318", fact.span, ""));
        }
        if uses.contains(&id) && !tried.changes(id) {
            wrong.insert((if fact.assumed.is_some() { "P315" } else { "P322" }, fact.span, ""));
        }
    }
}

pub(super) const fn operand_of(test: &Test) -> Option<&Operand> {
    match &test.kind {
        TestKind::Number(_, operand) | TestKind::Date(_, operand) => Some(operand),
        TestKind::Within { length, .. } => Some(length),
        TestKind::OneOf(_) | TestKind::None => None,
    }
}

fn of_thresholds(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    let policy = &tried.policy;
    for (condition, test) in used(policy, false) {
        if operand_of(test).is_none() {
            continue;
        }
        let id = test.fact;
        let passes = |value: Value| passes(policy, &test.kind, value, ON);
        let possible: Vec<Value> =
            tried.legal().map(|(values, _)| values[id.at()]).filter(|value| *value != Value::None).collect();
        for (word, passing) in [("never holds", false), ("always holds", true)] {
            if !possible.is_empty() && possible.iter().all(|value| passes(*value) == passing) {
                wrong.insert(("P316", condition.span, word));
            }
        }
        let values: Vec<Value> =
            classes(policy, KIND, id, ON).iter().map(|class| class[0]).filter(|value| *value != Value::None).collect();
        let cuts: Vec<usize> = (1..values.len()).filter(|above| passes(values[above - 1]) != passes(values[*above])).collect();
        let matters = |above: &usize| tried.changed[&id].contains(&(above - 1, *above));
        if !cuts.is_empty() && !cuts.iter().any(matters) && tried.changes(id) {
            wrong.insert(("P316", condition.span, "Nothing changes"));
        }
    }
}

fn of_what_is_named(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    let policy = &tried.policy;
    let mut hardly = |condition: &Condition, at: Span| {
        let (holds, fails) = tried.either(condition);
        if !holds {
            wrong.insert(("P329", at, "never holds"));
        }
        if !fails {
            wrong.insert(("P329", at, "always holds"));
        }
    };
    policy.defines.iter().filter(|one| one.kind == KIND).for_each(|one| hardly(&one.condition, one.span));
    let lists = policy.lists.iter().filter(|one| one.kind == KIND);
    let members = lists.clone().flat_map(|one| &one.members);
    members.filter(|one| !matches!(one.kind, ConditionKind::Defined(_))).for_each(|one| hardly(one, one.span));
    let meaning =
        |condition: &Condition| -> Vec<bool> { tried.all.iter().map(|(values, _)| tried.holds(condition, values)).collect() };
    let says_something = |meaning: &Vec<bool>| meaning.contains(&true) && meaning.contains(&false);
    let mut twice = |named: &mut dyn Iterator<Item = (&Condition, Span)>| {
        let mut before = BTreeSet::new();
        for (condition, at) in named {
            let meaning = meaning(condition);
            if says_something(&meaning) && !before.insert(meaning) {
                wrong.insert(("P320", at, ""));
            }
        }
    };
    twice(&mut policy.defines.iter().filter(|one| one.kind == KIND).map(|one| (&one.condition, one.span)));
    lists.clone().for_each(|list| twice(&mut list.members.iter().map(|one| (one, one.span))));
    let mut before = BTreeSet::new();
    for list in lists {
        let mut meanings: Vec<Vec<bool>> = list.members.iter().map(meaning).collect();
        meanings.sort();
        if !before.insert(meanings) {
            wrong.insert(("P320", list.span, ""));
        }
    }
    for (at, one) in policy.derived.iter().enumerate() {
        let values = |of| tried.all.iter().map(|(values, _)| derived(policy, of, values, ON)).collect::<Vec<_>>();
        let alike = |other: &Derived| match (&one.domain, &other.domain) {
            (Domain::Vocabulary(one), Domain::Vocabulary(other)) => one == other,
            (Domain::Number(_), Domain::Number(_)) => true,
            _ => false,
        };
        let facts = |of: &Derived| {
            let mut facts = BTreeSet::new();
            of.conditions().for_each(|one| one.facts(policy, &mut facts));
            for id in of.values() {
                policy.derived[id.at()].conditions().for_each(|one| one.facts(policy, &mut facts));
            }
            facts
        };
        if policy.derived[..at].iter().any(|other| alike(other) && facts(one) == facts(other) && values(one) == values(other)) {
            wrong.insert(("P320", one.span, ""));
        }
    }
}

fn of_what_comes_with_a_category(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    for (at, one) in tried.policy.categorisation(KIND).into_iter().flat_map(|one| &one.expectations).enumerate() {
        let in_it: Vec<&Complete> = tried.legal().map(|(_, of)| of).filter(|of| of.category == Some(one.category)).collect();
        let states: Vec<bool> = in_it.iter().filter_map(|of| of.expectations[at]).collect();
        if in_it.is_empty() {
            continue;
        }
        let word = match (states.contains(&true), states.contains(&false)) {
            (false, false) => "never asked",
            (true, false) => "always met",
            (false, true) => "can never be met",
            (true, true) => continue,
        };
        wrong.insert(("P325", one.span, word));
    }
    for also in tried.policy.also.iter().filter(|one| one.kind == KIND) {
        if also.when.as_ref().is_some_and(|when| !tried.either(when).0) {
            wrong.insert(("P326", also.span, ""));
        }
    }
}

/// The least and the most days that an allocation may turn out to be, none where there is no end, and its figure.
fn bounds(of: &Allocation) -> Option<(Decimal, Option<Decimal>, Decimal)> {
    let days = of.days?;
    Some(match of.binding {
        Binding::Exact => (days, Some(days), days),
        Binding::UpTo => (Decimal::ZERO, Some(days), days),
        Binding::AtLeast => (days, None, days),
    })
}

/// The least intensive category whose days fall is told of, and a figure that others fall short of is told of once.
fn of_days(policy: &Policy, wrong: &mut BTreeSet<Claim>) {
    let all: Vec<&Allocation> = policy.allocations.iter().collect();
    let no_more = |one: Option<Decimal>, other: Option<Decimal>| other.is_none_or(|other| one.is_some_and(|one| one <= other));
    let mut blamed = BTreeSet::new();
    for (at, one) in all.iter().enumerate() {
        let less = all[..at].iter().rev().find(|other| {
            let (Some((least, most, figure)), Some((low, high, of_other))) = (bounds(one), bounds(other)) else { return false };
            figure < of_other && least <= low && no_more(most, high)
        });
        if less.is_some_and(|other| blamed.insert(other.days_span)) {
            wrong.insert(("P319", one.days_span, ""));
        }
    }
}

pub(super) fn tried(policy: Policy) -> Option<Tried> {
    let choices = choices(&policy);
    (choices.iter().map(Vec::len).product::<usize>() <= MOST).then(|| {
        let all: Vec<(Vec<Value>, Complete)> = settings(&choices)
            .into_iter()
            .map(|values| {
                let of = complete(&policy, KIND, &values, ON);
                (values, of)
            })
            .collect();
        let mut tried = Tried { policy, choices, all, changed: BTreeMap::new() };
        tried.changed = tried.facts().map(|id| (id, tried.changed(id))).collect();
        tried
    })
}
