//! What a scenario tells of a fact.

use super::super::Lowering;
use super::super::comparisons::literal_span;
use super::super::names::{Meaning, Wanted};
use super::Tells;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::ids::{FactId, KindId};
use crate::model::name::machine_name;
use crate::model::policy::Domain;
use crate::model::value::{Value, YES_NO};
use crate::source::Span;
use crate::syntax::tree::{Literal, Phrase, Told, ToldValue};
use std::collections::HashSet;

/// Words for what nobody knows.
const NOT_KNOWN: [&str; 12] =
    ["n/a", "na", "tbc", "tba", "not available", "no data", "missing", "not told", "blank", "empty", "any", "no information"];

impl Lowering<'_> {
    /// What a line tells, of each of its facts.
    pub(super) fn tells(&mut self, told: &Told, kind: KindId) -> Vec<Tells> {
        let mut all = Vec::new();
        for name in &told.facts {
            if !self.is_category_told(name, &told.value, kind)
                && let Some(fact) = self.fact_called(name, kind)
            {
                all.extend(self.tells_of(fact, &told.value, told.span));
            }
        }
        all
    }

    /// What is told of one fact.
    pub(super) fn tells_of(&mut self, fact: FactId, told: &ToldValue, span: Span) -> Option<Tells> {
        let value = match told {
            ToldValue::Unknown => None,
            ToldValue::Is(literal) => self.told_value(fact, literal)?,
        };
        Some(Tells { fact, value, span })
    }

    /// `result: A`, where nothing is called so: a category that is not told but expected.
    fn is_category_told(&mut self, name: &Phrase, value: &ToldValue, kind: KindId) -> bool {
        let ToldValue::Is(Literal::Phrase(value)) = value else { return false };
        let code = self.policy.categories.iter().any(|category| *category.code == *value.text);
        let found = code && self.names.find(&name.text, Some(kind)).is_none() && !self.names.is_broken(&name.text);
        if found {
            let message = format!("Nothing is called `{}`, and `{}` is a category.", name.text, value.text);
            let help = format!("If that is what is expected, write `expect {}`.", value.text);
            self.report(Diagnostic::new(codes::UNKNOWN_NAME, name.span, message).help(help));
        }
        found
    }

    /// The fact of a name; what is worked out cannot be told.
    pub(super) fn fact_called(&mut self, name: &Phrase, kind: KindId) -> Option<FactId> {
        let declared = self.look_up(name, Some(kind), Wanted::Fact)?;
        if let Meaning::Fact(fact) = declared.meaning {
            return Some(fact);
        }
        let message = format!("`{}` is a {}, and here stands a fact.", declared.phrase, declared.meaning.words());
        let help =
            "Name the facts that it follows from: they are what is told, asked and assumed, and the policy works out the rest.";
        self.report(Diagnostic::new(codes::NOT_A_FACT, name.span, message).also(declared.span, "declared here").help(help));
        None
    }

    /// The facts that the columns of a table are about.
    pub(super) fn columns(&mut self, columns: &[Phrase], kind: KindId) -> Vec<Option<FactId>> {
        let mut seen: Vec<(FactId, &Phrase)> = Vec::new();
        let mut facts = Vec::new();
        for column in columns {
            let fact = self.fact_called(column, kind);
            facts.push(fact);
            let Some(fact) = fact else { continue };
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == fact) {
                let message = format!("Two columns of this table are about `{}`.", column.text);
                let found = Diagnostic::new(codes::COLUMN_TWICE, column.span, message).also(first.span, "the first");
                self.report(found.help("Keep one of the two."));
            }
            seen.push((fact, column));
        }
        facts
    }

    fn told_value(&mut self, id: FactId, literal: &Literal) -> Option<Option<Value>> {
        let fact = self.policy.fact(id)?.clone();
        let span = literal_span(literal);
        if let Literal::Phrase(phrase) = literal
            && phrase.text.eq_ignore_ascii_case("none")
            && !fact.or_none
            && !self.is_value(&fact.domain, "none")
        {
            let name = &fact.name.phrase;
            let help = match fact.domain {
                Domain::Vocabulary(YES_NO) => format!("It is yes or no: write `{name}: no`."),
                Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date => {
                    format!(
                        "Write `{name}: unknown` where nobody knows; if it can be known not to exist, add `, or none` where it is declared."
                    )
                }
            };
            let message = format!("`{name}` is never none.");
            self.report(Diagnostic::new(codes::NEVER_NONE, span, message).also(fact.span, "declared here").help(help));
            return None;
        }
        if let Literal::Phrase(phrase) = literal
            && NOT_KNOWN.iter().any(|word| phrase.text.eq_ignore_ascii_case(word))
            && !self.is_value(&fact.domain, &machine_name(&phrase.text))
        {
            let message = format!("`{}` is no value of `{}`.", phrase.text, fact.name.phrase);
            let help = "Write `unknown` where nobody knows and nothing is to be assumed; leave it out where nobody has told.";
            self.report(Diagnostic::new(codes::UNKNOWN_VALUE, span, message).also(fact.span, "declared here").help(help));
            return None;
        }
        let value = self.literal_of(id, literal, &mut HashSet::new())?;
        if let (Some(Value::Number(number)), Domain::Number(domain)) = (value, &fact.domain) {
            let outside = domain.least.is_some_and(|least| number < least) || domain.most.is_some_and(|most| number > most);
            if outside || (domain.whole && !number.fract().is_zero()) {
                let message = format!("`{}` cannot be {}.", fact.name.phrase, domain.unit.with(number));
                let help = format!("It can be {}.", self.policy.values_words(&fact));
                self.report(Diagnostic::new(codes::BOUNDS, span, message).also(fact.span, "declared here").help(help));
                return None;
            }
        }
        Some(value)
    }

    fn is_value(&self, domain: &Domain, word: &str) -> bool {
        let Domain::Vocabulary(id) = domain else { return false };
        self.policy.vocabulary(*id).is_some_and(|one| one.values.iter().any(|value| &*value.name.machine == word))
    }
}
