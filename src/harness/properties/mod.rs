//! Properties: what is said of every setting, decided on the compiled diagram and shown with a witness where it does not hold.

mod days;
mod failure;

pub use days::days;
pub use failure::{diagnostic, not_decided};

use crate::diagram::{Compiled, Differs, Goal, Regions, TooLarge};
use crate::evaluate::evaluate;
use crate::model::{
    Also, CategoryId, Citation, Condition, Direction, Domain, FactId, Facts, KindId, Policy, Property, PropertyClaim, Value,
    YES_NO,
};
use jiff::civil::Date;

/// What came of a property.
#[derive(Clone, Debug)]
pub enum Held {
    /// It holds of every setting that can be, assessed on any of these days, which stand for all that the policy tells apart.
    Holds(Vec<Date>),
    /// It does not.
    Refuted(Box<Counterexample>),
    /// The policy is too large to be looked through.
    NotDecided,
}

/// A setting of which a property does not hold, or a pair of them. Its outcomes are those of the explaining evaluator.
#[derive(Clone, Debug)]
pub struct Counterexample {
    /// The assessment date.
    pub on: Date,
    /// The facts, all of them told.
    pub facts: Facts,
    /// Its category; `None` where no strand says anything.
    pub category: Option<CategoryId>,
    /// The fact in which another setting differs, that setting, and its category.
    pub other: Option<(FactId, Facts, Option<CategoryId>)>,
}

/// Decides a property.
#[must_use]
pub fn decide(policy: &Policy, property: &Property) -> Held {
    let (with_condition, when) = with_condition(policy, property);
    let days = days(policy);
    for on in &days {
        let found = Compiled::new(&with_condition, property.kind, *on)
            .and_then(|compiled| search(&with_condition, &compiled, property, when));
        match found {
            Err(_) => return Held::NotDecided,
            Ok(None) => {}
            Ok(Some((facts, other))) => {
                return replayed(policy, property, *on, facts, other)
                    .map_or(Held::NotDecided, |one| Held::Refuted(Box::new(one)));
            }
        }
    }
    if days.is_empty() { Held::NotDecided } else { Held::Holds(days) }
}

/// Decides properties of a policy, in the order given.
#[cfg(feature = "cli")]
#[must_use]
pub fn decide_all(policy: &Policy, properties: &[&Property]) -> Vec<Held> {
    use rayon::prelude::*;
    properties.par_iter().map(|property| decide(policy, property)).collect()
}

/// Decides properties of a policy, in the order given.
#[cfg(not(feature = "cli"))]
#[must_use]
pub fn decide_all(policy: &Policy, properties: &[&Property]) -> Vec<Held> {
    properties.iter().map(|property| decide(policy, property)).collect()
}

/// The policy with the property's condition as one more `also`, so that it is compiled with what the policy tells apart; and its index.
fn with_condition(policy: &Policy, property: &Property) -> (Policy, Option<usize>) {
    let mut policy = policy.clone();
    let Some(when) = condition_of(property) else { return (policy, None) };
    let at = policy.also.len();
    policy.also.push(Also {
        kind: property.kind,
        when: Some(when.clone()),
        items: Vec::new(),
        citation: Citation::default(),
        span: property.span,
    });
    (policy, Some(at))
}

fn condition_of(property: &Property) -> Option<&Condition> {
    match &property.claim {
        PropertyClaim::Never { when, .. } | PropertyClaim::Always { when, .. } => when.as_ref(),
        PropertyClaim::Improving { when, .. } | PropertyClaim::Changing { when, .. } => when.as_ref(),
    }
}

type Found = Option<(Facts, Option<(FactId, Facts)>)>;

