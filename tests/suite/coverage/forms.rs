//! Masking MC/DC, one test for each form of condition. `TF?` are the facts a, b and c of one scenario: yes, no, not known.

use super::{checked, measured};
use ees::harness::coverage::{Coverage, Seen, Sort, missing};
use ees::session::Place;
use std::fmt::Write as _;

const POLICY: &str = "policy One
  in force: 1 September 2025 to 31 August 2027
setting pool
categories, least intensive first
  Light: little
  Close: much
  Daily: more
facts about a pool
  a: yes or no
  b: yes or no
  c: yes or no
  d: yes or no; assumed no
  size: number
";

/// What scenarios exercise of some declarations and of the lines of a strand. Of each scenario stand the facts a, b and c, then
/// perhaps its size and its day.
fn coverage(declarations: &str, lines: &str, scenarios: &[&str]) -> Coverage {
    let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    let mut text = format!(
        "{POLICY}{declarations}\ncategorise a pool by its most intensive strand\n  strand one\n{lines}    Light otherwise\n"
    );
    for (number, scenario) in scenarios.iter().enumerate() {
        let mut words = scenario.split(' ');
        let told = words.next().unwrap();
        let (size, day) = (words.next().unwrap_or("1"), words.next().unwrap_or("2025-11-15"));
        writeln!(text, "scenario S{number}, a pool on {day}\n  size: {size}").unwrap();
        for (fact, letter) in ["a", "b", "c"].iter().zip(told.chars()) {
            let value = match letter {
                'T' => "yes",
                'F' => "no",
                _ => "unknown",
            };
            writeln!(text, "  {fact}: {value}").unwrap();
        }
        text.push_str("  expect Light\n");
    }
    measured(&checked(Place::Memory(vec![("one.ees".to_owned(), text)])))
}

/// Each condition with how often it was seen true and false where it decides: `a +1 -0`.
fn conditions(coverage: &Coverage) -> Vec<String> {
    let seen = coverage.items.iter().filter_map(|item| match &item.seen {
        Seen::Condition(outcomes) => {
            Some(format!("{} +{} -{}", item.text, outcomes.when(true).counted, outcomes.when(false).counted))
        }
        Seen::Whole { .. } | Seen::Threshold { .. } => None,
    });
    seen.collect()
}

fn seen(declarations: &str, lines: &str, scenarios: &[&str]) -> Vec<String> {
    conditions(&coverage(declarations, lines, scenarios))
}

/// What is missing of each thing of a sort.
fn gaps(coverage: &Coverage, sort: Sort) -> Vec<String> {
    let of_sort = coverage.items.iter().filter(|item| item.sort == sort);
    of_sort.map(|item| format!("{}: {}", item.text, missing(item).unwrap_or_default())).collect()
}

#[test]
fn with_and_a_condition_decides_where_all_others_hold() {
    let line = "Close when a and b and c";
    assert_eq!(seen("", line, &["TTT"]), ["a +1 -0", "b +1 -0", "c +1 -0"]);
    assert_eq!(seen("", line, &["FTT"]), ["a +0 -1", "b +0 -0", "c +0 -0"]);
    assert_eq!(seen("", line, &["FFT", "FFF"]), ["a +0 -0", "b +0 -0", "c +0 -0"]);
}

#[test]
fn with_or_a_condition_decides_where_no_other_holds() {
    let line = "Close when a or b";
    assert_eq!(seen("", line, &["FFF"]), ["a +0 -1", "b +0 -1"]);
    assert_eq!(seen("", line, &["TFF"]), ["a +1 -0", "b +0 -0"]);
    assert_eq!(seen("", line, &["TTF"]), ["a +0 -0", "b +0 -0"]);
}

#[test]
fn what_is_denied_is_one_condition_as_written() {
    let (yes, no) = (coverage("", "Close when not a and b", &["FTF"]), coverage("", "Close when not a and b", &["TTF"]));
    assert_eq!(
        (conditions(&yes), conditions(&no)),
        (vec!["not a +1 -0".to_owned(), "b +1 -0".to_owned()], vec!["not a +0 -1".to_owned(), "b +0 -0".to_owned()])
    );
}

#[test]
fn members_of_any_all_and_none_decide_like_or_and_and_nor() {
    let of = |heading: &str| format!("Close when {heading}\n  - a\n  - b");
    assert_eq!(seen("", &of("any of"), &["TFF", "FFF", "TTF"]), ["a +1 -1", "b +0 -1"]);
    assert_eq!(seen("", &of("all of"), &["TTF", "FTF", "FFF"]), ["a +1 -1", "b +1 -0"]);
    assert_eq!(seen("", &of("none of"), &["FFF", "TFF", "TTF"]), ["a +1 -1", "b +0 -1"]);
}

