//! What stands behind `is`: values, thresholds, comparisons; and what denies it.

use super::Maker;
use super::numbers::place;
use crate::harness::mutants::mutant::Edit;
use crate::harness::mutants::operator::Operator;
use crate::model::{Domain, machine_name};
use crate::source::Span;
use crate::syntax::tree::{Comparison, Literal, Operand, Plain, Test, ValueTest};
use std::ops::Range;

impl Maker<'_> {
    /// A name, perhaps tested: denied, and with other values.
    pub(super) fn plain(&mut self, plain: &Plain) {
        let edit = self.denied(plain);
        self.push(Operator::Negate, edit.into_iter().collect());
        let Some(test) = &plain.test else { return };
        let behind = plain.name.span.range().end..plain.span.range().end;
        let denied = self.words(behind.clone()).get(1).is_some_and(|(word, _)| word.eq_ignore_ascii_case("not"));
        let is = if denied { " is not " } else { " is " };
        self.test(&plain.name.text, test, behind, is);
    }

    /// Other values of a test; `whole` is all of it, which a comparison replaces and begins with `lead`.
    pub(super) fn test(&mut self, name: &str, test: &Test, whole: Range<usize>, lead: &str) {
        match test {
            Test::OneOf(values) | Test::Neither(values) => self.value_tests(name, values),
            Test::Not(value) => self.value_tests(name, std::slice::from_ref(value)),
            Test::None(_) => {}
            Test::Compare(comparison, operand) => {
                self.move_operand(Operator::Threshold, operand);
                let words = opposite(*comparison, self.is_day(name, operand));
                let said = format!("{lead}{words} {}", self.slice(span_of(operand).range()));
                self.replace(Operator::Comparison, whole, said);
            }
            Test::Between(low, high) => {
                self.move_operand(Operator::Threshold, low);
                self.move_operand(Operator::Threshold, high);
            }
            Test::Within(length) => self.move_operand(Operator::Threshold, length),
        }
    }

    fn is_day(&self, name: &str, operand: &Operand) -> bool {
        let name = machine_name(name);
        let fact = self.policy.facts.iter().find(|fact| *fact.name.machine == *name);
        matches!(operand, Operand::Date(..)) || fact.is_some_and(|fact| matches!(fact.domain, Domain::Date))
    }

    fn value_tests(&mut self, name: &str, values: &[ValueTest]) {
        let own: Vec<String> = values.iter().map(|value| machine_name(self.slice(place(&value.value).range()))).collect();
        for value in values {
            match &value.value {
                Literal::Phrase(phrase) => {
                    for other in self.neighbours(name, &phrase.text) {
                        // A value that stands there already would only be said twice.
                        if !own.contains(&machine_name(&other)) {
                            self.replace(Operator::Value, phrase.span.range(), other);
                        }
                    }
                }
                number @ (Literal::Quantity(_) | Literal::Date(..)) => self.move_literal(Operator::Threshold, number),
            }
            if value.reach.is_some() {
                self.replace(Operator::Reach, place(&value.value).range().end..value.span.range().end, "");
            }
        }
        let spans: Vec<Span> = values.iter().map(|value| value.span).collect();
        if spans.len() > 1 {
            self.drop_one(Operator::DropCondition, &spans, "or");
        }
    }

    /// A condition denied where it was not, and not where it was.
    fn denied(&self, plain: &Plain) -> Option<Edit> {
        let (whole, name) = (plain.span.range(), plain.name.span.range());
        if let Some((_, not)) = self.words(whole.start..name.start).first() {
            return Some(Edit::new(not.start..name.start, ""));
        }
        let before = Edit::new(name.start..name.start, "not ");
        let words = self.words(name.end..whole.end);
        let (Some((is, is_at)), Some(test)) = (words.first(), &plain.test) else { return Some(before) };
        if !["is", "are"].iter().any(|word| is.eq_ignore_ascii_case(word)) {
            return Some(before);
        }
        let next = words.get(1);
        let next_is = |wanted: &str| next.filter(|(word, _)| word.eq_ignore_ascii_case(wanted)).map(|(_, at)| at.clone());
        if let Some(not) = next_is("not") {
            return Some(Edit::new(is_at.end..not.end, ""));
        }
        match test {
            Test::Neither(values) => Some(Edit::new(is_at.end..whole.end, format!(" is {}", self.values_said(values, " or ")).replacen(" is", "", 1))),
            Test::OneOf(values) if values.len() > 1 => {
                let (first, last) = (values.first()?.span.range(), values.last()?.span.range());
                Some(Edit::new(first.start..last.end, format!("neither {}", self.values_said(values, " nor "))))
            }
            Test::OneOf(_) | Test::Not(_) | Test::None(_) | Test::Compare(..) | Test::Between(..) | Test::Within(_) => {
                Some(Edit::new(is_at.end..is_at.end, " not"))
            }
        }
    }

    fn values_said(&self, values: &[ValueTest], between: &str) -> String {
        values.iter().map(|value| self.slice(value.span.range())).collect::<Vec<_>>().join(between)
    }
}

const fn span_of(operand: &Operand) -> Span {
    match operand {
        Operand::Quantity(quantity) => quantity.span,
        Operand::Date(_, span) => *span,
        Operand::Parameter(phrase) => phrase.span,
    }
}

/// The comparison that differs from this one at the bound alone.
const fn opposite(comparison: Comparison, day: bool) -> &'static str {
    match (comparison, day) {
        (Comparison::Under, false) => "at most",
        (Comparison::Under, true) | (Comparison::Equal, _) => "on or before",
        (Comparison::AtMost, false) => "under",
        (Comparison::AtMost, true) => "before",
        (Comparison::Over, false) => "at least",
        (Comparison::Over, true) => "on or after",
        (Comparison::AtLeast, false) => "over",
        (Comparison::AtLeast, true) => "after",
    }
}
