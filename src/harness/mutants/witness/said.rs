//! What a policy does and a mutant does not, said as a scenario says it.

use super::same::supports;
use crate::assess::{Expected, Status};
use crate::diagnostic::words::with_article;
use crate::harness::mutants::make::written;
use crate::harness::outcome::{Found, Outcome, Support};
use crate::model::{Binding, Cadence, FactId, KindId, Policy, Value, spoken};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A setting whose outcome changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The kind of setting.
    pub kind: Arc<str>,
    /// The assessment date.
    pub on: Date,
    /// The facts that are told, and their values, as written.
    pub told: Vec<(Arc<str>, String)>,
    /// A scenario that passes on the policy and fails on the mutant, to paste into the policy's tests.
    pub scenario: String,
}

/// What is expected that holds of the policy and not of the mutant.
pub(super) struct Telling {
    /// Lines behind `expect`, the category first where it can be said.
    lines: Vec<String>,
    /// Rows of support that are expected, below a line of their own.
    rows: Vec<String>,
    /// Whether the policy leaves the category open.
    open: bool,
    strength: Strength,
}

/// How plainly something tells the two apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// No scenario can say it.
    Unsaid,
    /// By what the answer rests on alone.
    Assumed,
    /// By what it is.
    Outcome,
}

impl Telling {
    pub(super) fn new(policy: &Policy, kind: KindId, one: &Found, other: &Found) -> Self {
        let (one, other) = match (one, other) {
            (Found::Outcome(one), Found::Outcome(other)) => (one, Some(other)),
            (Found::Outcome(one), Found::CannotBe(_) | Found::TooLarge(_)) => (one, None),
            (Found::CannotBe(_) | Found::TooLarge(_), _) => {
                return Self { lines: vec!["cannot be".to_owned()], rows: Vec::new(), open: false, strength: Strength::Outcome };
            }
        };
        let (category, open) = (category(one), one.status == Status::Open);
        let apart = other.is_none_or(|other| (one.status, &one.possible) != (other.status, &other.possible));
        // What brings more is said only where less does not tell the two apart.
        let by_category = apart && category.is_some();
        let (mut told, mut rows) = (Vec::new(), Vec::new());
        if let Some(other) = other.filter(|_| !by_category) {
            told.extend(days(one, other));
            told.extend(expectations(policy, kind, one, other));
            told.extend(also(one, other));
            rows = if told.is_empty() { support(one, other) } else { Vec::new() };
        }
        let mut strength = Strength::Outcome;
        if !by_category && told.is_empty() && rows.is_empty() {
            told.extend(other.and_then(|other| assumed(one, other)));
            strength = if told.is_empty() { Strength::Unsaid } else { Strength::Assumed };
        }
        Self { lines: category.into_iter().chain(told).collect(), rows, open, strength }
    }

    /// Whether a scenario can say it so that it fails on the mutant.
    pub(super) fn can_be_said(&self) -> bool {
        self.strength > Strength::Unsaid
    }

    /// Whether it tells the two apart as plainly as another does. A category that was certain stays so: a scenario whose answer
    /// is open has fewer facts, and shows nothing to who reads it.
    pub(super) fn says_as_much_as(&self, other: &Self) -> bool {
        self.strength >= other.strength && self.strength > Strength::Unsaid && (other.open || !self.open)
    }
}

/// `AS`, `A, AS or B1`; none where perhaps no strand says anything, which no scenario can expect.
fn category(outcome: &Outcome) -> Option<String> {
    match outcome.status {
        Status::NotCategorised => Some("no category".to_owned()),
        Status::NoAnswer => Some("no answer".to_owned()),
        Status::Decided => Some(all_of(&codes(outcome), "or")),
        Status::Open => (!outcome.may_be_silent).then(|| all_of(&codes(outcome), "or")),
    }
}

/// `a, b or c`, however many there are.
fn all_of(names: &[String], word: &str) -> String {
    match names {
        [firsts @ .., last] if !firsts.is_empty() => format!("{} {word} {last}", firsts.join(", ")),
        names => names.join(""),
    }
}

fn codes(outcome: &Outcome) -> Vec<String> {
    outcome.possible.iter().map(|code| written(code)).collect()
}

fn days(one: &Outcome, other: &Outcome) -> Option<String> {
    match (one.days.stated, one.days.most) {
        _ if one.days == other.days => None,
        (Some((binding, days)), _) => (one.days.stated != other.days.stated).then(|| stated(binding, days)),
        (None, None) => Some("no days".to_owned()),
        (None, Some(_)) => None,
    }
}

fn stated(binding: Binding, days: Decimal) -> String {
    let bound = match binding {
        Binding::Exact => "",
        Binding::UpTo => "up to ",
        Binding::AtLeast => "at least ",
    };
    let days = days.normalize();
    format!("{bound}{days} {}", if days == Decimal::ONE { "day" } else { "days" })
}

fn assumed(one: &Outcome, other: &Outcome) -> Option<String> {
    let names: Vec<String> = one.assumed.iter().map(|name| written(name)).collect();
    let said = if names.is_empty() { "nothing assumed".to_owned() } else { format!("assumed {}", all_of(&names, "and")) };
    (one.assumed != other.assumed).then_some(said)
}

fn expectations(policy: &Policy, kind: KindId, one: &Outcome, other: &Outcome) -> Vec<String> {
    let declared = policy.categorisation(kind).into_iter().flat_map(|all| &all.expectations);
    let mut names: Vec<&Arc<str>> = declared.map(|one| &one.name.phrase).collect();
    names.sort_unstable();
    names.dedup();
    let differs = |name: &&&Arc<str>| state(one, name) != state(other, name);
    let said = |name: &Arc<str>| format!("{} is {}", written(name), state(one, name));
    names.iter().filter(differs).map(|name| said(name)).collect()
}

