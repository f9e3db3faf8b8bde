//! Lines that never decide their strand.

use super::cover::fewest;
use super::outcomes::Outcomes;
use super::read;
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Set, TooLarge};
use crate::evaluate::Verdict;
use crate::model::{Condition, ConditionKind, HitPolicy, Line, Strand};
use crate::prove::claims::{Claims, Finding, OfSome, Sense};
use crate::prove::facts::of_names;
use crate::prove::witness::{NotReplayed, traced};
use crate::source::Span;

pub(super) fn check(of: &mut Outcomes<'_, '_>, claims: &mut Claims) {
    let categorisation = of.categorisation;
    // The rows of a table are told of with the table.
    for (at, strand) in categorisation.strands.iter().enumerate().filter(|(_, strand)| strand.table.is_none()) {
        for (place, line) in read(strand) {
            let found = dead(of, (at, place), strand, line).map(|found| {
                let within = vec![strand.span, categorisation.span];
                found.map(|found| Finding { within, of_some: OfSome::Idle, ..found })
            });
            claims.claim(codes::DEAD_LINE, Sense::Sometime, line.span, found);
        }
    }
}

fn dead(
    of: &mut Outcomes<'_, '_>,
    (at, place): (usize, usize),
    strand: &Strand,
    line: &Line,
) -> Result<Option<Finding>, NotReplayed> {
    if let Some(facts) = of.setting_in(&[of.study.line_decides(at, place)])? {
        let trace = traced(of.study, &facts)?;
        let verdict = trace.strands.get(at).and_then(|strand| strand.lines.get(place)).map(|line| line.verdict);
        return if verdict == Some(Verdict::Decides) { Ok(None) } else { Err(NotReplayed) };
    }
    let name = named(strand, line);
    let holds = of.study.line_holds(at, place);
    if let Some(condition) = &line.condition
        && of.setting_in(&[holds])?.is_none()
    {
        return Ok(Some(never_holds(of, condition, holds, &name)?));
    }
    let others = others(strand, place);
    let mut left = Vec::new();
    for other in &others {
        left.push(of.study.not(of.study.line_holds(at, *other))?);
    }
    let by = fewest(of.study, &[of.study.legal(), holds], &left)?;
    let mut by: Vec<usize> = by.into_iter().filter_map(|at| others.get(at).copied()).collect();
    by.sort_unstable();
    let one = by.len() == 1;
    let (message, label) = match (strand.hit, one) {
        (HitPolicy::ExactlyOne, _) if line.condition.is_none() => {
            (format!("{name} never decides: of every setting another line holds."), "holds for some")
        }
        (HitPolicy::ExactlyOne, _) => (format!("{name} is never the only one that holds, so it never decides."), "holds too"),
        (_, true) => (format!("{name} never decides: a line above takes every setting for which it holds."), "takes them all"),
        (_, false) => {
            (format!("{name} never decides: the lines above take every setting for which it holds."), "takes some of them")
        }
    };
    let also = by.into_iter().filter_map(|at| Some((strand.lines.get(at)?.span, label.to_owned()))).collect();
    let help = match strand.hit {
        HitPolicy::ExactlyOne => "Narrow one of the lines, or take one out.",
        HitPolicy::FirstMatch | HitPolicy::MostIntensive | HitPolicy::Sum if line.condition.is_none() => {
            "Take it out, or narrow a line above so that something is left for it."
        }
        HitPolicy::FirstMatch => "Move it up, narrow a line above, or take it out.",
        HitPolicy::MostIntensive | HitPolicy::Sum => "Narrow a line above, mend the condition of this one, or take it out.",
    };
    Ok(Some(Finding { message, label: "never decides".to_owned(), also, help: help.to_owned(), ..Finding::default() }))
}

/// The lines that can keep a line from deciding, the nearest first.
fn others(strand: &Strand, place: usize) -> Vec<usize> {
    let all = strand.lines.iter().enumerate();
    let only = strand.hit == HitPolicy::ExactlyOne;
    let others = all.filter(|(at, line)| if only { *at != place && line.condition.is_some() } else { *at < place });
    let mut others: Vec<usize> = others.map(|(at, _)| at).collect();
    others.sort_by_key(|at| at.abs_diff(place));
    others
}

/// `This line of `leadership``, or where lines stand in no strand `This line`.
fn named(strand: &Strand, line: &Line) -> String {
    let what = if line.condition.is_some() { "This line" } else { "This `otherwise`" };
    if strand.is_nameless() { what.to_owned() } else { format!("{what} of `{}`", strand.name.phrase) }
}

/// A line whose condition contradicts itself, or what cannot be.
fn never_holds(of: &mut Outcomes<'_, '_>, condition: &Condition, holds: Set, name: &str) -> Result<Finding, TooLarge> {
    let (why, also) = if holds.is_empty() { contradiction(of, condition)? } else { ruled_out(of, holds)? };
    Ok(Finding {
        message: format!("{name} never decides: {why}."),
        label: "holds for no setting".to_owned(),
        also,
        help: "Mend the condition, or take the line out.".to_owned(),
        wake: of_names(of.study.policy(), all_of(condition).iter()),
        ..Finding::default()
    })
}

/// What a condition asks for at once.
fn all_of(condition: &Condition) -> &[Condition] {
    match &condition.kind {
        ConditionKind::All(parts) => parts,
        ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Derived(_) => std::slice::from_ref(condition),
        ConditionKind::Defined(_) | ConditionKind::Not(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => {
            std::slice::from_ref(condition)
        }
    }
}

type Why = (String, Vec<(Span, String)>);

/// Which parts of a condition contradict each other.
fn contradiction(of: &mut Outcomes<'_, '_>, condition: &Condition) -> Result<Why, TooLarge> {
    let bare = || ("its condition can never hold".to_owned(), Vec::new());
    let ConditionKind::All(parts) = &condition.kind else { return Ok(bare()) };
    let mut sets = Vec::new();
    for part in parts {
        sets.push(of.study.where_holds(part)?);
    }
    let by: Vec<&Condition> = fewest(of.study, &[], &sets)?.into_iter().filter_map(|at| parts.get(at)).collect();
    Ok(match by.as_slice() {
        [] => bare(),
        [one] => (format!("`{}` can never hold", one.text), vec![(one.span, "never holds".to_owned())]),
        [firsts @ .., _] => {
            let names: Vec<&str> = by.iter().map(|part| &*part.text).collect();
            let why = format!("{} cannot hold together", crate::diagnostic::words::listed(&names, "and"));
            let mut also: Vec<(Span, String)> = firsts.iter().map(|part| (part.span, "this".to_owned())).collect();
            also.extend(by.last().map(|part| (part.span, "and this contradict each other".to_owned())));
            (why, also)
        }
    })
}

/// Which constraints rule it out.
fn ruled_out(of: &mut Outcomes<'_, '_>, holds: Set) -> Result<Why, TooLarge> {
    let kept = of.kept()?;
    let sets: Vec<Set> = kept.iter().map(|(set, _)| *set).collect();
    let by = fewest(of.study, &[holds], &sets)?;
    let also = by.into_iter().filter_map(|at| Some((kept.get(at)?.1, "rules it out".to_owned()))).collect();
    Ok(("what it asks for cannot be".to_owned(), also))
}
