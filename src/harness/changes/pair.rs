//! Which thing of one policy is which of another.

use super::{Change, Declared, Thing};
use crate::model::machine_name;

/// How far apart two things are that may be one; `None` where they are two.
type Pass = dyn Fn(&Thing, &Thing) -> Option<usize>;

/// What is added, removed or changed: by sort, then in the order of the old policy, what is new behind.
#[must_use]
pub fn changes(old: &[Thing], new: &[Thing]) -> Vec<Change> {
    let passes: [&Pass; 4] = [
        &|one, other| (same_name(one, other) && one.says_the_same(other)).then_some(0),
        &|one, other| (is_named(one) && same_name(one, other) && same_about(one, other)).then_some(0),
        &|one, other| (is_named(one) && same_name(one, other)).then_some(0),
        &alike,
    ];
    let mut partners: Vec<Option<usize>> = vec![None; old.len()];
    let mut taken = vec![false; new.len()];
    for pass in passes {
        for (one, partner) in old.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            let free = new.iter().zip(&taken).enumerate().filter(|(_, (other, taken))| !**taken && other.sort == one.sort);
            let near = free.filter_map(|(at, (other, _))| Some((pass(one, other)?, at)));
            *partner = near.min().map(|(_, at)| at);
            if let Some(taken) = partner.and_then(|at| taken.get_mut(at)) {
                *taken = true;
            }
        }
    }
    let kept = old.iter().zip(partners).filter_map(|(one, partner)| change(Some(one), partner.and_then(|at| new.get(at))));
    let added = new.iter().zip(taken).filter(|(_, taken)| !taken).filter_map(|(other, _)| change(None, Some(other)));
    let mut all: Vec<Change> = kept.chain(added).collect();
    all.sort_by_key(|change| change.sort);
    all
}

fn is_named(thing: &Thing) -> bool {
    !thing.name.is_empty() || !thing.sort.goes_by_its_text()
}

fn same_name(one: &Thing, other: &Thing) -> bool {
    machine_name(&one.name) == machine_name(&other.name)
}

fn same_about(one: &Thing, other: &Thing) -> bool {
    machine_name(&one.about) == machine_name(&other.about)
}

/// How far apart the texts of two things are that are known by them; `None` where half of it or more is another.
fn alike(one: &Thing, other: &Thing) -> Option<usize> {
    let (one_text, other_text) = (one.lines.join("\n"), other.lines.join("\n"));
    let distance = strsim::osa_distance(&one_text, &other_text);
    let longer = one_text.chars().count().max(other_text.chars().count());
    (one.sort.goes_by_its_text() && 2 * distance < longer).then_some(distance)
}

/// `None` where nothing changed.
fn change(before: Option<&Thing>, after: Option<&Thing>) -> Option<Change> {
    if let (Some(before), Some(after)) = (before, after)
        && before.says_the_same(after)
    {
        return None;
    }
    let thing = after.or(before)?;
    let declared = |thing: &Thing| {
        let lines = thing.within.iter().chain(&thing.lines).cloned().collect();
        Declared { lines, place: thing.place.clone() }
    };
    Some(Change {
        sort: thing.sort,
        name: thing.name.clone(),
        about: thing.about.clone(),
        before: before.map(declared),
        after: after.map(declared),
    })
}
