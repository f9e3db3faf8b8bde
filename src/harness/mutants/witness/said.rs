//! What a policy does and a mutant does not, said as a scenario says it.

use super::same::supports;
use crate::assess::{Expected, Status};
use crate::diagnostic::words::{joined, with_article};
use crate::harness::mutants::make::written;
use crate::harness::outcome::{Found, Outcome, Support};
use crate::model::{Binding, FactId, KindId, Policy, Value, spoken};
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
    can_be_said: bool,
}

impl Telling {
    pub(super) fn new(policy: &Policy, kind: KindId, one: &Found, other: &Found) -> Self {
        let (one, other) = match (one, other) {
            (Found::Outcome(one), Found::Outcome(other)) => (one, Some(other)),
            (Found::Outcome(one), Found::CannotBe(_) | Found::TooLarge(_)) => (one, None),
            (Found::CannotBe(_) | Found::TooLarge(_), _) => {
                return Self { lines: vec!["cannot be".to_owned()], rows: Vec::new(), can_be_said: true };
            }
        };
        let category = category(one);
        let Some(other) = other else {
            let lines: Vec<String> = category.into_iter().collect();
            return Self { can_be_said: !lines.is_empty(), lines, rows: Vec::new() };
        };
        let apart = (one.status, &one.possible) != (other.status, &other.possible);
        let mut told: Vec<String> = [days(one, other), assumed(one, other)].into_iter().flatten().collect();
        told.extend(expectations(policy, kind, one, other));
        told.extend(also(one, other));
        let rows = support(one, other);
        let can_be_said = apart && category.is_some() || !told.is_empty() || !rows.is_empty();
        Self { lines: category.into_iter().chain(told).collect(), rows, can_be_said }
    }

    /// Whether a scenario can say it so that it fails on the mutant.
    pub(super) const fn can_be_said(&self) -> bool {
        self.can_be_said
    }
}

/// `AS`, `A, AS or B1`; none where perhaps no strand says anything, which no scenario can expect.
fn category(outcome: &Outcome) -> Option<String> {
    match outcome.status {
        Status::NotCategorised => Some("no category".to_owned()),
        Status::NoAnswer => Some("no answer".to_owned()),
        Status::Decided => Some(joined(&codes(outcome), "or")),
        Status::Open => (!outcome.may_be_silent).then(|| joined(&codes(outcome), "or")),
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
    let said = if names.is_empty() { "nothing assumed".to_owned() } else { format!("assumed {}", joined(&names, "and")) };
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
    let Some(first) = states.next() else { return "not expected" };
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

fn rows(support: &Support) -> Vec<String> {
    let each = |row: &crate::harness::outcome::SupportLine| {
        let days = row.each.map_or_else(|| "not given".to_owned(), |each| each.normalize().to_string());
        let mut times = Vec::new();
        for (when, often) in &row.times {
            let once = when.starts_with("each ");
            times.extend(std::iter::repeat_n(written(when), if once { 1 } else { *often }));
        }
        format!("| {} | {days} | {} |", row.activity, times.join(", "))
    };
    std::iter::once("| activity | days | when |".to_owned()).chain(support.rows.iter().map(each)).collect()
}

impl Witness {
    pub(super) fn new(
        policy: &Policy,
        kind: KindId,
        on: Date,
        told: &[(FactId, Value)],
        telling: &Telling,
        name: &str,
    ) -> Self {
        let phrase = |fact: FactId| policy.fact(fact).map_or_else(|| "".into(), |fact| Arc::clone(&fact.name.phrase));
        let told: Vec<(Arc<str>, String)> =
            told.iter().map(|(fact, value)| (phrase(*fact), policy.value_phrase(*fact, *value))).collect();
        let kind = policy.kind_name(kind);
        let mut lines = vec![format!("drafted scenario {name}, {} on {}", with_article(&written(kind)), spoken(on))];
        for (fact, value) in &told {
            // Numbers, days and `none` are written plainly; only names have words that must be tied.
            let value = if value == "none" { value.clone() } else { written(value) };
            lines.push(format!("  {}: {value}", written(fact)));
        }
        lines.extend(telling.lines.iter().map(|line| format!("  expect {line}")));
        lines.extend((!telling.rows.is_empty()).then(|| "  expect support:".to_owned()));
        lines.extend(telling.rows.iter().map(|row| format!("    {row}")));
        let scenario = lines.join("\n") + "\n";
        Self { kind: kind.into(), on, told, scenario }
    }
}
