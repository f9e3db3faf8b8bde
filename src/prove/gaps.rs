//! Whether every setting gets a category.

use super::claims::{Claims, Finding, KINDS, Sense};
use super::witness::{NotReplayed, setting_in_words, traced};
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::Study;
use crate::model::spoken;

pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    let Some(categorisation) = study.policy().categorisation(study.kind()) else { return };
    let found = gap(study);
    claims.claim(codes::GAP, Sense::Always, categorisation.span, found);
}

fn gap(study: &mut Study<'_>) -> Result<Option<Finding>, NotReplayed> {
    let policy = study.policy();
    let strands = policy.categorisation(study.kind()).map_or(0, |one| one.strands.len());
    let mut sets = vec![study.legal()];
    for strand in 0..strands {
        sets.push(study.strand_gives(strand, &|given| given.is_none())?);
    }
    let Some(facts) = study.setting_in(&sets)? else { return Ok(None) };
    let trace = traced(study, &facts)?;
    if !trace.outcomes.iter().all(Option::is_none) {
        return Err(NotReplayed);
    }
    let message = format!("There are settings to which no strand gives a category, and so no answer: it can be so for {KINDS}.");
    let help = format!(
        "On {}, for example, {} gets none. Say what holds for it: with a line, or with `A otherwise` in a strand.",
        spoken(study.on()),
        setting_in_words(policy, study.kind(), &facts)
    );
    Ok(Some(Finding { message, help, ..Finding::default() }))
}
