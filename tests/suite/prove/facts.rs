//! What is said of facts, thresholds, days, definitions and what cannot be is just what trying every setting says.

use super::places;
use crate::diagram::brute::{Complete, classes, complete, derived, holds, passes};
use crate::diagram::kit::{any, not, policy_told, span};
use crate::diagram::random::{KIND, any_policy};
use crate::properties::{choices, is_better, settings};
use ees::diagnostic::Diagnostic;
use ees::model::{
    Allocation, Binding, CategoryId, Citation, Condition, ConditionKind, Define, DefineId, Direction, Domain, FactId, List, Name,
    Operand, Policy, Test, TestKind, Value,
};
use ees::prove::{Proved, prove, prove_strand_by_strand};
use ees::source::Span;
use fastrand::Rng;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

const ON: Date = date(2021, 11, 15);
/// Settings of one policy that are tried at most.
const MOST: usize = 300;
/// The codes that this is about.
const CODES: [&str; 11] = ["P315", "P316", "P318", "P319", "P320", "P322", "P325", "P326", "P327", "P328", "P329"];

/// A code, a place and which of several claims about it: a word of the message.
type Claim = (&'static str, Span, &'static str);

/// Words that tell claims of one code about one place apart.
const WORDS: [&str; 7] =
    ["never asked", "always met", "can never be met", "Nothing changes", "lies between", "never holds", "always holds"];

/// A policy and all of its settings.
struct Tried {
    policy: Policy,
    /// One value of each class of each fact.
    choices: Vec<Vec<Value>>,
    all: Vec<(Vec<Value>, Complete)>,
    /// Of each fact, the values between which something changes, or whether a setting can be.
    changed: BTreeMap<FactId, BTreeSet<(usize, usize)>>,
}

/// What becomes of a setting.
type Fate = (Option<CategoryId>, Vec<Option<bool>>, Vec<(usize, bool)>);

impl Tried {
    fn holds(&self, condition: &Condition, values: &[Value]) -> bool {
        holds(&self.policy, condition, values, ON)
    }

    fn fate(&self, of: &Complete) -> Fate {
        let expectations = self.policy.categorisation(KIND).into_iter().flat_map(|one| &one.expectations);
        let asked = expectations.zip(&of.expectations).map(|(one, state)| state.filter(|_| of.category == Some(one.category)));
        (of.category, asked.collect(), of.also.clone())
    }

    fn legal(&self) -> impl Iterator<Item = &(Vec<Value>, Complete)> {
        self.all.iter().filter(|(_, of)| of.legal)
    }

    /// Whether a condition holds for some setting that can be, and whether it fails for some.
    fn either(&self, condition: &Condition) -> (bool, bool) {
        let all: BTreeSet<bool> = self.legal().map(|(values, _)| self.holds(condition, values)).collect();
        (all.contains(&true), all.contains(&false))
    }

    /// Settings that differ in one fact alone, each pair in both orders.
    fn pairs(&self, fact: FactId) -> Vec<(&(Vec<Value>, Complete), &(Vec<Value>, Complete))> {
        let step: usize = self.choices[fact.at() + 1..].iter().map(Vec::len).product();
        let count = self.choices[fact.at()].len();
        let mut pairs = Vec::new();
        for at in 0..self.all.len() {
            let own = at / step % count;
            let others = (0..count).filter(|other| *other != own);
            pairs.extend(others.map(|other| (&self.all[at], &self.all[at - own * step + other * step])));
        }
        pairs
    }

    fn facts(&self) -> impl Iterator<Item = FactId> {
        self.policy.facts_of(KIND).map(|(id, _)| id)
    }

    /// Between which values of a fact something changes, or whether a setting can be.
    fn changed(&self, fact: FactId) -> BTreeSet<(usize, usize)> {
        let place = |values: &[Value]| self.choices[fact.at()].iter().position(|one| *one == values[fact.at()]).unwrap();
        let differ = |of_one: &Complete, of_other: &Complete| {
            of_one.legal != of_other.legal || of_one.legal && self.fate(of_one) != self.fate(of_other)
        };
        let pairs = self.pairs(fact).into_iter().filter(|((_, one), (_, other))| differ(one, other));
        pairs.map(|((one, _), (other, _))| (place(one), place(other))).collect()
    }

