//! The largest cube about a setting that keeps some others out.

use super::{Atom, Literal};

/// The value that a setting has of each atom.
pub(super) type Point = Vec<usize>;

/// Which values of each atom are in a cube; `None` is all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cube {
    pub(super) values: Vec<Option<Vec<bool>>>,
}

impl Cube {
    /// A cube that holds a setting and none of some others, of few and light literals; `None` where an other has all its values.
    pub(super) fn around(seed: &Point, out: &[Point], atoms: &[Atom], weight: &dyn Fn(&Atom) -> usize) -> Option<Self> {
        let mut chosen = chosen(seed, out, atoms, weight)?;
        // The heaviest first: it is rid of its literal if it can be, and else made as weak as it can be.
        chosen.sort_by_key(|at| std::cmp::Reverse((atoms.get(*at).map_or(0, weight), *at)));
        let differs = |at: usize, other: &Point| seed.get(at) != other.get(at);
        let mut kept_out: Vec<usize> = out.iter().map(|other| chosen.iter().filter(|at| differs(**at, other)).count()).collect();
        let mut cube = Self { values: vec![None; atoms.len()] };
        for at in chosen {
            let needed = out.iter().zip(&kept_out).any(|(other, by)| differs(at, other) && *by == 1);
            if !needed {
                out.iter().zip(&mut kept_out).filter(|(other, _)| differs(at, other)).for_each(|(_, by)| *by -= 1);
                continue;
            }
            let (Some(atom), Some(own)) = (atoms.get(at), seed.get(at)) else { continue };
            let values = widened(atom, *own, &mut |value| may_hold(at, value, out, &mut kept_out));
            if let Some(slot) = cube.values.get_mut(at).filter(|_| values.contains(&false)) {
                *slot = Some(values);
            }
        }
        Some(cube)
    }

    /// The smallest cube that holds two settings.
    pub(super) fn hull(one: &Point, other: &Point, atoms: &[Atom]) -> Self {
        let values = atoms.iter().zip(one.iter().zip(other)).map(|(atom, (one, other))| {
            let (least, most) = (*one.min(other), *one.max(other));
            let runs = most < atom.run;
            let values: Vec<bool> =
                (0..atom.values).map(|value| value == least || value == most || runs && least < value && value < most).collect();
            values.contains(&false).then_some(values)
        });
        Self { values: values.collect() }
    }

    pub(super) fn literals(&self) -> Vec<Literal> {
        let of = |(atom, values): (usize, &Option<Vec<bool>>)| {
            let held = values.as_ref()?.iter().enumerate().filter(|(_, held)| **held).map(|(value, _)| value);
            Some(Literal { atom, values: held.collect() })
        };
        self.values.iter().enumerate().filter_map(of).collect()
    }
}

/// Atoms whose values alone tell a setting from all others: again and again the one that tells it from the most for its weight.
fn chosen(seed: &Point, out: &[Point], atoms: &[Atom], weight: &dyn Fn(&Atom) -> usize) -> Option<Vec<usize>> {
    let mut open: Vec<&Point> = out.iter().collect();
    let mut chosen = Vec::new();
    while !open.is_empty() {
        let mut best: Option<(usize, usize, usize)> = None;
        for (at, atom) in atoms.iter().enumerate() {
            let told = open.iter().filter(|other| seed.get(at) != other.get(at)).count();
            let weight = weight(atom).max(1);
            // told / weight, in whole numbers.
            let better = best.is_none_or(|(_, most, least)| told * least > most * weight);
            if told > 0 && better {
                best = Some((at, told, weight));
            }
        }
        let (at, _, _) = best?;
        open.retain(|other| seed.get(at) == other.get(at));
        chosen.push(at);
    }
    Some(chosen)
}

/// The values of an atom beside its own that may be held too. Those of a run stay next to each other.
fn widened(atom: &Atom, own: usize, may_hold: &mut dyn FnMut(usize) -> bool) -> Vec<bool> {
    let mut held = vec![false; atom.values];
    let mut hold = |value: usize| held.get_mut(value).map(|slot| *slot = true).is_some();
    hold(own);
    let mut tried = |value: usize| may_hold(value) && hold(value);
    if own < atom.run {
        let _ = (own + 1..atom.run).all(&mut tried);
        let _ = (0..own).rev().all(&mut tried);
    } else if atom.run > 0 && tried(0) {
        let _ = (1..atom.run).all(&mut tried);
    } else {
        let _ = (1..atom.run).rev().all(&mut tried);
    }
    (atom.run..atom.values).filter(|value| *value != own).for_each(|value| _ = tried(value));
    held
}

/// Whether a value of an atom may be held: every other that has it is kept out by another atom too. It is held then.
fn may_hold(at: usize, value: usize, out: &[Point], kept_out: &mut [usize]) -> bool {
    let has = |other: &Point| other.get(at) == Some(&value);
    if out.iter().zip(kept_out.iter()).any(|(other, by)| has(other) && *by < 2) {
        return false;
    }
    out.iter().zip(kept_out).filter(|(other, _)| has(other)).for_each(|(_, by)| *by -= 1);
    true
}
