//! Rows that hold together where only one may, or where their order is said to make no difference.

use super::rows::Rows;
use super::words::{row, rows as in_words};
use crate::diagnostic::codes::proofs as codes;
use crate::diagnostic::words::capital;
use crate::model::{HitPolicy, spoken};
use crate::prove::claims::{Claims, Finding, Sense};
use crate::prove::witness::{NotReplayed, setting_in_words};

/// Pairs of rows that are asked about in one table whose cells alone do not decide.
const PAIRS: usize = 20_000;

pub(super) fn check(rows: &mut Rows<'_, '_>, claims: &mut Claims) {
    let exactly_one = match rows.table.hit {
        HitPolicy::ExactlyOne => true,
        HitPolicy::FirstMatch if rows.table.any_order => false,
        HitPolicy::FirstMatch | HitPolicy::MostIntensive | HitPolicy::Sum => return,
    };
    let code = if exactly_one { codes::ROWS_OVERLAP } else { codes::ORDER_MATTERS };
    let mut left = PAIRS;
    for (at, row) in rows.table.rows.iter().enumerate() {
        let clash = |other: usize| exactly_one || rows.table.rows.get(other).is_some_and(|other| other.gives != row.gives);
        let before: Vec<usize> = (0..at).filter(|other| clash(*other) && rows.may_meet(*other, at)).collect();
        let found = overlap(rows, at, &before, exactly_one, &mut left);
        claims.claim(code, Sense::Always, row.span, found);
    }
}

/// The rows before one that hold together with it.
fn overlap(
    rows: &mut Rows<'_, '_>,
    at: usize,
    before: &[usize],
    exactly_one: bool,
    left: &mut usize,
) -> Result<Option<Finding>, NotReplayed> {
    let mut met = Vec::new();
    let mut witness = None;
    let mut more = false;
    for other in before.iter().copied() {
        if witness.is_some() && rows.is_free() {
            met.push(other);
            continue;
        }
        if *left == 0 {
            more = true;
            break;
        }
        *left -= 1;
        match rows.both_hold(other, at) {
            Ok(None) => {}
            Ok(Some(facts)) => {
                met.push(other);
                witness.get_or_insert((other, facts));
            }
            // One that is known to clash is told; of the others nothing is claimed.
            Err(NotReplayed) => more = true,
        }
    }
    let Some((first, facts)) = witness else { return if more { Err(NotReplayed) } else { Ok(None) } };
    let (table, called) = (rows.table, rows.called());
    let others = format!("{}{}", in_words(table, &met, "and"), if more { ", and perhaps with others" } else { "" });
    let of = format!("{} of {called}", capital(&row(table, at)));
    let kinds = rows.for_kinds();
    let message = if exactly_one {
        format!("{of} can hold together with {others}, and then the table gives nothing{kinds}.")
    } else {
        format!("{of} can hold together with {others} and gives something else, so their order does make a difference{kinds}.")
    };
    let mend = if exactly_one {
        "Mend them so that they never hold together, or write `by the first match` in the heading."
    } else {
        "Mend them so that they never hold together or give the same, or take `in any order` out of the heading."
    };
    let help = format!(
        "On {}, for example, {} and {} both hold for {}. {mend}",
        spoken(rows.on),
        row(table, first),
        row(table, at),
        setting_in_words(rows.policy, rows.derived.kind, &facts)
    );
    let also = met.iter().take(3).filter_map(|other| Some((table.rows.get(*other)?.span, row(table, *other)))).collect();
    Ok(Some(Finding { message, help, also, within: vec![rows.derived.span], ..Finding::default() }))
}
