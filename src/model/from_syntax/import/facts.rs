//! The facts that a file tells, each for every kind of setting that has it.

use super::super::citation;
use super::super::names::Meaning;
use super::decisions::{Looked, decided};
use super::{Importing, Lowering};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::{FactId, KindId};
use crate::model::import::{Decision, How, InSeries, SeriesGiven, Subject, Told};
use crate::model::name::machine_name;
use crate::model::policy::{Domain, Fact};
use crate::model::value::{Unit, Value};
use crate::source::Span;
use crate::syntax::tree::{self, Given, Literal, Phrase, Section, Source};
use std::collections::{HashMap, HashSet};

impl Lowering<'_> {
    /// All facts that an import tells.
    pub(super) fn told(&mut self, import: &tree::Import, importing: &mut Importing) -> Vec<Told> {
        let mut told = Vec::new();
        let mut first: HashMap<(KindId, FactId), Span> = HashMap::new();
        for section in import.sections.iter().filter(|section| !section.is_setting) {
            let facts = self.facts_called(section, importing);
            if section.source.is_none() && section.lines.is_empty() && !section.broken && !facts.is_empty() {
                let message = format!("It is not said where `{}` comes from.", section.name.text);
                let help =
                    format!("Write `{}: COLUMN`, or below it lines such as `VALUE when COLUMN is CODE`.", section.name.text);
                self.report(Diagnostic::new(codes::NO_SOURCE, section.span, message).help(help));
                continue;
            }
            for (kind, fact) in facts {
                if let Some(before) = first.insert((kind, fact), section.span) {
                    if importing.said.insert(section.span) {
                        let message = format!("Where `{}` comes from is said twice.", section.name.text);
                        let help = "Keep one of the two, or say of each for which kind of setting it is: `FACT, for a KIND: …`.";
                        self.report(super::super::given_twice(section.span, before, message, help));
                    }
                    continue;
                }
                let how = self.how(section, fact, importing);
                told.extend(how.map(|how| Told {
                    fact,
                    kind,
                    how,
                    or_none: section.or_none,
                    citation: citation(&section.tail, None),
                    span: section.span,
                }));
            }
        }
        told
    }

    /// The facts of this name, by kind of setting; that there is none is reported.
    fn facts_called(&mut self, section: &Section, importing: &Importing) -> Vec<(KindId, FactId)> {
        let kinds: Vec<KindId> = if section.about.is_empty() {
            importing.kinds.clone()
        } else {
            self.whom(&section.about).map_or_else(Vec::new, |whom| whom.kinds)
        };
        let machine = machine_name(&section.name.text);
        let of = |kind: &KindId| {
            let mut facts = self.policy.facts_of(*kind);
            facts.find(|(_, fact)| *fact.name.machine == *machine).map(|(id, _)| (*kind, id))
        };
        let found: Vec<(KindId, FactId)> = kinds.iter().filter_map(of).collect();
        // Where a kind could not be read the fact may be its.
        let anywhere = self.policy.facts.iter().any(|fact| *fact.name.machine == *machine);
        let excused = section.about.is_empty() && !importing.all_kinds && anywhere;
        if found.is_empty() && !kinds.is_empty() && !excused && !self.names.is_broken(&section.name.text) {
            let uncertain = section.about.is_empty() && !importing.all_kinds;
            let kinds = if uncertain { self.policy.kind_ids().collect() } else { kinds };
            let diagnostic = self.unknown_fact(&section.name, &kinds);
            self.report(diagnostic);
        }
        found
    }

    fn unknown_fact(&self, name: &Phrase, kinds: &[KindId]) -> Diagnostic {
        let machine = machine_name(&name.text);
        let kinds_words: Vec<&str> = kinds.iter().map(|kind| self.policy.kind_name(*kind)).collect();
        let message = format!("No fact of {} is called `{}`.", listed(&kinds_words, "or"), name.text);
        let diagnostic = Diagnostic::new(codes::UNKNOWN_NAME, name.span, message);
        if self.policy.kind(&machine).is_some() {
            return diagnostic
                .help(format!("`{0}` is a kind of setting: write `{0} when CODE` below `setting: COLUMN`.", name.text));
        }
        if let Some(now) = kinds.iter().find_map(|kind| self.called_now(&name.text, Some(*kind))) {
            return diagnostic.help(format!("`{}` is called `{now}` now: write that.", name.text));
        }
        let found = self.names.find(&name.text, None);
        if let Some(Meaning::Define(_)) = found.map(|found| found.meaning) {
            return diagnostic.help("It is a definition, which follows from facts. An import tells facts.");
        }
        let mut facts: Vec<&str> = Vec::new();
        for (_, fact) in kinds.iter().flat_map(|kind| self.policy.facts_of(*kind)) {
            if !facts.contains(&&*fact.name.phrase) {
                facts.push(&fact.name.phrase);
            }
        }
        let help = did_you_mean(&name.text, facts.iter().copied(), || {
            let whose = if kinds.len() == 1 { "Its" } else { "Their" };
            format!("{whose} facts are {}.", listed(&facts, "and"))
        });
        match found {
            Some(other) => diagnostic.also(other.span, "a fact of another kind of setting").help(help),
            None => diagnostic.help(help),
        }
    }

    fn how(&mut self, section: &Section, id: FactId, importing: &mut Importing) -> Option<How> {
        if section.or_none && self.policy.fact(id).is_some_and(|fact| !fact.or_none) && importing.said.insert(section.span) {
            let fact = self.policy.fact(id)?.clone();
            self.is_never_none(&fact, section.span);
        }
        let subject = match &section.source {
            None => None,
            Some(Source::MonthsSince(column)) => return self.months_since(section, column, id, importing),
            Some(Source::Column(column)) => Some(Subject::Column(importing.columns.number(column)?)),
            Some(Source::Newest(newest)) => {
                // Of several kinds of setting the first has reported what is wrong.
                if importing.said.contains(&newest.span) {
                    return None;
                }
                let found = self.newest(newest, &importing.series);
                if found.is_none() {
                    importing.said.insert(newest.span);
                }
                Some(Subject::Newest(found?))
            }
        };
        if section.lines.is_empty() {
            return match subject? {
                Subject::Column(column) => Some(How::Column(column)),
                Subject::Newest(at) => self.of_series(section, at, id, importing),
                Subject::Part(_) => None,
            };
        }
        self.codes(section, subject, id, importing)
    }

    fn months_since(&mut self, section: &Section, column: &Phrase, id: FactId, importing: &mut Importing) -> Option<How> {
        let fact = self.policy.fact(id)?;
        let months = matches!(&fact.domain, Domain::Number(number) if number.unit == Unit::Named("months".into()));
        if !months && importing.said.insert(section.span) {
            let message = format!("`{}` is no number of months.", fact.name.phrase);
            let (declared, help) = (fact.span, "Declare it as `number of months`, or take it from a column.");
            self.report(Diagnostic::new(codes::NOT_MONTHS, section.span, message).also(declared, "declared here").help(help));
        }
        if !section.lines.is_empty() && importing.said.insert(column.span) {
            let message = "What follows from a date has no codes.";
            let help = "Take the lines below it away, or name the column that has the codes.";
            self.report(Diagnostic::new(codes::NOT_MONTHS, section.lines.first()?.span, message).help(help));
        }
        months.then(|| importing.columns.number(column).map(How::MonthsSince)).flatten()
    }

    /// `latest judgement: the newest judgement`, `latest inspected: the date of the newest judgement`
    fn of_series(&mut self, section: &Section, at: InSeries, id: FactId, importing: &mut Importing) -> Option<How> {
        let series = importing.series.get(at.series)?;
        if at.part != series.value {
            let fact = self.policy.fact(id)?;
            if at.part == series.date && !matches!(fact.domain, Domain::Date) && importing.said.insert(section.span) {
                let message = format!("`{}` is no date.", fact.name.phrase);
                let (declared, help) = (fact.span, format!("Write `the newest {}` without `the date of`.", series.one.phrase));
                self.report(Diagnostic::new(codes::WRONG_TYPE, section.span, message).also(declared, "declared here").help(help));
                return None;
            }
            return Some(How::Part(at));
        }
        if series.decision.lines.is_empty() {
            if importing.said.insert(section.span) {
                let message = format!("Which codes are which value is not said below `{}`.", series.name.phrase);
                let help = format!("Write lines below its table, `VALUE when CODE`, with the values of `{}`.", section.name.text);
                self.report(
                    Diagnostic::new(codes::NEEDS_LINES, section.span, message).also(series.decision.span, "here").help(help),
                );
            }
            return None;
        }
        let mut values = Vec::new();
        for (number, value) in series.values.iter().enumerate() {
            let line = series.decision.lines.iter().find(|line| line.gives == SeriesGiven::Value(number));
            let span = line.map_or(section.span, |line| line.span);
            let phrase = Phrase { text: value.phrase.to_string(), span };
            let found = self.literal_of(id, &Literal::Phrase(phrase), &mut importing.said);
            values.push(found.flatten());
        }
        Some(How::Newest(at, values))
    }

    fn codes(&mut self, section: &Section, subject: Option<Subject>, id: FactId, importing: &mut Importing) -> Option<How> {
        let first_kind = importing.said.insert(section.name.span);
        let looked = Looked { subject, parts: &[], heading: &section.name.text };
        let mut lines = Vec::new();
        for line in &section.lines {
            let gives = match &line.gives {
                Given::LeftOut(span) => {
                    if importing.said.insert(*span) {
                        self.left_out_elsewhere(*span);
                    }
                    None
                }
                Given::Value(literal) => self.literal_of(id, literal, &mut importing.said),
            };
            // The tests are the same for every kind of setting, and said once.
            let tests = if importing.said.contains(&line.span) { None } else { self.tests(line, looked, importing) };
            if tests.is_none() {
                importing.said.insert(line.span);
            }
            lines.extend(gives.zip(tests).map(|(gives, tests)| decided(gives, tests, line)));
        }
        if first_kind {
            self.check_lines(&section.lines, &lines, importing);
        }
        Some(How::Codes(Decision { lines, span: section.span }, subject))
    }

    fn is_never_none(&mut self, fact: &Fact, span: Span) {
        let message = format!("`{}` is never none.", fact.name.phrase);
        let help = "Write `unknown` where the file does not tell it. If it can be known not to exist, add `, or none` where it is declared.";
        self.report(Diagnostic::new(codes::NEVER_NONE, span, message).also(fact.span, "declared here").help(help));
    }

    /// What a value written in an import is for a fact: `Some(None)` is unknown. What is none is reported once.
    pub(in crate::model::from_syntax) fn literal_of(
        &mut self,
        id: FactId,
        literal: &Literal,
        said: &mut HashSet<Span>,
    ) -> Option<Option<Value>> {
        let span = super::super::comparisons::literal_span(literal);
        let written = self.text_of(span);
        let word = match literal {
            Literal::Phrase(phrase) => phrase.text.as_str(),
            Literal::Quantity(_) | Literal::Date(..) => "",
        };
        let fact = self.policy.fact(id)?.clone();
        let own = match &fact.domain {
            Domain::Vocabulary(vocabulary) => {
                let values = self.policy.vocabulary(*vocabulary).map_or(&[][..], |one| one.values.as_slice());
                let machine = machine_name(word);
                values.iter().position(|value| *value.name.machine == machine)
            }
            Domain::Number(_) | Domain::Date => None,
        };
        if let Some(at) = own.and_then(|at| u16::try_from(at).ok()) {
            return Some(Some(Value::Option(at)));
        }
        if word.eq_ignore_ascii_case("unknown") {
            return Some(None);
        }
        if word.eq_ignore_ascii_case("none") && fact.or_none {
            return Some(Some(Value::None));
        }
        let subject = self.subject(Meaning::Fact(id))?;
        match (&fact.domain, literal) {
            (Domain::Number(domain), Literal::Quantity(quantity)) => {
                let domain = domain.clone();
                return self.number_for(&fact.name.phrase, &domain, quantity).map(|number| Some(Value::Number(number)));
            }
            (Domain::Date, Literal::Date(date, _)) => return Some(Some(Value::Date(*date))),
            _ if !said.insert(span) => {}
            (_, Literal::Phrase(_)) if word.eq_ignore_ascii_case("none") => self.is_never_none(&fact, span),
            (Domain::Vocabulary(_), Literal::Phrase(phrase)) => _ = self.option_called(&subject, phrase),
            (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => {
                let message = format!("`{written}` is no value of `{}`.", fact.name.phrase);
                let help = self.values_help(&subject);
                self.report(Diagnostic::new(codes::UNKNOWN_VALUE, span, message).also(fact.span, "declared here").help(help));
            }
        }
        None
    }
}
