//! Words for people.

use crate::assess::{Row as Setting, rows};
use crate::sample::{self, GAPS, GOVERNANCE, INSPECTED, LATEST, LEADERSHIP, PLAN, SCHOOL};
use ees::assess::{Answer, Assessor};
use ees::explain::{Paragraph, Row, Style, Text, ansi, plain, setting, summary, table};
use ees::model::{FactState, Facts, Policy, Value};
use jiff::civil::date;
use unicode_width::UnicodeWidthStr;

/// The table of these settings and what stands below it.
fn overview(policy: &Policy, settings: &[Setting], width: usize) -> String {
    let mut assessor = Assessor::new(policy, sample::on()).unwrap();
    let facts: Vec<Facts> = settings.iter().map(|one| sample::facts(policy, one.2, &one.3)).collect();
    let answers: Vec<Answer<'_>> =
        settings.iter().zip(&facts).map(|(one, facts)| assessor.assess(one.0, one.1, one.2, facts).unwrap()).collect();
    let rows: Vec<Row<'_>> = answers.iter().zip(&facts).map(|(answer, facts)| Row { answer, facts }).collect();
    format!("{}\n{}", table(policy, sample::on(), &rows, width), plain(&summary(policy, sample::on(), &rows), width))
}

fn explained(policy: &Policy, one: &Setting) -> Text {
    let mut assessor = Assessor::new(policy, sample::on()).unwrap();
    let facts = sample::facts(policy, one.2, &one.3);
    let answer = assessor.assess(one.0, one.1, one.2, &facts).unwrap();
    setting(&mut assessor, Row { answer: &answer, facts: &facts })
}

/// Columns on a terminal, where some letters take two.
fn widest(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap()
}

#[test]
fn a_table_of_all_sorts() {
    insta::assert_snapshot!(overview(&sample::policy(), &rows(), 100));
}

/// Twelve schools of which little more is known than their inspections, as a list from public data is.
fn from_public_data() -> Vec<Setting> {
    let names = [
        "Ash Grove",
        "Beech Road",
        "Cedar Hill",
        "Dale End",
        "Elm Court",
        "Fern Bank",
        "Gorse Heath",
        "Holly Lane",
        "Ivy House",
        "Juniper",
        "Kestrel Wood and Lower Meadows Federation of Infants and Juniors",
        "Linden",
    ];
    let ids = ["101", "102", "103", "104", "105", "106", "107", "108", "109", "110", "111", "112"];
    let judged = [0, 1, 1, 1, 2, 1, 1, 3, 1, 1, 2, 0];
    let rows = ids.into_iter().zip(names).zip(judged);
    let mut rows: Vec<Setting> = rows
        .map(|((id, name), judged)| {
            let year = if judged == 1 && id.ends_with('6') { 2021 } else { 2018 };
            (id, name, SCHOOL, vec![(LATEST, Value::Option(judged)), (INSPECTED, Value::Date(date(year, 5, 4)))])
        })
        .collect();
    rows.push(("113", "Mulberry", SCHOOL, vec![(LATEST, Value::None), (INSPECTED, Value::None)]));
    rows
}

#[test]
fn a_table_where_nearly_all_is_open() {
    insta::assert_snapshot!(overview(&sample::policy(), &from_public_data(), 100));
}

#[test]
fn what_most_open_rows_have_in_common_is_said_once() {
    let same: Vec<Setting> = from_public_data().into_iter().filter(|one| one.3[0].1 == Value::Option(1)).collect();
    let text = overview(&sample::policy(), &same, 100);
    assert_eq!(text.matches("open, as most\n").count(), 6, "{text}");
    assert!(text.contains("open: at least AS by Ofsted: newly good; ask as most"), "{text}");
    assert!(text.contains("\"as most\" means: A unless leadership or governance calls for more; ask leadership and"), "{text}");
    assert!(text.contains("leadership (for all 7 that are open), governance."), "{text}");
}

#[test]
fn no_table_is_wider_than_it_may_be() {
    let mut policy = sample::policy();
    policy.facts[2].name = ees::model::Name::new("the leadership of the setting by everybody who has a part in leading it");
    let mut settings = rows();
    settings.extend(from_public_data());
    settings.push(("a-very-long-identifier-of-one-word-that-nobody-can-break-in-a-good-place", "x", SCHOOL, vec![]));
    settings.push(("Z9", "Averylongnameinonewordthatgoesonandonandonandonandonandonandonandonandon", SCHOOL, vec![]));
    let wide = "\u{65e5}\u{672c}\u{8a9e}".repeat(20);
    settings.push(("\u{65e5}\u{672c}\u{8a9e}", wide.leak(), SCHOOL, vec![]));
    for width in [60, 80, 100, 250] {
        let text = overview(&policy, &settings, width);
        assert!(widest(&text) <= width.clamp(60, 100), "{width}:\n{text}");
    }
    assert!(overview(&policy, &settings, 100).contains("a-very-long"));
}

