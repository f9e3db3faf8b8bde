//! What is expected and what is found in its place, in words.

use super::compare::{also, expectation, is_row, support};
use crate::assess::{Answer, Status};
use crate::diagnostic::words::{joined, listed};
use crate::model::{Activity, Binding, CategoryId, Expectable, ExpectationState, FactId, KindId, Policy, SupportRow, When};
use rust_decimal::Decimal;

/// What becomes of facts that a constraint of the policy breaks.
pub(super) const RULED_OUT: &str = "facts that cannot be together";

fn or_no_answer(categories: &str) -> String {
    format!("{categories}, or no answer at all")
}

/// `AS`, `7 days`, `leadership as the reason`
pub(super) fn expected(policy: &Policy, kind: KindId, what: &Expectable) -> String {
    match what {
        Expectable::Possible(all) => categories(policy, all),
        Expectable::PossibleOrNoAnswer(all) => or_no_answer(&categories(policy, all)),
        Expectable::NoCategory => "no category".to_owned(),
        Expectable::NoAnswer => "no answer".to_owned(),
        Expectable::CannotBe => RULED_OUT.to_owned(),
        Expectable::Days(binding, days) => stated(*binding, *days),
        Expectable::NoDays => "no days".to_owned(),
        Expectable::Because { strand, line } => format!("{} as the reason", reason(policy, kind, *strand, *line)),
        Expectable::Lifted(gate) => format!("{} as the reason", lifted(policy, kind, *gate)),
        Expectable::Ask(facts) => format!("{} asked first", names(policy, facts)),
        Expectable::AskNothing => "nothing to ask".to_owned(),
        Expectable::Assumed(facts) => assumed(policy, facts),
        Expectable::Expectation(all, state) => {
            let named = policy.categorisation(kind).zip(all.first()).and_then(|(one, at)| one.expectations.get(*at));
            format!("{} {}", named.map_or("", |one| &one.name.phrase), state_words(*state))
        }
        Expectable::Also(text) => format!("\"{text}\" besides"),
        Expectable::AlsoNothing => "nothing besides".to_owned(),
        Expectable::Support(_) => "the support below".to_owned(),
    }
}

/// What an answer has in the place of something that is expected.
pub(super) fn found(policy: &Policy, answer: &Answer<'_>, what: &Expectable) -> String {
    match what {
        Expectable::Possible(_) | Expectable::PossibleOrNoAnswer(_) => category(policy, answer),
        Expectable::NoCategory | Expectable::NoAnswer | Expectable::CannotBe => category(policy, answer),
        Expectable::Days(..) | Expectable::NoDays => days(answer),
        Expectable::Because { .. } | Expectable::Lifted(_) => reasons(policy, answer),
        Expectable::Ask(facts) => match answer.ask.get(..facts.len().max(1)).unwrap_or(&answer.ask) {
            [] => "nothing to ask".to_owned(),
            first => format!("{} asked first", names(policy, first)),
        },
        Expectable::AskNothing => format!("{} to ask", names(policy, &answer.ask)),
        Expectable::Assumed(_) => {
            let mut facts = answer.assumed.clone();
            facts.sort_unstable();
            assumed(policy, &facts)
        }
        Expectable::Expectation(all, _) => format!("it {}", state_words(expectation(answer, all))),
        Expectable::Also(_) | Expectable::AlsoNothing => besides(policy, answer),
        Expectable::Support(rows) => match support(policy, answer) {
            Some(brought) => other_row(policy, brought, rows),
            None if answer.possible.len() > 1 => format!("that of {}", categories(policy, &answer.possible)),
            None => "none that the policy states".to_owned(),
        },
    }
}

/// The category of an answer, or what else it comes to.
fn category(policy: &Policy, answer: &Answer<'_>) -> String {
    let possible = categories(policy, &answer.possible);
    match answer.status {
        Status::NotCategorised => "no category".to_owned(),
        Status::NoAnswer => "no answer".to_owned(),
        Status::Decided => possible,
        Status::Open if answer.may_be_silent => or_no_answer(&possible),
        Status::Open => possible,
    }
}

fn categories(policy: &Policy, all: &[CategoryId]) -> String {
    joined(&all.iter().map(|id| policy.category_code(*id)).collect::<Vec<_>>(), "or")
}

/// Facts by name, as a list.
pub(super) fn names(policy: &Policy, facts: &[FactId]) -> String {
    listed(&facts.iter().filter_map(|id| Some(&*policy.fact(*id)?.name.phrase)).collect::<Vec<_>>(), "and")
}

