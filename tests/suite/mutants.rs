//! A policy with one sentence changed: what is changed, what becomes of it, and the scenarios that are offered.

use crate::cli::{ees, in_folder};
use ees::diagram::translated;
use ees::harness::Found;
use ees::harness::mutants::{Counts, Fate, Judges, Mutant, Operator, Original, Record, Tried, Watch, schema, try_all};
use ees::model::{FactState, Facts, KindId, Policy, Value};
use ees::session::{Loaded, Place, load_with_tests};
use fastrand::Rng;
use insta::assert_snapshot;
use insta_cmd::assert_cmd_snapshot;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

const NOW: Date = date(2026, 11, 15);

/// The texts of a fixture, named as in its folder.
fn texts(fixture: &str) -> Vec<(String, String)> {
    let folder = format!("{}/tests/fixtures/mutants/{fixture}", env!("CARGO_MANIFEST_DIR"));
    let names = ["policy.ees", "tests/libraries.ees"];
    let read = |name: &str| Some((name.to_owned(), fs::read_to_string(format!("{folder}/{name}")).ok()?));
    names.into_iter().filter_map(read).collect()
}

fn loaded(texts: Vec<(String, String)>) -> Loaded {
    let loaded = load_with_tests(Place::Memory(texts));
    assert!(loaded.policy.is_some(), "{:#?}", loaded.problems);
    loaded
}

fn tried<'m>(original: &Original<'_>, mutants: &'m [Mutant]) -> Vec<Tried<'m>> {
    let all: Vec<&Mutant> = mutants.iter().collect();
    try_all(original, &all, Judges::default(), Watch { go_on: &|| true, done: &|| {} })
}

/// A fixture and what became of its mutants.
struct Run {
    loaded: Loaded,
    mutants: Vec<Mutant>,
    tried: Vec<Tried<'static>>,
}

/// The fixture with every sort of sentence, tried once for all tests.
static ALL: LazyLock<&'static Run> = LazyLock::new(|| run("all"));

/// It stays for as long as the tests run: what was tried names the mutants.
fn run(fixture: &str) -> &'static Run {
    let loaded = loaded(texts(fixture));
    let original = Original::new(&loaded.sources, &loaded.whole, loaded.policy.as_ref().unwrap(), NOW);
    let mutants: &'static [Mutant] = original.mutants().leak();
    let tried = tried(&original, mutants);
    Box::leak(Box::new(Run { mutants: mutants.to_vec(), tried, loaded }))
}

fn fate(one: &Tried<'_>) -> String {
    match &one.fate {
        Fate::Refused(finding) => format!("refused, {}", finding.code.id),
        Fate::Equivalent => "equivalent".to_owned(),
        Fate::Killed => format!("killed by {}", one.noticed.scenario.as_ref().unwrap()),
        Fate::Survived(_) => "survived".to_owned(),
        Fate::NotDecided => "not decided".to_owned(),
        Fate::NotTried => "not tried".to_owned(),
    }
}

/// Each mutant with its sentence before and after, and what became of it.
fn told(tried: &[Tried<'_>]) -> String {
    let line = |text: &str| text.lines().collect::<Vec<_>>().join(" / ");
    let one = |one: &Tried<'_>| {
        format!("{} ({}): {} => {}\n", one.mutant.id, fate(one), line(&one.mutant.before), line(&one.mutant.after))
    };
    tried.iter().map(one).collect()
}

