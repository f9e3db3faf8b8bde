//! Tables of settings: what cells mean, and what is said of those that mean nothing.

use ees::diagnostic::{Problems, codes};
use ees::model::{
    Citation, Domain, Fact, FactId, FactState, Kind, KindId, Name, NumberDomain, Policy, Unit, Value, Vocabulary, VocabularyId,
    VocabularyValue,
};
use ees::report::{Style, render};
use ees::settings::{Reading, Row, read_csv};
use ees::source::{FileId, Sources, Span, decode};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(crate) const ON: Date = date(2021, 11, 15);

const SCHOOL: KindId = KindId(0);
const NURSERY: KindId = KindId(1);

/// Two kinds of setting; `leadership` is a fact of both.
pub(crate) fn policy() -> Policy {
    Policy {
        name: Name::new("a trial policy"),
        revision: "2021".into(),
        kinds: vec![Kind { name: Name::new("school"), about: None }, Kind { name: Name::new("day nursery"), about: None }],
        vocabularies: vec![
            vocabulary(&["yes", "no"]),
            vocabulary(&["outstanding", "good", "requires improvement", "serious weaknesses", "special measures"]),
            vocabulary(&["effective", "inconsistent", "ineffective"]),
        ],
        facts: vec![
            Fact { or_none: true, fixed: true, ..fact("latest Ofsted", SCHOOL, Domain::Vocabulary(VocabularyId(1))) },
            Fact { or_none: true, ..fact("latest inspected", SCHOOL, Domain::Date) },
            fact("leadership", SCHOOL, Domain::Vocabulary(VocabularyId(2))),
            Fact { assumed: Some(Value::yes(false)), ..fact("two-year-olds", SCHOOL, yes_or_no()) },
            fact("complaints", SCHOOL, number(Unit::Bare, true, Some(0), None)),
            fact("reserves", SCHOOL, number(Unit::Pounds, false, None, None)),
            fact("leadership", NURSERY, Domain::Vocabulary(VocabularyId(2))),
            fact("occupancy", NURSERY, number(Unit::PerCent, false, Some(0), Some(100))),
            fact("months open", NURSERY, number(Unit::Named("months".into()), true, Some(0), None)),
        ],
        ..Policy::empty()
    }
}

fn vocabulary(values: &[&str]) -> Vocabulary {
    let value = |(rank, phrase): (usize, &&str)| VocabularyValue { name: Name::new(phrase), rank: u16::try_from(rank).unwrap() };
    Vocabulary { name: None, ordered: true, values: values.iter().enumerate().map(value).collect() }
}

fn yes_or_no() -> Domain {
    Domain::Vocabulary(VocabularyId(0))
}

fn number(unit: Unit, whole: bool, least: Option<i64>, most: Option<i64>) -> Domain {
    Domain::Number(NumberDomain { unit, whole, least: least.map(Decimal::from), most: most.map(Decimal::from) })
}

fn fact(name: &str, kind: KindId, domain: Domain) -> Fact {
    let (citation, span) = (Citation::default(), Span::new(FileId(0), 0, 0));
    Fact {
        name: Name::new(name),
        kinds: vec![kind],
        domain,
        or_none: false,
        assumed: None,
        fixed: false,
        direction: None,
        asked_of: None,
        former: Vec::new(),
        citation,
        span,
    }
}

fn read(csv: &str, strict: bool) -> (Vec<Row>, Problems, Sources) {
    let mut sources = Sources::default();
    let file = sources.add("settings.csv", csv);
    let mut problems = Problems::default();
    let rows = read_csv(&sources, file, &policy(), &Reading { on: ON, strict }, &mut problems);
    (rows, problems, sources)
}

/// The rows of a table that has nothing wrong with it.
fn rows(csv: &str) -> Vec<Row> {
    let (rows, problems, sources) = read(csv, false);
    assert!(problems.is_empty(), "{}", render(&problems.sorted(), &sources, Style::Plain));
    rows
}

/// What is said of a table, in the plain form.
fn said(csv: &str) -> String {
    let (_, problems, sources) = read(csv, false);
    render(&problems.sorted(), &sources, Style::Plain)
}

