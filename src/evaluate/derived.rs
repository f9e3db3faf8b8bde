//! Tables and scores: what their values may be, and which rows and lines that comes from.

use super::condition::Conditions;
use super::settle::{self, Settled};
use super::trace::{Because, Bound, Count, Figure, Limit, Verdict, Why};
use super::truth::{Tally, Truth};
use crate::model::{
    Comparison, DerivedId, DerivedRule, DerivedTest, HitPolicy, ParameterId, Points, PointsFor, Table, TestKind, Value,
};
use rust_decimal::Decimal;
use std::sync::Arc;

/// What a table or score comes to, and why.
#[derive(Clone, Debug)]
pub struct DerivedTrace {
    /// Which it is.
    pub derived: DerivedId,
    /// What its value may be: never less than what is possible.
    pub value: Reached,
    /// What that comes from.
    pub parts: DerivedParts,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// One of these; one alone is certain.
    OneOf(Vec<Value>),
    /// A sum no less than the first and no more than the second.
    Sum(Decimal, Decimal),
}

/// What a value comes from.
#[derive(Clone, Debug)]
pub enum DerivedParts {
    /// The rows of a table, in order.
    Rows(Vec<RowTrace>),
    /// The lines of a score, in order.
    Points(Vec<PointsTrace>),
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct RowTrace {
    /// What became of it. Of a table that adds up, all rows that hold decide.
    pub verdict: Verdict,
    /// Its condition.
    pub why: Why,
}

/// A line of a score.
#[derive(Clone, Debug)]
pub struct PointsTrace {
    /// How many points each time.
    pub points: Decimal,
    /// The parameter that says so.
    pub parameter: Option<ParameterId>,
    /// What for, and how that stands.
    pub what: Scored,
}

/// What the points of a line are for, and how that stands.
#[derive(Clone, Debug)]
pub enum Scored {
    /// A condition.
    When(Why),
    /// Each member of a list that holds. Its bound says nothing.
    Each(Count),
    /// Each unit of another value.
    Value(Arc<DerivedTrace>),
}

impl PointsTrace {
    /// The least and the most that the line gives.
    #[must_use]
    pub fn gives(&self) -> (Decimal, Decimal) {
        let between = |tally: Tally| (Decimal::from(tally.holds), Decimal::from(tally.holds + tally.open));
        let (least, most) = match &self.what {
            Scored::When(why) => between(Tally::of([why.truth])),
            Scored::Each(count) => between(count.tally),
            Scored::Value(trace) => trace.value.ends(),
        };
        let (one, other) = (self.points * least, self.points * most);
        (one.min(other), one.max(other))
    }
}

impl Reached {
    /// The value, where it is certain.
    #[must_use]
    pub fn certain(&self) -> Option<Value> {
        match self {
            Self::OneOf(values) if values.len() == 1 => values.first().copied(),
            Self::Sum(least, most) if least == most => Some(Value::Number(*least)),
            Self::OneOf(_) | Self::Sum(..) => None,
        }
    }
}

impl Reached {
    /// The least and the greatest number that it may be; none counts as nothing.
    fn ends(&self) -> (Decimal, Decimal) {
        match self {
            Self::Sum(least, most) => (*least, *most),
            Self::OneOf(values) => {
                let number = |value: &Value| match value {
                    Value::Number(number) => *number,
                    Value::None | Value::Option(_) | Value::Date(_) => Decimal::ZERO,
                };
                let numbers = || values.iter().map(number);
                (numbers().min().unwrap_or_default(), numbers().max().unwrap_or_default())
            }
        }
    }
}

impl Conditions<'_> {
    /// Whether a table or score passes a test.
    pub(super) fn derived_test(&mut self, test: &DerivedTest) -> (Truth, Because) {
        // INVARIANT: a checked policy has every table and score that it names; an open condition claims nothing.
        let Some(trace) = self.derived(test.derived) else { return (Truth::Open, Because::Any(Vec::new())) };
        let limit = match &test.kind {
            TestKind::Number(_, operand) => self.limit(operand),
            TestKind::OneOf(_) | TestKind::None | TestKind::Date(..) | TestKind::Within { .. } => None,
        };
        let truth = match &trace.value {
            Reached::OneOf(values) => {
                let passes = |value: &Value| Truth::of(self.passes(&test.kind, *value, limit));
                let mut truths = values.iter().map(passes);
                let first = truths.next().unwrap_or(Truth::Fails);
                if truths.all(|truth| truth == first) { first } else { Truth::Open }
            }
            Reached::Sum(least, most) => sum_test(&test.kind, *least, *most, limit),
        };
        (truth, Because::Derived { limit, trace })
    }

    /// What a table or score comes to; worked out once, however many conditions use it.
    pub(super) fn derived(&mut self, id: DerivedId) -> Option<Arc<DerivedTrace>> {
        if let Some(known) = self.derived.get(id.at()).cloned().flatten() {
            return Some(known);
        }
        let policy = self.policy;
        let derived = policy.derived.get(id.at())?;
        let (value, parts) = match &derived.rule {
            DerivedRule::Table(table) => self.table(table),
            DerivedRule::Score(lines) => self.score(lines),
        };
        let trace = Arc::new(DerivedTrace { derived: id, value, parts });
        *self.derived.get_mut(id.at())? = Some(Arc::clone(&trace));
        Some(trace)
    }

