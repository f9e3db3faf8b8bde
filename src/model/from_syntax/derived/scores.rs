//! The lines of scores.

use super::super::comparisons::{is_points, literal_span, same_unit, unit_of};
use super::super::names::Meaning;
use super::super::{Lowering, citation};
use super::Pending;
use crate::diagnostic::words::singular;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Condition, Operand};
use crate::model::derived::{Points, PointsFor};
use crate::model::ids::KindId;
use crate::model::policy::ParameterValue;
use crate::model::value::{NumberDomain, Unit};
use crate::source::Span;
use crate::syntax::tree::{self, Literal, Phrase, Quantity, ScoredFor};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

/// Points have no more decimals, and stay below this, so that no sum is ever rounded.
const MOST_DECIMALS: u32 = 6;
const MOST_POINTS: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

impl Lowering<'_> {
    /// What numbers a score comes to: in the unit of the first line; points may leave theirs out.
    pub(super) fn score_domain(&self, score: &tree::Score) -> NumberDomain {
        let quantity = |literal: &Literal| match literal {
            Literal::Quantity(quantity) => Some(quantity.clone()),
            Literal::Phrase(_) | Literal::Date(..) => None,
        };
        let written: Vec<Quantity> = score.lines.iter().filter_map(|line| quantity(&line.points)).collect();
        let points = written.iter().map(unit_of).find(is_points);
        let first = written.first().map_or(Unit::Bare, unit_of);
        let unit = if first == Unit::Bare { points.unwrap_or(first) } else { first };
        let whole = written.len() == score.lines.len() && written.iter().all(|one| one.number.fract().is_zero());
        NumberDomain { unit, whole, least: None, most: None }
    }

    /// Its lines; those that are wrong are reported and left out.
    pub(super) fn points(&mut self, score: &tree::Score, pending: &Pending<'_>) -> Vec<Points> {
        let domain = self.score_domain(score);
        let mut points: Vec<Points> = Vec::new();
        let mut seen: HashMap<Arc<str>, Span> = HashMap::new();
        for line in &score.lines {
            let amount = self.amount_of(&line.points, &score.name.text, &domain, pending.kind);
            let what = self.what_for(&line.what, pending.kind);
            let (Some((amount, words)), Some((what, of))) = (amount, what) else {
                self.torn.insert(pending.id);
                continue;
            };
            let text: Arc<str> = format!("{words} {of}").into();
            if let Some(first) = seen.insert(of.into(), line.span) {
                let message = "A line above this one gives points for the same, and both would be added.";
                let help = "Put the points together in one line.";
                self.report(Diagnostic::new(codes::ROW_TWICE, line.span, message).also(first, "the first").help(help));
            }
            let citation = citation(&line.tail, Some(&pending.declaration.tail));
            points.push(Points { points: amount, what, text, citation, span: line.span });
        }
        points
    }

    /// How many points, and the words for it.
    fn amount_of(&mut self, literal: &Literal, name: &str, domain: &NumberDomain, kind: KindId) -> Option<(Operand, String)> {
        let span = literal_span(literal);
        let words = self.text_of(span).to_string();
        match literal {
            Literal::Quantity(quantity) => {
                let number = self.in_one_unit(name, &domain.unit, quantity)?;
                self.exact(number, span).then_some((Operand::Number(number), words))
            }
            Literal::Phrase(phrase) => {
                let (id, declared) = self.points_parameter(phrase, kind)?;
                let parameter = self.policy.parameters.get(id.at())?.clone();
                let fits = parameter.unit.as_ref().is_some_and(|unit| {
                    same_unit(unit, &domain.unit) || *unit == Unit::Bare || domain.unit == Unit::Bare && is_points(unit)
                });
                if !fits {
                    let message = format!("`{}` is no number of points for `{name}`.", phrase.text);
                    let help = "Give the parameter the unit of the other lines, or none.";
                    self.report(Diagnostic::new(codes::WRONG_PARAMETER, span, message).also(declared, "the parameter").help(help));
                    return None;
                }
                let whole = parameter.steps.iter().all(|(_, value)| match value {
                    ParameterValue::Number(number) => self.exact(*number, span),
                    ParameterValue::Date(_) => true,
                });
                whole.then_some((Operand::Parameter(id), words))
            }
            Literal::Date(..) => None,
        }
    }

    /// The parameter that says how many points, called `many` or `many points`.
    fn points_parameter(&mut self, phrase: &Phrase, kind: KindId) -> Option<(crate::model::ids::ParameterId, Span)> {
        let bare = phrase.text.strip_suffix(" points").or_else(|| phrase.text.strip_suffix(" point"));
        let text = match (self.names.find(&phrase.text, Some(kind)), bare) {
            (None, Some(bare)) if self.names.find(bare, Some(kind)).is_some() => bare.to_owned(),
            _ => phrase.text.clone(),
        };
        let phrase = Phrase { text, span: phrase.span };
        if self.names.find(&phrase.text, Some(kind)).is_none() && !self.names.is_broken(&phrase.text) {
            let message = format!("`{}` is neither a number nor a parameter, so how many points this gives is not said.", phrase.text);
            let near = crate::diagnostic::nearest(&phrase.text, self.policy.parameters.iter().map(|one| &*one.name.phrase));
            let help = match near {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Write the number of points in figures: `3 when …`.".to_owned(),
            };
            self.report(Diagnostic::new(codes::NO_POINTS, phrase.span, message).help(help));
            return None;
        }
        let (id, declared) = self.parameter_called(&phrase, kind)?;
        Some((id, declared.span))
    }

    /// Whether points can be added up without ever being rounded.
    pub(super) fn exact(&mut self, number: Decimal, span: Span) -> bool {
        let fits = number.normalize().scale() <= MOST_DECIMALS && number.abs() < MOST_POINTS;
        if !fits {
            let message = format!("Points have at most {MOST_DECIMALS} decimals and are less than a thousand million.");
            self.report(Diagnostic::new(codes::BOUNDS, span, message).help("Write them in another unit."));
        }
        fits
    }

    /// What points are given for, and the words for it.
    fn what_for(&mut self, what: &ScoredFor, kind: KindId) -> Option<(PointsFor, String)> {
        match what {
            ScoredFor::When(condition) => {
                let condition = self.condition(condition, kind)?;
                let words = format!("when {}", condition.text);
                Some((PointsFor::When(condition), words))
            }
            ScoredFor::EachOf(list) => {
                let list = self.in_the_plural(list, kind);
                let id = self.list_called(&list, kind)?;
                let list = self.policy.lists.get(id.at())?;
                let words = format!("for each of the {}", list.name.phrase);
                Some((PointsFor::Each { of: list.members.clone(), list: Some(id) }, words))
            }
            ScoredFor::Each(members) => {
                let of: Vec<Option<Condition>> = members.iter().map(|member| self.condition(member, kind)).collect();
                let of: Vec<Condition> = of.into_iter().collect::<Option<_>>()?;
                self.refuse_counted_twice(&of, "line");
                let texts: Vec<&str> = of.iter().map(|member| &*member.text).collect();
                let words = format!("for each of: {}", texts.join(", "));
                Some((PointsFor::Each { of, list: None }, words))
            }
        }
    }

    /// `for each risk factor` is for each of the `risk factors`.
    fn in_the_plural(&self, list: &Phrase, kind: KindId) -> Phrase {
        let is_list = |meaning: Meaning| matches!(meaning, Meaning::List(_));
        if self.names.find(&list.text, Some(kind)).is_some() {
            return list.clone();
        }
        let plural = self.names.seen_from(Some(kind)).find(|name| {
            let found = self.names.find(name, Some(kind)).is_some_and(|one| is_list(one.meaning));
            found && singular(name).eq_ignore_ascii_case(&list.text)
        });
        Phrase { text: plural.unwrap_or(&list.text).to_owned(), span: list.span }
    }
}
