//! What a policy says of one kind of setting, part by part: each strand, gate and constraint a diagram by itself, not yet combined.

use crate::diagram::compile::{SILENT, category_leaf, expected};
use crate::diagram::conditions::{Conditions, finite};
use crate::diagram::store::{Ref, TooLarge};
use crate::model::{CategoryId, Expectation, HitPolicy, KindId, Line, Strand};

/// The parts of one kind of setting. Nothing in them is illegal: constraints are parts of their own.
#[derive(Clone, Debug, Default)]
pub(in crate::diagram) struct Parts {
    /// Where each constraint is kept.
    pub(in crate::diagram) constraints: Vec<Ref>,
    /// The strands.
    pub(in crate::diagram) strands: Vec<StrandParts>,
    /// Gates that can lift, in the order in which they apply.
    pub(in crate::diagram) gates: Vec<GateRoot>,
    /// Category and [`expected`] leaves, whatever the category turns out to be.
    pub(in crate::diagram) expectations: Vec<(CategoryId, Ref)>,
    /// Index in [`Policy::also`](crate::model::Policy::also) and where it holds.
    pub(in crate::diagram) also: Vec<(usize, Ref)>,
}

/// A strand.
#[derive(Clone, Debug)]
pub(in crate::diagram) struct StrandParts {
    /// For each line, the category that it gives and where its condition holds, whatever the lines above it; by exactly one,
    /// where it alone does.
    pub(in crate::diagram) lines: Vec<(CategoryId, Ref)>,
    /// The category that the strand gives, or silence. Which line gives it would take many times the nodes.
    pub(in crate::diagram) given: Ref,
}

/// A gate that lifts a category to the next.
#[derive(Clone, Copy, Debug)]
pub(in crate::diagram) struct GateRoot {
    /// Its index in the categorisation.
    pub(in crate::diagram) at: usize,
    /// The category that it lifts.
    pub(in crate::diagram) from: CategoryId,
    /// Where it does not lift.
    pub(in crate::diagram) open: Ref,
}

impl Parts {
    /// Where their diagrams begin.
    pub(in crate::diagram) fn roots(&mut self) -> Vec<&mut Ref> {
        let mut all: Vec<&mut Ref> = self.constraints.iter_mut().collect();
        for StrandParts { lines, given } in &mut self.strands {
            all.extend(lines.iter_mut().map(|(_, holds)| holds));
            all.push(given);
        }
        all.extend(self.gates.iter_mut().map(|gate| &mut gate.open));
        all.extend(self.expectations.iter_mut().map(|(_, root)| root));
        all.extend(self.also.iter_mut().map(|(_, root)| root));
        all
    }
}

impl Conditions<'_> {
    /// The parts of a kind of setting.
    pub(in crate::diagram) fn parts(&mut self, kind: KindId) -> Result<Parts, TooLarge> {
        let policy = self.policy;
        let mut parts = Parts::default();
        for constraint in policy.constraints.iter().filter(|constraint| constraint.kind == kind) {
            let broken = self.condition(&constraint.condition)?;
            parts.constraints.push(self.not(broken)?);
        }
        if let Some(categorisation) = policy.categorisation(kind) {
            for strand in &categorisation.strands {
                parts.strands.push(self.strand(strand)?);
            }
            for (at, gate) in categorisation.gates.iter().enumerate() {
                // The most intensive category has none to be lifted to.
                if gate.category.at() + 1 < policy.categories.len() {
                    parts.gates.push(GateRoot { at, from: gate.category, open: self.condition(&gate.unless)? });
                }
            }
            for expectation in &categorisation.expectations {
                parts.expectations.push((expectation.category, self.expectation(expectation)?));
            }
        }
        for (at, one) in policy.also.iter().enumerate().filter(|(_, also)| also.kind == kind) {
            parts.also.push((at, self.optional(one.when.as_ref())?));
        }
        Ok(parts)
    }

    fn strand(&mut self, strand: &Strand) -> Result<StrandParts, TooLarge> {
        let lines = if strand.hit == HitPolicy::ExactlyOne { self.only_lines(strand)? } else { self.lines(strand)? };
        let leaves: Vec<(Ref, Ref)> = lines.iter().map(|(category, holds)| (*holds, category_leaf(*category))).collect();
        let given = self.first(&leaves, Ref::leaf(SILENT))?;
        Ok(StrandParts { lines, given })
    }

    /// Where the condition of each line holds.
    fn lines(&mut self, strand: &Strand) -> Result<Vec<(CategoryId, Ref)>, TooLarge> {
        let mut lines: Vec<(CategoryId, Ref)> = Vec::with_capacity(strand.lines.len());
        for line in &strand.lines {
            let holds = match finite(self.optional(line.condition.as_ref()))? {
                Ok(holds) => holds,
                // Below a line that holds for all it decides nothing.
                Err(_) if lines.iter().any(|(_, above)| *above == Ref::TRUE) => Ref::FALSE,
                Err(why) => return Err(why),
            };
            lines.push((line.category, holds));
        }
        Ok(lines)
    }

    /// Where each line is the only one that holds, so that no two of them hold at once.
    fn only_lines(&mut self, strand: &Strand) -> Result<Vec<(CategoryId, Ref)>, TooLarge> {
        let mut conditions = Vec::with_capacity(strand.lines.len());
        for line in &strand.lines {
            conditions.push(line.condition.as_ref().map(|condition| self.condition(condition)).transpose()?);
        }
        let which = self.exactly_one(&conditions)?;
        let only = |(at, line): (usize, &Line)| {
            let is = |leaf: Ref| if leaf == Ref::leaf_at(at) { Ref::TRUE } else { Ref::FALSE };
            Ok((line.category, self.builder.map(which, &is)?))
        };
        strand.lines.iter().enumerate().map(only).collect()
    }

    /// The leaf of the first of these conditions that holds, else another. Half of them are combined with the other half: one
    /// by one, the whole would be written out anew for each.
    pub(in crate::diagram) fn first(&mut self, conditions: &[(Ref, Ref)], none: Ref) -> Result<Ref, TooLarge> {
        match conditions {
            [] => Ok(none),
            [(holds, leaf)] => self.builder.map(*holds, &|holds| if holds == Ref::TRUE { *leaf } else { none }),
            _ => {
                let (above, below) = conditions.split_at(conditions.len() / 2);
                let (above, below) = (self.first(above, none)?, self.first(below, none)?);
                self.builder.apply(above, below, &|above, below| match above.value() {
                    Some(_) if above == none => Some(below),
                    Some(_) => Some(above),
                    None => None,
                })
            }
        }
    }

    fn expectation(&mut self, expectation: &Expectation) -> Result<Ref, TooLarge> {
        let when = self.optional(expectation.when.as_ref())?;
        let met = self.condition(&expectation.expects)?;
        let state = self.builder.map(met, &|met| Ref::leaf(if met == Ref::TRUE { expected::MET } else { expected::NOT_MET }))?;
        self.choose(when, state, Ref::leaf(expected::NOTHING))
    }
}