    fn table(&mut self, table: &Table) -> (Reached, DerivedParts) {
        let whys: Vec<Why> = table.rows.iter().map(|row| self.why(&row.condition)).collect();
        let truths: Vec<Truth> = whys.iter().map(|why| why.truth).collect();
        let Settled { verdicts, may_be_none } = match table.hit {
            HitPolicy::FirstMatch => settle::first_match(&truths),
            HitPolicy::ExactlyOne => settle::exactly_one(&truths.iter().copied().map(Some).collect::<Vec<_>>()),
            HitPolicy::MostIntensive => {
                let ranked = truths.iter().zip(&table.rows).map(|(truth, row)| (*truth, rank(row.gives)));
                settle::greatest(&ranked.collect::<Vec<_>>())
            }
            HitPolicy::Sum => settle::all(&truths),
        };
        let value = if table.hit == HitPolicy::Sum {
            let numbers = table.rows.iter().zip(&truths).filter_map(|(row, truth)| match row.gives {
                Value::Number(number) => Some((number, *truth)),
                Value::None | Value::Option(_) | Value::Date(_) => None,
            });
            let parts = numbers.map(|(number, truth)| match truth {
                Truth::Holds => (number, number),
                Truth::Open => (number.min(Decimal::ZERO), number.max(Decimal::ZERO)),
                Truth::Fails => (Decimal::ZERO, Decimal::ZERO),
            });
            sum(parts)
        } else {
            let mut values: Vec<Value> = Vec::new();
            let in_play = table.rows.iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_in_play());
            for value in in_play.map(|(row, _)| row.gives).chain(may_be_none.then_some(Value::None)) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            Reached::OneOf(values)
        };
        let rows = whys.into_iter().zip(verdicts).map(|(why, verdict)| RowTrace { verdict, why });
        (value, DerivedParts::Rows(rows.collect()))
    }

    fn score(&mut self, lines: &[Points]) -> (Reached, DerivedParts) {
        let lines: Vec<PointsTrace> = lines.iter().map(|line| self.points(line)).collect();
        let value = sum(lines.iter().map(PointsTrace::gives));
        (value, DerivedParts::Points(lines))
    }

    fn points(&mut self, line: &Points) -> PointsTrace {
        let (points, parameter) = match self.limit(&line.points) {
            Some(Limit { figure: Figure::Number(number), parameter, .. }) => (number, parameter),
            // INVARIANT: a checked policy gives numbers of points.
            Some(Limit { figure: Figure::Date(_), .. }) | None => (Decimal::ZERO, None),
        };
        let what = match &line.what {
            PointsFor::When(condition) => Scored::When(self.why(condition)),
            PointsFor::Each { of, list } => {
                let of: Vec<Why> = of.iter().map(|condition| self.why(condition)).collect();
                let tally = Tally::of(of.iter().map(|why| why.truth));
                let (bound, wanted) = (Bound::AtLeast, Decimal::ONE);
                Scored::Each(Count { tally, bound, wanted, parameter: None, list: *list, of })
            }
            // INVARIANT: a checked policy has every table and score that it names.
            PointsFor::Value(id) => Scored::Value(self.derived(*id).unwrap_or_else(|| {
                let value = Reached::Sum(Decimal::ZERO, Decimal::ZERO);
                Arc::new(DerivedTrace { derived: *id, value, parts: DerivedParts::Points(Vec::new()) })
            })),
        };
        PointsTrace { points, parameter, what }
    }
}

/// Options are in order, the best first: the greatest is the least good.
const fn rank(value: Value) -> u16 {
    match value {
        Value::Option(at) => at,
        Value::None | Value::Number(_) | Value::Date(_) => 0,
    }
}

/// The least and the most of some numbers together.
fn sum(parts: impl Iterator<Item = (Decimal, Decimal)>) -> Reached {
    let (least, most) = parts.fold((Decimal::ZERO, Decimal::ZERO), |(least, most), (low, high)| (least + low, most + high));
    Reached::Sum(least, most)
}

fn sum_test(test: &TestKind, least: Decimal, most: Decimal, limit: Option<Limit>) -> Truth {
    let (TestKind::Number(comparison, _), Some(Figure::Number(bound))) = (test, limit.map(|limit| limit.figure)) else {
        return Truth::Fails;
    };
    let ends = (comparison.holds(&least, &bound), comparison.holds(&most, &bound));
    match (comparison, ends) {
        (Comparison::Equal, _) if least == most => Truth::of(least == bound),
        (Comparison::Equal, _) if bound < least || bound > most => Truth::Fails,
        (Comparison::Equal, _) => Truth::Open,
        // What holds at both ends of a stretch of numbers holds between them.
        (_, (true, true)) => Truth::Holds,
        (_, (false, false)) => Truth::Fails,
        (_, (true, false) | (false, true)) => Truth::Open,
    }
}
