//! What a scenario tells of a fact.

use super::super::Lowering;
use super::super::comparisons::literal_span;
use super::super::names::{Meaning, Wanted};
use super::Tells;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::ids::{FactId, KindId};
use crate::model::policy::Domain;
use crate::model::value::{Value, YES_NO};
use crate::syntax::tree::{Literal, Phrase, Told, ToldValue};
use std::collections::HashSet;

/// A fact is looked up like a name that a condition tests.
const FACT: Wanted = Wanted::Condition { negated: false, tested: true };

impl Lowering<'_> {
    /// What a line tells, of each of its facts.
    pub(super) fn tells(&mut self, told: &Told, kind: KindId) -> Vec<Tells> {
        let mut all = Vec::new();
        for name in &told.facts {
            let Some(fact) = self.fact_called(name, kind) else { continue };
            let value = match &told.value {
                ToldValue::Unknown => Some(None),
                ToldValue::Is(literal) => self.told_value(fact, literal),
            };
            all.extend(value.map(|value| Tells { fact, value, span: told.span }));
        }
        all
    }

    /// The fact of a name; what is worked out cannot be told.
    pub(super) fn fact_called(&mut self, name: &Phrase, kind: KindId) -> Option<FactId> {
        let declared = self.look_up(name, Some(kind), FACT)?;
        if let Meaning::Fact(fact) = declared.meaning {
            return Some(fact);
        }
        let message =
            format!("`{}` is a {}, which follows from facts and is not told.", declared.phrase, declared.meaning.words());
        let help = "Name a fact here: scenarios tell what is known, and the policy works out the rest.";
        self.report(Diagnostic::new(codes::NOT_A_FACT, name.span, message).also(declared.span, "declared here").help(help));
        None
    }

    /// The headings of a table that are about facts.
    pub(super) fn check_columns(&mut self, columns: &[Phrase], kind: KindId) {
        let mut seen: Vec<(FactId, &Phrase)> = Vec::new();
        for column in columns {
            // A name that nothing declares is reported where a row tells it, once for the column.
            let Some(declared) = self.names.find(&column.text, Some(kind)) else { continue };
            let Meaning::Fact(fact) = declared.meaning else { continue };
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == fact) {
                let message = format!("Two columns of this table are about `{}`.", column.text);
                let found = Diagnostic::new(codes::COLUMN_TWICE, column.span, message).also(first.span, "the first");
                self.report(found.help("Keep one of the two."));
            }
            seen.push((fact, column));
        }
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
