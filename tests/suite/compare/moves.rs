//! What becomes of settings.

use super::{DIFF, fixtures, refused, run, shown};
use crate::cli::{ees, in_folder};
use ees::harness::moves::Figures;
use std::fs;

#[test]
fn movers_are_those_that_assess_gives_another_category() {
    let built_in = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2021");
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(built_in).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let text = fs::read_to_string(&entry).unwrap().replace("parameter many: 3", "parameter many: 1");
        fs::write(folder.path().join(entry.file_name().unwrap()), text).unwrap();
    }
    let csv = |args: &[&str]| {
        let ended = ees(args).current_dir(folder.path()).output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
        let mut table = csv::Reader::from_reader(&*ended.stdout);
        table.records().map(|row| row.unwrap()).collect::<Vec<_>>()
    };
    let before = csv(&["assess", "--format", "csv"]);
    let after = csv(&["assess", "--format", "csv", "--policy", "."]);
    let wanted: Vec<[String; 2]> = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before[8] != after[8])
        .map(|(before, after)| [before[0].to_owned(), format!("{} -> {}", before[7].to_owned(), &after[7])])
        .collect();
    let found: Vec<[String; 2]> = csv(&["diff", "built-in", ".", "--examples", "--format", "csv"])
        .iter()
        .map(|row| [row[0].to_owned(), format!("{} -> {}", &row[3], &row[4])])
        .collect();
    assert_eq!(found, wanted);
    assert!(!found.is_empty());
}

#[test]
fn one_table_in_any_format_is_the_same() {
    let mut table = csv::Reader::from_path(fixtures().join("settings.csv")).unwrap();
    let headings = table.headers().unwrap().clone();
    let record = |row: csv::StringRecord| {
        let pairs = headings.iter().zip(row.iter()).map(|(heading, cell)| (heading.to_owned(), cell.into()));
        serde_json::Value::Object(pairs.collect())
    };
    let records: Vec<serde_json::Value> = table.records().map(|row| record(row.unwrap())).collect();
    let folder = in_folder(&[("settings.json", &serde_json::to_string(&records).unwrap())]);
    let path = folder.path().join("settings.json");
    let args: Vec<&str> = DIFF.iter().map(|arg| if *arg == "settings.csv" { path.to_str().unwrap() } else { arg }).collect();
    assert_eq!(shown(&args), shown(DIFF));
}

#[test]
fn what_it_fails_on_is_the_exit_code() {
    let code = |more: &[&str]| run(&[DIFF, more].concat()).status.code();
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "moves"]), Some(1));
    assert_eq!(code(&["--fail-on", "more-intensive"]), Some(1));
    assert_eq!(code(&["--fail-on", "days=20"]), Some(0));
    assert_eq!(code(&["--fail-on", "days=3"]), Some(1));
    assert_eq!(code(&["--fail-on", "days=5"]), Some(0), "what had no days, since it could not be, gets none more");
    assert_eq!(code(&["--fail-on", "days=20", "--fail-on", "moves"]), Some(1));
    let same = ["diff", "old", "old", "--settings", "autumn.csv", "--on", "2025-11-15"];
    assert_eq!(run(&[&same[..], &["--fail-on", "moves", "--fail-on", "days=0"]].concat()).status.code(), Some(0));
    let failed = run(&[DIFF, &["--fail-on", "moves"]].concat());
    assert_eq!(String::from_utf8(failed.stdout).unwrap(), shown(DIFF), "what fails is shown all the same");
}

#[test]
fn without_a_table_it_fails_on_every_setting_there_could_be() {
    let code = |sides: [&str; 2], on: &str| run(&["diff", sides[0], sides[1], "--fail-on", on]).status.code();
    assert_eq!(code(["old", "new"], "moves"), Some(1));
    assert_eq!(code(["old", "new"], "more-intensive"), Some(1));
    assert_eq!(code(["old", "old"], "moves"), Some(0));
    assert_eq!(code(["old", "old"], "more-intensive"), Some(0));
}

