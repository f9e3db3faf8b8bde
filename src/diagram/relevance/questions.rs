//! What asking for facts would leave, one question ahead or two, and which is the best to ask.
//!
//! Nobody knows how likely a value is, so every region of a fact that is still legal counts alike. What a question is expected to leave
//! is then the mean number of outcomes over the regions of its fact; two questions ahead, the mean over these regions of what the best
//! second question there is expected to leave.

use super::{Aspect, Fraction, Looking};
use crate::diagram::compile::{Compiled, SILENT, category_of};
use crate::diagram::matters::{remaining, support};
use crate::diagram::project::{Role, STEP_LIMIT};
use crate::diagram::store::{Ref, TooLarge};
use crate::model::{CategoryId, FactId, Facts, KindId, Policy};
use std::cmp::Ordering;

/// A fact that can be asked for, and what that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: FactId,
    /// What each of its regions that is legal leaves.
    pub leaves: Vec<Leaves>,
    /// The mean number of outcomes that they leave, having no category being one.
    pub left: Fraction,
    /// The mean that is left once the best second question is answered too; looked for where that is asked.
    pub ahead: Option<Fraction>,
}

/// What a region of a fact leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaves {
    /// The region.
    pub region: usize,
    /// The categories that stay possible, least intensive first.
    pub possible: Vec<CategoryId>,
    /// Whether there may still be none.
    pub may_be_silent: bool,
    /// The best question then, where two are looked ahead and one narrows the answer further.
    pub then: Option<Second>,
}

/// A second question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Second {
    /// The fact.
    pub fact: FactId,
    /// The mean number of outcomes that it leaves.
    pub left: Fraction,
}

/// By what questions are put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// By how much they narrow the answer for each unit of what asking costs; otherwise by how much they narrow it.
    pub by_cost: bool,
    /// With a second question after each answer to the first.
    pub ahead: bool,
}

/// What a question is worth, the best first: what narrows the answer and costs nothing, then by narrowing for each unit of cost, then
/// what narrows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Worth {
    class: u8,
    much: Fraction,
}

/// For each of some levels, what each region of its fact leaves, as sets of outcomes.
type Left = Vec<Vec<u128>>;

/// That a mean is too long a fraction to be written.
const TOO_LONG: TooLarge = TooLarge::Answer(STEP_LIMIT);

impl Compiled {
    /// Facts of a setting as questions, the best first; ties in declaration order. With neither cost nor a second question to think
    /// of they stay in the order given.
    ///
    /// # Errors
    /// Where it would take too many steps.
    pub fn questions(
        &self,
        (policy, kind): (&Policy, KindId),
        facts: &Facts,
        asked: &[FactId],
        ranking: Ranking,
    ) -> Result<Vec<Question>, TooLarge> {
        let Some(mut looking) = Looking::new(self, policy, kind, facts) else { return Ok(Vec::new()) };
        let at = |fact: &FactId| Some((*fact, self.variables.iter().position(|variable| variable.fact == *fact)?));
        let asked: Vec<(FactId, usize)> = asked.iter().filter_map(at).collect();
        let (all, left) = looking.left(&asked.iter().map(|(_, level)| *level).collect::<Vec<_>>())?;
        let mut ranked = Vec::with_capacity(asked.len());
        for ((fact, level), left) in asked.into_iter().zip(left) {
            ranked.push(looking.question((fact, level), &left, all, ranking)?);
        }
        if ranking.by_cost {
            ranked.sort_by(|(one, own), (other, its)| own.best_first(*its).then(one.fact.cmp(&other.fact)));
        } else if ranking.ahead {
            ranked.sort_by(|(one, _), (other, _)| one.ahead.cmp(&other.ahead).then(one.fact.cmp(&other.fact)));
        }
        Ok(ranked.into_iter().map(|(question, _)| question).collect())
    }
}

