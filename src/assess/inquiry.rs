//! What can be asked about one setting, and what need not be.

use super::answer::Assessor;
use crate::diagram::{Compiled, Question, Ranking, Regions, Relevance, TooLarge};
use crate::model::{FactId, Facts, KindId, Policy};
use jiff::civil::Date;
use std::borrow::Cow;

/// One setting, ready to be asked about.
#[derive(Debug)]
pub struct Inquiry<'a> {
    policy: &'a Policy,
    kind: KindId,
    facts: &'a Facts,
    /// Of its kind, or of it alone where the policy is too large for one diagram.
    compiled: Cow<'a, Compiled>,
}

impl<'p> Assessor<'p> {
    /// Makes a setting with these facts ready to be asked about. Where the policy is too large to be one diagram it is compiled for this
    /// setting alone.
    ///
    /// # Errors
    /// Where even that passes a limit, or several facts that are compared with each other are unknown.
    pub fn inquire<'a>(&'a self, kind: KindId, facts: &'a Facts) -> Result<Inquiry<'a>, TooLarge> {
        let (policy, on): (&'p Policy, Date) = (self.policy(), self.on());
        let whole = self.answerer(kind).and_then(crate::diagram::Answerer::compiled);
        let compiled = match whole.filter(|compiled| !compiled.has_orders()) {
            Some(compiled) => Cow::Borrowed(compiled),
            None => Cow::Owned(Compiled::of_setting(policy, kind, on, facts)?),
        };
        // What an answer leaves cannot be told of a fact that is known by its order to others alone.
        if let Some(fact) = compiled.ordered() {
            return Err(TooLarge::NotFinite([fact, fact]));
        }
        Ok(Inquiry { policy, kind, facts, compiled })
    }
}

impl Inquiry<'_> {
    /// What its unknown facts can still matter to; nothing for facts that cannot be together.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn relevance(&self) -> Result<Relevance, TooLarge> {
        self.relevance_without(&[])
    }

    /// The same where some of them will never be known.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn relevance_without(&self, never: &[FactId]) -> Result<Relevance, TooLarge> {
        Ok(self.compiled.relevance_without(self.policy, self.kind, self.facts, never)?.unwrap_or_default())
    }

    /// Facts as questions, the best first; see [`Compiled::questions`].
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn questions(&self, asked: &[FactId], ranking: Ranking) -> Result<Vec<Question>, TooLarge> {
        self.compiled.questions((self.policy, self.kind), self.facts, asked, ranking)
    }

    /// The regions of a fact's values that are told apart.
    #[must_use]
    pub fn regions(&self, fact: FactId) -> Option<&Regions> {
        self.compiled.regions(fact)
    }
}
