//! The way in which a kind of setting is answered, by how large the policy is.

use super::Apart;
use crate::diagram::answer::{Exact, Scratch};
use crate::diagram::compile::Compiled;
use crate::diagram::regions::Regions;
use crate::diagram::store::{NODE_LIMIT, TooLarge, WHOLE_LIMIT};
use crate::diagram::walks::Walkable;
use crate::model::{FactId, Facts, KindId, Policy};
use jiff::civil::Date;

/// See [`Limits::patience`].
const PATIENCE: usize = 500;

/// One kind of setting of a policy on one assessment date, ready to be answered exactly.
///
/// Most policies are one diagram, compiled once. Where that would pass the limit of nodes, the strands are kept apart and
/// each setting is looked up in all of them; where even a strand would, each setting is compiled by itself, after what it
/// has told is put in. The answers are the same whichever way.
#[derive(Debug)]
pub struct Answerer<'p> {
    policy: &'p Policy,
    kind: KindId,
    on: Date,
    limits: Limits,
    size: Size,
}

/// How large diagrams may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Nodes of the diagram of a whole policy, while it is built.
    pub whole: usize,
    /// Nodes of the diagrams of its strands, all in all.
    pub apart: usize,
    /// Those of a single setting.
    pub setting: usize,
    /// Steps that a question about strands apart may take before it is put more simply.
    pub patience: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { whole: WHOLE_LIMIT, apart: NODE_LIMIT, setting: NODE_LIMIT, patience: PATIENCE }
    }
}

#[derive(Debug)]
enum Size {
    Whole(Box<Compiled>),
    Apart(Box<Apart>),
    BySetting(TooLarge),
}

impl<'p> Answerer<'p> {
    /// Compiles a policy without errors for a kind of setting as far as the limits allow.
    ///
    /// # Errors
    /// [`TooLarge::Categories`].
    pub fn new(policy: &'p Policy, kind: KindId, on: Date, limits: Limits) -> Result<Self, TooLarge> {
        let size = match Compiled::within(policy, kind, on, limits.whole) {
            Ok(compiled) => Size::Whole(Box::new(compiled)),
            Err(TooLarge::Categories(most)) => return Err(TooLarge::Categories(most)),
            Err(_) => match Apart::new(policy, kind, on, None, limits) {
                Ok(Some(apart)) => Size::Apart(Box::new(apart)),
                Ok(None) => Size::BySetting(TooLarge::Diagram(limits.apart)),
                Err(why) => Size::BySetting(why),
            },
        };
        Ok(Self { policy, kind, on, limits, size })
    }

    /// The one diagram of all settings, where that is within the limit.
    #[must_use]
    pub fn compiled(&self) -> Option<&Compiled> {
        match &self.size {
            Size::Whole(compiled) => Some(compiled),
            Size::Apart(_) | Size::BySetting(_) => None,
        }
    }

    /// What becomes of every setting, to be walked, where that is not worked out for each setting by itself.
    #[must_use]
    pub fn walkable(&self) -> Option<Walkable<'_>> {
        match &self.size {
            // An order of facts is no region that a change or a reason could be told in.
            _ if self.ordered().is_some() => None,
            Size::Whole(compiled) => Some(Walkable::whole(compiled)),
            Size::Apart(apart) => Some(Walkable::apart(apart)),
            Size::BySetting(_) => None,
        }
    }

    /// The regions of a fact's values, for a fact of this kind, where settings are not worked out each by itself.
    #[must_use]
    pub fn regions(&self, fact: FactId) -> Option<&Regions> {
        match &self.size {
            Size::Whole(compiled) => compiled.regions(fact),
            Size::Apart(apart) => apart.variables.iter().find(|one| one.fact == fact).map(|one| &one.regions),
            Size::BySetting(_) => None,
        }
    }

    /// The exact answer.
    ///
    /// # Errors
    /// Where this setting passes a limit.
    pub fn answer(&self, scratch: &mut Scratch, facts: &Facts) -> Result<Exact, TooLarge> {
        match &self.size {
            Size::Whole(compiled) => match compiled.answer(scratch, facts) {
                Err(TooLarge::NotFinite(_)) => self.by_setting(&mut Scratch::default(), facts),
                answer => answer,
            },
            Size::Apart(apart) => match apart.answer(scratch, facts) {
                Err(TooLarge::NotFinite(_)) => self.by_setting(&mut Scratch::default(), facts),
                answer => answer,
            },
            Size::BySetting(_) => self.by_setting(scratch, facts),
        }
    }

    fn by_setting(&self, scratch: &mut Scratch, facts: &Facts) -> Result<Exact, TooLarge> {
        match Apart::new(self.policy, self.kind, self.on, Some(facts), self.limits)? {
            Some(apart) => apart.answer(scratch, facts),
            None => Ok(Exact { impossible: true, ..Exact::default() }),
        }
    }

    /// A fact that is compared with others so that its regions stand for no more than an order, if there is one.
    #[must_use]
    pub fn ordered(&self) -> Option<FactId> {
        match &self.size {
            Size::Whole(compiled) => compiled.ordered(),
            Size::Apart(apart) => apart.ordered(),
            Size::BySetting(_) => None,
        }
    }

    /// Facts that are compared or added up so that they cannot be worked out for all settings together, where that is so.
    #[must_use]
    pub const fn not_finite(&self) -> Option<[FactId; 2]> {
        match &self.size {
            Size::BySetting(TooLarge::NotFinite(facts)) => Some(*facts),
            Size::Whole(_) | Size::Apart(_) | Size::BySetting(_) => None,
        }
    }
}
