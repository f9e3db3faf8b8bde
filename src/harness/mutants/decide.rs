//! Whether a mutant has other outcomes than its policy, decided on the diagrams of both.

use super::original::Original;
use crate::diagram::{Apart, Compiled, Pair, Side, TooLarge};
use crate::harness::outcome::Support;
use crate::model::{CategoryId, FactId, KindId, Policy, Value};
use jiff::civil::Date;

/// What was decided.
pub(super) enum Decision {
    /// Every setting has the same outcome on every day that is asked about.
    Same,
    /// Settings of a kind differ of which these facts are told.
    Differs { kind: KindId, on: Date, told: Vec<(FactId, Value)> },
    /// It was not found out.
    NotDecided,
}

/// Looks for a kind of setting and a day on which the two differ.
pub(super) fn decide(original: &Original<'_>, mutated: &Policy) -> Decision {
    let mut decided = true;
    if original.policy.kinds.len() != mutated.kinds.len() {
        return Decision::NotDecided;
    }
    for on in original.days_with(mutated) {
        for kind in original.policy.kind_ids() {
            match of_kind(original, mutated, kind, on) {
                Ok(Apart::Nothing) => {}
                Ok(Apart::Told(told)) => return Decision::Differs { kind, on, told },
                Ok(Apart::NotDecided) | Err(_) => decided = false,
            }
        }
    }
    if decided { Decision::Same } else { Decision::NotDecided }
}

fn of_kind(original: &Original<'_>, mutated: &Policy, kind: KindId, on: Date) -> Result<Apart, TooLarge> {
    let own;
    let left = match original.compiled(kind, on) {
        Some(Ok(compiled)) => compiled,
        Some(Err(too_large)) => return Err(*too_large),
        None => {
            own = Compiled::new(original.policy, kind, on)?;
            &own
        }
    };
    let right = left.alike(mutated, kind, on)?;
    let (one, other) = (Side { policy: original.policy, compiled: left }, Side { policy: mutated, compiled: &right });
    let Some(pair) = Pair::new(kind, one, other) else { return Ok(Apart::NotDecided) };
    let brought = Brought { policies: [original.policy, mutated], kind };
    let same = brought.all();
    pair.apart(&|left, right| same(left, right))
}

/// What categories bring on both sides.
struct Brought<'p> {
    policies: [&'p Policy; 2],
    kind: KindId,
}

impl<'p> Brought<'p> {
    /// Whether two categories are called the same and bring the same; worked out once for each of them.
    fn all(&self) -> impl Fn(Option<CategoryId>, Option<CategoryId>) -> bool {
        let [left, right] = self.policies.map(|policy| self.of(policy));
        move |one, other| {
            let at = |category: Option<CategoryId>| category.map_or(0, |id| id.at() + 1);
            left.get(at(one)) == right.get(at(other))
        }
    }

    /// For no category and for each: its code and what it brings.
    fn of(&self, policy: &'p Policy) -> Vec<(&'p str, Option<Support>)> {
        let support = |category: Option<CategoryId>| {
            let brought = policy.allocation(self.kind, category).map(|allocation| Support::of(policy, allocation));
            brought.map(Support::without_places)
        };
        let ids = (0..policy.categories.len()).filter_map(CategoryId::from_index);
        let each = ids.map(|id| (policy.category_code(id), support(Some(id))));
        std::iter::once(("", support(None))).chain(each).collect()
    }
}
