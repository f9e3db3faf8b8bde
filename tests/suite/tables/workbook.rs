//! Workbooks: what a person sees in a cell is what is read.

use super::book::{self, Cell};
use super::{CSV, read_with, rows, said, told};
use crate::settings::policy;
use ees::diagnostic::codes::settings as codes;
use ees::model::{FactState, Value};
use ees::report::{Style, render};
use jiff::civil::date;

fn text(cells: &[&'static str]) -> Vec<Cell<'static>> {
    cells.iter().map(|text| if text.is_empty() { Cell::Nothing } else { Cell::Text(text) }).collect()
}

#[test]
fn a_workbook_says_what_the_same_table_says() {
    let wanted = told(&rows(|sources| sources.add("settings.csv", CSV)));
    let as_text = rows(|sources| sources.add_workbook("settings.xlsx", book::of_csv(CSV)));
    assert_eq!(told(&as_text), wanted);
    let headings =
        text(&["id", "name", "setting", "latest_ofsted", "latest_inspected", "two_year_olds", "reserves", "occupancy"]);
    let typed = book::workbook(&[(
        "Sheet1",
        vec![
            headings,
            vec![
                Cell::Text("001"),
                Cell::Inline("Pebble Lane"),
                Cell::Text("school"),
                Cell::Formula("good"),
                Cell::Day("44377"),
                Cell::Is(true),
                Cell::Number("-1200.5"),
                Cell::Nothing,
            ],
            text(&["002", "Toffee, Bank", "school", "none", "none"]),
            vec![],
            vec![
                Cell::Number("3"),
                Cell::Text("Marzipan"),
                Cell::Text("day nursery"),
                Cell::Nothing,
                Cell::Nothing,
                Cell::Nothing,
                Cell::Nothing,
                Cell::PerCent("0.8"),
            ],
        ],
    )]);
    let found = rows(|sources| sources.add_workbook("settings.xlsx", typed));
    assert_eq!(told(&found), wanted, "ids keep their noughts where they are text, whole numbers have no point");
    assert_eq!(found.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3, 5]);
}

/// What one cell of a school tells.
fn cell(heading: &'static str, cell: Cell<'_>) -> Option<Value> {
    let kind = if heading == "occupancy" { "day nursery" } else { "school" };
    let bytes =
        book::workbook(&[("Sheet1", vec![text(&["id", "setting", heading]), vec![Cell::Text("A"), Cell::Text(kind), cell]])]);
    let found = rows(|sources| sources.add_workbook("settings.xlsx", bytes));
    let policy = policy();
    let (fact, _) = policy.facts_of(found[0].kind).find(|(_, fact)| *fact.name.machine == *heading).unwrap();
    match found[0].facts.get(fact) {
        FactState::Told(value) => Some(value),
        FactState::Assumed(_) | FactState::Unknown => None,
    }
}

#[test]
fn days_and_numbers_are_those_that_are_shown() {
    let day = Some(Value::Date(date(2021, 6, 30)));
    for shown in [Cell::Day("44377"), Cell::OwnDay("44377"), Cell::Text("30 June 2021"), Cell::Inline("2021-06-30")] {
        assert_eq!(cell("latest_inspected", shown), day);
    }
    let number = |text: &str| Some(Value::Number(text.parse().unwrap()));
    assert_eq!(cell("occupancy", Cell::PerCent("0.8")), number("80"));
    assert_eq!(cell("occupancy", Cell::PerCent("0.57999999999999996")), number("58"), "stored with the noise of its last digit");
    assert_eq!(cell("occupancy", Cell::Sign("80")), number("80"), "the sign is text beside the number");
    assert_eq!(cell("occupancy", Cell::Number("79.5")), number("79.5"));
    assert_eq!(cell("reserves", Cell::Number("123456789012345")), number("123456789012345"));
    assert_eq!(cell("reserves", Cell::Number("-0.1")), number("-0.1"));
    assert_eq!(cell("reserves", Cell::Number("1.2E4")), number("12000"));
    assert_eq!(cell("complaints", Cell::Number("3")), number("3"));
    assert_eq!(cell("two_year_olds", Cell::Is(false)), Some(Value::yes(false)));
    assert_eq!(cell("two_year_olds", Cell::Nothing), None);
}

#[test]
fn bad_cells_are_named_as_the_spreadsheet_names_them() {
    let bytes = book::workbook(&[(
        "School list",
        vec![
            text(&["id", "name", "setting", "latest_ofsted", "latest_inspected", "occupancy"]),
            vec![
                Cell::Text("PETRA"),
                Cell::Text("Petra Wren"),
                Cell::Text("school"),
                Cell::Text("gud"),
                Cell::Number("44377"),
                Cell::Nothing,
            ],
            vec![Cell::Text("B"), Cell::Nothing, Cell::Text("cattery"), Cell::Fault("#N/A"), Cell::Day("45000.5")],
            text(&["PETRA", "", "day nursery", "", "", "half", "", "what"]),
        ],
    )]);
    let said = said(|sources| sources.add_workbook("settings.xlsx", bytes.clone()));
    insta::assert_snapshot!(said);
    let (_, problems, sources) = read_with(|sources| sources.add_workbook("settings.xlsx", bytes));
    for style in [Style::Plain, Style::Json, Style::Graphical { colour: false, width: 80 }] {
        assert!(!render(&problems.clone().sorted(), &sources, style).to_lowercase().contains("petra"));
    }
}

#[test]
fn the_sheet_is_the_first_or_the_only_one_with_the_headings() {
    let notes = ("Notes", vec![text(&["Read me"]), text(&["id"])]);
    let schools = |name| (name, vec![text(&["id", "setting"]), text(&["A", "school"])]);
    let read = |sheets: &[book::Sheet<'_>]| rows(|sources| sources.add_workbook("settings.xlsx", book::workbook(sheets))).len();
    assert_eq!(read(&[schools("One"), notes.clone()]), 1);
    assert_eq!(read(&[notes.clone(), schools("One")]), 1);
    assert_eq!(read(&[schools("One"), schools("Two")]), 1, "the first has them");
    let several = book::workbook(&[notes.clone(), schools("One"), schools("Two")]);
    let several = said(|sources| sources.add_workbook("settings.xlsx", several));
    assert!(several.contains("Several sheets have the headings of a table of settings: `One` and `Two`."), "{several}");
    let none = said(|sources| sources.add_workbook("settings.xlsx", book::workbook(&[notes])));
    assert!(none.starts_with("error D004 settings.xlsx:1:1\n"), "the first sheet is complained of: {none}");
}

#[test]
fn what_is_no_workbook_is_told_and_not_read() {
    let whole = book::of_csv(CSV);
    let without = |part: &str| {
        let parts = book::parts(&[("Sheet1", vec![text(&["id", "setting"]), text(&["A", "school"])])]);
        book::packed(&parts.into_iter().filter(|(name, _)| name != part).collect::<Vec<_>>())
    };
    let mut flipped = whole.clone();
    flipped[80] ^= 0xFF;
    for bytes in [b"PK\x03\x04 and nothing".to_vec(), whole[..whole.len() / 2].to_vec(), flipped, without("xl/workbook.xml")] {
        let said = said(|sources| sources.add_workbook("settings.xlsx", bytes));
        assert!(said.starts_with("error D040 settings.xlsx:1:1\n") && said.ends_with("1 error\n"), "{said}");
    }
    let said = said(|sources| sources.add_workbook("settings.xlsx", without("xl/worksheets/sheet1.xml")));
    assert!(said.contains("D040"), "{said}");
}

/// A small file can unpack to more than any machine has.
#[test]
fn a_workbook_that_unpacks_too_far_is_not_unpacked() {
    let mut parts = book::parts(&[("Sheet1", vec![text(&["id", "setting"])])]);
    parts.push(("xl/media/image1.png".to_owned(), " ".repeat(300 * 1024 * 1024)));
    let bytes = book::packed(&parts);
    assert!(bytes.len() < 1024 * 1024);
    let said = said(|sources| sources.add_workbook("settings.xlsx", bytes));
    assert!(said.contains("unpacks to more than 256 MB"), "{said}");
}

/// Room for all shared texts is made before one is read: their number is not believed.
#[test]
fn a_workbook_that_says_it_has_countless_texts_is_not_believed() {
    for count in ["99999999999999999999999", "18446744073709551615", "4000000000", "100000"] {
        let mut parts = book::parts(&[("Sheet1", vec![text(&["id", "setting"]), text(&["A", "school"])])]);
        for (name, part) in &mut parts {
            if name.ends_with("sharedStrings.xml") {
                *part = part.replace("uniqueCount=\"4\"", &format!("uniqueCount = '{count}'"));
                assert!(part.contains(count));
            }
        }
        let said = said(|sources| sources.add_workbook("settings.xlsx", book::packed(&parts)));
        assert!(said.contains("error D040"), "{count}: {said}");
    }
}

#[test]
fn a_cell_beyond_all_rows_is_told() {
    let mut parts = book::parts(&[("Sheet1", vec![text(&["id", "setting"]), text(&["A", "school"])])]);
    parts[0].1 = parts[0].1.replace("r=\"A2\"", "r=\"A99999999999\"");
    let said = said(|sources| sources.add_workbook("settings.xlsx", book::packed(&parts)));
    assert!(said.contains("error D"), "{said}");
}

#[test]
fn sizes_beyond_reason_are_told() {
    let long = "x".repeat(40_000);
    let bytes = book::workbook(&[("Sheet1", vec![text(&["id", "setting"]), vec![Cell::Text(&long), Cell::Text("school")]])]);
    assert!(said(|sources| sources.add_workbook("settings.xlsx", bytes)).contains("`Sheet1!A2`: the cell is longer than"));
    let far = r#"<row r="2"><c r="XFD2"><v>1</v></c></row>"#;
    let mut parts = book::parts(&[("Sheet1", vec![text(&["id", "setting"]), text(&["A", "school"])])]);
    parts[0].1 = parts[0].1.replace(r#"<row r="2">"#, &format!("{far}<row r=\"3\">"));
    assert!(
        said(|sources| sources.add_workbook("settings.xlsx", book::packed(&parts)))
            .contains("`Sheet1!XFD2`: the sheet is more than")
    );
}

/// Slips in the parts of a workbook, which is packed again: the reader ends in words.
#[test]
fn no_slip_in_a_workbook_stops_the_reader() {
    let mut random = fastrand::Rng::with_seed(3);
    let parts = book::parts(&[(
        "Sheet1",
        vec![
            text(&["id", "setting", "latest_inspected", "complaints"]),
            vec![Cell::Text("A"), Cell::Inline("school"), Cell::Day("44377"), Cell::Number("3")],
            vec![Cell::Text("B"), Cell::Text("school"), Cell::PerCent("0.5"), Cell::Is(true)],
        ],
    )]);
    let slips = ["<", ">", "\"", "&", "-", "9", "999999999999", "", "é", "/", "A", " ", "<v>", "</c>", "e9999"];
    for _ in 0..800 {
        let mut parts = parts.clone();
        for _ in 0..random.usize(1..4) {
            let part = random.usize(0..parts.len());
            let text = &mut parts[part].1;
            let (from, length) = (random.usize(0..text.len()), random.usize(0..4));
            if text.is_char_boundary(from) && text.is_char_boundary((from + length).min(text.len())) {
                let to = (from + length).min(text.len());
                text.replace_range(from..to, slips[random.usize(0..slips.len())]);
            }
        }
        let (_, problems, sources) = read_with(|sources| sources.add_workbook("settings.xlsx", book::packed(&parts)));
        let _ = render(&problems.sorted(), &sources, Style::Plain);
    }
    let whole = book::packed(&parts);
    for _ in 0..800 {
        let mut bytes = whole.clone();
        for _ in 0..random.usize(1..8) {
            let at = random.usize(0..bytes.len());
            bytes[at] = random.u8(..);
        }
        drop(read_with(|sources| sources.add_workbook("settings.xlsx", bytes)));
    }
}

#[test]
fn every_code_for_other_formats_is_brought_up() {
    let all = [codes::BAD_WORKBOOK, codes::SEVERAL_SHEETS, codes::NOT_JSON, codes::NOT_OBJECTS, codes::NESTED_VALUE];
    let schools = |name| (name, vec![text(&["id", "setting"]), text(&["A", "school"])]);
    let several = book::workbook(&[("Notes", vec![]), schools("One"), schools("Two")]);
    let mut said_all = said(|sources| sources.add_workbook("a.xlsx", several));
    said_all += &said(|sources| sources.add_workbook("a.xlsx", b"PK\x03\x04".to_vec()));
    for text in ["[1, 2]", "[", r#"[{"id": [1], "setting": "school"}]"#] {
        said_all += &said(|sources| sources.add("a.json", text));
    }
    for code in all {
        assert!(said_all.contains(code.id), "{said_all}");
    }
}
