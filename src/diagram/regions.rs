//! The values of a fact, gathered into regions that the policy never tells apart.

use super::conditions::{day_of, length_of, number_of};
use super::relations::{Line, Piece};
use crate::model::{Comparison, Domain, Fact, NumberDomain, Policy, Test, TestKind, Value, in_days, in_months};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The regions of one fact, in order: values of a vocabulary as declared, numbers and days upwards, none last. No region
/// is empty, and every test of the policy is the same throughout a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regions {
    shape: Shape,
    representatives: Vec<Value>,
    /// Of a fact whose values are told apart by their order to those of other facts: what each region is in it.
    order: Option<Vec<Place>>,
    /// Whether they are cut for all that the fact is compared with.
    tied: bool,
}

/// A region in the order of facts that are compared with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// Whether it has but one value.
    single: bool,
    /// Whether there is room on both sides of its value for those of other facts.
    roomy: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    /// So many.
    Options(usize),
    Numbers {
        whole: bool,
        least: Option<Decimal>,
        most: Option<Decimal>,
        cuts: Vec<Cut>,
    },
    Days {
        last: Date,
        cuts: Vec<Date>,
    },
}

/// Between numbers: what is above begins at `at`, or just after it. Ordered as the cuts lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    pub(super) at: Decimal,
    pub(super) after: bool,
}

/// Where some regions next to each other begin and end; no bound where the fact's values end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Numbers, in the fact's unit.
    Numbers {
        /// The lower bound.
        from: Option<Bound>,
        /// The upper one.
        to: Option<Bound>,
    },
    /// Days.
    Days {
        /// The first.
        from: Option<Date>,
        /// The first that is too late.
        before: Option<Date>,
    },
}

/// A bound of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub at: Decimal,
    /// Whether it is one of them itself.
    pub included: bool,
}

impl Cut {
    fn is_below(self, number: Decimal) -> bool {
        if self.after { number > self.at } else { number >= self.at }
    }
}

impl Regions {
    /// The regions of a fact that these tests make on an assessment date, days after which no fact is dated.
    pub(super) fn new(policy: &Policy, fact: &Fact, tests: &[&Test], on: Date) -> Self {
        let tests: Vec<&TestKind> = tests.iter().map(|test| &test.kind).collect();
        Self::of_values(policy, (&fact.domain, fact.or_none), &tests, on)
    }

    /// The same of any values: what they are, and whether none is one of them.
    pub(super) fn of_values(policy: &Policy, (domain, or_none): (&Domain, bool), tests: &[&TestKind], on: Date) -> Self {
        let (shape, mut representatives) = match domain {
            Domain::Vocabulary(id) => {
                let count = policy.vocabulary(*id).map_or(0, |vocabulary| vocabulary.values.len());
                (Shape::Options(count), (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Option).collect())
            }
            Domain::Number(domain) => {
                let (least, most) = ends(domain);
                let cuts = tests.iter().flat_map(|test| number_cuts(policy, test, domain.whole, on)).collect();
                numbers(domain.whole, least, most, cuts)
            }
            Domain::Date => days(on, tests.iter().flat_map(|test| day_cuts(policy, test, on)).collect()),
        };
        if or_none {
            representatives.push(Value::None);
        }
        Self { shape, representatives, order: None, tied: false }
    }

    /// Those of a fact of numbers that is compared with others: the pieces of a line in which it has values.
    pub(super) fn on_line(domain: &NumberDomain, line: &Line, or_none: bool) -> Self {
        let (least, most) = ends(domain);
        let fits = |number: Decimal| {
            least.is_none_or(|least| number >= least)
                && most.is_none_or(|most| number <= most)
                && (!domain.whole || number.is_integer())
        };
        let own: Vec<&Piece> = line.0.iter().filter(|piece| fits(piece.value)).collect();
        let cuts = own.iter().take(own.len().saturating_sub(1)).filter_map(|piece| piece.end).collect();
        let values = own.iter().map(|piece| Value::Number(piece.value)).collect();
        Self::of_pieces(Shape::Numbers { whole: domain.whole, least, most, cuts }, values, &own, or_none)
    }

