//! The explaining evaluator: walks the checked policy for one setting and keeps why.
//!
//! It reads every strand, gate and condition by itself, with three truths where facts are unknown, so it is simple enough to
//! check by eye. With complete facts it gives exactly one answer, the one that the diagram must give too. With unknown
//! facts it may leave more than is possible (`x is good or x is not good` is open here while `x` is unknown).

mod condition;
mod derived;
mod settle;
mod strands;
mod trace;
mod truth;

pub use derived::{DerivedParts, DerivedTrace, PointsTrace, Reached, RowTrace, Scored};
pub use trace::{
    AlsoTrace, Because, Bound, ConstraintTrace, Count, ExpectationTrace, Figure, GateTrace, Limit, LineTrace, StrandTrace, Trace,
    Verdict, Why,
};
pub use truth::{Tally, Truth};

use crate::model::{Condition, DerivedId, Facts, KindId, Policy};
use condition::Conditions;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Evaluates one setting and says why.
#[must_use]
pub fn evaluate(policy: &Policy, kind: KindId, on: Date, facts: &Facts) -> Trace {
    let mut conditions = Conditions::new(policy, on, facts);
    let mut trace = Trace {
        kind,
        on,
        strands: Vec::new(),
        gates: Vec::new(),
        outcomes: BTreeSet::new(),
        expectations: Vec::new(),
        also: also(&mut conditions, kind),
        constraints: constraints(&mut conditions, kind),
    };
    if let Some(categorisation) = policy.categorisation(kind) {
        trace.strands = categorisation.strands.iter().map(|strand| strands::strand(&mut conditions, strand)).collect();
        trace.outcomes = strands::most_intensive(&trace.strands);
        trace.gates = strands::gates(&mut conditions, categorisation, &mut trace.outcomes);
        trace.expectations = strands::expectations(&mut conditions, categorisation, &trace.outcomes);
    }
    trace
}

/// Whether a condition holds, as far as the facts tell.
#[must_use]
pub fn truth(policy: &Policy, on: Date, facts: &Facts, condition: &Condition) -> Truth {
    Conditions::new(policy, on, facts).why(condition).truth
}

/// What a table or score comes to for a setting, and why; `None` for one that is not of the policy.
#[must_use]
pub fn derived(policy: &Policy, on: Date, facts: &Facts, id: DerivedId) -> Option<Arc<DerivedTrace>> {
    Conditions::new(policy, on, facts).derived(id)
}

/// The constraints that the told and assumed facts certainly break, by index in the policy. Such a setting cannot be: it is bad input.
#[must_use]
pub fn violations(policy: &Policy, kind: KindId, on: Date, facts: &Facts) -> Vec<usize> {
    let of_kind = constraints(&mut Conditions::new(policy, on, facts), kind).into_iter();
    of_kind.filter(|one| one.why.truth == Truth::Holds).map(|one| one.constraint).collect()
}

fn constraints(conditions: &mut Conditions<'_>, kind: KindId) -> Vec<ConstraintTrace> {
    let of_kind = conditions.policy.constraints.iter().enumerate().filter(|(_, constraint)| constraint.kind == kind);
    of_kind.map(|(at, one)| ConstraintTrace { constraint: at, why: conditions.why(&one.condition) }).collect()
}

fn also(conditions: &mut Conditions<'_>, kind: KindId) -> Vec<AlsoTrace> {
    let of_kind = conditions.policy.also.iter().enumerate().filter(|(_, also)| also.kind == kind);
    of_kind
        .map(|(at, also)| {
            let when = also.when.as_ref().map(|when| conditions.why(when));
            AlsoTrace { also: at, truth: when.as_ref().map_or(Truth::Holds, |when| when.truth), when }
        })
        .collect()
}
