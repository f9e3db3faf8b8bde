//! Unknown facts that constraints tie to one another.

use crate::diagram::compile::Variable;
use crate::diagram::project::Role;
use crate::model::{KindId, Policy};
use std::collections::BTreeSet;

/// Of so many facts that are tied to one another every set is looked at; of more, each alone and each pair.
pub(super) const MOST_TIED: usize = 10;

/// The levels of unknown facts that constraints tie to one another: those that share a constraint, and those tied to the same.
pub(super) fn ties(policy: &Policy, kind: KindId, variables: &[Variable], roles: &[Role]) -> Vec<Vec<usize>> {
    let mut groups: Vec<BTreeSet<usize>> = Vec::new();
    for constraint in policy.constraints.iter().filter(|one| one.kind == kind) {
        let mut facts = BTreeSet::new();
        constraint.condition.facts(policy, &mut facts);
        let is_open = |level: &usize| roles.get(*level) == Some(&Role::Kept);
        let at = |fact| variables.iter().position(|variable| variable.fact == fact);
        let mut tied: BTreeSet<usize> = facts.into_iter().filter_map(at).filter(is_open).collect();
        let (others, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| !group.is_disjoint(&tied));
        others.into_iter().for_each(|other| tied.extend(other));
        groups = apart;
        groups.push(tied);
    }
    groups.into_iter().filter(|group| group.len() > 1).map(|group| group.into_iter().collect()).collect()
}

/// Which of some tied facts may stay untold while another is learnt: each set of them but none and all, small ones first.
pub(super) fn untold(tied: &[usize]) -> Vec<Vec<usize>> {
    if tied.len() > MOST_TIED {
        let one = tied.iter().map(|level| vec![*level]);
        let two = tied.iter().enumerate().flat_map(|(at, one)| tied.iter().skip(at + 1).map(|other| vec![*one, *other]));
        return one.chain(two).collect();
    }
    let mut sets: Vec<u32> = (1..(1 << tied.len()) - 1).collect();
    sets.sort_by_key(|set| set.count_ones());
    let members = |set: u32| tied.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1).map(|(_, level)| *level);
    sets.into_iter().map(|set| members(set).collect()).collect()
}
