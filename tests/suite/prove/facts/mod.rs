//! What is said of facts, thresholds, days, definitions and what cannot be is just what trying every setting says.

mod expected;
mod told;

use super::places;
use crate::diagram::brute::{classes, passes};
use crate::diagram::kit::{any, not, policy_told, span};
use crate::diagram::random::{KIND, any_policy};
use ees::diagnostic::Diagnostic;
use ees::model::{
    Allocation, Binding, CategoryId, Citation, Condition, Define, DefineId, Direction, FactId, List, Name, Operand,
    ParameterValue, Policy, Test, TestKind,
};
use ees::prove::{Proved, prove, prove_strand_by_strand};
use ees::source::Span;
use expected::{expected, operand_of, tried, used};
use fastrand::Rng;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

const ON: Date = date(2021, 11, 15);
/// The codes that this is about.
const CODES: [&str; 11] = ["P315", "P316", "P318", "P319", "P320", "P322", "P325", "P326", "P327", "P328", "P329"];

/// A code, a place and which of several claims about it: a word of the message.
type Claim = (&'static str, Span, &'static str);

/// Words that tell claims of one code about one place apart.
const WORDS: [&str; 7] =
    ["never asked", "always met", "can never be met", "Nothing changes", "lies between", "never holds", "always holds"];

fn found(proved: &Proved) -> BTreeSet<Claim> {
    proved.findings.iter().chain(&proved.come_of_others).filter_map(claim).collect()
}

fn claim(finding: &Diagnostic) -> Option<Claim> {
    let code = CODES.iter().find(|code| **code == finding.code.id)?;
    let word = match *code {
        "P316" | "P325" | "P329" => *WORDS.iter().find(|word| finding.message.contains(**word))?,
        _ => "",
    };
    Some((code, finding.labels.first()?.span, word))
}

/// A random policy in which the claims have something to find.
fn policy(rng: &mut Rng) -> Policy {
    let mut policy = any_policy(rng, ON);
    policy.in_force = Some((ON, ON));
    for fact in &mut policy.facts {
        fact.direction = rng.choice([Some(Direction::Higher), Some(Direction::Lower), None]).flatten();
    }
    if !policy.defines.is_empty() && rng.bool() {
        let condition = not(not(policy.defines[rng.usize(0..policy.defines.len())].condition.clone()));
        let name = Name::new("again");
        policy.defines.push(Define { name, kind: KIND, condition, citation: Citation::default(), span: span() });
        let all = (0..policy.defines.len() as u16).map(DefineId);
        let mut members: Vec<Condition> =
            all.map(|id| policy.defines[id.at()].condition.clone()).filter(|_| rng.bool()).collect();
        for name in ["one", "another"] {
            let name = Name::new(name);
            policy.lists.push(List { name, kind: KIND, members: members.clone(), citation: Citation::default(), span: span() });
            if rng.bool() {
                members = members.into_iter().map(|one| any(vec![one])).rev().collect();
            }
        }
    }
    if !policy.derived.is_empty() && rng.u8(0..3) == 0 {
        let again = policy.derived[0].clone();
        policy.derived.push(again);
    }
    for category in (0..policy.categories.len()).map(|at| CategoryId(at as u16)) {
        let binding = [Binding::Exact, Binding::UpTo, Binding::AtLeast][rng.usize(0..3)];
        policy.allocations.push(Allocation {
            kind: KIND,
            kinds: vec![KIND],
            instead_of: None,
            category: Some(category),
            about: "".into(),
            binding,
            days: Some(Decimal::from(rng.i64(0..9))).filter(|days| !days.is_zero()),
            days_span: span(),
            activities: Vec::new(),
            disputes: Vec::new(),
            citation: Citation::default(),
            span: span(),
        });
    }
    places::apart(&mut policy);
    policy
}

/// What two tests compare with is one figure, or both hold for the same values.
fn is_one_threshold(policy: &Policy, finding: &Diagnostic) -> bool {
    let uses = used(policy, false);
    let at = |place: usize| uses.iter().find(|(condition, _)| condition.span == finding.labels[place].span).unwrap().1;
    let (one, other) = (at(0), at(1));
    let figure = |test: &Test| operand_of(test).and_then(|operand| policy.operand_on(operand, ON));
    let values = classes(policy, KIND, one.fact, ON).concat();
    let same = || values.iter().all(|value| passes(policy, &one.kind, *value, ON) == passes(policy, &other.kind, *value, ON));
    one.fact == other.fact && (figure(one) == figure(other) || same())
}

