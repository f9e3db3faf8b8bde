//! The words that a line can be made of.

use super::Ink;
use crate::model::{Domain, Fact, KindId, Policy, machine_name};
use std::collections::BTreeSet;

/// What was typed of a name, as names are compared: whatever the case, blanks and hyphens. A blank behind it says that a word has ended.
pub(super) fn begun(typed: &str) -> String {
    let mut folded = machine_name(typed);
    if typed.ends_with(char::is_whitespace) && !folded.is_empty() {
        folded.push('_');
    }
    folded
}

/// Whether a name can still become of what was typed.
pub(super) fn becomes(begun: &str, name: &str) -> bool {
    let mut folded = machine_name(name);
    folded.push('_');
    folded.starts_with(begun)
}

/// The values of a fact that have names, `none` among them where it can be; no numbers and dates.
pub(super) fn values(policy: &Policy, fact: &Fact) -> Vec<String> {
    let mut names: Vec<String> = match &fact.domain {
        Domain::Vocabulary(id) => {
            let values = policy.vocabulary(*id).map(|one| one.values.as_slice()).unwrap_or_default();
            values.iter().map(|value| value.name.phrase.to_string()).collect()
        }
        Domain::Number(_) | Domain::Date => Vec::new(),
    };
    if fact.or_none {
        names.push("none".to_owned());
    }
    names
}

/// The names that a condition or a sentence of the policy can have in it, each once, and what they are.
pub(super) fn of_sentences(policy: &Policy, kind: KindId) -> Vec<(String, Ink)> {
    let facts = policy.facts_of(kind).map(|(_, fact)| (fact.name.phrase.to_string(), Ink::Fact));
    let defines = policy.defines.iter().filter(|one| one.kind == kind).map(|one| (one.name.phrase.to_string(), Ink::Fact));
    let lists = policy.lists.iter().filter(|one| one.kind == kind).map(|one| (one.name.phrase.to_string(), Ink::Fact));
    let parameters = policy.parameters.iter().map(|one| (one.name.phrase.to_string(), Ink::Value));
    let values = policy.facts_of(kind).flat_map(|(_, fact)| values(policy, fact)).map(|value| (value, Ink::Value));
    let codes = policy.categories.iter().map(|one| (one.code.to_string(), Ink::Category));
    let mut seen = BTreeSet::new();
    let all = facts.chain(defines).chain(lists).chain(parameters).chain(values).chain(codes);
    all.filter(|(name, _)| seen.insert(name.clone())).collect()
}
