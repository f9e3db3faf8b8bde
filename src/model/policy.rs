//! A whole policy.

use super::asking::Asking;
use super::condition::{Condition, Operand};
use super::derived::{Derived, HitPolicy};
use super::ids::{CategoryId, DerivedId, FactId, KindId, ParameterId, VocabularyId};
use super::import::Import;
use super::kinds::{Group, Kind};
use super::name::Name;
use super::scenarios::{Pin, Property, Scenario};
use super::support::{Allocation, Allowance, Also, Clause, Contradiction, Period};
use super::value::{NumberDomain, Unit, Value, Vocabulary, VocabularyValue};
use crate::diagnostic::words::joined;
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A policy without errors.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its name.
    pub name: Name,
    /// Whose it is. Read and kept; nothing shows it yet.
    pub authority: Option<Arc<str>>,
    /// Its revision, `2021`; empty where none is given.
    pub revision: Arc<str>,
    /// First and last day it is in force; `None` is always.
    pub in_force: Option<(Date, Date)>,
    /// The short names of the documents that it comes from.
    pub sources: Vec<Name>,
    /// Kinds of setting.
    pub kinds: Vec<Kind>,
    /// Groups of kinds.
    pub groups: Vec<Group>,
    /// Scales and choices; the first is yes and no.
    pub vocabularies: Vec<Vocabulary>,
    /// Facts of all kinds, in declaration order.
    pub facts: Vec<Fact>,
    /// Whom facts are asked of, and what that costs.
    pub asking: Asking,
    /// What cannot be.
    pub constraints: Vec<Constraint>,
    /// Named numbers and dates.
    pub parameters: Vec<Parameter>,
    /// Categories, least intensive first.
    pub categories: Vec<Category>,
    /// Named conditions.
    pub defines: Vec<Define>,
    /// Named lists of conditions.
    pub lists: Vec<List>,
    /// Tables and scores.
    pub derived: Vec<Derived>,
    /// How settings are categorised, at most one for each kind.
    pub categorisations: Vec<Categorisation>,
    /// Terms and half terms in the order of the year, then other times.
    pub periods: Vec<Period>,
    /// What each category brings, and what kinds of setting without categories get.
    pub allocations: Vec<Allocation>,
    /// What a setting gets besides.
    pub also: Vec<Also>,
    /// Where the source contradicts itself in words; for figures see [`Policy::every_contradiction`].
    pub contradictions: Vec<Contradiction>,
    /// The clauses of the source that are declared.
    pub clauses: Vec<Clause>,
    /// Findings that are meant to be, in the order of its texts.
    pub allowances: Vec<Allowance>,
    /// Example settings that lie beside the policy.
    pub examples: Option<Examples>,
    /// Declarations whose items carry no citation of their own; those that need none are here only where they have one.
    pub headings: Vec<Heading>,
    /// How tables of others are read.
    pub imports: Vec<Import>,
    /// Its scenarios, those of tables too, in the order of its texts. They decide nothing.
    pub scenarios: Vec<Scenario>,
    /// What is said to hold of every setting.
    pub properties: Vec<Property>,
    /// Tables whose outcomes are kept.
    pub pins: Vec<Pin>,
}

/// Where something comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The place in the source.
    pub from: Option<Arc<str>>,
    /// What the policy decides that the source leaves open.
    pub reading: Option<Arc<str>>,
}

/// The heading of a declaration that is no rule: the policy itself, a kind of setting, a scale or choice, the categories, times.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What it declares, in words: "the scale `judgement`".
    pub what: Arc<str>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it stands.
    pub span: Span,
}

/// A fact of one kind of setting, or of several.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub name: Name,
    /// The kinds of setting that have it; one at least.
    pub kinds: Vec<KindId>,
    /// What values it takes.
    pub domain: Domain,
    /// Whether it can be known not to exist.
    pub or_none: bool,
    /// Its value where nobody has told.
    pub assumed: Option<Value>,
    /// History, which no advice says to change.
    pub fixed: bool,
    /// Which way a number, date or yes/no fact is better; an ordered vocabulary says so itself.
    /// Checked; no advice is given yet.
    pub direction: Option<Direction>,
    /// Whom it is asked of, by index in [`Asking::informants`].
    pub asked_of: Option<usize>,
    /// What it was called in policies before this one: two policies are compared by it, and tables of old are told the new name.
    pub former: Vec<Name>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

impl Fact {
    /// Whether settings of a kind have it.
    #[must_use]
    pub fn is_of(&self, kind: KindId) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether it had a name in policies before this one.
    #[must_use]
    pub fn was(&self, name: &Name) -> bool {
        self.former.iter().any(|one| one.machine == name.machine)
    }
}

