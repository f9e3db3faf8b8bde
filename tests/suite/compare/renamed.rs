//! Facts that a revision calls otherwise, or moves to other kinds of setting.

use crate::cli::{ees, in_folder};
use std::path::PathBuf;

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/renamed");
    let ended = ees(args).arg("--plain").current_dir(fixtures).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ended.status.code(), text(ended.stdout), text(ended.stderr))
}

fn record(args: &[&str]) -> serde_json::Value {
    let (code, out, err) = run(&[&["diff"], args, &["--format", "json"]].concat());
    assert_eq!(code, Some(0), "{err}");
    serde_json::from_str(&out).unwrap()
}

fn kind<'r>(record: &'r serde_json::Value, name: &str) -> &'r serde_json::Value {
    record["meaning"]["kinds"].as_array().unwrap().iter().find(|one| one["kind"] == name).unwrap()
}

/// What is compared goes by the facts, whatever each side calls them: in meaning, for settings and in the texts, in either direction.
#[test]
fn a_renamed_fact_is_one_fact() {
    for (sides, names, sense) in [
        (["old", "new"], ["attendance", "presence"], "more_intensive"),
        (["new", "old"], ["presence", "attendance"], "less_intensive"),
    ] {
        let found = record(&[sides[0], sides[1], "--settings", "settings.csv", "--on", "2025-11-15"]);
        let school = kind(&found, "school");
        let [was, is] = names;
        assert!(school["facts"].to_string().contains(&format!("`{is}` was called `{was}`")), "{school}");
        assert_eq!(school["spans"][0]["categories"], sense);
        assert_eq!(school["spans"][0]["changes"].as_array().unwrap().len(), 1, "what is expected stays: {school}");
        assert_eq!(kind(&found, "nursery")["spans"][0]["changes"], serde_json::json!([]));
        let movers: Vec<&str> = found["movers"].as_array().unwrap().iter().map(|one| one["setting"].as_str().unwrap()).collect();
        assert_eq!(movers, ["W1"]);
        assert_eq!(found["otherwise"], serde_json::json!([]), "a plan that has another name is the same plan");
        let facts: Vec<&serde_json::Value> =
            found["changes"].as_array().unwrap().iter().filter(|one| one["sort"] == "fact").collect();
        assert_eq!(facts.len(), 3, "{facts:#?}");
        assert!(facts.iter().all(|one| one["change"] == "changed"), "{facts:#?}");
    }
}

/// The same facts by one name, for one kind before and for its group after, or the reverse.
#[test]
fn a_fact_that_moves_to_a_group_is_one_fact() {
    let policy = |whom: &str| {
        format!(
            "policy Moving\nsetting nursery\nsetting child minder\ngroup early years: nursery, child minder\n\
categories, least intensive first\n  A: a\n  B: b\nfacts about {whom}\n  calm: yes or no\n\
categorise a nursery by the first match\n  A when calm\n  B otherwise\n\
categorise a child minder by the first match\n  A otherwise\n"
        )
    };
    let (one, all) = (policy("a nursery"), policy("early years"));
    let folder = in_folder(&[("one/policy.ees", &one), ("all/policy.ees", &all)]);
    for sides in [["one", "all"], ["all", "one"]] {
        let ended =
            ees(&["diff", sides[0], sides[1], "--fail-on", "moves", "--plain"]).current_dir(folder.path()).output().unwrap();
        let out = String::from_utf8(ended.stdout).unwrap();
        assert_eq!(ended.status.code(), Some(0), "{out}");
        assert!(out.contains("No setting changes"), "{out}");
        assert!(out.contains("policy knows `calm`"), "the child minder's is told: {out}");
    }
}

