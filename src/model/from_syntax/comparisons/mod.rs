//! Tests of one fact, or of a value that follows from facts: types, units, order.

mod related;

use super::Lowering;
use super::conditions::hyphenated;
use super::facts::{NoneIs, unit_words};
use super::names::english;
use super::subject::Subject;
use crate::diagnostic::words::joined;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Comparison, Condition, ConditionKind, Operand, TestKind};
use crate::model::ids::KindId;
use crate::model::name::machine_name;
use crate::model::policy::{Domain, ParameterValue};
use crate::model::value::{NumberDomain, Unit};
use crate::source::Span;
use crate::syntax::tree::{self, Literal, Quantity, Reach, ValueTest};
use rust_decimal::Decimal;

impl Lowering<'_> {
    /// The test of a fact, or of a value that follows from facts, for a kind of setting.
    pub(super) fn tested(&mut self, fact: &Subject, test: &tree::Test, kind: KindId, span: Span) -> Option<ConditionKind> {
        if let Some(related) = self.related(fact, test, kind, span) {
            return related;
        }
        match test {
            tree::Test::OneOf(values) => self.one_of(fact, values, kind, None),
            tree::Test::Not(value) if self.refuse_two_readings(fact, value, span) => None,
            tree::Test::Not(value) => self
                .one_of(fact, std::slice::from_ref(value), kind, Some(span))
                .map(|inner| negate(inner, self.text_of(span), span)),
            tree::Test::Neither(values) => {
                self.one_of(fact, values, kind, None).map(|inner| negate(inner, self.text_of(span), span))
            }
            tree::Test::None(is) => {
                if !fact.or_none {
                    self.never_none(fact, span, if *is { NoneIs::Asked } else { NoneIs::Denied });
                    return None;
                }
                let none = fact.test(TestKind::None);
                Some(if *is { none } else { negate(none, self.text_of(span), span) })
            }
            tree::Test::Compare(comparison, operand) => {
                let operand = self.operand(fact, operand, kind, span)?;
                Some(fact.test(test_kind(&fact.domain, *comparison, operand)))
            }
            tree::Test::Between(low, high) => {
                let (low, high) = (self.operand(fact, low, kind, span), self.operand(fact, high, kind, span));
                let (low, high) = (low?, high?);
                if let (Operand::Number(from), Operand::Number(to)) = (&low, &high)
                    && from > to
                {
                    let message = "No number lies between these two: the first is the greater.";
                    self.report(Diagnostic::new(codes::BOUNDS, span, message).help("Write the smaller number first."));
                }
                let part = |comparison, operand| Condition {
                    kind: fact.test(test_kind(&fact.domain, comparison, operand)),
                    text: self.text_of(span),
                    span,
                };
                Some(ConditionKind::All(vec![part(Comparison::AtLeast, low), part(Comparison::AtMost, high)]))
            }
            tree::Test::Within(length) => self.within(fact, length, kind, span),
            // These are of facts alone.
            tree::Test::Graded(..) | tree::Test::WithinOf(..) => None,
        }
    }

    /// `is not considered`, where `not-considered` is a value too: true of it alone, or of all but `considered`?
    fn refuse_two_readings(&mut self, fact: &Subject, value: &ValueTest, span: Span) -> bool {
        let (Literal::Phrase(phrase), None) = (&value.value, value.reach) else { return false };
        let Some((plain, denied)) = self.denied_twin(&fact.domain, &phrase.text) else { return false };
        let name = &fact.name.phrase;
        let message =
            format!("`is not {plain}` can be read in two ways: as the value `{denied}`, or as every value but `{plain}`.");
        let every_other = match self.others_in_a_row(fact, &plain) {
            Some(others) => format!("`{name} is {others}` for every other"),
            None => "name the values that are meant".to_owned(),
        };
        let help = format!("Write `{name} is {denied}` for the value alone, or {every_other}.");
        self.report(Diagnostic::new(codes::TWO_READINGS, span, message).also(fact.span, "declared here").help(help));
        true
    }

    /// `a, b or c`: all values of a fact but one, where they are few and `none` is not among them.
    fn others_in_a_row(&self, fact: &Subject, but: &str) -> Option<String> {
        const FEW: usize = 6;
        let Domain::Vocabulary(id) = fact.domain else { return None };
        let values = self.policy.vocabulary(id)?.values.iter().filter(|value| *value.name.phrase != *but);
        let tied: Vec<String> = values.map(|value| hyphenated(&value.name.phrase)).collect();
        (!fact.or_none && tied.len() <= FEW).then(|| joined(&tied, "or"))
    }

    /// A value of a fact and its `not-…`, where the fact takes both.
    pub(super) fn denied_twin(&self, domain: &Domain, plain: &str) -> Option<(String, String)> {
        let Domain::Vocabulary(id) = domain else { return None };
        let values = &self.policy.vocabulary(*id)?.values;
        let called = |machine: &str| values.iter().find(|value| *value.name.machine == *machine);
        let machine = machine_name(plain);
        let (plain, denied) = (called(&machine)?, called(&format!("not_{machine}"))?);
        Some((plain.name.phrase.to_string(), hyphenated(&denied.name.phrase)))
    }

    /// One of some values. Where `not` stands before a value, `denied` is the whole test.
    fn one_of(&mut self, fact: &Subject, values: &[ValueTest], kind: KindId, denied: Option<Span>) -> Option<ConditionKind> {
        if let Domain::Vocabulary(_) = fact.domain {
            let reached: Vec<Option<Vec<u16>>> = values.iter().map(|value| self.reached(fact, value)).collect();
            let mut options: Vec<u16> = reached.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
            options.sort_unstable();
            options.dedup();
            return Some(fact.test(TestKind::OneOf(options)));
        }
        let tests: Vec<Option<Condition>> = values.iter().map(|value| self.equals(fact, value, kind, denied)).collect();
        let mut tests = tests.into_iter().collect::<Option<Vec<_>>>()?;
        if tests.len() == 1 {
            return tests.pop().map(|one| one.kind);
        }
        for test in &mut tests {
            test.text = format!("{} is {}", fact.name.phrase, test.text).into();
        }
        Some(ConditionKind::Any(tests))
    }

    /// The values that `good or better` stands for, by index.
    fn reached(&mut self, fact: &Subject, value: &ValueTest) -> Option<Vec<u16>> {
        let phrase = match &value.value {
            Literal::Phrase(phrase) => phrase.clone(),
            // A value may be written like a number or a date; it is looked up by its text.
            Literal::Quantity(_) | Literal::Date(..) => {
                let span = literal_span(&value.value);
                tree::Phrase { text: self.text_of(span).to_string(), span }
            }
        };
        if phrase.text.eq_ignore_ascii_case("none") {
            let message = "`none` is no value among others.";
            let help = format!("Write it as a condition of its own: `{} is none`.", fact.name.phrase);
            self.report(Diagnostic::new(codes::UNKNOWN_VALUE, phrase.span, message).help(help));
            return None;
        }
        let at = self.option_called(fact, &phrase)?;
        let Some(reach) = value.reach else { return Some(vec![at]) };
        let Domain::Vocabulary(vocabulary) = fact.domain else { return None };
        let vocabulary = self.policy.vocabulary(vocabulary)?;
        if !vocabulary.ordered {
            let message = format!("The values of `{}` have no order, so none is better or worse than another.", fact.name.phrase);
            let help = "Name the values one by one, or declare their order: list them best first and say `best first`.";
            self.report(Diagnostic::new(codes::NOT_ORDERED, value.span, message).also(fact.span, "declared here").help(help));
            return None;
        }
        let rank = vocabulary.values.get(usize::from(at))?.rank;
        let within = |other: u16| match reach {
            Reach::OrBetter => other <= rank,
            Reach::OrWorse => other >= rank,
        };
        Some(vocabulary.values.iter().zip(0..).filter(|(one, _)| within(one.rank)).map(|(_, at)| at).collect())
    }

    /// `is 3`, `is 30 June 2021`, `is well occupied`.
    fn equals(&mut self, fact: &Subject, value: &ValueTest, kind: KindId, denied: Option<Span>) -> Option<Condition> {
        if value.reach.is_some() {
            let (is, help) = match fact.domain {
                Domain::Date => ("a date", "Write `is on or before …` or `is on or after …`."),
                Domain::Number(_) | Domain::Vocabulary(_) => ("a number", "Write `is at least …` or `is at most …`."),
            };
            let message = format!("`{}` is {is}, so `better` and `worse` do not suit it.", fact.name.phrase);
            self.report(Diagnostic::new(codes::WRONG_TYPE, value.span, message).help(help));
            return None;
        }
        let operand = match &value.value {
            Literal::Quantity(quantity) => tree::Operand::Quantity(quantity.clone()),
            Literal::Date(date, span) => tree::Operand::Date(*date, *span),
            Literal::Phrase(phrase)
                if self.names.find(&phrase.text, Some(kind)).is_none() && !self.names.is_broken(&phrase.text) =>
            {
                self.unsuited(fact, denied.unwrap_or(value.span));
                return None;
            }
            Literal::Phrase(phrase) => tree::Operand::Parameter(phrase.clone()),
        };
        let operand = self.operand(fact, &operand, kind, value.span)?;
        let test = fact.test(test_kind(&fact.domain, Comparison::Equal, operand));
        Some(Condition { kind: test, text: self.text_of(value.span), span: value.span })
    }

    /// What a number or a date is compared with, its type and unit checked.
    fn operand(&mut self, fact: &Subject, operand: &tree::Operand, kind: KindId, span: Span) -> Option<Operand> {
        let name = fact.name.phrase.to_string();
        match (&fact.domain, operand) {
            (Domain::Number(domain), tree::Operand::Quantity(quantity)) => {
                let plain = fact.is_score() && domain.unit == Unit::Bare && is_points(&unit_of(quantity));
                if plain {
                    return Some(Operand::Number(quantity.number));
                }
                self.number_for(&name, domain, quantity).map(Operand::Number)
            }
            (Domain::Date, tree::Operand::Date(date, _)) => Some(Operand::Date(*date)),
            (Domain::Number(domain), tree::Operand::Parameter(phrase)) => {
                let unit = if fact.is_score() && domain.unit == Unit::Bare { points() } else { domain.unit.clone() };
                self.parameter_for(&name, Some(&unit), phrase, kind)
            }
            (Domain::Date, tree::Operand::Parameter(phrase))
                if self.names.find(&phrase.text, Some(kind)).is_none() && english::is_a_time(&phrase.text) =>
            {
                self.unsuited(fact, span);
                None
            }
            (Domain::Date, tree::Operand::Parameter(phrase)) => self.parameter_for(&name, None, phrase, kind),
            (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => {
                self.unsuited(fact, span);
                None
            }
        }
    }

    /// A comparison that does not suit the fact, with one that does.
    fn unsuited(&mut self, fact: &Subject, span: Span) {
        let name = &fact.name.phrase;
        let written = self.text_of(span);
        let words = written.split_once(" is ").map_or(&*written, |(_, words)| words);
        let (is, help) = match &fact.domain {
            Domain::Number(_) | Domain::Date if english::asks_what_is_known(words) => {
                self.refuse_what_is_known(fact, span);
                return;
            }
            Domain::Vocabulary(_) => {
                let help = self.reach_in_english(fact, words);
                ("has no numbers or dates", help.unwrap_or_else(|| format!("Write `{name} is …`. {}", self.values_help(fact))))
            }
            Domain::Number(domain) => {
                let ends = english::two_ends(words).map(|(low, high)| format!("Write `{name} is from {low} to {high}`."));
                let one = || format!("Compare it with one, for example `{name} is at least {}`.", domain.unit.with(Decimal::TEN));
                ("is a number", ends.unwrap_or_else(one))
            }
            Domain::Date => ("is a date", english::date_test(name, words)),
        };
        let message = format!("`{name}` {is}, so this comparison does not suit it.");
        self.report(Diagnostic::new(codes::WRONG_TYPE, span, message).also(fact.span, "declared here").help(help));
    }

    /// `is not known`: a rule says what is so, and what is not known leaves it open.
    pub(super) fn refuse_what_is_known(&mut self, fact: &Subject, span: Span) {
        let message = format!("A rule cannot ask whether `{}` is known.", fact.name.phrase);
        let help = format!(
            "Say what it must be: `{} is …`. What is neither given nor assumed leaves open whatever depends on it, without a rule.",
            fact.name.phrase
        );
        self.report(Diagnostic::new(codes::WRONG_TYPE, span, message).also(fact.span, "declared here").help(help));
    }

    /// `below good`, `at least good`: the value behind which `or better` or `or worse` says the same.
    pub(super) fn reach_in_english(&self, fact: &Subject, words: &str) -> Option<String> {
        let Domain::Vocabulary(vocabulary) = fact.domain else { return None };
        let vocabulary = self.policy.vocabulary(vocabulary).filter(|one| one.ordered)?;
        let said = english::reach(words)?;
        let machine = machine_name(said.value);
        let rank = vocabulary.values.iter().find(|value| *value.name.machine == machine)?.rank;
        let named = |reach: Reach| {
            let within = |other: u16| match reach {
                Reach::OrBetter => other < rank || (said.itself && other == rank),
                Reach::OrWorse => other > rank || (said.itself && other == rank),
            };
            let mut values = vocabulary.values.iter().filter(|value| within(value.rank));
            let (edge, or) = match reach {
                Reach::OrBetter => (values.next_back()?, "or better"),
                Reach::OrWorse => (values.next()?, "or worse"),
            };
            Some(format!("`{} is {} {or}`", fact.name.phrase, edge.name.phrase))
        };
        if said.certain {
            return named(said.reach).map(|test| format!("Write {test}."));
        }
        // More of something may be better or worse: a scale of grades rises to its best, one of risk to its worst.
        match (named(Reach::OrBetter), named(Reach::OrWorse)) {
            (Some(better), Some(worse)) => Some(format!("Write {better} if that means better, or {worse} if it means worse.")),
            (Some(test), None) => Some(format!("If that means better, write {test}; nothing is worse.")),
            (None, Some(test)) => Some(format!("If that means worse, write {test}; nothing is better.")),
            (None, None) => None,
        }
    }

    /// A number written for a fact, its unit checked. Counts may leave their unit out.
    pub(super) fn number_for(&mut self, name: &str, domain: &NumberDomain, quantity: &Quantity) -> Option<Decimal> {
        let unit = unit_of(quantity);
        let left_out = unit == Unit::Bare && matches!(domain.unit, Unit::Named(_));
        if left_out || same_unit(&unit, &domain.unit) {
            return Some(quantity.number);
        }
        let of = |unit: &Unit| match unit {
            Unit::Bare => "a plain number".to_owned(),
            Unit::PerCent | Unit::Pounds | Unit::Named(_) => format!("in {}", unit_words(unit)),
        };
        let message = format!("`{name}` is {}, and this number is {}.", of(&domain.unit), of(&unit));
        if let Some(per_cent) = part_of_one(&unit, &domain.unit, quantity.number) {
            let help = format!("`{per_cent}` is probably meant: write `{per_cent}`.");
            self.report(Diagnostic::new(codes::WRONG_UNIT, quantity.span, message).help(help));
            return None;
        }
        let converted = match (&unit, span_of_time(&unit), span_of_time(&domain.unit)) {
            (Unit::Bare, _, _) => Some(quantity.number),
            (_, Some((months, times)), Some((wanted, 1))) if months == wanted => Some(quantity.number * Decimal::from(times)),
            _ => None,
        };
        let help = match converted {
            Some(number) => format!("Write `{}`.", domain.unit.with(number)),
            None if domain.unit == Unit::Bare => {
                format!("Write `{}` alone, or compare another fact.", quantity.number.normalize())
            }
            None => format!("Give the number in {}, or compare another fact.", unit_words(&domain.unit)),
        };
        self.report(Diagnostic::new(codes::WRONG_UNIT, quantity.span, message).help(help));
        None
    }

    /// A parameter compared with a fact: a number in the same unit, or (no unit) a date.
    pub(super) fn parameter_for(
        &mut self,
        name: &str,
        unit: Option<&Unit>,
        phrase: &tree::Phrase,
        kind: KindId,
    ) -> Option<Operand> {
        let (id, declared) = self.parameter_called(phrase, kind)?;
        let parameter = self.policy.parameters.get(id.at())?;
        let fits = match (unit, &parameter.unit) {
            (Some(unit), Some(of)) => same_unit(of, unit) || (*of == Unit::Bare && matches!(unit, Unit::Named(_))),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if fits || parameter.steps.is_empty() {
            return Some(Operand::Parameter(id));
        }
        let of = |unit: Option<&Unit>| match unit {
            None => "a date".to_owned(),
            Some(Unit::Bare) => "a plain number".to_owned(),
            Some(unit) => format!("a number in {}", unit_words(unit)),
        };
        let message =
            format!("`{name}` is {}, but the parameter `{}` is {}.", of(unit), declared.phrase, of(parameter.unit.as_ref()));
        let value = parameter.steps.first().and_then(|(_, value)| match value {
            ParameterValue::Number(number) => Some(*number),
            ParameterValue::Date(_) => None,
        });
        let help = match (unit, &parameter.unit, value) {
            (Some(unit), Some(of), Some(value)) if *of == Unit::Bare => match part_of_one(of, unit, value) {
                Some(per_cent) => format!("`{per_cent}` is probably meant: write `parameter {}: {per_cent}`.", declared.phrase),
                None => format!("Write `parameter {}: {}`.", declared.phrase, unit.with(value)),
            },
            _ => "Give the parameter the fact's unit, or use another one.".to_owned(),
        };
        self.report(
            Diagnostic::new(codes::WRONG_PARAMETER, phrase.span, message).also(declared.span, "the parameter").help(help),
        );
        None
    }

    fn within(&mut self, fact: &Subject, length: &tree::Operand, kind: KindId, span: Span) -> Option<ConditionKind> {
        if !matches!(fact.domain, Domain::Date) {
            self.unsuited(fact, span);
            return None;
        }
        let (operand, unit, numbers) = match length {
            tree::Operand::Quantity(quantity) => {
                (Operand::Number(quantity.number), Some(unit_of(quantity)), vec![quantity.number])
            }
            tree::Operand::Date(..) => (Operand::Number(Decimal::ZERO), None, Vec::new()),
            tree::Operand::Parameter(phrase)
                if self.names.find(&phrase.text, Some(kind)).is_none() && english::length(&phrase.text).is_some() =>
            {
                (Operand::Number(Decimal::ZERO), None, Vec::new())
            }
            tree::Operand::Parameter(phrase) => {
                let (parameter, _) = self.parameter_called(phrase, kind)?;
                let declared = self.policy.parameters.get(parameter.at())?;
                let numbers = declared.steps.iter().filter_map(|(_, value)| match value {
                    ParameterValue::Number(number) => Some(*number),
                    ParameterValue::Date(_) => None,
                });
                (Operand::Parameter(parameter), declared.unit.clone(), numbers.collect())
            }
        };
        let months = unit.as_ref().and_then(span_of_time);
        let whole =
            numbers.iter().all(|number| number.fract().is_zero() && *number >= Decimal::ZERO && *number <= Decimal::from(12_000));
        match months {
            Some((months, times)) if whole => match operand {
                Operand::Number(number) => {
                    let length = Operand::Number(number * Decimal::from(times));
                    Some(fact.test(TestKind::Within { length, months }))
                }
                Operand::Parameter(_) | Operand::Date(_) if times == 1 => {
                    Some(fact.test(TestKind::Within { length: operand, months }))
                }
                Operand::Parameter(_) | Operand::Date(_) => self.bad_length(span),
            },
            Some(_) | None => self.bad_length(span),
        }
    }

    fn bad_length<T>(&mut self, span: Span) -> Option<T> {
        let message = "`is within` needs a whole number of months or days, counted back from the assessment date.";
        let written = self.text_of(span);
        let length = written.split_once(" within ").and_then(|(_, words)| english::length(words));
        let help = match length {
            Some(length) => format!("Write `is within {length}`."),
            None => "Write for example `is within 12 months`, or a parameter in months or days.".to_owned(),
        };
        self.report(Diagnostic::new(codes::WRONG_UNIT, span, message).help(help));
        None
    }
}

/// Months or days, and how many of them a unit of time is: weeks are 7 days, years 12 months.
pub(super) fn span_of_time(unit: &Unit) -> Option<(bool, u32)> {
    let Unit::Named(name) = unit else { return None };
    match name.trim_end_matches('s') {
        "month" => Some((true, 1)),
        "year" => Some((true, 12)),
        "day" => Some((false, 1)),
        "week" => Some((false, 7)),
        _ => None,
    }
}

fn negate(kind: ConditionKind, text: std::sync::Arc<str>, span: Span) -> ConditionKind {
    ConditionKind::Not(Box::new(Condition { kind, text, span }))
}

fn test_kind(domain: &Domain, comparison: Comparison, operand: Operand) -> TestKind {
    match domain {
        Domain::Date => TestKind::Date(comparison, operand),
        Domain::Number(_) | Domain::Vocabulary(_) => TestKind::Number(comparison, operand),
    }
}

/// The unit of a written number.
pub(super) fn unit_of(quantity: &Quantity) -> Unit {
    quantity.unit.as_ref().map_or(Unit::Bare, |unit| unit_called(&unit.text))
}

/// The unit that a word or sign stands for.
pub(super) fn unit_called(word: &str) -> Unit {
    match word {
        "%" | "per cent" => Unit::PerCent,
        "£" | "pounds" | "pound" => Unit::Pounds,
        other => Unit::Named(crate::model::name::machine_name(other).into()),
    }
}

/// A percentage that was written as a part of one: `0.9` for `90%`.
fn part_of_one(written: &Unit, wanted: &Unit, number: Decimal) -> Option<String> {
    let part = number > Decimal::ZERO && number < Decimal::ONE;
    (*written == Unit::Bare && *wanted == Unit::PerCent && part).then(|| wanted.with(number * Decimal::ONE_HUNDRED))
}

/// Whether two units are one: `month` and `months` are.
pub(super) fn same_unit(one: &Unit, other: &Unit) -> bool {
    match (one, other) {
        (Unit::Named(one), Unit::Named(other)) => one.trim_end_matches('s') == other.trim_end_matches('s'),
        (one, other) => one == other,
    }
}

/// The unit of points, which scores may leave out.
pub(super) fn points() -> Unit {
    Unit::Named("points".into())
}

/// Whether a unit is that of points.
pub(super) fn is_points(unit: &Unit) -> bool {
    same_unit(unit, &points())
}

/// Where a literal stands.
pub(super) fn literal_span(literal: &Literal) -> Span {
    match literal {
        Literal::Phrase(phrase) => phrase.span,
        Literal::Quantity(quantity) => quantity.span,
        Literal::Date(_, span) => *span,
    }
}
