//! Clauses that are cited and not declared, and clauses that are declared and not cited.

use crate::diagnostic::words::counted;
use crate::diagnostic::{Diagnostic, codes::proofs as codes, did_you_mean};
use crate::explain::sources::{Citing, Place, coverage};
use crate::model::{Policy, Standing};
use crate::source::Span;
use std::collections::HashSet;

/// Of so many other citations of one place a finding says where they stand.
const SHOWN: usize = 3;

pub(super) fn found(policy: &Policy) -> Vec<Diagnostic> {
    // Who lists only what is no rule has not listed the clauses that are.
    if !policy.clauses.iter().any(|clause| matches!(clause.standing, Standing::Cited(_))) {
        return Vec::new();
    }
    let mut coverage = coverage(policy);
    let (of_imports, own_figures) = (of_imports(policy), own_figures(policy));
    let cites = |citing: &Citing| !of_imports.contains(&citing.span) && !own_figures.contains(&citing.span);
    coverage.places.iter_mut().for_each(|place| place.by.retain(cites));
    let undeclared = coverage.places.iter().filter(|place| is_undeclared(policy, &place.name));
    let undeclared = undeclared.filter_map(|place| undeclared_clause(policy, place));
    let uncited = coverage.unused.iter().map(|clause| {
        let about = if clause.words.is_empty() { String::new() } else { format!(", which is about this: {}", clause.words) };
        let message = format!("No rule cites the clause `{}`{about}.", clause.clause);
        let help = format!(
            "Write the rule that comes of it, cite it where there is one, `from \"{0}\"`, or say why there is none: `clause \"{0}\": no rule \
             because \"…\"`.",
            clause.clause
        );
        Diagnostic::new(codes::CLAUSE_UNCITED, clause.span, message).help(help)
    });
    undeclared.chain(uncited).collect()
}

/// Where imports say which file of others they read: that is no clause of the policy's source.
fn of_imports(policy: &Policy) -> HashSet<Span> {
    let below = policy.imports.iter().flat_map(|import| import.citations().map(|(_, _, span)| span));
    policy.imports.iter().map(|import| import.span).chain(below).collect()
}

/// Where allocations state figures that other places state otherwise: their headings cite what is cited for these.
fn own_figures(policy: &Policy) -> HashSet<Span> {
    let own = policy.declared_allocations().flat_map(|one| one.disputes.iter().filter_map(|dispute| one.says(&dispute.matter)));
    own.map(|claim| claim.span).collect()
}

/// Whether a place is in no clause, and in no other document than those of which clauses are declared.
fn is_undeclared(policy: &Policy, place: &str) -> bool {
    let of_document = |name: &str| policy.source_named(name).map(|source| &source.machine);
    let document = of_document(place);
    let is_listed = document.is_none() || policy.clauses.iter().any(|clause| of_document(&clause.name) == document);
    is_listed && policy.clauses_named(place).next().is_none()
}

fn undeclared_clause(policy: &Policy, place: &Place) -> Option<Diagnostic> {
    let (first, others) = place.by.split_first()?;
    let message = format!("`{}` is cited here, and no such clause is declared.", place.name);
    let mut diagnostic = Diagnostic::new(codes::CLAUSE_UNDECLARED, first.span, message);
    for other in others.iter().take(SHOWN) {
        diagnostic = diagnostic.also(other.span, "cited here too");
    }
    let more = others.len().saturating_sub(SHOWN);
    let more =
        if more == 0 { String::new() } else { format!(" {} more.", counted(more, "citation follows", "citations follow")) };
    let names = policy.clauses.iter().map(|clause| &*clause.name);
    let near = did_you_mean(&place.name, names, || "Cite the clause that says so.".to_owned());
    let help = format!("{near} If the source has it, declare it: `clause \"{}\": WHAT IT IS ABOUT`.{more}", place.name);
    Some(diagnostic.help(help))
}
