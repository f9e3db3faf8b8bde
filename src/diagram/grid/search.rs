//! Whether some blocks leave nothing of another over.
//!
//! Column by column the other is cut where the blocks are, and each part is asked about in turn, as in the test of a tautology in logic
//! minimisation (Brayton and others, "Logic Minimization Algorithms for VLSI Synthesis", 1984, chapter 4). Three things keep the search
//! short in tables as they are written: of parts in which fewer blocks are left than in another only the emptier is asked about; blocks too
//! small to fill a part together are known to leave some of it; and what was found full is not asked about again.

use super::bits::Bits;
use super::block::Block;
use crate::diagram::store::TooLarge;
use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashSet};

/// Parts that one search may ask about.
const STEPS: usize = 100_000;

/// A part of a block that is in none of the others; `None` where they leave nothing of it over.
pub(super) fn left_over(of: &Block, by: &[&Block]) -> Result<Option<Block>, TooLarge> {
    if of.is_empty() || by.iter().any(|block| of.is_within(block)) {
        return Ok(None);
    }
    let blocks: Vec<Block> = by.iter().filter(|block| block.meets(of)).map(|block| block.and(of)).collect();
    let columns = of.0.iter().enumerate().map(|(at, cell)| Cut::new(at, cell, &blocks)).collect();
    let every: Vec<usize> = (0..of.0.len()).collect();
    let mut search = Search {
        columns,
        sizes: sizes(&blocks),
        apart: OnceCell::new(),
        blocks,
        full: HashSet::new(),
        left: STEPS,
        found: of.clone(),
    };
    let found = search.within(&Bits::those(search.blocks.len(), |_| true), &every)?;
    Ok(found.then_some(search.found))
}

/// A column, cut where the blocks are.
struct Cut {
    /// The pieces: regions that the same blocks have, and those blocks.
    pieces: Vec<(Bits, Bits)>,
    /// The blocks that have all of the column.
    whole: Bits,
    size: usize,
}

impl Cut {
    fn new(at: usize, cell: &Bits, blocks: &[Block]) -> Self {
        let cells: Vec<&Bits> = blocks.iter().filter_map(|block| block.0.get(at)).collect();
        let mut pieces: BTreeMap<Bits, Bits> = BTreeMap::new();
        for region in cell.places() {
            let holders = Bits::those(blocks.len(), |one| cells.get(one).is_some_and(|cell| cell.contains(region)));
            pieces.entry(holders).or_insert_with(|| cell.without(cell)).insert(region);
        }
        let pieces = pieces.into_iter().map(|(holders, regions)| (regions, holders)).collect();
        let whole = Bits::those(blocks.len(), |one| cells.get(one).is_some_and(|one| cell.is_within(one)));
        Self { pieces, whole, size: cell.len() }
    }
}

/// How many regions each block has in each column.
fn sizes(blocks: &[Block]) -> Vec<Vec<u128>> {
    blocks.iter().map(|block| block.0.iter().map(|cell| cell.len() as u128).collect()).collect()
}

struct Search {
    columns: Vec<Cut>,
    sizes: Vec<Vec<u128>>,
    blocks: Vec<Block>,
    /// Whether no two of them meet.
    apart: OnceCell<bool>,
    /// What was found to leave nothing over: the blocks, where the columns they do not fill follow from them.
    full: HashSet<(Vec<usize>, Bits)>,
    left: usize,
    /// What was found, as far as it is narrower than all.
    found: Block,
}

impl Search {
    /// Whether these blocks leave something over in these columns.
    fn within(&mut self, active: &Bits, columns: &[usize]) -> Result<bool, TooLarge> {
        if active.is_empty() {
            return Ok(true);
        }
        let whole = |search: &Self, at: &usize| {
            search.columns.get(*at).map(|cut| active.without(&cut.whole)).filter(|part| !part.is_empty())
        };
        let open: Vec<(usize, Bits)> = columns.iter().filter_map(|at| Some((*at, whole(self, at)?))).collect();
        let partial = open.iter().fold(Bits::none(self.sizes.len()), |all, (_, part)| all.or(part));
        if !active.is_within(&partial) {
            return Ok(false);
        }
        let key: (Vec<usize>, Bits) = (open.iter().map(|(at, _)| *at).collect::<Vec<_>>(), active.clone());
        if self.full.contains(&key) || self.fill(active, &key.0) == Some(Ordering::Equal) && self.are_apart() {
            return Ok(false);
        }
        self.left = self.left.checked_sub(1).ok_or(TooLarge::Answer(STEPS))?;
        let Some(split) = self.split(&open) else { return Ok(false) };
        let rest: Vec<usize> = key.0.iter().copied().filter(|at| *at != split).collect();
        for (regions, left) in self.parts(split, active, &rest) {
            if self.within(&left, &rest)? {
                self.found = self.found.with(split, regions);
                return Ok(true);
            }
        }
        self.full.insert(key);
        Ok(false)
    }

    /// The column in which most blocks have not everything; of several the one with the fewest pieces.
    fn split(&self, open: &[(usize, Bits)]) -> Option<usize> {
        let pieces = |at: usize| self.columns.get(at).map_or(0, |cut| cut.pieces.len());
        open.iter().max_by_key(|(at, part)| (part.len(), Reverse(pieces(*at)), Reverse(*at))).map(|(at, _)| *at)
    }

    /// The parts of a column that are to be asked about: what has more blocks than another part is left out, for it is full where
    /// that is. Those that the blocks are too small to fill come first.
    fn parts(&self, column: usize, active: &Bits, rest: &[usize]) -> Vec<(Bits, Bits)> {
        let pieces = self.columns.get(column).map_or(&[][..], |cut| &cut.pieces);
        let mut all: Vec<(Bits, Bits)> = pieces.iter().map(|(regions, holders)| (regions.clone(), holders.and(active))).collect();
        all.sort_by_cached_key(|(_, left)| left.len());
        let mut kept: Vec<(Bits, Bits)> = Vec::new();
        for (regions, left) in all {
            if let Some((same, _)) = kept.iter_mut().find(|(_, other)| *other == left) {
                *same = same.or(&regions);
            } else if !kept.iter().any(|(_, fewer)| fewer.is_within(&left)) {
                kept.push((regions, left));
            }
        }
        kept.sort_by_cached_key(|(_, left)| self.fill(left, rest) != Some(Ordering::Less));
        kept
    }

    fn are_apart(&self) -> bool {
        let meets = |(at, one): (usize, &Block)| self.blocks.iter().skip(at + 1).any(|other| other.meets(one));
        *self.apart.get_or_init(|| !self.blocks.iter().enumerate().any(meets))
    }

    /// How much is in some blocks, those that meet counted twice, against how much there is in these columns.
    fn fill(&self, blocks: &Bits, columns: &[usize]) -> Option<Ordering> {
        let product =
            |of: &dyn Fn(usize) -> Option<u128>| columns.iter().try_fold(1u128, |product, at| product.checked_mul(of(*at)?));
        let all = product(&|at| self.columns.get(at).map(|cut| cut.size as u128))?;
        let mut filled = 0u128;
        for block in blocks.places() {
            let sizes = self.sizes.get(block)?;
            filled = filled.saturating_add(product(&|at| sizes.get(at).copied())?);
        }
        Some(filled.cmp(&all))
    }
}
