//! What a policy comes to for every setting there could be: claims that are proved, or refuted with a witness.
//!
//! Each claim is about one kind of setting and one assessment date, and is decided on the sets of settings of a
//! [`Study`]. What is found is a complete setting that the explaining evaluator has been asked about too
//! ([`witness`]); nothing is claimed that it does not confirm. The claims of all kinds and days are then brought together ([`claims`]), so that
//! what is wrong is told once, with the kinds and days for which it is.

mod claims;
mod days;
mod gaps;
mod parallel;
mod tables;
mod witness;

pub use claims::Proved;
pub use days::days;
pub(crate) use parallel::side_by_side;
pub(crate) use witness::setting_in_words;

use crate::diagram::Study;
use crate::model::{KindId, Policy};
use claims::{Claim, Claims};
use jiff::civil::Date;

const ANY_DAY: Date = Date::constant(2000, 1, 1);

/// Proves or refutes all that can be asked of a policy without errors.
#[must_use]
pub fn prove(policy: &Policy) -> Proved {
    let mut days = days(policy);
    if days.is_empty() {
        // It names no day and is in force for ever: on every day it tells the same settings apart.
        days.push(ANY_DAY);
    }
    let parts: Vec<(KindId, Date)> = policy.kind_ids().flat_map(|kind| days.iter().map(move |on| (kind, *on))).collect();
    let mut claims = side_by_side(&parts, |(kind, on)| of_one_day(policy, *kind, *on));
    claims.push(tables::check_merged(policy, &days));
    Proved::of(policy, &days, claims.into_iter().flatten().collect())
}

/// The claims about one kind of setting on one day.
fn of_one_day(policy: &Policy, kind: KindId, on: Date) -> Vec<Claim> {
    let mut claims = Claims::new(kind, on);
    match Study::new(policy, kind, on) {
        Ok(mut study) => {
            gaps::check(&mut study, &mut claims);
            tables::check(policy, kind, on, Some(&mut study), &mut claims);
        }
        Err(_) => {
            policy.categorisation(kind).into_iter().for_each(|one| claims.too_large(one.span));
            tables::check(policy, kind, on, None, &mut claims);
        }
    }
    claims.made()
}