/// What one cell of a school or a nursery tells.
fn cell(kind: &str, heading: &str, text: &str) -> FactState {
    let policy = policy();
    let rows = rows(&format!("id,setting,{heading}\n1,{kind},{text}\n"));
    let wanted = ees::model::machine_name(heading);
    let (fact, _) = policy.facts_of(rows[0].kind).find(|(_, fact)| *fact.name.machine == wanted).expect("the kind has the fact");
    rows[0].facts.get(fact)
}

fn told(number: &str) -> FactState {
    FactState::Told(Value::Number(number.parse().unwrap()))
}

#[test]
fn names_match_whatever_their_case_blanks_and_hyphens() {
    for heading in ["latest_ofsted", "Latest Ofsted", " LATEST-OFSTED ", "\"latest  ofsted\""] {
        assert_eq!(cell("School", heading, "Requires_Improvement"), FactState::Told(Value::Option(2)), "{heading}");
    }
    assert_eq!(cell("day-nursery", "leadership", "ineffective"), FactState::Told(Value::Option(2)));
}

#[test]
fn an_empty_cell_is_assumed_and_a_question_mark_is_not() {
    let assumed = FactState::Assumed(Value::yes(false));
    assert_eq!(cell("school", "two_year_olds", ""), assumed);
    assert_eq!(cell("school", "two_year_olds", "  "), assumed);
    assert_eq!(cell("school", "two_year_olds", "?"), FactState::Unknown);
    assert_eq!(cell("school", "two_year_olds", "yes"), FactState::Told(Value::yes(true)));
    assert_eq!(cell("school", "leadership", ""), FactState::Unknown);

    let two_year_olds = FactId(3);
    let csv = "id,setting,leadership\nA,school,\n";
    assert_eq!(rows(csv)[0].facts.get(two_year_olds), assumed, "a column that is not there is empty");
    assert_eq!(read(csv, true).0[0].facts.get(two_year_olds), FactState::Unknown, "strict assumes nothing");
}

#[test]
fn none_is_known_not_to_exist() {
    assert_eq!(cell("school", "latest_ofsted", "None"), FactState::Told(Value::None));
    assert_eq!(cell("school", "latest_inspected", "none"), FactState::Told(Value::None));
}

#[test]
fn dates_are_read_in_two_forms() {
    for text in ["2021-06-30", "30 June 2021", "30 jun 2021", " 2021-06-30 "] {
        assert_eq!(cell("school", "latest_inspected", text), FactState::Told(Value::Date(date(2021, 6, 30))), "{text}");
    }
    assert_eq!(cell("school", "latest_inspected", "2021-11-15"), FactState::Told(Value::Date(ON)), "the assessment date itself");
}

#[test]
fn numbers_come_with_and_without_their_unit() {
    assert_eq!(cell("day nursery", "occupancy", "80"), told("80"));
    assert_eq!(cell("day nursery", "occupancy", "80%"), told("80"));
    assert_eq!(cell("day nursery", "occupancy", "79.5 %"), told("79.5"));
    assert_eq!(cell("day nursery", "occupancy", "100"), told("100"));
    assert_eq!(cell("day nursery", "months_open", "12 months"), told("12"));
    assert_eq!(cell("day nursery", "months_open", "1 month"), told("1"));
    assert_eq!(cell("school", "complaints", "0"), told("0"));
    for text in ["\"£-12,345.50\"", "-12345.5", "-£12345.50", "\"\u{2212}12,345.50\""] {
        assert_eq!(cell("school", "reserves", text), told("-12345.5"), "{text}");
    }
}

#[test]
fn a_column_serves_each_kind_that_has_the_fact() {
    let found = rows("id,setting,leadership\nA,school,effective\nB,day nursery,ineffective\n");
    assert_eq!(found[0].facts.get(FactId(2)), FactState::Told(Value::Option(0)));
    assert_eq!(found[0].facts.get(FactId(6)), FactState::Unknown);
    assert_eq!(found[1].facts.get(FactId(2)), FactState::Unknown);
    assert_eq!(found[1].facts.get(FactId(6)), FactState::Told(Value::Option(2)));
}

