//! What unknown facts must be for a change to do.

use super::super::walk::{Place, Role, Walk};
use crate::diagram::store::TooLarge;
use crate::model::FactId;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

/// How many unknown facts must have a certain value, and these as declared, with the region of each. Of two lists of one length the
/// one that is less stays so whatever is added to both.
type Price = (usize, Vec<(FactId, usize)>);

/// The fewest values of the facts told apart, all of them unknown, that lead to what is wanted whatever those left are; `None` where
/// nothing does. Places of the walk are visited in the order of their price (Dijkstra 1959).
pub(super) fn fewest(
    walk: &mut Walk<'_>,
    roles: &[Role],
    fact_at: &dyn Fn(usize) -> Option<FactId>,
) -> Result<Option<Vec<(FactId, usize)>>, TooLarge> {
    let mut heap: BinaryHeap<Reverse<(Price, Place)>> = BinaryHeap::new();
    heap.extend(walk.begin(roles)?.map(|begin| Reverse((Price::default(), begin))));
    let mut visited: HashSet<Place> = HashSet::new();
    while let Some(Reverse(((needed, list), place))) = heap.pop() {
        let Some(level) = walk.level(&place) else { return Ok(Some(list)) };
        let (Some(Role::Each(regions)), Some(fact)) = (roles.get(level), fact_at(level)) else { continue };
        if !visited.insert(place.clone()) {
            continue;
        }
        for region in regions {
            let Some(next) = walk.next(roles, &place, level, Some(*region))?.filter(|next| !visited.contains(next)) else {
                continue;
            };
            let mut list = list.clone();
            list.insert(list.partition_point(|(other, _)| *other < fact), (fact, *region));
            heap.push(Reverse(((needed + 1, list), next)));
        }
    }
    Ok(None)
}
