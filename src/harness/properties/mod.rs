//! Properties: what is said of every setting, decided on sets of settings and shown with a witness where it does not hold.

mod failure;

pub use crate::prove::days;
pub use failure::{diagnostic, not_decided};

use crate::diagram::{Parting, Regions, Set, Study, TooLarge};
use crate::evaluate::evaluate;
use crate::model::{Also, CategoryId, Citation, Condition, FactId, Facts, KindId, Policy, Property, PropertyClaim};
use crate::prove::{better_and_worse, side_by_side};
use jiff::civil::Date;

/// What came of a property.
#[derive(Clone, Debug)]
pub enum Held {
    /// It holds of every setting that can be, assessed on any of these days, which stand for all that the policy tells apart.
    Holds(Vec<Date>),
    /// It does not.
    Refuted(Box<Counterexample>),
    /// It could not be decided.
    NotDecided(Undecided),
}

/// Why a property could not be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// There is no day to decide it for: the policy is in force for ever, and its tests name none.
    NoDay,
    /// The policy is too large to be looked through.
    TooLarge,
    /// The explaining evaluator does not find what the diagram found: a fault of the program.
    NotReplayed,
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

/// Decides properties of a policy, in the order given. The policy is taken apart once for each kind of setting and day.
#[must_use]
pub fn decide(policy: &Policy, properties: &[&Property]) -> Vec<Held> {
    let days = days(policy);
    let undecided = if days.is_empty() { Held::NotDecided(Undecided::NoDay) } else { Held::Holds(days.clone()) };
    let mut all = vec![undecided; properties.len()];
    let with_conditions = with_conditions(policy, properties);
    let kinds = policy.kind_ids().filter(|kind| properties.iter().any(|one| one.kind == *kind));
    let parts: Vec<(KindId, Date)> = kinds.flat_map(|kind| days.iter().map(move |on| (kind, *on))).collect();
    let found = side_by_side(&parts, |(kind, on)| on_one_day(&with_conditions, *kind, *on, properties));
    for (at, on, found) in found.into_iter().flatten() {
        // What holds on a later day is of no more interest where it did not on an earlier one.
        let Some(held) = all.get_mut(at).filter(|held| matches!(held, Held::Holds(_))) else { continue };
        let Some(property) = properties.get(at) else { continue };
        *held = match found.map(|(facts, other)| replayed(policy, property, on, facts, other)) {
            Some(Some(witness)) => Held::Refuted(Box::new(witness)),
            Some(None) => Held::NotDecided(Undecided::NotReplayed),
            None => Held::NotDecided(Undecided::TooLarge),
        };
    }
    all
}

/// A property by its place, of which on a day a setting breaks it; no setting where it could not be decided.
type Broken = (usize, Date, Option<(Facts, Option<(FactId, Facts)>)>);

/// The properties of one kind of setting that do not hold on a day, or are not decided.
fn on_one_day(with_conditions: &Policy, kind: KindId, on: Date, properties: &[&Property]) -> Vec<Broken> {
    let mut study = Study::new(with_conditions, kind, on);
    let of_kind = properties.iter().enumerate().filter(|(_, one)| one.kind == kind);
    let broken = of_kind.filter_map(|(at, property)| {
        let found = match &mut study {
            Ok(study) => search(study, property),
            Err(too_large) => Err(*too_large),
        };
        match found {
            Ok(None) => None,
            Ok(Some(setting)) => Some((at, on, Some(setting))),
            Err(_) => Some((at, on, None)),
        }
    });
    broken.collect()
}

/// The policy with the condition of each property as one more `also`, so that what it tells apart is told apart.
fn with_conditions(policy: &Policy, properties: &[&Property]) -> Policy {
    let mut policy = policy.clone();
    policy.also.extend(properties.iter().map(|property| Also {
        kind: property.kind,
        when: condition_of(property).cloned(),
        items: Vec::new(),
        citation: Citation::default(),
        span: property.span,
    }));
    policy
}

fn condition_of(property: &Property) -> Option<&Condition> {
    match &property.claim {
        PropertyClaim::Never { when, .. } | PropertyClaim::Always { when, .. } => when.as_ref(),
        PropertyClaim::Improving { when, .. } | PropertyClaim::Changing { when, .. } => when.as_ref(),
    }
}

type Found = Option<(Facts, Option<(FactId, Facts)>)>;

/// A setting, or a pair of settings, of which the property does not hold.
fn search(study: &mut Study<'_>, property: &Property) -> Result<Found, TooLarge> {
    let when = condition_of(property).map_or(Ok(Set::ALL), |when| study.where_holds(when))?;
    let (facts, parting) = match &property.claim {
        PropertyClaim::Never { categories, .. } => {
            return setting(study, when, &|given| given.is_some_and(|one| categories.contains(&one)));
        }
        PropertyClaim::Always { categories, .. } => {
            return setting(study, when, &|given| !given.is_some_and(|one| categories.contains(&one)));
        }
        PropertyClaim::Improving { facts, .. } => (facts, Parting::MoreIntensive),
        PropertyClaim::Changing { facts, .. } => (facts, Parting::AtAll),
    };
    let pairs = |fact: FactId, regions: &Regions| match parting {
        Parting::MoreIntensive => better_and_worse(study.policy(), fact, regions),
        Parting::AtAll => two_regions(regions),
    };
    let asked: Vec<_> = facts.iter().filter_map(|fact| Some((*fact, pairs(*fact, study.regions(*fact)?)))).collect();
    let among = study.both(study.legal(), when)?;
    let outcomes = study.outcomes_of(among)?;
    for ((fact, _), found) in asked.iter().zip(study.parted(outcomes, &asked, parting)) {
        if let Some((first, second)) = found? {
            return Ok(Some((first, Some((*fact, second)))));
        }
    }
    Ok(None)
}

/// A setting that can be, of a set, that comes to something wanted.
fn setting(study: &mut Study<'_>, when: Set, wanted: &dyn Fn(Option<CategoryId>) -> bool) -> Result<Found, TooLarge> {
    let outcome = study.comes_to(wanted)?;
    Ok(study.setting_in(&[study.legal(), when, outcome])?.map(|facts| (facts, None)))
}

fn two_regions(regions: &Regions) -> Vec<(usize, usize)> {
    let all = || 0..regions.len();
    all().flat_map(|one| all().filter(move |other| one < *other).map(move |other| (one, other))).collect()
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
