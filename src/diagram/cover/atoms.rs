//! What regions are told by.

use crate::diagram::conditions::{Conditions, finite};
use crate::diagram::regions::Regions;
use crate::diagram::store::{Builder, Ref, TooLarge};
use crate::model::{DefineId, DerivedId, FactId, KindId, ListId, Policy, Value};

/// More values of a score are told by its facts.
const MOST_VALUES: usize = 100;

/// Something that has one of a number of values for every setting.
#[derive(Clone, Debug)]
pub struct Atom {
    /// Its leaves are the values, by number.
    pub(in crate::diagram) root: Ref,
    pub(in crate::diagram) values: usize,
    /// So many of the first values run on, and a region holds such as lie next to each other.
    pub(in crate::diagram) run: usize,
    /// How much a literal of it costs: what is plain is light.
    pub(in crate::diagram) weight: usize,
}

/// What an atom is, in a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A fact; its values are its regions.
    Fact(FactId),
    /// A defined condition: 0 where it does not hold, 1 where it does.
    Define(DefineId),
    /// A list: how many of its members hold.
    List(ListId),
    /// A table or score: which of these values it comes to, in order.
    Derived(DerivedId, Vec<Value>),
}

impl Topic {
    /// Its name in a policy, in machine form; none for a fact.
    pub(in crate::diagram) fn name<'p>(&self, policy: &'p Policy) -> Option<&'p str> {
        let name = match self {
            Self::Fact(_) => return None,
            Self::Define(id) => &policy.defines.get(id.at())?.name,
            Self::List(id) => &policy.lists.get(id.at())?.name,
            Self::Derived(id, _) => &policy.derived.get(id.at())?.name,
        };
        Some(&name.machine)
    }
}

impl Atom {
    /// What costs least.
    const NAMED: usize = 2;
    const COUNT: usize = 2;
    const FACT: usize = 3;

    /// Where it has one of some values.
    pub(in crate::diagram) fn among(&self, builder: &mut Builder, values: &[bool]) -> Result<Ref, TooLarge> {
        builder.leads_to(self.root, &|leaf| leaf.at().and_then(|at| values.get(at)).is_some_and(|held| *held))
    }

    /// The fact of a level.
    pub(in crate::diagram) fn fact(builder: &mut Builder, level: usize, regions: &Regions) -> Result<Self, TooLarge> {
        let values = builder.arity(level);
        let leaves: Vec<Ref> = (0..values).map(Ref::leaf_at).collect();
        let root = builder.node(level, &leaves)?;
        let run = (0..values).take_while(|region| regions.stretch(*region, *region).is_some()).count();
        Ok(Self { root, values, run, weight: Self::FACT })
    }
}

impl Conditions<'_> {
    /// What a policy gives a name to, of a kind of setting: definitions, lists, tables and scores.
    pub(in crate::diagram) fn named(&mut self, kind: KindId) -> Result<Vec<(Topic, Atom)>, TooLarge> {
        let policy = self.policy;
        let mut all = Vec::new();
        for (at, _) in policy.defines.iter().enumerate().filter(|(_, one)| one.kind == kind) {
            let Ok(id) = u16::try_from(at).map(DefineId) else { continue };
            // What could not be worked out has no name to give.
            let Ok(root) = self.defined(id) else { continue };
            all.push((Topic::Define(id), Atom { root, values: 2, run: 0, weight: Atom::NAMED }));
        }
        for (at, list) in policy.lists.iter().enumerate().filter(|(_, one)| one.kind == kind) {
            let Ok(id) = u16::try_from(at).map(ListId) else { continue };
            let Ok(root) = finite(self.tally(&list.members, u32::MAX))? else { continue };
            let values = list.members.len() + 1;
            all.push((Topic::List(id), Atom { root, values, run: values, weight: Atom::COUNT }));
        }
        for (at, _) in policy.derived.iter().enumerate().filter(|(_, one)| one.kind == kind) {
            let Ok(id) = u16::try_from(at).map(DerivedId) else { continue };
            let Some((root, leaves)) = self.derived.get(&id).map(|one| one.leaves()) else { continue };
            let mut values: Vec<Value> = leaves.to_vec();
            values.sort_by_key(|value| match value {
                Value::Number(number) => (0, Some(*number), 0),
                Value::Option(at) => (1, None, *at),
                Value::Date(_) | Value::None => (2, None, 0),
            });
            if values.len() > MOST_VALUES {
                continue;
            }
            let places: Vec<usize> =
                leaves.iter().map(|leaf| values.iter().position(|value| value == leaf).unwrap_or(0)).collect();
            let place = |leaf: Ref| leaf.at().and_then(|at| places.get(at)).map_or(Ref::ILLEGAL, |at| Ref::leaf_at(*at));
            let root = self.builder.map(root, &place)?;
            let run = values.iter().filter(|value| matches!(value, Value::Number(_))).count();
            all.push((Topic::Derived(id, values.clone()), Atom { root, values: values.len(), run, weight: Atom::NAMED }));
        }
        Ok(all)
    }
}
