//! Diagrams combined one after another, each fact taken away as soon as no later one asks for it (bucket elimination: Dechter,
//! "Bucket elimination: a unifying framework for reasoning", 1999). What is combined is then over few facts at a time.

use super::Levels;
use super::sets::Sets;
use crate::diagram::store::{QuickMap, Ref, TooLarge};

/// A diagram that has a share in the whole.
#[derive(Clone, Debug)]
pub(super) struct Share<D> {
    pub(super) root: Ref,
    /// The facts that it asks for.
    pub(super) levels: Levels,
    pub(super) does: D,
}

/// What a share does to what the others have come to.
pub(super) trait Does {
    /// Whether it has to wait for those that need not.
    fn waits(&self) -> bool;

    /// The set that becomes of the others' and its own.
    fn combined(&self, others: u128, own: u128) -> u128;
}

/// All shares of a store, combined in a new one, over the facts that stay.
pub(super) fn combined<D: Does>(
    of: &Sets,
    start: u128,
    mut shares: Vec<Share<D>>,
    stays: &dyn Fn(usize) -> bool,
) -> Result<(Sets, Ref), TooLarge> {
    let (mut here, mut there) = (of.empty(), of.empty());
    let mut combined = here.leaf(start);
    let mut asked = Levels::default();
    while !shares.is_empty() && combined != Ref::ILLEGAL {
        let share = shares.remove(next(&shares, &asked));
        let own = here.copied(of, share.root, &|_| true, &mut QuickMap::default())?;
        let does = |others, own| share.does.combined(others, own);
        combined = here.merge(combined, own, &does, &mut QuickMap::default())?;
        asked.join(&share.levels);
        let later = |level: usize| shares.iter().any(|share| share.levels.has(level));
        there.clear();
        combined = there.copied(&here, combined, &|level| stays(level) || later(level), &mut QuickMap::default())?;
        std::mem::swap(&mut here, &mut there);
    }
    Ok((here, combined))
}

/// Which to combine next: of those that need not wait, the one after which the fewest facts are asked for on both sides.
fn next<D: Does>(shares: &[Share<D>], asked: &Levels) -> usize {
    let on_both_sides = |at: usize, own: &Levels| {
        let (mut before, mut after) = (asked.clone(), Levels::default());
        before.join(own);
        shares.iter().enumerate().filter(|(other, _)| *other != at).for_each(|(_, share)| after.join(&share.levels));
        before.common(&after).len()
    };
    let ready = shares.iter().enumerate().filter(|(_, share)| !share.does.waits());
    ready.min_by_key(|(at, share)| on_both_sides(*at, &share.levels)).map_or(0, |(at, _)| at)
}

/// The facts that more than one of several diagrams asks for.
pub(super) fn shared<'l>(levels: impl IntoIterator<Item = &'l Levels>) -> Levels {
    let (mut once, mut shared) = (Levels::default(), Levels::default());
    for own in levels {
        shared.join(&own.common(&once));
        once.join(own);
    }
    shared
}
