//! Diagnostics for people and for programs.

use ees::diagnostic::{Diagnostic, codes};
use ees::report::{Style, render};
use ees::source::{FileId, Sources, Span};

const GRAPHICAL: Style = Style::Graphical { colour: false, width: 80 };
const TEXT_STYLES: [Style; 3] = [GRAPHICAL, Style::Graphical { colour: true, width: 80 }, Style::Plain];

const POLICY: &str =
    "define öffnung, for a school\n  latest Ofsted is godo and governance is green\n\ndefine late, for a school\n\tx when\n\n";
const OTHER: &str = "allocation for a school in B1: 10 days\n";
const TABLE: &str = "id,name,setting,leadership\nS1,Petra Wren,school,bda\n";

/// A policy of two files and a table.
fn sources() -> (Sources, [FileId; 3]) {
    let mut sources = Sources::default();
    let files =
        [sources.add("policy/rules.ees", POLICY), sources.add("policy/days.ees", OTHER), sources.add("data/settings.csv", TABLE)];
    (sources, files)
}

/// The place of a word.
fn at(sources: &Sources, file: FileId, word: &str) -> Span {
    let start = sources.text(file).find(word).expect("the word is in the text");
    Span::new(file, start, start + word.len())
}

/// One of each shape: a label, two on a line, one elsewhere, the end of a file, a cell, an empty cell, no place at all.
fn findings(sources: &Sources, [rules, days, table]: [FileId; 3]) -> Vec<Diagnostic> {
    let end = sources.text(rules).len();
    vec![
        Diagnostic::nowhere(codes::usage::FILE_MISSING, "There is no file `schools.csv`.").help("Look for a slip in its name."),
        Diagnostic::new(codes::settings::VALUE_UNKNOWN, at(sources, rules, "godo"), "`godo` is no value of `latest Ofsted`.")
            .label("no such value")
            .also(at(sources, rules, "green"), "this one is right")
            .help("Did you mean `good`?\nIt can be good or none."),
        Diagnostic::new(codes::settings::VALUE_UNKNOWN, at(sources, rules, "öffnung"), "The days are stated twice.")
            .also(at(sources, days, "10 days"), "10 days here"),
        Diagnostic::new(codes::settings::QUOTE_OPEN, Span::new(rules, end, end), "A condition is missing.")
            .label("expected here"),
        Diagnostic::new(
            codes::settings::VALUE_UNKNOWN,
            at(sources, table, "bda"),
            "Row 2, column `leadership`: `bda` is no value.",
        ),
        Diagnostic::new(codes::settings::RAGGED_ROW, Span::new(table, 27, 27), "Row 2 has 3 cells."),
    ]
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn findings_are_drawn_for_a_terminal() {
    let (sources, files) = sources();
    snapshot("graphical", &render(&findings(&sources, files), &sources, GRAPHICAL));
}

#[test]
fn findings_are_said_in_plain_words() {
    let (sources, files) = sources();
    snapshot("plain", &render(&findings(&sources, files), &sources, Style::Plain));
}

#[test]
fn findings_are_written_for_programs() {
    let (sources, files) = sources();
    let text = render(&findings(&sources, files), &sources, Style::Json);
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    snapshot("json", &serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn colour_is_there_only_when_asked_for() {
    let (sources, files) = sources();
    let found = findings(&sources, files);
    assert!(render(&found, &sources, Style::Graphical { colour: true, width: 80 }).contains("\u{1b}["));
    assert!(!render(&found, &sources, GRAPHICAL).contains('\u{1b}'));
}

#[test]
fn the_place_is_there_in_every_style() {
    let (sources, files) = sources();
    for finding in findings(&sources, files).into_iter().filter(|finding| !finding.labels.is_empty()) {
        let start = sources.start(finding.labels[0].span);
        let path = sources.name(finding.labels[0].span.file);
        for style in TEXT_STYLES {
            let text = render(std::slice::from_ref(&finding), &sources, style);
            let line = if finding.message.starts_with("A condition") { 5 } else { start.line };
            assert!(text.contains(&format!("{} {path}:{line}:", finding.code.id)), "{text}");
        }
    }
}

#[test]
fn a_name_beside_a_bad_cell_is_not_shown() {
    let (sources, files) = sources();
    for style in TEXT_STYLES.into_iter().chain([Style::Json]) {
        assert!(!render(&findings(&sources, files), &sources, style).contains("Petra"));
    }
}

#[test]
fn nothing_found_is_nothing_said() {
    let sources = Sources::default();
    assert_eq!(render(&[], &sources, Style::Plain), "");
    assert_eq!(render(&[], &sources, GRAPHICAL), "");
    assert_eq!(render(&[], &sources, Style::Json), "{\"schema\":1,\"findings\":[]}\n");
}

#[test]
fn the_first_hundred_are_written_and_the_rest_counted() {
    let sources = Sources::default();
    let many = vec![Diagnostic::nowhere(codes::usage::NO_EXAMPLES, "There are no examples."); 123];
    let text = render(&many, &sources, Style::Plain);
    assert_eq!(text.matches("U009").count(), 100);
    assert!(text.ends_with("\nand 23 more\n123 errors\n"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&render(&many, &sources, Style::Json)).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 123);
}

#[test]
fn a_long_line_is_cut_to_a_window_round_the_place() {
    let mut sources = Sources::default();
    let text = format!("{}HERE{}", "ab ".repeat(400), " cd".repeat(400));
    let file = sources.add("long.ees", text);
    for (word, wanted) in [(1_200..1_204, "HERE"), (0..2, "ab"), (2_402..2_404, "cd"), (0..2_404, "ab"), (2_404..2_404, "cd")] {
        let finding = Diagnostic::new(codes::settings::CELL_TOO_LONG, Span::new(file, word.start, word.end), "Too long.");
        for style in [GRAPHICAL, Style::Graphical { colour: false, width: 100 }, Style::Plain] {
            let text = render(std::slice::from_ref(&finding), &sources, style);
            assert!(text.contains(wanted), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        }
    }
}

#[test]
fn what_a_terminal_would_obey_is_made_visible() {
    let evil = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{7}\rc\u{7f}\u{200b}d\u{2028}e\u{e0041}";
    let mut sources = Sources::default();
    let file = sources.add(format!("{evil}.ees"), format!("x {evil} y\n"));
    let finding = Diagnostic::new(codes::settings::VALUE_UNKNOWN, Span::new(file, 2, 2 + evil.len()), evil)
        .label(evil)
        .also(Span::new(file, 0, 1), evil)
        .help(evil);
    for style in [GRAPHICAL, Style::Plain, Style::Json] {
        let text = render(std::slice::from_ref(&finding), &sources, style);
        let obeyed =
            |letter: char| (letter.is_control() && letter != '\n') || "\u{202e}\u{200b}\u{2028}\u{e0041}".contains(letter);
        assert!(!text.contains(obeyed), "{text:?}");
        if style == Style::Json {
            let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
            assert_eq!(json["findings"][0]["message"], evil, "a program reads what was written");
        }
    }
}

/// Every place of small texts, the empty one too, with every style: none is drawn wrongly enough to stop, and each shows its code.
#[test]
fn no_place_breaks_a_style() {
    for text in ["", "\n", "a", "é\r\nb", "\u{feff}x\n\n\t \n", "one\ntwo\n"] {
        for name in ["a.ees", "a.csv"] {
            let mut sources = Sources::default();
            let file = sources.add(name, text);
            for start in 0..=text.len() + 1 {
                for end in start..=text.len() + 2 {
                    let span = Span::new(file, start, end);
                    let finding = Diagnostic::new(codes::settings::NOT_TEXT, span, "Wrong.").label("x").also(span, "y");
                    for style in TEXT_STYLES.into_iter().chain([Style::Json]) {
                        let shown = render(std::slice::from_ref(&finding), &sources, style);
                        assert!(shown.contains("D011") && !shown.contains("Failed to read"), "{text:?} {start}..{end}: {shown}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_code_has_one_meaning() {
    let ids: Vec<&str> = codes::all().map(|code| code.id).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    assert!(codes::all().all(|code| code.id.len() == 4 && !code.title.is_empty()));
}
