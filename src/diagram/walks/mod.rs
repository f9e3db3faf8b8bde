//! Walks that explain: the nearest changes, and the reasons that are smallest.
//!
//! Both are exact over every legal completion of the unknown facts. Changes are the cheapest paths through the diagram, walked in
//! all those completions at once (the subset construction); the smallest reason is one too, where at each fact the walk
//! either keeps it as it is or goes wherever it might lead.

mod bounds;
mod change;
mod graph;
mod levels;
mod reason;
mod walk;

pub use change::{Change, Changed, Changes, Nearest, Reach, Values};
pub use reason::{Smallest, Weight};
pub use walk::Goal;

use super::apart::{Apart, Product};
use super::compile::{Compiled, Variable};
use super::store::Ref;
use graph::Graph;

/// What becomes of the settings of one kind, to be walked.
#[derive(Clone, Copy, Debug)]
pub struct Paths<'c> {
    variables: &'c [Variable],
    graph: Graph<'c>,
    root: Ref,
}

/// A kind of setting ready to be walked: one diagram, or strands apart, whose combination is made as far as walks come.
#[derive(Debug)]
pub struct Walkable<'a>(Ways<'a>);

#[derive(Debug)]
enum Ways<'a> {
    Whole(&'a Compiled),
    Apart(Product<'a>),
}

impl<'a> Walkable<'a> {
    pub(super) const fn whole(compiled: &'a Compiled) -> Self {
        Self(Ways::Whole(compiled))
    }

    pub(super) fn apart(apart: &'a Apart) -> Self {
        Self(Ways::Apart(Product::new(apart)))
    }

    /// What becomes of every setting.
    #[must_use]
    pub fn paths(&self) -> Paths<'_> {
        match &self.0 {
            Ways::Whole(compiled) => compiled.paths(),
            Ways::Apart(product) => {
                Paths { variables: &product.apart.variables, graph: Graph::Apart(product), root: product.root() }
            }
        }
    }
}

impl Compiled {
    /// What becomes of every setting.
    #[must_use]
    pub fn paths(&self) -> Paths<'_> {
        Paths { variables: &self.variables, graph: Graph::Whole(&self.nodes), root: self.roots.outcome }
    }
}
