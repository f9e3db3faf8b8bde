//! Settings categorised without strands: by the first line that holds, by the only one, by a table.

use crate::diagram::kit::fact_named;
use ees::assess::{Assessor, Status};
use ees::explain::{Overview, Row, plain, setting};
use ees::model::{FactState, Facts, KindId, Policy, Value};
use ees::report::{Style, render};
use ees::session::{Place, load};
use jiff::civil::{Date, date};

const ON: Date = date(2025, 3, 1);

/// A policy about a school, with these lines behind its facts.
fn policy(lines: &str) -> Policy {
    let text = format!(
        "policy Lines\nsetting school\ncategories, least intensive first\n  A: little\n  B: some\n  C: much\n\
         facts about a school\n  late: yes or no\n  short: yes or no\n  open: yes or no\n  roll: number of pupils, at least 0\n{lines}"
    );
    let loaded = load(Place::Memory(vec![("lines.ees".to_owned(), text)]));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    loaded.policy.unwrap()
}

/// The status, the cell of the table and the explanation of a school of which these facts are told.
fn told(policy: &Policy, facts: &[(&str, Value)]) -> (Status, String, String) {
    let mut known = Facts::unknown(policy.facts.len());
    for (name, value) in facts {
        known.set(fact_named(policy, name), FactState::Told(*value));
    }
    let mut assessor = Assessor::new(policy, ON).unwrap();
    let answer = assessor.assess("S1", "", KindId(0), &known).unwrap();
    let row = Row { answer: &answer, facts: &known };
    let explained = plain(&setting(&mut assessor, row), 100);
    let table = Overview::new(policy, ON, &[row]).table(100);
    let cell = table.lines().skip(2).take_while(|line| !line.is_empty()).map(str::trim).collect::<Vec<_>>().join(" ");
    (answer.status, cell, explained)
}

fn pupils(count: i64) -> Value {
    Value::Number(count.into())
}

const YES: Value = Value::yes(true);
const NO: Value = Value::yes(false);

#[test]
fn two_lines_that_both_hold_give_no_answer_and_are_named() {
    let policy = policy(
        "categorise a school by exactly one\n  C when late\n  B when short or open\n  C when roll is over 900\n  A otherwise\n",
    );
    let (status, cell, explained) = told(&policy, &[("late", YES), ("short", YES), ("open", NO), ("roll", pupils(5))]);
    assert_eq!(status, Status::NoAnswer);
    assert!(cell.contains("more than one line holds: \"C when late\" and \"B when short or open\""), "{cell}");
    insta::assert_snapshot!(explained);
}

#[test]
fn a_line_that_may_hold_beside_another_leaves_it_open() {
    let policy = policy("categorise a school by exactly one\n  C when late\n  B when short\n  A otherwise\n");
    let (status, cell, explained) = told(&policy, &[("late", YES)]);
    assert_eq!(status, Status::Open);
    assert!(cell.contains("not settled which line holds; ask short"), "{cell}");
    insta::assert_snapshot!(explained);
}

#[test]
fn the_order_of_lines_decides_where_the_policy_says_so() {
    let lines = "  A when open\n  C when late\n  B otherwise\n";
    let first = policy(&format!("categorise a school by the first match\n{lines}"));
    assert!(told(&first, &[("open", YES), ("late", YES)]).2.contains("It is A (little)."));
    assert!(told(&first, &[("open", NO), ("late", YES)]).2.contains("It is C (much)."));
    let (status, cell, explained) = told(&first, &[("late", YES)]);
    assert_eq!(status, Status::Open);
    assert!(cell.contains("not settled which line holds; ask open"), "{cell}");
    insta::assert_snapshot!(explained);
}

#[test]
fn nothing_is_given_where_no_line_or_row_holds() {
    let lines = policy("categorise a school by the first match\n  C when late\n");
    let (status, cell, explained) = told(&lines, &[("late", NO)]);
    assert_eq!(status, Status::NoAnswer);
    assert!(
        cell.contains("no answer: no line holds") && explained.contains("It gets no category: no line holds"),
        "{cell}\n{explained}"
    );
    let table = policy(
        "table size, for a school, by exactly one\n  | roll | late | size |\n  | under 100 | any | A |\n  | any | yes | B |\ncategorise a school by size\n",
    );
    let (status, cell, _) = told(&table, &[("roll", pupils(500)), ("late", NO)]);
    assert_eq!(status, Status::NoAnswer);
    assert!(cell.contains("no answer: no row of size holds"), "{cell}");
    let (_, cell, explained) = told(&table, &[("roll", pupils(50)), ("late", YES)]);
    assert!(cell.contains("more than one row holds: \"A when roll is under 100\" and \"B when late\""), "{cell}");
    insta::assert_snapshot!(explained);
}

#[test]
fn a_table_that_is_none_passes_no_test_but_is_none() {
    let policy = policy(
        "table size, for a school, by the first match, best first\n  | roll | size |\n  | under 100 | small |\n  | over 200 | large |\n\
         define other, for a school: size is not small\ndefine reached, for a school: size is small or worse\n\
         categorise a school by its most intensive strand\n  strand one\n    C when size is none and other and not reached\n    \
         A when size is not none and reached\n",
    );
    let of = |roll: i64| told(&policy, &[("roll", pupils(roll))]).2;
    assert!(of(150).contains("It is C (much)."), "{}", of(150));
    assert!(of(50).contains("It is A (little)."), "{}", of(50));
    assert!(of(250).contains("It is A (little)."), "{}", of(250));
}
