//! Every condition of a policy, to be changed.

use super::Condition;
use crate::model::derived::{Derived, DerivedRule, Points, PointsFor};
use crate::model::ids::KindId;
use crate::model::policy::{Categorisation, Policy};

impl Policy {
    /// Every condition that it states of a kind of setting, used or not.
    pub fn conditions_mut(&mut self, kind: KindId) -> Vec<&mut Condition> {
        let mut all = Vec::new();
        all.extend(self.constraints.iter_mut().filter(|one| one.kind == kind).map(|one| &mut one.condition));
        all.extend(self.defines.iter_mut().filter(|one| one.kind == kind).map(|one| &mut one.condition));
        all.extend(self.lists.iter_mut().filter(|one| one.kind == kind).flat_map(|one| &mut one.members));
        all.extend(self.derived.iter_mut().filter(|one| one.kind == kind).flat_map(of_derived));
        all.extend(self.also.iter_mut().filter(|one| one.kind == kind).filter_map(|one| one.when.as_mut()));
        all.extend(self.categorisations.iter_mut().filter(|one| one.kind == kind).flat_map(of_categorisation));
        all
    }
}

/// Those of a table or a score.
fn of_derived(derived: &mut Derived) -> Vec<&mut Condition> {
    fn of_line(line: &mut Points) -> &mut [Condition] {
        match &mut line.what {
            PointsFor::When(condition) => std::slice::from_mut(condition),
            PointsFor::Each { of, .. } => of.as_mut_slice(),
            PointsFor::Value(_) => &mut [],
        }
    }
    match &mut derived.rule {
        DerivedRule::Table(table) => table.rows.iter_mut().map(|row| &mut row.condition).collect(),
        DerivedRule::Score(lines) => lines.iter_mut().flat_map(of_line).collect(),
    }
}

/// Those of lines, gates and expectations.
fn of_categorisation(one: &mut Categorisation) -> Vec<&mut Condition> {
    let lines = one.strands.iter_mut().flat_map(|strand| &mut strand.lines);
    let mut all: Vec<&mut Condition> = lines.filter_map(|line| line.condition.as_mut()).collect();
    all.extend(one.gates.iter_mut().map(|gate| &mut gate.unless));
    for expectation in &mut one.expectations {
        all.push(&mut expectation.expects);
        all.extend(expectation.when.as_mut());
    }
    all
}
