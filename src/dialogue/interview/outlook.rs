//! What can still matter to a setting, and what to ask of it next.

use super::state::{Answered, At, State};
use crate::assess::{Assessor, Ranking, Relevance, Status, Unanswered};
use crate::harness::inquiry::{Asked, Sheet};
use crate::model::{FactId, Facts, KindId, Policy};

/// What an interview can still find out.
#[derive(Debug)]
pub(super) struct Outlook {
    /// How far the category is known; `None` where it would take too long to work out.
    pub(super) status: Option<Status>,
    /// Facts that can still matter to the category, the best to ask first.
    pub(super) category: Vec<FactId>,
    /// Facts that can still matter to the days, to what is expected or to what comes besides, once the category is settled.
    pub(super) besides: Vec<FactId>,
    /// What each fact matters to.
    pub(super) relevance: Option<Relevance>,
    /// What answers would leave.
    pub(super) asked: Vec<Asked>,
}

impl Outlook {
    pub(super) fn of(assessor: &mut Assessor<'_>, kind: KindId, state: &State, by_cost: bool) -> Self {
        let policy = assessor.policy();
        let facts = state.facts(policy);
        let Ok(answer) = assessor.assess("", "", kind, &facts) else { return Self::dim(policy, kind, &facts, state) };
        let sheet = Sheet::of(assessor, 0, &answer, &facts, Ranking { by_cost, ahead: false });
        let can_be_asked = |fact: &FactId| !state.is_not_known(*fact);
        let mut found = Self {
            status: Some(answer.status),
            category: Vec::new(),
            besides: Vec::new(),
            relevance: sheet.relevance,
            asked: sheet.ask,
        };
        if answer.status == Status::Open {
            let ranked = found.asked.iter().map(|asked| asked.fact);
            let also = found.relevance.iter().flat_map(|found| found.category.iter().chain(&found.unproved).copied());
            found.category = once(ranked.chain(also).filter(can_be_asked));
        } else {
            found.besides = found.relevance.as_ref().map_or_else(Vec::new, |found| besides(policy, found, by_cost));
            found.besides.retain(can_be_asked);
        }
        found
    }

    /// Where so much is unknown that nothing can be worked out: everything is asked, as declared.
    fn dim(policy: &Policy, kind: KindId, facts: &Facts, state: &State) -> Self {
        let unknown = |fact: &FactId| facts.get(*fact).value().is_none() && !state.is_not_known(*fact);
        let category = policy.facts_of(kind).map(|(fact, _)| fact).filter(unknown).collect();
        Self { status: None, category, besides: Vec::new(), relevance: None, asked: Vec::new() }
    }

    /// What there is to wait for.
    pub(super) fn at(&self, state: &State) -> At {
        match (state.next_of(&self.category), state.next_of(&self.besides)) {
            (Some(fact), _) => At::Asked(fact),
            (None, Some(fact)) if state.goes_on => At::Asked(fact),
            (None, Some(_)) => At::Settled,
            (None, None) => At::Over,
        }
    }

    /// How many questions there are at most, this one among them.
    pub(super) const fn at_most(&self) -> usize {
        if self.category.is_empty() { self.besides.len() } else { self.category.len() }
    }

    /// What is known of a fact as a question.
    pub(super) fn asked(&self, fact: FactId) -> Option<&Asked> {
        self.asked.iter().find(|asked| asked.fact == fact)
    }

    /// Whether some answer to a question settles the category at once.
    pub(super) fn may_settle(&self, fact: FactId) -> bool {
        let settles = |asked: &Asked| asked.leaves.iter().any(|left| left.possible.len() + usize::from(left.may_be_silent) == 1);
        self.asked(fact).is_some_and(settles)
    }
}

/// Facts that matter to what is said beside the category: those that matter to most of it first, or for each unit of cost.
fn besides(policy: &Policy, found: &Relevance, by_cost: bool) -> Vec<FactId> {
    let all = || found.expectations.iter().map(|(_, facts)| facts).chain(found.also.iter().map(|(_, facts)| facts));
    let mut facts = once(found.days.iter().chain(all().flatten()).chain(&found.unproved).copied());
    facts.sort_unstable();
    let times = |fact: &FactId| all().filter(|facts| facts.contains(fact)).count();
    facts.sort_by_key(|fact| std::cmp::Reverse(times(fact)));
    if by_cost {
        facts.sort_by_key(|fact| policy.cost_of_asking(*fact).amount);
    }
    facts
}

fn once(facts: impl Iterator<Item = FactId>) -> Vec<FactId> {
    let mut all = Vec::new();
    facts.for_each(|fact| {
        if !all.contains(&fact) {
            all.push(fact);
        }
    });
    all
}

/// The earlier answers that a new one cannot be together with; `None` where it can be.
pub(super) fn clash(assessor: &mut Assessor<'_>, kind: KindId, state: &State, new: FactId) -> Option<Vec<FactId>> {
    let policy = assessor.policy();
    let Err(Unanswered::Impossible(broken)) = assessor.assess("", "", kind, &state.facts(policy)) else { return None };
    let rules = policy
        .constraints
        .iter()
        .enumerate()
        .filter(|(at, rule)| rule.kind == kind && (broken.is_empty() || broken.contains(at)));
    let mut named = std::collections::BTreeSet::new();
    rules.for_each(|(_, rule)| rule.condition.facts(policy, &mut named));
    let known = state.given.iter().filter(|given| given.answer != Answered::NotKnown).map(|given| given.fact);
    Some(known.filter(|fact| *fact != new && named.contains(fact)).collect())
}
