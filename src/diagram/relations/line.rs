//! A line of numbers, cut at those that are named and at points between them.

use crate::diagram::regions::Cut;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The pieces, upwards.
#[derive(Clone, Debug)]
pub(in crate::diagram) struct Line(pub(in crate::diagram) Vec<Piece>);

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::diagram) struct Piece {
    /// A number in it, which stands for all of them.
    pub(in crate::diagram) value: Decimal,
    /// Where it ends.
    pub(in crate::diagram) end: Option<Cut>,
    /// Whether it has no other number.
    pub(in crate::diagram) single: bool,
    /// Whether there is room on both sides of its number for all that may have to lie there.
    pub(in crate::diagram) roomy: bool,
}

/// How many points there are between two named numbers, and which of them have room.
#[derive(Clone, Copy, Debug)]
pub(in crate::diagram) struct Room {
    points: usize,
    /// So many facts may lie on either side of those that are to have room.
    unknown: usize,
    whole: bool,
}

impl Room {
    /// Enough for so many facts in any order, also where one of them has two values.
    pub(in crate::diagram) const fn for_so_many(facts: usize) -> Self {
        Self { points: facts + 1, unknown: 0, whole: false }
    }

    /// Enough for so many assumed facts, one of them with two values, and for so many unknown ones below, between and above them.
    pub(in crate::diagram) const fn around(assumed: usize, unknown: usize, whole: bool) -> Self {
        Self { points: (assumed + 1) * (unknown + 1) + unknown, unknown, whole }
    }

    /// Whether the point at a place has it. Between whole numbers there may be none others; but never so near to a named one, as
    /// those nearest to it are named too.
    const fn has(self, place: usize) -> bool {
        if self.whole {
            place >= self.unknown && place + self.unknown < self.points
        } else {
            (place + 1).is_multiple_of(self.unknown + 1)
        }
    }
}

impl Line {
    /// All numbers, cut at those that are named and, in between, at points. Where there are whole numbers among what is compared, the
    /// points are whole; where there are not so many whole numbers between two named ones, those that there are count as named.
    pub(in crate::diagram) fn new(mut named: BTreeSet<Decimal>, whole: bool, room: Room) -> Self {
        if whole {
            let near: Vec<Decimal> = named.iter().flat_map(|number| neighbours(*number, room.unknown)).collect();
            named.extend(near);
            let ends: Vec<Decimal> = named.iter().copied().collect();
            for pair in ends.windows(2) {
                let [low, high] = pair else { continue };
                let between: Vec<Decimal> = whole_above(*low).take(room.points).take_while(|number| number < high).collect();
                if between.len() < room.points {
                    named.extend(between);
                }
            }
        }
        let mut pieces = Vec::new();
        let mut low = None;
        for high in named.into_iter().map(Some).chain([None]) {
            let between = between(low, high, whole, room.points);
            let last = between.len().saturating_sub(1);
            for (at, value) in between.into_iter().enumerate() {
                let end = if at < last { Some(Cut { at: value, after: true }) } else { high.map(|at| Cut { at, after: false }) };
                pieces.push(Piece { value, end, single: false, roomy: room.has(at) });
            }
            let named = |value| Piece { value, end: Some(Cut { at: value, after: true }), single: true, roomy: true };
            pieces.extend(high.map(named));
            low = high;
        }
        Self(pieces)
    }
}

/// The whole numbers nearest to one, so many on each side.
fn neighbours(number: Decimal, many: usize) -> impl Iterator<Item = Decimal> {
    (0..=many)
        .filter(move |_| many > 0)
        .map(Decimal::from)
        .flat_map(move |away| [number.floor().checked_sub(away), number.ceil().checked_add(away)].into_iter().flatten())
}

/// So many numbers strictly between two, upwards.
fn between(low: Option<Decimal>, high: Option<Decimal>, whole: bool, points: usize) -> Vec<Decimal> {
    let steps = || (1..=points).map(Decimal::from);
    match (low, high) {
        (Some(low), Some(high)) => {
            let inside = |number: &Decimal| *number > low && *number < high;
            let own: Vec<Decimal> = whole_above(low).take(points).filter(inside).collect();
            if whole && own.len() == points {
                return own;
            }
            let step = (high - low) / Decimal::from(points + 1);
            let mut spread: Vec<Decimal> = steps().filter_map(|at| low.checked_add(step * at)).filter(inside).collect();
            spread.dedup();
            spread
        }
        (Some(low), None) => whole_above(low).take(points).collect(),
        (None, Some(high)) => {
            let mut down: Vec<Decimal> = steps().filter_map(|at| high.ceil().checked_sub(at)).collect();
            down.reverse();
            down
        }
        (None, None) => steps().collect(),
    }
}

/// The whole numbers above a number, upwards.
fn whole_above(number: Decimal) -> impl Iterator<Item = Decimal> {
    std::iter::successors(number.floor().checked_add(Decimal::ONE), |at| at.checked_add(Decimal::ONE))
}
