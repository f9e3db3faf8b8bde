//! Whether every setting gets a category, and which strands say nothing of some.

use super::claims::{Claims, Finding, KINDS, Sense};
use super::witness::{NotReplayed, setting_in_words, traced};
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, Study};
use crate::model::{Strand, spoken};

pub(super) fn check(study: &mut Study<'_>, claims: &mut Claims) {
    let Some(categorisation) = study.policy().categorisation(study.kind()) else { return };
    let silent: Result<Vec<Set>, _> =
        (0..categorisation.strands.len()).map(|strand| study.strand_gives(strand, &|given| given.is_none())).collect();
    let Ok(silent) = silent else { return claims.claim(codes::GAP, Sense::Always, categorisation.span, Err(())) };
    claims.claim(codes::GAP, Sense::Always, categorisation.span, gap(study, &silent));
    // Of one strand alone its silence is the gap.
    for (at, (strand, silent)) in categorisation.strands.iter().zip(&silent).enumerate().filter(|_| silent.len() > 1) {
        let found = silent_strand(study, at, strand, *silent)
            .map(|found| found.map(|found| Finding { within: vec![categorisation.span], ..found }));
        claims.claim(codes::SILENT_STRAND, Sense::Always, strand.span, found);
    }
}

fn gap(study: &Study<'_>, silent: &[Set]) -> Result<Option<Finding>, NotReplayed> {
    let sets = [&[study.legal()], silent].concat();
    let Some(facts) = study.setting_in(&sets)? else { return Ok(None) };
    let trace = traced(study, &facts)?;
    if !trace.outcomes.iter().all(Option::is_none) {
        return Err(NotReplayed);
    }
    let message = format!("Of some settings no line holds, so that they get no category: {KINDS}.");
    let help = format!(
        "On {}, for example, {} gets none. Say what holds for it: with a line, or with `otherwise` at the end of a strand.",
        spoken(study.on()),
        setting_in_words(study.policy(), study.kind(), &facts)
    );
    Ok(Some(Finding { message, help, ..Finding::default() }))
}

fn silent_strand(study: &Study<'_>, at: usize, strand: &Strand, silent: Set) -> Result<Option<Finding>, NotReplayed> {
    let Some(facts) = study.setting_in(&[study.legal(), silent])? else { return Ok(None) };
    let trace = traced(study, &facts)?;
    if !trace.strands.get(at).is_some_and(crate::evaluate::StrandTrace::is_silent) {
        return Err(NotReplayed);
    }
    let message =
        format!("The strand `{}` says nothing of some settings, which the others then decide: {KINDS}.", strand.name.phrase);
    let help = format!(
        "On {}, for example, it says nothing of {}. If that is not meant, say what holds for it, with a line or with `otherwise`.",
        spoken(study.on()),
        setting_in_words(study.policy(), study.kind(), &facts)
    );
    Ok(Some(Finding { message, help, ..Finding::default() }))
}
