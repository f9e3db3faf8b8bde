//! Answers and their forms for programs.

use crate::sample::{
    self, ACADEMY, AS, B, COMPLAINTS, GAPS, GOVERNANCE, INSPECTED, LATEST, LEADERSHIP, NURSERY, OCCUPANCY, PLAN, SCHOOL, TWOS,
};
use ees::assess::{Answer, Assessor, Format, Status, Unanswered, write};
use ees::model::{Binding, FactId, KindId, Policy, Value};
use jiff::civil::date;
use rust_decimal::Decimal;
use serde_json::Value as Json;

pub(crate) type Row = (&'static str, &'static str, KindId, Vec<(FactId, Value)>);

/// Invented settings, one for each sort of answer.
pub(crate) fn rows() -> Vec<Row> {
    let good = [(LATEST, Value::Option(1)), (INSPECTED, Value::Date(date(2019, 3, 12)))];
    let known =
        [&good[..], &[(LEADERSHIP, Value::Option(0)), (GOVERNANCE, Value::Option(0)), (PLAN, Value::yes(false))]].concat();
    let with = |changes: &[(FactId, Value)]| [&known[..], changes].concat();
    vec![
        ("S1", "Green Lane", SCHOOL, with(&[])),
        (
            "S2",
            "Mill Bank",
            SCHOOL,
            with(&[(LATEST, Value::Option(2)), (GOVERNANCE, Value::Option(1)), (TWOS, Value::yes(true))]),
        ),
        ("S3", "Long Acre", SCHOOL, with(&[(LATEST, Value::None), (INSPECTED, Value::None)])),
        ("S4", "High Cross", SCHOOL, with(&[(GAPS, Value::yes(true)), (COMPLAINTS, Value::yes(true))])),
        ("S5", "Old Quay", SCHOOL, good.to_vec()),
        ("S6", "Far Field", SCHOOL, vec![(LATEST, Value::Option(2)), (LEADERSHIP, Value::Option(0))]),
        ("N1", "Little Oaks", NURSERY, vec![(OCCUPANCY, Value::Number(Decimal::new(795, 1)))]),
        ("N2", "Busy Bees", NURSERY, vec![]),
        ("X1", "North Park", ACADEMY, vec![]),
    ]
}

fn answer<'a>(policy: &Policy, row: &Row) -> Result<Answer<'a>, Unanswered> {
    let facts = sample::facts(policy, row.2, &row.3);
    Assessor::new(policy, sample::on()).unwrap().assess(row.0, row.1, row.2, &facts)
}

pub(crate) fn answers<'a>(policy: &Policy, rows: &[Row]) -> Vec<Answer<'a>> {
    rows.iter().map(|row| answer(policy, row).unwrap()).collect()
}

