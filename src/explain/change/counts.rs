//! How many fewer of a count's members would do, or how many more.

use crate::evaluate::{Because, Bound, Count, StrandTrace, Truth, Why};
use crate::model::{CategoryId, Condition, ConditionKind, FactId, Line, Policy, Strand};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// How many fewer members would have to hold for a strand to give no more than a category, where all that calls for more are counts of the
/// same members; which of them does not matter.
pub(super) fn fewer(policy: &Policy, strand: &Strand, said: &StrandTrace, wanted: CategoryId) -> Option<usize> {
    let mut parts: Vec<(&Condition, &Why)> = Vec::new();
    for (line, found) in strand.lines.iter().zip(&said.lines).filter(|(line, _)| line.category > wanted) {
        parts.extend(alternatives(line.condition.as_ref()?, found.why.as_ref()?));
    }
    let (members, count) = parts.iter().find_map(|part| counted(*part).filter(|_| part.1.truth == Truth::Holds))?;
    let holding = members.iter().zip(&count.of).filter(|(_, why)| why.truth == Truth::Holds);
    let mut changing = BTreeSet::new();
    holding.for_each(|(member, _)| member.facts(policy, &mut changing));
    let mut least = count.wanted;
    for part in parts {
        match counted(part) {
            Some((own, count)) if are_same(own, members) => least = least.min(count.wanted),
            _ if part.1.truth == Truth::Fails && facts(policy, part.0).is_disjoint(&changing) => {}
            Some(_) | None => return None,
        }
    }
    let spare = (least.ceil() - Decimal::ONE).to_usize()?;
    count.tally.holds.checked_sub(spare).filter(|fewer| *fewer > 0)
}

/// The parts of a condition any one of which is enough.
fn alternatives<'c>(condition: &'c Condition, why: &'c Why) -> Vec<(&'c Condition, &'c Why)> {
    match (&condition.kind, &why.because) {
        (ConditionKind::Any(parts), Because::Any(whys)) => {
            parts.iter().zip(whys).flat_map(|(part, why)| alternatives(part, why)).collect()
        }
        _ => vec![(condition, why)],
    }
}

/// The members of a count of at least so many, all of which are known, and how it stands.
fn counted<'c>((condition, why): (&'c Condition, &'c Why)) -> Option<(&'c [Condition], &'c Count)> {
    Some((members(condition)?, at_least(why)?))
}

/// How many more members would have to hold for a line that fails, where it is a count.
pub(super) fn more(line: &Line, why: &Why) -> Option<usize> {
    let count = at_least(why).filter(|_| line.condition.as_ref().and_then(members).is_some())?;
    let wanted = count.wanted.ceil().to_usize()?;
    wanted.checked_sub(count.tally.holds).filter(|more| *more > 0 && wanted <= count.of.len())
}

/// A count of at least so many, all of whose members are known.
fn at_least(why: &Why) -> Option<&Count> {
    match &why.because {
        Because::Count(count) if count.bound == Bound::AtLeast && count.tally.open == 0 => Some(count),
        Because::Count(_) | Because::Fact { .. } | Because::Related { .. } | Because::Derived { .. } => None,
        Because::Defined(..) => None,
        Because::Not(_) | Because::All(_) | Because::Any(_) => None,
    }
}

fn members(condition: &Condition) -> Option<&[Condition]> {
    match &condition.kind {
        ConditionKind::Count { of, .. } => Some(of),
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => None,
        ConditionKind::Not(_) | ConditionKind::All(_) | ConditionKind::Any(_) => None,
    }
}

fn are_same(one: &[Condition], other: &[Condition]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.text == other.text)
}

fn facts(policy: &Policy, condition: &Condition) -> BTreeSet<FactId> {
    let mut facts = BTreeSet::new();
    condition.facts(policy, &mut facts);
    facts
}