/// What becomes of the expectations of a name.
fn state(outcome: &Outcome, name: &str) -> &'static str {
    let mut states = outcome.expectations.iter().filter(|(own, _)| **own == *name).map(|(_, state)| *state);
    let Some(first) = states.next() else { return NOT_EXPECTED };
    match first {
        _ if states.any(|other| other != first) => "not known",
        Expected::Met => "met",
        Expected::NotMet => "not met",
        Expected::Unknown => "not known",
    }
}

fn also(one: &Outcome, other: &Outcome) -> Vec<String> {
    let lost = one.also.iter().filter(|item| !other.also.contains(item));
    let mut said: Vec<String> = lost.map(|item| format!("also \"{item}\"")).collect();
    if one.also.is_empty() && !other.also.is_empty() {
        said.push("nothing also".to_owned());
    }
    said
}

/// The rows of the one allocation there is, where the other has other rows.
fn support(one: &Outcome, other: &Outcome) -> Vec<String> {
    let (own, others) = (supports(one), supports(other));
    let ([only], false) = (own.as_slice(), own == others) else { return Vec::new() };
    if only.rows.is_empty() || others.len() == 1 && others.iter().all(|other| other.rows == only.rows) {
        return Vec::new();
    }
    rows(only)
}

fn is_cadence(when: &str) -> bool {
    [Cadence::Term, Cadence::HalfTerm].iter().any(|cadence| cadence.words() == when)
}

fn rows(support: &Support) -> Vec<String> {
    let each = |row: &crate::harness::outcome::SupportLine| {
        let days = row.each.map_or_else(|| "not given".to_owned(), |each| each.normalize().to_string());
        // `2 x 0.75` is twice at each of the times; a cadence says itself how often.
        let often = row.times.first().map_or(1, |(_, often)| *often);
        let alike = often > 1 && row.times.iter().all(|(when, own)| *own == often && !is_cadence(when));
        let days = if alike { format!("{often} x {days}") } else { days };
        let times = row.times.iter().flat_map(|(when, own)| {
            let said = if alike || is_cadence(when) { 1 } else { *own };
            std::iter::repeat_n(when.to_string(), said)
        });
        format!("| {} | {days} | {} |", row.activity, times.collect::<Vec<_>>().join(", "))
    };
    std::iter::once("| activity | days | when |".to_owned()).chain(support.rows.iter().map(each)).collect()
}

/// What is told of a fact; `None` where it is said that nobody knows.
pub type Told = (FactId, Option<Value>);

/// A scenario that expects what a policy says of some facts, under a name. `None` where no scenario can say it.
#[must_use]
pub fn drafted(policy: &Policy, kind: KindId, on: Date, told: &[Told], outcome: &Outcome, name: &str) -> Option<String> {
    let mut expected = vec![category(outcome)?];
    match (outcome.days.stated, outcome.days.most) {
        (Some((binding, days)), _) => expected.push(stated(binding, days)),
        (None, None) => expected.push("no days".to_owned()),
        (None, Some(_)) => {}
    }
    let declared = policy.categorisation(kind).into_iter().flat_map(|all| &all.expectations);
    let mut names: Vec<&Arc<str>> = declared.map(|one| &one.name.phrase).collect();
    names.sort_unstable();
    names.dedup();
    let names = names.into_iter().filter(|name| state(outcome, name) != NOT_EXPECTED);
    expected.extend(names.map(|name| format!("{} is {}", written(name), state(outcome, name))));
    expected.extend(outcome.also.iter().map(|item| format!("also \"{item}\"")));
    let facts = told.iter().filter_map(|(fact, value)| {
        let value = value.map_or_else(|| "unknown".to_owned(), |value| in_a_scenario(&policy.value_phrase(*fact, value)));
        Some(format!("  {}: {value}", written(&policy.fact(*fact)?.name.phrase)))
    });
    let lines = std::iter::once(heading(policy.kind_name(kind), on, name)).chain(facts);
    Some(lines.chain(expected.iter().map(|line| format!("  expect {line}"))).collect::<Vec<_>>().join("\n") + "\n")
}

fn heading(kind: &str, on: Date, name: &str) -> String {
    format!("drafted scenario {name}, {} on {}", with_article(&written(kind)), spoken(on))
}

/// Numbers, days and `none` are written plainly; only names have words that must be tied.
fn in_a_scenario(value: &str) -> String {
    if value == "none" { value.to_owned() } else { written(value) }
}

/// What becomes of an expectation that no possible category has.
const NOT_EXPECTED: &str = "not expected";

impl Witness {
    pub(super) fn new(policy: &Policy, kind: KindId, on: Date, told: &[(FactId, Value)], telling: &Telling, name: &str) -> Self {
        let phrase = |fact: FactId| policy.fact(fact).map_or_else(|| "".into(), |fact| Arc::clone(&fact.name.phrase));
        let told: Vec<(Arc<str>, String)> =
            told.iter().map(|(fact, value)| (phrase(*fact), policy.value_phrase(*fact, *value))).collect();
        let kind = policy.kind_name(kind);
        let mut lines = vec![heading(kind, on, name)];
        for (fact, value) in &told {
            lines.push(format!("  {}: {}", written(fact), in_a_scenario(value)));
        }
        lines.extend(telling.lines.iter().map(|line| format!("  expect {line}")));
        lines.extend((!telling.rows.is_empty()).then(|| "  expect support:".to_owned()));
        lines.extend(telling.rows.iter().map(|row| format!("    {row}")));
        let scenario = lines.join("\n") + "\n";
        Self { kind: kind.into(), on, told, scenario }
    }
}
