//! Which lines and gates rest on what.

use crate::model::{
    Amount, CategoryId, Condition, ConditionKind, DefineId, FactId, ListId, Operand, ParameterId, Policy, Quota, TestKind,
};
use crate::source::Span;
use std::collections::BTreeSet;

/// A line or gate: the category that it can bring about, and all that its condition rests on, through definitions too.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) category: CategoryId,
    pub(super) uses: Uses,
    pub(super) span: Span,
}

/// What a condition rests on.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) facts: BTreeSet<FactId>,
    pub(super) parameters: BTreeSet<ParameterId>,
    pub(super) defines: BTreeSet<DefineId>,
    pub(super) lists: BTreeSet<ListId>,
}

/// All lines and gates. A gate brings about the category above the one that it guards.
pub(super) fn outcomes(policy: &Policy) -> Vec<Outcome> {
    let of = |category, condition: Option<&Condition>, span| Outcome {
        category,
        span,
        uses: condition.map_or_else(Uses::default, |condition| Uses::of(condition, policy)),
    };
    let lines = policy.categorisations.iter().flat_map(|one| &one.strands).flat_map(|strand| &strand.lines);
    let gates = policy.categorisations.iter().flat_map(|one| &one.gates);
    lines
        .map(|line| of(line.category, line.condition.as_ref(), line.span))
        .chain(gates.map(|gate| of(lifted(gate.category), Some(&gate.unless), gate.span)))
        .collect()
}

/// The category that a gate lifts to. A checked policy has no gate on the most intensive one.
pub(super) const fn lifted(guarded: CategoryId) -> CategoryId {
    CategoryId(guarded.0.saturating_add(1))
}

impl Uses {
    fn of(condition: &Condition, policy: &Policy) -> Self {
        let mut uses = Self::default();
        let mut ahead = vec![condition];
        while let Some(condition) = ahead.pop() {
            match &condition.kind {
                ConditionKind::Test(test) => {
                    uses.facts.insert(test.fact);
                    uses.test(&test.kind);
                }
                ConditionKind::Defined(id) => {
                    if uses.defines.insert(*id) {
                        ahead.extend(policy.defines.get(id.at()).map(|define| &define.condition));
                    }
                }
                ConditionKind::Not(inner) => ahead.push(inner),
                ConditionKind::All(of) | ConditionKind::Any(of) => ahead.extend(of),
                ConditionKind::Count { quota, of, list } => {
                    let (Quota::AtLeast(Amount { base, .. })
                    | Quota::AtMost(Amount { base, .. })
                    | Quota::Exactly(Amount { base, .. })) = quota;
                    uses.operand(base);
                    uses.lists.extend(list);
                    ahead.extend(of);
                }
            }
        }
        uses
    }

    fn test(&mut self, test: &TestKind) {
        match test {
            TestKind::Number(_, operand) | TestKind::Date(_, operand) | TestKind::Within { length: operand, .. } => {
                self.operand(operand)
            }
            TestKind::OneOf(_) | TestKind::None => {}
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Parameter(id) => _ = self.parameters.insert(*id),
            Operand::Number(_) | Operand::Date(_) => {}
        }
    }
}
