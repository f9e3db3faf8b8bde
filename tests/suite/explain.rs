//! Words for people.

use crate::assess::{Row as Setting, rows};
use crate::sample::{self, COMPLAINTS, DEFICIT, GAPS, GOVERNANCE, INSPECTED, LATEST, LEADERSHIP, PLAN, SCHOOL};
use ees::assess::{Answer, Assessor};
use ees::explain::{Overview, Paragraph, Row, Style, Text, ansi, plain, setting};
use ees::model::{Amount, Comparison, Condition, ConditionKind, FactState, Facts, Operand, Policy, Quota, TestKind, Value};
use jiff::civil::date;
use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

/// The table of these settings and what stands below it.
fn overview(policy: &Policy, settings: &[Setting], width: usize) -> String {
    let mut assessor = Assessor::new(policy, sample::on()).unwrap();
    let facts: Vec<Facts> = settings.iter().map(|one| sample::facts(policy, one.2, &one.3)).collect();
    let answers: Vec<Answer<'_>> =
        settings.iter().zip(&facts).map(|(one, facts)| assessor.assess(one.0, one.1, one.2, facts).unwrap()).collect();
    let rows: Vec<Row<'_>> = answers.iter().zip(&facts).map(|(answer, facts)| Row { answer, facts }).collect();
    let mut overview = Overview::new(policy, sample::on(), &rows);
    format!("{}\n{}", overview.table(width), plain(&overview.summary(), width))
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
    assert!(text.contains("To find out, the most useful first: leadership, governance."), "{text}");
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

/// The last cell of the only row of a table, on one line.
fn reason(policy: &Policy, setting: &Setting) -> String {
    let text = overview(policy, std::slice::from_ref(setting), 100);
    let start = text.find("why").unwrap();
    let cells = text.lines().skip(2).take_while(|line| !line.is_empty()).filter_map(|line| line.get(start..));
    cells.map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The reason of a school that is C by this condition.
fn reason_of(condition: Condition, told: &[(ees::model::FactId, Value)]) -> String {
    let mut policy = sample::policy();
    policy.categorisations[0].strands[3].lines[0].condition = Some(condition);
    reason(&policy, &("S1", "Oak", SCHOOL, told.to_vec()))
}

#[test]
fn a_reason_names_just_the_parts_that_hold() {
    let gaps = || sample::is("gaps wide", GAPS, &[0]);
    let complaints = || sample::is("complaints high", COMPLAINTS, &[0]);
    let deficit = || sample::is("financial deficit", DEFICIT, &[0]);
    let count = |text: &str, quota: fn(Amount) -> Quota, number: i64| {
        let amount = Amount { base: Operand::Number(Decimal::from(number)), offset: 0 };
        let of = vec![gaps(), complaints(), deficit()];
        sample::condition(text, ConditionKind::Count { quota: quota(amount), of, list: None })
    };
    let high = [(COMPLAINTS, Value::yes(true)), (GAPS, Value::yes(true))];
    let both = sample::condition("gaps wide and financial deficit", ConditionKind::All(vec![gaps(), deficit()]));
    let either = sample::condition("either", ConditionKind::Any(vec![both, complaints()]));
    assert_eq!(reason_of(either, &high), "risk factors: complaints high");
    let all = sample::condition("both", ConditionKind::All(vec![gaps(), complaints()]));
    assert_eq!(reason_of(all, &high), "risk factors: gaps wide and complaints high");
    assert_eq!(reason_of(count("any of: ...", Quota::AtLeast, 1), &high), "risk factors: gaps wide and complaints high");
    assert_eq!(
        reason_of(count("at least 2 of: ...", Quota::AtLeast, 2), &high),
        "risk factors: 2 of 3 (gaps wide and complaints high; at least 2)"
    );
    assert_eq!(
        reason_of(count("none of: ...", Quota::AtMost, 0), &[(GAPS, Value::yes(false))]),
        "risk factors: not gaps wide, not complaints high (assumed) and not financial deficit (assumed)"
    );
    let worse = sample::is("leadership is inconsistent or worse", LEADERSHIP, &[1, 2]);
    assert_eq!(reason_of(worse, &[(LEADERSHIP, Value::Option(1))]), "risk factors: leadership is inconsistent");
    let newly = sample::condition("newly good", ConditionKind::Defined(ees::model::DefineId(0)));
    let old = [(LATEST, Value::Option(1)), (INSPECTED, Value::Date(date(2018, 6, 10)))];
    assert_eq!(reason_of(sample::not("not newly good", newly), &old), "risk factors: not newly good");
    let within = TestKind::Within { length: Operand::Number(Decimal::from(48)), months: true };
    let recent = sample::test("latest inspected is within 48 months", INSPECTED, within);
    assert_eq!(reason_of(recent, &old), "risk factors: latest inspected is 10 June 2018 (counts to 10 June 2022)");
}

#[test]
fn a_figure_is_told_with_what_it_is_measured_by() {
    let mut policy = sample::policy();
    let under = |limit| TestKind::Number(Comparison::Under, limit);
    let setting = ("N1", "Oak", sample::NURSERY, vec![(sample::OCCUPANCY, Value::Number(Decimal::new(795, 1)))]);
    assert_eq!(reason(&policy, &setting), "business: occupancy is 79.5% (well occupied is 80%)");
    let line = &mut policy.categorisations[1].strands[0].lines[0];
    line.condition = Some(sample::test("occupancy is under 90%", sample::OCCUPANCY, under(Operand::Number(Decimal::from(90)))));
    assert_eq!(reason(&policy, &setting), "business: occupancy is 79.5% (under 90%)");
}

#[test]
fn strands_that_would_make_a_reason_long_are_only_named() {
    let policy = sample::policy();
    let told = vec![(LATEST, Value::Option(2)), (INSPECTED, Value::Date(date(2019, 1, 1))), (LEADERSHIP, Value::Option(1))];
    let told = [told, vec![(GOVERNANCE, Value::Option(2))]].concat();
    let short = reason(&policy, &("S1", "Oak", SCHOOL, told.clone()));
    assert_eq!(short, "Ofsted: latest Ofsted is requires improvement; leadership is inconsistent; governance is red");
    let mut policy = policy;
    policy.facts[0].name = ees::model::Name::new("latest Ofsted judgement of the whole school and all that belongs to it");
    let name = "A name of a school that leaves the reasons no more than the columns they must have";
    let long = reason(&policy, &("a-very-long-id-of-a-school", name, SCHOOL, told));
    let whole = "Ofsted: latest Ofsted judgement of the whole school and all that belongs to it is requires improvement";
    assert_eq!(long, format!("{whole}; also leadership and governance"));
}

/// The sample policy with a list of five, all assumed no.
fn with_a_longer_list() -> Policy {
    let mut policy = sample::policy();
    policy.facts[PLAN.at()].assumed = Some(Value::yes(false));
    let more = [sample::is("two-year-olds", sample::TWOS, &[0]), sample::is("governance action plan", PLAN, &[0])];
    policy.lists[0].members.extend(more.clone());
    for line in &mut policy.categorisations[0].strands[3].lines[..2] {
        let Some(Condition { kind: ConditionKind::Count { of, .. }, .. }) = &mut line.condition else { panic!("a count") };
        of.extend(more.clone());
    }
    policy
}

#[test]
fn facts_that_share_a_list_and_a_value_are_named_by_the_list() {
    let policy = with_a_longer_list();
    let good = vec![(LATEST, Value::Option(1)), (LEADERSHIP, Value::Option(0)), (GOVERNANCE, Value::Option(0))];
    let all = plain(&explained(&policy, &("S1", "Oak", SCHOOL, good.clone())), 100);
    assert!(all.contains("\n  all 5 risk factors: no\n"), "{all}");
    let but_one = [good, vec![(COMPLAINTS, Value::yes(true))]].concat();
    let but_one = overview(&policy, &[("S1", "Oak", SCHOOL, but_one)], 100);
    assert!(but_one.contains("no\n  for all risk factors but complaints high."), "{but_one}");
}

#[test]
fn definitions_that_use_one_another_many_times_are_followed_once() {
    use ees::model::{Define, DefineId, Name};
    let mut policy = sample::policy();
    for at in 1..64 {
        let twice = vec![sample::condition("before", ConditionKind::Defined(DefineId(at - 1))); 2];
        let condition = sample::condition("before or before", ConditionKind::Any(twice));
        policy.defines.push(Define { name: Name::new(&format!("define {at}")), condition, ..policy.defines[0].clone() });
    }
    policy.categorisations[0].strands[3].lines[0].condition =
        Some(sample::condition("define 63", ConditionKind::Defined(DefineId(63))));
    let failing =
        ("S1", "Oak", SCHOOL, vec![(LATEST, Value::Option(0)), (LEADERSHIP, Value::Option(0)), (GOVERNANCE, Value::Option(1))]);
    let open = ("S2", "Elm", SCHOOL, vec![(LATEST, Value::Option(1)), (LEADERSHIP, Value::Option(0))]);
    let words = plain(&explained(&policy, &failing), 100).split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = "risk factors: A, as nothing in it calls for another: latest Ofsted is outstanding and 0 of 3 risk factors";
    assert!(words.contains(sentence), "{words}");
    let words = plain(&explained(&policy, &open), 100);
    assert!(words.contains("by risk factors if define 63"), "{words}");
    assert!(overview(&policy, &[failing, open], 100).contains("risk factors"));
}

#[test]
fn ceilings_and_minimums_are_not_added_together() {
    let mut policy = sample::policy();
    policy.allocations[0].binding = ees::model::Binding::AtLeast;
    policy.allocations[0].days = Some(Decimal::from(20));
    policy.allocations[6].days = Some(Decimal::from(2));
    let text = overview(&policy, &rows().into_iter().filter(|row| ["S1", "N1"].contains(&row.0)).collect::<Vec<_>>(), 100);
    assert!(text.contains("Days in all: at least 20; no upper limit."), "{text}");
    policy.allocations[0].binding = ees::model::Binding::Exact;
    let text = overview(&policy, &rows().into_iter().filter(|row| ["S1", "N1"].contains(&row.0)).collect::<Vec<_>>(), 100);
    assert!(text.contains("Days in all: at least 20, at most 22."), "{text}");
}

#[test]
fn figures_that_bind_in_different_ways_are_no_one_figure() {
    let mut policy = sample::policy();
    policy.allocations.iter_mut().for_each(|one| one.days = Some(Decimal::from(2)));
    let one = ("N2", "Busy Bees", sample::NURSERY, vec![]);
    assert!(plain(&explained(&policy, &one), 100).contains("it can still be A or B, with up to 2 days."));
    policy.allocations[4].binding = ees::model::Binding::Exact;
    assert!(plain(&explained(&policy, &one), 100).contains("it can still be A or B, with 2 or up to 2 days."));
    assert!(overview(&policy, &[one], 100).contains("A or B    2 or up to 2"));
}

#[test]
fn what_is_expected_and_not_met_and_what_comes_besides_is_said_below_the_table() {
    let policy = sample::policy();
    let text = overview(&policy, &rows(), 100);
    assert!(text.contains("\nExpected and not met: governance action plan (S2).\n"), "{text}");
    assert!(text.contains("\nSomething comes besides for S2.\n"), "{text}");
    let (_, _, kind, facts) = rows().swap_remove(1);
    let ids = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    let many: Vec<Setting> = ids.into_iter().map(|id| (id, "", kind, facts.clone())).collect();
    let text = overview(&policy, &many, 100);
    assert!(text.contains("Something comes besides for 1, 2, 3, 4, 5, 6, 7, 8 and 2 more."), "{text}");
    let none = overview(&policy, &rows()[..1], 100);
    assert!(!none.contains("besides") && !none.contains("Expected"), "{none}");
}

#[test]
fn days_of_ceilings_have_no_least_and_days_of_minimums_no_most() {
    let mut policy = sample::policy();
    let nurseries = [("N2", "Busy Bees", sample::NURSERY, vec![])];
    let days = |policy: &Policy| {
        let text = overview(policy, &nurseries, 100);
        text.lines().find_map(|line| line.strip_prefix("Days in all: ")).unwrap().to_owned()
    };
    assert_eq!(days(&policy), "at most 8.");
    policy.allocations.iter_mut().for_each(|one| one.binding = ees::model::Binding::AtLeast);
    assert_eq!(days(&policy), "at least 4; no upper limit.");
    policy.allocations[4].binding = ees::model::Binding::UpTo;
    assert_eq!(days(&policy), "no upper limit.", "at most so many, or at least so many");
    policy.allocations.iter_mut().for_each(|one| one.binding = ees::model::Binding::Exact);
    assert_eq!(days(&policy), "at least 4, at most 8.");
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
        assert!(coloured.contains("\u{1b}[1;4m"), "a heading is marked");
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
