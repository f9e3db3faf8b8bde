//! What need not be looked at: strands that say the same on both sides become one number, the most that any of them gives, and the
//! facts that nothing else asks for go.
//!
//! A diagram's leaves are here sets of categories, as bits: all that can be come to with what is left of the facts. What cannot be comes
//! to none of them. Facts are taken away one by one, each after the diagrams that ask for it are combined (bucket elimination: Dechter,
//! "Bucket elimination: a unifying framework for reasoning", 1999).

use crate::diagram::store::{Builder, Ref, TooLarge};
use std::collections::BTreeSet;

/// Categories, silence among them, of which sets can be leaves.
pub(super) const MOST: usize = 30;

/// A diagram, and the levels that it asks for.
type Asked = (Ref, BTreeSet<usize>);

/// The set of one category.
pub(super) fn only(leaf: usize) -> Ref {
    u32::try_from(leaf).ok().and_then(|leaf| 1_u32.checked_shl(leaf)).map_or(Ref::FALSE, Ref::leaf)
}

/// All that these diagrams can come to together, the more intensive counting, over the levels that stay.
pub(super) fn combined(builder: &mut Builder, of: Vec<Ref>, stays: &dyn Fn(usize) -> bool) -> Result<Ref, TooLarge> {
    let mut open: Vec<Asked> = of.into_iter().map(|root| (root, builder.asked(root))).collect();
    while let Some(level) = next(&open, stays) {
        let (with, without): (Vec<Asked>, Vec<Asked>) = open.into_iter().partition(|(_, asked)| asked.contains(&level));
        let all = together(builder, with.into_iter().map(|(root, _)| root))?;
        let root = builder.free_of(all, level, &join)?;
        open = without;
        open.push((root, builder.asked(root)));
    }
    together(builder, open.into_iter().map(|(root, _)| root))
}

/// Of the levels that go, that after which the fewest others are asked for together.
fn next(open: &[Asked], stays: &dyn Fn(usize) -> bool) -> Option<usize> {
    let levels: BTreeSet<usize> = open.iter().flat_map(|(_, asked)| asked).copied().filter(|level| !stays(*level)).collect();
    levels.into_iter().min_by_key(|level| {
        let with = open.iter().filter(|(_, asked)| asked.contains(level));
        with.flat_map(|(_, asked)| asked).collect::<BTreeSet<_>>().len()
    })
}

fn together(builder: &mut Builder, all: impl Iterator<Item = Ref>) -> Result<Ref, TooLarge> {
    let mut made = only(0);
    for one in all {
        made = builder.apply(one, made, &most)?;
    }
    Ok(made)
}

/// What either can come to.
pub(super) fn join(one: Ref, other: Ref) -> Option<Ref> {
    if one == other {
        return Some(one);
    }
    Some(Ref::leaf(one.value()? | other.value()?))
}

/// The more intensive of what one and what the other can come to.
fn most(one: Ref, other: Ref) -> Option<Ref> {
    match (one.value(), other.value()) {
        (Some(0), _) | (_, Some(0)) => Some(Ref::leaf(0)),
        (Some(1), _) => Some(other),
        (_, Some(1)) => Some(one),
        (Some(one), Some(other)) => {
            // Those of one that are no less than the least of the other.
            let from = |least: u32| !0_u32 << least.trailing_zeros();
            Some(Ref::leaf(one & from(other) | other & from(one)))
        }
        (None, _) | (_, None) => None,
    }
}
