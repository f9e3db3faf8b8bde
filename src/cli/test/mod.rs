//! `ees test`

mod coverage;
mod junit;
mod mutants;
mod pins;
mod results;
mod review;
mod watch;

use super::args::Test;
use super::read::places;
use super::show::Show;
use super::{Ending, write};
use crate::diagnostic::Problems;
use crate::diagnostic::words::counted;
use crate::harness::properties::{self, Held};
use crate::harness::scenarios::{self, Failures, Ran, Verdict};
use crate::model::{Policy, Property, Scenario};
use crate::session::{Loaded, Place, load_with_tests};
use results::{Results, Tested};

/// The JSON Schema of the results for programs; `docs/test.schema.json` is this.
pub(super) fn schema() -> serde_json::Value {
    results::schema()
}

pub(super) fn run(args: &Test, show: &Show) -> Ending {
    if let Some(refused) = review::refused(args) {
        return show.written(Err(refused));
    }
    let apart = show.written(coverage::refuse_one_file_twice(args));
    if apart != Ending::Fine {
        return apart;
    }
    if args.mutants.mutants {
        mutants::run(args, show)
    } else if args.watch {
        watch::run(args, show)
    } else {
        once(args, show)
    }
}

/// Tests one policy, or every policy of a folder. The summary goes to standard output, and what failed to standard error.
fn once(args: &Test, show: &Show) -> Ending {
    let mut ending = Ending::Fine;
    let (mut all, mut broken_pins) = (Vec::new(), false);
    let (mut found, mut changes) = (Vec::new(), Vec::new());
    for place in places(args.folder.as_deref()) {
        let mut loaded = load_with_tests(place);
        let mut problems = std::mem::take(&mut loaded.problems);
        let (mut results, own) = tested(&loaded, args, &mut problems);
        let held = pins::held(&mut loaded, args, show, &mut problems);
        ending = ending.worse(own).worse(held.ending);
        results.pins = held.tested;
        broken_pins |= held.broken;
        all.push(results);
        changes.push(held.changes);
        found.push((problems, loaded));
    }
    if args.filter.is_some() && !broken_pins && all.iter().all(|one| one.is_empty() && !one.broken) {
        ending = ending.worse(Ending::Bad);
        show.say("No scenario, property or pinned table of that name was found; `--filter` takes a part of a name.\n");
    }
    let results = results::written(&all, args.format);
    let words = if args.coverage.is_wanted() {
        let (words, own) = coverage::of(args, &results, &mut found, show);
        ending = ending.worse(own);
        words
    } else {
        results
    };
    ending = ending.worse(show.written(write::whole(None, words.as_bytes())));
    for ((problems, loaded), changes) in found.into_iter().zip(&changes) {
        show.problems(problems, &loaded.sources);
        pins::show_changes(changes, show);
    }
    if let Some(path) = &args.junit {
        ending = ending.worse(show.written(junit::written(&all).and_then(|text| write::whole(Some(path), text.as_bytes()))));
    }
    ending
}

/// The results of one policy. What failed is said in `problems`; a policy with errors is not tested.
fn tested(loaded: &Loaded, args: &Test, problems: &mut Problems) -> (Results, Ending) {
    let place = place_name(&loaded.place);
    let Some(policy) = &loaded.policy else {
        return (Results { broken: true, ..Results::of(place) }, Ending::Bad);
    };
    let mut results =
        Results { policy: policy.name.machine.to_string(), revision: policy.revision.to_string(), ..Results::of(place) };
    let chosen: Vec<&Scenario> = chosen(policy, args).collect();
    let ran = scenarios::run_all(policy, &chosen);
    let mut failures = Failures::new(policy);
    for one in &ran {
        let failure = failure(&mut failures, one, problems);
        let (scenario, sources) = (one.scenario, &loaded.sources);
        let tested = Tested::of(sources, &scenario.name, scenario.name_span, scenario.drafted, failure);
        results.scenarios.push(Tested { on: vec![scenario.on.to_string()], ..tested });
    }
    let stated: Vec<&Property> = policy.properties.iter().filter(|one| is_wanted(args, &one.name)).collect();
    for (property, held) in stated.iter().zip(properties::decide(policy, &stated)) {
        let days = match &held {
            Held::Holds(days) => days.iter().map(ToString::to_string).collect(),
            Held::Refuted(witness) => vec![witness.on.to_string()],
            Held::NotDecided(_) => Vec::new(),
        };
        let failure = match held {
            Held::Holds(_) => None,
            Held::Refuted(witness) => Some(properties::diagnostic(policy, property, &witness)),
            Held::NotDecided(why) => Some(properties::not_decided(property, why)),
        };
        let words = failure.as_ref().map(|one| std::iter::once(one.message.clone()).chain(one.help.clone()).collect());
        let tested = Tested::of(&loaded.sources, &property.name, property.claim_span, false, words);
        results.properties.push(Tested { on: days, ..tested });
        failure.into_iter().for_each(|one| problems.push(one));
    }
    let failed = results.failed();
    (results, if failed == 0 { Ending::Fine } else { Ending::No })
}

/// What a policy is called in results.
fn place_name(place: &Place) -> String {
    match place {
        Place::BuiltIn => "the built-in policy".to_owned(),
        Place::Folder(folder) => folder.display().to_string(),
        Place::Memory(_) => "the policy".to_owned(),
    }
}

/// The scenarios that are asked for.
fn chosen<'p>(policy: &'p Policy, args: &Test) -> impl Iterator<Item = &'p Scenario> {
    policy.scenarios.iter().filter(|one| is_wanted(args, &one.name))
}

/// Whether a test of this name is asked for.
fn is_wanted(args: &Test, name: &str) -> bool {
    args.filter.as_ref().is_none_or(|part| name.to_lowercase().contains(&part.to_lowercase()))
}

/// What a scenario that failed has to say, in words; it is said in `problems` too.
fn failure<'p>(failures: &mut Failures<'p>, ran: &Ran<'p>, problems: &mut Problems) -> Option<Vec<String>> {
    let found = failures.of(ran)?;
    let mut words = match &ran.verdict {
        Verdict::Failed(mismatches) => {
            mismatches.iter().map(|one| format!("expected {}; found {}", one.expected, one.found)).collect()
        }
        Verdict::Passed | Verdict::TooLarge(_) => vec![found.message.clone()],
    };
    words.extend(found.help.clone());
    problems.push(found);
    Some(words)
}

/// `3 scenarios`, `1 property`
fn of_each(results: &Results) -> String {
    let drafted = results.scenarios.iter().filter(|one| one.drafted).count();
    let written = results.scenarios.len() - drafted;
    let mut parts = vec![counted(written, "scenario", "scenarios")];
    if drafted > 0 {
        parts.push(counted(drafted, "drafted scenario", "drafted scenarios"));
    }
    if !results.properties.is_empty() {
        parts.push(counted(results.properties.len(), "property", "properties"));
    }
    if !results.pins.is_empty() {
        parts.push(counted(results.pins.len(), "pinned table", "pinned tables"));
    }
    crate::diagnostic::words::joined(&parts, "and")
}
