//! What notices a mutant: the policy's scenarios, drafted ones, its properties, its pinned tables.

use super::original::{Mutated, Original, Spoilt};
use crate::assess::Assessor;
use crate::harness::properties::{Held, decide};
use crate::harness::scenarios::{Verdict, run};
use crate::model::{Policy, Scenario};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The first of each sort that notices a mutant, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// A scenario that a person wrote. These alone count for the score.
    pub scenario: Option<Arc<str>>,
    /// A scenario that the program drafted.
    pub drafted: Option<Arc<str>>,
    /// A property; not looked for where a scenario notices it.
    pub property: Option<Arc<str>>,
    /// A pinned table.
    pub pin: Option<Arc<str>>,
}

/// What names the first pinned table of a policy whose outcomes are not those kept, if there is one.
pub type Judge<'j> = &'j (dyn Fn(&Policy) -> Option<Arc<str>> + Sync);

/// What judges mutants besides the tests that stand in the policy's texts.
#[derive(Clone, Copy, Default)]
pub struct Judges<'j> {
    /// Of pinned tables.
    pub pins: Option<Judge<'j>>,
}

impl std::fmt::Debug for Judges<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Judges").finish_non_exhaustive()
    }
}

/// Holds a mutant to everything that the policy itself passes.
pub(super) fn noticed(original: &Original<'_>, mutated: &Mutated, judges: Judges<'_>) -> Noticed {
    let passes = |name: &Arc<str>| !original.failing.contains(name);
    let mut noticed = Noticed::default();
    for spoilt in &mutated.spoilt {
        let (place, name) = match spoilt {
            Spoilt::Scenario(name) => (&mut noticed.scenario, name),
            Spoilt::Drafted(name) => (&mut noticed.drafted, name),
            Spoilt::Property(name) => (&mut noticed.property, name),
        };
        if passes(name) {
            place.get_or_insert_with(|| Arc::clone(name));
        }
    }
    let policy = &mutated.policy;
    let asked = |drafted: bool| policy.scenarios.iter().filter(move |one| one.drafted == drafted && passes(&one.name));
    let failing = |drafted: bool| first_failing(policy, asked(drafted));
    noticed.scenario = noticed.scenario.or_else(|| failing(false));
    noticed.drafted = noticed.drafted.or_else(|| failing(true));
    // Properties are decided for every setting there could be, which takes its time: only what is left is asked of them.
    if noticed.scenario.is_none() {
        noticed.property = noticed.property.or_else(|| first_refuted(policy, &passes));
    }
    noticed.pin = judges.pins.and_then(|judge| judge(policy));
    noticed
}

/// The name of a property that does not hold. One that is not decided notices nothing.
fn first_refuted(policy: &Policy, passes: &dyn Fn(&Arc<str>) -> bool) -> Option<Arc<str>> {
    let mut asked = policy.properties.iter().filter(|one| passes(&one.name));
    let refuted = asked.find(|one| matches!(decide(policy, one), Held::Refuted(_)));
    refuted.map(|property| Arc::clone(&property.name))
}

/// The name of a scenario that fails, those of the day with most of them first. One that cannot be answered notices nothing.
fn first_failing<'p>(policy: &Policy, scenarios: impl Iterator<Item = &'p Scenario>) -> Option<Arc<str>> {
    let mut of_day: BTreeMap<Date, Vec<&Scenario>> = BTreeMap::new();
    for scenario in scenarios.filter(|scenario| !scenario.expects.is_empty()) {
        of_day.entry(scenario.on).or_default().push(scenario);
    }
    let mut days: Vec<(Date, Vec<&Scenario>)> = of_day.into_iter().collect();
    days.sort_by_key(|(on, scenarios)| (std::cmp::Reverse(scenarios.len()), *on));
    let mut fails = |(on, scenarios): (Date, Vec<&Scenario>)| {
        let mut assessor = Assessor::new(policy, on).ok()?;
        let failed = scenarios.into_iter().find(|scenario| matches!(run(&mut assessor, scenario), Verdict::Failed(_)));
        failed.map(|scenario| Arc::clone(&scenario.name))
    };
    days.into_iter().find_map(&mut fails)
}
