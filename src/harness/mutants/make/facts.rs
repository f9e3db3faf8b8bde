//! What is assumed of facts, the order of scales and categories, and the numbers that have a name.

use super::Maker;
use super::numbers::place;
use super::values::next_to;
use crate::harness::mutants::mutant::Edit;
use crate::harness::mutants::operator::Operator;
use crate::source::Span;
use crate::syntax::tree::{Categories, Fact, Facts, Literal, Parameter, Phrase, Scale};

impl Maker<'_> {
    pub(super) fn facts(&mut self, facts: &Facts) {
        for fact in &facts.facts {
            if let Some(assumed) = &fact.assumed {
                self.assumption(fact, assumed);
            }
        }
    }

    /// `; assumed low` left out, and another value in its place.
    fn assumption(&mut self, fact: &Fact, assumed: &Literal) {
        let value = place(assumed);
        let before = fact.name.span.range().end..value.range().start;
        let Some((_, word)) = self.last_word(before.clone(), &["assumed"]) else { return };
        let mark = self.slice(before.start..word.start).rfind([',', ';']);
        if let Some(mark) = mark {
            self.replace(Operator::Assumption, before.start + mark..value.range().end, "");
        }
        match assumed {
            Literal::Phrase(phrase) => {
                let neighbours =
                    self.values_of(&fact.name.text, fact.name.span, &phrase.text).map(|(values, at)| next_to(values, at));
                for other in neighbours.into_iter().flatten() {
                    self.replace(Operator::Assumption, value.range(), other);
                }
            }
            Literal::Quantity(_) | Literal::Date(..) => self.move_literal(Operator::Assumption, assumed),
        }
    }

    /// Each two steps of a scale that stand together, swapped.
    pub(super) fn scale(&mut self, scale: &Scale) {
        for (one, next) in scale.levels.iter().zip(scale.levels.iter().skip(1)) {
            let whole = |level: &[Phrase]| Some(level.first()?.span.to(level.last()?.span));
            if let (Some(one), Some(next)) = (whole(one), whole(next)) {
                self.swap(one, next);
            }
        }
    }

    /// The codes of each two categories that stand together, swapped.
    pub(super) fn categories(&mut self, categories: &Categories) {
        let all = &categories.categories;
        for ((one, _), (next, _)) in all.iter().zip(all.iter().skip(1)) {
            self.swap(one.span, next.span);
        }
    }

    fn swap(&mut self, one: Span, other: Span) {
        let edit = |from: Span, to: Span| Edit::new(from.range(), self.slice(to.range()));
        let edits = vec![edit(one, other), edit(other, one)];
        self.push(Operator::Order, edits);
    }

    pub(super) fn parameter(&mut self, parameter: &Parameter) {
        for step in &parameter.steps {
            self.move_literal(Operator::Parameter, &step.value);
            if let Some((day, span)) = step.from {
                self.move_day(Operator::Parameter, day, span);
            }
        }
    }
}
