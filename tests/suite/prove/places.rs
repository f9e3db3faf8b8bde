//! A place of its own for each part of a policy that was made without a text, so that findings tell which part they are about.

use crate::diagram::kit::span;
use ees::model::{Condition, ConditionKind, DerivedRule, PointsFor, Policy};
use ees::source::Span;

struct Places(usize);

impl Places {
    fn next(&mut self) -> Span {
        self.0 += 1;
        Span::new(span().file, self.0 * 10, self.0 * 10 + 1)
    }

    fn condition(&mut self, condition: &mut Condition) {
        condition.span = self.next();
        match &mut condition.kind {
            ConditionKind::Test(_) | ConditionKind::Related(_) => {}
            ConditionKind::Derived(_) | ConditionKind::Defined(_) => {}
            ConditionKind::Not(inner) => self.condition(inner),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => self.conditions(of),
        }
    }

    fn conditions<'c>(&mut self, conditions: impl IntoIterator<Item = &'c mut Condition>) {
        conditions.into_iter().for_each(|one| self.condition(one));
    }
}

/// Gives every part its place.
pub(super) fn apart(policy: &mut Policy) {
    let mut places = Places(0);
    policy.facts.iter_mut().for_each(|one| one.span = places.next());
    for one in &mut policy.constraints {
        one.span = places.next();
        places.condition(&mut one.condition);
    }
    for one in &mut policy.defines {
        one.span = places.next();
        places.condition(&mut one.condition);
    }
    for one in &mut policy.lists {
        one.span = places.next();
        places.conditions(&mut one.members);
    }
    for one in &mut policy.derived {
        one.span = places.next();
        match &mut one.rule {
            DerivedRule::Table(table) => {
                for row in &mut table.rows {
                    row.span = places.next();
                    places.condition(&mut row.condition);
                }
            }
            DerivedRule::Score(lines) => {
                for line in lines {
                    line.span = places.next();
                    match &mut line.what {
                        PointsFor::When(condition) => places.condition(condition),
                        PointsFor::Each { of, .. } => places.conditions(of),
                        PointsFor::Value(_) => {}
                    }
                }
            }
        }
    }
    for one in &mut policy.categorisations {
        one.span = places.next();
        for strand in &mut one.strands {
            strand.span = places.next();
            for line in &mut strand.lines {
                line.span = places.next();
                places.conditions(&mut line.condition);
            }
        }
        for gate in &mut one.gates {
            gate.span = places.next();
            places.condition(&mut gate.unless);
        }
        for expectation in &mut one.expectations {
            expectation.span = places.next();
            places.conditions(&mut expectation.when);
            places.condition(&mut expectation.expects);
        }
    }
    for one in &mut policy.also {
        one.span = places.next();
        places.conditions(&mut one.when);
    }
    for one in &mut policy.allocations {
        one.span = places.next();
        one.days_span = places.next();
    }
}
