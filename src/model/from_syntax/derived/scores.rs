//! The lines of scores.

use super::Pending;
use crate::diagnostic::words::singular;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Condition, Operand};
use crate::model::derived::{Points, PointsFor};
use crate::model::from_syntax::comparisons::{is_points, literal_span, points, same_unit, unit_of};
use crate::model::from_syntax::facts::unit_words;
use crate::model::from_syntax::names::{Meaning, Wanted};
use crate::model::from_syntax::{Lowering, citation};
use crate::model::ids::{DerivedId, KindId};
use crate::model::policy::{Domain, ParameterValue};
use crate::model::value::{NumberDomain, Unit};
use crate::source::Span;
use crate::syntax::tree::{self, Literal, Phrase, ScoredFor};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

/// Points have no more decimals, and stay below this, so that no sum is ever rounded.
const MOST_DECIMALS: u32 = 6;
const MOST_POINTS: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

impl Lowering<'_> {
    /// What numbers a score comes to: in the unit of the first line; points may leave theirs out.
    pub(super) fn score_domain(&self, score: &tree::Score, kind: KindId) -> NumberDomain {
        let units: Vec<Unit> = score.lines.iter().filter_map(|line| self.unit_of_line(line, kind)).collect();
        let first = units.first().cloned().unwrap_or(Unit::Bare);
        let says_points = units.iter().any(is_points);
        let unit = if says_points && (first == Unit::Bare || is_points(&first)) { points() } else { first };
        let is_whole = |line: &tree::ScoreLine| match &line.points {
            Some(Literal::Quantity(quantity)) => quantity.number.fract().is_zero() && !matches!(line.what, ScoredFor::Value(_)),
            Some(Literal::Phrase(_) | Literal::Date(..)) | None => false,
        };
        NumberDomain { unit, whole: score.lines.iter().all(is_whole), least: None, most: None }
    }

    /// The unit of the points of a line; that of a parameter is looked at with its use.
    fn unit_of_line(&self, line: &tree::ScoreLine, kind: KindId) -> Option<Unit> {
        match (&line.what, &line.points) {
            (ScoredFor::Value(name), _) => {
                let found = self.names.find(&name.text, Some(kind))?;
                match self.subject(found.meaning)?.domain {
                    Domain::Number(domain) => Some(domain.unit),
                    Domain::Vocabulary(_) | Domain::Date => None,
                }
            }
            (_, Some(Literal::Quantity(quantity))) => Some(unit_of(quantity)),
            (_, Some(Literal::Phrase(_) | Literal::Date(..)) | None) => None,
        }
    }

    /// Its lines; those that are wrong are reported and left out.
    pub(super) fn points(&mut self, score: &tree::Score, pending: &Pending<'_>) -> Vec<Points> {
        let domain = self.score_domain(score, pending.kind);
        let mut points: Vec<Points> = Vec::new();
        let mut seen: HashMap<Arc<str>, Span> = HashMap::new();
        for line in &score.lines {
            let amount = match (&line.points, &line.what) {
                (Some(times), ScoredFor::Value(_)) => self.so_many_times(times),
                (Some(points), _) => self.amount_of(points, &score.name.text, &domain, pending.kind),
                (None, _) => Some((Operand::Number(Decimal::ONE), String::new())),
            };
            let what = self.what_for(&line.what, &score.name.text, &domain, pending.kind);
            let (Some((amount, words)), Some((what, of))) = (amount, what) else {
                self.torn.insert(pending.id);
                continue;
            };
            let text: Arc<str> = format!("{words} {of}").trim_start().into();
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
                    self.report(
                        Diagnostic::new(codes::WRONG_PARAMETER, span, message).also(declared, "the parameter").help(help),
                    );
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
            let message =
                format!("`{}` is neither a number nor a parameter, so how many points this gives is not said.", phrase.text);
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
    fn what_for(&mut self, what: &ScoredFor, score: &str, domain: &NumberDomain, kind: KindId) -> Option<(PointsFor, String)> {
        match what {
            ScoredFor::Value(name) => {
                let id = self.value_called(name, score, domain, kind)?;
                Some((PointsFor::Value(id), name.text.clone()))
            }
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

    /// How many times a value counts.
    fn so_many_times(&mut self, times: &Literal) -> Option<(Operand, String)> {
        let Literal::Quantity(quantity) = times else { return None };
        let words = format!("{} times", quantity.number.normalize());
        self.exact(quantity.number, quantity.span).then_some((Operand::Number(quantity.number), words))
    }

    /// The score, or table of numbers, whose value is added; anything else is reported.
    fn value_called(&mut self, name: &Phrase, score: &str, domain: &NumberDomain, kind: KindId) -> Option<DerivedId> {
        let declared = self.look_up(name, Some(kind), Wanted::Points)?;
        let (what, help) = match (declared.meaning, self.subject(declared.meaning).map(|one| one.domain)) {
            (Meaning::Table(id) | Meaning::Score(id), Some(Domain::Number(of))) => {
                let plain = |unit: &Unit| *unit == Unit::Bare || is_points(unit);
                if same_unit(&of.unit, &domain.unit) || plain(&of.unit) && plain(&domain.unit) {
                    return Some(id);
                }
                let (own, wanted) = (unit_words(&of.unit), unit_words(&domain.unit));
                let message = format!("`{}` is in {own}, and other lines of `{score}` are in {wanted}.", name.text);
                let diagnostic = Diagnostic::new(codes::WRONG_UNIT, name.span, message).also(declared.span, "declared here");
                self.report(diagnostic.help("Add up what is in one unit."));
                return None;
            }
            (Meaning::Table(_), _) => {
                ("gives no numbers", format!("Say how many points each result gives: `NUMBER when {} is …`.", name.text))
            }
            (Meaning::Fact(_), Some(Domain::Number(_))) => (
                "is a fact, and only points are added",
                format!("Say how many points it gives: `NUMBER when {} is at least …`, a line for each step.", name.text),
            ),
            (Meaning::List(_), _) => ("is a list", format!("Write `NUMBER for each of the {}`.", name.text)),
            (Meaning::Parameter(_), _) => ("is a parameter", format!("Say what for: `{} when CONDITION`.", name.text)),
            (meaning, _) if self.needs_test(meaning) => {
                ("says no number of points", format!("Write `NUMBER when {} is …`.", name.text))
            }
            _ => ("says no number of points", format!("Write `NUMBER when {}`.", name.text)),
        };
        let message = format!("`{}` {what}.", name.text);
        self.report(Diagnostic::new(codes::NO_POINTS, name.span, message).also(declared.span, "declared here").help(help));
        None
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
