//! From ways through the diagram to changes as people are told them: facts, each with all values that would do.

use super::provided::fewest;
use super::ways::Way;
use super::widen::widen;
use super::{Asking, Change, Changed, Changes, Values, set};
use crate::diagram::walks::levels::Level;
use crate::diagram::walks::walk::{Of, Role, Walk};
use crate::model::{FactId, Value};
use std::collections::{BTreeMap, HashSet};

/// Choices of values that are looked at, all in all.
const CHOICES: usize = 50_000;
/// Changes that hang on what is unknown and are worked out at most.
const HANGING: usize = 200;

/// Facts that change together, by level, as declared; and each choice of a region of each that does.
type Sets = BTreeMap<Vec<usize>, HashSet<Vec<usize>>>;

impl Asking<'_> {
    /// The changes that these ways come to.
    pub(super) fn changes(&self, ways: Vec<Way>, complete: bool, of: Of) -> Changes {
        let (sets, all) = self.sets(ways);
        let mut changes = Changes { each: Vec::new(), complete: complete && all };
        let mut walk = self.walk(Of::All);
        for (at, choices) in &sets {
            let room = if of == Of::Some { HANGING.saturating_sub(changes.each.len()) } else { usize::MAX };
            let mut change = |choice: &Vec<usize>| match of {
                Of::All => Some(self.certain(&walk, at, choice, choices)),
                Of::Some => self.hanging(&mut walk, at, choice),
            };
            let (each, complete) = self.cover(at, choices, room, &mut change);
            changes.each.extend(each);
            changes.complete &= complete;
        }
        let nearest = |change: &Change| change.changed.iter().map(|one| (one.to.fact, one.nearest)).collect::<Vec<_>>();
        let regions = |change: &Change| change.changed.iter().map(|one| one.to.regions.clone()).collect::<Vec<_>>();
        changes.each.sort_by_cached_key(|change| (change.steps, nearest(change), regions(change)));
        changes
    }

    /// Changes of the same facts that name every choice between them, and whether they do: there may be no room for so many.
    fn cover(
        &self,
        at: &[usize],
        choices: &HashSet<Vec<usize>>,
        room: usize,
        change: &mut dyn FnMut(&Vec<usize>) -> Option<Change>,
    ) -> (Vec<Change>, bool) {
        // What needs a fact to be none comes last: most times it joins what does without.
        let price = |choice| (self.needs_none(at, choice), self.steps(at, choice));
        let mut left: Vec<_> = choices.iter().map(|choice| (price(choice), choice)).collect();
        left.sort_unstable();
        let (mut each, mut complete) = (Vec::<Change>::new(), true);
        for (_, choice) in left {
            let names = |change: &Change| change.changed.iter().zip(choice).all(|(one, region)| one.to.regions.contains(region));
            if each.iter().any(names) {
                continue;
            }
            match (each.len() < room).then(|| change(choice)).flatten() {
                Some(change) => {
                    each.retain(|other| !is_within(other, &change));
                    each.push(change);
                }
                None => complete = false,
            }
        }
        (each, complete)
    }

    /// Ways by the facts that they change, and whether there are no more choices than are looked at.
    fn sets(&self, ways: Vec<Way>) -> (Sets, bool) {
        let mut sets = Sets::new();
        let mut count = 0;
        for mut way in ways {
            way.sort_by_key(|(at, _)| self.levels.get(*at).map(|level| level.fact));
            count += way.iter().map(|(_, regions)| regions.len()).product::<usize>();
            if count > CHOICES {
                return (sets, false);
            }
            let choices = way.iter().fold(vec![Vec::new()], |choices: Vec<Vec<usize>>, (_, regions)| {
                let with = |choice: &Vec<usize>| {
                    let choice = choice.clone();
                    regions.iter().map(move |region| [choice.as_slice(), &[*region]].concat())
                };
                choices.iter().flat_map(with).collect()
            });
            sets.entry(way.into_iter().map(|(at, _)| at).collect()).or_default().extend(choices);
        }
        (sets, true)
    }

    fn needs_none(&self, at: &[usize], choice: &[usize]) -> bool {
        self.at(at).zip(choice).any(|(level, region)| level.regions.representative(*region) == Some(Value::None))
    }

    fn steps(&self, at: &[usize], choice: &[usize]) -> u32 {
        let steps = |(at, region): (&usize, &usize)| self.levels.get(*at).and_then(|level| level.steps.get(*region)).copied();
        at.iter().zip(choice).filter_map(steps).sum()
    }

    /// Of the regions of each fact the one that is fewest steps away.
    fn least_steps(&self, at: &[usize], held: &[Vec<usize>]) -> Vec<usize> {
        let near = |(level, regions): (&Level<'_>, &Vec<usize>)| {
            regions.iter().copied().min_by_key(|region| level.steps.get(*region).copied())
        };
        self.at(at).zip(held).filter_map(near).collect()
    }

    /// A change after which what is wanted is certain, with every value that would do.
    fn certain(&self, walk: &Walk<'_>, at: &[usize], nearest: &[usize], choices: &HashSet<Vec<usize>>) -> Change {
        let mut held: Vec<Vec<usize>> = nearest.iter().map(|region| vec![*region]).collect();
        for (place, (level, from)) in self.at(at).zip(nearest).enumerate() {
            let mut does = |regions: &[usize]| {
                let mut wider = held.clone();
                if let Some(slot) = wider.get_mut(place) {
                    *slot = regions.to_vec();
                }
                each_choice(&wider, &mut |choice| choices.contains(choice))
            };
            let regions = widen(level, *from, &mut does);
            if let Some(slot) = held.get_mut(place) {
                *slot = regions;
            }
        }
        let roles = self.roles_with(&pairs(at, &self.least_steps(at, &held)));
        self.told(walk, at, held, &roles)
    }

    /// A change after which it hangs on what is unknown, with what that must be. Nothing where that would take too many steps to see.
    fn hanging(&self, walk: &mut Walk<'_>, at: &[usize], nearest: &[usize]) -> Option<Change> {
        let mut roles = self.roles_with(&pairs(at, nearest));
        let mut asked = roles.clone();
        for (role, level) in asked.iter_mut().zip(&self.levels).filter(|(_, level)| level.now.is_none()) {
            *role = level.every();
        }
        let needed = fewest(walk, &asked, &|at| Some(self.levels.get(at)?.fact)).ok()??;
        let provided = self.provided(walk, &mut roles, &needed)?;
        let mut settled = roles.clone();
        let mut held = Vec::with_capacity(at.len());
        for ((place, level), from) in at.iter().zip(self.at(at)).zip(nearest) {
            held.push(self.widened(walk, &mut roles, *place, level, *from));
        }
        for (place, region) in pairs(at, &self.least_steps(at, &held)) {
            set(&mut settled, place, Role::In(region));
        }
        let in_no_other_case = self.in_no_other_case(walk, &settled, &provided);
        let change = self.told(walk, at, held, &settled);
        Some(Change { provided, in_no_other_case, ..change })
    }

    /// The regions of a fact that do as well as the one that its role names, which is changed to them.
    fn widened(&self, walk: &mut Walk<'_>, roles: &mut [Role], at: usize, level: &Level<'_>, from: usize) -> Vec<usize> {
        let regions = widen(level, from, &mut |regions| {
            set(roles, at, Role::Each(regions.to_vec()));
            walk.all_lead_there(roles).unwrap_or(false)
        });
        set(roles, at, Role::Each(regions.clone()));
        regions
    }

    /// What unknown facts must be: those that can be left out are, and the others may be all that would do.
    fn provided(&self, walk: &mut Walk<'_>, roles: &mut [Role], needed: &[(FactId, usize)]) -> Option<Vec<Values>> {
        let place = |fact| self.levels.iter().position(|level| level.fact == fact);
        for (fact, region) in needed {
            set(roles, place(*fact)?, Role::In(*region));
        }
        let mut kept = Vec::new();
        for (fact, region) in needed.iter().rev() {
            let at = place(*fact)?;
            set(roles, at, Role::Any);
            if !walk.all_lead_there(roles).ok()? {
                set(roles, at, Role::In(*region));
                kept.push((at, *region));
            }
        }
        let one = |(at, region): (usize, usize)| {
            let level = self.levels.get(at)?;
            Some(Values { fact: level.fact, regions: self.widened(walk, roles, at, level, region) })
        };
        kept.into_iter().rev().map(one).collect()
    }

    /// Whether no setting has what is wanted in which an unknown fact is other than is provided.
    fn in_no_other_case(&self, walk: &Walk<'_>, roles: &[Role], provided: &[Values]) -> bool {
        let unknown = self.levels.iter().zip(roles).map(|(level, role)| level.now.map_or(Role::Any, |_| role.clone()));
        let mut roles: Vec<Role> = unknown.collect();
        provided.iter().all(|values| {
            let Some((at, level)) = self.levels.iter().enumerate().find(|(_, level)| level.fact == values.fact) else {
                return false;
            };
            let others = (0..level.regions.len()).filter(|region| !values.regions.contains(region)).collect();
            set(&mut roles, at, Role::Each(others));
            let none = walk.one_setting(&roles).is_none();
            set(&mut roles, at, Role::Any);
            none
        })
    }

    fn at<'s>(&'s self, at: &'s [usize]) -> impl Iterator<Item = &'s Level<'s>> {
        at.iter().filter_map(|at| self.levels.get(*at))
    }

    /// The change in full, with its witnesses.
    fn told(&self, walk: &Walk<'_>, at: &[usize], held: Vec<Vec<usize>>, roles: &[Role]) -> Change {
        let nearest = self.least_steps(at, &held);
        let mut witnesses: Vec<_> = self.witness(walk, roles).into_iter().collect();
        for ((place, near), regions) in at.iter().zip(&nearest).zip(&held) {
            for other in regions.iter().filter(|other| *other != near) {
                let mut roles = roles.to_vec();
                set(&mut roles, *place, Role::In(*other));
                witnesses.extend(self.witness(walk, &roles));
            }
        }
        let steps = self.steps(at, &nearest);
        let changed = self.at(at).zip(nearest).zip(held);
        let changed = changed.map(|((level, nearest), regions)| Changed { to: Values { fact: level.fact, regions }, nearest });
        Change { changed: changed.collect(), steps, provided: Vec::new(), in_no_other_case: true, witnesses }
    }
}

/// Whether a change names nothing that another of the same facts does not.
fn is_within(change: &Change, other: &Change) -> bool {
    let regions = |one: &Changed, other: &Changed| one.to.regions.iter().all(|region| other.to.regions.contains(region));
    change.provided == other.provided && change.changed.iter().zip(&other.changed).all(|(one, other)| regions(one, other))
}

fn pairs(at: &[usize], regions: &[usize]) -> Vec<(usize, usize)> {
    at.iter().copied().zip(regions.iter().copied()).collect()
}

/// Whether each choice of one of each does.
fn each_choice(of: &[Vec<usize>], does: &mut dyn FnMut(&Vec<usize>) -> bool) -> bool {
    let mut choice: Vec<usize> = Vec::with_capacity(of.len());
    choose(of, &mut choice, does)
}

fn choose(of: &[Vec<usize>], choice: &mut Vec<usize>, does: &mut dyn FnMut(&Vec<usize>) -> bool) -> bool {
    let Some(regions) = of.get(choice.len()) else { return does(choice) };
    regions.iter().all(|region| {
        choice.push(*region);
        let done = choose(of, choice, does);
        choice.pop();
        done
    })
}