/// Counted by hand: 36 mutants. Swapped categories leave the lines of a strand out of order; without `Light otherwise` a strand is
/// silent where the other says at least Light.
#[test]
fn the_mutants_of_a_small_policy_are_those_counted_by_hand() {
    let loaded = loaded(texts("small"));
    let original = Original::new(&loaded.sources, &loaded.whole, loaded.policy.as_ref().unwrap(), NOW);
    let mutants = original.mutants();
    let tried = tried(&original, &mutants);
    let counts = Counts::of(&tried, None);
    let by_hand = Counts { made: 36, refused: 1, equivalent: 2, killed: 14, survived: 19, ..Counts::default() };
    assert_eq!(counts, by_hand, "{}", told(&tried));
    let of = |fate: fn(&Fate) -> bool| tried.iter().filter(|one| fate(&one.fate)).map(|one| &*one.mutant.id).collect::<Vec<_>>();
    assert_eq!(of(|fate| matches!(fate, Fate::Refused(_))), ["order-1"]);
    assert_eq!(of(|fate| *fate == Fate::Equivalent), ["drop-line-2", "drop-line-4"]);
    let noticed = |by: fn(&Tried<'_>) -> bool| tried.iter().filter(|one| by(one)).map(|one| &*one.mutant.id).collect::<Vec<_>>();
    // What a drafted scenario or a property notices is told apart.
    let drafted = noticed(|one| matches!(one.fate, Fate::Survived(_)) && one.noticed.drafted.is_some());
    assert_eq!(drafted, ["drop-strand-1", "category-1", "drop-line-1", "join-2", "drop-condition-4", "value-2"]);
    assert_eq!(noticed(|one| one.noticed.property.is_some()), ["drop-constraint-1", "negate-1", "value-1"]);
    assert_eq!(counts.counted(), 33);
    assert_eq!(original.failing().collect::<Vec<_>>(), ["Hardly visited"]);
}

#[test]
fn every_sort_of_sentence_is_changed() {
    let Run { loaded, mutants, tried } = *ALL;
    assert_snapshot!(told(tried));
    let made: BTreeSet<Operator> = mutants.iter().map(|mutant| mutant.operator).collect();
    let missing: Vec<&str> = Operator::ALL.into_iter().filter(|one| !made.contains(one)).map(Operator::name).collect();
    // What a revision removes is changed below.
    assert_eq!(missing, ["drop-removal"]);
    let again = Original::new(&loaded.sources, &loaded.whole, loaded.policy.as_ref().unwrap(), NOW).mutants();
    assert_eq!(again, *mutants, "ids and order are the same in every run");
}

#[test]
fn a_revision_is_changed_with_what_it_inherits() {
    let loaded = load_with_tests(Place::Folder(format!("{}/tests/fixtures/revision/later", env!("CARGO_MANIFEST_DIR")).into()));
    let original = Original::new(&loaded.sources, &loaded.whole, loaded.policy.as_ref().unwrap(), NOW);
    let mutants = original.mutants();
    let tried = tried(&original, &mutants);
    let mut of_file: BTreeMap<&str, Vec<Tried<'_>>> = BTreeMap::new();
    for one in tried {
        let name = loaded.sources.name(one.mutant.file).rsplit("revision/").next().unwrap();
        of_file.entry(name).or_default().push(one);
    }
    let files: Vec<&str> = of_file.keys().copied().collect();
    let inherited = ["base/policy.ees", "base/rules.ees", "base/support.ees", "draft/policy.ees", "draft/rules.ees"];
    assert_eq!(files, [&inherited[..], &["later/policy.ees"]].concat());
    // What a later revision replaces or removes changes nothing any more; the rest of what is inherited does.
    assert_snapshot!(told(&of_file["draft/rules.ees"]));
    assert_snapshot!(told(&of_file["later/policy.ees"]));
}

/// The policy of a fixture with a mutant in it, and with a scenario more.
fn with(fixture: &str, mutant: Option<&Mutant>, original: &Loaded, scenario: &str) -> Loaded {
    let mut all = texts(fixture);
    if let Some(mutant) = mutant {
        let name = original.sources.name(mutant.file);
        all.iter_mut().find(|(own, _)| own == name).unwrap().1 = mutant.text(&original.sources);
    }
    // Tests that no longer make sense in it would hide the policy.
    all.retain(|(name, _)| name == "policy.ees");
    all.push(("tests/more.ees".to_owned(), scenario.to_owned()));
    load_with_tests(Place::Memory(all))
}

#[test]
fn an_offered_scenario_passes_on_the_policy_and_fails_on_the_mutant() {
    for (fixture, Run { loaded, tried, .. }) in [("small", run("small")), ("all", *ALL)] {
        let mut offered = 0;
        for one in tried {
            let Fate::Survived(witness) = &one.fate else { continue };
            let scenario = &witness.as_ref().unwrap_or_else(|| panic!("nothing is offered for {}", one.mutant.id)).scenario;
            assert!(scenario.starts_with("drafted scenario "), "{scenario}");
            let passes = |mutant: Option<&Mutant>| {
                let loaded = with(fixture, mutant, loaded, scenario);
                let Some(policy) = &loaded.policy else {
                    assert!(mutant.is_some(), "{scenario}{:#?}", loaded.problems);
                    return false;
                };
                let all: Vec<_> = policy.scenarios.iter().collect();
                assert_eq!(all.len(), 1);
                ees::harness::scenarios::run_all(policy, &all)[0].verdict == ees::harness::scenarios::Verdict::Passed
            };
            assert!(passes(None), "{} {scenario}", one.mutant.id);
            assert!(!passes(Some(one.mutant)), "{} {scenario}", one.mutant.id);
            offered += 1;
        }
        assert!(offered > 15, "{offered} offered for {fixture}");
    }
}

/// A setting of which some facts are told, in the values of one policy, for another.
fn setting(policy: &Policy, from: &Policy, kind: KindId, told: &[Option<Value>], unknown: bool) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(kind) {
        let told = told[id.at()].map(|value| translated(from, policy, id, value).unwrap());
        let state = match (told, fact.assumed) {
            (Some(value), _) => FactState::Told(value),
            (None, Some(value)) if !unknown => FactState::Assumed(value),
            (None, _) => FactState::Unknown,
        };
        facts.set(id, state);
    }
    facts
}

