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
    let ([old, new], [before, after]) = (policies, kinds);
    let mut pairs = Vec::new();
    for (id, fact) in new.facts_of(after) {
        let same = old.facts_of(before).find(|(_, other)| other.name.machine == fact.name.machine);
        pairs.extend(same.filter(|(_, earlier)| is_one_sort(policies, [earlier, fact])).map(|(other, _)| (other, id)));
    }
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
    let paired: [BTreeSet<FactId>; 2] =
        [pairs.iter().map(|(one, _)| *one).collect(), pairs.iter().map(|(_, other)| *other).collect()];
    for (side, ((of, kind), paired)) in sides.iter().zip(kinds).zip(&paired).enumerate().rev() {
        for (id, fact) in of.policy.facts_of(kind).filter(|(id, _)| !paired.contains(id)) {
            let name = Arc::clone(&fact.name.phrase);
            let [earlier, later] = [(old, kinds[0]), (new, kinds[1])]
                .map(|(of, kind)| of.policy.facts_of(kind).find(|(_, one)| one.name.machine == fact.name.machine));
            match earlier.zip(later) {
                Some(((_, one), (_, other))) if side == 1 => {
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