/// What values a fact takes, none aside.
#[derive(Clone, Debug)]
pub enum Domain {
    /// Values of a scale or choice, or yes and no.
    Vocabulary(VocabularyId),
    /// Numbers.
    Number(NumberDomain),
    /// Days, none later than the assessment date.
    Date,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Higher, later, yes.
    Higher,
    /// Lower, earlier, no.
    Lower,
}

/// A combination of facts that cannot be.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// For which kind of setting.
    pub kind: KindId,
    /// What cannot be.
    pub condition: Condition,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// A named number or date, perhaps changing over time.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its unit; `None` for a date.
    pub unit: Option<Unit>,
    /// Values and their first days, earliest first; the first may hold from ever.
    pub steps: Vec<(Option<Date>, ParameterValue)>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// A parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterValue {
    /// In the parameter's unit.
    Number(Decimal),
    /// A day.
    Date(Date),
}

/// A category.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its code, in exact case: `B1`.
    pub code: Arc<str>,
    /// What it means.
    pub about: Option<Arc<str>>,
    /// Where it is declared.
    pub span: Span,
}

/// A named condition.
#[derive(Clone, Debug)]
pub struct Define {
    /// Its name.
    pub name: Name,
    /// The kind of setting it is about.
    pub kind: KindId,
    /// What it means.
    pub condition: Condition,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// A named list of conditions.
#[derive(Clone, Debug)]
pub struct List {
    /// Its name.
    pub name: Name,
    /// The kind of setting it is about.
    pub kind: KindId,
    /// Its members.
    pub members: Vec<Condition>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// By what settings are categorised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// By the most intensive category that any strand gives.
    MostIntensiveStrand,
    /// By the first line (or row of a table) that holds. There is one strand, which has them all.
    FirstMatch,
    /// By the only line (or row) that holds; where several do, there is no answer. There is one strand, which has them all.
    ExactlyOne,
}

/// How one kind of setting is categorised.
#[derive(Clone, Debug)]
pub struct Categorisation {
    /// The kind.
    pub kind: KindId,
    /// By what.
    pub method: Method,
    /// Its strands.
    pub strands: Vec<Strand>,
    /// What a category needs; mildest category first.
    pub gates: Vec<Gate>,
    /// What is expected of settings, whatever it does to their category (nothing).
    pub expectations: Vec<Expectation>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// A column of the grid: one of its lines that hold decides it; where none does it is silent.
#[derive(Clone, Debug)]
pub struct Strand {
    /// Its name: of its own, of the table that speaks for it, or `first match` or `exactly one` where lines stand in no strand.
    pub name: Name,
    /// Which of the lines that hold decides: the first (by intensity the lines run from most to least intensive), or the only
    /// one. Never the sum.
    pub hit: HitPolicy,
    /// Whether the policy says that the order of its lines makes no difference. What it gives does not rest on that.
    pub any_order: bool,
    /// The table whose rows its lines are.
    pub table: Option<DerivedId>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

impl Strand {
    /// Whether it stands for lines that are in no strand, by the first match or by exactly one.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.table.is_none() && self.hit != HitPolicy::MostIntensive
    }
}

/// A line of a strand.
#[derive(Clone, Debug)]
pub struct Line {
    /// The category it gives.
    pub category: CategoryId,
    /// When; `None` is otherwise: where no other line holds.
    pub condition: Option<Condition>,
    /// Its own citation, and its strand's where it has none.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

impl Line {
    /// Its condition as written, or `otherwise`.
    #[must_use]
    pub fn text(&self) -> &str {
        self.condition.as_ref().map_or("otherwise", |condition| &condition.text)
    }
}

/// `never A unless …`: where it does not hold, the category becomes the next more intensive.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The category that needs more.
    pub category: CategoryId,
    /// What it needs.
    pub unless: Condition,
    /// As written.
    pub text: Arc<str>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// `B1 expects governance action plan when governance is amber`
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The name of what is expected.
    pub name: Name,
    /// The category.
    pub category: CategoryId,
    /// What is expected.
    pub expects: Condition,
    /// When; `None` is always.
    pub when: Option<Condition>,
    /// Where it comes from.
    pub citation: Citation,
    /// Where it is declared.
    pub span: Span,
}

/// `examples "schools.csv" on 15 November 2021`
#[derive(Clone, Debug)]
pub struct Examples {
    /// The file, beside the policy.
    pub file: Arc<str>,
    /// Their assessment date.
    pub on: Date,
    /// Where it is declared.
    pub span: Span,
}

impl Policy {
    /// A policy that says nothing yet.
    #[must_use]
    pub fn empty() -> Self {
        let yes_no = ["yes", "no"].iter().zip(0..).map(|(word, rank)| VocabularyValue { name: Name::new(word), rank }).collect();
        Self {
            name: Name::new(""),
            authority: None,
            revision: "".into(),
            in_force: None,
            sources: Vec::new(),
            kinds: Vec::new(),
            groups: Vec::new(),
            vocabularies: vec![Vocabulary { name: None, ordered: false, values: yes_no }],
            facts: Vec::new(),
            asking: Asking::default(),
            constraints: Vec::new(),
            parameters: Vec::new(),
            categories: Vec::new(),
            defines: Vec::new(),
            lists: Vec::new(),
            derived: Vec::new(),
            categorisations: Vec::new(),
            periods: Vec::new(),
            allocations: Vec::new(),
            also: Vec::new(),
            contradictions: Vec::new(),
            clauses: Vec::new(),
            allowances: Vec::new(),
            examples: None,
            headings: Vec::new(),
            imports: Vec::new(),
            scenarios: Vec::new(),
            properties: Vec::new(),
            pins: Vec::new(),
        }
    }

