//! What a policy says of one kind of setting, part by part: each strand, gate and constraint a diagram by itself, not yet combined.

use crate::diagram::compile::{SILENT, StrandRoot, category_leaf, expected};
use crate::diagram::conditions::Conditions;
use crate::diagram::store::{Ref, TooLarge};
use crate::model::{CategoryId, Expectation, KindId, Line, Strand};

/// The parts of one kind of setting. Nothing in them is illegal: constraints are parts of their own.
#[derive(Clone, Debug, Default)]
pub(in crate::diagram) struct Parts {
    /// Where each constraint is kept.
    pub(in crate::diagram) constraints: Vec<Ref>,
    /// Each strand by its lines, and by the category that it gives.
    pub(in crate::diagram) strands: Vec<(StrandRoot, Ref)>,
    /// Gates that can lift, in the order in which they apply.
    pub(in crate::diagram) gates: Vec<GateRoot>,
    /// Category and [`expected`] leaves, whatever the category turns out to be.
    pub(in crate::diagram) expectations: Vec<(CategoryId, Ref)>,
    /// Index in [`Policy::also`](crate::model::Policy::also) and where it holds.
    pub(in crate::diagram) also: Vec<(usize, Ref)>,
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
        all.extend(self.strands.iter_mut().flat_map(|(strand, given)| [&mut strand.root, given]));
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

    fn strand(&mut self, strand: &Strand) -> Result<(StrandRoot, Ref), TooLarge> {
        let root = self.lines(&strand.lines, 0, Ref::leaf_at(strand.lines.len()))?;
        let categories: Vec<CategoryId> = strand.lines.iter().map(|line| line.category).collect();
        let gives = |line: Ref| line.at().and_then(|at| categories.get(at)).map_or(Ref::leaf(SILENT), |id| category_leaf(*id));
        let given = self.builder.map(root, &gives)?;
        Ok((StrandRoot { root, categories }, given))
    }

    /// The first line that holds, numbered from `first`, or silence. Half of the lines are combined with the other half: line by
    /// line, the whole strand would be written out anew for each.
    fn lines(&mut self, lines: &[Line], first: usize, silent: Ref) -> Result<Ref, TooLarge> {
        match lines {
            [] => Ok(silent),
            [line] => {
                let holds = self.optional(line.condition.as_ref())?;
                let fails = self.not(holds)?;
                self.choose(fails, silent, Ref::leaf_at(first))
            }
            _ => {
                let (above, below) = lines.split_at(lines.len() / 2);
                let below = self.lines(below, first + above.len(), silent)?;
                let above = self.lines(above, first, silent)?;
                self.builder.apply(above, below, &|above, below| match above.value() {
                    Some(_) if above == silent => Some(below),
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
