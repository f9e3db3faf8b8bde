//! Rows that stand twice in a table, and rows that can never decide because of another.
//!
//! Cell is compared with cell: where each cell of one row holds whatever the cell of the other allows, the one row holds
//! wherever the other does. What follows only from several rows together is not seen here.

use super::Split;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Comparison, Condition, ConditionKind, Operand, TestKind};
use crate::model::from_syntax::Lowering;
use crate::model::value::Value;
use crate::syntax::tree::HitPolicy;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Of longer tables only rows that stand twice are looked for.
const MOST_COMPARED: usize = 400;

impl Lowering<'_> {
    /// Reports each row that another makes pointless, once.
    pub(super) fn refuse_clashes(&mut self, hit: HitPolicy, rows: &[Split]) {
        let cells: Vec<Vec<Allowed>> = rows.iter().map(|row| row.cells.iter().map(Allowed::by).collect()).collect();
        let mut seen: HashMap<&[Allowed], usize> = HashMap::new();
        for (at, (row, own)) in rows.iter().zip(&cells).enumerate() {
            if let Some(first) = seen.get(own.as_slice()).and_then(|first| rows.get(*first)) {
                let (message, help) = match hit {
                    HitPolicy::Sum => ("This row stands twice, and would be added twice.", "Take one of the two away."),
                    HitPolicy::FirstMatch | HitPolicy::ExactlyOne | HitPolicy::MostIntensive => {
                        ("A row above this one is about the same.", "Take one of the two away, or mend what makes them alike.")
                    }
                };
                self.report(Diagnostic::new(codes::ROW_TWICE, row.span, message).also(first.span, "the first").help(help));
                continue;
            }
            seen.insert(own, at);
            if rows.len() <= MOST_COMPARED {
                self.refuse_covered(hit, rows, &cells, at);
            }
        }
    }

    /// Reports a row that never decides, as another holds wherever it does.
    fn refuse_covered(&mut self, hit: HitPolicy, rows: &[Split], cells: &[Vec<Allowed>], at: usize) {
        let (Some(row), Some(own)) = (rows.get(at), cells.get(at)) else { return };
        let covers = |(other, of_other): (usize, &Vec<Allowed>)| {
            let holds_too = other != at && of_other.iter().zip(own).all(|(other, own)| other.covers(own));
            let gives = |place: usize| rows.get(place).map(|row| row.gives);
            let more =
                matches!((gives(other), gives(at)), (Some(Value::Option(other)), Some(Value::Option(own))) if other >= own);
            holds_too
                && match hit {
                    HitPolicy::FirstMatch => other < at,
                    HitPolicy::ExactlyOne => true,
                    HitPolicy::MostIntensive => more,
                    HitPolicy::Sum => false,
                }
        };
        let Some(other) = cells.iter().enumerate().position(covers).and_then(|other| rows.get(other)) else { return };
        let (message, help) = match hit {
            HitPolicy::FirstMatch => (
                "This row is never reached: wherever it holds, one above it holds and comes first.",
                "Move it above that row, or mend one of the two.",
            ),
            HitPolicy::MostIntensive => (
                "This row never decides: wherever it holds, another holds that gives as much or more.",
                "Take it out, or mend one of the two.",
            ),
            HitPolicy::ExactlyOne | HitPolicy::Sum => (
                "This row never decides: wherever it holds, another holds too, and just one may.",
                "Mend one of the two so that they never hold together, or write `by the first match`.",
            ),
        };
        self.report(Diagnostic::new(codes::ROW_IDLE, row.span, message).also(other.span, "this row").help(help));
    }
}

/// What a cell allows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Allowed {
    Anything,
    /// These options, in order.
    Options(Vec<u16>),
    /// Numbers between two ends, and whether each end is in.
    Between(Option<(Decimal, bool)>, Option<(Decimal, bool)>),
    /// Something else, told apart by how it is written.
    Other(String),
}

impl Allowed {
    fn by(cell: &Option<Condition>) -> Self {
        let Some(condition) = cell else { return Self::Anything };
        let known = if let ConditionKind::All(parts) = &condition.kind {
            parts.iter().map(single).reduce(|one, other| one?.and(other?)).flatten()
        } else {
            single(condition)
        };
        known.unwrap_or_else(|| Self::Other(crate::model::name::machine_name(&condition.text)))
    }

    fn and(self, other: Self) -> Option<Self> {
        let (Self::Between(low, high), Self::Between(from, to)) = (self, other) else { return None };
        Some(Self::Between(low.or(from), high.or(to)))
    }

    /// Whether it allows all that the other does.
    fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Anything, _) => true,
            (Self::Options(own), Self::Options(other)) => other.iter().all(|option| own.contains(option)),
            (Self::Between(low, high), Self::Between(from, to)) => {
                let low_enough = low.is_none_or(|(low, low_in)| {
                    from.is_some_and(|(from, from_in)| low < from || low == from && (low_in || !from_in))
                });
                let high_enough = high
                    .is_none_or(|(high, high_in)| to.is_some_and(|(to, to_in)| high > to || high == to && (high_in || !to_in)));
                low_enough && high_enough
            }
            _ => self == other,
        }
    }
}

/// What a single test allows.
fn single(condition: &Condition) -> Option<Allowed> {
    let kind = match &condition.kind {
        ConditionKind::Test(test) => &test.kind,
        ConditionKind::Derived(test) => &test.kind,
        ConditionKind::Related(_) | ConditionKind::Defined(_) | ConditionKind::Not(_) => return None,
        ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Count { .. } => return None,
    };
    match kind {
        TestKind::OneOf(options) => Some(Allowed::Options(options.clone())),
        TestKind::Number(comparison, Operand::Number(number)) => {
            let end = |is_in| Some((*number, is_in));
            Some(match comparison {
                Comparison::Under => Allowed::Between(None, end(false)),
                Comparison::AtMost => Allowed::Between(None, end(true)),
                Comparison::Over => Allowed::Between(end(false), None),
                Comparison::AtLeast => Allowed::Between(end(true), None),
                Comparison::Equal => Allowed::Between(end(true), end(true)),
            })
        }
        TestKind::Number(..) | TestKind::None | TestKind::Date(..) | TestKind::Within { .. } => None,
    }
}
