//! The inverse question, held to trying every value of a grid; goals in words; days by the parts of a year; and the command.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test names what it is about, and no more")]

use crate::cli::{ees, in_folder};
use crate::diagram::brute::classes;
use crate::diagram::kit::{facts_told, policy_told};
use crate::diagram::random::{KIND, any_policy, any_setting};
use crate::diagram::relevance::with_days;
use ees::diagram::{Answerer, Limits, Scratch, conditions, each_part};
use ees::harness::solve::goal::{Bound, Goal, Known, Wanted, read};
use ees::harness::solve::{Part, Setting, Solved, solve};
use ees::model::{
    ConditionKind, Domain, FactId, Facts, Operand, ParameterId, ParameterValue, PeriodId, Policy, Quota, TestKind, TimeSort,
};
use ees::session::{Place, load};
use fastrand::Rng;
use insta_cmd::assert_cmd_snapshot;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What comes of settings by the policy as it is; `None` where one cannot be.
fn outcomes(policy: &Policy, on: Date, settings: &[Facts]) -> Option<Vec<Known>> {
    let answerer = Answerer::new(policy, KIND, on, Limits::default()).unwrap();
    let mut scratch = Scratch::general();
    let known = |facts: &Facts| {
        let exact = answerer.answer(&mut scratch, facts).unwrap();
        (!exact.impossible).then_some(Known { kind: KIND, possible: exact.possible, may_be_silent: exact.may_be_silent })
    };
    settings.iter().map(known).collect()
}

fn with(policy: &Policy, id: ParameterId, value: ParameterValue) -> Policy {
    let mut policy = policy.clone();
    policy.parameters[id.at()].steps[0].1 = value;
    policy
}

/// Whether a policy that says so would be read without an error, as far as that hangs on one number.
fn is_value(policy: &Policy, id: ParameterId, value: Decimal) -> bool {
    let mut fits = true;
    let is = |operand: &Operand| matches!(operand, Operand::Parameter(own) if *own == id);
    for condition in conditions(policy, KIND) {
        each_part(condition, &mut |part| match &part.kind {
            ConditionKind::Test(test) => match &test.kind {
                TestKind::Number(_, operand) if is(operand) => {
                    let Domain::Number(domain) = &policy.facts[test.fact.at()].domain else { panic!("no number") };
                    fits &= domain.least.is_none_or(|least| value >= least) && domain.most.is_none_or(|most| value <= most);
                    fits &= !domain.whole || value.is_integer();
                }
                TestKind::Within { length, .. } if is(length) => fits &= value.is_integer() && !value.is_sign_negative(),
                _ => {}
            },
            ConditionKind::Count { quota, of, .. } => {
                let (Quota::AtLeast(amount) | Quota::AtMost(amount) | Quota::Exactly(amount)) = quota;
                if is(&amount.base) {
                    let (least, most) = match (quota, amount.offset) {
                        (Quota::AtLeast(_), 0) | (Quota::AtMost(_), -1) => (1, of.len() as i64),
                        (Quota::Exactly(_), _) => (0, of.len() as i64),
                        _ => (0, of.len() as i64 - 1),
                    };
                    fits &= value.is_integer() && value >= Decimal::from(least) && value <= Decimal::from(most);
                }
            }
            _ => {}
        });
    }
    fits
}

fn any_goal(rng: &mut Rng, policy: &Policy, settings: usize) -> Goal {
    let all = policy.categories.len() as u16;
    let some = |rng: &mut Rng| (0..rng.usize(1..3)).map(|_| ees::model::CategoryId(rng.u16(0..all))).collect();
    let number = Decimal::from(rng.usize(0..=settings));
    let wanted = match rng.u8(0..5) {
        0 | 1 => {
            let bound = [Bound::AtMost(number), Bound::AtLeast(number), Bound::Exactly(number)][rng.usize(0..3)];
            Wanted::Count { bound, kinds: Vec::new(), categories: some(rng) }
        }
        2 | 3 => Wanted::Setting { at: rng.usize(0..settings), categories: some(rng) },
        _ => Wanted::Days { bound: [Bound::AtMost(number), Bound::AtLeast(number)][rng.usize(0..2)], part: Part::Year },
    };
    Goal { text: String::new(), wanted }
}

