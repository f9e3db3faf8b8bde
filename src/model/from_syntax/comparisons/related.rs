//! Facts compared with each other, and sums of facts: types, units, order.

use super::{negate, same_unit, span_of_time, unit_of};
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::condition::{Against, Comparison, Condition, ConditionKind, Operand, Relates, Relation};
use crate::model::from_syntax::Lowering;
use crate::model::from_syntax::conditions::option_at;
use crate::model::from_syntax::facts::unit_words;
use crate::model::from_syntax::names::{Meaning, Wanted};
use crate::model::from_syntax::subject::Subject;
use crate::model::ids::{FactId, KindId};
use crate::model::policy::{Direction, Domain, Fact};
use crate::model::value::{NumberDomain, Unit};
use crate::source::Span;
use crate::syntax::tree::{self, Literal, Phrase, Plain, Quantity};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What is said of a sum, or of a fact as far as it is compared with others.
struct Side<'s> {
    facts: &'s [FactId],
    /// In words.
    name: &'s str,
    span: Span,
}

impl Lowering<'_> {
    /// `the sum of debts and overdraft is over £50,000`; `None` where nothing is added up. Inside, `None` is a mistake, which is reported.
    pub(in crate::model::from_syntax) fn sum(&mut self, plain: &Plain, kind: KindId) -> Option<Option<ConditionKind>> {
        let parts = self.addends(&plain.name, &plain.addends, kind)?;
        Some(self.sum_of(plain, &parts, kind))
    }

    fn sum_of(&mut self, plain: &Plain, parts: &[Phrase], kind: KindId) -> Option<ConditionKind> {
        let facts = self.added_up(parts, kind)?;
        let name = plain.name.text.clone();
        let side = Side { facts: &facts, name: &name, span: plain.span };
        let test = plain.test.as_ref();
        match test {
            Some(tree::Test::Compare(comparison, operand)) => self.sum_compared(&side, *comparison, operand, kind),
            Some(tree::Test::Graded(Comparison::Equal, phrase)) => {
                self.sum_compared(&side, Comparison::Equal, &tree::Operand::Parameter(phrase.clone()), kind)
            }
            Some(tree::Test::Between(low, high)) => {
                let low = self.sum_compared(&side, Comparison::AtLeast, low, kind);
                let high = self.sum_compared(&side, Comparison::AtMost, high, kind);
                Some(self.both_ends(low?, high?, plain.span))
            }
            Some(tree::Test::OneOf(values)) => self.sum_is(&side, values, kind),
            Some(tree::Test::Not(value)) => {
                let inner = self.sum_is(&side, std::slice::from_ref(value), kind)?;
                Some(negate(inner, self.text_of(plain.span), plain.span))
            }
            Some(tree::Test::Neither(_) | tree::Test::None(_) | tree::Test::Within(_) | tree::Test::WithinOf(..))
            | Some(tree::Test::Graded(..))
            | None => {
                self.unsuited_sum(&side);
                None
            }
        }
    }

    /// `is £5`, of a sum.
    fn sum_is(&mut self, side: &Side<'_>, values: &[tree::ValueTest], kind: KindId) -> Option<ConditionKind> {
        let operand = match values {
            [tree::ValueTest { value, reach: None, .. }] => match value {
                Literal::Quantity(quantity) => Some(tree::Operand::Quantity(quantity.clone())),
                Literal::Phrase(phrase) => Some(tree::Operand::Parameter(phrase.clone())),
                Literal::Date(..) => None,
            },
            _ => None,
        };
        let Some(operand) = operand else {
            self.unsuited_sum(side);
            return None;
        };
        self.sum_compared(side, Comparison::Equal, &operand, kind)
    }

    fn unsuited_sum(&mut self, side: &Side<'_>) {
        let message = format!("`{}` is a number, so this comparison does not suit it.", side.name);
        let help = format!("Compare it with a number, a parameter or a fact, for example `{} is over …`.", side.name);
        self.report(Diagnostic::new(codes::WRONG_TYPE, side.span, message).help(help));
    }

    fn sum_compared(
        &mut self,
        side: &Side<'_>,
        comparison: Comparison,
        operand: &tree::Operand,
        kind: KindId,
    ) -> Option<ConditionKind> {
        let domain = self.number_domain(*side.facts.first()?)?.clone();
        let right = match operand {
            tree::Operand::Quantity(quantity) => {
                Against::Operand(Operand::Number(self.number_for(side.name, &domain, quantity)?))
            }
            tree::Operand::Parameter(phrase) => match self.others(phrase, kind) {
                Some(others) => return self.relate(side, Relates::Compares(comparison), phrase, others?),
                None => Against::Operand(self.parameter_for(side.name, Some(&domain.unit), phrase, kind)?),
            },
            tree::Operand::Date(..) => {
                self.unsuited_sum(side);
                return None;
            }
        };
        Some(ConditionKind::Related(Relation { left: side.facts.to_vec(), how: Relates::Compares(comparison), right }))
    }

    /// The test of a fact as far as it is compared with other facts; `None` where it is not. Inside, `None` is a mistake, which is
    /// reported.
    pub(super) fn related(
        &mut self,
        fact: &Subject,
        test: &tree::Test,
        kind: KindId,
        span: Span,
    ) -> Option<Option<ConditionKind>> {
        match test {
            tree::Test::Compare(comparison, tree::Operand::Parameter(phrase)) => {
                let others = self.others(phrase, kind).filter(|_| fact.fact().is_some())?;
                Some(others.and_then(|others| self.compared(fact, *comparison, phrase, others, span)))
            }
            tree::Test::Between(low, high) => {
                let is_fact = |one: &tree::Operand| match one {
                    tree::Operand::Parameter(phrase) => fact.fact().is_some() && self.names_facts(phrase, kind),
                    tree::Operand::Quantity(_) | tree::Operand::Date(..) => false,
                };
                if !is_fact(low) && !is_fact(high) {
                    return None;
                }
                let end = |comparison, end: &tree::Operand| tree::Test::Compare(comparison, end.clone());
                let low = self.tested(fact, &end(Comparison::AtLeast, low), kind, span);
                let high = self.tested(fact, &end(Comparison::AtMost, high), kind, span);
                Some(low.zip(high).map(|(low, high)| self.both_ends(low, high, span)))
            }
            tree::Test::Graded(comparison, phrase) => Some(self.graded(fact, *comparison, phrase, kind, span)),
            tree::Test::WithinOf(length, phrase) => Some(self.within_of(fact, length, phrase, kind, span)),
            tree::Test::Compare(..) | tree::Test::OneOf(_) | tree::Test::Not(_) | tree::Test::Neither(_) => None,
            tree::Test::None(_) | tree::Test::Within(_) => None,
        }
    }

    fn both_ends(&self, low: ConditionKind, high: ConditionKind, span: Span) -> ConditionKind {
        let part = |kind| Condition { kind, text: self.text_of(span), span };
        ConditionKind::All(vec![part(low), part(high)])
    }

    /// `is over income`: numbers and days; grades have words of their own.
    fn compared(
        &mut self,
        fact: &Subject,
        comparison: Comparison,
        phrase: &Phrase,
        others: Vec<FactId>,
        span: Span,
    ) -> Option<ConditionKind> {
        let own = fact.fact()?;
        let name = fact.name.phrase.to_string();
        if let Domain::Vocabulary(_) = fact.domain {
            let message = format!("`{name}` has no numbers or dates, so this comparison does not suit it.");
            let (better, worse) = match comparison {
                Comparison::Over | Comparison::Under => ("better than", "worse than"),
                Comparison::AtLeast | Comparison::AtMost => ("no worse than", "no better than"),
                Comparison::Equal => ("the same as", "the same as"),
            };
            let help = format!("Write `{name} is {better} {0}` or `{name} is {worse} {0}`.", phrase.text);
            self.report(Diagnostic::new(codes::WRONG_TYPE, span, message).also(fact.span, "declared here").help(help));
            return None;
        }
        self.relate(&Side { facts: &[own], name: &name, span }, Relates::Compares(comparison), phrase, others)
    }

    /// `is worse than previous Ofsted`, `is the same as previous Ofsted`
    fn graded(
        &mut self,
        fact: &Subject,
        comparison: Comparison,
        phrase: &Phrase,
        kind: KindId,
        span: Span,
    ) -> Option<ConditionKind> {
        let name = fact.name.phrase.to_string();
        if self.refuse_value(fact, comparison, phrase, kind, span) {
            return None;
        }
        let Some(own) = fact.fact() else {
            let message = format!("`{name}` follows from facts, and is compared with a number or a value alone.");
            let help = "Write the number or the value out.";
            self.report(Diagnostic::new(codes::INCOMPARABLE, span, message).also(fact.span, "declared here").help(help));
            return None;
        };
        let Some(others) = self.others(phrase, kind) else {
            let declared = self.look_up(phrase, Some(kind), Wanted::Fact)?;
            let sort = declared.meaning.words();
            let message = format!("`{}` is a {sort}; here a fact is needed.", phrase.text);
            let help = match declared.meaning {
                Meaning::Parameter(_) if comparison == Comparison::Equal => format!("Write `{name} is {}`.", declared.phrase),
                Meaning::Fact(_)
                | Meaning::Define(_)
                | Meaning::List(_)
                | Meaning::Parameter(_)
                | Meaning::Table(_)
                | Meaning::Score(_) => "Such words compare a fact with another fact.".to_owned(),
            };
            self.report(
                Diagnostic::new(codes::INCOMPARABLE, phrase.span, message).also(declared.span, "declared here").help(help),
            );
            return None;
        };
        let side = Side { facts: &[own], name: &name, span };
        match &fact.domain {
            Domain::Vocabulary(id) if comparison != Comparison::Equal => {
                if self.policy.vocabulary(*id).is_some_and(|one| !one.ordered) {
                    let message = format!("The values of `{name}` have no order, so none is better or worse than another.");
                    let help = "Declare their order: list them best first and say `best first`; or write `is the same as`.";
                    self.report(Diagnostic::new(codes::NOT_ORDERED, span, message).also(fact.span, "declared here").help(help));
                    return None;
                }
                self.relate(&side, Relates::Compares(comparison), phrase, others?)
            }
            Domain::Number(_) | Domain::Date if comparison != Comparison::Equal => {
                self.refuse_grade(fact, own, comparison, phrase, span);
                None
            }
            Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date => {
                self.relate(&side, Relates::Compares(comparison), phrase, others?)
            }
        }
    }

    /// `spending is better than income`: numbers and days are more or less.
    fn refuse_grade(&mut self, fact: &Subject, own: FactId, comparison: Comparison, phrase: &Phrase, span: Span) {
        let (name, other) = (&fact.name.phrase, &phrase.text);
        let (more, less) = match (&fact.domain, comparison) {
            (Domain::Date, Comparison::Over | Comparison::Under) => ("after", "before"),
            (Domain::Date, _) => ("on or after", "on or before"),
            (_, Comparison::Over | Comparison::Under) => ("over", "under"),
            (_, _) => ("at least", "at most"),
        };
        let wants_more = matches!(comparison, Comparison::Over | Comparison::AtLeast);
        let help = match self.policy.fact(own).and_then(|fact| fact.direction) {
            Some(direction) => {
                let word = if (direction == Direction::Higher) == wants_more { more } else { less };
                format!("Write `{name} is {word} {other}`.")
            }
            None => format!("Write `{name} is {more} {other}` or `{name} is {less} {other}`."),
        };
        let is = if matches!(fact.domain, Domain::Date) { "a date" } else { "a number" };
        let message = format!("`{name}` is {is}, so `better` and `worse` do not suit it.");
        self.report(Diagnostic::new(codes::WRONG_TYPE, span, message).also(fact.span, "declared here").help(help));
    }

    /// `is worse than good`: such words compare with a fact. Whether a name is a value of the fact, which is reported then.
    fn refuse_value(&mut self, fact: &Subject, comparison: Comparison, phrase: &Phrase, kind: KindId, span: Span) -> bool {
        let Domain::Vocabulary(id) = fact.domain else { return false };
        if self.policy.vocabulary(id).and_then(|one| option_at(one, &phrase.text)).is_none() {
            return false;
        }
        let (name, value) = (&fact.name.phrase, &phrase.text);
        let words = match comparison {
            Comparison::Over => format!("better than {value}"),
            Comparison::Under => format!("worse than {value}"),
            Comparison::AtLeast => format!("no worse than {value}"),
            Comparison::AtMost => format!("no better than {value}"),
            Comparison::Equal => String::new(),
        };
        let instead = self.reach_in_english(fact, &words).unwrap_or_else(|| format!("Write `{name} is {value}`."));
        if let Some(other) = self.names.find(value, Some(kind)).filter(|one| matches!(one.meaning, Meaning::Fact(_))) {
            let message = format!("`{value}` is a value of `{name}` and a fact too, so this can be read in two ways.");
            let help = format!("{instead} If the fact is meant, give it another name than the value has.");
            let other = other.span;
            self.report(Diagnostic::new(codes::TWO_READINGS, span, message).also(other, "the fact").help(help));
        } else {
            let message = format!("`{value}` is a value of `{name}`, and these words compare with another fact.");
            self.report(
                Diagnostic::new(codes::COMPARED_WITH_VALUE, span, message).also(fact.span, "declared here").help(instead),
            );
        }
        true
    }

    /// `is within 12 months of previous inspected`
    fn within_of(
        &mut self,
        fact: &Subject,
        length: &Quantity,
        phrase: &Phrase,
        kind: KindId,
        span: Span,
    ) -> Option<ConditionKind> {
        let name = fact.name.phrase.to_string();
        let (Domain::Date, Some(own)) = (&fact.domain, fact.fact()) else {
            let message = format!("`{name}` is no date, so `is within … of …` does not suit it.");
            let help = "Only dates lie within so many months or days of each other.";
            self.report(Diagnostic::new(codes::WRONG_TYPE, span, message).also(fact.span, "declared here").help(help));
            return None;
        };
        let Some(others) = self.others(phrase, kind) else {
            self.look_up(phrase, Some(kind), Wanted::Fact)?;
            let message = format!("`{}` is no date that a setting has.", phrase.text);
            let help = "Compare with another date among the facts.";
            self.report(Diagnostic::new(codes::INCOMPARABLE, phrase.span, message).help(help));
            return None;
        };
        let (months, times) = span_of_time(&unit_of(length))?;
        let number = length.number.checked_mul(Decimal::from(times)).filter(|number| number.fract().is_zero());
        let Some(number) = number.and_then(|number| number.to_i64()).filter(|number| (0..=12_000).contains(number)) else {
            let message = "`is within` needs a whole number of months or days.";
            let help = format!("Write for example `is within 12 months of {}`.", phrase.text);
            self.report(Diagnostic::new(codes::WRONG_UNIT, length.span, message).help(help));
            return None;
        };
        self.relate(&Side { facts: &[own], name: &name, span }, Relates::Within { length: number, months }, phrase, others?)
    }

    /// The relation, once all its facts are known: that they can be compared, and none with itself.
    fn relate(&mut self, side: &Side<'_>, how: Relates, phrase: &Phrase, others: Vec<FactId>) -> Option<ConditionKind> {
        if let Some(twice) = others.iter().find(|other| side.facts.contains(other)) {
            let name = self.policy.fact(*twice).map_or("", |fact| &fact.name.phrase);
            let message = format!("`{name}` stands on both sides, so this comparison says nothing of it.");
            let help = "Compare it with another fact, or with a number or a value.";
            self.report(Diagnostic::new(codes::COMPARED_WITH_ITSELF, side.span, message).help(help));
            return None;
        }
        // What is added up is alike in itself.
        let (one, other) = (*side.facts.first()?, *others.first()?);
        if !self.are_alike(one, other, phrase.span) {
            return None;
        }
        Some(ConditionKind::Related(Relation { left: side.facts.to_vec(), how, right: Against::Facts(others) }))
    }

    /// Whether two facts can be compared, or added up; otherwise it is reported.
    fn are_alike(&mut self, one: FactId, other: FactId, span: Span) -> bool {
        let (Some(first), Some(second)) = (self.policy.fact(one), self.policy.fact(other)) else { return false };
        let (name, its) = (&first.name.phrase, &second.name.phrase);
        let (message, help) = match (&first.domain, &second.domain) {
            (Domain::Vocabulary(own), Domain::Vocabulary(its)) if own == its => return true,
            (Domain::Date, Domain::Date) => return true,
            (Domain::Number(own), Domain::Number(its)) if alike(&own.unit, &its.unit) => return true,
            (Domain::Number(own), Domain::Number(other)) => (
                format!("`{name}` is {} and `{its}` {}, so they cannot be compared.", of(&own.unit), of(&other.unit)),
                "Compare numbers of one unit: declare one of the facts in the unit of the other.".to_owned(),
            ),
            (Domain::Vocabulary(own), Domain::Vocabulary(_)) => {
                let scale = self.policy.vocabulary(*own).and_then(|one| one.name.as_ref());
                let help = match scale {
                    Some(scale) => format!("Give both the same values: declare `{its}: {}`.", scale.phrase),
                    None => "Declare the values once, as a `scale` or a `choice`, and give its name to both facts.".to_owned(),
                };
                (format!("`{name}` and `{its}` take values that are declared apart, so they cannot be compared."), help)
            }
            (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => (
                format!("`{name}` is {} and `{its}` {}, so they cannot be compared.", sort(first), sort(second)),
                "Compare facts of one sort: numbers with numbers, dates with dates, values with values.".to_owned(),
            ),
        };
        let (first, second) = (first.span, second.span);
        let found = Diagnostic::new(codes::INCOMPARABLE, span, message).also(first, "the one").also(second, "the other");
        self.report(found.help(help));
        false
    }

    fn number_domain(&self, fact: FactId) -> Option<&NumberDomain> {
        match &self.policy.fact(fact)?.domain {
            Domain::Number(domain) => Some(domain),
            Domain::Vocabulary(_) | Domain::Date => None,
        }
    }

    /// The facts that stand behind a comparison: one, or several that are added up. `None` where the name is none of a fact; inside,
    /// `None` is a mistake, which is reported.
    fn others(&mut self, phrase: &Phrase, kind: KindId) -> Option<Option<Vec<FactId>>> {
        if let Some(Meaning::Fact(id)) = self.names.find(&phrase.text, Some(kind)).map(|one| one.meaning) {
            return Some(Some(vec![id]));
        }
        let parts = self.addends(phrase, &[], kind)?;
        Some(self.added_up(&parts, kind))
    }

    fn names_facts(&self, phrase: &Phrase, kind: KindId) -> bool {
        let is_fact = self.names.find(&phrase.text, Some(kind)).is_some_and(|one| matches!(one.meaning, Meaning::Fact(_)));
        is_fact || self.addends(phrase, &[], kind).is_some()
    }

    /// What is added up: what is written behind `the sum of`, or `debts plus overdraft` where that is no name of its own and the
    /// first part is a number.
    fn addends(&self, name: &Phrase, written: &[Phrase], kind: KindId) -> Option<Vec<Phrase>> {
        if !written.is_empty() {
            return Some(written.to_vec());
        }
        if self.names.find(&name.text, Some(kind)).is_some() {
            return None;
        }
        let words: Vec<&str> = name.text.split(' ').collect();
        let parts: Vec<String> = words.split(|word| word.eq_ignore_ascii_case("plus")).map(|part| part.join(" ")).collect();
        let [first, _, ..] = parts.as_slice() else { return None };
        let number = self.names.find(first, Some(kind)).is_some_and(|one| match one.meaning {
            Meaning::Fact(id) => self.number_domain(id).is_some(),
            Meaning::Define(_) | Meaning::List(_) | Meaning::Parameter(_) | Meaning::Table(_) | Meaning::Score(_) => false,
        });
        let whole = parts.iter().all(|part| !part.is_empty());
        (number && whole).then(|| parts.into_iter().map(|text| Phrase { text, span: name.span }).collect())
    }

    /// The facts of a sum: numbers of one unit, each once.
    fn added_up(&mut self, parts: &[Phrase], kind: KindId) -> Option<Vec<FactId>> {
        let mut facts: Vec<FactId> = Vec::new();
        for part in parts {
            let declared = self.look_up(part, Some(kind), Wanted::Fact)?;
            let number = match declared.meaning {
                Meaning::Fact(id) => Some(id).filter(|id| self.number_domain(*id).is_some()),
                Meaning::Define(_) | Meaning::List(_) | Meaning::Parameter(_) | Meaning::Table(_) | Meaning::Score(_) => None,
            };
            let Some(id) = number else {
                let message = format!("`{}` is no fact that is a number, so it cannot be added up.", part.text);
                let help = "A sum adds up facts that are numbers. Points for conditions are added up by a `score`.";
                self.report(Diagnostic::new(codes::NO_SUM, part.span, message).also(declared.span, "declared here").help(help));
                return None;
            };
            if facts.contains(&id) {
                let message = format!("`{}` is added up twice.", part.text);
                self.report(Diagnostic::new(codes::NO_SUM, part.span, message).help("Name each fact once."));
                return None;
            }
            if let Some(first) = facts.first().copied()
                && !self.are_alike(first, id, part.span)
            {
                return None;
            }
            facts.push(id);
        }
        Some(facts)
    }
}

/// Whether numbers of two units can be compared: the same, or counts of two things, such as pupils and places.
fn alike(one: &Unit, other: &Unit) -> bool {
    let counts = |unit: &Unit| match unit {
        Unit::Named(_) => span_of_time(unit).is_none(),
        Unit::Bare => true,
        Unit::PerCent | Unit::Pounds => false,
    };
    same_unit(one, other) || (counts(one) && counts(other))
}

fn of(unit: &Unit) -> String {
    match unit {
        Unit::Bare => "a plain number".to_owned(),
        Unit::PerCent | Unit::Pounds | Unit::Named(_) => format!("in {}", unit_words(unit)),
    }
}

const fn sort(fact: &Fact) -> &'static str {
    match fact.domain {
        Domain::Vocabulary(_) => "a value",
        Domain::Number(_) => "a number",
        Domain::Date => "a date",
    }
}
