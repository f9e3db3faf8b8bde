//! Which unknown facts of a setting can still matter, and to what; and what asking for each would leave.
//!
//! A fact *can matter* to something that is said of a setting if there is a way to come to know others of its unknown facts (none of
//! them, some, or all) after which one of its own values, legal then, would rule out something that another leaves possible. So it
//! cannot matter if, whatever else becomes known and in whatever order, it never tells anything. Where no constraint ties it to
//! others this is the same as: two legal completions that differ in this fact alone differ in what is said. Where constraints tie it,
//! such pairs may not be legal; then it comes to this: change the fact, change with it as little as the constraints demand, and what is
//! said cannot stay as it was.
//!
//! Only facts that constraints tie to it need to change with it. So it is enough to look at each set of tied facts that stay
//! untold ([`ties`]): what they may come to is gathered, and in the diagram over the others each fact is tried alone.

mod fraction;
mod questions;
mod ties;

pub use fraction::Fraction;
pub use questions::{Leaves, Question, Ranking, Second};

use super::answer::read;
use super::compile::{Compiled, category_leaf, category_of, expected};
use super::matters::essential;
use super::project::{Known, Projection, Role};
use super::store::{Ref, TooLarge};
use crate::model::{Binding, FactId, Facts, KindId, Policy};
use rust_decimal::Decimal;

/// Unknown facts of one setting by what they can still matter to, each list in declaration order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relevance {
    /// To the category, silence being one.
    pub category: Vec<FactId>,
    /// To the days as stated.
    pub days: Vec<FactId>,
    /// To what becomes of an expectation (it does not apply, is met, is not met), by index in the categorisation; those to which none
    /// matters are left out.
    pub expectations: Vec<(usize, Vec<FactId>)>,
    /// To whether something comes besides, by index in the policy; those to which none matters are left out.
    pub also: Vec<(usize, Vec<FactId>)>,
    /// Those that cannot matter to any of it, whatever their values.
    pub nothing: Vec<FactId>,
    /// Those of which it was not worked out, since constraints tie them to too many others. Where there are any, they may be missing in
    /// the lists above.
    pub unproved: Vec<FactId>,
}

/// Something that is said of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aspect {
    Category,
    Days,
    /// By place among the roots.
    Expectation(usize),
    Also(usize),
}

/// What a category brings in days; nothing where there is none.
type Stated = Option<Option<(Binding, Decimal)>>;

/// One setting, while it is looked into.
struct Looking<'c> {
    compiled: &'c Compiled,
    policy: &'c Policy,
    kind: KindId,
    projection: Projection,
    roles: Vec<Role>,
}

impl Compiled {
    /// What the unknown facts of a setting can still matter to; `None` where no completion of them is legal.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn relevance(&self, policy: &Policy, kind: KindId, facts: &Facts) -> Result<Option<Relevance>, TooLarge> {
        self.relevance_without(policy, kind, facts, &[])
    }

    /// The same where some facts will never be known: nothing matters that only tells something together with them.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn relevance_without(
        &self,
        policy: &Policy,
        kind: KindId,
        facts: &Facts,
        never: &[FactId],
    ) -> Result<Option<Relevance>, TooLarge> {
        let Some(mut looking) = Looking::new(self, policy, kind, facts) else { return Ok(None) };
        let levels = self.variables.iter().enumerate().filter(|(_, variable)| never.contains(&variable.fact));
        let open = |level: &usize| looking.roles.get(*level) == Some(&Role::Kept);
        let levels: Vec<usize> = levels.map(|(level, _)| level).filter(open).collect();
        looking.set(&levels, Role::Gathered);
        if looking.root(Aspect::Category)? == Ref::ILLEGAL {
            return Ok(None);
        }
        looking.relevance().map(Some)
    }
}

impl<'c> Looking<'c> {
    /// `None` where a fact has a value that it cannot have.
    fn new(compiled: &'c Compiled, policy: &'c Policy, kind: KindId, facts: &Facts) -> Option<Self> {
        let mut known = vec![Known::NOT; compiled.variables.len()];
        read(&compiled.variables, facts, &mut known)?;
        let roles = known.iter().map(|known| known.region().map_or(Role::Kept, Role::Fixed)).collect();
        let arities = compiled.variables.iter().map(|variable| variable.regions.len()).collect();
        Some(Self { compiled, policy, kind, projection: Projection::new(arities), roles })
    }

    fn relevance(&mut self) -> Result<Relevance, TooLarge> {
        let mut marks = Vec::new();
        for aspect in self.aspects() {
            let root = self.root(aspect)?;
            // What is decided is decided whatever else becomes known.
            if root.value().is_none() {
                let levels = essential(&self.projection, root)?;
                marks.push((aspect, self.roles.iter().enumerate().map(|(level, _)| levels.contains(&level)).collect()));
            }
        }
        let unproved = self.tied(&mut marks)?;
        Ok(self.sorted(&marks, &unproved))
    }

