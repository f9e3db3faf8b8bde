//! The policy itself, kinds of setting, categories, times, parameters and examples.

use super::names::Meaning;
use super::{Lowering, Sort, citation};
use crate::diagnostic::words;
use crate::diagnostic::{Diagnostic, codes::policy as codes};
use crate::model::day::spoken;
use crate::model::ids::ParameterId;
use crate::model::name::Name;
use crate::model::policy::{Category, Examples, Parameter, ParameterValue};
use crate::model::value::Unit;
use crate::syntax::tree::{self, Declaration, DeclarationKind, Literal, Order, PolicyHead, Tail};

impl Lowering<'_> {
    /// The first pass.
    pub(super) fn heads(&mut self, declarations: &[&Declaration]) {
        let mut policies = Vec::new();
        let mut categories = Vec::new();
        let (mut groups, mut examples) = (Vec::new(), Vec::new());
        for declaration in declarations {
            match &declaration.kind {
                DeclarationKind::Policy(head) => policies.push((*declaration, head)),
                DeclarationKind::Setting(head) => self.kind_of_setting(head),
                DeclarationKind::Group(group) => groups.push(group),
                DeclarationKind::Categories(all) => categories.push((declaration.heading, all)),
                DeclarationKind::Times(times) => self.times(times),
                DeclarationKind::Clauses(clauses) => self.clauses(clauses),
                DeclarationKind::Parameter(parameter) => self.parameter(parameter, &declaration.tail),
                DeclarationKind::Examples(one) => examples.push((*declaration, one)),
                DeclarationKind::Scale(_)
                | DeclarationKind::Choice(_)
                | DeclarationKind::Facts(_)
                | DeclarationKind::Constraint(_)
                | DeclarationKind::Define(_)
                | DeclarationKind::List(_)
                | DeclarationKind::Table(_)
                | DeclarationKind::Matrix(_)
                | DeclarationKind::Score(_)
                | DeclarationKind::Categorise(_)
                | DeclarationKind::Allocation(_)
                | DeclarationKind::Also(_)
                | DeclarationKind::Contradiction(_)
                | DeclarationKind::Asking(_)
                | DeclarationKind::Import(_)
                | DeclarationKind::Part(_)
                | DeclarationKind::Scenario(_)
                | DeclarationKind::Property(_)
                | DeclarationKind::Pin(_)
                | DeclarationKind::Unreadable => {}
            }
        }
        self.arrange_times();
        self.groups_of_kinds(&groups);
        let unread = declarations.iter().any(|one| matches!(one.kind, DeclarationKind::Unreadable));
        match policies.as_slice() {
            [] if unread => {}
            [] => self.report(Diagnostic::nowhere(codes::NO_POLICY, "No file here declares the policy itself.").help(
                "Add a line such as `policy Our Support Strategy`, with `revision: 2021` and `in force: DATE to DATE` below it.",
            )),
            [(declaration, head), more @ ..] => {
                self.policy_head(head);
                if !declaration.broken && head.in_force.is_none_or(|period| period.first <= period.last) {
                    self.refuse_late_parameters();
                }
                for (Declaration { heading: span, .. }, _) in more {
                    let message = "A folder is one policy, and this is a second `policy` line.";
                    let help = "Take one of the two away, or move the other policy into a folder of its own.";
                    self.report(super::given_twice(*span, head.title.span, message, help));
                }
            }
        }
        for (span, all) in categories {
            if let Some((first, _)) = self.categories {
                let message = "The categories are declared in two places.";
                self.report(super::given_twice(span, first, message, "Put them together in one `categories` declaration."));
            }
            self.categories = self.categories.or(Some((span, all.order)));
            self.categories(all);
        }
        for (declaration, one) in examples {
            self.examples(one, declaration);
        }
        self.headings(declarations);
    }

    fn policy_head(&mut self, head: &PolicyHead) {
        self.policy.name = Name::new(&head.title.text);
        self.policy.authority = head.authority.as_ref().map(|text| text.value.as_str().into());
        self.policy.revision = head.revision.as_ref().map_or("", |text| &text.value).into();
        for (name, _) in &head.sources {
            self.claim(Sort::Source, name);
            self.policy.sources.push(Name::new(&name.text));
        }
        if let Some(period) = head.in_force {
            if period.last < period.first {
                let message = "The policy would end before it begins.";
                self.report(
                    Diagnostic::new(codes::BAD_PERIOD, period.span, message)
                        .help("Write the first day, then `to`, then the last day."),
                );
            } else {
                self.policy.in_force = Some((period.first, period.last));
            }
        }
    }

    /// A parameter has a value on every day on which the policy is in force.
    fn refuse_late_parameters(&mut self) {
        let opens = self.policy.in_force.map(|(first, _)| first);
        let late = |one: &Parameter| {
            // A step without a first day holds from ever, and comes first.
            let from = one.steps.iter().map(|(from, _)| *from).min()??;
            opens.is_none_or(|opens| from > opens).then(|| (one.name.phrase.clone(), one.span, from))
        };
        let late: Vec<_> = self.policy.parameters.iter().filter_map(late).collect();
        for (name, span, from) in late {
            let before = from.yesterday().unwrap_or(from);
            let days = match opens {
                Some(opens) if opens == before => format!("on {}", spoken(opens)),
                Some(opens) => format!("from {} to {}", spoken(opens), spoken(before)),
                None => format!("before {}", spoken(from)),
            };
            let message = format!("`{name}` has no value {days}, when the policy is in force.");
            let help = "Write the value that holds until then before this one, or leave its first day out.";
            self.report(Diagnostic::new(codes::NO_VALUE_YET, span, message).help(help));
        }
    }

    fn categories(&mut self, all: &tree::Categories) {
        let mut categories: Vec<Category> = Vec::new();
        for (code, about) in &all.categories {
            if self.room_for(self.policy.categories.len() + categories.len(), "categories", code.span)
                && self.claim(Sort::Category, code)
            {
                let about = about.as_ref().map(|text| text.value.as_str().into());
                categories.push(Category { code: code.text.as_str().into(), about, span: code.span });
            }
        }
        if all.order == Order::WorstFirst {
            categories.reverse();
        }
        self.policy.categories.extend(categories);
    }

    fn parameter(&mut self, parameter: &tree::Parameter, tail: &Tail) {
        let Some(id) = ParameterId::from_index(self.policy.parameters.len()) else { return };
        if !self.room_for(self.policy.parameters.len(), "parameters", parameter.name.span)
            || !self.declare(&parameter.name, &[], Meaning::Parameter(id))
        {
            return;
        }
        let mut unit: Option<Option<Unit>> = None;
        let mut steps: Vec<(Option<jiff::civil::Date>, ParameterValue)> = Vec::new();
        for step in &parameter.steps {
            let Some((value, of)) = parameter_value(&step.value) else { continue };
            if unit.get_or_insert_with(|| of.clone()) != &of {
                let message = format!("`{}` changes its unit here.", parameter.name.text);
                self.report(
                    Diagnostic::new(codes::WRONG_UNIT, super::comparisons::literal_span(&step.value), message)
                        .help("Give all its values in one unit."),
                );
            }
            if let (Some((date, span)), Some((before, _))) = (step.from, steps.last())
                && before.is_some_and(|before| before >= date)
            {
                let message = format!("The dates of `{}` do not run from earlier to later.", parameter.name.text);
                self.report(
                    Diagnostic::new(codes::STEP_ORDER, span, message)
                        .help("Write its values in the order in which they come into force."),
                );
            }
            steps.push((step.from.map(|(date, _)| date), value));
        }
        let (name, span) = (Name::new(&parameter.name.text), parameter.name.span);
        self.policy.parameters.push(Parameter { name, unit: unit.flatten(), steps, citation: citation(tail, None), span });
    }

    fn examples(&mut self, examples: &tree::Examples, declaration: &Declaration) {
        if let Some(first) = &self.policy.examples {
            let message = "The policy names its example settings twice.";
            self.report(super::given_twice(declaration.heading, first.span, message, "Keep one of the two lines."));
            return;
        }
        let (on, _) = examples.on;
        if let Some((first, last)) = self.policy.in_force.filter(|(first, last)| on < *first || on > *last) {
            let message = "The example settings are assessed on a day on which the policy is not in force.";
            let help = format!("Choose a day from {} to {}.", spoken(first), spoken(last));
            self.report(Diagnostic::new(codes::EXAMPLES_DAY, examples.on.1, message).help(help));
        }
        self.policy.examples = Some(Examples { file: examples.file.value.as_str().into(), on, span: declaration.heading });
    }
}

