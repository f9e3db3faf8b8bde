//! What is written for people names nothing that cannot be: held against brute force on policies drawn at random.

use crate::diagram::brute::{classes, complete, completions, effort, line_of};
use crate::diagram::random::{KIND, any_policy, any_setting};
use crate::diagram::{kit, school};
use ees::assess::{Answer, Assessor, Status};
use ees::explain::{Overview, Row, Text, setting};
use ees::model::{CategoryId, FactId, FactState, Facts, Method, Policy, Value};
use fastrand::Rng;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

const ON: Date = date(2021, 11, 15);

/// A legal setting that the one explained may turn out to be.
struct Case {
    category: Option<CategoryId>,
    /// The line of each strand.
    lines: Vec<Option<usize>>,
    lifted: Vec<bool>,
}

/// Every legal completion, with values of each class for the unknown facts.
fn cases(policy: &Policy, classes: &[Vec<Vec<Value>>], facts: &Facts) -> Vec<Case> {
    completions(policy, KIND, classes, facts, ON).iter().map(|values| case(policy, values)).collect()
}

fn case(policy: &Policy, values: &[Value]) -> Case {
    let categorisation = policy.categorisation(KIND).unwrap();
    let line = |at: usize| line_of(policy, &categorisation.strands[at], values, ON);
    let after = |gates: usize| {
        let mut policy = policy.clone();
        policy.categorisations[0].gates.truncate(gates);
        complete(&policy, KIND, values, ON).category
    };
    Case {
        category: after(categorisation.gates.len()),
        lines: (0..categorisation.strands.len()).map(line).collect(),
        lifted: (0..categorisation.gates.len()).map(|at| after(at) != after(at + 1)).collect(),
    }
}

/// One setting, explained, and all that it may turn out to be.
struct Told<'a> {
    policy: &'a Policy,
    answer: &'a Answer<'a>,
    lines: Vec<String>,
    cases: Vec<Case>,
    whole: String,
}

impl Told<'_> {
    fn check(&self) {
        if self.answer.status == Status::Open {
            self.what_each_category_comes_from();
        }
        self.gates();
        self.strands();
    }

    /// `B1 (9.5 days) by strand 0 if ...; by "gate 1"`
    fn what_each_category_comes_from(&self) {
        for id in &self.answer.possible[1..] {
            let code = self.policy.category_code(*id);
            let line = self.lines.iter().find(|line| line.starts_with(&format!("  {code} ")));
            let line = line.unwrap_or_else(|| panic!("{code} is not explained\n{}", self.whole));
            let by_lines = self.policy.categorisations[0].method != Method::MostIntensiveStrand && line.contains(" if ");
            assert!(
                by_lines || line.contains(" by ") || line.contains(" at least,") || line.contains("otherwise"),
                "{line}\n{}",
                self.whole
            );
            for part in line.split("by strand ").skip(1) {
                let strand: usize = part.split(' ').next().unwrap().parse().unwrap();
                assert!(
                    self.cases.iter().any(|one| one.category == Some(*id) && self.says(strand, one) == Some(*id)),
                    "{line}\n{}",
                    self.whole
                );
            }
            for part in line.split("by \"gate ").skip(1) {
                let gate: usize = part.split('"').next().unwrap().parse().unwrap();
                assert!(self.cases.iter().any(|one| one.category == Some(*id) && one.lifted[gate]), "{line}\n{}", self.whole);
            }
        }
    }

    fn says(&self, strand: usize, case: &Case) -> Option<CategoryId> {
        Some(self.policy.categorisations[0].strands[strand].lines[case.lines[strand]?].category)
    }

    /// `"gate 0" may lift it from A to AS`
    fn gates(&self) {
        for (gate, _) in self.policy.categorisations[0].gates.iter().enumerate() {
            let line = self.lines.iter().find(|line| line.starts_with(&format!("\"gate {gate}\"")));
            let some = self.cases.iter().any(|one| one.lifted[gate]);
            let every = self.cases.iter().all(|one| one.lifted[gate]);
            let asked = self.answer.status == Status::Open || self.answer.gate.is_some();
            assert_eq!(line.is_some(), some && asked, "gate {gate}\n{}", self.whole);
            if let Some(line) = line {
                assert_eq!(line.contains("lifts it from"), every, "{line}\n{}", self.whole);
            }
        }
    }

    /// `strand 0: AS to B1, still open`
    fn strands(&self) {
        let codes: Vec<&str> = self.policy.categories.iter().map(|one| &*one.code).collect();
        for strand in 0..self.policy.categorisations[0].strands.len() {
            let before = match self.policy.categorisations[0].method {
                Method::MostIntensiveStrand => format!("strand {strand}: "),
                Method::FirstMatch => "by the first match: ".to_owned(),
                Method::ExactlyOne => "by exactly one: ".to_owned(),
            };
            let Some(said) = self.lines.iter().find_map(|line| line.trim_start().strip_prefix(&before)) else { continue };
            let said = said.split(", still open").next().unwrap();
            let said: BTreeSet<&str> = said
                .split([' ', ','])
                .take_while(|word| codes.contains(word) || ["", "to", "or"].contains(word))
                .filter(|word| codes.contains(word))
                .collect();
            let may: BTreeSet<&str> =
                self.cases.iter().filter_map(|one| self.says(strand, one)).map(|id| self.policy.category_code(id)).collect();
            assert!(
                said.is_subset(&may) && said.last() == may.last(),
                "strand {strand} says {said:?}, may say {may:?}\n{}",
                self.whole
            );
        }
    }

    /// `open: A unless strand 0 or strand 1 calls for more; ask ...`
    fn cell(&self, table: &str) {
        let Some((floor, rest)) = table.split_once(" unless ") else { return };
        let Some((named, _)) = rest.split_once(" calls for more") else { return };
        let floor = floor.split_whitespace().last().unwrap();
        for strand in named.split("strand ").skip(1) {
            let strand: usize = strand.split([' ', ',']).next().unwrap().parse().unwrap();
            let more = |one: &Case| self.says(strand, one).is_some_and(|id| self.policy.category_code(id) != floor);
            assert!(self.cases.iter().any(more), "{table}\n{}", self.whole);
        }
    }
}