    /// Finds what matters only as constraints tie it to other facts. Gives the levels of which that was not worked out.
    fn tied(&mut self, marks: &mut [(Aspect, Vec<bool>)]) -> Result<Vec<usize>, TooLarge> {
        let mut unproved = Vec::new();
        for tied in ties::ties(self.policy, self.kind, &self.compiled.variables, &self.roles) {
            for untold in ties::untold(&tied) {
                let others: Vec<usize> = tied.iter().copied().filter(|level| !untold.contains(level)).collect();
                for (aspect, found) in &mut *marks {
                    if others.iter().all(|level| found.get(*level) == Some(&true)) {
                        continue;
                    }
                    self.set(&untold, Role::Gathered);
                    let root = self.root(*aspect)?;
                    self.set(&untold, Role::Kept);
                    for level in essential(&self.projection, root)? {
                        found.get_mut(level).into_iter().for_each(|found| *found = true);
                    }
                }
            }
            if tied.len() > ties::MOST_TIED {
                let is_open = |level: &usize| marks.iter().any(|(_, found)| found.get(*level) == Some(&false));
                unproved.extend(tied.into_iter().filter(is_open));
            }
        }
        Ok(unproved)
    }

    fn set(&mut self, levels: &[usize], role: Role) {
        for level in levels {
            self.roles.get_mut(*level).into_iter().for_each(|own| *own = role);
        }
    }

    fn aspects(&self) -> Vec<Aspect> {
        let roots = &self.compiled.roots;
        let expectations = (0..roots.expectations.len()).map(Aspect::Expectation);
        let also = (0..roots.also.len()).map(Aspect::Also);
        [Aspect::Category, Aspect::Days].into_iter().chain(expectations).chain(also).collect()
    }

    /// Something that is said of the setting as a diagram over the facts that are kept, each leaf a set of what is possible.
    fn root(&mut self, aspect: Aspect) -> Result<Ref, TooLarge> {
        let (nodes, roots) = (&self.compiled.nodes, &self.compiled.roots);
        match aspect {
            Aspect::Category => self.projection.project(nodes, &self.roles, roots.outcome),
            Aspect::Days => {
                let outcome = self.projection.project(nodes, &self.roles, roots.outcome)?;
                let (policy, kind) = (self.policy, self.kind);
                self.projection.joined(outcome, Ref::ILLEGAL, &|outcomes, _| days_of(policy, kind, outcomes))
            }
            Aspect::Expectation(at) => {
                let Some((category, state)) = roots.expectations.get(at).copied() else { return Ok(Ref::ILLEGAL) };
                let own = category_leaf(category).value().map_or(0, |value| 1 << value);
                let outcome = self.projection.project(nodes, &self.roles, roots.outcome)?;
                let states = self.projection.beside(nodes, &self.roles, state)?;
                // Where the category is another it does not apply.
                let nothing = |outcomes: u128| if outcomes & !own == 0 { 0 } else { 1 << expected::NOTHING };
                self.projection.joined(outcome, states, &|outcomes, states| states | nothing(outcomes))
            }
            Aspect::Also(at) => {
                let Some((_, holds)) = roots.also.get(at).copied() else { return Ok(Ref::ILLEGAL) };
                self.projection.project(nodes, &self.roles, holds)
            }
        }
    }

    fn sorted(&self, marks: &[(Aspect, Vec<bool>)], unproved: &[usize]) -> Relevance {
        let mut found = Relevance { unproved: self.facts(|level| unproved.contains(&level)), ..Relevance::default() };
        let roots = &self.compiled.roots;
        for (aspect, levels) in marks {
            let facts = self.facts(|level| levels.get(level) == Some(&true));
            match aspect {
                Aspect::Category => found.category = facts,
                Aspect::Days => found.days = facts,
                Aspect::Expectation(at) if !facts.is_empty() => found.expectations.push((*at, facts)),
                Aspect::Also(at) if !facts.is_empty() => {
                    found.also.extend(roots.also.get(*at).map(|(index, _)| (*index, facts)));
                }
                Aspect::Expectation(_) | Aspect::Also(_) => {}
            }
        }
        let any = |level: usize| marks.iter().any(|(_, levels)| levels.get(level) == Some(&true));
        found.nothing = self.facts(|level| !any(level) && !unproved.contains(&level));
        found
    }

    /// The unknown facts of some levels, as declared.
    fn facts(&self, wanted: impl Fn(usize) -> bool) -> Vec<FactId> {
        let levels = self.compiled.variables.iter().enumerate().zip(&self.roles);
        let unknown = levels.filter(|((level, _), role)| **role == Role::Kept && wanted(*level));
        let mut facts: Vec<FactId> = unknown.map(|((_, variable), _)| variable.fact).collect();
        facts.sort_unstable();
        facts
    }
}

/// The days that outcomes bring, each as the least outcome that brings the same.
fn days_of(policy: &Policy, kind: KindId, outcomes: u128) -> u128 {
    let stated = |outcome: u32| -> Stated { policy.allocation(kind, category_of(outcome)?).map(|one| one.stated()) };
    let bits = |set: u128| (0..u128::BITS).filter(move |bit| set >> bit & 1 == 1);
    let first = |outcome: u32| (0..outcome).find(|other| stated(*other) == stated(outcome)).unwrap_or(outcome);
    bits(outcomes).fold(0, |days, outcome| days | 1 << first(outcome))
}