/// A parameter's value and its unit, of which a date has none. No parameter is read as a phrase.
fn parameter_value(literal: &Literal) -> Option<(ParameterValue, Option<Unit>)> {
    match literal {
        Literal::Quantity(quantity) => {
            Some((ParameterValue::Number(quantity.number), Some(super::comparisons::unit_of(quantity))))
        }
        Literal::Date(date, _) => Some((ParameterValue::Date(*date), None)),
        Literal::Phrase(_) => None,
    }
}

impl Lowering<'_> {
    /// Keeps the headings of all declarations whose items in the policy carry no citation. Those that need none, such as the
    /// examples', are kept only where they have one.
    fn headings(&mut self, declarations: &[&Declaration]) {
        let headings = declarations.iter().filter_map(|declaration| {
            let (what, needed) = heading_words(&declaration.kind)?;
            let citation = citation(&declaration.tail, None);
            let kept = needed || citation.from.is_some() || citation.reading.is_some();
            kept.then(|| crate::model::Heading { what: what.into(), citation, span: declaration.heading })
        });
        self.policy.headings = headings.collect();
    }
}

/// What a declaration declares, in words, and whether it should say where that comes from; nothing where the policy keeps its
/// citation with what it declares.
fn heading_words(kind: &DeclarationKind) -> Option<(String, bool)> {
    match kind {
        DeclarationKind::Policy(_) => Some(("the policy itself".to_owned(), false)),
        DeclarationKind::Setting(head) => Some((format!("the kind of setting `{}`", head.name.text), true)),
        DeclarationKind::Scale(scale) => Some((format!("the scale `{}`", scale.name.text), true)),
        DeclarationKind::Choice(choice) => Some((format!("the choice `{}`", choice.name.text), true)),
        DeclarationKind::Facts(facts) => {
            let whom: Vec<String> = facts.about.iter().map(|kind| words::with_article(&kind.text)).collect();
            Some((format!("the facts about {}", words::joined(&whom, "or")), false))
        }
        DeclarationKind::Group(group) => Some((format!("the group `{}`", group.name.text), false)),
        DeclarationKind::Times(times) => match times.sort {
            tree::TimeSort::HalfTerm => Some(("the half terms".to_owned(), true)),
            tree::TimeSort::Term => Some(("the terms".to_owned(), true)),
            tree::TimeSort::Other => Some(("the other times".to_owned(), true)),
        },
        DeclarationKind::Categories(_) => Some(("the categories".to_owned(), true)),
        DeclarationKind::Asking(_) => Some(("what asking costs".to_owned(), false)),
        DeclarationKind::Examples(_) => Some(("the example settings".to_owned(), false)),
        DeclarationKind::Scenario(scenario) => Some((format!("the scenario `{}`", scenario.name.text), false)),
        DeclarationKind::Property(property) => Some((format!("the property `{}`", property.name.text), false)),
        DeclarationKind::Pin(pin) => Some((format!("the pinned table `{}`", pin.file.value), false)),
        DeclarationKind::Constraint(_)
        | DeclarationKind::Parameter(_)
        | DeclarationKind::Define(_)
        | DeclarationKind::List(_)
        | DeclarationKind::Categorise(_)
        | DeclarationKind::Allocation(_)
        | DeclarationKind::Also(_)
        | DeclarationKind::Clauses(_)
        | DeclarationKind::Contradiction(_)
        | DeclarationKind::Table(_)
        | DeclarationKind::Matrix(_)
        | DeclarationKind::Score(_)
        | DeclarationKind::Import(_)
        | DeclarationKind::Part(_)
        | DeclarationKind::Unreadable => None,
    }
}
