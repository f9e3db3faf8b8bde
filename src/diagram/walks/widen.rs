//! From one region of a fact to all that would do as well.

use super::levels::Level;
use super::walk::{Role, Walk};
use crate::model::Value;

/// The regions of a fact that may stand for the one that its role names, that one included, in order: with each of them, and
/// each choice of the other facts that the roles tell apart, what is wanted is still certain. Numbers and days stay in one
/// piece. `none` stands for something else only where `none_too` says so. The role is changed to them.
pub(super) fn widen(walk: &mut Walk<'_>, roles: &mut [Role], at: usize, level: &Level<'_>, none_too: bool) -> Vec<usize> {
    let Some(Role::In(from)) = roles.get(at).cloned() else { return Vec::new() };
    let mut held = vec![from];
    let mut try_too = |region: usize, held: &mut Vec<usize>| {
        let place = held.partition_point(|other| *other < region);
        held.insert(place, region);
        let done = set(roles, at, Role::Each(held.clone())) && walk.all_lead_there(roles).unwrap_or(false);
        if !done {
            held.remove(place);
            set(roles, at, Role::Each(held.clone()));
        }
        done
    };
    let is_none = |region: usize| level.regions.representative(region) == Some(Value::None);
    let none = (0..level.regions.len()).find(|region| is_none(*region));
    let values = none.unwrap_or(level.regions.len());
    if level.regions.stretch(from, from).is_some() {
        let _ = (from + 1..values).all(|region| try_too(region, &mut held));
        let _ = (0..from).rev().all(|region| try_too(region, &mut held));
    } else if !is_none(from) {
        let mut others: Vec<usize> = (0..values).filter(|region| *region != from).collect();
        others.sort_by_key(|region| region.abs_diff(from));
        others.into_iter().for_each(|region| _ = try_too(region, &mut held));
    }
    if let Some(none) = none.filter(|none| none_too && *none != from) {
        try_too(none, &mut held);
    }
    held
}

/// Changes a role; false for a level that is none.
pub(super) fn set(roles: &mut [Role], at: usize, role: Role) -> bool {
    roles.get_mut(at).map(|slot| *slot = role).is_some()
}
