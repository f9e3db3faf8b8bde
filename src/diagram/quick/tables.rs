//! What small diagrams lead to, in tables.

use super::layers::Layers;
use crate::diagram::compile::{Compiled, Variable};
use crate::diagram::project::Known;
use crate::diagram::store::{Nodes, Ref};

/// Entries that one table may have.
const ENTRY_LIMIT: usize = 1 << 14;

/// The entry of what is illegal.
const ILLEGAL: u16 = u16::MAX;

/// Where a setting of which everything is known is led by a diagram.
#[derive(Clone, Debug)]
pub(super) enum Look {
    /// The sum of each level's region times its stride is the index of the leaf's value.
    Table { strides: Vec<(usize, usize)>, values: Vec<u16> },
    /// It is too large for a table.
    Walk(Ref),
}

impl Look {
    /// As a table, where that is small.
    pub(super) fn new(nodes: &Nodes, variables: &[Variable], root: Ref) -> Self {
        Self::table(nodes, variables, root).unwrap_or(Self::Walk(root))
    }

    fn table(nodes: &Nodes, variables: &[Variable], root: Ref) -> Option<Self> {
        let layers = Layers::new(nodes, variables, 0, vec![root])?;
        let mut size = layers.layers.iter().try_fold(1_usize, |size, layer| size.checked_mul(layer.columns))?;
        if size > ENTRY_LIMIT {
            return None;
        }
        let mut strides = Vec::new();
        let mut places = vec![0];
        for layer in &layers.layers {
            size /= layer.columns.max(1);
            strides.extend(layer.levels.iter().map(|level| (*level, size)));
            places = places.into_iter().flat_map(|place: u32| layer.arrows(place as usize)).copied().collect();
        }
        let value = |place: u32| match layers.leaves.get(place as usize) {
            Some(&Ref::ILLEGAL) => Some(ILLEGAL),
            leaf => u16::try_from(leaf?.value()?).ok().filter(|value| *value != ILLEGAL),
        };
        Some(Self::Table { strides, values: places.into_iter().map(value).collect::<Option<_>>()? })
    }
}

impl Compiled {
    /// The value of the leaf; none where that is illegal or a fact is unknown.
    pub(super) fn look(&self, look: &Look, known: &[Known]) -> Option<u32> {
        match look {
            Look::Table { strides, values } => {
                let mut at = 0;
                for (level, stride) in strides {
                    at += known.get(*level)?.region_if_any() * stride;
                }
                values.get(at).copied().filter(|value| *value != ILLEGAL).map(u32::from)
            }
            Look::Walk(root) => self.leaf(known, *root),
        }
    }

    /// The value of the leaf that a walk leads to; none where that is illegal or a fact is unknown.
    pub(super) fn leaf(&self, known: &[Known], mut at: Ref) -> Option<u32> {
        while let Some(level) = self.nodes.level(at) {
            at = self.nodes.child(at, known.get(level)?.region()?);
        }
        at.value().filter(|_| at != Ref::ILLEGAL)
    }
}
