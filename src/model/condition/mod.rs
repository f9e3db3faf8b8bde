//! Conditions with their names looked up.

mod relation;
mod written;

pub use relation::{Against, Relates, Relation};

use super::derived::DerivedTest;
use super::ids::{DefineId, DerivedId, FactId, ListId, ParameterId};
use super::policy::Policy;
use crate::source::Span;
pub use crate::syntax::tree::Comparison;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// A condition, the text it was written in, and where.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What it says.
    pub kind: ConditionKind,
    /// As written, blanks reduced, comments left out.
    pub text: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

impl Condition {
    /// Adds every fact that it rests on, through definitions, tables and scores too; each of those is followed once.
    pub fn facts(&self, policy: &Policy, facts: &mut BTreeSet<FactId>) {
        let (mut followed, mut derived) = (HashSet::new(), HashSet::<DerivedId>::new());
        let (mut ahead, mut values) = (vec![self], Vec::new());
        loop {
            let Some(condition) = ahead.pop() else {
                let Some(id) = values.pop() else { return };
                if derived.insert(id)
                    && let Some(one) = policy.derived.get(id.at())
                {
                    ahead.extend(one.conditions());
                    values.extend(one.values());
                }
                continue;
            };
            match &condition.kind {
                ConditionKind::Test(test) => _ = facts.insert(test.fact),
                ConditionKind::Related(relation) => facts.extend(relation.facts()),
                ConditionKind::Defined(id) if followed.insert(*id) => {
                    ahead.extend(policy.defines.get(id.at()).map(|define| &define.condition));
                }
                ConditionKind::Defined(_) => {}
                ConditionKind::Derived(test) => values.push(test.derived),
                ConditionKind::Not(inner) => ahead.push(inner),
                ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => ahead.extend(of),
            }
        }
    }
}

/// What a condition says.
#[derive(Clone, Debug)]
pub enum ConditionKind {
    /// A fact passes a test.
    Test(Test),
    /// A table's or score's value passes a test.
    Derived(DerivedTest),
    /// Facts compare so with each other, or their sum with a number.
    Related(Relation),
    /// A defined condition holds.
    Defined(DefineId),
    /// It does not hold.
    Not(Box<Condition>),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// So many hold.
    Count {
        /// How many.
        quota: Quota,
        /// Of these.
        of: Vec<Condition>,
        /// The list they come from, if it has a name.
        list: Option<ListId>,
    },
}

/// How many members of a count must hold.
#[derive(Clone, Debug)]
pub enum Quota {
    /// No fewer than this.
    AtLeast(Amount),
    /// No more than this.
    AtMost(Amount),
    /// Just this many.
    Exactly(Amount),
}

/// A number of members: `base + offset`, so that `more than 3` is `at least 3 + 1`.
#[derive(Clone, Debug)]
pub struct Amount {
    /// Written out, or a parameter's whole number.
    pub base: Operand,
    /// 0, 1 (more than) or -1 (fewer than).
    pub offset: i64,
}

/// A test of one fact.
#[derive(Clone, Debug)]
pub struct Test {
    /// The fact.
    pub fact: FactId,
    /// The test. None satisfies no test but [`TestKind::None`].
    pub kind: TestKind,
}

/// The tests. Negations are [`ConditionKind::Not`] around them, so `is not good` is true of none.
#[derive(Clone, Debug)]
pub enum TestKind {
    /// Its value is one of these, by index in the vocabulary.
    OneOf(Vec<u16>),
    /// It is known not to exist.
    None,
    /// A number compared.
    Number(Comparison, Operand),
    /// A day compared.
    Date(Comparison, Operand),
    /// The day so many months (or days) later is the assessment date or after it.
    Within {
        /// How many.
        length: Operand,
        /// Months; otherwise days.
        months: bool,
    },
}

/// What is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A number, in the fact's unit.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A parameter, whose value the assessment date picks.
    Parameter(ParameterId),
}
