//! Tables and scores as diagrams: the leaves of a table are what its rows give, those of a score all the sums that it can
//! come to. A test of either only changes leaves to true and false.

mod settle;
mod sums;

use super::compile;
use super::conditions::{Conditions, Frame, number_of};
use super::order::Order;
use super::store::{Ref, TooLarge, WHOLE_LIMIT};
use crate::model::{Derived, DerivedId, DerivedRule, DerivedTest, HitPolicy, KindId, Points, PointsFor, Policy, Table, Value};
use jiff::civil::Date;
use std::collections::HashMap;
use sums::Sums;

/// A table or score: its diagram, and the values of its leaves.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    root: Ref,
    values: Vec<Value>,
}

impl Compiled {
    /// Its diagram, and what each leaf stands for.
    pub(super) fn leaves(&self) -> (Ref, &[Value]) {
        (self.root, &self.values)
    }
}

/// What each table and score for a kind of setting can come to, whatever the facts are; there may be values among them that no setting
/// comes to.
///
/// # Errors
/// Where that is too large to be worked out.
pub fn values_of(policy: &Policy, kind: KindId, on: Date) -> Result<HashMap<DerivedId, Vec<Value>>, TooLarge> {
    let order = Order::Together.of(policy, kind);
    let regions = compile::regions(policy, kind, on, &order, None);
    compile::are_few(&order, &regions)?;
    let frame = Frame { order: &order, regions: &regions, told: &[] };
    let conditions = Conditions::new(policy, kind, on, frame, WHOLE_LIMIT)?;
    if let Some(why) = conditions.not_finite.values().next() {
        return Err(*why);
    }
    Ok(conditions.derived.into_iter().map(|(id, one)| (id, one.values)).collect())
}

/// The leaf of a table that no row settles.
const NONE: u32 = 0;

impl Conditions<'_> {
    /// Compiles a table or score; what its conditions use has been compiled.
    pub(super) fn derive(&mut self, id: DerivedId, derived: &Derived) -> Result<(), TooLarge> {
        let compiled = match &derived.rule {
            DerivedRule::Table(table) if table.hit == HitPolicy::Sum => self.sum_of_rows(table)?,
            DerivedRule::Table(table) => self.table(table)?,
            DerivedRule::Score(lines) => self.score(lines)?,
        };
        self.derived.insert(id, compiled);
        Ok(())
    }

    /// The diagram of a table or score, and the values of its leaves.
    pub(super) fn values_of(&self, id: DerivedId) -> Result<Option<(Ref, Vec<Value>)>, TooLarge> {
        self.is_finite(id)?;
        Ok(self.derived.get(&id).map(|compiled| (compiled.root, compiled.values.clone())))
    }

    /// Where a table or score passes a test.
    pub(super) fn derived_test(&mut self, test: &DerivedTest) -> Result<Ref, TooLarge> {
        self.is_finite(test.derived)?;
        let Some(compiled) = self.derived.get(&test.derived).cloned() else { return Ok(Ref::FALSE) };
        let passes: Vec<bool> = compiled.values.iter().map(|value| self.passes(&test.kind, *value)).collect();
        let of_leaf = |leaf: Ref| leaf.at().and_then(|at| passes.get(at)).is_some_and(|passes| *passes);
        self.builder.map(compiled.root, &|leaf| if of_leaf(leaf) { Ref::TRUE } else { Ref::FALSE })
    }

    /// That what a table or score comes to could be worked out.
    fn is_finite(&self, id: DerivedId) -> Result<(), TooLarge> {
        self.not_finite.get(&id).map_or(Ok(()), |why| Err(*why))
    }

    /// Whether two tables or scores of one domain come to the same whatever the facts.
    pub(super) fn same_values(&mut self, one: DerivedId, other: DerivedId) -> Result<bool, TooLarge> {
        let mut values: Vec<Value> = Vec::new();
        let mut roots = Vec::new();
        for id in [one, other] {
            self.is_finite(id)?;
            let Some(compiled) = self.derived.get(&id).cloned() else { return Ok(false) };
            let places: Vec<Ref> = compiled.values.iter().map(|value| Ref::leaf_at(place_of(&mut values, *value))).collect();
            let place = |leaf: Ref| leaf.at().and_then(|at| places.get(at)).copied().unwrap_or(Ref::ILLEGAL);
            roots.push(self.builder.map(compiled.root, &place)?);
        }
        Ok(roots.first() == roots.last())
    }

    fn table(&mut self, table: &Table) -> Result<Compiled, TooLarge> {
        // Options are their own leaves, in order, so that the greater leaf is the less good one; numbers are leaves as they come.
        let options = table.rows.iter().filter_map(|row| match row.gives {
            Value::Option(at) => Some(at),
            Value::None | Value::Number(_) | Value::Date(_) => None,
        });
        let mut values: Vec<Value> = vec![Value::None];
        values.extend((0..options.max().map_or(0, |most| most.saturating_add(1))).map(Value::Option));
        let mut leaves = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            leaves.push(Ref::leaf_at(place_of(&mut values, row.gives)));
        }
        let mut rows = Vec::with_capacity(table.rows.len());
        for (row, leaf) in table.rows.iter().zip(leaves) {
            rows.push((self.condition(&row.condition)?, leaf));
        }
        let none = Ref::leaf(NONE);
        let root = match table.hit {
            HitPolicy::FirstMatch | HitPolicy::Sum => self.first_match(&rows, none)?,
            HitPolicy::ExactlyOne => {
                let lines: Vec<_> = rows.iter().map(|(holds, _)| Some(*holds)).collect();
                let only = self.exactly_one(&lines)?;
                let leaf = |at: Ref| at.at().and_then(|at| rows.get(at)).map_or(none, |(_, leaf)| *leaf);
                self.builder.map(only, &leaf)?
            }
            HitPolicy::MostIntensive => self.greatest(&rows, none)?,
        };
        Ok(Compiled { root, values })
    }

    fn sum_of_rows(&mut self, table: &Table) -> Result<Compiled, TooLarge> {
        let sums = Sums::default();
        let mut root = sums.zero();
        for row in table.rows.iter().rev() {
            let Value::Number(number) = row.gives else { continue };
            let holds = self.condition(&row.condition)?;
            root = sums.add(&mut self.builder, root, holds, number)?;
        }
        Ok(Compiled { root, values: sums.values() })
    }

    fn score(&mut self, lines: &[Points]) -> Result<Compiled, TooLarge> {
        let sums = Sums::default();
        let mut root = sums.zero();
        for line in lines.iter().rev() {
            let Some(points) = number_of(self.policy, &line.points, self.on) else { continue };
            if let PointsFor::Value(id) = line.what {
                self.is_finite(id)?;
            }
            if let PointsFor::Value(id) = line.what
                && let Some(other) = self.derived.get(&id).cloned()
            {
                root = sums.add_value(&mut self.builder, root, &other, points)?;
            }
            for condition in line.conditions().iter().rev() {
                let holds = self.condition(condition)?;
                root = sums.add(&mut self.builder, root, holds, points)?;
            }
        }
        Ok(Compiled { root, values: sums.values() })
    }
}

/// The place of a value among others, which it joins where it is new.
fn place_of(values: &mut Vec<Value>, value: Value) -> usize {
    values.iter().position(|one| *one == value).unwrap_or_else(|| {
        values.push(value);
        values.len() - 1
    })
}
