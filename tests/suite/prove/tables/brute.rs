//! Every claim about a table, both ways: what is found is so, and what is not found is not.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test names what it is about, and no more")]

use super::random::any_policy;
use crate::diagram::brute::{classes, completions, holds};
use ees::diagnostic::Diagnostic;
use ees::model::{ConditionKind, Derived, DerivedRule, Facts, HitPolicy, KindId, Line, Policy, Row, Table, TestKind, Value};
use ees::prove::{days, prove};
use ees::source::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

const SCHOOL: KindId = KindId(0);
/// The codes that are held to the truth here.
const CODES: [&str; 5] = ["P302", "P303", "P304", "P307", "P317"];

/// Code and place.
type Found = BTreeSet<(&'static str, Span)>;

#[test]
fn what_is_claimed_of_tables_is_so_and_nothing_is_missed() {
    let (mut tried, mut seen) = (0, std::collections::BTreeMap::new());
    for seed in 0..1_000 {
        let Some((policy, text)) = any_policy(seed) else { continue };
        let policy = &policy;
        tried += 1;
        let proved = prove(policy);
        let mut findings = proved.findings.sorted();
        findings.extend(proved.come_of_others);
        let open: Vec<_> = proved.open.iter().filter(|(code, _)| CODES.contains(&code.id) || code.id == "P311").collect();
        assert!(open.is_empty(), "{seed}: {open:?}\n{text}");
        let settings: Vec<(Date, Vec<Vec<Value>>)> = days(policy).into_iter().map(|on| (on, all_settings(policy, on))).collect();
        let found: Found = findings.iter().filter(|one| CODES.contains(&one.code.id)).map(place).collect();
        let expected = expected(policy, &settings);
        let missed: Vec<_> = expected.difference(&found).map(|(code, span)| (code, said(&text, *span))).collect();
        let wrong: Vec<_> = found.difference(&expected).map(|(code, span)| (code, said(&text, *span))).collect();
        assert!(missed.is_empty() && wrong.is_empty(), "{seed}: missed {missed:?}, wrong {wrong:?}\n{text}\n{findings:#?}");
        for finding in &findings {
            *seen.entry(finding.code.id).or_insert(0) += 1;
            rows_named(policy, &settings, finding, &text);
            super::merged::check(policy, &settings, finding, &text);
        }
    }
    assert!(tried > 900, "{tried} of these could be read");
    for code in CODES.into_iter().chain(["P311"]) {
        assert!(seen.get(code).is_some_and(|count| *count > 40), "{code} seldom came up: {seen:?}");
    }
}

fn place(finding: &Diagnostic) -> (&'static str, Span) {
    (finding.code.id, finding.labels[0].span)
}

pub(super) fn said(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

fn all_settings(policy: &Policy, on: Date) -> Vec<Vec<Value>> {
    let classes: Vec<_> = policy.facts_of(SCHOOL).map(|(id, _)| classes(policy, SCHOOL, id, on)).collect();
    completions(policy, SCHOOL, &classes, &Facts::unknown(policy.facts.len()), on)
}

/// What is to be found, by going through all settings.
fn expected(policy: &Policy, settings: &[(Date, Vec<Vec<Value>>)]) -> Found {
    let mut expected = Found::new();
    for one in &policy.derived {
        match &one.rule {
            DerivedRule::Table(table) => of_table(policy, settings, (one, table), &mut expected),
            DerivedRule::Score(lines) => {
                for line in lines {
                    let counts = |values: &Vec<Value>, on| line.conditions().iter().any(|one| holds(policy, one, values, on));
                    if !settings.iter().any(|(on, all)| all.iter().any(|values| counts(values, *on))) {
                        expected.insert(("P307", line.span));
                    }
                }
            }
        }
    }
    for strand in policy.categorisation(SCHOOL).into_iter().flat_map(|one| &one.strands) {
        let code = match strand.hit {
            HitPolicy::ExactlyOne => "P302",
            HitPolicy::FirstMatch if strand.any_order => "P317",
            _ => continue,
        };
        let hit = |line: &Line, values: &[Value], on| line.condition.as_ref().is_some_and(|one| holds(policy, one, values, on));
        for (at, line) in strand.lines.iter().enumerate() {
            let clashes = |other: &&Line| code == "P302" || other.category != line.category;
            let both = |values: &Vec<Value>, on| {
                let before = strand.lines[..at].iter().filter(clashes);
                hit(line, values, on) && before.into_iter().any(|other| hit(other, values, on))
            };
            if settings.iter().any(|(on, all)| all.iter().any(|values| both(values, *on))) {
                expected.insert((code, line.span));
            }
        }
    }
    expected
}

/// Which rows hold, for every setting of every day.
pub(super) fn rows_held(policy: &Policy, settings: &[(Date, Vec<Vec<Value>>)], table: &Table) -> Vec<Vec<Vec<bool>>> {
    let held = |values: &Vec<Value>, on| table.rows.iter().map(|row| holds(policy, &row.condition, values, on)).collect();
    settings.iter().map(|(on, all)| all.iter().map(|values| held(values, *on)).collect()).collect()
}

fn of_table(policy: &Policy, settings: &[(Date, Vec<Vec<Value>>)], (one, table): (&Derived, &Table), expected: &mut Found) {
    let held = rows_held(policy, settings, table);
    let somewhere = |is: &dyn Fn(&[bool]) -> bool| held.iter().flatten().any(|row| is(row));
    for (at, row) in table.rows.iter().enumerate() {
        let clash = |other: usize| table.rows[other].gives != row.gives;
        if table.hit == HitPolicy::ExactlyOne && somewhere(&|rows| rows[at] && rows[..at].contains(&true)) {
            expected.insert(("P303", row.span));
        }
        if table.any_order && somewhere(&|rows| rows[at] && (0..at).any(|other| rows[other] && clash(other))) {
            expected.insert(("P317", row.span));
        }
    }
    let used = policy.categorisation(SCHOOL).into_iter().flat_map(|one| &one.strands).any(|one| one.table.is_some());
    if table.hit != HitPolicy::Sum && !used && !asked_for_none(policy, one) && somewhere(&|rows| !rows.contains(&true)) {
        expected.insert(("P304", one.span));
    }
    // Each day by itself, for of rows that give the same the first idle one alone is idle.
    let idle: Vec<Vec<bool>> = held.iter().map(|of_day| idle(table, of_day)).collect();
    for (at, row) in table.rows.iter().enumerate() {
        if idle.iter().all(|day| day[at]) {
            expected.insert(("P307", row.span));
        }
    }
}

fn idle(table: &Table, held: &[Vec<bool>]) -> Vec<bool> {
    let mut idle = vec![false; table.rows.len()];
    for at in 0..table.rows.len() {
        let before = |other: usize| match table.hit {
            HitPolicy::FirstMatch => other < at,
            HitPolicy::ExactlyOne => true,
            HitPolicy::MostIntensive => !idle[other] && gives(&table.rows[other]) >= gives(&table.rows[at]),
            HitPolicy::Sum => false,
        };
        let decides = |rows: &Vec<bool>| rows[at] && !(0..rows.len()).any(|other| other != at && before(other) && rows[other]);
        idle[at] = !held.iter().any(decides);
    }
    idle
}

fn gives(row: &Row) -> u16 {
    let Value::Option(at) = row.gives else { panic!("{:?}", row.gives) };
    at
}

fn asked_for_none(policy: &Policy, table: &Derived) -> bool {
    fn asks(condition: &ees::model::Condition, name: &str, policy: &Policy) -> bool {
        match &condition.kind {
            ConditionKind::Derived(test) => {
                *policy.derived[test.derived.at()].name.machine == *name && matches!(test.kind, TestKind::None)
            }
            ConditionKind::Not(inner) => asks(inner, name, policy),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
                of.iter().any(|part| asks(part, name, policy))
            }
            ConditionKind::Test(_) | ConditionKind::Related(_) | ConditionKind::Defined(_) => false,
        }
    }
    policy.derived.iter().flat_map(Derived::conditions).any(|one| asks(one, &table.name.machine, policy))
}

/// The rows named by `row 2` or `rows 2, 3 and 4` behind some words.
pub(super) fn rows_in(message: &str, behind: &str) -> Option<Vec<usize>> {
    let rest = &message[message.find(behind)? + behind.len()..];
    let rest = rest.strip_prefix("rows ").or_else(|| rest.strip_prefix("Rows ")).or_else(|| rest.strip_prefix("row "))?;
    let words = rest.split([' ', ',']).filter(|word| !word.is_empty());
    let words = words.take_while(|word| ["and", "or"].contains(word) || word.parse::<usize>().is_ok());
    Some(words.filter_map(|word| word.parse::<usize>().ok()).map(|number| number - 1).collect())
}

/// That the rows which a finding names are those.
fn rows_named(policy: &Policy, settings: &[(Date, Vec<Vec<Value>>)], finding: &Diagnostic, text: &str) {
    let span = finding.labels[0].span;
    let tables = policy.derived.iter().filter_map(Derived::table);
    let Some((table, at)) = tables.filter_map(|table| Some((table, table.rows.iter().position(|row| row.span == span)?))).next()
    else {
        return;
    };
    let held = rows_held(policy, settings, table);
    if let Some(shadowing) = rows_in(&finding.message, "wherever it holds, ") {
        let covered = |rows: &&Vec<bool>| !rows[at] || shadowing.iter().any(|row| rows[*row]);
        // Which those are may differ from day to day; on one they are these.
        assert!(held.iter().any(|day| day.iter().all(|rows| covered(&rows))), "{}\n{text}", finding.message);
        for spared in &shadowing {
            let fewer: Vec<usize> = shadowing.iter().copied().filter(|row| row != spared).collect();
            let covered = |rows: &&Vec<bool>| !rows[at] || fewer.iter().any(|row| rows[*row]);
            assert!(!held.iter().all(|day| day.iter().all(|rows| covered(&rows))), "{}\n{text}", finding.message);
        }
    }
    if let Some(met) = rows_in(&finding.message, "can hold together with ") {
        let meets = |other: usize| held.iter().any(|day| day.iter().any(|rows| rows[at] && rows[other]));
        assert!(met.iter().all(|other| meets(*other)), "{}\n{text}", finding.message);
        let all: Vec<usize> = (0..at)
            .filter(|other| meets(*other) && (!table.any_order || table.rows[*other].gives != table.rows[at].gives))
            .collect();
        assert!(settings.len() > 1 || met == all, "{met:?} are not {all:?}: {}\n{text}", finding.message);
    }
}
