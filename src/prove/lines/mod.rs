//! Lines, strands, gates and categories: whether each of them ever makes a difference.

mod cover;
mod dead;
mod gates;
mod idle;
mod joined;
mod masked;
mod outcomes;
mod reach;
mod strands;

use super::claims::Claims;
use crate::diagram::Study;
use crate::model::{HitPolicy, Line, Strand};
use outcomes::Outcomes;

pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    let Some(categorisation) = study.policy().categorisation(study.kind()) else {
        return idle::of_names(study, claims);
    };
    let mut outcomes = Outcomes::new(study, categorisation);
    reach::check(&mut outcomes, claims);
    dead::check(&mut outcomes, claims);
    masked::check(&mut outcomes, claims);
    joined::check(&mut outcomes, claims);
    strands::check(&mut outcomes, claims);
    gates::check(&mut outcomes, claims);
    idle::of_rules(&mut outcomes, claims);
    idle::of_names(outcomes.study, claims);
}

/// The lines of a strand that are ever read, with their places; what stands behind `otherwise` is told of without any proof.
fn read(strand: &Strand) -> impl Iterator<Item = (usize, &Line)> {
    let otherwise = strand.lines.iter().position(|line| line.condition.is_none());
    let last = otherwise.filter(|_| strand.hit != HitPolicy::ExactlyOne).unwrap_or(strand.lines.len());
    strand.lines.iter().enumerate().take(last.saturating_add(1))
}
