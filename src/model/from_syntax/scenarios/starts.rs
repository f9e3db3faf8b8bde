//! Whom each scenario is about, and what it has from the ones that it starts from.

use super::super::Lowering;
use super::Tells;
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::KindId;
use crate::model::name::machine_name;
use crate::source::Span;
use crate::syntax::tree::{self, Declaration, Phrase, Scenario};
use jiff::civil::Date;
use std::collections::HashMap;

/// So many names are listed where none is near.
const MOST_NAMES: usize = 8;
/// Words in place of `like`.
const STARTING: [&str; 6] = ["starting from ", "from ", "as in ", "based on ", "same as ", "the same as "];

/// What a scenario starts from, with what it tells itself.
#[derive(Clone, Debug)]
pub(super) struct Start {
    pub(super) kind: KindId,
    /// The assessment date, and where it is said.
    pub(super) on: Option<(Date, Span)>,
    /// In the order told; later ones hold.
    pub(super) told: Vec<Tells>,
}

/// Those of all scenarios.
#[derive(Debug)]
pub(super) struct Starts {
    all: Vec<Option<Start>>,
    started_from: Vec<bool>,
}

/// What stands before a scenario: another, by index, or itself.
#[derive(Clone, Copy, Debug)]
enum Before {
    Root(KindId),
    Other(usize),
    /// What was reported.
    Lost,
}

impl Starts {
    pub(super) fn of(lowering: &mut Lowering<'_>, scenarios: &[(&Declaration, &Scenario)]) -> Self {
        let named = scenarios.iter().map(|(_, one)| machine_name(&one.name.text)).zip(0..).collect();
        let before: Vec<Before> = scenarios.iter().map(|(_, one)| lowering.before(one, scenarios, &named)).collect();
        let mut started_from = vec![false; scenarios.len()];
        for one in &before {
            if let Before::Other(at) = one
                && let Some(started) = started_from.get_mut(*at)
            {
                *started = true;
            }
        }
        let mut all: Vec<Option<Option<Start>>> = vec![None; scenarios.len()];
        for at in 0..scenarios.len() {
            lowering.resolve(at, scenarios, &before, &mut all);
        }
        Self { all: all.into_iter().map(Option::flatten).collect(), started_from }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Start> {
        self.all.get(at)?.as_ref()
    }

    /// Whether another scenario starts from it.
    pub(super) fn is_started_from(&self, at: usize) -> bool {
        self.started_from.get(at).copied().unwrap_or_default()
    }
}

impl Lowering<'_> {
    fn before(&mut self, one: &Scenario, all: &[(&Declaration, &Scenario)], named: &HashMap<String, usize>) -> Before {
        match &one.starts {
            tree::Start::About(kinds) => self.one_kind(kinds, one.name.span).map_or(Before::Lost, Before::Root),
            tree::Start::Unsaid => self.only_kind(one.name.span).map_or(Before::Lost, Before::Root),
            tree::Start::Like(name) => match named.get(&machine_name(&name.text)) {
                Some(at) if all.get(*at).is_some_and(|(_, other)| other.table.is_none()) => Before::Other(*at),
                Some(_) => {
                    let message = format!("`{}` is a table of scenarios, and a scenario starts from one.", name.text);
                    let help = "Name a single scenario behind `like`.";
                    self.report(Diagnostic::new(codes::UNKNOWN_START, name.span, message).help(help));
                    Before::Lost
                }
                None => {
                    self.unknown_start(name, &one.name, all);
                    Before::Lost
                }
            },
        }
    }

    fn unknown_start(&mut self, name: &Phrase, own: &Phrase, all: &[(&Declaration, &Scenario)]) {
        if self.names.is_broken(&name.text) {
            return;
        }
        let others = all.iter().filter(|(_, one)| one.table.is_none() && one.name.text != own.text);
        let names: Vec<&str> = others.map(|(_, one)| one.name.text.as_str()).collect();
        let message = format!("There is no scenario `{}` to start from.", name.text);
        let help = did_you_mean(&name.text, names.iter().copied(), || match names.get(..MOST_NAMES).unwrap_or(&names) {
            [] => "Write one, `scenario NAME, a SETTING`, with the facts that the others share.".to_owned(),
            some if some.len() < names.len() => format!("Check the spelling; some of those there are: {}.", listed(some, "and")),
            some => format!("Check the spelling; there is {}.", listed(some, "and")),
        });
        self.report(Diagnostic::new(codes::UNKNOWN_START, name.span, message).help(help));
    }

    /// The only kind of setting there is, for a scenario that names none.
    fn only_kind(&mut self, place: Span) -> Option<KindId> {
        if let [_] = self.policy.kinds.as_slice() {
            return Some(KindId(0));
        }
        if !self.policy.kinds.is_empty() {
            let message = "It is not said which kind of setting this scenario is about.";
            let help = format!(
                "Add it behind the name, for example `, {}`; or `, like` and another scenario, whose facts it changes.",
                self.policy.a_kind(KindId(0))
            );
            self.report(Diagnostic::new(codes::WHICH_KIND, place, message).help(help));
        }
        None
    }

