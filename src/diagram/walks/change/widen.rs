//! From one region of a fact to all that would do as well.

use super::super::levels::Level;
use crate::model::Value;

/// The regions of a fact that do together, one of which is known to do alone: that one included, in order. Numbers and days stay in
/// one piece; nothing but `none` is tried besides `none`.
pub(super) fn widen(level: &Level<'_>, from: usize, does: &mut dyn FnMut(&[usize]) -> bool) -> Vec<usize> {
    let mut held = vec![from];
    let mut try_too = |region: usize, held: &mut Vec<usize>| {
        let place = held.partition_point(|other| *other < region);
        held.insert(place, region);
        let done = does(held);
        if !done {
            held.remove(place);
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
    if let Some(none) = none.filter(|none| *none != from) {
        try_too(none, &mut held);
    }
    held
}