    fn changes(&self, fact: FactId) -> bool {
        !self.changed[&fact].is_empty()
    }
}

/// Tests that have a say in what becomes of a setting, or (`of_all`) in what can be too.
fn used(policy: &Policy, of_all: bool) -> Vec<(&Condition, &Test)> {
    fn gather<'p>(policy: &'p Policy, condition: &'p Condition, found: &mut Vec<(&'p Condition, &'p Test)>) {
        match &condition.kind {
            ConditionKind::Test(test) => found.push((condition, test)),
            ConditionKind::Defined(id) => gather(policy, &policy.defines[id.at()].condition, found),
            ConditionKind::Derived(test) => of_derived(policy, test.derived.at(), found),
            ConditionKind::Not(inner) => gather(policy, inner, found),
            ConditionKind::All(of) | ConditionKind::Any(of) | ConditionKind::Count { of, .. } => {
                of.iter().for_each(|one| gather(policy, one, found));
            }
        }
    }
    fn of_derived<'p>(policy: &'p Policy, at: usize, found: &mut Vec<(&'p Condition, &'p Test)>) {
        policy.derived[at].conditions().for_each(|one| gather(policy, one, found));
        policy.derived[at].values().for_each(|id| of_derived(policy, id.at(), found));
    }
    let mut conditions: Vec<&Condition> =
        policy.also.iter().filter(|one| one.kind == KIND).filter_map(|one| one.when.as_ref()).collect();
    if let Some(one) = policy.categorisation(KIND) {
        conditions.extend(one.strands.iter().flat_map(|one| &one.lines).filter_map(|one| one.condition.as_ref()));
        conditions.extend(one.gates.iter().map(|one| &one.unless));
        conditions.extend(one.expectations.iter().flat_map(|one| [Some(&one.expects), one.when.as_ref()]).flatten());
    }
    if of_all {
        conditions.extend(policy.constraints.iter().filter(|one| one.kind == KIND).map(|one| &one.condition));
    }
    let mut found = Vec::new();
    conditions.into_iter().for_each(|one| gather(policy, one, &mut found));
    found
}

/// Every claim that does not hold.
fn expected(tried: &Tried) -> BTreeSet<Claim> {
    let mut wrong = BTreeSet::new();
    if tried.legal().next().is_none() {
        let constraints: Vec<_> = tried.policy.constraints.iter().filter(|one| one.kind == KIND).collect();
        let empty = |end: &usize| {
            tried.all.iter().all(|(values, _)| constraints[..*end].iter().any(|one| tried.holds(&one.condition, values)))
        };
        let end = (1..=constraints.len()).find(empty).unwrap();
        wrong.insert(("P328", constraints[end - 1].span, ""));
        return wrong;
    }
    of_facts(tried, &mut wrong);
    of_thresholds(tried, &mut wrong);
    of_what_is_named(tried, &mut wrong);
    of_what_comes_with_a_category(tried, &mut wrong);
    of_days(&tried.policy, &mut wrong);
    let mut left: Vec<_> = tried.policy.constraints.iter().filter(|one| one.kind == KIND).collect();
    for at in (0..left.len()).rev() {
        let others =
            |values: &[Value]| left.iter().enumerate().any(|(other, one)| other != at && tried.holds(&one.condition, values));
        if !tried.all.iter().any(|(values, _)| tried.holds(&left[at].condition, values) && !others(values)) {
            wrong.insert(("P327", left[at].span, ""));
            left.remove(at);
        }
    }
    wrong
}

