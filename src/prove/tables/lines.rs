//! Lines without strands that hold together where only one may, or where their order is said to make no difference.

use crate::diagnostic::codes::proofs as codes;
use crate::diagnostic::words::joined;
use crate::diagram::Study;
use crate::model::{Categorisation, Facts, HitPolicy, Line, Strand, spoken};
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::prove::witness::{NotReplayed, setting_in_words, traced};

pub(super) fn check(study: &Study<'_>, claims: &mut Claims) {
    let Some(categorisation) = study.policy().categorisation(study.kind()) else { return };
    // The rows of a table are told of as its own.
    for (at, strand) in categorisation.strands.iter().enumerate().filter(|(_, strand)| strand.table.is_none()) {
        let code = match strand.hit {
            HitPolicy::ExactlyOne => codes::LINES_OVERLAP,
            HitPolicy::FirstMatch if strand.any_order => codes::ORDER_MATTERS,
            HitPolicy::FirstMatch | HitPolicy::MostIntensive | HitPolicy::Sum => continue,
        };
        for (line, own) in strand.lines.iter().enumerate().filter(|(_, line)| line.condition.is_some()) {
            let found = overlap(study, categorisation, (at, strand), line);
            claims.claim(code, Sense::Always, own.span, found);
        }
    }
}

/// The lines before one that hold together with it.
fn overlap(
    study: &Study<'_>,
    categorisation: &Categorisation,
    (at, strand): (usize, &Strand),
    line: usize,
) -> Result<Option<Finding>, NotReplayed> {
    let own = strand.lines.get(line).ok_or(NotReplayed)?;
    let exactly_one = strand.hit == HitPolicy::ExactlyOne;
    let clash = |other: &Line| other.condition.is_some() && (exactly_one || other.category != own.category);
    let before = strand.lines.iter().enumerate().take(line).filter(|(_, other)| clash(other));
    let (mut met, mut witness) = (Vec::new(), None::<(&Line, Facts)>);
    for (place, other) in before {
        let sets = [study.legal(), study.line_holds(at, place), study.line_holds(at, line)];
        let Some(facts) = study.setting_in(&sets)? else { continue };
        if witness.is_none() {
            let trace = traced(study, &facts)?;
            let lines = trace.strands.get(at).map(|strand| &strand.lines);
            let holds = |line: usize| {
                let why = lines.and_then(|lines| lines.get(line)?.why.as_ref());
                why.is_some_and(|why| why.truth == crate::evaluate::Truth::Holds)
            };
            if !holds(place) || !holds(line) {
                return Err(NotReplayed);
            }
            witness = Some((other, facts));
        }
        met.push(other);
    }
    let Some((first, facts)) = witness else { return Ok(None) };
    let policy = study.policy();
    let said = |line: &Line| format!("`{} when {}`", policy.category_code(line.category), line.text());
    let others: Vec<String> = met.iter().map(|line| said(line)).take(3).collect();
    let more = met.len().saturating_sub(others.len());
    let others = if more > 0 { format!("{} and {more} more", others.join(", ")) } else { joined(&others, "and") };
    let shared = policy.categorisations.iter().filter(|one| one.span == categorisation.span).count() > 1;
    let kinds = if shared { format!(", for {KINDS}") } else { String::new() };
    let (message, mend) = if exactly_one {
        (
            format!("This line can hold together with {others}, where only one may, and then there is no answer{kinds}."),
            "Mend them so that they never hold together, or write `by the first match`.",
        )
    } else {
        (
            format!(
                "This line can hold together with {others} and gives another category, so their order does make a difference{kinds}."
            ),
            "Mend them so that they never hold together, or take `in any order` out of the heading.",
        )
    };
    let help = format!(
        "On {}, for example, this line and {} both hold for {}. {mend}",
        spoken(study.on()),
        said(first),
        setting_in_words(policy, study.kind(), &facts)
    );
    let also = met.iter().take(3).map(|line| (line.span, "this line".to_owned())).collect();
    Ok(Some(Finding { message, help, also, within: vec![categorisation.span], ..Finding::default() }))
}
