//! What each fact can change, all else being equal: the category, what is expected, what is got besides.

use super::Study;
use super::pairs::Pairs;
use crate::diagram::store::{Builder, QuickMap, Ref, TooLarge, WHOLE_LIMIT};
use crate::model::FactId;
use std::collections::BTreeMap;

/// What one fact can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effects {
    /// Whether two settings that differ in it alone come to different things, or only one of them can be.
    pub at_all: bool,
    /// The same of settings in a region and in the next.
    pub across: Vec<bool>,
}

impl Study<'_> {
    /// What each fact of this kind of setting can change.
    ///
    /// # Errors
    /// Where it would be too large.
    pub fn effects(&mut self) -> Result<BTreeMap<FactId, Effects>, TooLarge> {
        let roots = self.all_that_can_change()?;
        let builder = &self.conditions.builder;
        let none = |level| Effects { at_all: false, across: vec![false; builder.arity(level).saturating_sub(1)] };
        let mut effects: Vec<Effects> = (0..self.order.len()).map(none).collect();
        let mut pairs = Pairs::new(builder, &self.looks, |first, second| first != second);
        for root in roots {
            for (nodes, effects) in builder.by_level(root).into_iter().zip(&mut effects) {
                for node in nodes {
                    effects.add(&mut pairs, builder.children(node))?;
                }
            }
        }
        for (nodes, effects) in builder.by_level(self.legal.0).into_iter().zip(&mut effects) {
            nodes.into_iter().for_each(|node| effects.add_legal(builder.children(node)));
        }
        Ok(self.order.iter().copied().zip(effects).collect())
    }

    /// Diagrams that are illegal for settings that cannot be: the category, each expectation where it may be asked, each `also`.
    fn all_that_can_change(&mut self) -> Result<Vec<Ref>, TooLarge> {
        let [_, outcome] = self.outcomes.ok_or(TooLarge::Diagram(WHOLE_LIMIT))?;
        let mut roots = vec![outcome];
        for (category, state) in &self.expectations {
            roots.push(self.conditions.expected_in(*category, *state, outcome)?);
        }
        roots.extend(&self.also);
        roots.into_iter().map(|root| self.conditions.only(self.legal.0, root)).collect()
    }
}

impl Effects {
    /// What a node that asks for the fact tells.
    fn add(&mut self, pairs: &mut Pairs<'_, impl Fn(u32, u32) -> bool>, children: &[Ref]) -> Result<(), TooLarge> {
        for (across, two) in self.across.iter_mut().zip(children.windows(2)) {
            if let [one, other] = two
                && !*across
            {
                *across = pairs.found(*one, *other)?;
            }
        }
        self.at_all = self.at_all || self.across.contains(&true);
        for (after, one) in children.iter().enumerate() {
            for other in children.iter().skip(after + 1) {
                if self.at_all {
                    return Ok(());
                }
                self.at_all = pairs.found(*one, *other)?;
            }
        }
        Ok(())
    }

    /// What a node of what can be tells: a region in which other settings can be than in the next.
    fn add_legal(&mut self, children: &[Ref]) {
        let parts = |two: &[Ref]| two.first() != two.last();
        self.at_all = self.at_all || children.windows(2).any(parts);
        self.across.iter_mut().zip(children.windows(2)).for_each(|(across, two)| *across = *across || parts(two));
    }
}

impl Builder {
    /// The nodes below a root, by what they ask for.
    pub(super) fn by_level(&self, root: Ref) -> Vec<Vec<Ref>> {
        let mut levels = Vec::new();
        let (mut seen, mut ahead) = (QuickMap::default(), vec![root]);
        while let Some(at) = ahead.pop() {
            let Some(level) = self.nodes.level(at).filter(|_| seen.insert(at, ()).is_none()) else { continue };
            if levels.len() <= level {
                levels.resize(level + 1, Vec::new());
            }
            if let Some(nodes) = levels.get_mut(level) {
                nodes.push(at);
            }
            ahead.extend_from_slice(self.children(at));
        }
        levels
    }

    /// The values of the leaves below a root.
    pub(super) fn leaves(&self, root: Ref) -> Vec<u32> {
        let nodes = self.by_level(root).into_iter().flatten();
        let mut values: Vec<u32> =
            nodes.flat_map(|node| self.children(node)).chain([&root]).filter_map(|at| at.value()).collect();
        values.sort_unstable();
        values.dedup();
        values
    }
}
