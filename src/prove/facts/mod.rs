//! Claims about facts, about what is said of them in one place for all, and about what comes with a category.

mod constraints;
mod days;
mod effects;
mod idle;
mod improving;
mod named;
mod thresholds;
mod uses;

use super::claims::Claims;
use crate::diagram::Study;
use uses::uses;

pub(super) use constraints::check as some_can_be;
pub(super) use named::of_names;

/// The claims about each fact, and what it is used for.
pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    let uses = uses(study.policy(), study.kind());
    let effects = study.effects().ok();
    let idle = effects::check(study, &uses, effects.as_ref(), claims);
    thresholds::check(study, &uses, (effects.as_ref(), &idle), claims);
    improving::check(study, claims);
    named::check(study, claims);
    idle::check(study, claims);
    days::check(study.policy(), study.kind(), claims);
}
