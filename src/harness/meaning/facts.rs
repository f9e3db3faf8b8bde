//! Which facts of two policies are one, and how they differ.

use super::Of;
use crate::harness::Place;
use crate::model::{Domain, Fact, FactId, KindId, Policy, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that is known of a kind of setting on one side alone, or otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactNote {
    /// Only one side (0 the earlier) knows a fact.
    Only {
        /// Which side.
        side: usize,
        /// What it is called.
        name: Arc<str>,
        /// What is assumed of it where nobody tells.
        assumed: Option<String>,
        /// Where it is declared.
        place: Place,
    },
    /// One fact with another name on each side.
    Renamed {
        /// The names, before and after.
        names: [Arc<str>; 2],
    },
    /// Facts of one name whose values are of two sorts, so that they are taken for two facts.
    Sorts {
        /// What they are called.
        name: Arc<str>,
        /// What values they take, before and after.
        values: [String; 2],
    },
    /// Some values can be said on one side alone.
    Values {
        /// What the fact is called.
        name: Arc<str>,
        /// What can be said before and not after, and after and not before.
        only: [Vec<String>; 2],
    },
    /// The numbers that it takes are others.
    Numbers {
        /// What the fact is called.
        name: Arc<str>,
        /// What values it takes, before and after.
        values: [String; 2],
    },
    /// Something else is assumed where nobody tells.
    Assumed {
        /// What the fact is called.
        name: Arc<str>,
        /// What is assumed, before and after; `None` where nothing is.
        values: [Option<String>; 2],
    },
}

/// The facts of a kind that both policies have, each once.
pub(super) fn pairs(policies: [&Policy; 2], kinds: [KindId; 2]) -> Vec<(FactId, FactId)> {
    let one_sort = |(one, other): &(FactId, FactId)| {
        let facts = policies[0].fact(*one).zip(policies[1].fact(*other));
        facts.is_some_and(|(one, other)| is_one_sort(policies, [one, other]))
    };
    let mut pairs = called_alike(policies, kinds);
    pairs.retain(one_sort);
    pairs
}

/// The facts of a kind that go by one name in both policies, whatever values they take; of the others those of which one side says that
/// it had the name of the other.
fn called_alike([old, new]: [&Policy; 2], [before, after]: [KindId; 2]) -> Vec<(FactId, FactId)> {
    let mut pairs: Vec<(FactId, FactId)> = Vec::new();
    let same = |one: &Fact, other: &Fact| one.name.machine == other.name.machine;
    let was = |one: &Fact, other: &Fact| other.was(&one.name) || one.was(&other.name);
    for is_one in [same as fn(&Fact, &Fact) -> bool, was] {
        for (id, fact) in new.facts_of(after) {
            let free = |other: FactId| !pairs.iter().any(|(left, right)| *left == other || *right == id);
            let found = old.facts_of(before).find(|(other, earlier)| is_one(earlier, fact) && free(*other));
            pairs.extend(found.map(|(other, _)| (other, id)));
        }
    }
    pairs.sort_by_key(|(_, id)| *id);
    pairs
}

/// Whether two facts take values of one sort, and some that both can have.
fn is_one_sort([old, new]: [&Policy; 2], [one, other]: [&Fact; 2]) -> bool {
    match (&one.domain, &other.domain) {
        (Domain::Vocabulary(_), Domain::Vocabulary(_)) => {
            let (earlier, later) = (values(old, one), values(new, other));
            earlier.iter().any(|(machine, _)| later.iter().any(|(also, _)| also == machine))
        }
        (Domain::Number(one), Domain::Number(other)) => one.unit == other.unit,
        (Domain::Date, Domain::Date) => true,
        (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, _) => false,
    }
}

/// The values of a scale or choice, with `none` where it can be: in machine form and as written.
fn values(policy: &Policy, fact: &Fact) -> Vec<(Arc<str>, Arc<str>)> {
    let vocabulary = match fact.domain {
        Domain::Vocabulary(id) => policy.vocabulary(id),
        Domain::Number(_) | Domain::Date => None,
    };
    let values = vocabulary.into_iter().flat_map(|one| &one.values);
    let values = values.map(|value| (Arc::clone(&value.name.machine), Arc::clone(&value.name.phrase)));
    values.chain(fact.or_none.then(|| ("".into(), "none".into()))).collect()
}

/// What there is to say of the facts of a kind.
pub(super) fn notes(sides: [Of<'_>; 2], kinds: [KindId; 2], pairs: &[(FactId, FactId)]) -> Vec<FactNote> {
    let [old, new] = sides;
    let mut notes = Vec::new();
    let alike = called_alike([old.policy, new.policy], kinds);
    let paired: [BTreeSet<FactId>; 2] =
        [pairs.iter().map(|(one, _)| *one).collect(), pairs.iter().map(|(_, other)| *other).collect()];
    for (side, ((of, kind), paired)) in sides.iter().zip(kinds).zip(&paired).enumerate().rev() {
        for (id, fact) in of.policy.facts_of(kind).filter(|(id, _)| !paired.contains(id)) {
            let name = Arc::clone(&fact.name.phrase);
            let both = alike.iter().find(|(one, other)| [*one, *other].get(side) == Some(&id));
            match both.and_then(|(one, other)| old.policy.fact(*one).zip(new.policy.fact(*other))) {
                Some((one, other)) if side == 1 => {
                    let values = [old.policy.values_words(one), new.policy.values_words(other)];
                    notes.push(FactNote::Sorts { name, values });
                }
                Some(_) => {}
                None => {
                    let assumed = fact.assumed.map(|value| of.policy.value_phrase(id, value));
                    notes.push(FactNote::Only { side, name, assumed, place: Place::of(fact.span, of.sources) });
                }
            }
        }
    }
    for (one, other) in pairs {
        if let (Some(before), Some(after)) = (old.policy.fact(*one), new.policy.fact(*other)) {
            notes.extend(differences([old.policy, new.policy], [*one, *other], [before, after]));
        }
    }
    notes
}

fn differences([old, new]: [&Policy; 2], [id, other]: [FactId; 2], [before, after]: [&Fact; 2]) -> Vec<FactNote> {
    let mut notes = Vec::new();
    let name = || Arc::clone(&after.name.phrase);
    if before.name.machine != after.name.machine {
        notes.push(FactNote::Renamed { names: [Arc::clone(&before.name.phrase), name()] });
    }
    let only = |of: &[(Arc<str>, Arc<str>)], known: &[(Arc<str>, Arc<str>)]| -> Vec<String> {
        let missing = of.iter().filter(|(machine, _)| !known.iter().any(|(also, _)| also == machine));
        missing.map(|(_, phrase)| phrase.to_string()).collect()
    };
    let (earlier, later) = (values(old, before), values(new, after));
    let only = [only(&earlier, &later), only(&later, &earlier)];
    if only.iter().any(|values| !values.is_empty()) {
        notes.push(FactNote::Values { name: name(), only });
    }
    if let (Domain::Number(one), Domain::Number(two)) = (&before.domain, &after.domain)
        && (one.whole, one.least, one.most) != (two.whole, two.least, two.most)
    {
        notes.push(FactNote::Numbers { name: name(), values: [one.words(), two.words()] });
    }
    let assumed = |policy: &Policy, id, value: Option<Value>| value.map(|value| policy.value_phrase(id, value));
    let values = [assumed(old, id, before.assumed), assumed(new, other, after.assumed)];
    if values[0] != values[1] {
        notes.push(FactNote::Assumed { name: name(), values });
    }
    notes
}