#[test]
fn the_whole_policy_keeps_what_facts_were_called() {
    let (code, out, err) = run(&["show", "new", "--resolved"]);
    assert_eq!(code, Some(0), "{err}");
    for line in ["presence: per cent, 0 to 100; formerly attendance", "recovery plan agreed: yes or no; formerly plan agreed"] {
        assert!(out.contains(line), "{out}");
    }
    let folder = in_folder(&[("whole/policy.ees", &out)]);
    let whole = folder.path().join("whole");
    let found = record(&["old", whole.to_str().unwrap()]);
    let (found, revision) = (kind(&found, "school").clone(), record(&["old", "new"]));
    let regions = |of: &serde_json::Value| of["spans"][0]["changes"][0]["regions"][0].clone();
    assert_eq!(found["facts"], kind(&revision, "school")["facts"]);
    for part in ["where", "witness", "witness_facts"] {
        assert_eq!(regions(&found)[part], regions(kind(&revision, "school"))[part], "{part}");
    }
}

/// A table of before is told the new name; a table of either name is read for both sides.
#[test]
fn tables_may_go_by_the_old_name_only_where_both_policies_read_them() {
    let (code, out, err) = run(&["assess", "settings.csv", "--policy", "new", "--on", "2025-11-15"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("It is called `presence` now: rename the column."), "{err}");
    assert!(err.contains("It is called `staff_leaving` now"), "{err}");
    let table = "id,setting,presence,latest_judgement\nW1,school,91%,good\nW2,school,95%,good\n";
    let folder = in_folder(&[("later.csv", table)]);
    let path = folder.path().join("later.csv");
    let found = record(&["old", "new", "--settings", path.to_str().unwrap(), "--on", "2025-11-15"]);
    assert_eq!(found["movers"].as_array().unwrap().len(), 1, "{found:#}");
    assert_eq!(found["movers"][0]["setting"], "W1");
}

/// Whom it moves where nobody tells a fact: exactly, with a setting that shows it, and `--fail-on` counts it.
#[test]
fn a_changed_assumption_is_told() {
    let policy = |assumed: &str| {
        format!(
            "policy Assuming\n  in force: 1 September 2025 to 31 August 2028\nsetting school\n\
categories, least intensive first\n  A: a\n  B: b\n  C: c\nfacts about a school\n  deficit: yes or no{assumed}\n  \
weak: yes or no\n  well led: yes or no\ncategorise a school by its most intensive strand\n  strand money\n    \
B when deficit and not well led\n    A otherwise\n  strand teaching\n    C when weak\n    A otherwise\n"
        )
    };
    let (no, yes, none) = (policy("; assumed no"), policy("; assumed yes"), policy(""));
    let folder = in_folder(&[("no/p.ees", &no), ("yes/p.ees", &yes), ("none/p.ees", &none)]);
    let diff = |args: &[&str]| {
        let ended = ees(&[&["diff"], args].concat()).arg("--plain").current_dir(folder.path()).output().unwrap();
        (ended.status.code(), String::from_utf8(ended.stdout).unwrap())
    };
    let shown =
        format!("{}\n{}\n{}", diff(&["no", "yes"]).1, diff(&["yes", "none"]).1, diff(&["no", "yes", "--format", "csv"]).1);
    insta::assert_snapshot!("diff_assumed", shown);
    let code = |sides: [&str; 2], on: &str| diff(&[sides[0], sides[1], "--fail-on", on]).0;
    assert_eq!(code(["no", "yes"], "moves"), Some(1));
    assert_eq!(code(["no", "yes"], "more-intensive"), Some(1));
    assert_eq!(code(["yes", "no"], "moves"), Some(1));
    assert_eq!(code(["yes", "no"], "more-intensive"), Some(0));
    assert_eq!(code(["no", "no"], "moves"), Some(0));
}

/// `--fail-on` without a table, of the fixture: one side's changes go one way alone.
#[test]
fn without_a_table_the_way_counts() {
    let code = |old: &str, new: &str, on: &str| run(&["diff", old, new, "--fail-on", on]).0;
    assert_eq!([code("old", "new", "moves"), code("old", "new", "more-intensive")], [Some(1), Some(1)]);
    assert_eq!([code("new", "old", "moves"), code("new", "old", "more-intensive")], [Some(1), Some(0)]);
    assert_eq!([code("new", "new", "moves"), code("new", "new", "more-intensive")], [Some(0), Some(0)]);
}