    /// `a school as at 15 November 2021`, `starting from X`: words in place of `on` and `like`, behind a kind or in its place.
    fn is_no_kind(&mut self, phrase: &Phrase) -> bool {
        let lower = phrase.text.to_lowercase();
        let help = if phrase.text.chars().any(|char| char.is_ascii_digit()) {
            "The day stands behind `on`: `a SETTING on 15 November 2021`.".to_owned()
        } else if let Some(start) = STARTING.iter().find(|words| lower.starts_with(**words)) {
            format!("Write `like{}`.", phrase.text.get(start.len() - 1..).unwrap_or_default())
        } else {
            return false;
        };
        let unknown = self.kinds_named(&phrase.text).is_none() && !self.names.is_broken(&phrase.text);
        if unknown {
            let message = format!("No kind of setting is called `{}`.", phrase.text);
            self.report(Diagnostic::new(codes::UNKNOWN_KIND, phrase.span, message).help(help));
        }
        unknown
    }

    /// The kind that a scenario is about: one, and no group of several.
    fn one_kind(&mut self, phrases: &[Phrase], place: Span) -> Option<KindId> {
        if phrases.iter().any(|phrase| self.is_no_kind(phrase)) {
            return None;
        }
        let whom = self.whom(phrases)?;
        if let [only] = whom.kinds.as_slice() {
            return Some(*only);
        }
        let kinds: Vec<&str> = whom.kinds.iter().map(|kind| self.policy.kind_name(*kind)).collect();
        let message = "A scenario is about one setting, which is of one kind.";
        let help = format!("Say which: {}.", listed(&kinds, "or"));
        let span = phrases.first().map_or(place, |first| first.span);
        self.report(Diagnostic::new(codes::WHICH_KIND, span, message).help(help));
        None
    }

    /// Works a scenario's start out, with those that stand before it.
    fn resolve(
        &mut self,
        at: usize,
        scenarios: &[(&Declaration, &Scenario)],
        before: &[Before],
        all: &mut [Option<Option<Start>>],
    ) {
        let mut chain = vec![at];
        let mut start = loop {
            let Some(last) = chain.last().copied() else { return };
            match before.get(last) {
                Some(Before::Root(kind)) => break Some(Start { kind: *kind, on: None, told: Vec::new() }),
                Some(Before::Other(next)) => match all.get(*next) {
                    Some(Some(known)) => break known.clone(),
                    _ if chain.contains(next) => {
                        self.circle(&chain, *next, scenarios);
                        break None;
                    }
                    _ => chain.push(*next),
                },
                Some(Before::Lost) | None => break None,
            }
        };
        for one in chain.into_iter().rev() {
            if let (Some(start), Some((_, scenario)), true) =
                (&mut start, scenarios.get(one), all.get(one).is_some_and(Option::is_none))
            {
                if let Some((on, place)) = scenario.on {
                    self.refuse_day_outside(on, place);
                    start.on = scenario.on;
                }
                let own: Vec<Tells> = scenario.told.iter().flat_map(|told| self.tells(told, start.kind)).collect();
                self.refuse_told_twice(&own);
                start.told.extend(own);
            }
            if let Some(slot) = all.get_mut(one).filter(|slot| slot.is_none()) {
                *slot = Some(start.clone());
            }
        }
    }

    fn circle(&mut self, chain: &[usize], again: usize, scenarios: &[(&Declaration, &Scenario)]) {
        let round = chain.iter().skip_while(|at| **at != again).chain(std::iter::once(&again));
        let names: Vec<String> =
            round.filter_map(|at| scenarios.get(*at)).map(|(_, one)| format!("`{}`", one.name.text)).collect();
        let Some((_, first)) = scenarios.get(again) else { return };
        let message = format!("These scenarios start from each other: {}.", names.join(", which starts from "));
        let help = "Let one of them say whom it is about: `scenario NAME, a SETTING`.";
        self.report(Diagnostic::new(codes::START_CIRCLE, first.name.span, message).help(help));
    }

    /// Two lines of one scenario about one fact.
    pub(super) fn refuse_told_twice(&mut self, told: &[Tells]) {
        for (at, one) in told.iter().enumerate() {
            if let Some(first) = told.iter().take(at).find(|other| other.fact == one.fact) {
                let name = self.policy.fact(one.fact).map_or_else(String::new, |fact| fact.name.phrase.to_string());
                let message = format!("`{name}` is told twice in this scenario.");
                let found = Diagnostic::new(codes::TOLD_TWICE, one.span, message).also(first.span, "told here first");
                self.report(found.help("Keep one of the two."));
            }
        }
    }
}