#[test]
fn a_member_of_a_count_decides_where_the_others_are_one_short() {
    let line = "Close when at least 2 of\n  - a\n  - b\n  - c";
    // Two hold: each of them decides, and so does not the third.
    assert_eq!(seen("", line, &["TTF"]), ["a +1 -0", "b +1 -0", "c +0 -0"]);
    // One holds: each of the others decides.
    assert_eq!(seen("", line, &["TFF"]), ["a +0 -0", "b +0 -1", "c +0 -1"]);
    assert_eq!(seen("", line, &["TTT", "FFF"]), ["a +0 -0", "b +0 -0", "c +0 -0"]);
    let both = coverage("", line, &["TTT", "TFF"]);
    assert_eq!(gaps(&both, Sort::Threshold), ["at least 2 of: a, b, c: "]);
}

#[test]
fn true_and_false_are_not_enough_where_the_line_comes_out_the_same() {
    let line = "Close when exactly 1 of\n  - a\n  - b";
    // In both the line holds, by a and by b.
    let same = coverage("", line, &["TFF", "FTF"]);
    assert_eq!(conditions(&same), ["a +1 -1", "b +1 -1"]);
    let gap = "seen true and false where it decides, but its line came out the same each time";
    assert_eq!(gaps(&same, Sort::Condition), [format!("a: {gap}"), format!("b: {gap}")]);
    let other = coverage("", line, &["TFF", "FTF", "FFF"]);
    assert_eq!(gaps(&other, Sort::Condition), ["a: ", "b: "]);
}

#[test]
fn members_of_a_list_count_where_they_stand_through_every_use() {
    let list = "list things, for a pool: a, b, c";
    let lines = "Daily when at least 2 of the things\nClose when any of the things and d";
    // Through the first line a and b; the second is not reached.
    assert_eq!(
        seen(list, lines, &["TTF"]),
        ["a +1 -0", "b +1 -0", "c +0 -0", "at least 2 of the things +1 -0", "any of the things +0 -0", "d +0 -0"]
    );
    // b and c would make two; of the second line d alone decides, so that the list behind it is hidden.
    assert_eq!(
        seen(list, lines, &["TFF"]),
        ["a +0 -0", "b +0 -1", "c +0 -1", "at least 2 of the things +0 -1", "any of the things +0 -0", "d +0 -1"]
    );
}

#[test]
fn conditions_of_a_definition_count_where_they_stand_through_every_use() {
    let define = "define odd, for a pool: a and b";
    let lines = "Daily when odd and c\nClose when not odd";
    // In the first line `odd` is hidden by c; through the second a decides, though denied.
    let once = coverage(define, lines, &["FTF"]);
    assert_eq!(conditions(&once), ["a +0 -1", "b +0 -0", "odd +0 -0", "c +0 -0", "not odd +1 -0"]);
    let both = coverage(define, lines, &["FTF", "TTF"]);
    assert_eq!(conditions(&both), ["a +1 -1", "b +1 -0", "odd +0 -0", "c +0 -1", "not odd +1 -1"]);
    assert_eq!(gaps(&both, Sort::Condition)[0], "a: ", "the line came out one way and the other");
}

#[test]
fn cells_decide_their_row_where_the_table_decides_its_line() {
    let table = "table sort, for a pool, by the first match
  | a   | b   | sort |
  | --- | --- | ---- |
  | yes | yes | high |
  | any | yes | mid  |
  | any | any | low  |
";
    let line = "Close when sort is high and c";
    let first = coverage(table, line, &["TTT"]);
    assert_eq!(conditions(&first), ["a +1 -0", "b +1 -0", "b +0 -0", "sort is high +1 -0", "c +1 -0"]);
    assert_eq!(first.of_sort(Sort::Row).exercised, 1);
    // The second row is reached and holds.
    let second = coverage(table, line, &["FTT"]);
    assert_eq!(conditions(&second), ["a +0 -1", "b +0 -0", "b +1 -0", "sort is high +0 -1", "c +0 -0"]);
    // Hidden by c the table decides nothing.
    let hidden = coverage(table, line, &["FTF"]);
    assert_eq!(conditions(&hidden), ["a +0 -0", "b +0 -0", "b +0 -0", "sort is high +0 -0", "c +0 -0"]);
    assert!(gaps(&hidden, Sort::Row).iter().all(|gap| gap.ends_with("never reached where its table decides")));
}