/// A goal that some value of some parameter reaches, or perhaps does.
fn within_reach(rng: &mut Rng, policy: &Policy, on: Date, settings: &[Facts]) -> Option<Goal> {
    let before = outcomes(policy, on, settings)?;
    for _ in 0..12 {
        let id = ParameterId(rng.u16(0..policy.parameters.len() as u16));
        let grid = grid(policy.parameters[id.at()].steps[0].1, on);
        let (number, value) = grid[rng.usize(0..grid.len())];
        let Some(after) = outcomes(&with(policy, id, value), on, settings).filter(|_| is_value(policy, id, number)) else {
            continue;
        };
        let Some(at) = (0..settings.len()).find(|at| after[*at] != before[*at] && !after[*at].possible.is_empty()) else {
            continue;
        };
        let possible = &after[at].possible;
        let new = possible.iter().find(|one| !before[at].possible.contains(one));
        let categories = vec![*new.unwrap_or(&possible[rng.usize(0..possible.len())])];
        let count = |most: bool| {
            let wanted = Wanted::Count { bound: Bound::AtLeast(Decimal::ONE), kinds: Vec::new(), categories: categories.clone() };
            let stand = Goal { text: String::new(), wanted }.stand(policy, &after.iter().collect::<Vec<_>>());
            if most { stand.most } else { stand.least }
        };
        let bound =
            [Bound::AtMost(count(false)), Bound::AtLeast(count(true)), Bound::Exactly(count(true)), Bound::AtMost(count(true))];
        let wanted = match rng.u8(0..6) {
            0 => Wanted::Setting { at, categories: after[at].possible.clone() },
            1 => Wanted::Setting { at, categories },
            way => Wanted::Count { bound: bound[usize::from(way) - 2], kinds: Vec::new(), categories: categories.clone() },
        };
        return Some(Goal { text: String::new(), wanted });
    }
    None
}

/// The values of a grid for a parameter.
fn grid(value: ParameterValue, on: Date) -> Vec<(Decimal, ParameterValue)> {
    let number = |day: Date| Decimal::from(date(1, 1, 1).until(day).unwrap().get_days());
    match value {
        ParameterValue::Number(_) => {
            (-3..=24).map(|at| Decimal::new(at * 25, 2)).map(|number| (number, ParameterValue::Number(number))).collect()
        }
        ParameterValue::Date(_) => {
            let days = (-14..420).step_by(14).map(|back: i64| on - back.days());
            days.map(|day| (number(day), ParameterValue::Date(day))).collect()
        }
    }
}

/// What each value of a grid does is what was found of it.
fn hold_to_grid(policy: &Policy, on: Date, settings: &[Facts], goals: &[Goal], solved: &Solved) -> (usize, usize) {
    let before = outcomes(policy, on, settings).unwrap();
    let (mut certain, mut perhaps) = (0, 0);
    let told = || settings.iter().fold(policy_told(policy), |told, one| told + &facts_told(policy, one) + "\n");
    for at in 0..policy.parameters.len() {
        let id = ParameterId(at as u16);
        let is_tried = solved.not_tried.iter().all(|(own, _)| *own != id);
        for (number, value) in grid(policy.parameters[at].steps[0].1, on) {
            if !is_value(policy, id, number) {
                continue;
            }
            let after = outcomes(&with(policy, id, value), on, settings);
            let moved = after.as_ref().is_some_and(|after| *after != before);
            if !is_tried {
                let idle = solved.not_tried.iter().any(|(own, why)| *own == id && *why == ees::harness::solve::NotTried::Idle);
                assert!(!idle || !moved, "{id:?} to {value:?} was called idle\n{}", told());
                continue;
            }
            let stands: Vec<_> = after
                .iter()
                .flat_map(|after| goals.iter().map(|goal| goal.stand(policy, &after.iter().collect::<Vec<_>>())))
                .collect();
            let certainly = moved && stands.iter().all(|stand| stand.certain);
            let maybe =
                moved && !certainly && stands.iter().all(|stand| stand.perhaps) && solved.now.iter().any(|now| !now.perhaps);
            for (list, expected) in [(&solved.certain, certainly), (&solved.perhaps, maybe)] {
                let found: Vec<_> = list.iter().filter(|one| one.parameter == id && one.values.has(number)).collect();
                assert_eq!(found.len(), usize::from(expected), "{id:?} to {value:?}, {goals:?}\n{}{solved:#?}", told());
                for one in found {
                    let mut then = before.clone();
                    one.moved.iter().for_each(|step| then[step.at] = step.to.clone());
                    assert_eq!(Some(then), after, "{id:?} to {value:?}\n{}", told());
                    assert_eq!(one.stands, stands);
                }
            }
            certain += usize::from(certainly);
            perhaps += usize::from(maybe);
        }
    }
    (certain, perhaps)
}