pub(crate) fn written(format: Format, policy: &Policy, answers: &[Answer<'_>]) -> String {
    let mut out = Vec::new();
    write(format, policy, sample::on(), answers, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn find(id: &str) -> Row {
    rows().into_iter().find(|row| row.0 == id).unwrap()
}

#[test]
fn status_says_how_far_the_category_is_known() {
    let policy = sample::policy();
    let status = |id| answer(&policy, &find(id)).unwrap().status;
    assert_eq!(status("S1"), Status::Decided);
    assert_eq!(status("S5"), Status::Open);
    assert_eq!(status("X1"), Status::NotCategorised);
}

#[test]
fn no_answer_is_where_every_strand_is_silent_and_open_where_they_may_be() {
    let mut policy = sample::policy();
    policy.categorisations[1].strands[0].lines.pop();
    let told = answer(&policy, &("N3", "Quiet", NURSERY, vec![(OCCUPANCY, Value::Number(Decimal::from(90)))])).unwrap();
    assert_eq!((told.status, told.category, told.possible), (Status::NoAnswer, None, vec![]));
    let unknown = answer(&policy, &find("N2")).unwrap();
    assert_eq!((unknown.status, unknown.category, unknown.possible), (Status::Open, None, vec![B]));
    assert_eq!(unknown.days.stated, None, "no figure holds where there may be no category");
    assert_eq!(unknown.days.most, Some(Decimal::from(8)));
}

#[test]
fn days_are_given_where_they_are_the_same_for_all_that_is_possible() {
    let mut policy = sample::policy();
    let open = answer(&policy, &find("N2")).unwrap().days;
    assert_eq!((open.stated, open.least, open.most), (None, Some(Decimal::from(4)), Some(Decimal::from(8))));
    for allocation in &mut policy.allocations {
        allocation.days = Some(Decimal::from(6));
    }
    assert_eq!(answer(&policy, &find("N2")).unwrap().days.stated, Some((Binding::UpTo, Decimal::from(6))));
    policy.allocations[4].binding = Binding::Exact;
    assert_eq!(answer(&policy, &find("N2")).unwrap().days.stated, None, "just 6 and up to 6 are not the same");
}

#[test]
fn facts_that_cannot_be_get_no_answer_but_the_rule_they_break() {
    let row = ("S9", "Never Was", SCHOOL, vec![(LATEST, Value::None), (INSPECTED, Value::Date(date(2020, 1, 1)))]);
    assert_eq!(answer(&sample::policy(), &row).unwrap_err(), Unanswered::Impossible(vec![0]));
}

#[test]
fn a_gate_is_told_with_the_category_that_it_lifted_to() {
    let answer = answer(&sample::policy(), &find("S3")).unwrap();
    assert_eq!((answer.category, answer.gate), (Some(AS), Some(0)));
    assert!(answer.because.is_empty(), "a gate alone gives it");
}

#[test]
fn records_as_lines() {
    let policy = sample::policy();
    insta::assert_snapshot!(written(Format::JsonLines, &policy, &answers(&policy, &rows())));
}

#[test]
fn records_as_a_table() {
    let policy = sample::policy();
    insta::assert_snapshot!(written(Format::Csv, &policy, &answers(&policy, &rows())));
}

#[test]
fn the_array_holds_just_the_lines() {
    let policy = sample::policy();
    let answers = answers(&policy, &rows());
    let array: Vec<Json> = serde_json::from_str(&written(Format::Json, &policy, &answers)).unwrap();
    let lines: Vec<Json> =
        written(Format::JsonLines, &policy, &answers).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(array, lines);
    assert_eq!(written(Format::Json, &policy, &[]), "[]\n");
}

#[test]
fn assumed_facts_run_by_their_machine_names_in_every_form() {
    let policy = sample::policy();
    let answers = answers(&policy, &[find("S1")]);
    let names = ["capacity_to_improve", "complaints_high", "financial_deficit", "gaps_wide"];
    let line: Json = serde_json::from_str(&written(Format::JsonLines, &policy, &answers)).unwrap();
    assert_eq!(line["assumed"], serde_json::json!(names));
    assert_eq!(line["unknown"], serde_json::json!([]), "of which all is told or assumed");
    let table = written(Format::Csv, &policy, &answers);
    assert!(table.contains(&names.join("; ")), "{table}");
}

#[test]
fn days_are_written_with_their_own_digits() {
    let mut policy = sample::policy();
    for (stated, shown) in [("9.50", "9.5"), ("5.0", "5"), ("0.1", "0.1"), ("12345678901234567.89", "12345678901234567.89")] {
        policy.allocations[0].days = Some(stated.parse().unwrap());
        let line = written(Format::JsonLines, &policy, &answers(&policy, &[find("S1")]));
        assert!(line.contains(&format!("\"days\":{shown},")), "{line}");
        let table = written(Format::Csv, &policy, &answers(&policy, &[find("S1")]));
        assert!(table.contains(&format!(",{shown},exact,")), "{table}");
    }
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_made_harmless() {
    let policy = sample::policy();
    let cases = [
        ("=1+1", "'=1+1"),
        ("+44 1902", "'+44 1902"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("-1+1", "'-1+1"),
        ("- x", "'- x"),
        ("-", "'-"),
        ("--1", "'--1"),
        ("-12.5", "-12.5"),
        ("-3", "-3"),
        ("a=1", "a=1"),
        ("", ""),
    ];
    for (name, cell) in cases {
        let mut answer = answer(&policy, &find("S1")).unwrap();
        answer.name = name;
        let table = written(Format::Csv, &policy, &[answer]);
        assert!(table.lines().nth(1).unwrap().starts_with(&format!("S1,{cell},school")), "{name:?}: {table}");
    }
    let mut answer = answer(&policy, &find("S1")).unwrap();
    answer.name = "\r=1";
    assert!(written(Format::Csv, &policy, &[answer]).contains("S1,\"'\r=1\",school"));
}

#[test]
fn an_expectation_of_two_possible_categories_is_said_once() {
    let mut policy = sample::policy();
    let mut second = policy.categorisations[0].expectations[0].clone();
    second.category = ees::model::CategoryId(3);
    policy.categorisations[0].expectations.push(second);
    let row =
        ("S7", "Two Ways", SCHOOL, vec![(LATEST, Value::Option(2)), (GOVERNANCE, Value::Option(1)), (PLAN, Value::yes(true))]);
    let answers = answers(&policy, &[row]);
    assert_eq!(answers[0].expectations.len(), 2);
    let line = written(Format::JsonLines, &policy, &answers);
    assert!(line.contains("\"expectations\":{\"governance_action_plan\":\"met\"}"), "{line}");
}
