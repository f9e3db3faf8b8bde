//! Regions in words.

use super::Of;
use crate::diagnostic::words::joined;
use crate::diagram::{Contrast, Literal, Region, Term, Topic, Whose};
use crate::diagram::{Regions, Values};
use crate::explain::values as values_in_words;
use crate::model::{Derived, DerivedId, Domain, FactId, KindId, ListId, Name, Policy, Value, YES_NO};

/// More strands are not named one by one.
const FEW: usize = 2;

/// What is true of a region, literal by literal.
pub(super) fn region(
    contrast: &Contrast<'_>,
    sides: [Of<'_>; 2],
    kinds: [KindId; 2],
    terms: &[Term],
    region: &Region,
) -> Vec<String> {
    let of = |literal: &Literal| match terms.get(literal.atom)? {
        Term::Fact(level) => fact(contrast, sides, *level, &literal.values),
        Term::Named(whose, side, topic) => {
            let policy = sides.get(*side)?.policy;
            let words = named(policy, topic, &literal.values)?;
            let other = |side: usize| sides.get(side).is_some_and(|of| has(of.policy, kinds, side, policy, topic));
            Some(match whose {
                Whose::One(0) if other(1) => format!("{words} (as before)"),
                Whose::One(1) if other(0) => format!("{words} (as now)"),
                Whose::One(_) | Whose::Both => words,
            })
        }
        Term::Rest => rest(contrast, sides, kinds, &literal.values),
    };
    region.literals.iter().filter_map(of).collect()
}

/// `latest judgement is good or better`, `not complaints high`
fn fact(contrast: &Contrast<'_>, sides: [Of<'_>; 2], level: usize, values: &[usize]) -> Option<String> {
    let on = contrast.fact(level)?;
    let policy = sides.get(on.side)?.policy;
    let all: Vec<usize> = contrast.said(level, &(0..on.regions.len()).collect::<Vec<_>>());
    let said = contrast.said(level, values);
    let fact = policy.fact(on.fact)?;
    let name = &fact.name.phrase;
    if matches!(fact.domain, Domain::Vocabulary(YES_NO)) && !fact.or_none {
        let yes = said.iter().any(|region| on.regions.representative(*region) == Some(Value::yes(true)));
        return Some(if yes { name.to_string() } else { format!("not {name}") });
    }
    let others: Vec<usize> = all.iter().copied().filter(|region| !said.contains(region)).collect();
    let single = |region: usize| on.regions.stretch(region, region).is_none();
    let words = |regions: Vec<usize>| of_values(policy, on.regions, on.fact, regions);
    Some(match others.as_slice() {
        [only] if single(*only) && said.len() > 1 => format!("{name} is not {}", words(others)),
        _ => format!("{name} is {}", words(said)),
    })
}

fn of_values(policy: &Policy, regions: &Regions, fact: FactId, values: Vec<usize>) -> String {
    values_in_words(policy, regions, &Values { fact, regions: values })
}

/// A definition, a count of a list, a value of a table or score.
fn named(policy: &Policy, topic: &Topic, values: &[usize]) -> Option<String> {
    match topic {
        Topic::Fact(_) => None,
        Topic::Define(id) => {
            let name = &policy.defines.get(id.at())?.name.phrase;
            Some(if values.contains(&1) { name.to_string() } else { format!("not {name}") })
        }
        Topic::List(id) => count(policy, *id, values),
        Topic::Derived(id, all) => derived(policy, *id, all, values),
    }
}

/// `at least 3 of the risk factors`
fn count(policy: &Policy, id: ListId, values: &[usize]) -> Option<String> {
    let list = policy.lists.get(id.at())?;
    let (name, all) = (&list.name.phrase, list.members.len());
    let (least, most) = (*values.first()?, *values.last()?);
    Some(match (least, most) {
        (_, 0) => format!("none of the {name}"),
        (least, most) if least == all && most == all => format!("all {all} of the {name}"),
        (1, most) if most >= all => format!("any of the {name}"),
        (least, most) if most >= all => format!("at least {least} of the {name}"),
        (0, most) => format!("at most {most} of the {name}"),
        (least, most) if least == most => format!("exactly {least} of the {name}"),
        (least, most) => format!("{least} to {most} of the {name}"),
    })
}

