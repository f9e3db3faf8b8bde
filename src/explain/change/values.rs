//! Regions of a fact's values in words.

use crate::assess::{Bound, Regions, Stretch, Values};
use crate::explain::phrases;
use crate::model::{Domain, Policy, Value, Vocabulary, spoken};
use rust_decimal::Decimal;

/// `needs consolidating or better`, `over 80%`, `on or after 15 November 2020`, `good or none`
pub(crate) fn words(policy: &Policy, regions: &Regions, values: &Values) -> String {
    policy.fact(values.fact).map_or_else(String::new, |fact| regions_in_words(policy, &fact.domain, regions, &values.regions))
}

/// The same of some regions of any values, in their order.
pub(crate) fn regions_in_words(policy: &Policy, domain: &Domain, regions: &Regions, some: &[usize]) -> String {
    let value = |region: &usize| regions.representative(*region);
    let options: Vec<u16> = some.iter().filter_map(value).filter_map(option).collect();
    let mut parts = if options.is_empty() { Vec::new() } else { vec![of_options(policy, domain, &options)] };
    let runs = some.chunk_by(|one, next| *next == one + 1 && value(next) != Some(Value::None));
    let stretches = runs.filter_map(|run| regions.stretch(*run.first()?, *run.last()?));
    parts.extend(stretches.map(|stretch| of_stretch(policy, domain, stretch)));
    if some.iter().filter_map(value).any(|value| value == Value::None) {
        parts.push(policy.phrase_in(domain, Value::None));
    }
    phrases::list(&parts, "or")
}

const fn option(value: Value) -> Option<u16> {
    match value {
        Value::Option(at) => Some(at),
        Value::None | Value::Number(_) | Value::Date(_) => None,
    }
}

fn of_options(policy: &Policy, domain: &Domain, options: &[u16]) -> String {
    let name = |at: &u16| policy.phrase_in(domain, Value::Option(*at));
    let scale = match domain {
        Domain::Vocabulary(id) => policy.vocabulary(*id).filter(|one| one.ordered),
        Domain::Number(_) | Domain::Date => None,
    };
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

fn of_stretch(policy: &Policy, domain: &Domain, stretch: Stretch) -> String {
    match stretch {
        Stretch::Numbers { from, to } => of_numbers(policy, domain, from, to),
        Stretch::Days { from: None, before: None } => "a date".to_owned(),
        Stretch::Days { from: Some(from), before: None } => format!("on or after {}", spoken(from)),
        Stretch::Days { from: None, before: Some(before) } => format!("before {}", spoken(before)),
        Stretch::Days { from: Some(from), before: Some(before) } if from.tomorrow().ok() == Some(before) => spoken(from),
        Stretch::Days { from: Some(from), before: Some(before) } => {
            format!("on or after {} and before {}", spoken(from), spoken(before))
        }
    }
}

fn of_numbers(policy: &Policy, domain: &Domain, from: Option<Bound>, to: Option<Bound>) -> String {
    let whole = matches!(domain, Domain::Number(numbers) if numbers.whole);
    // Of whole numbers under 8 the last is 7.
    let last = |to: Bound| to.at.checked_sub(Decimal::ONE).filter(|_| whole && !to.included);
    let to = to.map(|to| last(to).map_or(to, |at| Bound { at, included: true }));
    let written = |at: Decimal| policy.phrase_in(domain, Value::Number(at));
    let over = |from: Bound| format!("{} {}", if from.included { "at least" } else { "over" }, written(from.at));
    let under = |to: Bound| format!("{} {}", if to.included { "at most" } else { "under" }, written(to.at));
    let (least, most) = match domain {
        Domain::Number(numbers) => (numbers.least, numbers.most),
        Domain::Vocabulary(_) | Domain::Date => (None, None),
    };
    // At most 0, where nothing is less, is 0.
    let only = |bound: Option<Bound>, end: Option<Decimal>| bound.is_some_and(|bound| bound.included && Some(bound.at) == end);
    match (from, to) {
        (None, Some(to)) if only(Some(to), least) => written(to.at),
        (Some(from), None) if only(Some(from), most) => written(from.at),
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