#[test]
fn bad_input_names_the_side() {
    let folder = in_folder(&[
        ("column.csv", "id,setting,visitors,step_fre,colour\n1,library,3,yes,red\n"),
        ("value.csv", "id,setting,roof,visitors\n1,library,thatched,3\n2,library,leakin,-4\n"),
        ("kind.csv", "id,setting,miles\n1,mobile library,3\n2,reading room,3\n"),
        ("other.csv", "id,setting,visitors,step_free\n1,library,0,yes\n"),
        ("both.csv", "id,setting,visitors,volunteers,step_free\n1,library,0,yes,yes\n"),
    ]);
    let old = fs::read_to_string(fixtures().join("old/policy.ees")).unwrap();
    let thatched = old.replace("patched or leaking", "patched, leaking or thatched") + "setting reading room\n";
    fs::create_dir(folder.path().join("more")).unwrap();
    fs::write(folder.path().join("more/policy.ees"), thatched).unwrap();
    let more = folder.path().join("more");
    let more = more.to_str().unwrap();
    let mut told = String::new();
    for (table, new) in [("column", "new"), ("value", more), ("kind", more), ("both", "new")] {
        let path = folder.path().join(format!("{table}.csv"));
        let days: &[&str] =
            if new == "new" { &["--on-old", "2026-06-15", "--on-new", "2026-09-15"] } else { &["--on", "2026-06-15"] };
        told += &refused(&[&["diff", "old", new, "--settings", path.to_str().unwrap()], days].concat());
    }
    for args in [
        &["diff", "old", "new", "--settings", "settings.csv", "--on", "2026-06-15"][..],
        &["diff", "old", "new", "--settings", "settings.csv", "--on-old", "2026-06-15", "--on-new", "2030-01-01"],
        &["diff", "old", "new", "--examples"],
        &["diff", "new", "old", "--examples", "--on", "2026-09-15"],
        &["diff", "old", "nowhere"],
        &["diff", "old", "new", "--settings", "nowhere.csv"],
        &["diff", "old", "new", "--fail-on", "days=10"],
        &["diff", "old", "new", "--examples", "--fail-on", "days=-1"],
        &["diff", "old", "new", "--settings", "settings.csv", "--examples"],
        &[DIFF, &["-o", "./settings.csv"]].concat(),
    ] {
        told += &refused(args);
    }
    let folder = folder.path().to_str().unwrap();
    insta::assert_snapshot!("diff_refused", told.replace(folder, "[folder]"));
}

#[test]
fn days_not_given_are_no_days_to_grow_from() {
    let old = fs::read_to_string(fixtures().join("old/policy.ees")).unwrap();
    let rows = "library in Light: no days given\n  | activity | days | when |\n  | --- | --- | --- |\n  | Visit | not given | Autumn 1 |";
    let folder = in_folder(&[("vans.csv", "id,setting,miles\nNE-1,mobile library,3\nNE-2,mobile library,9500\n")]);
    for (name, text) in [
        ("none", old.replace("mobile library in Light: 1 day", &format!("mobile {rows}"))),
        ("nine", old.replace("mobile library in Light: 1 day", "mobile library in Light: 9 days")),
    ] {
        fs::create_dir(folder.path().join(name)).unwrap();
        let text = text.replace("examples \"examples.csv\" on 15 November 2025", "");
        fs::write(folder.path().join(name).join("policy.ees"), text).unwrap();
    }
    let diff = |more: &[&str]| {
        let args = ["diff", "none", "nine", "--settings", "vans.csv", "--on", "2026-06-15", "--plain"];
        let ended = ees(&[&args[..], more].concat()).current_dir(folder.path()).output().unwrap();
        (ended.status.code(), String::from_utf8([ended.stdout, ended.stderr].concat()).unwrap())
    };
    let (code, page) = diff(&["--fail-on", "days=0"]);
    assert_eq!(code, Some(0), "{page}");
    assert!(page.contains("not given -> 9") && !page.contains("(+9)") && !page.contains("+9"), "{page}");
    assert!(page.contains("0, 1 without a figure"), "{page}");
    let markdown = diff(&["--format", "markdown"]).1;
    assert!(markdown.contains("(**0, 1 without a figure**)"), "{markdown}");
    let record: serde_json::Value = serde_json::from_str(&diff(&["--format", "json"]).1).unwrap();
    assert_eq!(record["settings"]["without_figure"], 1);
    assert_eq!(record["otherwise"][0]["is"]["days_difference"], serde_json::Value::Null);
}

#[test]
fn several_bounds_are_marked_as_bounds() {
    let figures = |up_to, at_least| Figures { least: 5.into(), most: 7.into(), up_to, at_least, ..Figures::default() };
    assert_eq!(figures(2, 0).words(), "5 to 7*");
    assert_eq!(figures(0, 2).words(), "5 to 7*");
    assert_eq!(Figures { least: 7.into(), ..figures(2, 0) }.words(), "up to 7");
}
