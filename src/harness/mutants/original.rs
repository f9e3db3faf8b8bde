//! The policy that is changed, its texts, and what is found out of it once.

use super::mutant::Mutant;
use crate::check;
use crate::diagnostic::{Diagnostic, Problems, Severity};
use crate::diagram::{Compiled, TooLarge};
use crate::harness::properties::{self, Held, decide};
use crate::harness::scenarios::{Verdict, run_all};
use crate::model::{KindId, Policy, Property, Scenario, from_syntax};
use crate::revision::Whole;
use crate::source::{FileId, Sources, Span};
use crate::syntax::parse;
use crate::syntax::tree::{Declaration, DeclarationKind, Tree};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A policy and its texts.
#[derive(Debug)]
pub struct Original<'a> {
    pub(super) sources: &'a Sources,
    pub(super) policy: &'a Policy,
    /// Its files as they stand: those of a policy that it amends before its own.
    pub(super) layers: Vec<Vec<Tree>>,
    /// The assessment dates on which outcomes are compared, those of scenarios first: a witness then has a day that is known.
    pub(super) days: Vec<Date>,
    /// Scenarios and properties that fail on the policy itself, so that their failing tells nothing.
    pub(super) failing: BTreeSet<Arc<str>>,
    /// For each of these days, and each kind of setting.
    compiled: Vec<Vec<Result<Compiled, TooLarge>>>,
}

/// A mutant as it was read.
pub(super) enum Read {
    /// The checker refuses it.
    Refused(Diagnostic),
    /// It is no policy, and nothing says why.
    Lost,
    /// It is a policy.
    Policy(Box<Mutated>),
}

/// A mutant that is a policy.
pub(super) struct Mutated {
    pub(super) policy: Policy,
    /// Tests of the policy that no longer make sense in it: they notice the change.
    pub(super) spoilt: Vec<Spoilt>,
}

/// A test that a mutant cannot even be held to.
pub(super) enum Spoilt {
    Scenario(Arc<str>),
    Drafted(Arc<str>),
    Property(Arc<str>),
}