fn of_facts(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    let policy = &tried.policy;
    let uses = used(policy, true);
    for id in tried.facts() {
        let fact = &policy.facts[id.at()];
        let worse = tried.pairs(id).into_iter().any(|((one, of_one), (other, of_other))| {
            of_one.legal
                && of_other.legal
                && is_better(policy, id, one[id.at()], other[id.at()])
                && of_one.category.zip(of_other.category).is_some_and(|(better, worse)| better > worse)
        });
        if worse {
            wrong.insert(("P318", fact.span, ""));
        }
        if uses.iter().any(|(_, test)| test.fact == id) && !tried.changes(id) {
            wrong.insert((if fact.assumed.is_some() { "P315" } else { "P322" }, fact.span, ""));
        }
    }
}

const fn operand_of(test: &Test) -> Option<&Operand> {
    match &test.kind {
        TestKind::Number(_, operand) | TestKind::Date(_, operand) => Some(operand),
        TestKind::Within { length, .. } => Some(length),
        TestKind::OneOf(_) | TestKind::None => None,
    }
}

fn of_thresholds(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    let policy = &tried.policy;
    for (condition, test) in used(policy, false) {
        if operand_of(test).is_none() {
            continue;
        }
        let id = test.fact;
        let passes = |value: Value| passes(policy, &test.kind, value, ON);
        let possible: Vec<Value> =
            tried.legal().map(|(values, _)| values[id.at()]).filter(|value| *value != Value::None).collect();
        for (word, passing) in [("never holds", false), ("always holds", true)] {
            if !possible.is_empty() && possible.iter().all(|value| passes(*value) == passing) {
                wrong.insert(("P316", condition.span, word));
            }
        }
        let values: Vec<Value> =
            classes(policy, KIND, id, ON).iter().map(|class| class[0]).filter(|value| *value != Value::None).collect();
        let cuts: Vec<usize> = (1..values.len()).filter(|above| passes(values[above - 1]) != passes(values[*above])).collect();
        let matters = |above: &usize| tried.changed[&id].contains(&(above - 1, *above));
        if !cuts.is_empty() && !cuts.iter().any(matters) && tried.changes(id) {
            wrong.insert(("P316", condition.span, "Nothing changes"));
        }
    }
}

fn of_what_is_named(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    let policy = &tried.policy;
    let mut hardly = |condition: &Condition, at: Span| {
        let (holds, fails) = tried.either(condition);
        if !holds {
            wrong.insert(("P329", at, "never holds"));
        }
        if !fails {
            wrong.insert(("P329", at, "always holds"));
        }
    };
    policy.defines.iter().filter(|one| one.kind == KIND).for_each(|one| hardly(&one.condition, one.span));
    let lists = policy.lists.iter().filter(|one| one.kind == KIND);
    let members = lists.clone().flat_map(|one| &one.members);
    members.filter(|one| !matches!(one.kind, ConditionKind::Defined(_))).for_each(|one| hardly(one, one.span));
    let meaning =
        |condition: &Condition| -> Vec<bool> { tried.all.iter().map(|(values, _)| tried.holds(condition, values)).collect() };
    let says_something = |meaning: &Vec<bool>| meaning.contains(&true) && meaning.contains(&false);
    let mut twice = |named: &mut dyn Iterator<Item = (&Condition, Span)>| {
        let mut before = BTreeSet::new();
        for (condition, at) in named {
            let meaning = meaning(condition);
            if says_something(&meaning) && !before.insert(meaning) {
                wrong.insert(("P320", at, ""));
            }
        }
    };
    twice(&mut policy.defines.iter().filter(|one| one.kind == KIND).map(|one| (&one.condition, one.span)));
    lists.clone().for_each(|list| twice(&mut list.members.iter().map(|one| (one, one.span))));
    let mut before = BTreeSet::new();
    for list in lists {
        let mut meanings: Vec<Vec<bool>> = list.members.iter().map(meaning).collect();
        meanings.sort();
        if !before.insert(meanings) {
            wrong.insert(("P320", list.span, ""));
        }
    }
    for (at, one) in policy.derived.iter().enumerate() {
        let values = |of| tried.all.iter().map(|(values, _)| derived(policy, of, values, ON)).collect::<Vec<_>>();
        let alike = |other: &ees::model::Derived| match (&one.domain, &other.domain) {
            (Domain::Vocabulary(one), Domain::Vocabulary(other)) => one == other,
            (Domain::Number(_), Domain::Number(_)) => true,
            _ => false,
        };
        let facts = |of: &ees::model::Derived| {
            let mut facts = BTreeSet::new();
            of.conditions().for_each(|one| one.facts(policy, &mut facts));
            for id in of.values() {
                policy.derived[id.at()].conditions().for_each(|one| one.facts(policy, &mut facts));
            }
            facts
        };
        if policy.derived[..at].iter().any(|other| alike(other) && facts(one) == facts(other) && values(one) == values(other)) {
            wrong.insert(("P320", one.span, ""));
        }
    }
}

