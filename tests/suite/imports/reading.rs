//! What the rows of a file come to, and what is said of cells that mean nothing.

use super::{fixture, imported, left_out, policy, policy_of, said, told, whole};
use ees::diagnostic::codes::settings as codes;
use ees::model::code_name;
use ees::report::{Style, render};
use ees::session::{Place, load};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

const AUGUST_2023: Date = date(2023, 8, 31);
const SEPTEMBER_2021: Date = date(2021, 9, 1);

#[test]
fn state_funded_schools_are_read_row_by_row() {
    let policy = policy();
    let read = whole(&policy, "state", AUGUST_2023, |sources| sources.add("file.csv", fixture("state-funded.csv")));
    insta::assert_snapshot!(told(&policy, &read.rows));
    assert_eq!(left_out(&read), [("schools of other authorities".to_owned(), 1)]);
    assert_eq!(read.notes.notices.len(), 1);
    assert_eq!(read.rows[0].name, "Quillfeather Primary School");
}

#[test]
fn childcare_providers_are_read_row_by_row() {
    let policy = policy();
    let read = whole(&policy, "childcare", SEPTEMBER_2021, |sources| sources.add("file.csv", fixture("childcare.csv")));
    insta::assert_snapshot!(told(&policy, &read.rows));
    let home = "home childcarers, who are no setting of the strategy".to_owned();
    assert_eq!(left_out(&read), [(home, 2), ("providers of other authorities".to_owned(), 1)]);
    assert!(read.notes.notices[0].starts_with("Funded places are not in this file: "));
}

#[test]
fn what_a_file_says_that_no_line_knows_is_told_with_its_place() {
    let policy = policy();
    for (import, on) in [("state_funded", AUGUST_2023), ("childcare", SEPTEMBER_2021)] {
        let name = format!("bad-{}.csv", import.replace('_', "-"));
        let said = said(&policy, import, on, |sources| sources.add(name.as_str(), fixture(&name)));
        insta::assert_snapshot!(format!("bad_{import}"), said);
    }
}

#[test]
fn neither_names_nor_ids_are_ever_shown() {
    let policy = policy();
    for (import, on) in [("state_funded", AUGUST_2023), ("childcare", SEPTEMBER_2021)] {
        let csv = fixture(&format!("bad-{}.csv", import.replace('_', "-"))).replace("Little", "Petra").replace("School", "Petra");
        let csv = csv.replacen("Petra name", "School name", 1);
        let (_, problems, sources) = imported(&policy, import, on, |sources| sources.add("file.csv", csv));
        let findings = problems.sorted();
        assert!(findings.len() > 5);
        for style in [Style::Plain, Style::Json, Style::Graphical { colour: false, width: 80 }] {
            let text = render(&findings, &sources, style);
            let shown: Vec<&str> = text.lines().filter(|line| line.contains("90000")).collect();
            assert!(shown.is_empty(), "{shown:?}");
            // A kind of school that no line knows is a code and is shown; a name is not.
            assert!(
                text.lines()
                    .filter(|line| line.contains("Petra"))
                    .all(|line| line.contains("Type of education") || line.contains("^") || line.contains("Community")),
                "{text}"
            );
        }
    }
}

/// A small import for one thing at a time.
const SMALL: &str = r#"
import small
  id: No
  setting: Type
    school when S
    PVI when P
    child minder when Type is C and Flag is Y or Yes
    academy when C and Flag is not N
    left out when C, because "not flagged"

  visits, newest first
    | visit | date | by |
    | One   | On   | By |
    | Two   | Day  | Who |
    good when by is head
    good when "A-"
    outstanding when A
    none when Z
    unknown when empty or U

  latest Ofsted, for a school: the newest visit, or none
  latest inspected, for a school: date of the newest visit, or none
  leadership: Led
    strong when S and "Count" is 1 or 2
    mixed when S
    weak when "second newest visit" is x
    weak when the second newest visit is outstanding
    unknown otherwise
  months open: whole months since Opened
  occupancy: Full
"#;

const HEADINGS: &str = "No,Type,Flag,One,On,By,Two,Day,Who,Led,Count,Opened,Full,second newest visit\n";

fn small(rows: &str) -> String {
    let policy = policy_of(&[SMALL]);
    let (read, problems, sources) =
        imported(&policy, "small", SEPTEMBER_2021, |sources| sources.add("small.csv", format!("{HEADINGS}{rows}")));
    let said = render(&problems.sorted(), &sources, Style::Plain);
    told(&policy, &read.rows) + &said
}

