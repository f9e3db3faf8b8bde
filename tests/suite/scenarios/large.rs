//! Ten thousand scenarios in one table.

use super::{failures, ran, with_tests};
use ees::harness::scenarios::Verdict;
use std::fmt::Write;

const MANY: usize = 10_000;

/// What the policy says of a school with this much attendance and leadership, by hand.
fn by_hand(attendance: usize, leadership: &str, short: bool) -> &'static str {
    match (leadership, short) {
        ("weak", true) => "C",
        ("weak", false) => "B",
        _ if attendance < 90 => "B",
        _ => "A",
    }
}

/// A row for each of so many schools; every `wrong`th expects what is not so.
fn table(wrong: usize) -> String {
    let mut text = "scenario Start, a school on 15 November 2025\n  latest judgement: good\n  latest inspected: 1 May 2022\n\
                    scenarios Many, like Start\n  | scenario | attendance | leadership | financial deficit | expect |\n"
        .to_owned();
    for at in 0..MANY {
        let (attendance, leadership) = (at % 101, ["strong", "mixed", "weak"][at / 101 % 3]);
        let short = at / 303 % 2 == 1;
        let right = by_hand(attendance, leadership, short);
        let expected = if wrong > 0 && at % wrong == 0 { "AS" } else { right };
        let deficit = if short { "yes" } else { "-" };
        writeln!(text, "  | number {at} | {attendance}% | {leadership} | {deficit} | {expected} |").unwrap();
    }
    text
}

#[test]
fn ten_thousand_scenarios_of_one_table_are_run() {
    let loaded = with_tests(&table(0));
    assert_eq!(failures(&loaded), "");
    assert_eq!(ran(&loaded).len(), MANY);
}

#[test]
fn each_of_ten_thousand_is_judged_by_itself() {
    let loaded = with_tests(&table(1_000));
    let ran = ran(&loaded);
    let failed: Vec<&str> = ran.iter().filter(|one| one.verdict != Verdict::Passed).map(|one| &*one.scenario.name).collect();
    assert_eq!(failed, (0..10).map(|at| format!("Many: number {}", at * 1_000)).collect::<Vec<_>>());
}
