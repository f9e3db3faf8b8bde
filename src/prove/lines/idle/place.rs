//! A condition in its place, and which of its parts make no difference there.

use super::parts::{Part, parts, taken};
use crate::diagram::{Set, Study, TooLarge};
use crate::model::{CategoryId, Condition, Facts};
use crate::prove::lines::outcomes::{Ways, setting_by};
use crate::source::Span;

/// A condition, and what settles with it what comes of a setting.
pub(super) struct Place<'c> {
    pub(super) whole: &'c Condition,
    /// What is asked of the whole of it.
    pub(super) asked: Whole,
    pub(super) around: Around,
    /// The declarations that it stands in, from the nearest outward.
    pub(super) within: Vec<Span>,
}

/// What is asked of the whole of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    WhetherItAlwaysHolds,
    ToldOfElsewhere,
}

/// What stands around a condition, so that it need not tell all settings apart.
pub(super) enum Around {
    Nothing,
    /// The other lines of its strand: where it matters at all whether it holds, and what each of the others settles.
    Lines {
        matters: Set,
        items: Vec<Item>,
    },
    /// It is about the settings that come to a category.
    Category {
        ways: Ways,
        category: CategoryId,
    },
    /// It rules settings out: what the other constraints keep is what it is about.
    Constraints(Vec<Set>),
    TooLarge(TooLarge),
}

/// Another line of the strand.
pub(super) struct Item {
    /// Where it settles nothing.
    pub(super) set: Set,
    pub(super) line: usize,
    pub(super) at: Span,
    /// What it does.
    pub(super) said: &'static str,
    /// Whether it gives the same category.
    pub(super) same: bool,
}

/// A part makes no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Idle {
    /// It could as well always hold; else it could as well never do.
    pub(super) holds: bool,
    /// Because of what stands around the condition; else in itself.
    pub(super) here: bool,
}

type Asked<'c> = (Part<'c>, Result<Option<Idle>, TooLarge>);

impl<'c> Place<'c> {
    /// Which parts of the condition make no difference.
    pub(super) fn ask(&self, study: &mut Study<'_>) -> Vec<Asked<'c>> {
        let is_asked = |part: &Part<'_>| part.inside.is_some() || self.asked != Whole::ToldOfElsewhere;
        let parts: Vec<Part<'c>> = parts(self.whole).into_iter().filter(is_asked).collect();
        // A whole that always holds, or never does, is told of; there is no more to say of its parts.
        let trivial = self.always_or_never(study, false);
        let settled = self.always_or_never(study, true);
        let ask = |part: Part<'c>| match trivial {
            Ok(true) if part.inside.is_some() => (part, Ok(None)),
            _ => (part, self.idle(study, &part, settled)),
        };
        parts.into_iter().map(ask).collect()
    }

    /// Whether two parts, each of which makes no difference, make none together either.
    pub(super) fn are_idle_together(&self, study: &mut Study<'_>, one: (&Part<'_>, Idle), other: (&Part<'_>, Idle)) -> bool {
        let taken = [(one.0.of, one.1.holds), (other.0.of, other.1.holds)];
        let here = one.1.here || other.1.here;
        self.changed(study, &taken).and_then(|changed| self.never(study, here, changed)).unwrap_or(false)
    }

    fn idle(&self, study: &mut Study<'_>, part: &Part<'_>, settled: Result<bool, TooLarge>) -> Result<Option<Idle>, TooLarge> {
        let first = part.is_left_out_as();
        let is_whole = part.inside.is_none();
        // That the whole never holds is told of with what it is a condition of.
        let ways = [first, !first].into_iter().take(if is_whole { 1 } else { 2 });
        for here in [false, true]
            .into_iter()
            .take(if is_whole || matches!(self.around, Around::Nothing | Around::Constraints(_)) { 1 } else { 2 })
        {
            // Where the condition always holds, or never, none of its parts tells anything apart.
            if here && settled? {
                break;
            }
            for holds in ways.clone() {
                let changed = self.changed(study, &[(part.of, holds)])?;
                if self.never(study, here, changed)? {
                    return Ok(Some(Idle { holds, here }));
                }
            }
        }
        Ok(None)
    }

    /// Where the condition comes to something else with these parts taken to hold or not.
    pub(super) fn changed(&self, study: &mut Study<'_>, parts: &[(&Condition, bool)]) -> Result<Set, TooLarge> {
        let own = study.where_holds(self.whole)?;
        let other = study.where_holds(&taken(self.whole, parts))?;
        let (less, more) = (study.without(own, other)?, study.without(other, own)?);
        study.either(less, more)
    }

    /// Whether no setting that can be is in a set, and with `here` none for which the condition matters where it stands.
    fn never(&self, study: &Study<'_>, here: bool, set: Set) -> Result<bool, TooLarge> {
        if set.is_empty() {
            return Ok(true);
        }
        let found = match &self.around {
            Around::Lines { matters, .. } if here => study.setting_in(&[study.legal(), set, *matters])?,
            Around::Category { ways, .. } if here => setting_by(study, ways, &[set])?,
            Around::TooLarge(error) if here => return Err(*error),
            Around::Nothing | Around::Lines { .. } | Around::Category { .. } | Around::Constraints(_) | Around::TooLarge(_) => {
                self.setting_in(study, set)?
            }
        };
        Ok(found.is_none())
    }

    /// A setting in a set that can be, but for what the condition itself rules out.
    pub(super) fn setting_in(&self, study: &Study<'_>, set: Set) -> Result<Option<Facts>, TooLarge> {
        match &self.around {
            Around::Constraints(others) => study.setting_in(&[others.as_slice(), &[set]].concat()),
            Around::Nothing | Around::Lines { .. } | Around::Category { .. } | Around::TooLarge(_) => {
                study.setting_in(&[study.legal(), set])
            }
        }
    }

    /// Whether the condition always holds, or never does; with `here` where it matters: so does the last line of a strand that names all
    /// that is left.
    fn always_or_never(&self, study: &mut Study<'_>, here: bool) -> Result<bool, TooLarge> {
        let own = study.where_holds(self.whole)?;
        let not = study.not(own)?;
        Ok(self.never(study, here, own)? || self.never(study, here, not)?)
    }
}