#[test]
fn lines_are_gone_through_in_their_order() {
    let kinds = small("1,S,,,,,,,,,,,,\n2,p,,,,,,,,,,,,\n3,C,y,,,,,,,,,,,\n4,C,,,,,,,,,,,,\n5,C,N,,,,,,,,,,,\n");
    let kinds: Vec<&str> = kinds.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(kinds, ["1 school", "2 PVI", "3 child minder", "4 academy"], "the fifth is left out");
}

#[test]
fn the_newest_by_date_is_the_latest_whatever_its_column() {
    let row = |cells: &str| small(&format!("1,S,,{cells},,,,,\n"));
    let latest = |cells: &str| {
        row(cells)
            .split("latest Ofsted ")
            .nth(1)
            .unwrap()
            .split(", leadership")
            .next()
            .unwrap()
            .split(", (")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(latest("A,2021-01-01,,A-,2020-01-01,"), "outstanding, latest inspected 1 January 2021");
    assert_eq!(latest("A,2020-01-01,,A-,2021-01-01,"), "good, latest inspected 1 January 2021");
    assert_eq!(
        latest("A,2021-01-01,,A-,2021-01-01,"),
        "outstanding, latest inspected 1 January 2021",
        "of one day the one named first"
    );
    assert_eq!(
        latest("A,2021-01-01,Head,A-,2020-01-01,"),
        "good, latest inspected 1 January 2021",
        "another column decides first"
    );
    assert_eq!(latest("Z,2021-01-01,,A,2020-01-01,"), "none, latest inspected 1 January 2021");
    assert_eq!(latest(",,,,,"), "none, latest inspected none");
    assert!(!row("U,2021-01-01,,A,2020-01-01,").contains("latest Ofsted"), "what is unknown is not told");
    assert!(row("A,2021-01-01,,A,,x").contains("error D049 small.csv:2:20\n  Row 2, column `Two`: this visit has no date"));
}

#[test]
fn what_rests_on_the_unknown_is_unknown() {
    let leadership = |cells: &str| {
        small(&format!("1,S,,{cells}\n"))
            .split("leadership ")
            .nth(1)
            .map(|rest| rest.split(',').next().unwrap().trim().to_owned())
    };
    assert_eq!(leadership(",,,,,,s,1,,,").as_deref(), Some("strong"));
    assert_eq!(leadership(",,,,,,s,3,,,").as_deref(), Some("mixed"));
    assert_eq!(leadership("A,2021-01-01,,A,2020-01-01,,,,,,").as_deref(), Some("weak"), "the second newest is outstanding");
    assert_eq!(leadership("A,2021-01-01,,A-,2020-01-01,,,,,,x").as_deref(), Some("weak"), "the column of that name");
    assert_eq!(leadership("A,2021-01-01,,A-,2020-01-01,,,,,,"), None);
    assert_eq!(leadership("A,2021-01-01,,U,2020-01-01,,,,,,"), None);
}

#[test]
fn months_are_whole_and_numbers_are_the_policys_own() {
    let months = |opened: &str| small(&format!("1,P,,,,,,,,,,{opened},80%,\n"));
    for (opened, whole) in
        [("2020-09-01", 12), ("2020-09-02", 11), ("2021-08-31", 0), ("2021-09-01", 0), ("29 February 2020", 18)]
    {
        assert!(months(opened).contains(&format!("months open {whole} month")), "{opened}: {}", months(opened));
    }
    assert!(months("2020-09-01").contains("occupancy 80%"));
    assert!(months("01/09/2020").contains("Say in the import `small` how dates are written: `dates: day/month/year`."));
    assert!(months("2021-09-02").contains("D023"), "not open yet");
    assert!(small("1,P,,,,,,,,,,,101,\n").contains("D021"));
}

/// Spreadsheets hold 80% as 0.8: a file of others is doubted as a table of one's own is.
#[test]
fn per_cent_that_look_like_parts_of_one_are_pointed_out() {
    let said = |rows: &str| {
        small(rows).lines().filter(|line| line.contains("D026") || line.starts_with("  ")).collect::<Vec<_>>().join("\n")
    };
    let whole = said("1,P,,,,,,,,,,,0.8,\n2,P,,,,,,,,,,,0.95,\n");
    assert!(whole.contains("warning D026 small.csv:1:53\n  Every figure in column `Full` is 1 or less"), "{whole}");
    let one = said("1,P,,,,,,,,,,,0.8,\n2,P,,,,,,,,,,,95,\n");
    assert!(one.contains("Row 2, column `Full`: `0.8` is read as 0.8%, less than 1%."), "{one}");
    assert_eq!(said("1,P,,,,,,,,,,,0.8%,\n2,P,,,,,,,,,,,,\n"), "");
}

#[test]
fn codes_are_told_apart_by_every_sign_but_blanks_and_hyphens() {
    for (one, other) in [
        ("Out-of-school day care", "out of school  Day Care"),
        ("Not Met (with actions)", "not met (with actions)"),
        (" 2 ", "2"),
    ] {
        assert_eq!(code_name(one), code_name(other));
    }
    let codes = ["A", "A+", "A-", "-", "", "1", "10", "1.0", "Good (Concerns) - S5", "Good (Concerns)"];
    assert_eq!(codes.iter().map(|code| code_name(code)).collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn every_code_about_imports_is_brought_up() {
    let policy = policy_of(&[SMALL]);
    let mut met = String::new();
    let mut say =
        |import: &str, text: String| met += &said(&policy, import, SEPTEMBER_2021, |sources| sources.add("a.csv", text));
    say("small", small_file("1,X,,,,,,,,,,,,\n2,S,,A,,,,,,,,,,\n"));
    say("small", "Number,Kind\n1,S\n".to_owned());
    say("small", HEADINGS.replace("Flag", "No (old)").replace("Type", "Kind") + "1,S,,,,,,,,,,,,\n");
    say("small", HEADINGS.replace("Flag", "Type (new)").replace("Type,", "Type (old),") + "1,S,,,,,,,,,,,,\n");
    say("state", "URN,School name,Leadership and governance\n1,A,Met\n".to_owned());
    for code in [
        codes::IMPORT_COLUMN_MISSING,
        codes::IMPORT_COLUMN_TWICE,
        codes::FILE_REFUSED,
        codes::CODE_UNKNOWN,
        codes::UNDATED,
        codes::NO_HEADINGS,
    ] {
        assert!(met.contains(code.id), "{} is missing in {met}", code.id);
    }
}

fn small_file(rows: &str) -> String {
    format!("{HEADINGS}{rows}")
}

/// Slips in the import and in the table: whatever comes of them is said in words, with places on whole letters.
#[test]
fn no_slip_stops_an_import() {
    let mut random = fastrand::Rng::with_seed(77);
    let (import, csv) = (fixture("import-childcare.ees"), fixture("childcare.csv"));
    let mut slip = |text: &str, pieces: &[&str]| {
        let mut text = text.to_owned();
        for _ in 0..random.usize(1..4) {
            let (from, length) = (random.usize(0..text.len()), random.usize(0..12));
            let to = (from + length).min(text.len());
            if text.is_char_boundary(from) && text.is_char_boundary(to) {
                text.replace_range(from..to, pieces[random.usize(0..pieces.len())]);
            }
        }
        text
    };
    let (mut read, mut refused) = (0, 0);
    for _ in 0..300 {
        let import =
            slip(&import, &["", " ", "\n", "|", "\"", " is ", " or ", " and ", "when", ",", ":", "é", "the newest ", "#", "of"]);
        let table = slip(&csv, &["", ",", "\n", "\"", "31/02/2020", "é", "-", "Met", ";"]);
        let files = [("policy.ees".to_owned(), fixture("policy.ees")), ("import.ees".to_owned(), import)];
        let mut loaded = load(Place::Memory(files.to_vec()));
        drop(render(&std::mem::take(&mut loaded.problems).sorted(), &loaded.sources, Style::Plain));
        let Some(policy) = loaded.policy.filter(|policy| !policy.imports.is_empty()) else {
            refused += 1;
            continue;
        };
        let (found, problems, sources) = imported(&policy, "", SEPTEMBER_2021, |sources| sources.add("file.csv", table.as_str()));
        read += usize::from(!found.rows.is_empty());
        for label in problems.sorted().iter().flat_map(|one| &one.labels) {
            assert!(label.span.file.0 != 0 || sources.text(label.span.file).get(label.span.range()).is_some(), "{table:?}");
        }
    }
    assert!(read > 30 && refused > 100, "{read} read and {refused} refused are no fair trial");
}
