//! A policy's own tests: what scenarios can say and expect, what they report where it is not so, and what officers mistype.

mod large;
mod program;
mod slips;

use ees::harness::scenarios::{self, Failures, Ran, Verdict};
use ees::model::Scenario;
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load_with_tests};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/scenarios")
}

/// The policy with these tests.
fn with_tests(tests: &str) -> Loaded {
    let policy = fs::read_to_string(fixtures().join("policy.ees")).unwrap();
    load_with_tests(Place::Memory(vec![("policy.ees".to_owned(), policy), ("tests/this.ees".to_owned(), tests.to_owned())]))
}

/// What is found wrong with the texts, as a screen reader would be given it.
fn findings(loaded: Loaded) -> String {
    render(&loaded.problems.sorted(), &loaded.sources, Style::Plain)
}

fn of_fixture(path: &Path) -> (String, Loaded) {
    let text = fs::read_to_string(path).unwrap();
    let loaded = with_tests(&text);
    (text, loaded)
}

/// The policy of texts that are without mistake, and what came of their scenarios.
fn ran(loaded: &Loaded) -> Vec<Ran<'_>> {
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let policy = loaded.policy.as_ref().unwrap();
    let all: Vec<&Scenario> = policy.scenarios.iter().collect();
    scenarios::run_all(policy, &all)
}

/// What all scenarios that failed say.
fn failures(loaded: &Loaded) -> String {
    let mut failures = Failures::new(loaded.policy.as_ref().unwrap());
    let found: Vec<_> = ran(loaded).iter().filter_map(|one| failures.of(one)).collect();
    render(&found, &loaded.sources, Style::Plain)
}

#[test]
fn all_that_can_be_expected_passes_where_it_is_so() {
    let (mut ran_in_all, mut drafted) = (0, 0);
    for file in ["school", "tables", "others"] {
        let (_, loaded) = of_fixture(&fixtures().join("good").join(file).with_extension("ees"));
        assert_eq!(findings(with_tests("")), "", "the policy itself");
        assert_eq!(failures(&loaded), "", "{file}");
        ran_in_all += ran(&loaded).len();
        drafted += ran(&loaded).iter().filter(|one| one.scenario.drafted).count();
    }
    assert_eq!((ran_in_all, drafted), (27, 1));
}

#[test]
fn what_is_expected_otherwise_is_told_with_what_is_so_and_why() {
    insta::glob!("../../fixtures/scenarios/wrong", "*.ees", |path| {
        let (_, loaded) = of_fixture(path);
        insta::assert_snapshot!(failures(&loaded));
    });
}

#[test]
fn every_expectation_of_the_wrong_scenarios_is_seen() {
    // Those that are right beside a wrong one; all others are wrong.
    let right = ["`not enough`", "`row 1`"];
    for file in ["school", "others"] {
        let (_, loaded) = of_fixture(&fixtures().join("wrong").join(file).with_extension("ees"));
        let passed: Vec<String> = ran(&loaded)
            .iter()
            .filter(|one| one.verdict == Verdict::Passed)
            .map(|one| format!("`{}`", one.scenario.name.rsplit([':', ',']).next().unwrap().trim()))
            .collect();
        assert_eq!(passed, if file == "others" { right.to_vec() } else { Vec::new() }, "{file}");
    }
}

#[test]
fn each_mistake_has_its_own_words() {
    insta::glob!("../../fixtures/scenarios/mistakes", "*.ees", |path| {
        let (text, loaded) = of_fixture(path);
        let marked = insta::Settings::clone_current();
        marked.bind(|| insta::assert_snapshot!(format!("{text}\n-----\n{}", findings(loaded))));
    });
}

/// The codes that are brought up here.
pub(crate) fn codes_met() -> BTreeSet<&'static str> {
    let mut met = BTreeSet::new();
    for entry in fs::read_dir(fixtures().join("mistakes")).unwrap() {
        let (_, loaded) = of_fixture(&entry.unwrap().path());
        met.extend(loaded.problems.iter().map(|one| one.code.id));
    }
    let everlasting = load_with_tests(Place::Memory(vec![("a.ees".to_owned(), EVERLASTING.to_owned())]));
    met.extend(everlasting.problems.iter().map(|one| one.code.id));
    met
}

/// In force for ever, and a scenario that names no day.
const EVERLASTING: &str = "policy Ever\nsetting school\ncategories, least intensive first\n  A: a\n\
                           facts about a school\n  x: yes or no\n\
                           categorise a school by its most intensive strand\n  strand x\n    A otherwise\n\
                           scenario On no day, a school\n  expect A\n";

#[test]
fn without_a_period_a_scenario_says_its_day() {
    let loaded = load_with_tests(Place::Memory(vec![("a.ees".to_owned(), EVERLASTING.to_owned())]));
    insta::assert_snapshot!(findings(loaded));
    let dated = EVERLASTING.replace("On no day, a school", "On a day, a school on 15 November 2025");
    let loaded = load_with_tests(Place::Memory(vec![("a.ees".to_owned(), dated)]));
    let (policy, mut warned) = (loaded.policy.as_ref().unwrap(), loaded.problems.iter());
    assert!(warned.all(|one| one.code.id != "P141") && policy.scenarios.len() == 1);
}