impl Looking<'_> {
    /// All outcomes that are possible, and what the regions of the facts of some levels leave of them.
    fn left(&mut self, levels: &[usize]) -> Result<(u128, Left), TooLarge> {
        let root = self.root(Aspect::Category)?;
        let below = support(&self.projection, root);
        let left = remaining(&self.projection, root, &below);
        let leaf = |root: Ref| root.at().and_then(|at| self.projection.sets.get(at)).copied().unwrap_or(0);
        let all = left.first().map_or_else(|| leaf(root), |regions| regions.iter().fold(0, |all, set| all | set));
        let arity = |level: usize| self.compiled.variables.get(level).map_or(0, |variable| variable.regions.len());
        // What no diagram asks for leaves everything.
        let of = |level: &usize| {
            let at = below.iter().position(|other| other == level);
            at.and_then(|at| left.get(at)).cloned().unwrap_or_else(|| vec![all; arity(*level)])
        };
        Ok((all, levels.iter().map(of).collect()))
    }

    /// A fact as a question, with what it is worth.
    fn question(
        &mut self,
        (fact, level): (FactId, usize),
        left: &[u128],
        all: u128,
        ranking: Ranking,
    ) -> Result<(Question, Worth), TooLarge> {
        let (mut leaves, mut then_left, mut costs) = (Vec::new(), Vec::new(), Vec::new());
        for (region, set) in left.iter().enumerate().filter(|(_, set)| **set != 0) {
            let then = if ranking.ahead { self.second((level, region), *set, ranking)? } else { None };
            then_left.push(then.map_or_else(|| number_of(*set), |second| second.left));
            costs.push(then.map_or(Fraction::ZERO, |second| self.cost(second.fact)));
            let outcomes = (0..u128::BITS).filter(|bit| set >> bit & 1 == 1);
            leaves.push(Leaves {
                region,
                possible: outcomes.filter_map(category_of).collect(),
                may_be_silent: set >> SILENT & 1 == 1,
                then,
            });
        }
        let mean_left = mean(left.iter().filter(|set| **set != 0).map(|set| number_of(*set))).ok_or(TOO_LONG)?;
        let ahead = mean(then_left.into_iter()).ok_or(TOO_LONG)?;
        let cost = mean(costs.into_iter()).and_then(|second| second.plus(self.cost(fact))).ok_or(TOO_LONG)?;
        let worth = Worth::of(number_of(all), ahead, cost).ok_or(TOO_LONG)?;
        Ok((Question { fact, leaves, left: mean_left, ahead: ranking.ahead.then_some(ahead) }, worth))
    }

    /// The best question once a fact is known to lie in a region that leaves these outcomes; none where no question narrows them.
    fn second(&mut self, (level, region): (usize, usize), set: u128, ranking: Ranking) -> Result<Option<Second>, TooLarge> {
        let others: Vec<usize> =
            self.roles.iter().enumerate().filter(|(_, role)| **role == Role::Kept).map(|(at, _)| at).collect();
        let others: Vec<usize> = others.into_iter().filter(|other| *other != level).collect();
        if set.count_ones() < 2 || others.is_empty() {
            return Ok(None);
        }
        self.set(&[level], Role::Fixed(region));
        let left = self.left(&others);
        self.set(&[level], Role::Kept);
        let mut best: Option<(Worth, Second)> = None;
        for (other, left) in others.iter().zip(left?.1) {
            let Some(fact) = self.compiled.variables.get(*other).map(|variable| variable.fact) else { continue };
            let left = mean(left.into_iter().filter(|set| *set != 0).map(number_of)).ok_or(TOO_LONG)?;
            let cost = if ranking.by_cost { self.cost(fact) } else { Fraction::whole(1) };
            let worth = Worth::of(number_of(set), left, cost).ok_or(TOO_LONG)?;
            let is_better = |(known, second): &(Worth, Second)| worth.best_first(*known).then(fact.cmp(&second.fact)).is_lt();
            if worth.narrows() && best.as_ref().is_none_or(is_better) {
                best = Some((worth, Second { fact, left }));
            }
        }
        Ok(best.map(|(_, second)| second))
    }

    /// What asking for a fact costs.
    fn cost(&self, fact: FactId) -> Fraction {
        Fraction::of(self.policy.cost_of_asking(fact).amount).unwrap_or(Fraction::ZERO)
    }
}

impl Worth {
    /// Of narrowing so many outcomes to so many on average, at a cost; `None` where a fraction cannot be written.
    fn of(all: Fraction, left: Fraction, cost: Fraction) -> Option<Self> {
        let narrowed = all.minus(left)?;
        if narrowed == Fraction::ZERO {
            return Some(Self { class: 2, much: narrowed });
        }
        if cost == Fraction::ZERO {
            return Some(Self { class: 0, much: narrowed });
        }
        Some(Self { class: 1, much: narrowed.over(cost)? })
    }

    const fn narrows(self) -> bool {
        self.class < 2
    }

    fn best_first(self, other: Self) -> Ordering {
        self.class.cmp(&other.class).then(other.much.cmp(&self.much))
    }
}

fn number_of(set: u128) -> Fraction {
    Fraction::whole(set.count_ones() as usize)
}

/// `None` for the mean of nothing, or where it cannot be written.
fn mean(numbers: impl Iterator<Item = Fraction>) -> Option<Fraction> {
    let (mut sum, mut count) = (Fraction::ZERO, 0);
    for number in numbers {
        sum = sum.plus(number)?;
        count += 1;
    }
    sum.over(Fraction::whole(count))
}
