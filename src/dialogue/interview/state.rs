//! Where an interview stands: what was answered, in order, and what is asked now.

use crate::model::{FactId, FactState, Facts, KindId, Policy, Value};

/// What was answered to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// A value.
    Is(Value),
    /// That it is to be taken as the policy assumes.
    Assumed(Value),
    /// That it is not known, and nothing is to be assumed.
    NotKnown,
}

/// A question that was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// What was asked.
    pub fact: FactId,
    /// What was answered.
    pub answer: Answered,
}

/// What an interview waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// What kind of setting it is about.
    Kind,
    /// A fact.
    Asked(FactId),
    /// An answer that cannot be together with earlier ones, and those that it may clash with.
    Clash(Given, Vec<FactId>),
    /// The category is settled, and more could be asked: whether to go on.
    Settled,
    /// Where to keep the answers until another day.
    Keeping,
    /// Nothing more.
    Over,
}

/// All of it; what `back` goes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// The kind of setting, once that is known.
    pub(super) kind: Option<KindId>,
    /// The questions that were answered, in order.
    pub(super) given: Vec<Given>,
    /// Those put off, the next to come up again first.
    pub(super) later: Vec<FactId>,
    /// Whether to go on once the category is settled.
    pub(super) goes_on: bool,
    pub(super) at: At,
}

impl Answered {
    /// What is then known of the fact.
    #[must_use]
    pub const fn state(self) -> FactState {
        match self {
            Self::Is(value) => FactState::Told(value),
            Self::Assumed(value) => FactState::Assumed(value),
            Self::NotKnown => FactState::Unknown,
        }
    }
}

impl State {
    pub(super) const fn begun(kind: Option<KindId>, given: Vec<Given>) -> Self {
        Self { kind, given, later: Vec::new(), goes_on: false, at: At::Kind }
    }

    /// What is known. What nobody answered is not assumed: it is asked.
    pub(super) fn facts(&self, policy: &Policy) -> Facts {
        let mut facts = Facts::unknown(policy.facts.len());
        self.given.iter().for_each(|given| facts.set(given.fact, given.answer.state()));
        facts
    }

    /// Whether a fact was asked and nobody knew.
    pub(super) fn is_not_known(&self, fact: FactId) -> bool {
        self.given.iter().any(|given| given.fact == fact && given.answer == Answered::NotKnown)
    }

    /// Takes an answer, in place of an earlier one to the same question.
    pub(super) fn give(&mut self, given: Given) {
        self.take_back(given.fact);
        self.given.push(given);
        self.later.retain(|fact| *fact != given.fact);
    }

    pub(super) fn take_back(&mut self, fact: FactId) {
        self.given.retain(|given| given.fact != fact);
    }

    /// The one of some facts to ask: the first that was not put off, else the one put off longest ago.
    pub(super) fn next_of(&self, facts: &[FactId]) -> Option<FactId> {
        let fresh = facts.iter().find(|fact| !self.later.contains(fact));
        fresh.or_else(|| self.later.iter().find(|fact| facts.contains(fact))).copied()
    }
}
