//! Which lines and gates rest on what.

use crate::model::{
    Against, Amount, CategoryId, Condition, ConditionKind, DefineId, DerivedId, DerivedRule, FactId, ListId, Operand,
    ParameterId, Policy, Quota, TestKind,
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

/// What conditions rest on.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    pub(crate) facts: BTreeSet<FactId>,
    pub(crate) parameters: BTreeSet<ParameterId>,
    pub(crate) defines: BTreeSet<DefineId>,
    pub(crate) lists: BTreeSet<ListId>,
    pub(crate) derived: BTreeSet<DerivedId>,
}

/// All lines and gates. A gate brings about the category above the one that it guards.
pub(super) fn outcomes(policy: &Policy) -> Vec<Outcome> {
    let of = |category, condition: Option<&Condition>, span| Outcome {
        category,
        span,
        uses: condition.map_or_else(Uses::default, |condition| Uses::of(condition, policy)),
    };
    let strands = policy.categorisations.iter().flat_map(|one| &one.strands);
    let lines = strands.flat_map(|strand| {
        strand.lines.iter().map(move |line| {
            let mut outcome = of(line.category, line.condition.as_ref(), line.span);
            outcome.uses.derived.extend(strand.table);
            outcome
        })
    });
    let gates = policy.categorisations.iter().flat_map(|one| &one.gates);
    lines.chain(gates.map(|gate| of(lifted(gate.category), Some(&gate.unless), gate.span))).collect()
}

/// The category that a gate lifts to. A checked policy has no gate on the most intensive one.
pub(super) const fn lifted(guarded: CategoryId) -> CategoryId {
    CategoryId(guarded.0.saturating_add(1))
}

impl Uses {
    fn of(condition: &Condition, policy: &Policy) -> Self {
        let mut uses = Self::default();
        uses.add(condition, policy);
        uses
    }

    /// Adds what a condition rests on, through definitions, tables and scores too.
    pub(crate) fn add(&mut self, condition: &Condition, policy: &Policy) {
        let mut ahead = vec![condition];
        while let Some(condition) = ahead.pop() {
            match &condition.kind {
                ConditionKind::Test(test) => {
                    self.facts.insert(test.fact);
                    self.test(&test.kind);
                }
                ConditionKind::Related(relation) => {
                    self.facts.extend(relation.facts());
                    if let Against::Operand(operand) = &relation.right {
                        self.operand(operand);
                    }
                }
                ConditionKind::Defined(id) => {
                    if self.defines.insert(*id) {
                        ahead.extend(policy.defines.get(id.at()).map(|define| &define.condition));
                    }
                }
                ConditionKind::Derived(test) => {
                    self.test(&test.kind);
                    self.derived(test.derived, policy, &mut ahead);
                }
                ConditionKind::Not(inner) => ahead.push(inner),
                ConditionKind::All(of) | ConditionKind::Any(of) => ahead.extend(of),
                ConditionKind::Count { quota, of, list } => {
                    let (Quota::AtLeast(Amount { base, .. })
                    | Quota::AtMost(Amount { base, .. })
                    | Quota::Exactly(Amount { base, .. })) = quota;
                    self.operand(base);
                    self.lists.extend(list);
                    ahead.extend(of);
                }
            }
        }
    }

    /// What a table or score rests on, those that it adds up among it.
    fn derived<'p>(&mut self, first: DerivedId, policy: &'p Policy, ahead: &mut Vec<&'p Condition>) {
        let mut waiting = vec![first];
        while let Some(id) = waiting.pop() {
            let Some(derived) = policy.derived.get(id.at()).filter(|_| self.derived.insert(id)) else { continue };
            ahead.extend(derived.conditions());
            waiting.extend(derived.values());
            if let DerivedRule::Score(lines) = &derived.rule {
                lines.iter().for_each(|line| self.operand(&line.points));
            }
        }
    }

    fn test(&mut self, test: &TestKind) {
        match test {
            TestKind::Number(_, operand) | TestKind::Date(_, operand) | TestKind::Within { length: operand, .. } => {
                self.operand(operand)
            }
            TestKind::OneOf(_) | TestKind::None => {}
        }
    }

    /// Adds the parameter that an operand may be.
    pub(crate) fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Parameter(id) => _ = self.parameters.insert(*id),
            Operand::Number(_) | Operand::Date(_) => {}
        }
    }
}
