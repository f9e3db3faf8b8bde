//! Regions of a fact's values in words.

use crate::assess::{Bound, Regions, Stretch, Values};
use crate::explain::phrases;
use crate::model::{Domain, FactId, Policy, Value, Vocabulary, spoken};
use rust_decimal::Decimal;

/// `needs consolidating or better`, `over 80%`, `on or after 15 November 2020`, `good or none`
pub(crate) fn words(policy: &Policy, regions: &Regions, values: &Values) -> String {
    let fact = values.fact;
    let value = |region: &usize| regions.representative(*region);
    let options: Vec<u16> = values.regions.iter().filter_map(value).filter_map(option).collect();
    let mut parts = if options.is_empty() { Vec::new() } else { vec![of_options(policy, fact, &options)] };
    let runs = values.regions.chunk_by(|one, next| *next == one + 1 && value(next) != Some(Value::None));
    let stretches = runs.filter_map(|run| regions.stretch(*run.first()?, *run.last()?));
    parts.extend(stretches.map(|stretch| of_stretch(policy, fact, stretch)));
    if values.regions.iter().filter_map(value).any(|value| value == Value::None) {
        parts.push(policy.value_phrase(fact, Value::None));
    }
    phrases::list(&parts, "or")
}

const fn option(value: Value) -> Option<u16> {
    match value {
        Value::Option(at) => Some(at),
        Value::None | Value::Number(_) | Value::Date(_) => None,
    }
}

fn of_options(policy: &Policy, fact: FactId, options: &[u16]) -> String {
    let name = |at: &u16| policy.value_phrase(fact, Value::Option(*at));
    let scale = policy.fact(fact).and_then(|fact| match fact.domain {
        Domain::Vocabulary(id) => policy.vocabulary(id).filter(|one| one.ordered),
        Domain::Number(_) | Domain::Date => None,
    });
    let short = scale.filter(|_| options.len() > 1).and_then(|scale| {
        if let Some(worst) = end(scale, options, |rank, end| rank <= end, false) {
            return Some(format!("{} or better", name(&worst)));
        }
        end(scale, options, |rank, end| rank >= end, true).map(|best| format!("{} or worse", name(&best)))
    });
    short.unwrap_or_else(|| phrases::list(&options.iter().map(name).collect::<Vec<_>>(), "or"))
}

/// The first or last of some values of a scale, where they are all on one side of it.
fn end(scale: &Vocabulary, options: &[u16], side: fn(u16, u16) -> bool, first: bool) -> Option<u16> {
    let rank = |at: u16| scale.values.get(usize::from(at)).map(|value| value.rank);
    let ranks = options.iter().filter_map(|at| Some((rank(*at)?, *at)));
    let (end, at) = if first { ranks.min()? } else { ranks.min_by_key(|(rank, at)| (std::cmp::Reverse(*rank), *at))? };
    let all = scale.values.iter().filter(|value| side(value.rank, end)).count();
    (all == options.len() && all < scale.values.len()).then_some(at)
}

fn of_stretch(policy: &Policy, fact: FactId, stretch: Stretch) -> String {
    match stretch {
        Stretch::Numbers { from, to } => of_numbers(policy, fact, from, to),
        Stretch::Days { from: None, before: None } => "a date".to_owned(),
        Stretch::Days { from: Some(from), before: None } => format!("on or after {}", spoken(from)),
        Stretch::Days { from: None, before: Some(before) } => format!("before {}", spoken(before)),
        Stretch::Days { from: Some(from), before: Some(before) } if from.tomorrow().ok() == Some(before) => spoken(from),
        Stretch::Days { from: Some(from), before: Some(before) } => {
            format!("on or after {} and before {}", spoken(from), spoken(before))
        }
    }
}

fn of_numbers(policy: &Policy, fact: FactId, from: Option<Bound>, to: Option<Bound>) -> String {
    let whole = policy.fact(fact).is_some_and(|fact| matches!(&fact.domain, Domain::Number(numbers) if numbers.whole));
    // Of whole numbers under 8 the last is 7.
    let last = |to: Bound| to.at.checked_sub(Decimal::ONE).filter(|_| whole && !to.included);
    let to = to.map(|to| last(to).map_or(to, |at| Bound { at, included: true }));
    let written = |at: Decimal| policy.value_phrase(fact, Value::Number(at));
    let over = |from: Bound| format!("{} {}", if from.included { "at least" } else { "over" }, written(from.at));
    let under = |to: Bound| format!("{} {}", if to.included { "at most" } else { "under" }, written(to.at));
    match (from, to) {
        (None, None) => "a number".to_owned(),
        (Some(from), None) => over(from),
        (None, Some(to)) => under(to),
        (Some(from), Some(to)) if from == to => written(from.at),
        (Some(from), Some(to)) if from.included && to.included => {
            format!("from {} to {}", from.at.normalize(), written(to.at))
        }
        (Some(from), Some(to)) => format!("{} and {}", over(from), under(to)),
    }
}
