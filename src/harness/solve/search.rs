//! One parameter, with each of the values that make a difference.

use super::breaks::{Changing, NotTried, Tried, day_number, numbered_day};
use super::cells::Stretch;
use super::goal::Known;
use super::uses::Uses;
use crate::diagram::{Answerer, Limits, Scratch};
use crate::model::{KindId, ParameterId, ParameterValue, Policy};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// More values than this are not tried for one parameter.
const MOST_VALUES: usize = 4_000;

/// What comes of settings, in their order; `None` where a setting's facts cannot be together any more.
pub(super) type Outcomes = Vec<Option<Known>>;

/// Values of a parameter, next to one another, with which the same comes of every setting.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) stretch: Stretch,
    /// One of them.
    pub(super) sample: Decimal,
    pub(super) outcomes: Outcomes,
}

/// The parameter's value in force, as a number.
pub(super) fn in_force(policy: &Policy, id: ParameterId, on: Date) -> Option<(usize, Decimal, bool)> {
    let steps = &policy.parameters.get(id.at())?.steps;
    let step = steps.iter().rposition(|(from, _)| from.is_none_or(|from| from <= on)).unwrap_or(0);
    match steps.get(step)?.1 {
        ParameterValue::Number(number) => Some((step, number, false)),
        ParameterValue::Date(day) => Some((step, day_number(day)?, true)),
    }
}

/// A number as a value of a parameter, which may be a day's.
pub(super) fn as_value(number: Decimal, is_day: bool) -> Option<ParameterValue> {
    if is_day { numbered_day(number).map(ParameterValue::Date) } else { Some(ParameterValue::Number(number)) }
}

/// What comes of settings by a policy.
pub(super) fn outcomes(policy: &Policy, on: Date, settings: &[Tried<'_>]) -> Result<Outcomes, NotTried> {
    let kinds: BTreeSet<KindId> = settings.iter().map(|one| one.kind).collect();
    let mut ready: BTreeMap<KindId, (Answerer<'_>, Scratch)> = BTreeMap::new();
    for kind in kinds {
        let answerer = Answerer::new(policy, kind, on, Limits::default()).map_err(NotTried::TooLarge)?;
        ready.insert(kind, (answerer, Scratch::default()));
    }
    let mut found = Vec::with_capacity(settings.len());
    for one in settings {
        let Some((answerer, scratch)) = ready.get_mut(&one.kind) else { continue };
        let exact = answerer.answer(scratch, one.facts).map_err(NotTried::TooLarge)?;
        let known = Known { kind: one.kind, possible: exact.possible, may_be_silent: exact.may_be_silent };
        found.push((!exact.impossible).then_some(known));
    }
    Ok(found)
}

/// All values of a parameter, parted where what comes of some setting changes; with the settings that its rules are about.
pub(super) fn regions(
    changing: &Changing<'_>,
    is_day: bool,
    settings: &[Tried<'_>],
) -> Result<(Vec<usize>, Vec<Region>), NotTried> {
    let policy = changing.policy;
    let uses: Vec<Uses> = policy.kind_ids().filter_map(|kind| Uses::of(policy, kind, changing.id)).collect();
    let about: Vec<usize> = (0..settings.len())
        .filter(|at| settings.get(*at).is_some_and(|one| uses.iter().any(|uses| uses.kind == one.kind)))
        .collect();
    if about.is_empty() {
        return Err(NotTried::Idle);
    }
    let settings: Vec<Tried<'_>> = about.iter().filter_map(|at| settings.get(*at)).copied().collect();
    let uses: Vec<Uses> = uses.into_iter().filter(|uses| settings.iter().any(|one| one.kind == uses.kind)).collect();
    let cells = changing.cuts(&uses, &settings)?.cells();
    if cells.len() > MOST_VALUES {
        return Err(NotTried::TooMany);
    }
    let mut regions: Vec<Region> = Vec::new();
    for (stretch, sample) in cells {
        let Some(value) = as_value(sample, is_day) else { continue };
        let outcomes = outcomes(&changing.with(value), changing.on, &settings)?;
        match regions.last_mut() {
            Some(last) if last.outcomes == outcomes => last.stretch.to = stretch.to,
            Some(_) | None => regions.push(Region { stretch, sample, outcomes }),
        }
    }
    Ok((about, regions))
}