impl<'a> Original<'a> {
    /// A policy that was read from texts of `sources`, and the whole that it was made of. Outcomes are compared on the days of its scenarios and on those that stand
    /// for all days on which it is in force ([`properties::days`]); where there are none of either, on `otherwise`.
    #[must_use]
    pub fn new(sources: &'a Sources, whole: &Whole, policy: &'a Policy, otherwise: Date) -> Self {
        let read = |file: &FileId| parse(sources, *file, &mut Problems::default());
        let layers = whole.layers.iter().map(|files| files.iter().map(read).collect()).collect();
        let mut days = Vec::new();
        add_days(&mut days, policy.scenarios.iter().map(|scenario| scenario.on));
        add_days(&mut days, properties::days(policy));
        if days.is_empty() {
            days.push(otherwise);
        }
        let of_day = |on: &Date| policy.kind_ids().map(|kind| Compiled::new(policy, kind, *on)).collect();
        let compiled = days.iter().map(of_day).collect();
        Self { sources, policy, layers, days, failing: failing(policy), compiled }
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// The assessment dates on which outcomes are compared, earliest first. For a mutant that names other days those that stand for
    /// all days with it are added.
    #[must_use]
    pub fn days(&self) -> Vec<Date> {
        let mut days = self.days.clone();
        days.sort_unstable();
        days
    }

    /// The scenarios and properties that fail on the policy itself; they notice no mutant.
    pub fn failing(&self) -> impl Iterator<Item = &str> {
        self.failing.iter().map(|name| &**name)
    }

    /// Every mutant of its texts.
    #[must_use]
    pub fn mutants(&self) -> Vec<Mutant> {
        super::make::mutants(self.sources, self.layers.iter().flatten(), self.policy)
    }

    /// The days on which a mutant is compared.
    pub(super) fn days_with(&self, mutated: &Policy) -> Vec<Date> {
        let mut days = self.days.clone();
        add_days(&mut days, properties::days(mutated));
        days
    }

    /// Its diagrams for a kind of setting on one of the days.
    pub(super) fn compiled(&self, kind: KindId, on: Date) -> Option<&Result<Compiled, TooLarge>> {
        let day = self.days.iter().position(|day| *day == on)?;
        self.compiled.get(day)?.get(kind.at())
    }

    /// Reads its texts with a change in one of them.
    pub(super) fn read(&self, mutant: &Mutant) -> Read {
        let mut sources = Sources::default();
        let files: BTreeSet<FileId> = self.layers.iter().flatten().map(|tree| tree.file).collect();
        for (file, at) in self.sources.files().zip(0..) {
            let text = match files.contains(&FileId(at)) {
                true if mutant.file == FileId(at) => mutant.text(self.sources),
                true => file.text().to_owned(),
                // Tables keep their numbers among the texts, and nothing more.
                false => String::new(),
            };
            sources.add(file.name.as_str(), text);
        }
        let mut problems = Problems::default();
        let Some((whole, tests)) = self.whole(&sources, mutant, &mut problems) else {
            let found = problems.sorted().into_iter().find(|found| found.code.severity == Severity::Error);
            return found.map_or(Read::Lost, Read::Refused);
        };
        let lowered = from_syntax(&sources, &whole.trees, &mut problems);
        check::check(&lowered, &mut problems);
        let mut spoilt = Vec::new();
        for found in problems.sorted() {
            if found.code.severity != Severity::Error {
                continue;
            }
            match found.labels.first().and_then(|label| test_at(&tests, label.span)) {
                Some(test) => spoilt.push(test),
                None => return Read::Refused(found),
            }
        }
        Read::Policy(Box::new(Mutated { policy: lowered.policy, spoilt }))
    }

    /// The whole policy with a mutant in it, and the files that its tests may stand in.
    fn whole(&self, sources: &Sources, mutant: &Mutant, problems: &mut Problems) -> Option<(Whole, Vec<Tree>)> {
        let mut whole: Option<Whole> = None;
        let mut own = Vec::new();
        for layer in &self.layers {
            let read = |tree: &Tree| if tree.file == mutant.file { parse(sources, tree.file, problems) } else { tree.clone() };
            own = layer.iter().map(read).collect::<Vec<Tree>>();
            whole = Some(match whole {
                Some(amended) => amended.amended(&own, sources, problems),
                None => Whole::of(own.clone(), problems)?,
            });
        }
        Some((whole?, own))
    }
}

fn failing(policy: &Policy) -> BTreeSet<Arc<str>> {
    let scenarios: Vec<&Scenario> = policy.scenarios.iter().collect();
    let ran = run_all(policy, &scenarios).into_iter();
    let failed = ran.filter(|one| one.verdict != Verdict::Passed).map(|one| Arc::clone(&one.scenario.name));
    let properties: Vec<&Property> = policy.properties.iter().collect();
    let held = decide(policy, &properties).into_iter().zip(&properties);
    let refuted = held.filter(|(held, _)| !matches!(held, Held::Holds(_))).map(|(_, property)| Arc::clone(&property.name));
    failed.chain(refuted).collect()
}

/// Adds days that are not there yet.
fn add_days(days: &mut Vec<Date>, more: impl IntoIterator<Item = Date>) {
    for day in more {
        if !days.contains(&day) {
            days.push(day);
        }
    }
}

/// The test that something stands in.
fn test_at(trees: &[Tree], span: Span) -> Option<Spoilt> {
    let tree = trees.iter().find(|tree| tree.file == span.file)?;
    let inside = |declaration: &&Declaration| declaration.span.start <= span.start && span.start <= declaration.span.end;
    let declaration = tree.declarations.iter().rfind(inside)?;
    match &declaration.kind {
        DeclarationKind::Scenario(scenario) if scenario.drafted => Some(Spoilt::Drafted(scenario.name.text.as_str().into())),
        DeclarationKind::Scenario(scenario) => Some(Spoilt::Scenario(scenario.name.text.as_str().into())),
        DeclarationKind::Property(property) => Some(Spoilt::Property(property.name.text.as_str().into())),
        DeclarationKind::Policy(_)
        | DeclarationKind::Setting(_)
        | DeclarationKind::Group(_)
        | DeclarationKind::Scale(_)
        | DeclarationKind::Choice(_)
        | DeclarationKind::Facts(_)
        | DeclarationKind::Constraint(_)
        | DeclarationKind::Parameter(_)
        | DeclarationKind::Times(_)
        | DeclarationKind::Categories(_)
        | DeclarationKind::Define(_)
        | DeclarationKind::List(_)
        | DeclarationKind::Table(_)
        | DeclarationKind::Matrix(_)
        | DeclarationKind::Score(_)
        | DeclarationKind::Categorise(_)
        | DeclarationKind::Allocation(_)
        | DeclarationKind::Also(_)
        | DeclarationKind::Examples(_)
        | DeclarationKind::Clauses(_)
        | DeclarationKind::Contradiction(_)
        | DeclarationKind::Import(_)
        | DeclarationKind::Asking(_)
        | DeclarationKind::Pin(_)
        | DeclarationKind::Part(_)
        | DeclarationKind::Unreadable => None,
    }
}
