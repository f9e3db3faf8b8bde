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
    let undeclared = by_clause(policy, coverage.places.iter().filter(|place| is_undeclared(policy, &place.name)));
    let undeclared = undeclared.into_iter().filter_map(|(clause, places)| undeclared_clause(policy, &clause, &places));
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

/// Places by the clause that they would lie in: what stands before a place's first comma, in another document before the next.
fn by_clause<'c>(policy: &Policy, places: impl Iterator<Item = &'c Place>) -> Vec<(String, Vec<&'c Place>)> {
    let is_allowed = |place: &Place| {
        let holds =
            |span: Span| policy.allowances.iter().any(|one| &*one.code == codes::CLAUSE_UNDECLARED.id && one.holds_at(span));
        place.by.first().is_some_and(|citing| holds(citing.span))
    };
    let mut clauses: Vec<(String, Vec<&Place>)> = Vec::new();
    // What is allowed at one place is not for that allowed at others.
    let (allowed, others): (Vec<&Place>, Vec<&Place>) = places.partition(|place| is_allowed(place));
    for place in others {
        let mut parts = place.name.split(", ");
        let first = parts.next().unwrap_or_default().to_owned();
        let clause = match parts.next() {
            Some(next) if policy.source_named(&first).is_some() => format!("{first}, {next}"),
            Some(_) | None => first,
        };
        match clauses.iter_mut().find(|(known, _)| *known == clause) {
            Some((_, places)) => places.push(place),
            None => clauses.push((clause, vec![place])),
        }
    }
    clauses.extend(allowed.into_iter().map(|place| (place.name.clone(), vec![place])));
    clauses
}

fn undeclared_clause(policy: &Policy, clause: &str, places: &[&Place]) -> Option<Diagnostic> {
    let names: Vec<&str> = places.iter().map(|place| &*place.name).collect();
    let (message, clause) = match names.as_slice() {
        [] => return None,
        [one] => (format!("`{one}` is cited here, and no such clause is declared."), *one),
        several => {
            let first: Vec<String> = several.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
            let more = several.len().saturating_sub(SHOWN);
            let more = if more == 0 { String::new() } else { format!(", and {more} more") };
            (format!("Places in `{clause}` are cited, and no such clause is declared: {}{more}.", first.join(", ")), clause)
        }
    };
    let mut all: Vec<Span> = places.iter().flat_map(|place| place.by.iter().map(|citing| citing.span)).collect();
    all.sort_unstable();
    let (first, others) = all.split_first()?;
    let mut diagnostic = Diagnostic::new(codes::CLAUSE_UNDECLARED, *first, message);
    for other in others.iter().take(SHOWN) {
        diagnostic = diagnostic.also(*other, "cited here too");
    }
    let more = others.len().saturating_sub(SHOWN);
    let more =
        if more == 0 { String::new() } else { format!(" {}.", counted(more, "more citation follows", "more citations follow")) };
    let names = policy.clauses.iter().map(|clause| &*clause.name);
    let near = did_you_mean(clause, names, || "Cite the clause that says so.".to_owned());
    let help = format!("{near} If the source has it, declare it: `clause \"{clause}\": WHAT IT IS ABOUT`.{more}");
    Some(diagnostic.help(help))
}
