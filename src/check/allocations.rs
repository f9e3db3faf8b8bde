//! For whom allocations are: with a category just where the kind of setting has them, and used by some setting.

use crate::diagnostic::words::{joined, with_article};
use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::{Allocation, KindId, Lowered, Policy};

pub(super) fn check(lowered: &Lowered, problems: &mut Problems) {
    let policy = &lowered.policy;
    for declared in policy.declared_allocations() {
        let all: Vec<&Allocation> = policy.allocations.iter().filter(|one| one.span == declared.span).collect();
        let categorised = |one: &&&Allocation| policy.categorisation(one.kind).is_some();
        if declared.category.is_none() {
            needs_category(policy, declared, &kinds(all.iter().filter(categorised).map(|one| one.kind)), problems);
        } else if !lowered.unreadable {
            let without = all.iter().filter(|one| !categorised(one));
            no_category(policy, declared, &kinds(without.map(|one| one.kind)), problems);
        }
        never_used(policy, declared, &all, problems);
    }
}

/// Each kind once.
fn kinds(all: impl Iterator<Item = KindId>) -> Vec<KindId> {
    let mut kinds: Vec<KindId> = all.collect();
    kinds.dedup();
    kinds
}

fn words(policy: &Policy, kinds: &[KindId]) -> String {
    let names = kinds.iter().filter_map(|kind| policy.kinds.get(kind.at()));
    joined(&names.map(|kind| with_article(&kind.name.phrase)).collect::<Vec<_>>(), "or")
}

fn needs_category(policy: &Policy, declared: &Allocation, kinds: &[KindId], problems: &mut Problems) {
    if kinds.is_empty() {
        return;
    }
    let kinds = words(policy, kinds);
    let codes: Vec<&str> = policy.categories.iter().map(|category| &*category.code).collect();
    let message = format!("In which category {kinds} gets this is not said.");
    let help = match (codes.first(), codes.get(1)) {
        (Some(first), Some(second)) => {
            format!("Write `allocation for {kinds} in {first}: …`, or several, `in {first} or {second}`.")
        }
        _ => format!("Write `allocation for {kinds} in CATEGORY: …`."),
    };
    problems.push(Diagnostic::new(codes::NEEDS_CATEGORY, declared.days_span, message).help(help));
}

fn no_category(policy: &Policy, declared: &Allocation, kinds: &[KindId], problems: &mut Problems) {
    if kinds.is_empty() {
        return;
    }
    let kinds = words(policy, kinds);
    let message = format!("The policy does not categorise {kinds}, so that this is never given.");
    let help = format!(
        "Write `allocation for {kinds}: …` without a category, or say how they are categorised: `categorise {kinds} by its most intensive \
         strand`."
    );
    problems.push(Diagnostic::new(codes::NO_CATEGORY, declared.days_span, message).help(help));
}

/// An allocation that gives way to a more specific one wherever it could be used.
fn never_used(policy: &Policy, declared: &Allocation, all: &[&Allocation], problems: &mut Problems) {
    let used = |one: &&Allocation| policy.allocation(one.kind, one.category);
    if all.iter().any(|one| used(one).is_none_or(|used| used.span == one.span)) {
        return;
    }
    let message = format!("The allocation for {} is never used: each of its kinds has a more specific one.", declared.about);
    let mut found = Diagnostic::new(codes::NEVER_USED, declared.days_span, message);
    let mut seen = Vec::new();
    for other in all.iter().filter_map(used).filter(|other| other.span != declared.span) {
        if !seen.contains(&other.span) {
            seen.push(other.span);
            found = found.also(other.days_span, format!("the one for {}", other.about));
        }
    }
    problems.push(found.help("Take it out, or take out those that say the same for one kind."));
}