#[test]
fn a_row_has_its_id_name_number_and_place() {
    let csv = "id,name,setting\r\n7,\"Oak, \"\"Old\"\" Hall\",school\r\n,,\r\n\r\n8,\"Two\r\nlines\",day nursery\r\n";
    let found = rows(csv);
    let brief: Vec<_> = found.iter().map(|row| (row.id.as_str(), row.name.as_str(), row.kind, row.number)).collect();
    assert_eq!(brief, [("7", "Oak, \"Old\" Hall", SCHOOL, 2), ("8", "Two\r\nlines", NURSERY, 5)]);
    assert_eq!(&csv[found[1].span.range()], "8,\"Two\r\nlines\",day nursery");
}

#[test]
fn blank_columns_to_the_right_are_left_out() {
    assert_eq!(rows("id,setting,,\nA,school,,\n").len(), 1);
}

#[test]
fn a_bad_table_is_told_in_the_officers_words() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../fixtures/settings", "*.csv", |path| {
            let csv = std::fs::read_to_string(path).unwrap();
            insta::assert_snapshot!(format!("{csv}\n----- SAID -----\n{}", said(&csv)));
        });
    });
}

#[test]
fn a_place_is_exact_in_quoted_and_folded_cells() {
    let csv = "id,name,setting,leadership\nA,\"x\ny\",school,\" \"\"so-so\"\" \"\n";
    let (_, problems, sources) = read(csv, false);
    let found = problems.sorted();
    assert_eq!(sources.slice(found[0].labels[0].span), "\"\"so-so\"\"");
    let place = sources.start(found[0].labels[0].span);
    assert_eq!((place.line, place.column), (3, 13));
    assert!(found[0].message.starts_with("Row 2, column `leadership`: `\"so-so\"` is no value"), "{}", found[0].message);
}

#[test]
fn neither_names_nor_ids_are_ever_shown() {
    let csv = "id,name,setting,leadership\nPETRA,Petra Wren,school,bad\nPETRA,Petra Wren,cattery,\n,Petra Wren,school,\n\
               PETRA,Petra Wren,school\nPETRA,\"Petra\" Wren,school,\nPETRA,Petra Wren,school,\nPETRA,\"Petra Wren,school,\n";
    let (_, problems, sources) = read(csv, false);
    let findings = problems.sorted();
    assert_eq!(findings.len(), 9);
    for style in [Style::Plain, Style::Json, Style::Graphical { colour: false, width: 80 }] {
        let text = render(&findings, &sources, style);
        assert!(!text.to_lowercase().contains("petra"), "{text}");
    }
}

#[test]
fn sizes_beyond_reason_are_said_and_not_read() {
    assert!(said(&too_wide()).contains("D012"));
    assert!(said(&too_long()).contains("D013"));
    let large = "x".repeat(ees::settings::MAX_BYTES + 1);
    assert!(said(&large).contains("D012"));
    let text = said(&too_many_mistakes());
    assert!(text.contains("and 9902 more\n10002 errors\n"), "{}", &text[text.len() - 200..]);
}

fn too_wide() -> String {
    format!("id,setting{}\n", ",x".repeat(3_000))
}

fn too_long() -> String {
    format!("id,name,setting\nA,{},school\n", "x".repeat(40_000))
}

fn too_many_mistakes() -> String {
    let rows: String = (0..10_500).map(|at| format!("{at},cattery,\n")).collect();
    format!("id,setting,leadership\n{rows}")
}

/// Every code for tables but the one that the session reports, which alone knows a setting's answer, and those for other formats
/// and imports (D040 and on), which have tests of their own.
#[test]
fn every_code_has_a_table_that_triggers_it() {
    let fixtures = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/settings")).unwrap();
    let mut tables: Vec<String> = fixtures.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let parts_of_one = "id,setting,occupancy\nA,day nursery,0.8\n".to_owned();
    tables.extend([too_wide(), too_long(), too_many_mistakes(), parts_of_one]);
    let triggered: BTreeSet<&str> =
        tables.iter().flat_map(|csv| read(csv, false).1.iter().map(|one| one.code.id).collect::<Vec<_>>()).collect();
    let never: Vec<&str> =
        codes::all().map(|code| code.id).filter(|id| id.starts_with('D') && *id < "D040" && !triggered.contains(id)).collect();
    assert_eq!(never, [codes::settings::CANNOT_BE.id]);
}

