//! The layout with report cards, read by the import of the shipped revision.

use super::{fixture, left_out, policy, policy_of, said, told, whole};
use ees::model::Policy;
use ees::report::{Style, render};
use ees::session::{Place, load};
use jiff::civil::{Date, date};
use std::fs;
use std::path::Path;

const ON: Date = date(2026, 9, 1);

fn draft() -> Policy {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/wolverhampton-2026-draft");
    let loaded = load(Place::Folder(folder));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    loaded.policy.unwrap()
}

/// The same without what is assumed.
fn told_alone(told: &str) -> String {
    let line = |line: &str| line.split(", ").filter(|fact| !fact.starts_with('(')).collect::<Vec<_>>().join(", ");
    told.lines().map(|one| line(one) + "\n").collect()
}

#[test]
fn old_and_new_judgements_stand_side_by_side() {
    let policy = draft();
    let read = whole(&policy, "state_funded", ON, |sources| sources.add("file.csv", fixture("report-cards.csv")));
    insta::assert_snapshot!(told_alone(&told(&policy, &read.rows)));
    assert_eq!(left_out(&read), [("schools of other authorities".to_owned(), 1)]);
}

/// The headings of the fixture are those of a real file, and a later edition calls the dates of judgements otherwise.
#[test]
fn later_editions_are_read_as_well() {
    let policy = draft();
    let told_by = |csv: String| {
        let read = whole(&policy, "state_funded", ON, |sources| sources.add("file.csv", csv));
        told(&policy, &read.rows)
    };
    let csv = fixture("report-cards.csv");
    let later = csv.replace(" - date of judgement", " - date of grade");
    assert_ne!(csv, later);
    assert_eq!(told_by(csv.clone()), told_by(later));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/headers.json");
    let Ok(layouts) = fs::read_to_string(path) else {
        println!("skipped: the headings of real files are not here");
        return;
    };
    let layouts: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&layouts).unwrap();
    let (_, layout) = layouts.iter().find(|(name, _)| name.starts_with("ofsted_state_latest_2026-02")).unwrap();
    let headings: Vec<&str> = layout.as_array().unwrap().iter().map(|heading| heading.as_str().unwrap()).collect();
    assert_eq!(csv.lines().next().unwrap().split(',').collect::<Vec<_>>(), headings);
}

/// Each of the two policies refuses the layout of the other, and says why.
#[test]
fn each_policy_reads_its_own_layout() {
    let by_draft = said(&draft(), "state_funded", ON, |sources| sources.add("file.csv", fixture("state-funded.csv")));
    let by_base = said(&policy(), "state_funded", ON, |sources| sources.add("file.csv", fixture("report-cards.csv")));
    insta::assert_snapshot!(format!("{by_draft}\n=====\n{by_base}"));
}

const NURSERIES: &str = "import nurseries\n  dates: day/month/year\n  id: No\n  setting: Type\n    PVI when P\n  occupancy: Filled\n  latest inspected: Inspected, or none\n";
const TABLE: &str = "No,Type,Filled,Inspected\n1,P,n/a,NULL\n2,P,80,01/06/2021\n3,P,,\n";

/// What stands for nothing is nothing where the import says so, whatever its case, and is complained of elsewhere.
#[test]
fn cells_can_say_that_they_are_empty() {
    let on = date(2021, 9, 1);
    let policy = policy_of(&[&format!("{NURSERIES}  empty is also called null or \"n/a\"\n")]);
    let read = whole(&policy, "nurseries", on, |sources| sources.add("file.csv", TABLE));
    let rows = told(&policy, &read.rows);
    let of = |row: usize| rows.lines().nth(row).unwrap().split(": ").nth(1).unwrap().to_owned();
    assert_eq!(of(0), of(2));
    assert!(of(0).contains("latest inspected none") && !of(0).contains("occupancy"), "{rows}");
    assert!(of(1).contains("latest inspected 1 June 2021") && of(1).contains("occupancy 80%"), "{rows}");
    let said = said(&policy_of(&[NURSERIES]), "nurseries", on, |sources| sources.add("file.csv", TABLE));
    assert_eq!(said.matches("error D").count(), 2, "{said}");
}

/// A column that is headed `empty` has other names like any other.
#[test]
fn a_column_headed_empty_is_a_column() {
    let import = NURSERIES.replace("Filled", "\"Empty\"") + "  \"empty\" is also called Filled\n";
    let policy = policy_of(&[&import]);
    let table = TABLE.replace("n/a,NULL", "70,");
    let read = whole(&policy, "nurseries", date(2021, 9, 1), |sources| sources.add("file.csv", table));
    assert!(told(&policy, &read.rows).contains("occupancy 70%"));
}
