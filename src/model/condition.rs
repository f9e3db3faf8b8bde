//! Conditions with their names looked up.

use super::policy::{DefineId, FactId, ListId, ParameterId, Policy};
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
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
    /// Adds every fact that it rests on, through definitions too.
    pub fn facts(&self, policy: &Policy, facts: &mut BTreeSet<FactId>) {
        match &self.kind {
            ConditionKind::Test(test) => drop(facts.insert(test.fact)),
            ConditionKind::Defined(id) => {
                if let Some(define) = policy.defines.get(id.at()) {
                    define.condition.facts(policy, facts);
                }
            }
            ConditionKind::Not(inner) => inner.facts(policy, facts),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
                of.iter().for_each(|member| member.facts(policy, facts));
            }
        }
    }
}

/// What a condition says.
#[derive(Clone, Debug)]
pub enum ConditionKind {
    /// A fact passes a test.
    Test(Test),
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

/// How numbers and days are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Less, earlier.
    Under,
    /// Less or equal.
    AtMost,
    /// Greater, later.
    Over,
    /// Greater or equal.
    AtLeast,
    /// Equal.
    Equal,
}

impl Comparison {
    /// Whether `left` compares so with `right`.
    pub fn holds<T: PartialOrd>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Under => left < right,
            Self::AtMost => left <= right,
            Self::Over => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
        }
    }
}

/// What is compared with.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A number, in the fact's unit.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A parameter, whose value the assessment date picks.
    Parameter(ParameterId),
}
