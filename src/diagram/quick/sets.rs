//! What the answer of a setting with unknown facts rests on: a walk over the sets of places that it may be in.
//!
//! An unknown fact leads to many places at once, an assumed one to a set for each of its columns (the subset
//! construction). Back from the leaves, sets are alike if each column leads to sets that are; the assumed facts of a layer
//! matter if the columns of some set there lead to sets that are not.

use super::layers::{Layer, Layers, Letter};
use crate::diagram::compile::Compiled;
use crate::diagram::project::Known;
use crate::diagram::store::Ref;
use crate::model::FactId;

/// Sets that one layer may have. They are found by looking through all, so there should not be many.
const SET_LIMIT: usize = 200;

/// Room to work in.
#[derive(Debug, Default)]
pub(super) struct Sets {
    ahead: Vec<Ref>,
    seen: Vec<Ref>,
    /// The sets before a layer and after it; place `n` is bit `n`.
    here: Vec<u64>,
    next: Vec<u64>,
    /// Where the columns of one set lead to.
    columns: Vec<u64>,
    /// Layer by layer, set by set, column by column: the index of the set that it leads to.
    links: Vec<u16>,
    /// For each layer, its sets and the columns of each.
    sizes: Vec<(usize, usize)>,
    classes: Vec<u16>,
    fresh: Vec<u16>,
    matter: Vec<bool>,
}

impl Sets {
    /// The assumed facts that the answer depends on, in declaration order; none where that is to be worked out another way.
    pub(super) fn rests_on(&mut self, compiled: &Compiled, layers: &Layers, known: &[Known]) -> Option<Vec<FactId>> {
        if !layers.are_narrow {
            return None;
        }
        let start = self.start(compiled, layers, known)?;
        self.here.clear();
        self.here.push(start);
        self.links.clear();
        self.sizes.clear();
        for layer in &layers.layers {
            self.lead(layer, layer.letter(known));
            if self.here.len() > SET_LIMIT {
                return None;
            }
        }
        self.look_back();
        Some(layers.facts(known, &self.matter))
    }

    /// The places where the first facts can lead.
    fn start(&mut self, compiled: &Compiled, layers: &Layers, known: &[Known]) -> Option<u64> {
        let nodes = &compiled.nodes;
        let mut start = 0;
        self.seen.clear();
        self.ahead.clear();
        self.ahead.push(compiled.roots.outcome);
        while let Some(at) = self.ahead.pop() {
            let Some(level) = nodes.level(at).filter(|level| *level < layers.first) else {
                if at != Ref::ILLEGAL {
                    start |= 1 << layers.entry(at)?;
                }
                continue;
            };
            match *known.get(level)? {
                Known::NOT if self.seen.contains(&at) => {}
                Known::NOT if self.seen.len() >= SET_LIMIT => return None,
                Known::NOT => {
                    self.seen.push(at);
                    self.ahead.extend_from_slice(nodes.children(at, compiled.variables.get(level)?.regions.len()));
                }
                told => self.ahead.push(nodes.child(at, told.told()?)),
            }
        }
        Some(start)
    }

    /// Goes on from the sets before a layer to those after it.
    fn lead(&mut self, layer: &Layer, letter: Letter) {
        self.next.clear();
        for set in &self.here {
            self.columns.clear();
            self.columns.resize(letter.free + 1, 0);
            let mut left = *set;
            while left != 0 {
                let arrows = layer.arrows(left.trailing_zeros() as usize).get(letter.low..).unwrap_or(&[]);
                left &= left - 1;
                for (column, to) in self.columns.iter_mut().zip(arrows.windows(letter.gathered + 1)) {
                    to.iter().for_each(|to| *column |= 1 << to);
                }
            }
            for column in &self.columns {
                let at = self.next.iter().position(|known| known == column).unwrap_or_else(|| {
                    self.next.push(*column);
                    self.next.len() - 1
                });
                self.links.push(u16::try_from(at).unwrap_or(u16::MAX));
            }
        }
        self.sizes.push((self.here.len(), self.columns.len()));
        std::mem::swap(&mut self.here, &mut self.next);
    }

    /// Tells sets apart from the last layer to the first, and notes which layers' facts matter.
    fn look_back(&mut self) {
        self.matter.clear();
        self.matter.resize(self.sizes.len(), false);
        // Sets of leaves are all different.
        self.classes.clear();
        self.classes.extend((0..self.here.len()).filter_map(|at| u16::try_from(at).ok()));
        let mut end = self.links.len();
        for ((sets, columns), matters) in self.sizes.iter().zip(&mut self.matter).rev() {
            let from = end - sets * columns;
            let Some(links) = self.links.get_mut(from..end) else { return };
            end = from;
            for link in links.iter_mut() {
                *link = self.classes.get(usize::from(*link)).copied().unwrap_or(0);
            }
            if *columns == 1 {
                self.classes.clear();
                self.classes.extend_from_slice(links);
                continue;
            }
            self.fresh.clear();
            for set in links.chunks_exact(*columns) {
                *matters |= set.iter().any(|class| Some(class) != set.first());
                let class = links.chunks_exact(*columns).position(|other| other == set).unwrap_or(0);
                self.fresh.push(u16::try_from(class).unwrap_or(0));
            }
            std::mem::swap(&mut self.classes, &mut self.fresh);
        }
    }
}
