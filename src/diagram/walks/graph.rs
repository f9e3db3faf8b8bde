//! What is walked: one diagram.

use crate::diagram::store::{Nodes, Ref};

/// Nodes and where their arrows lead.
#[derive(Clone, Copy, Debug)]
pub(super) enum Graph<'c> {
    /// One diagram of everything.
    Whole(&'c Nodes),
}

impl Graph<'_> {
    /// The fact that a node asks for, by level; none for a leaf.
    pub(super) fn level(self, at: Ref) -> Option<usize> {
        match self {
            Self::Whole(nodes) => nodes.level(at),
        }
    }

    /// Where a node's arrow for a region leads.
    pub(super) fn child(self, at: Ref, region: usize) -> Ref {
        match self {
            Self::Whole(nodes) => nodes.child(at, region),
        }
    }

    /// A node's own number; none for a leaf.
    pub(super) fn place(self, at: Ref) -> Option<usize> {
        match self {
            Self::Whole(nodes) => nodes.place(at),
        }
    }
}
