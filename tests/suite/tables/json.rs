//! JSON: an array of objects, or one object a line.

use super::{CSV, read_with, rows, said, told};
use ees::report::{Style, render};

const ARRAY: &str = r#"[
  {"id": "001", "name": "Pebble Lane", "setting": "school", "latest_ofsted": "good", "latest_inspected": "2021-06-30",
   "two_year_olds": true, "reserves": -1200.50},
  {"id": "002", "name": "Toffee, \u0042ank", "setting": "school", "Latest Ofsted": "none", "latest-inspected": "none", "reserves": null},

  {"occupancy": 8e1, "setting": "day nursery", "name": "Marzipan", "id": 3}
]"#;

#[test]
fn an_array_and_lines_say_what_the_same_table_says() {
    let lines: String = {
        let records: Vec<serde_json::Value> = serde_json::from_str(ARRAY).unwrap();
        records.iter().map(|record| format!("{record}\r\n")).collect()
    };
    let wanted = told(&rows(|sources| sources.add("settings.csv", CSV)));
    assert_eq!(wanted.len(), 3);
    for (name, text) in [("settings.json", ARRAY), ("settings", ARRAY), ("settings.jsonl", &lines), ("-", &lines)] {
        let found = rows(|sources| sources.add(name, text));
        assert_eq!(told(&found), wanted, "{name}");
        assert_eq!(found.iter().map(|row| row.words()).collect::<Vec<_>>(), ["Record 1", "Record 2", "Record 3"]);
    }
}

/// A comma-separated table may begin as JSON does.
#[test]
fn the_ending_decides_before_the_content() {
    let (_, problems, _) = read_with(|sources| sources.add("settings.csv", "[id],setting\nA,school\n"));
    assert!(problems.is_empty());
}

#[test]
fn bad_json_is_told_with_its_place() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../../fixtures/tables", "*.json*", |path| {
            let text = std::fs::read_to_string(path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy();
            let said = said(|sources| sources.add(name, text.as_str()));
            insta::assert_snapshot!(format!("{text}\n----- SAID -----\n{said}"));
        });
    });
}

#[test]
fn no_name_or_id_of_a_record_is_shown() {
    let text = include_str!("../../fixtures/tables/bad_values.json");
    let (_, problems, sources) = read_with(|sources| sources.add("settings.json", text));
    for style in [Style::Plain, Style::Json, Style::Graphical { colour: false, width: 80 }] {
        assert!(!render(&problems.clone().sorted(), &sources, style).contains("Petra"));
    }
}

#[test]
fn no_slip_in_json_stops_the_reader() {
    let mut random = fastrand::Rng::with_seed(5);
    let slips = ["\"", ",", "\n", "{", "}", "[", "]", ":", "\\", "\u{0}", "null", "1e999", "é", "\\ud800"];
    for round in 0..600 {
        let mut text = ARRAY.to_owned();
        if round % 2 == 0 {
            text = text.replace("},\n", "}\n").replace(['[', ']'], "");
        }
        for _ in 0..random.usize(1..5) {
            let at = random.usize(0..text.len());
            if text.is_char_boundary(at) {
                text.insert_str(at, slips[random.usize(0..slips.len())]);
            }
        }
        let (_, problems, sources) = read_with(|sources| sources.add("settings.json", text.as_str()));
        for label in problems.clone().sorted().iter().flat_map(|one| &one.labels) {
            assert!(text.get(label.span.range()).is_some(), "{text:?} {label:?}");
        }
        assert!(!render(&problems.sorted(), &sources, Style::Plain).contains("Pebble"));
    }
    for deep in [format!("[{}", "[".repeat(100_000)), format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))] {
        let said = said(|sources| sources.add("settings.json", deep));
        assert!(said.contains("D042") || said.contains("D043"), "{said}");
    }
    let wide: String = (0..3_000).map(|at| format!("\"key {at}\": 1,")).collect();
    assert!(said(|sources| sources.add("settings.json", format!("[{{{wide}\"id\": 1}}]"))).contains("D012"));
    let long = format!("[{{\"id\": \"{}\", \"setting\": \"school\"}}]", "x".repeat(40_000));
    assert!(said(|sources| sources.add("settings.json", long)).contains("D013"));
}