#[test]
fn nothing_in_a_name_steers_the_terminal() {
    let odd = ("E\u{1b}[2J1", "Two\nLines\u{7}", SCHOOL, vec![]);
    let policy = sample::policy();
    for text in [overview(&policy, std::slice::from_ref(&odd), 100), plain(&explained(&policy, &odd), 100)] {
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
        assert!(text.contains("E\u{241b}[2J1") && text.contains("Two Lines\u{2407}"), "what was there is shown: {text}");
    }
}

#[test]
fn an_empty_table_still_says_by_which_policy_and_when() {
    let text = overview(&sample::policy(), &[], 100);
    assert_eq!(text, "\n0 settings.\nHelp for Settings, revision 2021, as of 15 November 2021.\n");
}

#[test]
fn each_setting_explained() {
    let policy = sample::policy();
    for one in rows() {
        let text = plain(&explained(&policy, &one), 100);
        assert!(widest(&text) <= 100);
        assert!(text.is_ascii(), "our own words are plain");
        insta::assert_snapshot!(format!("explained_{}", one.0), text);
    }
}

#[test]
fn a_newly_good_school_explained() {
    let facts = vec![
        (LATEST, Value::Option(1)),
        (INSPECTED, Value::Date(date(2021, 6, 10))),
        (LEADERSHIP, Value::Option(0)),
        (GOVERNANCE, Value::Option(0)),
        (PLAN, Value::yes(false)),
        (GAPS, Value::yes(false)),
    ];
    insta::assert_snapshot!(plain(&explained(&sample::policy(), &("S10", "Fair View", SCHOOL, facts)), 100));
}

#[test]
fn what_is_unknown_without_assuming_is_explained_as_unknown() {
    let policy = sample::policy();
    let told =
        [(INSPECTED, Value::None), (LEADERSHIP, Value::Option(0)), (GOVERNANCE, Value::Option(0)), (PLAN, Value::yes(true))];
    let mut facts = sample::facts(&policy, SCHOOL, &told);
    for unknown in [sample::TWOS, sample::GAPS, sample::DEFICIT] {
        facts.set(unknown, FactState::Unknown);
    }
    let mut assessor = Assessor::new(&policy, sample::on()).unwrap();
    let answer = assessor.assess("S11", "", SCHOOL, &facts).unwrap();
    insta::assert_snapshot!(plain(&setting(&mut assessor, Row { answer: &answer, facts: &facts }), 100));
}

#[test]
fn a_value_that_cannot_be_is_not_among_those_to_hear() {
    // An inspection on a known day cannot have given no judgement.
    let one = ("S12", "Weir Head", SCHOOL, vec![(INSPECTED, Value::Date(date(2021, 10, 1))), (LEADERSHIP, Value::Option(0))]);
    let text = plain(&explained(&sample::policy(), &one), 100);
    let asked = text.split("What to ask").nth(1).unwrap().split("Assumed").next().unwrap();
    assert!(asked.contains("C (1 of 4) if it is inadequate"), "{asked}");
    assert!(!asked.contains("none"), "{asked}");
}

#[test]
fn colours_change_no_word() {
    let policy = sample::policy();
    for one in rows() {
        let text = explained(&policy, &one);
        let coloured = ansi(&text, 80);
        assert!(coloured.contains("\u{1b}[36m"), "a name is coloured");
        let mut bare = String::new();
        for (at, part) in coloured.split('\u{1b}').enumerate() {
            bare.push_str(if at == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_eq!(bare, plain(&text, 80));
    }
}

#[test]
fn long_lines_are_broken_at_blanks_and_hang() {
    let mut text = Text::default();
    text.push(Paragraph::at(2).plain("one two").piece(Style::Value, " three").plain(", four five"));
    text.blank();
    text.blank();
    text.push(Paragraph::at(0).plain("abcdefghijklmnopqrstuvwxyz"));
    assert_eq!(plain(&text, 12), "  one two\n      three,\n      four\n      five\n\nabcdefghijkl\n  mnopqrstuv\n  wxyz\n");
}
