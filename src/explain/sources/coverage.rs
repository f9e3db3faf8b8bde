//! Which places of the source are cited, and by what.

use super::Citing;
use super::carriers::{self, Carrier};
use super::natural;
use crate::model::Policy;

/// The source as the policy cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The places cited, in natural order: 4.2 before 4.10.
    pub places: Vec<Place>,
    /// What cites no place and should.
    pub uncited: Vec<Citing>,
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
    let mut coverage = Coverage { places: Vec::new(), uncited: Vec::new() };
    for carrier in carriers::all(policy) {
        let citing = citing(policy, &carrier);
        match &carrier.citation.from {
            Some(from) => places_of(from).into_iter().for_each(|place| cite(&mut coverage.places, place, &citing)),
            None if carrier.needed => coverage.uncited.push(citing),
            None => {}
        }
    }
    coverage.places.sort_by(|one, other| natural::order(&one.name, &other.name));
    coverage
}

fn citing(policy: &Policy, carrier: &Carrier<'_>) -> Citing {
    let has_reading = carrier.citation.reading.is_some();
    Citing { what: carrier.item.words(policy), span: carrier.span, has_reading }
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
