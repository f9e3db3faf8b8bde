//! What settings get: with and without a category, so often in the year, and what the source says twice.

use ees::assess::{Answer, Assessor, Format, Status, write};
use ees::diagnostic::Problems;
use ees::explain::{Row, contradictions, plain, setting};
use ees::model::{Activity, FactState, Facts, KindId, Policy, Standing, Value};
use ees::report::{Style, render};
use ees::session::{Loaded, Place, load};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::path::Path;

fn text() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/support/policy.ees")).unwrap()
}

fn loaded(text: &str) -> Loaded {
    load(Place::Memory(vec![("support.ees".to_owned(), text.to_owned())]))
}

fn policy() -> Policy {
    loaded(&text()).policy.unwrap()
}

/// The text with one thing in it changed.
fn edited(from: &str, to: &str) -> String {
    let text = text();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

/// The codes that a text brings up.
fn codes(text: &str) -> Vec<&'static str> {
    loaded(text).problems.sorted().iter().map(|one| one.code.id).collect()
}

fn found(text: &str) -> String {
    let loaded = loaded(text);
    render(&loaded.problems.sorted(), &loaded.sources, Style::Plain)
}

/// What the contradictions of a text are about.
fn about(text: &str) -> Vec<String> {
    loaded(text).policy.unwrap().every_contradiction().iter().map(|one| one.about.to_string()).collect()
}

const ON: Date = date(2025, 11, 15);

fn kind(policy: &Policy, name: &str) -> KindId {
    policy.kind(name).unwrap()
}

/// A setting's answer, `need` being the value of that place.
fn answered<T>(name: &str, need: Option<u16>, of: impl FnOnce(&mut Assessor<'_>, Row<'_>) -> T) -> T {
    let policy = policy();
    let kind = kind(&policy, name);
    let mut facts = Facts::unknown(policy.facts.len());
    if let (Some(need), Some((fact, _))) = (need, policy.facts_of(kind).next()) {
        facts.set(fact, FactState::Told(Value::Option(need)));
    }
    let mut assessor = Assessor::new(&policy, ON).unwrap();
    let answer = assessor.assess("S1", "", kind, &facts).unwrap();
    of(&mut assessor, Row { answer: &answer, facts: &facts })
}

fn explained(name: &str, need: Option<u16>) -> String {
    answered(name, need, |assessor, row| plain(&setting(assessor, row), 100))
}