#[test]
fn values_of_a_matrix_are_rows_and_its_headings_conditions() {
    let matrix = "matrix need, for a pool, a down, b across
  |     | yes   | no    |
  | --- | ----- | ----- |
  | yes | Daily | Close |
  | no  | Close | Light |
";
    let text = "categorise a pool by the matrix need";
    let policy = format!("{POLICY}{matrix}{text}\nscenario S, a pool on 15 November 2025\n  a: yes\n  b: no\n  expect Close\n");
    let coverage = measured(&checked(Place::Memory(vec![("one.ees".to_owned(), policy)])));
    assert_eq!(coverage.of_sort(Sort::Row).all, 4);
    assert_eq!(coverage.of_sort(Sort::Row).exercised, 1);
    // Just one value of a matrix can hold, so all are reached. b alone stands in the way of the first, a alone in that of the last.
    assert_eq!(conditions(&coverage), ["b +0 -1", "not b +1 -0", "a +1 -0", "not a +0 -1"]);
}

#[test]
fn lines_of_a_score_count_where_a_test_of_it_decides() {
    let score = "score sum, for a pool\n  2 when a\n  1 for each of\n    - b\n    - c";
    let tested = coverage(score, "Close when sum is at least 2", &["TFT", "FTF"]);
    assert_eq!(conditions(&tested), ["a +1 -1", "b +1 -1", "c +1 -1", "sum is at least 2 +1 -1"]);
    assert_eq!(tested.of_sort(Sort::Points).exercised, 2);
    let Some(Seen::Threshold { holds, fails }) =
        tested.items.iter().find(|item| item.sort == Sort::Threshold).map(|item| &item.seen)
    else {
        panic!("the score has a threshold")
    };
    assert_eq!([holds, fails].map(|side| side.nearest.as_ref().unwrap().value.clone()), ["3", "1"]);
    let hidden = coverage(score, "Close when sum is at least 2 and d", &["TFT"]);
    assert_eq!(
        gaps(&hidden, Sort::Points),
        ["2 when a: its score never decides", "1 for each of: b, c: its score never decides"]
    );
}

#[test]
fn between_is_one_condition_with_two_thresholds() {
    let line = "Close when size is between 5 and 9";
    let below = coverage("", line, &["FFF 5", "FFF 4.5"]);
    assert_eq!(conditions(&below), ["size is between 5 and 9 +1 -1"]);
    assert_eq!(
        gaps(&below, Sort::Threshold),
        [
            "size is between 5 and 9, its lower end: ",
            "size is between 5 and 9, its upper end: no value seen for which it does not hold; the nearest is 5 (4 away)"
        ]
    );
}

#[test]
fn what_is_unknown_covers_nothing_and_hides_the_rest() {
    assert_eq!(seen("", "Close when a and b", &["?TF"]), ["a +0 -0", "b +0 -0"]);
    assert_eq!(seen("", "Close when a and b", &["?FF"]), ["a +0 -0", "b +0 -0"], "with a unknown b alone does not decide");
    // The second line is reached whatever a is.
    let open = coverage("", "Daily when a\nClose when b", &["?TF"]);
    assert_eq!(conditions(&open), ["a +0 -0", "b +1 -0"]);
    assert_eq!(open.of_sort(Sort::Line).exercised, 1);
}

#[test]
fn a_line_behind_one_that_holds_is_not_reached() {
    let coverage = coverage("", "Daily when a\nClose when b", &["TTF"]);
    assert_eq!(conditions(&coverage), ["a +1 -0", "b +0 -0"]);
    assert_eq!(gaps(&coverage, Sort::Line), ["Daily when a: ", "Close when b: never reached", "Light otherwise: never reached"]);
}

#[test]
fn a_value_of_a_parameter_is_exercised_where_a_comparison_with_it_decides() {
    let parameter = "parameter large: 5 from 1 September 2025, 8 from 1 September 2026";
    let line = "Close when size is at least large and a";
    let steps = |scenarios: &[&str]| coverage(parameter, line, scenarios).of_sort(Sort::Step).exercised;
    assert_eq!(steps(&["TFF 6"]), 1);
    assert_eq!(steps(&["TFF 6", "FFF 6 2026-11-15"]), 1, "hidden by a");
    assert_eq!(steps(&["TFF 6", "TFF 6 2026-11-15"]), 2);
}

#[test]
fn an_assumption_is_exercised_where_an_answer_rests_on_it() {
    let resting = coverage("", "Close when a and d", &["TFF"]);
    assert_eq!(gaps(&resting, Sort::Assumption), ["d: assumed no: "]);
    let idle = coverage("", "Close when a and d", &["FFF"]);
    assert_eq!(gaps(&idle, Sort::Assumption), ["d: assumed no: assumed, but no answer rests on it"]);
}

#[test]
fn a_policy_without_scenarios_exercises_nothing() {
    let coverage = coverage("", "Close when a", &[]);
    assert_eq!((coverage.scenarios, coverage.total().exercised), (0, 0));
    assert_eq!(coverage.total().per_cent().to_string(), "0");
}
