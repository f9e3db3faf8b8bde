//! Facts that alone make a setting what it is.

use super::levels::levels;
use super::walk::{Goal, Role, Walk};
use crate::diagram::compile::Compiled;
use crate::diagram::project::STEP_LIMIT;
use crate::model::{FactId, Facts, Policy};

/// Steps that the search for one reason may take: it walks the diagram once for every fact.
const LIMIT: usize = 10 * STEP_LIMIT;

impl Compiled {
    /// Of these facts some that alone lead to what is wanted, whatever all others are, and none of which can be left out
    /// (Shih, Choi and Darwiche 2018; Darwiche and Hirth 2020): a subset-minimal sufficient reason, in the order given.
    /// Facts are tried to be left out from the first on, so those that had best stay stand last. `None` where all of
    /// them together do not lead there, or where it would take too many steps.
    #[must_use]
    pub fn reason(&self, policy: &Policy, facts: &Facts, goal: Goal, of: &[FactId]) -> Option<Vec<FactId>> {
        let levels = levels(self, policy, facts)?;
        let mut walk = Walk::new(self, goal, LIMIT);
        let kept = |fact: FactId| of.contains(&fact);
        let mut roles: Vec<Role> =
            levels.iter().map(|level| if kept(level.fact) { level.as_it_is() } else { Role::Any }).collect();
        if !walk.all_lead_there(&roles).ok()? {
            return None;
        }
        let mut reason = Vec::new();
        for fact in of {
            let Some(at) = levels.iter().position(|level| level.fact == *fact && level.now.is_some()) else { continue };
            let role = roles.get_mut(at)?;
            let stayed = std::mem::replace(role, Role::Any);
            if !walk.all_lead_there(&roles).ok()? {
                *roles.get_mut(at)? = stayed;
                reason.push(*fact);
            }
        }
        Some(reason)
    }
}
