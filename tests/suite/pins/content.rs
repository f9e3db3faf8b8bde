use super::{accept, fixture, folder, pinned, replace, write};
use ees::harness::pins::{Content, Snapshot, file_names};
use jiff::civil::date;
use std::fs;

#[test]
fn a_snapshot_is_a_table_that_people_can_read() {
    let pins = pinned(&folder());
    assert!(pins.problems.is_empty());
    let [one] = pins.results.as_slice() else { panic!("one pin") };
    assert_eq!(one.snapshot, "settings@2025-draft.snap");
    insta::assert_snapshot!(one.now.text());
}

#[test]
fn what_is_written_is_read_again_whatever_ends_its_lines() {
    let folder = folder();
    let one = pinned(&folder).results.remove(0);
    assert_eq!(Content::read(&one.now.text(), 1).unwrap(), one.now);
    accept(&folder);
    let path = one.path.unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("---\nsource: \"pins.ees\"\n"), "{text}");
    fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    assert!(pinned(&folder).are_kept());
    // What insta leaves out at the end.
    fs::write(&path, text.trim_end()).unwrap();
    assert!(pinned(&folder).are_kept());
}

#[test]
fn names_of_settings_are_never_written() {
    let text = pinned(&folder()).results[0].now.text();
    let names: Vec<String> =
        fixture("settings.csv").lines().skip(1).map(|row| row.split(',').nth(1).unwrap().to_owned()).collect();
    assert_eq!(names.len(), 9);
    for word in names.iter().flat_map(|name| name.split(' ')).filter(|word| !["School", "Club"].contains(word)) {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn a_setting_that_moves_changes_no_line_of_another() {
    let folder = folder();
    let before = pinned(&folder).results.remove(0).now.text();
    replace(&folder, "settings.csv", "T2,Bramley Rise School,school,mixed", "T2,Bramley Rise School,school,strong");
    let now = pinned(&folder).results.remove(0).now.text();
    let settings = |text: &str| text.lines().filter(|line| line.starts_with("  T")).map(str::to_owned).collect::<Vec<_>>();
    let changed = otherwise(settings(&before), settings(&now));
    assert!(matches!(changed.as_slice(), [one] if one.starts_with("  T2 ")), "{changed:?}");
}

#[test]
fn a_condition_that_moves_nobody_changes_its_own_line() {
    let folder = folder();
    let before = pinned(&folder).results.remove(0).now.text();
    replace(&folder, "policy.ees", "C when teaching is weak and deficit", "C when deficit and teaching is weak");
    let now = pinned(&folder).results.remove(0).now.text();
    let changed = otherwise(before.lines().map(str::to_owned).collect(), now.lines().map(str::to_owned).collect());
    // Once for each kind of setting that has the line.
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(changed.iter().all(|line| line.ends_with("| deficit and teaching is weak")), "{changed:?}");
}

/// The lines of a text that are not as they were.
fn otherwise(before: Vec<String>, now: Vec<String>) -> Vec<String> {
    assert_eq!(before.len(), now.len());
    before.into_iter().zip(now).filter(|(old, new)| old != new).map(|(_, new)| new).collect()
}

#[test]
fn a_header_of_others_is_kept() {
    let folder = folder();
    accept(&folder);
    let path = pinned(&folder).results[0].path.clone().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let (_, content) = text.split_at(text.match_indices("---\n").nth(1).unwrap().0);
    fs::write(&path, format!("---\nsource: tests/suite/pins/shipped.rs\n{content}")).unwrap();
    assert!(pinned(&folder).are_kept());
    replace(&folder, "policy.ees", "C: 9 days", "C: 8 days");
    let written = pinned(&folder).results[0].accepted();
    assert_eq!(Snapshot::read(&written).unwrap().header, ["source: tests/suite/pins/shipped.rs"]);
}

#[test]
fn snapshots_are_named_by_table_revision_and_where_need_be_day() {
    let (first, second) = (date(2025, 11, 15), date(2026, 3, 1));
    let names = |revision: &str, pinned: &[(&str, _)]| {
        file_names(revision, &pinned.iter().map(|(table, on)| ((*table).to_owned(), *on)).collect::<Vec<_>>())
    };
    assert_eq!(names("2021", &[("examples.csv", first)]), ["examples@2021.snap"]);
    assert_eq!(names("", &[("examples.csv", first)]), ["examples.snap"]);
    assert_eq!(names("spring / 2", &[("tests/a b.csv", first)]), ["tests-a-b@spring---2.snap"]);
    let twice = names("1", &[("a.csv", first), ("a.csv", second), ("b.csv", second)]);
    assert_eq!(twice, ["a-2025-11-15@1.snap", "a-2026-03-01@1.snap", "b@1.snap"]);
    assert_eq!(names("1", &[("a.csv", first), ("A.json", first)]), ["a.csv@1.snap", "A.json@1.snap"]);
}

#[test]
fn an_id_can_hold_what_it_likes() {
    let folder = folder();
    write(&folder, "settings.csv", "id,setting,teaching\n\"a | b\",school,weak\n\"c\u{1b}[31m\",school,weak\n-,school,weak\n");
    accept(&folder);
    let text = pinned(&folder).results[0].now.text();
    assert!(text.contains("  a \\| b "), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn tables_whose_names_come_to_one_have_files_of_their_own() {
    let on = date(2025, 11, 15);
    let named = |tables: &[&str]| {
        let pinned: Vec<_> = tables.iter().map(|table| ((*table).to_owned(), on)).collect();
        let mut named: Vec<_> = tables.iter().map(|table| (*table).to_owned()).zip(file_names("1", &pinned)).collect();
        named.sort();
        named
    };
    let pair = |table: &str, name: &str| (table.to_owned(), name.to_owned());
    let paths = [pair("a-b.csv", "a-b.csv@1.snap"), pair("a/b.csv", "a-b.csv-2@1.snap")];
    assert_eq!(named(&["a/b.csv", "a-b.csv"]), paths);
    assert_eq!(named(&["a-b.csv", "a/b.csv"]), paths, "whatever the order of the pins");
    assert_eq!(named(&["a.csv", "A.csv"]), [pair("A.csv", "A.csv@1.snap"), pair("a.csv", "a.csv-2@1.snap")]);
    let third = named(&["a/b.csv", "a-b.csv", "a-b.csv-2"]);
    let files: std::collections::BTreeSet<_> = third.iter().map(|(_, name)| name.to_lowercase()).collect();
    assert_eq!(files.len(), 3, "{third:?}");
}

/// What a summary says of the days of settings with an outcome.
fn summed(folder: &tempfile::TempDir, outcome: &str) -> String {
    let text = pinned(folder).results.remove(0).now.text();
    let (_, summary) = text.split_once("\nsummary\n").unwrap();
    let mut rows = summary.lines().map(|row| row.split(" | ").map(str::trim).collect::<Vec<_>>());
    rows.find(|cells| cells[1] == outcome).unwrap_or_else(|| panic!("{outcome}: {summary}"))[3].to_owned()
}

#[test]
fn a_ceiling_is_summed_as_a_ceiling_and_a_minimum_as_a_minimum() {
    let folder = folder();
    assert_eq!(summed(&folder, "B"), "up to 10");
    assert_eq!(summed(&folder, "A, B"), "up to 5", "1 or up to 5");
    assert_eq!(summed(&folder, "-"), "11 to 40, and 1 without a figure");
    replace(&folder, "settings.csv", "T9,Ivy Lane Club", "T10,Jasper Rise School,school,,?,,yes\nT9,Ivy Lane Club");
    replace(&folder, "policy.ees", "C: 9 days", "C: at least 9 days");
    assert_eq!(summed(&folder, "C"), "at least 9");
    assert_eq!(summed(&folder, "A, B, C"), "no upper limit", "1, up to 5 or at least 9");
    replace(&folder, "policy.ees", "B: up to 5 days", "B: 5 days");
    assert_eq!(summed(&folder, "A, B, C"), "at least 1", "1, 5 or at least 9");
    assert_eq!(summed(&folder, "A, B"), "1 to 5");
    replace(&folder, "policy.ees", "C: at least 9 days", "C: up to 9 days");
    replace(&folder, "policy.ees", "B: 5 days", "B: up to 5 days");
    assert_eq!(summed(&folder, "B, C"), "up to 9");
}
