//! An order in which facts that are tested together stand near each other.
//!
//! Facts are pulled, again and again, to the middle of the conditions that they stand in, until the conditions together span no
//! fewer levels than before (Aloul, Markov and Sakallah, "FORCE: a fast and easy-to-implement variable-ordering heuristic",
//! 2003). How many nodes a diagram has grows with how far apart facts stand that decide one thing.

use crate::model::FactId;
use std::collections::HashMap;

/// Rounds that may gain nothing, one after the other, before it is given up.
const PATIENCE: usize = 5;

/// The facts, pulled together where these sets of them are tested together; as they are where nothing is gained.
pub(super) fn pulled(order: Vec<FactId>, together: &[Vec<FactId>]) -> Vec<FactId> {
    let groups = groups_in(&order, together);
    // By fact, as numbered by its first place: where it stands now.
    let mut stands: Vec<usize> = (0..order.len()).collect();
    let (mut best, mut least) = (stands.clone(), spans(&groups, &stands));
    let mut in_vain = 0;
    while in_vain < PATIENCE {
        stands = pull(&groups, &stands);
        let spanned = spans(&groups, &stands);
        in_vain += 1;
        if spanned < least {
            (best, least, in_vain) = (stands.clone(), spanned, 0);
        }
    }
    let mut placed: Vec<(usize, FactId)> = best.into_iter().zip(order).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, fact)| fact).collect()
}

/// How many levels the facts that are tested together span in an order, all added up.
pub(super) fn spanned(order: &[FactId], together: &[Vec<FactId>]) -> usize {
    spans(&groups_in(order, together), &(0..order.len()).collect::<Vec<_>>())
}

/// The groups, with the places of their facts in an order.
fn groups_in(order: &[FactId], together: &[Vec<FactId>]) -> Vec<Vec<usize>> {
    let places: HashMap<FactId, usize> = order.iter().enumerate().map(|(at, fact)| (*fact, at)).collect();
    together.iter().map(|facts| facts.iter().filter_map(|fact| places.get(fact).copied()).collect()).collect()
}

/// How many levels the groups span, all added up.
fn spans(groups: &[Vec<usize>], stands: &[usize]) -> usize {
    let span = |group: &Vec<usize>| {
        let places = || group.iter().filter_map(|fact| stands.get(*fact));
        places().max().zip(places().min()).map_or(0, |(last, first)| last - first)
    };
    groups.iter().map(span).sum()
}

/// Each fact to the mean of the middles of its groups; those without any stay. Middles are reckoned in whole numbers, finely enough.
fn pull(groups: &[Vec<usize>], stands: &[usize]) -> Vec<usize> {
    const FINE: usize = 1 << 12;
    let mut pulls: Vec<(usize, usize)> = vec![(0, 0); stands.len()];
    for group in groups.iter().filter(|group| group.len() > 1) {
        let sum: usize = group.iter().filter_map(|fact| stands.get(*fact)).sum();
        let middle = sum * FINE / group.len();
        for fact in group {
            if let Some((all, count)) = pulls.get_mut(*fact) {
                *all += middle;
                *count += 1;
            }
        }
    }
    let to = |(fact, (all, count)): (usize, (usize, usize))| {
        let here = stands.get(fact).copied().unwrap_or(fact);
        (all.checked_div(count).unwrap_or(here * FINE), here, fact)
    };
    let mut pulled: Vec<(usize, usize, usize)> = pulls.into_iter().enumerate().map(to).collect();
    pulled.sort_unstable();
    let mut next = stands.to_vec();
    for (place, (_, _, fact)) in pulled.into_iter().enumerate() {
        if let Some(slot) = next.get_mut(fact) {
            *slot = place;
        }
    }
    next
}
