//! Which of the changed facts alone bring the new category.

use crate::assess::Answer;
use crate::evaluate;
use crate::harness::moves::{Pair, Side};
use crate::model::{CategoryId, FactId, Facts};

/// So many combinations of changed facts are tried for one setting.
pub const MOST_TRIED: usize = 20_000;

/// What brings a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It is another kind of setting now.
    Kind,
    /// The assessment date alone: with the facts of before the category is the new one too.
    Date,
    /// The smallest sets of changed facts each of which alone brings it, all of them; by place among the changed facts.
    Facts(Vec<Vec<usize>>),
    /// No set of at most so many facts does, and larger ones would be too many to try.
    TooMany {
        /// The size up to which all sets were tried.
        tried: usize,
    },
    /// Nothing was tried: there is no answer.
    Unanswered,
}

/// Looks for the smallest sets, as of the later day: all sets of one fact, then all of two, and so on, the other facts as before. Each
/// that is found is evaluated once more by the evaluator that explains.
pub(super) fn of(after: &mut Side<'_>, pair: Pair<'_>, changed: &[FactId]) -> Cause {
    let Some(wanted) = reached(after, pair, &pair.after.facts) else { return Cause::Unanswered };
    if reached(after, pair, &pair.before.facts).as_ref() == Some(&wanted) {
        return Cause::Date;
    }
    let mut tried = 0;
    for size in 1..=changed.len() {
        let mut found = Vec::new();
        let mut set: Vec<usize> = (0..size).collect();
        loop {
            tried += 1;
            if tried > MOST_TRIED {
                return Cause::TooMany { tried: size - 1 };
            }
            let facts = with(pair, changed, &set);
            if reached(after, pair, &facts).as_ref() == Some(&wanted) && replayed(after, pair, &facts, &wanted) {
                found.push(set.clone());
            }
            if !next(&mut set, changed.len()) {
                break;
            }
        }
        if !found.is_empty() {
            return Cause::Facts(found);
        }
    }
    Cause::Unanswered
}

/// What is possible.
#[derive(PartialEq, Eq)]
struct Reached {
    possible: Vec<CategoryId>,
    may_be_silent: bool,
}

/// What is possible with some facts; `None` where they cannot be together, or it would take too long.
fn reached(after: &mut Side<'_>, pair: Pair<'_>, facts: &Facts) -> Option<Reached> {
    let Answer { possible, may_be_silent, .. } = after.assessor.assess("", "", pair.after.kind, facts).ok()?;
    Some(Reached { possible, may_be_silent })
}

/// Whether the evaluator that explains says so too: all that is possible, and where it leaves one category, that one.
fn replayed(after: &Side<'_>, pair: Pair<'_>, facts: &Facts, wanted: &Reached) -> bool {
    let trace = evaluate::evaluate(after.assessor.policy(), pair.after.kind, after.assessor.on(), facts);
    let all = wanted.possible.iter().all(|category| trace.outcomes.contains(&Some(*category)));
    all && trace.category().is_none_or(|category| wanted.possible == [category])
}

/// The facts of before, with some of the changed ones as they are after.
fn with(pair: Pair<'_>, changed: &[FactId], set: &[usize]) -> Facts {
    let mut facts = pair.before.facts.clone();
    for fact in set.iter().filter_map(|at| changed.get(*at)) {
        facts.set(*fact, pair.after.facts.get(*fact));
    }
    facts
}

/// The next set of as many of the first `count` numbers, in alphabetical order; whether there is one.
fn next(set: &mut [usize], count: usize) -> bool {
    let size = set.len();
    let Some(at) = (0..size).rev().find(|at| set.get(*at).is_some_and(|one| *one < count - size + at)) else { return false };
    let Some(first) = set.get(at).map(|one| one + 1) else { return false };
    set.iter_mut().skip(at).zip(first..).for_each(|(slot, one)| *slot = one);
    true
}
