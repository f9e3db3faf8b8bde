//! Facts: what values they take and what is said of them.

use super::comparisons::{literal_span, same_unit, unit_called, unit_of};
use super::names::Meaning;
use super::subject::Subject;
use super::{Lowering, citation};
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::ids::{FactId, KindId};
use crate::model::name::{Name, machine_name};
use crate::model::policy::{Direction, Domain, Fact};
use crate::model::value::{NumberDomain, Unit, Value, YES_NO};
use crate::source::Span;
use crate::syntax::tree::{self, Better, Literal, Phrase, Quantity};

/// How a rule speaks of `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoneIs {
    /// `is none`
    Asked,
    /// `is not none`
    Denied,
    /// `assumed none`
    Assumed,
}

impl Lowering<'_> {
    /// Takes the facts about one kind of setting or several in: a fact of several is one fact.
    pub(super) fn facts(&mut self, facts: &tree::Facts) {
        let Some(whom) = self.whom(&facts.about) else {
            // Their names are known all the same, so that the missing kind is the only complaint.
            self.names.break_names(facts.facts.iter().map(|fact| &fact.name));
            return;
        };
        for fact in &facts.facts {
            self.fact(&whom.kinds, fact);
        }
    }

    fn fact(&mut self, kinds: &[KindId], fact: &tree::Fact) {
        let Some(id) = FactId::from_index(self.policy.facts.len()) else { return };
        if !self.room_for(self.policy.facts.len(), "facts", fact.name.span) {
            return;
        }
        let Some(domain) = self.domain(fact) else {
            self.names.break_names(std::iter::once(&fact.name));
            return;
        };
        if !self.declare(&fact.name, kinds, Meaning::Fact(id)) {
            return;
        }
        let direction = self.direction(fact, &domain);
        let asked_of = fact.asked_of.as_ref().and_then(|whom| self.informant(whom));
        self.policy.facts.push(Fact {
            name: Name::new(&fact.name.text),
            kinds: kinds.to_vec(),
            domain,
            or_none: fact.or_none,
            assumed: None,
            fixed: fact.fixed,
            direction,
            asked_of,
            former: fact.former.iter().map(|name| Name::new(&name.text)).collect(),
            citation: citation(&fact.tail, None),
            span: fact.name.span,
        });
        let assumed = fact.assumed.as_ref().and_then(|literal| self.assumed(id, literal));
        if let Some(fact) = self.policy.facts.last_mut() {
            fact.assumed = assumed;
        }
    }

    fn domain(&mut self, fact: &tree::Fact) -> Option<Domain> {
        let unit = match &fact.domain {
            tree::Domain::Named(phrase) => {
                self.refuse_bounds(fact);
                return self.vocabulary_called(phrase).map(Domain::Vocabulary);
            }
            tree::Domain::Inline(values, order) => {
                self.refuse_bounds(fact);
                if self.refuse_scale_among(fact, values) {
                    return None;
                }
                let levels = values.iter().map(|value| vec![value.clone()]).collect();
                return self.add_vocabulary(None, levels, *order, fact.span).map(Domain::Vocabulary);
            }
            tree::Domain::YesNo => {
                self.refuse_bounds(fact);
                return Some(Domain::Vocabulary(YES_NO));
            }
            tree::Domain::Date => {
                self.refuse_bounds(fact);
                return Some(Domain::Date);
            }
            tree::Domain::PerCent => Unit::PerCent,
            tree::Domain::Money => Unit::Pounds,
            tree::Domain::Count(unit) => unit_called(&unit.text),
            tree::Domain::Number => Unit::Bare,
        };
        // Things are counted in whole numbers; money and per cent are not.
        let whole = matches!(unit, Unit::Named(_));
        let least = self.bound(fact.least.as_ref(), &unit, whole);
        let most = self.bound(fact.most.as_ref(), &unit, whole);
        if let (Some(low), Some(high), Some(quantity)) = (least, most, &fact.most)
            && low > high
        {
            let message = format!("`{}` could take no number at all: its least is greater than its greatest.", fact.name.text);
            self.report(Diagnostic::new(codes::BOUNDS, quantity.span, message).help("Swap the two numbers."));
        }
        Some(Domain::Number(NumberDomain { unit, whole, least, most }))
    }

    /// `judgement, or one`, where `judgement` is a scale: its own values are meant, and not one that is called like it.
    fn refuse_scale_among(&mut self, fact: &tree::Fact, values: &[Phrase]) -> bool {
        let called = |value: &&Phrase| {
            let machine = machine_name(&value.text);
            let named = self.policy.vocabularies.iter().any(|one| one.name.as_ref().is_some_and(|name| *name.machine == machine));
            // As written it has its quotation marks.
            named && *self.text_of(value.span) == *value.text
        };
        let Some(scale) = values.iter().find(called) else { return false };
        let message = format!("`{}` is a scale or choice, and stands among values here.", scale.text);
        let help = format!(
            "Write `{0}: {1}`, with `, or none` behind it where there may be none. A value that is called so stands in quotation marks.",
            fact.name.text, scale.text
        );
        self.report(Diagnostic::new(codes::SCALE_AMONG_VALUES, scale.span, message).help(help));
        true
    }

    fn bound(&mut self, quantity: Option<&Quantity>, unit: &Unit, whole: bool) -> Option<rust_decimal::Decimal> {
        let quantity = quantity?;
        let of = unit_of(quantity);
        if of != Unit::Bare && !same_unit(&of, unit) {
            let message = format!("This bound is in another unit than the fact, which is in {}.", unit_words(unit));
            self.report(
                Diagnostic::new(codes::WRONG_UNIT, quantity.span, message).help(format!("Give it in {}.", unit_words(unit))),
            );
        }
        if whole && !quantity.number.fract().is_zero() {
            let message = "A number of something is whole, and this bound is not.";
            self.report(Diagnostic::new(codes::BOUNDS, quantity.span, message).help("Write a whole number."));
        }
        Some(quantity.number)
    }

    fn refuse_bounds(&mut self, fact: &tree::Fact) {
        if let Some(quantity) = fact.least.as_ref().or(fact.most.as_ref()) {
            let message = format!("Only numbers have a least and a greatest, and `{}` is none.", fact.name.text);
            self.report(Diagnostic::new(codes::WRONG_OPTION, quantity.span, message).help("Take the bound away."));
        }
    }

    fn direction(&mut self, fact: &tree::Fact, domain: &Domain) -> Option<Direction> {
        let better = fact.better?;
        let (fits, mend) = match (domain, better) {
            (Domain::Vocabulary(YES_NO), Better::Yes | Better::No)
            | (Domain::Number(_) | Domain::Date, Better::Higher | Better::Lower) => (true, ""),
            (Domain::Vocabulary(YES_NO), _) => (false, "Write `yes is better` or `no is better`."),
            (Domain::Vocabulary(_), _) => (false, "List the values best first and say so: `best first`."),
            (Domain::Number(_), _) => (false, "Write `higher is better` or `lower is better`."),
            (Domain::Date, _) => (false, "Write `later is better` or `earlier is better`."),
        };
        if !fits {
            let message = format!("`{}` cannot be better in this way.", fact.name.text);
            self.report(Diagnostic::new(codes::WRONG_OPTION, fact.span, message).help(mend));
        }
        Some(if matches!(better, Better::Higher | Better::Yes) { Direction::Higher } else { Direction::Lower })
    }

    /// The assumed value of a fact that is already in the policy.
    fn assumed(&mut self, id: FactId, literal: &Literal) -> Option<Value> {
        let fact = self.subject(Meaning::Fact(id))?;
        let name = fact.name.phrase.to_string();
        match (&fact.domain, literal) {
            (_, Literal::Phrase(phrase)) if self.refuse_assumed_twice(&fact.domain, phrase) => None,
            (_, Literal::Phrase(phrase)) if phrase.text.eq_ignore_ascii_case("none") => {
                if !fact.or_none {
                    self.never_none(&fact, phrase.span, NoneIs::Assumed);
                }
                Some(Value::None)
            }
            (Domain::Vocabulary(_), Literal::Phrase(phrase)) => self.option_called(&fact, phrase).map(Value::Option),
            (Domain::Number(domain), Literal::Quantity(quantity)) => {
                let domain = domain.clone();
                let number = self.number_for(&name, &domain, quantity)?;
                let outside = domain.least.is_some_and(|least| number < least) || domain.most.is_some_and(|most| number > most);
                if outside || (domain.whole && !number.fract().is_zero()) {
                    let message = format!("`{name}` cannot take the number that is assumed.");
                    self.report(Diagnostic::new(codes::BOUNDS, quantity.span, message).help(self.values_help(&fact)));
                }
                Some(Value::Number(number))
            }
            (Domain::Date, Literal::Date(date, _)) => Some(Value::Date(*date)),
            (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => {
                let span = literal_span(literal);
                let message = format!("`{}` is no value of `{name}`.", self.text_of(span));
                self.report(Diagnostic::new(codes::UNKNOWN_VALUE, span, message).help(self.values_help(&fact)));
                None
            }
        }
    }

    /// `none` of a fact that always exists, or of a sum.
    pub(super) fn never_none(&mut self, fact: &Subject, span: Span, none: NoneIs) {
        let name = &fact.name.phrase;
        let message = format!("`{name}` is never none.");
        if fact.is_derived() {
            let help = format!("It is a sum, and where nothing is added it is 0: write `{name} is 0`.");
            self.report(Diagnostic::new(codes::NEVER_NONE, span, message).also(fact.span, "declared here").help(help));
            return;
        }
        let or_none = "add `, or none` where it is declared";
        let help = match (&fact.domain, none) {
            (Domain::Vocabulary(YES_NO), NoneIs::Asked) => format!("It is yes or no: write `not {name}`."),
            (Domain::Vocabulary(YES_NO), NoneIs::Denied) => format!("It is yes or no: write `{name}`."),
            (Domain::Vocabulary(YES_NO), NoneIs::Assumed) => "It is yes or no: write `assumed no`.".to_owned(),
            (Domain::Number(number), _) if number.whole => {
                format!("If none means that there are 0, write `0`; if it can be known not to exist, {or_none}.")
            }
            (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => {
                format!("If it can be known not to exist, {or_none}.")
            }
        };
        self.report(Diagnostic::new(codes::NEVER_NONE, span, message).also(fact.span, "declared here").help(help));
    }

    /// `assumed not considered`, where `considered` and `not-considered` are both values.
    fn refuse_assumed_twice(&mut self, domain: &Domain, phrase: &Phrase) -> bool {
        let Some((plain, denied)) = phrase.text.strip_prefix("not ").and_then(|rest| self.denied_twin(domain, rest)) else {
            return false;
        };
        let message = format!("`not {plain}` can be read in two ways: as the value `{denied}`, or as every value but `{plain}`.");
        let help = format!("Only one value is assumed: write `assumed {denied}`, or name another.");
        self.report(Diagnostic::new(codes::TWO_READINGS, phrase.span, message).help(help));
        true
    }

    /// Which values a fact takes, in a sentence.
    pub(super) fn values_help(&self, fact: &Subject) -> String {
        format!("It can be {}.", self.policy.domain_words(&fact.domain, fact.or_none))
    }
}

/// A unit in words.
pub(super) fn unit_words(unit: &Unit) -> String {
    match unit {
        Unit::PerCent => "per cent (`%`)".to_owned(),
        Unit::Pounds => "pounds (`£`)".to_owned(),
        Unit::Named(_) => unit.to_string(),
        Unit::Bare => "plain numbers".to_owned(),
    }
}