    /// Those of a fact of days that is compared with others; the line counts from the last day.
    pub(super) fn of_days(last: Date, line: &Line, or_none: bool) -> Self {
        let day = |number: Decimal| in_days(last, number.to_i64()?);
        let own: Vec<&Piece> = line
            .0
            .iter()
            .filter(|piece| piece.value <= Decimal::ZERO && piece.value.is_integer() && day(piece.value).is_some())
            .collect();
        let next = |piece: &&Piece| {
            let end = piece.end?;
            day(if end.after { end.at.floor().checked_add(Decimal::ONE)? } else { end.at.ceil() })
        };
        let cuts = own.iter().take(own.len().saturating_sub(1)).filter_map(next).collect();
        let values = own.iter().filter_map(|piece| day(piece.value)).map(Value::Date).collect();
        Self::of_pieces(Shape::Days { last, cuts }, values, &own, or_none)
    }

    fn of_pieces(shape: Shape, mut representatives: Vec<Value>, pieces: &[&Piece], or_none: bool) -> Self {
        let mut order: Vec<Place> = pieces.iter().map(|piece| Place { single: piece.single, roomy: piece.roomy }).collect();
        if or_none {
            representatives.push(Value::None);
            order.push(Place { single: true, roomy: true });
        }
        // Where each region has but one value, the order of the facts is no more than their values.
        let vague = order.iter().any(|place| !place.single);
        Self { shape, representatives, order: vague.then_some(order), tied: true }
    }

    /// Whether a region says all of a value that lies in it. Otherwise only how it lies to the values of other facts is told apart.
    #[must_use]
    pub fn says_all(&self, region: usize) -> bool {
        self.order.as_ref().is_none_or(|order| order.get(region).is_some_and(|place| place.single))
    }

    /// Whether its regions stand for no more than an order of the fact and those that it is compared with.
    #[must_use]
    pub const fn are_ordered(&self) -> bool {
        self.order.is_some()
    }

    /// Whether they are cut for all that the fact is compared with, so that the order of two such facts is seen in them.
    pub(super) const fn are_tied(&self) -> bool {
        self.tied
    }

    /// Whether there is room on both sides of a region's value for those of other facts.
    pub(super) fn is_roomy(&self, region: usize) -> bool {
        self.order.as_ref().is_none_or(|order| order.get(region).is_some_and(|place| place.roomy))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.representatives.len()
    }