/// A setting, or a pair of settings, of which the property does not hold.
fn search(policy: &Policy, compiled: &Compiled, property: &Property, when: Option<usize>) -> Result<Found, TooLarge> {
    let one = |goal| Ok(compiled.setting_with(policy, goal, when)?.map(|facts| (facts, None)));
    let (facts, differs) = match &property.claim {
        PropertyClaim::Never { categories, .. } => return one(Goal::any_of(categories)),
        PropertyClaim::Always { categories, .. } => return one(Goal::none_of(categories)),
        PropertyClaim::Improving { facts, .. } => (facts, Differs::MoreIntensive),
        PropertyClaim::Changing { facts, .. } => (facts, Differs::AtAll),
    };
    for fact in facts {
        let Some(regions) = compiled.regions(*fact) else { continue };
        let pairs = match differs {
            Differs::MoreIntensive => better_and_worse(policy, *fact, regions),
            Differs::AtAll => two_regions(regions),
        };
        if let Some((first, second)) = compiled.pair_with(policy, *fact, &pairs, differs, when)? {
            return Ok(Some((first, Some((*fact, second)))));
        }
    }
    Ok(None)
}

fn two_regions(regions: &Regions) -> Vec<(usize, usize)> {
    let all = || 0..regions.len();
    all().flat_map(|one| all().filter(move |other| one < *other).map(move |other| (one, other))).collect()
}

/// Each pair of regions of which the first is better. `none` is neither.
fn better_and_worse(policy: &Policy, fact: FactId, regions: &Regions) -> Vec<(usize, usize)> {
    let all: Vec<(usize, i64)> =
        (0..regions.len()).filter_map(|region| Some((region, goodness(policy, fact, regions, region)?))).collect();
    let pairs = all
        .iter()
        .flat_map(|(one, better)| all.iter().filter(move |(_, worse)| better > worse).map(move |(other, _)| (*one, *other)));
    pairs.collect()
}

/// How good the values of a region are, beside those of others; `None` for none and where no direction is better.
fn goodness(policy: &Policy, id: FactId, regions: &Regions, region: usize) -> Option<i64> {
    let fact = policy.fact(id)?;
    let place = match (regions.representative(region)?, &fact.domain) {
        (Value::None, _) => return None,
        // Of yes and no, yes comes first and is the higher.
        (Value::Option(at), Domain::Vocabulary(YES_NO)) => -i64::from(at),
        (Value::Option(at), Domain::Vocabulary(vocabulary)) => {
            let vocabulary = policy.vocabulary(*vocabulary).filter(|one| one.ordered)?;
            return Some(-i64::from(vocabulary.values.get(usize::from(at))?.rank));
        }
        (Value::Option(_) | Value::Number(_) | Value::Date(_), _) => i64::try_from(region).ok()?,
    };
    Some(match fact.direction? {
        Direction::Higher => place,
        Direction::Lower => -place,
    })
}

/// What was found, once the explaining evaluator says so too.
fn replayed(
    policy: &Policy,
    property: &Property,
    on: Date,
    facts: Facts,
    other: Option<(FactId, Facts)>,
) -> Option<Counterexample> {
    let category = |facts: &Facts| outcome(policy, property.kind, on, facts);
    let first = category(&facts)?;
    let other = match other {
        Some((fact, other)) => {
            let second = category(&other)?;
            Some((fact, other, second))
        }
        None => None,
    };
    let second = other.as_ref().map(|(_, _, category)| *category);
    breaks(&property.claim, first, second).then_some(Counterexample { on, facts, category: first, other })
}

/// The category of a complete setting by the explaining evaluator; nothing where it cannot be.
fn outcome(policy: &Policy, kind: KindId, on: Date, facts: &Facts) -> Option<Option<CategoryId>> {
    let trace = evaluate(policy, kind, on, facts);
    trace.violated().is_empty().then(|| trace.category())
}

/// Whether these categories are what the property rules out.
fn breaks(claim: &PropertyClaim, first: Option<CategoryId>, second: Option<Option<CategoryId>>) -> bool {
    match claim {
        PropertyClaim::Never { categories, .. } => first.is_some_and(|one| categories.contains(&one)),
        PropertyClaim::Always { categories, .. } => !first.is_some_and(|one| categories.contains(&one)),
        PropertyClaim::Improving { .. } => first.zip(second.flatten()).is_some_and(|(better, worse)| better > worse),
        PropertyClaim::Changing { .. } => second.is_some_and(|second| first != second),
    }
}
