//! One thing that is defined in two ways.

use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, Study, TooLarge};
use crate::model::{Derived, DerivedId, Domain, FactId, Policy};
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::source::Span;
use std::collections::BTreeSet;

/// What is compared with what was declared before it.
struct Named {
    what: &'static str,
    name: String,
    span: Span,
}

pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    defines(study, claims);
    lists(study, claims);
    derived(study, claims);
}

/// Definitions that hold for the same settings. What always or never holds is another finding.
fn defines(study: &mut Study<'_>, claims: &mut Claims) {
    let (policy, kind) = (study.policy(), study.kind());
    let mut before: Vec<(Set, Named)> = Vec::new();
    for define in policy.defines.iter().filter(|one| one.kind == kind) {
        let Ok(set) = study.where_holds(&define.condition) else { continue };
        if set.is_empty() || set == Set::ALL {
            continue;
        }
        let own = Named { what: "definition", name: define.name.phrase.to_string(), span: define.span };
        let same = before.iter().find(|(other, _)| *other == set).map(|(_, other)| same(&own, other));
        claims.claim::<()>(codes::DEFINED_TWICE, Sense::Sometime, define.span, Ok(same));
        before.push((set, own));
    }
}

/// Lists with the same members, and members that are the same.
fn lists(study: &mut Study<'_>, claims: &mut Claims) {
    let (policy, kind) = (study.policy(), study.kind());
    let mut before: Vec<(Vec<Set>, Named)> = Vec::new();
    for list in policy.lists.iter().filter(|one| one.kind == kind) {
        let sets: Result<Vec<Set>, TooLarge> = list.members.iter().map(|member| study.where_holds(member)).collect();
        let Ok(mut sets) = sets else { continue };
        for (at, (member, set)) in list.members.iter().zip(&sets).enumerate() {
            let earlier = sets.iter().take(at).position(|other| other == set).and_then(|at| list.members.get(at));
            let found = earlier.filter(|_| !set.is_empty() && *set != Set::ALL).map(|earlier| Finding {
                message: format!(
                    "`{}` says the same as `{}`, so that the list `{}` counts one thing twice for {KINDS}.",
                    member.text, earlier.text, list.name.phrase
                ),
                also: vec![(earlier.span, "the same is said here".to_owned())],
                within: vec![list.span],
                help: "Leave one of them out.".to_owned(),
                ..Finding::default()
            });
            claims.claim::<()>(codes::DEFINED_TWICE, Sense::Sometime, member.span, Ok(found));
        }
        sets.sort_unstable();
        let own = Named { what: "list", name: list.name.phrase.to_string(), span: list.span };
        let same = before.iter().find(|(other, _)| *other == sets).map(|(_, other)| same(&own, other));
        claims.claim::<()>(codes::DEFINED_TWICE, Sense::Sometime, list.span, Ok(same));
        before.push((sets, own));
    }
}

/// Tables and scores that come to the same for every setting.
fn derived(study: &mut Study<'_>, claims: &mut Claims) {
    let (policy, kind) = (study.policy(), study.kind());
    let own = policy.derived.iter().enumerate().filter(|(_, one)| one.kind == kind);
    let all: Vec<(DerivedId, &Derived, BTreeSet<FactId>)> =
        own.filter_map(|(at, one)| Some((DerivedId::from_index(at)?, one, facts(policy, one)))).collect();
    for (at, (id, one, facts)) in all.iter().enumerate() {
        let mut found = Ok(None);
        for (other_id, other, _) in all.iter().take(at).filter(|(_, other, its)| alike(one, other) && its == facts) {
            match study.same_values(*id, *other_id) {
                Ok(true) => {
                    let named = |of: &Derived| Named { what: "table or score", name: of.name.phrase.to_string(), span: of.span };
                    found = Ok(Some(same(&named(one), &named(other))));
                    break;
                }
                Ok(false) => {}
                Err(too_large) => found = Err(too_large),
            }
        }
        claims.claim(codes::DEFINED_TWICE, Sense::Sometime, one.span, found);
    }
}

fn facts(policy: &Policy, one: &Derived) -> BTreeSet<FactId> {
    let mut facts = BTreeSet::new();
    one.conditions().for_each(|condition| condition.facts(policy, &mut facts));
    let others = one.values().filter_map(|id| policy.derived.get(id.at()));
    others.flat_map(Derived::conditions).for_each(|condition| condition.facts(policy, &mut facts));
    facts
}

/// Whether two values can be compared at all.
fn alike(one: &Derived, other: &Derived) -> bool {
    match (&one.domain, &other.domain) {
        (Domain::Vocabulary(one), Domain::Vocabulary(other)) => one == other,
        (Domain::Number(one), Domain::Number(other)) => one.unit == other.unit,
        (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => false,
    }
}

fn same(one: &Named, other: &Named) -> Finding {
    Finding {
        message: format!(
            "The {} `{}` says the same as `{}`, in other words, whatever is so of {KINDS}.",
            one.what, one.name, other.name
        ),
        also: vec![(other.span, "the same is said here".to_owned())],
        within: vec![one.span],
        help: "Keep one of them, and use its name wherever the other stands; or mend the one that was to say something else."
            .to_owned(),
        ..Finding::default()
    }
}
