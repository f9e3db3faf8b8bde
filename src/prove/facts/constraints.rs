//! What cannot be: whether anything is left, and whether each `it cannot be that` rules something out.

use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, Study, TooLarge};
use crate::model::Constraint;
use crate::prove::claims::{Claims, Finding, KINDS, Sense};
use crate::source::Span;

/// A constraint and the settings that it allows.
type Allowed<'p> = (&'p Constraint, Set);

/// False where nothing can be.
pub(in crate::prove) fn check(study: &mut Study<'_>, claims: &mut Claims) -> bool {
    let (policy, kind) = (study.policy(), study.kind());
    let mut all: Vec<Allowed<'_>> = Vec::new();
    for constraint in policy.constraints.iter().filter(|one| one.kind == kind) {
        let Ok(broken) = study.where_holds(&constraint.condition) else { return true };
        let Ok(allowed) = study.not(broken) else { return true };
        all.push((constraint, allowed));
    }
    let Some((first, _)) = all.first() else { return true };
    if study.legal().is_empty() {
        // The one behind which nothing is left any more.
        let sets: Vec<Set> = all.iter().map(|(_, allowed)| *allowed).collect();
        let empty = |end: &usize| matches!(study.setting_in(sets.get(..*end).unwrap_or(&sets)), Ok(None));
        let end = (1..=sets.len()).find(empty).unwrap_or(sets.len());
        let at = all.get(end - 1).map_or(first.span, |(one, _)| one.span);
        let needed = needed(study, all.get(..end).unwrap_or(&all));
        claims.claim::<()>(codes::NOTHING_CAN_BE, Sense::Always, at, Ok(Some(nothing(at, &needed))));
        return false;
    }
    claims.claim::<()>(codes::NOTHING_CAN_BE, Sense::Always, first.span, Ok(None));
    rules_nothing_out(study, &all, claims);
    true
}

fn nothing(at: Span, needed: &[Span]) -> Finding {
    let also = needed.iter().filter(|span| **span != at).map(|span| (*span, "together with this".to_owned())).collect();
    Finding {
        message: format!("Nothing can be any more: whatever the facts, what is said here rules it out for {KINDS}."),
        also,
        within: vec![at],
        help: "Say what cannot be more narrowly, so that some settings are left.".to_owned(),
        ..Finding::default()
    }
}

/// A few of the constraints that leave nothing by themselves, the last among them.
fn needed(study: &Study<'_>, all: &[Allowed<'_>]) -> Vec<Span> {
    let mut left = all.to_vec();
    let mut at = 0;
    while at + 1 < left.len() {
        let without: Vec<Set> = left.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, (_, set))| *set).collect();
        if matches!(study.setting_in(&without), Ok(None)) {
            left.remove(at);
        } else {
            at += 1;
        }
    }
    left.iter().map(|(one, _)| one.span).collect()
}

/// From the last one on: of two that say the same, the later is the one too many.
fn rules_nothing_out(study: &mut Study<'_>, all: &[Allowed<'_>], claims: &mut Claims) {
    let mut left = all.to_vec();
    for (constraint, allowed) in all.iter().rev() {
        let others: Vec<Allowed<'_>> = left.iter().filter(|(other, _)| !std::ptr::eq(*other, *constraint)).copied().collect();
        let found = idle(study, constraint, *allowed, &others);
        if let Ok(Some(_)) = found {
            left = others;
        }
        claims.claim(codes::RULES_NOTHING_OUT, Sense::Sometime, constraint.span, found);
    }
}

fn idle(
    study: &mut Study<'_>,
    constraint: &Constraint,
    allowed: Set,
    others: &[Allowed<'_>],
) -> Result<Option<Finding>, TooLarge> {
    let broken = study.not(allowed)?;
    let mut sets: Vec<Set> = others.iter().map(|(_, set)| *set).collect();
    sets.push(broken);
    if study.setting_in(&sets)?.is_some() {
        return Ok(None);
    }
    let never = broken.is_empty();
    let why = if never { "it never holds" } else { "what it rules out is ruled out already" };
    let by_one = others.iter().find(|(_, other)| !never && matches!(study.setting_in(&[*other, broken]), Ok(None)));
    Ok(Some(Finding {
        message: format!("`{}` rules nothing out for {KINDS}: {why}.", constraint.condition.text),
        also: by_one.map(|(other, _)| (other.span, "all of it is ruled out here".to_owned())).into_iter().collect(),
        within: vec![constraint.span],
        help: "Mend it if it was to rule out more; else leave it out.".to_owned(),
        ..Finding::default()
    }))
}