fn record(name: &str, need: Option<u16>) -> serde_json::Value {
    let json = answered(name, need, |assessor, row| {
        let mut out = Vec::new();
        let answers: [Answer<'_>; 1] = [row.answer.clone()];
        write(Format::JsonLines, assessor.policy(), ON, &answers, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    });
    serde_json::from_str(&json).unwrap()
}

#[test]
fn the_policy_has_nothing_wrong() {
    assert_eq!(found(&text()), "");
}

#[test]
fn settled_contradictions_stay_listed() {
    let loaded = loaded(&text());
    insta::assert_snapshot!(plain(&contradictions(loaded.policy.as_ref().unwrap(), &loaded.sources), 100));
}

/// Each sort of contradiction: an edit of the figures that makes the places agree, and what is then left of it.
const AGREED: [(&str, &str, &str, &str); 4] = [
    ("figure", "also stated as up to 10 days ", "also stated as up to 8 days ", "the days for early settings in B"),
    ("heading", "also stated as 14 days ", "also stated as up to 12.5 days ", "the days for early settings in C"),
    (
        "cadence",
        "also stated as each term for Meeting ",
        "also stated as half-termly for Meeting ",
        "how often a home carer in C gets `Meeting`",
    ),
    ("count", "6 x 0.5   | each half term   |", "3 x 1     | each term        |", "how often a home carer in C gets `Meeting`"),
];

#[test]
fn figures_that_agree_are_no_contradiction_and_leave_nothing_to_settle() {
    let all = about(&text());
    assert_eq!(all.len(), 4, "{all:?}");
    for (sort, from, to, gone) in AGREED {
        let text = edited(from, to);
        let left: Vec<&String> = all.iter().filter(|one| *one != gone).collect();
        assert_eq!(left.len(), 3, "{sort}: {all:?}");
        assert_eq!(about(&text).iter().collect::<Vec<_>>(), left, "{sort}");
        assert_eq!(codes(&text), ["P131"], "{sort}: {}", found(&text));
    }
}

#[test]
fn what_is_not_settled_is_an_error_at_both_places() {
    let settled: Vec<String> = text().lines().filter(|line| line.starts_with("  settled as ")).map(str::to_owned).collect();
    assert_eq!(settled.len(), 4);
    for line in settled {
        let text = edited(&format!("{line}\n"), "");
        let problems = loaded(&text).problems.sorted();
        assert_eq!(problems.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["P130"], "{line}");
        assert!(problems[0].labels.len() >= 2, "{line}");
        assert!(loaded(&text).policy.is_none(), "{line}");
    }
}

#[test]
fn a_heading_against_its_rows_is_told_with_what_another_place_states() {
    let swapped =
        edited("C: up to 12.5 days             from \"Annex 2, C\"", "C: 14 days                     from \"Annex 2, C\"");
    let swapped = swapped.replace("also stated as 14 days ", "also stated as up to 12.5 days ");
    assert_eq!(codes(&swapped), ["P132"], "it was settled as what the heading does not have");
    let open = swapped.replace("  settled as up to 12.5 days", "  # settled as up to 12.5 days");
    let said = found(&open);
    assert_eq!(codes(&open), ["P130"], "one finding, and no second one for the sum: {said}");
    assert!(said.contains("`14 days` and `up to 12.5 days`. The rows add up to 12.5 days."), "{said}");
    let alone = open.replace("  also stated as up to 12.5 days ", "  # also stated as up to 12.5 days ");
    assert_eq!(codes(&alone), ["P017"], "without the other place the sum is wrong");
}

#[test]
fn what_was_decided_must_be_what_the_allocation_has() {
    let other = edited("settled as 8 days because", "settled as 10 days because");
    assert_eq!(codes(&other), ["P132"]);
    let bare = edited("settled as up to 12.5 days because", "settled as 12.5 days because");
    assert_eq!(codes(&bare), Vec::<&str>::new(), "the numbers differ, so a number decides");
    let binding = edited("also stated as 14 days ", "also stated as 12.5 days ");
    assert_eq!(codes(&binding), Vec::<&str>::new(), "a ceiling is another figure than as many days");
    let both = binding.replace("settled as up to 12.5 days because", "settled as 12.5 days because");
    assert_eq!(codes(&both), ["P132"], "how it binds is in question");
}

fn activity<'p>(policy: &'p Policy, setting: &str, category: &str, name: &str) -> &'p Activity {
    let at = policy.categories.iter().position(|one| &*one.code == category);
    let category = at.map(|at| ees::model::CategoryId::from_index(at).unwrap());
    let allocation = policy.allocation(kind(policy, setting), category).unwrap();
    allocation.rows_called(name).next().unwrap()
}

#[test]
fn how_often_is_known_from_the_terms() {
    let policy = policy();
    let of = |setting, category, name| {
        let row = activity(&policy, setting, category, name);
        (row.times(), row.days().map(|days| days.to_string()))
    };
    let days = |days: &str| Some(days.to_owned());
    assert_eq!(of("playgroup", "C", "Meeting"), (6, days("3.0")), "without a count the cadence multiplies");
    assert_eq!(of("home_carer", "C", "Meeting"), (6, days("3.0")), "a count is that of the year");
    assert_eq!(of("playgroup", "B", "Meeting"), (3, days("1.5")));
    assert_eq!(of("playgroup", "A", "Core visit"), (2, days("1.50")), "at a time that is no cadence it counts there");
    assert_eq!(of("after_school_club", "", "Support visit"), (3, None));
    let other = edited("terms: Autumn, Spring, Summer", "terms: Autumn, Spring and early Summer, Summer, Late");
    assert_eq!(codes(&other)[0], "P135");
}

#[test]
fn terms_stand_before_their_half_terms() {
    let names: Vec<String> = policy().periods.iter().map(|one| one.name.phrase.to_string()).collect();
    let year = [["Autumn", "Autumn 1", "Autumn 2"], ["Spring", "Spring 1", "Spring 2"], ["Summer", "Summer 1", "Summer 2"]];
    assert_eq!(names, [&year.concat()[..], &["through the year"]].concat());
}

