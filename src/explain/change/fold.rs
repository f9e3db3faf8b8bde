//! Changes as they are told: those that differ only in which of some facts they change are one.

use super::values;
use crate::assess::{Assessor, Change, Changes, Values};
use crate::explain::{Row, phrases};
use crate::model::{FactId, FactState};
use std::collections::{BTreeMap, BTreeSet};

/// So many of some facts change in one way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    /// How many of them.
    pub(super) many: usize,
    /// The facts, as declared.
    pub(super) of: Vec<FactId>,
    /// To what.
    pub(super) to: String,
    /// What they are now, and how that is known.
    pub(super) now: String,
}

/// Changes that are told as one.
#[derive(Clone, Debug)]
pub(super) struct Told<'a> {
    pub(super) parts: Vec<Part>,
    /// How many they are.
    pub(super) ways: usize,
    /// The first of them.
    pub(super) first: &'a Change,
}

/// Tells facts and values of one setting.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) assessor: &'a Assessor<'a>,
    pub(super) row: Row<'a>,
}

impl Words<'_> {
    /// `needs consolidating or better`
    pub(super) fn to(self, values: &Values) -> String {
        let regions = self.assessor.regions(self.row.answer.kind, values.fact);
        regions.map_or_else(String::new, |regions| values::words(self.assessor.policy(), regions, values))
    }

    /// What a fact is now, and how that is known.
    fn now(self, fact: FactId) -> String {
        let policy = self.assessor.policy();
        let is_fixed = policy.fact(fact).is_some_and(|fact| fact.fixed);
        let now = phrases::value(policy, self.row.facts, fact);
        match self.row.facts.get(fact) {
            FactState::Assumed(_) => format!("{now} is assumed"),
            FactState::Told(_) if is_fixed => format!("now {now}, and fixed"),
            FactState::Told(_) | FactState::Unknown => format!("now {now}"),
        }
    }

    /// The changes, in their order, folded.
    pub(super) fn folded(self, changes: &Changes) -> Vec<Told<'_>> {
        let mut known: BTreeMap<&Values, (String, String)> = BTreeMap::new();
        for one in changes.each.iter().flat_map(|change| &change.changed) {
            known.entry(&one.to).or_insert_with(|| (self.to(&one.to), self.now(one.to.fact)));
        }
        let told = |change| {
            let mut parts: Vec<Part> = Vec::new();
            for (fact, (to, now)) in changed(change).filter_map(|values| Some((values.fact, known.get(values)?))) {
                match parts.iter_mut().find(|part| part.to == *to && part.now == *now) {
                    Some(part) => {
                        part.of.push(fact);
                        part.many += 1;
                    }
                    None => parts.push(Part { many: 1, of: vec![fact], to: to.clone(), now: now.clone() }),
                }
            }
            // In one order whatever the facts, so that what differs in one part stands at the same place.
            parts.sort_by(|one, other| (&one.to, &one.now).cmp(&(&other.to, &other.now)));
            Told { parts, ways: 1, first: change }
        };
        fold(self, changes.each.iter().map(told).collect())
    }

    /// The parts of one change that no folding joined, apart by the lists that their facts are of.
    fn by_list(self, parts: Vec<Part>) -> Vec<Part> {
        let lists = &self.assessor.policy().lists;
        let list_of =
            |fact: &FactId| lists.iter().position(|list| phrases::facts_of(self.assessor.policy(), list).contains(fact));
        let mut apart = Vec::new();
        for part in parts {
            if part.many < part.of.len() {
                apart.push(part);
                continue;
            }
            let mut groups: BTreeMap<Option<usize>, Vec<FactId>> = BTreeMap::new();
            part.of.iter().for_each(|fact| groups.entry(list_of(fact)).or_default().push(*fact));
            apart.extend(groups.into_values().map(|of| Part { many: of.len(), of, ..part.clone() }));
        }
        apart
    }
}

fn changed(change: &Change) -> impl Iterator<Item = &Values> {
    change.changed.iter().map(|one| &one.to)
}

