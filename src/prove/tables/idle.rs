//! Rows that never decide, and lines of a score that never count.

use super::rows::Rows;
use super::words::{row as name_of, rows as in_words};
use crate::diagnostic::codes::proofs as codes;
use crate::diagnostic::words::capital;
use crate::diagram::{Study, TooLarge};
use crate::model::{Derived, HitPolicy, Points, PointsFor, Value};
use crate::prove::claims::{Claims, Finding, OfSome, Sense};
use crate::prove::witness::NotReplayed;

/// Of so many rows that stand before another those are looked for that do together.
const FEW: usize = 30;

pub(super) fn check(rows: &mut Rows<'_, '_>, claims: &mut Claims) {
    let mut idle = vec![false; rows.table.rows.len()];
    for (at, row) in rows.table.rows.iter().enumerate() {
        let found = never_decides(rows, at, &idle);
        if let (Ok(Some(_)), Some(slot)) = (&found, idle.get_mut(at)) {
            *slot = true;
        }
        claims.claim(codes::NEVER_COUNTS, Sense::Sometime, row.span, found);
    }
}

/// A matrix names every combination, also those that cannot be, and its rows do not meet.
fn never_decides(rows: &mut Rows<'_, '_>, at: usize, idle: &[bool]) -> Result<Option<Finding>, NotReplayed> {
    let before: Vec<usize> = coming_before(rows, at, idle);
    if rows.table.square || rows.holds_beside(at, &before)? {
        return Ok(None);
    }
    let within = vec![rows.derived.span];
    let of = format!("{} of {}", capital(&name_of(rows.table, at)), rows.called());
    if !rows.holds_beside(at, &[])? {
        let (why, help) = never_holds(rows, at);
        let message = format!("{of} never holds, {why}.");
        return Ok(Some(Finding { message, help, within, of_some: OfSome::Idle, ..Finding::default() }));
    }
    let few = fewest(rows, at, before);
    let others = in_words(rows.table, &few, "or");
    let (message, help) = match rows.table.hit {
        HitPolicy::ExactlyOne | HitPolicy::Sum => (
            format!("{of} never decides: wherever it holds, {others} holds too, and just one may."),
            "Mend them so that they never hold together, or write `by the first match` in the heading.",
        ),
        HitPolicy::FirstMatch => (
            format!("{of} is never reached: wherever it holds, {others} holds and comes first."),
            "Move it above them, mend one of them, or take it out.",
        ),
        HitPolicy::MostIntensive => (
            format!("{of} never decides: wherever it holds, {others} holds, which gives as much or more."),
            "Take it out, or mend one of them.",
        ),
    };
    let table = rows.table;
    let also = few.iter().take(4).filter_map(|other| Some((table.rows.get(*other)?.span, name_of(table, *other)))).collect();
    Ok(Some(Finding { message, help: help.to_owned(), also, within, of_some: OfSome::Idle, ..Finding::default() }))
}

/// The rows that decide in place of one where they hold too. Of rows that give the same only those count that do something.
fn coming_before(rows: &Rows<'_, '_>, at: usize, idle: &[bool]) -> Vec<usize> {
    let table = rows.table;
    let own = table.rows.get(at).map(|row| row.gives);
    let gives = |other: usize| table.rows.get(other).map(|row| row.gives);
    let more = |other: usize| match (gives(other), own) {
        (Some(Value::Option(other)), Some(Value::Option(own))) => other >= own,
        _ => false,
    };
    let all = (0..table.rows.len()).filter(|other| *other != at && rows.may_meet(*other, at));
    match table.hit {
        HitPolicy::FirstMatch => all.filter(|other| *other < at).collect(),
        HitPolicy::ExactlyOne => all.collect(),
        HitPolicy::MostIntensive => all.filter(|other| more(*other) && idle.get(*other) == Some(&false)).collect(),
        HitPolicy::Sum => Vec::new(),
    }
}

/// Rows that stand before another everywhere, none of which can be spared.
fn fewest(rows: &mut Rows<'_, '_>, at: usize, mut before: Vec<usize>) -> Vec<usize> {
    if let Some(alone) = before.iter().copied().find(|other| rows.is_covered(at, *other)) {
        return vec![alone];
    }
    let mut place = before.len().min(if before.len() > FEW { 0 } else { FEW });
    while let Some(spared) = place.checked_sub(1) {
        place = spared;
        let mut without = before.clone();
        without.remove(spared);
        if rows.holds_beside(at, &without) == Ok(false) {
            before = without;
        }
    }
    before
}

/// Why a row never holds, and how to mend it.
fn never_holds(rows: &mut Rows<'_, '_>, at: usize) -> (&'static str, String) {
    let empty = rows.grid.as_ref().and_then(|grid| grid.rows().get(at)).is_some_and(crate::diagram::Block::is_empty);
    if empty {
        return ("for one of its cells allows no value that there is", "Mend the cell, or take the row out.".to_owned());
    }
    match rows.holds_unruled(at) {
        Ok(true) => (
            "for what it asks for is what the policy says cannot be",
            "Take the row out, or mend it or the line `it cannot be that …`.".to_owned(),
        ),
        Ok(false) | Err(_) => ("for its cells contradict each other", "Mend one of the cells, or take the row out.".to_owned()),
    }
}

/// The lines of a score.
pub(super) fn check_score(study: &mut Study<'_>, derived: &Derived, lines: &[Points], claims: &mut Claims) {
    for line in lines {
        let found = never_counts(study, derived, line);
        claims.claim(codes::NEVER_COUNTS, Sense::Sometime, line.span, found);
    }
}

fn never_counts(study: &mut Study<'_>, derived: &Derived, line: &Points) -> Result<Option<Finding>, TooLarge> {
    let counts = if let PointsFor::Value(id) = line.what {
        vec![study.table_gives(id, &|value| matches!(value, Value::Number(number) if !number.is_zero()))?]
    } else {
        line.conditions().iter().map(|condition| study.where_holds(condition)).collect::<Result<_, _>>()?
    };
    for set in &counts {
        if study.setting_in(&[study.legal(), *set])?.is_some() {
            return Ok(None);
        }
    }
    let why = match &line.what {
        PointsFor::Value(_) => "what it adds always comes to nothing",
        PointsFor::When(_) => "there is no setting of which its condition holds",
        PointsFor::Each { .. } => "there is no setting of which any of them holds",
    };
    let message = format!("This line of the score `{}` never counts, for {why}.", derived.name.phrase);
    let help = "Mend what it asks for, or take it out.".to_owned();
    Ok(Some(Finding { message, help, within: vec![derived.span], of_some: OfSome::Idle, ..Finding::default() }))
}
