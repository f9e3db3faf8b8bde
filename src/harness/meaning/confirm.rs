//! Witnesses: settings that show a change, asked about again of the explaining evaluator on both sides.

#![expect(clippy::indexing_slicing, reason = "there are two sides, 0 and 1, in arrays of two")]

use super::{Of, What, Witness};
use crate::diagram::{Contrast, Fate, Set, TooLarge};
use crate::evaluate::{Trace, Truth, evaluate};
use crate::harness::moves::{Reason, Says, blamed};
use crate::model::{CategoryId, FactId, FactState, Facts, KindId, machine_name};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A fact as both sides have it, which is not told, and what is possible then on each.
type NotTelling<'c> = ((FactId, FactId), &'c [BTreeSet<Option<CategoryId>>; 2]);

/// What a witness is to show.
pub(super) struct Confirming<'c, 'p> {
    pub(super) sides: [Of<'p>; 2],
    pub(super) kinds: [KindId; 2],
    pub(super) on: Date,
    pub(super) what: &'c What,
    pub(super) categories: [Option<CategoryId>; 2],
    /// A fact that is not told, and what is possible then on each side.
    pub(super) untold: Option<NotTelling<'c>>,
}

impl<'p> Confirming<'_, 'p> {
    /// A setting in some sets, of which the first is told by it, and the lines that decide for it; `None` where the explaining evaluator does not find what the
    /// diagrams found.
    pub(super) fn witness(&self, contrast: &mut Contrast<'p>, sets: &[Set]) -> Result<Option<(Witness, Vec<Reason>)>, TooLarge> {
        let alone = matches!(self.what, What::Alone(_) | What::Untold { .. });
        let found = if alone { contrast.setting_of_one(sets)? } else { contrast.setting_in(sets)? };
        let Some(facts) = found else { return Ok(None) };
        if let Some(untold) = self.untold {
            return Ok(self.without_telling(contrast, untold, facts, sets.first().copied().unwrap_or(Set::NONE)));
        }
        let trace = |at: usize| evaluate(self.sides[at.min(1)].policy, self.kinds[at.min(1)], self.on, &facts[at.min(1)]);
        let traces = [trace(0), trace(1)];
        if !self.shows(contrast, &traces) {
            return Ok(None);
        }
        let region = sets.first().copied().unwrap_or(Set::NONE);
        let witness = Witness::of(contrast, self.sides, self.kinds[1], &facts, region);
        let [old, new] = traces;
        let down = self.categories[0] > self.categories[1];
        let of = |at: usize, trace: Trace| Says::of_complete(self.sides[at.min(1)].policy, self.sides[at.min(1)].sources, trace);
        let because = match self.what {
            What::Category(codes) if codes[0] != codes[1] => blamed(&of(0, old), &of(1, new), down),
            What::Alone(side) => {
                let [old, new] = self.ruled_out(contrast, *side, &facts, [old, new]);
                blamed(&of(0, old), &of(1, new), down)
            }
            What::Category(_) | What::Support | What::Categorised(_) | What::Untold { .. } => Vec::new(),
            What::Expectation { .. } | What::Also { .. } => Vec::new(),
        };
        Ok(Some((witness, because)))
    }

    fn shows(&self, contrast: &Contrast<'p>, traces: &[Trace; 2]) -> bool {
        let legal = traces.each_ref().map(|trace| trace.violated().is_empty());
        match self.what {
            What::Alone(side) => legal == [*side == 0, *side == 1],
            What::Category(_) | What::Expectation { .. } if !self.come_to_theirs(traces) => false,
            What::Expectation { name, fate, .. } => {
                let [old, new] = [0, 1].map(|at| self.expected(contrast, at, &traces[at], name));
                legal == [true; 2] && fate_of(old, new) == Some(*fate)
            }
            What::Also { item, fate } => {
                let [old, new] = [0, 1].map(|at| self.gets(at, &traces[at], item));
                legal == [true; 2] && (old, new) == (*fate == Fate::Ends, *fate == Fate::Begins)
            }
            What::Category(_) | What::Support | What::Categorised(_) | What::Untold { .. } => legal == [true; 2],
        }
    }

