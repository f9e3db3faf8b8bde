//! The shipped grid for schools, as its text says it.

use ees::model::{KindId, Policy};
use ees::session::{Place, load};

pub(crate) const SCHOOL: KindId = KindId(0);

pub(crate) const RISKS: [&str; 14] = [
    "attainment low",
    "gaps wide",
    "absence-or-exclusions high",
    "safeguarding concerns",
    "teaching inconsistent",
    "governance weak",
    "complaints high",
    "monitoring inadequate",
    "pupil numbers falling",
    "staffing unstable",
    "financial deficit",
    "reluctant to change",
    "leadership breakdown",
    "progress visits poor",
];

pub(crate) fn school() -> Policy {
    let policy = load(Place::BuiltIn).policy.unwrap();
    assert_eq!(&*policy.kinds[SCHOOL.at()].name.machine, "school");
    policy
}