#[test]
fn every_value_of_a_grid_does_what_was_found_of_it() {
    let mut rng = Rng::with_seed(1951);
    let on = date(2022, 2, 28);
    let (mut certain, mut perhaps, mut untried) = (0, 0, BTreeSet::new());
    for _ in 0..800 {
        let mut policy = any_policy(&mut rng, on);
        with_days(&mut rng, &mut policy);
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), on)).collect();
        let unknown = [1, 5, 8][rng.usize(0..3)];
        let mut settings: Vec<Facts> = (0..4).map(|_| any_setting(&mut rng, &policy, KIND, &classes, unknown)).collect();
        settings.retain(|one| outcomes(&policy, on, std::slice::from_ref(one)).is_some());
        if settings.is_empty() {
            continue;
        }
        let goal = within_reach(&mut rng, &policy, on, &settings);
        let goals: Vec<Goal> =
            (goal.into_iter()).chain((rng.u8(0..5) == 0).then(|| any_goal(&mut rng, &policy, settings.len()))).collect();
        if goals.is_empty() {
            continue;
        }
        let ids: Vec<String> = (0..settings.len()).map(|at| at.to_string()).collect();
        let given: Vec<Setting<'_>> =
            (0..settings.len()).map(|at| Setting { number: at + 1, id: &ids[at], kind: KIND, facts: &settings[at] }).collect();
        let solved = solve(&policy, on, &given, &goals).unwrap();
        untried.extend(solved.not_tried.iter().map(|(_, why)| format!("{why:?}")));
        let (sure, maybe) = hold_to_grid(&policy, on, &settings, &goals, &solved);
        certain += sure;
        perhaps += maybe;
        let order = |one: &ees::harness::solve::Solution| (one.moved.len(), one.change);
        assert!(solved.certain.is_sorted_by_key(order) && solved.perhaps.is_sorted_by_key(order));
        // The value that is offered is one of those that do.
        for one in solved.certain.iter().chain(&solved.perhaps) {
            let then = outcomes(&with(&policy, one.parameter, one.value), on, &settings).unwrap();
            assert!(one.moved.iter().all(|step| then[step.at] == step.to), "{one:?}");
        }
    }
    assert!(certain >= 60 && perhaps >= 6, "{certain} {perhaps}");
    assert!(untried.len() >= 2, "{untried:?}");
}

/// Points of a score, given by a parameter: where the sum passes what it is compared with.
#[test]
fn points_are_solved_for() {
    let text = "policy Points\n  in force: 1 September 2021 to 31 August 2024\n\nsetting club\n\ncategories, least intensive first\n  A: a\n  B: b\n  C: c\n\n\
        facts about a club\n  dark: yes or no\n  cold: yes or no\n  wet: yes or no\n\nparameter heavy: 2 points\nparameter light: 1 point\n\n\
        score trouble, for a club\n  heavy for each of dark, cold\n  light when wet\n\nscore all, for a club\n  2 times the trouble\n  1 when wet\n\n\
        categorise a club by its most intensive strand\n  strand trouble\n    C when all is at least 9\n    B when trouble is over 2.5\n    A otherwise\n";
    let policy = load(Place::Memory(vec![("one.ees".to_owned(), text.to_owned())])).policy.unwrap();
    let on = date(2021, 11, 15);
    let facts = |values: [bool; 3]| {
        let mut facts = Facts::unknown(3);
        for (at, is) in values.into_iter().enumerate() {
            facts.set(FactId(at as u16), ees::model::FactState::Told(ees::model::Value::yes(is)));
        }
        facts
    };
    let all = [facts([true, false, true]), facts([true, true, false])];
    let settings: Vec<Setting<'_>> = all
        .iter()
        .zip(1..)
        .map(|(facts, number)| Setting { number, id: ["one", "two"][number - 1], kind: ees::model::KindId(0), facts })
        .collect();
    let found = |goal: &str| {
        let goals = [read(&policy, &["one", "two"], goal).unwrap()];
        let solved = solve(&policy, on, &settings, &goals).unwrap();
        let line = |one: &ees::harness::solve::Solution| {
            format!("{}, of {}, moves {}", one.line(&policy, on), one.values_words(&policy), one.moved.len())
        };
        solved.certain.iter().map(line).collect::<Vec<_>>()
    };
    // One comes to 2h + 2l + l = 7 and two to 4h = 8: 9 are reached by 2h + 3l and by 4h.
    assert_eq!(
        found("two in C"),
        [
            "replace parameter heavy: 3 points, of 3 points or more, moves 2",
            "replace parameter heavy: 2.25 points, of 2.25 points to under 3 points, moves 1"
        ]
        .into_iter()
        .rev()
        .collect::<Vec<_>>()
    );
    assert_eq!(
        found("one in A"),
        [
            "replace parameter heavy: 1.5 points, of over 1.25 points to 1.5 points, moves 1",
            "replace parameter light: 0.5 points, of 0.5 points or less, moves 1",
            "replace parameter heavy: 1.25 points, of 1.25 points or less, moves 2",
        ]
    );
}

