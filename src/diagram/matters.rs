//! Which facts a projected diagram turns on, and what each of their regions leaves possible.

use super::project::{Projection, STEP_LIMIT};
use super::store::{QuickMap, Ref, TooLarge};

/// The levels at which two legal choices that differ there alone have different leaves, in order.
pub(super) fn essential(diagram: &Projection, root: Ref) -> Result<Vec<usize>, TooLarge> {
    let nodes = reached(diagram, root);
    let all_legal = !nodes.iter().any(|at| diagram.builder.children(*at).contains(&Ref::ILLEGAL));
    let mut pairs = Pairs { diagram, all_legal, memo: QuickMap::default() };
    let mut found: Vec<usize> = Vec::new();
    for at in nodes {
        let Some(level) = diagram.builder.nodes.level(at) else { continue };
        if !found.contains(&level) && pairs.any_differ(at)? {
            found.push(level);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// The nodes below a root, each after every node that leads to it at a lower level.
fn reached(diagram: &Projection, root: Ref) -> Vec<Ref> {
    let mut seen = QuickMap::default();
    let mut ahead = vec![root];
    let mut nodes = Vec::new();
    while let Some(at) = ahead.pop() {
        if diagram.builder.nodes.level(at).is_some() && seen.insert(at, ()).is_none() {
            nodes.push(at);
            ahead.extend_from_slice(diagram.builder.children(at));
        }
    }
    nodes.sort_unstable_by_key(|at| (diagram.builder.nodes.level(*at), *at));
    nodes
}

struct Pairs<'a> {
    diagram: &'a Projection,
    /// Where nothing is illegal, different nodes differ.
    all_legal: bool,
    memo: QuickMap<(Ref, Ref), bool>,
}

impl Pairs<'_> {
    fn any_differ(&mut self, at: Ref) -> Result<bool, TooLarge> {
        let mut children = self.diagram.builder.children(at).to_vec();
        children.sort_unstable();
        children.dedup();
        for (after, one) in children.iter().enumerate() {
            for other in children.iter().skip(after + 1) {
                if self.differ(*one, *other)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether some choice is legal in both and leads to different leaves.
    fn differ(&mut self, one: Ref, other: Ref) -> Result<bool, TooLarge> {
        if one == other || one == Ref::ILLEGAL || other == Ref::ILLEGAL {
            return Ok(false);
        }
        let nodes = &self.diagram.builder.nodes;
        let levels = (nodes.level(one), nodes.level(other));
        let Some(level) = levels.0.into_iter().chain(levels.1).min().filter(|_| !self.all_legal) else { return Ok(true) };
        let key = (one.min(other), one.max(other));
        if let Some(known) = self.memo.get(&key) {
            return Ok(*known);
        }
        if self.memo.len() >= STEP_LIMIT {
            return Err(TooLarge::Answer(STEP_LIMIT));
        }
        let mut differs = false;
        for region in 0..self.diagram.builder.arity(level) {
            let one = if levels.0 == Some(level) { nodes.child(one, region) } else { one };
            let other = if levels.1 == Some(level) { nodes.child(other, region) } else { other };
            differs = differs || self.differ(one, other)?;
        }
        self.memo.insert(key, differs);
        Ok(differs)
    }
}

/// The levels that a diagram asks for at all, in order.
pub(super) fn support(diagram: &Projection, root: Ref) -> Vec<usize> {
    let mut levels: Vec<usize> = reached(diagram, root).into_iter().filter_map(|at| diagram.builder.nodes.level(at)).collect();
    levels.dedup();
    levels
}

/// For each of these levels of a diagram's support, the leaves that stay possible in each of its regions; the empty set where a region is
/// illegal.
pub(super) fn remaining(diagram: &Projection, root: Ref, levels: &[usize]) -> Vec<Vec<u128>> {
    let nodes = reached(diagram, root);
    let mut below = QuickMap::default();
    for at in nodes.iter().rev() {
        let set = diagram.builder.children(*at).iter().fold(0, |set, child| set | leaves(diagram, &below, *child));
        below.insert(*at, set);
    }
    let mut left: Vec<Vec<u128>> = levels.iter().map(|level| vec![0; diagram.builder.arity(*level)]).collect();
    // An arrow that passes a level by leads to the same whatever the region there.
    let mut pass = |from: usize, to: Ref| {
        let set = leaves(diagram, &below, to);
        let end = diagram.builder.nodes.level(to);
        for (level, left) in levels.iter().zip(&mut left) {
            if from < *level && end.is_none_or(|end| *level < end) {
                left.iter_mut().for_each(|left| *left |= set);
            }
        }
    };
    for at in &nodes {
        let Some(from) = diagram.builder.nodes.level(*at) else { continue };
        diagram.builder.children(*at).iter().for_each(|child| pass(from, *child));
    }
    for at in &nodes {
        let here = levels.iter().position(|level| diagram.builder.nodes.level(*at) == Some(*level));
        let Some(left) = here.and_then(|here| left.get_mut(here)) else { continue };
        for (left, child) in left.iter_mut().zip(diagram.builder.children(*at)) {
            *left |= leaves(diagram, &below, *child);
        }
    }
    left
}

fn leaves(diagram: &Projection, below: &QuickMap<Ref, u128>, at: Ref) -> u128 {
    match at.at() {
        Some(_) if at == Ref::ILLEGAL => 0,
        Some(set) => diagram.sets.get(set).copied().unwrap_or(0),
        None => below.get(&at).copied().unwrap_or(0),
    }
}
