//! Editions of a file: headings that drift, title lines, other formats and encodings, layouts that an import is not for.

use super::{fixture, imported, policy, policy_of, said, told, whole};
use crate::tables::book;
use ees::session::{Place, load, read_import};
use ees::settings::{Reading, read};
use ees::source::Sources;
use jiff::civil::{Date, date};
use std::fs;
use std::path::Path;

const ON: Date = date(2021, 9, 1);

/// What the childcare fixture tells, as it stands.
fn plain() -> String {
    let policy = policy();
    told(&policy, &whole(&policy, "childcare", ON, |sources| sources.add("file.csv", fixture("childcare.csv"))).rows)
}

fn told_by(add: impl FnOnce(&mut Sources) -> ees::source::FileId) -> String {
    let policy = policy();
    told(&policy, &whole(&policy, "childcare", ON, add).rows)
}

#[test]
fn headings_may_drift_and_title_lines_stand_above_them() {
    let csv = fixture("childcare.csv");
    let (headings, rows) = csv.split_once('\n').unwrap();
    let drifted = headings
        .replace("Provider URN", "Provider  urn")
        .replace("Registration date", "Registration Date")
        .replace("Provider subtype", "PROVIDER SUBTYPE")
        .replace("NCOR: Inspection date", "NCOR - Inspection date (2021)")
        .replace("Most recent full: Inspection date", "Most recent full: Inspection date [dd/mm/yyyy]");
    let titled = format!("\"Childcare providers and inspections, as at 31 August 2021\"\n\nSource: \"x\",,\n{drifted}\n{rows}");
    assert_eq!(told_by(|sources| sources.add("file.csv", titled)), plain());
}

#[test]
fn a_year_inside_a_heading_may_be_another() {
    let import = "import years\n  id: No\n  setting: Type\n    PVI when P\n  occupancy: Places filled in 2020/21\n";
    let policy = policy_of(&[import]);
    let occupancy = |heading: &str| {
        let csv = format!("No,Type,{heading}\n1,P,80,20\n");
        told(&policy, &whole(&policy, "years", ON, |sources| sources.add("file.csv", csv)).rows)
    };
    assert!(occupancy("Places filled in 2021/22,Other").contains("occupancy 80%"));
    assert!(occupancy("Places filled in 2019,Other").contains("occupancy 80%"));
    assert!(
        occupancy("Places filled in 2019/20,Places filled in 2020/21").contains("occupancy 20%"),
        "the same year comes first"
    );
    let two = "No,Type,Places filled in 2018/19,Places filled in 2019/20\n1,P,80,20\n";
    let said = said(&policy, "years", ON, |sources| sources.add("file.csv", two));
    assert!(
        said.contains("error D046 file.csv:1:9\n  Several columns of the file could be `Places filled in 2020/21`"),
        "{said}"
    );
}

#[test]
fn a_column_may_have_other_names() {
    let import = "import aliases\n  id: No\n  setting: Type\n    PVI when P\n  No is also called Number or Reference\n";
    let policy = policy_of(&[import]);
    for heading in ["No", "number", "REFERENCE"] {
        let csv = format!("{heading},Type\n1,P\n");
        assert_eq!(whole(&policy, "aliases", ON, |sources| sources.add("file.csv", csv)).rows[0].id, "1");
    }
}

#[test]
fn workbooks_and_json_are_imported_alike() {
    let csv = fixture("childcare.csv");
    let titled = format!("Childcare providers\n\n{csv}");
    assert_eq!(told_by(|sources| sources.add_workbook("file.xlsx", book::of_csv(&csv))), plain());
    assert_eq!(told_by(|sources| sources.add_workbook("file.xlsx", book::of_csv(&titled))), plain());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let records: Vec<serde_json::Map<String, serde_json::Value>> = reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let cells = headings.iter().zip(&record).filter(|(_, cell)| !cell.is_empty());
            cells.map(|(heading, cell)| (heading.to_owned(), cell.into())).collect()
        })
        .collect();
    let json = serde_json::to_string(&records).unwrap();
    assert_eq!(told_by(|sources| sources.add("file.json", json)), plain());
}

#[test]
fn days_that_a_workbook_holds_as_days_are_read_whatever_the_order() {
    use book::Cell::{Day, Text};
    let headings: Vec<_> = fixture("childcare.csv").lines().next().unwrap().split(',').map(str::to_owned).collect();
    let place = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let mut row = vec![book::Cell::Nothing; headings.len()];
    row[place("Provider URN")] = Text("EY1");
    row[place("Provider type")] = Text("Childminder");
    row[place("Local authority")] = Text("Wolverhampton");
    row[place("Registration date")] = Day("44075");
    let sheet = ("Providers", vec![headings.iter().map(|heading| Text(heading)).collect(), row]);
    assert!(told_by(|sources| sources.add_workbook("file.xlsx", book::workbook(&[sheet]))).contains("months open 12 months"));
}

