//! One nearest change: the fewest facts that would have to be otherwise.

use super::levels::{Level, levels};
use super::search::{Price, Search, Sort, Toll, cheapest};
use super::walk::{Goal, Role, Walk};
use super::widen::{set, widen};
use crate::diagram::compile::Compiled;
use crate::diagram::project::STEP_LIMIT;
use crate::model::{CategoryId, FactId, FactState, Facts, Policy};

/// Other facts are tried in the stead of changed ones where there are no more of these than this: each is tried for each.
const FEW: usize = 12;

/// Values of a fact, as indices of its regions, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// The fact.
    pub fact: FactId,
    /// The regions.
    pub regions: Vec<usize>,
}

/// A fact that would have to be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The regions that would do, the nearest one among them. Each choice of regions of all changed facts does.
    pub to: Values,
    /// The one that is fewest steps away.
    pub nearest: usize,
    /// Changes of other facts, of as many steps, each of which would do in its stead; looked for where few facts change.
    pub instead: Vec<Values>,
}

/// A change, and what it depends on. All that it names does; past the limit of steps it may name less than there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The facts that change, as declared; none where it is so already.
    pub changed: Vec<Changed>,
    /// The unknown facts that must have one of these values; whatever the others are. None of them can be left out,
    /// as far as that was looked for.
    pub provided: Vec<Values>,
    /// Whether, after the nearest change, it is so in no other case.
    pub in_no_other_case: bool,
    /// Complete settings that are possible and have the category, to be tried by other means: first one with the
    /// nearest change, then one for each other region named.
    pub witnesses: Vec<Facts>,
}

/// What the search for a change came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearest {
    /// The nearest: fewest facts, then fewest steps, then the facts and regions that are declared first.
    Found(Change),
    /// There is none, of however many facts.
    Never,
    /// The search was given up at its limit of steps; there is none of fewer facts than this.
    Beyond(usize),
}

/// How a setting could come to a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whatever the unknown facts turn out to be, and without a change of a fact declared fixed.
    pub certain: Nearest,
    /// Where something is unknown and that needs a change: provided that unknown facts turn out so, which is as few as may be of
    /// those that the nearest change leaves.
    pub possible: Option<Nearest>,
    /// Where there is neither: with changes of as few facts declared fixed as may be.
    pub unfixed: Option<Nearest>,
}

impl Nearest {
    /// The change, if there is one.
    #[must_use]
    pub const fn change(&self) -> Option<&Change> {
        match self {
            Self::Found(change) => Some(change),
            Self::Never | Self::Beyond(_) => None,
        }
    }
}

impl Compiled {
    /// How a setting with these facts, which can be, could come to a category. No change leads to a setting that the
    /// constraints rule out.
    #[must_use]
    pub fn nearest_change(&self, policy: &Policy, facts: &Facts, wanted: CategoryId) -> Reach {
        let Some(levels) = levels(self, policy, facts) else {
            return Reach { certain: Nearest::Never, possible: None, unfixed: None };
        };
        let asking = Asking { compiled: self, facts, levels, goal: Goal::is(wanted) };
        let certain = asking.nearest(&|level| if level.now.is_none() || level.fixed { level.as_it_is() } else { level.every() });
        let is_open = asking.levels.iter().any(|level| level.now.is_none());
        let settled = certain.change().is_some_and(|change| change.changed.is_empty());
        let possible = (is_open && !settled)
            .then(|| asking.nearest(&|level| if level.now.is_some() && level.fixed { level.as_it_is() } else { level.every() }));
        let neither = matches!(certain, Nearest::Never) && !matches!(possible, Some(Nearest::Found(_) | Nearest::Beyond(_)));
        let unfixed = neither.then(|| asking.nearest(&|level| level.every()));
        Reach { certain, possible, unfixed }
    }
}

/// One setting and the category that it is to come to.
struct Asking<'c> {
    compiled: &'c Compiled,
    facts: &'c Facts,
    levels: Vec<Level<'c>>,
    goal: Goal,
}

