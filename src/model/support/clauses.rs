//! The clauses of the document that a policy comes from.

use crate::model::derived::Derived;
use crate::model::name::Name;
use crate::model::policy::{Citation, Policy};
use crate::source::Span;
use std::sync::Arc;

/// A clause, as citations name it.
#[derive(Clone, Debug)]
pub struct Clause {
    /// `4.1`, `Annex 2`
    pub name: Arc<str>,
    /// What is said of it.
    pub standing: Standing,
    /// Where it is declared.
    pub span: Span,
}

/// What is said of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is no rule, and why.
    NoRule(Arc<str>),
    /// It is there to be cited, and perhaps what it is about.
    Cited(Option<Arc<str>>),
}

impl Policy {
    /// The clauses that a citation names: of each of its parts, which semicolons separate, the most exact clause there is.
    /// `Annex 1, Schools, Ofsted` names `Annex 1`, or `Annex 1, Schools` where that is declared too.
    pub fn clauses_named<'a>(&'a self, citation: &'a str) -> impl Iterator<Item = &'a Clause> {
        citation.split(';').filter_map(|part| {
            let fits = self.clauses.iter().filter(|clause| is_within(part.trim(), &clause.name));
            fits.max_by_key(|clause| clause.name.len())
        })
    }

    /// The document that a place is in by its own words: `Paper, section 1` and `Paper 1` are in the source called `paper`.
    #[must_use]
    pub fn source_named(&self, place: &str) -> Option<&Name> {
        self.sources.iter().find(|source| {
            let parts = place.split_at_checked(source.phrase.len());
            parts.is_some_and(|(start, rest)| {
                start.eq_ignore_ascii_case(&source.phrase) && !rest.starts_with(char::is_alphanumeric)
            })
        })
    }

    /// What is cited in the policy's rules, and where the rule stands.
    pub fn citations(&self) -> impl Iterator<Item = (&Citation, Span)> {
        let strands = self.categorisations.iter().flat_map(|one| &one.strands);
        let lines = strands.clone().flat_map(|one| &one.lines).map(|one| (&one.citation, one.span));
        let gates = self.categorisations.iter().flat_map(|one| &one.gates).map(|one| (&one.citation, one.span));
        let expected = self.categorisations.iter().flat_map(|one| &one.expectations).map(|one| (&one.citation, one.span));
        let whole = self.categorisations.iter().map(|one| (&one.citation, one.span));
        let named = self.defines.iter().map(|one| (&one.citation, one.span));
        let derived = self.derived.iter().flat_map(Derived::citations);
        let lists = self.lists.iter().map(|one| (&one.citation, one.span));
        let facts = self.facts.iter().map(|one| (&one.citation, one.span));
        let numbers = self.parameters.iter().map(|one| (&one.citation, one.span));
        let never = self.constraints.iter().map(|one| (&one.citation, one.span));
        let brings = self.allocations.iter().map(|one| (&one.citation, one.span));
        let also = self.also.iter().map(|one| (&one.citation, one.span));
        let strands = strands.map(|one| (&one.citation, one.span));
        let asked = self.asking.informants.iter().map(|one| (&one.citation, one.span));
        let rules = whole.chain(strands).chain(lines).chain(gates).chain(expected);
        rules
            .chain(named)
            .chain(derived)
            .chain(lists)
            .chain(facts)
            .chain(numbers)
            .chain(never)
            .chain(brings)
            .chain(also)
            .chain(asked)
    }
}

/// Whether a place lies in a clause: it is the clause, or goes on behind it with a comma, a blank or the like. `4.2.1` is no
/// place in `4.2`, nor `Annex 10` in `Annex 1`.
fn is_within(place: &str, clause: &str) -> bool {
    let Some((start, rest)) = place.split_at_checked(clause.len()) else { return false };
    let number = |rest: &str| rest.trim_start().starts_with(|next: char| next.is_ascii_digit());
    let ends = rest.is_empty() || rest.starts_with([',', ':', '(', ' ']) && !(rest.starts_with(' ') && number(rest));
    start.eq_ignore_ascii_case(clause) && ends
}
