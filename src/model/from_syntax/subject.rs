//! What a test is about: a fact, or a value that follows from facts.

use super::Lowering;
use super::names::Meaning;
use crate::model::condition::{ConditionKind, Test, TestKind};
use crate::model::derived::DerivedTest;
use crate::model::ids::{DerivedId, FactId};
use crate::model::name::Name;
use crate::model::policy::Domain;
use crate::model::value::YES_NO;
use crate::source::Span;

/// What is tested, with what a test must suit.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    is: Is,
    pub(super) name: Name,
    pub(super) domain: Domain,
    pub(super) or_none: bool,
    /// Where it is declared.
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Fact(FactId),
    Table(DerivedId),
    Score(DerivedId),
}

impl Subject {
    /// The condition that it passes a test.
    pub(super) const fn test(&self, kind: TestKind) -> ConditionKind {
        match self.is {
            Is::Fact(fact) => ConditionKind::Test(Test { fact, kind }),
            Is::Table(derived) | Is::Score(derived) => ConditionKind::Derived(DerivedTest { derived, kind }),
        }
    }

    /// The fact, if it is one.
    pub(super) const fn fact(&self) -> Option<FactId> {
        match self.is {
            Is::Fact(fact) => Some(fact),
            Is::Table(_) | Is::Score(_) => None,
        }
    }

    /// Whether it is yes or no, and so can stand alone.
    pub(super) const fn is_yes_no(&self) -> bool {
        matches!(self.domain, Domain::Vocabulary(YES_NO))
    }

    /// Whether it follows from facts.
    pub(super) const fn is_derived(&self) -> bool {
        !matches!(self.is, Is::Fact(_))
    }

    /// Whether its numbers are points, so that they may be called so.
    pub(super) const fn is_score(&self) -> bool {
        matches!(self.is, Is::Score(_))
    }
}

impl Lowering<'_> {
    /// What a name stands for, if that can be tested.
    pub(super) fn subject(&self, meaning: Meaning) -> Option<Subject> {
        let is = match meaning {
            Meaning::Fact(id) => Is::Fact(id),
            Meaning::Table(id) => Is::Table(id),
            Meaning::Score(id) => Is::Score(id),
            Meaning::Define(_) | Meaning::List(_) | Meaning::Parameter(_) => return None,
        };
        Some(match is {
            Is::Fact(id) => {
                let fact = self.policy.fact(id)?;
                Subject { is, name: fact.name.clone(), domain: fact.domain.clone(), or_none: fact.or_none, span: fact.span }
            }
            Is::Table(id) | Is::Score(id) => {
                let one = self.policy.derived.get(id.at())?;
                Subject { is, name: one.name.clone(), domain: one.domain.clone(), or_none: one.or_none, span: one.span }
            }
        })
    }
}
