//! A snapshot into which some changes are taken over, line by line.

use super::Change;
use crate::harness::pins::content::{Content, Key, Line, Part, referred};
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
    kept(pinned, &rejected, &mut lines);
    reasons(pinned, &mut lines);
    Content { lines: lines.into_iter().map(|(_, line)| line).collect() }
}

/// Puts lines that are gone, and are to stay, behind those that they stood behind.
fn kept(pinned: &Content, rejected: &HashMap<&Key, &Change>, lines: &mut Vec<(Key, Line)>) {
    let old = pinned.keyed();
    for (at, (key, line)) in old.iter().enumerate() {
        if rejected.get(key).is_none_or(|change| change.now.is_some()) {
            continue;
        }
        let before = old.iter().take(at).rev().map(|(key, _)| key);
        let place = before.filter_map(|key| lines.iter().position(|(one, _)| one == key)).next();
        lines.insert(place.map_or(0, |place| place + 1), (key.clone(), (*line).clone()));
    }
}

/// Leaves out the lines that give categories to which no setting refers any more, and brings back those of before to which one does.
fn reasons(pinned: &Content, lines: &mut Vec<(Key, Line)>) {
    let old: Vec<(Key, &Line)> = pinned.keyed().into_iter().filter(|(key, _)| key.part == Part::Reasons).collect();
    let there: HashSet<Key> = lines.iter().map(|(key, _)| key.clone()).collect();
    let place = lines.iter().position(|(key, _)| key.part > Part::Reasons).unwrap_or(lines.len());
    let missing = old.into_iter().filter(|(key, _)| !there.contains(key)).map(|(key, line)| (key, line.clone()));
    lines.splice(place..place, missing);
    let whole = Content { lines: lines.iter().map(|(_, line)| line.clone()).collect() };
    let mut used: HashSet<Vec<&str>> = HashSet::new();
    for setting in whole.part(Part::Settings) {
        let to = referred(&whole, setting).into_iter().filter_map(|(_, line)| line);
        used.extend(to.map(|line| line.cells.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    lines.retain(|(key, line)| {
        key.part != Part::Reasons || used.contains(&line.cells.iter().map(String::as_str).collect::<Vec<_>>())
    });
}
