//! Clauses that are no rule, and what cites them all the same.

use crate::diagnostic::{Diagnostic, Problems, codes::policy as codes};
use crate::model::{Policy, Standing};
use crate::source::Span;
use std::collections::HashMap;

pub(super) fn check(policy: &Policy, problems: &mut Problems) {
    // The first rule that cites each clause.
    let mut cited: HashMap<Span, Span> = HashMap::new();
    for (citation, rule) in policy.citations() {
        for clause in citation.from.iter().flat_map(|from| policy.clauses_named(from)) {
            cited.entry(clause.span).or_insert(rule);
        }
    }
    for clause in policy.clauses.iter().filter(|clause| matches!(clause.standing, Standing::NoRule(_))) {
        let Some(rule) = cited.get(&clause.span) else { continue };
        let message = format!("Clause {} is said to be no rule, and a rule cites it.", clause.name);
        let help = "If the rule rests on it, say what the clause is about in place of `no rule`; else mend what the rule cites.";
        problems.push(Diagnostic::new(codes::RULE_AFTER_ALL, clause.span, message).also(*rule, "the rule").help(help));
    }
}