fn assumed(policy: &Policy, facts: &[FactId]) -> String {
    if facts.is_empty() { "nothing assumed".to_owned() } else { format!("{} assumed", names(policy, facts)) }
}

fn stated(binding: Binding, days: Decimal) -> String {
    let days = days.normalize();
    let unit = if days == Decimal::ONE { "day" } else { "days" };
    match binding {
        Binding::Exact => format!("{days} {unit}"),
        Binding::UpTo => format!("up to {days} {unit}"),
        Binding::AtLeast => format!("at least {days} {unit}"),
    }
}

fn days(answer: &Answer<'_>) -> String {
    match (answer.days.stated, answer.days.least, answer.days.most) {
        (Some((binding, days)), ..) => stated(binding, days),
        (None, Some(least), Some(most)) if least == most => format!("perhaps {}", stated(Binding::Exact, most)),
        (None, Some(least), Some(most)) => format!("from {} to {}", least.normalize(), stated(Binding::Exact, most)),
        (None, ..) => "no days".to_owned(),
    }
}

fn reason(policy: &Policy, kind: KindId, strand: usize, line: Option<usize>) -> String {
    let Some(strand) = policy.categorisation(kind).and_then(|one| one.strands.get(strand)) else { return String::new() };
    match line.and_then(|line| strand.lines.get(line)) {
        Some(line) if strand.is_nameless() => format!("\"{}\"", line.text()),
        Some(line) => format!("{} \"{}\"", strand.name.phrase, line.text()),
        None => strand.name.phrase.to_string(),
    }
}

fn lifted(policy: &Policy, kind: KindId, gate: usize) -> String {
    let gate = policy.categorisation(kind).and_then(|one| one.gates.get(gate));
    gate.map_or_else(String::new, |gate| format!("\"never {}\"", policy.category_code(gate.category)))
}

fn reasons(policy: &Policy, answer: &Answer<'_>) -> String {
    if let Some(gate) = answer.gate {
        return format!("{} as the reason", lifted(policy, answer.kind, gate));
    }
    let each: Vec<String> =
        answer.because.iter().map(|(strand, line)| reason(policy, answer.kind, *strand, Some(*line))).collect();
    match each.as_slice() {
        [] => "no reason".to_owned(),
        [only] => format!("{only} as the reason"),
        several => format!("{} as the reasons", joined(several, "and")),
    }
}

/// What comes besides for certain, and what perhaps.
fn besides(policy: &Policy, answer: &Answer<'_>) -> String {
    let certain = listed(&also(policy, answer, true).collect::<Vec<_>>(), "and");
    let perhaps = listed(&also(policy, answer, false).collect::<Vec<_>>(), "and");
    match (certain.is_empty(), perhaps.is_empty()) {
        (true, true) => "nothing besides".to_owned(),
        (false, true) => format!("{certain} besides"),
        (true, false) => format!("perhaps {perhaps} besides"),
        (false, false) => format!("{certain} and perhaps {perhaps} besides"),
    }
}

const fn state_words(state: ExpectationState) -> &'static str {
    match state {
        ExpectationState::Met => "is met",
        ExpectationState::NotMet => "is not met",
        ExpectationState::Unknown => "is not known",
        ExpectationState::NotExpected => "is not expected",
    }
}

/// The first row that differs.
fn other_row(policy: &Policy, brought: &[Activity], rows: &[SupportRow]) -> String {
    let unexpected = |activity: &&Activity| !rows.iter().any(|row| is_row(activity, row));
    let missing = rows.iter().find(|row| !brought.iter().any(|activity| is_row(activity, row)));
    if let Some(activity) = brought.iter().find(unexpected) {
        let times: Vec<String> = activity.visits.iter().map(|visit| when(policy, visit.when, visit.times)).collect();
        let each = activity.each().map_or_else(|| "no days given".to_owned(), |each| stated(Binding::Exact, each));
        return format!("\"{}\", {each} each time, {}", activity.name, joined(&times, "and"));
    }
    missing
        .map_or_else(|| "another number of rows".to_owned(), |row| format!("no \"{}\" with these days and times", row.activity))
}

fn when(policy: &Policy, when: When, times: usize) -> String {
    let name = match when {
        When::At(period) => policy.periods.get(period.at()).map_or("", |one| &one.name.phrase),
        When::Each(cadence) => return cadence.words().to_owned(),
    };
    if times == 1 { name.to_owned() } else { format!("{name}, {times} times") }
}
