//! Whom facts are asked of, and what asking costs.

use super::ids::FactId;
use super::policy::{Citation, Policy};
use super::value::Unit;
use crate::source::Span;
use rust_decimal::Decimal;
use std::sync::Arc;

/// What asking for a fact costs where the policy does not say.
const USUAL: Decimal = Decimal::ONE;

/// What a policy says of asking for facts: nothing where it has no `asking costs`.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// Who can be asked, as declared.
    pub informants: Vec<Informant>,
    /// What it costs to ask for a fact that is asked of nobody in particular, where that is said.
    pub anyone_else: Option<Decimal>,
    /// The unit of all these costs.
    pub unit: Option<Unit>,
    /// Where it is declared.
    pub span: Option<Span>,
}

/// Somebody, or something, that facts are asked of.
#[derive(Clone, Debug)]
pub struct Informant {
    /// As declared: `the adviser`.
    pub whom: Arc<str>,
    /// What asking for one fact costs; not less than nothing.
    pub cost: Decimal,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// What asking for one fact costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// How much, in the unit of the policy's costs.
    pub amount: Decimal,
    /// Whether the policy says so; otherwise it is what is counted where nothing is said.
    pub declared: bool,
}

impl Policy {
    /// Whom a fact is asked of.
    #[must_use]
    pub fn asked_of(&self, fact: FactId) -> Option<&Informant> {
        self.asking.informants.get(self.fact(fact)?.asked_of?)
    }

    /// What asking for a fact costs: what asking those it is asked of does, else what anyone else costs, else 1.
    #[must_use]
    pub fn cost_of_asking(&self, fact: FactId) -> Cost {
        let declared = self.asked_of(fact).map(|one| one.cost).or(self.asking.anyone_else);
        Cost { amount: declared.unwrap_or(USUAL), declared: declared.is_some() }
    }

    /// A cost in words: `5`, `0.5 days`, `£20`.
    #[must_use]
    pub fn cost_words(&self, amount: Decimal) -> String {
        self.asking.unit.as_ref().unwrap_or(&Unit::Bare).with(amount)
    }
}
