//! Facts that no rule asks for, and names that nothing uses.
//!
//! What only an unused definition uses counts as used: the definition is told of, and once it is gone what is left over.

use crate::diagnostic::{Diagnostic, codes::proofs as codes};
use crate::explain::sources::Uses;
use crate::model::{
    Condition, DefineId, DerivedId, DerivedRule, FactId, ListId, ParameterId, PointsFor, Policy, Property, PropertyClaim,
};
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) fn found(policy: &Policy) -> Vec<Diagnostic> {
    let by_rules = by_rules(policy);
    let ids = |count: usize| (0..count).filter_map(FactId::from_index);
    let unasked = ids(policy.facts.len()).filter(|id| !by_rules.facts.contains(id)).filter_map(|id| policy.fact(id));
    let mut all: Vec<Diagnostic> = unasked.map(|fact| unasked_fact(&fact.name.phrase, fact.span)).collect();
    let mut uses = by_rules;
    policy.properties.iter().filter_map(condition_of).for_each(|condition| uses.add(condition, policy));
    all.extend(never_used(policy, &uses));
    all
}

/// All that rules use, and all that definitions, lists, tables and scores do.
fn by_rules(policy: &Policy) -> Uses {
    let mut uses = Uses::default();
    let strands = || policy.categorisations.iter().flat_map(|one| &one.strands);
    let lines = strands().flat_map(|strand| &strand.lines).filter_map(|line| line.condition.as_ref());
    let gates = policy.categorisations.iter().flat_map(|one| &one.gates).map(|gate| &gate.unless);
    let expected = policy.categorisations.iter().flat_map(|one| &one.expectations);
    let expected = expected.flat_map(|one| std::iter::once(&one.expects).chain(&one.when));
    let also = policy.also.iter().filter_map(|one| one.when.as_ref());
    let never = policy.constraints.iter().map(|one| &one.condition);
    let named = policy.defines.iter().map(|one| &one.condition).chain(policy.lists.iter().flat_map(|one| &one.members));
    let rules = lines.chain(gates).chain(expected).chain(also).chain(never).chain(named);
    rules.for_each(|condition| uses.add(condition, policy));
    uses.derived.extend(strands().filter_map(|strand| strand.table));
    for one in &policy.derived {
        one.conditions().for_each(|condition| uses.add(condition, policy));
        uses.derived.extend(one.values());
        if let DerivedRule::Score(lines) = &one.rule {
            for line in lines {
                uses.operand(&line.points);
                if let PointsFor::Each { list, .. } = &line.what {
                    uses.lists.extend(list);
                }
            }
        }
    }
    uses
}

const fn condition_of(property: &Property) -> Option<&Condition> {
    match &property.claim {
        PropertyClaim::Never { when, .. }
        | PropertyClaim::Always { when, .. }
        | PropertyClaim::Improving { when, .. }
        | PropertyClaim::Changing { when, .. } => when.as_ref(),
    }
}

/// Names that stand in no condition; what is declared for several kinds of setting at once is used where one of them uses it.
fn never_used(policy: &Policy, uses: &Uses) -> Vec<Diagnostic> {
    let define = |at| DefineId::from_index(at).is_some_and(|id| uses.defines.contains(&id));
    let list = |at| ListId::from_index(at).is_some_and(|id| uses.lists.contains(&id));
    let parameter = |at| ParameterId::from_index(at).is_some_and(|id| uses.parameters.contains(&id));
    let derived = |at| DerivedId::from_index(at).is_some_and(|id| uses.derived.contains(&id));
    let defines = policy.defines.iter().enumerate().map(|(at, one)| ("definition", &one.name, one.span, define(at)));
    let lists = policy.lists.iter().enumerate().map(|(at, one)| ("list", &one.name, one.span, list(at)));
    let parameters = policy.parameters.iter().enumerate().map(|(at, one)| ("parameter", &one.name, one.span, parameter(at)));
    let derived = policy.derived.iter().enumerate().map(|(at, one)| {
        let sort = one.table().map_or("score", |table| if table.square { "matrix" } else { "table" });
        (sort, &one.name, one.span, derived(at))
    });
    let all: Vec<_> = defines.chain(lists).chain(parameters).chain(derived).collect();
    let used: BTreeSet<Span> = all.iter().filter(|(.., is_used)| *is_used).map(|(_, _, span, _)| *span).collect();
    let mut told = BTreeSet::new();
    let unused = all.iter().filter(|(_, _, span, _)| !used.contains(span) && told.insert(*span));
    unused.map(|(sort, name, span, _)| unused_name(sort, &name.phrase, *span)).collect()
}

fn unasked_fact(name: &str, span: Span) -> Diagnostic {
    let help = "Nothing comes of what is told of it. Write the rule that asks for it, or take the fact out.";
    Diagnostic::new(codes::FACT_UNUSED, span, format!("No rule asks for `{name}`.")).help(help)
}

fn unused_name(sort: &str, name: &str, span: Span) -> Diagnostic {
    let help = "If a rule should use it, the rule says something else; otherwise take it out.";
    Diagnostic::new(codes::NEVER_USED, span, format!("Nothing uses the {sort} `{name}`.")).help(help)
}
