//! Which unknown facts can still change the category, and how far each narrows it.

use super::search::{Completion, Demand, Wanted, joined};
use super::ways::{Setting, Way};
use crate::diagram::store::TooLarge;
use crate::model::FactId;

/// Completions that are looked at closely, fact by fact: of more there is seldom anything new to learn.
const LOOKED_AT: usize = 64;

/// What is known of the open facts so far, level by level.
struct Learnt {
    outcomes: Vec<u32>,
    /// The outcomes that each region leaves possible, as bits; none for facts that are not open.
    left: Vec<Vec<u128>>,
    /// Whether the fact alone can change the outcome.
    turns: Vec<bool>,
    looked_at: usize,
}

impl Setting<'_> {
    /// The facts to ask, best first. For each outcome there is a completion.
    pub(super) fn ask(&mut self, reached: &[(u32, Completion)]) -> Result<Vec<FactId>, TooLarge> {
        let open = self.open();
        let regions = |level: usize| self.apart.variables.get(level).map_or(0, |variable| variable.regions.len());
        let left = (0..self.search.roles.len()).map(|level| vec![0; if open.contains(&level) { regions(level) } else { 0 }]);
        let mut learnt = Learnt {
            outcomes: reached.iter().map(|(outcome, _)| *outcome).collect(),
            left: left.collect(),
            turns: vec![false; self.search.roles.len()],
            looked_at: 0,
        };
        for (outcome, completion) in reached {
            self.learn(&mut learnt, *outcome, completion);
        }
        for level in &open {
            if !is_true(&learnt.turns, *level) {
                let outcomes = learnt.outcomes.clone();
                let turns = self.turns(*level, &outcomes, true)?;
                put(&mut learnt.turns, *level, turns);
            }
        }
        let mut asked: Vec<usize> = open.iter().copied().filter(|level| is_true(&learnt.turns, *level)).collect();
        let tied = asked.is_empty();
        if tied {
            for level in open {
                if self.is_tied(level)? && self.turns(level, &(0..=self.apart.most()).collect::<Vec<_>>(), false)? {
                    asked.push(level);
                }
            }
        }
        let mut ranked = Vec::new();
        for level in asked {
            let left = self.remaining(&mut learnt, level)?;
            let legal = left.iter().filter(|set| **set != 0).count() as u64;
            let sum: u64 = left.iter().map(|set| u64::from(set.count_ones())).sum();
            let fact = self.apart.variables.get(level).map(|variable| variable.fact);
            ranked.extend(fact.filter(|_| legal > 1 || !tied).map(|fact| (sum, legal, fact)));
        }
        ranked.sort_unstable_by(|one, other| (one.0 * other.1).cmp(&(other.0 * one.1)).then(one.2.cmp(&other.2)));
        Ok(ranked.into_iter().map(|(_, _, fact)| fact).collect())
    }

    /// Notes what a legal completion shows: which regions go with its outcome, and which facts change it alone.
    fn learn(&self, learnt: &mut Learnt, outcome: u32, completion: &Completion) {
        for (region, left) in completion.iter().zip(&mut learnt.left) {
            match region {
                Some(region) => left.get_mut(*region).into_iter().for_each(|left| *left |= 1 << outcome),
                None => left.iter_mut().for_each(|left| *left |= 1 << outcome),
            }
        }
        learnt.looked_at += 1;
        if learnt.looked_at > LOOKED_AT || completion.is_empty() {
            return;
        }
        let mut regions = self.filled(completion);
        for level in 0..regions.len() {
            let Some(left) = learnt.left.get_mut(level) else { continue };
            if left.is_empty() || is_true(&learnt.turns, level) {
                continue;
            }
            let before = regions.get(level).copied().unwrap_or(0);
            for (region, left) in left.iter_mut().enumerate().filter(|(region, _)| *region != before) {
                put(&mut regions, level, region);
                if let Some(other) = self.outcome(&regions) {
                    *left |= 1 << other;
                    if other != outcome {
                        put(&mut learnt.turns, level, true);
                    }
                }
            }
            put(&mut regions, level, before);
        }
    }

    /// Whether two completions that differ in this fact alone have different outcomes, both legal or both whether legal or not.
    fn turns(&mut self, level: usize, outcomes: &[u32], legal: bool) -> Result<bool, TooLarge> {
        let constraints = if legal { self.legal() } else { Vec::new() };
        let tied = constraints.iter().any(|kept| self.uses(kept.root, level));
        let Some((_, below)) = outcomes.split_last() else { return Ok(false) };
        for (one, other) in pairs(self.apart.arity(level), tied) {
            let kept = [self.with(&constraints, level, one), self.with(&constraints, level, other)].concat();
            for outcome in below {
                for low in self.not_above(*outcome) {
                    let Some(low) = joined(&[&self.with(&low.all, level, one), &kept]) else { continue };
                    let above = self.above(*outcome).into_iter().map(|way| Way {
                        all: self.with(&way.all, level, other),
                        one_of: way.one_of.map(|one_of| self.with(&one_of, level, other)),
                    });
                    let above: Vec<Way> = above.collect();
                    if self.find_with(&above, &low)?.is_some() {
                        return Ok(true);
                    }
                }
            }
        }
        Ok(false)
    }

    /// Whether two completions that differ in this fact alone are one legal, one not.
    fn is_tied(&mut self, level: usize) -> Result<bool, TooLarge> {
        let legal = self.legal();
        let about: Vec<Demand> = legal.iter().copied().filter(|kept| self.uses(kept.root, level)).collect();
        for (one, other) in pairs(self.apart.arity(level), true) {
            for broken in &about {
                let broken = Demand::new(broken.root, Wanted::FAILS).with(level, other);
                let Some(demands) = joined(&[&self.with(&legal, level, one), &[broken]]) else { continue };
                if self.search.find(&demands)?.is_some() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The outcomes that each region of a fact leaves possible.
    fn remaining(&mut self, learnt: &mut Learnt, level: usize) -> Result<Vec<u128>, TooLarge> {
        for outcome in learnt.outcomes.clone() {
            for region in 0..self.apart.arity(level) {
                let known = |learnt: &Learnt| learnt.left.get(level).and_then(|left| left.get(region)).copied().unwrap_or(0);
                if known(learnt) >> outcome & 1 == 1 {
                    continue;
                }
                let with = |demands: Vec<Demand>| self.with(&demands, level, region);
                let ways: Vec<Way> = self
                    .outcome_is(outcome)
                    .into_iter()
                    .map(|way| Way { all: with(way.all), one_of: way.one_of.map(with) })
                    .collect();
                let legal = with(self.legal());
                if let Some(mut completion) = self.find_with(&ways, &legal)? {
                    put(&mut completion, level, Some(region));
                    self.learn(learnt, outcome, &completion);
                    let left = learnt.left.get_mut(level).and_then(|left| left.get_mut(region));
                    left.into_iter().for_each(|left| *left |= 1 << outcome);
                }
            }
        }
        Ok(learnt.left.get(level).cloned().unwrap_or_default())
    }
}

/// Regions to be compared: each with each where constraints tie the fact, else each with the next, both ways round. Where all
/// are legal, some next ones differ if any do.
fn pairs(regions: usize, all: bool) -> Vec<(usize, usize)> {
    let every = (0..regions).flat_map(|one| (0..regions).map(move |other| (one, other)));
    every.filter(|(one, other)| if all { one != other } else { one.abs_diff(*other) == 1 }).collect()
}

fn is_true(list: &[bool], at: usize) -> bool {
    list.get(at) == Some(&true)
}

fn put<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}