/// Numbers and dates that rules name twice, once by a parameter, or as the same test in other words.
fn written_twice(policy: &Policy) -> BTreeSet<FactId> {
    let uses = used(policy, false);
    let mut found = BTreeSet::new();
    for (_, one) in &uses {
        for (_, other) in &uses {
            let (Some(first), Some(second)) = (operand_of(one), operand_of(other)) else { continue };
            let named = matches!(first, Operand::Parameter(_));
            let differ = format!("{first:?}") != format!("{second:?}");
            let alike = match (&one.kind, &other.kind) {
                (TestKind::Within { months, .. }, TestKind::Within { months: others, .. }) => months == others,
                (TestKind::Within { .. }, _) | (_, TestKind::Within { .. }) => false,
                _ => true,
            };
            let number = matches!(policy.operand_on(first, ON), Some(ParameterValue::Number(_)));
            if one.fact == other.fact
                && named
                && number
                && differ
                && alike
                && policy.operand_on(first, ON) == policy.operand_on(second, ON)
            {
                found.insert(one.fact);
            }
        }
    }
    found
}

#[test]
fn on_random_policies() {
    let mut rng = Rng::with_seed(318);
    let mut met: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for _ in 0..1_500 {
        let Some(tried) = tried(policy(&mut rng)) else { continue };
        let proved = prove(&tried.policy);
        let told = || policy_told(&tried.policy);
        let (mut found, expected) = (found(&proved), expected(&tried));
        let of_kind = |(code, at, _): &Claim| {
            *code != "P328" || tried.policy.constraints.iter().any(|one| one.span == *at && one.kind == KIND)
        };
        found.retain(of_kind);
        let twice: BTreeSet<Claim> = found.iter().filter(|(.., word)| *word == "lies between").copied().collect();
        found.retain(|one| !twice.contains(one));
        assert_eq!(found, expected, "{}{:#?}", told(), proved.findings);
        assert!(!proved.open.iter().any(|(code, _)| CODES.contains(&code.id)), "{}", told());
        for finding in proved.findings.iter().filter(|one| one.message.contains("lies between")) {
            assert!(is_one_threshold(&tried.policy, finding), "{}{finding:#?}", told());
        }
        if !expected.iter().any(|(code, ..)| *code == "P328") {
            let facts: BTreeSet<FactId> = used(&tried.policy, false)
                .into_iter()
                .filter(|(one, _)| twice.iter().any(|(_, at, _)| *at == one.span))
                .map(|(_, test)| test.fact)
                .collect();
            let missed: Vec<_> = written_twice(&tried.policy).difference(&facts).copied().collect();
            assert!(missed.is_empty(), "{missed:?} {}", told());
        }
        for (code, _, word) in expected.iter().chain(&twice) {
            *met.entry((*code, *word)).or_default() += 1;
        }
    }
    println!("{met:?}");
    for code in CODES {
        let words = WORDS.iter().filter(|word| met.contains_key(&(code, **word))).count();
        assert!(met.iter().any(|((own, _), times)| *own == code && *times >= 20), "{code}: {met:?}");
        assert!(!["P316", "P325"].contains(&code) || words >= 3, "{code}: {met:?}");
    }
}

#[test]
fn strand_by_strand_nothing_else_is_claimed() {
    let mut rng = Rng::with_seed(350);
    let mut met = [0; 3];
    for _ in 0..900 {
        let Some(tried) = tried(policy(&mut rng)) else { continue };
        let proved = prove_strand_by_strand(&tried.policy);
        let expected = expected(&tried);
        let told = || policy_told(&tried.policy);
        let found: BTreeSet<Claim> = found(&proved).into_iter().filter(|(.., word)| *word != "lies between").collect();
        let constraint = |at: Span| tried.policy.constraints.iter().any(|one| one.span == at && one.kind == KIND);
        for one in found.iter().filter(|(code, at, _)| *code != "P328" || constraint(*at)) {
            // Where it is left open whether a fact changes anything at all, each of its thresholds is told of.
            let at_threshold = one.2 == "Nothing changes" && {
                let uses = used(&tried.policy, false);
                let (_, test) = uses.iter().find(|(condition, _)| condition.span == one.1).unwrap();
                !tried.changes(test.fact)
            };
            assert!(at_threshold || expected.contains(one), "{one:?} is not so\n{}", told());
        }
        for one in expected.difference(&found) {
            let open = proved.open.iter().any(|(code, at)| (code.id, *at) == (one.0, one.1));
            assert!(open, "{one:?} is said not to be so\n{}", told());
        }
        for code in ["P315", "P316", "P318", "P322", "P325"] {
            met[0] += found.iter().filter(|one| one.0 == code).count();
            met[1] += expected.difference(&found).filter(|one| one.0 == code).count();
        }
        let left_open = proved.open.iter().filter(|(code, _)| code.id == "P318").count();
        met[2] += tried.facts().count() - left_open;
    }
    println!("{met:?}");
    assert!(met.iter().all(|met| *met > 100), "{met:?}");
}