/// A parameter in steps: the one in force is changed, and the line has all of them.
#[test]
fn the_value_in_force_is_changed_and_the_others_stay() {
    let text = "policy Steps\n  in force: 1 September 2021 to 31 August 2024\n\nsetting club\n\ncategories, least intensive first\n  A: a\n  B: b\n\n\
        facts about a club\n  full: per cent, 0 to 100\n  opened: date\n\nparameter \"well and truly full\": 80% from 1 September 2021, 75% from 1 September 2022, 70% from 1 September 2023\n\
        parameter long ago: 1 January 2020\nparameter a while: 12 months\n\n\
        categorise a club by its most intensive strand\n  strand full\n    B when full is under \"well and truly full\" or opened is before long ago\n    A otherwise\n  strand new\n    B when opened is within a while\n    A otherwise\n";
    let policy = load(Place::Memory(vec![("one.ees".to_owned(), text.to_owned())])).policy.unwrap();
    let on = date(2023, 1, 31);
    let mut facts = Facts::unknown(2);
    facts.set(FactId(0), ees::model::FactState::Told(ees::model::Value::Number(Decimal::from(77))));
    facts.set(FactId(1), ees::model::FactState::Told(ees::model::Value::Date(date(2021, 6, 15))));
    let settings = [Setting { number: 1, id: "The Hut", kind: ees::model::KindId(0), facts: &facts }];
    let goals = [read(&policy, &["The Hut"], "The Hut in B").unwrap()];
    let solved = solve(&policy, on, &settings, &goals).unwrap();
    let lines: Vec<String> =
        solved.certain.iter().map(|one| format!("{} ({})", one.line(&policy, on), one.values_words(&policy))).collect();
    assert_eq!(
        lines,
        [
            "replace parameter \"well and truly full\": 80% from 1 September 2021, 78% from 1 September 2022, 70% from 1 September 2023 (over 77% to 100%)",
            "replace parameter a while: 20 months (20 months to 12000 months)",
            "replace parameter long ago: 16 June 2021 (16 June 2021 or later)",
        ]
    );
}

/// What half terms, terms and the rest of the year have comes to what a year has.
#[test]
fn the_days_of_a_year_lie_somewhere_in_it() {
    for folder in ["wolverhampton-2021", "wolverhampton-2026-draft"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(folder);
        let policy = load(Place::Folder(path)).policy.unwrap();
        let of_sort = |wanted: TimeSort| {
            let all = policy.periods.iter().enumerate().filter(move |(_, period)| period.sort == wanted);
            all.map(|(at, _)| PeriodId(at as u16)).collect::<Vec<_>>()
        };
        let mut placed = 0;
        for allocation in policy.allocations.iter().filter(|one| one.category.is_some()) {
            let known =
                Known { kind: allocation.kind, possible: allocation.category.into_iter().collect(), may_be_silent: false };
            let stand = |part: Part| {
                let wanted = Wanted::Days { bound: Bound::AtMost(Decimal::ZERO), part };
                Goal { text: String::new(), wanted }.stand(&policy, &[&known])
            };
            let year = stand(Part::Year).most;
            let terms: Vec<_> = of_sort(TimeSort::Term).into_iter().map(|term| stand(Part::Term(term))).collect();
            let halves: Vec<_> = of_sort(TimeSort::HalfTerm).into_iter().map(|half| stand(Part::HalfTerm(half))).collect();
            let in_terms: Decimal = terms.iter().map(|one| one.most).sum();
            let in_halves: Decimal = halves.iter().map(|one| one.most).sum();
            assert_eq!(in_terms + terms[0].unplaced, year, "{}", allocation.about);
            assert!(in_halves <= in_terms && in_halves + halves[0].unplaced * Decimal::from(3) >= year, "{}", allocation.about);
            placed += usize::from(in_halves > Decimal::ZERO);
        }
        assert!(placed >= 5, "{folder}: {placed}");
    }
}