/// As GIAS writes its files: Windows-1252, days with hyphens, personal names in columns that are not read.
const GIAS: &str = r#"
import GIAS
  encoding: Windows-1252
  dates: day-month-year
  id: URN
  name: EstablishmentName
  setting: "TypeOfEstablishment (name)"
    left out when "EstablishmentStatus (name)" is Closed or "Proposed to open", because "not open"
    PVI when Day nursery
  months open: whole months since OpenDate
"#;

#[test]
fn an_older_encoding_is_read_where_the_import_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("gias.csv");
    let text = b"URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),OpenDate,HeadFirstName\n\
                 1,Zo\xEB\x92s,Day nursery,Open,01-09-2020,\x81\n2,Two,Day nursery,closed,,\n";
    fs::write(&table, text.map(|byte| if byte == 0x81 { b'x' } else { byte })).unwrap();
    let files =
        ["policy.ees"].map(|name| (name.to_owned(), fixture(name))).into_iter().chain([("gias.ees".to_owned(), GIAS.to_owned())]);
    let mut loaded = load(Place::Memory(files.collect()));
    let mut problems = ees::diagnostic::Problems::default();
    let found = read_import(&mut loaded, &table, "GIAS", &mut problems).unwrap();
    let policy = loaded.policy.as_ref().unwrap();
    let read = read(&loaded.sources, found.file, policy, found.import(policy), &Reading { on: ON, strict: false }, &mut problems);
    assert!(problems.is_empty(), "{:?}", problems.iter().next());
    assert_eq!(read.rows[0].name, "Zoë’s");
    assert!(told(policy, &read.rows).contains("months open 12 months"));
    assert_eq!(read.notes.left_out.len(), 1);
}

/// Whatever stands in columns that the import does not name changes nothing, and nothing of it is shown.
#[test]
fn columns_that_the_import_does_not_name_are_not_looked_at() {
    let policy = policy();
    let import = policy.imports.iter().find(|import| import.name.machine.contains("childcare")).unwrap();
    let named: Vec<String> = import.columns.iter().map(|column| ees::model::machine_name(&column.headings[0])).collect();
    for personal in ["registered_person_name", "postcode", "telephone_number", "provider_town"] {
        assert!(!named.iter().any(|column| column == personal), "{personal} is read");
    }
    let csv = fixture("childcare.csv");
    let mut rows: Vec<Vec<String>> = csv.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let headings = rows[0].clone();
    for row in rows.iter_mut().skip(1) {
        for (cell, heading) in row.iter_mut().zip(&headings) {
            if !named.contains(&ees::model::machine_name(heading)) {
                *cell = "31/02/9999 Petra".to_owned();
            }
        }
    }
    let changed: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    let (read, problems, _) = imported(&policy, "childcare", ON, |sources| sources.add("file.csv", changed));
    assert!(problems.is_empty());
    assert_eq!(told(&policy, &read.rows), plain());
}

#[test]
fn another_file_and_a_column_too_few_are_told() {
    let policy = policy();
    let csv = fixture("childcare.csv").replace("Second most recent full: Inspection date", "Second: date");
    let said_of = |text: String| said(&policy, "childcare", ON, |sources| sources.add("file.csv", text));
    insta::assert_snapshot!("a_column_too_few", said_of(csv));
    insta::assert_snapshot!("another_file", said_of("id,name,setting\n1,One,school\n".to_owned()));
    insta::assert_snapshot!("rows_too_short", said_of(fixture("childcare.csv").replace(",Wolverhampton,", ",")));
}

/// The layouts with report cards, by their real headings: refused in words.
#[test]
fn layouts_with_report_cards_are_refused_in_words() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/headers.json");
    if !path.is_file() {
        println!("skipped: the headings of real files are not here");
        return;
    }
    let layouts: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let policy = policy();
    let mut refused = 0;
    for (name, headings) in &layouts {
        let headings: Vec<&str> = headings.as_array().unwrap().iter().map(|heading| heading.as_str().unwrap()).collect();
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(&headings).unwrap();
        csv.write_record(headings.iter().map(|_| "1")).unwrap();
        let csv = String::from_utf8(csv.into_inner().unwrap()).unwrap();
        for import in ["state", "childcare"] {
            let said = said(&policy, import, ON, |sources| sources.add("file.csv", csv.as_str()));
            let own = name.contains("2026") && (name.contains("state") || name.contains("childcare")) && name.contains(import);
            let current = name.contains(import) && !own && !name.contains("2025");
            assert_eq!(said.contains("D047"), own, "{name} by {import}: {said}");
            // Of the layout that it is for, the import misses nothing; what is wrong is the row.
            assert_eq!(said.contains("D045") || said.contains("D050") || own, !current, "{name} by {import}: {said}");
            refused += usize::from(own);
        }
    }
    assert_eq!(refused, 3);
}
