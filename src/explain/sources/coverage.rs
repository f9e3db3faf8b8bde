//! Which places of the source are cited, and by what.

use super::Citing;
use super::carriers::{self, Carrier};
use super::natural;
use crate::model::{Policy, Standing};
use crate::source::Span;
use std::collections::HashSet;

/// The source as the policy cites it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The places cited, in natural order: 4.2 before 4.10.
    pub places: Vec<Place>,
    /// What cites no place and should.
    pub uncited: Vec<Citing>,
    /// Clauses that are no rule, with the reason, in natural order.
    pub no_rule: Vec<Unruled>,
    /// Clauses declared to be cited that nothing cites, with what they are about.
    pub unused: Vec<Unruled>,
}

/// A clause that no rule comes of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unruled {
    /// `4.1`
    pub clause: String,
    /// Why it is no rule, or what it is about.
    pub words: String,
    /// Where the policy declares it.
    pub span: Span,
}

/// A place of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As the policy writes it first.
    pub name: String,
    /// What cites it, in the order of the policy.
    pub by: Vec<Citing>,
}

/// Every place that a policy cites. One citation names several places where it is parted by semicolons.
#[must_use]
pub fn coverage(policy: &Policy) -> Coverage {
    let mut coverage = Coverage::default();
    for carrier in carriers::all(policy) {
        let citing = citing(policy, &carrier);
        match &carrier.citation.from {
            Some(from) => places_of(from).into_iter().for_each(|place| cite(&mut coverage.places, place, &citing)),
            None if carrier.needed => coverage.uncited.push(citing),
            None => {}
        }
    }
    for one in policy.every_contradiction() {
        for claim in &one.statements {
            let citing = Citing { what: format!("a contradiction: {}", one.about), span: claim.span, has_reading: false };
            let places = claim.from.iter().flat_map(|from| places_of(from));
            places.for_each(|place| cite(&mut coverage.places, place, &citing));
        }
    }
    clauses(policy, &mut coverage);
    coverage.places.sort_by(|one, other| natural::order(&one.name, &other.name));
    coverage
}

/// The clauses that no rule comes of.
fn clauses(policy: &Policy, coverage: &mut Coverage) {
    let cited: HashSet<Span> =
        coverage.places.iter().flat_map(|place| policy.clauses_named(&place.name)).map(|clause| clause.span).collect();
    for clause in &policy.clauses {
        let one = |words: &str| Unruled { clause: clause.name.to_string(), words: words.to_owned(), span: clause.span };
        match &clause.standing {
            Standing::NoRule(why) => coverage.no_rule.push(one(why)),
            Standing::Cited(about) if !cited.contains(&clause.span) => {
                coverage.unused.push(one(about.as_deref().unwrap_or_default()));
            }
            Standing::Cited(_) => {}
        }
    }
    coverage.no_rule.sort_by(|one, other| natural::order(&one.clause, &other.clause));
    coverage.unused.sort_by(|one, other| natural::order(&one.clause, &other.clause));
}

fn citing(policy: &Policy, carrier: &Carrier<'_>) -> Citing {
    let has_reading = carrier.citation.reading.is_some();
    Citing { what: carrier.words(policy), span: carrier.span, has_reading }
}

/// The places that a citation names, blanks reduced.
fn places_of(from: &str) -> Vec<String> {
    let reduced = |place: &str| place.split_whitespace().collect::<Vec<_>>().join(" ");
    from.split(';').map(reduced).filter(|place| !place.is_empty()).collect()
}

fn cite(places: &mut Vec<Place>, name: String, citing: &Citing) {
    // A capital more or less makes no other place.
    match places.iter_mut().find(|place| place.name.to_lowercase() == name.to_lowercase()) {
        Some(place) => place.by.push(citing.clone()),
        None => places.push(Place { name, by: vec![citing.clone()] }),
    }
}