#[test]
fn a_kind_without_categories_has_its_days() {
    let academy = record("academy", None);
    assert_eq!(academy["status"], "not_categorised");
    assert_eq!((&academy["category"], &academy["possible"]), (&serde_json::Value::Null, &serde_json::json!([])));
    assert_eq!(academy["days"], 1);
    assert_eq!((&academy["days_kind"], &academy["days_min"], &academy["days_max"]), (&"exact".into(), &1.into(), &1.into()));
    let club = record("after_school_club", None);
    assert_eq!(club["status"], "not_categorised");
    for field in ["days", "days_kind", "days_min", "days_max"] {
        assert_eq!(club[field], serde_json::Value::Null, "{field}");
    }
}

#[test]
fn days_of_a_decided_and_of_an_open_answer() {
    let open = record("playgroup", None);
    assert_eq!(open["days"], serde_json::Value::Null);
    assert_eq!((open["days_min"].to_string(), open["days_max"].to_string()), ("4".into(), "12.5".into()));
    assert_eq!(record("home_carer", Some(2))["days"].to_string(), "12.5");
}

#[test]
fn some_categories_may_bring_no_days() {
    let text =
        edited("early settings in A: up to 4 days", "early settings in A: no days given").replace("2 x 0.75  ", "not given ");
    let policy = loaded(&text).policy.unwrap();
    let kind = kind(&policy, "playgroup");
    let facts = Facts::unknown(policy.facts.len());
    let mut assessor = Assessor::new(&policy, ON).unwrap();
    let answer = assessor.assess("S1", "", kind, &facts).unwrap();
    assert_eq!(answer.status, Status::Open);
    assert_eq!((answer.days.stated, answer.days.least), (None, Some(Decimal::from(8))));
    let told = plain(&setting(&mut assessor, Row { answer: &answer, facts: &facts }), 100);
    assert!(told.contains("with up to 12.5 days or no days given."), "{told}");
    assert!(told.contains("A (no days given)"), "{told}");
}

#[test]
fn each_sort_of_allocation_explained() {
    for (name, need) in [("home_carer", Some(2)), ("playgroup", Some(1)), ("academy", None), ("after_school_club", None)] {
        insta::assert_snapshot!(format!("support_{name}"), explained(name, need));
    }
}

#[test]
fn the_allocation_for_fewer_kinds_is_used_and_said_to_be() {
    let policy = policy();
    let pairs = policy.more_specific();
    assert_eq!(pairs.len(), 1);
    assert_eq!((&*pairs[0].0.about, &*pairs[0].1.about), ("a home carer in C", "early settings in C"));
    assert!(explained("home_carer", Some(2)).contains("in place of up to 12.5 days for early settings"));
    assert!(!explained("playgroup", Some(2)).contains("in place of"));
}

#[test]
fn citations_name_the_most_exact_clause() {
    let more = "clauses \"Annex 1\", \"Annex 1, B\", \"Annex 10\", \"4\" and \"4.2.1\": more of it\n";
    let policy = loaded(&format!("{}{more}", text())).policy.unwrap();
    let named = |citation: &str| policy.clauses_named(citation).map(|one| one.name.to_string()).collect::<Vec<_>>();
    assert_eq!(named("Annex 1, B, days"), ["Annex 1, B"]);
    assert_eq!(named("annex 1"), ["Annex 1"]);
    assert_eq!(named("Annex 10, B; 4.2"), ["Annex 10", "4.2"]);
    assert_eq!(named("4.2.1 (b)"), ["4.2.1"]);
    assert_eq!(named("4.2.2"), Vec::<String>::new());
    assert_eq!(named("4.21"), Vec::<String>::new());
    assert_eq!(named("Annex 1 2"), Vec::<String>::new());
    let none: Vec<_> = policy.clauses.iter().filter(|one| matches!(one.standing, Standing::NoRule(_))).collect();
    assert_eq!(none.len(), 2);
}

/// Nothing is said twice where a line of the declaration could not be read, for it may be just that line.
#[test]
fn what_could_not_be_read_is_not_blamed() {
    let text = edited("  | Meeting    | 6 x 0.5   | each half term   |", "  | Meeting    | 6 x 0.5   | each half term");
    assert_eq!(codes(&text), ["S052"]);
    let text =
        edited("  stated as \"settings in B and C only\"                          from \"Annex 4\"", "  stated as settings in B");
    assert_eq!(codes(&text), ["S103"]);
    let mut problems = Problems::default();
    loaded(&text).problems.sorted().into_iter().for_each(|one| problems.push(one));
    assert!(problems.has_errors());
}