/// `standing is amber or red`, `risk is at least 5`
fn derived(policy: &Policy, id: DerivedId, all: &[Value], values: &[usize]) -> Option<String> {
    let one: &Derived = policy.derived.get(id.at())?;
    let name = &one.name.phrase;
    let phrase = |value: &Value| policy.phrase_in(&one.domain, *value);
    let held: Vec<&Value> = values.iter().filter_map(|at| all.get(*at)).collect();
    let others: Vec<&Value> = all.iter().enumerate().filter(|(at, _)| !values.contains(at)).map(|(_, value)| value).collect();
    let numbers = |of: &[&Value]| of.iter().filter(|value| matches!(value, Value::Number(_))).count();
    let is_number = |value: &&Value| matches!(value, Value::Number(_));
    if numbers(&held) > 1 {
        let own: Vec<&Value> = held.iter().copied().filter(is_number).collect();
        let (first, last) = (own.first()?, own.last()?);
        let every: Vec<&Value> = all.iter().filter(is_number).collect();
        let (from_start, to_end) = (every.first() == Some(first), every.last() == Some(last));
        let none = if held.iter().any(|value| **value == Value::None) { " or none" } else { "" };
        return Some(match (from_start, to_end) {
            (true, true) => format!("{name} is a number"),
            (true, false) => format!("{name} is at most {}{none}", phrase(last)),
            (false, true) => format!("{name} is at least {}{none}", phrase(first)),
            (false, false) => format!("{name} is from {} to {}{none}", phrase(first), phrase(last)),
        });
    }
    Some(match others.as_slice() {
        [only] if held.len() > 1 => format!("{name} is not {}", phrase(only)),
        _ => format!("{name} is {}", joined(&held.iter().map(|value| phrase(value)).collect::<Vec<_>>(), "or")),
    })
}

/// `no other strand gives more than A`
fn rest(contrast: &Contrast<'_>, sides: [Of<'_>; 2], kinds: [KindId; 2], values: &[usize]) -> Option<String> {
    let later = sides.get(1)?.policy;
    let (least, most) = (*values.first()?, *values.last()?);
    let code = |value: usize| contrast.rest_category(value).map(|id| later.category_code(id).to_owned());
    // A code that the earlier side alone has is given by no strand that both have.
    let up_to = (1..=most).rev().find_map(code);
    let from = (least..contrast.rest_values()).find_map(code);
    let strands = later.categorisation(*kinds.get(1)?).map_or(&[][..], |one| &one.strands);
    let names: Vec<&str> = contrast.rest_strands().filter_map(|at| Some(&*strands.get(at)?.name.phrase)).collect();
    let some = names.len() <= FEW;
    let any = if some { joined(&names, "or") } else { "another strand".to_owned() };
    let last = contrast.rest_values().saturating_sub(1);
    Some(match (least, most) {
        (_, 0) => format!("{} nothing", says_of(&names, some, "says")),
        (0 | 1, _) => format!("{} no more than {}", says_of(&names, some, "gives"), up_to?),
        (_, most) if most >= last => format!("{any} gives {} or more", from?),
        (least, most) if least == most => format!("the most that {} gives is {}", of_all(&names, some), up_to?),
        (_, _) => format!("the most that {} gives is {} to {}", of_all(&names, some), from?, up_to?),
    })
}

fn says_of(names: &[&str], some: bool, verb: &str) -> String {
    match names {
        [one] if some => format!("strand {one} {verb}"),
        [one, other] if some => format!("strand {one} and strand {other} each {verb}"),
        _ => format!("every other strand {verb}"),
    }
}

fn of_all(names: &[&str], some: bool) -> String {
    if some { format!("strand {}", names.join(" or strand ")) } else { "any other strand".to_owned() }
}

/// Whether a side has something of the same sort and name too.
fn has(policy: &Policy, kinds: [KindId; 2], side: usize, of: &Policy, topic: &Topic) -> bool {
    let Some(kind) = kinds.get(side) else { return false };
    let called =
        |name: Option<&Name>, own: &KindId, other: &Name| own == kind && name.is_some_and(|name| name.machine == other.machine);
    match topic {
        Topic::Fact(_) => false,
        Topic::Define(id) => {
            let name = of.defines.get(id.at()).map(|one| &one.name);
            policy.defines.iter().any(|other| called(name, &other.kind, &other.name))
        }
        Topic::List(id) => {
            let name = of.lists.get(id.at()).map(|one| &one.name);
            policy.lists.iter().any(|other| called(name, &other.kind, &other.name))
        }
        Topic::Derived(id, _) => {
            let name = of.derived.get(id.at()).map(|one| &one.name);
            policy.derived.iter().any(|other| called(name, &other.kind, &other.name))
        }
    }
}