    fn come_to_theirs(&self, traces: &[Trace; 2]) -> bool {
        let comes_to = |at: usize| traces[at.min(1)].outcomes == BTreeSet::from([self.categories[at.min(1)]]);
        comes_to(0) && comes_to(1)
    }

    /// How many expectations of a name are met, and how many not.
    fn expected(&self, contrast: &Contrast<'p>, side: usize, trace: &Trace, name: &str) -> (usize, usize) {
        let all = self.sides[side.min(1)].policy.categorisation(self.kinds[side.min(1)]).map_or(&[][..], |one| &one.expectations);
        let own = trace.expectations.iter().filter(|one| {
            let called = all.get(one.expectation);
            called.is_some_and(|one| {
                machine_name(&contrast.called_now(side, &one.name)) == machine_name(name)
                    && Some(one.category) == self.categories[side.min(1)]
            }) && one.asked() == Truth::Holds
        });
        let (met, not): (Vec<_>, Vec<_>) = own.partition(|one| one.expects.truth == Truth::Holds);
        (met.len(), not.len())
    }

    fn gets(&self, side: usize, trace: &Trace, item: &str) -> bool {
        let also = &self.sides[side.min(1)].policy.also;
        let has = |at: usize| also.get(at).is_some_and(|one| one.items.iter().any(|own| **own == *item));
        trace.also.iter().any(|one| one.truth == Truth::Holds && has(one.also))
    }

    /// A setting that does not tell a fact, asked about with each value that it is taken for.
    fn without_telling(
        &self,
        contrast: &Contrast<'p>,
        (pair, possible): NotTelling<'_>,
        mut facts: [Facts; 2],
        set: Set,
    ) -> Option<(Witness, Vec<Reason>)> {
        let mut says = Vec::new();
        for (side, fact) in [(0, pair.0), (1, pair.1)] {
            let mut came = BTreeSet::new();
            let values = contrast.values_untold(pair, side);
            for value in &values {
                facts[side].set(fact, FactState::Told(*value));
                let trace = evaluate(self.sides[side].policy, self.kinds[side], self.on, &facts[side]);
                if trace.violated().is_empty() {
                    came.extend(trace.outcomes.iter().copied());
                    if values.len() == 1 {
                        says.push(Says::of_complete(self.sides[side].policy, self.sides[side].sources, trace));
                    }
                }
            }
            facts[side].set(fact, FactState::Unknown);
            if came != possible[side] {
                return None;
            }
        }
        let witness = Witness::of(contrast, self.sides, self.kinds[1], &facts, set);
        let because =
            if let [old, new] = says.as_slice() { blamed(old, new, self.categories[0] > self.categories[1]) } else { Vec::new() };
        Some((witness, because))
    }

    /// The traces of a setting that one side alone can have. On the other the facts that it alone knows are left open, so that what rules
    /// the setting out is what does so whatever they are.
    fn ruled_out(&self, contrast: &Contrast<'p>, side: usize, facts: &[Facts; 2], traces: [Trace; 2]) -> [Trace; 2] {
        let other = 1 - side.min(1);
        let mut open = facts[other].clone();
        contrast.facts_of_one(other).for_each(|fact| open.set(fact, FactState::Unknown));
        let trace = evaluate(self.sides[other].policy, self.kinds[other], self.on, &open);
        let [old, new] = traces;
        match other {
            _ if trace.violated().is_empty() => [old, new],
            0 => [trace, new],
            _ => [old, trace],
        }
    }
}

fn fate_of(old: (usize, usize), new: (usize, usize)) -> Option<Fate> {
    let is_none = |one: (usize, usize)| one == (0, 0);
    match (is_none(old), is_none(new)) {
        (true, false) => Some(Fate::Begins),
        (false, true) => Some(Fate::Ends),
        (false, false) if old != new => Some(Fate::Otherwise),
        (true, true) | (false, false) => None,
    }
}