fn of_what_comes_with_a_category(tried: &Tried, wrong: &mut BTreeSet<Claim>) {
    for (at, one) in tried.policy.categorisation(KIND).into_iter().flat_map(|one| &one.expectations).enumerate() {
        let in_it: Vec<&Complete> = tried.legal().map(|(_, of)| of).filter(|of| of.category == Some(one.category)).collect();
        let states: Vec<bool> = in_it.iter().filter_map(|of| of.expectations[at]).collect();
        if in_it.is_empty() {
            continue;
        }
        let word = match (states.contains(&true), states.contains(&false)) {
            (false, false) => "never asked",
            (true, false) => "always met",
            (false, true) => "can never be met",
            (true, true) => continue,
        };
        wrong.insert(("P325", one.span, word));
    }
    for also in tried.policy.also.iter().filter(|one| one.kind == KIND) {
        if also.when.as_ref().is_some_and(|when| !tried.either(when).0) {
            wrong.insert(("P326", also.span, ""));
        }
    }
}

/// The least and the most days that an allocation may turn out to be, none where there is no end, and its figure.
fn bounds(of: &Allocation) -> Option<(Decimal, Option<Decimal>, Decimal)> {
    let days = of.days?;
    Some(match of.binding {
        Binding::Exact => (days, Some(days), days),
        Binding::UpTo => (Decimal::ZERO, Some(days), days),
        Binding::AtLeast => (days, None, days),
    })
}

/// The least intensive category whose days fall is told of, and a figure that others fall short of is told of once.
fn of_days(policy: &Policy, wrong: &mut BTreeSet<Claim>) {
    let all: Vec<&Allocation> = policy.allocations.iter().collect();
    let no_more = |one: Option<Decimal>, other: Option<Decimal>| other.is_none_or(|other| one.is_some_and(|one| one <= other));
    let mut blamed = BTreeSet::new();
    for (at, one) in all.iter().enumerate() {
        let less = all[..at].iter().rev().find(|other| {
            let (Some((least, most, figure)), Some((low, high, of_other))) = (bounds(one), bounds(other)) else { return false };
            figure < of_other && least <= low && no_more(most, high)
        });
        if less.is_some_and(|other| blamed.insert(other.days_span)) {
            wrong.insert(("P319", one.days_span, ""));
        }
    }
}

fn found(proved: &Proved) -> BTreeSet<Claim> {
    proved.findings.iter().filter_map(claim).collect()
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

fn tried(policy: Policy) -> Option<Tried> {
    let choices = choices(&policy);
    (choices.iter().map(Vec::len).product::<usize>() <= MOST).then(|| {
        let all: Vec<(Vec<Value>, Complete)> = settings(&choices)
            .into_iter()
            .map(|values| {
                let of = complete(&policy, KIND, &values, ON);
                (values, of)
            })
            .collect();
        let mut tried = Tried { policy, choices, all, changed: BTreeMap::new() };
        tried.changed = tried.facts().map(|id| (id, tried.changed(id))).collect();
        tried
    })
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
            let number = matches!(policy.operand_on(first, ON), Some(ees::model::ParameterValue::Number(_)));
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
