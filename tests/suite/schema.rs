//! What programs are given keeps the published schemas.

use crate::{assess, sample};
use ees::assess::Format;
use ees::report::{Style, render};
use ees::session::{Place, load};
use jsonschema::Validator;
use serde_json::Value as Json;

fn validator(schema: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

fn faults(validator: &Validator, value: &Json) -> Vec<String> {
    validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path)).collect()
}

#[test]
fn the_published_schemas_are_the_generated_ones() {
    let all = [
        ("ask", ees::harness::forms::ask::schema()),
        ("assess", ees::assess::schema()),
        ("coverage", ees::harness::coverage::schema()),
        ("diff", ees::harness::forms::diff::schema()),
        ("explain", ees::explain::schema()),
        ("findings", ees::report::schema()),
        ("mutants", ees::harness::mutants::schema()),
        ("repl", ees::cli::repl_schema()),
        ("review", ees::harness::forms::review::schema()),
        ("solve", ees::harness::forms::solve::schema()),
        ("test", ees::cli::test_schema()),
    ];
    for (name, schema) in all {
        let path = format!("{}/docs/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("EES_WRITE_SCHEMAS").is_some() {
            std::fs::write(&path, &generated).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap();
        assert_eq!(published, generated, "if the change is meant: EES_WRITE_SCHEMAS=1 cargo test schema");
    }
}

#[test]
fn answers_keep_theirs() {
    let validator = validator(include_str!("../../docs/assess.schema.json"));
    let policy = sample::policy();
    let answers = assess::answers(&policy, &assess::rows());
    let array: Json = serde_json::from_str(&assess::written(Format::Json, &policy, &answers)).unwrap();
    assert_eq!(faults(&validator, &array), Vec::<String>::new());
    assert!(array.as_array().unwrap().len() > 5);
    let wrong: [fn(&mut Json); 5] = [
        |record| record["days"] = "five".into(),
        |record| record["status"] = "done".into(),
        |record| record["because"] = serde_json::json!([{ "why": null }]),
        |record| drop(record.as_object_mut().unwrap().remove("gate")),
        |record| record["more"] = 1.into(),
    ];
    for wrong in wrong {
        let mut array = array.clone();
        wrong(&mut array[0]);
        assert!(!faults(&validator, &array).is_empty(), "{} is let through", array[0]);
    }
}

#[test]
fn comparisons_keep_theirs() {
    use crate::compare::{DIFF, REVIEW, shown};
    let schemas = [include_str!("../../docs/diff.schema.json"), include_str!("../../docs/review.schema.json")];
    for (schema, args) in schemas.into_iter().zip([DIFF, REVIEW]) {
        let validator = validator(schema);
        let record: Json = serde_json::from_str(&shown(&[args, &["--format", "json"][..]].concat())).unwrap();
        assert_eq!(faults(&validator, &record), Vec::<String>::new());
        assert!(record["movers"].as_array().unwrap().len() > 4);
        let wrong: [fn(&mut Json); 4] = [
            |record| record["redacted"] = "no".into(),
            |record| record["settings"]["by_category"][0]["status"] = "done".into(),
            |record| drop(record.as_object_mut().unwrap().remove("movers")),
            |record| record["more"] = 1.into(),
        ];
        for wrong in wrong {
            let mut record = record.clone();
            wrong(&mut record);
            assert!(!faults(&validator, &record).is_empty(), "{record} is let through");
        }
    }
    let texts: Json = serde_json::from_str(&shown(&["diff", "old", "new", "--format", "json"])).unwrap();
    assert_eq!(faults(&validator(schemas[0]), &texts), Vec::<String>::new());
}

#[test]
fn findings_keep_theirs() {
    let validator = validator(include_str!("../../docs/findings.schema.json"));
    let text = "policy One\n\nsetting school\n\ncategories, least intensive first\n  A: a\n\nfacts about a school\n  a: yes or no\n  a: date\n";
    let loaded = load(Place::Memory(vec![("one.ees".to_owned(), text.to_owned())]));
    let found: Json = serde_json::from_str(&render(&loaded.problems.sorted(), &loaded.sources, Style::Json)).unwrap();
    assert_eq!(faults(&validator, &found), Vec::<String>::new());
    assert_eq!(found["findings"][0]["places"].as_array().unwrap().len(), 2);
    let nowhere: Json =
        serde_json::from_str(&render(&load(Place::Memory(vec![])).problems.sorted(), &loaded.sources, Style::Json)).unwrap();
    assert_eq!(faults(&validator, &nowhere), Vec::<String>::new());
    for field in ["code", "severity", "title", "message", "help", "places"] {
        let mut wrong = found.clone();
        wrong["findings"][0].as_object_mut().unwrap().remove(field);
        assert!(!faults(&validator, &wrong).is_empty(), "a finding without {field} is let through");
    }
}

#[test]
fn questions_and_changes_keep_theirs() {
    let ask = validator(include_str!("../../docs/ask.schema.json"));
    let solve = validator(include_str!("../../docs/solve.schema.json"));
    let run = |args: &[&str]| -> Json { serde_json::from_slice(&crate::cli::ees(args).output().unwrap().stdout).unwrap() };
    for args in [&["ask", "--format", "json"][..], &["ask", "--format", "json", "--by", "cost", "--ahead", "2"]] {
        let asked = run(args);
        assert_eq!(faults(&ask, &asked), Vec::<String>::new());
        assert!(asked.as_array().unwrap().len() > 40);
    }
    for goal in ["P02 in A", "at most 5 settings in C", "Autumn 1 within 1 day"] {
        let solved = run(&["solve", "--goal", goal, "--format", "json"]);
        assert_eq!(faults(&solve, &solved), Vec::<String>::new(), "{goal}");
        let mut wrong = solved.clone();
        wrong["goals"][0]["stands"]["reached"] = "surely".into();
        assert!(!faults(&solve, &wrong).is_empty());
    }
}
