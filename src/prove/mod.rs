//! What a policy comes to for every setting there could be: claims that are proved, or refuted with a witness.
//!
//! Each claim is about one kind of setting and one assessment date, and is decided on the sets of settings of a
//! [`Study`]. What is found is a complete setting that the explaining evaluator has been asked about too
//! (`witness`); nothing is claimed that it does not confirm. The claims of all kinds and days are then brought together (`claims`), so that
//! what is wrong is told once, with the kinds and days for which it is; what the policy allows is set aside. `texts` adds what shows in the
//! texts alone.

mod better;
mod claims;
mod days;
mod facts;
mod gaps;
mod lines;
mod parallel;
mod tables;
mod texts;
mod two;
mod witness;

pub(crate) use better::better_and_worse;
pub use claims::{Allowed, Proved};
pub use days::days;
pub(crate) use parallel::side_by_side;
pub(crate) use two::{One, in_words};

use crate::diagram::{Fingerprint, Study};
use crate::model::{KindId, Policy};
use claims::{Claim, Claims};
use jiff::civil::Date;

const ANY_DAY: Date = Date::constant(2000, 1, 1);

/// Proves or refutes all that can be asked of a policy without errors.
#[must_use]
pub fn prove(policy: &Policy) -> Proved {
    prove_of(policy, |study| study)
}

/// The same as if the strands of no kind of setting could be combined, for they were too large: less is proved, and nothing else.
#[must_use]
pub fn prove_strand_by_strand(policy: &Policy) -> Proved {
    prove_of(policy, Study::with_strands_apart)
}

fn prove_of<'p>(policy: &'p Policy, with: impl Fn(Study<'p>) -> Study<'p> + Send + Sync) -> Proved {
    let mut days = days(policy);
    if days.is_empty() {
        // It names no day and is in force for ever: on every day it tells the same settings apart.
        days.push(ANY_DAY);
    }
    let parts: Vec<(KindId, Vec<Date>)> =
        policy.kind_ids().flat_map(|kind| alike(policy, kind, &days).into_iter().map(move |days| (kind, days))).collect();
    let mut claims = side_by_side(&parts, |(kind, days)| of_days(policy, *kind, days, &with));
    claims.push(tables::check_merged(policy, &days));
    let mut outcomes = claims::merged(policy, &days, claims.into_iter().flatten().collect());
    outcomes.extend(texts::found(policy));
    Proved::of(policy, outcomes)
}

/// The days, those together on which the policy tells the same settings of a kind apart: what is true on one is true on the others.
fn alike(policy: &Policy, kind: KindId, days: &[Date]) -> Vec<Vec<Date>> {
    let mut groups: Vec<(Option<Fingerprint>, Vec<Date>)> = Vec::new();
    for day in days {
        let own = Fingerprint::new(policy, kind, *day).ok();
        match groups.iter_mut().find(|(known, _)| known.is_some() && *known == own) {
            Some((_, days)) => days.push(*day),
            None => groups.push((own, vec![*day])),
        }
    }
    groups.into_iter().map(|(_, days)| days).collect()
}

/// The claims about one kind of setting on days that are alike, made on the first of them.
fn of_days<'p>(policy: &'p Policy, kind: KindId, days: &[Date], with: &impl Fn(Study<'p>) -> Study<'p>) -> Vec<Claim> {
    let Some(on) = days.first() else { return Vec::new() };
    let mut claims = Claims::new(kind, *on);
    match Study::new(policy, kind, *on).map(with) {
        Ok(mut study) => {
            // Where no setting can be, nothing else is worth saying. What is read line by line comes first, as all share one budget.
            if facts::some_can_be(&mut study, &mut claims) {
                gaps::check(&mut study, &mut claims);
                lines::check(&mut study, &mut claims);
                tables::check(policy, kind, *on, Some(&mut study), &mut claims);
                facts::check(&mut study, &mut claims);
            }
        }
        Err(_) => {
            policy.categorisation(kind).into_iter().for_each(|one| claims.too_large(one.span));
            tables::check(policy, kind, *on, None, &mut claims);
        }
    }
    claims.made(days)
}
