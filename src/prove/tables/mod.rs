//! What can be said of decision tables, matrices and scores by themselves, and of lines of which just one may hold.
//!
//! Where the cells alone decide, a table is asked as a [`Grid`](crate::diagram::Grid), which is quick and never too large to tell overlaps;
//! where its columns depend on each other, and for witnesses, the sets of a [`Study`] decide.

mod gaps;
mod idle;
mod lines;
mod merged;
mod overlaps;
mod rows;
mod words;

pub(super) use merged::check as check_merged;

use super::claims::Claims;
use crate::diagram::Study;
use crate::model::{DerivedId, DerivedRule, KindId, Policy};
use jiff::civil::Date;
use rows::Rows;

/// Makes the claims about tables, scores and lines of one kind of setting on one day. Without a study, where that would be too
/// large, about tables alone, as far as their cells decide.
pub(super) fn check<'p>(policy: &'p Policy, kind: KindId, on: Date, mut study: Option<&mut Study<'p>>, claims: &mut Claims) {
    for (at, derived) in policy.derived.iter().enumerate().filter(|(_, derived)| derived.kind == kind) {
        let Some(id) = DerivedId::from_index(at) else { continue };
        match &derived.rule {
            DerivedRule::Table(table) => {
                let mut rows = Rows::new(policy, on, (id, derived, table), study.as_deref_mut());
                overlaps::check(&mut rows, claims);
                gaps::check(&mut rows, claims);
                idle::check(&mut rows, claims);
            }
            DerivedRule::Score(lines) => {
                if let Some(study) = study.as_deref_mut() {
                    idle::check_score(study, derived, lines, claims);
                }
            }
        }
    }
    if let Some(study) = study {
        lines::check(study, claims);
    }
}
