//! The nearest changes: the fewest facts that would have to be otherwise, and all ways to choose them.

mod provided;
mod sets;
mod ways;
mod widen;

use super::Paths;
use super::bounds::Bounds;
use super::levels::{Level, levels};
use super::walk::{Goal, Of, Role, Walk};
use crate::diagram::project::STEP_LIMIT;
use crate::model::{CategoryId, FactId, FactState, Facts, Policy};
use ways::{Cheapest, Ways};

/// Values of a fact, as indices of its regions, in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
}

/// A change, and what it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The facts that change, as declared; none where it is so already.
    pub changed: Vec<Changed>,
    /// How many steps the nearest values are away, all in all.
    pub steps: u32,
    /// The unknown facts that must have one of these values; whatever the others are. None of them can be left out; and where the policy
    /// is one diagram they are as few as may be.
    pub provided: Vec<Values>,
    /// Whether, after the nearest change, it is so in no other case.
    pub in_no_other_case: bool,
    /// Complete settings that are possible and have the category, to be tried by other means: first one with the
    /// nearest values, then one for each other value named.
    pub witnesses: Vec<Facts>,
}

/// Changes of equally many facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// Each, those of fewest steps first, then those of the facts and values that are declared first. The same facts may stand in
    /// several, where their values do only in certain combinations.
    pub each: Vec<Change>,
    /// Whether these are all; there may be too many.
    pub complete: bool,
}

/// What the search for changes came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearest {
    /// The nearest: no change of fewer facts does.
    Found(Changes),
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
    /// The first change, if there is one.
    #[must_use]
    pub fn change(&self) -> Option<&Change> {
        self.changes()?.each.first()
    }

    /// The changes, if there are any.
    #[must_use]
    pub const fn changes(&self) -> Option<&Changes> {
        match self {
            Self::Found(changes) => Some(changes),
            Self::Never | Self::Beyond(_) => None,
        }
    }
}

impl Paths<'_> {
    /// How a setting with these facts, which can be, could come to a category. No change leads to a setting that the
    /// constraints rule out.
    #[must_use]
    pub fn nearest_changes(&self, policy: &Policy, facts: &Facts, wanted: CategoryId) -> Reach {
        let Some(levels) = levels(self, policy, facts) else {
            return Reach { certain: Nearest::Never, possible: None, unfixed: None };
        };
        let asking = Asking { paths: *self, facts, levels, goal: Goal::is(wanted) };
        let certain = asking.nearest(Of::All, false);
        let is_open = asking.levels.iter().any(|level| level.now.is_none());
        let settled = certain.change().is_some_and(|change| change.changed.is_empty());
        let possible = (is_open && !settled).then(|| asking.nearest(Of::Some, false));
        let neither = matches!(certain, Nearest::Never) && !matches!(possible, Some(Nearest::Found(_) | Nearest::Beyond(_)));
        let unfixed = neither.then(|| asking.nearest(Of::Some, true));
        Reach { certain, possible, unfixed }
    }
}

/// One setting and the category that it is to come to.
struct Asking<'c> {
    paths: Paths<'c>,
    facts: &'c Facts,
    levels: Vec<Level<'c>>,
    goal: Goal,
}

impl<'c> Asking<'c> {
    fn walk(&self, of: Of) -> Walk<'c> {
        Walk::new(&self.paths, self.goal, of, STEP_LIMIT)
    }

    /// The nearest changes, of facts declared fixed too if they may.
    fn nearest(&self, of: Of, fixed_too: bool) -> Nearest {
        let stays = |level: &Level<'_>| level.now.is_none() || level.fixed && !fixed_too;
        let role = |level: &Level<'_>| if stays(level) { level.as_it_is() } else { level.every() };
        let roles: Vec<Role> = self.levels.iter().map(role).collect();
        let bounds = Bounds::new(&self.paths, self.goal, of, &roles, &self.levels);
        let mut ways = Ways::new(self.walk(of), &roles, bounds);
        match ways.cheapest() {
            Cheapest::Never => Nearest::Never,
            Cheapest::Beyond(facts) => Nearest::Beyond(facts),
            Cheapest::At(cost) => {
                let (ways, complete) = ways.all(cost);
                let changes = self.changes(ways, complete, of);
                // Nothing that is found and cannot be told is passed over.
                if changes.each.is_empty() { Nearest::Beyond(0) } else { Nearest::Found(changes) }
            }
        }
    }

    /// The setting with other regions for some facts, by level.
    fn roles_with(&self, changed: &[(usize, usize)]) -> Vec<Role> {
        let mut roles: Vec<Role> = self.levels.iter().map(Level::as_it_is).collect();
        for (at, region) in changed {
            set(&mut roles, *at, Role::In(*region));
        }
        roles
    }

    /// A complete setting of those in hand that has what is wanted.
    fn witness(&self, walk: &Walk<'_>, roles: &[Role]) -> Option<Facts> {
        let way = walk.one_setting(roles)?;
        let mut facts = self.facts.clone();
        for (at, (level, role)) in self.levels.iter().zip(roles).enumerate() {
            let needed = || way.iter().find(|(on_way, _)| *on_way == at).map(|(_, region)| *region);
            let region = match role {
                Role::In(region) if level.now == Some(*region) => continue,
                Role::In(region) => *region,
                Role::Each(regions) => needed().or_else(|| regions.first().copied())?,
                Role::Any => needed().unwrap_or(0),
            };
            facts.set(level.fact, FactState::Told(level.regions.representative(region)?));
        }
        Some(facts)
    }
}

/// Changes a role.
fn set(roles: &mut [Role], at: usize, role: Role) {
    if let Some(slot) = roles.get_mut(at) {
        *slot = role;
    }
}
