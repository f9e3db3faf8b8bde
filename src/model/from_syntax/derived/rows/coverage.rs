//! Whether the rows of a matrix, and its columns, name every value just once.

use super::cells::Column;
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Condition, ConditionKind, TestKind};
use crate::model::from_syntax::Lowering;
use crate::model::policy::{Domain, ParameterValue, Policy};
use crate::model::value::{NumberDomain, Value, YES_NO};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

impl Lowering<'_> {
    /// Reports values that no row (or column) names, and values that two name.
    pub(super) fn refuse_gaps(&mut self, column: &Column, labels: &[Option<Condition>], way: &str) {
        // Whether a fact is over another one cannot be said value by value.
        if labels.iter().flatten().any(compares_facts) {
            return;
        }
        let domain = self.subject(column.declared.meaning).map_or(Domain::Vocabulary(YES_NO), |one| one.domain);
        for on in self.days_of_change() {
            let values = values(&self.policy, &domain, labels, on);
            let name = &column.heading.text;
            let holds = |label: &Option<Condition>, value: Value| {
                label.as_ref().is_none_or(|label| passes(&self.policy, label, value, on))
            };
            // Of numbers one stands for all around it.
            let named = if matches!(domain, Domain::Number(_)) { 1 } else { values.len() };
            let missing: Vec<String> = values
                .iter()
                .filter(|value| !labels.iter().any(|label| holds(label, **value)))
                .map(|value| self.policy.phrase_in(&domain, *value))
                .take(named)
                .collect();
            let twice = values.iter().find_map(|value| {
                let mut all = labels.iter().filter(|label| holds(label, *value));
                Some((self.policy.phrase_in(&domain, *value), all.next()?, all.next()?))
            });
            let mut found = Vec::new();
            if !missing.is_empty() {
                let example = if named == 1 { ", for example" } else { "" };
                let message =
                    format!("No {way} of this matrix says what is given where `{name}` is {}{example}.", listed(&missing, "or"));
                let help = format!("Add a {way} for it, or let another {way} name it too, as in `A or B`.");
                found.push(Diagnostic::new(codes::MATRIX_GAP, column.heading.span, message).help(help));
            }
            if let Some((value, first, second)) = twice {
                let span = |label: &Option<Condition>| label.as_ref().map_or(column.heading.span, |label| label.span);
                let message = format!("Two {way}s of this matrix say what is given where `{name}` is `{value}`.");
                let help = format!("Each value belongs to one {way} only: mend one of the two.");
                found.push(Diagnostic::new(codes::MATRIX_TWICE, span(second), message).also(span(first), "the first").help(help));
            }
            if !found.is_empty() {
                // What is wrong on one day is mostly wrong on the others too.
                found.into_iter().for_each(|one| self.report(one));
                return;
            }
        }
    }

    /// A day of each stretch of time in which no parameter changes.
    fn days_of_change(&self) -> BTreeSet<Date> {
        let steps = self.policy.parameters.iter().flat_map(|parameter| &parameter.steps).filter_map(|(from, _)| *from);
        let first = self.policy.in_force.map_or(Date::constant(2000, 1, 1), |(first, _)| first);
        steps.filter(|from| *from > first).chain([first]).collect()
    }
}

fn compares_facts(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::Related(_) => true,
        ConditionKind::Test(_) | ConditionKind::Derived(_) | ConditionKind::Defined(_) => false,
        ConditionKind::Not(inner) => compares_facts(inner),
        ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => of.iter().any(compares_facts),
    }
}

/// Values of which each stands for all that the labels do not tell from it. None, and days, are not looked at.
fn values(policy: &Policy, domain: &Domain, labels: &[Option<Condition>], on: Date) -> Vec<Value> {
    match domain {
        Domain::Vocabulary(id) => {
            let count = policy.vocabulary(*id).map_or(0, |vocabulary| vocabulary.values.len());
            (0..count).filter_map(|at| u16::try_from(at).ok()).map(Value::Option).collect()
        }
        Domain::Number(domain) => {
            let mut bounds = BTreeSet::new();
            labels.iter().flatten().for_each(|label| bounds_in(policy, label, on, &mut bounds));
            numbers(domain, bounds).into_iter().map(Value::Number).collect()
        }
        Domain::Date => Vec::new(),
    }
}

fn bounds_in(policy: &Policy, condition: &Condition, on: Date, bounds: &mut BTreeSet<Decimal>) {
    let kind = match &condition.kind {
        ConditionKind::Test(test) => &test.kind,
        ConditionKind::Derived(test) => &test.kind,
        ConditionKind::Related(_) | ConditionKind::Defined(_) => return,
        ConditionKind::Not(inner) => return bounds_in(policy, inner, on, bounds),
        ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
            return of.iter().for_each(|part| bounds_in(policy, part, on, bounds));
        }
    };
    if let TestKind::Number(_, operand) = kind
        && let Some(ParameterValue::Number(number)) = policy.operand_on(operand, on)
    {
        bounds.insert(number);
    }
}

/// The bounds themselves and what lies between and beyond them, as far as the fact can be that.
fn numbers(domain: &NumberDomain, bounds: BTreeSet<Decimal>) -> BTreeSet<Decimal> {
    let ends = || domain.least.into_iter().chain(domain.most);
    let all: Vec<Decimal> = bounds.into_iter().chain(ends()).collect::<BTreeSet<_>>().into_iter().collect();
    let step = Decimal::ONE;
    let around = all.iter().flat_map(|at| [at.checked_sub(step), Some(*at), at.checked_add(step)]).flatten();
    let between = all.windows(2).filter_map(|pair| match pair {
        [low, high] => low.checked_add(*high).map(|sum| sum / Decimal::TWO),
        _ => None,
    });
    let fits = |number: &Decimal| {
        domain.least.is_none_or(|least| *number >= least)
            && domain.most.is_none_or(|most| *number <= most)
            && (!domain.whole || number.fract().is_zero())
    };
    around.chain(between).filter(fits).collect()
}

/// Whether a value of what a label is about passes it. A define is yes or no.
fn passes(policy: &Policy, label: &Condition, value: Value, on: Date) -> bool {
    let kind = match &label.kind {
        ConditionKind::Test(test) => &test.kind,
        ConditionKind::Derived(test) => &test.kind,
        ConditionKind::Related(_) => return false,
        ConditionKind::Defined(_) => return value == Value::yes(true),
        ConditionKind::Not(inner) => return !passes(policy, inner, value, on),
        ConditionKind::All(of) => return of.iter().all(|part| passes(policy, part, value, on)),
        ConditionKind::Any(of) | ConditionKind::Count { of, .. } => return of.iter().any(|part| passes(policy, part, value, on)),
    };
    match (kind, value) {
        (TestKind::OneOf(options), Value::Option(at)) => options.contains(&at),
        (TestKind::Number(comparison, operand), Value::Number(number)) => match policy.operand_on(operand, on) {
            Some(ParameterValue::Number(bound)) => comparison.holds(&number, &bound),
            Some(ParameterValue::Date(_)) | None => false,
        },
        _ => false,
    }
}
