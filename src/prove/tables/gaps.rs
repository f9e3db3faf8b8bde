//! Combinations that no row of a table settles.

use super::rows::Rows;
use super::words::block as in_words;
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Block, Subject, is_asked_for_none};
use crate::evaluate::{Reached, Truth, derived, truth};
use crate::model::{Condition, ConditionKind, Facts, HitPolicy, Value, spoken};
use crate::prove::claims::{Claims, Finding, Sense};
use crate::prove::witness::{NotReplayed, setting_in_words};

/// So many parts are named.
const NAMED: usize = 3;
/// So many parts may turn out to be what cannot be before all rows are asked about at once.
const BARREN: usize = 60;

pub(super) fn check(rows: &mut Rows<'_, '_>, claims: &mut Claims) {
    if rows.table.hit == HitPolicy::Sum || is_dealt_with(rows) {
        return;
    }
    let found = gap(rows);
    claims.claim(codes::TABLE_GAP, Sense::Always, rows.derived.span, found);
}

/// Whether somebody has thought of it: a condition asks whether the table is none, or it says a category and its silence is a
/// strand's.
fn is_dealt_with(rows: &Rows<'_, '_>) -> bool {
    let strands = rows.policy.categorisation(rows.derived.kind).into_iter().flat_map(|one| &one.strands);
    strands.into_iter().any(|strand| strand.table == Some(rows.id)) || is_asked_for_none(rows.policy, rows.id)
}

fn gap(rows: &mut Rows<'_, '_>) -> Result<Option<Finding>, NotReplayed> {
    let (mut parts, more) = parts(rows)?;
    if parts.is_empty() {
        return Ok(None);
    }
    let (_, facts) = parts.first().cloned().ok_or(NotReplayed)?;
    for (_, one) in &parts {
        let (holds, is_none) = rows.replayed(one)?;
        if !is_none || holds.contains(&true) {
            return Err(NotReplayed);
        }
    }
    let named: Vec<String> = parts.drain(..).filter_map(|(part, _)| part).filter(|part| !part.is_empty()).collect();
    let whole = match named.as_slice() {
        [] => "for some settings".to_owned(),
        [one] => format!("where {one}"),
        several => format!("where {}", several.join("; or where ")),
    };
    let more = if more { "; and in more cases" } else { "" };
    let (called, kinds) = (rows.called(), rows.for_kinds());
    let message = format!("No row of {called} says what it gives {whole}{more}{kinds}.");
    let help = format!(
        "On {}, for example, it is none for {}. Add a row for that; or, if nothing is to be given, say so where the table is used, with \
         `{} is none`.",
        spoken(rows.on),
        setting_in_words(rows.policy, rows.derived.kind, &facts),
        rows.derived.name.phrase,
    );
    Ok(Some(Finding { message, help, ..Finding::default() }))
}

/// Parts of the table that no row settles, in words where its cells tell them apart, each with a setting; and whether there are more.
type Parts = (Vec<(Option<String>, Facts)>, bool);

fn parts(rows: &mut Rows<'_, '_>) -> Result<Parts, NotReplayed> {
    let Some(grid) = rows.grid.clone() else {
        return Ok((rows.none_holds()?.into_iter().map(|facts| (None, facts)).collect(), false));
    };
    let mut beside: Vec<Block> = grid.rows().to_vec();
    let mut found: Vec<(Option<String>, Facts)> = Vec::new();
    let mut barren = 0;
    loop {
        let by: Vec<&Block> = beside.iter().collect();
        let left = match grid.left_over(grid.everything(), &by) {
            Ok(left) => left,
            // What has been found is there, whatever else.
            Err(_) if !found.is_empty() => return Ok((found, true)),
            Err(_) => None.or(around_one(rows)?),
        };
        let Some(left) = left else { return Ok((found, false)) };
        if found.len() == NAMED {
            return Ok((found, true));
        }
        let part = left.grown(grid.everything(), &by);
        match rows.within(&part) {
            Ok(Some(facts)) => found.push((Some(in_words(rows.policy, &grid, &part)), facts)),
            Ok(None) => barren += 1,
            Err(NotReplayed) if !found.is_empty() => return Ok((found, true)),
            Err(NotReplayed) => return Err(NotReplayed),
        }
        beside.push(part);
        if barren > BARREN {
            if !found.is_empty() {
                return Ok((found, true));
            }
            let Some(facts) = rows.none_holds()? else { return Ok((found, false)) };
            let words = around(rows, &facts).map(|left| {
                let by: Vec<&Block> = grid.rows().iter().collect();
                in_words(rows.policy, &grid, &left.grown(grid.everything(), &by))
            });
            return Ok((vec![(words, facts)], true));
        }
    }
}

/// A part that some setting is in of which no row holds, if there is one.
fn around_one(rows: &mut Rows<'_, '_>) -> Result<Option<Block>, NotReplayed> {
    let Some(facts) = rows.none_holds()? else { return Ok(None) };
    around(rows, &facts).map(Some).ok_or(NotReplayed)
}

/// The part of the table that a setting is in.
fn around(rows: &Rows<'_, '_>, facts: &Facts) -> Option<Block> {
    let (policy, on) = (rows.policy, rows.on);
    rows.grid.as_ref()?.around(|subject| match subject {
        Subject::Fact(id) => facts.get(id).value(),
        Subject::Define(id) => {
            let (span, text) = (rows.derived.span, "".into());
            let holds = Condition { kind: ConditionKind::Defined(id), text, span };
            match truth(policy, on, facts, &holds) {
                Truth::Holds => Some(Value::yes(true)),
                Truth::Fails => Some(Value::yes(false)),
                Truth::Open => None,
            }
        }
        Subject::Derived(id) => match derived(policy, on, facts, id)?.value {
            Reached::OneOf(ref values) => values.first().copied().filter(|_| values.len() == 1),
            Reached::Sum(least, most) => Some(Value::Number(least)).filter(|_| least == most),
        },
    })
}
