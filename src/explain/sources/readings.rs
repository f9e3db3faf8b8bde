//! What a policy decides that its source leaves open, the most consequential first.

use super::carriers::{self, Item};
use super::uses::{Outcome, Uses, lifted, outcomes};
use crate::model::{CategoryId, Policy};
use crate::source::Span;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// One reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What was decided, in the policy's words.
    pub text: Arc<str>,
    /// The place of the source that leaves it open, where one is cited.
    pub from: Option<Arc<str>>,
    /// What it is attached to, in words.
    pub about: String,
    /// Where that stands.
    pub span: Span,
    /// How many lines and gates rest on it; nothing where it stands behind one itself.
    pub bears_on: Option<usize>,
    /// The most intensive category that it can bring about.
    pub category: Option<CategoryId>,
}

/// All readings of a policy.
///
/// How consequential one is, is worked out, not told: first what bears on every strand at once (how a kind of setting is
/// categorised, and gates); then lines and strands, and the definitions, lists and parameters that they rest on; then facts and
/// what cannot be; then support and what is expected; then the rest. Within each, the more intensive the category that can
/// come of it, the earlier; then the more lines and gates rest on it; then as written.
#[must_use]
pub fn readings(policy: &Policy) -> Vec<Reading> {
    let outcomes = outcomes(policy);
    let carriers = carriers::all(policy).into_iter().filter_map(|carrier| {
        let (text, about) = (carrier.citation.reading.clone()?, carrier.words(policy));
        let Weight { sort, category, lines } = weight(carrier.item, &outcomes);
        let bears_on =
            (sort == Sort::Rule || sort == Sort::Fact).then_some(lines).filter(|_| !matches!(carrier.item, Item::Line(..)));
        let reading = Reading { text, from: carrier.citation.from.clone(), about, span: carrier.span, bears_on, category };
        Some(((sort, Reverse(category), Reverse(lines), carrier.span), reading))
    });
    let mut found: Vec<_> = carriers.collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, reading)| reading).collect()
}

/// What a reading bears on, the most consequential first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Whole,
    Rule,
    Fact,
    Support,
    Rest,
}

struct Weight {
    sort: Sort,
    /// The most intensive category that can come of it.
    category: Option<CategoryId>,
    /// How many lines and gates rest on it.
    lines: usize,
}

fn weight(item: Item<'_>, outcomes: &[Outcome]) -> Weight {
    let used = |sort, uses: &dyn Fn(&Uses) -> bool| {
        let resting = || outcomes.iter().filter(|outcome| uses(&outcome.uses)).map(|outcome| outcome.category);
        // What is declared for several kinds of setting is one line.
        let lines =
            outcomes.iter().filter(|outcome| uses(&outcome.uses)).map(|outcome| outcome.span).collect::<HashSet<_>>().len();
        Weight { sort: if lines == 0 { Sort::Rest } else { sort }, category: resting().max(), lines }
    };
    let alone = |sort, category, lines| Weight { sort, category, lines };
    match item {
        Item::Categorisation(whole) => {
            let lines = || whole.strands.iter().flat_map(|strand| &strand.lines).map(|line| line.category);
            alone(Sort::Whole, lines().max(), lines().count())
        }
        Item::Gate(_, gate) => alone(Sort::Whole, Some(lifted(gate.category)), 1),
        Item::Strand(_, strand) => alone(Sort::Rule, strand.lines.iter().map(|line| line.category).max(), strand.lines.len()),
        Item::Line(_, _, line) => alone(Sort::Rule, Some(line.category), 1),
        Item::Define(id) => used(Sort::Rule, &|uses| uses.defines.contains(&id)),
        Item::Derived(id) | Item::Row(id, _) | Item::Points(id, _) => used(Sort::Rule, &|uses| uses.derived.contains(&id)),
        Item::List(id) => used(Sort::Rule, &|uses| uses.lists.contains(&id)),
        Item::Parameter(id) => used(Sort::Rule, &|uses| uses.parameters.contains(&id)),
        Item::Fact(id) => used(Sort::Fact, &|uses| uses.facts.contains(&id)),
        Item::Constraint(_) => alone(Sort::Fact, None, 0),
        Item::Expectation(_, one) => alone(Sort::Support, Some(one.category), 0),
        Item::Allocation(one) => alone(Sort::Support, one.category, 0),
        Item::Also(_) => alone(Sort::Support, None, 0),
        Item::Imported(_, Some(id)) => used(Sort::Fact, &|uses| uses.facts.contains(&id)),
        Item::Heading(_) | Item::Informant(_) | Item::Import(_) | Item::Imported(_, None) => alone(Sort::Rest, None, 0),
    }
}
