//! Walks that explain: the nearest changes, and the reasons that are smallest.
//!
//! Both are exact over every legal completion of the unknown facts. Changes are the cheapest paths through the diagram, walked in
//! all those completions at once (the subset construction); the smallest reason is one too, where at each fact the walk
//! either keeps it as it is or goes wherever it might lead.

mod change;
mod graph;
mod levels;
mod reason;
mod walk;

pub use change::{Change, Changed, Changes, Nearest, Reach, Values};
pub use reason::{Smallest, Weight};
pub use walk::Goal;

use super::compile::{Compiled, Variable};
use super::store::Ref;
use graph::Graph;

/// What becomes of the settings of one kind, to be walked.
#[derive(Clone, Copy, Debug)]
pub struct Outcomes<'c> {
    variables: &'c [Variable],
    graph: Graph<'c>,
    root: Ref,
}

impl Compiled {
    /// What becomes of every setting.
    #[must_use]
    pub fn outcomes(&self) -> Outcomes<'_> {
        Outcomes { variables: &self.variables, graph: Graph::Whole(&self.nodes), root: self.roots.outcome }
    }
}
