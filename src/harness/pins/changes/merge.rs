//! A snapshot into which some changes are taken over, line by line.

use super::Change;
use crate::harness::pins::content::{Content, Key, Line, Part, Stated};
use std::collections::{HashMap, HashSet};

/// What is pinned with the changes that were accepted: their lines are as now, all others as they were. `accepted` are indices in
/// `changes`, which is what [`compare`](super::compare) found. With all of them accepted it is what is now.
#[must_use]
pub fn merged(pinned: &Content, now: &Content, changes: &[Change], accepted: &HashSet<usize>) -> Content {
    if accepted.len() == changes.len() {
        return now.clone();
    }
    let rejected = changes.iter().enumerate().filter(|(at, _)| !accepted.contains(at));
    let rejected: HashMap<&Key, &Change> = rejected.map(|(_, change)| (&change.key, change)).collect();
    let mut lines: Vec<(Key, Line)> = Vec::new();
    for (key, line) in now.keyed() {
        match rejected.get(&key) {
            None => lines.push((key, line.clone())),
            Some(change) => lines.extend(change.before.clone().map(|line| (key, line))),
        }
    }
    let old = pinned.keyed();
    put_back(&old, |key| rejected.get(key).is_some_and(|change| change.now.is_none()), &mut lines);
    put_back(&old, |key| key.part == Part::Reasons, &mut lines);
    drop_unused_reasons(&mut lines);
    Content { lines: lines.into_iter().map(|(_, line)| line).collect() }
}

/// Puts pinned lines that are not there, and that are wanted, behind those that they stood behind.
fn put_back(old: &[(Key, &Line)], wanted: impl Fn(&Key) -> bool, lines: &mut Vec<(Key, Line)>) {
    let mut there: HashSet<Key> = lines.iter().map(|(key, _)| key.clone()).collect();
    for (at, (key, line)) in old.iter().enumerate() {
        if there.contains(key) || !wanted(key) {
            continue;
        }
        let mut before = old.iter().take(at).rev().map(|(key, _)| key).filter(|key| there.contains(key));
        let place = before.next().and_then(|before| lines.iter().position(|(one, _)| one == before));
        lines.insert(place.map_or(0, |place| place + 1), (key.clone(), (*line).clone()));
        there.insert(key.clone());
    }
}

/// Leaves out the lines that give categories to which no setting refers any more.
fn drop_unused_reasons(lines: &mut Vec<(Key, Line)>) {
    let whole = Content { lines: lines.iter().map(|(_, line)| line.clone()).collect() };
    let stated = Stated::of(&whole);
    let settings = whole.part(Part::Settings).flat_map(|setting| stated.referred(setting));
    let used: HashSet<&[String]> = settings.filter_map(|(_, line)| Some(line?.cells.as_slice())).collect();
    lines.retain(|(key, line)| key.part != Part::Reasons || used.contains(line.cells.as_slice()));
}
