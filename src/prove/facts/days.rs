//! Whether the days rise with the category.
//!
//! Days that are stated in one way are compared as they are. A ceiling promises no more than the figure and a minimum no less, so `up to` is
//! also compared with an exact figure or a minimum of a less intensive category, and an exact figure with a minimum: the
//! more intensive category is then sure to bring fewer days, or as a ceiling is lower than what the other has. Anything else is not
//! compared, since either may turn out to be more.

use crate::diagnostic::codes::proofs as codes;
use crate::explain::days_of;
use crate::model::{Allocation, Binding, CategoryId, KindId, Policy};
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::source::Span;

pub(super) fn check(policy: &Policy, kind: KindId, claims: &mut Claims) {
    let categories = (0..policy.categories.len()).filter_map(CategoryId::from_index);
    let all: Vec<(CategoryId, &Allocation)> = categories.filter_map(|id| Some((id, policy.allocation(kind, id)?))).collect();
    let mut blamed: Vec<Span> = Vec::new();
    for (at, (category, one)) in all.iter().enumerate() {
        let less = all.iter().take(at).rev().find(|(_, other)| falls(one, other));
        // A figure that stands out is told of once, at the next category that falls short of it.
        let found = less.filter(|(_, other)| !blamed.contains(&other.days_span)).map(|(lower, other)| {
            blamed.push(other.days_span);
            let (code, lower) = (policy.category_code(*category), policy.category_code(*lower));
            let (days, more) = (days_of(one.stated()), days_of(other.stated()));
            Finding {
                message: format!(
                    "{code} is more intensive than {lower} and yet brings {KINDS} fewer days: {days}, and {lower} {more}."
                ),
                also: vec![(other.days_span, format!("{more} here"))],
                within: vec![one.span],
                help: "Mend the figure that is wrong, and the rows that add up to it.".to_owned(),
                ..Finding::default()
            }
        });
        claims.claim::<()>(codes::DAYS_FALL, Sense::Always, one.days_span, Ok(found));
    }
}

/// Whether an allocation, of a more intensive category, brings fewer days than another.
fn falls(one: &Allocation, other: &Allocation) -> bool {
    let (Some((binding, days)), Some((other_binding, more))) = (one.stated(), other.stated()) else { return false };
    let place = |binding| match binding {
        Binding::UpTo => 0,
        Binding::Exact => 1,
        Binding::AtLeast => 2,
    };
    place(binding) <= place(other_binding) && days < more
}