fn lines(text: &Text) -> Vec<String> {
    let line = |one: &ees::explain::Paragraph| {
        let words: String = one.pieces.iter().map(|piece| &*piece.text).collect();
        format!("{}{words}", " ".repeat(one.indent))
    };
    text.paragraphs.iter().map(line).collect()
}

#[test]
fn an_explanation_names_nothing_that_cannot_be() {
    let mut rng = Rng::with_seed(1855);
    let (mut open, mut lifting, mut chains) = (0, 0, 0);
    for _ in 0..1_200 {
        let mut policy = any_policy(&mut rng, ON);
        let Some(categorisation) = policy.categorisations.first_mut() else { continue };
        categorisation.gates.iter_mut().enumerate().for_each(|(at, gate)| gate.text = format!("gate {at}").into());
        let classes: Vec<_> = (0..policy.facts.len()).map(|at| classes(&policy, KIND, FactId(at as u16), ON)).collect();
        let mut assessor = Assessor::new(&policy, ON).unwrap();
        for unknown in [1, 3, 6, 9] {
            let facts = any_setting(&mut rng, &policy, KIND, &classes, unknown);
            if effort(&classes, &policy, KIND, &facts) > 400 {
                continue;
            }
            let Ok(answer) = assessor.assess("one", "", KIND, &facts) else { continue };
            let row = Row { answer: &answer, facts: &facts };
            let lines = lines(&setting(&mut assessor, row));
            let whole = format!("{}{}\n{}", kit::policy_told(&policy), kit::facts_told(&policy, &facts), lines.join("\n"));
            let told = Told { policy: &policy, answer: &answer, lines, cases: cases(&policy, &classes, &facts), whole };
            told.check();
            told.cell(&Overview::new(&policy, ON, &[row]).table(100).split_whitespace().collect::<Vec<_>>().join(" "));
            open += usize::from(answer.status == Status::Open);
            lifting += usize::from(told.cases.iter().any(|one| one.lifted.contains(&true)));
            chains += usize::from(told.cases.iter().any(|one| one.lifted.iter().filter(|lifted| **lifted).count() > 1));
        }
    }
    assert!(open > 200 && lifting > 100 && chains > 5, "{open} {lifting} {chains}");
}

/// The built-in policy's explanation and table of a school of which these facts are told, the others as assumed.
fn of_a_school(told: &[(&str, &str)]) -> (String, String) {
    let policy = school::school();
    let mut facts = Facts::unknown(policy.facts.len());
    for (id, fact) in policy.facts_of(school::SCHOOL) {
        let told = told.iter().find(|(name, _)| *name == &*fact.name.machine).map(|(_, value)| *value);
        let state = match (told, fact.assumed) {
            (Some("none"), _) => FactState::Told(Value::None),
            (Some("an old day"), _) => FactState::Told(Value::Date(date(2019, 1, 1))),
            (Some(value), _) => {
                let at = (0..9).find(|at| policy.option_name(id, *at).is_some_and(|name| &*name.phrase == value));
                FactState::Told(Value::Option(at.expect(value)))
            }
            (None, Some(value)) => FactState::Assumed(value),
            (None, None) => FactState::Unknown,
        };
        facts.set(id, state);
    }
    let mut assessor = Assessor::new(&policy, ON).unwrap();
    let answer = assessor.assess("1", "", school::SCHOOL, &facts).unwrap();
    let row = Row { answer: &answer, facts: &facts };
    let cells = Overview::new(&policy, ON, &[row]).table(100).split_whitespace().collect::<Vec<_>>().join(" ");
    (lines(&setting(&mut assessor, row)).join("\n"), cells)
}

const SOUND: [(&str, &str); 5] = [
    ("previous_ofsted", "good"),
    ("la_judgement", "good"),
    ("likely_good_next", "yes"),
    ("leadership", "effective"),
    ("governance", "green"),
];

#[test]
fn a_gate_that_can_lift_nothing_is_not_told() {
    // An inspection on a known day gave a judgement, and every judgement that leaves it at A opens the gate.
    let (explained, _) = of_a_school(&[&SOUND[..], &[("latest_inspected", "an old day")]].concat());
    assert!(explained.contains("it can still be A"), "{explained}");
    assert!(!explained.contains("never A unless"), "{explained}");
}

#[test]
fn what_can_be_only_one_thing_is_told_as_that() {
    let never = [&[("previous_ofsted", "none")], &SOUND[1..], &[("latest_inspected", "none")]].concat();
    let (explained, cells) = of_a_school(&never);
    assert!(
        cells.contains("never A unless latest Ofsted is good or better: latest Ofsted is none (it can be nothing else)"),
        "{cells}"
    );
    assert!(explained.contains("latest Ofsted is good or better - no: none (it can be nothing else)"), "{explained}");
    assert!(!explained.contains("latest Ofsted is not known"), "{explained}");
}
