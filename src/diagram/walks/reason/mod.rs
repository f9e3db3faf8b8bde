//! Facts that alone make a setting what it is.

mod any;
mod smallest;

pub use smallest::{Smallest, Weight};

use super::Paths;
use super::graph::Graph;
use super::levels::{Level, levels};
use super::walk::{Goal, Of, Role, Walk};
use crate::diagram::project::{self, STEP_LIMIT};
use crate::diagram::store::TooLarge;
use crate::model::{FactId, Facts, Policy};

/// Steps that the search for one reason may take: it walks the diagram once for every fact.
const LIMIT: usize = 10 * STEP_LIMIT;

impl Paths<'_> {
    /// Of these facts some that alone lead to what is wanted, whatever all others are, and none of which can be left out
    /// (Shih, Choi and Darwiche 2018; Darwiche and Hirth 2020): a subset-minimal sufficient reason, in the order given.
    /// Facts are tried to be left out from the first on, so those that had best stay stand last. `None` where all of
    /// them together do not lead there, or where it would take too many steps.
    #[must_use]
    pub fn minimal_reason(&self, policy: &Policy, facts: &Facts, goal: Goal, of: &[FactId]) -> Option<Vec<FactId>> {
        let levels = levels(self, policy, facts)?;
        let mut enough = Enough { paths: *self, goal, walk: Walk::new(self, goal, Of::All, LIMIT), left: LIMIT };
        let mut roles = kept(&levels, of);
        if !enough.are(&roles).ok()? {
            return None;
        }
        let mut reason = Vec::new();
        for fact in of {
            let Some(at) = levels.iter().position(|level| level.fact == *fact && level.now.is_some()) else { continue };
            let role = roles.get_mut(at)?;
            let stayed = std::mem::replace(role, Role::Any);
            if !enough.are(&roles).ok()? {
                *roles.get_mut(at)? = stayed;
                reason.push(*fact);
            }
        }
        Some(reason)
    }
}

/// Says whether facts that are kept are enough.
struct Enough<'c> {
    paths: Paths<'c>,
    goal: Goal,
    walk: Walk<'c>,
    left: usize,
}

impl Enough<'_> {
    fn are(&mut self, roles: &[Role]) -> Result<bool, TooLarge> {
        // To walk strands that are kept apart with most facts free would combine them all.
        let Graph::Apart(product) = self.paths.graph else { return self.walk.all_lead_there(roles) };
        let role = |role: &Role| if let Role::In(region) = role { project::Role::Fixed(*region) } else { project::Role::Kept };
        let roles: Vec<project::Role> = roles.iter().map(role).collect();
        let (from, to) = self.goal.ends();
        let (are, steps) = product.apart.all_come_to(&roles, from, to)?;
        self.left = self.left.checked_sub(steps).ok_or(TooLarge::Answer(LIMIT))?;
        Ok(are)
    }
}

/// These facts stay as they are, and all others may be anything.
fn kept(levels: &[Level<'_>], facts: &[FactId]) -> Vec<Role> {
    levels.iter().map(|level| if facts.contains(&level.fact) { level.as_it_is() } else { Role::Any }).collect()
}