/// A scenario has the facts of the one that it starts from, whichever stands first, and changes them.
#[test]
fn facts_come_from_what_a_scenario_starts_from() {
    let loaded = with_tests(
        "scenario Third, like Second\n  leadership: unknown\n  expect A\n\
         scenario Second, like First, on 3 March 2026\n  leadership: weak\n  reserves: £5\n  expect A\n\
         scenario First, a school\n  latest judgement: good\n  leadership: strong\n  financial deficit: yes\n",
    );
    assert!(!loaded.problems.has_errors(), "{:?}", loaded.problems);
    let policy = loaded.policy.as_ref().unwrap();
    let told = |name: &str| {
        let one = policy.scenarios.iter().find(|one| &*one.name == name).unwrap();
        let fact = |fact: &str| {
            let (id, _) = policy.facts_of(one.kind).find(|(_, other)| &*other.name.phrase == fact).unwrap();
            format!("{:?}", one.facts.get(id))
        };
        (one.on.to_string(), ["latest judgement", "leadership", "reserves", "financial deficit", "attainment low"].map(fact))
    };
    let (on, first) = told("First");
    assert_eq!((on.as_str(), first[1].as_str(), first[2].as_str()), ("2025-09-01", "Told(Option(0))", "Unknown"));
    let (on, second) = told("Second");
    assert_eq!((on.as_str(), second[1].as_str(), second[2].as_str()), ("2026-03-03", "Told(Option(2))", "Told(Number(5))"));
    assert_eq!((&second[0], &second[3]), (&first[0], &first[3]));
    assert!(second[4].starts_with("Assumed"), "{second:?}");
    let (on, third) = told("Third");
    assert_eq!((on.as_str(), third[1].as_str(), third[2].as_str()), ("2026-03-03", "Unknown", "Told(Number(5))"));
}

/// The tests of a policy lie beside it too, and decide nothing there.
#[test]
fn tests_are_read_only_where_they_are_asked_for() {
    let files = |tests: &str| {
        let policy = fs::read_to_string(fixtures().join("policy.ees")).unwrap();
        Place::Memory(vec![("policy.ees".to_owned(), policy), ("tests/this.ees".to_owned(), tests.to_owned())])
    };
    let broken = "scenario Broken, a school\n  nonsense: good\n  expect A\n";
    assert!(ees::session::load(files(broken)).problems.is_empty());
    assert!(load_with_tests(files(broken)).problems.has_errors());
}

#[test]
fn the_pieces_of_a_strand_with_and_in_its_name_are_told_what_they_belong_to() {
    let policy = "policy Help\n  in force: 1 September 2025 to 31 August 2028\nsetting school\ncategories, least intensive first\n  A: a\n  B: b\n\
                  facts about a school\n  weak: yes or no\ncategorise a school by its most intensive strand\n  strand care and welfare\n    \
                  B when weak\n    A otherwise\nscenario Weak, a school\n  weak: yes\n  expect B, because care and welfare\n";
    let loaded = load_with_tests(Place::Memory(vec![("policy.ees".to_owned(), policy.to_owned())]));
    let told = findings(loaded);
    assert_eq!(told.matches("P149").count(), 2, "{told}");
    assert!(told.contains("stands in quotation marks: `because \"care and welfare\"`"), "{told}");
    let mended = policy.replace("because care and welfare", "because \"care and welfare\"");
    assert_eq!(findings(load_with_tests(Place::Memory(vec![("policy.ees".to_owned(), mended)]))), "");
}

const CLUB: &str = "policy Help\nsetting club\nfacts about a club\n  busy: yes or no\nalso for a club when busy\n  - A visit\n";

#[test]
fn what_may_come_besides_is_not_nothing() {
    let scenario = "scenario Who knows, a club on 15 November 2025\n  expect no category, nothing also\n";
    let loaded = load_with_tests(Place::Memory(vec![("policy.ees".to_owned(), format!("{CLUB}{scenario}"))]));
    assert!(failures(&loaded).contains("found perhaps `A visit` besides"), "{}", failures(&loaded));
    let quiet = scenario.replace("  expect", "  busy: no\n  expect");
    let loaded = load_with_tests(Place::Memory(vec![("policy.ees".to_owned(), format!("{CLUB}{quiet}"))]));
    assert_eq!(failures(&loaded), "");
}

#[test]
fn a_property_of_a_policy_without_days_is_not_decided_and_says_why() {
    let rules = "categories, least intensive first\n  A: a\n  B: b\ncategorise a club by its most intensive strand\n  strand work\n    B when busy\n    \
                 A otherwise\nproperty Busy, for a club\n  every club is B when busy\n";
    let loaded = load_with_tests(Place::Memory(vec![("policy.ees".to_owned(), format!("{CLUB}{rules}"))]));
    let policy = loaded.policy.as_ref().unwrap();
    let held = ees::harness::properties::decide(policy, &[&policy.properties[0]]).remove(0);
    let ees::harness::properties::Held::NotDecided(why) = held else { panic!("{held:?}") };
    let told = ees::harness::properties::not_decided(&policy.properties[0], why);
    assert!(told.message.contains("there is no day to decide it for"), "{told:?}");
}
