//! What would have to be otherwise and what stands between, in words.

use crate::diagram::brute::{classes, completions, effort, holds, line_of};
use crate::diagram::kit;
use crate::diagram::random::{KIND, any_policy, any_setting};
use ees::assess::{Assessor, Nearest};
use ees::diagnostic::Problems;
use ees::explain::{Question, Row, Text, plain, questions, setting};
use ees::model::{CategoryId, FactId, FactState, Facts, KindId, Policy, Value, parse_date};
use ees::report::{Style, render};
use ees::session::{Place, load, read_table};
use ees::settings::{Reading, read_csv};
use fastrand::Rng;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

const ON: Date = date(2021, 11, 15);

const NURSERIES: &str = include_str!("../fixtures/explain/nurseries.ees");

fn nurseries() -> Policy {
    let mut loaded = load(Place::Memory(vec![("nurseries.ees".to_owned(), NURSERIES.to_owned())]));
    assert!(loaded.problems.is_empty(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
    loaded.policy.take().unwrap()
}

/// `quality: good`, with `?` for what is unknown; a fact left out is as assumed, or unknown.
fn facts(policy: &Policy, told: &str) -> Facts {
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(KindId(0)) {
        facts.set(id, fact.assumed.map_or(FactState::Unknown, FactState::Assumed));
    }
    for part in told.split("; ") {
        let (name, value) = part.split_once(": ").unwrap();
        let id = FactId(policy.facts.iter().position(|fact| &*fact.name.phrase == name).expect(name) as u16);
        let option = (0..9).find(|at| policy.option_name(id, *at).is_some_and(|name| &*name.phrase == value));
        let told = match value {
            "?" => None,
            "none" => Some(Value::None),
            _ => Some(
                option
                    .map(Value::Option)
                    .or_else(|| parse_date(value).map(Value::Date))
                    .unwrap_or_else(|| Value::Number(value.trim_end_matches('%').parse::<Decimal>().expect(value))),
            ),
        };
        facts.set(id, told.map_or(FactState::Unknown, FactState::Told));
    }
    facts
}

const fn to(category: CategoryId) -> Question {
    Question::To { category, most: 20 }
}

fn asked(policy: &Policy, told: &str, questions_of: &[Question]) -> String {
    let mut assessor = Assessor::new(policy, ON).unwrap();
    let facts = facts(policy, told);
    let answer = assessor.assess("N1", "", KindId(0), &facts).unwrap();
    let text = questions(&mut assessor, Row { answer: &answer, facts: &facts }, questions_of);
    plain(&text, 100).lines().skip(3).collect::<Vec<_>>().join("\n")
}

fn category(policy: &Policy, code: &str) -> CategoryId {
    CategoryId(policy.categories.iter().position(|one| &*one.code == code).unwrap() as u16)
}

const SOUND: &str = "quality: good; inspected: 1 March 2019; last visit: 7 July 2021; occupancy: 90%; months open: 40; manager: settled; rooms: safe";

#[test]
fn a_change_is_told_in_regions() {
    let policy = nurseries();
    let mut told = String::new();
    for (other, code) in [
        ("occupancy: 71.5%", "A"),
        ("occupancy: 90%", "B"),
        ("occupancy: 90%", "C"),
        ("months open: 3", "A"),
        ("months open: 30", "A"),
        ("manager: none", "A"),
        ("rooms: poor; manager: none", "A"),
        ("inspected: 2 June 2021", "C"),
        ("last visit: 3 May 2021", "A"),
        ("rooms: worn", "B"),
        ("quality: none; inspected: none", "A"),
        ("quality: weak", "A"),
        ("quality: weak", "D"),
    ] {
        let asked = asked(&policy, &format!("{SOUND}; {other}"), &[to(category(&policy, code))]);
        told += &format!("## {other}: to {code}\n{asked}\n\n");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_unknown_is_told_apart_from_what_would_change() {
    let policy = nurseries();
    let mut told = String::new();
    for (other, code) in [
        ("occupancy: ?", "A"),
        ("occupancy: ?", "B"),
        ("occupancy: ?", "C"),
        ("occupancy: ?; manager: none", "A"),
        ("occupancy: ?; inspected: 2 June 2021", "C"),
        ("occupancy: ?; months open: ?", "B"),
        ("quality: ?; inspected: ?", "A"),
        ("quality: ?; inspected: ?; occupancy: 60%", "A"),
        ("quality: weak; rooms: ?", "A"),
        ("rooms: ?", "D"),
    ] {
        let asked = asked(&policy, &format!("{SOUND}; {other}"), &[to(category(&policy, code))]);
        told += &format!("## {other}: to {code}\n{asked}\n\n");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_stands_between_is_told_strand_by_strand() {
    let policy = nurseries();
    let mut told = String::new();
    for (other, code) in [
        ("occupancy: 71.5%", "A"),
        ("occupancy: 71.5%", "B"),
        ("occupancy: 71.5%; manager: none", "A"),
        ("occupancy: 71.5%", "C"),
        ("quality: none; inspected: none", "A"),
        ("occupancy: ?", "A"),
        ("occupancy: ?; manager: none", "A"),
        ("occupancy: ?", "C"),
        ("quality: ?; inspected: ?", "A"),
        ("rooms: poor", "D"),
    ] {
        let asked = asked(&policy, &format!("{SOUND}; {other}"), &[Question::WhyNot(category(&policy, code))]);
        told += &format!("## {other}: why not {code}\n{asked}\n\n");
    }
    insta::assert_snapshot!(told);
}

/// Where facts are compared with each other, only scales fall into cases; of numbers nothing is claimed.
#[test]
fn nothing_is_claimed_of_numbers_that_are_compared_with_each_other() {
    let text = |facts: &str, line: &str| {
        format!(
            "policy One\n\nscale grade, best first\n  good\n  fair\n  weak\n\nsetting school\n\ncategories, least intensive first\n  A: a\n  B: b\n\nfacts about a school\n{facts}\n\
             categorise a school by its most intensive strand\n  strand all\n    B when {line}\n    A otherwise\n"
        )
    };
    let mut told = String::new();
    for (facts_of, line, told_of) in [
        ("  now: grade\n  before: grade\n", "now is worse than before", "now: weak; before: fair"),
        ("  spending: pounds\n  income: pounds\n", "spending is over income", "spending: 7; income: 5"),
    ] {
        let mut loaded = load(Place::Memory(vec![("one.ees".to_owned(), text(facts_of, line))]));
        assert!(!loaded.problems.has_errors(), "{}", render(&loaded.problems.sorted(), &loaded.sources, Style::Plain));
        let policy = loaded.policy.take().unwrap();
        let a = category(&policy, "A");
        let short = in_short(&policy, told_of).unwrap();
        told += &format!("## {line}; {told_of}\n{}\n\nIn short\n{short}\n\n", asked(&policy, told_of, &[to(a)]));
    }
    insta::assert_snapshot!(told);
}

#[test]
fn both_questions_are_answered_below_one_result() {
    let policy = nurseries();
    let b = category(&policy, "B");
    let both = asked(&policy, SOUND, &[to(b), Question::WhyNot(b)]);
    assert_eq!(both.matches("It is A").count(), 1, "{both}");
    let (to, why_not) = (both.find("What would make it B").unwrap(), both.find("What stands between it and B").unwrap());
    assert!(to < why_not, "{both}");
}

/// What the last part of an explanation says of this setting.
fn in_short(policy: &Policy, told: &str) -> Option<String> {
    let mut assessor = Assessor::new(policy, ON).unwrap();
    let facts = facts(policy, told);
    let answer = assessor.assess("N1", "", KindId(0), &facts).unwrap();
    let text = plain(&setting(&mut assessor, Row { answer: &answer, facts: &facts }), 100);
    text.split_once("In short\n").map(|(_, short)| short.to_owned())
}

#[test]
fn an_explanation_ends_with_what_alone_is_enough() {
    let policy = nurseries();
    let short = |other: &str| in_short(&policy, &format!("{SOUND}; {other}")).unwrap();
    assert_eq!(in_short(&policy, &format!("{SOUND}; rooms: ?")), None, "nothing is sure but the least of all categories");
    insta::assert_snapshot!(short("recovery plan: no"), @r"
    It is A as long as these stay as they are, whatever the others are:
      quality: good
      last visit: 7 July 2021
      occupancy: 90%
      months open: 40 months
      manager: settled
      rooms: safe
    Told too, but not needed for that: inspected and recovery plan.
    ");
    insta::assert_snapshot!(short("quality: weak; rooms: poor"), @r"
    One fact is enough to make it C, whatever the others are:
      quality: weak
    Told too, but not needed for that: inspected, last visit, occupancy, months open, manager and rooms.
    ");
    insta::assert_snapshot!(short("occupancy: 60%; manager: none"), @r"
    One fact is enough to make it at least B, whatever the others are:
      occupancy: 60%
    Nothing calls for more as long as these stay as they are:
      quality: good
      any one of these
        inspected: 1 March 2019; manager: none
    Told too, but not needed for that: last visit, months open and rooms.
    ");
    insta::assert_snapshot!(short("rooms: poor; occupancy: ?"), @r"
    One fact is enough to make it at least B, whatever the others are:
      rooms: poor
    Told too, but not needed for that: quality, inspected, last visit, months open and manager.
    ");
}

#[test]
fn a_change_of_an_example_school_does_what_it_says() {
    let mut problems = Problems::default();
    let mut loaded = load(Place::BuiltIn);
    let table = read_table(&mut loaded, None, &mut problems).unwrap();
    let policy = loaded.policy.as_ref().unwrap();
    let rows = read_csv(&loaded.sources, table.file, policy, &Reading { on: ON, strict: false }, &mut problems);
    let mut assessor = Assessor::new(policy, ON).unwrap();
    let mut found = 0;
    for (row, at) in rows.iter().flat_map(|row| (0..policy.categories.len()).map(move |at| (row, at))) {
        let wanted = CategoryId(at as u16);
        let Some(reach) = assessor.nearest_changes(row.kind, &row.facts, wanted) else {
            assert!(policy.categorisation(row.kind).is_none(), "{}", row.id);
            continue;
        };
        let Some(change) = reach.certain.change() else { continue };
        let mut facts = row.facts.clone();
        for changed in &change.changed {
            assert!(!policy.facts[changed.to.fact.at()].fixed, "{} to {at}: {changed:?}", row.id);
            let value = assessor.regions(row.kind, changed.to.fact).unwrap().representative(changed.nearest).unwrap();
            facts.set(changed.to.fact, FactState::Told(value));
        }
        let answer = assessor.assess(&row.id, &row.name, row.kind, &facts).unwrap();
        assert_eq!(answer.category, Some(wanted), "{}", row.id);
        found += 1;
    }
    assert!(found > 80, "only {found} changes");
}

#[test]
fn every_change_is_one_that_the_evaluator_which_explains_agrees_to() {
    let mut rng = Rng::with_seed(1959);
    let mut found = 0;
    for _ in 0..300 {
        let policy = any_policy(&mut rng, ON);
        let assessor = Assessor::new(&policy, ON).unwrap();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        for unknown in [0, 3, 8] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            let wanted = CategoryId(rng.u16(0..policy.categories.len() as u16));
            let Some(reach) = assessor.nearest_changes(KIND, &facts, wanted) else { continue };
            let all = [Some(&reach.certain), reach.possible.as_ref(), reach.unfixed.as_ref()];
            for nearest in all.into_iter().flatten() {
                let told = || format!("{}{}{nearest:?}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
                assert!(!matches!(nearest, Nearest::Beyond(_)), "{}", told());
                found += usize::from(nearest.change().is_some());
            }
        }
    }
    assert!(found > 300, "only {found} changes");
}

/// A legal setting that the one asked about may turn out to be.
struct Case {
    /// The category that each strand gives.
    gives: Vec<Option<CategoryId>>,
    /// Whether each gate is shut.
    shut: Vec<bool>,
}

fn cases(policy: &Policy, classes: &[Vec<Vec<Value>>], facts: &Facts) -> Vec<Case> {
    let categorisation = policy.categorisation(KIND).unwrap();
    let case = |values: &Vec<Value>| Case {
        gives: categorisation
            .strands
            .iter()
            .map(|strand| line_of(policy, strand, values, ON).map(|at| strand.lines[at].category))
            .collect(),
        shut: categorisation.gates.iter().map(|gate| !holds(policy, &gate.unless, values, ON)).collect(),
    };
    completions(policy, KIND, classes, facts, ON).iter().map(case).collect()
}

/// The numbers of strands or gates in the lines below a heading.
fn named(lines: &[String], under: &str, before: &str) -> BTreeSet<usize> {
    let below = lines.iter().skip_while(|line| *line != under).skip(1).take_while(|line| line.starts_with("  "));
    let number = |line: &String| line.strip_prefix(before)?.split([':', '"']).next()?.parse().ok();
    below.filter_map(number).collect()
}

fn lines(text: &Text) -> Vec<String> {
    let line = |one: &ees::explain::Paragraph| {
        let words: String = one.pieces.iter().map(|piece| &*piece.text).collect();
        format!("{}{words}", " ".repeat(one.indent))
    };
    text.paragraphs.iter().map(line).collect()
}

/// Those of so many things that something is so of in every case, and those that it is so of in some.
fn sorted(cases: &[Case], count: usize, is: impl Fn(&Case, usize) -> bool) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let certain: BTreeSet<usize> = (0..count).filter(|at| cases.iter().all(|one| is(one, *at))).collect();
    let some = (0..count).filter(|at| !certain.contains(at) && cases.iter().any(|one| is(one, *at))).collect();
    (certain, some)
}

#[test]
fn what_stands_between_is_just_what_does() {
    let mut rng = Rng::with_seed(1854);
    let (mut certain, mut perhaps, mut gates, mut nothing) = (0, 0, 0, 0);
    for _ in 0..600 {
        let mut policy = any_policy(&mut rng, ON);
        let Some(categorisation) = policy.categorisations.first_mut() else { continue };
        categorisation.gates.iter_mut().enumerate().for_each(|(at, gate)| gate.text = format!("gate {at}").into());
        let categorisation = policy.categorisations[0].clone();
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        let mut assessor = Assessor::new(&policy, ON).unwrap();
        for unknown in [0, 1, 3, 6] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            if effort(&classes, &policy, KIND, &facts) > 400 {
                continue;
            }
            let Ok(answer) = assessor.assess("one", "", KIND, &facts) else { continue };
            let wanted = CategoryId(rng.u16(0..policy.categories.len() as u16));
            if answer.category == Some(wanted) {
                continue;
            }
            let row = Row { answer: &answer, facts: &facts };
            let lines = lines(&questions(&mut assessor, row, &[Question::WhyNot(wanted)]));
            let told = || {
                let told = format!("{}{}", kit::policy_told(&policy), kit::facts_told(&policy, &facts));
                format!("why not {}\n{told}{}", policy.category_code(wanted), lines.join("\n"))
            };
            let cases = cases(&policy, &classes, &facts);
            let more = |case: &Case, at: usize| case.gives[at] > Some(wanted);
            let (in_its_way, may_be) = sorted(&cases, categorisation.strands.len(), more);
            assert_eq!(named(&lines, "In its way:", "  strand "), in_its_way, "{}", told());
            assert_eq!(named(&lines, "Perhaps in its way:", "  strand "), may_be, "{}", told());
            let lifts = |case: &Case, at: usize| {
                categorisation.gates[at].category == wanted && wanted.at() + 1 < policy.categories.len() && case.shut[at]
            };
            let (shut, may_be_shut) = sorted(&cases, categorisation.gates.len(), lifts);
            assert_eq!(named(&lines, "In its way:", "  \"gate "), shut, "{}", told());
            assert_eq!(named(&lines, "Perhaps in its way:", "  \"gate "), may_be_shut, "{}", told());
            let possible = lines.iter().any(|line| line.starts_with("Nothing stands in its way for certain"));
            assert_eq!(possible, answer.possible.contains(&wanted), "{}", told());
            let gives = |case: &Case, at: usize| case.gives[at] == Some(wanted);
            let (gives, may_give) = sorted(&cases, categorisation.strands.len(), gives);
            let calls = named(&lines, "What would call for it:", "  strand ");
            assert!(calls.is_subset(&may_give) && (!possible || !gives.is_empty() || calls == may_give), "{}", told());
            let never = lines.iter().any(|line| line.contains("othing calls for") || line.contains("o line of the policy"));
            assert!(!never || gives.is_empty() && may_give.is_empty(), "{}", told());
            certain += in_its_way.len();
            perhaps += may_be.len();
            gates += shut.len() + may_be_shut.len();
            nothing += usize::from(never);
        }
    }
    assert!(certain > 100 && perhaps > 100 && gates > 50 && nothing > 100, "{certain} {perhaps} {gates} {nothing}");
}