impl Asking<'_> {
    fn walk(&self) -> Walk<'_> {
        Walk::new(self.compiled, self.goal, STEP_LIMIT)
    }

    /// The nearest change of the facts that are told apart by their roles.
    fn nearest(&self, role: &dyn Fn(&Level<'_>) -> Role) -> Nearest {
        let roles: Vec<Role> = self.levels.iter().map(role).collect();
        let toll = |at: usize, region: usize| self.levels.get(at).map(|level| toll(level, region));
        match cheapest(&mut self.walk(), &roles, &toll) {
            Search::Found(price) => Nearest::Found(self.change(&price)),
            Search::Never => Nearest::Never,
            Search::Beyond(facts) => Nearest::Beyond(facts),
        }
    }

    fn at(&self, fact: FactId) -> Option<(usize, &Level<'_>)> {
        self.levels.iter().enumerate().find(|(_, level)| level.fact == fact)
    }

    /// The change in full: what it asks of unknown facts as little as may be, and every region that would do.
    fn change(&self, price: &Price) -> Change {
        let mut walk = self.walk();
        let mut roles: Vec<Role> = self.levels.iter().map(Level::as_it_is).collect();
        for (fact, region) in price.changed.iter().chain(&price.provided) {
            self.at(*fact).map(|(at, _)| set(&mut roles, at, Role::In(*region)));
        }
        let provided = self.provided(&mut walk, &mut roles, &price.provided);
        let nearest = roles.clone();
        let in_no_other_case = self.in_no_other_case(&walk, &nearest, &provided);
        let mut change = Change { changed: Vec::new(), provided, in_no_other_case, witnesses: Vec::new() };
        change.witnesses.extend(self.witness(&walk, &nearest));
        for (fact, region) in &price.changed {
            let Some((at, level)) = self.at(*fact) else { continue };
            let regions = widen(&mut walk, &mut roles, at, level, false);
            for other in regions.iter().filter(|other| *other != region) {
                change.witnesses.extend(self.witness(&walk, &with(&nearest, at, Role::In(*other))));
            }
            change.changed.push(Changed { to: Values { fact: *fact, regions }, nearest: *region, instead: Vec::new() });
        }
        if price.fixed == 0 && price.changed.len() <= FEW {
            let Change { changed, witnesses, .. } = &mut change;
            changed.iter_mut().for_each(|one| self.instead(&mut walk, &nearest, one, witnesses));
        }
        change
    }

    /// What unknown facts must be: those that can be left out are, and the others may be all that would do.
    fn provided(&self, walk: &mut Walk<'_>, roles: &mut [Role], found: &[(FactId, usize)]) -> Vec<Values> {
        let mut kept = Vec::new();
        for (fact, region) in found.iter().rev() {
            let Some((at, level)) = self.at(*fact) else { continue };
            set(roles, at, Role::Any);
            if !walk.all_lead_there(roles).unwrap_or(false) {
                set(roles, at, Role::In(*region));
                kept.push((at, level));
            }
        }
        let one = |(at, level): (usize, &Level<'_>)| Values { fact: level.fact, regions: widen(walk, roles, at, level, true) };
        kept.into_iter().rev().map(one).collect()
    }

    /// Whether no setting has what is wanted in which an unknown fact is other than is provided.
    fn in_no_other_case(&self, walk: &Walk<'_>, roles: &[Role], provided: &[Values]) -> bool {
        let unknown = self.levels.iter().zip(roles).map(|(level, role)| level.now.map_or(Role::Any, |_| role.clone()));
        let mut roles: Vec<Role> = unknown.collect();
        provided.iter().all(|values| {
            let Some((at, level)) = self.at(values.fact) else { return false };
            let others = (0..level.regions.len()).filter(|region| !values.regions.contains(region)).collect();
            set(&mut roles, at, Role::Each(others));
            let none = walk.one_setting(&roles).is_none();
            set(&mut roles, at, Role::Any);
            none
        })
    }

    /// Changes of other facts that do as well as one of the changes.
    fn instead(&self, walk: &mut Walk<'_>, nearest: &[Role], one: &mut Changed, witnesses: &mut Vec<Facts>) {
        let Some((at, level)) = self.at(one.to.fact) else { return };
        let steps = level.steps.get(one.nearest);
        let without = with(nearest, at, level.as_it_is());
        for (place, other) in self.levels.iter().enumerate() {
            if other.fixed || place == at || without.get(place) != Some(&other.as_it_is()) {
                continue;
            }
            let mut values = Values { fact: other.fact, regions: Vec::new() };
            for region in (0..other.steps.len()).filter(|region| other.steps.get(*region) == steps) {
                let roles = with(&without, place, Role::In(region));
                if walk.all_lead_there(&roles).unwrap_or(false) {
                    values.regions.push(region);
                    witnesses.extend(self.witness(walk, &roles));
                }
            }
            if !values.regions.is_empty() {
                one.instead.push(values);
            }
        }
        one.instead.sort_by_key(|values| values.fact);
    }

    /// A complete setting of those in hand that has what is wanted.
    fn witness(&self, walk: &Walk<'_>, roles: &[Role]) -> Option<Facts> {
        let way = walk.one_setting(roles)?;
        let mut facts = self.facts.clone();
        for (at, (level, role)) in self.levels.iter().zip(roles).enumerate() {
            let needed = way.iter().find(|(on_way, _)| *on_way == at).map(|(_, region)| *region);
            let region = match role {
                Role::In(region) if level.now == Some(*region) => continue,
                Role::In(region) => *region,
                Role::Each(regions) => needed.or_else(|| regions.first().copied())?,
                Role::Any => needed.unwrap_or(0),
            };
            facts.set(level.fact, FactState::Told(level.regions.representative(region)?));
        }
        Some(facts)
    }
}

/// Roles with another one at a level.
fn with(roles: &[Role], at: usize, role: Role) -> Vec<Role> {
    let mut roles = roles.to_vec();
    set(&mut roles, at, role);
    roles
}

fn toll(level: &Level<'_>, region: usize) -> Toll {
    let sort = match level.now {
        None => Sort::Provided,
        Some(now) if now == region => Sort::Free,
        Some(_) if level.fixed => Sort::Fixed,
        Some(_) => Sort::Changed,
    };
    Toll { fact: level.fact, sort, steps: level.steps.get(region).copied().unwrap_or(0) }
}