/// Random tables as the `csv` crate writes them, read back: the texts of cells, the numbers and places of rows, and the places
/// of cells that are complained of.
#[test]
fn what_is_written_is_read_back_and_stands_where_it_is_said_to() {
    let mut random = fastrand::Rng::with_seed(7);
    let pieces = ["a", "é", "\"", ",", "\n", "\r\n", "\r", " b c ", "\"\"", "x,y", "\u{a0}"];
    for _ in 0..500 {
        let line_break = ["\n", "\r\n", "\r"][random.usize(0..3)];
        let text = |random: &mut fastrand::Rng| -> String {
            (0..random.usize(0..6)).map(|_| pieces[random.usize(0..pieces.len())]).collect()
        };
        let mut csv = format!("id,name,setting,leadership{line_break}");
        let mut number = 1;
        let (mut expected, mut expected_places) = (Vec::new(), Vec::new());
        for id in 0..random.usize(1..6) {
            for _ in 0..random.usize(0..3) {
                csv += ["", ",,,", " "][random.usize(0..3)];
                csv += line_break;
                number += 1;
            }
            number += 1;
            // No value of the fact begins so.
            let (name, bad) = (text(&mut random), format!("{}?!{}", text(&mut random), text(&mut random)));
            let row = written(&[&id.to_string(), &name, "school", &bad], &mut random);
            expected.push((name.trim().to_owned(), number, row.clone()));
            expected_places.push((format!("Row {number}, column `leadership`"), bad.trim().to_owned()));
            csv += &row;
            csv += line_break;
        }
        let (rows, problems, sources) = read(&csv, false);
        let found: Vec<_> = rows.into_iter().map(|row| (row.name, row.number, sources.slice(row.span).to_owned())).collect();
        assert_eq!(found, expected, "{csv:?}");
        let places = problems.iter().map(|one| {
            let raw = sources.slice(one.labels[0].span);
            (one.message.split(':').next().unwrap().to_owned(), raw.replace("\"\"", "\""))
        });
        assert_eq!(places.collect::<Vec<_>>(), expected_places, "{csv:?}");
    }
}

/// One row as the `csv` crate writes it, without its line break.
fn written(cells: &[&str], random: &mut fastrand::Rng) -> String {
    let style = [csv::QuoteStyle::Necessary, csv::QuoteStyle::Always][random.usize(0..2)];
    let mut writer = csv::WriterBuilder::new().quote_style(style).from_writer(Vec::new());
    writer.write_record(cells).unwrap();
    String::from_utf8(writer.into_inner().unwrap()).unwrap().trim_end_matches('\n').to_owned()
}

#[test]
fn a_row_of_an_unknown_kind_is_still_looked_through() {
    let text = said("id,setting,leadership,occupancy,two_year_olds\nA,schol,bad,80,maybe\n");
    assert!(text.contains("`schol`") && text.contains("`bad`") && text.contains("`maybe`"), "{text}");
    assert!(text.ends_with("3 errors\n"), "{text}");
}

