//! What strands and gates come to, strand by strand, so that it can be asked of a policy whose strands are too large to be combined.

use crate::diagram::{Set, Study, TooLarge};
use crate::model::{Categorisation, CategoryId, Facts};
use crate::source::Span;
use std::collections::HashMap;

/// The ways in which something comes about: where all sets of one of them have a setting in common, it does.
pub(super) type Ways = Vec<Vec<Set>>;

/// One kind of setting on one day, with all that is asked of it again and again.
pub(super) struct Outcomes<'s, 'p> {
    pub(super) study: &'s mut Study<'p>,
    pub(super) categorisation: &'p Categorisation,
    given: HashMap<(usize, Given), Set>,
}

/// What a strand gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Given {
    Just(CategoryId),
    /// That or less, or nothing.
    AtMost(CategoryId),
    Nothing,
}

impl<'s, 'p> Outcomes<'s, 'p> {
    pub(super) fn new(study: &'s mut Study<'p>, categorisation: &'p Categorisation) -> Self {
        Self { study, categorisation, given: HashMap::new() }
    }

    /// Where a strand gives this.
    pub(super) fn gives(&mut self, strand: usize, given: Given) -> Result<Set, TooLarge> {
        if let Some(known) = self.given.get(&(strand, given)) {
            return Ok(*known);
        }
        let set = self.study.strand_gives(strand, &|category| match given {
            Given::Just(wanted) => category == Some(wanted),
            Given::AtMost(most) => category <= Some(most),
            Given::Nothing => category.is_none(),
        })?;
        self.given.insert((strand, given), set);
        Ok(set)
    }

    /// Where all strands but one give this each.
    pub(super) fn others_give(&mut self, but: usize, given: Given) -> Result<Vec<Set>, TooLarge> {
        let others = (0..self.categorisation.strands.len()).filter(|strand| *strand != but);
        others.map(|strand| self.gives(strand, given)).collect()
    }

    /// A setting that can be in all of these.
    pub(super) fn setting_in(&self, sets: &[Set]) -> Result<Option<Facts>, TooLarge> {
        self.study.setting_in(&[&[self.study.legal()], sets].concat())
    }

    /// A setting that can be in all of these and comes about in one of these ways.
    pub(super) fn setting_by(&self, ways: &Ways, sets: &[Set]) -> Result<Option<Facts>, TooLarge> {
        setting_by(self.study, ways, sets)
    }

    /// How the strands together come to a category, before any gate.
    pub(super) fn strands_come_to(&mut self, category: CategoryId) -> Result<Ways, TooLarge> {
        let mut ways = Vec::new();
        for (at, strand) in self.categorisation.strands.iter().enumerate() {
            if strand.lines.iter().any(|line| line.category == category) {
                let mut way = vec![self.gives(at, Given::Just(category))?];
                way.extend(self.others_give(at, Given::AtMost(category))?);
                ways.push(way);
            }
        }
        Ok(ways)
    }

    /// The gates of a category that can lift, with their places, in the order in which they apply.
    pub(super) fn gates(&self, category: CategoryId) -> impl Iterator<Item = usize> + use<'p> {
        let lifts = category.at() + 1 < self.study.policy().categories.len();
        let gates = self.categorisation.gates.iter().enumerate();
        gates.filter(move |(_, gate)| lifts && gate.category == category).map(|(at, _)| at)
    }

    /// Where no gate lifts a category.
    pub(super) fn stays(&mut self, category: CategoryId) -> Result<Set, TooLarge> {
        let mut all = Set::ALL;
        for gate in self.gates(category) {
            let open = self.open(gate)?;
            all = self.study.both(all, open)?;
        }
        Ok(all)
    }

    /// Where what a gate asks for holds.
    pub(super) fn open(&mut self, gate: usize) -> Result<Set, TooLarge> {
        let Some(gate) = self.categorisation.gates.get(gate) else { return Ok(Set::ALL) };
        self.study.where_holds(&gate.unless)
    }

    /// How a setting comes to a category, by strands and by the gates of less intensive ones, before its own gates.
    pub(super) fn arrive_at(&mut self, category: CategoryId) -> Result<Ways, TooLarge> {
        let mut ways: Ways = Vec::new();
        for from in (0..=category.0).map(CategoryId) {
            // Whatever comes to the one before is lifted, or not, by its gates.
            if let Some(before) = from.0.checked_sub(1).map(CategoryId) {
                let stays = self.stays(before)?;
                let lifted = self.study.not(stays)?;
                ways.iter_mut().for_each(|way| way.push(lifted));
                if lifted.is_empty() {
                    ways.clear();
                }
            }
            ways.extend(self.strands_come_to(from)?);
        }
        // The plainest first.
        ways.reverse();
        Ok(ways)
    }

    /// How a setting comes to a category in the end.
    pub(super) fn come_to(&mut self, category: CategoryId) -> Result<Ways, TooLarge> {
        let mut ways = self.arrive_at(category)?;
        let stays = self.stays(category)?;
        ways.iter_mut().for_each(|way| way.push(stays));
        Ok(ways)
    }

    /// How a setting comes to a gate: to its category, and past the gates of that category before it.
    pub(super) fn arrive_at_gate(&mut self, gate: usize) -> Result<Ways, TooLarge> {
        let Some(category) = self.categorisation.gates.get(gate).map(|gate| gate.category) else { return Ok(Vec::new()) };
        let mut ways = self.arrive_at(category)?;
        for before in self.gates(category).take_while(|before| *before < gate) {
            let open = self.open(before)?;
            ways.iter_mut().for_each(|way| way.push(open));
        }
        Ok(ways)
    }

    /// For each constraint of this kind, where it is kept, and where it stands.
    pub(super) fn kept(&mut self) -> Result<Vec<(Set, Span)>, TooLarge> {
        kept(self.study)
    }
}

/// A setting that can be in all of these sets and comes about in one of these ways.
pub(super) fn setting_by(study: &Study<'_>, ways: &Ways, sets: &[Set]) -> Result<Option<Facts>, TooLarge> {
    let mut failed = None;
    for way in ways {
        match study.setting_in(&[&[study.legal()], sets, way].concat()) {
            Ok(None) => {}
            Ok(found) => return Ok(found),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(None), Err)
}

/// For each constraint of a kind of setting, where it is kept, and where it stands.
pub(super) fn kept(study: &mut Study<'_>) -> Result<Vec<(Set, Span)>, TooLarge> {
    let (policy, kind) = (study.policy(), study.kind());
    let mut all = Vec::new();
    for constraint in policy.constraints.iter().filter(|one| one.kind == kind) {
        let broken = study.where_holds(&constraint.condition)?;
        all.push((study.not(broken)?, constraint.span));
    }
    Ok(all)
}
