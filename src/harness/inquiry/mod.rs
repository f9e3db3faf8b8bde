//! What to ask of settings next, and what need not be asked, in words of the policy.

use crate::assess::{Answer, Assessor, Inquiry, Leaves, Question, Ranking, Relevance, Status};
use crate::assess::{Fraction, Values};
use crate::diagram::TooLarge;
use crate::explain;
use crate::model::{CategoryId, Cost, FactId, Facts, KindId, Policy};
use std::sync::Arc;

/// One setting: what to ask of it, and what its unknown facts can still matter to.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its place in the table, from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its name, which may be a person's.
    pub name: String,
    /// Its kind.
    pub kind: KindId,
    /// How far its category is known.
    pub status: Status,
    /// Every category that is possible, least intensive first.
    pub possible: Vec<CategoryId>,
    /// Whether there may be none.
    pub may_be_silent: bool,
    /// What to ask, best first.
    pub ask: Vec<Asked>,
    /// Every unknown fact, in declaration order.
    pub unknown: Vec<FactId>,
    /// What they can still matter to; `None` where that would take too long to work out.
    pub relevance: Option<Relevance>,
}

/// A fact to ask for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The fact.
    pub fact: FactId,
    /// Whom it is asked of.
    pub of: Option<Arc<str>>,
    /// What asking costs.
    pub cost: Cost,
    /// How many outcomes it leaves on average; `None` where that was not worked out.
    pub left: Option<Fraction>,
    /// The same once the best second question is answered too, where that was looked for.
    pub ahead: Option<Fraction>,
    /// What its values leave, those together that leave the same.
    pub leaves: Vec<Left>,
}

/// What some values of a fact leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The values in words: `weak or worse`, `under 50%`.
    pub values: String,
    /// The categories that stay possible.
    pub possible: Vec<CategoryId>,
    /// Whether there may still be none.
    pub may_be_silent: bool,
    /// The best question then, where two are looked ahead.
    pub then: Option<FactId>,
}

impl Sheet {
    /// How many ways it may come out, having no category being one.
    #[must_use]
    pub fn outcomes(&self) -> usize {
        self.possible.len() + usize::from(self.may_be_silent)
    }

    /// What an answer leaves to ask. Where the policy is too large the facts stand in their usual order, and nothing is said of what they leave.
    #[must_use]
    pub fn of(assessor: &Assessor<'_>, number: usize, answer: &Answer<'_>, facts: &Facts, ranking: Ranking) -> Self {
        let policy = assessor.policy();
        let found = assessor.inquire(answer.kind, facts).and_then(|inquiry| looked_into(policy, &inquiry, answer, ranking));
        let (ask, relevance) = match found {
            Ok((ask, relevance)) => (ask, Some(relevance)),
            Err(_) => (answer.ask.iter().map(|fact| Asked::of(policy, *fact)).collect(), None),
        };
        Self {
            number,
            id: answer.id.to_owned(),
            name: answer.name.to_owned(),
            kind: answer.kind,
            status: answer.status,
            possible: answer.possible.clone(),
            may_be_silent: answer.may_be_silent,
            ask,
            unknown: answer.unknown.clone(),
            relevance,
        }
    }

    /// What an unknown fact can still matter to, in words for programs: `category`, `days`, `expects PLAN`, `also`; empty for nothing.
    #[must_use]
    pub fn matters(&self, policy: &Policy, fact: FactId) -> Vec<String> {
        let Some(found) = &self.relevance else { return Vec::new() };
        let expectations = policy.categorisation(self.kind).map_or(&[][..], |one| &one.expectations);
        let name = |at: usize| expectations.get(at).map_or("", |one| &*one.name.machine);
        let of = |facts: &[FactId], word: String| facts.contains(&fact).then_some(word);
        let expected = found.expectations.iter().filter_map(|(at, facts)| of(facts, format!("expects {}", name(*at))));
        let also = found.also.iter().filter_map(|(_, facts)| of(facts, "also".to_owned()));
        let mut all: Vec<String> = of(&found.category, "category".to_owned())
            .into_iter()
            .chain(of(&found.days, "days".to_owned()))
            .chain(expected)
            .chain(also)
            .collect();
        all.dedup();
        all
    }
}

impl Asked {
    fn of(policy: &Policy, fact: FactId) -> Self {
        let of = policy.asked_of(fact).map(|one| Arc::clone(&one.whom));
        Self { fact, of, cost: policy.cost_of_asking(fact), left: None, ahead: None, leaves: Vec::new() }
    }
}

fn looked_into(
    policy: &Policy,
    inquiry: &Inquiry<'_>,
    answer: &Answer<'_>,
    ranking: Ranking,
) -> Result<(Vec<Asked>, Relevance), TooLarge> {
    let relevance = inquiry.relevance()?;
    // In the usual order only what can change the category by itself is asked; in the others, too, what only rules something out.
    let asked = if ranking == Ranking::default() { &answer.ask } else { &relevance.category };
    let questions = inquiry.questions(asked, ranking)?;
    Ok((questions.iter().map(|question| as_asked(policy, inquiry, question)).collect(), relevance))
}

fn as_asked(policy: &Policy, inquiry: &Inquiry<'_>, question: &Question) -> Asked {
    let mut groups: Vec<(&Leaves, Vec<usize>)> = Vec::new();
    for one in &question.leaves {
        let key = |leaves: &Leaves| (leaves.possible.clone(), leaves.may_be_silent, leaves.then.map(|then| then.fact));
        match groups.iter_mut().find(|(first, _)| key(first) == key(one)) {
            Some((_, regions)) => regions.push(one.region),
            None => groups.push((one, vec![one.region])),
        }
    }
    let words = |regions: Vec<usize>| {
        let values = Values { fact: question.fact, regions };
        inquiry.regions(question.fact).map_or_else(String::new, |all| explain::values(policy, all, &values))
    };
    let left = |(one, regions): (&Leaves, Vec<usize>)| Left {
        values: words(regions),
        possible: one.possible.clone(),
        may_be_silent: one.may_be_silent,
        then: one.then.map(|then| then.fact),
    };
    Asked {
        left: Some(question.left),
        ahead: question.ahead,
        leaves: groups.into_iter().map(left).collect(),
        ..Asked::of(policy, question.fact)
    }
}
