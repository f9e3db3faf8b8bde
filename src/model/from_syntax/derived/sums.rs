//! Sums that stay exact: no score may come to a number of more digits than a decimal keeps.

use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::Operand;
use crate::model::derived::{Derived, DerivedRule, Points, PointsFor};
use crate::model::from_syntax::Lowering;
use crate::model::policy::ParameterValue;
use crate::model::value::Value;
use rust_decimal::Decimal;

/// No sum is as great as this, and none has more decimals.
const MOST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);
const MOST_DECIMALS: u32 = 8;

/// How great a value may be, either side of nothing, and how many decimals it may have.
#[derive(Clone, Copy, Debug)]
struct Size {
    most: Decimal,
    decimals: u32,
}

const NOTHING: Size = Size { most: Decimal::ZERO, decimals: 0 };

impl Size {
    fn of(number: Decimal) -> Self {
        Self { most: number.abs(), decimals: number.normalize().scale() }
    }

    fn and(self, other: Self) -> Option<Self> {
        Some(Self { most: self.most.checked_add(other.most)?, decimals: self.decimals.max(other.decimals) })
    }

    fn times(self, other: Self) -> Option<Self> {
        Some(Self { most: self.most.checked_mul(other.most)?, decimals: self.decimals + other.decimals })
    }

    fn fits(&self) -> bool {
        self.most < MOST && self.decimals <= MOST_DECIMALS
    }
}

impl Lowering<'_> {
    /// Reports scores whose sums may grow too great, each once. What comes back to itself has been reported and is left out.
    pub(in crate::model::from_syntax) fn refuse_great_sums(&mut self) {
        let count = self.policy.derived.len();
        let mut sizes: Vec<Option<Size>> = vec![None; count];
        let mut too_great = Vec::new();
        for start in 0..count {
            let mut path = vec![start];
            while let Some(at) = path.last().copied() {
                let known = |at: usize| sizes.get(at).is_some_and(Option::is_some);
                let Some(one) = self.policy.derived.get(at).filter(|_| !known(at)) else { break };
                let missing = one.values().map(|id| id.at()).find(|at| !known(*at) && !path.contains(at));
                if let Some(next) = missing {
                    path.push(next);
                    continue;
                }
                let size = self.size(one, &sizes).filter(Size::fits);
                // The rows of tables have been looked at one by one, and a table has not so many.
                if size.is_none() && one.table().is_none() {
                    too_great.push((one.name.phrase.clone(), one.span));
                }
                if let Some(own @ None) = sizes.get_mut(at) {
                    *own = Some(size.unwrap_or(NOTHING));
                }
                path.pop();
            }
        }
        for (name, span) in too_great {
            let message = format!("`{name}` may come to a number of more digits than can be kept.");
            self.report(Diagnostic::new(codes::BOUNDS, span, message).help("Give fewer points, or multiply less."));
        }
    }

    fn size(&self, one: &Derived, sizes: &[Option<Size>]) -> Option<Size> {
        match &one.rule {
            DerivedRule::Table(table) => table.rows.iter().try_fold(NOTHING, |sum, row| match row.gives {
                Value::Number(number) => sum.and(Size::of(number)),
                Value::None | Value::Option(_) | Value::Date(_) => Some(sum),
            }),
            DerivedRule::Score(lines) => lines.iter().try_fold(NOTHING, |sum, line| {
                let times = match &line.what {
                    PointsFor::When(_) => Size::of(Decimal::ONE),
                    PointsFor::Each { of, .. } => Size::of(Decimal::from(of.len())),
                    PointsFor::Value(id) => sizes.get(id.at()).copied().flatten().unwrap_or(NOTHING),
                };
                sum.and(self.points_size(line)?.times(times)?)
            }),
        }
    }

    /// The greatest that the points of a line are on any day.
    fn points_size(&self, line: &Points) -> Option<Size> {
        let parameter = match &line.points {
            Operand::Number(number) => return Some(Size::of(*number)),
            Operand::Parameter(id) => self.policy.parameters.get(id.at())?,
            Operand::Date(_) => return None,
        };
        let sizes = parameter.steps.iter().map(|(_, value)| match value {
            ParameterValue::Number(number) => Size::of(*number),
            ParameterValue::Date(_) => NOTHING,
        });
        sizes.reduce(|one, other| Size { most: one.most.max(other.most), decimals: one.decimals.max(other.decimals) })
    }
}
