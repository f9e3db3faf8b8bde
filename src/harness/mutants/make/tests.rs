//! What stands behind `is`: values, thresholds, comparisons; and what denies it.

use super::Maker;
use super::numbers::place;
use crate::harness::mutants::mutant::Edit;
use crate::harness::mutants::operator::Operator;
use crate::model::{Domain, machine_name};
use crate::source::Span;
use crate::syntax::tree::{Comparison, Literal, Operand, Plain, Test, ValueTest};
use std::ops::Range;

/// What a test is about, and all of the test.
pub(super) struct At<'t> {
    /// The name.
    pub(super) name: &'t str,
    /// Where the condition stands, or the name.
    pub(super) place: Span,
    /// What a comparison replaces.
    pub(super) whole: Range<usize>,
}

impl Maker<'_> {
    /// A name, perhaps tested: denied, and with other values.
    pub(super) fn plain(&mut self, plain: &Plain) {
        let edit = self.denied(plain);
        self.push(Operator::Negate, edit.into_iter().collect());
        let Some(test) = &plain.test else { return };
        let behind = plain.name.span.range().end..plain.span.range().end;
        let denied = self.words(behind.clone()).get(1).is_some_and(|(word, _)| word.eq_ignore_ascii_case("not"));
        let is = if denied { " is not " } else { " is " };
        self.test(&At { name: &plain.name.text, place: plain.span, whole: behind }, test, is);
    }

    /// Other values of a test, and other comparisons, which begin with `lead`.
    pub(super) fn test(&mut self, at: &At<'_>, test: &Test, lead: &str) {
        match test {
            Test::OneOf(values) => {
                self.value_tests(at, values);
                let spans: Vec<Span> = values.iter().map(|value| value.span).collect();
                self.drop_one(Operator::DropCondition, &spans, "or");
            }
            Test::Neither(values) => {
                self.value_tests(at, values);
                self.without_one(at, values);
            }
            Test::Not(value) => self.value_tests(at, std::slice::from_ref(value)),
            Test::None(_) => {}
            Test::Compare(comparison, operand) => {
                self.move_operand(Operator::Threshold, operand);
                let words = opposite(*comparison, self.is_day(at.name, operand));
                let said = format!("{lead}{words} {}", self.slice(span_of(operand).range()));
                self.replace(Operator::Comparison, at.whole.clone(), said);
            }
            Test::Between(low, high) => {
                self.move_operand(Operator::Threshold, low);
                self.move_operand(Operator::Threshold, high);
            }
            Test::Within(length) => self.move_operand(Operator::Threshold, length),
            Test::Graded(comparison, phrase) => {
                let words = worded(*comparison);
                let said = format!("{lead}{words} {}", self.slice(phrase.span.range()));
                self.replace(Operator::Comparison, at.whole.clone(), said);
            }
            Test::WithinOf(length, _) => self.move_literal(Operator::Threshold, &Literal::Quantity(length.clone())),
        }
    }

    fn is_day(&self, name: &str, operand: &Operand) -> bool {
        let name = machine_name(name);
        let fact = self.policy.facts.iter().find(|fact| *fact.name.machine == *name);
        matches!(operand, Operand::Date(..)) || fact.is_some_and(|fact| matches!(fact.domain, Domain::Date))
    }

    fn value_tests(&mut self, at: &At<'_>, values: &[ValueTest]) {
        let own: Vec<String> = values.iter().map(|value| machine_name(self.slice(place(&value.value).range()))).collect();
        for value in values {
            match &value.value {
                Literal::Phrase(phrase) => {
                    for other in self.neighbours(at.name, at.place, &phrase.text) {
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
    }

    /// `neither good nor met` as `not good` and as `not met`.
    fn without_one(&mut self, at: &At<'_>, values: &[ValueTest]) {
        let neither = self.words(at.whole.clone()).into_iter().find(|(word, _)| word.eq_ignore_ascii_case("neither"));
        let (Some((_, neither)), Some(last)) = (neither, values.last()) else { return };
        for gone in 0..values.len() {
            let rest: Vec<&ValueTest> =
                values.iter().enumerate().filter(|(other, _)| *other != gone).map(|(_, value)| value).collect();
            let said: Vec<&str> = rest.iter().map(|value| self.slice(value.span.range())).collect();
            let lead = if said.len() > 1 { "neither" } else { "not" };
            self.replace(Operator::DropCondition, neither.start..last.span.range().end, format!("{lead} {}", said.join(" nor ")));
        }
    }

    /// Whether a value stands beside one that is called as it is with `not` before it, so that `is not …` says two things.
    fn has_denied_twin(&self, plain: &Plain) -> bool {
        let Some(Test::OneOf(values)) = &plain.test else { return false };
        let [ValueTest { value: Literal::Phrase(phrase), reach: None, .. }] = values.as_slice() else { return false };
        let vocabulary = self.values_of(&plain.name.text, plain.span, &phrase.text).map(|(vocabulary, _)| vocabulary);
        let denied = format!("not_{}", machine_name(&phrase.text));
        vocabulary.is_some_and(|vocabulary| vocabulary.values.iter().any(|value| *value.name.machine == denied))
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
        if self.has_denied_twin(plain) || !["is", "are"].iter().any(|word| is.eq_ignore_ascii_case(word)) {
            return Some(before);
        }
        let next = words.get(1);
        let next_is = |wanted: &str| next.filter(|(word, _)| word.eq_ignore_ascii_case(wanted)).map(|(_, at)| at.clone());
        if let Some(not) = next_is("not") {
            return Some(Edit::new(is_at.end..not.end, ""));
        }
        match test {
            Test::Neither(values) => Some(Edit::new(is_at.end..whole.end, format!(" {}", self.values_said(values, " or ")))),
            Test::OneOf(values) if values.len() > 1 => {
                let (first, last) = (values.first()?.span.range(), values.last()?.span.range());
                Some(Edit::new(first.start..last.end, format!("neither {}", self.values_said(values, " nor "))))
            }
            Test::OneOf(_)
            | Test::Not(_)
            | Test::None(_)
            | Test::Compare(..)
            | Test::Between(..)
            | Test::Within(_)
            | Test::Graded(..)
            | Test::WithinOf(..) => Some(Edit::new(is_at.end..is_at.end, " not")),
        }
    }

    fn values_said(&self, values: &[ValueTest], between: &str) -> String {
        values.iter().map(|value| self.slice(value.span.range())).collect::<Vec<_>>().join(between)
    }
}

/// The words of a comparison of grades that takes in what is as good, or leaves it out.
const fn worded(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Over | Comparison::Equal => "no worse than",
        Comparison::AtLeast => "better than",
        Comparison::Under => "no better than",
        Comparison::AtMost => "worse than",
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