/// What is compared of an outcome: not which line decides, nor what is asked.
fn compared(found: Found) -> String {
    match found {
        Found::Outcome(outcome) => {
            let support: Vec<_> = outcome.support.into_iter().map(ees::harness::Support::without_places).collect();
            format!(
                "{:?} {:?} {:?} {:?} {:?} {:?} {support:?}",
                outcome.status, outcome.possible, outcome.days, outcome.assumed, outcome.expectations, outcome.also
            )
        }
        Found::CannotBe(_) => "cannot be".to_owned(),
        Found::TooLarge(_) => panic!("too large"),
    }
}

#[test]
fn settings_at_random_tell_no_mutant_apart_that_is_found_equivalent() {
    let Run { loaded, tried, .. } = *ALL;
    let policy = loaded.policy.as_ref().unwrap();
    let mut rng = Rng::with_seed(7);
    let mut equivalent = 0;
    for one in tried.iter().filter(|one| one.fate == Fate::Equivalent) {
        equivalent += 1;
        let mutated = with("all", Some(one.mutant), loaded, "");
        let mutated = mutated.policy.as_ref().unwrap();
        for on in [date(2026, 1, 1), date(2026, 11, 15), date(2027, 12, 31)] {
            let mut left = ees::assess::Assessor::new(policy, on).unwrap();
            let mut right = ees::assess::Assessor::new(mutated, on).unwrap();
            for _ in 0..120 {
                let kind = KindId(rng.u16(0..2));
                let told = any_told(&mut rng, policy, on);
                let unknown = rng.bool();
                let facts = |to: &Policy| setting(to, policy, kind, &told, unknown);
                let (before, after) = (Found::of(&mut left, kind, &facts(policy)), Found::of(&mut right, kind, &facts(mutated)));
                assert_eq!(compared(before), compared(after), "{} on {on}: {told:?}", one.mutant.id);
            }
        }
    }
    assert!(equivalent > 5, "{equivalent} are equivalent");
}

/// Values on and beside every bound that the fixture names.
fn any_told(rng: &mut Rng, policy: &Policy, on: Date) -> Vec<Option<Value>> {
    let value = |rng: &mut Rng, fact: &ees::model::Fact| match &fact.domain {
        _ if fact.or_none && rng.u8(0..4) == 0 => Value::None,
        ees::model::Domain::Vocabulary(id) => Value::Option(rng.u16(0..policy.vocabulary(*id).unwrap().values.len() as u16)),
        ees::model::Domain::Number(_) => Value::Number([0, 1, 2, 3, 4, 8, 9, 10, 75, 76, 79, 80, 81][rng.usize(0..13)].into()),
        ees::model::Domain::Date => {
            let days = [date(2025, 7, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 15), on];
            Value::Date((*rng.choice(&days).unwrap()).min(on))
        }
    };
    let known = rng.u8(2..10);
    policy.facts.iter().map(|fact| (rng.u8(0..10) < known).then(|| value(rng, fact))).collect()
}