    /// Whether there are none, which a fact without values has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.representatives.is_empty()
    }

    /// A value that lies in a region.
    #[must_use]
    pub fn representative(&self, region: usize) -> Option<Value> {
        self.representatives.get(region).copied()
    }

    /// Where the regions from one to another, both included, begin and end; `None` for values that do not run on.
    #[must_use]
    pub fn stretch(&self, first: usize, last: usize) -> Option<Stretch> {
        if first > last || self.representative(last)? == Value::None {
            return None;
        }
        let before = first.checked_sub(1);
        match &self.shape {
            Shape::Options(_) => None,
            Shape::Numbers { cuts, .. } => {
                let from = before.and_then(|before| cuts.get(before)).map(|cut| Bound { at: cut.at, included: !cut.after });
                let to = cuts.get(last).map(|cut| Bound { at: cut.at, included: cut.after });
                Some(Stretch::Numbers { from, to })
            }
            Shape::Days { cuts, .. } => {
                let from = before.and_then(|before| cuts.get(before)).copied();
                Some(Stretch::Days { from, before: cuts.get(last).copied() })
            }
        }
    }

    /// The regions that this and another set of regions of one fact tell apart together. Where the two fit different values, the
    /// values of either.
    pub(super) fn refined(&self, other: &Self) -> Self {
        let (shape, mut representatives) = match (&self.shape, &other.shape) {
            (Shape::Numbers { .. }, Shape::Numbers { .. }) => self.shape.numbers_with(&other.shape),
            (Shape::Days { last, cuts }, Shape::Days { last: later, cuts: more }) => {
                days((*last).max(*later), cuts.iter().chain(more).copied().collect())
            }
            (Shape::Options(count), Shape::Options(more)) => {
                let count = (*count).max(*more);
                (Shape::Options(count), (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Option).collect())
            }
            (Shape::Options(_) | Shape::Numbers { .. } | Shape::Days { .. }, _) => {
                (self.shape.clone(), self.representatives.iter().copied().filter(|value| *value != Value::None).collect())
            }
        };
        if self.representatives.contains(&Value::None) || other.representatives.contains(&Value::None) {
            representatives.push(Value::None);
        }
        Self { shape, representatives, order: None, tied: self.tied || other.tied }
    }

    /// As many regions, for which these values stand; they are asked for their values and stretches alone.
    pub(super) fn stood_for_by(&self, representatives: Vec<Value>) -> Self {
        Self { shape: self.shape.clone(), representatives, order: None, tied: self.tied }
    }

    /// Regions of one value each that do not run on; they are asked for their values alone.
    pub(super) const fn each_alone(representatives: Vec<Value>) -> Self {
        Self { shape: Shape::Options(representatives.len()), representatives, order: None, tied: false }
    }

    /// The region of an option of a vocabulary.
    pub(super) fn option(&self, at: u16) -> Option<usize> {
        match self.shape {
            Shape::Options(count) => Some(usize::from(at)).filter(|at| *at < count),
            Shape::Numbers { .. } | Shape::Days { .. } => None,
        }
    }

    /// The region a value lies in; `None` for a value that the fact cannot have.
    #[must_use]
    pub fn region_of(&self, value: Value) -> Option<usize> {
        match (value, &self.shape) {
            (Value::Option(at), _) => self.option(at),
            (Value::None, _) => self.len().checked_sub(1).filter(|last| self.representative(*last) == Some(Value::None)),
            (Value::Number(number), Shape::Numbers { whole, least, most, cuts }) => {
                let fits = least.is_none_or(|least| number >= least)
                    && most.is_none_or(|most| number <= most)
                    && (!*whole || number.is_integer());
                fits.then(|| cuts.partition_point(|cut| cut.is_below(number)))
            }
            (Value::Date(day), Shape::Days { last, cuts }) => (day <= *last).then(|| cuts.partition_point(|first| *first <= day)),
            (Value::Number(_) | Value::Date(_), _) => None,
        }
    }
}

impl Shape {
    /// The numbers that fit either of two shapes, cut wherever one of them is and where one of them ends.
    fn numbers_with(&self, other: &Self) -> (Self, Vec<Value>) {
        let (Self::Numbers { whole, least, most, cuts }, Self::Numbers { whole: also, least: low, most: high, cuts: more }) =
            (self, other)
        else {
            return (self.clone(), Vec::new());
        };
        let mut all: Vec<Cut> = cuts.iter().chain(more).copied().collect();
        all.extend([*least, *low].into_iter().flatten().filter(|_| least != low).map(|at| Cut { at, after: false }));
        all.extend([*most, *high].into_iter().flatten().filter(|_| most != high).map(|at| Cut { at, after: true }));
        let least = least.and_then(|least| low.map(|low| least.min(low)));
        let most = most.and_then(|most| high.map(|high| most.max(high)));
        numbers(*whole && *also, least, most, all)
    }
}

/// The least and the greatest number of a domain.
pub(super) fn ends(domain: &NumberDomain) -> (Option<Decimal>, Option<Decimal>) {
    let bound = |bound: Option<Decimal>, round: fn(&Decimal) -> Decimal| {
        bound.map(|number| if domain.whole { round(&number) } else { number })
    };
    (bound(domain.least, Decimal::ceil), bound(domain.most, Decimal::floor))
}

/// Where a comparison with a bound cuts: as whether the bound itself lies below the cut.
const fn sides(comparison: Comparison) -> &'static [bool] {
    match comparison {
        Comparison::Under | Comparison::AtLeast => &[false],
        Comparison::Over | Comparison::AtMost => &[true],
        Comparison::Equal => &[false, true],
    }
}

