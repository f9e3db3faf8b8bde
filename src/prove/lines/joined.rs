//! Lines that could be taken out, or be one with the line above.

use super::cover::fewest;
use super::outcomes::Outcomes;
use super::read;
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, Study, TooLarge};
use crate::model::{HitPolicy, KindId, Line, Policy, Strand};
use crate::prove::claims::{Claims, Finding, OfSome, Sense};
use crate::source::Span;

/// Tells the two sorts of claims about a line apart.
pub(super) const NEEDED: u8 = 0;
const APART: u8 = 1;

pub(super) fn check(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    // The rows of a table are told of with the table.
    for (at, strand) in categorisation.strands.iter().enumerate().filter(|(_, strand)| strand.table.is_none()) {
        let within = vec![strand.span, categorisation.span];
        let found = |finding: Finding| Finding { within: within.clone(), of_some: OfSome::Nothing, ..finding };
        let matter = of.study.lines_matter(at);
        let mut above: Option<&Line> = None;
        for (place, line) in read(strand) {
            let decides = of.study.line_decides(at, place);
            // A line that never decides is told of as such.
            if matches!(of.setting_in(&[decides]), Ok(None)) {
                above = None;
                continue;
            }
            let matters = matter.as_ref().map_err(|error| *error).map(|all| all.get(place).copied().unwrap_or(Set::ALL));
            let instead = matters.and_then(|matters| instead(of, (at, place), strand, matters));
            let is_needed = matches!(instead, Ok(None));
            let needless =
                instead.map(|lines| lines.and_then(|lines| needless(of.study.policy(), strand, line, &lines)).map(found));
            claims.claim_in(NEEDED, codes::LINES_AS_ONE, Sense::Sometime, line.span, needless);
            if let Some(above) = above.filter(|_| is_needed) {
                let one = could_be_one(of.study, at, strand, place, above);
                claims.claim_in(APART, codes::LINES_AS_ONE, Sense::Sometime, line.span, one.map(|one| one.map(found)));
            }
            above = is_needed.then_some(line);
        }
    }
}

/// The lines that give the same where a line is left out; none where it is needed.
fn instead<'p>(
    of: &mut Outcomes<'_, '_>,
    (at, place): (usize, usize),
    strand: &'p Strand,
    matters: Set,
) -> Result<Option<Vec<&'p Line>>, TooLarge> {
    let (holds, decides) = (of.study.line_holds(at, place), of.study.line_decides(at, place));
    if of.setting_in(&[matters, holds])?.is_some() {
        return Ok(None);
    }
    let below = next(of, at, strand, place)?;
    let sets: Vec<Set> = below.iter().map(|(_, set)| *set).collect();
    let by = fewest(of.study, &[of.study.legal(), decides], &sets)?;
    let by: Vec<&Line> = by.into_iter().filter_map(|at| strand.lines.get(below.get(at)?.0)).collect();
    Ok(Some(by).filter(|by| !by.is_empty()))
}

/// A line without which its strand would give the same. One that cites what the others do not says why, and cannot be spared.
fn needless(policy: &Policy, strand: &Strand, line: &Line, instead: &[&Line]) -> Option<Finding> {
    if instead.iter().any(|other| other.citation != line.citation) {
        return None;
    }
    let code = policy.category_code(line.category);
    let others = if instead.len() == 1 { "another line gives" } else { "other lines give" };
    let same = if strand.is_nameless() {
        "every setting would come to the same".to_owned()
    } else {
        format!("`{}` would give the same", strand.name.phrase)
    };
    Some(Finding {
        message: format!("Without this line {same}: {others} `{code}` too."),
        label: "could be taken out".to_owned(),
        also: instead.iter().map(|line| (line.span, "gives the same".to_owned())).collect(),
        help: "Take it out, or leave it where it makes the policy easier to read.".to_owned(),
        ..Finding::default()
    })
}

/// The lines that give the same as a line where it is left out, by their places, and where each of them does not. One that never
/// decides is not among them: it is told of as such, and could be taken out instead.
fn next(of: &mut Outcomes<'_, '_>, at: usize, strand: &Strand, place: usize) -> Result<Vec<(usize, Set)>, TooLarge> {
    let category = strand.lines.get(place).map(|line| line.category);
    let mut found = Vec::new();
    let mut left = Set::ALL;
    for (other, line) in strand.lines.iter().enumerate() {
        let is_next = match strand.hit {
            HitPolicy::ExactlyOne => line.condition.is_none(),
            HitPolicy::FirstMatch | HitPolicy::MostIntensive | HitPolicy::Sum => other > place,
        };
        if !is_next || other == place || of.setting_in(&[of.study.line_decides(at, other)])?.is_none() {
            continue;
        }
        let holds = of.study.line_holds(at, other);
        if Some(line.category) == category {
            let decides = of.study.both(left, holds)?;
            found.push((other, of.study.not(decides)?));
        }
        left = of.study.without(left, holds)?;
    }
    Ok(found)
}

/// A line that gives the same as the one above and comes from the same source.
fn could_be_one(study: &Study<'_>, at: usize, strand: &Strand, place: usize, above: &Line) -> Result<Option<Finding>, TooLarge> {
    let Some(line) = strand.lines.get(place) else { return Ok(None) };
    let alike = line.category == above.category && line.citation == above.citation && line.condition.is_some();
    if !alike || having(study.policy(), line.span) != having(study.policy(), above.span) {
        return Ok(None);
    }
    let both = [study.legal(), study.line_holds(at, place), study.line_holds(at, place.saturating_sub(1))];
    if strand.hit == HitPolicy::ExactlyOne && study.setting_in(&both)?.is_some() {
        return Ok(None);
    }
    let code = study.policy().category_code(line.category);
    Ok(Some(Finding {
        message: format!("This line and the one above both give `{code}`, from the same source, and could be one."),
        label: "could be one with it".to_owned(),
        also: vec![(above.span, "gives the same".to_owned())],
        help: format!("Join their conditions with `or`, or write them as bullets below `{code} when any of`."),
        ..Finding::default()
    }))
}

/// The kinds of setting that have a line.
fn having(policy: &Policy, line: Span) -> Vec<KindId> {
    let has = |strand: &Strand| strand.lines.iter().any(|one| one.span == line);
    policy.categorisations.iter().filter(|one| one.strands.iter().any(has)).map(|one| one.kind).collect()
}