/// In a folder of its own: the small policy and its tests.
fn small_folder() -> tempfile::TempDir {
    let texts = texts("small");
    in_folder(&texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn survivors_are_shown_with_a_scenario_to_paste() {
    let folder = small_folder();
    assert_cmd_snapshot!(ees(&["test", ".", "--mutants"]).current_dir(folder.path()));
}

#[test]
fn one_mutant_and_one_operator_can_be_asked_for() {
    let folder = small_folder();
    assert_cmd_snapshot!(ees(&["test", ".", "--mutants", "--mutant", "join-2"]).current_dir(folder.path()));
    assert_cmd_snapshot!(ees(&["test", ".", "--mutants", "--mutant", "join-9"]).current_dir(folder.path()));
    assert_cmd_snapshot!(
        ees(&["test", ".", "--mutants", "--operator", "count", "--operator", "order"]).current_dir(folder.path())
    );
}

#[test]
fn what_there_is_no_time_for_is_counted() {
    let folder = small_folder();
    assert_cmd_snapshot!(ees(&["test", ".", "--mutants", "--time-limit", "0"]).current_dir(folder.path()));
    let shown =
        ees(&["test", ".", "--mutants", "--time-limit", "0", "--format", "json"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(shown.status.code(), Some(1));
    let record: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!((&record[0]["all"]["made"], &record[0]["all"]["not_tried"]), (&36.into(), &36.into()));
}

#[test]
fn what_a_pinned_table_notices_is_told_apart() {
    let folder = small_folder();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("made-up.csv", "id,setting,roof,visitors,flooded\nL1,library,worn,100,no\n");
    let policy = fs::read_to_string(folder.path().join("policy.ees")).unwrap();
    put("policy.ees", &(policy + "\npin \"made-up.csv\" on 15 November 2026\n"));
    put("tests/libraries.ees", "");
    let shown = ees(&["test", ".", "--mutants", "--format", "json"]).current_dir(folder.path()).output().unwrap();
    let record: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    let mutants = record[0]["mutants"].as_array().unwrap();
    let noticed: Vec<&str> =
        mutants.iter().filter(|one| one["pin"] == "made-up.csv").map(|one| one["id"].as_str().unwrap()).collect();
    // Nothing kills them, but what becomes of the one library changes.
    assert_eq!(record[0]["all"]["killed"], 0);
    for id in ["threshold-1", "days-1", "category-2"] {
        assert!(noticed.contains(&id), "{noticed:?}");
    }
    assert!(!noticed.contains(&"threshold-2") && !noticed.contains(&"join-2"), "{noticed:?}");
}

#[test]
fn a_pinned_table_that_cannot_be_read_is_said() {
    let folder = small_folder();
    let path = folder.path().join("policy.ees");
    let policy = fs::read_to_string(&path).unwrap();
    fs::write(path, policy + "\npin \"gone.csv\" on 15 November 2026\n").unwrap();
    let shown = ees(&["test", ".", "--mutants", "--mutant", "days-1"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&shown.stderr).into_owned();
    assert!(said.contains("gone.csv"), "{said}");
    assert_eq!(shown.status.code(), Some(2), "{said}");
}

#[test]
fn results_keep_their_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let Run { loaded, tried, .. } = run("small");
    let original = Original::new(&loaded.sources, &loaded.whole, loaded.policy.as_ref().unwrap(), NOW);
    let record = serde_json::to_value([Record::of(&original, tried)]).unwrap();
    let faults: Vec<String> = validator.iter_errors(&record).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(record[0]["mutants"].as_array().unwrap().len(), 36);
    let mut wrong = record;
    wrong[0]["mutants"][0]["fate"] = "gone".into();
    assert!(validator.iter_errors(&wrong).next().is_some());
}