fn number_cuts(policy: &Policy, test: &TestKind, whole: bool, on: Date) -> Vec<Cut> {
    let TestKind::Number(comparison, operand) = test else { return Vec::new() };
    let Some(at) = number_of(policy, operand, on) else { return Vec::new() };
    let cut = |after: &bool| match (whole, *after) {
        (false, after) => Some(Cut { at, after }),
        (true, false) => Some(Cut { at: at.ceil(), after: false }),
        (true, true) => Some(Cut { at: at.floor().checked_add(Decimal::ONE)?, after: false }),
    };
    sides(*comparison).iter().filter_map(cut).collect()
}

fn numbers(whole: bool, least: Option<Decimal>, most: Option<Decimal>, mut cuts: Vec<Cut>) -> (Shape, Vec<Value>) {
    cuts.sort_unstable();
    cuts.dedup();
    // Both sides of a cut must have numbers.
    cuts.retain(|cut| least.is_none_or(|least| !cut.is_below(least)) && most.is_none_or(|most| cut.is_below(most)));
    let within = |low: Option<Cut>, high: Option<Cut>| match (low, high) {
        (Some(Cut { at, after: false }), _) => Some(at),
        (Some(low), Some(high)) if high.after => Some(high.at).filter(|at| low.is_below(*at)),
        (Some(low), Some(high)) => low.at.checked_add(high.at).map(|sum| sum / Decimal::TWO),
        (Some(low), None) => most.or_else(|| low.at.checked_add(Decimal::ONE)),
        (None, Some(high)) => least.or_else(|| high.at.checked_sub(Decimal::ONE)),
        (None, None) => Some(least.or(most).unwrap_or(Decimal::ZERO)),
    };
    let mut kept = Vec::with_capacity(cuts.len());
    let mut values = Vec::with_capacity(cuts.len() + 1);
    // A gap that holds no number at the precision of decimals is no region: its lower cut is left out.
    for high in cuts.into_iter().map(Some).chain([None]) {
        let low = kept.last().copied();
        let value = within(low, high).filter(|number| {
            low.is_none_or(|cut: Cut| cut.is_below(*number)) && high.is_none_or(|cut: Cut| !cut.is_below(*number))
        });
        match value {
            Some(number) => values.push(Value::Number(number)),
            None if kept.pop().is_none() => continue,
            None => {}
        }
        kept.extend(high);
    }
    (Shape::Numbers { whole, least, most, cuts: kept }, values)
}

pub(super) fn day_cuts(policy: &Policy, test: &TestKind, on: Date) -> Vec<Date> {
    match test {
        TestKind::Date(comparison, operand) => {
            let day = day_of(policy, operand, on);
            let cut = |after: &bool| if *after { day?.tomorrow().ok() } else { day };
            sides(*comparison).iter().filter_map(cut).collect()
        }
        TestKind::Within { length, months } => {
            length_of(policy, length, on).and_then(|length| first_within(length, *months, on)).into_iter().collect()
        }
        TestKind::OneOf(_) | TestKind::None | TestKind::Number(..) => Vec::new(),
    }
}

fn days(on: Date, mut cuts: Vec<Date>) -> (Shape, Vec<Value>) {
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|first| *first <= on && first.yesterday().is_ok());
    let lowest = cuts.first().and_then(|first| first.yesterday().ok()).unwrap_or(on);
    let values = std::iter::once(lowest).chain(cuts.iter().copied()).map(Value::Date).collect();
    (Shape::Days { last: on, cuts }, values)
}

/// Whether a day and so many months or days is the assessment date or later; past the calendar's end is later.
pub(super) fn is_within(day: Date, length: i64, months: bool, on: Date) -> bool {
    let end = if months { in_months(day, length) } else { in_days(day, length) };
    end.map_or(length > 0, |end| end >= on)
}

/// The first day that is within so many months or days; `None` where every day is, or no day of the calendar.
/// Later days are within too, since adding months never changes the order of days.
fn first_within(length: i64, months: bool, on: Date) -> Option<Date> {
    let back = length.checked_neg()?;
    if !months {
        return in_days(on, back);
    }
    // Where the month that far back is too short the difference is its last day, which comes short of the assessment date.
    let mut first = in_months(on, back)?;
    while !is_within(first, length, months, on) {
        first = first.tomorrow().ok()?;
    }
    Some(first)
}