/// Folds what differs in one part alone, for as long as anything does.
fn fold<'a>(words: Words<'_>, mut told: Vec<Told<'a>>) -> Vec<Told<'a>> {
    for by_list in [false, true] {
        if by_list {
            told.iter_mut().for_each(|one| one.parts = words.by_list(std::mem::take(&mut one.parts)));
        }
        let most = told.iter().map(|one| one.parts.len()).max().unwrap_or(0);
        for at in (0..most).chain(0..most) {
            told = fold_at(at, told);
        }
    }
    told
}

/// What two changes must have in common to differ in one part alone: that part's place, how many, from and to what; and all else.
type Common<'t> = (usize, &'t str, &'t str, Vec<&'t Part>, Vec<&'t Values>, u32);

/// Folds those that differ in the part at one place alone.
fn fold_at(at: usize, told: Vec<Told<'_>>) -> Vec<Told<'_>> {
    let mut alike: BTreeMap<Common<'_>, Vec<usize>> = BTreeMap::new();
    for (number, one) in told.iter().enumerate() {
        let Some(part) = one.parts.get(at).filter(|part| part.many == part.of.len()) else { continue };
        let others = one.parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| part).collect();
        let common = (part.many, &*part.to, &*part.now, others, one.first.provided.iter().collect(), one.first.steps);
        alike.entry(common).or_default().push(number);
    }
    let mut instead: BTreeMap<usize, Option<Told<'_>>> = BTreeMap::new();
    for numbers in alike.into_values().filter(|numbers| numbers.len() > 1) {
        for (group, parts) in groups(at, &told, &numbers) {
            let ways = group.iter().filter_map(|number| told.get(*number)).map(|one| one.ways).sum();
            let Some((first, rest)) = group.split_first() else { continue };
            let Some(of_first) = told.get(*first) else { continue };
            let mut all = of_first.parts.clone();
            all.splice(at..=at, parts);
            instead.insert(*first, Some(Told { parts: all, ways, first: of_first.first }));
            instead.extend(rest.iter().map(|number| (*number, None)));
        }
    }
    let each = told.into_iter().enumerate();
    each.filter_map(|(number, one)| instead.remove(&number).unwrap_or(Some(one))).collect()
}

/// Of some changes that differ in one part alone: those that are every choice of so many of some facts, perhaps with other facts that
/// are the same in all of them; and the parts that they come to together.
fn groups(at: usize, told: &[Told<'_>], numbers: &[usize]) -> Vec<(Vec<usize>, Vec<Part>)> {
    let mut together: Vec<(BTreeSet<FactId>, Vec<usize>)> = Vec::new();
    let part = |number: &usize| told.get(*number).and_then(|one| one.parts.get(at));
    for number in numbers {
        let mut facts: BTreeSet<FactId> = part(number).into_iter().flat_map(|part| part.of.iter().copied()).collect();
        let mut members = vec![*number];
        let is_apart = |(other, _): &(BTreeSet<FactId>, Vec<usize>)| facts.len() > 1 && other.is_disjoint(&facts);
        let (apart, joined): (Vec<_>, Vec<_>) = std::mem::take(&mut together).into_iter().partition(is_apart);
        together = apart;
        for (other, numbers) in joined {
            facts.extend(other);
            members.extend(numbers);
        }
        members.sort_unstable();
        together.push((facts, members));
    }
    let whole = |(facts, members): (BTreeSet<FactId>, Vec<usize>)| {
        let first = part(members.first()?)?;
        let in_all = |fact: &FactId| members.iter().filter_map(part).all(|part| part.of.contains(fact));
        let (common, free): (Vec<FactId>, Vec<FactId>) = facts.into_iter().partition(in_all);
        let many = first.many - common.len();
        (members.len() > 1 && choices(free.len(), many) == Some(members.len())).then(|| {
            let shared = Part { many: common.len(), of: common, ..first.clone() };
            let any = Part { many, of: free, ..first.clone() };
            (members, [shared, any].into_iter().filter(|part| part.many > 0).collect())
        })
    };
    together.into_iter().filter_map(whole).collect()
}

/// In how many ways so many of some can be chosen; nothing where that is too large a number.
fn choices(of: usize, many: usize) -> Option<usize> {
    (0..many).try_fold(1_usize, |ways, at| Some(ways.checked_mul(of.checked_sub(at)?)? / (at + 1)))
}
