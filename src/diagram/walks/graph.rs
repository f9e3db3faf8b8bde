//! What is walked: one diagram, or several as if they were one.

use crate::diagram::apart::Product;
use crate::diagram::store::{Nodes, Ref};

/// Nodes and where their arrows lead.
#[derive(Clone, Copy, Debug)]
pub(super) enum Graph<'c> {
    /// One diagram of everything.
    Whole(&'c Nodes),
    /// Strands kept apart.
    Apart(&'c Product<'c>),
}

impl Graph<'_> {
    /// The fact that a node asks for, by level; none for a leaf.
    pub(super) fn level(self, at: Ref) -> Option<usize> {
        match self {
            Self::Whole(nodes) => nodes.level(at),
            Self::Apart(product) => product.level(at),
        }
    }

    /// Where a node's arrow for a region leads.
    pub(super) fn child(self, at: Ref, region: usize) -> Ref {
        match self {
            Self::Whole(nodes) => nodes.child(at, region),
            Self::Apart(product) => product.child(at, region),
        }
    }

    /// Whether it has grown past its limit: nothing that was followed since then counts.
    pub(super) fn is_full(self) -> bool {
        match self {
            Self::Whole(_) => false,
            Self::Apart(product) => product.is_full(),
        }
    }
}
