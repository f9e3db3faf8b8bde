//! Scenarios, properties and pins: the last pass, for all that they name is known by then.

mod expected;
mod meant;
mod properties;
mod starts;
mod told;

use super::{Lowering, Sort};
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::day::spoken;
use crate::model::ids::FactId;
use crate::model::scenarios::{Pin, Scenario};
use crate::model::value::{FactState, Facts, Value};
use crate::source::Span;
use crate::syntax::tree::{self, Declaration, DeclarationKind, ScenarioRow, ToldCell};
use jiff::civil::Date;
use starts::{Start, Starts};
use std::collections::HashSet;

/// The most scenarios of a policy, those in tables counted one by one.
const MOST_SCENARIOS: usize = 100_000;

/// What a scenario tells of a fact, and where.
#[derive(Clone, Copy, Debug)]
struct Tells {
    fact: FactId,
    /// `None` where it is said that nobody knows.
    value: Option<Value>,
    span: Span,
}

impl Lowering<'_> {
    pub(super) fn what_tests_say(&mut self, declarations: &[&Declaration]) {
        let mut scenarios = Vec::new();
        let mut properties = Vec::new();
        for declaration in declarations {
            if let DeclarationKind::Scenario(scenario) = &declaration.kind {
                if self.claim(Sort::Scenario, &scenario.name) {
                    scenarios.push((*declaration, scenario));
                }
            } else if let DeclarationKind::Property(property) = &declaration.kind {
                if self.claim(Sort::Property, &property.name) {
                    properties.push((*declaration, property));
                }
            } else if let DeclarationKind::Pin(pin) = &declaration.kind {
                self.pin(pin, declaration);
            }
        }
        let starts = Starts::of(self, &scenarios);
        for (at, (declaration, scenario)) in scenarios.iter().enumerate() {
            if let Some(start) = starts.get(at) {
                self.scenario(declaration, scenario, start, starts.is_started_from(at));
            }
        }
        for (declaration, property) in properties {
            self.property(property, declaration);
        }
    }

    fn pin(&mut self, pin: &tree::Examples, declaration: &Declaration) {
        let (on, place) = pin.on;
        self.refuse_day_outside(on, place);
        let (file, file_span) = (pin.file.value.as_str().into(), pin.file.span);
        self.policy.pins.push(Pin { file, file_span, on, span: declaration.heading });
    }

    /// A day on which the policy is not in force.
    fn refuse_day_outside(&mut self, on: Date, place: Span) {
        if let Some((first, last)) = self.policy.in_force.filter(|(first, last)| on < *first || on > *last) {
            let message = "The policy is not in force on this day.";
            let help = format!("Choose a day from {} to {}.", spoken(first), spoken(last));
            self.report(Diagnostic::new(codes::DAY_OUTSIDE, place, message).help(help));
        }
    }

    fn scenario(&mut self, declaration: &Declaration, scenario: &tree::Scenario, start: &Start, started_from: bool) {
        let Some(table) = &scenario.table else {
            let expects = self.expectations(&scenario.expects, start.kind);
            if scenario.expects.is_empty() && !started_from && !declaration.broken {
                let message = format!("The scenario `{}` expects nothing, so that it can never fail.", scenario.name.text);
                let help = "Write what is expected below it, as in `expect CATEGORY, 5 days`.";
                self.report(Diagnostic::new(codes::EXPECTS_NOTHING, scenario.name.span, message).help(help));
            }
            let Some(on) = self.day(start, scenario.name.span) else { return };
            let facts = self.facts_told(start, &[], on);
            self.add_scenario(Scenario {
                name: scenario.name.text.as_str().into(),
                kind: start.kind,
                on,
                facts,
                expects,
                drafted: scenario.drafted,
                span: declaration.span,
                name_span: scenario.name.span,
            });
            return;
        };
        let columns = self.columns(&table.facts, start.kind);
        let mut names = HashSet::new();
        for (at, row) in table.rows.iter().enumerate() {
            let name = match &row.name {
                Some(name) => format!("{}: {}", scenario.name.text, name.value),
                None => format!("{}, row {}", scenario.name.text, at + 1),
            };
            if let Some(twice) = row.name.as_ref().filter(|_| !names.insert(name.to_lowercase())) {
                let message = format!("There is already a row called `{}` in this table.", twice.value);
                self.report(Diagnostic::new(codes::DUPLICATE, twice.span, message).help("Give each row a name of its own."));
            }
            self.row(row, name, start, &columns);
        }
    }

    fn row(&mut self, row: &ScenarioRow, name: String, start: &Start, columns: &[Option<FactId>]) {
        let fact = |told: &ToldCell| columns.get(told.fact).copied().flatten();
        let tells = |told: &ToldCell| self.tells_of(fact(told)?, &told.value, told.span);
        let told: Vec<Tells> = row.told.iter().filter_map(tells).collect();
        let expects = self.expectations(&row.expects, start.kind);
        let start = match row.on {
            Some((on, place)) => {
                self.refuse_day_outside(on, place);
                &Start { on: row.on, ..start.clone() }
            }
            None => start,
        };
        let name_span = row.name.as_ref().map_or(row.span, |name| name.span);
        let Some(on) = self.day(start, name_span) else { return };
        let facts = self.facts_told(start, &told, on);
        let (kind, span) = (start.kind, row.span);
        self.add_scenario(Scenario { name: name.into(), kind, on, facts, expects, drafted: false, span, name_span });
    }

    fn add_scenario(&mut self, scenario: Scenario) {
        if self.policy.scenarios.len() < MOST_SCENARIOS {
            self.policy.scenarios.push(scenario);
        } else if self.full.insert("scenarios") {
            let message = format!("There are more than {MOST_SCENARIOS} scenarios; a policy holds no more.");
            let help = "Look for rows that were pasted many times.";
            self.report(Diagnostic::new(codes::TOO_MANY, scenario.span, message).help(help));
        }
    }

    /// The assessment date: said, else the first day on which the policy is in force.
    fn day(&mut self, start: &Start, place: Span) -> Option<Date> {
        let on = start.on.map(|(on, _)| on).or(self.policy.in_force.map(|(first, _)| first));
        if on.is_none() {
            let message = "On which day this is assessed is not said, and the policy is in force for ever.";
            let help = "Add it to the heading: `on 15 November 2021`.";
            self.report(Diagnostic::new(codes::NO_ASSESSMENT_DAY, place, message).help(help));
        }
        on
    }

    /// What is known: assumed where nobody tells, then what the scenario starts from, then what it tells itself.
    fn facts_told(&mut self, start: &Start, own: &[Tells], on: Date) -> Facts {
        let mut facts = Facts::unknown(self.policy.facts.len());
        for (id, fact) in self.policy.facts_of(start.kind) {
            if let Some(value) = fact.assumed {
                facts.set(id, FactState::Assumed(value));
            }
        }
        for tells in start.told.iter().chain(own) {
            facts.set(tells.fact, tells.value.map_or(FactState::Unknown, FactState::Told));
            if let Some(Value::Date(date)) = tells.value.filter(|value| matches!(value, Value::Date(date) if *date > on)) {
                let message = format!("{} comes after the assessment date, {}.", spoken(date), spoken(on));
                let help = "Nothing is known of days to come: write an earlier day, or give the scenario a later one.";
                let mut found = Diagnostic::new(codes::TOLD_LATER, tells.span, message).help(help);
                if let Some((_, place)) = start.on {
                    found = found.also(place, "assessed on this day");
                }
                // Many may start from one scenario, and it is said of the first.
                if self.told_later.insert(tells.span) {
                    self.report(found);
                }
            }
        }
        facts
    }
}