#[test]
fn goals_are_read_in_plain_words() {
    let policy = load(Place::BuiltIn).policy.unwrap();
    let ids = ["S1", "S1 North", "7"];
    let mut told = String::new();
    for goal in [
        "at most 5 settings in C",
        "no more than five schools in B2 or C",
        "No settings in C.",
        "exactly 0 child minders in A, AS or B1",
        "at least 3 early years in A",
        "2 academies in A",
        "Autumn 1 within 60 adviser days",
        "autumn_1 at most 60 days",
        "at least 12.5 days in Spring",
        "the year within 1,200 days",
        "total days at most 300",
        "S1 in B1",
        "S1 North is at most B1",
        "7 is B1 or B2",
        "S1 at least B2",
        "few settings in C",
        "fewer than 5 settings in C",
        "at most 5 in C",
        "at most many settings in C",
        "at most 2.5 settings in C",
        "at most 5 settings in c",
        "at most 5 skools in C",
        "at most 5 settings in D1",
        "S2 in C",
        "S1 better",
        "Autunm 1 within 60 days",
        "beforehand within 60 days",
        "Autumn 1 exactly 60 days",
        "Autumn 1 few days",
        "C at most 5",
        "in",
        "",
    ] {
        match read(&policy, &ids, goal) {
            Ok(goal) => writeln!(told, "{}\n  {:?}", goal.text, goal.wanted).unwrap(),
            Err(misread) => {
                let code = if misread.unknown_name { "U106" } else { "U105" };
                writeln!(told, "{goal}\n  {code} {}\n  {}", misread.message, misread.help).unwrap();
            }
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn the_command_says_what_would_do() {
    for (name, args) in [
        ("solve_one_setting", &["--goal", "P02 in A"][..]),
        ("solve_none", &["--goal", "at most 5 settings in C"]),
        ("solve_days", &["--goal", "Autumn 1 within 16 days", "--redact"]),
        ("solve_several", &["--goal", "S14 at least B2", "--goal", "at most 13 settings in B2"]),
        ("solve_reached", &["--goal", "at most 50 settings in C"]),
        ("solve_csv", &["--goal", "P02 in A", "--format", "csv"]),
        ("solve_bad", &["--goal", "S5 in A", "--goal", "few settings", "--goal", "Autum 1 within 3 days", "--plain"]),
    ] {
        assert_cmd_snapshot!(name, ees(&["solve"]).args(args));
    }
}

/// Files that go round have no name of a setting, and no id where none is wanted.
#[test]
fn what_is_written_names_nobody() {
    let folder = in_folder(&[]);
    for (format, redact) in [("json", true), ("csv", true), ("table", true), ("json", false), ("csv", false)] {
        for verb in [&["ask"][..], &["solve", "--goal", "P02 in A"], &["solve", "--goal", "at most 2 settings in C"]] {
            let more: &[&str] = if redact { &["--redact"] } else { &[] };
            let shown = ees(verb).args(["--format", format]).args(more).current_dir(folder.path()).output().unwrap();
            let text = String::from_utf8(shown.stdout).unwrap();
            for name in ["Wrenpocket", "Hazelcup", "Bluebutton"] {
                assert!(!text.contains(name), "{verb:?} {format} names {name}");
            }
            let bare = text.replace("P02 in A", "");
            let id = ["S25", "P02", "S17"].iter().find(|id| bare.contains(**id));
            let some = text.lines().count() > 1;
            assert_eq!(id.is_some(), some && !redact, "{verb:?} {format}: {id:?}\n{text}");
        }
    }
}

#[test]
fn nothing_is_written_over_the_table() {
    let folder = in_folder(&[("one.csv", "id,setting,latest_ofsted,latest_inspected\nS1,school,good,2020-01-15\n")]);
    let on = ["one.csv", "--on", "2021-11-15", "-o", "one.csv"];
    for verb in [&["ask"][..], &["solve", "--goal", "S1 in A"]] {
        let shown = ees(verb).args(on).current_dir(folder.path()).output().unwrap();
        assert_eq!(shown.status.code(), Some(2));
        assert!(String::from_utf8(shown.stderr).unwrap().contains("the answer would take its place"));
    }
}
