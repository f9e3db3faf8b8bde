//! The same policy and two terms' facts: who moves, and what it comes from.

mod cause;
mod facts;
mod year;

pub use cause::{Cause, MOST_TRIED};
pub use facts::Changed;
pub use year::{Rest, Undated, half_term, half_terms};

use super::moves::{Moves, Pair, Setting, Side, compare};
use crate::model::{FactId, PeriodId};
use crate::settings::Row;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What two terms' facts come to under one policy.
#[derive(Clone, Debug)]
pub struct Review {
    /// The settings of both tables.
    pub moves: Moves,
    /// What each mover comes from, in their order.
    pub movers: Vec<Mover>,
    /// How many settings stay where they are although facts changed.
    pub unmoved: usize,
    /// Settings of the later table alone.
    pub appeared: Vec<Alone>,
    /// Settings of the earlier table alone.
    pub vanished: Vec<Alone>,
    /// The half term from which days are counted; `None` where the whole year is.
    pub from: Option<Arc<str>>,
}

/// What a move comes from, and what it does to the year.
#[derive(Clone, Debug)]
pub struct Mover {
    /// The facts that changed, in declaration order.
    pub changed: Vec<Changed>,
    /// Which of them alone bring it.
    pub cause: Cause,
    /// What its category brings from the half term of the move on, before and after; `None` where none is named, or a category is
    /// not decided.
    pub rest: Option<[Rest; 2]>,
}

/// A setting of one table alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// Which of the settings it is, from 1: those of the later table, then those of the earlier one that it lacks.
    pub number: usize,
    /// Its id. Not for what is shared.
    pub id: String,
    /// What kind of setting it is.
    pub kind: Arc<str>,
}

/// Compares two terms. Both sides are of one policy, and each table's ids are told apart already.
pub fn review(before: &mut Side<'_>, after: &mut Side<'_>, old: &[Row], new: &[Row], from: Option<PeriodId>) -> Review {
    let pairs = paired(old, new);
    let moves = compare(before, after, pairs.iter().copied());
    let policy = after.assessor.policy();
    let (mut movers, mut unmoved) = (Vec::new(), 0);
    for (pair, setting) in pairs.iter().zip(&moves.settings) {
        let facts = if setting.was.is_some() { Vec::new() } else { facts::changed(policy, pair) };
        if setting.moves() {
            movers.push(mover(after, *pair, setting, &facts, from));
        } else {
            unmoved += usize::from(!facts.is_empty());
        }
    }
    let alone = |(number, row): (usize, &Row)| Alone { number, id: row.id.clone(), kind: policy.kind_name(row.kind).into() };
    let (old_ids, new_ids) = (ids(old), ids(new));
    let appeared = (1..).zip(new).filter(|(_, row)| !old_ids.contains(row.id.as_str())).map(alone).collect();
    let gone = old.iter().filter(|row| !new_ids.contains(row.id.as_str()));
    let vanished = (new.len() + 1..).zip(gone).map(alone).collect();
    let from = from.and_then(|from| policy.periods.get(from.at())).map(|period| Arc::clone(&period.name.phrase));
    Review { moves, movers, unmoved, appeared, vanished, from }
}

fn ids(rows: &[Row]) -> HashSet<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

/// The settings that both tables have, in the order of the later one.
#[must_use]
pub fn paired<'r>(old: &'r [Row], new: &'r [Row]) -> Vec<Pair<'r>> {
    let by_id: HashMap<&str, &Row> = old.iter().map(|row| (row.id.as_str(), row)).collect();
    let pair = |(number, after): (usize, &'r Row)| Some(Pair { number, before: by_id.get(after.id.as_str())?, after });
    (1..).zip(new).filter_map(pair).collect()
}

fn mover(after: &mut Side<'_>, pair: Pair<'_>, setting: &Setting, facts: &[FactId], from: Option<PeriodId>) -> Mover {
    let policy = after.assessor.policy();
    let rest = from.and_then(|from| {
        let before = year::rest(policy, pair.before.kind, &setting.from(), from)?;
        Some([before, year::rest(policy, pair.after.kind, &setting.to(), from)?])
    });
    Mover {
        changed: facts.iter().map(|fact| facts::told(policy, &pair, *fact)).collect(),
        cause: if setting.was.is_some() { Cause::Kind } else { cause::of(after, pair, facts) },
        rest,
    }
}
