//! For whom allocations are: in a category just where the kind of setting has them.

use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::{Allocation, KindId, Lowered, Policy};

pub(super) fn check(lowered: &Lowered, problems: &mut Problems) {
    let policy = &lowered.policy;
    for declared in policy.declared_allocations() {
        let (with, without): (Vec<KindId>, Vec<KindId>) =
            declared.kinds.iter().partition(|kind| policy.categorisation(**kind).is_some());
        if declared.category.is_none() {
            needs_category(policy, declared, &with, problems);
        } else if !lowered.unreadable {
            no_category(policy, declared, &without, problems);
        }
    }
}

fn needs_category(policy: &Policy, declared: &Allocation, kinds: &[KindId], problems: &mut Problems) {
    if kinds.is_empty() {
        return;
    }
    let kinds = policy.some_kinds(kinds);
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
    let kinds = policy.some_kinds(kinds);
    let message = format!("The policy does not categorise {kinds}, so that this is never given.");
    let help = format!(
        "Write `allocation for {kinds}: …` without a category, or say how they are categorised: `categorise {kinds} by its most intensive \
         strand`."
    );
    problems.push(Diagnostic::new(codes::NO_CATEGORY, declared.days_span, message).help(help));
}
