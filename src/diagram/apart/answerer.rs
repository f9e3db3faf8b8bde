//! The way in which a kind of setting is answered, by how large the policy is.

use super::Apart;
use crate::diagram::answer::{Exact, Scratch, read};
use crate::diagram::compile::Compiled;
use crate::diagram::project::Known;
use crate::diagram::store::{NODE_LIMIT, TooLarge, WHOLE_LIMIT};
use crate::model::{Facts, KindId, Policy};
use jiff::civil::Date;

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

/// Nodes that diagrams may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The diagram of a whole policy.
    pub whole: usize,
    /// The diagrams of its strands, one with another.
    pub apart: usize,
    /// Those of a single setting.
    pub setting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { whole: WHOLE_LIMIT, apart: NODE_LIMIT, setting: NODE_LIMIT }
    }
}

#[derive(Debug)]
enum Size {
    Whole(Box<Compiled>),
    Apart(Box<Apart>),
    BySetting,
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
            Err(_) => match Apart::new(policy, kind, on, None, limits.apart) {
                Ok(Some(apart)) => Size::Apart(Box::new(apart)),
                Ok(None) | Err(_) => Size::BySetting,
            },
        };
        Ok(Self { policy, kind, on, limits, size })
    }

    /// The one diagram of all settings, where that is within the limit.
    #[must_use]
    pub fn compiled(&self) -> Option<&Compiled> {
        match &self.size {
            Size::Whole(compiled) => Some(compiled),
            Size::Apart(_) | Size::BySetting => None,
        }
    }

    /// The exact answer.
    ///
    /// # Errors
    /// Where this setting passes a limit.
    pub fn answer(&self, scratch: &mut Scratch, facts: &Facts) -> Result<Exact, TooLarge> {
        let impossible = || Exact { impossible: true, ..Exact::default() };
        match &self.size {
            Size::Whole(compiled) => compiled.answer(scratch, facts),
            Size::Apart(apart) => {
                let mut known = vec![Known::NOT; apart.variables.len()];
                if read(&apart.variables, facts, &mut known).is_none() { Ok(impossible()) } else { apart.exact(&known) }
            }
            Size::BySetting => {
                let setting = Apart::new(self.policy, self.kind, self.on, Some(facts), self.limits.setting)?;
                let Some(apart) = setting else { return Ok(impossible()) };
                let mut known = vec![Known::NOT; apart.variables.len()];
                if read(&apart.variables, facts, &mut known).is_none() { Ok(impossible()) } else { apart.exact(&known) }
            }
        }
    }
}
