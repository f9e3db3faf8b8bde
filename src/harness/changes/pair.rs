//! Which thing of one policy is which of another.

use super::{Change, Declared, Sort, Thing};
use crate::model::machine_name;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// What is added, removed or changed: by sort, then in the order of the old policy, what is new behind.
#[must_use]
pub fn changes(old: &[Thing], new: &[Thing]) -> Vec<Change> {
    let mut pairing = Pairing { old, new, partners: vec![None; old.len()], taken: vec![false; new.len()] };
    pairing.by(|thing| Some((thing.sort, machine_name(&thing.name), &thing.within, &thing.lines)));
    pairing.by(|thing| is_named(thing).then(|| (thing.sort, machine_name(&thing.name), machine_name(&thing.about))));
    pairing.by(|thing| is_named(thing).then(|| (thing.sort, machine_name(&thing.name))));
    pairing.by_former_name();
    pairing.by_likeness();
    let Pairing { partners, taken, .. } = pairing;
    let kept = old.iter().zip(partners).filter_map(|(one, partner)| change(Some(one), partner.and_then(|at| new.get(at))));
    let added = new.iter().zip(taken).filter(|(_, taken)| !taken).filter_map(|(other, _)| change(None, Some(other)));
    let mut all: Vec<Change> = kept.chain(added).collect();
    all.sort_by_key(|change| change.sort);
    all
}

/// Which thing of the new policy each of the old one is, as far as that is known.
struct Pairing<'t> {
    old: &'t [Thing],
    new: &'t [Thing],
    partners: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl<'t> Pairing<'t> {
    /// Pairs things that have the same key, in their order. A policy can have thousands of scenarios: no two are compared.
    fn by<K: Eq + Hash>(&mut self, key: impl Fn(&'t Thing) -> Option<K>) {
        let mut free: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (at, (thing, _)) in self.new.iter().zip(&self.taken).enumerate().filter(|(_, (_, taken))| !**taken) {
            if let Some(key) = key(thing) {
                free.entry(key).or_default().push_back(at);
            }
        }
        for (one, partner) in self.old.iter().zip(&mut self.partners).filter(|(_, partner)| partner.is_none()) {
            *partner = key(one).and_then(|key| free.get_mut(&key)?.pop_front());
            if let Some(taken) = partner.and_then(|at| self.taken.get_mut(at)) {
                *taken = true;
            }
        }
    }

    /// Pairs facts of which one says that it had the name of the other, those for the same settings first.
    fn by_former_name(&mut self) {
        let was = |one: &Thing, other: &Thing| {
            let says = |one: &Thing, name: &str| one.former.iter().any(|former| *former == machine_name(name));
            one.sort == other.sort && (says(other, &one.name) || says(one, &other.name))
        };
        for (one, partner) in self.old.iter().zip(&mut self.partners).filter(|(_, partner)| partner.is_none()) {
            let free = self.new.iter().zip(&self.taken).enumerate().filter(|(_, (other, taken))| !**taken && was(one, other));
            *partner = free.min_by_key(|(_, (other, _))| other.about != one.about).map(|(at, _)| at);
            if let Some(taken) = partner.and_then(|at| self.taken.get_mut(at)) {
                *taken = true;
            }
        }
    }

    /// Pairs what is left and goes by its text with what is nearest.
    fn by_likeness(&mut self) {
        let texts: Vec<Option<Told>> =
            self.new.iter().zip(&self.taken).map(|(thing, taken)| if *taken { None } else { Told::of(thing) }).collect();
        for (one, partner) in self.old.iter().zip(&mut self.partners).filter(|(_, partner)| partner.is_none()) {
            let Some(text) = Told::of(one) else { continue };
            let free = texts.iter().zip(&self.taken).enumerate().filter(|(_, (_, taken))| !**taken);
            let near = free.filter_map(|(at, (other, _))| Some((text.apart(other.as_ref()?)?, at)));
            *partner = near.min().map(|(_, at)| at);
            if let Some(taken) = partner.and_then(|at| self.taken.get_mut(at)) {
                *taken = true;
            }
        }
    }
}

fn is_named(thing: &Thing) -> bool {
    !thing.name.is_empty() || !thing.sort.goes_by_its_text()
}

/// The text that a thing goes by, and its length in characters.
struct Told {
    sort: Sort,
    text: String,
    length: usize,
}

impl Told {
    /// `None` for a thing that does not go by its text.
    fn of(thing: &Thing) -> Option<Self> {
        let text = thing.sort.goes_by_its_text().then(|| thing.lines.join("\n"))?;
        Some(Self { sort: thing.sort, length: text.chars().count(), text })
    }

    /// How far apart two texts are; `None` where half of it or more is another, as it is where the lengths alone say so.
    fn apart(&self, other: &Self) -> Option<usize> {
        let longer = self.length.max(other.length);
        let is_near = |distance: usize| 2 * distance < longer;
        let distance = (self.sort == other.sort && is_near(self.length.abs_diff(other.length)))
            .then(|| strsim::osa_distance(&self.text, &other.text))?;
        is_near(distance).then_some(distance)
    }
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