    /// A fact.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.at())
    }

    /// A vocabulary.
    #[must_use]
    pub fn vocabulary(&self, id: VocabularyId) -> Option<&Vocabulary> {
        self.vocabularies.get(id.at())
    }

    /// How settings of a kind are categorised, if they are.
    #[must_use]
    pub fn categorisation(&self, kind: KindId) -> Option<&Categorisation> {
        self.categorisations.iter().find(|one| one.kind == kind)
    }

    /// A category's code, empty for an id that is not of this policy.
    #[must_use]
    pub fn category_code(&self, id: CategoryId) -> &str {
        self.categories.get(id.at()).map_or("", |category| &category.code)
    }

    /// A parameter's value on a day; before its first step, which no checked policy has while it is in force, the first.
    #[must_use]
    pub fn parameter_on(&self, id: ParameterId, on: Date) -> Option<ParameterValue> {
        let steps = &self.parameters.get(id.at())?.steps;
        let current = steps.iter().rev().find(|(from, _)| from.is_none_or(|from| from <= on));
        current.or_else(|| steps.first()).map(|(_, value)| *value)
    }

    /// What an operand stands for on a day.
    #[must_use]
    pub fn operand_on(&self, operand: &Operand, on: Date) -> Option<ParameterValue> {
        match operand {
            Operand::Number(number) => Some(ParameterValue::Number(*number)),
            Operand::Date(date) => Some(ParameterValue::Date(*date)),
            Operand::Parameter(id) => self.parameter_on(*id, on),
        }
    }

    /// What values a fact takes, to stand behind "it can be": "`low`, `some` or `high`", "a number from 0 to 100%".
    #[must_use]
    pub fn values_words(&self, fact: &Fact) -> String {
        self.domain_words(&fact.domain, fact.or_none)
    }

    /// The same of any domain.
    #[must_use]
    pub fn domain_words(&self, domain: &Domain, or_none: bool) -> String {
        let mut words = match domain {
            Domain::Vocabulary(id) => {
                let values = self.vocabulary(*id).map(|one| one.values.as_slice()).unwrap_or_default();
                values.iter().map(|value| format!("`{}`", value.name.phrase)).collect()
            }
            Domain::Number(domain) => vec![domain.words()],
            Domain::Date => vec!["a date, such as `30 June 2021`".to_owned()],
        };
        if or_none {
            words.push("`none`".to_owned());
        }
        joined(&words, "or")
    }

    /// A value of a fact as a person writes it: `requires improvement`, `80%`, `30 June 2021`, `none`.
    #[must_use]
    pub fn value_phrase(&self, fact: FactId, value: Value) -> String {
        self.fact(fact).map_or_else(String::new, |fact| self.phrase_in(&fact.domain, value))
    }

    /// The same of any domain.
    #[must_use]
    pub fn phrase_in(&self, domain: &Domain, value: Value) -> String {
        match (value, domain) {
            (Value::None, _) => "none".to_owned(),
            (Value::Option(at), Domain::Vocabulary(id)) => {
                let values = self.vocabulary(*id).map(|one| one.values.as_slice()).unwrap_or_default();
                values.get(usize::from(at)).map_or_else(String::new, |value| value.name.phrase.to_string())
            }
            (Value::Option(_), Domain::Number(_) | Domain::Date) => String::new(),
            (Value::Number(number), Domain::Number(domain)) => domain.unit.with(number),
            (Value::Number(number), Domain::Vocabulary(_) | Domain::Date) => number.normalize().to_string(),
            (Value::Date(date), _) => super::day::spoken(date),
        }
    }

    /// The name of a value of a fact's vocabulary.
    #[must_use]
    pub fn option_name(&self, fact: FactId, at: u16) -> Option<&Name> {
        match self.fact(fact)?.domain {
            Domain::Vocabulary(id) => self.vocabulary(id)?.values.get(usize::from(at)).map(|value| &value.name),
            Domain::Number(_) | Domain::Date => None,
        }
    }
}