/// Spreadsheets hold 80% as 0.8, and some save it so.
#[test]
fn percentages_that_look_like_parts_of_one_are_pointed_out() {
    let table = |figures: [&str; 3]| figures.map(|figure| format!("N{figure},day nursery,{figure}\n")).concat();
    let (rows, problems, sources) = read(&format!("id,setting,occupancy\n{}", table(["0.8", "1", "0"])), false);
    assert_eq!(rows.len(), 3);
    assert!(!problems.has_errors());
    insta::assert_snapshot!(render(&problems.sorted(), &sources, Style::Plain), @r"
    warning D026 settings.csv:1:12
      Every figure in column `occupancy` is 1 or less, and is read as it stands: 0.8 would be 0.8%, not 80%.
        occupancy
        ^^^^^^^^^
      help: If 80% is meant, write `80` or `80%`. In a spreadsheet, give the column the format for percentages and save the table again.

    1 warning
    ");
    let mixed = said(&format!("id,setting,occupancy\n{}", table(["94.5", "0.93", "0.93"])));
    assert!(mixed.contains("Row 3, column `occupancy`: `0.93` is read as 0.93%, less than 1%."), "{mixed}");
    assert!(mixed.ends_with("1 warning\n"), "one text is doubted once: {mixed}");
    for figures in [["0.8%", "80", "0"], ["0", "1", "?"]] {
        assert_eq!(said(&format!("id,setting,occupancy\n{}", table(figures))), "", "{figures:?}");
    }
}

/// Bytes that are text, and those that say what they are instead.
#[test]
fn files_are_decoded_or_told_what_they_are() {
    assert_eq!(decode("id £\n".into()).as_deref(), Ok("id £\n"));
    assert_eq!(decode(b"\xEF\xBB\xBFid".to_vec()).as_deref(), Ok("id"), "the mark at the beginning is no text");
    assert_eq!(decode(Vec::new()).as_deref(), Ok(""));

    let wrong = |bytes: &[u8]| decode(bytes.to_vec()).expect_err("it is not UTF-8");
    let utf16: Vec<u8> = "id,name".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_big: Vec<u8> = "id,name".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [utf16.clone(), utf16_big, [b"\xFF\xFE".as_slice(), &utf16].concat()] {
        assert!(wrong(&bytes).message.contains("UTF-16"), "{bytes:?}");
    }
    assert!(wrong(b"PK\x03\x04\x14\x00").message.contains("workbook"));

    for (bytes, letter) in [(b"a\xA350".as_slice(), '£'), (b"it\x92s", '’'), (b"caf\xE9", 'é'), (b"a \x96 b", '–')] {
        let bad = wrong(bytes);
        assert!(bad.message.contains(&format!("`{letter}`")) && bad.help.contains("CSV UTF-8"), "{bad:?}");
        assert_eq!(&bad.text[bad.start..bad.end], "\u{fffd}");
    }
    let bad = wrong(b"\xEF\xBB\xBFone\ntwo \x9D");
    assert_eq!((bad.start, bad.message.as_str()), (8, "is not UTF-8 text: what stands here is no letter."));
}

/// Tables with random slips in them: whatever is said has its place on whole characters of the file.
#[test]
fn no_slip_stops_the_reader() {
    let good = include_str!("../fixtures/settings/bad_values.csv");
    let mut random = fastrand::Rng::with_seed(11);
    let slips = ["\"", ",", "\n", "\r", ";", "£", "\u{0}", " ", "none", "?", "é", "\"\""];
    for _ in 0..400 {
        let mut csv = good.to_owned();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(0..csv.len());
            if csv.is_char_boundary(at) {
                csv.insert_str(at, slips[random.usize(0..slips.len())]);
            }
        }
        let (_, problems, _) = read(&csv, false);
        for label in problems.sorted().iter().flat_map(|one| &one.labels) {
            assert!(csv.get(label.span.range()).is_some(), "{csv:?} {label:?}");
        }
        assert!(said(&csv).contains("error"), "{csv}");
    }
}

#[test]
fn no_assessment_date_is_advised_on_which_the_policy_is_not_in_force() {
    let help = |last: Date| {
        let mut sources = Sources::default();
        let file = sources.add("settings.csv", "id,setting,latest_inspected\n1,school,2022-01-01\n");
        let mut problems = Problems::default();
        let policy = Policy { in_force: Some((date(2021, 9, 1), last)), ..policy() };
        read_csv(&sources, file, &policy, &Reading { on: ON, strict: false }, &mut problems);
        problems.iter().find(|one| one.code == codes::settings::DATE_TOO_LATE).and_then(|one| one.help.clone()).unwrap()
    };
    let mend = "Mend the date, or leave the cell empty if it has not happened yet.";
    assert_eq!(help(date(2024, 8, 31)), format!("{mend} Or assess on a day from 2022-01-01 to 2024-08-31."));
    assert_eq!(help(date(2022, 1, 1)), format!("{mend} Or assess on 2022-01-01."));
    assert_eq!(help(date(2021, 12, 31)), mend);
}
