//! Thresholds of numbers and dates: those that no value lies beyond, those that are one and are written as two, and
//! those at which nothing changes.

use super::effects::across;
use super::uses::{Use, wake};
use crate::diagnostic::codes::proofs as codes;
use crate::diagram::{Effects, Study};
use crate::model::{Comparison, Domain, FactId, KindId, Operand, ParameterValue, Policy, Test, TestKind, Value};
use crate::prove::claims::{Claims, Finding, KINDS, Sense, Wake};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Claims about one test are told apart: each kind of claim has one for each way of comparing, as both ends of a range stand in one place.
const NEVER: u8 = 0;
const ALWAYS: u8 = 10;
const ONE: u8 = 20;
const IDLE: u8 = 30;

/// A test against a threshold.
struct Threshold<'u, 'p> {
    of: &'u Use<'p>,
    test: &'p Test,
    operand: &'p Operand,
    comparison: Option<Comparison>,
    /// The regions below which it lies: between each and the next the test changes.
    cuts: Vec<usize>,
    /// Whether it holds above its only cut.
    above: bool,
}

/// Of facts that change nothing it is not told that nothing changes at their thresholds.
pub(super) fn check(
    study: &mut Study<'_>,
    uses: &[Use<'_>],
    (effects, never): (Option<&BTreeMap<FactId, Effects>>, &BTreeSet<FactId>),
    claims: &mut Claims,
) {
    let policy = study.policy();
    for (id, fact) in policy.facts_of(study.kind()) {
        if matches!(fact.domain, Domain::Vocabulary(_)) {
            continue;
        }
        let tests: Vec<&Use<'_>> =
            uses.iter().filter(|one| one.test.is_some_and(|test| test.fact == id) && one.decides).collect();
        let mut thresholds: Vec<Threshold<'_, '_>> = Vec::new();
        let possible = possible(study, id);
        for of in tests {
            let Some(threshold) = threshold(study, of) else { continue };
            beyond(study, &threshold, possible.as_deref(), claims);
            thresholds.push(threshold);
        }
        for (at, one) in thresholds.iter().enumerate() {
            written_twice(policy, study.on(), one, thresholds.get(..at).unwrap_or_default(), claims);
        }
        let effects = effects.and_then(|all| all.get(&id));
        if !never.contains(&id) {
            thresholds.iter().for_each(|one| idle(study, one, effects, claims));
        }
    }
}

/// The regions of a fact, none aside, that settings can be in.
fn possible(study: &mut Study<'_>, fact: FactId) -> Option<Vec<usize>> {
    let regions = study.regions(fact)?;
    let numbers: Vec<usize> = (0..regions.len()).filter(|at| regions.representative(*at) != Some(Value::None)).collect();
    let mut possible = Vec::new();
    for region in numbers {
        let within = study.with(fact, &[region]).ok()?;
        if study.setting_in(&[study.legal(), within]).ok()?.is_some() {
            possible.push(region);
        }
    }
    Some(possible)
}

fn threshold<'u, 'p>(study: &Study<'_>, of: &'u Use<'p>) -> Option<Threshold<'u, 'p>> {
    let test = of.test?;
    let (operand, comparison) = match &test.kind {
        TestKind::Number(comparison, operand) | TestKind::Date(comparison, operand) => (operand, Some(*comparison)),
        TestKind::Within { length, .. } => (length, None),
        TestKind::OneOf(_) | TestKind::None => return None,
    };
    let regions = study.regions(test.fact)?;
    let passing = study.passing(test);
    let passes = |region: usize| passing.contains(&region);
    let last = (0..regions.len()).rev().find(|at| regions.representative(*at) != Some(Value::None))?;
    let cuts: Vec<usize> = (0..last).filter(|at| passes(*at) != passes(at + 1)).collect();
    let above = cuts.first().is_some_and(|cut| passes(cut + 1));
    Some(Threshold { of, test, operand, comparison, cuts, above })
}

impl Threshold<'_, '_> {
    /// The number of a claim about this test.
    const fn aspect(&self, base: u8) -> u8 {
        base + match self.comparison {
            None => 0,
            Some(Comparison::Under) => 1,
            Some(Comparison::AtMost) => 2,
            Some(Comparison::Over) => 3,
            Some(Comparison::AtLeast) => 4,
            Some(Comparison::Equal) => 5,
        }
    }

    fn words(&self) -> &str {
        &self.of.condition.text
    }

    fn wake(&self, policy: &Policy, kind: KindId) -> Wake {
        wake(policy, kind, std::iter::once(self.of))
    }

    fn finding(&self, message: String, help: &str) -> Finding {
        Finding { message, within: self.of.within.clone(), help: help.to_owned(), ..Finding::default() }
    }
}

/// A test that no value passes, or every one.
fn beyond(study: &Study<'_>, one: &Threshold<'_, '_>, possible: Option<&[usize]>, claims: &mut Claims) {
    let policy = study.policy();
    let passing = study.passing(one.test);
    let Some(fact) = policy.fact(one.test.fact) else { return };
    let values = match fact.domain {
        Domain::Date => "a day no later than the assessment date".to_owned(),
        Domain::Vocabulary(_) | Domain::Number(_) => policy.values_words(fact),
    };
    let can_be = format!("`{}` can be {values}.", fact.name.phrase);
    let help = format!("{can_be} Mend the number or the day, or leave the test out.");
    for (base, passes, word) in [(NEVER, false, "never"), (ALWAYS, true, "always")] {
        // A fact that can only be none is no matter of where a threshold lies.
        let every = |possible: &[usize]| possible.iter().all(|region| passing.contains(region) == passes) && !possible.is_empty();
        let all = possible.map(every);
        let message = format!(
            "`{}` {word} holds: no value that `{}` can have lies on the other side, for {KINDS}.",
            one.words(),
            fact.name.phrase
        );
        // What it comes of says no more than this: which values there can be does.
        let wake = Wake { findings: Vec::new(), say: can_be.clone(), ..one.wake(policy, study.kind()) };
        let found = all.map(|all| all.then(|| Finding { wake, ..one.finding(message, &help) })).ok_or(());
        claims.claim_in(one.aspect(base), codes::THRESHOLD_IDLE, Sense::Sometime, one.of.condition.span, found);
    }
}

/// A threshold that stands elsewhere in other words.
fn written_twice(policy: &Policy, on: Date, one: &Threshold<'_, '_>, before: &[Threshold<'_, '_>], claims: &mut Claims) {
    let twin = before.iter().find(|other| are_one(policy, on, one, other));
    // Two names or numbers are told of once, where the second of them first stands.
    let told = |twin: &Threshold<'_, '_>| {
        before.iter().any(|other| same_operand(other.operand, one.operand) && are_one(policy, on, other, twin))
    };
    let found = twin.filter(|twin| !told(twin)).map(|twin| {
        let name = policy.fact(one.test.fact).map_or("", |fact| &fact.name.phrase);
        let message = format!(
            "No `{name}` lies between what `{}` and `{}` compare with: one threshold is written in two ways, for {KINDS}.",
            twin.words(),
            one.words()
        );
        let help = "Write it in one way, so that a change of one is a change of both; or mend the one that was to be another.";
        Finding { also: vec![(twin.of.condition.span, "the same threshold".to_owned())], ..one.finding(message, help) }
    });
    claims.claim_in::<()>(one.aspect(ONE), codes::THRESHOLD_IDLE, Sense::Sometime, one.of.condition.span, Ok(found));
}

/// Whether two tests compare with one threshold and name it otherwise: one cut of whole numbers or days, `over 3` and `at least 4`; or one
/// number, where a parameter has it.
fn are_one(policy: &Policy, on: Date, one: &Threshold<'_, '_>, other: &Threshold<'_, '_>) -> bool {
    let measured_alike = match (&one.test.kind, &other.test.kind) {
        (TestKind::Within { months: one, .. }, TestKind::Within { months: other, .. }) => one == other,
        (TestKind::Within { .. }, _) | (_, TestKind::Within { .. }) => false,
        (TestKind::OneOf(_) | TestKind::None | TestKind::Number(..) | TestKind::Date(..), _) => true,
    };
    if !measured_alike || same_operand(one.operand, other.operand) {
        return false;
    }
    let exact = [one, other].iter().any(|one| one.comparison == Some(Comparison::Equal));
    let one_cut = !exact && !one.cuts.is_empty() && one.cuts == other.cuts && one.above == other.above;
    let named = [one, other].iter().any(|one| matches!(one.operand, Operand::Parameter(_)));
    let number = |one: &Threshold<'_, '_>| match policy.operand_on(one.operand, on)? {
        ParameterValue::Number(number) => Some(number),
        ParameterValue::Date(_) => None,
    };
    one_cut || named && number(one).is_some() && number(one) == number(other)
}

/// Whether two operands are written alike.
fn same_operand(one: &Operand, other: &Operand) -> bool {
    match (one, other) {
        (Operand::Number(one), Operand::Number(other)) => one == other,
        (Operand::Date(one), Operand::Date(other)) => one == other,
        (Operand::Parameter(one), Operand::Parameter(other)) => one == other,
        (Operand::Number(_) | Operand::Date(_) | Operand::Parameter(_), _) => false,
    }
}

/// A threshold at which nothing changes.
fn idle(study: &mut Study<'_>, one: &Threshold<'_, '_>, effects: Option<&Effects>, claims: &mut Claims) {
    if one.cuts.is_empty() {
        return;
    }
    let fact = one.test.fact;
    let mut changes = Ok(false);
    for cut in &one.cuts {
        let here = match effects {
            Some(effects) => Ok(effects.across.get(*cut).is_none_or(|across| *across)),
            None => across(study, fact, (*cut, cut + 1)),
        };
        changes = match (changes, here) {
            (Ok(true), _) | (_, Ok(true)) => Ok(true),
            (Err(open), _) | (_, Err(open)) => Err(open),
            (Ok(false), Ok(false)) => Ok(false),
        };
    }
    let at = figure(study.policy(), study.on(), one);
    let found = changes.map(|changes| {
        let message = format!("Nothing changes at {at} of `{}`: on both sides of it the same comes of everything else, for {KINDS}.", one.words());
        let help = "No two settings on either side of it that are alike otherwise get another category, are expected to do or get \
                    anything else. Mend the rule that was to tell them apart, or leave the threshold out.";
        (!changes).then(|| Finding { wake: one.wake(study.policy(), study.kind()), ..one.finding(message, help) })
    });
    claims.claim_in(one.aspect(IDLE), codes::THRESHOLD_IDLE, Sense::Sometime, one.of.condition.span, found);
}

/// What a test compares with, in words.
fn figure(policy: &Policy, on: Date, one: &Threshold<'_, '_>) -> String {
    let value = match policy.operand_on(one.operand, on) {
        Some(ParameterValue::Number(number)) => Value::Number(number),
        Some(ParameterValue::Date(day)) => Value::Date(day),
        None => return String::new(),
    };
    match &one.test.kind {
        TestKind::Within { months, .. } => {
            format!("the {} {}", policy.value_phrase(one.test.fact, value), if *months { "months" } else { "days" })
        }
        TestKind::OneOf(_) | TestKind::None | TestKind::Number(..) | TestKind::Date(..) => {
            format!("the {}", policy.value_phrase(one.test.fact, value))
        }
    }
}
