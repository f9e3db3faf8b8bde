//! The policy of `tests/fixtures/coverage`: each figure was worked out on paper from its five scenarios and the drafted one.

use super::{measured, pools};
use ees::explain::plain;
use ees::harness::coverage::{Figures, Seen, Sort, State, lcov, unexercised, write};
use serde_json::Value as Json;

#[test]
fn the_figures_are_those_worked_out_by_hand() {
    let coverage = measured(&pools());
    assert_eq!((coverage.scenarios, coverage.drafted), (5, 1), "one expects nothing");
    let expected = [
        // Every line of both strands decides once.
        (Sort::Line, 6, 0, 6),
        // `upkeep is heavy` decides once, where the water is foul; in the drafted scenario the last row gives the value.
        (Sort::Row, 1, 1, 3),
        // The score is read below the first row only: in the drafted scenario, where the slide gives a point.
        (Sort::Points, 0, 1, 2),
        // A Light pool is there, and it was cleaned in time.
        (Sort::Gate, 0, 0, 1),
        (Sort::Expectation, 1, 0, 1),
        (Sort::Also, 1, 0, 1),
        (Sort::Constraint, 1, 0, 1),
        // slide (it cannot be), cafe (list), water is foul (strand), badly watched, any of the extras, visitors at least 300
        (Sort::Condition, 6, 5, 19),
        // water is foul (strand), visitors at least 300
        (Sort::Threshold, 2, 2, 10),
        (Sort::Support, 5, 0, 5),
        (Sort::Step, 1, 0, 2),
        (Sort::Assumption, 2, 0, 2),
        (Sort::Category, 3, 0, 3),
    ];
    for (sort, exercised, drafted, all) in expected {
        assert_eq!(coverage.of_sort(sort), Figures { exercised, drafted, all }, "{}", sort.many());
    }
    assert_eq!(coverage.total(), Figures { exercised: 29, drafted: 9, all: 56 });
    // 29 of 56 are 51.78 per cent.
    assert_eq!(coverage.total().per_cent().to_string(), "51.7");
    assert!(coverage.total().reaches("51.78".parse().unwrap()) && !coverage.total().reaches("51.79".parse().unwrap()));
}

#[test]
fn the_nearest_values_on_both_sides_of_a_threshold_are_kept() {
    let coverage = measured(&pools());
    let nearest = |text: &str| {
        let item = coverage.items.iter().rfind(|item| item.sort == Sort::Threshold && &*item.text == text).unwrap();
        let Seen::Threshold { holds, fails } = &item.seen else { panic!("{text} is no threshold") };
        [holds, fails].map(|side| side.nearest.as_ref().map(|one| (one.value.clone(), one.distance.to_string())))
    };
    let value = |value: &str, distance: &str| Some((value.to_owned(), distance.to_owned()));
    assert_eq!(nearest("visitors is at least 300"), [value("500 visitors", "200"), value("250 visitors", "50")]);
    assert_eq!(nearest("water is foul"), [value("foul", "0"), value("cloudy", "1")]);
    assert_eq!(nearest("lifeguards is under few lifeguards"), [None, value("4", "2")], "not the drafted 2");
    assert_eq!(nearest("not last cleaned is within 2 months"), [value("14 September 2025", "1"), None]);
}

#[test]
fn what_is_not_exercised_is_told_by_sentence() {
    let loaded = pools();
    let coverage = measured(&loaded);
    insta::assert_snapshot!(plain(&unexercised(&coverage, &loaded.sources, usize::MAX), 100));
    let short = plain(&unexercised(&coverage, &loaded.sources, 2), 100);
    assert!(short.ends_with("and 11 more sentences.\n"), "{short}");
}

#[test]
fn lcov_has_the_lines_and_the_conditions() {
    let loaded = pools();
    let written = lcov(&[(&measured(&loaded), &loaded.sources)]);
    insta::assert_snapshot!(written);
    let read = ::lcov::Report::from_reader(::lcov::Reader::new(written.as_bytes())).unwrap();
    assert_eq!(read.sections.len(), 1, "scenarios are nothing to exercise");
}

#[test]
fn the_record_keeps_its_schema() {
    let loaded = pools();
    let (policy, coverage) = (loaded.policy.as_ref().unwrap(), measured(&loaded));
    let mut written = Vec::new();
    write(&[(policy, &coverage, &loaded.sources)], &mut written).unwrap();
    let record: Json = serde_json::from_slice(&written).unwrap();
    let schema: Json = serde_json::from_str(include_str!("../../../docs/coverage.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&record).map(|fault| format!("{}: {fault}", fault.instance_path)).collect();
    assert_eq!(faults, Vec::<String>::new());
    let one = &record["policies"][0];
    assert_eq!((&one["total"]["exercised"], &one["total"]["per_cent"]), (&29.into(), &serde_json::json!(51.7)));
    assert_eq!(one["items"].as_array().unwrap().len(), 56);
    let gate = one["items"].as_array().unwrap().iter().find(|item| item["sort"] == "gate").unwrap();
    assert_eq!(
        (&gate["line"], &gate["state"], &gate["reached"], &gate["held"]),
        (&61.into(), &State::Partly.word().into(), &1.into(), &0.into())
    );
    let wrong: [fn(&mut Json); 4] = [
        |record| record["schema"] = 2.into(),
        |record| record["policies"][0]["items"][0]["state"] = "done".into(),
        |record| record["policies"][0]["sorts"][0]["sort"] = "lines".into(),
        |record| drop(record["policies"][0]["items"][0].as_object_mut().unwrap().remove("missing")),
    ];
    for wrong in wrong {
        let mut changed = record.clone();
        wrong(&mut changed);
        assert!(!validator.is_valid(&changed), "{changed} is let through");
    }
}
